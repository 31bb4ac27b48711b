"""Fingerprints -> candidate pairs: the documents worth aligning.

Texts that are nearly the same are collapsed into groups first, so that a story run by hundreds counts as
one text; document frequency, stock phrases and an outlet's boilerplate are counted over groups. Two
groups that share enough of the fingerprints that are left are a pair, and so are two that share many rare
pairs of neighbouring words, as a text and its rewrite do. Nothing depends on the order of rows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from whence.match.kernels import (
    BOILERPLATE,
    FREQUENT,
    KEPT,
    classify_hashes,
    count_shared,
    emit_pairs,
    join_alike,
)
from whence.settings import MatchSettings

PAIR_SCHEMA = pa.schema([("left_id", pa.string()), ("right_id", pa.string()), ("shared", pa.int64())])
# Sketches that two texts may meet in: at a Jaccard index of .9 all four miss once in 10,000.
_SKETCH_SEEDS = (0x243F6A8885A308D3, 0x13198A2E03707344, 0xA4093822299F31D0, 0x082EFA98EC4E6C89)
_LAST_PART = 0.15  # of a short text, in which a footer stands
# Texts of one sketch and nearly one size that each is compared with; unions carry further.
_REACH = 16


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs worth aligning, and what was kept out of them.

    Attributes:
        pairs: `left_id` < `right_id` and `shared`, the fingerprints that they (or their groups)
            share, 0 where only word pairs join them; by id.
        reworded_pairs: how many of the pairs of groups only word pairs join.
        collapsed_documents: documents that count as copies of their group's hub, the smallest id in it.
        boilerplate: the fingerprints that are boilerplate, rising; `drop_boilerplate` takes them.
        frequent_fingerprints: fingerprints left out because too many texts share them.
        hub_pairs: pairs not given because their groups are joined through their hubs.
    """

    pairs: pa.Table
    reworded_pairs: int
    collapsed_documents: int
    boilerplate: NDArray[np.uint64]
    frequent_fingerprints: int
    hub_pairs: int

    def left_out(self) -> dict[str, int]:
        """Give the counts by what they count, for showing."""
        return {
            "documents collapsed into near-identical texts": self.collapsed_documents,
            "fingerprints shared by too many texts": self.frequent_fingerprints,
            "fingerprints that are boilerplate": len(self.boilerplate),
            "pairs of near-identical texts joined through a hub": self.hub_pairs,
        }


@dataclass(frozen=True, slots=True)
class _Sets:
    """Every document's distinct fingerprints, sorted; documents are in id order."""

    ids: list[str]
    hashes: NDArray[np.uint64]
    offsets: NDArray[np.int64]
    at_end: NDArray[np.bool_]  # whether each stands near its document's end

    def owners(self) -> NDArray[np.int64]:
        """Give the document of each fingerprint."""
        return np.repeat(np.arange(len(self.ids)), np.diff(self.offsets))


def find_candidates(
    fingerprints: pa.Table, outlets: Mapping[str, str | None], settings: MatchSettings
) -> Candidates:
    """Find the pairs of documents that are worth aligning.

    Args:
        fingerprints: as `text.fingerprint` makes it; ids are distinct.
        outlets: outlet by document id; None or missing where it is not known.
        settings: frequency, boilerplate and group limits are read.

    Returns:
        The pairs in id order, with counts of what was kept out.
    """
    sets = _distinct_sets(fingerprints, "hashes", settings.boilerplate_edge)
    groups = _collapse(sets, settings.same_text)
    outlet_codes = _outlet_codes(sets.ids, outlets)
    posted = _post(sets, groups, outlet_codes, settings.largest_frequency, settings)
    codes, shares = _join(posted, settings.smallest_shared)
    pair_sets = _distinct_sets(fingerprints, "word_pairs")
    posted_pairs = _post(pair_sets, groups, outlet_codes, settings.pair_frequency, settings)
    reworded = np.setdiff1d(_join_word_pairs(posted_pairs, pair_sets, settings), codes)
    codes = np.concatenate((codes, reworded))
    shares = np.concatenate((shares, np.zeros(len(reworded), np.int64)))
    pairs, hub_pairs = _spread_groups(sets, groups, codes, shares, settings)
    return Candidates(
        pairs=pairs,
        reworded_pairs=len(reworded),
        collapsed_documents=int(np.sum(groups != np.arange(len(groups)))),
        boilerplate=posted.of_kind(BOILERPLATE),
        frequent_fingerprints=len(posted.of_kind(FREQUENT)),
        hub_pairs=hub_pairs,
    )


