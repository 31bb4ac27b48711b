"""Numba loops that say how much two texts share outside their passages, words' order and endings aside.

A fact is two long words near each other, whichever comes first. A rewritten sentence keeps its facts, though
no run of words; and those of a rewritten stretch stand together in both texts, unlike those of a topic.
"""

# ruff: noqa: PLR0913, PLR0917 - a kernel is one loop over arrays, and calls cost there

import numpy as np
from numba import types
from numpy.typing import NDArray

from whence.compiling import kernel

_U64 = types.uint64[::1]
_I64 = types.int64[::1]
_I32 = types.int32[::1]
_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd; the golden ratio in 64 bits
_STIR = np.uint64(0xD6E8FEB86659FD93)  # odd, of no pattern
_CELL = 64  # tokens; facts in two neighbouring cells of both texts are near each other


@kernel(
    "Tuple((uint64[::1], int32[:, ::1], int64[::1]))"
    "(uint64[::1], int32[::1], int32[::1], int64[::1], int64, int64)"
)
def list_facts(
    stems: NDArray[np.uint64],
    begins: NDArray[np.int32],
    ends: NDArray[np.int32],
    offsets: NDArray[np.int64],
    letters: int,
    reach: int,
) -> tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.int64]]:
    """Hashes of the facts of texts, the two tokens of each within their text, and offsets by text."""
    size = offsets.shape[0] - 1
    bounds = np.zeros(size + 1, np.int64)
    values = np.empty(stems.shape[0] + 64, np.uint64)
    tokens = np.empty((stems.shape[0] + 64, 2), np.int32)
    near = np.empty(reach, np.int64)  # the last long words, by turns
    count = 0
    for text in range(size):
        long = 0
        for i in range(offsets[text], offsets[text + 1]):
            if ends[i] - begins[i] < letters:
                continue
            if count + reach > values.shape[0]:
                wider = np.empty(2 * values.shape[0] + reach, np.uint64)
                wider[:count] = values[:count]
                values = wider
                broader = np.empty((values.shape[0], 2), np.int32)
                broader[:count] = tokens[:count]
                tokens = broader
            for n in range(min(long, reach)):
                j = near[n]
                low, high = min(stems[i], stems[j]), max(stems[i], stems[j])
                value = (low * _MIX) ^ high
                value = (value ^ (value >> np.uint64(32))) * _STIR
                value ^= value >> np.uint64(32)
                if low != high:
                    values[count] = value
                    tokens[count, 0], tokens[count, 1] = j - offsets[text], i - offsets[text]
                    count += 1
            near[long % reach] = i
            long += 1
        bounds[text + 1] = count
    return values[:count].copy(), tokens[:count].copy(), bounds


@kernel(types.int64(_U64, types.uint8[::1], types.uint64))
def find_slot(slots: NDArray[np.uint64], states: NDArray[np.uint8], value: np.uint64) -> int:
    """Where a value is in a table, or else may be put; a state of 0 is an empty slot."""
    mask = slots.shape[0] - 1
    slot = np.int64(value) & mask
    while states[slot] != 0 and slots[slot] != value:
        slot = (slot + 1) & mask
    return int(slot)


@kernel(types.int64(types.int64))
def table_room(entries: int) -> int:
    """Slots of a table for so many values: a power of two, at least half of them empty."""
    room = 4
    while room < 2 * entries:
        room *= 2
    return room


@kernel(types.int64(_I64, _I64, types.int64))
def densest_cell(lefts: NDArray[np.int64], rights: NDArray[np.int64], least: int) -> int:
    """Most points within two neighbouring cells of both axes, or 0 if there are fewer than `least` in all."""
    size = lefts.shape[0]
    if size < least:
        return 0
    room = table_room(4 * size)
    slots = np.empty(room, np.uint64)
    states = np.zeros(room, np.uint8)
    counts = np.zeros(room, np.int64)
    most = 0
    for n in range(size):
        for corner in range(4):
            one = lefts[n] // _CELL + (corner & 1)
            other = rights[n] // _CELL + (corner >> 1)
            value = np.uint64((one << 32) | other) * _MIX
            value ^= value >> np.uint64(32)
            slot = find_slot(slots, states, value)
            slots[slot] = value
            states[slot] = 1
            counts[slot] += 1
            most = max(most, counts[slot])
    return most


@kernel(_I64(_I64, _I64, _I64, types.int64[:, ::1], _I64, _U64, types.int32[:, ::1], _I64, _I64, types.int64))
def densest_facts(
    wanted: NDArray[np.int64],
    lefts: NDArray[np.int64],
    rights: NDArray[np.int64],
    spans: NDArray[np.int64],
    ends: NDArray[np.int64],
    values: NDArray[np.uint64],
    tokens: NDArray[np.int32],
    bounds: NDArray[np.int64],
    sizes: NDArray[np.int64],
    least: int,
) -> NDArray[np.int64]:
    """Most facts that each pair wanted shares near each other outside its passages, 0 for too few in all.

    `spans` are the passages of all pairs, as `align_pairs` gives them, `ends` says where each pair's end;
    `values`, `tokens` and `bounds` are from `list_facts`, `sizes` the texts' tokens.
    """
    most = 1
    widest = 1
    for text in range(sizes.shape[0]):
        most = max(most, bounds[text + 1] - bounds[text])
        widest = max(widest, sizes[text])
    all_slots = np.empty(table_room(most), np.uint64)
    all_states = np.empty(all_slots.shape[0], np.uint8)
    all_places = np.empty(all_slots.shape[0], np.int32)
    told = np.zeros(widest, np.uint8)
    one = np.empty(most, np.int64)
    other = np.empty(most, np.int64)
    densest = np.zeros(wanted.shape[0], np.int64)
    for n in range(wanted.shape[0]):
        pair = wanted[n]
        left, right = lefts[pair], rights[pair]
        first = ends[pair - 1] if pair > 0 else 0
        room = table_room(bounds[left + 1] - bounds[left])
        slots, states, places = all_slots[:room], all_states[:room], all_places[:room]
        states[:] = 0
        shared = 0
        for side in range(2):
            text = left if side == 0 else right
            for s in range(first, ends[pair]):
                told[spans[s, 2 * side] : spans[s, 2 * side + 1]] = 1
            for f in range(bounds[text], bounds[text + 1]):
                if told[tokens[f, 0]] or told[tokens[f, 1]]:
                    continue
                slot = find_slot(slots, states, values[f])
                if side == 0 and states[slot] == 0:
                    slots[slot] = values[f]
                    places[slot] = tokens[f, 0]
                    states[slot] = 1
                elif side == 1 and states[slot] == 1:
                    one[shared] = places[slot]
                    other[shared] = tokens[f, 0]
                    shared += 1
                    states[slot] = 2
            for s in range(first, ends[pair]):
                told[spans[s, 2 * side] : spans[s, 2 * side + 1]] = 0
        densest[n] = densest_cell(one[:shared], other[:shared], least)
    return densest
