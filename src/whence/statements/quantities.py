"""Typed quantities: what a number counts, read from the words that govern it on either side."""

import re

from whence.records import Quantity
from whence.statements.casualties import find_casualties
from whence.statements.numerals import Numeral, find_numerals

PERSON = (
    r"(?:man|woman|boy|girl|teen(?:ager)?|child|baby|infant|toddler|person|student|officer|deputy"
    r"|soldier|civilian|"
    r"driver|passenger|worker|resident|father|mother|son|daughter|brother|sister|suspect|victim"
    r"|gunman|robber|clerk|"
    r"employee|homeowner|youth|pedestrian|cyclist|motorcyclist|policeman|trooper|guard|bystander"
    r"|juvenile|adult|"
    r"husband|wife|boyfriend|girlfriend|intruder|shooter|attacker|patient|male|female|grandmother"
    r"|grandfather|"
    r"sailor|fisherman|pilot|docker|nurse|doctor|teacher|reporter|journalist|protester|guest"
    r"|customer|neighbou?r|"
    r"sergeant|constable|firefighter|minor|individual)"
)
PEOPLE = (
    r"(?:people|persons|men|women|boys|girls|teens|teenagers|children|babies|infants|students"
    r"|officers|deputies|soldiers|"
    r"civilians|drivers|passengers|workers|residents|victims|suspects|gunmen|employees|youths"
    r"|pedestrians|policemen|"
    r"troops|troopers|guards|bystanders|juveniles|adults|others|dead|casualties|refugees|migrants|protesters|"
    r"villagers|members|individuals|patients|personnel|sailors|fishermen|crew|militants|fighters"
    r"|rebels|kids|males|"
    r"females|voters|families|sisters|brothers|cousins|friends|dockers|miners|tourists"
    r"|firefighters|prisoners|hostages|hands|"
    r"Palestinians|Israelis|Americans|Russians|Ukrainians|Iranians|Syrians|Iraqis|Afghans)"
)
_KILL = (
    r"(?:killed|dead|died|slain|murdered|dies|fatally|perished|shot\s+dead|lost\s+their\s+lives"
    r"|fatalities|deaths|fatal)"
)
_HURT = r"(?:injured|wounded|hurt|hospitali[sz]ed|injuries|wounds|casualties|maimed|in\s+hospital)"
_HELD = r"(?:detained|arrested|jailed|in\s+custody|taken\s+into\s+custody|arrests|rounded\s+up)"
_MOVED = r"(?:displaced|evacuated|homeless|fled|forced\s+from\s+their\s+homes|uprooted|evacuees)"
_LOST = r"(?:(?:who\s+(?:were|are)\s+)?(?:still\s+)?missing|unaccounted\s+for)"
_KINDS = (
    ("killed", _KILL),
    ("injured", _HURT),
    ("detained", _HELD),
    ("displaced", _MOVED),
    ("missing", _LOST),
)
# What a number's words lead to: the first of these within the window decides.
_AFTER = re.compile("|".join(rf"(?P<{kind}>\b{words}\b)" for kind, words in _KINDS), re.IGNORECASE)
_BEFORE = re.compile(
    r"""(?P<killed>\b(?:kill(?:ed|ing|s)?|murder(?:ed|ing)?|slay(?:ing)?|death[ ]toll\b.{0,40}
      |deaths?[ ]of|li(?:fe|ves)[ ]of|dead[ ]include|number[ ]of[ ]dead.{0,20}|toll.{0,25}))
    |(?P<injured>\b(?:injur(?:ed|ing|es)|wound(?:ed|ing|s)?|hurt(?:ing)?|hospitali[sz]ed))
    |(?P<detained>\b(?:detain(?:ed|ing|s)?|arrest(?:ed|ing|s)?|jail(?:ed|ing)?))
    |(?P<displaced>\b(?:displac(?:ed|ing)|evacuat(?:ed|ing)))""",
    re.IGNORECASE | re.VERBOSE,
)
_STOP = re.compile(
    r"[;:(]|[.!?](?:\s|\Z)|,?\s(?:but|while|after|when|before|who(?!\s+(?:were"
    r"|are)\s+(?:still\s+)?missing)|which|because|where|as)\s|,\s(?!\d|and\s|all\s|including|most)",
    re.IGNORECASE,
)
_UNITS = re.compile(
    r"[- ]?(?:(?P<duration>(?:second|minute|hour|day|week|month|year|decade|centur(?:y"
    r"|ie))s?)(?P<old>[- ]olds?\b|\s+of\s+age\b)?"
    r"|(?P<distance>(?:kilomet(?:re|er)|met(?:re|er)|mile|yard|foot|feet|inche?|km|nautical\s+mile)s?)\b"
    r"|(?P<money>(?:dollar|euro|pound|rouble|ruble|yen|yuan|rupee|cent|crown)s?)\b"
    r"|(?P<percent>percentage\s+points?|points?)\b)\b",
    re.IGNORECASE,
)
_ATTACKS = re.compile(
    r"\s+(?:of\s+)?(?:(?!(?:of|in|after|by|from|during|and|or|to|for|with|on|at|amid|before|since|against|who|that"
    r"|killed|hurt|wounded|injured|dead)\b)\w+\s+){0,2}?"
    r"(?:attacks?|strikes|airstrikes|raids|shootings|bombings|blasts|explosions)\b",
    re.IGNORECASE,
)
_PEOPLE_AFTER = re.compile(
    rf"(?:\s+of(?=\s))?[\s-]+(?:(?!of\b|and\b|to\b|in\b|on\b|at\b)[\w’'-]+\s+){{0,3}}?(?P<noun>{PEOPLE}|{PERSON}s?)\b",
    re.IGNORECASE,
)
_NOUN_AFTER = re.compile(r"\s+(?P<noun>(?:[a-z][\w’'-]+\s+){0,2}?[a-z][\w’'-]+s)\b")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]{0,6}"
_DATE = re.compile(
    rf"\b(?:(?P<month>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>(?:19|20)\d\d))?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month2>{_MONTH})\.?(?:,?\s+(?P<year2>(?:19|20)\d\d))?"
    r"|(?P<lone>(?:19|20)\d\d))\b(?!-)",
    re.IGNORECASE,
)
_COST = re.compile(
    r"\b(?:costs?|cost\s+was|spent|paid|pay|worth|priced?|fined?|budget)\b[^.;]{0,14}\Z", re.IGNORECASE
)
_PART = re.compile(r",\s(?:including|among\s+them)\s[^,.;]{1,50},")
_PART_BEFORE = re.compile(r"\b(?:including|among\s+them)\s*\Z", re.IGNORECASE)
_CURRENCIES = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY"}
# How far from a number the word that governs it is looked for.
_WINDOW = 90


