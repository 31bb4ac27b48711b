"""Within one claim, who had it from whom, with the words that show it."""

from collections.abc import Iterator, Mapping, Sequence

from whence.identity import content_id
from whence.origins.citing import draw_attributions, draw_credits, draw_links
from whence.origins.copying import draw_copies, draw_corrections, draw_versions, drop_farther
from whence.origins.decided import draw_decided, drop_parted
from whence.origins.draft import Draft
from whence.origins.library import Library
from whence.origins.probabilities import situation
from whence.origins.voices import draw_voices
from whence.records import Arrow, Statement


def draw_arrows(
    claim_id: str, members: Sequence[Statement], corrected: Mapping[str, str], library: Library
) -> list[Arrow]:
    """Draw the arrows of one claim.

    Args:
        claim_id: the claim.
        members: its statements, in the order of time.
        corrected: what took the place of each corrected statement.
        library: the story.

    Returns:
        Arrows by id; of several with the same ends and kind only the surest.
    """
    drafts: list[Draft] = []
    for member in members:
        drafts += draw_attributions(member, members, library)
        drafts += draw_credits(member, members, library)
        drafts += draw_links(member, members, library)
    if len(members) > 1:
        drafts = drop_farther(drafts + draw_copies(claim_id, members, library))
        drafts += draw_versions(members, library)
        drafts += draw_corrections(members, corrected, library)
        drafts += draw_decided(members, library)
        drafts += draw_voices(members, drafts, library)
    return _write(claim_id, drop_parted(drafts, library))


def _write(claim_id: str, drafts: Sequence[Draft]) -> list[Arrow]:
    surest: dict[tuple[str, str, str, str], Arrow] = {}
    for draft in drafts:
        drawn = situation(draft.situation)
        ends = (draft.from_statement, draft.to_kind, draft.to, drawn.kind)
        arrow = Arrow(
            claim_id=claim_id,
            id=content_id("w", claim_id, *ends),
            from_statement=draft.from_statement,
            to=draft.to,
            to_kind=draft.to_kind,
            kind=drawn.kind,
            probability=drawn.probability,
            passage_id=draft.passage_id,
            credit_id=draft.credit_id,
            words=draft.words,
        )
        known = surest.get(ends)
        if known is None or _rank(arrow) < _rank(known):
            surest[ends] = arrow
    return sorted(_said_once(surest), key=lambda arrow: arrow.id)


def _said_once(drawn: Mapping[tuple[str, str, str, str], Arrow]) -> Iterator[Arrow]:
    """Leave out what only repeats, the other way round, that two statements have one source."""
    for (here, to_kind, there, kind), arrow in drawn.items():
        back = drawn.get((there, to_kind, here, kind)) if kind == "same-source" else None
        if back is None or (_rank(arrow), arrow.id) < (_rank(back), back.id):
            yield arrow


def _rank(arrow: Arrow) -> tuple[float, str, str, str]:
    return (-arrow.probability, arrow.passage_id or "", arrow.credit_id or "", arrow.words)
