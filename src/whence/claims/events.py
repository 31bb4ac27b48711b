"""What happened: the statements by which two articles on one story tell of the same event.

Reports on one event say what happened in their headline or first sentences, each in words of its own and with
details that the other lacks, so that their sentences are seldom alike enough by themselves. That two articles
are on one story is known from all their words; which of their first statements tell one moment of it, if any,
is weighed as `whence.claims.moments` says.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, product
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from whence.claims.candidates import UNDATED, CandidatePairs
from whence.claims.check import (
    days_clash,
    names_clash,
    numbers_clash,
    opposed,
    other_actor,
    roles_swapped,
    turned_round,
)
from whence.claims.kernels import sum_rows
from whence.claims.moments import (
    Shared,
    Surroundings,
    deed_words,
    gather_evidence,
    log_odds,
    told_day,
)
from whence.claims.similarity import Comparer, Stories, compare_statements
from whence.claims.wording import Wording, Wordings
from whence.rows import StatementRows
from whence.settings import ClaimSettings
from whence.vectors import TextEncoder

# An article's headline and its first statements, in which it says what happened.
_FIRST = 8
# Terms that two articles of different times must share to be compared, and how many documents hold each.
_RARE_SHARED, _RARE_HELD = 3, 12
# Likeness of meaning counts as much as that of words.
_MEANING = 0.5
# Likeness of two statements below which nothing else makes one moment of them ...
_LEAST = 0.35
# ... how many pairs of two documents' statements are weighed, the likest ...
_WEIGHED = 5
# ... and words with content that a statement needs to say what happened.
_WORDS = 3
# Documents of two groups that are compared before the groups join.
_DOCUMENTS = 5
# Steps of a vector's numbers from 0 to 1.
_STEPS = 127
# Likeness of the documents apart from the two statements, which shows one story where these differ in detail.
_REST = 0.08
# Pairs of documents compared at once, which bounds memory at about a quarter of a gigabyte.
_CHUNK = 8_192


@dataclass(frozen=True, slots=True)
class Telling:
    """Two statements that tell of the same event: their numbers, and the log-odds that they do."""

    left: int
    right: int
    odds: float


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of the statements whose tellings are looked for.

    Attributes:
        statements: all of them.
        wordings: their words.
        owners: number of each one's document.
        days: day number of each document, `UNDATED` where unknown.
        telling: numbers of the statements that tell something, neither stock nor furniture nor questions nor
            quotations, by document, the headline first and then as they stand.
        denying: whether each denies its content.
        acts: whether each tells, in the outlet's words, what somebody named does or wants.
        comparer: likeness of two statements' words.
        stories: likeness of two documents.
    """

    statements: StatementRows
    wordings: Wordings
    owners: NDArray[np.int32]
    days: NDArray[np.int64]
    telling: NDArray[np.int64]
    denying: NDArray[np.bool_]
    acts: NDArray[np.bool_]
    comparer: Comparer
    stories: Stories

    def terms_of(self, place: int) -> NDArray[np.int32]:
        """Give the numbers of a statement's terms, rising."""
        starts = self.wordings.starts
        return self.wordings.terms[starts[place] : starts[place + 1]]


