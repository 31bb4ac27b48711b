"""Passages in words: how much of each text they cover, and how much of that is quoted."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from whence.records import Document, Passage
from whence.text import tokenize
from whence.trace.quotation import block_quotations, quoted_spans

Spans = tuple[tuple[int, int], ...]


class Words:
    """A document's words, and which of them are quoted; places are counted in words."""

    def __init__(self, document: Document) -> None:
        self.document = document
        tokens = tokenize(document.text)
        self._begins = tokens.begins
        self.hashes = tokens.hashes
        self.count = len(tokens)

    @cached_property
    def quoted(self) -> NDArray[np.int64]:
        """Number of quoted words before each place, shape (count + 1,)."""
        steps = np.zeros(self.count + 1, dtype=np.int64)
        text = self.document.text
        for begin, end in (*quoted_spans(text), *block_quotations(text)):
            steps[self.place(begin)] += 1
            steps[self.place(end)] -= 1
        inside = np.cumsum(steps)[: self.count] > 0
        return np.concatenate(([0], np.cumsum(inside)))

    @cached_property
    def details(self) -> NDArray[np.uint64]:
        """A hash of each word with its two neighbours, shape (count,)."""
        padded = np.concatenate((np.zeros(1, np.uint64), self.hashes, np.zeros(1, np.uint64)))
        mixed = padded[:-2] * np.uint64(0x9E3779B97F4A7C15) + padded[1:-1]
        return mixed * np.uint64(0xC2B2AE3D27D4EB4F) + padded[2:]

    @cached_property
    def detail_set(self) -> NDArray[np.uint64]:
        """The different `details`, sorted."""
        return np.unique(self.details)

    @cached_property
    def steps(self) -> NDArray[np.uint64]:
        """A hash of each word with the next, both ends of the text included, shape (count + 1,)."""
        padded = np.concatenate((np.zeros(1, np.uint64), self.hashes, np.zeros(1, np.uint64)))
        return padded[:-1] * np.uint64(0x9E3779B97F4A7C15) + padded[1:]

    @cached_property
    def step_set(self) -> NDArray[np.uint64]:
        """The different `steps`, sorted."""
        return np.unique(self.steps)

    def known_in(self, other: "Words") -> NDArray[np.bool_]:
        """Tell which words stand in the other text beside the word before or the word after them.

        A word left out changes nothing for its neighbours; a word changed is unknown, its neighbours are not.
        """
        places = np.minimum(np.searchsorted(other.step_set, self.steps), len(other.step_set) - 1)
        known: NDArray[np.bool_] = other.step_set[places] == self.steps
        either: NDArray[np.bool_] = known[:-1] | known[1:]
        return either

    def place(self, character: int) -> int:
        """Give the number of words that begin before a character offset."""
        # A plain integer would make numpy widen the whole array at every call.
        return int(self._begins.searchsorted(self._begins.dtype.type(character)))

    def span(self, begin: int, end: int) -> tuple[int, int]:
        """Give the words that begin inside a span of characters."""
        return self.place(begin), self.place(end)

    def text_of(self, begin: int, end: int) -> str:
        """Give the characters from one word up to another."""
        text = self.document.text
        return text[self._character(begin) : self._character(end)] if begin < end else ""

    def text_before(self, place: int, words: int) -> str:
        """Give what stands before a word, `words` words of it; the text's start counts as a newline."""
        begin = place - words
        lead = "\n" if begin <= 0 else ""
        return lead + self.document.text[self._character(max(0, begin)) : self._character(place)]

    def _character(self, place: int) -> int:
        return int(self._begins[place]) if place < self.count else len(self.document.text)

    def quoted_in(self, begin: int, end: int) -> int:
        """Count the quoted words of a span of words."""
        return int(self.quoted[end] - self.quoted[begin])


def merge_spans(spans: Iterable[tuple[int, int]]) -> Spans:
    """Join spans that touch or overlap; the result is sorted."""
    merged: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if end <= begin:
            continue
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((begin, end))
    return tuple(merged)


def deep_spans(steps: Iterable[tuple[int, int]], least: int) -> Spans:
    """Find the stretches that at least `least` spans cover, given their begins (+1) and ends (-1)."""
    found: list[tuple[int, int]] = []
    depth = begin = 0
    for place, step in sorted(steps):
        if depth < least <= depth + step:
            begin = place
        elif depth >= least > depth + step and place > begin:
            found.append((begin, place))
        depth += step
    return tuple(found)


def size_of(spans: Spans) -> int:
    """Count the words in disjoint spans."""
    return sum(end - begin for begin, end in spans)


