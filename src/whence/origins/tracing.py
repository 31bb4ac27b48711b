"""Claims -> arrows, origins, mutations and loops."""

from collections.abc import Container, Mapping, Sequence

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from whence.aside import Aside, LayAside
from whence.claims import align_rows
from whence.origins.arrows import draw_arrows
from whence.origins.corrections import find_corrected, find_kept
from whence.origins.count import count_origins
from whence.origins.denials import find_turned
from whence.origins.library import Library
from whence.origins.loops import find_loops
from whence.origins.members import Members, records_of
from whence.origins.mutation import find_mutations
from whence.origins.story import OriginTables, Story, TracedTables
from whence.origins.terminals import describe_origins
from whence.records import Arrow, Claim, Loop, Mutation, Origin, Statement, from_table, schema_of, to_table
from whence.rows import StatementRows
from whence.settings import OriginSettings

_RUN = 50_000  # records that are laid out as a table at once
_COUNTS = (
    "origins_low", "origins_best", "origins_high", "documents_off_wire", "outlets_off_wire",
    "publishers_off_wire", "origins_low_off_wire", "origins_best_off_wire", "origins_high_off_wire",
)  # fmt: skip
_ALONE_ON_WIRE = (1, 1, 1, 0, 0, 0, 0, 0, 0)  # the counts of a claim that only an agency's text makes


def trace_origins(story: Story, settings: OriginSettings) -> OriginTables:
    """Trace every claim back to its origins, as `trace_rows` does, from records to records.

    Args:
        story: what the corpus knows; the order of its lists means nothing.
        settings: the probabilities at which arrows merge.

    Returns:
        Claims with their counts, the arrows, the origins of the likeliest count, mutations, loops and
        corrections, each sorted. Fewest <= likeliest <= most, always.
    """
    traced = trace_rows(story, to_table(story.claims, Claim), settings)
    mutations = from_table(traced.mutations, Mutation)
    mutations.sort(key=lambda m: (m.claim_id, m.from_statement, m.to_statement, m.kind, m.before, m.after))
    return OriginTables(
        sorted(from_table(traced.claims, Claim), key=lambda claim: claim.id),
        sorted(from_table(traced.arrows, Arrow), key=lambda arrow: (arrow.claim_id, arrow.id)),
        sorted(from_table(traced.origins, Origin), key=lambda origin: (origin.claim_id, origin.id)),
        mutations,
        sorted(from_table(traced.loops, Loop), key=lambda loop: (loop.claim_id, loop.documents)),
        dict(sorted(traced.corrections.items())),
    )


def trace_rows(
    story: Story, claims: pa.Table, settings: OriginSettings, lay_aside: LayAside = Aside
) -> TracedTables:
    """Trace every claim back to its origins.

    Args:
        story: what the corpus knows; the order of its lists means nothing.
        claims: the claims table, with the counts of origins still 0.
        settings: the probabilities at which arrows merge.
        lay_aside: gives what takes the arrows and the origins.

    Returns:
        Claims with their counts, the arrows, the origins of the likeliest count, mutations, loops and
        corrections. Fewest <= likeliest <= most, always.
    """
    rows = StatementRows.of(story.statements)
    library = Library(story, rows)
    members = Members(rows, claims)
    library.align(align_rows(rows, story.passages), members.numbers, members.id_of, members.denials())
    denying = sorted(members.denying, key=lambda claim: claim.id)
    corrected = find_corrected(denying, members.that_may_be_corrected(library), library)
    corrections = dict(corrected)
    right = rows.with_ids(corrected.values())
    library.statements = rows.with_ids(
        key for pair in library.turned for key in (pair.left_id, pair.right_id)
    )
    written = _Written(lay_aside)
    written.mutations += find_turned(denying, library)
    counts = np.zeros((claims.num_rows, len(_COUNTS)), np.int64)
    looped = np.zeros(claims.num_rows, np.bool_)
    several: set[int] = set()
    for number, own in members.several(library, corrected):
        several.add(number)
        library.statements = records_of(own) | right
        traced = _Traced(members.id_of(number), own, corrected, library, settings)
        counts[number], looped[number] = traced.counts(), bool(traced.loops)
        written.add(traced)
        if len(own) > 1:
            corrections |= find_kept(own, traced.arrows, corrected, library, settings.best)
    for numbers, lone in members.alone(several):
        on_wire = [statement.document_id in library.wire for statement in lone]
        counts[numbers] = np.where(np.array(on_wire)[:, None], _ALONE_ON_WIRE, 1)
        for statement in lone:
            library.statements = {statement.id: statement}
            written.take(*_trace_alone(statement, library, settings.best))
    return written.tables(_with_counts(claims, counts, looped), corrections)


