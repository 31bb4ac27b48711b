"""Numba loops that align two token sequences: seeds -> runs -> chains -> passages."""

# ruff: noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917 - a kernel is one loop over arrays, and calls cost there

import numpy as np
from numba import types
from numpy.typing import NDArray

from whence.compiling import kernel

_U64 = types.uint64[::1]
_I64 = types.int64[::1]

_MOST_SEEDS = (
    64  # seeds of one k-gram; beyond, its occurrences are paired by rank, so repetition stays linear
)
_LOOK_BACK = 128  # runs that a run may be chained to
_MATCH = 4  # worth of a matched token against one stepped over on either side
_EDGE = 6  # tokens that an end may step over to a further match


@kernel(_I64(_U64, _U64, _I64, _I64))
def find_seeds(
    left_grams: NDArray[np.uint64],
    right_grams: NDArray[np.uint64],
    left_order: NDArray[np.int64],
    right_order: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Places of shared k-grams as `(right - left + left size) << 32 | left`, in no order.

    The grams are in reading order; the orders sort them by hash, then place.
    """
    left_size, right_size = left_grams.shape[0], right_grams.shape[0]
    codes = np.empty(left_size + right_size + 64, np.int64)
    count = 0
    a = b = 0
    while a < left_size and b < right_size:
        left_hash, right_hash = left_grams[left_order[a]], right_grams[right_order[b]]
        if left_hash < right_hash:
            a += 1
            continue
        if right_hash < left_hash:
            b += 1
            continue
        a_end, b_end = a + 1, b + 1
        while a_end < left_size and left_grams[left_order[a_end]] == left_hash:
            a_end += 1
        while b_end < right_size and right_grams[right_order[b_end]] == left_hash:
            b_end += 1
        all_pairs = (a_end - a) * (b_end - b) <= _MOST_SEEDS
        new = (a_end - a) * (b_end - b) if all_pairs else min(a_end - a, b_end - b)
        if count + new > codes.shape[0]:
            wider = np.empty(2 * (count + new), np.int64)
            wider[:count] = codes[:count]
            codes = wider
        for x in range(a, a_end):
            first, last = b, b_end
            if not all_pairs:
                first = b + x - a
                last = min(first + 1, b_end)
            for y in range(first, last):
                i, j = left_order[x], right_order[y]
                codes[count] = ((j - i + left_size) << 32) | i
                count += 1
        a, b = a_end, b_end
    return codes[:count].copy()


@kernel(types.int64[:, ::1](_I64, types.int64, types.int64))
def merge_seeds(codes: NDArray[np.int64], left_size: int, gram: int) -> NDArray[np.int64]:
    """Maximal runs of seeds that follow each other, shape (n, 3): left begin, right begin, length."""
    count = codes.shape[0]
    runs = np.empty((count, 3), np.int64)
    found = 0
    for n in range(count):
        i = codes[n] & 0xFFFFFFFF
        j = (codes[n] >> 32) - left_size + i
        if (
            found > 0
            and n > 0
            and codes[n] >> 32 == codes[n - 1] >> 32
            and i <= runs[found - 1, 0] + runs[found - 1, 2]
        ):
            runs[found - 1, 2] = i + gram - runs[found - 1, 0]
            continue
        runs[found, 0], runs[found, 1], runs[found, 2] = i, j, gram
        found += 1
    return runs[:found].copy()


@kernel("Tuple((int64[::1], int64[::1]))(int64[:, ::1], int64)")
def chain_runs(runs: NDArray[np.int64], gap: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Best score of a chain that ends in each run, and the run before it, or -1."""
    size = runs.shape[0]
    scores = np.empty(size, np.int64)
    before = np.full(size, -1, np.int64)
    longest = 0
    for r in range(size):
        longest = max(longest, runs[r, 2])
    for r in range(size):
        i, j, length = runs[r, 0], runs[r, 1], runs[r, 2]
        scores[r] = _MATCH * length
        for p in range(r - 1, max(-1, r - 1 - _LOOK_BACK), -1):
            if runs[p, 0] + longest + gap < i:
                break
            left_gap = i - runs[p, 0] - runs[p, 2]
            right_gap = j - runs[p, 1] - runs[p, 2]
            overlap = max(0, -left_gap, -right_gap)
            if max(left_gap, right_gap) > gap or overlap >= length or overlap >= runs[p, 2]:
                continue
            if runs[p, 1] >= j:
                continue
            cost = left_gap + overlap + right_gap + overlap
            score = scores[p] + _MATCH * (length - overlap) - cost
            if score > scores[r]:
                scores[r] = score
                before[r] = p
    return scores, before


@kernel(types.int64(_U64, _U64, types.int64, types.int64, types.int64, types.int64))
def count_common(
    left: NDArray[np.uint64], right: NDArray[np.uint64], i: int, i_end: int, j: int, j_end: int
) -> int:
    """Longest common subsequence of two short stretches."""
    if i_end <= i or j_end <= j:
        return 0
    row = np.zeros(j_end - j + 1, np.int64)
    for x in range(i, i_end):
        corner = 0
        for y in range(j, j_end):
            above = row[y - j + 1]
            if left[x] == right[y]:
                row[y - j + 1] = corner + 1
            elif row[y - j] > above:
                row[y - j + 1] = row[y - j]
            corner = above
    return int(row[j_end - j])


@kernel(types.boolean(_U64, _U64, types.uint8[::1], types.uint8[::1], _I64, types.int64))
def stretch_end(
    left: NDArray[np.uint64],
    right: NDArray[np.uint64],
    left_used: NDArray[np.uint8],
    right_used: NDArray[np.uint8],
    span: NDArray[np.int64],
    step: int,
) -> bool:
    """Carry one end of a passage over a small edit to further matches; a step of -1 is the begin's.

    `span` is left begin, left end, right begin, right end, matched, and is changed in place.
    """
    i = span[1] if step > 0 else span[0] - 1
    j = span[3] if step > 0 else span[2] - 1
    for total in range(2 * _EDGE + 1):
        for a in range(max(0, total - _EDGE), min(total, _EDGE) + 1):
            b = total - a
            need = max(a, b) + 1
            matched = 0
            x, y = i + a * step, j + b * step
            clear = True
            for k in range(a + 1):
                at = i + k * step
                clear = clear and 0 <= at < left.shape[0] and not left_used[at]
            for k in range(b + 1):
                at = j + k * step
                clear = clear and 0 <= at < right.shape[0] and not right_used[at]
            if not clear:
                continue
            while (
                0 <= x < left.shape[0]
                and 0 <= y < right.shape[0]
                and left[x] == right[y]
                and not left_used[x]
                and not right_used[y]
            ):
                matched += 1
                x += step
                y += step
            if matched >= need:
                if step > 0:
                    span[1], span[3] = x, y
                else:
                    span[0], span[2] = x + 1, y + 1
                span[4] += matched
                return True
    return False


@kernel(types.int64[:, ::1](_U64, _U64, types.int64[:, ::1], _I64, _I64, types.int64, types.float64))
def align_runs(
    left: NDArray[np.uint64],
    right: NDArray[np.uint64],
    runs: NDArray[np.int64],
    before: NDArray[np.int64],
    order: NDArray[np.int64],
    smallest: int,
    least: float,
) -> NDArray[np.int64]:
    """Passages from chained runs, best first by `order`, apart; shape (n, 5), as `span` in `stretch_end`."""
    size = runs.shape[0]
    taken = np.zeros(size, np.uint8)
    left_used = np.zeros(left.shape[0], np.uint8)
    right_used = np.zeros(right.shape[0], np.uint8)
    passages = np.empty((size + 1, 5), np.int64)
    count = 0
    chain = np.empty(size + 1, np.int64)
    span = np.zeros(5, np.int64)
    for place in range(size):
        links = 0
        r = order[place]
        while r >= 0 and not taken[r]:
            taken[r] = 1
            chain[links] = r
            links += 1
            r = before[r]
        is_open = False
        for n in range(links - 1, -2, -1):
            i = j = length = 0
            if n >= 0:
                i, j, length = runs[chain[n], 0], runs[chain[n], 1], runs[chain[n], 2]
                if is_open:
                    overlap = max(0, span[1] - i, span[3] - j)
                    i, j, length = i + overlap, j + overlap, length - overlap
                while length > 0 and (left_used[i] or right_used[j]):
                    i, j, length = i + 1, j + 1, length - 1
                clear = 0
                while clear < length and not left_used[i + clear] and not right_used[j + clear]:
                    clear += 1
                length = clear
                if length == 0:
                    continue
            closes = n < 0
            if is_open and not closes:
                for x in range(span[1], i):
                    closes = closes or left_used[x] != 0
                for y in range(span[3], j):
                    closes = closes or right_used[y] != 0
            if is_open and closes:
                while stretch_end(left, right, left_used, right_used, span, 1):
                    pass
                while stretch_end(left, right, left_used, right_used, span, -1):
                    pass
                total = span[1] - span[0] + span[3] - span[2]
                if span[4] >= smallest and 2 * span[4] >= least * total:
                    passages[count] = span
                    count += 1
                    left_used[span[0] : span[1]] = 1
                    right_used[span[2] : span[3]] = 1
                is_open = False
                # What was just taken may reach into the run that waits.
                while length > 0 and (left_used[i] or right_used[j]):
                    i, j, length = i + 1, j + 1, length - 1
            if length == 0:
                continue
            if is_open:
                span[4] += count_common(left, right, span[1], i, span[3], j) + length
            else:
                span[0], span[2], span[4] = i, j, length
                is_open = True
            span[1], span[3] = i + length, j + length
    return passages[:count].copy()
