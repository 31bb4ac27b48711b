"""Decisions about claims: which statements must meet in one claim, and which must not."""

from collections.abc import Iterable, Sequence

from whence.decisions.bounds import Bounds
from whence.decisions.rulings import Ruling, StatementFinder, newest_first
from whence.records import Statement


def bound_claims(rulings: Iterable[Ruling], statements: Sequence[Statement]) -> Bounds:
    """Give what the grouping of statements must keep to.

    A merge, or a claim accepted, puts its statements together; a split keeps the sides apart, and a claim
    rejected all of its statements. A statement that no decision names goes where it is likest.

    Args:
        rulings: all decisions.
        statements: all statements, as they are now.
    """
    chosen = newest_first(rulings, "claim")
    bounds = Bounds()
    if not chosen:
        return bounds
    finder = StatementFinder(statements, chosen)
    for ruling in chosen:
        sides = [finder.find_all(side) for side in ruling.matter.sides]
        if len(sides) == 1:
            bounds.together(sides[0])
        else:
            bounds.apart(sides)
    return bounds
