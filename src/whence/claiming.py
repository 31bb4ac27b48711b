"""From statements to claims and from claims to origins, table by table, as an archive needs it.

The two stages that look at all statements of a corpus at once. Statements stay in their table; what is new
about them are columns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from whence.aside import Aside, LayAside
from whence.claims import group_rows
from whence.decisions import (
    Ruling,
    apply_to_names,
    bound_claims,
    describe_rulings,
    joined_and_parted,
)
from whence.library import Library
from whence.origins import Story, find_wire, trace_rows
from whence.records import Credit, Decision, Edge, Passage, Source, Statement, to_table
from whence.rows import StatementRows
from whence.settings import Settings
from whence.statements import name_sources

Tables = dict[str, list[Any] | pa.Table]
# What sources are told apart by.
_NAMING = (
    "id", "document_id", "field", "begin", "end", "source", "source_begin", "source_end", "source_id",
    "source_kind",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Trail:
    """What earlier stages found between documents.

    Attributes:
        passages: reused spans, but those in which a person saw no copying.
        edges: what is known between documents.
        credits: explicit words of provenance.
    """

    passages: list[Passage]
    edges: list[Edge]
    credits: list[Credit]


def derive_claims(
    library: Library,
    read: pa.Table,
    trail: Trail,
    rulings: Sequence[Ruling],
    settings: Settings,
    lay_aside: LayAside = Aside,
) -> Tables:
    """Name the sources of statements and group the statements into claims.

    Args:
        library: the documents.
        read: the statements table, sorted.
        trail: what is known between the documents.
        rulings: what people decided.
        settings: thresholds.
        lay_aside: gives what takes the claims.

    Returns:
        Tables: `sources`; `claimed`, the statements with their source and claim; `grouped`, the claims with
        their counts of origins still 0; `decisions`, what became of each.
    """
    found, table = _name(library, read)
    bounds = bound_claims(rulings, _ruled(table, rulings))
    sources, standing_for = found, {}
    if any(ruling.matter.subject == "source" for ruling in rulings):
        named = apply_to_names(found, list(_sourced(table)), rulings)
        sources, standing_for = named.sources, named.standing_for
        table = _with_sources(table, [statement.source_id for statement in named.statements])
    named_sources = to_table(sources, Source)
    if not rulings:
        del sources, found[:]  # their table takes a third of the room
    grouped = group_rows(
        library.documents, StatementRows(table), trail.passages, trail.edges, trail.credits, settings.claims,
        bounds=bounds, lay_aside=lay_aside,
    )  # fmt: skip
    table = _set_column(table, "claim_id", grouped.claim_ids)
    ruled = _ruled(table, rulings)
    decisions = describe_rulings(rulings, library.documents, trail.edges, ruled, found, standing_for)
    return {"sources": named_sources, "claimed": table, "grouped": grouped.claims, "decisions": decisions}


def _ruled(table: pa.Table, rulings: Sequence[Ruling]) -> list[Statement]:
    """Give the statements of the documents in which a decision names statements."""
    places = [place for ruling in rulings for side in ruling.matter.sides for place in side]
    rows = StatementRows(table) if places else None
    pages = sorted({place.document_id for place in places})
    return [statement for page in pages for statement in rows.of_document(page)] if rows is not None else []


def _sourced(table: pa.Table) -> StatementRows:
    return StatementRows(table.select(_NAMING).filter(pc.is_valid(table.column("source"))))


def _name(library: Library, table: pa.Table) -> tuple[list[Source], pa.Table]:
    sources, ids = name_sources(library.documents, _sourced(table))
    return sources, _with_sources(table, ids)


def _with_sources(table: pa.Table, ids: Sequence[str | None]) -> pa.Table:
    """Fill the sources of the statements that have one, in their order."""
    held = pc.is_valid(table.column("source")).combine_chunks()
    column = pc.replace_with_mask(pa.nulls(table.num_rows, pa.string()), held, pa.array(ids, pa.string()))
    return _set_column(table, "source_id", column)


def _set_column(table: pa.Table, name: str, column: pa.Array | pa.ChunkedArray) -> pa.Table:
    place = table.schema.get_field_index(name)
    return table.set_column(place, table.schema.field(name), column)


@dataclass(frozen=True, slots=True)
class Claimed:
    """What `derive_claims` gives, read again.

    Attributes:
        statements: with their source and claim, sorted.
        claims: with their counts of origins still 0.
        sources: who is quoted.
        decisions: what became of what people decided.
    """

    statements: pa.Table
    claims: pa.Table
    sources: list[Source]
    decisions: Sequence[Decision]


def derive_origins(
    library: Library, claimed: Claimed, trail: Trail, settings: Settings, lay_aside: LayAside = Aside
) -> Tables:
    """Trace claims back to their origins.

    Args:
        library: the documents.
        claimed: statements, claims, sources and decisions.
        trail: what is known between the documents.
        settings: thresholds.
        lay_aside: gives what takes the arrows and the origins.

    Returns:
        Tables: `claims`, `arrows`, `origins`, `mutations`, `loops`, `wire`, and `statements` with what
        corrected them.
    """
    joined, apart = joined_and_parted(claimed.decisions)
    wire = find_wire(library.documents, trail.edges, trail.credits, library.outlets)
    story = Story(
        documents=library.documents,
        outlets=library.outlets,
        passages=trail.passages,
        edges=trail.edges,
        credits=trail.credits,
        statements=StatementRows(claimed.statements),
        sources=claimed.sources,
        claims=[],
        joined=joined,
        apart=apart,
        wire=frozenset(row.document_id for row in wire),
    )
    traced = trace_rows(story, claimed.claims, settings.origins, lay_aside)
    keys = pa.array(traced.corrections, pa.string())
    place = pc.index_in(claimed.statements.column("id"), value_set=keys)
    right = pa.array(traced.corrections.values(), pa.string())
    return {
        "claims": traced.claims,
        "arrows": traced.arrows,
        "origins": traced.origins,
        "mutations": traced.mutations,
        "loops": traced.loops,
        "wire": wire,
        "statements": _set_column(claimed.statements, "corrected_by", pc.take(right, place)),
    }
