"""Texts in one flat file, any of which can be read by its number at the cost of its own bytes."""

import os
from io import RawIOBase
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from whence.storage.failures import storage_errors

_BYTES = "texts.bin"  # the texts in UTF-8, one after the other
_ENDS = "texts.ends"  # where each ends in it, 64 bits each
_MARKS = "texts.marks"  # a number that the caller keeps with each, 64 bits each


class TextFile:
    """The texts of a store, numbered in the order in which they were added.

    `marks` are the numbers kept with the committed ones.

    Nothing is ever changed in place. What was appended after the last `commit` is lost when the process
    ends, and so is what a crash left behind.

    Args:
        folder: where the files are; made when the first text comes.
        count: texts that are committed; what stands behind them in the files is cut off by the next write.
    """

    def __init__(self, folder: Path, count: int) -> None:
        self._folder = folder
        self._ends = np.zeros(count + 1, np.int64)
        self.marks = np.zeros(count, np.uint64)
        if count:
            self._ends[1:] = _read_numbers(folder / _ENDS, np.int64, count)
            self.marks = _read_numbers(folder / _MARKS, np.uint64, count)
        self._pending: list[tuple[NDArray[np.int64], NDArray[np.uint64]]] = []
        self._size = int(self._ends[-1])

    def __len__(self) -> int:
        return len(self._ends) - 1

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many bytes each committed text has, by number."""
        return np.diff(self._ends)

    def append(self, texts: pa.Array, marks: NDArray[np.uint64]) -> None:
        """Add texts; a null counts as empty. They can be read from the next `commit` on.

        Args:
            texts: the texts.
            marks: a number to keep with each, by which the caller knows it again.

        Raises:
            CorpusError: if the disk is full or cannot be written.
        """
        rows = texts.cast(pa.large_string()).fill_null("")
        if not len(rows):
            return
        _, offsets_buffer, data = rows.buffers()
        offsets = np.frombuffer(offsets_buffer, np.int64)[rows.offset : rows.offset + len(rows) + 1]
        first, last = int(offsets[0]), int(offsets[-1])
        with storage_errors(self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
            with (self._folder / _BYTES).open("ab") as file:
                if file.tell() > self._size:  # a run that did not come to its commit
                    file.truncate(self._size)
                if last > first:
                    file.write(memoryview(data)[first:last])
        self._pending.append((offsets[1:] - first + self._size, marks))
        self._size += last - first

    def commit(self) -> None:
        """Make what was appended survive a loss of power.

        Raises:
            CorpusError: if the disk is full or cannot be written.
        """
        if not self._pending:
            return
        ends, marks = (np.concatenate(columns) for columns in zip(*self._pending, strict=True))
        with storage_errors(self._folder):
            for name, values in ((_ENDS, ends), (_MARKS, marks)):
                with (self._folder / name).open("ab") as file:
                    file.truncate(8 * len(self))
                    file.write(values.tobytes())
                    _flush(file)
            with (self._folder / _BYTES).open("rb") as file:
                os.fsync(file.fileno())
        self._ends, self.marks = np.concatenate((self._ends, ends)), np.concatenate((self.marks, marks))
        self._pending = []

    def take(self, numbers: NDArray[np.int64]) -> pa.Array:
        """Give texts by number, in the order asked.

        Args:
            numbers: committed texts.

        Returns:
            One large string each.

        Raises:
            CorpusError: if the file is damaged.
        """
        begins, ends = self._ends[numbers], self._ends[numbers + 1]
        offsets = np.concatenate(([0], np.cumsum(ends - begins))).astype(np.int64)
        data = np.empty(int(offsets[-1]), np.uint8)
        with storage_errors(self._folder):
            if len(data):
                with (self._folder / _BYTES).open("rb", buffering=0) as file:
                    _read_ranges(file, data.data, begins, offsets)
        buffers = [None, pa.py_buffer(offsets), pa.py_buffer(data)]
        return pa.Array.from_buffers(pa.large_string(), len(numbers), buffers)


def _read_ranges(
    file: RawIOBase, target: memoryview, begins: NDArray[np.int64], offsets: NDArray[np.int64]
) -> None:
    """Read ranges of a file one after the other into one buffer; neighbours in the file are read at once."""
    fresh = np.flatnonzero(begins[1:] != begins[:-1] + np.diff(offsets)[:-1]) + 1
    starts = np.concatenate(([0], fresh))
    stops = np.append(offsets[fresh], offsets[-1])
    for place, begin, end in zip(
        begins[starts].tolist(), offsets[starts].tolist(), stops.tolist(), strict=True
    ):
        file.seek(place)
        wanted = target[begin:end]
        while wanted:
            got = file.readinto(wanted)
            if not got:
                raise OSError("the file ends before its texts do")
            wanted = wanted[got:]


def _read_numbers(path: Path, kind: type, count: int) -> NDArray[Any]:
    with storage_errors(path.parent):
        numbers: NDArray[Any] = np.fromfile(path, kind, count)
        if len(numbers) < count:
            raise OSError(f"{path} is cut short")
    return numbers


def _flush(file: Any) -> None:
    file.flush()
    os.fsync(file.fileno())
