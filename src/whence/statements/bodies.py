"""Ministries and departments by what they are for and whose they are, however they are worded."""

import re
from typing import NamedTuple

from whence.statements import roles
from whence.statements.countries import COUNTRY_OF, country_key
from whence.statements.remembered import remembered

_KINDS = r"ministry|department|office|bureau|agency|secretary|secretariat"
_OF_BODY = re.compile(rf"^(?P<before>.*?)\b(?P<kind>{_KINDS}) (?:of|for) (?:the )?(?P<what>.+)$")
_OF_OWNER = re.compile(r"^(?P<what>.+?) of (?:the )?(?P<owner>.+)$")
_OWNER = re.compile(r"^(?P<owner>.+?)(?:'s|') (?P<body>.+)$")
_SPELLINGS = {
    "defence": "defense",
    "organisation": "organization",
    "centre": "center",
    "labour": "labor",
    "harbour": "harbor",
    "programme": "program",
}
# What a ministry or department is for, and its other wordings.
_FIELDS = {
    "defense": "defense", "national defense": "defense", "foreign": "foreign", "foreign affairs": "foreign",
    "external affairs": "foreign", "foreign relations": "foreign", "interior": "interior",
    "internal affairs": "interior", "home affairs": "interior", "home": "interior",
    "health": "health", "public health": "health", "finance": "finance", "finances": "finance",
    "economy": "economy", "economic affairs": "economy", "economics": "economy", "energy": "energy",
    "transport": "transport", "transportation": "transport", "justice": "justice", "education": "education",
    "agriculture": "agriculture", "culture": "culture", "environment": "environment", "labor": "labor",
    "trade": "trade", "commerce": "commerce", "treasury": "treasury", "state": "state", "water": "water",
    "information": "information", "emergency situations": "emergencies", "emergency": "emergencies",
    "emergencies": "emergencies", "security": "security", "national security": "security",
    "homeland security": "homeland security", "oil": "oil", "tourism": "tourism", "fisheries": "fisheries",
}  # fmt: skip
_MINISTRIES = ("ministry", "department", "secretariat")
_SHORT = {"mod": "defense ministry", "mfa": "foreign ministry", "moi": "interior ministry"}


class Body(NamedTuple):
    """A body by whose it is and what it is.

    Attributes:
        owner: key of the country or the like whose it is, or an empty string where no word says so.
        what: what it is, in lower case and its plainest wording: "defense ministry".
    """

    owner: str
    what: str


@remembered
def read_body(name: str) -> Body | None:
    """Read a name as that of a ministry or a department, or of any body with an owner's name before it.

    Args:
        name: as met: "Russia's MoD", "the Ministry of Defence of Ostmark", "the Ruvenian Foreign Ministry".

    Returns:
        Whose it is and what it is, or None for a name that shows neither.
    """
    lower = " ".join(name.lower().replace("’", "'").split()).removeprefix("the ").strip(" .")
    lower = " ".join(_SPELLINGS.get(word, word) for word in lower.split())
    owned = _OWNER.match(lower)
    owner, rest = (owned["owner"], owned["body"]) if owned is not None else ("", lower)
    first, _, second = rest.rpartition(" ")
    if second in _SHORT:
        return Body(country_key(owner or first) if owner or first else "", _SHORT[second])
    before, what = _read_of(rest) or _read_plain(rest) or _read_country(rest)
    owner = owner or before
    if not owner and what.rpartition(" ")[2] not in _MINISTRIES:
        return None
    return Body(country_key(owner) if owner else "", what)


def _read_of(rest: str) -> tuple[str, str] | None:
    """Read "ministry of defense of the russian federation" and "defense ministry of russia"."""
    match = _OF_BODY.match(rest)
    if match is None:
        return None
    before, kind, what = match["before"].strip(), match["kind"], match["what"]
    if what in _FIELDS:
        return before, f"{_FIELDS[what]} {kind}"
    owned = _OF_OWNER.match(what)
    if owned is not None and owned["what"] in _FIELDS:
        return before or owned["owner"], f"{_FIELDS[owned['what']]} {kind}"
    if before in _FIELDS:
        return what, f"{_FIELDS[before]} {kind}"
    return before, f"{what} {kind}"


def _read_plain(rest: str) -> tuple[str, str] | None:
    """Read "russian defense ministry"."""
    words = rest.split()
    if len(words) < 2 or words[-1] not in _MINISTRIES:
        return None
    for size in (2, 1):
        field = " ".join(words[-1 - size : -1])
        if len(words) > size and field in _FIELDS:
            return " ".join(words[: -1 - size]), f"{_FIELDS[field]} {words[-1]}"
    return None


def _read_country(rest: str) -> tuple[str, str]:
    """Read "syrian army": a country's word before what is its."""
    words = rest.split()
    if words and words[-1] in roles.BODIES:
        for size in (2, 1):
            if len(words) > size and " ".join(words[:size]) in COUNTRY_OF:
                return " ".join(words[:size]), " ".join(words[size:])
    return "", rest


def spell(lower: str) -> str:
    """Give words in lower case in one of their spellings: "defence" -> "defense"."""
    return " ".join(_SPELLINGS.get(word, word) for word in lower.split())
