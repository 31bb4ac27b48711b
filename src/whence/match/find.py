"""One text against the corpus: where do its words occur?"""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from whence.match.blocks import Block
from whence.match.passages import align_places, to_rows
from whence.records import Passage, from_table
from whence.settings import MatchSettings
from whence.text import choose_fingerprints, tokenize

QUERY_ID = "query"
_MOST_DOCUMENTS = (
    200  # documents aligned with one text, those that share most; thousands of copies tell no more
)


class FingerprintIndex:
    """A corpus's fingerprints, sorted once so that many texts can be looked up quickly."""

    def __init__(self, fingerprints: pa.Table) -> None:
        """Sort the fingerprints of a table as `text.fingerprint` makes it."""
        table = fingerprints.select(["id", "hashes"]).combine_chunks()
        self._ids = table.column("id").to_pylist()
        lists = table.column("hashes")
        hashes = pc.list_flatten(lists).to_numpy().astype(np.uint64)
        rows = pc.list_parent_indices(lists).to_numpy().astype(np.int64)
        order = np.argsort(hashes, kind="stable")
        self._hashes = hashes[order]
        self._rows = rows[order]

    def rank_documents(self, wanted: NDArray[np.uint64]) -> list[tuple[str, int]]:
        """Give the documents that share fingerprints with a text.

        Args:
            wanted: distinct fingerprints of the text.

        Returns:
            Ids and how many of `wanted` each has, those with most first, then by id.
        """
        begins = np.searchsorted(self._hashes, wanted, side="left").tolist()
        ends = np.searchsorted(self._hashes, wanted, side="right").tolist()
        found = [np.unique(self._rows[b:e]) for b, e in zip(begins, ends, strict=True) if e > b]
        if not found:
            return []
        rows, counts = np.unique(np.concatenate(found), return_counts=True)
        shared = [(self._ids[row], count) for row, count in zip(rows.tolist(), counts.tolist(), strict=True)]
        return sorted(shared, key=lambda item: (-item[1], item[0]))


def find_passages(
    text: str,
    fingerprints: pa.Table | FingerprintIndex,
    texts: Callable[[list[str]], dict[str, str]],
    settings: MatchSettings,
) -> list[Passage]:
    """Find where a text, or parts of it, occur in a corpus.

    Args:
        text: any text; its side of each passage has the id "query".
        fingerprints: the corpus's fingerprints, as `text.fingerprint` makes them under the same settings, or
            an index of them, which saves the sorting where many texts are looked up.
        texts: gives the texts of the documents named, by id.
        settings: alignment limits.

    Returns:
        Passages, most matched tokens first, ties by the other side's id and place; from at most 200
        documents, those that share the most fingerprints.
    """
    index = fingerprints if isinstance(fingerprints, FingerprintIndex) else FingerprintIndex(fingerprints)
    wanted, _ = choose_fingerprints(tokenize(text), settings)
    names = [name for name, _ in index.rank_documents(np.unique(wanted))][:_MOST_DOCUMENTS]
    found = texts(names)
    block = Block.of(pa.array([text, *(found[name] for name in names)], pa.large_string()), settings)
    others = np.arange(1, len(names) + 1)
    is_left = np.array([name > QUERY_ID for name in names], bool)
    lefts, rights = np.where(is_left, 0, others), np.where(is_left, others, 0)
    spans, _ = align_places(block, lefts, rights, settings)
    rows = to_rows(spans, lefts[spans.owners], rights[spans.owners], block, pa.array([QUERY_ID, *names]))
    return sorted(
        from_table(rows, Passage),
        key=lambda p: (-p.matched_tokens, p.left_id, p.right_id, p.left_begin, p.right_begin),
    )