def overlap_of(left: Spans, right: Spans) -> int:
    """Count the words that two sorted lists of disjoint spans have in common."""
    total = first = second = 0
    while first < len(left) and second < len(right):
        begin = max(left[first][0], right[second][0])
        end = min(left[first][1], right[second][1])
        total += max(0, end - begin)
        if left[first][1] <= right[second][1]:
            first += 1
        else:
            second += 1
    return total


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """What the passages of one pair amount to.

    Attributes:
        left_id: the smaller document id.
        right_id: the other one.
        passages: the pair's passages, the one with most matched words first.
        spans: the covered words of each document, by its id.
        shares: the covered share of each document, by its id, 0 to 1.
        matched: words that are the same on both sides, each counted once.
        quoted: how many of them stand in quotations in both texts.
        quoted_once: how many of them stand in quotations in at least one of the texts.
        close: shared words that neither text quotes, in passages that are not reworded.
        longest: matched words, outside quotations of either text, of the longest near-verbatim passage.
        similarity: mean similarity of the passages, weighted by matched words.
        through: the text that both are near-identical to, where they were not aligned with each other;
            the passages are then those with it.
    """

    left_id: str
    right_id: str
    passages: tuple[Passage, ...]
    spans: Mapping[str, Spans] = field(default_factory=dict)
    shares: Mapping[str, float] = field(default_factory=dict)
    matched: int = 0
    quoted: int = 0
    quoted_once: int = 0
    close: int = 0
    longest: int = 0
    similarity: float = 0.0
    through: str | None = None

    @property
    def unquoted(self) -> int:
        """Shared words that neither text quotes."""
        return self.matched - self.quoted_once


CLOSE = 0.8  # similarity below which a passage is reworded: two reports of one event get that near
VERBATIM = 0.9  # similarity from which a passage counts as word for word: one word in ten may differ


def measure_reuse(
    passages: Iterable[Passage], words_of: Callable[[str], Words | None]
) -> dict[tuple[str, str], Reuse]:
    """Sum passages up by pair of documents.

    Args:
        passages: in any order; those of documents that are not there are left out.
        words_of: gives a document's words by its id, or None.

    Returns:
        Reuse by (left id, right id), in sorted order.
    """
    by_pair: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for passage in passages:
        by_pair[passage.left_id, passage.right_id].append(passage)
    measured: dict[tuple[str, str], Reuse] = {}
    for left_id, right_id in sorted(by_pair):
        left, right = words_of(left_id), words_of(right_id)
        if left is not None and right is not None and left_id != right_id:
            measured[left_id, right_id] = measure_pair(by_pair[left_id, right_id], left, right)
    return measured


def measure_pair(passages: Iterable[Passage], left: Words, right: Words) -> Reuse:
    """Sum up the passages of one pair of documents."""
    ordered = tuple(sorted(passages, key=lambda passage: (-passage.matched_tokens, passage.id)))
    spans: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    matched = quoted = quoted_once = close = longest = 0
    similarity = 0.0
    for passage in ordered:
        left_span = left.span(passage.left_begin, passage.left_end)
        right_span = right.span(passage.right_begin, passage.right_end)
        spans[0].append(left_span)
        spans[1].append(right_span)
        sides = sorted((left.quoted_in(*left_span), right.quoted_in(*right_span)))
        in_quotes = min(sides[1], passage.matched_tokens)
        matched += passage.matched_tokens
        quoted += min(sides[0], passage.matched_tokens)
        quoted_once += in_quotes
        similarity += passage.similarity * passage.matched_tokens
        if passage.similarity >= CLOSE:
            close += passage.matched_tokens - in_quotes
        if passage.similarity >= VERBATIM:
            longest = max(longest, passage.matched_tokens - in_quotes)
    merged = (merge_spans(spans[0]), merge_spans(spans[1]))
    # Passages may overlap (a repeated paragraph); no word is counted twice.
    once = min(matched, size_of(merged[0]), size_of(merged[1]))
    ids = (left.document.id, right.document.id)
    return Reuse(
        left_id=ids[0],
        right_id=ids[1],
        passages=ordered,
        spans=dict(zip(ids, merged, strict=True)),
        shares={
            identifier: min(1.0, size_of(merged[side]) / max(1, (left, right)[side].count))
            for side, identifier in enumerate(ids)
        },
        matched=once,
        quoted=round(quoted * once / matched) if matched else 0,
        quoted_once=round(quoted_once * once / matched) if matched else 0,
        close=min(close, once),
        longest=min(longest, once),
        similarity=similarity / matched if matched else 0.0,
    )
