"""Numba loops of the match stage: joining fingerprints, chaining seeds, aligning tokens."""

# ruff: noqa: C901, PLR0913, PLR0917 - a kernel is one loop over arrays, and calls cost there

import numpy as np
from numba import types
from numpy.typing import NDArray

from whence.compiling import kernel

_U64 = types.uint64[::1]
_I64 = types.int64[::1]
_I32 = types.int32[::1]

KEPT = 0
SOLE = 1  # in one text only
FREQUENT = 2
BOILERPLATE = 3


@kernel(types.int64(_U64, _I64, types.int64, types.int64))
def count_shared(hashes: NDArray[np.uint64], offsets: NDArray[np.int64], left: int, right: int) -> int:
    """Size of the intersection of two documents' sorted sets."""
    i, j = offsets[left], offsets[right]
    i_end, j_end = offsets[left + 1], offsets[right + 1]
    shared = 0
    while i < i_end and j < j_end:
        if hashes[i] == hashes[j]:
            shared += 1
            i += 1
            j += 1
        elif hashes[i] < hashes[j]:
            i += 1
        else:
            j += 1
    return shared


@kernel(types.void(_U64, _I64, _I64, _U64, types.float64, types.int64, _I64))
def join_alike(
    hashes: NDArray[np.uint64],
    offsets: NDArray[np.int64],
    order: NDArray[np.int64],
    sketches: NDArray[np.uint64],
    same: float,
    reach: int,
    parents: NDArray[np.int64],
) -> None:
    """Union documents of one sketch whose sets have a Jaccard index of at least `same`.

    `order` sorts documents by sketch, then size; each is compared with the next `reach` of its sketch.
    """
    for a in range(order.shape[0]):
        left = order[a]
        left_size = offsets[left + 1] - offsets[left]
        for b in range(a + 1, min(a + 1 + reach, order.shape[0])):
            right = order[b]
            if sketches[right] != sketches[left]:
                break
            right_size = offsets[right + 1] - offsets[right]
            if left_size < same * right_size:
                break
            root, other = left, right
            while parents[root] != root:
                root = parents[root]
            while parents[other] != other:
                other = parents[other]
            if root == other:
                continue
            shared = count_shared(hashes, offsets, left, right)
            if shared >= same * (left_size + right_size - shared):
                low, high = min(root, other), max(root, other)
                parents[high] = low


@kernel(
    types.void(
        _U64, _I32, _I64, types.boolean[::1], types.int64, types.int64, types.float64, types.uint8[::1]
    )
)
def classify_hashes(
    hashes: NDArray[np.uint64],
    outlets: NDArray[np.int32],
    texts_of: NDArray[np.int64],
    at_end: NDArray[np.bool_],
    frequent: int,
    boilerplate: int,
    share: float,
    kinds: NDArray[np.uint8],
) -> None:
    """Say of each posting whether its hash is KEPT; they are sorted by hash, outlet, group, and differ.

    `texts_of` is how many groups have each posting's hash. It is boilerplate where nearly all of many texts
    are of one outlet, or nearly all have it at their end, as a bio or footer run by several outlets.
    """
    size = hashes.shape[0]
    begin = 0
    while begin < size:
        end = begin + 1
        while end < size and hashes[end] == hashes[begin]:
            end += 1
        kind = SOLE
        if end - begin > 1:
            texts = texts_of[begin]
            most = 0
            ends = 0
            for i in range(begin, end):
                ends += at_end[i]
            run = begin
            while run < end:
                stop = run + 1
                while stop < end and outlets[stop] == outlets[run]:
                    stop += 1
                if outlets[run] >= 0:
                    most = max(most, stop - run)
                run = stop
            if texts < 2:
                pass
            elif texts >= boilerplate and (most >= share * texts or ends >= share * (end - begin)):
                kind = BOILERPLATE
            elif texts > frequent:
                kind = FREQUENT
            else:
                kind = KEPT
        kinds[begin:end] = kind
        begin = end


@kernel(_U64(_U64, _I32))
def emit_pairs(hashes: NDArray[np.uint64], groups: NDArray[np.int32]) -> NDArray[np.uint64]:
    """Every pair of groups (left << 32 | right) that shares a hash, once a hash.

    Postings are sorted by hash, then group, without repeats.
    """
    size = hashes.shape[0]
    total = 0
    begin = 0
    for i in range(1, size + 1):
        if i == size or hashes[i] != hashes[begin]:
            total += (i - begin) * (i - begin - 1) // 2
            begin = i
    codes = np.empty(total, np.uint64)
    count = 0
    begin = 0
    for i in range(1, size + 1):
        if i == size or hashes[i] != hashes[begin]:
            for a in range(begin, i):
                for b in range(a + 1, i):
                    codes[count] = (np.uint64(groups[a]) << np.uint64(32)) | np.uint64(groups[b])
                    count += 1
            begin = i
    return codes
