"""Numba loops of the candidate stage: postings, groups of texts, pairs that share hashes.

A posting says that a document has a hash. It is 64 bits: of the scattered hash the 39 bits after those of
its partition, 24 bits of the document's number, and whether the hash stands near the document's end. So
sorting a partition's postings, as plain integers, brings a hash's documents together.

A code says that two groups of texts share a hash: the smaller number, the larger one, and the hash's weight
in quarters; 24, 24 and 16 bits.
"""

# ruff: noqa: PLR0913, PLR0917 - a kernel is one loop over arrays, and calls cost there

import numpy as np
from numpy.typing import NDArray

from whence.compiling import helper, kernel

# Signatures are strings, so that numba is not imported before a kernel is called.
_U64 = "uint64[::1]"
_I64 = "int64[::1]"
_U32 = "uint32[::1]"
_U8 = "uint8[::1]"
_FLAGS = "boolean[::1]"
_READ_U64 = "Array(uint64, 1, 'C', readonly=True)"
_READ_I64 = "Array(int64, 1, 'C', readonly=True)"
_READ_U32 = "Array(uint32, 1, 'C', readonly=True)"
_READ_U8 = "Array(uint8, 1, 'C', readonly=True)"

PARTITIONS = 256
MOST_DOCUMENTS = 1 << 24  # that a posting can number
WHOLE = 4  # the weight of a fingerprint, in quarters
STAR = 0x80  # of a list's way of joining: one group with each other, not all with all

_SCATTER = np.uint64(0x9E3779B97F4A7C15)  # odd, so that scattering loses nothing; the golden ratio
_REST = np.uint64((1 << 39) - 1)
_NUMBER = np.uint64(MOST_DOCUMENTS - 1)
_GROUP_SCATTER = np.uint32(0x9E3779B1)
_ONE, _SEVENTEEN, _TWENTY_FIVE, _PREFIX = np.uint64(1), np.uint64(17), np.uint64(25), np.uint64(56)
_RIGHT, _LEFT = np.uint64(16), np.uint64(40)


@helper
def _scatter(value: np.uint64) -> np.uint64:
    """Make the high bits depend on all: winnowing keeps small hashes, so theirs are no even spread."""
    return (value ^ (value >> np.uint64(32))) * _SCATTER


@helper
def _bucket(group: np.uint32) -> np.uint32:
    return np.uint32(group * _GROUP_SCATTER) >> np.uint32(24)


