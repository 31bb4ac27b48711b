"""What a statement's words offer for comparison: stems, names, numbers, days."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.claims.furniture import FlatWords, find_furniture, find_set_phrases
from whence.claims.vocabulary import (
    COMMON,
    MONTHS,
    NUMBER_WORDS,
    SAME_STEM,
    STOPWORDS,
    TITLES,
    WEEKDAYS,
)
from whence.records import Document, Statement

# Numbers keep their commas and points; letters keep an inner apostrophe; scripts without spaces go by
# code point. Every alternative is a run of one character class, so matching is linear.
_TOKEN = re.compile(
    r"\d[\d.,]*\d|\d|[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W\d_\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]+"
)
_SENTENCE_BREAK = re.compile(r"[.!?:;]['\"”’)]*\s+['\"“‘(]*$")
# The weight of a word is its rarity over the corpus and this many imagined news articles, so that a corpus
# of two documents has weights too; common words stand in a quarter of them, others in three of a thousand.
_IMAGINED = 1000.0
_COMMON_SHARE = 0.25
_RARE_SHARE = 0.003
# Who and where tell one incident from another better than what: names weigh half as much again.
_NAME_WEIGHT = 1.5
# Share of a statement's words in furniture from which it is furniture itself.
_MOSTLY_FURNITURE = 0.5
# Words by which a statement speaks of its own speaker.
_OF_SPEAKER = frozenset(("he", "she", "i", "his", "her", "my"))
_LETTERS = 0x2E7F  # last code point before the scripts that are read by code point
# Words of a headline's tail that may be the name of a site.
_SITE_WORDS = 10


class Token(NamedTuple):
    """One word of a statement; `word` is its lower-case form."""

    word: str
    capital: bool
    initial: bool  # opens a sentence, so its capital says nothing
    stem: str  # empty for words without content and for numbers
    dated: bool  # a number, month or day of the week


@dataclass(frozen=True, slots=True)
class Wording:
    """One statement's words.

    Attributes:
        tokens: all words in order, as lower-case forms, for aligning copies.
        names: each name as the set of its words, ranks and stop words left out, in order.
        numbers: values as written, normalised, sorted.
        weekdays: 0 Monday to 6 Sunday.
        dates: (month, day) pairs.
        years: four-digit years.
        stems: content stems, sorted.
    """

    tokens: tuple[str, ...]
    names: tuple[frozenset[str], ...]
    numbers: frozenset[str]
    weekdays: frozenset[int]
    dates: frozenset[tuple[int, int]]
    years: frozenset[str]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wordings:
    """All statements' words as arrays for joining.

    Attributes:
        each: a Wording for every statement, in order.
        starts: shape (n + 1,); statement i owns terms[starts[i]:starts[i + 1]].
        terms: term numbers, rising within a statement.
        weights: weight of every term, shape (terms,).
        is_number: whether a term is a number.
        is_name: whether a term is mostly written as a name.
        stems: the term's stem or number.
        furniture: numbers of the statements that are an outlet's furniture for the most part.
    """

    each: tuple[Wording, ...]
    starts: NDArray[np.int64]
    terms: NDArray[np.int64]
    weights: NDArray[np.float64]
    is_number: NDArray[np.bool_]
    is_name: NDArray[np.bool_]
    stems: tuple[str, ...]
    furniture: frozenset[int]


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


_COMMON_STEMS = frozenset(stem(word) for word in COMMON)


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


def read_tokens(text: str) -> list[Token]:
    """Split a statement's text into tokens with their capitals."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        word = match.group()
        if word.islower():
            tokens.append(_token(word, False))
            continue
        begin = match.start()
        initial = (
            begin == 0
            or text[begin - 1] in "\"“‘'("
            or bool(_SENTENCE_BREAK.search(text, max(0, begin - 6), begin))
        )
        tokens.append(_token(word, initial))
    return tokens


