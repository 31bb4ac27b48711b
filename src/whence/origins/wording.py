"""Where two wordings of one statement differ, and what stood there: places, days and modality."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from functools import lru_cache
from typing import NamedTuple

from whence.origins.days import Day, find_days, may_be_one_day, names_time
from whence.origins.library import Library
from whence.records import Document, MutationKind, Statement
from whence.statements import country_key, find_modality

_WORD = re.compile(r"\d[\d.,]*\d|[^\W_]+(?:['’][^\W_]+)?")
# Words of a statement that are compared; what is longer is many sentences.
_MOST = 400
# Share of the shorter wording's words that must stand in the other in the same order: else the sentence was
# written anew, and what stands at the same place says nothing.
_SAME = 0.5
# Words that a desk puts in place of others; a longer stretch is another sentence.
_STRETCH = 8
# Words before and after those that both wordings have that still are of what both say.
_BESIDE = 2
# Prepositions before a name that make it the place of what is told.
_PLACING = frozenset(("in", "at", "near", "outside", "inside", "around", "across"))
# The words of a verb that say how sure or bound it is, with those that stand between them.
_VERB_WORDS = frozenset((
    "may", "might", "can", "could", "will", "would", "shall", "should", "must", "ought", "cannot", "can't",
    "can’t", "won't", "won’t", "couldn't", "couldn’t", "be", "been", "being", "is", "are", "was", "were",
    "has", "have", "had", "do", "does", "did", "to", "not", "likely", "possible", "going", "set", "about",
    "also", "now", "soon", "still",
))  # fmt: skip
# "Will" told later is "would": the tense of telling, not another footing.
_TOLD_LATER = {"conditional": "future"}


class Word(NamedTuple):
    """One word of a statement's content; `key` is its lower-case form, the offsets are in the field."""

    key: str
    begin: int
    end: int
    capital: bool


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words at its place in a statement's field; empty where `begin` is `end`."""

    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Change:
    """What stood at one place of a statement before and after; None where nothing did."""

    kind: MutationKind
    before: Span | None
    after: Span | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words of two wordings at one place that are not the same, between words that are.

    Attributes:
        here: first word and end of them in the earlier wording.
        there: first word and end of them in the later wording.
    """

    here: tuple[int, int]
    there: tuple[int, int]


class Wordings:
    """Two wordings of one statement, aligned word by word.

    Args:
        earlier: the statement as it was.
        later: the statement as it became.
        library: the story.
    """

    def __init__(self, earlier: Statement, later: Statement, library: Library) -> None:
        self.fields = (field_of(earlier, library), field_of(later, library))
        self.pages = (library.document(earlier), library.document(later))
        self.words = (_words(earlier, self.fields[0]), _words(later, self.fields[1]))
        self._blocks = _blocks(*self.words)
        self.stretches = _stretches(self._blocks, (len(self.words[0]), len(self.words[1])))

    def changes(self) -> Iterator[Change]:
        """Find the changes of place, day and modality.

        Yields:
            Changes in the order of the words.
        """
        if not self.stretches:
            return
        yield from self._days()
        for stretch in self.stretches:
            yield from self._modality(stretch)
            yield from self._place(stretch)

    def holds(self, side: int, span: Span) -> bool:
        """Say whether a span of one wording is among what both have, not in what only one of them adds.

        Where the wordings are too unlike to be aligned, nothing shows that it is not.
        """
        if not self._blocks:
            return True
        first, last = self._blocks[0], self._blocks[-1]
        begin = (first.a if side == 0 else first.b) - _BESIDE
        end = (last.a if side == 0 else last.b) + last.size + _BESIDE
        whole = self._span(side, begin, end)
        return whole.begin <= span.begin and span.end <= whole.end

    def differing(self) -> tuple[Span, Span] | None:
        """Give the least run of words on both sides that holds all that differs, or None."""
        if not self.stretches:
            return None
        first, last = self.stretches[0], self.stretches[-1]
        here = self._span(0, first.here[0] - 1, last.here[1] + 1)
        there = self._span(1, first.there[0] - 1, last.there[1] + 1)
        return here, there

    def _span(self, side: int, first: int, end: int) -> Span:
        own = self.words[side]
        first, end = max(0, first), min(len(own), end)
        return Span(own[first].begin, own[end - 1].end)

    def _said(self, side: int, first: int, end: int) -> str:
        span = self._span(side, first, end)
        return self.fields[side][span.begin : span.end]

    def _modality(self, stretch: Stretch) -> Iterator[Change]:
        """Compare the verbs: the words that differ, with the word after them that both have."""
        runs = (stretch.here, stretch.there)
        differ = {word.key for own, run in zip(self.words, runs, strict=True) for word in own[slice(*run)]}
        if not differ <= _VERB_WORDS:
            return
        sides = [(first, end + 1) for first, end in runs]
        if any(end > len(own) for own, (_, end) in zip(self.words, sides, strict=True)):
            return
        kinds = [find_modality(self._said(side, *run)) for side, run in enumerate(sides)]
        kinds = [_TOLD_LATER.get(kind or "", kind) for kind in kinds]
        if kinds[0] != kinds[1] and "question" not in kinds:
            yield Change("modality", *(self._span(side, *run) for side, run in enumerate(sides)))

    def _place(self, stretch: Stretch) -> Iterator[Change]:
        runs = []
        for side, (first, end) in enumerate((stretch.here, stretch.there)):
            run = _name_around(self.words[side], first, end)
            if run is None or self.words[side][run[0] - 1].key not in _PLACING:
                return
            after = self.fields[side][self.words[side][run[1] - 1].end :][:2]
            possessive = self.words[side][run[1] - 1].key.endswith(("'s", "’s")) or after in ("'s", "’s")
            if possessive or any(names_time(self._said(side, n, n + 1)) for n in range(*run)):
                return  # "in Trump's", "in May"
            runs.append(run)
        if not _one_place(*(self._said(side, *run) for side, run in enumerate(runs))):
            yield Change("place", *(self._span(side, *run) for side, run in enumerate(runs)))

    def _days(self) -> Iterator[Change]:
        here, there = (
            [day for day in _days_of(field) if own and own[0].begin <= day.begin < own[-1].end]
            for field, own in zip(self.fields, self.words, strict=True)
        )
        for stretch in self.stretches:
            one, other = self._touched(0, stretch.here, here), self._touched(1, stretch.there, there)
            if one is not None and other is not None and not may_be_one_day(one, other, *self.pages):
                yield Change("date", Span(one.begin, one.end), Span(other.begin, other.end))

    def _touched(self, side: int, words: tuple[int, int], days: Sequence[Day]) -> Day | None:
        """Give the one day that stands where the words differ."""
        if words[0] >= words[1]:
            return None
        span = self._span(side, *words)
        touched = [day for day in days if day.begin < span.end and span.begin < day.end]
        return touched[0] if len(touched) == 1 else None


@lru_cache(maxsize=1_000)
def _days_of(field: str) -> tuple[Day, ...]:
    """Give the days that a field names; many of its statements are compared one after another."""
    return tuple(find_days(field))


def field_of(statement: Statement, library: Library) -> str:
    """Give the field in which a statement stands."""
    document: Document = library.document(statement)
    return (document.title or "") if statement.field == "title" else document.text


def _words(statement: Statement, field: str) -> list[Word]:
    spans = statement.content_spans or ((statement.begin, statement.end),)
    words: list[Word] = []
    for begin, end in spans:
        for match in _WORD.finditer(field, begin, min(end, len(field))):
            text = match.group()
            words.append(Word(text.casefold(), *match.span(), text[:1].isupper()))
            if len(words) == _MOST:
                return words
    return words


def _blocks(here: Sequence[Word], there: Sequence[Word]) -> list[Match]:
    """Give the runs of words that two wordings have in the same order; none if most of one is not in both."""
    left, right = [word.key for word in here], [word.key for word in there]
    if left == right:
        return [Match(0, 0, len(left))] if left else []
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    # The last block is empty and stands for the ends.
    enough = sum(block.size for block in blocks) >= _SAME * min(len(left), len(right))
    return blocks[:-1] if enough else []


def _stretches(blocks: Sequence[Match], ends: tuple[int, int]) -> list[Stretch]:
    """Give where two wordings differ between or beside equal words."""
    found = []
    a = b = 0
    for block in (*blocks, Match(*ends, 0)):
        stretch = Stretch((a, block.a), (b, block.b))
        sizes = (block.a - a, block.b - b)
        # What only one of them has at an end may be where the other was cut.
        inner = a > 0 and block.size > 0
        if 0 < max(sizes) <= _STRETCH and (inner or min(sizes) > 0):
            found.append(stretch)
        a, b = block.a + block.size, block.b + block.size
    return found if blocks else []


def _name_around(words: Sequence[Word], first: int, end: int) -> tuple[int, int] | None:
    """Give the name that the words from `first` to `end` are of, if they are of one with a word before it."""
    if first >= end or not all(word.capital for word in words[first:end]):
        return None
    while first > 0 and words[first - 1].capital:
        first -= 1
    while end < len(words) and words[end].capital:
        end += 1
    return (first, end) if first > 0 else None


def _one_place(one: str, other: str) -> bool:
    """Say whether two names may be of one place: parts of one another, or a country and its capital."""
    left, right = (_WORD.findall(name.casefold()) for name in (one, other))
    if _cut_short(left, right) or _cut_short(right, left) or country_key(one) == country_key(other):
        return True
    short, long = sorted((one.replace(".", ""), other.replace(".", "")), key=len)
    initials = "".join(word[0] for word in long.split() if word[0].isupper())
    return short.isupper() and initials.startswith(short)


def _cut_short(short: Sequence[str], long: Sequence[str]) -> bool:
    """Say whether each word of a name is, whole or cut, one of another: "Tenn." or "TN" of "Tennessee"."""

    def stands_for(word: str, whole: str) -> bool:
        two_letters = len(word) == 2 and whole[:1] == word[0] and word[1] in whole[1:]
        return two_letters or whole.startswith(word)

    return all(any(stands_for(word, whole) for whole in long) for word in short)
