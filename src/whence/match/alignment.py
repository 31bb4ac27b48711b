"""Numba loops that align token sequences: grams in common -> runs -> chains -> passages, pair by pair."""

# ruff: noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917 - a kernel is one loop over arrays, and calls cost there

import numpy as np
from numpy.typing import NDArray

from whence.compiling import helper, kernel

# Signatures are strings, so that numba is not imported before a kernel is called.
_U8, _I32, _U64, _I64, _RUNS = "uint8[::1]", "int32[::1]", "uint64[::1]", "int64[::1]", "int64[:, ::1]"

_MOST_SEEDS = (
    64  # places of one k-gram; beyond, its occurrences are paired by rank, so repetition stays linear
)
_LOOK_BACK = 128  # runs that a run may be chained to
_MATCH = 4  # worth of a matched token against one stepped over on either side
_EDGE = 6  # tokens that an end may step over to a further match


@helper
def copy_rows(source: NDArray[np.int64], target: NDArray[np.int64], count: int) -> None:
    """Copy the first rows; a slice would say the same, and takes numba three seconds to compile."""
    for row in range(count):
        for column in range(source.shape[1]):
            target[row, column] = source[row, column]


@helper
def sort_order(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Places of the values from the least on, equals as they come; `np.argsort` takes a second to compile."""
    size = values.shape[0]
    order = np.arange(size)
    other = np.empty(size, np.int64)
    width = 1
    while width < size:
        for begin in range(0, size, 2 * width):
            i, middle, end = begin, min(begin + width, size), min(begin + 2 * width, size)
            j = middle
            for place in range(begin, end):
                if i < middle and (j >= end or values[order[i]] <= values[order[j]]):
                    other[place] = order[i]
                    i += 1
                else:
                    other[place] = order[j]
                    j += 1
        order, other = other, order
        width *= 2
    return order


@kernel(f"void({_U64}, {_I32}, {_I32}, {_I32})")
def index_grams(
    grams: NDArray[np.uint64],
    slots: NDArray[np.int32],
    following: NDArray[np.int32],
    counts: NDArray[np.int32],
) -> None:
    """Fill a table from k-gram to its first place; `slots`, a power of two, are at least twice as many.

    `following` is the next place of the same k-gram or -1; `counts` how often it stands from a place on.
    """
    mask = slots.shape[0] - 1
    slots[:] = -1
    for i in range(grams.shape[0] - 1, -1, -1):
        slot = np.int64(grams[i]) & mask
        while slots[slot] >= 0 and grams[slots[slot]] != grams[i]:
            slot = (slot + 1) & mask
        after = slots[slot]
        following[i] = after
        counts[i] = 1 if after < 0 else counts[after] + 1
        slots[slot] = i


@kernel(f"{_RUNS}({_U64}, {_U64}, {_I32}, {_I32}, {_I32}, int64)")
def find_runs(
    grams: NDArray[np.uint64],
    others: NDArray[np.uint64],
    slots: NDArray[np.int32],
    following: NDArray[np.int32],
    counts: NDArray[np.int32],
    gram: int,
) -> NDArray[np.int64]:
    """Maximal runs of tokens in common, in no order, shape (n, 3): begin, begin in the other, length.

    The table is that of `grams`, made by `index_grams`. All pairs of places of one k-gram count where they
    are few; else its n-th place in one text meets the n-th in the other.
    """
    mask = slots.shape[0] - 1
    size, other_size = grams.shape[0], others.shape[0]
    heads = np.empty(other_size, np.int32)
    hits = 0
    for j in range(other_size):
        slot = np.int64(others[j]) & mask
        head = slots[slot]
        while head >= 0 and grams[head] != others[j]:
            slot = (slot + 1) & mask
            head = slots[slot]
        heads[j] = head
        hits += head >= 0
    if hits == 0:
        return np.empty((0, 3), np.int64)
    times = np.zeros(size, np.int32)
    for j in range(other_size):
        if heads[j] >= 0:
            times[heads[j]] += 1
    nth = np.full(size, -2, np.int32)  # where the next place of a frequent k-gram is to be paired
    newest = np.full(size + other_size, -1, np.int32)  # run of each diagonal
    runs = np.empty((64, 3), np.int64)
    found = 0
    for j in range(other_size):
        i = head = heads[j]
        if head < 0:
            continue
        all_pairs = np.int64(counts[head]) * times[head] <= _MOST_SEEDS
        if not all_pairs:
            i = head if nth[head] == -2 else nth[head]
            nth[head] = following[i] if i >= 0 else -1
        while i >= 0:
            diagonal = j - i + size
            run = newest[diagonal]
            if run >= 0 and i <= runs[run, 0] + runs[run, 2]:
                runs[run, 2] = i + gram - runs[run, 0]
            else:
                if found == runs.shape[0]:
                    wider = np.empty((2 * found, 3), np.int64)
                    copy_rows(runs, wider, found)
                    runs = wider
                runs[found, 0], runs[found, 1], runs[found, 2] = i, j, gram
                newest[diagonal] = found
                found += 1
            i = following[i] if all_pairs else -1
    return runs[:found].copy()


@kernel(f"{_RUNS}({_RUNS}, boolean)")
def sort_runs(runs: NDArray[np.int64], mirrored: bool) -> NDArray[np.int64]:
    """Runs by their begin, then that in the other text; mirrored changes the sides first."""
    size = runs.shape[0]
    one, other = (1, 0) if mirrored else (0, 1)
    codes = np.empty(size, np.int64)
    for r in range(size):
        codes[r] = (runs[r, one] << 32) | runs[r, other]
    order = sort_order(codes)
    by_place = np.empty((size, 3), np.int64)
    for r in range(size):
        by_place[r, 0], by_place[r, 1] = runs[order[r], one], runs[order[r], other]
        by_place[r, 2] = runs[order[r], 2]
    return by_place


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


@kernel(f"int64({_U64}, {_U64}, int64, int64, int64, int64)")
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


@kernel(f"boolean({_U64}, {_U64}, {_U8}, {_U8}, {_I64}, int64)")
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
    # Tokens on either side that may be stepped over, up to the first that is in a passage.
    left_free = right_free = 0
    while (
        left_free <= _EDGE
        and 0 <= i + left_free * step < left.shape[0]
        and not left_used[i + left_free * step]
    ):
        left_free += 1
    while (
        right_free <= _EDGE
        and 0 <= j + right_free * step < right.shape[0]
        and not right_used[j + right_free * step]
    ):
        right_free += 1
    for total in range(left_free + right_free - 1):
        for a in range(max(0, total - right_free + 1), min(total, left_free - 1) + 1):
            b = total - a
            x, y = i + a * step, j + b * step
            if left[x] != right[y]:
                continue
            need = max(a, b) + 1
            matched = 0
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


@kernel(f"{_RUNS}({_U64}, {_U64}, {_RUNS}, {_I64}, {_I64}, int64, float64)")
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
                    for column in range(5):
                        passages[count, column] = span[column]
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


@kernel(f"boolean({_U64}, {_U64})")
def sorts_after(left: NDArray[np.uint64], right: NDArray[np.uint64]) -> bool:
    """Whether two texts stand against the order in which every pair is aligned: by length, then by hashes."""
    if left.shape[0] != right.shape[0]:
        return bool(left.shape[0] > right.shape[0])
    for n in range(left.shape[0]):
        if left[n] != right[n]:
            return bool(left[n] > right[n])
    return False


@kernel(f"int64({_RUNS}, {_RUNS}, boolean, int64)")
def put_spans(spans: NDArray[np.int64], passages: NDArray[np.int64], mirrored: bool, filled: int) -> int:
    """Write the passages of one pair to `spans` from `filled` on, in the order of the left text; new end."""
    count = passages.shape[0]
    one, other = (2, 0) if mirrored else (0, 2)
    begins = np.empty(count, np.int64)
    for n in range(count):
        begins[n] = passages[n, one]
    order = sort_order(begins)
    for n in range(count):
        row = order[n]
        spans[filled, 0], spans[filled, 1] = passages[row, one], passages[row, one + 1]
        spans[filled, 2], spans[filled, 3] = passages[row, other], passages[row, other + 1]
        spans[filled, 4] = passages[row, 4]
        filled += 1
    return filled


@kernel(
    "Tuple((int64[:, ::1], int64[::1]))(int64[::1], int64[::1], uint64[::1], uint64[::1], "
    "int64[::1], int64, int64, int64, float64)"
)
def align_pairs(
    lefts: NDArray[np.int64],
    rights: NDArray[np.int64],
    hashes: NDArray[np.uint64],
    grams: NDArray[np.uint64],
    offsets: NDArray[np.int64],
    gram: int,
    gap: int,
    smallest: int,
    least: float,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Passages of all pairs, shape (n, 5) as `span` in `stretch_end`; and each pair's number of them.

    `offsets` says where each text's tokens begin in `hashes`; `grams` stand where their runs of tokens begin.
    Pairs of one left text are best next to each other.
    """
    size = lefts.shape[0]
    widest = 1
    for n in range(offsets.shape[0] - 1):
        widest = max(widest, offsets[n + 1] - offsets[n])
    all_slots = np.empty(4 * widest, np.int32)
    following = np.empty(widest, np.int32)
    counts = np.empty(widest, np.int32)
    spans = np.empty((size + 64, 5), np.int64)
    found = np.zeros(size, np.int64)
    filled = 0
    indexed = -1
    capacity = 1
    for n in range(size):
        left = hashes[offsets[lefts[n]] : offsets[lefts[n] + 1]]
        right = hashes[offsets[rights[n]] : offsets[rights[n] + 1]]
        if min(left.shape[0], right.shape[0]) < gram:
            continue
        left_grams = grams[offsets[lefts[n]] : offsets[lefts[n] + 1] - gram + 1]
        right_grams = grams[offsets[rights[n]] : offsets[rights[n] + 1] - gram + 1]
        if lefts[n] != indexed:
            indexed = lefts[n]
            capacity = 2
            while capacity < 2 * left_grams.shape[0]:
                capacity *= 2
            index_grams(left_grams, all_slots[:capacity], following, counts)
        runs = find_runs(left_grams, right_grams, all_slots[:capacity], following, counts, gram)
        if runs.shape[0] == 0:
            continue
        mirrored = sorts_after(left, right)
        if mirrored:
            left, right = right, left
        runs = sort_runs(runs, mirrored)
        scores, before = chain_runs(runs, gap)
        for r in range(scores.shape[0]):
            scores[r] = -scores[r]
        order = sort_order(scores)
        passages = align_runs(left, right, runs, before, order, smallest, least)
        if filled + passages.shape[0] > spans.shape[0]:
            wider = np.empty((2 * (filled + passages.shape[0]), 5), np.int64)
            copy_rows(spans, wider, filled)
            spans = wider
        found[n] = passages.shape[0]
        filled = put_spans(spans, passages, mirrored, filled)
    return spans[:filled].copy(), found
