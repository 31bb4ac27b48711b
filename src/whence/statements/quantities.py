"""Typed quantities: what a number counts, read from the words that govern it on either side."""

import re
from bisect import bisect_right
from dataclasses import replace

from whence.records import Quantity
from whence.statements.casualties import find_casualties
from whence.statements.casualty import Casualty
from whence.statements.harm import is_harm
from whence.statements.measures import find_measure
from whence.statements.numerals import Numeral, find_numerals
from whence.statements.part_whole import UNTYPED, is_part, link_parts
from whence.statements.people import read_counted
from whence.statements.people_numbers import split_words
from whence.statements.people_words import PERSON_WORDS
from whence.statements.wordlists import word_set

_ATTACKS = re.compile(
    r"\s+(?:of\s+)?(?:(?!(?:of|in|after|by|from|during|and|or|to|for|with|on|at|amid|before|since|against|who|that"
    r"|killed|hurt|wounded|injured|dead)\b)\w+\s+){0,2}?"
    r"(?:attacks?|strikes|airstrikes|raids|shootings|bombings|blasts|explosions)\b",
    re.IGNORECASE,
)
# Nouns for acts that each killed somebody.
_DEATHS = word_set("suicides homicides murders killings slayings drownings")
_NO_YEAR = frozenset({"people", "persons", "troops", "soldiers"})
_FUNCTION_WORDS = word_set(
    "for that who which was is has does as this his hers its theirs us to in on at by with from and or but "
    "of if then than when were are be been had have do did says"
)
_NOUN_AFTER = re.compile(r"(?:\s+of(?=\s))?\s+(?P<noun>(?:[a-z][\w’'-]+\s+){0,2}?[a-z][\w’'-]+s)\b")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_DATE = re.compile(
    rf"\b(?=[\djfmasond])(?=\d|j[au]|fe|ma|a[pu]|se|oc|no|de)(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>(?:19|20)\d\d))?"
    rf"|(?P<month3>{_MONTH})\.?,?\s+(?:of\s+)?(?P<year3>(?:19|20)\d\d)"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH})\.?(?:,?\s+(?P<year2>(?:19|20)\d\d))?"
    r"|(?P<lone>(?:19|20)\d\d))\b(?!-)",
    re.IGNORECASE,
)
_COST = re.compile(
    r"\b(?:costs?|cost\s+was|spent|paid|pay|worth|priced?|fined?|budget)\b[^.;]{0,14}\Z", re.IGNORECASE
)
_GROUP = re.compile(r"\b(?:famil(?:y|ies)|group|party|team|crew|mother|father)\s+of\s+\Z", re.IGNORECASE)
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
# How far behind a number its noun is looked for, in code points.
_WINDOW = 90
# What is told of people by fates, as kinds of quantities.
_KINDS = frozenset({"killed", "injured", "detained", "displaced", "missing"})
# "No one was hurt", "there were no deaths": a count of none.
_NOBODY = re.compile(
    r"""\b(?:(?:no[ ]?one|nobody|none|no[ ](?:\w+[ ])?(?P<person>[\w-]+))
    [ ](?:else[ ])?(?:was|were|is|has[ ]been|have[ ]been|had[ ]been|is[ ]being)?[ ]?
    (?:(?:reported|believed|said|thought|known)[ ](?:to[ ]be|to[ ]have[ ]been|as)?[ ]?)?
    (?:(?:seriously|badly|reportedly|even|physically)[ ])?
    (?:(?P<killed>killed|dead|died|slain|murdered|dies|fatally|perished)
      |(?P<injured>injured|wounded|hurt|hospitali[sz]ed))\b
    |no[ ](?:(?P<deaths>deaths|fatalities)|(?P<injuries>injuries|casualties))\b)""",
    re.IGNORECASE | re.VERBOSE,
)

_Told = list[tuple[int, int, Casualty]]


def find_quantities(text: str) -> list[Quantity]:
    """Find every typed number in a text, implicit ones ("a man was shot dead") included.

    Args:
        text: the field.

    Returns:
        Quantities in reading order, not overlapping, each part with its whole; their offsets are in `text`.
    """
    mentions = find_casualties(text)
    told = sorted(
        (
            (person.begin, person.end, mention)
            for mention in mentions
            if mention.kind in _KINDS
            for person in mention.people
        ),
        key=lambda each: each[:2],
    )
    dates = [_date(match) for match in _DATE.finditer(text)]
    found: list[Quantity] = []
    numbers: set[int] = set()
    at = 0
    for numeral in find_numerals(text):
        while at < len(dates) and dates[at].end <= numeral.number_begin:
            at += 1
        if at < len(dates) and dates[at].begin < numeral.end:
            # "2000 people" are no year, "2020 candidates" are of one.
            people = _read_people(text, numeral)
            if dates[at].end - dates[at].begin != 4 or people is None or people[0] not in _NO_YEAR:
                continue
            numbers.add(at)
        quantity = _type_numeral(text, numeral, told)
        if quantity is not None:
            found.append(quantity)
    found.extend(date for place, date in enumerate(dates) if place not in numbers)
    none = find_nobody(text)
    found = [kept for kept in found if not _meets(kept, none)] + none
    found.sort(key=lambda quantity: (quantity.begin, quantity.end))
    found.extend(_implicit(text, mentions, found))
    found.sort(key=lambda quantity: (quantity.begin, quantity.end, quantity.kind))
    return link_parts(text, found)


def find_nobody(text: str) -> list[Quantity]:
    """Find where a text says that nobody was killed or hurt: counts of none.

    Args:
        text: any text.

    Returns:
        Quantities of 0, killed or injured, in reading order.
    """
    return [
        _none(match)
        for match in _NOBODY.finditer(text)
        if match["person"] is None or match["person"].lower() in PERSON_WORDS
    ]


