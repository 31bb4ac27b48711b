"""What all statements' words offer for comparison: weighted terms, laid out as arrays.

A statement's words are kept as numbers of word forms; names, days and the rest are read from these again for
the few statements that are looked at closely.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

from whence.claims.details import (
    OF_SPEAKER,
    Capitals,
    Wording,
    read_content,
    read_numbers,
    read_wording,
    speaker_in,
)
from whence.claims.furniture import FlatWords, find_furniture, find_set_phrases
from whence.claims.keys import between, chunks_of, distinct, is_among
from whence.claims.tokens import Lexicon, Token, number_of, read_tokens, stem
from whence.claims.vocabulary import COMMON, MONTHS, STOPWORDS, TITLES, WEEKDAYS
from whence.records import Document, Statement

__all__ = ["Wording", "Wordings", "number_of", "read_tokens", "read_wordings", "stem"]

# The weight of a word is its rarity over the corpus and this many imagined news articles, so that a corpus
# of two documents has weights too; common words stand in a quarter of them, others in three of a thousand.
_IMAGINED = 1000.0
_COMMON_SHARE = 0.25
_RARE_SHARE = 0.003
# Who and where tell one incident from another better than what: names weigh half as much again.
_NAME_WEIGHT = 1.5
# Share of a statement's words in furniture from which it is furniture itself.
_MOSTLY_FURNITURE = 0.5
_COMMON_STEMS = frozenset(stem(word) for word in COMMON)
# Words that are no part of a name, whatever their capital; ranks stand in one, but are left out of it.
_NEVER_NAMES = frozenset((*STOPWORDS, *WEEKDAYS, *MONTHS, *TITLES))
_KEPT = 50_000  # wordings kept once they were read: some hundred megabytes


READ_COLUMNS = ("field", "text", "source", "source_kind")
"""The columns of statements, beside their ids and places, that wordings are read from."""


@dataclass(frozen=True, slots=True)
class Wordings:
    """All statements' words as arrays for joining.

    Attributes:
        each: a Wording for every statement, in order, read when asked for.
        starts: shape (n + 1,); statement i owns terms[starts[i]:starts[i + 1]].
        terms: term numbers, rising within a statement.
        named: whether each of `terms` is from a name in its statement.
        weights: weight of every term, shape (terms,).
        is_number: whether a term is a number.
        is_name: whether a term is mostly written as a name.
        stems: the term's stem or number.
        furniture: numbers of the statements that are an outlet's furniture for the most part.
    """

    each: Sequence[Wording]
    starts: NDArray[np.int64]
    terms: NDArray[np.int32]
    named: NDArray[np.bool_]
    weights: NDArray[np.float64]
    is_number: NDArray[np.bool_]
    is_name: NDArray[np.bool_]
    stems: tuple[str, ...]
    furniture: frozenset[int]


def read_wordings(
    documents: Sequence[Document], statements: Iterable[Statement], pages: Mapping[str, str]
) -> Wordings:
    """Read the words of all statements, and weigh them by rarity.

    Args:
        documents: the documents that carry the statements; a missing one is treated as undated and empty.
        statements: in the order of the answer; only their ids, places, texts and sources are used.
        pages: what stands for a document when pages with the same words are counted, where it is not the
            document itself: its first version, or the page it is a copy of.

    Returns:
        Words, names, numbers and days of each statement, and the arrays of weighted terms.
    """
    read = _Read(documents, statements, pages)
    forms = _Forms(read)
    furniture = _drop_furniture(read, forms)
    return _as_arrays(read, forms, *furniture)


class _Read:
    """The words of all statements, by the numbers of their forms.

    Attributes:
        lexicon: the word forms.
        forms: numbers of all words, one statement after another.
        starts: shape (n + 1,); where each statement's words begin.
        titled: whether each statement is in a headline, shape (n,).
        owners: number of each one's document, in the order in which they were met, shape (n,).
        pages: number of each one's page, shape (n,).
        outlets: number of each one's outlet, -1 where unknown, shape (n,).
        speakers: who says a statement, by the numbers of those with a named source.
    """

    def __init__(
        self, documents: Sequence[Document], statements: Iterable[Statement], pages: Mapping[str, str]
    ) -> None:
        by_id = {document.id: document for document in documents}
        forms, sizes, titled, owners = array("i"), array("i"), array("b"), array("i")
        numbers: dict[str, int] = {}
        self.lexicon = Lexicon()
        self.speakers: dict[int, str] = {}
        for place, statement in enumerate(statements):
            before = len(forms)
            text, opens = read_content(statement, by_id.get(statement.document_id))
            self.lexicon.read(text, opens, forms)
            sizes.append(len(forms) - before)
            titled.append(statement.field == "title")
            owners.append(numbers.setdefault(statement.document_id, len(numbers)))
            if statement.source_kind == "named" and statement.source:
                self.speakers[place] = statement.source[:80]
        self.forms: NDArray[np.int32] = _as_array(forms, np.int32)
        self.starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(_as_array(sizes, np.int32))))
        self.titled: NDArray[np.bool_] = _as_array(titled, np.bool_)
        self.owners: NDArray[np.int32] = _as_array(owners, np.int32)
        self.pages = _number([pages.get(name, name) for name in numbers])[self.owners]
        outlets = [(by_id[name].outlet or "") if name in by_id else "" for name in numbers]
        # The empty name sorts first, so it becomes -1.
        self.outlets = (_number(["", *outlets])[1:] - 1)[self.owners]

    def chunks(self) -> Iterator[tuple[int, int]]:
        """Give runs of statements."""
        return chunks_of(len(self.titled))

    def own(self, first: int, last: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
        """Give the words of a run of statements: each one's statement number and form."""
        rows = np.repeat(np.arange(first, last), np.diff(self.starts[first : last + 1]))
        return rows, self.forms[self.starts[first] : self.starts[last]]


