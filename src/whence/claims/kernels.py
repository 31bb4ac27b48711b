"""Numba loops over the terms of statements and documents."""

# ruff: noqa: PLR0913, PLR0917 - a kernel is one loop over arrays, and calls cost there

import numpy as np
from numpy.typing import NDArray

from whence.compiling import helper, kernel

# Signatures are strings, so that numba is not imported before a kernel is called.
_I64 = "int64[::1]"
_I32 = "int32[::1]"
_U64 = "uint64[::1]"
_U16 = "uint16[::1]"
_U8 = "uint8[::1]"
_BOOL = "boolean[::1]"
_F64 = "float64[::1]"
_COUNTS = "int64[:, ::1]"


@kernel(f"{_F64}({_I64}, {_I32}, {_F64}, {_I64}, {_I64})")
def sum_shared(
    starts: NDArray[np.int64],
    terms: NDArray[np.int32],
    weights: NDArray[np.float64],
    left: NDArray[np.int64],
    right: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Sum, for each two rows, the weights of the terms that both hold, in rising order of the terms.

    Args:
        starts: row i owns terms[starts[i]:starts[i + 1]], shape (rows + 1,).
        terms: term numbers, rising and unique within a row.
        weights: weight of each term number.
        left: row numbers, shape (n,).
        right: row numbers, shape (n,).

    Returns:
        The shared weight of each pair, shape (n,).
    """
    shared = np.zeros(left.shape[0])
    for n in range(left.shape[0]):
        one, other = starts[left[n]], starts[right[n]]
        last_one, last_other = starts[left[n] + 1], starts[right[n] + 1]
        total = 0.0
        while one < last_one and other < last_other:
            if terms[one] == terms[other]:
                total += weights[terms[one]]
                one += 1
                other += 1
            elif terms[one] < terms[other]:
                one += 1
            else:
                other += 1
        shared[n] = total
    return shared


@kernel(f"void({_U16}, {_U64})")
def count_keys(slots: NDArray[np.uint16], keys: NDArray[np.uint64]) -> None:
    """Count keys in the slots that their last bits point to, up to the most that a slot can hold.

    Args:
        slots: counts, a power of two of them.
        keys: numbers whose last bits are as good as drawn by lot.
    """
    mask = np.uint64(slots.shape[0] - 1)
    for n in range(keys.shape[0]):
        slot = keys[n] & mask
        if slots[slot] < np.uint16(65535):
            slots[slot] += np.uint16(1)


@kernel(f"{_U16}({_U16}, {_U64})")
def look_up_counts(slots: NDArray[np.uint16], keys: NDArray[np.uint64]) -> NDArray[np.uint16]:
    """Give what the slots of some keys hold, which is never less than the keys were counted.

    Args:
        slots: as `count_keys` filled them.
        keys: as there.
    """
    mask = np.uint64(slots.shape[0] - 1)
    counts = np.zeros(keys.shape[0], np.uint16)
    for n in range(keys.shape[0]):
        counts[n] = slots[keys[n] & mask]
    return counts


@kernel(f"{_F64}({_I64}, {_I32}, {_F64})")
def sum_rows(
    starts: NDArray[np.int64], terms: NDArray[np.int32], weights: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Sum the weights of each row's terms.

    Args:
        starts: row i owns terms[starts[i]:starts[i + 1]], shape (rows + 1,).
        terms: term numbers.
        weights: weight of each term number.

    Returns:
        Shape (rows,).
    """
    sums = np.zeros(starts.shape[0] - 1)
    for row in range(sums.shape[0]):
        total = 0.0
        for place in range(starts[row], starts[row + 1]):
            total += weights[terms[place]]
        sums[row] = total
    return sums


@helper
def _count_terms(
    held: NDArray[np.int64], starts: NDArray[np.int64], terms: NDArray[np.int32], row: int, step: int
) -> None:
    for place in range(starts[row], starts[row + 1]):
        held[terms[place]] += step


@kernel(f"{_U8}({_I64}, {_I64}, {_I64}, {_I32}, {_I64}, int64)")
def mark_usable(
    order: NDArray[np.int64],
    until: NDArray[np.int64],
    starts: NDArray[np.int64],
    terms: NDArray[np.int32],
    totals: NDArray[np.int64],
    most: int,
) -> NDArray[np.uint8]:
    """Say of each row's terms whether a few other rows, but no more, hold them at about that time.

    Args:
        order: row numbers by day, the undated last.
        until: of each of these rows the first place in the order that is too late for it, and of all
            together at the end the first place of an undated one, shape (rows + 1,). What is too late for
            one is too early for the other, and the undated are never either.
        starts: row i owns terms[starts[i]:starts[i + 1]].
        terms: term numbers.
        totals: how many rows hold each term.
        most: rows that may hold a term.

    Returns:
        Of each term of each row 1 where it is held by 2 to `most` rows, 2 where by more, else 0.
    """
    rows = order.shape[0]
    dated = until[rows]
    marks = np.zeros(terms.shape[0], np.uint8)
    held = np.zeros(totals.shape[0], np.int64)
    for n in range(dated, rows):
        _count_terms(held, starts, terms, order[n], 1)
    behind, ahead = 0, 0
    for n in range(rows):
        while n < dated and ahead < until[n]:
            _count_terms(held, starts, terms, order[ahead], 1)
            ahead += 1
        while n < dated and until[behind] <= n:
            _count_terms(held, starts, terms, order[behind], -1)
            behind += 1
        for place in range(starts[order[n]], starts[order[n] + 1]):
            count = held[terms[place]] if n < dated else totals[terms[place]]
            marks[place] = 2 if count > most else 1 if count > 1 else 0
    return marks


@kernel(f"Tuple(({_I64}, {_I32}))({_I64}, {_I64}, {_I32}, {_U8}, {_F64}, int64)")
def choose_rarest(
    order: NDArray[np.int64],
    starts: NDArray[np.int64],
    terms: NDArray[np.int32],
    marks: NDArray[np.uint8],
    weights: NDArray[np.float64],
    most: int,
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Choose the heaviest usable terms of each row, of equal ones those with the smaller numbers.

    Args:
        order: row numbers in the order of the answer.
        starts: row i owns terms[starts[i]:starts[i + 1]], which rise.
        terms: term numbers.
        marks: 1 for each usable term of a row.
        weights: weight of each term number.
        most: terms chosen of a row.

    Returns:
        Where each row's chosen terms begin, shape (rows + 1,), and the terms.
    """
    rows = order.shape[0]
    begins = np.zeros(rows + 1, np.int64)
    chosen = np.zeros(min(terms.shape[0], rows * most), np.int32)
    count = 0
    for n in range(rows):
        begin = count
        for place in range(starts[order[n]], starts[order[n] + 1]):
            if marks[place] != 1:
                continue
            spot = count
            while spot > begin and weights[chosen[spot - 1]] < weights[terms[place]]:
                spot -= 1
            if spot - begin >= most:
                continue
            if count - begin < most:
                count += 1
            for moved in range(count - 1, spot, -1):
                chosen[moved] = chosen[moved - 1]
            chosen[spot] = terms[place]
        begins[n + 1] = count
    return begins, chosen[:count].copy()


@kernel(f"Tuple(({_I64}, {_I32}, {_I32}))({_I64}, {_I32}, int64)")
def invert(
    starts: NDArray[np.int64], terms: NDArray[np.int32], width: int
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int32]]:
    """Give the rows that hold each term.

    Args:
        starts: row i owns terms[starts[i]:starts[i + 1]].
        terms: term numbers.
        width: how many terms there are.

    Returns:
        Where each term's rows begin, shape (width + 1,); the rows, rising within a term; and of each of
        `terms` its place among the rows of its term.
    """
    begins = np.zeros(width + 1, np.int64)
    for place in range(terms.shape[0]):
        begins[terms[place] + 1] += 1
    for term in range(width):
        begins[term + 1] += begins[term]
    filled = np.zeros(width, np.int32)
    held = np.zeros(terms.shape[0], np.int32)
    places = np.zeros(terms.shape[0], np.int32)
    for row in range(starts.shape[0] - 1):
        for place in range(starts[row], starts[row + 1]):
            term = terms[place]
            held[begins[term] + filled[term]] = row
            places[place] = filled[term]
            filled[term] += np.int32(1)
    return begins, held, places


@helper
def _meet(
    other: int, weight: float, shared: NDArray[np.float64], touched: NDArray[np.int32], met: int
) -> int:
    if shared[other] == 0.0:
        touched[met] = other
        met += 1
    shared[other] += weight
    return met


@helper
def _settle(
    row: int,
    met: int,
    least: float,
    shared: NDArray[np.float64],
    touched: NDArray[np.int32],
    left: NDArray[np.int64],
    right: NDArray[np.int64],
    count: int,
) -> tuple[bool, int]:
    """Note the rows that share enough, if there is room for them all, and make everything zero again."""
    enough = 0
    for n in range(met):
        enough += shared[touched[n]] >= least
    fits = count + enough <= right.shape[0]
    for n in range(met):
        if fits and shared[touched[n]] >= least:
            left[count] = row
            right[count] = touched[n]
            count += 1
        shared[touched[n]] = 0.0
    return fits, count


@kernel(
    f"int64({_I64}, {_I32}, {_I32}, {_I64}, {_I32}, {_I64}, {_F64}, {_F64}, {_I32}, int64, float64, {_I64},"
    f" {_I64})"
)
def join_rows(
    starts: NDArray[np.int64],
    terms: NDArray[np.int32],
    places: NDArray[np.int32],
    begins: NDArray[np.int64],
    held: NDArray[np.int32],
    until: NDArray[np.int64],
    weights: NDArray[np.float64],
    shared: NDArray[np.float64],
    touched: NDArray[np.int32],
    first: int,
    least: float,
    left: NDArray[np.int64],
    right: NDArray[np.int64],
) -> int:
    """Pair rows with later ones that share terms of enough weight.

    Args:
        starts: row i, by day, owns terms[starts[i]:starts[i + 1]].
        terms: term numbers.
        places: place of each of `terms` among the rows of its term.
        begins: where each term's rows begin.
        held: the rows of each term, rising.
        until: the first row too late for each row, and at the end the first undated one, which none is.
        weights: weight of each term number.
        shared: zeros, one a row; zeros again at the end.
        touched: room for one number a row.
        first: row to begin with.
        least: least weight of shared terms.
        left: filled with the pairs; its last place holds their count in the end.
        right: filled with the pairs.

    Returns:
        The row to go on with; rows are as many as there when all are done.
    """
    rows = until.shape[0] - 1
    count = 0
    row = first
    while row < rows:
        met = 0
        for place in range(starts[row], starts[row + 1]):
            term = terms[place]
            own = begins[term] + places[place]
            spot = own + 1
            while spot < begins[term + 1] and held[spot] < until[row]:
                met = _meet(held[spot], weights[term], shared, touched, met)
                spot += 1
            # The undated stand at the end of the term's rows.
            spot = begins[term + 1] - 1
            while spot > own and held[spot] >= max(until[rows], until[row]):
                met = _meet(held[spot], weights[term], shared, touched, met)
                spot -= 1
        fits, count = _settle(row, met, least, shared, touched, left, right, count)
        if not fits:
            break
        row += 1
    left[left.shape[0] - 1] = count
    return row


@kernel(f"Tuple(({_U64}, {_U64}, {_COUNTS}))({_I64}, {_I32}, {_BOOL}, {_BOOL})")
def hash_rows(
    starts: NDArray[np.int64],
    terms: NDArray[np.int32],
    named: NDArray[np.bool_],
    left_out: NDArray[np.bool_],
) -> tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.int64]]:
    """Make a number from the terms of each row, the same for the same terms, and one without its names.

    Source: the mixing is of Steele, Lea and Flood, "Fast splittable pseudorandom number generators",
    OOPSLA 2014.

    Args:
        starts: row i owns terms[starts[i]:starts[i + 1]].
        terms: term numbers.
        named: whether each of `terms` is from a name.
        left_out: of each term number, whether it does not count.

    Returns:
        The number of each row, that without names, and how many terms went into each, shape (rows, 2).
    """
    rows = starts.shape[0] - 1
    whole, rest = np.zeros(rows, np.uint64), np.zeros(rows, np.uint64)
    counts = np.zeros((rows, 2), np.int64)
    for row in range(rows):
        for place in range(starts[row], starts[row + 1]):
            if left_out[terms[place]]:
                continue
            mixed = (np.uint64(terms[place]) + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
            mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
            mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
            mixed ^= mixed >> np.uint64(31)
            whole[row] += mixed
            counts[row, 0] += 1
            if not named[place]:
                rest[row] += mixed
                counts[row, 1] += 1
    return whole, rest, counts
