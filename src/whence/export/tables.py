"""Which rows a table has when it leaves a corpus, and in which order."""

import dataclasses
from typing import Any, Protocol

import pyarrow as pa

from whence.errors import NotFoundError, SettingsError
from whence.records import TABLES, schema_of
from whence.settings import MatchSettings

_KEYS: dict[str, tuple[str, ...]] = {
    "families": ("family_id", "document_id"),
    "arrows": ("claim_id", "id"),
    "origins": ("claim_id", "id"),
    "matches": ("claim_id", "check_id"),
    "mutations": ("claim_id", "from_statement", "to_statement", "kind", "before", "after"),
    "loops": ("claim_id", "documents", "words"),
    "wire": ("document_id",),
    "skipped": ("input", "reason"),
}
"""The columns that order a table's rows; every other table is ordered by `id`."""


class TableSource(Protocol):
    """Whatever gives tables by name; a corpus does."""

    def table(self, name: str) -> pa.Table:
        """Give the table of this name, with at least the columns of its record."""
        ...


def sort_table(table: pa.Table, name: str) -> pa.Table:
    """Put a table's rows in the order of its id columns.

    Args:
        table: rows in any order.
        name: the table's name, one of `records.TABLES`.

    Returns:
        The same rows; equal keys keep their order.
    """
    keys = _KEYS.get(name, ("id",))
    columns = [table.column(key).to_pylist() for key in keys]
    rows = list(zip(*columns, strict=True))
    order = sorted(range(len(rows)), key=rows.__getitem__)
    return table if order == list(range(len(rows))) else table.take(pa.array(order, type=pa.int64()))


def export_table(corpus: TableSource, name: str, expand: MatchSettings | None = None) -> pa.Table:
    """Give one table of a corpus as it is exported.

    Args:
        corpus: where the table comes from.
        name: one of `records.TABLES`.
        expand: for passages only: the limits they were made under, to add those of the pairs that large
            families leave out. Their number is that of all pairs, two million in a family of 2,000.

    Returns:
        The record's columns in the record's order, rows sorted by the id columns.

    Raises:
        NotFoundError: if there is no table of this name.
        SettingsError: if another table than passages is to be expanded.
    """
    if name not in TABLES:
        raise NotFoundError(f"there is no table {name!r}; the tables are {', '.join(TABLES)}")
    schema = schema_of(TABLES[name])
    table = corpus.table(name).select(schema.names).cast(schema)
    if expand is not None:
        if name != "passages":
            raise SettingsError(f"{name} cannot be expanded; only the passages table leaves out pairs")
        from whence.match import expand_passages  # compiled code, which no other table needs

        table = expand_passages(table, corpus.table("documents"), expand)
    return sort_table(table, name)


def meanings_of(record: type) -> list[tuple[str, str, str]]:
    """Tell the columns of a record: name, Arrow type and meaning, in column order."""
    fields: Any = dataclasses.fields(record)
    types = {column.name: str(column.type) for column in schema_of(record)}
    return [(item.name, types[item.name], item.metadata.get("meaning", "")) for item in fields]
