"""Flat files of numbers: columns that only grow, and sorted runs of postings that never change."""

import mmap
import os
from collections.abc import Callable
from io import FileIO
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from whence.errors import CorpusError
from whence.match.kernels import PARTITIONS
from whence.match.store import sync

_HEAD = PARTITIONS + 1  # numbers before a run's postings: where each partition begins


class Column:
    """Numbers of one kind in a file, of which as many count as have been committed.

    Args:
        path: the file; made with the first number.
        kind: the numbers' numpy type.
    """

    def __init__(self, path: Path, kind: str) -> None:
        self.path = path
        self._kind = np.dtype(kind)
        self._file: BinaryIO | None = None
        self._reader: FileIO | None = None
        self._held = False  # whether what was added may not be in the file yet

    def cut(self, count: int) -> None:
        """Begin to write after the first `count` numbers; what stands beyond them is dropped."""
        self.close()
        self._file = self.path.open("r+b" if self.path.exists() else "w+b")
        self._file.truncate(count * self._kind.itemsize)
        self._file.seek(0, os.SEEK_END)

    def add(self, values: NDArray[Any]) -> None:
        """Append numbers."""
        assert self._file is not None
        np.ascontiguousarray(values, self._kind).tofile(self._file)
        self._held = True

    def commit(self) -> None:
        """Make what was appended survive a loss of power."""
        if self._file is not None:
            self._file.flush()
            os.fsync(self._file.fileno())

    def read(self, begin: int, end: int) -> NDArray[Any]:
        """Give the numbers from one place up to another."""
        if end <= begin:
            return np.empty(0, self._kind)
        self._flush()
        if self._reader is None:
            self._reader = FileIO(self.path)
        values = np.empty(end - begin, self._kind)
        self._reader.seek(begin * self._kind.itemsize)
        view, place = values.view(np.uint8).data, 0
        while place < len(view):  # one call reads 2 GB at most
            count = self._reader.readinto(view[place:])
            if not count:
                raise CorpusError(f"{self.path}: this file is cut short; remove the folder and build anew")
            place += count
        return values

    def view(self, begin: int, end: int) -> NDArray[Any]:
        """Give the numbers from one place up to another, mapped into memory as long as they are held."""
        if end <= begin:
            return np.empty(0, self._kind)
        self._flush()
        size = self._kind.itemsize
        return _map(self.path, begin * size, end * size).view(self._kind)

    def map(self) -> NDArray[Any]:
        """Give all numbers, mapped into memory as long as they are held."""
        self._flush()
        if not self.path.exists() or not self.path.stat().st_size:
            return np.zeros(1, self._kind)  # stands for the offset before the first, too
        return np.asarray(np.memmap(self.path, self._kind, "r"))

    def _flush(self) -> None:
        if self._file is not None and self._held:
            self._file.flush()
            self._held = False

    def close(self) -> None:
        """Close the file."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None
        if self._file is not None:
            self._file.close()
            self._file = None


class Run:
    """Postings sorted by hash in a file that never changes.

    Args:
        path: the file; its head says where each partition begins.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.begins = np.fromfile(path, np.int64, _HEAD)
        self._whole: NDArray[np.uint64] | None = None

    def __len__(self) -> int:
        """Give how many postings there are."""
        return int(self.begins[-1])

    @property
    def postings(self) -> NDArray[np.uint64]:
        """All postings, mapped into memory when they are first wanted."""
        if self._whole is None:
            self._whole = self._map(0, len(self))
        return self._whole

    def partition(self, partition: int) -> NDArray[np.uint64]:
        """Give a partition's postings, mapped into memory as long as they are held."""
        return self._map(int(self.begins[partition]), int(self.begins[partition + 1]))

    def _map(self, begin: int, end: int) -> NDArray[np.uint64]:
        if begin == end:
            return np.empty(0, np.uint64)
        return _map(self.path, (_HEAD + begin) * 8, (_HEAD + end) * 8).view(np.uint64)


def _map(path: Path, begin: int, end: int) -> NDArray[np.uint8]:
    """Map the bytes of a file from one place up to another."""
    before = begin % mmap.ALLOCATIONGRANULARITY
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size < end:  # reading beyond the end would kill the process
            raise CorpusError(f"{path}: this file is cut short; remove the folder and build anew")
        # A private mapping is one that kernels may take for writable; nothing writes to it.
        held = mmap.mmap(file.fileno(), end - begin + before, access=mmap.ACCESS_COPY, offset=begin - before)
    return np.frombuffer(held, np.uint8, end - begin, before)


def write_run(
    path: Path,
    sizes: NDArray[np.int64],
    partition_of: Callable[[int], NDArray[np.uint64]],
    each: Callable[[Callable[[int], None]], None],
) -> None:
    """Write a run.

    Args:
        path: the file.
        sizes: postings in each partition.
        partition_of: gives a partition's postings, sorted.
        each: calls what it is given once for each partition, in any order and several at once.
    """
    begins = np.concatenate(([0], np.cumsum(sizes))).astype(np.int64)
    begins.tofile(path)

    def write(partition: int) -> None:
        postings = partition_of(partition)
        with path.open("r+b") as file:
            file.seek((_HEAD + int(begins[partition])) * 8)
            postings.tofile(file)

    each(write)
    sync(path)