def _with_counts(claims: pa.Table, counts: NDArray[np.int64], looped: NDArray[np.bool_]) -> pa.Table:
    columns = {name: pa.array(counts[:, place]) for place, name in enumerate(_COUNTS)} | {
        "loop": pa.array(looped)
    }
    for name, column in columns.items():
        claims = claims.set_column(claims.schema.get_field_index(name), claims.schema.field(name), column)
    return claims


class _Written:
    """What was found so far; most of it laid out as tables, which take a fifth of the records' room."""

    def __init__(self, lay_aside: LayAside) -> None:
        self.arrows: list[Arrow] = []
        self.origins: list[Origin] = []
        self.mutations: list[Mutation] = []
        self.loops: list[Loop] = []
        self._arrows = lay_aside(schema_of(Arrow))
        self._origins = lay_aside(schema_of(Origin))

    def add(self, traced: "_Traced") -> None:
        """Take what was found of one claim."""
        self.mutations += traced.mutations
        self.loops += traced.loops
        self.take(traced.arrows, traced.origins)

    def take(self, arrows: Sequence[Arrow], origins: Sequence[Origin]) -> None:
        """Take the arrows and origins of one claim."""
        self.arrows += arrows
        self.origins += origins
        if len(self.arrows) + len(self.origins) >= _RUN:
            self._lay_out()

    def _lay_out(self) -> None:
        self._arrows.add(to_table(self.arrows, Arrow))
        self._origins.add(to_table(self.origins, Origin))
        self.arrows, self.origins = [], []

    def tables(self, claims: pa.Table, corrections: dict[str, str]) -> TracedTables:
        """Give everything."""
        self._lay_out()
        return TracedTables(
            claims,
            self._arrows.table(),
            self._origins.table(),
            to_table(self.mutations, Mutation),
            to_table(self.loops, Loop),
            corrections,
        )


def _trace_alone(
    statement: Statement, library: Library, threshold: float
) -> tuple[list[Arrow], list[Origin]]:
    """Trace a claim of one statement, which nothing corrected; nearly all claims are."""
    claim_id = statement.claim_id or ""
    arrows = draw_arrows(claim_id, (statement,), {}, library)
    return arrows, describe_origins(claim_id, (statement,), arrows, (), library, threshold)


class _Traced:
    """One claim, traced back."""

    def __init__(
        self,
        claim_id: str,
        own: Sequence[Statement],
        corrected: Mapping[str, str],
        library: Library,
        settings: OriginSettings,
    ) -> None:
        self._own = own
        self._withdrawn = corrected
        self._library = library
        self._settings = settings
        best, several = settings.best, len(own) > 1
        self.arrows = draw_arrows(claim_id, own, corrected, library)
        self.loops = find_loops(claim_id, own, self.arrows, library, best) if several else []
        self.origins = describe_origins(claim_id, own, self.arrows, corrected, library, best)
        self.mutations = find_mutations(self.arrows, records_of(own), library, best) if several else []

    def counts(self) -> tuple[int, ...]:
        """Give what the columns of `_COUNTS` hold."""
        own, library = self._own, self._library
        counted = _range(own, self.arrows, self._withdrawn, self._settings)
        off_wire = [s for s in own if s.document_id not in library.wire] if library.wire else own
        left = counted
        if len(off_wire) < len(own):
            left = _range(off_wire, self.arrows, self._withdrawn, self._settings)
        pages = {s.document_id: library.document(s) for s in off_wire}.values()
        outlets = {page.outlet or page.id for page in pages}
        publishers = {page.publisher or page.outlet or page.id for page in pages}
        return (*counted, len(pages), len(outlets), len(publishers), *left)


def _range(
    own: Sequence[Statement],
    arrows: Sequence[Arrow],
    withdrawn: Container[str],
    settings: OriginSettings,
) -> tuple[int, int, int]:
    """Count the origins of some of a claim's statements; what was left out still joins the others."""
    supporting = [s.id for s in own if s.id not in withdrawn]
    if len(supporting) <= 1:
        return len(supporting), len(supporting), len(supporting)
    low, best, high = (
        count_origins(supporting, arrows, threshold)
        for threshold in (settings.low, settings.best, settings.high)
    )
    return low, best, high
