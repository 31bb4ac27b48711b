"""Arrows shown by reused words, and by versions of one page."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from whence.claims import Aligned
from whence.origins.draft import Draft
from whence.origins.library import Library
from whence.origins.naming import key_of
from whence.origins.reporting import named_finder, says_how, sentence_about
from whence.records import Edge, Statement

# Share of equal words from which a sentence of a copied text counts as the same words: a figure and a few
# words may have changed. In a rewritten text nearly all must be equal.
_VERBATIM = 0.75
_EXACT = 0.92
# Share of equal words, in whatever order, from which a sentence of a copied text may be a turned one.
_TURNED = 0.62
_WORD = re.compile(r"[^\W_]+")
_TEXT_TAKEN = frozenset(("republished", "excerpted", "rewritten"))
# Situations in which a page has a statement from the nearest page, those in which it has the very words from
# there, and those that such arrows leave nothing to explain.
_VERY_WORDS = frozenset(
    ("copy-credited", "copy-verbatim", "copy-undirected", "copy-turned", "credit-document")
)  # fmt: skip
_OTHER_WORDS = frozenset(("copy-reworded", "copy-retold", "copy-unsure", "common-text"))
_NEAR = _OTHER_WORDS | _VERY_WORDS | {"copy-renamed", "common-quote"}
_FAR = frozenset(("copy-indirect", "copy-unjudged"))
# Words below which even equal sentences may be chance.
_SHORT = 6
# Words from which an equal sentence is no stock phrase, though tracing found no copying.
_LONG = 12


def draw_copies(claim_id: str, members: Sequence[Statement], library: Library) -> list[Draft]:
    """Draw an arrow for every pair of statements that a passage shows to be the same words.

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
    pairs += _turned(members, pairs, library)
    drafts = []
    for left, right, aligned in pairs:
        edge = library.edge(left.document_id, right.document_id)
        draft = _copy(left, right, aligned, edge, library)
        if draft is not None and draft.situation == "copy-renamed":
            later, earlier = inside[draft.from_statement], inside[draft.to]
            if _is_accounted_for(later, earlier, members, library):
                draft = replace(draft, situation="copy-parted")
        if draft is not None:
            drafts.append(draft)
    return drafts


def _is_accounted_for(
    later: Statement, earlier: Statement, members: Sequence[Statement], library: Library
) -> bool:
    """Say whether another source beside equal words is more than another name put to them.

    It is where either page says in the sentence itself how it found it out, or names another outlet; where
    the earlier page quotes that source too, or the later one the other's; and where a third page quotes it
    that did not have it from the later one. A desk that words anew what two people say gives the one's words
    to the other.
    """
    here, there = library.outlet(later), library.outlet(earlier)
    if says_its_own_way(later, earlier, library) or says_its_own_way(earlier, later, library):
        return True
    for statement, other in ((later, there), (earlier, here)):
        named = library.names.outlet(statement.source)
        if named is not None and named not in (other, library.outlet(statement)):
            return True
    for member in members:
        if member.source_id is None or member.field == "title":
            continue
        if member.document_id == earlier.document_id and member.source_id == later.source_id:
            return True
        if member.document_id == later.document_id and member.source_id == earlier.source_id:
            return True
        if member.source_id == later.source_id and _may_be_before(member, later, library):
            return True
    return False


def says_its_own_way(statement: Statement, other: Statement, library: Library) -> bool:
    """Say whether a page tells in the sentence how it found it out, in words that the other page has not."""
    said = says_how(library.document(statement), statement)
    return said is not None and not _stands_in(said, other, library)


def _stands_in(said: str, statement: Statement, library: Library) -> bool:
    """Say whether a statement's sentence has some words too: they were copied with it."""
    return said.casefold() in sentence_about(library.document(statement), statement).casefold()


def _may_be_before(statement: Statement, later: Statement, library: Library) -> bool:
    """Say whether another page's statement was not taken from the later one's page."""
    if statement.document_id == later.document_id:
        return False
    edge = library.edge(statement.document_id, later.document_id)
    if edge is None or edge.kind not in _TEXT_TAKEN:
        return True
    return edge.direction == "determined" and edge.later_id == later.document_id


