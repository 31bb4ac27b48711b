"""Fingerprint tables -> postings in partitions, kept in memory or in a file."""

import threading
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from whence.match.kernels import PARTITIONS
from whence.match.sorting_kernels import merge_chunks

_LAST_PART = 0.25  # of a short text, in which a footer stands
_WORD = 8  # bytes of a value
_CHUNKS = 32  # that are merged into one, so that a partition is read in few pieces


class Spool:
    """Numbers in partitions, added bit by bit, in memory until they are many and then in a file.

    Args:
        path: the file, made when it is needed and removed by `close`; None keeps everything in memory.
        limit: bytes kept in memory.
    """

    def __init__(self, path: Path | None = None, limit: int = 0) -> None:
        self._path = path
        self._limit = limit
        self._lock = threading.Lock()
        self._held: list[tuple[NDArray[np.uint64], NDArray[np.int64]]] = []
        self._merged: list[tuple[NDArray[np.uint64], NDArray[np.int64]]] = []
        self._held_bytes = 0
        self._written: list[NDArray[np.int64]] = []  # where each partition begins in the file
        self._end = 0  # of the file, in values
        self.sizes = np.zeros(PARTITIONS, np.int64)

    def add(self, values: NDArray[np.uint64], begins: NDArray[np.int64]) -> None:
        """Add values that stand by partition.

        Args:
            values: the numbers; they are kept, not copied.
            begins: where each partition begins, shape (PARTITIONS + 1,).
        """
        if not len(values):
            return
        with self._lock:
            self.sizes += np.diff(begins)
            self._held.append((values, begins))
            self._held_bytes += values.nbytes
            full = self._path is not None and self._held_bytes > self._limit
            if full or len(self._held) >= _CHUNKS:
                self._merge()
            if full:
                self._spill()

    def _merge(self) -> None:
        if len(self._held) > 1:
            bases = np.cumsum([0] + [len(values) for values, _ in self._held[:-1]])
            begins = np.stack([chunk for _, chunk in self._held]) + bases[:, None]
            values = np.concatenate([values for values, _ in self._held])
            merged = np.empty_like(values)
            self._held = [(merged, merge_chunks(values, begins, merged))]
        self._merged += self._held
        self._held = []

    def _spill(self) -> None:
        assert self._path is not None
        with self._path.open("ab") as file:
            for values, begins in self._merged:
                values.tofile(file)
                self._written.append(begins + self._end)
                self._end += len(values)
        self._merged, self._held_bytes = [], 0

    def read(self, partition: int) -> NDArray[np.uint64]:
        """Give a partition's values, in any order."""
        result = np.empty(int(self.sizes[partition]), np.uint64)
        place = 0
        if self._written:
            assert self._path is not None
            with self._path.open("rb", buffering=0) as file:
                for begins in self._written:
                    begin, end = int(begins[partition]), int(begins[partition + 1])
                    if end > begin:
                        file.seek(begin * _WORD)
                        file.readinto(result[place : place + end - begin])  # type: ignore[arg-type]
                        place += end - begin
        for values, begins in self._merged + self._held:
            piece = values[begins[partition] : begins[partition + 1]]
            result[place : place + len(piece)] = piece
            place += len(piece)
        return result

    def close(self) -> None:
        """Forget everything and remove the file."""
        self._held, self._merged, self._written = [], [], []
        if self._path is not None:
            self._path.unlink(missing_ok=True)


def flatten(table: pa.Table, column: str) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Give the values of a list column one after the other, and where each row's begin."""
    lists = table.column(column).combine_chunks()
    lists = lists.chunk(0) if isinstance(lists, pa.ChunkedArray) else lists
    lengths = lists.value_lengths().fill_null(0).to_numpy(zero_copy_only=False)
    values = np.require(lists.flatten().to_numpy(zero_copy_only=False), requirements=["A", "C"])
    return values, np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))


def edges_of(token_counts: NDArray[np.int64], edge: int) -> NDArray[np.int64]:
    """Give the token of each document from which a footer stands; leads are left out.

    Many texts share the lead of the story that they carry.
    """
    edges: NDArray[np.int64] = np.ceil(token_counts - np.minimum(edge, _LAST_PART * token_counts)).astype(
        np.int64
    )
    return edges
