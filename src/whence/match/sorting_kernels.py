"""Numba loops that sort, merge and select postings and hashes."""

import numpy as np
from numpy.typing import NDArray

from whence.compiling import kernel
from whence.match.kernels import MOST_DOCUMENTS, PARTITIONS

# Signatures are strings, so that numba is not imported before a kernel is called.
_U64 = "uint64[::1]"
_I64 = "int64[::1]"
_U32 = "uint32[::1]"

HASH_BIT = 25  # of a posting, from which it is the hash
PAIR_BIT = 16  # of a code, from which it is the pair
_READ_U64 = "Array(uint64, 1, 'C', readonly=True)"
_HASH = np.uint64(HASH_BIT)
_DIGIT = 10  # bits; more make too many places to write to, fewer too many passes


@kernel(f"{_U64}({_U64}, int64)")
def sort_from(values: NDArray[np.uint64], low: int) -> NDArray[np.uint64]:
    """Sort by the bits from `low` on, equals as they come (radix sort); the values given are lost."""
    size = values.shape[0]
    digits = (64 - low + _DIGIT - 1) // _DIGIT
    mask = np.uint64((1 << _DIGIT) - 1)
    counts = np.zeros((digits, 1 << _DIGIT), np.int64)
    for i in range(size):
        value = values[i] >> np.uint64(low)
        for digit in range(digits):
            counts[digit, np.int64(value & mask)] += 1
            value >>= np.uint64(_DIGIT)
    other = np.empty(size, np.uint64)
    for digit in range(digits):
        shift = np.uint64(low + digit * _DIGIT)
        places = counts[digit]
        place = 0
        same = False
        for i in range(places.shape[0]):
            count = places[i]
            same = same or count == size
            places[i] = place
            place += count
        if same:
            continue
        for i in range(size):
            bucket = np.int64((values[i] >> shift) & mask)
            other[places[bucket]] = values[i]
            places[bucket] += 1
        held = values
        values = other
        other = held
    return values


@kernel(f"{_U64}({_U64}, {_U64})")
def merge_postings(first: NDArray[np.uint64], second: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Merge postings sorted by hash; of one hash those of `first` come first."""
    merged = np.empty(first.shape[0] + second.shape[0], np.uint64)
    i = 0
    j = 0
    for place in range(merged.shape[0]):
        if j == second.shape[0] or (i < first.shape[0] and first[i] >> _HASH <= second[j] >> _HASH):
            merged[place] = first[i]
            i += 1
        else:
            merged[place] = second[j]
            j += 1
    return merged


@kernel(f"{_U64}({_U64})")
def distinct_hashes(postings: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Give the hashes of sorted postings, each once."""
    hashes = np.empty(postings.shape[0], np.uint64)
    count = 0
    for i in range(postings.shape[0]):
        value = postings[i] >> _HASH
        if count == 0 or hashes[count - 1] != value:
            hashes[count] = value
            count += 1
    return hashes[:count]


@kernel(f"{_I64}({_U64}, int64[:, ::1], {_U64})")
def merge_chunks(
    values: NDArray[np.uint64], begins: NDArray[np.int64], merged: NDArray[np.uint64]
) -> NDArray[np.int64]:
    """Bring each partition's values of several chunks together; give where each partition then begins."""
    fresh = np.zeros(PARTITIONS + 1, np.int64)
    place = 0
    for partition in range(PARTITIONS):
        for chunk in range(begins.shape[0]):
            for i in range(begins[chunk, partition], begins[chunk, partition + 1]):
                merged[place] = values[i]
                place += 1
        fresh[partition + 1] = place
    return fresh


@kernel(f"{_I64}({_U64}, {_I64})")
def sort_sets(values: NDArray[np.uint64], offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sort each list in place and move the distinct values to the front of `values`; give the new offsets."""
    fresh = np.empty(offsets.shape[0], np.int64)
    count = 0
    for row in range(offsets.shape[0] - 1):
        piece = values[offsets[row] : offsets[row + 1]]
        for i in range(1, piece.shape[0]):
            if piece[i] < piece[i - 1]:
                piece.sort()
                break
        fresh[row] = count
        for i in range(piece.shape[0]):
            if i == 0 or piece[i] != piece[i - 1]:
                values[count] = piece[i]
                count += 1
    fresh[offsets.shape[0] - 1] = count
    return fresh


@kernel(f"void({_U64}, {_I64}, {_U64}, int64[:, ::1])")
def find_ranges(
    postings: NDArray[np.uint64],
    begins: NDArray[np.int64],
    reduced: NDArray[np.uint64],
    ranges: NDArray[np.int64],
) -> None:
    """Fill where the postings of each reduced hash begin and end in a run."""
    for i in range(reduced.shape[0]):
        partition = np.int64(reduced[i] >> np.uint64(39))
        rest = reduced[i] & np.uint64((1 << 39) - 1)
        for side in range(2):
            first = (rest + np.uint64(side)) << _HASH
            low, high = begins[partition], begins[partition + 1]
            while low < high:
                middle = (low + high) // 2
                # The greatest rest has no next one within its bits.
                if postings[middle] < first or first >> _HASH != rest + np.uint64(side):
                    low = middle + 1
                else:
                    high = middle
            ranges[i, side] = low


@kernel(f"{_U32}({_U64}, int64[:, ::1])")
def read_ranges(postings: NDArray[np.uint64], ranges: NDArray[np.int64]) -> NDArray[np.uint32]:
    """Give the documents of ranges of postings, each once a range."""
    total = 0
    for i in range(ranges.shape[0]):
        total += ranges[i, 1] - ranges[i, 0]
    numbers = np.empty(total, np.uint32)
    count = 0
    for i in range(ranges.shape[0]):
        for j in range(ranges[i, 0], ranges[i, 1]):
            number = np.uint32((postings[j] >> np.uint64(1)) & np.uint64(MOST_DOCUMENTS - 1))
            if j == ranges[i, 0] or numbers[count - 1] != number:
                numbers[count] = number
                count += 1
    return numbers[:count]


@kernel(f"int64({_U32}, {_U32}, {_U32})")
def count_numbers(
    numbers: NDArray[np.uint32], counts: NDArray[np.uint32], distinct: NDArray[np.uint32]
) -> int:
    """Count how often each number occurs; fill the distinct ones as they come and give how many they are."""
    found = 0
    for i in range(numbers.shape[0]):
        if counts[numbers[i]] == 0:
            distinct[found] = numbers[i]
            found += 1
        counts[numbers[i]] += 1
    return found


@kernel(f"void({_READ_U64}, {_READ_U64}, boolean[::1])")
def mark_known(values: NDArray[np.uint64], wanted: NDArray[np.uint64], found: NDArray[np.bool_]) -> None:
    """Mark the values that are among those wanted, which rise; quickest where the values rise as well."""
    size = wanted.shape[0]
    place = 0  # of the first wanted that is not smaller than the last value
    for i in range(values.shape[0]):
        low, high = 0, place
        if place < size and wanted[place] < values[i]:
            step = 1
            low = place + 1
            while low + step < size and wanted[low + step] < values[i]:
                low += step
                step *= 2
            high = min(low + step, size)
        elif i and values[i - 1] <= values[i]:
            low = place
        while low < high:
            middle = (low + high) // 2
            if wanted[middle] < values[i]:
                low = middle + 1
            else:
                high = middle
        place = low
        found[i] = place < size and wanted[place] == values[i]
