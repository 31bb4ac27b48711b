"""Phrases that stand for people: how many, and what tells one of them from another."""

from dataclasses import dataclass, replace

from whence.statements.fate_words import SAINTS
from whence.statements.numerals import MANY_VALUES, NUMBER_WORDS
from whence.statements.people_numbers import (
    DETERMINERS,
    FRESH,
    Word,
    age_at,
    is_headline,
    ordinal_of,
    read_number,
    value_at,
)
from whence.statements.people_words import (
    ADJECTIVES,
    NOT_NAMES,
    PERSON_WORDS,
    PRONOUNS,
    TITLES,
    PersonWord,
)
from whence.statements.person import Person, with_age
from whence.statements.titles import name_gender
from whence.statements.wordlists import word_set

_DEFINITE = word_set("the his her their its our my your this these those both")
# Not between a number and its noun: these begin something else.
_NO_MODIFIER = word_set(
    """
    where which whom whose because report reports then of in into onto after by from during and or to for with
    on at amid before since against who that when while as was were is are been be has have had will would
    could may might said says killed dead died wounded injured hurt shot hit struck fatally critically
    seriously including times shots rounds percent gunshot hours minutes seconds days weeks months years
    miles feet meters block blocks p.m a.m pm am missing detained arrested displaced evacuated jailed homeless
    """
)
# What may stand behind a number that stands for people by itself: "three were", "2 dead", "four of them".
_ALONE = word_set(
    """
    was were is are have has had others of in at on after during dead wounded injured hurt killed shot
    hit struck fatally critically seriously to who remain remained remains more people suffered survived
    died die being men from near outside and by for with still were later critical hospitalized found
    taken detained arrested arrests missing displaced evacuated evacuees injuries lives homeless jailed
    murdered slain stabbed massacred drowned unaccounted slightly badly severely also both deaths fatalities
    """
)
_WHOLES = word_set("the them those his her their whom its these our")
_PARTS = word_set(
    "one two three four five six seven eight nine ten both some none most all many half several"
)
# Behind words written large, these make an office or a place of them.
_OFFICES = word_set(
    """
    county police department street avenue road drive lane boulevard court park hospital school
    university college sheriff sheriff's officers deputies authorities fire parish township district
    city beach center centre church highway apartments office medical elementary high middle pd
    """
)
_VERBS_OF_NAMES = word_set(
    """
    was were is had has died suffered survived later remains remained who sustained also received
    underwent shot killed stabbed wounded fired
    """
)
_BEFORE_PLACES = word_set(
    "a an his her their our its the north south east west northeast northwest southeast southwest downtown "
    "central rural near in"
)
# The words that may begin a phrase for people, in small letters.
_BEGIN = frozenset(
    {
        *DETERMINERS, *FRESH, *PERSON_WORDS, *ADJECTIVES, *PRONOUNS, *TITLES, *NUMBER_WORDS, *MANY_VALUES,
        "both", "couple", "all", "first",
    }
)  # fmt: skip
# Nouns for people that are surnames, too.
_SURNAMES = word_set(
    "walker baker cook porter hunter singer gardener farmer carpenter barber shepherd painter guard"
)
_PLACE = 3  # words of a place between an age and the noun
_MODIFIERS = 5  # words between a number or article and the noun


def find_people(words: list[Word], *, names: bool = True) -> list[Person]:
    """Find the phrases for people in a sentence, from left to right, not overlapping.

    Args:
        words: the sentence's words.
        names: whether words written large may be names; not so in headlines.

    Returns:
        Phrases in reading order.
    """
    found: list[Person] = []
    at = 0
    while at < len(words):
        if not _may_begin(words[at], names=names):
            at += 1
            continue
        titled = names and words[at].lower in TITLES and at + 1 < len(words) and _is_name_word(words, at + 1)
        person = None if titled else _read_phrase(words, at)
        if person is None and names:
            person = _read_name(words, at)
        if person is None:
            at += 1
            continue
        person = _with_women(words, _with_name(words, person) if names else person)
        person = with_age(words, person)
        found.append(
            replace(person, begin=words[person.first].begin, end=words[person.stop - 1].end)
            if not person.end
            else person
        )
        at = max(person.stop, at + 1)
    return found


def _may_begin(word: Word, *, names: bool) -> bool:
    """Tell whether a phrase may begin with a word; quick, as most words begin none."""
    first = word.text[0]
    return word.lower in _BEGIN or first.isdigit() or "-" in word.lower or (names and first.isupper())


