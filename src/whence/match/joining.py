"""Postings -> pairs of groups of texts that share enough hashes.

What a hash joins depends on how many groups of near-identical texts have it: few are joined all with all;
more are joined through one of them, a star, so that a phrase of 2,000 texts costs 2,000 pairs and not two
million; of still more each such hash counts a quarter, so that stock phrases need many; beyond that none.
"""

import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from whence.match.kernels import (
    PARTITIONS,
    WHOLE,
    count_codes,
    emit_codes,
    sum_codes,
)
from whence.match.listing_kernels import list_groups, place_texts, select_postings
from whence.match.postings import Spool
from whence.match.sorting_kernels import PAIR_BIT, sort_from
from whence.settings import MatchSettings

Item = TypeVar("Item")
Result = TypeVar("Result")

_NEVER = 1 << 40  # more texts than there are


@dataclass(frozen=True, slots=True)
class Rule:
    """What one kind of hash joins.

    Attributes:
        limits: as the kernel `list_groups` takes them.
        share: of the texts with a hash, those of one outlet or at an end, for boilerplate.
        least: weight, in quarters, from which two groups are a pair.
        least_share: the same as a share of the lesser text's list, in whole hashes.
        most: texts of a hash from which on nothing is to be known of it.
    """

    limits: NDArray[np.int64]
    share: float
    least: int
    least_share: float
    most: int = _NEVER


def fingerprint_rule(settings: MatchSettings) -> Rule:
    """Give the rule of fingerprints."""
    limits = (
        settings.joined_texts,
        settings.largest_frequency,
        settings.stock_frequency,
        settings.boilerplate_documents,
    )
    least = WHOLE * settings.smallest_shared
    return Rule(np.array(limits, np.int64), settings.boilerplate_share, least, 0.0)


def word_pair_rule(settings: MatchSettings) -> Rule:
    """Give the rule of word pairs, which join all with all or none."""
    limits = (_NEVER, _NEVER, settings.pair_frequency, settings.boilerplate_documents)
    least = WHOLE * settings.shared_pairs
    return Rule(
        np.array(limits, np.int64),
        settings.boilerplate_share,
        least,
        settings.shared_pairs_share,
        settings.pair_frequency,
    )


@dataclass(frozen=True, slots=True)
class Texts:
    """What is known of each document, by number.

    Attributes:
        labels: the hub of its group.
        outlets: its outlet's number, -1 where it is not known; that never has boilerplate.
        ranks: its place in the order of keys.
    """

    labels: NDArray[np.uint32]
    outlets: NDArray[np.int32]
    ranks: NDArray[np.uint32]


class _Seen(threading.local):
    """Marks on groups, kept for the next partition: clearing them each time costs more than reading."""

    def __init__(self) -> None:
        self._marks = np.zeros(0, np.uint32)
        self._next = 1

    def mark(self, groups: int, count: int) -> tuple[NDArray[np.uint32], int]:
        """Give a mark for each group, and the first of `count` numbers that none has."""
        if len(self._marks) < groups or self._next + count >= 1 << 32:
            self._marks, self._next = np.zeros(groups, np.uint32), 1
        first = self._next
        self._next += count
        return self._marks, first


_SEEN = _Seen()


