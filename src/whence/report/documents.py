"""Documents and sources opened: what each says, whom it credits, who quotes whom."""

from collections import Counter
from collections.abc import Mapping, Sequence

from whence.records import Credit, Edge, Family, Source, Statement, Wire
from whence.report.decided import decisions_on
from whence.report.library import Library, group_rows
from whence.report.views import OpenedDocument, OpenedSource
from whence.report.words import outlet_of


def order_statements(statements: Sequence[Statement]) -> list[Statement]:
    """Put a document's statements in reading order, the headline first."""
    return sorted(statements, key=lambda item: (item.field != "title", item.begin, item.end, item.id))


def open_documents(library: Library, ids: Sequence[str], most: int = 40) -> list[OpenedDocument]:
    """Open documents.

    Args:
        library: the corpus's tables.
        ids: document ids.
        most: statements and edges shown of one document.

    Returns:
        The documents that the corpus holds, in the order of `ids`.
    """
    wanted = set(ids)
    documents = library.documents(wanted)
    credits = group_rows(library.rows(Credit, "document_id", wanted), "document_id")
    statements = group_rows(library.rows(Statement, "document_id", wanted), "document_id")
    families = group_rows(library.rows(Family, "document_id", wanted), "document_id")
    edges = _edges_of(library, wanted)
    near = library.documents(
        {key for rows in edges.values() for row in rows for key in (row.earlier_id, row.later_id)}
    )
    decisions = decisions_on(library)
    wire = {row.document_id: row for row in library.rows(Wire, "document_id", wanted)}
    opened = []
    for key in ids:
        if key not in documents:
            continue
        said = order_statements(statements.get(key, []))
        opened.append(
            OpenedDocument(
                document=documents[key],
                credits=tuple(credits.get(key, [])),
                statements=tuple(said[:most]),
                edges=tuple(edges.get(key, [])[:most]),
                neighbours=near,
                family_ids=tuple(row.family_id for row in families.get(key, [])),
                left_out=max(0, len(said) - most),
                decisions=decisions.get(key, ()),
                wire=wire.get(key),
            )
        )
    return opened


def _edges_of(library: Library, ids: set[str]) -> Mapping[str, list[Edge]]:
    found: dict[str, dict[str, Edge]] = {}
    for column in ("earlier_id", "later_id"):
        for edge in library.rows(Edge, column, ids):
            found.setdefault(getattr(edge, column), {})[edge.id] = edge
    return {key: [rows[edge] for edge in sorted(rows)] for key, rows in found.items()}


def rank_sources(library: Library) -> list[tuple[str, int]]:
    """Order all sources that somebody else quotes: those in most documents first.

    Returns:
        Source ids with the number of documents that quote each.
    """
    table = library.table(Source)
    rows = zip(*(table.column(name).to_pylist() for name in ("id", "kind", "documents", "name")), strict=True)
    kept = [
        (key, len(documents), name) for key, kind, documents, name in rows if kind in ("named", "anonymous")
    ]
    return [(key, size) for key, size, _ in sorted(kept, key=lambda row: (-row[1], row[2], row[0]))]


def open_sources(library: Library, ids: Sequence[str], most: int = 12) -> list[OpenedSource]:
    """Open sources: which outlets quote them, in which documents, with what words.

    Args:
        library: the corpus's tables.
        ids: source ids.
        most: statements shown of one source.

    Returns:
        The sources that the corpus holds, in the order of `ids`.
    """
    sources = {source.id: source for source in library.rows(Source, "id", set(ids))}
    statements = group_rows(library.rows(Statement, "source_id", set(ids)), "source_id")
    documents = library.documents({key for source in sources.values() for key in source.documents})
    decisions = decisions_on(library)
    opened = []
    for key in ids:
        if key not in sources:
            continue
        said = sorted(statements.get(key, []), key=lambda item: (item.document_id, item.begin, item.id))
        quoting = [documents[item] for item in sources[key].documents if item in documents]
        counts = Counter(outlet_of(document) for document in quoting)
        opened.append(
            OpenedSource(
                source=sources[key],
                outlets=tuple(sorted(counts.items(), key=lambda row: (-row[1], row[0]))),
                documents=tuple(quoting),
                statements=tuple(said[:most]),
                left_out=max(0, len(said) - most),
                decisions=decisions.get(key, ()),
            )
        )
    return opened