def _distinct_sets(fingerprints: pa.Table, column: str, edge: int = 0) -> _Sets:
    table = fingerprints.sort_by("id").combine_chunks()
    ids = table.column("id").to_pylist()
    if not ids:
        return _Sets([], np.empty(0, np.uint64), np.zeros(1, np.int64), np.empty(0, bool))
    values, lengths = _flatten(table, column, np.uint64)
    owners = np.repeat(np.arange(len(ids)), lengths)
    at_end = np.zeros(len(values), bool)
    if edge:
        places, _ = _flatten(table, "positions", np.int64)
        sizes = table.column("token_count").to_numpy().astype(np.int64)
        # Begins are left out: many texts share the lead of the story that they carry.
        at_end = places >= sizes[owners] - np.minimum(edge, _LAST_PART * sizes[owners])
    order = np.lexsort((values, owners))
    values, owners, at_end = values[order], owners[order], at_end[order]
    fresh = np.ones(len(values), bool)
    fresh[1:] = (np.diff(values) != 0) | (np.diff(owners) != 0)
    counts = np.bincount(owners[fresh], minlength=len(ids))
    offsets = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
    return _Sets(ids, values[fresh], offsets, at_end[fresh])


def _flatten(table: pa.Table, column: str, kind: type) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Give the values of a list column one after the other, and how many each row has."""
    lists = table.column(column).combine_chunks()
    lists = lists.chunk(0) if isinstance(lists, pa.ChunkedArray) else lists
    lengths = lists.value_lengths().fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)
    return lists.flatten().to_numpy(zero_copy_only=False).astype(kind), lengths


def _collapse(sets: _Sets, same: float) -> NDArray[np.int32]:
    """Give each document the hub of its group: the least document that near-identical texts lead to.

    Two texts are near-identical where the Jaccard index of their fingerprint sets is at least `same`. They
    are met by sharing one of four least hashes.
    """
    parents = np.arange(len(sets.ids), dtype=np.int64)
    sizes = np.diff(sets.offsets)
    filled = np.flatnonzero(sizes)
    if not len(filled):
        return parents.astype(np.int32)
    begins = sets.offsets[filled]
    for seed in _SKETCH_SEEDS:
        scattered = (sets.hashes ^ np.uint64(seed)) * np.uint64(0x9E3779B97F4A7C15)
        sketches = np.zeros(len(sets.ids), np.uint64)
        sketches[filled] = np.minimum.reduceat(scattered ^ (scattered >> np.uint64(32)), begins)
        order = filled[np.lexsort((filled, sizes[filled], sketches[filled]))]
        join_alike(sets.hashes, sets.offsets, order, sketches, same, _REACH, parents)
    for document in range(len(parents)):  # parents are smaller, so one pass in order settles all
        parents[document] = parents[parents[document]]
    return parents.astype(np.int32)


def _outlet_codes(ids: list[str], outlets: Mapping[str, str | None]) -> NDArray[np.int32]:
    """Number the outlets; an unknown outlet is -1 and never has boilerplate."""
    names = [outlets.get(i) for i in ids]
    numbers = {name: number for number, name in enumerate(sorted({n for n in names if n is not None}))}
    return np.array([-1 if name is None else numbers[name] for name in names], np.int32)


@dataclass(frozen=True, slots=True)
class _Postings:
    """Which group of texts has which hash, by hash, outlet and group; `kinds` are those of `kernels`."""

    hashes: NDArray[np.uint64]
    groups: NDArray[np.int32]
    kinds: NDArray[np.uint8]

    def of_kind(self, kind: int) -> NDArray[np.uint64]:
        """Give the hashes of one kind, rising."""
        return np.unique(self.hashes[self.kinds == kind])


def _post(
    sets: _Sets,
    groups: NDArray[np.int32],
    outlets: NDArray[np.int32],
    frequent: int,
    settings: MatchSettings,
) -> _Postings:
    """Post every group's hashes, and say which are worth joining by."""
    owners = sets.owners()
    order = np.lexsort((groups[owners], outlets[owners], sets.hashes))
    hashes, owners = sets.hashes[order], owners[order]
    posted_outlets, posted_groups = outlets[owners], groups[owners]
    fresh = np.ones(len(hashes), bool)
    fresh[1:] = (np.diff(hashes) != 0) | (np.diff(posted_outlets) != 0) | (np.diff(posted_groups) != 0)
    hashes, posted_outlets, posted_groups = hashes[fresh], posted_outlets[fresh], posted_groups[fresh]
    kinds = np.zeros(len(hashes), np.uint8)
    least, share = settings.boilerplate_documents, settings.boilerplate_share
    texts = _count_groups(hashes, posted_groups)
    at_end = sets.at_end[order][fresh]
    classify_hashes(hashes, posted_outlets, texts, at_end, frequent, least, share, kinds)
    return _Postings(hashes, posted_groups, kinds)


