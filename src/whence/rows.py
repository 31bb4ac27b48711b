"""Statements over their table: records are made when asked for, and few are kept.

A record takes five times the room of its row in a table; of an archive's millions of statements most are
looked at once or never.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import overload

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from whence.records import Statement, from_table, to_table

STATEMENT_ORDER = ("document_id", "field", "begin", "end", "id")
"""The columns by which the statements table is sorted."""
_KEPT = 2_000  # documents whose statements are kept once they were made: some hundred megabytes
_AHEAD = 16  # documents that are read at once where they are asked for one after another
_RUN = 20_000  # rows made into records at once when all are gone through


class StatementRows(Sequence[Statement]):
    """The rows of a statements table as records.

    Args:
        table: sorted by `STATEMENT_ORDER`.

    Attributes:
        table: the table.
        documents: ids of the documents, in the order of the rows.
        starts: shape (documents + 1,); document i owns the rows starts[i] to starts[i + 1].
        owners: number of each row's document, shape (n,).
    """

    def __init__(self, table: pa.Table) -> None:
        self.table = table
        encoded = table.column("document_id").combine_chunks().dictionary_encode()
        self.documents: list[str] = encoded.dictionary.to_pylist()
        self.owners: NDArray[np.int32] = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int32)
        self.starts: NDArray[np.int64] = np.searchsorted(self.owners, np.arange(len(self.documents) + 1))
        self._number = {name: place for place, name in enumerate(self.documents)}
        self._kept: dict[int, list[Statement]] = {}

    @classmethod
    def of(cls, statements: Sequence[Statement]) -> "StatementRows":
        """Lay records out as rows, unless they are; they are sorted by document and place."""
        return (
            statements
            if isinstance(statements, cls)
            else cls(sort_statements(to_table(statements, Statement)))
        )

    def __len__(self) -> int:
        return len(self.owners)

    @overload
    def __getitem__(self, place: int) -> Statement: ...
    @overload
    def __getitem__(self, place: slice) -> list[Statement]: ...
    def __getitem__(self, place: int | slice) -> Statement | list[Statement]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        if not 0 <= place < len(self):
            raise IndexError(place)
        owner = int(self.owners[place])
        return self._of(owner)[place - int(self.starts[owner])]

    def __iter__(self) -> Iterator[Statement]:
        return self.select(self.table.column_names)

    def select(self, columns: Sequence[str]) -> Iterator[Statement]:
        """Go through all rows, with some columns only; the others have what a record has by default."""
        chosen = _narrow(self.table, columns)
        for first in range(0, len(self), _RUN):
            yield from from_table(chosen.slice(first, _RUN), Statement)

    def of_document(self, document_id: str) -> Sequence[Statement]:
        """Give the statements of a document, in their order."""
        owner = self._number.get(document_id)
        return () if owner is None else self._of(owner)

    def at(self, places: Iterable[int], columns: Sequence[str] | None = None) -> list[Statement]:
        """Give the statements at some places, made at once and not kept, with all columns or some only.

        Args:
            places: in the order of the answer.
            columns: as `select` takes them.
        """
        wanted = np.fromiter(places, np.int64)
        order = np.argsort(wanted, kind="stable")
        ordered = wanted[order]
        bounds = np.searchsorted(ordered, np.arange(0, len(self) + _RUN, _RUN))
        # Taken from a few rows at a time: Arrow would copy a whole column of texts to take some.
        taken = [
            self.table.slice(number * _RUN, _RUN).take(pa.array(ordered[begin:end] - number * _RUN))
            for number, (begin, end) in enumerate(pairwise(bounds.tolist()))
            if begin < end
        ]
        if not taken:
            return []
        made = from_table(_narrow(pa.concat_tables(taken), columns), Statement)
        found: list[Statement] = [made[0]] * len(made)
        for place, statement in zip(order.tolist(), made, strict=True):
            found[place] = statement
        return found

    def first_of(self, document_id: str) -> int:
        """Give the place of the first statement of a document that has some."""
        return int(self.starts[self._number[document_id]])

    def span_of(self, document_id: str) -> tuple[int, int]:
        """Give the places of the first statement of a document that has some, and after its last one."""
        owner = self._number[document_id]
        return int(self.starts[owner]), int(self.starts[owner + 1])

    def holds(self, document_id: str) -> bool:
        """Say whether a document has statements."""
        return document_id in self._number

    def with_ids(self, ids: Iterable[str]) -> dict[str, Statement]:
        """Give the statements of some ids, by id; ids that no row has are left out."""
        wanted = sorted(set(ids))
        if not wanted:
            return {}
        held = pc.is_in(self.table.column("id"), value_set=pa.array(wanted, pa.string()))
        return {statement.id: statement for statement in from_table(self.table.filter(held), Statement)}

    def _of(self, owner: int) -> list[Statement]:
        if owner not in self._kept:
            in_turn = owner - 1 in self._kept
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            last = min(owner + _AHEAD, len(self.documents)) if in_turn else owner + 1
            begin, end = int(self.starts[owner]), int(self.starts[last])
            made = from_table(self.table.slice(begin, end - begin), Statement)
            for number in range(owner, last):
                own = slice(int(self.starts[number]) - begin, int(self.starts[number + 1]) - begin)
                self._kept[number] = made[own]
        return self._kept[owner]


_NEEDED = ("id", "document_id", "begin", "end")


def _narrow(table: pa.Table, columns: Sequence[str] | None) -> pa.Table:
    """Leave all but some columns out, and those that every record needs."""
    if columns is None:
        return table
    return table.select([name for name in table.column_names if name in {*columns, *_NEEDED}])


def sort_statements(table: pa.Table) -> pa.Table:
    """Sort a statements table by document and place."""
    return sort_table(table, STATEMENT_ORDER)


def sort_table(table: pa.Table, columns: Sequence[str]) -> pa.Table:
    """Sort a table by some columns; one that is sorted is not copied."""
    order = pc.sort_indices(table, sort_keys=[(name, "ascending") for name in columns])
    places = order.to_numpy()
    return table if bool(np.all(places[1:] > places[:-1])) else table.take(order)
