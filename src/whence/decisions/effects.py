"""What became of each decision: what it applies to now, or that its object is gone or a newer one counts."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from whence.decisions.edges import rule_by_pair
from whence.decisions.names import resolved_names
from whence.decisions.rulings import Ruling, SourceFinder, StatementFinder
from whence.records import Decision, DecisionState, Document, Edge, Source, Statement


def describe_rulings(
    rulings: Sequence[Ruling],
    documents: Collection[Document],
    edges: Iterable[Edge],
    statements: Sequence[Statement],
    sources: Sequence[Source],
    standing_for: Mapping[str, str],
) -> list[Decision]:
    """Say what each decision that stands applies to now.

    Args:
        rulings: all decisions.
        documents: every document.
        edges: after decisions.
        statements: with their claims, after decisions.
        sources: before decisions.
        standing_for: the id that a source, or a part of one, has after decisions.

    Returns:
        One row for each decision, by id, without times: they belong to the catalogue.
    """
    standing = [ruling for ruling in rulings if ruling.undone is None]
    known = {document.id for document in documents}
    joined = {(min(e.earlier_id, e.later_id), max(e.earlier_id, e.later_id)): e.id for e in edges}
    counted = rule_by_pair(standing)
    finder = StatementFinder(statements, standing)
    by_name = SourceFinder(sources, standing)
    claim_of = {statement.id: statement.claim_id or "" for statement in statements}
    rows = []
    for ruling in standing:
        if ruling.matter.subject == "edge":
            state, found = _edge_state(ruling, known, joined, counted)
        elif ruling.matter.subject == "claim":
            state, found = _claim_state(ruling, finder, claim_of)
        else:
            state, found = _source_state(ruling, by_name, standing_for)
        rows.append(_row(ruling, state, found))
    return sorted(rows, key=lambda row: row.id)


def _row(ruling: Ruling, state: DecisionState, found: Iterable[str]) -> Decision:
    matter = ruling.matter
    places = [place for side in matter.sides for place in side]
    documents = (
        matter.documents
        if matter.subject == "edge"
        else tuple(sorted({place.document_id for place in places} | _parted_in(ruling)))
    )
    return Decision(
        id=ruling.id,
        verb=ruling.verb,
        subject=matter.subject,
        reason=ruling.reason,
        documents=documents,
        statements=tuple(place.id for place in places),
        names=tuple(name.name for name in matter.names),
        state=state,
        applies_to=tuple(sorted(set(found) - {""})),
    )


def _parted_in(ruling: Ruling) -> set[str]:
    return {document for name in ruling.matter.names if name.part for document in name.documents}


def _edge_state(
    ruling: Ruling,
    known: Collection[str],
    joined: Mapping[tuple[str, str], str],
    counted: Mapping[tuple[str, str], Ruling],
) -> tuple[DecisionState, list[str]]:
    left, right = sorted(ruling.matter.documents)
    if left not in known or right not in known:
        return "gone", []
    if counted[left, right].number != ruling.number:
        return "overruled", []
    edge = joined.get((left, right))
    if ruling.verb == "accept" and edge is None:
        return "gone", []
    return "applied", [edge] if edge is not None else []


def _claim_state(
    ruling: Ruling, finder: StatementFinder, claim_of: Mapping[str, str]
) -> tuple[DecisionState, list[str]]:
    sides = [finder.find_all(side) for side in ruling.matter.sides]
    claims = [{claim_of.get(key, "") for key in side} for side in sides]
    every = sorted({claim for side in claims for claim in side})
    if len(sides) == 1:
        if len(sides[0]) < min(2, len(ruling.matter.sides[0])):
            return "gone", every
        return ("applied" if len(every) == 1 else "overruled"), every
    if sum(bool(side) for side in sides) < 2:
        return "gone", every
    crossed = sum(len(side) for side in claims) > len(every)
    return ("overruled" if crossed else "applied"), every


def _source_state(
    ruling: Ruling,
    finder: SourceFinder,
    standing_for: Mapping[str, str],
) -> tuple[DecisionState, list[str]]:
    keys = resolved_names(ruling.matter, finder)
    now = {standing_for[key] for key in keys if key in standing_for}
    if len(keys) < 2:
        return "gone", sorted(now)
    wanted = 1 if ruling.verb == "same-source" else len(keys)
    return ("applied" if len(now) == wanted else "overruled"), sorted(now)