def _count_groups(hashes: NDArray[np.uint64], groups: NDArray[np.int32]) -> NDArray[np.int64]:
    """Give, for each posting, how many groups have its hash; postings are by hash."""
    order = np.lexsort((groups, hashes))
    ranked_hashes, ranked_groups = hashes[order], groups[order]
    starts = np.ones(len(hashes), bool)
    starts[1:] = np.diff(ranked_hashes) != 0
    fresh = starts.copy()
    fresh[1:] |= np.diff(ranked_groups) != 0
    numbers = np.cumsum(starts) - 1
    counts: NDArray[np.int64] = np.bincount(numbers, weights=fresh).astype(np.int64)
    spread: NDArray[np.int64] = counts[numbers]
    return spread


def _join(posted: _Postings, smallest: int) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Give the pairs of groups that share at least `smallest` hashes, and how many each shares."""
    kept = posted.kinds == KEPT
    hashes, groups = posted.hashes[kept], posted.groups[kept]
    order = np.lexsort((groups, hashes))
    hashes, groups = hashes[order], groups[order]
    fresh = np.ones(len(hashes), bool)
    fresh[1:] = (np.diff(hashes) != 0) | (np.diff(groups) != 0)
    return join_postings(hashes[fresh], groups[fresh], smallest)


def join_postings(
    hashes: NDArray[np.uint64], groups: NDArray[np.int32], smallest: int
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Give the pairs of groups that share hashes.

    Args:
        hashes: one a posting, rising.
        groups: rising within a hash, without repeats.
        smallest: hashes that a pair must share.

    Returns:
        Pairs as `left << 32 | right`, rising, and the number of hashes that each shares.
    """
    codes, counts = np.unique(emit_pairs(hashes, groups), return_counts=True)
    enough = counts >= smallest
    return codes[enough], counts[enough].astype(np.int64)


def _join_word_pairs(posted: _Postings, sets: _Sets, settings: MatchSettings) -> NDArray[np.uint64]:
    """Give the pairs of groups that share enough rare word pairs, as one may reword the other."""
    codes, shares = _join(posted, settings.shared_pairs)
    sizes = np.diff(sets.offsets)
    smaller = np.minimum(sizes[codes >> np.uint64(32)], sizes[codes & np.uint64(0xFFFFFFFF)])
    kept: NDArray[np.uint64] = codes[shares >= settings.shared_pairs_share * smaller]
    return kept


def _spread_groups(
    sets: _Sets,
    groups: NDArray[np.int32],
    codes: NDArray[np.uint64],
    shares: NDArray[np.int64],
    settings: MatchSettings,
) -> tuple[pa.Table, int]:
    """Turn pairs of groups into pairs of documents, and add the pairs inside groups."""
    members: dict[int, list[int]] = {}
    for document, hub in enumerate(groups.tolist()):
        members.setdefault(hub, []).append(document)
    found: list[tuple[int, int, int]] = []
    left_out = 0
    for code, shared in zip(codes.tolist(), shares.tolist(), strict=True):
        left, right = members[code >> 32], members[code & 0xFFFFFFFF]
        if len(left) * len(right) <= settings.group_pairs:
            spread = [(a, b) for a in left for b in right]
        else:
            spread = [(left[0], b) for b in right] + [(a, right[0]) for a in left[1:]]
            left_out += len(left) * len(right) - len(spread)
        found.extend((min(pair), max(pair), shared) for pair in spread)
    for group in members.values():
        inside = list(_pairs_inside(group, settings.group_pairs))
        left_out += len(group) * (len(group) - 1) // 2 - len(inside)
        found.extend((a, b, count_shared(sets.hashes, sets.offsets, a, b)) for a, b in inside)
    found.sort()
    columns = [
        pa.array([sets.ids[pair[0]] for pair in found], pa.string()),
        pa.array([sets.ids[pair[1]] for pair in found], pa.string()),
        pa.array([pair[2] for pair in found], pa.int64()),
    ]
    return pa.Table.from_arrays(columns, schema=PAIR_SCHEMA), left_out


def _pairs_inside(group: list[int], limit: int) -> Iterator[tuple[int, int]]:
    """Give all pairs of a small group; of a large one, its hub with everyone and everyone with the next."""
    if len(group) * (len(group) - 1) // 2 <= limit:
        yield from ((a, b) for number, a in enumerate(group) for b in group[number + 1 :])
        return
    yield from ((group[0], other) for other in group[1:])
    yield from pairwise(group[1:])
