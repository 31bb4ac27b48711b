"""What the tracing of origins takes and gives."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from whence.records import (
    Arrow,
    Claim,
    Credit,
    Document,
    Edge,
    Loop,
    Mutation,
    Origin,
    Outlet,
    Passage,
    Source,
    Statement,
)


@dataclass(frozen=True, slots=True)
class Story:
    """Everything the corpus knows when origins are traced; the order within each list means nothing.

    Attributes:
        documents: all documents.
        credits: explicit words of provenance.
        passages: reused spans.
        edges: what is known between documents.
        statements: with `source_id` and `claim_id` filled; an archive's are rows of their table.
        sources: who is quoted, across documents.
        claims: their counts of origins still 0; none where their table is given instead.
        outlets: the outlets table, which may be empty.
        joined: ids of sources that a person made of several.
        apart: pairs of source ids, each in id order, that a person keeps apart.
        wire: ids of documents whose text comes from an agency.
    """

    documents: list[Document]
    credits: list[Credit]
    passages: list[Passage]
    edges: list[Edge]
    statements: Sequence[Statement]
    sources: list[Source]
    claims: list[Claim]
    outlets: tuple[Outlet, ...] = ()
    joined: frozenset[str] = frozenset()
    apart: frozenset[tuple[str, str]] = frozenset()
    wire: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class OriginTables:
    """What tracing gives, each list sorted.

    Attributes:
        claims: with the counts of origins and `loop` filled, by id.
        arrows: "had it from", by claim and id.
        origins: of the likeliest count, by claim and id.
        mutations: what changed on the way, by claim and statements.
        loops: outlets that cite each other, by claim.
        corrections: by the id of each corrected statement, and of each copy that kept its old wording, the id
            of the statement that took its place: `Statement.corrected_by`.
    """

    claims: list[Claim]
    arrows: list[Arrow]
    origins: list[Origin]
    mutations: list[Mutation]
    loops: list[Loop]
    corrections: dict[str, str]


@dataclass(frozen=True, slots=True)
class TracedTables:
    """What tracing gives as tables, whose rows are in no particular order.

    Attributes:
        claims: as they came, with the counts of origins and `loop` filled.
        arrows: "had it from".
        origins: of the likeliest count.
        mutations: what changed on the way.
        loops: outlets that cite each other.
        corrections: as in `OriginTables`.
    """

    claims: pa.Table
    arrows: pa.Table
    origins: pa.Table
    mutations: pa.Table
    loops: pa.Table
    corrections: dict[str, str]