def drop_farther(drafts: Sequence[Draft]) -> list[Draft]:
    """Leave out the copying that nearer arrows explain.

    A statement that was taken from the nearest page came from no farther one; and one whose very words stand
    in a page that it was taken from, or that its page credits, was not taken in other words from another.

    Args:
        drafts: of one claim.

    Returns:
        The drafts that are left, in their order.
    """
    kept = {draft.from_statement for draft in drafts if draft.situation in _NEAR}
    said = {draft.from_statement for draft in drafts if draft.situation in _VERY_WORDS}
    return [
        draft
        for draft in drafts
        if not (draft.situation in _FAR and draft.from_statement in kept)
        and not (draft.situation in _OTHER_WORDS and draft.from_statement in said)
    ]


def _turned(
    members: Sequence[Statement], aligned: Sequence[tuple[Statement, Statement, Aligned]], library: Library
) -> list[tuple[Statement, Statement, Aligned]]:
    """Pair the sentences of two pages that are the same words in another order or place.

    Only where text was copied between the pages, and for sentences that no passage between them pairs: each
    with the likest of the other page, if it is likest in turn and not somebody else's word.
    """
    pages: dict[str, list[Statement]] = defaultdict(list)
    for member in members:
        if member.field == "text":
            pages[member.document_id].append(member)
    paired = {(one.id, other.document_id) for left, right, _ in aligned
              for one, other in ((left, right), (right, left))}  # fmt: skip
    found = []
    for one, other in combinations(sorted(pages), 2):
        edge = library.edge(one, other)
        if edge is None or edge.kind not in _TEXT_TAKEN:
            continue
        here = [member for member in pages[one] if (member.id, other) not in paired]
        there = [member for member in pages[other] if (member.id, one) not in paired]
        for left in here if there else ():
            right = likest(left, there)
            alike = share_of_words(left, right)
            if alike >= _TURNED and likest(right, here) is left and not two_speakers(left, right):
                found.append((left, right, Aligned("", left.id, right.id, alike)))
    return found


def two_speakers(left: Statement, right: Statement) -> bool:
    """Say whether two statements are each by somebody named, and not by the same one.

    "Police" of two pages are two sources as long as nothing says where; in one sentence they are one name.
    """
    if left.source_kind != "named" or right.source_kind != "named" or left.source_id == right.source_id:
        return False
    one, other = (set(key_of(statement.source or "").split()) for statement in (left, right))
    return not (one <= other or other <= one)


def _copy(
    left: Statement, right: Statement, aligned: Aligned, edge: Edge | None, library: Library
) -> Draft | None:
    later, earlier = right, left
    if edge is not None:
        if left.document_id == edge.later_id:
            later, earlier = left, right
    elif library.order(left) > library.order(right):
        later, earlier = left, right
    if edge is not None and edge.kind == "updated":
        return None  # versions are joined in their own order
    name = (
        _situation(edge, aligned, (later, earlier), library)
        if aligned.passage_id
        else _turned_round(aligned, later, earlier, library)
    )
    if name is None:
        return None
    words = f"“{library.words(later)}” ← “{library.words(earlier)}”"
    return Draft(name, later.id, "statement", earlier.id, words, passage_id=aligned.passage_id or None)


def _turned_round(aligned: Aligned, later: Statement, earlier: Statement, library: Library) -> str:
    words = min(len(later.text.split()), len(earlier.text.split()))
    if aligned.alike >= _EXACT and words >= _SHORT:
        return "copy-turned"
    return "copy-parted" if _found_apart(later, earlier, library) else "copy-retold"


def _situation(
    edge: Edge | None, aligned: Aligned, pair: tuple[Statement, Statement], library: Library
) -> str | None:
    later, earlier = pair
    words = min(len(later.text.split()), len(earlier.text.split()))
    if edge is None:
        # Tracing saw this passage and found no copying in it: a quotation, a notice, a stock phrase.
        return "copy-unjudged" if aligned.alike >= _EXACT and words >= _LONG else None
    if edge.kind in ("common-source", "undetermined"):
        if edge.kind == "common-source" and _one_utterance(later, earlier, aligned, words):
            return "common-quote"
        if _heard_apart(later, earlier, library):
            return "copy-parted"
        return "common-text" if edge.kind == "common-source" else "copy-unsure"
    # Who words it anew may leave a speaker out, but hardly puts another in his place.
    if aligned.alike < _EXACT and _found_apart(later, earlier, library):
        return "copy-parted"
    if _heard_apart(later, earlier, library):
        return "copy-renamed"
    return _taken(edge, aligned.alike, words) if edge.direct else "copy-indirect"