class _Capitals:
    """How often each stem is written with and without a capital where the capital means something."""

    def __init__(self) -> None:
        self.upper: dict[str, int] = defaultdict(int)
        self.lower: dict[str, int] = defaultdict(int)

    def add(self, tokens: Sequence[Token], titled: bool) -> None:
        for token in tokens:
            if not token.capital:
                self.lower[token.word] += 1
            elif not token.initial and not titled:
                self.upper[token.word] += 1

    def is_name(self, word: str) -> bool:
        """Say whether a word is a name more often than not."""
        return self.upper.get(word, 0) > self.lower.get(word, 0)


def _headline(title: str) -> str:
    """Cut the name of the site off a headline: "Bridge falls in Port Alma - Herald.example | News"."""
    for separator in (" | ", " – ", " — ", " - "):
        head, _, tail = title.rpartition(separator)
        # A long tail is a second half of the headline itself.
        if head.count(" ") >= 2 and tail.count(" ") <= _SITE_WORDS:
            title = head
    return title


def _content_tokens(statement: Statement, document: Document | None) -> list[Token]:
    """Read a statement's tokens; its first capital counts when it does not open a sentence."""
    tokens = read_tokens(_headline(statement.text) if statement.field == "title" else statement.text)
    if not tokens or document is None or statement.field == "title":
        return tokens
    before = document.text[max(0, statement.begin - 3) : statement.begin].rstrip()
    if (
        before
        and before[-1] not in ".!?:;\"“”'‘’("
        and "\n" not in document.text[max(0, statement.begin - 2) : statement.begin]
    ):
        first = tokens[0]
        tokens[0] = first._replace(initial=False)
    return tokens


def _names_of(tokens: Sequence[Token], titled: bool, capitals: _Capitals) -> tuple[frozenset[str], ...]:
    """Gather the runs of capitals that are names."""
    names: list[frozenset[str]] = []
    run: list[str] = []
    for place, token in enumerate(tokens):
        word = token.word
        sure = token.capital and (capitals.is_name(word) or not (token.initial or titled))
        # "Kestrel Bridge fell": an opening capital before another capital is part of the same name.
        follows = (
            token.capital and token.initial and not titled and capitals.lower.get(word, 0) == 0
            and place + 1 < len(tokens) and tokens[place + 1].capital
        )  # fmt: skip
        if (sure or follows) and word not in STOPWORDS and word not in WEEKDAYS and word not in MONTHS:
            run.append(word)
            continue
        if run:
            _close(run, names)
            run = []
    _close(run, names)
    return tuple(dict.fromkeys(names))


def _close(run: list[str], names: list[frozenset[str]]) -> None:
    words = frozenset(word for word in run if word not in TITLES)
    if words:
        names.append(words)


def _numbers_and_days(
    tokens: Sequence[Token], words: Sequence[str]
) -> tuple[set[str], set[int], set[tuple[int, int]], set[str]]:
    numbers: set[str] = set()
    weekdays: set[int] = set()
    dates: set[tuple[int, int]] = set()
    years: set[str] = set()
    for place, token in enumerate(tokens):
        if not token.dated:
            continue
        word = token.word
        if word in WEEKDAYS:
            weekdays.add(WEEKDAYS[word])
        value = number_of(word)
        if value is None:
            continue
        month = _month_beside(words, place)
        if month and value.isdecimal() and 1 <= int(value[:3]) <= 31:
            dates.add((month, int(value)))
        elif word[0].isdecimal() and len(value) == 4 and value[:2] in ("18", "19", "20"):
            years.add(value)
        else:
            numbers.add(_joined(words, place, value))
    return numbers, weekdays, dates, years


def _joined(words: Sequence[str], place: int, value: str) -> str:
    """Join "twenty" and "four" into 24; otherwise give the value as it stands."""
    if place and value.isdecimal() and int(value[:3]) < 10 and words[place][0].isalpha():
        tens = NUMBER_WORDS.get(words[place - 1], 0)
        if 20 <= tens <= 90:
            return str(tens + int(value))
    return value


