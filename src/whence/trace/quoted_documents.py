"""Words that many documents carry and none is made of: a letter, a statute, an agency's paragraph."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from whence.records import Document
from whence.settings import TraceSettings
from whence.trace.drafts import Draft
from whence.trace.house import is_same_site
from whence.trace.kinds import JOINING
from whence.trace.spans import Spans, deep_spans, merge_spans, overlap_of, size_of

_MOSTLY = 0.8  # share of a pair's common words from which all of them are of this sort


def settle_quoted_documents(
    drafts: Sequence[Draft], documents: Mapping[str, Document], settings: TraceSettings
) -> list[Draft]:
    """Read excerpts of what many documents carry as had from a document that the corpus does not hold.

    Words that `quoted_documents` others of other sites share with a document, and that are the lesser part
    of each of them, come from none of these: somebody wrote them elsewhere, and all quote it, with quotation
    marks or without. So such a pair is `common-source` and joins no family, unless one credits the other.

    Args:
        drafts: one a pair.
        documents: by id.
        settings: the thresholds.

    Returns:
        The drafts in the same order.
    """
    carried = _carried(drafts, documents, settings)
    note = (
        f"at least {settings.quoted_documents} other documents carry these words, each as its lesser part: "
        "all have them from elsewhere"
    )
    settled = []
    for draft in drafts:
        if _is_excerpt(draft, documents, settings) and _is_carried(draft, carried):
            settled.append(draft.change(kind="common-source", notes=(*draft.notes, note)))
        else:
            settled.append(draft)
    return settled


def _is_excerpt(draft: Draft, documents: Mapping[str, Document], settings: TraceSettings) -> bool:
    if draft.reuse is None or draft.kind not in JOINING or draft.kind == "updated":
        return False
    if draft.order.credited or max(draft.reuse.shares.values()) >= settings.quoted_share:
        return False
    return not is_same_site(documents[draft.pair[0]], documents[draft.pair[1]])


def _is_carried(draft: Draft, carried: Mapping[str, Spans]) -> bool:
    assert draft.reuse is not None
    return any(
        _is_mostly(spans, carried[side]) for side, spans in draft.reuse.spans.items() if side in carried
    )


def _is_mostly(spans: Spans, carried: Spans) -> bool:
    return overlap_of(spans, carried) >= _MOSTLY * max(1, size_of(spans))


def _carried(
    drafts: Sequence[Draft], documents: Mapping[str, Document], settings: TraceSettings
) -> dict[str, Spans]:
    """Find the words of each document that enough others carry, and that are the greater part of none."""
    steps: dict[str, list[tuple[int, int]]] = defaultdict(list)
    whole: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for draft in drafts:
        if draft.reuse is None or is_same_site(documents[draft.pair[0]], documents[draft.pair[1]]):
            continue
        is_whole = max(draft.reuse.shares.values()) >= settings.quoted_share
        for side, spans in draft.reuse.spans.items():
            for begin, end in spans:
                steps[side] += [(begin, 1), (end, -1)]
            if is_whole:
                whole[side].extend(spans)
    found: dict[str, Spans] = {}
    for side, places in steps.items():
        deep = deep_spans(places, settings.quoted_documents)
        if deep and not overlap_of(deep, merge_spans(whole[side])):
            found[side] = deep
    return found | _met_through(found, drafts, whole)


def _met_through(
    carried: Mapping[str, Spans], drafts: Sequence[Draft], whole: Mapping[str, list[tuple[int, int]]]
) -> dict[str, Spans]:
    """Find the same words in documents that matching compared with one of the carriers only."""
    met: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for draft in drafts:
        if draft.reuse is None:
            continue
        for side, other in (draft.pair, draft.pair[::-1]):
            if side in carried and _is_mostly(draft.reuse.spans[side], carried[side]):
                met[other].extend((*draft.reuse.spans[other], *carried.get(other, ())))
    spans = {side: merge_spans(places) for side, places in met.items()}
    return {side: own for side, own in spans.items() if not overlap_of(own, merge_spans(whole.get(side, ())))}