def _taken(edge: Edge, alike: float, words: int) -> str:
    """Name how a page that had its text from the other has this sentence."""
    if edge.credited and edge.direction == "determined":
        return "copy-credited"
    verbatim = alike >= (_EXACT if edge.kind == "rewritten" else _VERBATIM) and words >= _SHORT
    if not verbatim:
        return "copy-reworded"
    return "copy-verbatim" if edge.direction == "determined" else "copy-undirected"


def _heard_apart(left: Statement, right: Statement, library: Library) -> bool:
    """Say whether each page tells, beside the words, of a source of its own: not the same one."""
    finders = [_finder(statement, library) for statement in (left, right)]
    if finders[0] is not None and finders[1] is not None:
        return not _one_name(finders[0], finders[1])
    ways = [_way_in(statement, library) for statement in (left, right)]
    if None in ways or left.source_id == right.source_id:
        return False
    for one, other in ((left, right), (right, left)):
        said = says_how(library.document(one), one)
        if said is not None and _stands_in(said, other, library):
            return False  # "files that the Herald has seen", in the Herald and in its copy
    return two_speakers(left, right) if ways == ["named", "named"] else ways[0] != ways[1]


def _finder(statement: Statement, library: Library) -> str | None:
    """Give whom a statement's sentence names as having found it or having what shows it."""
    name = named_finder(library.document(statement), statement)
    return None if name is None else library.names.outlet(name) or name


def _one_name(one: str, other: str) -> bool:
    """Say whether two names may be one: part of one another, or initials."""
    left, right = set(key_of(one).split()), set(key_of(other).split())
    initials = ["".join(word[0] for word in key_of(name).split()) for name in (one, other)]
    return left <= right or right <= left or initials[0] in right or initials[1] in left


def _found_apart(later: Statement, earlier: Statement, library: Library) -> bool:
    """Say whether a page that words a sentence anew has it from a source of its own, or found it itself."""
    if library.outlet(later) != library.outlet(earlier) and library.own_reporting(later) is not None:
        return True
    return _heard_apart(later, earlier, library)


def _way_in(statement: Statement, library: Library) -> str | None:
    """Name how a page says that it has a statement: from somebody named, or by the outlet's own doing."""
    outlet = library.outlet(statement)
    if library.own_reporting(statement) is not None or library.names.told(statement.channel) == outlet:
        return outlet
    named = statement.source_kind == "named" and statement.source_certainty == "explicit"
    return "named" if named else None


def _one_utterance(left: Statement, right: Statement, aligned: Aligned, words: int) -> bool:
    """Say whether two quotations are of one speaker on one occasion, whatever the pages call him."""
    if left.source_id is not None and left.source_id == right.source_id:
        return True
    quoted = all(s.quotation in ("direct", "mixed") for s in (left, right))
    return quoted and aligned.alike >= _EXACT and words >= _LONG


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
        ordered = sorted(versions.values(), key=lambda own: library.version_order(own[0]))
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


def draw_corrections(
    members: Sequence[Statement], corrected: Mapping[str, str], library: Library
) -> list[Draft]:
    """Draw arrows from an outlet's corrections to what they correct.

    Args:
        members: a claim's statements.
        corrected: what took the place of each corrected statement.
        library: the story.

    Returns:
        One draft for each correction that makes the same claim.
    """
    by_id = {member.id: member for member in members}
    pairs = [(by_id.get(corrected.get(member.id, "")), member) for member in members]
    return [
        Draft("correction", right.id, "statement", wrong.id, _version_words(right, wrong, library))
        for right, wrong in pairs
        if right is not None and library.version_root(right) != library.version_root(wrong)
    ]


def _version_words(later: Statement, earlier: Statement, library: Library) -> str:
    other = "another version of the page"
    if library.version_root(later) != library.version_root(earlier):
        other = "a correction of it"
    return f"“{library.words(later)}” ← “{library.words(earlier)}”, {other}"


def likest(statement: Statement, others: Sequence[Statement]) -> Statement:
    """Give the statement that shares most words with one, the smallest id on ties."""

    def rank(other: Statement) -> tuple[bool, float, str]:
        return (other.field != statement.field, -share_of_words(statement, other), other.id)

    return min(others, key=rank)


def share_of_words(one: Statement, other: Statement) -> float:
    """Give the share of two statements' words that are the same, in whatever order, 0 to 1."""
    left, right = (Counter(_WORD.findall(s.text.casefold())) for s in (one, other))
    total = left.total() + right.total()
    return 2 * (left & right).total() / total if total else 0.0