# "No one was hurt", "there were no deaths": a count of none.
_NOBODY = re.compile(
    rf"\b(?:(?:no[ ]?one|nobody|none|no[ ](?:\w+[ ])?(?:{PEOPLE}|{PERSON}))"
    rf"[ ](?:else[ ])?(?:was|were|is|has[ ]been|have[ ]been|had[ ]been|is[ ]being)?[ ]?"
    rf"(?:(?:reported|believed|said|thought|known)[ ](?:to[ ]be|to[ ]have[ ]been|as)?[ ]?)?"
    rf"(?:(?:seriously|badly|reportedly|even|physically)[ ])?"
    rf"(?:(?P<killed>{_KILL})|(?P<injured>injured|wounded|hurt|hospitali[sz]ed))\b"
    rf"|no[ ](?:(?P<deaths>deaths|fatalities)|(?P<injuries>injuries))\b)",
    re.IGNORECASE,
)


def find_quantities(text: str) -> list[Quantity]:
    """Find every typed number in a text, implicit ones ("a man was shot dead") included.

    Args:
        text: the field.

    Returns:
        Quantities in reading order, not overlapping; their offsets are in `text`.
    """
    dates = [_date(match) for match in _DATE.finditer(text)]
    taken = [(quantity.begin, quantity.end) for quantity in dates]
    found = list(dates)
    at = 0
    for numeral in find_numerals(text):
        while at < len(taken) and taken[at][1] <= numeral.number_begin:
            at += 1
        dated = at < len(taken) and taken[at][0] < numeral.end
        if dated and not _overrides_date(text, numeral, taken[at], found):
            continue
        quantity = type_numeral(text, numeral)
        if quantity is not None:
            found.append(quantity)
    found.sort(key=lambda quantity: (quantity.begin, quantity.end))
    none = find_nobody(text)
    found = [kept for kept in found if not any(_meet(kept, each) for each in none)] if none else found
    found.extend(none)
    found.sort(key=lambda quantity: (quantity.begin, quantity.end))
    found.extend(_implicit(text, found))
    found.sort(key=lambda quantity: (quantity.begin, quantity.end, quantity.kind))
    return found


