"""A phrase that stands for people, with what it tells of them, and the age behind it."""

from dataclasses import dataclass, replace

from whence.statements.numerals import parse_number
from whence.statements.people_numbers import Word
from whence.statements.wordlists import word_set

_AGE_FOLLOWED = word_set(
    """
    of was were is are and had has who died dies shot killed wounded injured fatally both was, when as
    after in at from according at, dead charged accused suffered
    """
)


@dataclass(frozen=True, slots=True)
class Person:
    """A phrase for one or more people.

    Attributes:
        first: its first word in the sentence.
        stop: one past its last word, an age behind it included.
        count: how many; None for several without a number.
        begin: first code point.
        end: end, exclusive.
        numeral: whether a number is written.
        name: the name's words in small letters.
        age: in years, or None.
        sex: m, f or empty.
        stage: adult, teen, child, or empty.
        role: police, suspect, or empty.
        definite: whether it speaks of somebody known ("the victim", "he").
        fresh: whether it says that it is somebody else ("another", "others").
        ordinal: 2 for "a second man"; 0 without.
        pronoun: whether it is a pronoun.
        part: whether it is some of a known group ("one of them").
        noun: the head in small letters; empty for names and bare numbers.
        whole: of how many it is a part, where that is said ("one of the four").
    """

    first: int
    stop: int
    count: int | None
    begin: int = 0
    end: int = 0
    numeral: bool = False
    name: tuple[str, ...] = ()
    age: int | None = None
    sex: str = ""
    stage: str = ""
    role: str = ""
    definite: bool = False
    fresh: bool = False
    ordinal: int = 0
    pronoun: bool = False
    part: bool = False
    noun: str = ""
    whole: int | None = None


def merge_phrases(noun: Person, name: Person) -> Person:
    """Join what two phrases for the same people say: "his wife, Mara Venn, 40,"."""
    return replace(
        name, first=min(noun.first, name.first), stop=max(noun.stop, name.stop),
        begin=min(noun.begin, name.begin), end=max(noun.end, name.end),
        count=noun.count if noun.numeral else name.count, numeral=noun.numeral or name.numeral,
        name=name.name or noun.name, age=name.age if name.age is not None else noun.age,
        sex=noun.sex or name.sex, stage=noun.stage or name.stage, role=noun.role or name.role,
        definite=noun.definite and name.definite and noun.age is None, fresh=noun.fresh,
        noun=noun.noun or name.noun,
    )  # fmt: skip


def with_age(words: list[Word], person: Person) -> Person:
    """Add an age that stands behind a phrase: "Jon Venn, 52," or "a man, 20, was", "a woman in her 20s"."""
    at = person.stop
    if at + 1 < len(words) and words[at].text in (",", "("):
        number = words[at + 1]
        following = words[at + 2] if at + 2 < len(words) else None
        if following is not None and following.lower == "and" and number.text.isdigit():
            behind = words[at + 3].text if at + 3 < len(words) else ""
            if behind.isdigit() and len(behind) <= 2:
                # "one of two girls, 7 and 5,"
                return _with_ages(words, person)
        if number.lower in ("age", "aged", "ages") and at + 2 < len(words):
            at, number = at + 1, words[at + 2]
        if person.count != 1 and number.text.isdigit() and len(number.text) <= 2:
            return _with_ages(words, person)
        old = _old_end(words, at + 1)
        if old is not None and person.count == 1:
            ends = replace(person, begin=words[person.first].begin, end=words[person.stop - 1].end)
            value = parse_number(number.lower)
            return replace(
                ends, stop=old, age=int(value) if value is not None and person.age is None else person.age
            )
        if number.text.isdigit() and len(number.text) <= 2:
            following = words[at + 2] if at + 2 < len(words) else None
            if following is None or following.text in ",).;" or following.lower in _AGE_FOLLOWED:
                stop = at + 3 if following is not None and following.text in ",)" else at + 2
                ends = replace(person, begin=words[person.first].begin, end=words[person.stop - 1].end)
                return replace(ends, stop=stop, age=int(number.text) if person.age is None else person.age)
    if at + 2 < len(words) and words[at].lower == "in" and words[at + 2].lower.endswith("0s"):
        ends = replace(person, begin=words[person.first].begin, end=words[person.stop - 1].end)
        return replace(ends, stop=at + 3)
    return person


def _old_end(words: list[Word], at: int) -> int | None:
    """Give the end of "eight years old" at a word, a comma behind it included."""
    following = [word.lower for word in words[at + 1 : at + 3]]
    if following not in (["years", "old"], ["year", "old"]):
        return None
    stop = at + 3
    return stop + (stop < len(words) and words[stop].text in (",", ")"))


def _with_ages(words: list[Word], person: Person) -> Person:
    """Pass over the ages of several: "her sons, 7 and 8,"."""
    at = person.stop + 1
    ages = 0
    while at < len(words) and (words[at].text.isdigit() or words[at].lower in ("and", ",")):
        ages += words[at].text.isdigit()
        at += 1
    if words[at - 1].lower == "and":
        at -= 1
    if ages == 1 and at < len(words) and words[at].lower[0].isalpha() and words[at - 1].text.isdigit():
        return person
    count = ages if person.count is None else person.count
    return replace(
        person, begin=words[person.first].begin, end=words[person.stop - 1].end, stop=at, count=count
    )
