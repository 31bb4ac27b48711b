"""Which statements make which claim, without a record of any."""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from whence.origins.library import Library
from whence.records import Claim, Statement, from_table
from whence.rows import StatementRows

_RUN = 20_000  # claims of one statement that are read at once
_CLAIMS = 2_000  # claims of several
# The columns from which arrows to sources and outlets are drawn.
_TOLD = (
    "field", "text", "source", "source_begin", "source_end", "source_id", "source_kind", "source_certainty",
    "channel", "chain", "cue", "cue_begin", "cue_end", "claim_id",
)  # fmt: skip


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

    def several(
        self, library: Library, besides: Collection[str] = ()
    ) -> Iterator[tuple[int, list[Statement]]]:
        """Give the claims of several statements, and those of some statements by id, with their statements.

        Args:
            library: the story.
            besides: ids of statements.
        """
        sizes = np.diff(self._starts)
        keys = pa.array(sorted(besides), pa.string())
        held = self.numbers[pc.is_in(self._rows.table.column("id"), value_set=keys).to_numpy()]
        wanted = sizes > 1
        wanted[held[held >= 0]] = True
        yield from self._read(np.flatnonzero(wanted), library)

    def alone(self, besides: Collection[int]) -> Iterator[tuple[list[int], list[Statement]]]:
        """Give the claims of one statement but some, with it, a run of statements at a time.

        The statements have only what arrows from them to sources and outlets are drawn by.
        """
        lone = np.diff(self._starts) == 1
        lone[list(besides)] = False
        made = self.numbers >= 0
        made[made] = lone[self.numbers[made]]
        places = np.flatnonzero(made)
        for begin in range(0, len(places), _RUN):
            own = places[begin : begin + _RUN]
            yield self.numbers[own].tolist(), self._rows.at(own.tolist(), _TOLD)

    def id_of(self, number: int) -> str:
        """Give a claim's id."""
        key: str = self._ids[number].as_py()
        return key

    def _read(self, numbers: NDArray[np.int64], library: Library) -> Iterator[tuple[int, list[Statement]]]:
        """Give claims with their statements in the order of time, some claims at a time."""
        for begin in range(0, len(numbers), _CLAIMS):
            some = numbers[begin : begin + _CLAIMS].tolist()
            sizes = [int(self._starts[number + 1] - self._starts[number]) for number in some]
            places = [self._order[self._starts[number] : self._starts[number + 1]] for number in some]
            made = iter(self._rows.at(np.concatenate(places).tolist()))
            for number, size in zip(some, sizes, strict=True):
                own = list(islice(made, size))
                yield number, sorted(own, key=library.order) if size > 1 else own

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
        numbers = np.array(sorted(wanted), np.int64)
        return {self.id_of(number): own for number, own in self._read(numbers, library)}


def records_of(statements: Sequence[Statement]) -> dict[str, Statement]:
    """Give statements by id."""
    return {statement.id: statement for statement in statements}
