"""Arrows between an office named without its holder ("the fire chief") and who holds it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from whence.origins.draft import Draft
from whence.origins.library import Library
from whence.origins.naming import key_of
from whence.records import Statement
from whence.statements import country_key

_MOST_WORDS = 6  # words of the longest office that is looked for
_NEAR = 80  # characters on each side of a name in which the holder's office is looked for
_MENTIONS = 20  # mentions of a holder's name in a page that are looked at
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
# What many people are at once: two of them are no more likely one person than any two speakers.
_SHARED = frozenset(
    [
        "adviser",
        "aide",
        "analyst",
        "boy",
        "child",
        "critic",
        "customer",
        "deputy",
        "detective",
        "diplomat",
        "doctor",
        "driver",
        "economist",
        "employee",
        "engineer",
        "expert",
        "father",
        "farmer",
        "firefighter",
        "fisherman",
        "friend",
        "girl",
        "guard",
        "historian",
        "insider",
        "investigator",
        "journalist",
        "lawmaker",
        "lawyer",
        "man",
        "member",
        "mother",
        "neighbor",
        "neighbour",
        "nurse",
        "officer",
        "official",
        "onlooker",
        "owner",
        "paramedic",
        "passenger",
        "passerby",
        "person",
        "pilot",
        "player",
        "police",
        "prisoner",
        "professor",
        "protester",
        "reporter",
        "representative",
        "rescuer",
        "researcher",
        "resident",
        "sailor",
        "scientist",
        "senator",
        "sergeant",
        "shopkeeper",
        "soldier",
        "source",
        "spokesman",
        "spokesperson",
        "spokeswoman",
        "student",
        "survivor",
        "suspect",
        "teacher",
        "trader",
        "victim",
        "villager",
        "visitor",
        "volunteer",
        "voter",
        "witness",
        "woman",
        "worker",
    ]
)


@dataclass(frozen=True, slots=True)
class Office:
    """An office as a page words it.

    Attributes:
        role: its words in lower case, such as "fire chief".
        whose: capitalised words beside it, in lower case: the place or body, often none.
        single: whether it is of one person at a time: "the mayor", not "an officer" or "the witness".
    """

    role: str
    whose: frozenset[str]
    single: bool


def read_office(mention: str) -> Office | None:
    """Read a mention that names an office and nobody who holds it.

    Args:
        mention: as in the page: "the fire chief", "the Port Alma mayor", "an officer".

    Returns:
        The office, or None where the mention is a name or is of several people.
    """
    head, _, of = mention.partition(" of ")
    words = _WORD.findall(head)
    if not 2 <= len(words) <= _MOST_WORDS or words[0].casefold() not in ("the", "a", "an"):
        return None
    role = [word for word in words[1:] if not word[0].isupper()]
    whose = [word for word in words[1:] if word[0].isupper()] + [
        w for w in _WORD.findall(of) if w[0].isupper()
    ]
    if not role or words[-1] != role[-1] or (role[-1].endswith("s") and not role[-1].endswith("ss")):
        return None
    shared = role[-1] in _SHARED and (len(role) == 1 or role[-1] not in ("officer", "engineer", "deputy"))
    return Office(
        " ".join(role), frozenset(_bare(word) for word in whose), words[0].casefold() == "the" and not shared
    )


def _bare(word: str) -> str:
    """Give what a land, what is called after it and its capital share: "Ruvenia's" and "Ruvenian"."""
    return country_key(word.removesuffix("'s").removesuffix("’s"))


def draw_offices(members: Sequence[Statement], library: Library) -> list[Draft]:
    """Join what an office says with its holder in other pages, and with the same office there.

    Args:
        members: a claim's statements, in the order of time.
        library: the story.

    Returns:
        Drafts to the holder's source, or to the first statement of an office that nobody names.
    """
    unnamed = [(m, office) for m in members if (office := _office_of(m, library)) is not None]
    if not unnamed:
        return []
    named = {
        m.source_id: m for m in members
        if m.source_kind == "named" and m.source and m.source_id and not any(m is u for u, _ in unnamed)
    }  # fmt: skip
    drafts = []
    for member, office in unnamed:
        held = {
            key: whose for key, m in sorted(named.items()) if (whose := _held(m, office, library)) is not None
        }
        fitting = {key: whose for key, whose in held.items() if not _contradict(whose, office.whose)}
        for key, whose in fitting.items():
            sure = office.single and len(held) == 1 and whose == office.whose
            words = f"“{library.words(member)}” / “{named[key].source}”, {office.role}"
            drafts.append(
                Draft("same-office" if sure else "same-office-unsure", member.id, "source", key, words)
            )
    return drafts + _same_offices(unnamed, library)


def _same_offices(unnamed: Sequence[tuple[Statement, Office]], library: Library) -> list[Draft]:
    first: dict[tuple[str, frozenset[str]], Statement] = {}
    drafts = []
    for member, office in unnamed:
        earlier = first.setdefault((office.role, office.whose), member)
        if office.single and earlier.document_id != member.document_id:
            words = f"“{library.words(member)}” / “{library.words(earlier)}”"
            drafts.append(Draft("same-office", member.id, "statement", earlier.id, words))
    return drafts


def _contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)


def _field(statement: Statement, library: Library) -> str:
    document = library.document(statement)
    return (document.title or "") if statement.field == "title" else document.text


def _office_of(statement: Statement, library: Library) -> Office | None:
    """Give the office that a statement's speaker is called by, if the page names nobody who holds it."""
    if statement.source_begin is None or statement.source_end is None or statement.source is None:
        return None
    office = read_office(_field(statement, library)[statement.source_begin : statement.source_end])
    if office is None or statement.source_kind == "anonymous":
        return office
    # "... wells around Quillon, the health officer said": what ends the content is no name for the office.
    ends = statement.text.rstrip(" ,").endswith(statement.source)
    return office if ends and statement.source_certainty != "explicit" else None


def _held(statement: Statement, office: Office, library: Library) -> frozenset[str] | None:
    """Give whose office it is that a named speaker holds according to the page; None if none is shown.

    It stands before the name ("Port Alma fire chief Lida Brenn") or behind it ("Lida Brenn, the fire chief").
    """
    text, name = library.document(statement).text, statement.source or ""
    place = text.find(name)
    for _ in range(_MENTIONS):
        if place < 0 or not name:
            return None
        before = text[max(0, place - _NEAR) : place]
        after = text[place + len(name) : place + len(name) + _NEAR]
        whose = _before(before, office.role)
        if whose is None:
            whose = _behind(after, office.role)
        if whose is not None:
            return whose
        place = text.find(name, place + 1)
    return None


def _before(words: str, role: str) -> frozenset[str] | None:
    stem = words.rstrip()
    if not key_of(stem).endswith(role) or stem != stem.rstrip(".,;:"):
        return None
    whose: list[str] = []
    for word in reversed(stem[: len(stem) - len(role)].split()):
        # "... of oil. Fire chief": a capital after a full stop is no name.
        if not word[0].isupper() or word[-1] in ".,;:":
            break
        whose.append(_bare(word))
    return frozenset(whose) - {"the", "according", "but", "and", "to"}


def _behind(words: str, role: str) -> frozenset[str] | None:
    if not words.startswith(","):
        return None
    aside = words[1:].split(",", maxsplit=1)[0].split(".", maxsplit=1)[0]
    at = f" {key_of(aside)} ".find(f" {role} ")
    if at < 0:
        return None
    return frozenset(_bare(word) for word in _WORD.findall(aside) if word[0].isupper())
