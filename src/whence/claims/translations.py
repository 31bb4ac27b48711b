"""Statements of a translated page and what they translate, found by names and figures."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from whence.records import Credit, Document
from whence.rows import StatementRows

# Names and figures that a translation leaves as they are; one alone may be anything's.
_LEAST_MARKS = 2
_DAYS = 5
# Pages of one outlet among which a credit by name is looked for.
_PAGES = 40
_BESIDE = frozenset(("attribution", "link"))  # credits for the words beside them, not for the page
_MARK = re.compile(r"\d[\d.,]*|[^\W\d_][\w’'-]*")


def find_translated(
    documents: Sequence[Document], statements: StatementRows, credits: Sequence[Credit]
) -> list[tuple[int, int]]:
    """Pair the statements of pages that credit a page in another language with that page's.

    Words are not compared across languages; each pair shares more names and figures than either statement
    shares with any other of the two pages, and two at least.

    Args:
        documents: all documents.
        statements: all statements, by whose places they are numbered.
        credits: those for a whole page count, by the page's id or by its outlet's name.

    Returns:
        (statement number, number of the credited page's statement), sorted.
    """
    by_id = {document.id: document for document in documents}
    outlets: dict[str, list[Document]] = defaultdict(list)
    for document in documents:
        if document.outlet:
            outlets[document.outlet.casefold()].append(document)
    wanted = {
        (credit.document_id, page)
        for credit in credits
        if credit.kind not in _BESIDE and credit.document_id in by_id
        for page in _credited(credit, by_id, outlets)
    }
    if not wanted:
        return []
    own: dict[str, list[int]] = defaultdict(list)
    marks: dict[int, frozenset[str]] = {}
    negated: dict[int, bool] = {}
    pages = {page for pair in wanted for page in pair}
    for page in sorted(pages):
        there = statements.of_document(page)
        first = statements.first_of(page) if there else 0
        for place, one in enumerate(there, first):
            if one.field == "text":
                own[page].append(place)
                marks[place], negated[place] = _marks(one.text), one.negated
    found: set[tuple[int, int]] = set()
    credited: dict[str, list[int]] = defaultdict(list)
    for document_id, page in sorted(wanted):
        credited[document_id] += own[page]
    for document_id, theirs in sorted(credited.items()):
        found.update(_pairs(own[document_id], theirs, marks))
    return sorted((a, b) for a, b in found if negated[a] == negated[b])


def _credited(
    credit: Credit, by_id: Mapping[str, Document], outlets: Mapping[str, Sequence[Document]]
) -> list[str]:
    """Give the pages in another language that a credit may mean."""
    here = by_id[credit.document_id]
    if credit.target_document_id is not None:
        target = by_id.get(credit.target_document_id)
        return [target.id] if target is not None and _foreign(here, target) else []
    pages = [
        page
        for page in outlets.get(credit.target.casefold(), ())
        if _foreign(here, page) and _near(here, page)
    ]
    return [page.id for page in pages] if len(pages) <= _PAGES else []


def _foreign(one: Document, other: Document) -> bool:
    return None not in (one.language, other.language) and one.language != other.language


def _near(later: Document, earlier: Document) -> bool:
    moment = later.published_latest or later.published_earliest
    other = earlier.published_earliest or earlier.published_latest
    if moment is None or other is None:
        return True
    return abs((moment.replace(tzinfo=None) - other.replace(tzinfo=None)).days) <= _DAYS


def _marks(text: str) -> frozenset[str]:
    words = (
        word.casefold().strip(".,") for word in _MARK.findall(text) if word[0].isdigit() or word[0].isupper()
    )
    return frozenset(word for word in words if len(word) > 1)


def _pairs(
    own: Sequence[int], theirs: Sequence[int], marks: Mapping[int, frozenset[str]]
) -> set[tuple[int, int]]:
    onward = {place: _best(place, theirs, marks) for place in own}
    back = {place: _best(place, own, marks) for place in theirs}
    return {(a, b) for a, b in onward.items() if b is not None and back[b] == a}


def _best(place: int, others: Sequence[int], marks: Mapping[int, frozenset[str]]) -> int | None:
    """Give the one statement that shares most with another; None if there is none, or two."""
    ranked = sorted((-len(marks[place] & marks[other]), other) for other in others)
    if not ranked or -ranked[0][0] < _LEAST_MARKS:
        return None
    return ranked[0][1] if len(ranked) == 1 or ranked[1][0] > ranked[0][0] else None
