"""One text against the corpus: where do its words occur?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from whence.match.blocks import Block, Texts
from whence.match.passages import align_places, to_rows
from whence.records import Passage, from_table
from whence.settings import MatchSettings
from whence.text import choose_fingerprints, choose_word_pairs, tokenize

QUERY_ID = "query"
_MOST_DOCUMENTS = (
    200  # documents aligned with one text, those that share most; thousands of copies tell no more
)
_FIRST_DOCUMENTS = 16  # of them in which reworded passages are looked for, which costs a millisecond each;
# and as many of those that share most rare word pairs, as a text and its rewrite do
_MOST_BYTES = 4_000_000  # of the texts that are aligned with one; some 30 milliseconds' work
_MOST_POSTINGS = 200_000  # read for one text, those of its rarest fingerprints first
_MOST_PAIR_POSTINGS = 20_000  # the same for word pairs, of which frequent ones tell nothing


@dataclass(frozen=True, slots=True)
class Found:
    """Where a text, or parts of it, occur.

    Attributes:
        passages: most matched tokens first, ties by the other side's id and place.
        documents: how many share enough fingerprints with the text to be worth aligning.
        aligned: how many of them were aligned, those that share most.
    """

    passages: list[Passage]
    documents: int
    aligned: int


class Lookup(Protocol):
    """A corpus's fingerprints by document number; `FingerprintIndex` is one, and so is `CandidateIndex`."""

    def look_up(
        self, hashes: NDArray[np.uint64], most: int = ..., kind: str = ...
    ) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """Give documents, rising, and how many of some distinct hashes each has."""

    def ids(self, numbers: NDArray[np.int64]) -> pa.Array:
        """Give the ids of documents."""


class FingerprintIndex:
    """A corpus's fingerprints, sorted once and held in memory; documents are numbered by row."""

    def __init__(self, fingerprints: pa.Table) -> None:
        """Sort the fingerprints of a table as `text.fingerprint` makes it."""
        table = fingerprints.select(["id", "hashes", "word_pairs"]).combine_chunks()
        self._ids = table.column("id").to_numpy()
        self._postings = {"hashes": _post(table.column("hashes")), "words": _post(table.column("word_pairs"))}

    def ids(self, numbers: NDArray[np.int64]) -> pa.Array:
        """Give the ids of documents, in the order of the numbers."""
        return pa.array(self._ids[numbers], pa.string())

    def look_up(
        self, hashes: NDArray[np.uint64], most: int = _MOST_POSTINGS, kind: str = "hashes"
    ) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """Find the documents that have hashes of a text.

        Args:
            hashes: distinct.
            most: places of hashes that are read, those of the rarest first; one's are in any case.
            kind: "hashes" for fingerprints, "words" for word pairs.

        Returns:
            Documents, rising, and how many of the hashes that were read each has.
        """
        known, rows = self._postings[kind]
        begins = np.searchsorted(known, hashes, side="left")
        ends = np.searchsorted(known, hashes, side="right")
        order = np.lexsort((hashes, ends - begins))
        order = order[ends[order] > begins[order]]
        order = order[: max(1, int(np.searchsorted(np.cumsum((ends - begins)[order]), most, "right")))]
        owners = [np.unique(rows[begins[n] : ends[n]]) for n in order]
        return np.unique(np.concatenate([np.empty(0, np.uint32), *owners]), return_counts=True)


def _post(lists: pa.ChunkedArray) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """Give the hashes of all rows, rising, and the row of each."""
    hashes = pc.list_flatten(lists).to_numpy().astype(np.uint64)
    rows = pc.list_parent_indices(lists).to_numpy().astype(np.uint32)
    order = np.argsort(hashes, kind="stable")
    return hashes[order], rows[order]


def find_passages(
    text: str,
    fingerprints: pa.Table | FingerprintIndex,
    texts: Callable[[list[str]], dict[str, str]],
    settings: MatchSettings,
) -> list[Passage]:
    """Find where a text, or parts of it, occur in a corpus whose fingerprints are in memory.

    Args:
        text: any text; its side of each passage has the id "query".
        fingerprints: the corpus's fingerprints, as `text.fingerprint` makes them under the same settings, or
            an index of them, which saves the sorting where many texts are looked up.
        texts: gives the texts of the documents named, by id.
        settings: alignment limits.

    Returns:
        Passages, as `find_counted` gives them.
    """
    index = fingerprints if isinstance(fingerprints, FingerprintIndex) else FingerprintIndex(fingerprints)

    def take(numbers: NDArray[np.int64]) -> pa.Array:
        names = index.ids(numbers).to_pylist()
        known = texts(names)
        return pa.array([known[name] for name in names], pa.large_string())

    return find_counted(text, index, take, settings).passages


