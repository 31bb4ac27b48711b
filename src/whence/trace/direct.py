"""Which edges are direct: each reused text is explained once, by the document that explains it best."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence

from whence.records import Credit, Document
from whence.settings import TraceSettings
from whence.trace.drafts import Draft
from whence.trace.kinds import JOINING
from whence.trace.order import publication_interval
from whence.trace.parents import CREDIT_RANK, Candidate, choose_parents
from whence.trace.spans import Spans, Words, merge_spans, overlap_of, size_of

_UNDATED = float("inf")  # undated candidates come after dated ones where all else is equal


def mark_direct(
    drafts: Sequence[Draft],
    documents: Mapping[str, Document],
    words_of: Callable[[str], Words | None],
    settings: TraceSettings,
) -> list[Draft]:
    """Mark as indirect what another edge explains better.

    Of the ordered edges into one document those from its chosen parents are direct. An unordered edge
    is direct unless stronger direct edges cover what it shows on both of its sides.

    Args:
        drafts: one a pair.
        documents: by id.
        words_of: gives a document's words.
        settings: the thresholds.

    Returns:
        The drafts in the same order.
    """
    marked = {draft.pair: draft for draft in drafts}
    incoming: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        if draft.is_ordered and _is_reuse(draft):
            incoming[draft.later_id].append(draft)
    for later_id in sorted(incoming):
        chosen = _choose(later_id, incoming[later_id], documents, words_of, settings)
        for draft in incoming[later_id]:
            if draft.earlier_id not in chosen:
                marked[draft.pair] = draft.change(direct=False)
    _mark_unordered(marked, settings)
    return [marked[draft.pair] for draft in drafts]


def mark_inherited(drafts: Sequence[Draft], words_of: Callable[[str], Words | None]) -> list[Draft]:
    """Mark as indirect citations whose words came along with text from a direct parent.

    "The Observer reported", inside a paragraph that was copied from elsewhere, is the word of whoever
    wrote that paragraph.

    Args:
        drafts: one a pair, after `mark_direct`.
        words_of: gives a document's words.

    Returns:
        The drafts in the same order.
    """
    covered: dict[str, Spans] = {}
    for draft in drafts:
        if draft.direct and draft.is_ordered and draft.reuse is not None and draft.kind in JOINING:
            spans = draft.reuse.spans[draft.later_id]
            covered[draft.later_id] = merge_spans((*covered.get(draft.later_id, ()), *spans))
    return [
        draft.change(direct=False, notes=(*draft.notes, "the credit's words came along with copied text"))
        if draft.kind == "cites" and all(_is_inherited(one, covered, words_of) for one in draft.order.credits)
        else draft
        for draft in drafts
    ]


def _is_inherited(
    credit: Credit, covered: Mapping[str, Spans], words_of: Callable[[str], Words | None]
) -> bool:
    words = words_of(credit.document_id) if credit.document_id in covered else None
    if words is None or credit.field != "text" or credit.begin is None or credit.end is None:
        return False
    span = words.span(credit.begin, credit.end)
    return overlap_of((span,), covered[credit.document_id]) == span[1] - span[0] > 0


def _is_reuse(draft: Draft) -> bool:
    return draft.reuse is not None and (draft.kind in JOINING or draft.kind == "undetermined")


def _choose(
    later_id: str,
    incoming: Sequence[Draft],
    documents: Mapping[str, Document],
    words_of: Callable[[str], Words | None],
    settings: TraceSettings,
) -> set[str]:
    if len(incoming) == 1:
        return {incoming[0].earlier_id}
    later = words_of(later_id)
    assert later is not None
    candidates = []
    for draft in incoming:
        words = words_of(draft.earlier_id)
        assert words is not None
        assert draft.reuse is not None
        ranks = [CREDIT_RANK[credit.kind] for credit in draft.order.credits if credit.document_id == later_id]
        candidates.append(
            Candidate(
                id=draft.earlier_id,
                spans=draft.reuse.spans[later_id],
                words=words,
                credit_rank=max(ranks, default=-1) if draft.order.credited else -1,
                moment=_moment(documents[draft.earlier_id]),
                longest=max((one.matched_tokens for one in draft.reuse.passages), default=0),
            )
        )
    return set(choose_parents(later, candidates, least_gain=settings.gain_words, tie=settings.tie_words))


def _moment(document: Document) -> float:
    interval = publication_interval(document)
    moment = interval.earliest or interval.latest
    return moment.timestamp() if moment is not None else _UNDATED


def _mark_unordered(marked: dict[tuple[str, str], Draft], settings: TraceSettings) -> None:
    """Thin out the edges without an order, the strongest first."""
    covered: dict[str, Spans] = {}
    waiting = []
    for draft in marked.values():
        if draft.reuse is None:
            continue
        if draft.is_ordered and _is_reuse(draft):
            if draft.direct:
                _cover(draft, covered)
        else:
            waiting.append(draft)
    waiting.sort(key=lambda one: (-one.reuse.matched if one.reuse is not None else 0, one.pair))
    for draft in waiting:
        if is_explained(draft, covered, settings.explained_share):
            marked[draft.pair] = draft.change(direct=False)
        else:
            _cover(draft, covered)


def _cover(draft: Draft, covered: dict[str, Spans]) -> None:
    assert draft.reuse is not None
    for identifier, spans in draft.reuse.spans.items():
        covered[identifier] = merge_spans((*covered.get(identifier, ()), *spans))


def is_explained(draft: Draft, covered: Mapping[str, Spans], share: float) -> bool:
    """Tell whether `covered` holds at least `share` of what a pair has in common, on both of its sides."""
    assert draft.reuse is not None
    for identifier, spans in draft.reuse.spans.items():
        size = size_of(spans)
        if overlap_of(spans, covered.get(identifier, ())) < share * size:
            return False
    return True
