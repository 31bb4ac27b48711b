"""Large families: pairs that matching left out, because it joins near-identical texts through a hub."""

import dataclasses
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from whence.records import Credit, Document
from whence.settings import TraceSettings
from whence.trace.credits import answer_keys, target_keys
from whence.trace.groups import Groups
from whence.trace.kinds import is_nearly_whole
from whence.trace.order import publication_interval
from whence.trace.spans import VERBATIM, Reuse, Spans, Words, size_of

_FEWEST = 4  # texts from which a family can lack a pair that matters; three are joined by two pairs


def add_hub_pairs(
    reuse: Mapping[tuple[str, str], Reuse],
    documents: Mapping[str, Document],
    credits: Iterable[Credit],
    words_of: Callable[[str], Words | None],
    settings: TraceSettings,
) -> dict[tuple[str, str], Reuse]:
    """Add the pairs of near-identical texts that order and credits need.

    Matching gives a large group of near-identical texts as a hub with everyone, and another text that
    shares something with them only with the hub. A document's parent may be another than the hub, so each
    document is paired with the group's earliest and with those that it credits: a number of pairs linear
    in the size of the group.

    Args:
        reuse: what each pair shares.
        documents: by id.
        credits: whom documents credit, by address or by name.
        words_of: gives a document's words.
        settings: the thresholds.

    Returns:
        The pairs given and the pairs added, sorted.
    """
    near = {pair: shared for pair, shared in reuse.items() if _is_near_identical(shared, settings)}
    groups = Groups(sorted({identifier for pair in near for identifier in pair}))
    for left_id, right_id in near:
        groups.join(left_id, right_id)
    credited: dict[str, list[Credit]] = defaultdict(list)
    for credit in credits:
        credited[credit.document_id].append(credit)
    grown = dict(reuse)
    alike, akin = _neighbours(near), _neighbours(reuse)
    for members in groups.members():
        if len(members) < _FEWEST:
            continue
        inside = set(members)
        others = sorted({other for member in members for other in akin[member]} - inside)
        for pair in _wanted_pairs(members, others, documents, credited):
            through = _through(pair, inside, alike, akin) if pair not in grown else None
            if through is not None:
                first, second = (words_of(identifier) for identifier in pair)
                assert first is not None
                assert second is not None
                hops = [reuse[min(side, through), max(side, through)] for side in pair]
                grown[pair] = _compare(first, second, through, hops)
    return {pair: grown[pair] for pair in sorted(grown)}


def _is_near_identical(shared: Reuse, settings: TraceSettings) -> bool:
    shares = shared.shares[shared.left_id], shared.shares[shared.right_id]
    return shared.similarity >= VERBATIM and is_nearly_whole(*shares, settings)


def _neighbours(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    neighbours: dict[str, set[str]] = defaultdict(set)
    for left_id, right_id in pairs:
        neighbours[left_id].add(right_id)
        neighbours[right_id].add(left_id)
    return neighbours


def _wanted_pairs(
    members: list[str],
    others: list[str],
    documents: Mapping[str, Document],
    credited: Mapping[str, list[Credit]],
) -> list[tuple[str, str]]:
    """Pair each text with the group's earliest and with those that it credits, one of each in the group."""
    earliest = min(members, key=lambda identifier: (_end(documents[identifier]), identifier))
    by_key: dict[str, list[str]] = defaultdict(list)
    for identifier in [*members, *others]:
        for key in answer_keys(documents[identifier]):
            by_key[key].append(identifier)
    inside = set(members)
    known = inside.union(others)
    wanted = set()
    for identifier in [*members, *others]:
        meant = {earliest}
        for credit in credited.get(identifier, ()):
            if credit.target_document_id in known:
                meant.add(credit.target_document_id or "")
            elif credit.target_document_id is None and credit.kind != "link":
                # One outlet's first two versions are enough to choose from.
                meant.update(one for key in target_keys(credit.target) for one in by_key.get(key, ())[:2])
        if identifier not in inside:
            meant &= inside
        wanted |= {(min(identifier, other), max(identifier, other)) for other in meant - {identifier}}
    return sorted(wanted)


def _end(document: Document) -> float:
    latest = publication_interval(document).latest
    return latest.timestamp() if latest is not None else float("inf")


def _through(
    pair: tuple[str, str],
    inside: set[str],
    alike: Mapping[str, set[str]],
    akin: Mapping[str, set[str]],
) -> str | None:
    """Give a text of the group that both share with, near-identical to those in it: the hub, as a rule."""
    one, other = ((alike if side in inside else akin)[side] for side in pair)
    both = one & other & inside
    return min(both) if both else None


def _compare(left: Words, right: Words, through: str, hops: list[Reuse]) -> Reuse:
    """Compare two texts by their runs of three words, without aligning them."""
    spans: dict[str, Spans] = {}
    for one, other in ((left, right), (right, left)):
        spans[one.document.id] = _runs(np.isin(one.details, other.detail_set))
    sizes = [size_of(found) for found in spans.values()]
    matched = min(sizes)
    passages = tuple(hop.passages[0] for hop in hops)
    return dataclasses.replace(
        hops[0],
        left_id=left.document.id,
        right_id=right.document.id,
        passages=passages,
        spans=spans,
        shares={
            words.document.id: size / max(1, words.count)
            for words, size in zip((left, right), sizes, strict=True)
        },
        matched=matched,
        quoted=min(matched, *(hop.quoted for hop in hops)),
        quoted_once=min(matched, *(hop.quoted_once for hop in hops)),
        close=min(matched, *(hop.close for hop in hops)),
        longest=min(matched, *(hop.longest for hop in hops)),
        similarity=min(hop.similarity for hop in hops),
        through=through,
    )


def _runs(known: NDArray[np.bool_]) -> Spans:
    """Give the runs of words that are known with both neighbours, the neighbours included."""
    near = known.copy()
    near[:-1] |= known[1:]
    near[1:] |= known[:-1]
    steps = np.flatnonzero(np.diff(np.concatenate(([False], near, [False])).astype(np.int8)))
    return tuple((int(begin), int(end)) for begin, end in steps.reshape(-1, 2))
