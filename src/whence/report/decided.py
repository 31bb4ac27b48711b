"""What people decided, by what it shapes."""

from collections.abc import Mapping, Sequence

from whence.records import Decision, Document, Statement
from whence.report.library import Library
from whence.report.views import OpenedDecision
from whence.report.words import one_line

_STATES = {"applied": 0, "overruled": 1, "gone": 2}


def decisions_on(library: Library) -> dict[str, tuple[Decision, ...]]:
    """Give the decisions that shape each edge, claim and source, and those about each document's edges."""
    found: dict[str, list[Decision]] = {}
    for decision in library.all(Decision):
        if decision.state != "applied":
            continue
        shaped = set(decision.applies_to)
        if decision.subject == "edge":
            shaped.update(decision.documents)
        for key in shaped:
            found.setdefault(key, []).append(decision)
    return {key: tuple(rows) for key, rows in found.items()}


def rank_decisions(library: Library) -> list[Decision]:
    """Order all decisions: those that apply first, then by what they are about."""
    rows = library.all(Decision)
    return sorted(rows, key=lambda row: (_STATES[row.state], row.subject, row.verb, row.id))


def open_decisions(library: Library, decisions: Sequence[Decision], most: int = 4) -> list[OpenedDecision]:
    """Open decisions down to what they are about.

    Args:
        library: the corpus's tables.
        decisions: in the order in which they are wanted.
        most: documents, wordings or names given of one decision.
    """
    wanted = {key for decision in decisions for key in decision.statements}
    statements = {item.id: item for item in library.rows(Statement, "id", wanted)}
    documents = library.documents({key for decision in decisions for key in decision.documents})
    return [_open_decision(decision, statements, documents, most) for decision in decisions]


def _open_decision(
    decision: Decision, statements: Mapping[str, Statement], documents: Mapping[str, Document], most: int
) -> OpenedDecision:
    # Equal wordings are one to the reader, whoever has them.
    said = dict.fromkeys(one_line(statements[key].text) for key in decision.statements if key in statements)
    pages = [(key, documents.get(key)) for key in decision.documents] if decision.subject == "edge" else []
    names = [*dict.fromkeys(map(one_line, decision.names))]
    return OpenedDecision(
        decision=decision,
        documents=tuple(pages[:most]),
        wordings=tuple(said)[:most],
        names=tuple(names[:most]),
        left_out=sum(max(0, len(rows) - most) for rows in (pages, said, names)),
    )
