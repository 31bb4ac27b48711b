"""Rows laid aside in a file while an archive is worked on, so that memory does not grow with them."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pyarrow as pa


class Aside:
    """Takes tables one after another and gives them back as one.

    With a path they are written there and mapped into memory: the system reads what is looked at, and drops
    it again when it needs the room. Without one they are kept.

    Args:
        schema: of all tables.
        path: a file that does not exist; it is removed as soon as it is mapped.

    Raises:
        OSError: here and in its methods, if the disk is full or cannot be written.
    """

    def __init__(self, schema: pa.Schema, path: Path | None = None) -> None:
        self._path = path
        self._kept = [schema.empty_table()]
        self._writer = None if path is None else pa.ipc.new_file(str(path), schema)

    def add(self, table: pa.Table) -> None:
        """Take the rows of a table."""
        if self._writer is None:
            self._kept.append(table)
        else:
            self._writer.write_table(table)

    def table(self) -> pa.Table:
        """Give all rows, in the order in which they came; nothing can be added afterwards."""
        if self._writer is None or self._path is None:
            return pa.concat_tables(self._kept)
        self._writer.close()
        mapped = pa.ipc.open_file(pa.memory_map(str(self._path))).read_all()
        with suppress(OSError):  # Windows keeps a mapped file; the next sweep removes it
            self._path.unlink()
        return mapped


LayAside = Callable[[pa.Schema], Aside]
"""Gives what takes rows of a schema; `Aside` itself keeps them in memory."""