def find_nobody(text: str) -> list[Quantity]:
    """Find where a text says that nobody was killed or hurt: counts of none.

    Args:
        text: any text.

    Returns:
        Quantities of 0, killed or injured, in reading order.
    """
    return [_none(match) for match in _NOBODY.finditer(text)]


def _none(match: re.Match[str]) -> Quantity:
    killed = match["killed"] or match["deaths"]
    return Quantity(
        kind="killed" if killed else "injured", low=0.0, high=0.0, unit="people", counted=match.group(),
        begin=match.start(), end=match.end(),
    )  # fmt: skip


def _meet(left: Quantity, right: Quantity) -> bool:
    return left.begin < right.end and right.begin < left.end


def _overrides_date(text: str, numeral: Numeral, date: tuple[int, int], found: list[Quantity]) -> bool:
    """Tell "2,019 people" and "2000 people" from a year; the number then takes the date's place."""
    if date[1] - date[0] != 4 or not _PEOPLE_AFTER.match(text, numeral.end):
        return False
    for index, quantity in enumerate(found):
        if quantity.kind == "date" and (quantity.begin, quantity.end) == date:
            del found[index]
            return True
    return False


def _date(match: re.Match[str]) -> Quantity:
    year = match["year"] or match["year2"] or match["lone"]
    month_word = match["month"] or match["month2"]
    low = high = None
    if year and month_word:
        month = _MONTHS.index(month_word[:3].lower()) + 1
        low = high = float(int(year) * 10_000 + month * 100 + int(match["day"] or match["day2"]))
    elif year:
        low, high = float(int(year) * 10_000 + 101), float(int(year) * 10_000 + 1231)
    return Quantity(kind="date", low=low, high=high, unit="yyyymmdd" if year else None, counted=match.group(),
                    begin=match.start(), end=match.end())  # fmt: skip


def type_numeral(text: str, numeral: Numeral) -> Quantity | None:
    """Give a number its kind, or None where it counts nothing that can be compared, such as an age."""
    end = numeral.end
    if numeral.percent:
        return _make(numeral, "percent", unit="percent")
    if numeral.currency:
        return _make(numeral, "money", unit=_CURRENCIES.get(numeral.currency, numeral.currency))
    unit = _UNITS.match(text, end)
    if unit is not None and not (
        numeral.digits is False
        and numeral.low == 1.0
        and text[numeral.number_begin : numeral.number_begin + 2].lower() in ("a ", "an")
    ):
        return None if unit["old"] else _with_unit(text, numeral, unit)
    person = _PEOPLE_AFTER.match(text, end)
    kind = _fate(text, numeral, person)
    if kind is not None:
        counted = text[end : max(end, person.end() if person else end)].strip(" -")
        return _make(numeral, kind, unit="people", counted=counted or None)
    if person is not None:
        return _make(numeral, "people", unit="people", counted=person["noun"])
    return _count(text, numeral)


def _count(text: str, numeral: Numeral) -> Quantity | None:
    """Read attacks, a bare cost, and things counted by a plural noun."""
    attacks = _ATTACKS.match(text, numeral.end)
    if attacks is not None:
        return _make(numeral, "attacks", counted=attacks.group().strip())
    before = text[max(0, numeral.begin - 24) : numeral.begin]
    if (numeral.low or numeral.high or 0) >= 1000 and _COST.search(before):
        return _make(numeral, "money")
    noun = _NOUN_AFTER.match(text, numeral.end)
    return _make(numeral, "count", counted=noun["noun"]) if noun is not None else None


