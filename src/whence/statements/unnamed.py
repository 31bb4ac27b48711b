"""People without a name whom a pronoun can stand for: relatives, newcomers and groups."""

import re
from collections.abc import Iterator

from whence.statements import roles
from whence.statements.wordlists import word_set

_MALE_KIN = word_set("husband father brother son uncle grandfather boyfriend nephew stepfather")
_KIN = re.compile(
    r"\s(?P<kin>husband|father|brother|son|uncle|grandfather|boyfriend"
    r"|nephew|stepfather|wife|mother|sister|daughter|aunt|grandmother|girlfriend|niece|stepmother)\b(?!,?\s[A-Z])"
)
_WHOSE = re.compile(r"\b(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur|\w+['’]s)\Z")
# Letters of whose kin somebody is that are looked at.
_LONGEST_OWNER = 40
_GROUP = re.compile(
    r"\b(?:the|two|three|four|five|six|several|some|many|dozens\sof|\d[\d,]{0,9})\s(?:[a-z]{2,20}\s)?"
    r"(?P<noun>[a-z]{3,20}s|people|team|regime|couple|jury|family|crew)\b",
    re.IGNORECASE,
)
_COLLECTIVE = word_set("team regime couple jury family crew")
# Somebody new without a name at a sentence's head: "A third attorney, appointed by the court, asked".
_NEWCOMER = re.compile(
    r"(?:\A|[.!?][”\"’']?\s|\n)(?:A|An|One|Another)\s(?:[\w-]{2,20}\s){0,3}?(?P<noun>[a-z]{3,20})(?=\s|,)"
)


def find_unnamed(text: str) -> Iterator[tuple[int, str, str | None]]:
    """Find relatives ("her husband") and newcomers at a sentence's head ("A third attorney asked").

    Args:
        text: the running text.

    Yields:
        Place, noun, and m or f where the noun tells.
    """
    last = 0
    for match in _KIN.finditer(text):
        whose = _WHOSE.search(text[max(last, match.start() - _LONGEST_OWNER) : match.start()])
        if whose is not None:
            begin, last = match.start() - len(whose.group()), match.end()
            yield begin, match["kin"], "m" if match["kin"] in _MALE_KIN else "f"
    for match in _NEWCOMER.finditer(text):
        noun = match["noun"]
        if noun in roles.ROLES and noun not in roles.BODIES:
            yield match.start("noun"), noun, None


def find_groups(text: str) -> Iterator[tuple[int, str]]:
    """Find groups, for whom "they" may stand: "two newspapers", "the defence team".

    Args:
        text: the running text.

    Yields:
        Place and words without article.
    """
    for match in _GROUP.finditer(text):
        noun = match["noun"].lower()
        single = noun[:-1]
        if noun in roles.UNNAMED or single in roles.ROLES or single in roles.BODIES or noun in _COLLECTIVE:
            yield match.start(), match.group().removeprefix("the ").removeprefix("The ")
