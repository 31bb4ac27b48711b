"""Numba loops that compare the sentences of two texts by their stems."""

# ruff: noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917 - a kernel is one loop over arrays, and calls cost there

import numpy as np
from numpy.typing import NDArray

from whence.compiling import kernel
from whence.match.alignment import copy_rows

_MOST_SEEDS = 64  # pairs that one unit may have, so that repetition stays linear
_MANY_UNITS = 400  # units of both texts from which words that most of them have are left out of account


@kernel("Tuple((int64[::1], int64[::1], int64[::1]))(int64[::1], int64[::1], int64)")
def count_terms(
    terms: NDArray[np.int64], begins: NDArray[np.int64], size: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Each unit's distinct terms and how often it has them, as (offsets, terms, counts)."""
    units = begins.shape[0] - 1
    offsets = np.zeros(units + 1, np.int64)
    kinds = np.empty(terms.shape[0], np.int64)
    counts = np.empty(terms.shape[0], np.int64)
    place = np.full(size, -1, np.int64)
    found = 0
    for unit in range(units):
        first = found
        for n in range(begins[unit], begins[unit + 1]):
            term = terms[n]
            if place[term] < first:
                place[term] = found
                kinds[found] = term
                counts[found] = 0
                found += 1
            counts[place[term]] += 1
        offsets[unit + 1] = found
    return offsets, kinds[:found].copy(), counts[:found].copy()


@kernel(
    "Tuple((int64[:, ::1], float64[::1], float64[::1]))"
    "(int64[::1], int64[::1], int64[::1], int64[::1], boolean[::1], boolean[::1], int64, float64)"
)
def seed_sentences(
    left_terms: NDArray[np.int64],
    right_terms: NDArray[np.int64],
    left_begins: NDArray[np.int64],
    right_begins: NDArray[np.int64],
    left_told: NDArray[np.bool_],
    right_told: NDArray[np.bool_],
    size: int,
    least: float,
) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]:
    """Pairs of units alike in cosine and Dice, shape (n, 2), by left unit; their strengths; terms' weights.

    Pairs of which both are told by verbatim passages are left out, terms of a quarter of many units weigh
    nothing, and a unit has at most `_MOST_SEEDS` pairs: so repetition stays cheap.
    """
    l_offsets, l_kinds, l_counts = count_terms(left_terms, left_begins, size)
    r_offsets, r_kinds, r_counts = count_terms(right_terms, right_begins, size)
    left_units, right_units = left_begins.shape[0] - 1, right_begins.shape[0] - 1
    spread = np.zeros(size, np.int64)
    for n in range(l_kinds.shape[0]):
        spread[l_kinds[n]] += 1
    begins = np.zeros(size + 1, np.int64)
    for n in range(r_kinds.shape[0]):
        spread[r_kinds[n]] += 1
        begins[r_kinds[n] + 1] += 1
    weights = np.zeros(size, np.float64)
    total = left_units + right_units
    for term in range(size):
        weights[term] = np.log((total + 1.0) / spread[term])
        if total > _MANY_UNITS and 4 * spread[term] > total:
            weights[term] = 0.0
        begins[term + 1] += begins[term]
    fill = begins[:-1].copy()
    owners = np.empty(r_kinds.shape[0], np.int64)
    values = np.empty(r_kinds.shape[0], np.float64)
    r_norms = np.zeros(right_units, np.float64)
    for unit in range(right_units):
        for n in range(r_offsets[unit], r_offsets[unit + 1]):
            term = r_kinds[n]
            owners[fill[term]] = unit
            values[fill[term]] = r_counts[n] * weights[term]
            r_norms[unit] += values[fill[term]] ** 2
            fill[term] += 1
    products = np.zeros(right_units, np.float64)
    shared = np.zeros(right_units, np.int64)
    met = np.empty(right_units, np.int64)
    seeds = np.empty((left_units + right_units + 16, 2), np.int64)
    strengths = np.empty(seeds.shape[0], np.float64)
    found = 0
    for unit in range(left_units):
        norm = 0.0
        seen = 0
        for n in range(l_offsets[unit], l_offsets[unit + 1]):
            term = l_kinds[n]
            value = l_counts[n] * weights[term]
            norm += value * value
            if weights[term] == 0.0:
                continue
            for m in range(begins[term], begins[term + 1]):
                other = owners[m]
                if left_told[unit] and right_told[other]:
                    continue
                if shared[other] == 0:
                    met[seen] = other
                    seen += 1
                shared[other] += 1
                products[other] += value * values[m]
        first = found
        for n in range(seen):
            other = met[n]
            sizes = l_offsets[unit + 1] - l_offsets[unit] + r_offsets[other + 1] - r_offsets[other]
            cosine = products[other] / np.sqrt(norm * r_norms[other] + 1e-12)
            is_alike = cosine >= least and 2.0 * shared[other] >= least * sizes
            if is_alike and found - first < _MOST_SEEDS:
                if found == seeds.shape[0]:
                    wider = np.empty((2 * found, 2), np.int64)
                    copy_rows(seeds, wider, found)
                    seeds = wider
                    stronger = np.empty(2 * found, np.float64)
                    for row in range(found):
                        stronger[row] = strengths[row]
                    strengths = stronger
                seeds[found, 0] = unit
                seeds[found, 1] = other
                strengths[found] = products[other]
                found += 1
            products[other] = 0.0
            shared[other] = 0
    return seeds[:found].copy(), strengths[:found].copy(), weights