@kernel(f"{_U64}({_READ_U64})")
def reduce_hashes(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Give the 47 bits by which postings tell hashes apart: 8 of the partition, 39 of the rest."""
    reduced = np.empty(hashes.shape[0], np.uint64)
    for i in range(hashes.shape[0]):
        reduced[i] = _scatter(hashes[i]) >> _SEVENTEEN
    return reduced


@kernel(f"{_U64}({_READ_U64}, {_READ_I64}, int64, {_READ_U32}, {_I64}, {_I64})")
def post_hashes(
    hashes: NDArray[np.uint64],
    offsets: NDArray[np.int64],
    first: int,
    positions: NDArray[np.uint32],
    edges: NDArray[np.int64],
    begins: NDArray[np.int64],
) -> NDArray[np.uint64]:
    """Make the postings of documents numbered from `first`, by partition; `begins` says where each begins.

    A hash at a position from its document's edge on stands near the end; without positions none does.
    """
    places = np.zeros(PARTITIONS + 1, np.int64)
    low, high = offsets[0], offsets[offsets.shape[0] - 1]
    for i in range(low, high):
        places[np.int64(_scatter(hashes[i]) >> _PREFIX) + 1] += 1
    for partition in range(PARTITIONS):
        places[partition + 1] += places[partition]
    begins[:] = places
    postings = np.empty(high - low, np.uint64)
    placed = positions.shape[0] > 0
    for row in range(offsets.shape[0] - 1):
        number = np.uint64(first + row) << _ONE
        for i in range(offsets[row], offsets[row + 1]):
            value = _scatter(hashes[i])
            place = np.int64(value >> _PREFIX)
            posting = (((value >> _SEVENTEEN) & _REST) << _TWENTY_FIVE) | number
            if placed and np.int64(positions[i]) >= edges[row]:
                posting |= _ONE
            postings[places[place]] = posting
            places[place] += 1
    return postings


@kernel(f"void({_READ_U64}, {_READ_I64}, {_U64}, uint64[:, ::1])")
def sketch_sets(
    hashes: NDArray[np.uint64],
    offsets: NDArray[np.int64],
    seeds: NDArray[np.uint64],
    sketches: NDArray[np.uint64],
) -> None:
    """Fill each set's least hashes under the seeds, two to a sketch; `sketches` comes as zeros."""
    for row in range(offsets.shape[0] - 1):
        for s in range(seeds.shape[0]):
            seed = seeds[s]
            least = np.uint64(0xFFFFFFFFFFFFFFFF)
            for i in range(offsets[row], offsets[row + 1]):
                least = min(least, _scatter(hashes[i] ^ seed))
            sketches[row, s // 2] = _scatter(sketches[row, s // 2] ^ least)


@kernel(f"void({_READ_U8}, {_READ_I64}, {_U64})")
def hash_ids(data: NDArray[np.uint8], offsets: NDArray[np.int64], keys: NDArray[np.uint64]) -> None:
    """Hash strings given as bytes one after the other (FNV-1a, scattered)."""
    for row in range(offsets.shape[0] - 1):
        value = np.uint64(0xCBF29CE484222325)
        for i in range(offsets[row], offsets[row + 1]):
            value = (value ^ np.uint64(data[i])) * np.uint64(0x100000001B3)
        keys[row] = _scatter(_scatter(value))


@kernel(f"void({_READ_U64}, {_I64}, {_I64}, {_U64})")
def copy_lists(
    piece: NDArray[np.uint64],
    begins: NDArray[np.int64],
    offsets: NDArray[np.int64],
    values: NDArray[np.uint64],
) -> None:
    """Copy lists that begin at some places of a piece to where they belong: `offsets`, the last an end."""
    for row in range(begins.shape[0]):
        for i in range(offsets[row + 1] - offsets[row]):
            values[offsets[row] + i] = piece[begins[row] + i]


@kernel(f"boolean({_U64}, int64, int64, int64, int64, float64)")
def _are_alike(values: NDArray[np.uint64], i: int, i_end: int, j: int, j_end: int, same: float) -> bool:
    """Whether two sets, each sorted, have a Jaccard index of at least `same`; gives up early."""
    sizes = (i_end - i) + (j_end - j)
    most = np.int64(sizes * (1 - same) / (1 + same)) + 1  # that can be of one set only
    shared = 0
    apart = 0
    while i < i_end and j < j_end and apart <= most:
        if values[i] == values[j]:
            shared += 1
            i += 1
            j += 1
        elif values[i] < values[j]:
            apart += 1
            i += 1
        else:
            apart += 1
            j += 1
    return shared >= same * (sizes - shared)


@helper
def _root(parents: NDArray[np.int64], place: int) -> int:
    """Give the place that stands for all that a place is connected with."""
    while parents[place] != place:
        parents[place] = parents[parents[place]]
        place = parents[place]
    return place


@kernel(f"void({_I64}, int64[:, ::1])")
def connect(parents: NDArray[np.int64], joined: NDArray[np.int64]) -> None:
    """Connect places."""
    for i in range(joined.shape[0]):
        root, other = _root(parents, joined[i, 0]), _root(parents, joined[i, 1])
        parents[max(root, other)] = min(root, other)


@kernel(
    f"int64({_U64}, {_I64}, {_I64}, {_U64}, {_I64}, {_FLAGS}, {_I64}, float64, {_I64},"
    f" {_FLAGS}, int64[:, ::1])"
)
def join_alike(
    values: NDArray[np.uint64],
    offsets: NDArray[np.int64],
    rows: NDArray[np.int64],
    sketches: NDArray[np.uint64],
    lengths: NDArray[np.int64],
    fresh: NDArray[np.bool_],
    parents: NDArray[np.int64],
    same: float,
    span: NDArray[np.int64],
    needed: NDArray[np.bool_],
    joined: NDArray[np.int64],
) -> int:
    """Find texts of one sketch whose sets have a Jaccard index of at least `same`; give how many joins.

    Texts are sorted by sketch, then length. `span`: of which places; and the least and the greatest distance
    of two that are compared. Only pairs with a `fresh` text are. `rows` says where each text's set is;
    without rows the texts are marked as `needed` whose sets would be read. Fills `joined` with places of two
    texts and connects them in `parents`: enough joins to connect all that are alike, no more.
    """
    count = 0
    dry = rows.shape[0] == 0
    for distance in range(span[2], span[3] + 1):
        for a in range(span[0], span[1] - distance):
            b = a + distance
            if sketches[b] != sketches[a] or not (fresh[a] or fresh[b]) or lengths[a] < same * lengths[b]:
                continue
            root, other = _root(parents, a), _root(parents, b)
            if root == other:
                continue
            if dry:
                needed[a] = True
                needed[b] = True
                continue
            i, j = rows[a], rows[b]
            if _are_alike(values, offsets[i], offsets[i + 1], offsets[j], offsets[j + 1], same):
                parents[max(root, other)] = min(root, other)
                joined[count, 0] = a
                joined[count, 1] = b
                count += 1
    return count


@kernel(f"void(uint32[:, ::1], {_U32}, {_U32})")
def label_groups(joined: NDArray[np.uint32], ranks: NDArray[np.uint32], labels: NDArray[np.uint32]) -> None:
    """Give each document its group's hub, the document of least rank; `labels` comes as 0, 1, 2, ..."""
    for i in range(joined.shape[0]):
        one, other = joined[i, 0], joined[i, 1]
        while labels[one] != one:
            labels[one] = labels[labels[one]]
            one = labels[one]
        while labels[other] != other:
            labels[other] = labels[labels[other]]
            other = labels[other]
        if ranks[one] < ranks[other]:
            labels[other] = one
        else:
            labels[one] = other
    for document in range(labels.shape[0]):
        hub = labels[document]
        while labels[hub] != hub:
            hub = labels[hub]
        labels[document] = hub


@kernel(f"void({_I64}, {_U32}, {_U8}, {_FLAGS}, {_I64})")
def count_codes(
    begins: NDArray[np.int64],
    groups: NDArray[np.uint32],
    modes: NDArray[np.uint8],
    active: NDArray[np.bool_],
    counts: NDArray[np.int64],
) -> None:
    """Count the codes of lists by bucket of their smaller group, of pairs of which one at least is active."""
    for i in range(modes.shape[0]):
        begin, end = begins[i], begins[i + 1]
        if modes[i] & STAR:
            hub = groups[begin]
            for a in range(begin + 1, end):
                if active[hub] or active[groups[a]]:
                    counts[_bucket(min(hub, groups[a]))] += 1
            continue
        later = 0  # active ones
        for a in range(end - 1, begin - 1, -1):
            if active[groups[a]]:
                counts[_bucket(groups[a])] += end - 1 - a
                later += 1
            else:
                counts[_bucket(groups[a])] += later


@kernel(f"void({_I64}, {_U32}, {_U8}, {_FLAGS}, {_I64}, {_U64})")
def emit_codes(
    begins: NDArray[np.int64],
    groups: NDArray[np.uint32],
    modes: NDArray[np.uint8],
    active: NDArray[np.bool_],
    places: NDArray[np.int64],
    codes: NDArray[np.uint64],
) -> None:
    """Fill the codes that `count_codes` counts, each bucket from its place on."""
    for i in range(modes.shape[0]):
        begin, end = begins[i], begins[i + 1]
        if modes[i] & STAR:
            weight = np.uint64(modes[i] ^ STAR)
            hub = groups[begin]
            for a in range(begin + 1, end):
                if active[hub] or active[groups[a]]:
                    low, high = min(hub, groups[a]), max(hub, groups[a])
                    codes[places[_bucket(low)]] = (
                        (np.uint64(low) << _LEFT) | (np.uint64(high) << _RIGHT) | weight
                    )
                    places[_bucket(low)] += 1
            continue
        for a in range(begin, end - 1):
            bucket = _bucket(groups[a])
            place = places[bucket]
            left = (np.uint64(groups[a]) << _LEFT) | np.uint64(modes[i])
            every = active[groups[a]]
            for b in range(a + 1, end):
                if every or active[groups[b]]:
                    codes[place] = left | (np.uint64(groups[b]) << _RIGHT)
                    place += 1
            places[bucket] = place


@kernel(f"int64({_U64}, int64, {_U64}, {_U32})")
def sum_codes(
    codes: NDArray[np.uint64], least: int, pairs: NDArray[np.uint64], weights: NDArray[np.uint32]
) -> int:
    """Sum the weights of equal pairs in sorted codes; keep those of at least `least`; give how many."""
    count = 0
    begin = 0
    size = codes.shape[0]
    weight = np.int64(0)
    for i in range(size):
        weight += np.int64(codes[i] & np.uint64(0xFFFF))
        if i + 1 == size or codes[i + 1] >> _RIGHT != codes[begin] >> _RIGHT:
            if weight >= least:
                pairs[count] = codes[begin] >> _RIGHT
                weights[count] = weight
                count += 1
            weight = np.int64(0)
            begin = i + 1
    return count


@kernel(f"int64({_U64}, {_U32}, {_I64}, {_U32}, {_U32}, int64, boolean, {_U64}, {_U32})")
def spread_pairs(
    group_pairs: NDArray[np.uint64],
    group_shares: NDArray[np.uint32],
    begins: NDArray[np.int64],
    members: NDArray[np.uint32],
    lengths: NDArray[np.uint32],
    limit: int,
    dry: bool,
    pairs: NDArray[np.uint64],
    shares: NDArray[np.uint32],
) -> int:
    """Turn pairs of groups into pairs of documents and add those inside groups; give how many.

    A group's members stand at `begins[hub]` of `members`, hub first. Small groups are joined all with all,
    large ones hub with hub, and inside through the hub. Run dry, it only counts.
    """
    count = 0
    for i in range(group_pairs.shape[0]):
        left = np.int64(group_pairs[i] >> np.uint64(24))
        right = np.int64(group_pairs[i] & _NUMBER)
        left_begin, left_end = begins[left], begins[left + 1]
        right_begin, right_end = begins[right], begins[right + 1]
        if (left_end - left_begin) * (right_end - right_begin) > limit:
            left_end, right_end = left_begin + 1, right_begin + 1
        if dry:
            count += (left_end - left_begin) * (right_end - right_begin)
            continue
        for a in range(left_begin, left_end):
            for b in range(right_begin, right_end):
                low, high = min(members[a], members[b]), max(members[a], members[b])
                pairs[count] = (np.uint64(low) << np.uint64(24)) | np.uint64(high)
                shares[count] = group_shares[i]
                count += 1
    for group in range(begins.shape[0] - 1):
        begin, end = begins[group], begins[group + 1]
        last = end if (end - begin) * (end - begin - 1) // 2 <= limit else min(begin + 1, end)
        for a in range(begin, last):
            if dry:
                count += end - a - 1
                continue
            for b in range(a + 1, end):
                low, high = min(members[a], members[b]), max(members[a], members[b])
                pairs[count] = (np.uint64(low) << np.uint64(24)) | np.uint64(high)
                shares[count] = min(lengths[low], lengths[high])
                count += 1
    return count
