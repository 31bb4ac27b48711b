"""Pairs of statements worth comparing: those that share rare words, names or numbers.

An inverted index over each statement's rarest terms, joined by sorting; never all pairs. Statements of
documents published further apart than the limit are not paired, which is also what keeps the join small.
"""

import itertools
import logging
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.claims.wording import Wordings
from whence.settings import ClaimSettings

_LOG = logging.getLogger(__name__)
UNDATED = np.iinfo(np.int32).max
"""The day number of a document without a date; it is compared with every day."""
# Pairs handled at once, which bounds memory at about a quarter of a gigabyte.
_CHUNK = 4_000_000


@dataclass(frozen=True, slots=True)
class CandidatePairs:
    """Statement numbers to compare, and what the caps left out.

    Attributes:
        left: statement numbers, shape (n,).
        right: statement numbers, each above its left, shape (n,).
        capped_terms: terms in too many statements, which were not joined on.
    """

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    capped_terms: int


def find_candidates(wordings: Wordings, days: NDArray[np.int64], settings: ClaimSettings) -> CandidatePairs:
    """Join statements on their rare terms.

    Args:
        wordings: the statements' terms.
        days: day number of each statement's document, `UNDATED` where unknown, shape (n,).
        settings: the limits.

    Returns:
        Unique pairs in rising order that share enough rare weight.
    """
    terms, owners, capped = _rare_postings(wordings, settings)
    if capped:
        _LOG.info("%d words in over %d statements were not joined on", capped, settings.largest_posting)
    # Within a term by day, the undated last: everything within reach of a posting then follows it.
    order = np.lexsort((owners, days[owners], terms))
    terms, owners = terms[order], owners[order]
    place, begins, ends = _ranges(terms, days[owners], settings.days_apart)
    count = len(wordings.each)
    keys: list[NDArray[np.int64]] = []
    shared: list[NDArray[np.float64]] = []
    for first, last in _chunks(ends - begins):
        left, right = _expand(place[first:last], begins[first:last], ends[first:last])
        a, b = owners[left], owners[right]
        key = np.minimum(a, b) * count + np.maximum(a, b)
        key, weight = _sum_by_key(key, wordings.weights[terms[left]])
        keys.append(key)
        shared.append(weight)
    if not keys:
        none = np.zeros(0, dtype=np.int64)
        return CandidatePairs(none, none, capped)
    key, weight = _sum_by_key(np.concatenate(keys), np.concatenate(shared))
    key = key[weight >= settings.least_rare_weight]
    return CandidatePairs(key // count, key % count, capped)


def _rare_postings(
    wordings: Wordings, settings: ClaimSettings
) -> tuple[NDArray[np.int64], NDArray[np.int64], int]:
    """Give (term, statement) for the rarest terms of each statement, and how many terms were too common."""
    sizes = np.diff(wordings.starts)
    owners = np.repeat(np.arange(len(sizes)), sizes)
    frequency = np.bincount(wordings.terms, minlength=len(wordings.weights))
    too_common = frequency > settings.largest_posting
    usable = ~too_common[wordings.terms] & (frequency[wordings.terms] > 1)
    terms, owners = wordings.terms[usable], owners[usable]
    order = np.lexsort((terms, -wordings.weights[terms], owners))
    terms, owners = terms[order], owners[order]
    first = np.searchsorted(owners, owners, side="left")
    rarest = np.arange(len(owners)) - first < settings.rare_terms
    return terms[rarest], owners[rarest], int(np.count_nonzero(too_common))


def _ranges(
    terms: NDArray[np.int64], days: NDArray[np.int64], apart: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Give for each posting the ranges of later postings of the same term that are to be paired with it.

    Postings are sorted by term and day, the undated last: those within reach of its day follow a posting
    directly, and the undated ones of its term stand at the term's end.
    """
    span = np.int64(2) ** 33
    key = terms * span + days
    place = np.arange(len(terms))
    reach = np.searchsorted(key, terms * span + np.minimum(days + apart, UNDATED), side="right")
    undated = np.searchsorted(key, terms * span + UNDATED, side="left")
    last = np.searchsorted(key, terms * span + UNDATED, side="right")
    dated = np.flatnonzero((days != UNDATED) & (last > undated))
    return (
        np.concatenate((place, dated)),
        np.concatenate((place + 1, undated[dated])),
        np.concatenate((reach, last[dated])),
    )


def _chunks(sizes: NDArray[np.int64]) -> list[tuple[int, int]]:
    """Cut the postings into runs that expand to about `_CHUNK` pairs each."""
    if not len(sizes):
        return []
    step = np.cumsum(sizes) // _CHUNK
    cuts = [0, *(np.flatnonzero(np.diff(step)) + 1).tolist(), len(sizes)]
    return list(itertools.pairwise(cuts))


def _expand(
    place: NDArray[np.int64], begins: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Pair every place with each member of its range."""
    sizes = ends - begins
    left = np.repeat(place, sizes)
    offset = np.arange(len(left)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return left, np.repeat(begins, sizes) + offset


def _sum_by_key(
    key: NDArray[np.int64], weight: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    if not len(key):
        return key, weight
    order = np.argsort(key, kind="stable")
    key, weight = key[order], weight[order]
    first = np.flatnonzero(np.concatenate(([True], key[1:] != key[:-1])))
    return key[first], np.add.reduceat(weight, first)
