"""Numba loops of the text stage: UTF-8 bytes to tokens, tokens to fingerprints; whole batches of texts."""

# ruff: noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917 - a kernel is one loop over arrays; calls and objects cost there

import numpy as np
from numpy.typing import NDArray

from whence.compiling import helper, kernel

# Signatures are strings, so that numba is not imported before a kernel is called.
_READ_U8 = "Array(uint8, 1, 'C', readonly=True)"
_U8, _U32, _U64 = "uint8[::1]", "uint32[::1]", "uint64[::1]"
_I32, _I64 = "int32[::1]", "int64[::1]"

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
CODE_POINTS = 0x110000
PAGE = 256  # code points that the table gets to know together
_MOST_BITS = 16


@helper
def mix(value: np.uint64) -> np.uint64:
    """Scatter 64 bits (the finaliser of splitmix64)."""
    value = (value ^ (value >> np.uint64(30))) * _MIX_1
    value = (value ^ (value >> np.uint64(27))) * _MIX_2
    return value ^ (value >> np.uint64(31))


@helper
def _stem(stem: np.uint64, before: np.uint64, letters: int, plural: np.uint64) -> np.uint64:
    """Close a stem; `before` is the stem without its last letter, which falls if it is a plural's."""
    if 3 < letters <= _STEM_LETTERS and stem == before * BASE + plural:
        stem = before
    return mix(stem)


@helper
def _decode(data: NDArray[np.uint8], i: int, end: int) -> tuple[int, int]:
    """Give the code point that begins at byte i, and its bytes; what is broken is a NUL of one byte."""
    byte = np.int64(data[i])
    if byte < 0xC0 or byte >= 0xF8:
        return 0, 1
    if byte < 0xE0:
        if i + 1 < end:
            return (byte & 31) << 6 | (data[i + 1] & 63), 2
    elif byte < 0xF0:
        if i + 2 < end:
            return (byte & 15) << 12 | np.int64(data[i + 1] & 63) << 6 | (data[i + 2] & 63), 3
    elif i + 3 < end:
        high = (byte & 7) << 18 | np.int64(data[i + 1] & 63) << 12
        code = high | np.int64(data[i + 2] & 63) << 6 | (data[i + 3] & 63)
        if code < CODE_POINTS:
            return code, 4
    return 0, 1


