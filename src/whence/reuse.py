"""Tables of texts in, passages of reused text out: the reuse engine alone, without a corpus.

For archives that are too large, or too dull, for the questions that a corpus answers: who says what, and
how many origins. Nothing but ids, texts and outlets is read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from whence.errors import CorpusError, InputError
from whence.ingest import read_date
from whence.match import are_among, key_ids
from whence.records import Skipped
from whence.reuse_store import DOCUMENTS, STATE_FILE, Progress, Reuse, ReuseStore
from whence.settings import Settings
from whence.storage import WriterLock
from whence.storage.failures import storage_errors

_BATCH = 4_000  # rows read at a time: about 10 MB of text
_LEAST_MEMORY = 1 << 29  # bytes: what the program itself takes, and the texts of two blocks of pairs


@dataclass(frozen=True, slots=True)
class Found:
    """What `find_reuse` did.

    Attributes:
        added: documents that are new in the folder.
        known: rows whose id was there already.
        skipped: files and rows that could not be used.
        reuse: what the folder now holds.
    """

    added: int
    known: int
    skipped: tuple[Skipped, ...]
    reuse: Reuse


def find_reuse(  # noqa: PLR0913 - what may be chosen
    documents: str | Path | Sequence[str | Path],
    out: str | Path,
    settings: Settings | None = None,
    *,
    field_map: Mapping[str, str] | None = None,
    workers: int | None = None,
    memory: int | None = None,
    progress: Progress | None = None,
) -> Found:
    """Find the passages that the documents of Parquet files share.

    A later call with further files adds them to the same folder at the cost of what is new.

    Args:
        documents: Parquet files, or folders of them, with the columns id and text, and outlet and date if
            they are known.
        out: folder for the result; `passages/*.parquet` has the rows of the passages table.
        settings: all thresholds.
        field_map: which column holds which of id, text, outlet and date, for columns with names of their own.
        workers: threads; by default one for each processor.
        memory: bytes that may be used, about; by default a gigabyte and a half.
        progress: told of ("documents", rows read, 0) and ("passages", pairs aligned, pairs in all).

    Returns:
        What was added and skipped, and what the folder holds.

    Raises:
        InputError: if there is no file, or one has no column for id or text.
        CorpusError: if the folder cannot be used.
    """
    from whence.pipeline import default_workers

    tell = progress or (lambda _stage, _done, _total: None)
    chosen = settings or Settings()
    paths = _list_files([documents] if isinstance(documents, (str, Path)) else documents)
    spare = (memory or 3 * _LEAST_MEMORY) - _LEAST_MEMORY
    folder = Path(out)
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with WriterLock(folder):
        store = ReuseStore(
            folder,
            chosen.match,
            threads=workers or default_workers(),
            memory=max(_LEAST_MEMORY // 8, spare // 2),
        )
        try:
            reader = _Reader(store, dict(field_map or {}))
            added = 0
            for count in store.add(reader.read(paths)):
                added += count
                tell("documents", added, 0)
            return Found(added, reader.known, tuple(reader.skipped), store.trace(tell))
        finally:
            store.close()


def open_reuse(folder: str | Path, settings: Settings | None = None) -> ReuseStore:
    """Open the result of `find_reuse`, to read its passages or to look texts up.

    Raises:
        CorpusError: if there is none.
    """
    if not (Path(folder) / STATE_FILE).is_file():
        raise CorpusError(
            f"{folder}: holds no reuse; make it with: whence reuse ARTICLES.parquet -o {folder}"
        )
    return ReuseStore(Path(folder), (settings or Settings()).match)


def _list_files(inputs: Sequence[str | Path]) -> list[Path]:
    """Give the files named, and those in the folders named."""
    found: list[Path] = []
    for path in map(Path, inputs):
        if path.is_dir():
            found += sorted(p for p in path.rglob("*.parquet") if p.is_file())
        elif path.is_file():
            found.append(path)
        else:
            raise InputError(str(path), "there is no such file or folder")
    if not found:
        raise InputError(
            ", ".join(map(str, inputs)), "no Parquet file there; give files that end in .parquet"
        )
    return found


class _Reader:
    """Reads the rows of Parquet files that a store does not have, and keeps account of the others."""

    def __init__(self, store: ReuseStore, field_map: Mapping[str, str]) -> None:
        self._store = store
        self._names = {name: field_map.get(name, name) for name in DOCUMENTS.names}
        self.known = 0
        self.skipped: list[Skipped] = []

    def read(self, paths: Sequence[Path]) -> Iterator[pa.Table]:
        """Read the new rows, some thousand at a time.

        Raises:
            InputError: if a file that can be read has no column for id or text.
        """
        keys: dict[Path, NDArray[np.uint64]] = {}
        for path in paths:
            # Opened twice: a file that stays open keeps what was read of it in memory.
            file = self._open(path)
            if file is not None:
                with file:
                    keys[path] = key_ids(self._ids(path, file))
        fresh = self._are_fresh(np.concatenate([np.empty(0, np.uint64), *keys.values()]))
        begin = 0
        for path, ids in keys.items():
            with pq.ParquetFile(path) as file:
                yield from self._rows(file, fresh[begin : begin + len(ids)])
            begin += len(ids)

    def _open(self, path: Path) -> pq.ParquetFile | None:
        try:
            file = pq.ParquetFile(path)
        except (OSError, pa.ArrowException) as error:
            self.skipped.append(Skipped(input=str(path), reason=f"no Parquet file: {_first_line(error)}"))
            return None
        for field in ("id", "text"):
            if self._names[field] not in file.schema_arrow.names:
                raise InputError(
                    str(path),
                    f"has no column {self._names[field]!r} for the {field}, only "
                    f"{', '.join(file.schema_arrow.names)}; name it with --map {field}=COLUMN",
                )
        return file

    def _ids(self, path: Path, file: pq.ParquetFile) -> pa.Array:
        ids = file.read([self._names["id"]]).column(0).cast(pa.string()).combine_chunks()
        ids = ids.chunk(0) if isinstance(ids, pa.ChunkedArray) else ids
        for row in np.flatnonzero(ids.is_null().to_numpy(zero_copy_only=False)).tolist():
            self.skipped.append(Skipped(input=f"{path}:{row + 1}", reason="has no id"))
        return ids

    def _are_fresh(self, keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Say of each row whether its id is met for the first time."""
        fresh = np.zeros(len(keys), bool)
        fresh[np.unique(keys, return_index=True)[1]] = True
        fresh &= ~are_among(keys, np.sort(self._store.keys()))
        self.known = len(keys) - int(np.sum(fresh))
        return fresh

    def _rows(self, file: pq.ParquetFile, fresh: NDArray[np.bool_]) -> Iterator[pa.Table]:
        names = [name for name in self._names.values() if name in file.schema_arrow.names]
        begin = 0
        for batch in file.iter_batches(_BATCH, columns=names):
            wanted = fresh[begin : begin + batch.num_rows]
            begin += batch.num_rows
            columns = [self._column(batch, field) for field in DOCUMENTS]
            table = pa.Table.from_arrays(columns, schema=DOCUMENTS)
            keep = pc.and_(pa.array(wanted), table.column("id").is_valid())
            yield table.filter(keep)

    def _column(self, batch: pa.RecordBatch, field: pa.Field) -> pa.Array:
        name = self._names[field.name]
        if name not in batch.schema.names:
            return pa.nulls(batch.num_rows, field.type)
        if field.name == "date":
            return _seconds(batch.column(name))
        return batch.column(name).cast(field.type)


def _seconds(dates: pa.Array) -> pa.Array:
    """Give dates in any form as seconds since 1970; null where they cannot be read."""
    for kind in (pa.timestamp("s"), pa.timestamp("s", "UTC")):
        try:
            return dates.cast(kind, safe=False).cast(pa.int64())
        except (pa.ArrowInvalid, pa.ArrowNotImplementedError):
            continue
    intervals = [read_date(str(value)) if value is not None else None for value in dates.to_pylist()]
    latest = [interval.latest if interval is not None else None for interval in intervals]
    return pa.array([int(moment.timestamp()) if moment else None for moment in latest], pa.int64())


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
