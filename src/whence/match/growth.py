"""One kind of hashes growing: new postings -> a new run, and the pairs of groups that they change.

Groups of texts that are new or have other members than before are active. All their hashes are looked up,
so whatever pair has an active group is counted anew; other pairs change only where a hash now joins fewer
groups than it did, and that is subtracted. A hash that may join more than it did wakes its groups. What
comes out is exactly what counting everything anew gives.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from whence.match.collapse import HashLists
from whence.match.columns import Run
from whence.match.joining import (
    Lists,
    Reader,
    Rule,
    Tallies,
    Texts,
    in_threads,
    is_enough,
    split_pairs,
    sum_bucket,
)
from whence.match.kernels import PARTITIONS, post_hashes
from whence.match.postings import Spool
from whence.match.recount_kernels import compare_lists
from whence.match.sorting_kernels import HASH_BIT, distinct_hashes, merge_postings, sort_from

_CHUNK = 1 << 15  # documents whose hashes are looked up at a time


@dataclass(frozen=True, slots=True)
class Joins:
    """What one kind of hashes joins.

    Attributes:
        pairs: of groups, smaller and larger hub in 24 bits each, rising.
        weights: of the hashes that each pair shares, in quarters.
        boilerplate: reduced hashes that are boilerplate, each with a document that has it, rising.
        frequent: hashes of too many texts to join them.
        starred: hashes that join their texts through one of them.
    """

    pairs: NDArray[np.uint64] = field(default_factory=lambda: np.empty(0, np.uint64))
    weights: NDArray[np.uint32] = field(default_factory=lambda: np.empty(0, np.uint32))
    boilerplate: NDArray[np.uint64] = field(default_factory=lambda: np.empty((0, 2), np.uint64))
    frequent: int = 0
    starred: int = 0


@dataclass(frozen=True, slots=True)
class Growth:
    """The documents before and after an addition, as one kind of hashes sees them.

    Attributes:
        texts: all documents.
        before: those there were, with the groups that they had.
        active: whether each group, by its hub's number, is new or has other members.
        lists: every document's hashes.
        runs: the postings there were.
        rule: what a hash joins.
    """

    texts: Texts
    before: Texts
    active: NDArray[np.bool_]
    lists: HashLists
    runs: Sequence[Run]
    rule: Rule

    def known_documents(self, active: NDArray[np.bool_]) -> NDArray[np.int64]:
        """Give the documents of active groups that were there before."""
        return np.flatnonzero(active[self.texts.labels[: len(self.before.labels)]])


def active_groups(labels: NDArray[np.uint32], before: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Say of each group, by its hub's number, whether it is new or has other members than before.

    Args:
        labels: each document's hub.
        before: the same for the documents there were.
    """
    active = np.zeros(len(labels), bool)
    active[labels[len(before) :]] = True
    moved = np.flatnonzero(labels[: len(before)] != before)
    active[labels[moved]] = True
    active[labels[before[moved]]] = True  # what they left
    return active


def grow(
    growth: Growth,
    before: Joins,
    fresh: Callable[[int], NDArray[np.uint64]],
    new_spool: Callable[[str], Spool],
    threads: int,
) -> Joins:
    """Give what a kind of hashes joins after an addition.

    Args:
        growth: the documents.
        before: what it joined.
        fresh: gives the sorted new postings of a partition.
        new_spool: makes an empty spool of a name.
        threads: partitions that are worked on at once.
    """
    found = _recount(growth, fresh, new_spool, threads)
    active = growth.active
    if found.woken.any():
        pairs, weights = _count_woken(growth, found.woken, fresh, new_spool, threads)
        left, right = split_pairs(pairs)
        once = ~(active[left] | active[right])  # the others are counted already
        found.pairs.append(pairs[once])
        found.weights.append(weights[once])
        active = active | found.woken
    return _settle(growth, before, active, found)


@dataclass(frozen=True, slots=True)
class _Recount:
    pairs: list[NDArray[np.uint64]]  # with an active group, and their weights
    weights: list[NDArray[np.uint32]]
    changed: NDArray[np.uint64]  # pairs without one, once a change, and the changes of weight
    changes: NDArray[np.int32]
    gone: NDArray[np.uint64]  # what was boilerplate among the hashes that changed, and what is now
    stock: NDArray[np.uint64]
    frequent: int  # more than before
    starred: int
    woken: NDArray[np.bool_]


def _recount(
    growth: Growth,
    fresh: Callable[[int], NDArray[np.uint64]],
    new_spool: Callable[[str], Spool],
    threads: int,
) -> _Recount:
    """Look up the hashes of active groups and count the pairs that have one."""
    active = growth.active
    wanted = _wanted(growth, active, new_spool("wanted"))
    codes = new_spool("codes")
    woken = np.zeros(len(active), bool)
    reader = Reader(growth.texts, growth.rule, growth.before.labels)
    earlier = Reader(growth.before, growth.rule)

    def count(partition: int) -> tuple[Tallies, Tallies, NDArray[np.uint64], NDArray[np.int32]]:
        new = fresh(partition)
        hashes = distinct_hashes(merge_postings(sort_from(wanted.read(partition), HASH_BIT), new))
        known = _known(growth.runs, partition, hashes, reader)
        now = reader.read(merge_postings(known, new) if len(known) else new)
        then = earlier.read(earlier.select(known, now.doubtful))
        now.emit(active, codes)
        return (now.tallies(partition), then.tallies(partition), *_compare(then, now, active, woken))

    counted = in_threads(count, range(PARTITIONS), threads)
    wanted.close()
    pairs, weights = _sum_codes(growth, codes, threads)
    return _Recount(
        pairs=[pairs],
        weights=[weights],
        changed=np.concatenate([changed for _, _, changed, _ in counted]),
        changes=np.concatenate([changes for _, _, _, changes in counted]),
        gone=np.concatenate([then.boilerplate for _, then, _, _ in counted]),
        stock=np.concatenate([now.boilerplate for now, _, _, _ in counted]),
        frequent=sum(now.frequent - then.frequent for now, then, _, _ in counted),
        starred=sum(now.starred - then.starred for now, then, _, _ in counted),
        woken=woken,
    )


