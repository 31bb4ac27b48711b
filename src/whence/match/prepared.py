"""Texts made ready for comparing: tokens and sentences; and spans of tokens."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from whence.identity import content_id
from whence.match.alignment import sorts_after
from whence.records import Passage
from whence.settings import MatchSettings
from whence.text import Tokens, split_sentences, tokenize

_SHORTEST_UNIT = 4  # tokens; shorter sentences are read together with the next
_DECIMALS = 6  # of a similarity


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A passage in tokens of both sides; `matched` tokens are the same."""

    left_begin: int
    left_end: int
    right_begin: int
    right_end: int
    matched: int

    def mirrored(self) -> "Span":
        """Give the same passage seen from the other side."""
        return Span(self.right_begin, self.right_end, self.left_begin, self.left_end, self.matched)

    def length(self) -> int:
        """Count the tokens of both sides."""
        return self.left_end - self.left_begin + self.right_end - self.right_begin

    def meets(self, other: "Span") -> bool:
        """Tell whether both sides overlap those of another."""
        return self._left_meets(other) and self._right_meets(other)

    def collides(self, other: "Span") -> bool:
        """Tell whether either side overlaps that of another."""
        return self._left_meets(other) or self._right_meets(other)

    def _left_meets(self, other: "Span") -> bool:
        return max(self.left_begin, other.left_begin) < min(self.left_end, other.left_end)

    def _right_meets(self, other: "Span") -> bool:
        return max(self.right_begin, other.right_begin) < min(self.right_end, other.right_end)


@dataclass(frozen=True)
class Prepared:
    """One text made ready for comparing with others.

    Attributes:
        text: the original.
        tokens: its tokens.
        settings: what it was made ready under.
    """

    text: str
    tokens: Tokens
    settings: MatchSettings

    @cached_property
    def units(self) -> NDArray[np.int64]:
        """First token of each sentence, short ones joined to the next, and the number of tokens."""
        size = len(self.tokens)
        ends = np.array([end for _, end in split_sentences(self.text)], np.int64)
        begins = [0]
        for stop in np.searchsorted(self.tokens.begins, ends).tolist():
            if stop - begins[-1] >= _SHORTEST_UNIT:
                begins.append(stop)
        if begins[-1] != size:
            begins[len(begins) - 1 if len(begins) > 1 else 1 :] = [size]
        return np.array(begins, np.int64)

    def sorts_after(self, other: "Prepared") -> bool:
        """Tell whether the two stand against the order by content that every comparison is made in."""
        return bool(sorts_after(self.tokens.hashes, other.tokens.hashes))


def prepare(text: str, settings: MatchSettings) -> Prepared:
    """Tokenise a text."""
    return Prepared(text, tokenize(text), settings)


def similarity_of(matched: NDArray[np.int64], tokens: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give the similarity of passages from their matched tokens and the tokens of both sides."""
    similarity: NDArray[np.float64] = np.round(2 * matched / tokens, _DECIMALS)
    return similarity


def to_passage(span: Span, left_id: str, left: Prepared, right_id: str, right: Prepared) -> Passage:
    """Turn a span of tokens into a passage in characters."""
    left_begin = int(left.tokens.begins[span.left_begin])
    left_end = int(left.tokens.ends[span.left_end - 1])
    right_begin = int(right.tokens.begins[span.right_begin])
    right_end = int(right.tokens.ends[span.right_end - 1])
    return Passage(
        id=content_id("p", left_id, left_begin, left_end, right_id, right_begin, right_end),
        left_id=left_id,
        left_begin=left_begin,
        left_end=left_end,
        right_id=right_id,
        right_begin=right_begin,
        right_end=right_end,
        matched_tokens=span.matched,
        similarity=float(similarity_of(np.array(span.matched), np.array(span.length()))),
    )