def _read_phrase(words: list[Word], at: int) -> Person | None:
    """Read a phrase that begins with an article, a number, an age, a noun or a pronoun."""
    lower = words[at].lower
    if lower in PRONOUNS and not (lower == "her" and _is_possessive(words, at)):
        return Person(at, at + 1, 1, sex=PRONOUNS[lower].sex, definite=True, pronoun=True)
    start, count, numeral = read_number(words, at)
    if not numeral and lower in ("him", "himself", "herself"):
        return None
    noun = _read_noun(words, start, counted=numeral or start > at)
    if noun is None and lower == "another" and (at + 1 == len(words) or not _may_be_noun(words[at + 1])):
        return Person(at, at + 1, 1, fresh=True, noun="another")
    if noun is None:
        return _read_alone(words, at, start, count) if numeral else None
    head, stop, traits = noun
    word = PERSON_WORDS.get(words[head].lower)
    plural = (word is not None and word.plural) or words[head].lower.endswith("olds")
    if lower == "her" and head == at + 1 and word is None:
        return None
    if not numeral:
        count = None if plural else 1
        if words[head].lower in ("couple", "parents", "twins", "grandparents"):
            count = 2
    return Person(
        at, stop, count, numeral=numeral, age=traits.age, sex=traits.sex, stage=traits.stage,
        role=traits.role, definite=lower in _DEFINITE,
        fresh=lower in FRESH or any(words[k].lower in FRESH for k in range(at, stop)),
        ordinal=next((ordinal for k in range(at, stop) if (ordinal := ordinal_of(words[k].lower))), 0),
        noun=words[head].lower if word is not None else "",
    )  # fmt: skip


def _may_be_noun(word: Word) -> bool:
    return word.text[0].isalnum() and word.lower not in _NO_MODIFIER


def _is_possessive(words: list[Word], at: int) -> bool:
    following = words[at + 1].lower if at + 1 < len(words) else ""
    return (
        (following[:1].isalpha() or "old" in following)
        and following not in _NO_MODIFIER
        and following not in ("dead", "to", "twice", "before", "until")
    )


@dataclass(slots=True)
class _Traits:
    age: int | None = None
    sex: str = ""
    stage: str = ""
    role: str = ""

    def add(self, word: PersonWord) -> None:
        self.sex = word.sex or self.sex
        self.stage = word.stage or self.stage
        self.role = word.role or self.role


def _read_noun(words: list[Word], start: int, *, counted: bool) -> tuple[int, int, _Traits] | None:
    """Read on to the noun: its place, one past the phrase's end, and what the words tell."""
    traits = _Traits()
    head = None
    at = start
    limit = min(len(words), start + (_MODIFIERS if counted else 4) + 1)
    while at < limit:
        lower = words[at].lower
        aged = age_at(words, at)
        if aged is not None:
            traits.age, stop = aged
            head, at = stop - 1, stop
            continue
        word = PERSON_WORDS.get(lower)
        if (
            word is not None
            and not _is_modifier_only(words, at)
            and not _is_in_a_name(words, at, start, counted)
        ):
            traits.add(word)
            if at and words[at - 1].lower == "young":
                # A boy is a young man, too.
                traits.stage = ""
            head = at
            at += 1
            behind = PERSON_WORDS.get(words[at].lower) if at < len(words) else None
            if word.plural and behind is None:
                break
            continue
        if lower in ADJECTIVES:
            traits.add(ADJECTIVES[lower])
        elif head is not None or not counted or not _is_modifier(words, at, start):
            break
        at += 1
    if head is None:
        return None
    return head, head + 1, traits


def _is_modifier(words: list[Word], at: int, start: int) -> bool:
    """Tell whether a word may stand before a noun for people: "off-duty police officers"."""
    lower = words[at].lower
    if not lower[0].isalpha() or lower in _NO_MODIFIER or lower in DETERMINERS or lower in PRONOUNS:
        return False
    return at == start or (lower != "one" and value_at(words, at) is None)


def _is_in_a_name(words: list[Word], at: int, start: int, counted: bool) -> bool:
    """Tell "Alma General", the hospital, from a general."""
    text = words[at].text
    alone = at == start and not counted and at > 0
    return (
        alone
        and text[0].isupper()
        and words[at - 1].text[0].isupper()
        and words[at - 1].text[0].isalpha()
        and not (text.isupper() or is_headline(words))
    )


