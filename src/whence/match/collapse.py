"""Texts that are nearly the same, collapsed into groups.

Two texts are alike where the Jaccard index of their fingerprint sets reaches a limit. They are met by sharing
one of four sketches, each two least hashes (MinHash: Broder, "On the resemblance and containment of
documents", SEQUENCES 1997); at an index of .9 all four miss once in 800, at .95 once in 10,000. A group is
all that a chain of alike texts connects, and its hub is the earliest, of equals that of the least key, a hash
of the id, so that another text seldom changes it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from whence.match.kernels import connect, copy_lists, hash_ids, join_alike, label_groups, sketch_sets
from whence.match.sorting_kernels import mark_known, sort_sets

NO_DATE: int = np.iinfo(np.int64).max  # of documents without one: they come last
SKETCHES = 4
SEEDS = np.array(  # two for each sketch: the digits of pi
    [
        0x243F6A8885A308D3,
        0x13198A2E03707344,
        0xA4093822299F31D0,
        0x082EFA98EC4E6C89,
        0x452821E638D01377,
        0xBE5466CF34E90C6C,
        0xC0AC29B7C97C50DD,
        0x3F84D5B5B5470917,
    ],
    np.uint64,
)
# Texts of one sketch and nearly one length that each is compared with; joins carry further.
REACH = 16
_CHUNK = 1 << 23  # hashes compared at a time, 64 MB
_STRETCH = 1 << 22  # hashes within which lists are gathered at a time, 32 MB


@dataclass(frozen=True, slots=True)
class HashLists:
    """Every document's hashes, one list after the other.

    Attributes:
        offsets: where each document's list begins, shape (documents + 1,).
        read: gives the hashes from one place up to another; of those in a file, best a view.
    """

    offsets: NDArray[np.int64]
    read: Callable[[int, int], NDArray[np.uint64]]

    def gather(self, numbers: NDArray[np.int64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """Give the lists of some documents.

        Args:
            numbers: the documents, rising.

        Returns:
            Their hashes one list after the other, and where each list begins, shape (len(numbers) + 1,).
        """
        begins, ends = self.offsets[numbers], self.offsets[numbers + 1]
        offsets = np.concatenate(([0], np.cumsum(ends - begins)))
        values = np.empty(int(offsets[-1]), np.uint64)
        first = 0
        while first < len(numbers):
            low = int(begins[first])
            last = max(first + 1, int(np.searchsorted(ends, low + _STRETCH, "right")))
            piece = self.read(low, int(ends[last - 1]))
            copy_lists(piece, begins[first:last] - low, offsets[first : last + 1], values)
            first = last
        return values, offsets


def key_ids(ids: pa.Array) -> NDArray[np.uint64]:
    """Give each id's key: 64 bits that order documents alike whatever else is there."""
    ids = ids.cast(pa.large_string())
    keys = np.empty(len(ids), np.uint64)
    if len(ids):
        offsets = np.frombuffer(ids.buffers()[1], np.int64)[ids.offset : ids.offset + len(ids) + 1]
        data = ids.buffers()[2]
        hash_ids(np.frombuffer(data, np.uint8) if data is not None else np.empty(0, np.uint8), offsets, keys)
    return keys


