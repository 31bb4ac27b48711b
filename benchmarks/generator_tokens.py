"""Numba loops for tokens: random bits, invented words, tokens to bytes.

A token is 64 bits: the number of a source word, or MADE and the identity of an invented one. PARAGRAPH asks
for a blank line before it.
"""

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

compiled = njit(cache=True, nogil=True)

MADE = np.uint64(1 << 63)
PARAGRAPH = np.uint64(1 << 62)
_WORD = np.uint64((1 << 62) - 1)
_IDENTITY = np.uint64((1 << 48) - 1)
_MARK_AT = np.uint64(52)
_SHAPE_AT = np.uint64(48)
_BITS = np.uint64(15)

# Marks behind a word, and shapes of words.
NO_MARK, STOP, COMMA = 0, 1, 2
LOWER, NAME, NUMBER = 0, 1, 2

_CONSONANTS = np.frombuffer(b"bcdfghjklmnprstvwxyz", np.uint8)
_VOWELS = np.frombuffer(b"aeiouaei", np.uint8)


class Source(NamedTuple):
    """What articles are made from."""

    words: NDArray[np.int32]  # numbers of words, in reading order
    place_offsets: NDArray[np.int64]  # per word, where its places begin
    places: NDArray[np.int32]  # of every word, where it stands in `words`
    starts: NDArray[np.int32]  # places of first words of sentences
    phrases: NDArray[np.int32]  # places of stock phrases, each as often as it is used
    names: NDArray[np.int32]  # numbers of names, each as often as it is used
    shapes: NDArray[np.uint8]  # per word
    marks: NDArray[np.uint8]  # per word
    letters: NDArray[np.uint8]  # UTF-8 of all words
    letter_offsets: NDArray[np.int64]
    characters: NDArray[np.int64]  # code points of each word


@compiled
def mix(value: np.uint64) -> np.uint64:
    """Scatter 64 bits (the finaliser of splitmix64)."""
    value = (value ^ (value >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    value = (value ^ (value >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return value ^ (value >> np.uint64(31))


@compiled
def key(seed: np.uint64, purpose: int, number: int) -> np.uint64:
    """Give 64 bits that stand for one thing."""
    return mix(mix(seed + np.uint64(purpose)) + np.uint64(number) * np.uint64(0x9E3779B97F4A7C15))


@compiled
def draw(state: NDArray[np.uint64]) -> np.uint64:
    """Give the next 64 random bits."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    return mix(state[0])


@compiled
def share(bits: np.uint64) -> float:
    """Turn bits into a number above 0, up to 1."""
    return (np.float64(bits >> np.uint64(11)) + 1.0) / 9007199254740992.0


@compiled
def below(state: NDArray[np.uint64], limit: int) -> int:
    """Give a random whole number below a limit."""
    return np.int64((draw(state) >> np.uint64(32)) * np.uint64(limit) >> np.uint64(32))


@compiled
def between(state: NDArray[np.uint64], least: int, most: int) -> int:
    """Give a random whole number from least to most."""
    return least + below(state, most - least + 1)


@compiled
def invent(shape: int, mark: int, rank: float, seed: np.uint64) -> np.uint64:
    """Give the token of the invented word of one rank."""
    identity = mix(seed ^ np.uint64(min(rank, 1e15))) & _IDENTITY
    return MADE | np.uint64(mark) << _MARK_AT | np.uint64(shape) << _SHAPE_AT | identity


@compiled
def is_stop(token: np.uint64, source: Source) -> bool:
    """Tell whether a token ends a sentence."""
    if token & MADE:
        return (token >> _MARK_AT) & _BITS == np.uint64(STOP)
    return source.marks[token & _WORD] == STOP


@compiled
def write_made(token: np.uint64, letters: NDArray[np.uint8], at: int) -> int:
    """Write an invented word or number, and give its end."""
    identity = token & _IDENTITY
    shape = (token >> _SHAPE_AT) & _BITS
    mark = (token >> _MARK_AT) & _BITS
    if shape == NUMBER:
        value = np.int64(identity % np.uint64(900)) + 1
        value *= np.int64(10) ** np.int64((identity >> np.uint64(12)) % np.uint64(3))
        digits = 1
        while value >= 10**digits:
            digits += 1
        for i in range(digits):
            letters[at + digits - 1 - i] = np.uint8(48 + value // 10**i % 10)
        at += digits
    else:
        begin = at
        syllables = 2 + (identity % np.uint64(7) > 1) + (identity % np.uint64(11) > 7)
        for i in range(syllables):
            bits = mix(identity + np.uint64(i))
            letters[at] = _CONSONANTS[bits % np.uint64(20)]
            letters[at + 1] = _VOWELS[(bits >> np.uint64(8)) % np.uint64(8)]
            at += 2
            if (bits >> np.uint64(16)) % np.uint64(3) == 0:
                letters[at] = _CONSONANTS[(bits >> np.uint64(24)) % np.uint64(20)]
                at += 1
        if shape == NAME:
            letters[begin] -= np.uint8(32)
    if mark != NO_MARK:
        letters[at] = 46 if mark == STOP else 44
        at += 1
    return at


@compiled
def render(
    tokens: NDArray[np.uint64],
    letters: NDArray[np.uint8],
    at: int,
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    source: Source,
) -> int:
    """Write the text of tokens from a place on; fill in the characters where each begins and ends."""
    character = 0
    for i in range(tokens.shape[0]):
        token = tokens[i]
        if i > 0:
            breaks = 2 if token & PARAGRAPH else 1
            for _ in range(breaks):
                letters[at] = 10 if breaks == 2 else 32
                at += 1
            character += breaks
        begins[i] = character
        if token & MADE:
            end = write_made(token, letters, at)
            character += end - at
            at = end
        else:
            word = token & _WORD
            first, last = source.letter_offsets[word], source.letter_offsets[word + np.uint64(1)]
            for j in range(first, last):
                letters[at] = source.letters[j]
                at += 1
            character += source.characters[word]
        ends[i] = character
    return at
