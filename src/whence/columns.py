"""Arrow columns as Python values, several times faster than Arrow's own way where values are nested."""

import dataclasses
from collections import deque
from collections.abc import Mapping, Sequence
from itertools import pairwise, repeat
from typing import Any, TypeVar

import pyarrow as pa

Record = TypeVar("Record")


def plain_values(column: pa.Array | pa.ChunkedArray) -> list[Any]:
    """Give what `column.to_pylist()` gives: lists for lists, dictionaries for structs, None for null."""
    if isinstance(column, pa.ChunkedArray):
        return [value for chunk in column.chunks for value in plain_values(chunk)]
    if pa.types.is_list(column.type):
        return _lists(column)
    if pa.types.is_struct(column.type):
        return _structs(column)
    values: list[Any] = column.to_pylist()
    return values


def _lists(column: pa.ListArray) -> list[Any]:
    bounds = column.offsets.to_pylist()  # of a slice's own rows, one more than they are
    inner = plain_values(column.values[bounds[0] : bounds[-1]]) if len(column) else []
    first = bounds[0] if bounds else 0
    lists = [inner[begin - first : end - first] for begin, end in pairwise(bounds)]
    return lists if column.null_count == 0 else _nulled(lists, column)


def _structs(column: pa.StructArray) -> list[Any]:
    if not len(column):
        return []
    names = [field.name for field in column.type]
    rows = zip(*(plain_values(child) for child in column.flatten()), strict=True)
    structs = [dict(zip(names, row, strict=True)) for row in rows]
    return structs if column.null_count == 0 else _nulled(structs, column)


def _nulled(values: Sequence[Any], column: pa.Array) -> list[Any]:
    return [
        value if valid else None for value, valid in zip(values, column.is_valid().to_pylist(), strict=True)
    ]


def make_records(record: type[Record], columns: Mapping[str, Sequence[Any]], count: int) -> list[Record]:
    """Make the records that `record(**row)` makes of each row, a column at a time: four times faster.

    Args:
        record: a dataclass with slots that does nothing but take its fields' values.
        columns: the values of each field, by name; a field that is not there has its default.
        count: how many rows there are.

    Raises:
        TypeError: if a field without a default is not there.
    """
    made = list(map(object.__new__, repeat(record, count)))
    for field in dataclasses.fields(record):  # type: ignore[arg-type]  # every record is a dataclass
        values = columns.get(field.name, repeat(field.default, count))
        if field.name not in columns and field.default is dataclasses.MISSING:
            raise TypeError(f"{record.__name__}: there is no column {field.name!r}")
        # The class is frozen for everybody else; its slots are filled here by their own setters.
        deque(map(getattr(record, field.name).__set__, made, values), maxlen=0)
    return made
