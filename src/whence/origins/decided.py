"""Arrows between documents of which a person said that one had it from the other."""

from collections import defaultdict
from collections.abc import Sequence

from whence.origins.copying import likest
from whence.origins.draft import Draft
from whence.origins.library import COPYING, Library
from whence.origins.probabilities import situation
from whence.records import Statement

_HAD = COPYING | {"cites"}
_OF_SPEAKERS = frozenset(("same-source", "attribution", "channel"))


def draw_decided(members: Sequence[Statement], library: Library) -> list[Draft]:
    """Draw an arrow for each statement of a document that a person said was had from another.

    Args:
        members: a claim's statements.
        library: the story.

    Returns:
        Drafts from each statement of the later document to the likest of the earlier one.
    """
    if not library.decided:
        return []
    pages: dict[str, list[Statement]] = defaultdict(list)
    for member in members:
        pages[member.document_id].append(member)
    drafts = []
    for page in sorted(pages):
        for edge in sorted(library.decided.get(page, ()), key=lambda edge: edge.id):
            if edge.kind not in _HAD or edge.earlier_id not in pages:
                continue
            said = next(e.words for e in edge.evidence if e.kind == "decision")
            for statement in pages[page]:
                earlier = likest(statement, pages[edge.earlier_id])
                drafts.append(Draft("copy-decided", statement.id, "statement", earlier.id, said))
    return drafts


def drop_parted(drafts: Sequence[Draft], library: Library) -> list[Draft]:
    """Leave out the arrows that join two sources of which a person said that they are not one.

    Args:
        drafts: of one claim.
        library: the story.
    """
    if not library.apart:
        return list(drafts)
    return [draft for draft in drafts if not _is_parted(draft, library)]


def _is_parted(draft: Draft, library: Library) -> bool:
    if situation(draft.situation).kind not in _OF_SPEAKERS or draft.to_kind == "outside":
        return False
    own = library.statements[draft.from_statement].source_id or ""
    other = draft.to if draft.to_kind == "source" else library.statements[draft.to].source_id or ""
    return (min(own, other), max(own, other)) in library.apart
