"""Which of many short texts say what another one says: ranked by shared words and by likeness of meaning."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.claims.wording import read_tokens
from whence.vectors import TextEncoder

# Of Okapi's formula: how soon a repeated word stops counting, and how far long texts are held back.
_SATURATION, _LENGTH = 1.2, 0.75
# Share of imagined texts that hold any one word.
_RARE_SHARE = 0.003
# What posts hold beside words, and where a tag or handle written in one goes on to its next word.
_ADDRESS = re.compile(r"(?:https?://|pic\.twitter\.com/|www\.)\S+")
_TAG = re.compile(r"[@#](\w+)")
_NEXT_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Ranked(NamedTuple):
    """A text that may say what was asked for: its place in the list, and how alike it is, 0 to 1."""

    place: int
    score: float


class TextRanker:
    """Ranks a fixed list of short texts by how alike they are to others.

    The score is the share of a query's weight of words that a text holds (Okapi BM25 over stems, numbers and
    names, as a share of what the query would score on itself), and, with an encoder, the likeness of meaning.

    Source: Robertson and Walker, SIGIR 1994.
    """

    def __init__(
        self,
        texts: Sequence[str],
        encoder: TextEncoder | None = None,
        *,
        meaning: float = 0.1,
        imagined: int = 0,
    ) -> None:
        """Read the texts.

        Args:
            texts: what is ranked.
            encoder: gives texts' vectors; None goes by words alone.
            meaning: what likeness of vectors counts beside a likeness of words of 1; 0.1 is best for
                `whence.vectors` and 0.2 for a whole sentence model.
            imagined: texts that rarity counts beside the given ones, so that a short list has rare words too.
        """
        self._size = len(texts)
        self._count = len(texts) + imagined
        self._imagined_holders = _RARE_SHARE * imagined
        self._encoder = encoder
        self._meaning = meaning if encoder is not None else 0.0
        self._vectors = (
            encoder.encode([read_plainly(text) for text in texts]) if encoder is not None else None
        )
        self._weights: dict[str, float] = {}
        self._postings = self._index([_terms(text) for text in texts])

    def _index(
        self, texts: Sequence[Counter[str]]
    ) -> dict[str, tuple[NDArray[np.int64], NDArray[np.float64]]]:
        mean = sum(text.total() for text in texts) / max(1, len(texts))
        held: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, text in enumerate(texts):
            long = _SATURATION * (1 - _LENGTH + _LENGTH * text.total() / max(1.0, mean))
            for word, count in text.items():
                held[word].append((place, count * (_SATURATION + 1) / (count + long)))
        for word, places in held.items():
            self._weights[word] = self._rarity(len(places))
        return {
            word: (np.array([place for place, _ in places]), np.array([share for _, share in places]))
            for word, places in held.items()
        }

    def _rarity(self, holders: float) -> float:
        holders += self._imagined_holders
        return math.log(1 + (self._count - holders + 0.5) / (holders + 0.5))

    def scores(self, queries: Sequence[str]) -> NDArray[np.float64]:
        """Give how alike each text is to each query.

        Args:
            queries: short texts.

        Returns:
            Scores from 0 to 1, shape (queries, texts).
        """
        found = np.zeros((len(queries), self._size))
        for row, query in enumerate(queries):
            terms = sorted(_terms(query))
            for word in terms:
                if word in self._postings:
                    places, shares = self._postings[word]
                    found[row, places] += self._weights[word] * shares
            whole = sum(self._weights.get(word, self._rarity(0)) for word in terms) * (_SATURATION + 1)
            found[row] /= max(whole, 1e-9)
        if self._encoder is not None and self._vectors is not None:
            vectors = self._encoder.encode([read_plainly(query) for query in queries])
            found += self._meaning * np.maximum(0, vectors @ self._vectors.T)
        return np.minimum(1.0, found / (1 + self._meaning))

    def rank(self, query: str, most: int = 5) -> list[Ranked]:
        """Give the texts likest to a query, the likest first.

        Args:
            query: a short text.
            most: how many to give at most; those without any likeness are left out.

        Returns:
            Places and scores; of equal scores the earlier text is first.
        """
        scores = self.scores([query])[0]
        order = np.argsort(-np.round(scores, 9), kind="stable")[:most]
        return [Ranked(int(place), float(scores[place])) for place in order if scores[place] > 0]


def read_plainly(text: str) -> str:
    """Take a post's addresses out and its tags and handles apart: "#PortAlma" becomes "Port Alma"."""
    return _TAG.sub(lambda tag: _NEXT_WORD.sub(" ", tag[1]), _ADDRESS.sub(" ", text))


def _terms(text: str) -> Counter[str]:
    """Give the stems, names, numbers and days of a text, and how often it holds each."""
    tokens = read_tokens(read_plainly(text))
    return Counter(token.stem or token.word for token in tokens if token.stem or token.dated)
