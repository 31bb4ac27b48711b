"""Pairs of statements worth comparing: those that share rare words, names or numbers.

An inverted index over each statement's rarest terms, gone through once, a run of statements at a time; never
all pairs, and never all candidates at once. Statements of documents published further apart than the limit
are not paired, and how common a word is, is counted over the same days: an archive is as dear as its days.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.claims.kernels import choose_rarest, invert, join_rows, mark_usable
from whence.claims.wording import Wordings
from whence.settings import ClaimSettings

_LOG = logging.getLogger(__name__)
UNDATED = np.iinfo(np.int32).max
"""The day number of a document without a date; it is compared with every day."""
# Pairs given at once: some hundred megabytes for what is found out about each.
_PAIRS = 2_000_000


@dataclass(frozen=True, slots=True)
class CandidatePairs:
    """Statement numbers to compare.

    Attributes:
        left: statement numbers, shape (n,).
        right: statement numbers, each above its left, shape (n,).
    """

    left: NDArray[np.int64]
    right: NDArray[np.int64]


def find_candidates(
    wordings: Wordings, days: NDArray[np.int64], settings: ClaimSettings
) -> Iterator[CandidatePairs]:
    """Join statements on their rare terms.

    Args:
        wordings: the statements' terms.
        days: day number of each statement's document, `UNDATED` where unknown, shape (n,).
        settings: the limits.

    Yields:
        Pairs that share enough rare weight, each once, some at a time.
    """
    rows = len(days)
    width = len(wordings.weights)
    order = np.argsort(days, kind="stable")
    by_day = days[order]
    latest = np.minimum(by_day + settings.days_apart, UNDATED)
    until = np.append(np.searchsorted(by_day, latest, side="right"), np.searchsorted(by_day, UNDATED))
    totals = np.bincount(wordings.terms, minlength=width)
    marks = mark_usable(order, until, wordings.starts, wordings.terms, totals, settings.largest_posting)
    common = len(np.unique(wordings.terms[marks == 2]))
    if common:
        limit = settings.largest_posting
        _LOG.info(
            "%d words were not joined on where over %d statements of their days hold them", common, limit
        )
    starts, terms = choose_rarest(
        order, wordings.starts, wordings.terms, marks, wordings.weights, settings.rare_terms
    )
    del marks
    begins, held, places = invert(starts, terms, width)
    # A row meets no more than all others, and no more than its terms' rows.
    room = max(_PAIRS, min(rows, settings.rare_terms * settings.largest_posting))
    shared, touched = np.zeros(rows), np.zeros(rows, np.int32)
    row = 0
    while row < rows:
        left, right = np.zeros(room + 1, np.int64), np.zeros(room, np.int64)
        row = join_rows(
            starts, terms, places, begins, held, until, wordings.weights, shared, touched, row,
            settings.least_rare_weight, left, right,
        )  # fmt: skip
        count = int(left[-1])
        one, other = order[left[:count]], order[right[:count]]
        yield CandidatePairs(np.minimum(one, other), np.maximum(one, other))
