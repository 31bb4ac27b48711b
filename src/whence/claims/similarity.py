"""How alike two sets of weighted terms are."""

import numpy as np
from numpy.typing import NDArray

from whence.claims.wording import Wordings

# Pairs handled at once.
_CHUNK = 400_000


def shared_weight(
    starts: NDArray[np.int64],
    terms: NDArray[np.int64],
    weights: NDArray[np.float64],
    left: NDArray[np.int64],
    right: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Sum the weights of the terms that two rows share.

    Args:
        starts: row i owns terms[starts[i]:starts[i + 1]], shape (rows + 1,).
        terms: term numbers, rising and unique within a row.
        weights: weight of each term number.
        left: row numbers, shape (n,).
        right: row numbers, shape (n,).

    Returns:
        The shared weight of each pair, shape (n,).
    """
    rows = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    width = np.int64(len(weights) + 1)
    present = rows * width + terms
    answer = np.zeros(len(left), dtype=np.float64)
    for begin in range(0, len(left), _CHUNK):
        a, b = left[begin : begin + _CHUNK], right[begin : begin + _CHUNK]
        sizes = starts[a + 1] - starts[a]
        pair = np.repeat(np.arange(len(a)), sizes)
        offset = np.arange(len(pair)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        own = terms[starts[a][pair] + offset]
        wanted = b[pair] * width + own
        place = np.minimum(np.searchsorted(present, wanted), len(present) - 1)
        hit = present[place] == wanted
        answer[begin : begin + len(a)] = np.bincount(pair[hit], weights=weights[own[hit]], minlength=len(a))
    return answer


def compare_statements(
    wordings: Wordings, left: NDArray[np.int64], right: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Compare pairs of statements by their words.

    Numbers that differ do not lower the likeness: whether they may differ is for the typed check.

    Args:
        wordings: the statements' terms.
        left: statement numbers, shape (n,).
        right: statement numbers, shape (n,).

    Returns:
        Likeness of each pair, 0 to 1 (shared weight over the geometric mean of both weights), and the
        shared weight itself.
    """
    word_weights = np.where(wordings.is_number, 0.0, wordings.weights)
    number_weights = wordings.weights - word_weights
    totals = _totals(wordings, word_weights)
    words = shared_weight(wordings.starts, wordings.terms, word_weights, left, right)
    numbers = shared_weight(wordings.starts, wordings.terms, number_weights, left, right)
    mean = np.sqrt((totals[left] + numbers) * (totals[right] + numbers))
    likeness = np.divide(words + numbers, mean, out=np.zeros_like(words), where=mean > 0)
    return likeness, words + numbers


def _totals(wordings: Wordings, weights: NDArray[np.float64]) -> NDArray[np.float64]:
    rows = np.repeat(np.arange(len(wordings.each)), np.diff(wordings.starts))
    totals: NDArray[np.float64] = np.bincount(
        rows, weights=weights[wordings.terms], minlength=len(wordings.each)
    ).astype(np.float64)
    return totals


class Stories:
    """How far two documents are about the same story, by the words of all their statements."""

    def __init__(self, wordings: Wordings, owners: NDArray[np.int64], documents: int) -> None:
        rows = owners[np.repeat(np.arange(len(wordings.each)), np.diff(wordings.starts))]
        width = np.int64(len(wordings.weights) + 1)
        present = np.unique(rows * width + wordings.terms)
        self._terms = present % width
        self._starts = np.searchsorted(present // width, np.arange(documents + 1))
        # Rare words tell stories apart; squaring lets them.
        self._weights = wordings.weights**2
        rows = np.repeat(np.arange(documents), np.diff(self._starts))
        self._totals = np.bincount(rows, weights=self._weights[self._terms], minlength=documents)

    def likeness(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
        """Give the likeness of pairs of documents, 0 to 1; a document is wholly like itself.

        Args:
            left: document numbers, shape (n,).
            right: document numbers, shape (n,).

        Returns:
            Shared weight over the geometric mean of both weights, shape (n,).
        """
        width = np.int64(len(self._totals) + 1)
        pairs, back = np.unique(
            np.minimum(left, right) * width + np.maximum(left, right), return_inverse=True
        )
        a, b = pairs // width, pairs % width
        shared = shared_weight(self._starts, self._terms, self._weights, a, b)
        mean = np.sqrt(self._totals[a] * self._totals[b])
        likeness: NDArray[np.float64] = np.divide(shared, mean, out=np.zeros_like(shared), where=mean > 0)[
            back
        ]
        return likeness

    def holds(self, document: int, term: int) -> bool:
        """Say whether a document's statements hold a term."""
        begin, end = self._starts[document], self._starts[document + 1]
        place = int(np.searchsorted(self._terms[begin:end], term))
        return bool(place < end - begin and self._terms[begin + place] == term)
