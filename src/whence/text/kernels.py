"""Numba loops of the text stage: code points to tokens, tokens to fingerprints."""

# ruff: noqa: C901, PLR0913, PLR0915, PLR0917 - a kernel is one loop over arrays; calls and objects cost there

import numpy as np
from numba import njit, types
from numpy.typing import NDArray

from whence.compiling import kernel

_U64 = types.uint64[::1]
_READ_U32 = types.Array(types.uint32, 1, "C", readonly=True)

# Kinds of code points. UNKNOWN marks a page of the table that is not filled yet.
UNKNOWN = 0
SEPARATOR = 1
WORD = 2
SINGLE = 3  # a token of its own, in scripts that part no words
MARK = 4  # belongs to the token before it and changes nothing in its hash
IGNORED = 5  # soft hyphen, joiners: neither ends a token nor belongs to one at its edge

BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that powers never vanish; the golden ratio in 64 bits
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_STEM_LETTERS = 6


@njit(inline="always")
def mix(value: np.uint64) -> np.uint64:
    """Scatter 64 bits (the finaliser of splitmix64)."""
    value = (value ^ (value >> np.uint64(30))) * _MIX_1
    value = (value ^ (value >> np.uint64(27))) * _MIX_2
    return value ^ (value >> np.uint64(31))


@kernel(
    types.int64(
        _READ_U32, types.uint8[::1], _U64, _U64, types.uint64, _U64, _U64, types.int32[::1], types.int32[::1]
    )
)
def tokenize_codes(
    codes: NDArray[np.uint32],
    kinds: NDArray[np.uint8],
    values: NDArray[np.uint64],
    powers: NDArray[np.uint64],
    plural: np.uint64,
    hashes: NDArray[np.uint64],
    stems: NDArray[np.uint64],
    begins: NDArray[np.int32],
    ends: NDArray[np.int32],
) -> int:
    """Fill hashes, stems, begins and ends; give the count, or -1 - i where code point i is UNKNOWN."""
    count = 0
    inside = False  # a word is open
    near = -1  # where a mark would still belong to the last token
    value = np.uint64(0)
    stem = np.uint64(0)
    before = np.uint64(0)  # the stem without its last letter
    letters = 0
    is_plural = False
    size = codes.shape[0]
    for i in range(size + 1):
        kind = SEPARATOR
        code = np.uint32(0)
        if i < size:
            code = codes[i]
            kind = kinds[code]
            if kind == UNKNOWN:
                return -1 - i
        if kind == WORD:
            if not inside:
                inside = True
                begins[count] = i
                value = np.uint64(0)
                stem = np.uint64(0)
                letters = 0
            value = value * powers[code] + values[code]
            letters += 1
            if letters <= _STEM_LETTERS:
                before = stem
                stem = stem * powers[code] + values[code]
                is_plural = values[code] == plural
            ends[count] = i + 1
            near = i + 1
            continue
        if kind == MARK:
            if near == i:
                near = i + 1
                ends[count if inside else count - 1] = i + 1
            continue
        if kind == IGNORED:
            continue
        if inside:
            inside = False
            hashes[count] = mix(value)
            if is_plural and 3 < letters <= _STEM_LETTERS:
                stem = before
            stems[count] = mix(stem)
            count += 1
        if kind == SINGLE:
            hashes[count] = mix(values[code])
            stems[count] = hashes[count]
            begins[count] = i
            ends[count] = i + 1
            near = i + 1
            count += 1
    return count


@kernel("uint64[::1](uint64[::1], int64)")
def hash_grams(hashes: NDArray[np.uint64], gram: int) -> NDArray[np.uint64]:
    """Hash every run of `gram` tokens."""
    count = hashes.shape[0] - gram + 1
    if count <= 0:
        return np.empty(0, np.uint64)
    grams = np.empty(count, np.uint64)
    top = np.uint64(1)
    for _ in range(gram - 1):
        top *= BASE
    value = np.uint64(0)
    for i in range(hashes.shape[0]):
        if i >= gram:
            value -= hashes[i - gram] * top
        value = value * BASE + hashes[i]
        if i >= gram - 1:
            grams[i - gram + 1] = mix(value)
    return grams


@kernel("int64[::1](uint64[::1], int64)")
def winnow_hashes(hashes: NDArray[np.uint64], window: int) -> NDArray[np.int64]:
    """Positions of each window's smallest hash, the rightmost on ties."""
    size = hashes.shape[0]
    kept = np.empty(size, np.int64)
    count = 0
    best = -1
    first = min(window, size) - 1
    for last in range(first, size):
        begin = last - window + 1
        if best < begin or best < 0:
            best = max(begin, 0)
            for i in range(best + 1, last + 1):
                if hashes[i] <= hashes[best]:
                    best = i
        elif hashes[last] <= hashes[best]:
            best = last
        if count == 0 or kept[count - 1] != best:
            kept[count] = best
            count += 1
    return kept[:count].copy()


@kernel(types.uint64[::1](_U64, types.int32[::1], types.int32[::1], types.int64, types.int64, types.uint64))
def pair_words(
    stems: NDArray[np.uint64],
    begins: NDArray[np.int32],
    ends: NDArray[np.int32],
    shortest: int,
    reach: int,
    sample: np.uint64,
) -> NDArray[np.uint64]:
    """Hashes of unordered pairs of long words with fewer than `reach` long words between them.

    One in `sample` is kept; which one depends on the pair alone.
    """
    size = stems.shape[0]
    long = np.empty(size, np.uint64)
    count = 0
    for i in range(size):
        if ends[i] - begins[i] >= shortest:
            long[count] = stems[i]
            count += 1
    pairs = np.empty(count * reach, np.uint64)
    kept = 0
    for i in range(count):
        for j in range(i + 1, min(i + 1 + reach, count)):
            if long[i] == long[j]:
                continue
            value = mix(min(long[i], long[j]) * BASE + max(long[i], long[j]))
            if value % sample == 0:
                pairs[kept] = value
                kept += 1
    return pairs[:kept].copy()
