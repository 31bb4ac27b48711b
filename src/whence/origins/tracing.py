"""Claims -> arrows, origins, mutations and loops."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from whence.origins.arrows import draw_arrows
from whence.origins.corrections import find_corrected, find_kept
from whence.origins.count import count_origins
from whence.origins.denials import find_turned
from whence.origins.library import Library
from whence.origins.loops import find_loops
from whence.origins.mutation import find_mutations
from whence.origins.story import OriginTables, Story
from whence.origins.terminals import describe_origins
from whence.records import Arrow, Claim, Loop, Mutation, Origin, Statement
from whence.settings import OriginSettings


def trace_origins(story: Story, settings: OriginSettings) -> OriginTables:
    """Trace every claim back to its origins.

    Args:
        story: what the corpus knows; the order of its lists means nothing.
        settings: the probabilities at which arrows merge.

    Returns:
        Claims with their counts, the arrows, the origins of the likeliest count, mutations, loops and
        corrections, each sorted. Fewest <= likeliest <= most, always.
    """
    library = Library(story)
    members = _members_of(story, library)
    claims = sorted(story.claims, key=lambda claim: claim.id)
    corrected = find_corrected(claims, members, library)
    withdrawn = frozenset(corrected)
    corrections = dict(corrected)
    done: list[Claim] = []
    arrows: list[Arrow] = []
    origins: list[Origin] = []
    mutations: list[Mutation] = list(find_turned(claims, library))
    loops: list[Loop] = []
    for claim in claims:
        own = members.get(claim.id, [])
        drawn = draw_arrows(claim.id, own, corrected, library)
        cycles = find_loops(claim.id, own, drawn, library, settings.best) if len(own) > 1 else []
        found = describe_origins(claim.id, own, drawn, withdrawn, library, settings.best)
        counted = _counted(claim, own, drawn, withdrawn, library, settings)
        done.append(replace(counted, loop=bool(cycles)))
        arrows += drawn
        origins += found
        loops += cycles
        if len(own) > 1:
            mutations += find_mutations(drawn, {s.id: s for s in own}, library, settings.best)
            corrections |= find_kept(own, drawn, corrected, library, settings.best)
    mutations.sort(key=lambda m: (m.claim_id, m.from_statement, m.to_statement, m.kind, m.before, m.after))
    return OriginTables(done, arrows, origins, mutations, loops, dict(sorted(corrections.items())))


def _members_of(story: Story, library: Library) -> dict[str, list[Statement]]:
    members: dict[str, list[Statement]] = defaultdict(list)
    for statement in story.statements:
        if statement.claim_id is not None:
            members[statement.claim_id].append(statement)
    for own in members.values():
        if len(own) > 1:
            own.sort(key=library.order)
    return members


def _counted(
    claim: Claim,
    own: Sequence[Statement],
    arrows: Sequence[Arrow],
    withdrawn: frozenset[str],
    library: Library,
    settings: OriginSettings,
) -> Claim:
    low, best, high = _range(own, arrows, withdrawn, settings)
    claim = replace(claim, origins_low=low, origins_best=best, origins_high=high)
    off_wire = [s for s in own if s.document_id not in library.wire] if library.wire else own
    if len(off_wire) < len(own):
        low, best, high = _range(off_wire, arrows, withdrawn, settings)
    pages = {s.document_id: library.document(s) for s in off_wire}.values()
    return replace(
        claim,
        documents_off_wire=len(pages),
        outlets_off_wire=len({page.outlet or page.id for page in pages}),
        publishers_off_wire=len({page.publisher or page.outlet or page.id for page in pages}),
        origins_low_off_wire=low,
        origins_best_off_wire=best,
        origins_high_off_wire=high,
    )


def _range(
    own: Sequence[Statement],
    arrows: Sequence[Arrow],
    withdrawn: frozenset[str],
    settings: OriginSettings,
) -> tuple[int, int, int]:
    """Count the origins of some of a claim's statements; what was left out still joins the others."""
    supporting = [s.id for s in own if s.id not in withdrawn]
    if len(supporting) <= 1:
        return len(supporting), len(supporting), len(supporting)
    low, best, high = (
        count_origins(supporting, arrows, threshold)
        for threshold in (settings.low, settings.best, settings.high)
    )
    return low, best, high
