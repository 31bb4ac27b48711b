"""What the tracing of origins takes and gives."""

from dataclasses import dataclass

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
        statements: with `source_id` and `claim_id` filled.
        sources: who is quoted, across documents.
        claims: their counts of origins still 0.
        outlets: the outlets table, which may be empty.
        joined: ids of sources that a person made of several.
        apart: pairs of source ids, each in id order, that a person keeps apart.
        wire: ids of documents whose text comes from an agency.
    """

    documents: list[Document]
    credits: list[Credit]
    passages: list[Passage]
    edges: list[Edge]
    statements: list[Statement]
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
