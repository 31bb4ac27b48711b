"""Arrows shown by reused words, and by versions of one page."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from whence.claims import Aligned
from whence.origins.draft import Draft
from whence.origins.library import Library
from whence.records import Edge, Statement

# Share of equal words from which a sentence counts as the same words; below it, it is reworded.
_VERBATIM = 0.85
# Words below which even equal sentences may be chance.
_SHORT = 6


def draw_copies(claim_id: str, members: Sequence[Statement], library: Library) -> list[Draft]:
    """Draw an arrow for every pair of statements that a passage shows to be the same words.

    A page that has a nearer parent for the statement gets no arrow to a farther one.

    Args:
        claim_id: the claim.
        members: its statements.
        library: the story.

    Returns:
        Drafts from the later statement to the earlier; without a known order, to the one whose page comes
        first by id.
    """
    inside = {member.id: member for member in members}
    pairs = [
        (inside[a.left_id], inside[a.right_id], a)
        for a in library.aligned.get(claim_id, ())
        if a.left_id in inside and a.right_id in inside
    ]
    near: list[Draft] = []
    far: list[Draft] = []
    for left, right, aligned in pairs:
        edge = library.edge(left.document_id, right.document_id)
        draft = _copy(left, right, aligned, edge, library)
        (far if draft.situation in ("copy-indirect", "copy-unjudged") else near).append(draft)
    explained = {draft.from_statement for draft in near}
    return near + [draft for draft in far if draft.from_statement not in explained]


def _copy(left: Statement, right: Statement, aligned: Aligned, edge: Edge | None, library: Library) -> Draft:
    later, earlier = right, left
    if edge is not None:
        if left.document_id == edge.later_id:
            later, earlier = left, right
    elif library.order(left) > library.order(right):
        later, earlier = left, right
    name = _situation(edge, aligned, len(aligned_words(left)))
    words = f"“{library.words(later)}” ← “{library.words(earlier)}”"
    return Draft(name, later.id, "statement", earlier.id, words, passage_id=aligned.passage_id)


def aligned_words(statement: Statement) -> list[str]:
    """Give a statement's words, roughly, for counting."""
    return statement.text.split()


def _situation(edge: Edge | None, aligned: Aligned, words: int) -> str:
    if edge is None:
        return "copy-unjudged"
    verbatim = aligned.alike >= _VERBATIM and words >= _SHORT
    if edge.kind == "updated":
        return "version"
    if edge.kind == "common-source":
        return "common-text"
    if edge.kind == "undetermined":
        return "copy-unsure"
    if edge.credited and edge.direction == "determined" and edge.direct:
        return "copy-credited"
    if not edge.direct:
        return "copy-indirect"
    if not verbatim:
        return "copy-reworded"
    return "copy-verbatim" if edge.direction == "determined" else "copy-undirected"


def draw_versions(members: Sequence[Statement], library: Library) -> list[Draft]:
    """Draw arrows between the versions of one page.

    Args:
        members: a claim's statements, in the order of time.
        library: the story.

    Returns:
        Drafts from each version's statement to the likest one of the version before.
    """
    pages: dict[str, dict[str, list[Statement]]] = defaultdict(dict)
    for member in members:
        pages[library.version_root(member)].setdefault(member.document_id, []).append(member)
    drafts = []
    for _, versions in sorted(pages.items()):
        ordered = sorted(versions.values(), key=lambda own: library.order(own[0]))
        for before, after in pairwise(ordered):
            for statement in after:
                earlier = likest(statement, before)
                drafts.append(
                    Draft(
                        "version",
                        statement.id,
                        "statement",
                        earlier.id,
                        _version_words(statement, earlier, library),
                    )
                )
    return drafts


def _version_words(later: Statement, earlier: Statement, library: Library) -> str:
    return f"“{library.words(later)}” ← “{library.words(earlier)}”, another version of the page"


def likest(statement: Statement, others: Sequence[Statement]) -> Statement:
    """Give the statement that shares most words with one, the smallest id on ties."""
    own = Counter(statement.text.casefold().split())

    def rank(other: Statement) -> tuple[bool, float, str]:
        words = Counter(other.text.casefold().split())
        total = own.total() + words.total()
        alike = 2 * (own & words).total() / total if total else 0.0
        return (other.field != statement.field, -alike, other.id)

    return min(others, key=rank)
