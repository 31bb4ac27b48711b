"""Sources across documents."""

from dataclasses import replace

from whence.identity import content_id
from whence.records import Document, Source, Statement


def reconcile_sources(
    documents: list[Document], statements: list[Statement]
) -> tuple[list[Source], list[Statement]]:
    """Give each statement the source that it shares with statements of other documents.

    Args:
        documents: the corpus.
        statements: their statements.

    Returns:
        Sources in the order of their ids, and the statements with `source_id` filled.
    """
    del documents
    rows: dict[str, tuple[Statement, set[str]]] = {}
    filled: list[Statement] = []
    for statement in statements:
        if statement.source is None:
            filled.append(statement)
            continue
        scope = statement.document_id if statement.source_kind == "anonymous" else ""
        key = content_id("n", statement.source.lower().removeprefix("the "), scope)
        rows.setdefault(key, (statement, set()))[1].add(statement.document_id)
        filled.append(replace(statement, source_id=key))
    sources = [
        Source(id=key, name=first.source or "", kind=first.source_kind, documents=tuple(sorted(found)))
        for key, (first, found) in sorted(rows.items())
    ]
    return sources, filled
