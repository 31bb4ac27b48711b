"""Numbers and ages in phrases for people, and the words of a sentence."""

import re
from typing import NamedTuple

from whence.statements.numerals import MANY_VALUES, parse_number
from whence.statements.people_words import PERSON_WORDS
from whence.statements.wordlists import word_set

_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|\d+(?:st|nd|rd|th)\b|\d+(?:,\d{3})*(?:\.\d+)?(?:-[^\W\d_]+)*|[^\W\d_](?:[\w’'-]*\w)?|[^\w\s]"
)
_MONTHS = word_set("jan feb mar apr may jun jul aug sep oct nov dec")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_AGE = re.compile(
    r"(?P<years>[\w]+(?:-one|-two|-three|-four|-five|-six|-seven|-eight|-nine)?)-?(?:(?P<unit>years?|months?|weeks?|days?)"
    r"-?olds?|yr-old|y/o|yo)\Z"
)
_OLD = word_set("yo old olds year-old year-olds month-old month-olds week-old")
DETERMINERS = word_set("a an the his her their its our my your this these those each every either no")
_BEFORE_A_NUMBER = word_set("a the all his her their these those")
_BETWEEN = word_set("other remaining surviving first last")
FRESH = word_set("another other others second third fourth fifth sixth additional more different")
_ORDINALS = {"second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6}
_OF_AGES = word_set("age ages aged be")
_LARGEST = 10_000_000_000.0


class Word(NamedTuple):
    """One word or mark of a sentence."""

    text: str
    lower: str
    begin: int
    end: int

    def without_possessive(self) -> "Word":
        """Give the word without its possessive ending."""
        cut = 2 if self.lower.endswith(("'s", "’s")) else 1
        return Word(self.text[:-cut], self.lower[:-cut], self.begin, self.end - cut)


def split_words(text: str, begin: int, end: int) -> list[Word]:
    """Split a stretch of text into words and marks, with their places in the text."""
    spans = [match.span() for match in _WORD.finditer(text, begin, end)]
    return [Word(word := text[first:stop], word.lower(), first, stop) for first, stop in spans]


def is_headline(words: list[Word]) -> bool:
    """Tell whether most words are written large, and no full stop ends them: capitals show no names then."""
    if words and words[-1].text == "." and any(word.text.islower() for word in words):
        return False
    letters = [word.text for word in words if len(word.text) > 2 and word.text[0].isalpha()]
    return len(letters) > 1 and sum(text[0].isupper() for text in letters) > 0.6 * len(letters)


def ordinal_of(lower: str) -> int:
    """Give 4 for "fourth" and "4th", and 0 for what is no ordinal."""
    if lower[0].isdigit() and lower.endswith(("st", "nd", "rd", "th")) and lower[:-2].isdigit():
        return int(lower[:-2]) if len(lower) < 5 else 0
    return _ORDINALS.get(lower, 0)


def read_number(words: list[Word], at: int) -> tuple[int, int | None, bool]:
    """Read an article or a number: where the noun may begin, how many, and whether a number is written."""
    lower = words[at].lower
    following = words[at + 1].lower if at + 1 < len(words) else ""
    if age_at(words, at) is not None:
        return at, 1, False
    if lower in DETERMINERS and following and age_at(words, at + 1) is not None:
        return at + 1, 1, False
    if lower in ("both", "couple"):
        return _skip_scale(words, at + 1), 2, True
    if lower in _BEFORE_A_NUMBER and following:
        return _behind_article(words, at)
    if lower in DETERMINERS or lower in FRESH or ordinal_of(lower):
        return at + 1, 1, False
    value = value_at(words, at)
    if value is not None and not _is_unit_behind(words, at):
        return _skip_scale(words, at + 1), value, True
    return at, 1, False


def _behind_article(words: list[Word], at: int) -> tuple[int, int | None, bool]:
    """Read on behind an article: "the two", "the other two", "a dozen", "his three", or no number."""
    lower, behind = words[at].lower, at + 1
    if lower == "the" and words[behind].lower in _BETWEEN and behind + 1 < len(words):
        behind += value_at(words, behind + 1) is not None
    value = value_at(words, behind)
    if value is not None and not _is_age_word(words[behind].lower):
        return (
            _skip_scale(words, behind + 1),
            value,
            lower != "a" or words[behind].lower in ("dozen", "couple"),
        )
    return at + 1, 1, False


def _skip_scale(words: list[Word], at: int) -> int:
    while at < len(words) and words[at].lower in ("dozen", "hundred", "thousand", "million", "couple"):
        at += 1
    # "dozens of people", "a couple of men"
    of_noun = (
        at + 1 < len(words) and words[at].lower == "of" and words[at + 1].lower not in DETERMINERS | {"them"}
    )
    many = at and (words[at - 1].lower in MANY_VALUES or words[at - 1].lower == "couple")
    return at + 1 if of_noun and many else at


def value_at(words: list[Word], at: int) -> int | None:
    """Give the number that a word writes, with a scale behind it."""
    lower = words[at].lower
    if lower in MANY_VALUES and lower not in ("several", "few", "score"):
        return MANY_VALUES[lower]
    if lower == "couple":
        return 2
    if len(lower) == 1 and not lower.isdigit():
        return None
    if lower in ("an", "half", "zero", "second", "score", "bn", "mn"):
        return None
    if not (lower[0].isdigit() or lower.replace("-", "").isalpha()):
        return None
    if _YEAR.match(lower) and (at + 1 >= len(words) or words[at + 1].lower not in PERSON_WORDS):
        return None
    value = parse_number(lower)
    if value is None or not 0 < value <= _LARGEST:
        return None
    if at + 1 < len(words) and words[at + 1].lower in ("dozen", "hundred", "thousand", "million"):
        scaled = parse_number(f"{lower} {words[at + 1].lower}".replace(",", "")) if lower.isalpha() else None
        value = (
            scaled
            or value
            * {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 1_000_000}[words[at + 1].lower]
        )
    return int(min(value, _LARGEST)) if value == int(value) else None


def _is_unit_behind(words: list[Word], at: int) -> bool:
    """Tell a time, a street's number and the like from a count."""
    before = words[at - 1].lower if at else ""
    if before == "be" and words[at].text.isdigit() and len(words[at].text) < 3:
        return True
    if before in ("was", "is", "turned") and at > 1 and words[at - 2].lower in ("he", "she", "i", "who"):
        # "when he was 30, his wife died"
        return True
    if before in ("age", "aged", "ages", "$", "#", "/", "highway", "interstate", "route", "unit"):
        return True
    if before == ":" and at > 1 and words[at - 2].text[0].isdigit():
        return True
    month = words[at - 2].lower if before == "." and at > 1 else before
    if (
        words[at].text.isdigit()
        and month[:3] in _MONTHS
        and month not in ("mark", "marines", "march's", "marched")
    ):
        return True
    joined = words[at].lower.isdigit() and before in ("and", ",", "to", "from", "between", "-", "–")
    # "both aged 7 and 9", "believed to be 30 and 60"
    if joined and any(word.lower in _OF_AGES for word in words[max(0, at - 8) : at]):
        return True
    following = words[at + 1].lower if at + 1 < len(words) else ""
    if following in ("more", "other", "additional") and at + 2 < len(words):
        following = words[at + 2].lower
    return following in ("%", "/", ":", "percent", "times", "shots", "rounds", "block", "$")


def _is_age_word(lower: str) -> bool:
    return lower.endswith(("-old", "-olds", "-year-old"))


def age_at(words: list[Word], at: int) -> tuple[int, int] | None:
    """Read an age such as "21-year-old", "8 year old", "11-month-old": the years, and one past its end."""
    lower = words[at].lower
    if _is_age_word(lower):
        match = _AGE.match(lower)
        value = parse_number(match["years"].rstrip("-")) if match else None
        if match is None or value is None:
            return None
        return _in_years(value, match["unit"] or "year"), at + 1
    # "Venn is 20 years old" tells of nobody new.
    if lower[0].isdigit() and at + 2 < len(words) and words[at + 1].lower in ("and", "or"):
        # "an 11 and 13 year-old"
        joined = age_at(words, at + 2) if lower.isdigit() and len(lower) < 3 else None
        if joined is not None:
            return int(lower), at + 1
    if lower[0].isdigit() and at + 1 < len(words) and words[at + 1].lower == "years":
        return None
    if at + 2 < len(words) and words[at + 2].lower in ("old", "olds") and words[at + 1].lower in (
        "year", "years", "month", "months", "week", "weeks",
    ):  # fmt: skip
        value = parse_number(lower) if lower[0].isalnum() else None
        return (_in_years(value, words[at + 1].lower), at + 3) if value is not None else None
    if at + 1 < len(words) and words[at + 1].lower in _OLD and lower[0].isdigit():
        value = parse_number(lower)
        return (int(value), at + 2) if value is not None else None
    return None


def _in_years(value: float, unit: str) -> int:
    if unit.startswith("month"):
        return int(value) // 12
    return int(value) if unit.startswith("year") else 0
