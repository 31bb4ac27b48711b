"""How many origins: the classes that a claim's statements fall into when arrows merge.

The definition. A claim's statements, the sources they name and the parties outside the corpus are points.
Each arrow joins two points: whoever had it from the other, they are not independent. At a threshold, the
arrows of at least that probability merge the points they join, and those merges add up to classes. Every
class with at least one supporting statement is one origin; a denial is in another claim, and a withdrawn
statement joins others but supports nothing. Statements between are not origins: one copied from A that
attributes to S lies in S's class, with A, and counts once.

So arrows only ever merge: a lower threshold never gives more origins, and taking an arrow away never gives
fewer. Every point is in one class, whatever the order of the arrows.
"""

from collections.abc import Collection, Iterable

from whence.origins.graph import Classes
from whence.records import Arrow

Point = tuple[str, str]
"""("statement", id), ("source", id) or ("outside", name)."""


def point_of(arrow: Arrow) -> Point:
    """Give the point that an arrow leads to."""
    return (arrow.to_kind, arrow.to)


def merge(arrows: Iterable[Arrow], threshold: float) -> Classes[Point]:
    """Merge points along the arrows of at least a probability.

    Args:
        arrows: of one claim.
        threshold: least probability, 0 to 1.

    Returns:
        The classes; a point that no arrow touches is a class of its own.
    """
    classes: Classes[Point] = Classes()
    for arrow in arrows:
        if arrow.probability >= threshold:
            classes.unite(("statement", arrow.from_statement), point_of(arrow))
    return classes


def count_origins(supporting: Collection[str], arrows: Iterable[Arrow], threshold: float) -> int:
    """Count the classes that hold a supporting statement.

    Args:
        supporting: ids of the statements that support the claim.
        arrows: of the claim.
        threshold: least probability at which an arrow merges, 0 to 1.

    Returns:
        The number of origins at that threshold.
    """
    classes = merge(arrows, threshold)
    return len({classes.find(("statement", statement)) for statement in supporting})
