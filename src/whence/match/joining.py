"""Postings -> pairs of groups of texts that share enough hashes.

What a hash joins depends on how many groups of near-identical texts have it: few are joined all with all;
more are joined through one of them, a star, so that a phrase of 2,000 texts costs 2,000 pairs and not two
million; of still more each such hash counts a quarter, so that stock phrases need many; beyond that none.
"""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from whence.match.kernels import (
    PARTITIONS,
    WHOLE,
    count_codes,
    emit_codes,
    list_groups,
    spread_pairs,
    sum_codes,
)
from whence.match.postings import Spool
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
    """

    limits: NDArray[np.int64]
    share: float
    least: int
    least_share: float


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
    return Rule(np.array(limits, np.int64), settings.boilerplate_share, least, settings.shared_pairs_share)


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


@dataclass(frozen=True, slots=True)
class Lists:
    """The groups of texts that each hash of a partition joins; as the kernel `list_groups` fills them."""

    hashes: NDArray[np.uint64]
    begins: NDArray[np.int64]
    groups: NDArray[np.uint32]
    modes: NDArray[np.uint8]
    boilerplate: NDArray[np.uint64]
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

    def boilerplate_of(self, partition: int) -> NDArray[np.uint64]:
        """Give the boilerplate's reduced hashes, each with a document that has it; one row each."""
        hashes = (np.uint64(partition) << np.uint64(39)) | (self.boilerplate >> np.uint64(25))
        return np.stack((hashes, (self.boilerplate >> np.uint64(1)) & np.uint64(0xFFFFFF)), axis=1)


def list_partition(postings: NDArray[np.uint64], texts: Texts, rule: Rule) -> Lists:
    """List the groups that each hash joins; the postings are sorted and of one partition."""
    size = len(postings)
    hashes, boilerplate = np.empty(size, np.uint64), np.empty(size, np.uint64)
    begins, groups = np.empty(size + 1, np.int64), np.empty(size, np.uint32)
    modes, counts = np.empty(size, np.uint8), np.empty(4, np.int64)
    list_groups(
        postings,
        texts.labels,
        texts.outlets,
        texts.ranks,
        rule.limits,
        rule.share,
        hashes,
        begins,
        groups,
        modes,
        boilerplate,
        counts,
    )
    listed, stock, frequent, starred = counts.tolist()
    return Lists(
        hashes[:listed],
        begins[: listed + 1],
        groups[: begins[listed]],
        modes[:listed],
        boilerplate[:stock],
        frequent,
        starred,
    )


def sum_bucket(
    codes: NDArray[np.uint64], lengths: NDArray[np.uint32], rule: Rule
) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """Give the pairs of groups that the codes of a bucket make, rising, and their weights in quarters."""
    codes.sort()
    pairs, weights = np.empty(len(codes), np.uint64), np.empty(len(codes), np.uint32)
    count = sum_codes(codes, rule.least, pairs, weights)
    pairs, weights = pairs[:count].copy(), weights[:count].copy()
    if rule.least_share:
        lesser = np.minimum(lengths[pairs >> np.uint64(24)], lengths[pairs & np.uint64(0xFFFFFF)])
        enough = weights >= WHOLE * rule.least_share * lesser
        pairs, weights = pairs[enough], weights[enough]
    return pairs, weights


def spread_groups(
    pairs: NDArray[np.uint64],
    shares: NDArray[np.uint32],
    texts: Texts,
    lengths: NDArray[np.uint32],
    limit: int,
) -> tuple[NDArray[np.uint64], NDArray[np.uint32], int]:
    """Turn pairs of groups into pairs of documents, and add the pairs inside groups.

    Args:
        pairs: smaller and larger hub, 24 bits each.
        shares: what each pair of groups shares.
        texts: the documents.
        lengths: how many fingerprints each document has.
        limit: pairs between two groups, or in one, that are all given; above it, hubs.

    Returns:
        Pairs of documents, rising; what each shares; and how many pairs are not given.
    """
    count = len(texts.labels)
    sizes = np.bincount(texts.labels, minlength=count).astype(np.int64)
    begins = np.concatenate(([0], np.cumsum(sizes)))
    order = np.argsort((texts.labels.astype(np.uint64) << np.uint64(24)) | texts.ranks)
    members = order.astype(np.uint32)
    none = np.empty(0, np.uint64), np.empty(0, np.uint32)
    total = spread_pairs(pairs, shares, begins, members, lengths, limit, True, *none)
    found, found_shares = np.empty(total, np.uint64), np.empty(total, np.uint32)
    spread_pairs(pairs, shares, begins, members, lengths, limit, False, found, found_shares)
    order = np.argsort(found)
    low, high = (
        sizes[(pairs >> np.uint64(24)).astype(np.int64)],
        sizes[(pairs & np.uint64(0xFFFFFF)).astype(np.int64)],
    )
    possible = int(np.sum(low * high) + np.sum(sizes * (sizes - 1) // 2))
    return found[order], found_shares[order], possible - total


def in_threads(work: Callable[[Item], Result], items: Iterable[Item], threads: int) -> list[Result]:
    """Do some work for each item, several at once; give the results in the items' order."""
    if threads < 2:
        return [work(item) for item in items]
    with ThreadPoolExecutor(min(threads, os.cpu_count() or 1)) as pool:
        return list(pool.map(work, items))