def sketch(hashes: NDArray[np.uint64], offsets: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Give each list's sketches, shape (lists, SKETCHES)."""
    sketches = np.zeros((len(offsets) - 1, SKETCHES), np.uint64)
    sketch_sets(hashes, offsets, SEEDS, sketches)
    return sketches


def rank_keys(keys: NDArray[np.uint64], dates: NDArray[np.int64]) -> NDArray[np.uint32]:
    """Give each document's place in the order of dates, then keys, ties by number.

    The earliest is a family's hub, so that every other is compared with the one that it may have come from,
    and a later addition changes no hub.
    """
    ranks = np.empty(len(keys), np.uint32)
    ranks[np.lexsort((keys, dates))] = np.arange(len(keys), dtype=np.uint32)
    return ranks


def join_texts(
    sketches_of: Callable[[int], NDArray[np.uint64]],
    lists: HashLists,
    ranks: NDArray[np.uint32],
    same: float,
    first_new: int = 0,
    known: Sequence[NDArray[np.uint32]] = (),
) -> list[NDArray[np.uint32]]:
    """Find the texts that are nearly the same.

    Args:
        sketches_of: gives every document's sketch, by the number of the seed.
        lists: every document's fingerprints.
        ranks: every document's place in the order of keys.
        same: Jaccard index of two fingerprint sets from which texts are alike.
        first_new: the first document that is new since `known` was found; 0 compares all.
        known: what this gave before.

    Returns:
        For each seed joins of two documents, shape (joins, 2): as many as connect all that are alike.
    """
    lengths = np.diff(lists.offsets)
    joins = []
    for which in range(SKETCHES):
        sketches = sketches_of(which)
        wanted = np.unique(sketches[first_new:][lengths[first_new:] > 0]) if first_new else None
        texts = _in_company(sketches, lengths, wanted)
        texts = texts[np.lexsort((ranks[texts], lengths[texts], sketches[texts]))]
        company = _Company(texts, sketches[texts], lengths[texts], texts >= first_new)
        found = [np.empty((0, 2), np.uint32)]
        if wanted is not None:
            touched = are_among(sketches[known[which][:, 0]], wanted)
            found += [known[which][~touched], company.keep(known[which][touched])]
        found += [company.compare(begin, end, lists, same) for begin, end in company.pieces()]
        joins.append(np.concatenate(found))
    return joins


class _Company:
    """Texts that have a sketch with others, by sketch, then length; what is alike among them.

    Args:
        texts: the documents.
        sketches: of each.
        lengths: of each list of fingerprints.
        fresh: whether each is to be compared with those around it.
    """

    def __init__(
        self,
        texts: NDArray[np.int64],
        sketches: NDArray[np.uint64],
        lengths: NDArray[np.int64],
        fresh: NDArray[np.bool_],
    ) -> None:
        self._texts = texts
        self._sketches = sketches
        self._lengths = lengths
        self._fresh = fresh
        self._parents = np.arange(len(texts))

    def keep(self, joins: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Take over joins found before, and give those that hold.

        Two old texts that new ones push out of each other's reach are compared no more. Where that tears a
        join, all of its sketch are compared anew; elsewhere the joins connect what they did.
        """
        order = np.argsort(self._texts)
        places = order[np.searchsorted(self._texts, joins, sorter=order)]
        torn = self._sketches[places[np.abs(places[:, 0] - places[:, 1]) > REACH, 0]]
        self._fresh = self._fresh | are_among(self._sketches, np.unique(torn))
        hold = ~self._fresh[places].all(axis=1)
        connect(self._parents, np.ascontiguousarray(places[hold]))
        kept: NDArray[np.uint32] = joins[hold]
        return kept

    def pieces(self) -> Iterator[tuple[int, int]]:
        """Cut the texts into pieces of bounded size; those of one sketch stay together."""
        starts = np.flatnonzero(self._sketches[1:] != self._sketches[:-1]) + 1
        sums = np.concatenate(([0], np.cumsum(self._lengths)))
        begin = 0
        for start in [*starts.tolist(), len(self._texts)]:
            if sums[start] - sums[begin] >= _CHUNK or start == len(self._texts):
                yield begin, start
                begin = start

    def compare(self, begin: int, end: int, lists: HashLists, same: float) -> NDArray[np.uint32]:
        """Find joins in a piece."""
        found = [np.empty((0, 2), np.int64)]
        nothing = np.empty(0, np.int64)
        # Most are like their neighbour; where only some are fresh, others are read for those that are not.
        for least, most in [(1, REACH)] if self._fresh.all() else [(1, 1), (2, REACH)]:
            span = np.array((begin, end, least, most))
            needed = np.zeros(len(self._texts), bool)
            texts = self._sketches, self._lengths, self._fresh, self._parents, same, span, needed
            joined = np.empty((end - begin, 2), np.int64)
            join_alike(np.empty(0, np.uint64), nothing, nothing, *texts, joined)
            places = np.flatnonzero(needed)
            if not len(places):
                continue
            numbers = np.sort(self._texts[places])
            values, offsets = lists.gather(numbers)
            offsets = sort_sets(values, offsets)
            rows = np.zeros(len(self._texts), np.int64)
            rows[places] = np.searchsorted(numbers, self._texts[places])
            found.append(joined[: join_alike(values, offsets, rows, *texts, joined)])
        joins: NDArray[np.uint32] = self._texts[np.concatenate(found)].astype(np.uint32)
        return joins


def are_among(values: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Say of each value whether it is among those wanted, which rise."""
    # np.isin hashes pairs of numbers badly, and takes a hundred times as long.
    found = np.zeros(len(values), bool)
    mark_known(np.ascontiguousarray(values), np.ascontiguousarray(wanted), found)
    return found


def _in_company(
    values: NDArray[np.uint64], lengths: NDArray[np.int64], wanted: NDArray[np.uint64] | None
) -> NDArray[np.int64]:
    """Give the documents whose sketch another has too; of certain sketches only, if any are wanted."""
    filled = np.flatnonzero(lengths)
    if wanted is not None:
        filled = filled[are_among(values[filled], wanted)]
    ranked = filled[np.argsort(values[filled])]
    alike = values[ranked][1:] == values[ranked][:-1]
    several = np.concatenate((alike, [False])) | np.concatenate(([False], alike))
    return ranked[several[: len(ranked)]]


def label_texts(joins: NDArray[np.uint32], ranks: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Give each document the hub of its group, the member of least rank."""
    labels = np.arange(len(ranks), dtype=np.uint32)
    label_groups(joins, ranks, labels)
    return labels
