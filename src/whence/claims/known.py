"""Claims of the corpus and texts known from elsewhere, such as fact-checked claims, that say the same."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from whence.claims.check import days_clash, denies, numbers_clash, opposed
from whence.claims.retrieval import TextRanker
from whence.claims.wording import Wording, read_tokens, read_wordings
from whence.records import Statement
from whence.settings import ClaimSettings
from whence.vectors import load_vectors

_CHUNK = 256  # claims compared with all known texts at once
_IMAGINED = 1_000  # texts that rarity counts beside the known ones, as it does of articles
_ONCE = 2.2  # makes the score of a text of usual length that holds all words once 1
_MOST = 20  # known texts given for one claim, the likest first


@dataclass(frozen=True, slots=True)
class Known:
    """A known text like a claim's.

    Attributes:
        claim: place of the claim's text.
        known: place of the known text.
        likeness: 0 to 1.
        words: the words that both have, in the claim's order.
    """

    claim: int
    known: int
    likeness: float
    words: tuple[str, ...]


def match_known(claims: Sequence[str], known: Sequence[str], settings: ClaimSettings) -> list[Known]:
    """Find the known texts that say what a claim says.

    Words and meaning must be alike, and nothing of when, how many and whether-or-not may say no.

    Args:
        claims: a text for each claim.
        known: texts from elsewhere.
        settings: thresholds.

    Returns:
        Matches by claim, the likest first; at most twenty for one claim.
    """
    if not claims or not known:
        return []
    ranker = TextRanker(known, load_vectors(), imagined=_IMAGINED)
    found: list[tuple[int, int, float]] = []
    for first in range(0, len(claims), _CHUNK):
        # A text that holds each of another's words once scores less than one that repeats them.
        likeness = np.minimum(1.0, _ONCE * ranker.scores(claims[first : first + _CHUNK]))
        enough = np.nonzero(likeness >= settings.known_likeness)
        rows = zip((enough[0] + first).tolist(), enough[1].tolist(), likeness[enough].tolist(), strict=True)
        found.extend((claim, place, round(alike, 4)) for claim, place, alike in rows)
    return list(_compatible_ones(claims, known, sorted(found, key=lambda row: (row[0], -row[2], row[1]))))


def _compatible_ones(
    claims: Sequence[str], known: Sequence[str], found: Sequence[tuple[int, int, float]]
) -> Iterator[Known]:
    """Give those matches, sorted by claim, that nothing speaks against."""
    texts = [*(claims[place] for place in sorted({row[0] for row in found})), *known]
    places = {claim: place for place, claim in enumerate(sorted({row[0] for row in found}))}
    statements = [
        Statement(id=f"{place}", document_id=f"{place}", begin=0, end=len(text), text=text)
        for place, text in enumerate(texts)
    ]
    each = read_wordings([], statements, {}).each
    given: Counter[int] = Counter()
    for claim, place, likeness in found:
        one, other = places[claim], len(places) + place
        if given[claim] < _MOST and _compatible(each[one], each[other], statements[one], statements[other]):
            given[claim] += 1
            yield Known(claim, place, likeness, _common(claims[claim], each[other]))


def _compatible(left: Wording, right: Wording, one: Statement, other: Statement) -> bool:
    """Say whether nothing speaks against two texts being one claim.

    Names may differ: measured on tweets and the claims that fact-checkers made of them, a name on each side
    that the other lacks told right pairs from wrong ones no better than chance.
    """
    if numbers_clash(left, right) or days_clash(left, right, None) or opposed(left, right):
        return False
    return _negated(left, one) == _negated(right, other)


def _negated(wording: Wording, statement: Statement) -> bool:
    return denies(statement) or bool({"not", "never", "no"} & set(wording.tokens))


def _common(text: str, other: Wording) -> tuple[str, ...]:
    """Give the words of a text that another text has too, in the order of the text."""
    there = set(other.tokens)
    words = [
        token.word
        for token in read_tokens(text)
        if (token.stem and token.stem in other.stems) or (token.dated and token.word in there)
    ]
    return tuple(dict.fromkeys(words))
