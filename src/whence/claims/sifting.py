"""Turns most candidate pairs down by arithmetic alone, before the typed check looks at them one by one."""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from whence.claims.candidates import CandidatePairs
from whence.claims.check import Limits, needed_likenesses
from whence.claims.kernels import sum_rows, sum_shared
from whence.claims.keys import is_among
from whence.claims.similarity import Stories
from whence.claims.vocabulary import TITLES
from whence.claims.wording import Wordings

# Sums may differ in their last digits from those of the check, which decides.
_SLACK = 1e-9


class Sieve:
    """Keeps the pairs that the typed check may find to be one claim.

    Args:
        wordings: the statements' terms.
        stories: likeness of documents.
        owners: number of each statement's document.
        limits: of the check.
    """

    def __init__(
        self, wordings: Wordings, stories: Stories, owners: NDArray[np.int32], limits: Limits
    ) -> None:
        self._starts, self._terms = wordings.starts, wordings.terms
        self._stories = stories
        self._owners = owners
        self._limits = limits
        self._words = np.where(wordings.is_number, 0.0, wordings.weights)
        self._numbers = wordings.weights - self._words
        self._totals = sum_rows(self._starts, self._terms, self._words)
        title = np.array([name in TITLES for name in wordings.stems], np.bool_)
        # The words of what is done: neither names nor numbers nor ranks.
        deed = ~(wordings.named | (title | wordings.is_number)[wordings.terms])
        self._deed_terms = wordings.terms[deed]
        before = np.concatenate((np.zeros(1, np.int64), np.cumsum(deed, dtype=np.int64)))
        self._deed_starts: NDArray[np.int64] = before[self._starts]
        self._deed_totals = sum_rows(self._deed_starts, self._deed_terms, wordings.weights)
        self._deed_counts = np.diff(self._deed_starts)
        self._weights = wordings.weights
        self._ones = np.ones(len(wordings.weights))
        self._exempt = self._copied = np.zeros(0, np.int64)

    def exempt(self, pairs: Collection[tuple[int, int]]) -> None:
        """Let pairs of statements through of which more is known than their words, the lower number first."""
        self._exempt = _keys(pairs, len(self._owners))

    def copied(self, pairs: Collection[tuple[int, int]]) -> None:
        """Take pairs of documents, the lower number first, for one story."""
        self._copied = _keys(pairs, len(self._owners))

    def sift(
        self, pairs: CandidatePairs, silent: NDArray[np.bool_], titled: NDArray[np.bool_]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
        """Keep the pairs that may be one claim.

        Args:
            pairs: statement numbers, the lower on the left.
            silent: whether each statement joins nothing by its words.
            titled: whether each statement stands in a headline.

        Returns:
            Left and right numbers, likeness and shared weight of those kept, as `compare_statements` gives
            them.
        """
        left, right, limits = pairs.left, pairs.right, self._limits
        words = sum_shared(self._starts, self._terms, self._words, left, right)
        numbers = sum_shared(self._starts, self._terms, self._numbers, left, right)
        one, other = self._totals[left], self._totals[right]
        mean, shared = np.sqrt((one + numbers) * (other + numbers)), words + numbers
        likeness = np.divide(shared, mean, out=np.zeros_like(words), where=mean > 0)
        enough = (likeness >= limits.least_likeness) & (shared >= limits.least_shared)
        exempt = is_among(left * len(self._owners) + right, self._exempt)
        held = np.minimum(one, other) * limits.held <= shared * (1 + _SLACK)
        kept = np.flatnonzero(enough & (exempt | (held & ~silent[left] & ~silent[right])))
        left, right, likeness, shared = left[kept], right[kept], likeness[kept], shared[kept]
        needed = self._needed(left, right, titled)
        kept = np.flatnonzero(
            exempt[kept] | ((likeness >= needed - _SLACK) & self._alike_in_deed(left, right))
        )
        return left[kept], right[kept], likeness[kept], shared[kept]

    def _needed(
        self, left: NDArray[np.int64], right: NDArray[np.int64], titled: NDArray[np.bool_]
    ) -> NDArray[np.float64]:
        """Give the likeness that each pair needs, as the check asks for it."""
        count = np.int64(len(self._owners))
        a, b = self._owners[left].astype(np.int64), self._owners[right].astype(np.int64)
        keys, inverse = np.unique(np.minimum(a, b) * count + np.maximum(a, b), return_inverse=True)
        stories = self._stories.likenesses(keys // count, keys % count)
        stories[is_among(keys, self._copied)] = 1.0
        headline = np.where(titled[left] != titled[right], self._limits.likeness, self._limits.strong)
        needed: NDArray[np.float64] = np.where(
            a == b, headline, needed_likenesses(stories, self._limits)[inverse]
        )
        return needed

    def _alike_in_deed(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Say of which pairs the words that are neither names nor numbers are alike, as `Comparer` does."""
        shared = sum_shared(self._deed_starts, self._deed_terms, self._weights, left, right)
        count = sum_shared(self._deed_starts, self._deed_terms, self._ones, left, right)
        least = np.minimum(2, np.minimum(self._deed_counts[left], self._deed_counts[right]))
        mean = np.sqrt(self._deed_totals[left] * self._deed_totals[right])
        return (count > 0) & (count >= least) & (shared >= mean * (self._limits.deed - _SLACK))


def _keys(pairs: Collection[tuple[int, int]], count: int) -> NDArray[np.int64]:
    return np.sort(np.array([a * count + b for a, b in pairs], np.int64))
