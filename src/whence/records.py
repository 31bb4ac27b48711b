"""The records that flow between stages, and the Arrow tables they make.

Every record is a frozen dataclass; every field says what its column means. `schema_of` turns a record
class into its Arrow schema, `to_table` and `from_table` go between records and tables. Offsets are
0-based, half-open and count code points of the document's `text` (or `title`, where `field` says so).
Times are UTC, to the second; an interval holds both of its ends.
"""

import dataclasses
import types
import typing
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal, TypeVar

import pyarrow as pa

from whence.columns import make_records, plain_values

Field = Literal["text", "title"]
CreditKind = Literal[
    "canonical",  # rel=canonical that names another page
    "syndication-source",  # meta syndication-source or original-source
    "feed-source",  # RSS <source>, Atom source
    "byline",  # the byline names an agency or another outlet: "By Meridian Wire", "Staff, Meridian Wire"
    "dateline",  # "PORT ALMA (Meridian Wire) -"
    "courtesy",  # "Courtesy: ..."
    "via",  # "via ...", "h/t ..."
    "originally-published",  # "This article first appeared in ...", "Originally published by ..."
    "read-original",  # a "read the original" link
    "press-release",  # "SOURCE ...", "in a press release"
    "attribution",  # "X reported", "according to X", "told X", X being an outlet or agency
    "link",  # a hyperlink in the running text
    "input",  # given in the input's own credits field
]
EdgeKind = Literal[
    "republished", "excerpted", "rewritten", "updated", "cites", "common-source", "undetermined"
]
Role = Literal["root", "copy", "excerpt", "rewrite", "update", "member"]
SourceKind = Literal["named", "anonymous", "outlet", "author"]
Certainty = Literal["explicit", "carried", "inferred"]
Quotation = Literal["direct", "indirect", "mixed", "none"]
ArrowKind = Literal["copy", "credit", "link", "attribution", "version", "same-source", "channel", "ownership"]
OriginKind = Literal["own-reporting", "source", "unexplained", "outside", "loop"]
MutationKind = Literal[
    "quantity", "hedge-dropped", "hedge-added", "attribution-dropped", "attribution-added",
    "attribution-changed", "negation", "modality", "place", "date",
]  # fmt: skip

WireSign = Literal["agency", "credit", "copy"]
AffiliationKind = Literal["owner", "association"]
DecisionState = Literal["applied", "overruled", "gone"]


