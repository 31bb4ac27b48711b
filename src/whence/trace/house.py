"""What an outlet prints again and again: notices, tag lines, its own background paragraphs."""

from collections import defaultdict
from collections.abc import Callable, Mapping

from whence.records import Document
from whence.settings import TraceSettings
from whence.trace.credits import host_of, name_key
from whence.trace.furniture import furniture_spans, is_closing_note
from whence.trace.kinds import is_nearly_whole
from whence.trace.spans import Reuse, Spans, Words, deep_spans, measure_pair, merge_spans, overlap_of

_MOSTLY = 0.5  # share of a passage's words from which the whole passage is house text


def is_same_outlet(left: Document, right: Document) -> bool:
    """Tell whether one outlet ran both documents: by its name, or by the host where a name is missing."""
    if left.outlet and right.outlet:
        return name_key(left.outlet) == name_key(right.outlet)
    return _is_same_host(left, right)


def is_same_site(left: Document, right: Document) -> bool:
    """Tell whether two documents stand on one site, be it under the names of two outlets."""
    return is_same_outlet(left, right) or _is_same_host(left, right)


def _is_same_host(left: Document, right: Document) -> bool:
    hosts = [host_of(document.canonical_url or document.url) for document in (left, right)]
    return bool(hosts[0]) and hosts[0] == hosts[1]


def drop_house_text(
    reuse: Mapping[tuple[str, str], Reuse],
    documents: Mapping[str, Document],
    words_of: Callable[[str], Words | None],
    settings: TraceSettings,
) -> dict[tuple[str, str], Reuse]:
    """Leave out passages that their outlet repeats in article after article.

    Words count as house text where a document shares them with `house_documents` others of its outlet.
    A passage is left out if it is house text on either side of a pair of one outlet, or on both sides of
    a pair of two. Pairs that are nearly whole copies, and captures of one page, keep all their passages
    and make nothing house text.

    Args:
        reuse: what each pair shares.
        documents: by id.
        words_of: gives a document's words.
        settings: the thresholds.

    Returns:
        What remains, pairs without a passage left out.
    """
    exempt = {pair for pair, shared in reuse.items() if _is_exempt(documents, shared, settings)}
    same_site = {pair for pair in reuse if is_same_site(documents[pair[0]], documents[pair[1]])}
    repeated = _house_words({pair: reuse[pair] for pair in same_site - exempt}, settings.house_documents)
    furniture = _furniture(reuse, words_of)
    house = {
        identifier: merge_spans((*repeated.get(identifier, ()), *spans))
        for identifier, spans in furniture.items()
    }
    kept: dict[tuple[str, str], Reuse] = {}
    for pair, shared in reuse.items():
        if pair in exempt or shared.through is not None:
            kept[pair] = shared
            continue
        left, right = words_of(pair[0]), words_of(pair[1])
        assert left is not None
        assert right is not None
        needed = 1 if pair in same_site else 2
        passages = []
        for passage in shared.passages:
            sides = (
                (pair[0], left.span(passage.left_begin, passage.left_end)),
                (pair[1], right.span(passage.right_begin, passage.right_end)),
            )
            if sum(_is_house(span, house[side]) for side, span in sides) >= needed:
                continue
            closing = (
                (words, span, furniture[side])
                for words, (side, span) in zip((left, right), sides, strict=True)
            )
            if not is_closing_note(closing, same_site=pair in same_site):
                passages.append(passage)
        if len(passages) == len(shared.passages):
            kept[pair] = shared
        elif passages:
            kept[pair] = measure_pair(passages, left, right)
    return kept


def _furniture(
    reuse: Mapping[tuple[str, str], Reuse], words_of: Callable[[str], Words | None]
) -> dict[str, Spans]:
    """Find the furniture of every document that shares anything."""
    found: dict[str, Spans] = {}
    for identifier in sorted({side for pair in reuse for side in pair}):
        words = words_of(identifier)
        found[identifier] = furniture_spans(words) if words is not None else ()
    return found


def _is_exempt(documents: Mapping[str, Document], shared: Reuse, settings: TraceSettings) -> bool:
    left, right = documents[shared.left_id], documents[shared.right_id]
    if left.canonical_url and left.canonical_url == right.canonical_url:
        return True
    if right.version_of == left.id or left.version_of == right.id:
        return True
    return is_nearly_whole(shared.shares[left.id], shared.shares[right.id], settings)


def _is_house(span: tuple[int, int], house: Spans) -> bool:
    return overlap_of((span,), house) >= _MOSTLY * max(1, span[1] - span[0])


def _house_words(reuse: Mapping[tuple[str, str], Reuse], least: int) -> dict[str, Spans]:
    """Find the words of each document that at least `least` others of its outlet share."""
    edges: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for shared in reuse.values():
        for identifier, spans in shared.spans.items():
            for begin, end in spans:
                edges[identifier].extend(((begin, 1), (end, -1)))
    house = {identifier: deep_spans(steps, least) for identifier, steps in edges.items()}
    return {identifier: spans for identifier, spans in house.items() if spans}
