"""The words of a text: their stems, capitals and numbers, and the numbers by which they are kept."""

import re
from array import array
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from whence.claims.vocabulary import MONTHS, NUMBER_WORDS, SAME_STEM, STOPWORDS, WEEKDAYS

# Numbers keep their commas and points; letters keep an inner apostrophe; scripts without spaces go by
# code point. Every alternative is a run of one character class, so matching is linear.
_TOKEN = re.compile(
    r"\d[\d.,]*\d|\d|[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W\d_\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]+"
)
_SENTENCE_BREAK = re.compile(r"[.!?:;]['\"”’)]*\s+['\"“‘(]*$")
_LETTERS = 0x2E7F  # last code point before the scripts that are read by code point


class Token(NamedTuple):
    """One word of a statement; `word` is its lower-case form."""

    word: str
    capital: bool
    initial: bool  # opens a sentence, so its capital says nothing
    stem: str  # empty for words without content and for numbers
    dated: bool  # a number, month or day of the week


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Give the stem of a lower-case word: a light suffix rule and a list of irregular forms."""
    if word in SAME_STEM:
        return SAME_STEM[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for suffix, least in (("ing", 6), ("ed", 5)):
        if len(word) >= least and word.endswith(suffix):
            word = word[: -len(suffix)]
            if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
                word = word[:-1]
            break
    return word[:-1] if len(word) > 4 and word.endswith("e") else word


def number_of(token: str) -> str | None:
    """Give the normal form of a number in digits or a number word, else None."""
    if token[0].isdecimal():
        value = token.replace(",", "").rstrip(".")
        return value.rstrip("0").rstrip(".") if "." in value else value
    value_of_word = NUMBER_WORDS.get(token)
    return None if value_of_word is None else str(value_of_word)


@lru_cache(maxsize=500_000)
def _token(word: str, initial: bool) -> Token:
    """Give one object for all uses of a word, so that millions of tokens take little memory."""
    lower = word.lower()
    dated = number_of(lower) is not None or lower in MONTHS or lower in WEEKDAYS
    # A single letter says nothing; a single character of a script without spaces does.
    short = len(lower) == 1 and ord(lower) <= _LETTERS
    content = lower not in STOPWORDS and not dated and not short
    return Token(lower, word[0].isupper(), initial, stem(lower) if content else "", dated)


def _split(text: str) -> Iterator[tuple[str, bool]]:
    """Give each word of a text, and whether it opens a sentence, which is asked of capitals only."""
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word.islower():
            yield word, False
            continue
        begin = match.start()
        yield (
            word,
            begin == 0
            or text[begin - 1] in "\"“‘'("
            or bool(_SENTENCE_BREAK.search(text, max(0, begin - 6), begin)),
        )


def read_tokens(text: str) -> list[Token]:
    """Split a statement's text into tokens with their capitals."""
    return [_token(word, initial) for word, initial in _split(text)]


class Lexicon:
    """Numbers every word form that is met, so that a corpus's words are an array of numbers.

    Attributes:
        tokens: the forms, by number.
    """

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self._numbers: tuple[dict[str, int], dict[str, int]] = ({}, {})

    def read(self, text: str, opens: bool, into: "array[int]") -> None:
        """Append the numbers of a text's words.

        Args:
            text: the text.
            opens: whether the text opens a sentence, so that its first capital says nothing.
            into: 32-bit numbers.
        """
        numbers = self._numbers
        for word, initial in _split(text):
            known = numbers[initial and opens].get(word)
            into.append(self._add(word, initial and opens) if known is None else known)
            opens = True

    def _add(self, word: str, initial: bool) -> int:
        self._numbers[initial][word] = number = len(self.tokens)
        self.tokens.append(_token(word, initial))
        return number
