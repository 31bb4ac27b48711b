"""Words that carry no weight: an outlet's own furniture, and the second half of a set phrase.

Link boxes, sign-up lines and authors' notes are repeated in many pages of one outlet and nowhere else;
"quid pro quo" is one word written as three.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.claims.kernels import count_keys, look_up_counts
from whence.claims.keys import chunks_of, distinct, is_among

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


# Slots in which runs and pairs are counted, for each word and at most; two that share a slot are only counted
# once more. Two bytes each, so a quarter of a gigabyte at most.
_SLOTS_A_WORD = 2
_MOST_SLOTS = 2**27
_MOST_RUNS = 4_000_000  # repeated runs counted at once: some hundred megabytes


@dataclass(frozen=True, slots=True)
class FlatWords:
    """The words of all statements, one after another.

    Attributes:
        forms: number of the form of each word, shape (n,).
        words: number of the word or stem that each form is of.
        starts: where each statement's words begin, shape (statements + 1,).
        pages: number of the page of each statement; versions and copies of one page share it.
        outlets: number of the outlet of each statement, -1 where unknown.
    """

    forms: NDArray[np.int32]
    words: NDArray[np.int32]
    starts: NDArray[np.int64]
    pages: NDArray[np.int32]
    outlets: NDArray[np.int32]

    def chunks(self) -> Iterator[tuple[int, NDArray[np.int64], NDArray[np.int64]]]:
        """Give runs of words: the place of the first, and each one's word and statement number."""
        for first, last in chunks_of(len(self.pages)):
            begin, end = int(self.starts[first]), int(self.starts[last])
            rows = np.repeat(np.arange(first, last), np.diff(self.starts[first : last + 1]))
            yield begin, self.words[self.forms[begin:end]].astype(np.int64), rows

    def slots(self) -> NDArray[np.uint16]:
        """Give as many empty slots as are worth while for counting runs of these words."""
        wanted = max(1024, min(_MOST_SLOTS, _SLOTS_A_WORD * len(self.forms)))
        return np.zeros(1 << (wanted - 1).bit_length(), np.uint16)


