"""Which earlier documents explain a later one's reused text best."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.trace.spans import Spans, Words

CREDIT_RANK: dict[str, int] = {
    # The page names where it had the text from: a direct parent.
    "via": 3, "courtesy": 2, "read-original": 2, "feed-source": 2, "syndication-source": 2, "canonical": 2,
    "input": 2, "press-release": 2,
    # The name travels along with copies of copies: it shows the origin, and decides only ties.
    "originally-published": 1, "byline": 1, "dateline": 1,
    # Named or linked in the running text.
    "attribution": 0, "link": 0,
}  # fmt: skip
"""How directly a kind of credit names a parent: 2 and more make it one, 1 only decides between equals."""
DIRECT_RANK = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An earlier document that may explain part of a later one.

    Attributes:
        id: its document id.
        spans: words of the later document that its passages cover.
        words: the candidate's own words.
        credit_rank: the highest `CREDIT_RANK` of what the later one says of it, -1 without a credit.
        moment: sorts candidates by date, the earliest first.
        longest: matched words of its longest passage.
    """

    id: str
    spans: Spans
    words: Words
    credit_rank: int
    moment: float
    longest: int


def explained_words(later: Words, candidate: Candidate) -> NDArray[np.float64]:
    """Say how well a candidate explains each word of a later document.

    A word that a passage covers is explained in full (1.0) where it stands so in the candidate, beside
    the word before or after it, else by half.

    Args:
        later: the later document's words.
        candidate: the earlier document.

    Returns:
        One number a word, 0, 0.5 or 1.
    """
    explained = np.zeros(later.count, dtype=np.float64)
    known = later.known_in(candidate.words)
    for begin, end in candidate.spans:
        explained[begin:end] = np.where(known[begin:end], 1.0, 0.5)
    return explained


def choose_parents(
    later: Words, candidates: Sequence[Candidate], *, least_gain: float, tie: float
) -> dict[str, float]:
    """Choose the direct parents of a document, by greedy cover of its reused words.

    Args:
        later: the later document's words.
        candidates: earlier documents that share text with it, in any order.
        least_gain: words that a further parent must explain better than those already chosen.
        tie: difference of explained words below which candidates count as equal. Between equals the shared
            details decide (a typo, a number), then a credit, the earlier date, the longest passage, the
            smaller id.

    Returns:
        The chosen ids with the words that each explains, in the order of choice.
    """
    explained = {candidate.id: explained_words(later, candidate) for candidate in candidates}
    waiting = {candidate.id: candidate for candidate in sorted(candidates, key=lambda one: one.id)}
    covered = np.zeros(later.count, dtype=np.float64)
    chosen: dict[str, float] = {}
    while waiting:
        gains = {
            identifier: float(np.maximum(explained[identifier] - covered, 0.0).sum())
            for identifier in waiting
        }
        # Those that the page itself names as its source come before all others.
        named = [identifier for identifier in waiting if waiting[identifier].credit_rank >= DIRECT_RANK]
        pool = named or list(waiting)
        most = max(gains[identifier] for identifier in pool)
        if chosen and most < least_gain and not named:
            break
        equals = [waiting[identifier] for identifier in pool if gains[identifier] >= most - tie]
        best = _best_of_equals(equals, explained)
        chosen[best] = float(explained[best].sum())
        covered = np.maximum(covered, explained[best])
        del waiting[best]
    return chosen


def _best_of_equals(equals: Sequence[Candidate], explained: Mapping[str, NDArray[np.float64]]) -> str:
    """Decide between candidates that cover the same: by details, compared where all of them cover."""
    if len(equals) == 1:
        return equals[0].id
    shared = np.logical_and.reduce([explained[one.id] > 0 for one in equals])
    details = {one.id: float(explained[one.id][shared].sum()) for one in equals}
    return min(
        equals, key=lambda one: (-details[one.id], -one.credit_rank, one.moment, -one.longest, one.id)
    ).id