def _is_modifier_only(words: list[Word], at: int) -> bool:
    """Tell "victim services", "student body": a noun that only stands before another one."""
    following = words[at + 1].lower if at + 1 < len(words) else ""
    return following in (
        "services",
        "body",
        "center",
        "centre",
        "council",
        "department",
        "assistance",
        "status",
    )


def _read_alone(words: list[Word], at: int, start: int, count: int | None) -> Person | None:
    """Read a number that stands for people by itself."""
    following = words[start].lower if start < len(words) else "."
    lower = words[at].lower
    if following in ("of", "others") and lower in _PARTS | {"the", "all"} | set(MANY_VALUES):
        pass
    elif following not in _ALONE and following not in (".", ",", ";", "!", "-", "–", "—", "&", ":"):
        return None
    if following == "of" and not _is_whole(words, start + 1):
        return None
    before = words[at - 1].text if at else ""
    if before in (",", "(") and following in (",", ")") and words[at].text.isdigit():
        return None
    parent = PERSON_WORDS.get(words[at - 2].lower) if before == "of" and at > 1 else None
    if parent is not None and not parent.plural and following != "others":
        # "a mother of two" is one; "a family of five" is five
        return None
    part = following == "of"
    stop, whole = _part_end(words, start) if part else (start, None)
    fresh = following in ("others", "more") or lower in FRESH
    stop = start + 1 if following in ("others", "more") else stop
    return Person(
        at, stop, count, begin=words[at].begin, end=words[max(at, (start if fresh else start - 1))].end,
        numeral=True, fresh=fresh, part=part, definite=lower in _DEFINITE or before == "only", whole=whole,
    )  # fmt: skip


def _is_whole(words: list[Word], at: int) -> bool:
    """Tell whether what stands behind "of" is a group: "of the men", "of them", "of 12 sailors"."""
    if at >= len(words) or words[at].lower in _WHOLES:
        return True
    # "ten of 12 sailors", but "image 2 of 9"
    behind = words[at + 1].text if at + 1 < len(words) else "."
    return value_at(words, at) is not None and behind[0].isalpha()


def read_counted(words: list[Word], *, one: bool, many: bool) -> tuple[str, int] | None:
    """Read the noun for people behind a number: "people", "of sailors", "off-duty police officers".

    Args:
        words: the words behind the number.
        one: whether the number is 1, so that the noun may be in the singular.
        many: whether it is a word such as "dozens", behind which "of" may stand.

    Returns:
        The noun in small letters and where it ends, a code point; None where no noun for people follows.
    """
    start = int(many and len(words) > 1 and words[0].lower == "of" and words[1].lower not in _WHOLES)
    noun = _read_noun(words, start, counted=True) if start < len(words) else None
    if noun is None or any(
        word.text[0].isdigit() or "-range" in word.lower for word in words[start : noun[0]]
    ):
        # "four B-52 bombers"
        return None
    word = PERSON_WORDS.get(words[noun[0]].lower)
    limbs = words[noun[0]].lower == "hands" and noun[0] == start
    if limbs or (not one and word is not None and not word.plural):
        # "two hands", but "two dock hands"; "30 guard vessels"
        return None
    return words[noun[0]].lower, words[noun[0]].end


def _part_end(words: list[Word], at: int) -> tuple[int, int | None]:
    """Give the end of "of the four victims" behind "one", and how many those are."""
    whole = None
    for stop in range(at + 1, min(len(words), at + 7)):
        lower = words[stop].lower
        whole = whole or value_at(words, stop)
        following = words[stop + 1].lower if stop + 1 < len(words) else ""
        if lower in ("those", "these") and following in PERSON_WORDS:
            continue
        if lower in ("them", "whom", "those") or lower in PERSON_WORDS:
            return stop + 1, whole
        if not lower[0].isalnum() or lower in ("was", "were", "is", "are"):
            break
    return at, None


