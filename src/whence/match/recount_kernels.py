"""Numba loops of the growing index: what a hash that now joins otherwise does to old pairs of groups."""

# ruff: noqa: PLR0913, PLR0917 - a kernel is one loop over arrays, and calls cost there

import numpy as np
from numpy.typing import NDArray

from whence.compiling import kernel
from whence.match.kernels import STAR

# Signatures are strings, so that numba is not imported before a kernel is called.
_U64 = "uint64[::1]"
_I64 = "int64[::1]"
_I32 = "int32[::1]"
_U32 = "uint32[::1]"
_U8 = "uint8[::1]"
_FLAGS = "boolean[::1]"
_SIZE = "int64"
_LISTS = f"{_U64}, {_I64}, {_U32}, {_U8}"


@kernel(f"{_SIZE}({_SIZE}, {_SIZE}, {_U32}, uint8, {_FLAGS}, {_SIZE}, {_SIZE}, {_U64}, {_I32})")
def _emit(
    begin: int,
    end: int,
    groups: NDArray[np.uint32],
    mode: int,
    active: NDArray[np.bool_],
    sign: int,
    count: int,
    pairs: NDArray[np.uint64],
    changes: NDArray[np.int32],
) -> int:
    """Add the pairs of one list that are of two inactive groups; without room only count them."""
    last = begin + 1 if mode & STAR else end - 1
    for a in range(begin, last):
        if active[groups[a]]:
            continue
        for b in range(a + 1, end):
            if active[groups[b]]:
                continue
            if pairs.shape[0]:
                low, high = min(groups[a], groups[b]), max(groups[a], groups[b])
                pairs[count] = (np.uint64(low) << np.uint64(24)) | np.uint64(high)
                changes[count] = sign * (mode & ~STAR)
            count += 1
    return count


@kernel(f"void({_SIZE}, {_SIZE}, {_U32}, {_FLAGS}, {_FLAGS})")
def _wake(
    begin: int, end: int, groups: NDArray[np.uint32], active: NDArray[np.bool_], woken: NDArray[np.bool_]
) -> None:
    """Wake a list's inactive groups if they are several."""
    count = 0
    for i in range(begin, end):
        if not active[groups[i]]:
            count += 1
    if count > 1:
        for i in range(begin, end):
            if not active[groups[i]]:
                woken[groups[i]] = True


@kernel(f"{_SIZE}({_LISTS}, {_LISTS}, {_U8}, {_FLAGS}, {_FLAGS}, {_U64}, {_I32})")
def compare_lists(
    old_hashes: NDArray[np.uint64],
    old_begins: NDArray[np.int64],
    old_groups: NDArray[np.uint32],
    old_modes: NDArray[np.uint8],
    hashes: NDArray[np.uint64],
    begins: NDArray[np.int64],
    groups: NDArray[np.uint32],
    modes: NDArray[np.uint8],
    changed: NDArray[np.uint8],
    active: NDArray[np.bool_],
    woken: NDArray[np.bool_],
    pairs: NDArray[np.uint64],
    changes: NDArray[np.int32],
) -> int:
    """Find what hashes that now join otherwise do to pairs of inactive groups; give how many changes.

    Old lists are there of hashes that are `changed` only; the others join as they did. Inactive groups are
    the same texts before and after. Where a hash joins such a pair less than it did, the
    change of weight is given; where it may join one more, its groups are woken, to be counted anew.
    """
    count = 0
    i = 0
    j = 0
    while i < old_modes.shape[0] or j < modes.shape[0]:
        if j < modes.shape[0] and not changed[j]:
            j += 1
            continue
        if j == modes.shape[0] or (i < old_modes.shape[0] and old_hashes[i] < hashes[j]):
            begin, end = old_begins[i], old_begins[i + 1]
            count = _emit(begin, end, old_groups, old_modes[i], active, -1, count, pairs, changes)
            i += 1
            continue
        begin, end = begins[j], begins[j + 1]
        if i == old_modes.shape[0] or hashes[j] < old_hashes[i]:
            _wake(begin, end, groups, active, woken)
            j += 1
            continue
        old_begin, old_end = old_begins[i], old_begins[i + 1]
        star, old_star = modes[j] & STAR != 0, old_modes[i] & STAR != 0
        moved = star and old_star and groups[begin] != old_groups[old_begin]
        if modes[j] != old_modes[i] or moved:
            heavier = modes[j] & ~STAR > old_modes[i] & ~STAR
            if heavier or (old_star and not star) or (moved and not active[groups[begin]]):
                _wake(begin, end, groups, active, woken)
            else:
                count = _emit(old_begin, old_end, old_groups, old_modes[i], active, -1, count, pairs, changes)
                count = _emit(begin, end, groups, modes[j], active, 1, count, pairs, changes)
        i += 1
        j += 1
    return count
