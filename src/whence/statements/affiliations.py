"""Whom a named spokesperson speaks for, read from one document."""

import re

from whence.statements import roles
from whence.statements.entities import name_key
from whence.statements.titles import clean_mention

_SPOKES = re.compile(r"\b[Ss]pokes(?:man|woman|person)\b")
_NAME = r"[A-Z][\w’'.-]*(?:\s(?:(?:of|for|the|and|de|van|von)\s){0,2}[A-Z][\w’'.-]*){0,6}"
_BODY_BEFORE = re.compile(rf"({_NAME}|\b[a-z]+)(?:['’]s)?\s(?:chief\s|deputy\s|press\s|senior\s)?\Z")
_BODY_AFTER = re.compile(rf"\s(?:for|of|with|at)\s(?:the\s)?({_NAME}|[a-z]+)")
_OWN = re.compile(r"\b[Ii]ts\s(?:chief\s)?\Z")
_BODY_NAME = re.compile(rf"\b{_NAME}")
# How far from the word "spokesman", in code points, the name and the body stand.
_REACH = 110


def find_affiliations(text: str, names: set[str]) -> dict[str, str]:
    """Find which of a document's sources speak for which other of its names.

    Args:
        text: the document's text.
        names: the named sources that it quotes.

    Returns:
        The body's name for each person's, both as among `names` where the body is quoted too.
    """
    found: dict[str, str] = {}
    people = sorted((name for name in names if len(name.split()) > 1), key=lambda name: (-len(name), name))
    for match in _SPOKES.finditer(text):
        near = text[max(0, match.start() - _REACH) : match.end() + _REACH]
        middle = match.start() - max(0, match.start() - _REACH)
        person = _nearest(near, middle, people)
        body = _body_of(text, match, names)
        if person is not None and body is not None and name_key(person) != name_key(body):
            found.setdefault(person, body)
    return found


def _nearest(near: str, middle: int, people: list[str]) -> str | None:
    """Give the person named nearest to "spokesman" without a sentence's end between."""
    best: tuple[int, str] | None = None
    for person in people:
        for at in (near.rfind(person, 0, middle), near.find(person, middle)):
            if at < 0:
                continue
            between = near[at + len(person) : middle] if at < middle else near[middle:at]
            if (
                ". " in between.replace("Capt. ", "").replace("Sgt. ", "").replace("Lt. ", "")
                or "\n" in between
            ):
                continue
            if best is None or len(between) < best[0]:
                best = (len(between), person)
    return best[1] if best is not None and best[0] < 70 else None


def _body_of(text: str, match: re.Match[str], names: set[str]) -> str | None:
    before = text[max(0, match.start() - _REACH) : match.start()]
    after = _BODY_AFTER.match(text, match.end(), match.end() + _REACH)
    if after is not None:
        return _known(after[1], names)
    if _OWN.search(before):
        earlier = text[max(0, match.start() - 400) : match.start()]
        bodies = [name for name in _BODY_NAME.findall(earlier) if set(name.lower().split()) & roles.BODIES]
        return _known(bodies[-1], names) if bodies else None
    ahead = _BODY_BEFORE.search(before)
    return _known(ahead[1], names) if ahead is not None else None


def _known(words: str, names: set[str]) -> str | None:
    """Give the quoted name that a body's words mean, the words themselves for an unquoted body, or None."""
    bare = clean_mention(words)
    for name in sorted(names):
        if name_key(name) == name_key(bare):
            return name
    if bare[:1].isupper():
        lower = bare.lower().split()
        return bare if lower and (lower[-1] in roles.BODIES or len(lower) > 1) else None
    alike = [name for name in sorted(names) if name.lower().split()[-1] == bare.lower()]
    return alike[0] if len(alike) == 1 else None
