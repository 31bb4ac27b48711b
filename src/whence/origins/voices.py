"""Arrows between statements of one voice: one page, one outlet, one publisher, or no sign of reporting."""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from difflib import SequenceMatcher

from whence.claims import TITLES
from whence.origins.citing import is_own_voice
from whence.origins.draft import Draft
from whence.origins.library import Library
from whence.origins.naming import key_of
from whence.origins.offices import draw_offices
from whence.origins.probabilities import situation
from whence.origins.wording import field_of
from whence.records import Statement

# "health ministry spokeswoman Tove Lind" and "Tove Lind, a spokeswoman for the health ministry": the body
# stands next to the office. The texts matched are short, and so are the runs.
_OFFICE = r"(?:spokes(?:man|woman|person|people)|press (?:secretary|officer))"
_BEFORE_NAME = re.compile(rf"((?:[\w’'.&-]+\s){{1,6}}){_OFFICE}(?:\s[\w’'.-]+){{0,4}}\s*$")
_AFTER_NAME = re.compile(
    rf"\s*,?\s*(?:(?:a|an|the|its|chief)\s)*{_OFFICE}\s(?:for|of|at)\s((?:[\w’'.&-]+\s?){{1,6}})"
)
_IN_HAND = re.compile(
    r"\s(?:obtained|seen|reviewed|viewed|examined|verified|held) by\b|\s(?:that )?the \S+(?: \S+){0,3} has\b"
)
_HOLDER = 40  # characters after "obtained by" that hold the name of who has it
_NAMED_NEAR = 90  # characters on each side of a speaker's name in which the office is looked for
# Words in a row that two speakers do not both happen upon, if they are half of the shorter quotation ...
_RUN = 7
_HALF = 0.5
# ... or most of it, where one page does not quote,
_MOSTLY = 0.7
# ... or fewer words, if they are nearly the whole of it.
_SHORT_RUN = 5
_NEARLY_WHOLE = 0.8
# Statements with the same words in a row that a further one is compared with.
_HOLDERS = 4
# An arrow of this probability and more accounts for a statement.
_ACCOUNTED = 0.5


def draw_voices(members: Sequence[Statement], drafts: Sequence[Draft], library: Library) -> list[Draft]:
    """Draw the arrows that come from who speaks rather than from words of provenance.

    Args:
        members: a claim's statements, in the order of time.
        drafts: the arrows drawn so far.
        library: the story.

    Returns:
        Further drafts.
    """
    elsewhere = {
        d.from_statement for d in drafts
        if d.to_kind == "statement" and situation(d.situation).probability >= _ACCOUNTED
    }  # fmt: skip
    found = _pages(members, elsewhere, library)
    accounted = {
        d.from_statement for d in (*drafts, *found) if situation(d.situation).probability >= _ACCOUNTED
    }
    derived = {
        d.from_statement for d in drafts
        if d.to_kind != "source" and situation(d.situation).probability >= _ACCOUNTED
    }  # fmt: skip
    own = [m for m in members if is_own_voice(m, library)]
    found += _repeats(own, library)
    found += _unnamed(members, library)
    found += _same_names(members, library)
    found += _spokespeople(members, library)
    found += _same_words(members, library)
    bare = [m for m in own if m.id not in accounted]
    found += _owned([m for m in members if m.id not in derived], library)
    found += _unexplained(bare, members, library)
    found += _foreign([m for m in members if m.id not in derived], members, library)
    found += draw_offices(members, library)
    if len({member.document_id for member in members}) == 1:
        found += [_joined("same-page", member, members[0], library) for member in members[1:]]
    return found


def _grouped(members: Sequence[Statement], key: Callable[[Statement], str | None]) -> list[list[Statement]]:
    groups: dict[str, list[Statement]] = defaultdict(list)
    for member in members:
        value = key(member)
        if value is not None:
            groups[value].append(member)
    return [groups[value] for value in sorted(groups)]