def column(meaning: str, **options: Any) -> Any:
    """Declare a field whose column means `meaning`; options go to `dataclasses.field`."""
    return dataclasses.field(metadata={"meaning": meaning}, **options)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as published at one URL or file, with its capture."""

    id: str = column("the input's own id, else a hash of address (or outlet and date), headline and text")
    input: str = column("path, and record where there is one")
    url: str | None = column("the address as given", default=None)
    canonical_url: str | None = column("the address without tracking, in one normal form", default=None)
    outlet: str | None = column("the site or series that ran it", default=None)
    publisher: str | None = column("the organisation that owns the outlet", default=None)
    agency: bool = column("whether the outlet is a news agency, whose text others run", default=False)
    title: str | None = column("headline", default=None)
    authors: tuple[str, ...] = column("people named in the byline", default=())
    published_earliest: datetime | None = column("first moment it can have been published", default=None)
    published_latest: datetime | None = column("last moment it can have been published", default=None)
    published_from: str | None = column("where the date was read", default=None)
    modified: datetime | None = column("last change that the page claims", default=None)
    captured: datetime | None = column("when the copy was saved, if the input says so", default=None)
    first_seen: datetime | None = column("when a collector first met it, if the input says so", default=None)
    language: str | None = column("ISO 639-1 code", default=None)
    genre: str = column("article, opinion, press-release or correction", default="article")
    version_of: str | None = column("document id of the earliest version of the same page", default=None)
    text: str = column("running text; paragraphs are parted by a blank line", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An explicit word of provenance in a page."""

    id: str = column("hash of its content")
    document_id: str = column("the page that credits")
    kind: CreditKind = column("where the credit stands and how it is worded")
    target: str = column("outlet, agency, person or URL that is credited")
    target_document_id: str | None = column("the credited document, where the corpus holds it", default=None)
    field: str | None = column("text or title, or null where it stands outside both", default=None)
    begin: int | None = column("first code point in the field", default=None)
    end: int | None = column("end in the field, exclusive", default=None)
    text: str = column("the words or mark-up that say so", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One row of an outlets table."""

    outlet: str = column("its name")
    publisher: str | None = column("the organisation that owns it", default=None)
    agency: bool = column("whether it is a news agency, whose text others run", default=False)
    hosts: tuple[str, ...] = column("host names of its pages", default=())
    aliases: tuple[str, ...] = column("other names it is called by", default=())
    zone: str | None = column("IANA time zone that its undated hours are in", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """An aligned pair of spans in two documents; `left_id` < `right_id`."""

    id: str = column("hash of its content")
    left_id: str = column("document id")
    left_begin: int = column("first code point in the left text")
    left_end: int = column("end in the left text, exclusive")
    right_id: str = column("document id")
    right_begin: int = column("first code point in the right text")
    right_end: int = column("end in the right text, exclusive")
    matched_tokens: int = column("tokens that are the same on both sides")
    similarity: float = column("2 x matched tokens / tokens of both sides, 0 to 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One reason for an edge."""

    kind: str = column("passage, credit, version, decision or words")
    id: str | None = column("id of the passage or credit", default=None)
    words: str = column("the words that show it", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Earlier document -> later document; without a direction the two ids are in id order."""

    id: str = column("hash of its content")
    earlier_id: str = column("document id")
    later_id: str = column("document id")
    kind: EdgeKind = column("what the later one did with the earlier one")
    direction: Literal["determined", "undetermined"] = column("whether the order is shown by evidence")
    direction_from: str | None = column("what shows the order: credit, dates, decision, ...", default=None)
    direct: bool = column("false where another edge explains the reuse better", default=True)
    credited: bool = column("whether the later one says so", default=False)
    confidence: float = column("0 to 1", default=0.0)
    earlier_covered: float = column("share of the earlier text that is in passages", default=0.0)
    later_covered: float = column("share of the later text that is in passages", default=0.0)
    evidence: tuple[Evidence, ...] = column("ids of passages and credits, and words", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One document's place in its family: one text and its copies, excerpts, rewrites and updates."""

    family_id: str = column("hash of the member ids")
    document_id: str = column("the member")
    role: Role = column("what it is to its parent")
    parent_id: str | None = column("its main parent, null for a root", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A typed number: a value or a range."""

    kind: str = column("killed, injured, detained, displaced, missing, people, attacks, money, percent, "
                       "date, duration, distance, area, weight, volume, speed, temperature, power, "
                       "count")  # fmt: skip
    low: float | None = column("least value, null where only a most is given", default=None)
    high: float | None = column("greatest value, null where only a least is given", default=None)
    unit: str | None = column("unit of measure or currency", default=None)
    counted: str | None = column("what is counted, as worded", default=None)
    begin: int = column("first code point in the statement's field", default=0)
    end: int = column("end in the statement's field, exclusive", default=0)
    part_of: int | None = column("begin of the quantity it is a part of: '24, including four'", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One proposition in one document, with who says it and on what footing."""

    id: str = column("hash of document, field and place")
    document_id: str = column("the document that carries it")
    attribution_id: str | None = column("shared by the statements of one attribution", default=None)
    parent_id: str | None = column("the statement that this one stands inside", default=None)
    field: Field = column("text or title", default="text")
    begin: int = column("first code point of the content")
    end: int = column("end of the content, exclusive")
    content_spans: tuple[tuple[int, int], ...] = column("its pieces, where its cue splits it", default=())
    text: str = column("the content's words", default="")
    source: str | None = column("who says it, by the fullest name in the document", default=None)
    source_begin: int | None = column("first code point of the mention", default=None)
    source_end: int | None = column("end of the mention, exclusive", default=None)
    source_id: str | None = column("the source across documents", default=None)
    source_kind: SourceKind = column("named, anonymous, outlet (its own voice) or author", default="outlet")
    source_certainty: Certainty = column("how the source was found", default="explicit")
    channel: str | None = column("where it was said: told RT, in a post on Telegram", default=None)
    chain: tuple[str, ...] = column("everyone it passed through, the nearest to the reader first", default=())
    cue: str | None = column("the words that attribute", default=None)
    cue_begin: int | None = column("first code point of the cue", default=None)
    cue_end: int | None = column("end of the cue, exclusive", default=None)
    quotation: Quotation = column("direct, indirect, mixed, or none: own voice", default="none")
    hedges: tuple[str, ...] = column("words that withhold certainty, as worded", default=())
    negated: bool = column("whether the statement denies", default=False)
    modality: str | None = column(
        "question (asked, not asserted), possible, necessary, future, conditional or null for plain fact",
        default=None,
    )
    quantities: tuple[Quantity, ...] = column("typed numbers in the content", default=())
    claim_id: str | None = column("the claim that it makes", default=None)
    corrected_by: str | None = column(
        "the statement that replaced this wording, or the wording that this copy kept", default=None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Somebody or something that statements are attributed to, across documents."""

    id: str = column("hash of its normal name and scope")
    name: str = column("fullest name met")
    aliases: tuple[str, ...] = column("other names met, sorted", default=())
    kind: SourceKind = column("named, anonymous, outlet or author")
    documents: tuple[str, ...] = column("ids of the documents that quote it, sorted", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The statements, across documents, that assert the same thing."""

    id: str = column("hash of its statements' ids")
    text: str = column("its earliest, plainest wording")
    statement_count: int = column("statements that make it")
    document_count: int = column("documents that carry it")
    outlet_count: int = column("outlets that carry it")
    publisher_count: int = column("publishers that carry it")
    first_published_earliest: datetime | None = column("earliest bound of its first appearance", default=None)
    first_published_latest: datetime | None = column("latest bound of its first appearance", default=None)
    origins_low: int = column("fewest independent origins", default=0)
    origins_best: int = column("likeliest number of independent origins", default=0)
    origins_high: int = column("most independent origins", default=0)
    loop: bool = column("whether outlets cite each other for it, as `loops` lists", default=False)
    denies: str | None = column("id of the claim that it denies", default=None)
    documents_off_wire: int = column("documents that carry it, without those of agencies' texts", default=0)
    outlets_off_wire: int = column("outlets that carry it, without agencies' texts", default=0)
    publishers_off_wire: int = column("publishers that carry it, without agencies' texts", default=0)
    origins_low_off_wire: int = column("fewest independent origins, without agencies' texts", default=0)
    origins_best_off_wire: int = column("likeliest number of origins, without agencies' texts", default=0)
    origins_high_off_wire: int = column("most independent origins, without agencies' texts", default=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """Within one claim, "had it from"."""

    claim_id: str = column("the claim")
    id: str = column("hash of its content")
    from_statement: str = column("id of the statement that had it")
    to: str = column("id of the statement or source it was had from, or an outside name")
    to_kind: Literal["statement", "source", "outside"] = column("what `to` is")
    kind: ArrowKind = column("what shows it")
    probability: float = column("how sure it is, 0 to 1; the table of reasons is in the docs")
    passage_id: str | None = column("the passage that shows it", default=None)
    credit_id: str | None = column("the credit that shows it", default=None)
    words: str = column("the words that show it", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """A terminal point of a claim's arrows, beyond which nothing in the corpus leads."""

    claim_id: str = column("the claim")
    id: str = column("hash of its content")
    origin: str = column("statement id, source id or outside name")
    kind: OriginKind = column("what stands there")
    in_corpus: bool = column("whether the corpus holds it")
    independent_reports: int = column("outlets that obtained it themselves", default=1)
    documents: tuple[str, ...] = column("ids of the documents that lead to it, sorted", default=())
    merged_by: tuple[str, ...] = column("ids of the arrows that lead to it", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutation:
    """What changed between a statement and the one it derives from."""

    claim_id: str = column("the claim")
    from_statement: str = column("the earlier statement")
    to_statement: str = column("the later statement")
    kind: MutationKind = column("what changed")
    before: str = column("the words before")
    after: str = column("the words after")
    before_span: tuple[int, int] | None = column("where they stand in the earlier field", default=None)
    after_span: tuple[int, int] | None = column("where they stand in the later field", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """Outlets that cite each other, or themselves through another, for the same claim."""

    claim_id: str = column("the claim")
    documents: tuple[str, ...] = column("ids in the order of the cycle, the smallest first")
    words: tuple[str, ...] = column("the words of each citation, in the same order")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wire:
    """A document whose text comes from a news agency; counts off the wire leave it out."""

    document_id: str = column("the document")
    sign: WireSign = column("agency (its own page), credit (for the whole text) or copy (of such a text)")
    shown_by: str | None = column("id of the credit or edge that shows it", default=None)
    words: str = column("the words that show it", default="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """Who owns an outlet or a publisher, or whose association it is in, as a table or a trust.txt says."""

    id: str = column("hash of its content")
    input: str = column("path, and row or line")
    outlet: str = column("name or host of the outlet or publisher")
    owner: str = column("name or host of its owner, or of the association")
    kind: AffiliationKind = column("owner or association; an association counts nothing together")
    since: datetime | None = column("first moment of it, null for always", default=None)
    until: datetime | None = column("last moment of it, null for still", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A fact-check that somebody published, as schema.org ClaimReview; the verdict is theirs."""

    id: str = column("hash of its content")
    input: str = column("path, and record where there is one")
    claim: str = column("the claim as the checker words it")
    claimant: str | None = column("who made the claim, as the checker says", default=None)
    checker: str | None = column("who checked it", default=None)
    verdict: str | None = column("the verdict in the checker's own words", default=None)
    rating: str | None = column("the checker's number with the ends of its scale: 2 of 1 to 5", default=None)
    url: str | None = column("the page of the fact-check", default=None)
    published_earliest: datetime | None = column("first moment it can have been published", default=None)
    published_latest: datetime | None = column("last moment it can have been published", default=None)
    language: str | None = column("ISO 639-1 code, where it names one", default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """A claim of the corpus and a fact-check of a claim worded like it."""

    claim_id: str = column("the claim")
    check_id: str = column("the fact-check")
    similarity: float = column("likeness of the two wordings, 0 to 1")
    words: tuple[str, ...] = column("the words that both have, in the claim's order", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person decided, and what it applies to now; the time and who it was stay in the catalogue."""

    id: str = column("hash of what was decided about what")
    verb: str = column("accept, reject, split, merge, same-source or different-source")
    subject: str = column("edge, claim or source")
    reason: str = column("why, in the person's words", default="")
    documents: tuple[str, ...] = column("ids of documents; of two in order the earlier first", default=())
    statements: tuple[str, ...] = column("ids of the statements as they were then", default=())
    names: tuple[str, ...] = column("names of the sources as they were then", default=())
    state: DecisionState = column("applied, overruled by newer ones, or gone", default="applied")
    applies_to: tuple[str, ...] = column("ids of the edges, claims or sources that it shapes now", default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An input, or one record of it, that was not used, or not in full."""

    input: str = column("path, and record where there is one")
    reason: str = column("why, and what would mend it")


TABLES: dict[str, type] = {
    "documents": Document, "credits": Credit, "passages": Passage, "edges": Edge, "families": Family,
    "statements": Statement, "sources": Source, "claims": Claim, "arrows": Arrow, "origins": Origin,
    "mutations": Mutation, "loops": Loop, "wire": Wire, "checks": Check, "matches": Match,
    "decisions": Decision, "affiliations": Affiliation, "skipped": Skipped,
}  # fmt: skip
"""The tables that `whence export` writes, by name."""

Record = TypeVar("Record")
_TIMESTAMP = pa.timestamp("s", tz="UTC")
_SCALARS: dict[Any, Any] = {
    str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_(), datetime: _TIMESTAMP,
}  # fmt: skip


def _arrow_type(annotation: Any) -> Any:
    origin = typing.get_origin(annotation)
    arguments = typing.get_args(annotation)
    if origin is Literal:
        return pa.string()
    if origin in (typing.Union, types.UnionType):
        return _arrow_type(next(a for a in arguments if a is not type(None)))
    if origin is tuple:
        return pa.list_(_arrow_type(arguments[0]))
    if dataclasses.is_dataclass(annotation):
        return pa.struct([(name, _arrow_type(kind)) for name, kind in _fields_of(_any(annotation))])
    return _SCALARS[annotation]


def _any(value: Any) -> Any:
    """Hand a class to a cached function whose stub asks for Hashable."""
    return value


@cache
def _fields_of(record: Any) -> tuple[tuple[str, Any], ...]:
    hints = typing.get_type_hints(record)
    return tuple((field.name, hints[field.name]) for field in dataclasses.fields(record))


@cache
def schema_of(record: type) -> pa.Schema:
    """Give the Arrow schema of a record class, its columns in the order of the fields."""
    return pa.schema([(name, _arrow_type(kind)) for name, kind in _fields_of(record)])


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if dataclasses.is_dataclass(value):
        return {name: _plain(getattr(value, name)) for name, _ in _fields_of(_any(type(value)))}
    return value


def to_table(records: Iterable[Any], record: type) -> pa.Table:
    """Lay records out as an Arrow table.

    Args:
        records: instances of `record`, in the order of the rows.
        record: the record class, which gives the schema.

    Returns:
        A table with one row a record.
    """
    rows, schema, columns = list(records), schema_of(record), []
    for field in schema:
        values = [getattr(row, field.name) for row in rows]
        plain = map(_plain, values) if pa.types.is_nested(field.type) else values
        columns.append(pa.array(plain, type=field.type))
    return pa.Table.from_arrays(columns, schema=schema)


@cache
def _maker(annotation: Any) -> Any:
    """Give the function that turns a column's Python value back into a field's value, or None for as is."""
    origin = typing.get_origin(annotation)
    arguments = typing.get_args(annotation)
    if origin in (typing.Union, types.UnionType):
        return _maker(next(a for a in arguments if a is not type(None)))
    if origin is tuple:
        inner = _maker(arguments[0])
        if inner is None:
            return tuple
        return lambda items: tuple(map(inner, items)) if items else ()
    if dataclasses.is_dataclass(annotation):
        fields = [(name, _maker(kind)) for name, kind in _fields_of(_any(annotation))]
        record: Any = annotation
        return lambda row: record(
            **{n: row[n] if make is None or row[n] is None else make(row[n]) for n, make in fields}
        )
    return None


def from_table(table: pa.Table, record: type[Record]) -> list[Record]:
    """Read the rows of a table back into records.

    Args:
        table: has every column of `record`'s schema that has no default; others are ignored.
        record: the record class.

    Returns:
        One record a row, in row order.
    """
    there = dict(zip(table.column_names, table.columns, strict=True))
    columns: dict[str, Sequence[Any]] = {}
    for name, kind in _fields_of(_any(record)):
        found = there.get(name)
        # A column of nulls where the record has none is one that an earlier whence did not write.
        if found is None or (
            0 < table.num_rows == found.null_count and type(None) not in typing.get_args(kind)
        ):
            continue
        make, values = _maker(kind), plain_values(found)
        columns[name] = values if make is None else [None if v is None else make(v) for v in values]
    return make_records(record, columns, table.num_rows)