def find_counted(text: str, index: Lookup, texts: Texts, settings: MatchSettings) -> Found:
    """Find where a text, or parts of it, occur in a corpus, and say what was not looked at.

    Args:
        text: any text; its side of each passage has the id "query".
        index: the corpus's fingerprints, made under the same settings.
        texts: gives the texts of documents by number.
        settings: alignment limits.

    Returns:
        Passages from the documents that share most with the text, of what is rare before what is frequent:
        from at most 200 documents, fewer where they are long.
    """
    text = text.encode("utf-8", "replace").decode()  # half a surrogate pair is no text that Arrow takes
    first, others, documents = _choose(text, index, settings)
    passages: list[Passage] = []
    aligned = size = 0
    for numbers, reworded in ((first, True), (others, False)):
        if size >= _MOST_BYTES or not len(numbers):
            break
        found = texts(numbers).cast(pa.large_string())
        sizes = pc.binary_length(found).fill_null(0).to_numpy(zero_copy_only=False)
        kept = max(1, int(np.searchsorted(np.cumsum(sizes), _MOST_BYTES - size)))
        ids = index.ids(numbers[:kept])
        passages += _align_with(text, found.slice(0, kept), ids, reworded, settings)
        aligned += len(ids)
        size += int(sizes.sum())
    passages.sort(key=lambda p: (-p.matched_tokens, p.left_id, p.right_id, p.left_begin, p.right_begin))
    return Found(passages, documents, aligned)


def _choose(
    text: str, index: Lookup, settings: MatchSettings
) -> tuple[NDArray[np.int64], NDArray[np.int64], int]:
    """Give the documents to look through for rewording, the others to align, and how many share enough."""
    tokens = tokenize(text)
    hashes = np.unique(choose_fingerprints(tokens, settings)[0])
    found, counts = index.look_up(hashes, _MOST_POSTINGS, "hashes")
    enough = counts >= min(settings.smallest_shared, len(hashes))
    found = found[enough]
    best = _rank(found, counts[enough], _MOST_DOCUMENTS, index)
    word_pairs = choose_word_pairs(tokens, settings)
    alike, counts = index.look_up(word_pairs, _MOST_PAIR_POSTINGS, "words")
    enough = counts >= max(settings.shared_pairs, settings.shared_pairs_share * len(word_pairs))
    alike = alike[enough]
    likely = _rank(alike, counts[enough], _FIRST_DOCUMENTS, index)
    # The likeliest first, should their texts be too long for all.
    first = np.concatenate((best[:_FIRST_DOCUMENTS], likely[~np.isin(likely, best[:_FIRST_DOCUMENTS])]))
    return first, best[~np.isin(best, first)], len(np.union1d(found, alike))


def _rank(
    found: NDArray[np.uint32], counts: NDArray[np.int64], most: int, index: Lookup
) -> NDArray[np.int64]:
    """Give the documents of the highest counts, those first; ties by id, whatever was added first."""
    numbers = found.astype(np.int64)
    if len(numbers) > most:
        best = counts >= np.partition(counts, -most)[-most]
        numbers, counts = numbers[best], counts[best]
    table = pa.table({"count": counts, "id": index.ids(numbers)})
    order = pc.sort_indices(table, sort_keys=[("count", "descending"), ("id", "ascending")])
    ranked: NDArray[np.int64] = numbers[order.to_numpy()[:most]]
    return ranked


def _align_with(
    text: str, others: pa.Array, ids: pa.Array, reworded: bool, settings: MatchSettings
) -> list[Passage]:
    """Give the passages between a text and some others, whose ids may be on either side of the text's."""
    block = Block.of(pa.concat_arrays([pa.array([text], pa.large_string()), others]), settings)
    places = np.arange(1, len(others) + 1)
    is_left = np.array([name > QUERY_ID for name in ids.to_pylist()], bool)
    lefts, rights = np.where(is_left, 0, places), np.where(is_left, places, 0)
    found, _ = align_places(block, lefts, rights, settings, reworded)
    names = pa.concat_arrays([pa.array([QUERY_ID]), ids])
    return from_table(to_rows(found, lefts[found.owners], rights[found.owners], block, names), Passage)
