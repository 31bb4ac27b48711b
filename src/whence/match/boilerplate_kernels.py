"""Numba loops that judge stretches of text by how many of their fingerprints are boilerplate."""

# ruff: noqa: PLR0913, PLR0917 - a kernel is one loop over arrays, and calls cost there

import numpy as np
from numpy.typing import NDArray

from whence.compiling import kernel


@kernel("void(uint64[::1], uint64[::1])")
def mark_bits(hashes: NDArray[np.uint64], bits: NDArray[np.uint64]) -> None:
    """Set the bit of each hash; `bits` has a power of two of words. Most other hashes' bits stay unset."""
    mask = np.uint64(64 * bits.shape[0] - 1)
    for n in range(hashes.shape[0]):
        bit = hashes[n] & mask
        bits[bit >> np.uint64(6)] |= np.uint64(1) << (bit & np.uint64(63))


@kernel("boolean(uint64[::1], uint64[::1], uint64)")
def is_known(hashes: NDArray[np.uint64], bits: NDArray[np.uint64], value: np.uint64) -> bool:
    """Whether a value is among rising hashes."""
    bit = value & np.uint64(64 * bits.shape[0] - 1)
    if not (bits[bit >> np.uint64(6)] >> (bit & np.uint64(63))) & np.uint64(1):
        return False
    place = np.searchsorted(hashes, value)
    return bool(place < hashes.shape[0] and hashes[place] == value)


@kernel("float64[::1](int64[::1], int64[::1], uint64[::1], int64, int64, uint64[::1], uint64[::1])")
def known_shares(
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    grams: NDArray[np.uint64],
    gram: int,
    window: int,
    hashes: NDArray[np.uint64],
    bits: NDArray[np.uint64],
) -> NDArray[np.float64]:
    """Share of the fingerprints of each stretch of tokens that are among the hashes; 0 where it has none.

    Fingerprints are chosen as in `text.choose_fingerprints`, as if the stretch were a text of its own.
    """
    shares = np.zeros(begins.shape[0], np.float64)
    for n in range(begins.shape[0]):
        first, size = begins[n], ends[n] - begins[n] - gram + 1
        best = -1
        chosen = 0
        known = 0
        for last in range(min(window, size) - 1, size):
            if size <= 0:
                break
            before = best
            if best < max(0, last - window + 1):
                best = max(0, last - window + 1)
                for i in range(best + 1, last + 1):
                    if grams[first + i] <= grams[first + best]:
                        best = i
            elif grams[first + last] <= grams[first + best]:
                best = last
            if best != before:
                chosen += 1
                known += is_known(hashes, bits, grams[first + best])
        if chosen > 0:
            shares[n] = known / chosen
    return shares