def _as_array(values: "array[int]", kind: Any) -> NDArray[Any]:
    return np.frombuffer(values, kind) if values else np.zeros(0, kind)


def _number(names: Sequence[str]) -> NDArray[np.int32]:
    """Number names in their sorted order."""
    places = {name: place for place, name in enumerate(sorted(set(names)))}
    return np.array([places[name] for name in names], dtype=np.int32)


class _Forms:
    """What is known of each word form, as arrays by its number."""

    def __init__(self, read: _Read) -> None:
        tokens = read.lexicon.tokens
        numbers: dict[str, int] = {}
        self.words: NDArray[np.int32] = _column(
            (numbers.setdefault(t.word, len(numbers)) for t in tokens), np.int32
        )
        stems = {name: place for place, name in enumerate(sorted({"", *(token.stem for token in tokens)}))}
        self.stem_names = list(stems)
        self.stems: NDArray[np.int32] = _column((stems[token.stem] for token in tokens), np.int32)
        self.capital: NDArray[np.bool_] = _column((token.capital for token in tokens), np.bool_)
        self.initial: NDArray[np.bool_] = _column((token.initial for token in tokens), np.bool_)
        self.dated: NDArray[np.bool_] = _column((token.dated for token in tokens), np.bool_)
        self.never: NDArray[np.bool_] = _column((token.word in _NEVER_NAMES for token in tokens), np.bool_)
        self.of_speaker: NDArray[np.bool_] = _column((token.word in OF_SPEAKER for token in tokens), np.bool_)
        upper, lower = (np.zeros(len(numbers), np.int64) for _ in range(2))
        for first, last in read.chunks():
            rows, forms = read.own(first, last)
            capital = self.capital[forms]
            telling = capital & ~self.initial[forms] & ~read.titled[rows]
            upper += np.bincount(self.words[forms[telling]], minlength=len(numbers))
            lower += np.bincount(self.words[forms[~capital]], minlength=len(numbers))
        self.is_name = (upper > lower)[self.words]
        self.lowered = (lower > 0)[self.words]
        words = list(numbers)
        self.capitals = Capitals(
            frozenset(words[place] for place in np.flatnonzero(upper > lower)),
            frozenset(words[place] for place in np.flatnonzero(lower > 0)),
        )

    def in_names(self, read: _Read, rows: NDArray[np.int64], forms: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Say which of some words are part of a name, as `details.read_wording` reads names."""
        capital, initial, titled = self.capital[forms], self.initial[forms], read.titled[rows]
        sure = capital & (self.is_name[forms] | ~(initial | titled))
        before_capital = np.zeros(len(forms), np.bool_)
        before_capital[:-1] = capital[1:] & (rows[1:] == rows[:-1])
        follows = capital & initial & ~titled & ~self.lowered[forms] & before_capital
        return (sure | follows) & ~self.never[forms]


def _column(values: Iterable[Any], kind: Any) -> NDArray[Any]:
    return np.fromiter(values, kind)


class _Each(Sequence[Wording]):
    """The wording of each statement, read from its words when asked for.

    Args:
        read: the words, an outlet's furniture left out.
        forms: what is known of their forms.
        superfluous: (statement, stem) of the words that another one makes superfluous, sorted.
    """

    def __init__(self, read: _Read, forms: _Forms, superfluous: NDArray[np.int64]) -> None:
        self._read = read
        self._forms = forms
        self._superfluous = superfluous
        self._known: dict[int, Wording] = {}

    def __len__(self) -> int:
        return len(self._read.titled)

    @overload
    def __getitem__(self, place: int) -> Wording: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Wording]: ...
    def __getitem__(self, place: int | slice) -> Wording | Sequence[Wording]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self)))]
        known = self._known.get(place)
        if known is None:
            if not 0 <= place < len(self):
                raise IndexError(place)
            if len(self._known) >= _KEPT:
                self._known.clear()
            known = self._known[place] = self.read(place)
        return known

    def tokens(self, place: int) -> list[Token]:
        """Give a statement's words."""
        read = self._read
        forms = read.forms[read.starts[place] : read.starts[place + 1]].tolist()
        return [read.lexicon.tokens[form] for form in forms]

    def read(self, place: int) -> Wording:
        """Read a statement's wording."""
        begin, end = np.searchsorted(self._superfluous[:, 0], (place, place + 1))
        dropped = [self._forms.stem_names[stem] for stem in self._superfluous[begin:end, 1].tolist()]
        return read_wording(
            self.tokens(place),
            bool(self._read.titled[place]),
            self._forms.capitals,
            dropped,
            self._read.speakers.get(place),
        )


def _drop_furniture(read: _Read, forms: _Forms) -> tuple[frozenset[int], NDArray[np.int64]]:
    """Take outlets' furniture out of the words, and find the set phrases in what is left.

    Returns:
        The numbers of the statements that are furniture for the most part, and (statement, stem) of the words
        that a companion makes superfluous, sorted.
    """
    marked = find_furniture(FlatWords(read.forms, forms.words, read.starts, read.pages, read.outlets))
    places = np.flatnonzero(marked)
    sizes = np.diff(read.starts)
    gone = np.bincount(np.searchsorted(read.starts, places, side="right") - 1, minlength=len(sizes))
    mostly = frozenset(np.flatnonzero((gone > 0) & (gone >= _MOSTLY_FURNITURE * sizes)).tolist())
    if len(places):
        read.forms = read.forms[~marked]
        read.starts = np.concatenate((np.zeros(1, np.int64), np.cumsum(sizes - gone)))
    # Every form of a word counts as its stem; a word without one is an end of the list.
    plain = np.array([bool(name) for name in forms.stem_names], np.bool_)
    plain[forms.stems[forms.is_name]] = False
    flat = FlatWords(read.forms, forms.stems, read.starts, read.pages, read.outlets)
    return mostly, find_set_phrases(flat, plain)


def _as_arrays(
    read: _Read, forms: _Forms, furniture: frozenset[int], superfluous: NDArray[np.int64]
) -> Wordings:
    each = _Each(read, forms, superfluous)
    extra = _read_extra(read, forms, each)
    vocabulary = sorted({*forms.stem_names, *extra.names} - {""})
    number = {name: place for place, name in enumerate(vocabulary)}
    width = np.int64(len(vocabulary) + 1)
    stem_terms = np.array([number.get(name, -1) for name in forms.stem_names], np.int64)
    dropped = np.sort(superfluous[:, 0] * width + stem_terms[superfluous[:, 1]])
    more = np.array([number[name] for name in extra.names], np.int64)
    added = np.sort(extra.places * width + more[extra.numbers])
    spoken = np.sort((extra.places * width + more[extra.numbers])[extra.spoken])
    terms, named = [np.zeros(0, np.int32)], [np.zeros(0, np.bool_)]
    counts = np.zeros(len(each), np.int64)
    is_name = np.zeros(len(vocabulary), np.bool_)
    is_name[[number[name] for name in extra.speaker_stems]] = True
    pairs = [np.zeros(0, np.int64)]
    for first, last in read.chunks():
        rows, own = read.own(first, last)
        stems = stem_terms[forms.stems[own]]
        keys = distinct((rows * width + stems)[stems >= 0])
        keys = keys[~is_among(keys, dropped)]
        keys = distinct(np.concatenate((keys, between(added, first * width, last * width))))
        inside = forms.in_names(read, rows, own)
        is_name[[number[s] for s in _stems_of(read, own[inside]) if s in number]] = True
        name_keys = (rows * width + stems)[inside & (stems >= 0)]
        name_keys = distinct(np.concatenate((name_keys, between(spoken, first * width, last * width))))
        places, held = keys // width, keys % width
        counts[first:last] = np.bincount(places - first, minlength=last - first)
        terms.append(held.astype(np.int32))
        named.append(is_among(keys, name_keys))
        pairs.append(distinct(read.owners[places] * width + held))
    frequency = np.bincount(distinct(np.concatenate(pairs)) % width, minlength=len(vocabulary))
    present = frequency > 0
    renumbered = (np.cumsum(present) - 1).astype(np.int32)
    names = tuple(name for name, there in zip(vocabulary, present.tolist(), strict=True) if there)
    return Wordings(
        each=each,
        starts=np.concatenate((np.zeros(1, np.int64), np.cumsum(counts))),
        terms=renumbered[np.concatenate(terms)],
        named=np.concatenate(named),
        weights=_weigh(names, frequency[present], is_name[present], len(np.unique(read.owners))),
        is_number=np.array([name.startswith("#") for name in names], dtype=np.bool_),
        is_name=is_name[present],
        stems=names,
        furniture=furniture,
    )


def _stems_of(read: _Read, forms: NDArray[np.int32]) -> set[str]:
    return {stem(read.lexicon.tokens[form].word) for form in np.unique(forms).tolist()}


@dataclass(frozen=True, slots=True)
class _Extra:
    """The terms that are not a word's stem: numbers, and names of speakers.

    Attributes:
        names: the terms.
        places: statement number of each use, shape (n,).
        numbers: place in `names` of each use, shape (n,).
        spoken: whether each use is of a speaker's name, shape (n,).
        speaker_stems: the terms that are from speakers' names.
    """

    names: list[str]
    places: NDArray[np.int64]
    numbers: NDArray[np.int64]
    spoken: NDArray[np.bool_]
    speaker_stems: frozenset[str]


def _read_extra(read: _Read, forms: _Forms, each: _Each) -> _Extra:
    known: dict[str, int] = {}
    places, numbers, spoken = array("q"), array("q"), array("b")

    def add(place: int, name: str, is_spoken: bool) -> None:
        places.append(place)
        numbers.append(known.setdefault(name, len(known)))
        spoken.append(is_spoken)

    stems: set[str] = set()
    for first, last in read.chunks():
        rows, own = read.own(first, last)
        for place in np.unique(rows[forms.dated[own]]).tolist():
            for value in sorted(read_numbers(each.tokens(place))):
                add(place, "#" + value, False)
        for place in np.unique(rows[forms.of_speaker[own]]).tolist():
            if place in read.speakers:
                name = speaker_in(
                    each.tokens(place), bool(read.titled[place]), forms.capitals, read.speakers[place]
                )
                stems.update(name)
                for value in sorted(name):
                    add(place, value, True)
    return _Extra(
        list(known),
        _as_array(places, np.int64),
        _as_array(numbers, np.int64),
        _as_array(spoken, np.bool_),
        frozenset(stems),
    )


def _weigh(
    names: Sequence[str], frequency: NDArray[np.int64], is_name: NDArray[np.bool_], documents: int
) -> NDArray[np.float64]:
    share = np.array([_COMMON_SHARE if name in _COMMON_STEMS else _RARE_SHARE for name in names], np.float64)
    weights = np.log((documents + _IMAGINED) / (frequency + _IMAGINED * share))
    weights = np.where(is_name, weights * _NAME_WEIGHT, weights)
    # Coarse steps: one more document seldom moves a weight, so the corpus can grow without all being redone.
    return np.maximum(np.round(weights * 4) / 4, 0.25)