def _read_name(words: list[Word], at: int) -> Person | None:
    """Read a run of words written large as a person's name, titles before it included."""
    stop = at
    while stop < len(words) and _is_name_word(words, stop):
        stop += 1
        if stop < len(words) and words[stop].text == "." and len(words[stop - 1].text) <= 4:
            stop += 1
        stop = _behind_nickname(words, stop)
    while stop > at and words[stop - 1].text == "." and words[stop - 2].lower not in ("jr", "sr"):
        stop -= 1
    if stop < len(words) and stop > at:
        # "Alma County", "Holm K-9": a place or an office; "Alma woman": somebody from there.
        following = words[stop].lower
        if following in _OFFICES or following in ("k-9", "k9", "dog"):
            return None
        if following in PERSON_WORDS and words[stop].text[0].islower() and not PERSON_WORDS[following].plural:
            inner = _read_phrase(words, stop)
            return replace(inner, first=at) if inner is not None else None
    name = tuple(
        word.lower.replace("’", "'")
        for word in words[at:stop]
        if word.text[0].isalpha()
        and word.lower not in TITLES
        and word.lower not in ("jr", "sr", "ii", "iii", "iv")
    )
    if not name or (len(name) == 1 and (len(name[0]) < 3 or not _may_be_surname(words, at, stop))):
        return None
    if words[stop - 1].lower.endswith(("'s", "’s")):
        return None
    role = "police" if words[at].lower in ("officer", "deputy", "trooper", "detective", "sgt", "cpl") else ""
    sex = (name_gender(list(name)) or "") if at + 1 < stop else ""
    return Person(at, stop, 1, name=name, sex=sex, role=role, definite=len(name) == 1)


def _behind_nickname(words: list[Word], at: int) -> int:
    """Pass over the nickname in Jon "Jo" Venn."""
    if at < len(words) and words[at].text in "\"“‘'(":
        for stop in range(at + 2, min(len(words) - 1, at + 7)):
            if words[stop].text in "\"”’')":
                return stop + 1 if _is_name_word(words, stop + 1) else at
    return at


def _may_be_surname(words: list[Word], at: int, stop: int) -> bool:
    """Tell whether a lone word written large may be a person's name."""
    if at and words[at - 1].text[0].isupper() and words[at - 1].lower not in ("and", "but", "said", "says"):
        return False
    if at and words[at - 1].lower in _BEFORE_PLACES:
        return False
    if at > 1 and words[at - 1].text == "." and words[at - 2].lower in SAINTS:
        # "St. Alma"
        return False
    following = words[stop].lower if stop < len(words) else "."
    if at == 0 and words[at].lower.endswith("ly"):
        return False
    if following == "," and stop + 1 < len(words):
        return at > 0 or words[stop + 1].text.isdigit()
    return at > 0 or following in _VERBS_OF_NAMES or following == "and"


def _is_name_word(words: list[Word], at: int) -> bool:
    text = words[at].text
    if not text[0].isupper() or not text[0].isalpha() or words[at].lower in NOT_NAMES:
        return False
    if words[at].lower in PERSON_WORDS and words[at].lower not in TITLES:
        return words[at].lower in _SURNAMES and at > 0 and _is_name_word(words, at - 1)
    if words[at].lower.startswith(("i'", "i’")) or words[at].lower.endswith(("'d", "’d")):
        return False
    return not (len(text) > 3 and text.isupper() and words[at].lower not in TITLES)


def _with_name(words: list[Word], person: Person) -> Person:
    """Join a name to the noun or age before it: "7-year-old Mara Venn", "teacher Jon Holm"."""
    if person.name or person.pronoun or person.count != 1 or person.numeral or person.stop >= len(words):
        return person
    placed = _behind_place(words, person)
    if placed is not None:
        return placed
    named = _read_name(words, person.stop)
    if named is None:
        return person
    if not named.name:
        # "7-year-old Alma girl"
        return replace(
            named, first=person.first, age=person.age, definite=person.definite, fresh=person.fresh
        )
    known = len(named.name) == 1 and person.age is None
    return replace(person, stop=named.stop, name=named.name, definite=known)


def _behind_place(words: list[Word], person: Person) -> Person | None:
    """Join a noun behind an age and a place: "a 26-year-old Long Beach woman"."""
    at = person.stop
    while at < len(words) and at - person.stop < _PLACE and words[at].text[0].isupper():
        at += 1
    if person.age is None or person.noun or at == person.stop or at >= len(words):
        return None
    known = PERSON_WORDS.get(words[at].lower)
    if known is None or known.plural:
        return None
    return replace(
        person, stop=at + 1, noun=words[at].lower, sex=known.sex or person.sex,
        stage=known.stage or person.stage, role=known.role or person.role,
    )  # fmt: skip


def _with_women(words: list[Word], person: Person) -> Person:
    """Let a number count both of "five men and women"."""
    at = person.stop
    if not person.numeral or not person.noun or at + 1 >= len(words) or words[at].lower not in ("and", "or"):
        return person
    other = PERSON_WORDS.get(words[at + 1].lower)
    if other is None or not other.plural:
        return person
    return replace(person, stop=at + 2, sex="", stage=person.stage if other.stage == person.stage else "")
