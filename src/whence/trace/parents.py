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

    A word is explained in full (1.0) where the word and both its neighbours stand so in the candidate,
    by half where a passage covers it but the wording differs: so a copy with a shared typo explains
    more than the original without it.

    Args:
        later: the later document's words.
        candidate: the earlier document.

    Returns:
        One number a word, 0, 0.5 or 1.
    """
    explained = np.zeros(later.count, dtype=np.float64)
    known = candidate.words.detail_set
    for begin, end in candidate.spans:
        details = later.details[begin:end]
        places = np.minimum(np.searchsorted(known, details), max(0, len(known) - 1))
        explained[begin:end] = np.where(known[places] == details, 1.0, 0.5)
    return explained


def choose_parents(
    later: Words, candidates: Sequence[Candidate], *, least_gain: float, tie: float
) -> dict[str, float]:
    """Choose the direct parents of a document, by greedy cover of its reused words.

    Args:
        later: the later document's words.
        candidates: earlier documents that share text with it, in any order.
        least_gain: words that a further parent must explain better than those already chosen.
        tie: difference of explained words below which two candidates count as equal; then a credit
            decides, then the earlier date, the longest passage, the smaller id.

    Returns:
        The chosen ids with the words that each explains, in the order of choice.
    """
    explained = {candidate.id: explained_words(later, candidate) for candidate in candidates}
    by_id = {candidate.id: candidate for candidate in candidates}
    covered = np.zeros(later.count, dtype=np.float64)
    chosen: dict[str, float] = {}
    waiting = set(by_id)
    while waiting:
        gains = {
            identifier: float(np.maximum(explained[identifier] - covered, 0.0).sum())
            for identifier in sorted(waiting)
        }
        best = _best(gains, by_id, tie, first=not chosen)
        forced = by_id[best].credit_rank >= 2
        if chosen and gains[best] < least_gain and not forced:
            break
        chosen[best] = float(explained[best].sum())
        covered = np.maximum(covered, explained[best])
        waiting.discard(best)
    return chosen


def _best(gains: Mapping[str, float], by_id: Mapping[str, Candidate], tie: float, *, first: bool) -> str:
    """Give the candidate to choose next: those that the page itself names come before all others."""
    named = {identifier: gain for identifier, gain in gains.items() if by_id[identifier].credit_rank >= 2}
    pool = named or gains
    most = max(pool.values())
    equals = [by_id[identifier] for identifier, gain in pool.items() if gain >= most - tie]
    if not first and not named:
        equals = [by_id[identifier] for identifier, gain in pool.items() if gain == most]
    return min(equals, key=lambda one: (-one.credit_rank, one.moment, -one.longest, one.id)).id
