"""The documents of a corpus as the stages see them: ids, outlets and versions settled."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

import msgspec
import pyarrow as pa

from whence.decisions import Ruling, ruling_of
from whence.identity import content_id
from whence.ingest import resolve_credits, resolve_documents
from whence.records import (
    Affiliation,
    Check,
    Credit,
    Document,
    Outlet,
    Skipped,
    from_table,
    schema_of,
    to_table,
)
from whence.storage import Catalogue, PartStore

_STORES: dict[type, str] = {Check: "checks", Affiliation: "affiliations"}  # in the catalogue
DOCUMENT_PART = schema_of(Document).append(pa.field("key", pa.string()))
CREDIT_PART = schema_of(Credit).append(pa.field("key", pa.string()))


@dataclass(frozen=True, slots=True)
class Library:
    """The documents of a corpus as the stages see them, with ids, outlets and versions settled."""

    documents: list[Document]  # by id
    credits: list[Credit]  # by id
    outlets: tuple[Outlet, ...]
    keys: dict[str, str]  # document id -> record key
    repeated: list[Skipped]  # inputs that gave a document which another input gave too


def load_library(catalogue: Catalogue, parts: PartStore) -> Library:
    """Read the documents of a corpus and settle their ids, outlets, publishers and versions.

    Records with the same id and the same address, headline and text are one document; of records with the
    same id and another text, the one with the smallest hash keeps the id and the others get `id~hash`. So
    the outcome is the same for any order of adding.

    Args:
        catalogue: the corpus's catalogue.
        parts: its parts.

    Returns:
        Documents and credits, each by id.
    """
    chosen: dict[str, tuple[str, str]] = {}  # record key -> (document id, input)
    repeated: list[Skipped] = []
    rows = catalogue.records()
    for own_id, group in groupby(rows, key=lambda row: row.id):
        same_id = list(group)
        for number, (body, records) in enumerate(groupby(same_id, key=lambda row: row.body)):
            first, *others = records
            document_id = own_id if number == 0 else f"{own_id}~{body[:8]}"
            chosen[first.key] = (document_id, first.input)
            repeated += [_repeat(row.input, first.input) for row in others]
            if number:
                reason = (
                    f"id {own_id!r} is used by another text too; kept as {document_id!r}, give it its own id"
                )
                repeated.append(Skipped(input=first.input, reason=reason))
    repeated += [
        _repeat(name, chosen[key][1])
        for name, key in catalogue.inputs()
        if key in chosen and chosen[key][1] != name
    ]
    outlets = catalogue.outlets()
    documents, credits = _read_added(parts, rows, chosen)
    documents = sorted(
        resolve_documents(documents, outlets, load_affiliations(catalogue)), key=lambda document: document.id
    )
    credits = sorted(resolve_credits(documents, credits, outlets), key=lambda credit: credit.id)
    keys = {document_id: key for key, (document_id, _) in chosen.items()}
    return Library(documents, credits, outlets, keys, repeated)


def _repeat(name: str, first: str) -> Skipped:
    return Skipped(input=name, reason=f"same document as {first}; counted once")


def _read_added(
    parts: PartStore, rows: Sequence[Any], chosen: Mapping[str, tuple[str, str]]
) -> tuple[list[Document], list[Credit]]:
    table = parts.read(sorted({row.documents_part for row in rows}), DOCUMENT_PART)
    documents = []
    for key, document in zip(table.column("key").to_pylist(), from_table(table, Document), strict=True):
        if key in chosen:
            documents.append(replace(document, id=chosen[key][0], input=chosen[key][1]))
    table = parts.read(sorted({row.credits_part for row in rows}), CREDIT_PART)
    credits = []
    for key, credit in zip(table.column("key").to_pylist(), from_table(table, Credit), strict=True):
        if key in chosen:
            document_id = chosen[key][0]
            renamed = (
                credit.id if document_id == credit.document_id else content_id("c", document_id, credit.id)
            )
            credits.append(replace(credit, id=renamed, document_id=document_id))
    return documents, credits


def digest_library(library: Library) -> str:
    """Give a hash of all documents and credits."""
    return digest_values(
        digest_table(to_table(library.documents, Document)), digest_table(to_table(library.credits, Credit))
    )


def load_rulings(catalogue: Catalogue) -> list[Ruling]:
    """Give the decisions that stand, in the order in which they were made."""
    return [ruling for ruling in all_rulings(catalogue) if ruling.undone is None]


def all_rulings(catalogue: Catalogue) -> list[Ruling]:
    """Give every decision, those taken back too, in the order in which they were made."""
    return [
        ruling_of(row.number, row.id, row.verb, row.matter, reason=row.reason, who=row.who, made=row.made,
                  undone=row.undone)
        for row in catalogue.decisions()
    ]  # fmt: skip


def add_beside(catalogue: Catalogue, items: Iterable[object], record: type[Check] | type[Affiliation]) -> int:
    """Keep what is known beside articles, of one kind; call inside a transaction.

    Args:
        catalogue: the corpus's catalogue.
        items: what was read.
        record: which of it.

    Returns:
        How many of the kind were read, new or known.
    """
    read = [item for item in items if isinstance(item, record)]
    store = _STORES[record]
    known = dict(catalogue.rows_in(store)) if read else {}
    for item in read:
        row = msgspec.json.encode(item, order="deterministic").decode()
        # Of equal ones in several files the smallest row stands, so that the order does not matter.
        if known.get(item.id, "~") > row:
            known[item.id] = row
            catalogue.put_row(store, item.id, row)
    return len(read)


def load_affiliations(catalogue: Catalogue) -> list[Affiliation]:
    """Give who owns whom, by id."""
    return [msgspec.json.decode(row, type=Affiliation) for _, row in catalogue.rows_in(_STORES[Affiliation])]


def load_checks(catalogue: Catalogue) -> list[Check]:
    """Give the fact-checks that were added, by id."""
    return [msgspec.json.decode(row, type=Check) for _, row in catalogue.rows_in(_STORES[Check])]


def digest_added(catalogue: Catalogue, library_digest: str) -> str:
    """Give a hash of all that tables are derived from: what was added, and what people decided."""
    rulings = [(ruling.id, ruling.reason) for ruling in load_rulings(catalogue)]
    return digest_values(library_digest, rulings, catalogue.rows_in(_STORES[Check]))


def digest_table(table: pa.Table) -> str:
    """Give a hash of a table's rows, in their order."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks())
    return hashlib.sha256(memoryview(sink.getvalue())).hexdigest()


def digest_values(*parts: object) -> str:
    """Give a hash of some values, by what they look like."""
    total = hashlib.sha256()
    for part in parts:
        value = repr(part).encode("utf-8", "surrogatepass")
        total.update(len(value).to_bytes(8, "big"))
        total.update(value)
    return total.hexdigest()
