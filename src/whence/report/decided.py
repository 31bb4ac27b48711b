"""What people decided, by what it shapes."""

from whence.records import Decision
from whence.report.library import Library

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
