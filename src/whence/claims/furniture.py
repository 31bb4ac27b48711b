"""Words that carry no weight: an outlet's own furniture, and the second half of a set phrase.

Link boxes, sign-up lines and authors' notes are repeated in many pages of one outlet and nowhere else;
"quid pro quo" is one word written as three.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# Words in a repeated run; shorter runs are phrases that every outlet has of its own.
_RUN = 6
# Pages of one outlet that must share a run: an article and its follow-up are two.
_PAGES = 3
# Share of the pages with a run that are of one outlet; what others copied or quote too is news.
_SHARE = 0.9
# Pages that must hold a pair of words for it to be a set phrase ...
_PHRASE_PAGES = 10
# ... and of the pages that hold the rarer word, those in which the other stands beside it.
_PHRASE_SHARE = 0.8
# An odd number near 2^64 divided by the golden ratio: sums of its multiples spread well.
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class FlatWords:
    """The words of all statements, one after another.

    Attributes:
        words: word numbers, shape (n,).
        owners: statement number of each word, rising, shape (n,).
        pages: number of the page of each statement; versions and copies of one page share it.
        outlets: number of the outlet of each statement, -1 where unknown.
    """

    words: NDArray[np.int32]
    owners: NDArray[np.int32]
    pages: NDArray[np.int64]
    outlets: NDArray[np.int64]


def find_furniture(flat: FlatWords) -> NDArray[np.bool_]:
    """Find the runs of words that are repeated in many pages of one outlet and nearly only there.

    Args:
        flat: the words.

    Returns:
        Whether each word stands in such a run, shape (n,).
    """
    count = len(flat.words)
    marked = np.zeros(count, dtype=np.bool_)
    if count < _RUN:
        return marked
    hashes = _hash_runs(flat.words)
    whole = flat.owners[: count - _RUN + 1] == flat.owners[_RUN - 1 :]
    place = np.flatnonzero(whole)
    hashes = hashes[place]
    _, inverse, often = np.unique(hashes, return_inverse=True, return_counts=True)
    frequent = often[inverse] >= _PAGES
    place, runs = place[frequent], inverse[frequent].astype(np.int64)
    if not len(place):
        return marked
    statements = flat.owners[place]
    pages, outlets = flat.pages[statements], flat.outlets[statements]
    carried = np.unique(np.stack((runs, outlets, pages), axis=1), axis=0)
    total = np.bincount(carried[:, 0])
    owned, sizes = np.unique(carried[carried[:, 1] >= 0][:, :2], axis=0, return_counts=True)
    house = owned[(sizes >= _PAGES) & (sizes >= _SHARE * total[owned[:, 0]])][:, 0]
    begins = place[np.isin(runs, house)]
    for step in range(_RUN):
        marked[begins + step] = True
    return marked


def _hash_runs(words: NDArray[np.int32]) -> NDArray[np.uint64]:
    count = len(words) - _RUN + 1
    hashes = np.zeros(count, dtype=np.uint64)
    for step in range(_RUN):
        hashes *= _MULTIPLIER
        hashes ^= words[step : step + count].astype(np.uint64) + np.uint64(1)
        hashes ^= hashes >> np.uint64(29)
    return hashes


def find_set_phrases(flat: FlatWords, plain: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Find the words that hardly ever stand without a certain other one beside them.

    Args:
        flat: the words.
        plain: of each word number, whether it is a word with content and no name.

    Returns:
        (statement number, word number) of each word that its rarer companion in the statement makes
        superfluous, sorted.
    """
    pages = flat.pages[flat.owners].astype(np.int64)
    width = np.int64(len(plain))
    frequency = _pages_of(flat.words.astype(np.int64), pages, width)
    found: list[NDArray[np.int64]] = []
    for reach in (1, 2):
        left, right = flat.words[:-reach].astype(np.int64), flat.words[reach:].astype(np.int64)
        beside = (flat.owners[:-reach] == flat.owners[reach:]) & plain[left] & plain[right] & (left != right)
        enough = np.minimum(frequency[left], frequency[right]) >= _PHRASE_PAGES
        place = np.flatnonzero(beside & enough)
        if not len(place):
            continue
        low, high = np.minimum(left[place], right[place]), np.maximum(left[place], right[place])
        keys, inverse = np.unique(low * width + high, return_inverse=True)
        together = _pages_of(inverse.astype(np.int64), pages[place], np.int64(len(keys)))
        rarer = np.minimum(frequency[keys // width], frequency[keys % width])
        phrase = (together >= _PHRASE_PAGES) & (together >= _PHRASE_SHARE * rarer)
        kept = place[phrase[inverse]]
        one, other = left[kept], right[kept]
        # Of two equally rare words the one with the smaller number stays.
        swap = frequency[one] * width + one < frequency[other] * width + other
        gone = np.where(swap, other, one)
        found.append(np.stack((flat.owners[kept].astype(np.int64), gone), axis=1))
    if not found:
        return []
    return [(int(a), int(b)) for a, b in np.unique(np.concatenate(found), axis=0)]


def _pages_of(numbers: NDArray[np.int64], pages: NDArray[np.int64], width: np.int64) -> NDArray[np.int64]:
    """Count the pages that hold each number."""
    pairs = np.unique(pages * width + numbers)
    counted: NDArray[np.int64] = np.bincount(pairs % width, minlength=int(width))
    return counted
