"""Outlets that cite each other, or themselves through another, for the same claim."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from whence.origins.graph import shortest_cycle, strong_components
from whence.origins.library import Library
from whence.records import Arrow, Loop, Statement

CITING = frozenset(("attribution", "credit", "link", "channel"))
"""Kinds of arrow by which a page itself says where it had a statement from."""


def find_loops(
    claim_id: str, members: Sequence[Statement], arrows: Sequence[Arrow], library: Library, threshold: float
) -> list[Loop]:
    """Find the cycles of citation between the outlets of one claim.

    Args:
        claim_id: the claim.
        members: its statements, in the order of time.
        arrows: of the claim.
        library: the story.
        threshold: least probability of an arrow that counts.

    Returns:
        One loop for each group of outlets that all lead to each other, the documents and words in the order
        of a shortest cycle that begins with the smallest document id.
    """
    by_id = {member.id: member for member in members}
    onward = _citations(by_id, arrows, library, threshold)
    outlets = sorted(onward)
    loops = [_write(claim_id, component, onward, by_id) for component in strong_components(outlets, onward)]
    return sorted(loops, key=lambda loop: (loop.claim_id, loop.documents))


def cite_each_other(
    members: Sequence[Statement], arrows: Iterable[Arrow], library: Library, threshold: float
) -> bool:
    """Say whether the outlets of some statements cite each other in a cycle, among these statements alone.

    Args:
        members: some statements of one claim.
        arrows: of the claim.
        library: the story.
        threshold: least probability of an arrow that counts.
    """
    onward = _citations({member.id: member for member in members}, arrows, library, threshold)
    return bool(strong_components(sorted(onward), onward))


def _citations(
    by_id: Mapping[str, Statement], arrows: Iterable[Arrow], library: Library, threshold: float
) -> dict[str, dict[str, list[Arrow]]]:
    """Give, by the citing outlet and the cited one, the arrows between some statements that cite."""
    onward: dict[str, dict[str, list[Arrow]]] = defaultdict(lambda: defaultdict(list))
    for arrow in arrows:
        if arrow.to_kind != "statement" or arrow.kind not in CITING or arrow.probability < threshold:
            continue
        if arrow.from_statement not in by_id or arrow.to not in by_id:
            continue
        here, there = library.outlet(by_id[arrow.from_statement]), library.outlet(by_id[arrow.to])
        if here != there:
            onward[here][there].append(arrow)
    return onward


def _write(
    claim_id: str,
    component: Sequence[str],
    onward: dict[str, dict[str, list[Arrow]]],
    by_id: Mapping[str, Statement],
) -> Loop:
    cycle = shortest_cycle(component, onward)
    steps = []
    for here, there in zip(cycle, cycle[1:] + cycle[:1], strict=True):
        arrow = min(onward[here][there], key=lambda a: (-a.probability, a.id))
        steps.append((by_id[arrow.from_statement].document_id, arrow.words))
    first = min(range(len(steps)), key=lambda place: steps[place])
    steps = steps[first:] + steps[:first]
    return Loop(
        claim_id=claim_id, documents=tuple(step[0] for step in steps), words=tuple(step[1] for step in steps)
    )
