"""Numbers as written, in digits and words, with the words that make a range of them."""

import re
from dataclasses import dataclass

_ONE_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_ONES = {word: value for value, word in enumerate(_ONE_WORDS.split(" "))}
_TEN_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: 20 + 10 * place for place, word in enumerate(_TEN_WORDS.split(" "))}
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000,
           "trillion": 1_000_000_000_000, "bn": 1_000_000_000, "m": 1_000_000, "mn": 1_000_000, "k": 1_000,
           "dozen": 12, "score": 20}  # fmt: skip
NUMBER_WORDS = frozenset([*_ONES, *_TENS])
"""Words for the numbers from 0 to 19 and for the tens."""
_WORDS = "|".join(sorted([*_ONES, *_TENS], key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d{1,9})?|\d{1,15}(?:\.\d{1,9})?"
_SCALE = r"hundred|thousand|million|billion|trillion|dozen|bn|mn"
_ONE = (
    rf"(?:{_DIGITS}|(?:{_WORDS})(?:[- ](?:{_WORDS}|hundred|thousand))?"
    rf"|an?(?=[ -](?:dozen|hundred|thousand|million|billion|couple)\b)|half(?=[ ]a[ ]))"
)
# How a number begins: most words are turned down at their first letters.
_AHEAD = r"(?=[$€£¥\dzotfsenah])(?=[$€£¥\d]|an?[ -]|ei|el|fi|fo|ha|ni|on|s[ei]|t[ew]|th[ir]|ze)"
NUMBER = re.compile(
    rf"""(?<![\w.,/:-]){_AHEAD}(?:(?P<currency>[$€£¥])\s?)?
    (?P<first>{_ONE})(?:[ -](?P<scale>{_SCALE}|couple)s?\b
      |(?P<short>[mk]|bn)\b)?
    (?:(?P<joint>[ ]?[-–—][ ]?|[ ](?:to|or|and)[ ])(?:[$€£¥])?(?P<second>{_DIGITS}
    |(?:{_WORDS})(?:-(?:{_WORDS}))?)
      (?:[ ](?P<scale2>{_SCALE})\b)?(?=[ ]\w|[ ]?%|[.,;]|$))?
    (?P<percent>[ ]?%|[ ]per[ ]?cent\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
MANY = re.compile(
    r"\b(?=[tdhmbsa])(?=a[ ][cfh]|bi|do|hu|m[ai]|s[ce]|t[ehr])"
    r"(?P<many>(?:several |many )?(?:(?:tens|dozens|hundreds|thousands) of )?"
    r"(?:thousands|millions|billions|trillions)"
    r"|(?:several |many )?(?:dozens|hundreds|scores)"
    r"|(?:several|a couple(?: of)?|a few)(?: (?P<scale>dozen|hundred|thousand|million|billion))?"
    r"|a handful)\b",
    re.IGNORECASE,
)
MANY_VALUES = {
    "dozens": 24,
    "hundreds": 200,
    "thousands": 2_000,
    "tens": 20,
    "scores": 40,
    "several": 3,
    "millions": 2_000_000,
    "billions": 2_000_000_000,
    "trillions": 2_000_000_000_000,
    "a couple": 2,
    "a handful": 3,
    "a few": 3,
    "few": 2,
}
"""The least that a word for many stands for."""

_BEFORE = re.compile(
    r"""(?P<least>at[ ]least|no[ ]fewer[ ]than|no[ ]less[ ]than|a[ ]minimum[ ]of|not[ ]less[ ]than)
    |(?P<more>more[ ]than|over|above|upwards?[ ]of|in[ ]excess[ ]of|exceed(?:s|ed|ing)?)
    |(?P<most>up[ ]to|as[ ]many[ ]as|at[ ]most|no[ ]more[ ]than|as[ ]much[ ]as|a[ ]maximum[ ]of)
    |(?P<less>fewer[ ]than|less[ ]than|under|below)
    |(?P<about>nearly|almost|about|around|roughly|approximately|some|an[ ]estimated|estimated|close[ ]to
    |perhaps)
    |(?P<between>between|from)""",
    re.IGNORECASE | re.VERBOSE,
)
_TAIL = re.compile(rf"(?:{_BEFORE.pattern})\s*\Z", re.IGNORECASE | re.VERBOSE)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as written, with its range.

    Attributes:
        begin: first code point, the qualifier ("at least") included.
        end: end, exclusive.
        number_begin: first code point of the number itself.
        low: least value, or None.
        high: greatest value, or None.
        currency: the currency sign, or an empty string.
        percent: whether a per cent sign follows.
        digits: whether the number is in digits.
        many: whether it is a word for many, such as "dozens".
    """

    begin: int
    end: int
    number_begin: int
    low: float | None
    high: float | None
    currency: str
    percent: bool
    digits: bool
    many: bool = False


def parse_number(words: str) -> float | None:
    """Give the value of one number in digits or words, such as "1,200" or "twenty-one"."""
    lower = words.lower().strip()
    plain = lower.replace(",", "")
    if plain[:1].isdigit():
        try:
            return float(plain)
        except ValueError:
            return None
    if lower in ("a", "an"):
        return 1.0
    if lower == "half":
        return 0.5
    total = 0.0
    for part in re.split(r"[- ]", lower):
        if part in _SCALES:
            total = (total or 1) * _SCALES[part]
        elif part in _ONES or part in _TENS:
            value = _ONES.get(part, _TENS.get(part, 0))
            if total and (value >= 10 or total % 10):
                return None
            total += value
        else:
            return None
    return total


def find_numerals(text: str) -> list[Numeral]:
    """Find every number in a text with the words that make it a range.

    Args:
        text: any text.

    Returns:
        Numerals in reading order.
    """
    found = [numeral for match in NUMBER.finditer(text) if (numeral := _read(text, match)) is not None]
    for match in MANY.finditer(text):
        words = match["many"].lower().removesuffix(match["scale"] or "").rstrip().removesuffix(" of")
        words = words.removeprefix("several ").removeprefix("many ")
        first, _, of_what = words.partition(" of ")
        # "Hundreds of thousands" are 200 times 1,000 at least.
        low = float(MANY_VALUES[first] * (MANY_VALUES[of_what] / 2 if of_what else 1)) * _scale(
            match["scale"]
        )
        found.append(Numeral(match.start(), match.end(), match.start(), low, None, "", False, False, True))
    found.sort(key=lambda numeral: (numeral.number_begin, -numeral.end))
    kept: list[Numeral] = []
    for numeral in found:
        if not kept or numeral.number_begin >= kept[-1].end:
            kept.append(numeral)
    return kept


def _read(text: str, match: re.Match[str]) -> Numeral | None:
    first = parse_number(match["first"])
    if first is None:
        return None
    scale = _scale(match["scale"]) * _scale(match["short"])
    second = parse_number(match["second"]) if match["second"] else None
    joint = (match["joint"] or "").strip()
    last_scale = _scale(match["scale2"])
    begin = number_begin = match.start("currency") if match["currency"] else match.start("first")
    end = match.end()
    window = text[max(0, number_begin - 24) : number_begin]
    tail = _TAIL.search(window)
    kind = tail.lastgroup if tail else None
    if tail is not None:
        begin = number_begin - (len(window) - tail.start())
    if (second is not None and not (joint != "and" or kind == "between")) or (
        second is not None and second <= first and joint != "or"
    ):
        second = None
        end = max(match.end("first"), match.end("scale"), match.end("short"))
    if kind == "between" and second is None:
        begin = number_begin
    low, high = _bounds(
        first * (scale if scale > 1 or second is None else last_scale if last_scale > 1 else 1), kind
    )
    if second is not None:
        low, high = first * (scale if scale > 1 else last_scale), second * max(last_scale, 1)
        if low > high:
            low, high = high, low
    return Numeral(
        begin,
        end,
        number_begin,
        low,
        high,
        match["currency"] or "",
        bool(match["percent"]) and second_kept(match, end),
        first >= 0 and match["first"][0].isdigit(),
    )


def second_kept(match: re.Match[str], end: int) -> bool:
    """Tell whether a per cent sign still belongs to the number after its second half was cut off."""
    return end == match.end()


def _scale(word: str | None) -> float:
    if not word:
        return 1.0
    lower = word.lower()
    return 2.0 if lower == "couple" else float(_SCALES.get(lower, 1))


def _bounds(value: float, kind: str | None) -> tuple[float | None, float | None]:
    if kind in ("least", "more"):
        return value, None
    if kind in ("most", "less"):
        return None, value
    return value, value
