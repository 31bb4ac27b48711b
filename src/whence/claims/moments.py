"""How likely two statements of one story tell the same moment of it.

Articles on one story share its actors and its words, so that these say little; a long story that many
articles follow has many moments, and two of its articles mostly tell of different ones. What tells them apart
is what two statements share and the other articles on the story lack, and when the moment was.
"""

import math
from datetime import date
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.claims.candidates import UNDATED
from whence.claims.similarity import Stories
from whence.claims.vocabulary import AHEAD
from whence.claims.wording import Wording, stem

# Articles on its story that are looked at around each, the likest; more would not change what is rare there.
NEIGHBOURS = 30
# Articles that rarity in the whole corpus counts for beside those around.
_IMAGINED = 5.0
# Number of the first day of 1970 in Python's count of days, and the day of the week that it was.
_EPOCH, _THURSDAY = 719_163, 3
# Statements from which a report may well tell of more than one event.
_LONG = 20.0
# Likeness from which articles are liker than need be for one story, and how much of that counts.
_USUAL_STORY, _MOST_STORY = 0.12, 0.2
_MOST_DEED = 3
# Days after the publication of what two words name.
_BESIDE = {("last", "night"): -1} | {("this", part): 0 for part in ("morning", "afternoon", "evening")}
# Articles around by which the same day says half as much: a day of a long story has many moments.
_BUSY = 5.0


class Evidence(NamedTuple):
    """What speaks for and against one moment.

    Attributes:
        likeness: of words and meaning, 0 to 1.
        rare: weight of what the two share, by how rare it is around them: its logarithm times that of the
            articles around, since what the only two articles on a story share says nothing of the moment.
        numbers: figures that both give, at most 2.
        day: 1 where both tell of the same day, less the more articles there are around; else 0.
        apart: tens of days between the publications, at most 2; 0 where unknown.
        crowd: logarithm of 1 and the articles around.
        ahead: whether just one of them speaks of what is to come.
        captioned: whether one gives a day with its year, as captions do.
        deed: words that both have and that are neither names nor numbers, at most 3.
        met: 1 where their articles tell of one day at all; this and the next two count less the more
            articles there are around, the longer the two are and the further apart, up to twenty days.
        figures: figures that both give, at most 2.
        story: how much liker than need be their articles are.
    """

    likeness: float
    rare: float
    numbers: int
    day: float
    apart: float
    crowd: float
    ahead: bool
    captioned: bool
    deed: int
    met: float
    figures: float
    story: float


class Shared(NamedTuple):
    """What two statements and their articles have in common.

    Attributes:
        likeness: of words and meaning, 0 to 1.
        rare: weight of what the statements share, by how rare it is around their articles.
        around: articles around them.
        story: likeness of the articles, 0 to 1.
        met: whether the articles tell of one day, each in some of its first statements.
        length: statements of the articles, the geometric mean.
    """

    likeness: float
    rare: float
    around: int
    story: float
    met: bool
    length: float


# Log-odds of one moment, and what each kind of evidence adds, in the order of `Evidence`: fitted by logistic
# regression to 250 pairs of statements that were read one by one, 190 of them of political news of four
# months of 2019, 60 of articles on shootings from the tuning part of `evaluation/incidents.py`. The last four
# and the base were then chosen, in round numbers, on the pairs of articles of that part and on 288 more pairs
# of political news, so that more shootings meet and the joins in political news grow no worse.
_BASE = -4.15
_WEIGHTS = (5.76, 0.26, 1.15, 6.34, -1.11, -0.86, -0.84, -2.03, 0.5, 8.0, 1.2, 12.0)


def log_odds(evidence: Evidence) -> float:
    """Weigh the evidence: 0 is as likely one moment as two.

    Returns:
        Natural log-odds, rounded so that the last digits of vectors do not matter.
    """
    return round(_BASE + sum(w * e for w, e in zip(_WEIGHTS, evidence, strict=True)), 4)


def told_day(wording: Wording, published: int) -> int | None:
    """Give the day that a statement tells of.

    Args:
        wording: its words.
        published: day number of the publication, `UNDATED` where unknown. Days are often those of another
            zone than the article's, so the day after it still counts as past.

    Returns:
        A day number, or None where the statement names no day.
    """
    if published == UNDATED:
        return None
    if wording.dates:
        return _nearest_date(min(wording.dates), wording.years, published)
    if len(wording.weekdays) == 1:
        tomorrow = (published + 1 + _THURSDAY) % 7
        return published + 1 - (tomorrow - min(wording.weekdays)) % 7
    words = set(wording.tokens)
    if words & {"today", "tonight"}:
        return published
    if "yesterday" in words:
        return published - 1
    return next((published + _BESIDE[pair] for pair in pairwise(wording.tokens) if pair in _BESIDE), None)


