"""Candidate pairs -> passages: aligned spans of two texts, in characters of the originals."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from whence.identity import content_id
from whence.match.alignment import align_runs, find_runs
from whence.records import Passage, to_table
from whence.settings import MatchSettings
from whence.text import Tokens, gram_hashes, tokenize


@dataclass(frozen=True, slots=True)
class Prepared:
    """One text made ready for aligning with others.

    Attributes:
        text: the original.
        tokens: its tokens.
        grams: its k-gram hashes in reading order.
        order: sorts `grams` by hash, then place.
    """

    text: str
    tokens: Tokens
    grams: NDArray[np.uint64]
    order: NDArray[np.int64]


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


def prepare(text: str, settings: MatchSettings) -> Prepared:
    """Tokenise a text and sort its k-grams."""
    tokens = tokenize(text)
    grams = gram_hashes(tokens.hashes, settings.gram)
    return Prepared(text, tokens, grams, np.argsort(grams, kind="stable").astype(np.int64))


def align_verbatim(left: Prepared, right: Prepared, settings: MatchSettings) -> list[Span]:
    """Give the passages that two texts share word for word, small edits allowed.

    A passage begins and ends with tokens that are the same on both sides, steps over at most
    `largest_gap` tokens at a time and overlaps no other on either side. Swapping the texts mirrors them.

    Args:
        left: one text.
        right: the other.
        settings: gap and size limits are read.

    Returns:
        Spans in the order of the left text.
    """
    if is_turned(left, right):
        return sorted(span.mirrored() for span in align_verbatim(right, left, settings))
    runs = find_runs(left.grams, right.grams, left.order, right.order, settings.gram)
    if not len(runs):
        return []
    found = align_runs(
        left.tokens.hashes,
        right.tokens.hashes,
        runs,
        settings.largest_gap,
        settings.smallest_passage,
        settings.least_similarity,
    )
    return sorted(Span(*row) for row in found.tolist())


def is_turned(left: Prepared, right: Prepared) -> bool:
    """Tell whether the two stand against the order by content that every comparison is made in."""
    if len(left.tokens) != len(right.tokens):
        return len(left.tokens) > len(right.tokens)
    differing = np.flatnonzero(left.tokens.hashes != right.tokens.hashes)
    if not len(differing):
        return False
    first = differing[0]
    return bool(left.tokens.hashes[first] > right.tokens.hashes[first])


def to_passage(span: Span, left_id: str, left: Prepared, right_id: str, right: Prepared) -> Passage:
    """Turn a span of tokens into a passage in characters."""
    left_begin = int(left.tokens.begins[span.left_begin])
    left_end = int(left.tokens.ends[span.left_end - 1])
    right_begin = int(right.tokens.begins[span.right_begin])
    right_end = int(right.tokens.ends[span.right_end - 1])
    tokens = span.left_end - span.left_begin + span.right_end - span.right_begin
    return Passage(
        id=content_id("p", left_id, left_begin, left_end, right_id, right_begin, right_end),
        left_id=left_id,
        left_begin=left_begin,
        left_end=left_end,
        right_id=right_id,
        right_begin=right_begin,
        right_end=right_end,
        matched_tokens=span.matched,
        similarity=round(2 * span.matched / tokens, 6),
    )


def align(pairs: pa.Table, documents: pa.Table, settings: MatchSettings) -> pa.Table:
    """Give the passages of candidate pairs.

    What a pair gives depends on its two texts and the settings alone.

    Args:
        pairs: columns `left_id` < `right_id`, as `find_candidates` gives them.
        documents: columns `id` and `text`, with every document that is named in `pairs`.
        settings: alignment limits.

    Returns:
        Passages as `records.Passage` rows, in the order of the pairs, then of the left text.
    """
    left_ids, right_ids = pairs.column("left_id").to_pylist(), pairs.column("right_id").to_pylist()
    prepared = _prepare_named(documents, {*left_ids, *right_ids}, settings)
    passages: list[Passage] = []
    for left_id, right_id in zip(left_ids, right_ids, strict=True):
        left, right = prepared[left_id], prepared[right_id]
        spans = align_verbatim(left, right, settings)
        passages.extend(to_passage(span, left_id, left, right_id, right) for span in spans)
    return to_table(passages, Passage)


def _prepare_named(documents: pa.Table, names: Iterable[str], settings: MatchSettings) -> dict[str, Prepared]:
    wanted = set(names)
    ids = documents.column("id").to_pylist()
    texts = documents.column("text")
    return {
        name: prepare(texts[row].as_py() or "", settings) for row, name in enumerate(ids) if name in wanted
    }
