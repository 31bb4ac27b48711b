"""Numba loops that say how much two texts share outside their passages, words' order and endings aside.

A fact is two long words near each other, whichever comes first. A rewritten sentence keeps its facts, though
no run of words; and those of a rewritten stretch stand together in both texts, unlike those of a topic.
"""

# ruff: noqa: C901, PLR0913, PLR0917 - a kernel is one loop over arrays, and calls cost there

import numpy as np
from numpy.typing import NDArray

from whence.compiling import kernel
from whence.match.alignment import sort_order

# Signatures are strings, so that numba is not imported before a kernel is called.
_I64, _U64 = "int64[::1]", "uint64[::1]"
_MIX = np.uint64(0x9E3779B97F4A7C15)  # odd; the golden ratio in 64 bits
_STIR = np.uint64(0xD6E8FEB86659FD93)  # odd, of no pattern
_FULL = np.uint64(1)  # set in every value of a table, whose empty slots are 0
_CELL = 64  # tokens; facts in two neighbouring cells of both texts are near each other


@kernel(
    "Tuple((uint64[::1], int32[:, ::1], int64[::1]))"
    "(uint64[::1], int32[::1], int32[::1], int64[::1], boolean[::1], int64, int64)"
)
def list_facts(
    stems: NDArray[np.uint64],
    begins: NDArray[np.int32],
    ends: NDArray[np.int32],
    offsets: NDArray[np.int64],
    wanted: NDArray[np.bool_],
    letters: int,
    reach: int,
) -> tuple[NDArray[np.uint64], NDArray[np.int32], NDArray[np.int64]]:
    """Hashes of the facts of the texts wanted, the two tokens of each within its text, and offsets by text.

    Facts are by their later token. A token that adjoins the one before it counts as a long word: its stem
    stands for both.
    """
    size = offsets.shape[0] - 1
    bounds = np.zeros(size + 1, np.int64)
    most = 0
    for text in range(size):
        for i in range(offsets[text], offsets[text + 1] if wanted[text] else 0):
            adjoins = i > offsets[text] and begins[i] == ends[i - 1]
            most += reach if adjoins or ends[i] - begins[i] >= letters else 0
    values = np.empty(most, np.uint64)
    tokens = np.empty((most, 2), np.int32)
    near = np.empty(reach, np.int64)  # the last long words, by turns
    count = 0
    for text in range(size):
        bounds[text + 1] = count
        if not wanted[text]:
            continue
        long = 0
        for i in range(offsets[text], offsets[text + 1]):
            adjoins = i > offsets[text] and begins[i] == ends[i - 1]
            if not adjoins and ends[i] - begins[i] < letters:
                continue
            for n in range(min(long, reach)):
                j = near[n]
                low, high = min(stems[i], stems[j]), max(stems[i], stems[j])
                if low == high:
                    continue
                value = (low * _MIX) ^ high
                value = (value ^ (value >> np.uint64(32))) * _STIR
                values[count] = value ^ (value >> np.uint64(32)) | _FULL
                tokens[count, 0], tokens[count, 1] = j - offsets[text], i - offsets[text]
                count += 1
            near[long % reach] = i
            long += 1
        bounds[text + 1] = count
    return values[:count], tokens[:count], bounds


@kernel(f"int64({_U64}, uint64)")
def find_slot(slots: NDArray[np.uint64], value: np.uint64) -> int:
    """Where a value is in a table, or else may be put."""
    mask = slots.shape[0] - 1
    slot = np.int64(value >> _FULL) & mask
    while slots[slot] != 0 and slots[slot] != value:
        slot = (slot + 1) & mask
    return int(slot)


@kernel("int64(int64)")
def table_room(entries: int) -> int:
    """Slots of a table for so many values: a power of two, at least half of them empty."""
    room = 4
    while room < 2 * entries:
        room *= 2
    return room