def _month_beside(words: Sequence[str], place: int) -> int:
    for beside in (place - 1, place + 1):
        if 0 <= beside < len(words) and words[beside] in MONTHS:
            return MONTHS[words[beside]]
    return 0


def _wording_of(
    tokens: Sequence[Token], titled: bool, capitals: _Capitals, superfluous: Collection[str]
) -> Wording:
    words = tuple(token.word for token in tokens)
    numbers, weekdays, dates, years = _numbers_and_days(tokens, words)
    stems = {token.stem for token in tokens} - {"", *superfluous}
    return Wording(
        tokens=words,
        names=_names_of(tokens, titled, capitals),
        numbers=frozenset(numbers),
        weekdays=frozenset(weekdays),
        dates=frozenset(dates),
        years=frozenset(years),
        stems=frozenset(stems),
    )


def _with_speaker(wording: Wording, statement: Statement) -> Wording:
    """Put the speaker's name where the statement says "he" or "I" of him: "he will resign"."""
    if statement.source_kind != "named" or not statement.source or not _OF_SPEAKER & set(wording.tokens):
        return wording
    words = [token.word for token in read_tokens(statement.source[:80])]
    name = frozenset(w for w in words if w not in TITLES and w not in STOPWORDS and len(w) > 1)
    if not name or any(name <= other or other <= name for other in wording.names):
        return wording
    return replace(wording, names=(name, *wording.names), stems=wording.stems | {stem(word) for word in name})


def read_wordings(
    documents: Sequence[Document], statements: Sequence[Statement], pages: Mapping[str, str]
) -> Wordings:
    """Read the words of all statements, and weigh them by rarity.

    Args:
        documents: the documents that carry the statements; a missing one is treated as undated and empty.
        statements: in the order of the answer.
        pages: what stands for a document when pages with the same words are counted, where it is not the
            document itself: its first version, or the page it is a copy of.

    Returns:
        Words, names, numbers and days of each statement, and the arrays of weighted terms.
    """
    by_id = {document.id: document for document in documents}
    capitals = _Capitals()
    read = []
    for statement in statements:
        tokens = _content_tokens(statement, by_id.get(statement.document_id))
        capitals.add(tokens, statement.field == "title")
        read.append(tokens)
    furniture = _drop_furniture(read, statements, by_id, pages, capitals)
    each = tuple(
        _with_speaker(
            _wording_of(tokens, statement.field == "title", capitals, furniture.superfluous.get(place, ())),
            statement,
        )
        for place, (tokens, statement) in enumerate(zip(read, statements, strict=True))
    )
    return _as_arrays(each, statements, furniture.statements)


@dataclass(frozen=True, slots=True)
class _Furniture:
    """What of the statements carries no weight.

    Attributes:
        statements: numbers of those that are furniture for the most part.
        superfluous: stems that a companion makes superfluous, by statement number.
    """

    statements: frozenset[int]
    superfluous: dict[int, list[str]]


def _drop_furniture(
    read: list[list[Token]],
    statements: Sequence[Statement],
    by_id: Mapping[str, Document],
    pages: Mapping[str, str],
    capitals: _Capitals,
) -> _Furniture:
    """Take outlets' furniture out of the tokens, and find the set phrases in what is left."""
    numbers: dict[str, int] = {}
    flat = _flatten(read, statements, by_id, pages, numbers)
    marked = find_furniture(flat)
    sizes = np.bincount(flat.owners, minlength=len(read))
    gone = np.bincount(flat.owners, weights=marked, minlength=len(read))
    mostly = frozenset(np.flatnonzero((gone > 0) & (gone >= _MOSTLY_FURNITURE * sizes)).tolist())
    ends = np.cumsum(sizes)
    for place in np.flatnonzero(gone).tolist():
        drop = marked[ends[place] - sizes[place] : ends[place]].tolist()
        read[place] = [token for token, left_out in zip(read[place], drop, strict=True) if not left_out]
    tokens = [_token(word, False) for word in numbers]
    # Every form of a word counts as its stem; a word without one is an end of the list.
    stems = {name: place for place, name in enumerate(sorted({token.stem for token in tokens}))}
    names = list(stems)
    as_stem = np.array([stems[token.stem] for token in tokens] or [0], dtype=np.int32)
    plain = np.array([bool(name) for name in names] or [False], dtype=np.bool_)
    for token in tokens:
        if token.stem and capitals.is_name(token.word):
            plain[stems[token.stem]] = False
    kept = ~marked
    left = replace(flat, words=as_stem[flat.words[kept]], owners=flat.owners[kept])
    superfluous: dict[int, list[str]] = defaultdict(list)
    for place, number in find_set_phrases(left, plain):
        superfluous[place].append(names[number])
    return _Furniture(mostly, superfluous)


