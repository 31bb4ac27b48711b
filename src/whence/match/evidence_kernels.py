"""Numba loops that grow passages around seeds, by what each token says of where it is from.

Both texts stand in one array, the left one first; `split` is the number of its tokens. A gap is a place
between tokens; those of the right text stand one further in `bonus`, so that both texts have a last gap.
"""

# ruff: noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917 - a kernel is one loop over arrays, and calls cost there

import numpy as np
from numpy.typing import NDArray

from whence.compiling import helper, kernel

# Signatures are strings, so that numba is not imported before a kernel is called.
_I64, _F64, _U8 = "int64[::1]", "float64[::1]", "uint8[::1]"

_REACH = 200  # tokens that a scan goes on without a better end, so that repetition stays cheap
_TURNS = 4  # times that each side is fitted to the other; a fifth changes nothing
_STEPS = 100  # tokens looked at for each token of both texts, so that junk stays linear


@helper
def _copy_four(source: NDArray[np.int64], target: NDArray[np.int64]) -> None:
    """Copy four bounds; a slice would say the same, and takes numba two seconds to compile."""
    for place in range(4):
        target[place] = source[place]


@kernel(f"{_I64}(uint64[::1])")
def number_values(values: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Number equal values alike, from 0 in the order of first appearance."""
    room = 16
    while room < 2 * values.shape[0]:
        room *= 2
    slots = np.full(room, -1, np.int64)
    firsts = np.empty(values.shape[0], np.uint64)
    numbers = np.empty(values.shape[0], np.int64)
    count = 0
    for n in range(values.shape[0]):
        value = values[n]
        mixed = (value ^ (value >> np.uint64(29))) * np.uint64(0x9E3779B97F4A7C15)
        place = np.int64(mixed >> np.uint64(32)) & (room - 1)
        while slots[place] >= 0 and firsts[slots[place]] != value:
            place = (place + 1) & (room - 1)
        if slots[place] < 0:
            slots[place] = count
            firsts[count] = value
            count += 1
        numbers[n] = slots[place]
    return numbers


@kernel(f"{_I64}({_I64}, int64, int64)")
def number_pairs(terms: NDArray[np.int64], split: int, kinds: int) -> NDArray[np.int64]:
    """Number each token's pair with the next token; the last of a text has one of its own."""
    size = terms.shape[0]
    keys = np.empty(size, np.uint64)
    for n in range(size):
        if n == split - 1 or n == size - 1:
            keys[n] = np.uint64(kinds) * np.uint64(kinds) + np.uint64(n)
        else:
            keys[n] = np.uint64(terms[n]) * np.uint64(kinds) + np.uint64(terms[n + 1])
    return number_values(keys)


@kernel(f"{_F64}({_I64}, int64, int64, float64, float64)")
def term_density(
    terms: NDArray[np.int64], split: int, kinds: int, factor: float, least: float
) -> NDArray[np.float64]:
    """How often each token's stem stands in its own text without being part of a passage, per token."""
    size = terms.shape[0]
    density = np.empty(size, np.float64)
    counts = np.zeros(kinds, np.int64)
    for side in range(2):
        low, high = (0, split) if side == 0 else (split, size)
        for n in range(low, high):
            counts[terms[n]] += 1
        for n in range(low, high):
            density[n] = max(factor * (counts[terms[n]] - 1), least) / (high - low)
        for n in range(low, high):
            counts[terms[n]] = 0
    return density


@kernel(f"float64({_I64}, {_I64}, {_F64}, {_I64}, {_I64}, int64, int64, int64, float64, float64)")
def token_evidence(
    terms: NDArray[np.int64],
    pairs: NDArray[np.int64],
    density: NDArray[np.float64],
    marks: NDArray[np.int64],
    pair_marks: NDArray[np.int64],
    mark: int,
    window: int,
    n: int,
    rate: float,
    pair_worth: float,
) -> float:
    """Log of how much likelier token `n` is where words were taken from the marked window than elsewhere."""
    if marks[terms[n]] != mark:
        return float(np.log(1.0 - rate))
    chance = 1.0 - np.exp(-window * density[n])
    gain = np.log(1.0 + rate * (1.0 - chance) / (chance + 1e-9))
    if pair_marks[pairs[n]] == mark or (n > 0 and pair_marks[pairs[n - 1]] == mark):
        gain += pair_worth
    return float(gain)


@kernel(f"int64({_I64}, {_I64}, {_U8}, {_I64}, {_I64}, int64, int64, int64)")
def mark_window(
    terms: NDArray[np.int64],
    pairs: NDArray[np.int64],
    taken: NDArray[np.uint8],
    marks: NDArray[np.int64],
    pair_marks: NDArray[np.int64],
    mark: int,
    begin: int,
    end: int,
) -> int:
    """Mark the stems of a window and its pairs of neighbours; its tokens are counted."""
    count = 0
    for n in range(begin, end):
        if taken[n]:
            continue
        count += 1
        marks[terms[n]] = mark
        if n + 1 < end:
            pair_marks[pairs[n]] = mark
    return count


@kernel(
    f"boolean({_I64}, {_I64}, {_F64}, {_F64}, {_U8}, {_I64}, {_I64}, {_I64}, {_F64}, int64, "
    f"int64, int64, int64, {_F64})"
)
def fit_side(
    terms: NDArray[np.int64],
    pairs: NDArray[np.int64],
    density: NDArray[np.float64],
    bonus: NDArray[np.float64],
    taken: NDArray[np.uint8],
    marks: NDArray[np.int64],
    pair_marks: NDArray[np.int64],
    box: NDArray[np.int64],
    evidence: NDArray[np.float64],
    side: int,
    anchor: int,
    split: int,
    mark: int,
    weights: NDArray[np.float64],
) -> bool:
    """Fit one side of a box, around its anchor, to the other side and a margin there; false if nothing fits.

    `box` is left begin, left end, right begin, right end in the joint array, and the tokens looked at.
    """
    rate, drop, pair_worth, margin = weights[0], weights[1], weights[2], np.int64(weights[3])
    size = terms.shape[0]
    low, high = (0, split) if side == 0 else (split, size)
    other_low, other_high = (split, size) if side == 0 else (0, split)
    other = 2 - 2 * side
    begin, end = box[other], box[other + 1]
    while begin > other_low and box[other] - begin < margin and not taken[begin - 1]:
        begin -= 1
    while end < other_high and end - box[other + 1] < margin and not taken[end]:
        end += 1
    window = mark_window(terms, pairs, taken, marks, pair_marks, mark, begin, end)
    box[4] += window
    evidence[side] = 0.0
    for step in (1, -1):
        place = anchor if step > 0 else anchor - 1
        best, best_gap, total, plain = bonus[anchor + side], anchor, 0.0, 0.0
        since = 0
        while low <= place < high and not taken[place]:
            total += token_evidence(
                terms, pairs, density, marks, pair_marks, mark, window, place, rate, pair_worth
            )
            place += step
            gap = place if step > 0 else place + 1
            since += 1
            if total + bonus[gap + side] > best:
                best, best_gap, plain = total + bonus[gap + side], gap, total
                since = 0
            if total < best - drop or since > _REACH:
                break
        box[4] += abs(place - anchor)
        evidence[side] += plain
        box[2 * side + (1 if step > 0 else 0)] = best_gap
    return bool(box[2 * side] < box[2 * side + 1])


@kernel(f"int64({_I64}, {_I64}, int64, int64, int64, int64)")
def count_matched(
    terms: NDArray[np.int64],
    counts: NDArray[np.int64],
    begin: int,
    end: int,
    other_begin: int,
    other_end: int,
) -> int:
    """Tokens that two stretches both have by stem; `counts` is all zeros before and after."""
    matched = 0
    for n in range(begin, end):
        counts[terms[n]] += 1
    for n in range(other_begin, other_end):
        if counts[terms[n]] > 0:
            counts[terms[n]] -= 1
            matched += 1
    for n in range(begin, end):
        counts[terms[n]] = 0
    return matched


@kernel(f"int64({_I64}, {_I64}, int64[:, ::1])")
def hull_verbatim(box: NDArray[np.int64], hull: NDArray[np.int64], verbatim: NDArray[np.int64]) -> int:
    """Make `hull` the least box that holds the verbatim passages that a box meets.

    Their tokens are counted; -1 where one meets the box on one side only.
    """
    tokens = 0
    for n in range(verbatim.shape[0]):
        meets = 0
        for side in range(2):
            begin, end = verbatim[n, 2 * side], verbatim[n, 2 * side + 1]
            meets += max(begin, box[2 * side]) < min(end, box[2 * side + 1])
        if meets == 1:
            return -1
        if meets == 2:
            for side in range(2):
                begin, end = verbatim[n, 2 * side], verbatim[n, 2 * side + 1]
                hull[2 * side] = begin if tokens == 0 else min(hull[2 * side], begin)
                hull[2 * side + 1] = end if tokens == 0 else max(hull[2 * side + 1], end)
            for side in range(2):
                tokens += verbatim[n, 2 * side + 1] - verbatim[n, 2 * side]
    return tokens


@kernel(f"float64({_I64}, {_I64}, {_F64}, {_U8}, {_I64}, {_I64}, {_I64}, int64, {_F64})")
def rest_evidence(
    terms: NDArray[np.int64],
    pairs: NDArray[np.int64],
    density: NDArray[np.float64],
    known: NDArray[np.uint8],
    marks: NDArray[np.int64],
    pair_marks: NDArray[np.int64],
    box: NDArray[np.int64],
    mark: int,
    weights: NDArray[np.float64],
) -> float:
    """Evidence of a box that its verbatim tokens have no part in; takes two marks."""
    total = 0.0
    for side in range(2):
        other = 2 - 2 * side
        window = mark_window(terms, pairs, known, marks, pair_marks, mark + side, box[other], box[other + 1])
        for n in range(box[2 * side], box[2 * side + 1]):
            if not known[n]:
                total += token_evidence(
                    terms, pairs, density, marks, pair_marks, mark + side, window, n, weights[0], weights[2]
                )
    return total


@kernel(
    "int64[:, ::1](int64[::1], int64[::1], float64[::1], float64[::1], int64, int64[:, ::1], int64, "
    "float64[::1], float64[::1], float64, float64)"
)
def grow_passages(
    terms: NDArray[np.int64],
    pairs: NDArray[np.int64],
    density: NDArray[np.float64],
    bonus: NDArray[np.float64],
    split: int,
    boxes: NDArray[np.int64],
    verbatim_count: int,
    weights: NDArray[np.float64],
    belief: NDArray[np.float64],
    told: float,
    least_rest: float,
) -> NDArray[np.int64]:
    """Passages grown from boxes in order, apart; the first `verbatim_count` boxes are verbatim passages.

    A passage is left begin, left end, right begin, right end in the joint array, matched tokens, and whether
    it is a verbatim passage as it was.
    """
    size = terms.shape[0]
    marks = np.zeros(size, np.int64)
    pair_marks = np.zeros(size, np.int64)
    counts = np.zeros(size, np.int64)
    taken = np.zeros(size, np.uint8)
    box = np.zeros(5, np.int64)
    hull = np.zeros(4, np.int64)
    evidence = np.zeros(2, np.float64)
    found = np.zeros((boxes.shape[0], 6), np.int64)
    count = 0
    mark = 0
    verbatim = boxes[:verbatim_count]
    known = np.zeros(size, np.uint8)
    for n in range(verbatim_count):
        known[boxes[n, 0] : boxes[n, 1]] = 1
        known[boxes[n, 2] : boxes[n, 3]] = 1
    search = np.log(float(max(split, 1))) + np.log(float(max(size - split, 1)))
    for n in range(boxes.shape[0]):
        is_verbatim = n < verbatim_count
        clear = True
        for side in range(2):
            begin, end = boxes[n, 2 * side], boxes[n, 2 * side + 1]
            clear = clear and not taken[(begin + end) // 2]
            if is_verbatim:
                for place in range(begin, end):
                    clear = clear and not taken[place]
        if not clear:
            continue
        _copy_four(boxes[n], box)
        fits = box[4] < _STEPS * size
        for _ in range(_TURNS):
            for side in range(2):
                mark += 1
                fits = fits and fit_side(
                    terms, pairs, density, bonus, taken, marks, pair_marks, box, evidence, side,
                    (boxes[n, 2 * side] + boxes[n, 2 * side + 1]) // 2, split, mark, weights,
                )  # fmt: skip
        settled = -1
        joins = False
        if fits and is_verbatim:
            tokens = hull_verbatim(box, hull, verbatim)
            rest = rest_evidence(terms, pairs, density, known, marks, pair_marks, box, mark + 1, weights)
            mark += 2
            if rest < least_rest:
                joins = tokens > told * (hull[1] - hull[0] + hull[3] - hull[2])
                tokens = tokens if joins else -1
            else:
                for side in range(2):
                    hull[2 * side] = min(hull[2 * side], box[2 * side])
                    hull[2 * side + 1] = max(hull[2 * side + 1], box[2 * side + 1])
            settled = min(tokens, 0)
        elif fits:
            settled = 0
            _copy_four(box, hull)
        for side in range(2):
            if settled >= 0:
                for place in range(hull[2 * side], hull[2 * side + 1]):
                    if taken[place]:
                        settled = -1
        if settled == 0 and not joins:
            matched = count_matched(terms, counts, hull[0], hull[1], hull[2], hull[3])
            total = evidence[0] + evidence[1]
            sure = belief[0] - belief[3] * search - 1e9
            if total > 0.0 and matched > 0:
                sure = (
                    belief[0]
                    + belief[1] * np.log(total)
                    + belief[2] * np.log(float(matched))
                    - belief[3] * search
                )
            if sure < 0.0:
                settled = -1
        if settled < 0 and not is_verbatim:
            continue
        if settled < 0:
            _copy_four(boxes[n], hull)
        as_was = is_verbatim
        for place in range(4):
            as_was = as_was and hull[place] == boxes[n, place]
        for side in range(2):
            taken[hull[2 * side] : hull[2 * side + 1]] = 1
        _copy_four(hull, found[count])
        found[count, 4] = count_matched(terms, counts, hull[0], hull[1], hull[2], hull[3])
        found[count, 5] = as_was
        count += 1
    return found[:count].copy()


@kernel(
    "Tuple((int64, int64, float64[::1]))"
    "(int64[::1], int64[::1], float64[::1], float64[::1], int64, int64, float64[::1])"
)
def best_stretch(
    terms: NDArray[np.int64],
    pairs: NDArray[np.int64],
    density: NDArray[np.float64],
    bonus: NDArray[np.float64],
    split: int,
    side: int,
    weights: NDArray[np.float64],
) -> tuple[int, int, NDArray[np.float64]]:
    """The stretch of one text for which the whole other speaks most: begin, end, evidence of each token."""
    rate, pair_worth = weights[0], weights[2]
    size = terms.shape[0]
    low, high = (0, split) if side == 0 else (split, size)
    other_low, other_high = (split, size) if side == 0 else (0, split)
    marks = np.zeros(size, np.int64)
    pair_marks = np.zeros(size, np.int64)
    taken = np.zeros(size, np.uint8)
    window = mark_window(terms, pairs, taken, marks, pair_marks, 1, other_low, other_high)
    evidence = np.empty(high - low, np.float64)
    total = best = 0.0
    first = begin = end = low
    for n in range(low, high):
        opening = bonus[n + side]
        if n == low or total < opening:
            total, first = opening, n
        evidence[n - low] = token_evidence(
            terms, pairs, density, marks, pair_marks, 1, window, n, rate, pair_worth
        )
        total += evidence[n - low]
        if total + bonus[n + 1 + side] > best:
            best, begin, end = total + bonus[n + 1 + side], first, n + 1
    return begin - low, end - low, evidence
