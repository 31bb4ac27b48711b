"""What `show` shows: any row of a corpus, found by its id and opened down to its words."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whence.cli.deciding import find_ruling
from whence.cli.load import settings_for
from whence.cli.output import Answer
from whence.errors import NotFoundError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from whence.report.library import Library

_IDS = {"families": "family_id"}
_ORDER = ("documents", "claims", "families", "edges", "statements", "sources", "passages", "arrows",
          "origins", "credits")  # fmt: skip
_BRIEF = ("id", "outlet", "publisher", "title", "url", "published_earliest", "published_latest")


def show_thing(folder: Path, key: str) -> Answer:
    """Find a row by its id and open it.

    Raises:
        NotFoundError: if no table holds the id.
    """
    from whence.corpus import Corpus
    from whence.report.library import Library

    with Corpus(folder, settings_for(None)) as corpus:
        library = Library(corpus)
        decided = find_ruling(corpus, library, key)
        if decided is not None:
            name, (table, opened) = "decisions", decided
        else:
            name, opened = open_thing(library, key)
            table = _rows_of(library, name, key)
    from whence.cli import opened_views

    views: Mapping[str, Callable[[Any], Iterable[RenderableType]]] = opened_views.VIEWS
    whole = {"kind": name, "id": key, **plain_view(opened, top=True)}
    return Answer(table, lambda: views[name](opened), whole)


def _rows_of(library: "Library", name: str, key: str) -> Any:
    import pyarrow.compute as pc

    from whence.records import TABLES

    table = library.table(TABLES[name])
    return table.filter(pc.equal(table.column(_IDS.get(name, "id")), key))


def open_thing(library: "Library", key: str) -> tuple[str, Any]:
    """Find which table holds an id and open the row.

    Args:
        library: the corpus's tables.
        key: any id.

    Returns:
        The table's name and the opened thing.

    Raises:
        NotFoundError: if no table holds the id.
    """
    for name in _ORDER:
        if len(_rows_of(library, name, key)):
            return name, _OPENERS[name](library, key)
    raise NotFoundError(
        f"{key!r} is not in this corpus; ids stand in what `whence search` and `whence export` print"
    )


def _open_document(library: "Library", key: str) -> Any:
    from whence.report.documents import open_documents

    return open_documents(library, [key], most=10_000)[0]


def _open_claim(library: "Library", key: str) -> Any:
    from whence.report.claims import open_claims

    return open_claims(library, [key], most=1_000, evidence=1_000)[0]


def _open_family(library: "Library", key: str) -> Any:
    from whence.report.families import open_families

    return open_families(library, [key], most=1_000, passages=0)[0]


def _open_edge(library: "Library", key: str) -> Any:
    from whence.records import Edge
    from whence.report.families import open_edges

    return open_edges(library, library.rows(Edge, "id", [key]), most=1_000, longest=20_000)[0]


def _open_source(library: "Library", key: str) -> Any:
    from whence.report.documents import open_sources

    return open_sources(library, [key], most=1_000)[0]


def _open_passage(library: "Library", key: str) -> Any:
    from whence.records import Passage
    from whence.report.families import open_passage

    passage = library.rows(Passage, "id", [key])[0]
    documents = library.documents([passage.left_id, passage.right_id])
    return open_passage(passage, documents[passage.left_id], documents[passage.right_id], longest=50_000)


def _open_statement(library: "Library", key: str) -> Any:
    from whence.records import Statement
    from whence.report.claims import tell_all

    return tell_all(library, library.rows(Statement, "id", [key]))[key]


def _open_arrow(library: "Library", key: str) -> Any:
    from whence.records import Arrow

    arrow = library.rows(Arrow, "id", [key])[0]
    claim = _open_claim(library, arrow.claim_id)
    leading = [item for origin in claim.origins for item in origin.arrows]
    return next(item for item in (*leading, *claim.other_arrows) if item.arrow.id == key)


def _open_origin(library: "Library", key: str) -> Any:
    from whence.records import Origin

    origin = library.rows(Origin, "id", [key])[0]
    return next(item for item in _open_claim(library, origin.claim_id).origins if item.origin.id == key)


def _open_credit(library: "Library", key: str) -> Any:
    from whence.records import Credit
    from whence.report.views import OpenedCredit

    credit = library.rows(Credit, "id", [key])[0]
    documents = library.documents({credit.document_id, credit.target_document_id or ""})
    return OpenedCredit(
        credit=credit,
        document=documents.get(credit.document_id),
        target=documents.get(credit.target_document_id or ""),
    )


_OPENERS: dict[str, Callable[["Library", str], Any]] = {
    "documents": _open_document, "claims": _open_claim, "families": _open_family, "edges": _open_edge,
    "statements": _open_statement, "sources": _open_source, "passages": _open_passage, "arrows": _open_arrow,
    "origins": _open_origin, "credits": _open_credit,
}  # fmt: skip


def plain_view(value: Any, *, top: bool = False) -> Any:
    """Turn an opened thing into plain values; documents inside it are named in brief, without their text.

    Args:
        value: an opened thing or a part of one.
        top: whether it is the thing itself, whose own document keeps its text.
    """
    from whence.export import plain_value
    from whence.records import Document

    if isinstance(value, Document) and not top:
        return {name: plain_value(getattr(value, name)) for name in _BRIEF}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            item.name: plain_view(getattr(value, item.name), top=top and item.name == "document")
            for item in dataclasses.fields(value)
        }
    if isinstance(value, list | tuple):
        return [plain_view(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain_view(item) for key, item in value.items()}
    return plain_value(value) if isinstance(value, datetime) else value
