"""Statements that a later version of their own page has replaced."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from whence.origins.copying import likest
from whence.origins.library import Library
from whence.origins.mutation import quantity_changed
from whence.records import Claim, Statement


def withdrawn_statements(
    claims: Sequence[Claim], members: Mapping[str, Sequence[Statement]], library: Library
) -> frozenset[str]:
    """Find the statements that a later version of the same page gives another figure for, or denies.

    They stop supporting their claim; the copies that kept the old wording still carry it and are found by
    their arrows to these statements.

    Args:
        claims: all claims.
        members: each claim's statements, in the order of time.
        library: the story.

    Returns:
        Ids of statements.
    """
    withdrawn: set[str] = set()
    for own in members.values():
        if len(own) > 1:
            withdrawn |= _replaced(own, own, library, by_figure=True)
    for claim in claims:
        if claim.denies is not None:
            withdrawn |= _replaced(members.get(claim.denies, ()), members[claim.id], library, by_figure=False)
    return frozenset(withdrawn)


def _replaced(
    old: Sequence[Statement], new: Sequence[Statement], library: Library, *, by_figure: bool
) -> set[str]:
    """Give the statements of `old` that those of `new` in a later version of the page replace."""
    versions: dict[str, list[Statement]] = defaultdict(list)
    for statement in new:
        versions[library.version_root(statement)].append(statement)
    replaced = set()
    for statement in old:
        later = [
            other
            for other in versions.get(library.version_root(statement), ())
            if other.document_id != statement.document_id
            and library.version_order(other) > library.version_order(statement)
        ]
        if not later:
            continue
        last = max(library.version_order(other) for other in later)
        latest = likest(statement, [other for other in later if library.version_order(other) == last])
        if not by_figure or quantity_changed(statement, latest):
            replaced.add(statement.id)
    return replaced
