"""People killed and hurt, counted or told of one by one: "three were wounded", "a man was shot dead"."""

import re
from dataclasses import dataclass

from whence.statements.numerals import MANY_VALUES, parse_number
from whence.statements.wordlists import word_set

PERSON_NOUNS = word_set(
    """
    man woman boy girl teen teenager child baby infant toddler person student officer deputy soldier
    civilian driver passenger worker resident father mother son daughter brother sister suspect
    victim gunman robber clerk employee homeowner youth pedestrian cyclist motorcyclist policeman
    trooper guard bystander juvenile adult husband wife boyfriend girlfriend intruder shooter
    attacker patient male female grandmother grandfather sailor fisherman pilot docker nurse doctor
    teacher reporter journalist protester guest customer neighbor neighbour sergeant constable
    firefighter minor individual niece nephew cousin uncle aunt grandson granddaughter stepson
    stepdaughter friend coworker boss owner dad mom father-in-law mother-in-law stepfather
    stepmother roommate partner fiance fiancee ex ex-husband ex-wife ex-boyfriend ex-girlfriend
    hunter burglar cop detective marine veteran kid newborn lawyer player rapper singer mayor
    senator minister president judge general commander guard dancer barber chef dog-walker fugitive
    inmate prisoner tourist cameraman woman's man's grandchild stepchild baby's captain lieutenant
    chief
    """
)
PEOPLE_NOUNS = word_set(
    """
    people persons men women boys girls teens teenagers children babies infants students officers
    deputies soldiers civilians drivers passengers workers residents victims suspects gunmen
    employees youths pedestrians policemen troops troopers guards bystanders juveniles adults others
    refugees migrants protesters villagers members individuals patients personnel sailors fishermen
    militants fighters rebels kids males females families sisters brothers cousins friends dockers
    miners tourists firefighters prisoners hostages hands crew sons daughters teachers cops police
    strangers neighbors neighbours Palestinians palestinians israelis americans russians ukrainians
    relatives coworkers customers spectators mourners worshippers minors toddlers parents
    """
)
_FATE = re.compile(
    r"""\b(?:
    (?P<killed>(?:shot|stabbed|beaten|gunned)[ ](?:and[ ]|,[ ])?(?:killed|dead|to[ ]death|down)
    |fatally[ ](?:shot|wounded|injured|struck|stabbed|shooting)
      |found[ ](?:shot[ ])?dead|pronounced[ ]dead|declared[ ]dead|left[ ](?:for[ ])?dead|died|dies|killed
      |kills|killing|dead|murdered|slain|deceased
      |succumbed|lost[ ](?:his|her|their)[ ]li(?:fe|ves)|(?:took|taken|taking)[ ](?:his|her)[ ]own[ ]life
      |committed[ ]suicide
      |(?:shooting[ ]|stabbing[ ])?(?:deaths?|murders?|killings?|slayings?|li(?:fe|ves))[ ]of
      |(?:killed|shot)[ ](?:himself|herself)[ ](?:to[ ]death|dead)|killed[ ](?:himself|herself))
    |(?P<injured>wounded|wounding|wounds?(?=[ ](?:a|an|one|two|three|four|five|six|seven|eight|nine|ten
    |\d|his|her|another)\b)|injured|injuring|injures|hurt|hospitali[sz]ed
      |(?:in|listed[ ]in)[ ](?:critical|serious|stable|fair|good|guarded)(?:[ ]but[ ]stable)?[ ]condition
      |(?:shot|shoots|shooting)[ ](?:himself|herself)|non-?[ ]?life[- ]threatening|recovering)
    |(?P<shot>shot(?![ ]at\b|[ ]was|[ ]rang|[ ]fired)|shoots|struck|hit[ ]by[ ]gunfire|grazed
    |gunshot[ ]victims?|stabbed|shooting[ ]of
      |shooting(?=[ ](?:a|an|one|two|three|four|five|\d+|his|her|another)\b)|gunshot[ ]wounds?)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_WORD = re.compile(r"\w+(?:[-’'.,]\w+)*|[,;:.!?()\"“”—–]")
_BE = word_set(
    """
    was were is are been being be am get gets got getting has have had having left found
    """
)
_SKIP = word_set(
    """
    also then later critically seriously fatally slightly badly reportedly allegedly accidentally
    apparently both all not believed initially himself herself each severely mortally gravely just
    being been still now confirmed instantly tragically had has have
    """
)
_UNREAL = word_set(
    """
    no nobody none never not could would might if threatened threatening tried trying attempted
    attempting intent plot plotted planned planning wanted plan plans attempt without almost nearly
    should can may allegedly-to hoax
    """
)
_AFTER_LEFT = word_set(
    """
    in after by at during near while on when outside inside following from as early late overnight ,
    . ; and with over for this last monday tuesday wednesday thursday friday saturday sunday because
    amid along before when to
    """
)
_MACHINES = word_set(
    """
    drone drones aircraft plane planes jet jets helicopter helicopters missile missiles rocket rockets
    balloon balloons airliner fighter-jet fighter-jets bomber bombers
    """
)
_PRONOUNS = word_set("he she who him her himself herself")
_DETERMINERS = word_set("a an one another the his her their this that")
_BREAKS = frozenset(';:.!?"“”—–')
_SENTENCE = re.compile(r"[.!?][\"”’']?(?=\s)|\n")
_PLACE_ENDS = word_set(
    """
    hospital center centre drive street avenue road county police department boulevard lane court
    park city university school sheriff's sheriff office highway club church apartments monday
    tuesday wednesday thursday friday saturday sunday january february march april may june july
    august september october november december
    """
)
# How many words on either side of a fate word can hold who met it.
_REACH = 16


@dataclass(frozen=True, slots=True)
class Casualty:
    """One mention of people killed or hurt.

    Attributes:
        kind: killed, injured or shot (which the rest of the text decides).
        count: how many, None where the words only say "people".
        open_low: whether the count is a least ("at least 12").
        begin: first code point of the mention of those counted.
        end: end, exclusive.
        counted: the words that say who.
        key: what tells this person from another: a name, an age, a noun; empty for groups.
        numeral: whether a number was given.
        strong: whether the word itself says that they survived ("wounded"), not only that they were hit.
    """

    kind: str
    count: int | None
    begin: int
    end: int
    counted: str
    key: str
    numeral: bool
    strong: bool


@dataclass(slots=True)
class _Words:
    lowers: list[str]
    words: list[str]
    begins: list[int]
    ends: list[int]


def find_casualties(text: str) -> list[Casualty]:
    """Find the mentions of people killed, injured or shot.

    Args:
        text: any text.

    Returns:
        Mentions in reading order.
    """
    found: list[Casualty] = []
    for match in _FATE.finditer(text):
        mention = _read(text, match)
        if mention is not None:
            found.append(mention)
    return found


def _read(text: str, match: re.Match[str]) -> Casualty | None:
    kind = match.lastgroup or "shot"
    phrase = match.group().lower()
    left = _words(text, max(0, match.start() - 140), match.start(), last=True)
    right = _words(text, match.end(), match.end() + 120, last=False)
    if (
        any(
            (word in _UNREAL and left.lowers[-6:].count("fewer") == 0) or word.endswith(("n't", "n’t"))
            for word in left.lowers[-6:]
        )
        and "," not in left.lowers[-5:]
    ):
        return None
    if any(lower in ("intent", "attempted", "threatening", "only") for lower in left.lowers[-3:]):
        return None
    if phrase.endswith("down") and any(word in _MACHINES for word in left.lowers[-8:]):
        return None
    strong = kind != "shot" and not phrase.startswith("gunshot")
    if phrase.endswith((" of", "self", "own life", "suicide")) or _acts(phrase, left, right):
        side = _right(right) if not phrase.endswith(("self", "life", "suicide")) else None
        if phrase.endswith(("self", "own life", "suicide")):
            side = _Side(1, match.start(), match.end(), phrase, "self", False)
    else:
        side = _left(left)
        if side is None and phrase in ("wounded", "injured", "hurt", "dead", "killed"):
            side = _right(right) if right.lowers[:1] and right.lowers[0] not in _AFTER_LEFT else None
    if side is None:
        return None
    return Casualty(kind, side.count, side.begin, side.end, side.counted, side.key, side.numeral, strong)


def _words(text: str, begin: int, end: int, *, last: bool) -> _Words:
    """Split the words on one side of a fate word, within its sentence."""
    found = _Words([], [], [], [])
    for match in _WORD.finditer(text, begin, min(end, len(text))):
        word = match.group()
        stops = word in _BREAKS and not (word == "." and found.words and len(found.words[-1]) <= 3)
        if stops or ("\n" in text[found.ends[-1] : match.start()] if found.ends else False):
            if not last:
                break
            found = _Words([], [], [], [])
            if stops:
                continue
        found.words.append(word)
        found.lowers.append(word.lower())
        found.begins.append(match.start())
        found.ends.append(match.end())
        if not last and len(found.words) >= _REACH:
            break
    if last and len(found.words) > _REACH:
        return _Words(*(part[-_REACH:] for part in (found.lowers, found.words, found.begins, found.ends)))  # type: ignore[arg-type]
    return found


def _acts(phrase: str, left: _Words, right: _Words) -> bool:
    """Tell whether a fate word was done to what follows it, not to what stands before it."""
    if phrase in (
        "died",
        "dies",
        "dead",
        "deceased",
        "succumbed",
        "hospitalized",
        "hospitalised",
        "recovering",
    ) or (" dead" in phrase and "shot" not in phrase):
        return False
    if "condition" in phrase or phrase.startswith(("non", "gunshot", "lost")):
        return False
    near = [word for word in left.lowers[-4:] if word not in _SKIP or word in ("been", "being", "had", "has")]
    passive = any(word in _BE - {"has", "have", "had", "having", "left", "found"} for word in near[-2:])
    if passive:
        return False
    following = right.lowers[0] if right.lowers else ""
    opens = (
        following in _DETERMINERS
        or following in PEOPLE_NOUNS
        or following.isdigit()
        or parse_number(following) is not None
    )
    opens = opens or (
        following in ("at", "up", "more", "as", "nearly", "about", "dozens", "several")
        and (
            right.lowers[1:2] in (["least"], ["to"], ["than"], ["many"])
            or following in ("nearly", "about", "dozens", "several")
        )
    )
    opens = opens or (bool(right.words) and right.words[0][:1].isupper() and following not in _AFTER_LEFT)
    return opens or phrase.endswith("ing")


@dataclass(frozen=True, slots=True)
class _Side:
    count: int | None
    begin: int
    end: int
    counted: str
    key: str
    numeral: bool


def _left(words: _Words) -> _Side | None:
    """Read who stands before a fate word: "Three people were", "A man and a woman are"."""
    stop = len(words.lowers)
    while stop and (
        words.lowers[stop - 1] in _BE
        or words.lowers[stop - 1] in _SKIP
        or words.lowers[stop - 1].endswith("ly")
    ):
        stop -= 1
    closed = stop > 1 and words.lowers[stop - 1] == ","
    if closed and "including" in words.lowers[:stop]:
        # "24 people, including four children, were killed" counts 24.
        stop = words.lowers.index("including")
    while stop > 1 and words.lowers[stop - 1] in ("and", ",", "who"):
        stop -= 1
    return _people(words, max(0, stop - _REACH), stop, backward=True)


def _right(words: _Words) -> _Side | None:
    """Read who stands behind a fate word: "killing 12 people", "shot his wife and son"."""
    return _people(words, 0, len(words.lowers), backward=False)


def _people(words: _Words, start: int, stop: int, *, backward: bool) -> _Side | None:
    """Count the people between two words, nearest the fate word."""
    order = range(stop - 1, start - 1, -1) if backward else range(start, stop)
    for steps, index in enumerate(order):
        lower = words.lowers[index]
        value = _number_at(words, index)
        if value is not None and not _is_age(words, index) and steps <= 7:
            return _group(words, index, value)
        if lower in PERSON_NOUNS and steps <= 9:
            return _singles(words, index, backward=backward)
        if lower in PEOPLE_NOUNS:
            return _plural(words, index)
        if lower in _PRONOUNS and steps <= 3:
            return _Side(1, words.begins[index], words.ends[index], words.words[index], "", False)
        if _is_name(words, index) and steps <= 8:
            return _named(words, index)
        if lower in ("and", "to", "in", "that", "with", "after", "for") and steps > 1 and not backward:
            return None
    return None


def _number_at(words: _Words, index: int) -> float | None:
    lower = words.lowers[index]
    if lower in ("a", "an", "one", "score", "half"):
        return None if lower != "one" or words.lowers[index + 1 : index + 2] in (["of"], ["count"]) else 1.0
    if lower in MANY_VALUES and lower not in ("several", "few"):
        return float(MANY_VALUES[lower])
    value = parse_number(lower) if lower[:1].isdigit() or lower.isalpha() or "-" in lower else None
    return value if value is not None and value == int(value) and 0 < value < 1_000_000 else None


def _is_age(words: _Words, index: int) -> bool:
    """Tell whether a number is an age, a street number, a time or a date rather than a count."""
    following = words.lowers[index + 1] if index + 1 < len(words.lowers) else ""
    before = words.lowers[index - 1] if index else ""
    if any(word in ("ages", "age", "aged") for word in words.lowers[max(0, index - 5) : index]):
        return True
    if following in (
        "years",
        "year",
        "months",
        "month",
        "year-old",
        "gunshot",
        "shots",
        "bullets",
        "-year-old",
        "block",
        "p.m",
        "a.m",
        "am",
        "pm",
        "times",
        "percent",
        "minutes",
        "hours",
        "days",
        "weeks",
        "miles",
    ):
        return True
    if before in ("age", "aged", "at", "around", "about") and (
        following in (",", "p.m", "a.m", "") or before != "about"
    ):
        return before in ("age", "aged") or following not in PEOPLE_NOUNS
    if before in (",", "(") and (following in (",", ")", "of") or not following or following in _BE):
        return words.words[index].isdigit()
    if before in (
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan.",
        "on",
        "highway",
        "interstate",
    ):
        return words.words[index].isdigit()
    return "-" in words.lowers[index] and "old" in words.lowers[index]


def _group(words: _Words, index: int, value: float) -> _Side:
    end = index
    while (
        end + 1 < len(words.lowers)
        and end - index < 4
        and words.lowers[end] not in PEOPLE_NOUNS
        and words.lowers[end + 1].isalpha()
        and words.lowers[end + 1] not in _BE
    ):
        end += 1
    if words.lowers[end] not in PEOPLE_NOUNS and words.lowers[end] not in PERSON_NOUNS:
        end = index
    return _Side(
        int(value), words.begins[index], words.ends[end], " ".join(words.words[index : end + 1]), "", True
    )


def _singles(words: _Words, index: int, *, backward: bool) -> _Side:
    """Count a list of people told of one by one, of which the noun at `index` is the nearest."""
    step = -1 if backward else 1
    count, first, last = 1, index, index
    at = index + step
    gap = 0
    joined = False
    while 0 <= at < len(words.lowers) and gap <= 7:
        lower = words.lowers[at]
        if lower in ("and", ","):
            joined = joined or lower == "and"
            gap = 0
        elif lower in PERSON_NOUNS and any(
            word in ("and", ",") for word in words.lowers[min(at, index) : max(at, index)]
        ):
            between = words.lowers[
                min(at, last if not backward else first) + 1 : max(at, last if not backward else first)
            ]
            if ("and" in between or "," in between) and (
                len(between) <= 2
                or any(word in _DETERMINERS or "old" in word for word in between[-6:])
                or not backward
            ):
                count += 1
                first, last = min(first, at), max(last, at)
            gap = 0
        elif lower in _BE or lower in ("who", "that", "when", "after", "by", "to", "said", "says", "with"):
            break
        gap += 1
        at += step
    if count > 1 and not joined:
        count = 1
    start = first
    while start and (words.lowers[start - 1] in _DETERMINERS or "old" in words.lowers[start - 1]):
        start -= 1
    key = words.lowers[index] if count == 1 else ""
    return _Side(
        count, words.begins[start], words.ends[last], " ".join(words.words[start : last + 1]), key, False
    )


def _plural(words: _Words, index: int) -> _Side | None:
    """Read people without a number of their own: none is given, or one stands before them."""
    for at in range(index - 1, max(-1, index - 5), -1):
        value = _number_at(words, at)
        if value is not None and not _is_age(words, at):
            return _group(words, at, value)
        if words.lowers[at] in MANY_VALUES:
            return _Side(
                MANY_VALUES[words.lowers[at]], words.begins[at], words.ends[index], words.words[at], "", False
            )
        if words.lowers[at] in ("both", "couple"):
            return _Side(2, words.begins[at], words.ends[index], words.words[at], "", False)
    return None


def _is_name(words: _Words, index: int) -> bool:
    word = words.words[index]
    if not word[:1].isupper() or len(word) < 3 or not word[0].isalpha():
        return False
    if words.lowers[index] in _PLACE_ENDS:
        return False
    return index > 0 and words.words[index - 1][:1].isupper() and words.words[index - 1].isalpha()


def _named(words: _Words, index: int) -> _Side:
    start = index
    while (
        start and words.words[start - 1][:1].isupper() and words.words[start - 1].replace("-", "").isalpha()
    ):
        start -= 1
    other = _name_before(words, start)
    if other is not None:
        return _Side(
            2, words.begins[other], words.ends[index], " ".join(words.words[other : index + 1]), "", False
        )
    return _Side(
        1,
        words.begins[start],
        words.ends[index],
        " ".join(words.words[start : index + 1]),
        "@" + words.lowers[index],
        False,
    )


def _name_before(words: _Words, start: int) -> int | None:
    """Find another person named before "and": "23-year-old Jon Venn and Ada Holm"."""
    at = start - 1
    while at >= 0 and (
        words.lowers[at].isdigit() or "old" in words.lowers[at] or words.lowers[at] in ("year", ",")
    ):
        at -= 1
    if at < 1 or words.lowers[at] != "and":
        return None
    at -= 1
    while at >= 0 and (words.lowers[at] == "," or words.lowers[at].isdigit()):
        at -= 1
    if at >= 1 and _is_name(words, at):
        return at - 1
    return at if at >= 0 and words.lowers[at] in PERSON_NOUNS else None


def sentence_of(text: str, begin: int) -> tuple[int, int]:
    """Give the stretch between the nearest sentence ends around a place, at most 400 code points each way."""
    low = max(0, begin - 400)
    starts = [match.end() for match in _SENTENCE.finditer(text, low, begin)]
    stop = _SENTENCE.search(text, begin, min(len(text), begin + 400))
    return (starts[-1] if starts else low), (stop.start() if stop else min(len(text), begin + 400))