class Events:
    """Finds the tellings of the same event in documents on one story."""

    def __init__(self, told: Told, encoder: TextEncoder, settings: ClaimSettings) -> None:
        self._told = told
        self._encoder = encoder
        self._settings = settings
        self._days: dict[int, frozenset[int]] = {}
        self._lengths = np.bincount(told.owners, minlength=len(told.days))

    def find(self, pairs: CandidatePairs) -> list[Telling]:
        """Find, for each two documents on one story, the statements likeliest to tell one moment of it.

        Args:
            pairs: statements with rare words in common, whose documents are compared.

        Returns:
            Tellings, the likeliest first; of two documents' statements each is in one at most.
        """
        around = Surroundings(self._told.stories, self._told.wordings.weights, *self._on_one_story(pairs))
        left, right = around.nearest()
        documents = np.unique(np.concatenate((left, right)))
        first = self._first_statements(documents)
        for document, own in zip(documents.tolist(), first, strict=True):
            terms = [self._told.terms_of(place) for place in own.tolist() if place >= 0]
            around.count(document, np.unique(np.concatenate([np.zeros(0, dtype=np.int64), *terms])))
            self._days[document] = self._told_days(document, own[own >= 0].tolist())
        rows = np.searchsorted(documents, left), np.searchsorted(documents, right)
        found = [telling for likest in self._likest(first, *rows) for telling in self._likely(likest, around)]
        return sorted(found, key=lambda t: (-t.odds, t.left, t.right))

    def _on_one_story(self, pairs: CandidatePairs) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give the pairs of documents on one story: near in time, or far apart and all the more alike."""
        told, settings = self._told, self._settings
        count = np.int64(len(told.days))
        a, b = told.owners[pairs.left].astype(np.int64), told.owners[pairs.right].astype(np.int64)
        near = np.unique(np.minimum(a, b) * count + np.maximum(a, b))
        near = near[near // count != near % count]
        near = near[told.stories.likenesses(near // count, near % count) >= settings.event_story]
        left, right = told.stories.sharing(_RARE_SHARED, _RARE_HELD)
        dated = (told.days[left] != UNDATED) & (told.days[right] != UNDATED)
        apart = np.abs(told.days[left] - told.days[right])
        distant = dated & (apart > settings.days_apart) & (apart <= settings.event_days)
        left, right = left[distant], right[distant]
        alike = told.stories.likenesses(left, right) >= settings.distant_event_story
        both = np.union1d(near, left[alike] * count + right[alike])
        return both // count, both % count

    def _first_statements(self, documents: NDArray[np.int64]) -> NDArray[np.int64]:
        """Give the first statements of each document that say something, -1 where there are fewer."""
        told = self._told
        places = told.telling[np.isin(told.owners[told.telling], documents)]
        words = sum_rows(
            told.wordings.starts, told.wordings.terms, np.where(told.wordings.is_number, 0.0, 1.0)
        )
        places = places[words[places] >= _WORDS]
        owners = told.owners[places]
        rank = np.arange(len(places)) - np.searchsorted(owners, owners)
        places, owners, rank = places[rank < _FIRST], owners[rank < _FIRST], rank[rank < _FIRST]
        first = np.full((len(documents), _FIRST), -1, dtype=np.int64)
        first[np.searchsorted(documents, owners), rank] = places
        return first

    def _told_days(self, document: int, places: Sequence[int]) -> frozenset[int]:
        """Give the days that some of a document's statements tell of."""
        told = self._told
        found = (told_day(told.wordings.each[place], int(told.days[document])) for place in places)
        return frozenset(day for day in found if day is not None)

    def _likest(
        self, first: NDArray[np.int64], left: NDArray[np.int64], right: NDArray[np.int64]
    ) -> Iterator[list[tuple[float, int, int]]]:
        """Give, for each two documents, the likest of their statements: likeness and the two numbers."""
        places = np.unique(first[first >= 0])
        vectors = self._read(places)
        slots = np.where(first >= 0, np.searchsorted(places, first), len(places))
        for begin in range(0, len(left), _CHUNK):
            one, other = left[begin : begin + _CHUNK], right[begin : begin + _CHUNK]
            x, y = vectors[slots[one]].astype(np.float32), vectors[slots[other]].astype(np.float32)
            meaning = np.minimum(1.0, (x @ y.swapaxes(1, 2)).astype(np.float64) / _STEPS**2)
            a, b = np.broadcast_arrays(first[one][:, :, None], first[other][:, None, :])
            pair, rank, rank_too = np.nonzero((a >= 0) & (b >= 0))
            a, b, meaning = a[pair, rank, rank_too], b[pair, rank, rank_too], meaning[pair, rank, rank_too]
            alike, _ = compare_statements(self._told.wordings, a, b)
            # Of statements whose words' meaning is not known nothing but the words is compared.
            alike = np.where(meaning == 0, alike, (1 - _MEANING) * alike + _MEANING * meaning)
            kept = alike >= _LEAST
            rows = zip(
                pair[kept].tolist(), (-np.round(alike[kept], 5)).tolist(), a[kept].tolist(), b[kept].tolist(),
                strict=True,
            )  # fmt: skip
            for _, own in groupby(sorted(rows), key=itemgetter(0)):
                yield [(-less, x, y) for _, less, x, y in own][:_WEIGHED]

    def _read(self, places: NDArray[np.int64]) -> NDArray[np.int8]:
        """Give the vectors of statements in whole steps, and a last one of nothing.

        Whole numbers take a quarter of the memory, and their sums do not depend on the machine.
        """
        runs = [places[begin : begin + _CHUNK].tolist() for begin in range(0, max(1, len(places)), _CHUNK)]
        steps = []
        for run in runs:
            vectors = self._encoder.encode([told.text for told in self._told.statements.at(run, ("text",))])
            steps.append(np.rint(vectors * _STEPS).astype(np.int8))
        steps.append(np.zeros((1, steps[0].shape[1]), np.int8))
        return np.concatenate(steps)

    def _likely(self, likest: Sequence[tuple[float, int, int]], around: Surroundings) -> Iterator[Telling]:
        """Give the pairs of statements likely enough to tell one moment, the likeliest first, each once."""
        weighed = ((-self._odds(likeness, a, b, around), a, b) for likeness, a, b in likest)
        told: set[int] = set()
        for less, a, b in sorted(weighed):
            if -less >= self._settings.event_odds and not told & {a, b} and self._compatible(a, b):
                told |= {a, b}
                yield Telling(min(a, b), max(a, b), -less)

    def _odds(self, likeness: float, a: int, b: int, around: Surroundings) -> float:
        told = self._told
        one, other = told.wordings.each[a], told.wordings.each[b]
        x, y = int(told.owners[a]), int(told.owners[b])
        shared = np.intersect1d(told.terms_of(a), told.terms_of(b), assume_unique=True)
        rare, count = around.rare(x, y, shared.tolist())
        days = int(told.days[x]), int(told.days[y])
        evidence = gather_evidence(
            one,
            other,
            days,
            Shared(
                likeness=likeness,
                rare=rare,
                around=count,
                story=told.stories.likeness(x, y),
                met=bool(self._days[x] & self._days[y]),
                length=math.sqrt(float(self._lengths[x] * self._lengths[y])),
            ),
        )
        distant = UNDATED not in days and abs(days[0] - days[1]) > self._settings.days_apart
        if distant and not evidence.numbers and not evidence.day:
            return -math.inf  # the same may have happened again: neither its day nor a figure says it did not
        return log_odds(evidence)

    def _compatible(self, a: int, b: int) -> bool:
        """Say whether nothing of when, who, how or whether-or-not speaks against one event."""
        told = self._told
        one, other = told.wordings.each[a], told.wordings.each[b]
        x, y = int(told.owners[a]), int(told.owners[b])
        undated = UNDATED in (told.days[x], told.days[y])
        days = None if undated else abs(int(told.days[x]) - int(told.days[y]))
        return not (
            told.denying[a] != told.denying[b]
            or opposed(one, other)
            or days_clash(one, other, days)
            or _names_alone(one, other)
            or other_actor(one, other, (bool(told.acts[a]), bool(told.acts[b])))
            or self._differ(a, b, days)
            or turned_round(one, other)
            or roles_swapped(one, other)
        )

    def _differ(self, a: int, b: int, days: int | None) -> bool:
        """Say whether two statements tell of different events by what each has and the other lacks.

        Names may differ, or figures, where the documents are on one story by what else they say, and of one
        time.
        """
        one, other = self._told.wordings.each[a], self._told.wordings.each[b]
        clashes = names_clash(one, other) + numbers_clash(one, other)
        long = days is not None and days > self._settings.days_apart
        return clashes == 2 or (clashes == 1 and (long or not self._apart_from(a, b)))

    def _apart_from(self, a: int, b: int) -> bool:
        """Say whether two statements' documents are on one story by what else they say."""
        told = self._told
        terms = np.union1d(told.terms_of(a), told.terms_of(b))
        rest = told.stories.likeness_without(int(told.owners[a]), int(told.owners[b]), terms)
        return rest is not None and rest >= _REST

    def belong(self, left: Sequence[int], right: Sequence[int]) -> bool:
        """Say whether two groups of statements tell one event.

        Their documents are on one story, for the greater part. Of two groups that several documents carry,
        each has its own wording to go by; they say two things.
        """
        ones, others = self._documents(left), self._documents(right)
        if min(len(ones), len(others)) > 1:
            return False
        pairs = list(product(sorted(ones)[:_DOCUMENTS], sorted(others)[:_DOCUMENTS]))
        alike = sum(self._told.stories.likeness(x, y) >= self._settings.same_story for x, y in pairs)
        return 2 * alike >= len(pairs)

    def _documents(self, members: Sequence[int]) -> set[int]:
        return {int(self._told.owners[place]) for place in members}


def _names_alone(one: Wording, other: Wording) -> bool:
    """Say whether two statements share names and nothing of what happened."""
    return not deed_words(one, other) and not one.numbers & other.numbers
