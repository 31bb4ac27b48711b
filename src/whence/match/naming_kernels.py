"""Numba loops that name passages: the same ids as `identity.content_id` gives, many at a time.

An id is the beginning of a SHA-256 digest (FIPS 180-4, Secure Hash Standard).
"""

import numpy as np
from numpy.typing import NDArray

from whence.compiling import helper, kernel

# Signatures are strings, so that numba is not imported before a kernel is called.
_READ_I64 = "Array(int64, 1, 'C', readonly=True)"
_READ_U8 = "Array(uint8, 1, 'C', readonly=True)"

NAME = 17  # bytes of an id: a letter and 16 hexadecimal digits

_WORDS = 64  # rounds of the hash
_BLOCK = 64  # bytes of a block of it
_HEAD = 9  # bytes before each part: its length and that it is there
_DIGITS = 11  # the longest number of 32 bits
_LOW, _LETTERS = np.uint32(0xF), np.uint8(39)  # from after "9" to "a"


def _roots(power: int, count: int) -> NDArray[np.uint32]:
    """Give the first 32 bits behind the point of the square or cube roots of the first primes."""
    primes = [n for n in range(2, 400) if all(n % d for d in range(2, n))][:count]
    found = []
    for prime in primes:
        low, high = 0, prime << 32
        while low < high:  # the greatest root that is not too great
            middle = (low + high + 1) // 2
            low, high = (middle, high) if middle**power <= prime << (32 * power) else (low, middle - 1)
        found.append(low & 0xFFFFFFFF)
    return np.array(found, np.uint32)


_BEGIN = _roots(2, 8)
_ROUND = _roots(3, _WORDS)


@helper
def _turn(value: np.uint32, count: int) -> np.uint32:
    """Rotate to the right."""
    return np.uint32((value >> np.uint32(count)) | (value << np.uint32(32 - count)))


@helper
def _digest(message: NDArray[np.uint8], state: NDArray[np.uint32], words: NDArray[np.uint32]) -> None:
    """Hash a message of whole blocks, which is padded already, into `state`."""
    state[:] = _BEGIN
    for block in range(0, message.shape[0], _BLOCK):
        for i in range(16):
            word = np.uint32(0)
            for j in range(4):
                word = np.uint32((word << np.uint32(8)) | np.uint32(message[block + 4 * i + j]))
            words[i] = word
        for i in range(16, _WORDS):
            one, two = words[i - 15], words[i - 2]
            low = _turn(one, 7) ^ _turn(one, 18) ^ (one >> np.uint32(3))
            high = _turn(two, 17) ^ _turn(two, 19) ^ (two >> np.uint32(10))
            words[i] = np.uint32(words[i - 16] + low + words[i - 7] + high)
        a, b, c, d = state[0], state[1], state[2], state[3]
        e, f, g, h = state[4], state[5], state[6], state[7]
        for i in range(_WORDS):
            high = _turn(e, 6) ^ _turn(e, 11) ^ _turn(e, 25)
            first = np.uint32(h + high + ((e & f) ^ (~e & g)) + _ROUND[i] + words[i])
            low = _turn(a, 2) ^ _turn(a, 13) ^ _turn(a, 22)
            second = np.uint32(low + ((a & b) ^ (a & c) ^ (b & c)))
            h, g, f, e = g, f, e, np.uint32(d + first)
            d, c, b, a = c, b, a, np.uint32(first + second)
        state[0], state[1] = np.uint32(state[0] + a), np.uint32(state[1] + b)
        state[2], state[3] = np.uint32(state[2] + c), np.uint32(state[3] + d)
        state[4], state[5] = np.uint32(state[4] + e), np.uint32(state[5] + f)
        state[6], state[7] = np.uint32(state[6] + g), np.uint32(state[7] + h)


@helper
def _put_head(message: NDArray[np.uint8], end: int, size: int) -> int:
    """Put what stands before a part of so many bytes; give the new end."""
    for i in range(8):
        message[end + i] = (size >> (56 - 8 * i)) & 0xFF
    message[end + 8] = ord("v")
    return end + _HEAD


@helper
def _put_id(message: NDArray[np.uint8], end: int, data: NDArray[np.uint8], begin: int, stop: int) -> int:
    end = _put_head(message, end, stop - begin)
    for i in range(begin, stop):
        message[end + i - begin] = data[i]
    return end + stop - begin


@helper
def _put_number(message: NDArray[np.uint8], end: int, number: int) -> int:
    """Put a number, not below 0, in decimal digits."""
    digits = 1
    rest = number // 10
    while rest:
        digits += 1
        rest //= 10
    end = _put_head(message, end, digits)
    rest = number
    for i in range(digits):
        message[end + digits - 1 - i] = ord("0") + rest % 10
        rest //= 10
    return end + digits


@kernel(f"void({_READ_U8}, {_READ_I64}, int64[::1], int64[::1], int32[:, ::1], uint8[::1])")
def name_spans(
    data: NDArray[np.uint8],
    offsets: NDArray[np.int64],
    lefts: NDArray[np.int64],
    rights: NDArray[np.int64],
    places: NDArray[np.int32],
    names: NDArray[np.uint8],
) -> None:
    """Name passages as `content_id("p", left id, begin, end, right id, begin, end)` does.

    Args:
        data: the documents' ids in UTF-8, one after the other.
        offsets: where each begins and the last ends.
        lefts: the left document of each passage, by place among the ids.
        rights: the right one.
        places: begins and ends on both sides, shape (passages, 4).
        names: filled with NAME bytes for each passage.
    """
    longest = 0
    for i in range(offsets.shape[0] - 1):
        longest = max(longest, offsets[i + 1] - offsets[i])
    size = 2 * (_HEAD + longest) + 4 * (_HEAD + _DIGITS) + 2 * _BLOCK
    message, state, words = np.empty(size, np.uint8), np.empty(8, np.uint32), np.empty(_WORDS, np.uint32)
    for n in range(lefts.shape[0]):
        end = _put_id(message, 0, data, offsets[lefts[n]], offsets[lefts[n] + 1])
        end = _put_number(message, end, places[n, 0])
        end = _put_number(message, end, places[n, 1])
        end = _put_id(message, end, data, offsets[rights[n]], offsets[rights[n] + 1])
        end = _put_number(message, end, places[n, 2])
        end = _put_number(message, end, places[n, 3])
        whole = (end + _HEAD + _BLOCK - 1) // _BLOCK * _BLOCK
        message[end:whole] = 0
        message[end] = 0x80
        for i in range(8):
            message[whole - 1 - i] = ((8 * end) >> (8 * i)) & 0xFF
        _digest(message[:whole], state, words)
        names[NAME * n] = ord("p")
        for i in range(NAME - 1):
            digit = np.uint8((state[i // 8] >> np.uint32(28 - 4 * (i % 8))) & _LOW)
            names[NAME * n + 1 + i] = ord("0") + digit + (_LETTERS if digit > 9 else 0)