@kernel(f"int64({_I64}, {_I64}, int64)")
def densest_cell(lefts: NDArray[np.int64], rights: NDArray[np.int64], least: int) -> int:
    """Most words of facts within two neighbouring cells of both texts, 0 for fewer facts than `least` in all.

    Each word counts once, on the side that has fewer: a phrase is many facts, but few words.
    """
    size = lefts.shape[0]
    if size < least:
        return 0
    room = table_room(4 * size)
    slots = np.zeros(room, np.uint64)
    counts = np.zeros((room, 2), np.int64)
    newest = np.full((room, 2), -1, np.int64)
    most = 0
    for side in range(2):
        words = lefts if side == 0 else rights
        order = sort_order(words)
        for place in range(size):
            n = order[place]
            for corner in range(4):
                one = lefts[n] // _CELL + (corner & 1)
                other = rights[n] // _CELL + (corner >> 1)
                value = np.uint64((one << 32) | other) * _MIX
                value = (value ^ (value >> np.uint64(32))) | _FULL
                slot = find_slot(slots, value)
                slots[slot] = value
                if newest[slot, side] != words[n]:
                    newest[slot, side] = words[n]
                    counts[slot, side] += 1
                    most = max(most, min(counts[slot, 0], counts[slot, 1]))
    return most


@kernel(
    f"{_I64}({_I64}, {_I64}, {_I64}, int64[:, ::1], {_I64}, {_U64}, int32[:, ::1], {_I64}, {_I64}, int64)"
)
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
    """Words of facts that each pair wanted shares close together outside its passages, as in `densest_cell`.

    A fact counts where it first stands in each text. `spans` are the passages of all pairs, as `align_pairs`
    gives them, `ends` says where each pair's end; `values`, `tokens` and `bounds` are from `list_facts`,
    `sizes` the texts' tokens. Pairs of one left text are best next to each other.
    """
    most = 1
    widest = 1
    for text in range(sizes.shape[0]):
        most = max(most, bounds[text + 1] - bounds[text])
        widest = max(widest, sizes[text])
    all_slots = np.empty(table_room(most), np.uint64)
    firsts = np.empty(all_slots.shape[0], np.int64)  # fact of each slot
    seen = np.empty(all_slots.shape[0], np.int64)  # the last pair whose right text has it
    left_told = np.zeros(widest, np.uint8)
    right_told = np.zeros(widest, np.uint8)
    one = np.empty(most, np.int64)
    other = np.empty(most, np.int64)
    densest = np.zeros(wanted.shape[0], np.int64)
    indexed = -1
    room = 4
    for n in range(wanted.shape[0]):
        pair = wanted[n]
        left, right = lefts[pair], rights[pair]
        if left != indexed:
            indexed = left
            room = table_room(bounds[left + 1] - bounds[left])
            all_slots[:room] = 0
            for f in range(bounds[left], bounds[left + 1]):
                slot = find_slot(all_slots[:room], values[f])
                if all_slots[slot] == 0:
                    all_slots[slot] = values[f]
                    firsts[slot] = f
                    seen[slot] = -1
        slots = all_slots[:room]
        first = ends[pair - 1] if pair > 0 else 0
        for s in range(first, ends[pair]):
            left_told[spans[s, 0] : spans[s, 1]] = 1
            right_told[spans[s, 2] : spans[s, 3]] = 1
        shared = 0
        for f in range(bounds[right], bounds[right + 1]):
            slot = find_slot(slots, values[f])
            if slots[slot] == 0 or seen[slot] == n:
                continue
            seen[slot] = n
            g = firsts[slot]
            told = left_told[tokens[g, 0]] | left_told[tokens[g, 1]]
            told |= right_told[tokens[f, 0]] | right_told[tokens[f, 1]]
            if not told:
                one[shared] = tokens[g, 1]
                other[shared] = tokens[f, 1]
                shared += 1
        densest[n] = densest_cell(one[:shared], other[:shared], least)
        for s in range(first, ends[pair]):
            left_told[spans[s, 0] : spans[s, 1]] = 0
            right_told[spans[s, 2] : spans[s, 3]] = 0
    return densest