def _flatten(
    read: Sequence[Sequence[Token]],
    statements: Sequence[Statement],
    by_id: Mapping[str, Document],
    pages: Mapping[str, str],
    numbers: dict[str, int],
) -> FlatWords:
    """Lay all words out as numbers, which are filled in as the words are met."""
    words = np.fromiter(
        (numbers.setdefault(token.word, len(numbers)) for tokens in read for token in tokens), dtype=np.int32
    )
    owners = np.repeat(np.arange(len(read), dtype=np.int32), [len(tokens) for tokens in read])
    page_of = [pages.get(statement.document_id, statement.document_id) for statement in statements]
    outlet_of = [(by_id[s.document_id].outlet or "") if s.document_id in by_id else "" for s in statements]
    # The empty name sorts first, so it becomes -1.
    return FlatWords(words, owners, _number(page_of), _number(["", *outlet_of])[1:] - 1)


def _number(names: Sequence[str]) -> NDArray[np.int64]:
    """Number names in their sorted order."""
    places = {name: place for place, name in enumerate(sorted(set(names)))}
    return np.array([places[name] for name in names], dtype=np.int64)


def _as_arrays(
    each: tuple[Wording, ...], statements: Sequence[Statement], furniture: frozenset[int]
) -> Wordings:
    names = {stem(word) for wording in each for name in wording.names for word in name}
    vocabulary = sorted({term for w in each for term in _terms(w)})
    number = {term: place for place, term in enumerate(vocabulary)}
    documents_of: dict[str, set[str]] = defaultdict(set)
    starts = np.zeros(len(each) + 1, dtype=np.int64)
    terms: list[int] = []
    for place, (wording, statement) in enumerate(zip(each, statements, strict=True)):
        own = sorted(number[term] for term in _terms(wording))
        terms.extend(own)
        starts[place + 1] = len(terms)
        for term in own:
            documents_of[vocabulary[term]].add(statement.document_id)
    total = len({statement.document_id for statement in statements})
    is_number = np.array([term.startswith("#") for term in vocabulary], dtype=np.bool_)
    is_name = np.array([term in names for term in vocabulary], dtype=np.bool_)
    frequency = np.array([len(documents_of[term]) for term in vocabulary], dtype=np.float64)
    share = np.array(
        [_COMMON_SHARE if term in _COMMON_STEMS else _RARE_SHARE for term in vocabulary], dtype=np.float64
    )
    weights = np.log((total + _IMAGINED) / (frequency + _IMAGINED * share))
    weights = np.where(is_name, weights * _NAME_WEIGHT, weights)
    # Coarse steps: one more document seldom moves a weight, so the corpus can grow without all being redone.
    weights = np.maximum(np.round(weights * 4) / 4, 0.25)
    return Wordings(
        each, starts, np.array(terms, dtype=np.int64), weights, is_number, is_name, tuple(vocabulary),
        furniture,
    )  # fmt: skip


def _terms(wording: Wording) -> set[str]:
    return set(wording.stems) | {"#" + value for value in wording.numbers}
