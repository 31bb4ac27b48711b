"""Statements that say which page or outlet they have their content from."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from whence.claims.keys import chunks_of
from whence.records import Credit, Document, Statement
from whence.rows import StatementRows

# A credit's words are short; one that begins further before a statement is not about it.
_BEFORE = 200
# Pages of one outlet that a credit by name may mean; one that publishes more at a time is not looked through.
_PAGES = 40
_DAYS = 5
_PLACED = ("field", "source_begin", "source_end", "cue_begin", "cue_end")  # what a statement's extent is from


def find_cited(
    documents: Sequence[Document], statements: StatementRows, credits: Sequence[Credit]
) -> list[tuple[int, str]]:
    """Find the statements within whose words another page is credited or linked.

    Args:
        documents: all documents.
        statements: all statements, by whose places they are numbered.
        credits: explicit words of provenance; only attributions and links with a place in the text count.

    Returns:
        (statement number, id of the cited document) in sorted order; where only an outlet is named, its
        pages of the days before and after.
    """
    by_id = {document.id: document for document in documents}
    pages = _pages_by_outlet(documents)
    local: dict[tuple[str, str], list[Credit]] = defaultdict(list)
    for credit in credits:
        if credit.kind in ("attribution", "link") and credit.begin is not None and credit.field is not None:
            local[credit.document_id, credit.field].append(credit)
    found: set[tuple[int, str]] = set()
    crediting = {page for page, _ in local}
    held = np.array([page in crediting for page in statements.documents], np.bool_)
    cued = statements.table.column("cue_begin").is_valid().to_numpy()
    asked = np.flatnonzero(held[statements.owners] & cued)
    for first, last in chunks_of(len(asked)):
        places = asked[first:last].tolist()
        for place, statement in zip(places, statements.at(places, _PLACED), strict=True):
            document_id = statement.document_id
            for credit in local.get((document_id, statement.field), ()):
                if not _beside(credit, statement):
                    continue
                if credit.target_document_id is not None:
                    found.add((place, credit.target_document_id))
                elif credit.kind == "attribution":
                    found.update((place, page) for page in _near(by_id[document_id], credit, pages))
    return sorted(
        (place, page) for place, page in found if page != statements.documents[int(statements.owners[place])]
    )


def _beside(credit: Credit, statement: Statement) -> bool:
    """Say whether a credit stands within a statement that has a cue, with its source and cue."""
    begin, end = statement.begin, statement.end
    for left, right in (
        (statement.source_begin, statement.source_end),
        (statement.cue_begin, statement.cue_end),
    ):
        if left is not None and right is not None and begin - _BEFORE <= left and right <= end + _BEFORE:
            begin, end = min(begin, left), max(end, right)
    assert credit.begin is not None
    # "told Radio Corva": the outlet may be named right behind the cue.
    return begin - 2 <= credit.begin <= end + 30


def _pages_by_outlet(documents: Sequence[Document]) -> dict[str, list[Document]]:
    pages: dict[str, list[Document]] = defaultdict(list)
    for document in sorted(documents, key=lambda d: d.id):
        if document.outlet:
            pages[document.outlet].append(document)
    return pages


def _near(document: Document, credit: Credit, pages: dict[str, list[Document]]) -> list[str]:
    moment = document.published_latest or document.published_earliest
    near = []
    for page in pages.get(credit.target, ()):
        other = page.published_earliest or page.published_latest
        if moment is None or other is None or abs((moment - other).days) <= _DAYS:
            near.append(page.id)
    return near if len(near) <= _PAGES else []
