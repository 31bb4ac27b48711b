"""How alike two sets of weighted terms are."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from whence.claims.check import unmatched_names
from whence.claims.kernels import sum_rows, sum_shared
from whence.claims.keys import chunks_of, distinct
from whence.claims.vocabulary import TITLES
from whence.claims.wording import Wording, Wordings, stem

# Share of a document's weight that must be left for its story to be told by.
_LEFT = 0.3
# Statements and pairs of documents of which is kept what was found out: some hundred megabytes.
_KEPT = 100_000
_DOCUMENTS = 20_000  # documents whose shared rare terms are counted at once


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
    totals = sum_rows(wordings.starts, wordings.terms, word_weights)
    words = sum_shared(wordings.starts, wordings.terms, word_weights, left, right)
    numbers = sum_shared(wordings.starts, wordings.terms, number_weights, left, right)
    mean = np.sqrt((totals[left] + numbers) * (totals[right] + numbers))
    likeness = np.divide(words + numbers, mean, out=np.zeros_like(words), where=mean > 0)
    return likeness, words + numbers


def _held(wordings: Wordings, owners: NDArray[np.int32], width: np.int64) -> Iterator[NDArray[np.int64]]:
    """Give a number for each document and term that it holds, some statements at a time."""
    for first, last in chunks_of(len(owners)):
        begin, end = wordings.starts[first], wordings.starts[last]
        rows = np.repeat(owners[first:last].astype(np.int64), np.diff(wordings.starts[first : last + 1]))
        yield distinct(rows * width + wordings.terms[begin:end])


class Stories:
    """How far two documents are about the same story, by the words of all their statements."""

    def __init__(self, wordings: Wordings, owners: NDArray[np.int32], documents: int) -> None:
        width = np.int64(len(wordings.weights) + 1)
        present = distinct(np.concatenate([np.zeros(0, np.int64), *_held(wordings, owners, width)]))
        self._terms = (present % width).astype(np.int32)
        self._starts = np.searchsorted(present // width, np.arange(documents + 1))
        # Rare words tell stories apart; squaring lets them.
        self._weights = wordings.weights**2
        self._totals = sum_rows(self._starts, self._terms, self._weights)
        self._known: dict[tuple[int, int], float] = {}
        self._number = {name: place for place, name in enumerate(wordings.stems)}

    def likeness(self, left: int, right: int) -> float:
        """Give the likeness of two documents, 0 to 1; a document is wholly like itself.

        Args:
            left: document number.
            right: document number.

        Returns:
            Shared weight over the geometric mean of both weights.
        """
        key = (min(left, right), max(left, right))
        known = self._known.get(key)
        if known is None:
            mean = float(np.sqrt(self._totals[left] * self._totals[right]))
            shared = np.intersect1d(self._own(left), self._own(right), assume_unique=True)
            known = float(self._weights[shared].sum()) / mean if mean > 0 else 0.0
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[key] = known
        return known

    def likenesses(self, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.float64]:
        """Give the likeness of many pairs of documents, as `likeness` does of one.

        Args:
            left: document numbers, shape (n,).
            right: document numbers, shape (n,).

        Returns:
            Shape (n,).
        """
        shared = sum_shared(self._starts, self._terms, self._weights, left, right)
        mean = np.sqrt(self._totals[left] * self._totals[right])
        likenesses: NDArray[np.float64] = np.divide(shared, mean, out=np.zeros_like(shared), where=mean > 0)
        return likenesses

    def sharing(self, least: int, held: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give the pairs of documents that share some terms that few documents hold.

        Args:
            least: how many such terms they share at least.
            held: documents that hold such a term at most.

        Returns:
            Document numbers, the lower on the left, in rising order of both.
        """
        documents = len(self._starts) - 1
        frequency = np.bincount(self._terms, minlength=len(self._weights))
        few = (frequency[self._terms] > 1) & (frequency[self._terms] <= held)
        terms, rows = self._terms[few], np.repeat(np.arange(documents), np.diff(self._starts))[few]
        order = np.argsort(terms, kind="stable")  # within a term the rows rise
        terms, rows = terms[order], rows[order]
        found = [np.zeros(0, np.int64)]
        # Each pair is found where its lower document is asked: some documents at a time.
        for first, last in chunks_of(documents, _DOCUMENTS):
            own = np.flatnonzero((rows >= first) & (rows < last))
            keys = [np.zeros(0, np.int64)]
            for away in range(1, held):
                place = own[own + away < len(terms)]
                place = place[terms[place] == terms[place + away]]
                keys.append(rows[place] * documents + rows[place + away])
            key, often = np.unique(np.concatenate(keys), return_counts=True)
            found.append(key[often >= least])
        key = np.concatenate(found)
        return key // max(1, documents), key % max(1, documents)

    def strange(self, own: Wording, other: Wording, document: int) -> int:
        """Count the names of one statement that neither another one nor its whole document holds."""
        alone, _ = unmatched_names(own, other)
        return sum(
            not all(
                self.holds(document, self._number[stem(word)]) for word in name if stem(word) in self._number
            )
            for name in alone
        )

    def likeness_without(self, left: int, right: int, terms: NDArray[np.int32]) -> float | None:
        """Give the likeness of two documents as if certain terms were in neither.

        Args:
            left: document number.
            right: document number.
            terms: term numbers to leave out.

        Returns:
            The likeness, or None where so little is left of either that it cannot be told.
        """
        one, other = (np.setdiff1d(self._own(d), terms, assume_unique=True) for d in (left, right))
        totals = float(self._weights[one].sum()), float(self._weights[other].sum())
        if totals[0] < _LEFT * self._totals[left] or totals[1] < _LEFT * self._totals[right]:
            return None
        shared = np.intersect1d(one, other, assume_unique=True)
        return float(self._weights[shared].sum()) / max(1e-9, float(np.sqrt(totals[0] * totals[1])))

    def count_holding(self, documents: NDArray[np.int64], terms: NDArray[np.int64]) -> NDArray[np.int64]:
        """Count the documents that hold each of some terms.

        Args:
            documents: document numbers, each once.
            terms: term numbers, rising, unique.

        Returns:
            How many of the documents hold each term, shape (terms,).
        """
        counts = np.zeros(len(terms), dtype=np.int64)
        if len(terms):
            for document in documents.tolist():
                own = self._own(document)
                place = np.minimum(np.searchsorted(own, terms), max(0, len(own) - 1))
                if len(own):
                    counts += own[place] == terms
        return counts

    def _own(self, document: int) -> NDArray[np.int32]:
        return self._terms[self._starts[document] : self._starts[document + 1]]

    def holds(self, document: int, term: int) -> bool:
        """Say whether a document's statements hold a term."""
        own = self._own(document)
        place = int(np.searchsorted(own, term))
        return bool(place < len(own) and own[place] == term)


