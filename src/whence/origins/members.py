"""Which statements make which claim, without a record of any."""

from collections.abc import Iterator, Sequence

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from whence.origins.library import Library
from whence.records import Claim, Statement, from_table
from whence.rows import StatementRows


class Members:
    """The statements of each claim.

    Args:
        rows: all statements, with `claim_id` filled.
        claims: the claims table.

    Attributes:
        denying: the claims that deny another.
        numbers: of each statement its claim's row in `claims`, -1 for none.
    """

    def __init__(self, rows: StatementRows, claims: pa.Table) -> None:
        self._rows = rows
        self._ids = claims.column("id").combine_chunks()
        found = pc.index_in(rows.table.column("claim_id"), value_set=self._ids)
        self.numbers: NDArray[np.int64] = pc.fill_null(found, -1).to_numpy().astype(np.int64)
        self._order = np.argsort(self.numbers, kind="stable")
        self._starts = np.searchsorted(self.numbers[self._order], np.arange(len(self._ids) + 1))
        self.denying = from_table(claims.filter(pc.is_valid(claims.column("denies"))), Claim)

    def __iter__(self) -> Iterator[int]:
        """Give the claims that have statements, in the order of their first ones."""
        some = np.flatnonzero(np.diff(self._starts))
        yield from some[np.argsort(self._order[self._starts[some]])].tolist()

    def id_of(self, number: int) -> str:
        """Give a claim's id."""
        key: str = self._ids[number].as_py()
        return key

    def of(self, number: int, library: Library) -> list[Statement]:
        """Give a claim's statements in the order of time."""
        places = self._order[self._starts[number] : self._starts[number + 1]].tolist()
        own = [self._rows[place] for place in places]
        return sorted(own, key=library.order) if len(own) > 1 else own

    def denials(self) -> set[tuple[int, int]]:
        """Give the rows of each two claims of which one denies the other, the lower first."""
        ends = [[claim.id for claim in self.denying], [claim.denies for claim in self.denying]]
        places = (pc.index_in(pa.array(keys, pa.string()), value_set=self._ids).to_pylist() for keys in ends)
        return {
            (min(one, other), max(one, other))
            for one, other in zip(*places, strict=True)
            if one is not None and other is not None
        }

    def that_may_be_corrected(self, library: Library) -> dict[str, list[Statement]]:
        """Give the statements of the claims in which a later version or a notice may correct something."""
        roots: dict[str, int] = {}
        documents = self._rows.documents
        root_of = np.array(
            [roots.setdefault(library.root_of(key), len(roots)) for key in documents], np.int64
        )
        notices = np.array([library.is_notice(key) for key in documents], np.bool_)
        made = self.numbers >= 0
        owners = self._rows.owners[made].astype(np.int64)
        held = np.unique(np.stack((self.numbers[made], root_of[owners], owners), axis=1), axis=0)
        again = (held[1:, :2] == held[:-1, :2]).all(axis=1)
        wanted = {*held[1:][again, 0].tolist(), *held[notices[held[:, 2]], 0].tolist()}
        keys = [key for claim in self.denying for key in (claim.id, claim.denies)]
        places = pc.index_in(pa.array(keys, pa.string()), value_set=self._ids).to_pylist()
        wanted.update(place for place in places if place is not None)
        return {self.id_of(number): self.of(number, library) for number in sorted(wanted)}


def records_of(statements: Sequence[Statement]) -> dict[str, Statement]:
    """Give statements by id."""
    return {statement.id: statement for statement in statements}