def _nearest_date(day: tuple[int, int], years: frozenset[str], published: int) -> int | None:
    near = date.fromordinal(published + _EPOCH).year
    found = []
    for year in sorted(int(year) for year in years) or (near - 1, near, near + 1):
        try:
            found.append(date(year, *day).toordinal() - _EPOCH)
        except ValueError:  # 29 February, or no date at all
            continue
    return min(found, key=lambda own: (abs(own - published), own), default=None)


class Surroundings:
    """What the other articles on their story hold, for each of some articles."""

    def __init__(
        self,
        stories: Stories,
        weights: NDArray[np.float64],
        left: NDArray[np.int64],
        right: NDArray[np.int64],
    ) -> None:
        """Find each document's neighbours.

        Args:
            stories: the documents' terms.
            weights: weight of each term in the whole corpus, the negative logarithm of how likely it is.
            left: document numbers of pairs on one story, shape (n,).
            right: the others, shape (n,).
        """
        self._stories = stories
        self._weights = weights
        own, other = np.concatenate((left, right)), np.concatenate((right, left))
        likeness = np.tile(np.round(stories.likenesses(left, right), 9), 2)
        order = np.lexsort((other, -likeness, own))
        own, other = own[order], other[order]
        kept = np.arange(len(own)) - np.searchsorted(own, own, side="left") < NEIGHBOURS
        self._own, self._other = own[kept], other[kept]
        self._held: dict[int, dict[int, int]] = {}

    def nearest(self) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give the pairs of which one is among the likest of the other, each once, in rising order."""
        width = np.int64(max(self._own.max(initial=0), self._other.max(initial=0)) + 1)
        keys = np.unique(np.minimum(self._own, self._other) * width + np.maximum(self._own, self._other))
        return keys // width, keys % width

    def around(self, document: int) -> NDArray[np.int64]:
        """Give a document's neighbours, the likest first."""
        begin, end = np.searchsorted(self._own, (document, document + 1))
        return self._other[begin:end]

    def count(self, document: int, terms: NDArray[np.int64]) -> None:
        """Count how many of a document's neighbours hold each of some terms, for `rare` to weigh.

        Args:
            document: its number.
            terms: rising, unique.
        """
        near = self.around(document)
        held = self._stories.count_holding(near, terms)
        self._held[document] = dict(zip(terms.tolist(), held.tolist(), strict=True))

    def rare(self, left: int, right: int, terms: list[int]) -> tuple[float, int]:
        """Weigh what two documents share by how rare it is among the others around them.

        Args:
            left: document number, counted.
            right: document number, counted.
            terms: terms that statements of both hold.

        Returns:
            The weight, and the number of documents around, on average of the two.
        """
        ones, others = self.around(left), self.around(right)
        mutual = int(right in ones), int(left in others)
        around = len(ones) + len(others) - sum(mutual)
        total = 0.0
        for term in terms:
            held = self._held[left][term] - mutual[0] + self._held[right][term] - mutual[1]
            imagined = _IMAGINED * math.exp(-self._weights[term])
            total -= math.log(min(1.0, (held + imagined) / (around + _IMAGINED)))
        return total, around // 2


def gather_evidence(left: Wording, right: Wording, days: tuple[int, int], shared: Shared) -> Evidence:
    """Put together what speaks for and against one moment.

    Args:
        left: the words of one statement.
        right: the words of the other.
        days: day numbers of their publications, `UNDATED` where unknown.
        shared: what they and their articles have in common.
    """
    one, other = told_day(left, days[0]), told_day(right, days[1])
    same_day = one is not None and other is not None and abs(one - other) <= 1
    apart = 0.0 if UNDATED in days else min(2.0, abs(days[0] - days[1]) / 10)
    few = 1 / (1 + shared.around / _BUSY)
    # Short reports of a few days, of what hardly anybody else writes about, are of one event.
    alone = few * max(0.0, 1 - apart / 2) / (1 + (shared.length / _LONG) ** 2)
    numbers = min(2, len(left.numbers & right.numbers))
    return Evidence(
        likeness=shared.likeness,
        rare=math.log1p(shared.rare) * math.log1p(shared.around),
        numbers=numbers,
        day=same_day * few,
        apart=apart,
        crowd=math.log1p(shared.around),
        ahead=bool(AHEAD & set(left.tokens)) != bool(AHEAD & set(right.tokens)),
        captioned=any(own.dates and own.years for own in (left, right)),
        deed=min(_MOST_DEED, len(deed_words(left, right))),
        met=shared.met * alone,
        figures=numbers * alone,
        story=min(_MOST_STORY, max(0.0, shared.story - _USUAL_STORY)) * alone,
    )


def deed_words(left: Wording, right: Wording) -> frozenset[str]:
    """Give the stems that both statements have and that stand in no name of either."""
    named = {stem(word) for own in (left, right) for name in own.names for word in name}
    return (left.stems & right.stems) - named
