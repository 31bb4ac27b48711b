"""Immutable Parquet files, named by their content."""

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from whence.aside import Aside
from whence.errors import CorpusError
from whence.storage.failures import storage_errors

_ADDED = ("documents-", "credits-")  # what came from inputs and cannot be derived again
_RUN = 65_536  # rows that are read at once
_OURS = re.compile(r"[a-z]+-[0-9a-f]{24}\.parquet|\.[a-z]+-[0-9]+\.writing")  # no other file is ever removed


class PartStore:
    """The `parts` folder of a corpus.

    Args:
        folder: the corpus folder.
        name: the parts' folder in it.
    """

    def __init__(self, folder: Path, name: str = "parts") -> None:
        self.corpus = folder
        self._folder = folder / name
        self._laid = 0

    def write(self, stage: str, table: pa.Table) -> str:
        """Write a part safely and give its name; equal tables give equal names.

        Args:
            stage: the stage's name, which begins the file's.
            table: the rows.

        Returns:
            The file's name inside the parts folder. It is not part of the corpus until the catalogue says so.

        Raises:
            CorpusError: if the disk is full or cannot be written.
        """
        with storage_errors(self.corpus):
            self._folder.mkdir(parents=True, exist_ok=True)
            aside = self._folder / f".{stage}-{os.getpid()}.writing"
            try:
                pq.write_table(table, aside, compression="zstd")
                name = f"{stage}-{_digest(aside)}.parquet"
                _sync(aside)
                aside.replace(self._folder / name)
            finally:
                aside.unlink(missing_ok=True)
            _sync(self._folder)
        return name

    def read(self, names: Sequence[str], schema: pa.Schema, columns: Sequence[str] | None = None) -> pa.Table:
        """Read parts into one table.

        Args:
            names: file names, in the order in which their rows follow each other.
            schema: the schema, which also serves where there are no parts.
            columns: the columns wanted, all by default.

        Returns:
            The rows of all parts.

        Raises:
            CorpusError: if a part is missing or damaged.
        """
        wanted = schema if columns is None else pa.schema([schema.field(name) for name in columns])
        tables = [self._read_one(name, wanted) for name in names]
        return pa.concat_tables(tables) if tables else wanted.empty_table()

    def lay_aside(self, schema: pa.Schema) -> Aside:
        """Give what takes rows of a schema into a file of this folder; what a crash leaves of it is swept."""
        self._laid += 1
        with storage_errors(self.corpus):
            self._folder.mkdir(parents=True, exist_ok=True)
            return Aside(schema, self._folder / f".aside-{os.getpid()}{self._laid:04}.writing")

    def read_aside(self, name: str, schema: pa.Schema) -> pa.Table:
        """Read a part, as `read` does, some rows at a time into a file that is mapped into memory."""
        aside = self.lay_aside(schema)
        with storage_errors(self.corpus):
            for table in self._read_runs(name, schema):
                aside.add(table)
            return aside.table()

    def _read_one(self, name: str, schema: pa.Schema) -> pa.Table:
        return pa.concat_tables([schema.empty_table(), *self._read_runs(name, schema)])

    def _read_runs(self, name: str, schema: pa.Schema) -> Iterator[pa.Table]:
        path = self._folder / name
        try:
            with pq.ParquetFile(path) as file:
                names = [name for name in schema.names if name in file.schema_arrow.names]
                for batch in file.iter_batches(_RUN, columns=names):
                    yield _fit(pa.Table.from_batches([batch]), schema)
        except (OSError, pa.ArrowException) as error:
            remedy = (
                "restore it from a copy, or make the corpus anew from its inputs"
                if name.startswith(_ADDED)
                else f"delete it, and run: whence trace {self.corpus}"
            )
            raise CorpusError(f"{path}: this part cannot be read ({_first_line(error)}); {remedy}") from error

    def count(self, name: str) -> int:
        """Give the number of rows of a part.

        Raises:
            CorpusError: if it is missing or damaged.
        """
        try:
            return int(pq.read_metadata(self._folder / name).num_rows)
        except (OSError, pa.ArrowException) as error:
            raise CorpusError(
                f"{self._folder / name}: this part cannot be read ({_first_line(error)})"
            ) from error

    def lost(self, names: set[str]) -> set[str]:
        """Give those of the parts that are missing or cut short."""
        return {name for name in names if not self._is_whole(name)}

    def _is_whole(self, name: str) -> bool:
        try:
            pq.read_metadata(self._folder / name)
        except (OSError, pa.ArrowException):
            return False
        return True

    def sweep(self, keep: set[str]) -> None:
        """Remove every part that is not named in `keep`: what crashed runs and earlier settings left."""
        if not self._folder.is_dir():
            return
        with storage_errors(self.corpus):
            for path in sorted(self._folder.iterdir()):
                if path.name not in keep and _OURS.fullmatch(path.name):
                    path.unlink()


def _fit(table: pa.Table, schema: pa.Schema) -> pa.Table:
    for field in schema:
        if field.name not in table.column_names:  # an earlier whence wrote the part, before there was one
            table = table.append_column(field, pa.nulls(table.num_rows, field.type))
    return table.select(schema.names).cast(schema)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:24]


def _sync(path: Path) -> None:
    """Make a file, or a folder's list of names, survive a loss of power."""
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open a folder
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _first_line(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return (str(error).splitlines() or [type(error).__name__])[0]