class Reader:
    """Reads postings of documents as the groups that their hashes join.

    Args:
        texts: the documents.
        rule: what a hash joins.
        before: the groups that the first of them had before.
    """

    def __init__(self, texts: Texts, rule: Rule, before: NDArray[np.uint32] | None = None) -> None:
        earlier = np.empty(0, np.uint32) if before is None else before
        self._places = place_texts(texts.labels, texts.outlets, earlier)
        self._texts = texts
        self._known = len(earlier)
        self._rule = rule

    def select(self, postings: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> NDArray[np.uint64]:
        """Give the postings of some hashes of a partition, rising, as far as they need be known."""
        seen, stamps = _SEEN.mark(len(self._places), len(wanted))
        found: NDArray[np.uint64] = select_postings(
            postings, wanted, self._places, self._rule.most, seen, stamps
        )
        return found

    def read(self, postings: NDArray[np.uint64]) -> "Lists":
        """List the groups that each hash joins.

        Args:
            postings: of one partition, sorted by hash, of one hash those first that were there before.
        """
        size = len(postings)
        hashes, boilerplate, doubtful = np.empty((3, size), np.uint64)
        begins, groups = np.empty(size + 1, np.int64), np.empty(size, np.uint32)
        modes, changed = np.empty((2, size), np.uint8)
        counts = np.empty(5, np.int64)
        seen, stamps = _SEEN.mark(len(self._places), size)
        list_groups(
            postings,
            self._places,
            self._texts.labels,
            self._texts.outlets,
            self._texts.ranks,
            self._known,
            self._rule.limits,
            self._rule.share,
            self._rule.most,
            hashes,
            begins,
            groups,
            modes,
            changed,
            boilerplate,
            doubtful,
            counts,
            seen,
            stamps,
        )
        listed, stock, frequent, starred, doubts = counts.tolist()
        return Lists(
            hashes[:listed],
            begins[: listed + 1],
            groups[: begins[listed]],
            modes[:listed],
            changed[:listed],
            boilerplate[:stock],
            doubtful[:doubts],
            frequent,
            starred,
        )


@dataclass(frozen=True, slots=True)
class Lists:
    """The groups of texts that each hash of a partition joins; as the kernel `list_groups` fills them."""

    hashes: NDArray[np.uint64]
    begins: NDArray[np.int64]
    groups: NDArray[np.uint32]
    modes: NDArray[np.uint8]
    changed: NDArray[np.uint8]
    boilerplate: NDArray[np.uint64]
    doubtful: NDArray[np.uint64]
    frequent: int
    starred: int

    def emit(self, active: NDArray[np.bool_], codes: Spool) -> None:
        """Add the codes of the pairs of which at least one group is active."""
        begins = np.zeros(PARTITIONS + 1, np.int64)
        count_codes(self.begins, self.groups, self.modes, active, begins[1:])
        np.cumsum(begins, out=begins)
        found = np.empty(int(begins[-1]), np.uint64)
        emit_codes(self.begins, self.groups, self.modes, active, begins[:-1].copy(), found)
        codes.add(found, begins)

    def tallies(self, partition: int) -> "Tallies":
        """Give what is to be known of a partition besides its pairs."""
        hashes = (np.uint64(partition) << np.uint64(39)) | (self.boilerplate >> np.uint64(25))
        numbers = (self.boilerplate >> np.uint64(1)) & np.uint64(0xFFFFFF)
        return Tallies(np.stack((hashes, numbers), axis=1), self.frequent, self.starred)


@dataclass(frozen=True, slots=True)
class Tallies:
    """What hashes do besides joining.

    Attributes:
        boilerplate: the reduced hashes that are boilerplate, each with a document that has it, rising.
        frequent: how many are of too many texts to join them.
        starred: how many join their texts through one of them.
    """

    boilerplate: NDArray[np.uint64]
    frequent: int
    starred: int


def sum_bucket(
    codes: NDArray[np.uint64], lengths: NDArray[np.uint32], rule: Rule
) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """Give the pairs of groups that the codes of a bucket make, rising, and their weights in quarters."""
    codes = sort_from(codes, PAIR_BIT)
    pairs, weights = np.empty(len(codes), np.uint64), np.empty(len(codes), np.uint32)
    count = sum_codes(codes, rule.least, pairs, weights)
    pairs, weights = pairs[:count].copy(), weights[:count].copy()
    if rule.least_share:
        enough = is_enough(pairs, weights, lengths, rule)
        pairs, weights = pairs[enough], weights[enough]
    return pairs, weights


def is_enough(
    pairs: NDArray[np.uint64], weights: NDArray[Any], lengths: NDArray[np.uint32], rule: Rule
) -> NDArray[np.bool_]:
    """Say of each pair of groups whether the hashes it shares weigh enough."""
    left, right = split_pairs(pairs)
    lesser = np.minimum(lengths[left], lengths[right])
    enough: NDArray[np.bool_] = weights >= np.maximum(rule.least, WHOLE * rule.least_share * lesser)
    return enough


def split_pairs(pairs: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the smaller and the larger number of each pair."""
    return (pairs >> np.uint64(24)).astype(np.int64), (pairs & np.uint64(0xFFFFFF)).astype(np.int64)


def in_threads(work: Callable[[Item], Result], items: Iterable[Item], threads: int) -> list[Result]:
    """Do some work for each item, several at once; give the results in the items' order."""
    if threads < 2:
        return [work(item) for item in items]
    with ThreadPoolExecutor(min(threads, os.cpu_count() or 1)) as pool:
        return list(pool.map(work, items))