@helper
def _read_text(
    data: NDArray[np.uint8],
    begin: int,
    end: int,
    kinds: NDArray[np.uint8],
    values: NDArray[np.uint64],
    powers: NDArray[np.uint64],
    plural: np.uint64,
    wanted: NDArray[np.uint8],
    hashes: NDArray[np.uint64],
    stems: NDArray[np.uint64],
    begins: NDArray[np.int32],
    ends: NDArray[np.int32],
    count: int,
) -> int:
    """Append the tokens of one text, and tell the pages of UNKNOWN code points; give the new count."""
    inside = False  # a word is open
    near = -1  # where a mark would still belong to the last token
    value = np.uint64(0)
    stem = np.uint64(0)
    before = np.uint64(0)
    letters = 0
    skipped = begin  # bytes that are no place of their own
    i = begin
    while i < end:
        byte = data[i]
        if byte < 0x80:
            kind = kinds[byte]
            if kind == WORD:
                if not inside:
                    inside = True
                    begins[count] = i - skipped
                    value = np.uint64(0)
                    stem = np.uint64(0)
                    letters = 0
                while kind == WORD:
                    letters += 1
                    if letters <= _STEM_LETTERS:
                        before = stem
                        stem = stem * BASE + values[byte]
                    value = value * BASE + values[byte]
                    i += 1
                    if i == end:
                        break
                    byte = data[i]
                    kind = kinds[byte] if byte < 0x80 else np.uint8(UNKNOWN)
                near = i - skipped
                ends[count] = near
                if byte >= 0x80 or i == end:
                    continue
            i += 1
            if inside:
                inside = False
                hashes[count] = mix(value)
                stems[count] = _stem(stem, before, letters, plural)
                count += 1
            continue
        code, width = _decode(data, i, end)
        kind = kinds[code]
        place = i - skipped
        i += width
        skipped += width - 1
        if kind == WORD:
            if not inside:
                inside = True
                begins[count] = place
                value = np.uint64(0)
                stem = np.uint64(0)
                letters = 0
            letters += 1
            if letters <= _STEM_LETTERS:
                before = stem
                stem = stem * powers[code] + values[code]
            value = value * powers[code] + values[code]
            near = place + 1
            ends[count] = near
        elif kind == MARK:
            if near == place:
                near = place + 1
                ends[count if inside else count - 1] = near
        elif kind != IGNORED:
            if kind == UNKNOWN:
                wanted[code // PAGE] = 1
            if inside:
                inside = False
                hashes[count] = mix(value)
                stems[count] = _stem(stem, before, letters, plural)
                count += 1
            if kind == SINGLE:
                hashes[count] = mix(values[code])
                stems[count] = mix(value * BASE + values[code]) if near == place else hashes[count]
                value = values[code]
                begins[count] = place
                near = place + 1
                ends[count] = near
                count += 1
    if inside:
        hashes[count] = mix(value)
        stems[count] = _stem(stem, before, letters, plural)
        count += 1
    return count


@kernel(
    f"void({_READ_U8}, {_I64}, {_U8}, {_U64}, {_U64}, uint64, {_U8}, {_U64}, {_U64}, {_I32}, {_I32}, {_I64})"
)
def read_texts(
    data: NDArray[np.uint8],
    borders: NDArray[np.int64],
    kinds: NDArray[np.uint8],
    values: NDArray[np.uint64],
    powers: NDArray[np.uint64],
    plural: np.uint64,
    wanted: NDArray[np.uint8],
    hashes: NDArray[np.uint64],
    stems: NDArray[np.uint64],
    begins: NDArray[np.int32],
    ends: NDArray[np.int32],
    offsets: NDArray[np.int64],
) -> None:
    """Fill the tokens of texts, from offsets[0] on, and the offsets behind each; mark the UNKNOWN pages.

    Text i has the bytes from `borders[i]` to `borders[i + 1]`. The arrays of tokens have room for one token
    in two bytes, and one more a text. Where a page is marked, the tokens are worth nothing.
    """
    count = offsets[0]
    for text in range(borders.shape[0] - 1):
        count = _read_text(
            data, borders[text], borders[text + 1],
            kinds, values, powers, plural, wanted,
            hashes, stems, begins, ends, count,
        )  # fmt: skip
        offsets[text + 1] = count


@helper
def _longest(borders: NDArray[np.int64]) -> int:
    longest = 0
    for i in range(borders.shape[0] - 1):
        longest = max(longest, borders[i + 1] - borders[i])
    return longest


@helper
def _hash_grams(
    hashes: NDArray[np.uint64], begin: int, end: int, gram: int, grams: NDArray[np.uint64]
) -> int:
    """Hash every run of `gram` tokens from `begin` to `end`; give how many there are."""
    top = np.uint64(1)
    for _ in range(gram - 1):
        top *= BASE
    value = np.uint64(0)
    first = begin + gram - 1
    for i in range(begin, end):
        if i > first:
            value -= hashes[i - gram] * top
        value = value * BASE + hashes[i]
        if i >= first:
            grams[i - first] = mix(value)
    return max(end - first, 0)


@kernel(f"{_U64}({_U64}, int64)")
def hash_grams(hashes: NDArray[np.uint64], gram: int) -> NDArray[np.uint64]:
    """Hash every run of `gram` tokens."""
    grams = np.empty(hashes.shape[0], np.uint64)
    return grams[: _hash_grams(hashes, 0, hashes.shape[0], gram, grams)]


@kernel(f"void({_U64}, {_I64}, int64, int64, {_U64}, {_U32}, {_I64})")
def winnow_texts(
    hashes: NDArray[np.uint64],
    borders: NDArray[np.int64],
    gram: int,
    window: int,
    kept: NDArray[np.uint64],
    positions: NDArray[np.uint32],
    offsets: NDArray[np.int64],
) -> None:
    """Fill each text's smallest gram of each window, the rightmost on ties; offsets[0] is given."""
    grams = np.empty(_longest(borders), np.uint64)
    count = offsets[0]
    for text in range(borders.shape[0] - 1):
        size = _hash_grams(hashes, borders[text], borders[text + 1], gram, grams)
        best = -1
        for last in range(max(min(window, size) - 1, 0), size):
            begin = max(last - window + 1, 0)
            earlier = best
            if best < begin:
                best = begin
                for i in range(begin + 1, last + 1):
                    if grams[i] <= grams[best]:
                        best = i
            elif grams[last] <= grams[best]:
                best = last
            if best != earlier:
                positions[count] = best
                kept[count] = grams[best]
                count += 1
        offsets[text + 1] = count


@helper
def _bits(size: int) -> int:
    """Give the first bits by which so many hashes are parted: about one hash a bucket, in a small table."""
    bits = 1
    while bits < _MOST_BITS and 1 << bits < size:
        bits += 1
    return bits


@helper
def _sort_distinct(
    values: NDArray[np.uint64], begin: int, end: int, spare: NDArray[np.uint64], buckets: NDArray[np.int64]
) -> int:
    """Sort the values from `begin` to `end`, keep each once, and give their end.

    They are hashes, so that parting them by their first bits all but sorts them.
    """
    size = end - begin
    if size < 2:
        return end
    bits = _bits(size)
    shift = np.uint64(64 - bits)
    for bucket in range((1 << bits) + 1):
        buckets[bucket] = 0
    for i in range(begin, end):
        buckets[(values[i] >> shift) + np.uint64(1)] += 1
    for bucket in range(1 << bits):
        buckets[bucket + 1] += buckets[bucket]
    for i in range(begin, end):
        bucket = values[i] >> shift
        spare[buckets[bucket]] = values[i]
        buckets[bucket] += 1
    values[begin] = spare[0]
    last = begin
    for i in range(1, size):
        value = spare[i]
        place = last
        while place >= begin and values[place] > value:
            place -= 1
        if place >= begin and values[place] == value:
            continue
        for above in range(last, place, -1):
            values[above + 1] = values[above]
        values[place + 1] = value
        last += 1
    return last + 1


@kernel(f"void({_U64}, {_I32}, {_I32}, {_I64}, int64, int64, int64, {_U64}, {_I64})")
def pair_texts(
    stems: NDArray[np.uint64],
    begins: NDArray[np.int32],
    ends: NDArray[np.int32],
    borders: NDArray[np.int64],
    shortest: int,
    reach: int,
    sample: int,
    pairs: NDArray[np.uint64],
    offsets: NDArray[np.int64],
) -> None:
    """Fill the distinct hashes, rising, of each text's unordered pairs of long words; offsets[0] is given.

    A token that adjoins the one before it counts as long: its stem stands for both.

    Fewer than `reach` long words stand between the two. One pair in `sample` is kept: which one depends on
    the pair alone.
    """
    # Exact divisibility without dividing: Granlund and Montgomery, "Division by Invariant Integers", 1994.
    odd = np.uint64(sample)
    twos = np.uint64(0)
    while odd & np.uint64(1) == 0:
        odd >>= np.uint64(1)
        twos += np.uint64(1)
    inverse = odd
    for _ in range(5):
        inverse *= np.uint64(2) - odd * inverse
    back = (np.uint64(64) - twos) & np.uint64(63)
    limit = np.uint64(0xFFFFFFFFFFFFFFFF) // np.uint64(sample)

    most = _longest(borders)
    long = np.empty(most, np.uint64)
    spare = np.empty(most * reach, np.uint64)
    buckets = np.empty((1 << _bits(most * reach)) + 1, np.int64)
    end = offsets[0]
    for text in range(borders.shape[0] - 1):
        count = 0
        for i in range(borders[text], borders[text + 1]):
            long[count] = stems[i]
            adjoins = i > borders[text] and begins[i] == ends[i - 1]
            count += adjoins or ends[i] - begins[i] >= shortest
        begin = end
        for i in range(count):
            for j in range(i + 1, min(i + 1 + reach, count)):
                pair = mix(min(long[i], long[j]) * BASE + max(long[i], long[j]))
                quotient = pair * inverse
                quotient = quotient >> twos | quotient << back
                pairs[end] = pair
                end += (quotient <= limit) & (long[i] != long[j])
        end = _sort_distinct(pairs, begin, end, spare, buckets)
        offsets[text + 1] = end
