"""What happened: the statements by which two articles on one story tell of the same event.

Reports on one event say what happened in their headline or first sentences, each in words of its own and with
details that the other lacks, so that their sentences are seldom alike enough by themselves. That two articles
are on one story is known from their other words; which of their first statements is the same is then a matter
of the likest. One of the two heads its article, as the headline or else the first sentence, and so says what
is new: two sentences from further down, alike as they are, mostly tell of different moments of a long story.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from whence.claims.candidates import UNDATED, CandidatePairs
from whence.claims.check import days_clash, numbers_clash, opposed, roles_swapped, turned_round
from whence.claims.similarity import Comparer, Stories
from whence.claims.wording import Wording, Wordings
from whence.records import Statement
from whence.settings import ClaimSettings
from whence.vectors import TextEncoder

# An article's headline and its first statements, in which it says what happened.
_FIRST = 6
# Terms that two articles of different times must share to be compared, and how many documents hold each.
_RARE_SHARED, _RARE_HELD = 3, 12
# Likeness of meaning counts as much as that of words.
_MEANING = 0.5
# Names of one statement or the other that the other's document does not hold; one may be spelled otherwise.
_STRANGE = 1
# Documents of two groups that are compared before the groups join.
_DOCUMENTS = 5
# Likeness that the documents have apart from the two statements; else nothing but these tells of one story.
_REST = 0.08


@dataclass(frozen=True, slots=True)
class Telling:
    """Two statements that tell of the same event: their numbers, and how alike they are, 0 to 1."""

    left: int
    right: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of the statements whose tellings are looked for.

    Attributes:
        statements: all of them.
        wordings: their words.
        owners: number of each one's document.
        days: day number of each document, `UNDATED` where unknown.
        silent: numbers of statements that tell nothing: stock, furniture, questions.
        denying: whether each denies its content.
        comparer: likeness of two statements' words.
        stories: likeness of two documents.
    """

    statements: Sequence[Statement]
    wordings: Wordings
    owners: NDArray[np.int64]
    days: NDArray[np.int64]
    silent: frozenset[int]
    denying: Sequence[bool]
    comparer: Comparer
    stories: Stories

    def terms_of(self, place: int) -> NDArray[np.int64]:
        """Give the numbers of a statement's terms, rising."""
        starts = self.wordings.starts
        return self.wordings.terms[starts[place] : starts[place + 1]]


class Events:
    """Finds the tellings of the same event in documents on one story."""

    def __init__(self, told: Told, encoder: TextEncoder, settings: ClaimSettings) -> None:
        self._told = told
        self._encoder = encoder
        self._settings = settings
        self._vectors: dict[int, NDArray[np.float32]] = {}

    def find(self, pairs: CandidatePairs) -> list[Telling]:
        """Find, for each two documents on one story, their likest statements on what happened.

        Args:
            pairs: statements with rare words in common, whose documents are compared.

        Returns:
            At most one telling for two documents, the likest first.
        """
        left, right = self._on_one_story(pairs)
        first = self._first_statements(np.unique(np.concatenate((left, right))).tolist())
        self._read(first)
        found = [
            telling
            for x, y in zip(left.tolist(), right.tolist(), strict=True)
            if (telling := self._likest(first.get(x, ()), first.get(y, ()))) is not None
        ]
        return sorted(found, key=lambda t: (-t.likeness, t.left, t.right))

    def _on_one_story(self, pairs: CandidatePairs) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give the pairs of documents on one story: near in time, or far apart and all the more alike."""
        told, settings = self._told, self._settings
        count = np.int64(len(told.days))
        a, b = told.owners[pairs.left], told.owners[pairs.right]
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

    def _first_statements(self, documents: Sequence[int]) -> dict[int, list[int]]:
        told = self._told
        wanted = set(documents)
        own: dict[int, list[int]] = defaultdict(list)
        for place, owner in enumerate(told.owners.tolist()):
            if owner in wanted and place not in told.silent:
                own[owner].append(place)
        return {document: sorted(places, key=self._order)[:_FIRST] for document, places in own.items()}

    def _order(self, place: int) -> tuple[bool, int, str]:
        statement = self._told.statements[place]
        return statement.field != "title", statement.begin, statement.id

    def _read(self, first: Mapping[int, Sequence[int]]) -> None:
        places = sorted(place for own in first.values() for place in own)
        vectors = self._encoder.encode([self._told.statements[place].text for place in places])
        self._vectors = dict(zip(places, vectors, strict=True))

    def _likest(self, left: Sequence[int], right: Sequence[int]) -> Telling | None:
        """Give the likest two statements between which nothing speaks."""
        ranked = []
        # One of the two heads its article.
        for a, b in {*product(left[:1], right), *product(left, right[:1])}:
            likeness = self._likeness(a, b)
            if likeness >= self._settings.event_likeness:
                ranked.append((-likeness, a, b))
        for likeness, a, b in sorted(ranked):
            if self._compatible(a, b):
                return Telling(min(a, b), max(a, b), -likeness)
        return None

    def _likeness(self, a: int, b: int) -> float:
        """Give how alike two statements are in words and meaning; 0 where they share too little."""
        comparer = self._told.comparer
        alike, shared = comparer.compare(a, b)
        if shared < self._settings.least_shared_weight:
            return 0.0
        if comparer.held(a, b, shared) < self._settings.event_held_share:
            return 0.0
        meaning = float(self._vectors[a] @ self._vectors[b])
        if meaning != 0:  # else nothing is known of the words of one of them
            alike = (1 - _MEANING) * alike + _MEANING * meaning
        # Rounded, since vectors may differ in the last digits from one machine to another.
        return round(alike, 5)

    def _compatible(self, a: int, b: int) -> bool:
        """Say whether nothing of when, who, how or whether-or-not speaks against one event."""
        told = self._told
        one, other = told.wordings.each[a], told.wordings.each[b]
        x, y = int(told.owners[a]), int(told.owners[b])
        undated = UNDATED in (told.days[x], told.days[y])
        days = None if undated else abs(int(told.days[x]) - int(told.days[y]))
        return not (
            told.denying[a] != told.denying[b]
            or told.statements[a].modality != told.statements[b].modality
            or bool(told.statements[a].hedges) != bool(told.statements[b].hedges)
            or numbers_clash(one, other)
            or opposed(one, other)
            or days_clash(one, other, days)
            or turned_round(one, other)
            or roles_swapped(one, other)
            or not self._apart_from(a, b)
            or self._strange(one, other, y) + self._strange(other, one, x) > _STRANGE
        )

    def _apart_from(self, a: int, b: int) -> bool:
        """Say whether two statements' documents are on one story by what else they say."""
        told = self._told
        terms = np.union1d(told.terms_of(a), told.terms_of(b))
        rest = told.stories.likeness_without(int(told.owners[a]), int(told.owners[b]), terms)
        return rest is not None and rest >= _REST

    def _strange(self, own: Wording, other: Wording, document: int) -> int:
        return self._told.stories.strange(own, other, document)

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