def find_furniture(flat: FlatWords) -> NDArray[np.bool_]:
    """Find the runs of words that are repeated in many pages of one outlet and nearly only there.

    Args:
        flat: the words.

    Returns:
        Whether each word stands in such a run, shape (n,).
    """
    marked = np.zeros(len(flat.forms), dtype=np.bool_)
    hashes, places = _repeated_runs(flat)
    parts = np.uint64(1 + len(hashes) // _MOST_RUNS)
    for part in range(int(parts)):
        own = np.flatnonzero(hashes % parts == np.uint64(part))
        begins = _house_runs(flat, hashes[own], places[own])
        for step in range(_RUN):
            marked[begins + step] = True
    return marked


def _repeated_runs(flat: FlatWords) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Give the runs that may stand in several places: number, and place of the first word."""
    slots = flat.slots()
    for _, words, rows in flat.chunks():
        count_keys(slots, _hash_runs(words, rows)[0])
    hashes, places = [np.zeros(0, np.uint64)], [np.zeros(0, np.int64)]
    for begin, words, rows in flat.chunks():
        own, place = _hash_runs(words, rows)
        again = look_up_counts(slots, own) >= _PAGES
        hashes.append(own[again])
        places.append(begin + place[again])
    return np.concatenate(hashes), np.concatenate(places)


def _house_runs(flat: FlatWords, hashes: NDArray[np.uint64], places: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the places of the runs that stand in many pages of one outlet and nearly only there."""
    numbers, runs = np.unique(hashes, return_inverse=True)
    statements = np.searchsorted(flat.starts, places, side="right") - 1
    # A number for each run, outlet and page, in that order; 0 is the outlet of a page without one.
    pages, outlets = (np.int64(values.max(initial=0) + 2) for values in (flat.pages, flat.outlets))
    carried = (runs * outlets + flat.outlets[statements] + 1) * pages + flat.pages[statements]
    carried = distinct(carried) // pages
    total = np.bincount(carried // outlets, minlength=len(numbers))
    owned, sizes = np.unique(carried[carried % outlets > 0], return_counts=True)
    owned = owned // outlets
    house = distinct(owned[(sizes >= _PAGES) & (sizes >= _SHARE * total[owned])])
    return places[is_among(runs.astype(np.int64), house)]


def _hash_runs(
    words: NDArray[np.int64], rows: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Give a number made from each run of words inside one statement, and where it begins."""
    count = max(0, len(words) - _RUN + 1)
    hashes = np.zeros(count, dtype=np.uint64)
    for step in range(_RUN):
        hashes *= _MULTIPLIER
        hashes ^= words[step : step + count].astype(np.uint64) + np.uint64(1)
        hashes ^= hashes >> np.uint64(29)
    place = np.flatnonzero(rows[:count] == rows[_RUN - 1 :][:count])
    return hashes[place], place


def find_set_phrases(flat: FlatWords, plain: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Find the words that hardly ever stand without a certain other one beside them.

    Args:
        flat: the words.
        plain: of each word number, whether it is a word with content and no name.

    Returns:
        (statement number, word number) of each word that its rarer companion in the statement makes
        superfluous, sorted, shape (n, 2).
    """
    width = np.int64(len(plain))
    held = [distinct(flat.pages[rows] * width + words) for _, words, rows in flat.chunks()]
    frequency = np.bincount(
        distinct(np.concatenate([np.zeros(0, np.int64), *held])) % width, minlength=len(plain)
    )
    found = [np.zeros((0, 2), np.int64)]
    for reach in (1, 2):
        rows, left, right = _frequent_pairs(flat, plain, frequency, reach)
        low, high = np.minimum(left, right), np.maximum(left, right)
        keys, inverse = np.unique(low * width + high, return_inverse=True)
        pages = distinct(flat.pages[rows] * np.int64(len(keys) + 1) + inverse)
        together = np.bincount(pages % np.int64(len(keys) + 1), minlength=len(keys))
        rarer = np.minimum(frequency[keys // width], frequency[keys % width])
        phrase = ((together >= _PHRASE_PAGES) & (together >= _PHRASE_SHARE * rarer))[inverse]
        rows, one, other = rows[phrase], left[phrase], right[phrase]
        # Of two equally rare words the one with the smaller number stays.
        swap = frequency[one] * width + one < frequency[other] * width + other
        found.append(np.stack((rows, np.where(swap, other, one)), axis=1))
    return np.unique(np.concatenate(found), axis=0)


def _frequent_pairs(
    flat: FlatWords, plain: NDArray[np.bool_], frequency: NDArray[np.int64], reach: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Give the pairs of words beside each other that may be set phrases: statement, and both words."""

    def pairs() -> Iterator[tuple[NDArray[np.uint64], NDArray[np.int64], list[NDArray[np.int64]]]]:
        for _, words, rows in flat.chunks():
            left, right = words[:-reach], words[reach:]
            rarer = np.minimum(frequency[left], frequency[right])
            beside = (rows[:-reach] == rows[reach:]) & plain[left] & plain[right] & (left != right)
            place = np.flatnonzero(beside & (rarer >= _PHRASE_PAGES))
            low, high = np.minimum(left[place], right[place]), np.maximum(left[place], right[place])
            keys = (low * np.int64(len(plain)) + high).astype(np.uint64) * _MULTIPLIER
            yield keys ^ keys >> np.uint64(29), rarer[place], [rows[place], left[place], right[place]]

    slots = flat.slots()
    for keys, _, _ in pairs():
        count_keys(slots, keys)
    found: list[list[NDArray[np.int64]]] = [[np.zeros(0, np.int64)] for _ in range(3)]
    most = np.iinfo(np.uint16).max
    for keys, rarer, rest in pairs():
        # A pair stands in as many pages as places at most.
        enough = np.minimum(most, np.maximum(_PHRASE_PAGES, _PHRASE_SHARE * rarer))
        often = look_up_counts(slots, keys) >= enough
        for kept, values in zip(found, rest, strict=True):
            kept.append(values[often])
    rows, left, right = (np.concatenate(values) for values in found)
    return rows, left, right
