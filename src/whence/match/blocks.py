"""Pairs and their texts in blocks that fit in memory."""

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from whence.match.block_kernels import cluster_pairs, cut_blocks
from whence.match.fact_kernels import list_facts
from whence.match.prepared import Prepared
from whence.settings import MatchSettings
from whence.text import TokenBatch, Tokens, gram_hashes, tokenize_batch

Texts = Callable[[NDArray[np.int64]], pa.Array]
"""Gives texts by the documents' numbers, in the order asked."""


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents by number, their texts read when they are needed.

    Attributes:
        ids: by number.
        sizes: of the texts, in bytes or any other unit, by number; memory is shared out by them.
        texts: gives the texts of some.
    """

    ids: pa.Array
    sizes: NDArray[np.int64]
    texts: Texts

    @classmethod
    def from_table(cls, table: pa.Table) -> "Documents":
        """Take the columns `id` and `text` of a table; a null text counts as empty."""
        texts = table.column("text").combine_chunks()
        texts = texts.chunk(0) if isinstance(texts, pa.ChunkedArray) else texts
        sizes = pc.binary_length(texts).fill_null(0).to_numpy(zero_copy_only=False).astype(np.int64)
        return cls(_one_array(table.column("id")), sizes, lambda numbers: texts.take(pa.array(numbers)))


@dataclass(frozen=True)
class Block:
    """Texts made ready for comparing with each other, by their place in the block.

    Attributes:
        texts: the originals.
        tokens: their tokens.
        grams: hashes of the runs of `gram` tokens, by first token; those across two texts mean nothing.
        settings: what they were made ready under.
    """

    texts: pa.Array
    tokens: TokenBatch
    grams: NDArray[np.uint64]
    settings: MatchSettings
    _prepared: dict[int, Prepared] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: pa.Array, settings: MatchSettings) -> "Block":
        """Tokenise texts."""
        tokens = tokenize_batch(texts)
        return cls(texts, tokens, gram_hashes(tokens.hashes, settings.gram), settings)

    def sizes(self) -> NDArray[np.int64]:
        """Give the number of tokens of each text."""
        return np.diff(self.tokens.offsets)

    def facts(
        self, wanted: NDArray[np.bool_]
    ) -> tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.int64]]:
        """Give pairs of neighbouring long words of the texts wanted, as `list_facts` does."""
        batch, settings = self.tokens, self.settings
        facts: tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.int64]] = list_facts(
            batch.stems, batch.begins, batch.ends, batch.offsets, wanted, settings.pair_letters,
            settings.pair_reach,
        )  # fmt: skip
        return facts

    def tokens_of(
        self, places: NDArray[np.int64], begins: NDArray[np.int64], ends: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give the tokens in stretches of characters, counted over the whole block.

        Args:
            places: the text of each stretch.
            begins: its first character.
            ends: its end.

        Returns:
            First tokens and ends.
        """
        texts = np.repeat(np.arange(len(self.texts)), self.sizes())
        # Text and place in one number rise through the whole block.
        characters = (texts << 32) | self.tokens.begins
        first = np.searchsorted(characters, (places << 32) | begins)
        return first, np.searchsorted(characters, (places << 32) | ends)

    def prepared(self, place: int) -> Prepared:
        """Give one text alone."""
        if place not in self._prepared:
            run = slice(self.tokens.offsets[place], self.tokens.offsets[place + 1])
            batch = self.tokens
            tokens = Tokens(batch.hashes[run], batch.stems[run], batch.begins[run], batch.ends[run])
            self._prepared[place] = Prepared(self.texts[place].as_py() or "", tokens, self.settings)
        return self._prepared[place]


def plan_blocks(
    lefts: NDArray[np.int64],
    rights: NDArray[np.int64],
    shared: NDArray[np.int64],
    sizes: NDArray[np.int64],
    budget: int,
    most_pairs: int,
) -> list[NDArray[np.int64]]:
    """Part pairs into blocks so that each document is in few.

    Documents are joined along the pairs, those that share most first, into clusters that fit in a block;
    pairs are then taken cluster by cluster.

    Args:
        lefts: a document of each pair, by number.
        rights: the other.
        shared: how much the two share.
        sizes: of every document's text.
        budget: sizes of a block's documents together, at most, unless one pair has more.
        most_pairs: pairs of a block, at most.

    Returns:
        The pairs' places, block by block; within a block pairs of one left document follow each other.
    """
    order = np.lexsort((rights, lefts, -shared))
    clusters = cluster_pairs(lefts[order], rights[order], sizes, budget)
    one, other = clusters[lefts], clusters[rights]
    order = np.lexsort((rights, lefts, np.maximum(one, other), np.minimum(one, other)))
    ends = cut_blocks(lefts[order], rights[order], sizes, budget, most_pairs)
    return [order[begin:end] for begin, end in pairwise([0, *ends.tolist()])]


def cut_runs(sizes: NDArray[np.int64], budget: int) -> list[tuple[int, int]]:
    """Cut rows that follow each other into runs of at most a total size, or of one row that is larger."""
    ends = np.cumsum(sizes)
    runs = []
    first = 0
    while first < len(sizes):
        before = ends[first - 1] if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + budget, side="right")))
        runs.append((first, last))
        first = last
    return runs


def _one_array(column: pa.ChunkedArray) -> pa.Array:
    joined = column.combine_chunks()
    return joined.chunk(0) if isinstance(joined, pa.ChunkedArray) else joined