def _pages(members: Sequence[Statement], elsewhere: Collection[str], library: Library) -> list[Draft]:
    """Join what one page says more than once: plain sentences follow its attributed one.

    One that the page had from another page follows that page's, whoever is named here.
    """
    drafts = []
    for page in _grouped(members, lambda m: m.document_id):
        if len(page) == 1:
            continue
        texts = [m for m in page if m.field == "text"]
        attributed = [m for m in texts if not is_own_voice(m, library)]
        own = [m for m in texts if is_own_voice(m, library)]
        head = attributed[0] if attributed else texts[0] if texts else page[0]
        titles = [m for m in page if m.field == "title" and m.id != head.id and _follows(m, head, library)]
        drafts += [_joined("title-follows", m, head, library) for m in titles]
        if attributed:
            drafts += [_joined("text-follows", m, head, library) for m in own if m.id not in elsewhere]
        drafts += [_joined("same-document", m, own[0], library) for m in own[1:] if m.id not in elsewhere]
        unnamed = [m for m in attributed if m.source_kind == "anonymous"]
        drafts += [_joined("same-page-unnamed", m, unnamed[0], library) for m in unnamed[1:]]
    return drafts


def _follows(title: Statement, head: Statement, library: Library) -> bool:
    """Say whether a headline can stand for a statement: it names nobody, or nobody else."""
    if is_own_voice(title, library) or title.source_kind == "anonymous":
        return True
    one, other = set(key_of(title.source or "").split()), set(key_of(head.source or "").split())
    return bool(one & other)


def _joined(name: str, later: Statement, earlier: Statement, library: Library) -> Draft:
    words = f"“{library.words(later)}” ← “{library.words(earlier)}”"
    return Draft(name, later.id, "statement", earlier.id, words)


def _repeats(own: Sequence[Statement], library: Library) -> list[Draft]:
    """Join what one outlet says in its own voice in several pages."""
    return [
        _joined("same-outlet", later, group[0], library)
        for group in _grouped(own, library.outlet)
        for later in group[1:]
        if later.document_id != group[0].document_id
    ]


def _unnamed(members: Sequence[Statement], library: Library) -> list[Draft]:
    """Join the unnamed speakers to one outlet."""
    unnamed = [
        m
        for m in members
        if m.source_kind == "anonymous" and library.names.told(m.channel) in (None, library.outlet(m))
    ]
    return [
        _joined("same-outlet-unnamed", later, group[0], library)
        for group in _grouped(unnamed, library.outlet)
        for later in group[1:]
        if later.document_id != group[0].document_id
    ]


def _same_names(members: Sequence[Statement], library: Library) -> list[Draft]:
    """Join speakers of one claim of whom one is called by a part of the other's name: "Farren"."""
    named = {
        m.source_id: (frozenset(key_of(_called(m, library)).split()) - TITLES, m.source)
        for m in members
        if m.source_kind == "named" and m.source_id is not None and m.source
    }
    drafts = []
    for member in members:
        if member.source_id not in named:
            continue
        words, _ = named[member.source_id]
        longer = sorted(other for other, (theirs, _) in named.items() if words and words < theirs)
        if not longer:
            # "Farren" and "Mayor Farren": the smallest id stands for both.
            equal = min(other for other, (theirs, _) in named.items() if theirs == words)
            longer = [equal] if words and equal != member.source_id else []
        # A name that could be short for two people is neither.
        if len(longer) == 1:
            theirs, target = named[longer[0]]
            note = f"“{member.source}” / “{target}”: {library.words(member)}"
            # "Records obtained by the Herald" need not be the records that the Gazette has seen.
            things = (member.source or "").islower() and _is_in_hand(member, library)
            name = "same-office-unsure" if things and theirs != words else "same-name"
            drafts.append(Draft(name, member.id, "source", longer[0], note))
    return drafts


def _called(statement: Statement, library: Library) -> str:
    """Give what a source is called: of a thing in somebody's hands, with the words that say in whose."""
    source = statement.source or ""
    if not source.islower() or statement.source_begin is None or statement.source_end is None:
        return source
    text = field_of(statement, library)
    begin, end = statement.source_begin, min(statement.source_end, statement.source_begin + _NAMED_NEAR)
    held = _IN_HAND.search(text, begin, end + _NAMED_NEAR)
    if held is None or held.start() > end:
        return source
    return re.split(r"[.;,\n]", text[begin : held.end() + _HOLDER], maxsplit=1)[0]


def _is_in_hand(statement: Statement, library: Library) -> bool:
    """Say whether a source is something that some outlet has: "records obtained by the Herald"."""
    return _called(statement, library) != statement.source or library.own_reporting(statement) is not None


