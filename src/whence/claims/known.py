"""Claims of the corpus and texts known from elsewhere, such as fact-checked claims, that say the same."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.claims.check import days_clash, denies, numbers_clash, opposed
from whence.claims.similarity import compare_statements
from whence.claims.wording import Wording, Wordings, read_tokens, read_wordings
from whence.records import Statement
from whence.settings import ClaimSettings

_CHUNK = 2_000  # known texts joined at once
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

    The words must be alike, and nothing of when, how many and whether-or-not may say no.

    Args:
        claims: a text for each claim.
        known: texts from elsewhere.
        settings: thresholds.

    Returns:
        Matches by claim, the likest first; at most twenty for one claim.
    """
    if not claims or not known:
        return []
    texts = [*claims, *known]
    statements = [
        Statement(id=f"{place}", document_id=f"{place}", begin=0, end=len(text), text=text)
        for place, text in enumerate(texts)
    ]
    wordings = read_wordings([], statements, {})
    found: dict[int, list[Known]] = {}
    for left, right in _candidates(wordings, len(claims), settings):
        likeness, shared = compare_statements(wordings, left, right)
        enough = (likeness >= settings.least_likeness) & (shared >= settings.least_shared_weight)
        rows = zip(left[enough].tolist(), right[enough].tolist(), likeness[enough].tolist(), strict=True)
        for a, b, alike in rows:
            if _compatible(wordings.each[a], wordings.each[b], statements[a], statements[b]):
                words = _common(texts[a], wordings.each[b])
                found.setdefault(a, []).append(Known(a, b - len(claims), round(alike, 4), words))
    return [
        match
        for _, matches in sorted(found.items())
        for match in sorted(matches, key=lambda match: (-match.likeness, match.known))[:_MOST]
    ]


def _candidates(
    wordings: Wordings, claims: int, settings: ClaimSettings
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Give pairs (claim, known text) that share rare words, some known texts at a time."""
    starts, terms = wordings.starts, wordings.terms
    own = terms[: starts[claims]]
    owners = np.repeat(np.arange(claims), np.diff(starts[: claims + 1]))
    order = np.argsort(own, kind="stable")
    own, owners = own[order], owners[order]
    begins = np.searchsorted(own, np.arange(len(wordings.weights)), side="left")
    sizes = np.diff(np.append(begins, len(own)))
    usable = (sizes > 0) & (sizes <= settings.largest_posting)
    rows = len(starts) - 1
    for first in range(claims, rows, _CHUNK):
        last = min(rows, first + _CHUNK)
        asked = terms[starts[first] : starts[last]]
        asking = np.repeat(np.arange(first, last), np.diff(starts[first : last + 1]))
        keep = usable[asked]
        asked, asking = asked[keep], asking[keep]
        counts = sizes[asked]
        pair = np.repeat(np.arange(len(asked)), counts)
        offset = np.arange(len(pair)) - np.repeat(np.cumsum(counts) - counts, counts)
        key = owners[begins[asked][pair] + offset] * rows + asking[pair]
        unique, inverse = np.unique(key, return_inverse=True)
        weight = np.bincount(inverse, weights=wordings.weights[asked[pair]], minlength=len(unique))
        unique = unique[weight >= settings.least_rare_weight]
        if len(unique):
            yield unique // rows, unique % rows


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
