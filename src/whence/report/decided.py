"""What people decided, by what it shapes."""

from collections.abc import Mapping, Sequence

from whence.decisions import Ruling
from whence.records import Claim, Decision, Document, Edge, Source, Statement
from whence.report.library import Library
from whence.report.views import OpenedDecision, OpenedRuling
from whence.report.words import edge_sentence, one_line

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


def open_ruling(library: Library, ruling: Ruling) -> OpenedRuling:
    """Open one decision, also one that was taken back or not traced yet.

    Args:
        library: the corpus's tables.
        ruling: the decision as the catalogue keeps it.
    """
    matter = ruling.matter
    derived = None if ruling.undone else library.one(Decision, ruling.id)
    wanted = {*matter.documents, *(place.document_id for side in matter.sides for place in side)}
    documents = library.documents(wanted)
    state = "undone" if ruling.undone else derived.state if derived else "not traced yet"
    return OpenedRuling(
        id=ruling.id,
        verb=ruling.verb,
        subject=matter.subject,
        reason=ruling.reason,
        made=ruling.made,
        who=ruling.who,
        undone=ruling.undone,
        state=state,
        documents=tuple((key, documents.get(key)) for key in matter.documents),
        sides=tuple(
            tuple((place.text, place.document_id, documents.get(place.document_id)) for place in side)
            for side in matter.sides
        ),
        names=tuple((name.name, name.documents if name.part else ()) for name in matter.names),
        shapes=_shaped(library, derived) if derived else (),
    )


def _shaped(library: Library, decision: Decision) -> tuple[tuple[str, str], ...]:
    """Give what a decision shapes, each with words for it."""
    keys = decision.applies_to
    said = {claim.id: claim.text for claim in library.rows(Claim, "id", keys)}
    said |= {source.id: source.name for source in library.rows(Source, "id", keys)}
    edges = library.rows(Edge, "id", keys)
    ends = library.documents({key for edge in edges for key in (edge.earlier_id, edge.later_id)})
    for edge in edges:
        who, how, whom = edge_sentence(edge, ends.get(edge.earlier_id), ends.get(edge.later_id))
        said[edge.id] = " ".join(filter(None, (who, how, whom)))
    return tuple((key, said.get(key, "")) for key in keys)
