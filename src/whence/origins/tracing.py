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
        done.append(_counted(claim, own, drawn, withdrawn, bool(cycles), settings))
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
    loop: bool,
    settings: OriginSettings,
) -> Claim:
    supporting = [s.id for s in own if s.id not in withdrawn]
    if len(supporting) <= 1:
        low = best = high = len(supporting)
    else:
        low, best, high = (
            count_origins(supporting, arrows, threshold)
            for threshold in (settings.low, settings.best, settings.high)
        )
    return replace(
        claim,
        origins_low=low,
        origins_best=best,
        origins_high=high,
        loop=loop,
    )
