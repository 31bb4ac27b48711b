"""How rows are written: exact values, one form for each kind of value, nothing that depends on the machine.

Times are ISO 8601 in UTC with a `Z`. In JSON a null is `null`. In CSV a null is an empty cell and an empty
text is `""`; lists and nested values are JSON within their cell; truth is `true` or `false`. CSV cells are
never altered: a text that begins with `=` stays so, because the files are data for programs; whoever opens
one in a spreadsheet should import the columns as text.
"""

import dataclasses
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import IO, Any

import pyarrow as pa

FORMATS = ("jsonl", "json", "csv", "parquet")
_BATCH = 2_000  # rows turned into Python values at a time; documents with their texts stay near 10 MB


def plain_value(value: Any) -> Any:
    """Turn a value into what JSON can hold: times to text, records to objects, tuples to lists."""
    if isinstance(value, datetime):
        moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, Mapping):
        return {str(key): plain_value(item) for key, item in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain_value(getattr(value, item.name)) for item in dataclasses.fields(value)}
    if isinstance(value, list | tuple):
        return [plain_value(item) for item in value]
    return value


def plain_rows(table: pa.Table) -> Iterator[dict[str, Any]]:
    """Give a table's rows as objects of plain values, keys in column order."""
    for batch in table.to_batches(max_chunksize=_BATCH):
        for row in batch.to_pylist():
            yield {name: plain_value(value) for name, value in row.items()}


def _as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = _as_json(value) if isinstance(value, list | dict) else str(value)
    if text == "" or text != text.strip() or any(mark in text for mark in ',"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text


def _lines(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], form: str) -> Iterator[str]:
    if form == "jsonl":
        for row in rows:
            yield _as_json(row) + "\n"
    elif form == "json":
        opening = "[\n"
        for row in rows:
            yield opening + _as_json(row)
            opening = ",\n"
        yield "[]\n" if opening == "[\n" else "\n]\n"
    else:
        yield ",".join(_csv_cell(name) for name in columns) + "\n"
        for row in rows:
            yield ",".join(_csv_cell(row.get(name)) for name in columns) + "\n"


def write_rows(
    rows: Iterable[Mapping[str, Any]], columns: Sequence[str], form: str, target: IO[bytes]
) -> None:
    """Write plain rows as UTF-8 text.

    Args:
        rows: objects of plain values.
        columns: the columns of a CSV, in order; JSON takes the keys of each row.
        form: `jsonl`, `json` or `csv`.
        target: where the bytes go.
    """
    for line in _lines(rows, columns, form):
        target.write(line.encode("utf-8", "surrogatepass"))


def write_table(table: pa.Table, form: str, target: IO[bytes]) -> None:
    """Write a table in one of `FORMATS`.

    Args:
        table: rows in the order in which they are written.
        form: `jsonl`, `json`, `csv` or `parquet`.
        target: where the bytes go; it need not be seekable.
    """
    if form == "parquet":
        import pyarrow.parquet as pq

        pq.write_table(table, target, compression="zstd")
        return
    write_rows(plain_rows(table), table.column_names, form, target)