def _same_words(members: Sequence[Statement], library: Library) -> list[Draft]:
    """Join statements of the same words, of which one at least is quoted: they are one utterance.

    Each is joined to the first that has some of its words; a longer chain of equal words comes of itself.
    """
    drafts = []
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    words = [key_of(member.text).split() for member in members]
    for place, member in enumerate(members):
        grams = dict.fromkeys(zip(*(words[place][step:] for step in range(_SHORT_RUN)), strict=False))
        for other in sorted({known for gram in grams for known in holders[gram]}):
            if _one_utterance(member, members[other], words[place], words[other]):
                drafts.append(_joined("same-words", member, members[other], library))
                break
        for gram in grams:
            if len(holders[gram]) < _HOLDERS:
                holders[gram].append(place)
    return drafts


def _one_utterance(one: Statement, other: Statement, left: Sequence[str], right: Sequence[str]) -> bool:
    """Say whether the words are one utterance; what is told indirectly is the teller's wording."""
    quoted = sorted(s.quotation for s in (one, other) if s.quotation in ("direct", "mixed"))
    if one.document_id == other.document_id or not quoted or "indirect" in (one.quotation, other.quotation):
        return False
    run = SequenceMatcher(None, left, right, autojunk=False).find_longest_match().size
    share = run / max(1, min(len(left), len(right)))
    if run >= _RUN:
        return share >= (_HALF if len(quoted) > 1 else _MOSTLY)
    return run >= _SHORT_RUN and share >= _NEARLY_WHOLE


def _spokespeople(members: Sequence[Statement], library: Library) -> list[Draft]:
    """Join who speaks for a body with the body, where others quote the body itself."""
    bodies = {
        key_of(m.source): m.source_id
        for m in sorted(members, key=lambda m: m.id)
        if m.source_kind == "named" and m.source_id is not None and m.source
    }
    drafts = []
    for member in members:
        if member.source_kind != "named" or member.source_begin is None or member.source_end is None:
            continue
        document = library.document(member)
        text = (document.title or "") if member.field == "title" else document.text
        body = _body_spoken_for(text, member.source_begin, member.source_end)
        fitting = [key for key in sorted(bodies) if key and body.endswith(f" {key} ")]
        fitting += [key for key in sorted(bodies) if key and body.startswith(f" {key} ")]
        target = bodies[max(fitting, key=len)] if fitting else None
        if target is not None and target != member.source_id:
            drafts.append(Draft("spokesperson", member.id, "source", target, library.words(member)))
    return drafts


def _body_spoken_for(text: str, begin: int, end: int) -> str:
    """Give the words for the body that a speaker at a place speaks for, between spaces."""
    # A mention may hold the office or only the name after it.
    before = _BEFORE_NAME.search(text[max(0, begin - _NAMED_NEAR) : end])
    after = _AFTER_NAME.match(text[end : end + _NAMED_NEAR])
    if before is not None:
        return f" {key_of(before[1])} "
    return f" {key_of(after[1])} " if after is not None else " "


def _owned(own: Sequence[Statement], library: Library) -> list[Draft]:
    """Join the outlets of one publisher."""
    return [
        Draft(
            "ownership", later.id, "statement", group[0].id, f"{library.publisher(later)} owns both outlets"
        )
        for group in _grouped(own, library.publisher)
        for later in group[1:]
        if library.outlet(later) != library.outlet(group[0])
    ]


def _unexplained(bare: Sequence[Statement], members: Sequence[Statement], library: Library) -> list[Draft]:
    """Join plain sentences of several outlets that show no reporting of their own, and what is attributed."""
    silent = [m for m in bare if library.own_reporting(m) is None]
    attributed = next((m for m in members if not is_own_voice(m, library)), None)
    beside = [
        _joined("unexplained-beside", m, attributed, library)
        for m in silent[:1]
        if attributed is not None and library.outlet(m) != library.outlet(attributed)
    ]
    return beside + [
        Draft(
            "unexplained", later.id, "statement", silent[0].id,
            f"no sign of own reporting: “{library.words(later)}” / “{library.words(silent[0])}”",
        )
        for later in silent[1:]
        if library.outlet(later) != library.outlet(silent[0])
    ]  # fmt: skip


def _foreign(bare: Sequence[Statement], members: Sequence[Statement], library: Library) -> list[Draft]:
    """Join pages in different languages, which were not compared."""
    drafts = []
    for later in bare:
        language = library.document(later).language
        other = next(
            (m for m in members if language and library.document(m).language not in (None, language)
             and (m.source_id is None or m.source_id != later.source_id)),
            None,
        )  # fmt: skip
        if other is not None:
            words = f"{language} and {library.document(other).language} pages were not compared"
            drafts.append(Draft("languages", later.id, "statement", other.id, words))
    return drafts