def _count_woken(
    growth: Growth,
    woken: NDArray[np.bool_],
    fresh: Callable[[int], NDArray[np.uint64]],
    new_spool: Callable[[str], Spool],
    threads: int,
) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """Count the pairs that have a woken group."""
    wanted = _wanted(growth, woken, new_spool("wanted"))
    codes = new_spool("codes")
    reader = Reader(growth.texts, growth.rule)

    def count(partition: int) -> None:
        hashes = distinct_hashes(sort_from(wanted.read(partition), HASH_BIT))
        known = _known(growth.runs, partition, hashes, reader)
        reader.read(merge_postings(known, reader.select(fresh(partition), hashes))).emit(woken, codes)

    in_threads(count, range(PARTITIONS), threads)
    wanted.close()
    return _sum_codes(growth, codes, threads)


def _sum_codes(growth: Growth, codes: Spool, threads: int) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """Give the pairs that codes make, and their weights."""
    lengths = np.diff(growth.lists.offsets).astype(np.uint32)
    sums = in_threads(
        lambda bucket: sum_bucket(codes.read(bucket), lengths, growth.rule), range(PARTITIONS), threads
    )
    codes.close()
    return np.concatenate([pairs for pairs, _ in sums]), np.concatenate([weights for _, weights in sums])


def _wanted(growth: Growth, active: NDArray[np.bool_], spool: Spool) -> Spool:
    """Put the hashes of active documents that were there before into a spool, as postings."""
    numbers = growth.known_documents(active)
    begins = np.empty(PARTITIONS + 1, np.int64)
    nowhere = np.empty(0, np.uint32), np.empty(0, np.int64)
    for start in range(0, len(numbers), _CHUNK):
        values, offsets = growth.lists.gather(numbers[start : start + _CHUNK])
        spool.add(post_hashes(values, offsets, 0, *nowhere, begins), begins.copy())
    return spool


def _known(
    runs: Sequence[Run], partition: int, hashes: NDArray[np.uint64], reader: Reader
) -> NDArray[np.uint64]:
    """Give the postings there were of some hashes, sorted."""
    selected = [reader.select(run.partition(partition), hashes) for run in runs]
    return reduce(merge_postings, selected) if selected else np.empty(0, np.uint64)


def _compare(
    then: Lists, now: Lists, active: NDArray[np.bool_], woken: NDArray[np.bool_]
) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    if not len(then.hashes) and not len(now.hashes):
        return np.empty(0, np.uint64), np.empty(0, np.int32)
    lists = (then.hashes, then.begins, then.groups, then.modes, now.hashes, now.begins, now.groups, now.modes)
    count = compare_lists(*lists, now.changed, active, woken, np.empty(0, np.uint64), np.empty(0, np.int32))
    pairs, changes = np.empty(count, np.uint64), np.empty(count, np.int32)
    if count:
        compare_lists(*lists, now.changed, active, woken, pairs, changes)
    return pairs, changes


def _settle(growth: Growth, before: Joins, active: NDArray[np.bool_], found: _Recount) -> Joins:
    """Put what was counted anew in the place of what was there."""
    left, right = split_pairs(before.pairs)
    # A document that was a hub and is none any more belongs to an active group.
    touched = active[growth.texts.labels]
    kept = ~(touched[left] | touched[right])
    pairs, weights = before.pairs[kept], before.weights[kept].astype(np.int64)
    if len(found.changed) and len(pairs):
        places = np.minimum(np.searchsorted(pairs, found.changed), len(pairs) - 1)
        there = pairs[places] == found.changed
        weights += np.bincount(places[there], weights=found.changes[there], minlength=len(pairs)).astype(
            np.int64
        )
        lengths = np.diff(growth.lists.offsets).astype(np.uint32)
        enough = is_enough(pairs, weights, lengths, growth.rule)
        pairs, weights = pairs[enough], weights[enough]
    pairs = np.concatenate((pairs, *found.pairs))
    order = np.argsort(pairs, kind="stable")  # which is quick where most are in order
    stock = before.boilerplate[~np.isin(before.boilerplate[:, 0], found.gone[:, 0], kind="sort")]
    stock = np.concatenate((stock, found.stock))
    return Joins(
        pairs=pairs[order],
        weights=np.concatenate((weights, *found.weights))[order].astype(np.uint32),
        boilerplate=stock[np.argsort(stock[:, 0])],
        frequent=before.frequent + found.frequent,
        starred=before.starred + found.starred,
    )
