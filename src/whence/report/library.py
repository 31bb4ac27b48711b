"""Rows of a corpus looked up by a column, read once and kept while a page is made."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import fields
from functools import cached_property
from typing import Any, Protocol, TypeVar

import pyarrow as pa
import pyarrow.compute as pc

from whence.export import TableSource, export_table
from whence.records import TABLES, Document, from_table
from whence.settings import OriginSettings
from whence.text import split_sentences

Record = TypeVar("Record")
_NAMES = {record: name for name, record in TABLES.items()}


class Traced(TableSource, Protocol):
    """Whatever gives tables by name and says with which settings they were made; a corpus does."""

    def info(self) -> Any:
        """Give what the corpus holds, with its `settings` by part and name."""
        ...


class Library:
    """The tables of one corpus, in export order, with lookups that give records.

    Args:
        corpus: whatever gives tables by name, and its settings.
    """

    def __init__(self, corpus: Traced) -> None:
        self._corpus = corpus
        self._tables: dict[type, pa.Table] = {}
        self._documents: dict[str, Document] = {}
        self._sentences: dict[str, list[tuple[int, int]]] = {}

    @cached_property
    def thresholds(self) -> OriginSettings:
        """The thresholds that the claims were counted with; what the corpus does not tell is the default."""
        told = self._corpus.info().settings.get("origins", {})
        known = [item.name for item in fields(OriginSettings) if item.name in told]
        return OriginSettings(**{name: told[name] for name in known})

    def table(self, record: type) -> pa.Table:
        """Give the whole table of a record class, rows sorted by id."""
        if record not in self._tables:
            self._tables[record] = export_table(self._corpus, _NAMES[record])
        return self._tables[record]

    def rows(self, record: type[Record], column: str, values: Collection[str]) -> list[Record]:
        """Give the records whose column holds one of some values.

        Args:
            record: which table.
            column: a text column.
            values: what it may hold.

        Returns:
            Records sorted by id.
        """
        table = self.table(record)
        if not values or not len(table):
            return []
        wanted = pa.array(sorted(values), type=pa.string())
        return from_table(table.filter(pc.is_in(table.column(column), value_set=wanted)), record)

    def all(self, record: type[Record]) -> list[Record]:
        """Give every record of a table, sorted by id."""
        return from_table(self.table(record), record)

    def one(self, record: type[Record], value: str, column: str = "id") -> Record | None:
        """Give the first record whose column has a value, or None."""
        found = self.rows(record, column, [value])
        return found[0] if found else None

    def documents(self, ids: Iterable[str]) -> dict[str, Document]:
        """Give the documents with these ids, by id; ids that the corpus does not hold are left out."""
        wanted = set(ids)
        missing = wanted - self._documents.keys()
        for document in self.rows(Document, "id", missing):
            self._documents[document.id] = document
        return {key: self._documents[key] for key in sorted(wanted) if key in self._documents}

    def sentence_around(self, document: Document, begin: int, end: int) -> tuple[int, int]:
        """Give the bounds of the sentences of a document's text that hold a span."""
        if document.id not in self._sentences:
            self._sentences[document.id] = split_sentences(document.text)
        touching = [place for place in self._sentences[document.id] if place[0] < end and place[1] > begin]
        if not touching:
            return begin, end
        return min(begin, touching[0][0]), max(end, touching[-1][1])


def group_rows(rows: Iterable[Record], column: str) -> dict[str, list[Record]]:
    """Put records under the value of one of their columns, keeping their order."""
    grouped: dict[str, list[Record]] = defaultdict(list)
    for row in rows:
        grouped[getattr(row, column)].append(row)
    return dict(grouped)