class Comparer:
    """Compares single pairs of statements, as `compare_statements` does many."""

    def __init__(self, wordings: Wordings) -> None:
        self._wordings = wordings
        self._weights: list[float] = wordings.weights.tolist()
        self._numbers: list[bool] = wordings.is_number.tolist()
        self._terms: dict[int, tuple[frozenset[int], float]] = {}
        self._number = {word: place for place, word in enumerate(wordings.stems)}
        self._deeds: dict[int, tuple[frozenset[str], float]] = {}

    def _of(self, place: int) -> tuple[frozenset[int], float]:
        known = self._terms.get(place)
        if known is None:
            starts = self._wordings.starts
            terms = frozenset(self._wordings.terms[starts[place] : starts[place + 1]].tolist())
            known = terms, sum(self._weights[t] for t in sorted(terms) if not self._numbers[t])
            if len(self._terms) >= _KEPT:
                self._terms.clear()
            self._terms[place] = known
        return known

    def _deed_of(self, place: int) -> tuple[frozenset[str], float]:
        known = self._deeds.get(place)
        if known is None:
            wording = self._wordings.each[place]
            names = {stem(word) for name in wording.names for word in name}
            words = frozenset(word for word in wording.stems if word not in names and word not in TITLES)
            known = words, sum(self._weight_of(word) for word in sorted(words))
            if len(self._deeds) >= _KEPT:
                self._deeds.clear()
            self._deeds[place] = known
        return known

    def _weight_of(self, word: str) -> float:
        return self._weights[self._number[word]]

    def compare_deeds(self, left: int, right: int) -> float:
        """Give the likeness of two statements' words that are neither names nor numbers.

        Two words in common are needed, or all of the shorter one's: a single one is seldom what was done.
        """
        (a, total_a), (b, total_b) = self._deed_of(left), self._deed_of(right)
        shared = a & b
        if not shared or len(shared) < min(2, len(a), len(b)):
            return 0.0
        return float(sum(self._weight_of(word) for word in sorted(shared)) / (total_a * total_b) ** 0.5)

    def held(self, left: int, right: int, shared: float) -> float:
        """Give the share of the lesser statement's weight that two statements share, 0 to 1."""
        least = min(self._of(left)[1], self._of(right)[1])
        return min(1.0, shared / least) if least > 0 else 0.0

    def compare(self, left: int, right: int) -> tuple[float, float]:
        """Give the likeness and the shared weight of two statements."""
        (a, total_a), (b, total_b) = self._of(left), self._of(right)
        words = numbers = 0.0
        for term in sorted(a & b):
            if self._numbers[term]:
                numbers += self._weights[term]
            else:
                words += self._weights[term]
        mean = ((total_a + numbers) * (total_b + numbers)) ** 0.5
        return ((words + numbers) / mean if mean > 0 else 0.0), words + numbers