def _none(match: re.Match[str]) -> Quantity:
    killed = match["killed"] or match["deaths"]
    return Quantity(
        kind="killed" if killed else "injured", low=0.0, high=0.0, unit="people", counted=match.group(),
        begin=match.start(), end=match.end(),
    )  # fmt: skip


def _meets(quantity: Quantity, others: list[Quantity]) -> bool:
    """Tell whether one of others, which are in reading order and do not overlap, overlaps a quantity."""
    at = bisect_right(others, quantity.begin, key=lambda each: each.end)
    return at < len(others) and others[at].begin < quantity.end


def _date(match: re.Match[str]) -> Quantity:
    year = match["year"] or match["year2"] or match["year3"] or match["lone"]
    month_word = match["month"] or match["month2"] or match["month3"]
    low = high = None
    month = _MONTHS.index(month_word[:3].lower()) + 1 if month_word else 0
    if year and match["month3"]:
        low, high = float(int(year) * 10_000 + month * 100 + 1), float(int(year) * 10_000 + month * 100 + 31)
    elif year and month_word:
        low = high = float(int(year) * 10_000 + month * 100 + int(match["day"] or match["day2"]))
    elif year:
        low, high = float(int(year) * 10_000 + 101), float(int(year) * 10_000 + 1231)
    return Quantity(kind="date", low=low, high=high, unit="yyyymmdd" if year else None, counted=match.group(),
                    begin=match.start(), end=match.end())  # fmt: skip


def _type_numeral(text: str, numeral: Numeral, told: _Told) -> Quantity | None:
    """Give a number its kind, or None where it counts nothing that can be compared, such as an age."""
    if numeral.percent:
        return _make(numeral, "percent", unit="percent")
    if numeral.currency:
        return _make(numeral, "money", unit=_CURRENCIES.get(numeral.currency, numeral.currency))
    measure = find_measure(text, numeral.end, many=numeral.many)
    if measure is not None:
        if measure.age:
            return None
        return replace(_make(numeral, measure.kind, unit=measure.unit), end=measure.end)
    people = _read_people(text, numeral)
    fate = _fate(numeral, people[1] if people is not None else numeral.end, told)
    if fate is not None:
        counted = text[numeral.end : people[1] if people is not None else fate[1]].strip(" -")
        counted = counted.removeprefix("of ")
        return _make(numeral, fate[0], unit="people", counted=counted)
    if people is not None:
        return _make(numeral, "people", unit="people", counted=people[0])
    return _count(text, numeral)


def _read_people(text: str, numeral: Numeral) -> tuple[str, int] | None:
    """Read the noun for people that a number counts, and where it ends."""
    words = split_words(text, numeral.end, min(len(text), numeral.end + _WINDOW))
    return read_counted(words, one=1.0 in (numeral.low, numeral.high), many=numeral.many)


def _fate(numeral: Numeral, stop: int, told: _Told) -> tuple[str, int] | None:
    """Give what happened to those whom a number and its noun count, and where the phrase for them ends."""
    at = bisect_right(told, stop, key=lambda each: each[0])
    # Phrases do not overlap, so that those that reach into the number stand just before.
    for begin, end, mention in reversed(told[max(0, at - 4) : at]):
        if begin < stop and numeral.number_begin < end:
            return mention.kind, end
    return None


def _count(text: str, numeral: Numeral) -> Quantity | None:
    """Read attacks, a bare cost, and things counted by a plural noun."""
    attacks = _ATTACKS.match(text, numeral.end)
    if attacks is not None:
        return _make(numeral, "attacks", counted=attacks.group().strip())
    before = text[max(0, numeral.begin - 24) : numeral.begin]
    if (numeral.low or numeral.high or 0) >= 1000 and _COST.search(before):
        return _make(numeral, "money")
    if _GROUP.search(before) and text[numeral.end : numeral.end + 1] != "-":
        return _make(numeral, "people", unit="people")
    if is_part(text, numeral.end):
        return _make(numeral, UNTYPED)
    noun = _NOUN_AFTER.match(text, numeral.end)
    if noun is None or 1.0 in (numeral.low, numeral.high):
        return None
    counted = noun["noun"].lower()
    if _FUNCTION_WORDS & set(counted.split()):
        return None
    if counted in _DEATHS:
        return _make(numeral, "killed", unit="people", counted=noun["noun"])
    return _make(numeral, "count", counted=noun["noun"])


def _make(numeral: Numeral, kind: str, unit: str | None = None, counted: str | None = None) -> Quantity:
    return Quantity(
        kind=kind, low=numeral.low, high=numeral.high, unit=unit, counted=counted or None,
        begin=numeral.begin, end=numeral.end,
    )  # fmt: skip


def _implicit(text: str, mentions: tuple[Casualty, ...], found: list[Quantity]) -> list[Quantity]:
    """Find people whose fate is told without a number, or with one that its own words do not type."""
    kept: list[Quantity] = []
    at = 0
    harm = is_harm(text, mentions)
    for mention in mentions:
        if not harm or mention.kind not in ("killed", "injured"):
            continue
        if not mention.count or not mention.people:
            continue
        if all(person.pronoun or person.name for person in mention.people):
            continue
        while at < len(found) and found[at].end <= mention.begin - _WINDOW:
            at += 1
        if any(each.begin < mention.end and mention.begin < each.end for each in found[at : at + 40]):
            continue
        count = float(mention.count)
        counted = text[mention.begin : mention.end]
        kept.append(
            Quantity(
                kind=mention.kind, low=count, high=count, unit="people", counted=counted, begin=mention.begin,
                end=mention.end,
            )
        )  # fmt: skip
    return kept