def _make(numeral: Numeral, kind: str, unit: str | None = None, counted: str | None = None) -> Quantity:
    return Quantity(
        kind=kind,
        low=numeral.low,
        high=numeral.high,
        unit=unit,
        counted=counted,
        begin=numeral.begin,
        end=numeral.end,
    )


def _with_unit(text: str, numeral: Numeral, unit: re.Match[str]) -> Quantity:
    kind = unit.lastgroup if unit.lastgroup != "old" else "duration"
    word = (unit[kind or "duration"] or "").lower()
    singular = {"feet": "foot", "centuries": "century", "inches": "inch"}.get(word, word.removesuffix("s"))
    return Quantity(
        kind=kind or "duration",
        low=numeral.low,
        high=numeral.high,
        unit=singular,
        counted=None,
        begin=numeral.begin,
        end=unit.end(),
    )


# What a table of numbers has none of: a word.
_LETTERS = re.compile(r"[^\W\d_]{3}")


def _fate(text: str, numeral: Numeral, person: re.Match[str] | None) -> str | None:
    """Find what happened to those counted: the nearest verb behind the number, else the one before it."""
    if not _LETTERS.search(text, max(0, numeral.begin - 48), numeral.end + _WINDOW):
        return None
    if _PART_BEFORE.search(text, max(0, numeral.begin - 16), numeral.begin):
        return None
    # "24 people, including four children, were killed": the part stands aside.
    window = _PART.sub("", text[numeral.end : numeral.end + _WINDOW], count=1)
    stop = _STOP.search(window)
    reach = window[: stop.start()] if stop else window
    after = _AFTER.search(reach)
    before_words = text[max(0, numeral.begin - 48) : numeral.begin]
    before = None
    for match in _BEFORE.finditer(before_words):
        gap = before_words[match.end() :]
        if (
            not re.search(r"[.;:!?]|\b(?:and|in|on|after|with|for|by|to)\b(?!\s*\Z)", gap)
            and len(gap.split()) <= 3
        ):
            before = match
    if (
        not numeral.digits
        and text[numeral.number_begin : numeral.end].lower() in ("one", "two")
        and person is None
        and after is None
        and before is None
    ):
        return None
    near_after = after is not None and (person is not None or len(reach[: after.start()].split()) <= 4)
    if (
        before is not None
        and not (
            near_after
            and after is not None
            and len(reach[: after.start()].split()) <= 1
            and not before.group().lower().endswith("ing")
        )
        and (not before.group().lower().startswith("toll") or True)
    ):
        between = before_words[before.end() :].strip()
        if (
            person is not None
            or not between
            or between.lower() in ("at least", "another", "an estimated", "as many as")
            or "toll" in before.group().lower()
        ):
            return before.lastgroup
    if not near_after or after is None:
        return None
    between = reach[: after.start()]
    if re.search(r"\b(?:of|\d+)\b", between) and person is None:
        return None
    return after.lastgroup


def _implicit(text: str, found: list[Quantity]) -> list[Quantity]:
    """Find people whose fate is told without a number, or with one that its own words do not type."""
    kept: list[Quantity] = []
    known = [(quantity.begin, quantity.end, quantity.kind) for quantity in found]
    at = 0
    for mention in find_casualties(text):
        if mention.kind not in ("killed", "injured") or not mention.count or not mention.people:
            continue
        if all(person.pronoun or person.name for person in mention.people):
            continue
        while at < len(known) and known[at][1] <= mention.begin - _WINDOW:
            at += 1
        near = known[at : at + 40]
        if any(begin < mention.end and mention.begin < end for begin, end, _ in near):
            continue
        count = float(mention.count)
        kept.append(
            Quantity(
                kind=mention.kind,
                low=count,
                high=count,
                unit="people",
                counted=text[mention.begin : mention.end],
                begin=mention.begin,
                end=mention.end,
            )
        )
    return kept
