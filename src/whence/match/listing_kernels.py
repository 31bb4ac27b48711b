"""Numba loops that read which groups of texts each hash joins."""

# ruff: noqa: C901, PLR0912, PLR0913, PLR0915, PLR0917 - a kernel is one loop over arrays, and calls cost there

from typing import Any

import numpy as np
from numpy.typing import NDArray

from whence.compiling import helper, kernel
from whence.match.kernels import MOST_DOCUMENTS, STAR, WHOLE

# Signatures are strings, so that numba is not imported before a kernel is called.
_U64 = "uint64[::1]"
_I64 = "int64[::1]"
_U32 = "uint32[::1]"
_I32 = "int32[::1]"
_U8 = "uint8[::1]"
_LISTS = f"{_U64}, {_I64}, {_U32}, {_U8}, {_U8}"

_FREQUENT = 0x40  # the mode of a hash of too many texts to join any
_FEW = 24
_NUMBER = np.uint64(MOST_DOCUMENTS - 1)
_ONE, _HASH = np.uint64(1), np.uint64(25)
# Of what is read of a document.
_LABEL, _MOVED = np.uint32(MOST_DOCUMENTS - 1), np.uint32(1 << 31)
_OUTLET, _ALONE = np.uint32(24), np.uint32(30)
_OUTLETS = 64


@kernel(f"{_U32}({_U32}, {_I32}, {_U32})")
def place_texts(
    labels: NDArray[np.uint32], outlets: NDArray[np.int32], before: NDArray[np.uint32]
) -> NDArray[np.uint32]:
    """Put together what is read of a document at each posting, in as few bytes as may be.

    24 bits are its group, 6 its outlet, of which several can be one, 0 where it is not known; one bit says
    that nothing else is in its group, one that it was in another group before.
    """
    places = np.empty(labels.shape[0], np.uint32)
    alone = np.ones(labels.shape[0], np.uint32)
    for i in range(labels.shape[0]):
        if labels[i] != i:
            alone[labels[i]] = 0
            alone[i] = 0
    for i in range(labels.shape[0]):
        place = labels[i] | (alone[i] << _ALONE)
        if outlets[i] >= 0:
            place |= np.uint32(1 + outlets[i] % (_OUTLETS - 1)) << _OUTLET
        if i < before.shape[0] and before[i] != labels[i]:
            place |= _MOVED
        places[i] = place
    return places


@kernel(f"{_U64}({_U64}, {_U64}, {_U32}, int64, {_U32}, int64)")
def select_postings(
    postings: NDArray[np.uint64],
    wanted: NDArray[np.uint64],
    places: NDArray[np.uint32],
    most: int,
    seen: NDArray[np.uint32],
    stamps: int,
) -> NDArray[np.uint64]:
    """Give the postings of the hashes wanted, which rise as the postings do.

    Where a hash is of more than `most` groups, no more of its postings need be given than tell so.
    """
    size = postings.shape[0]
    begins = np.empty(wanted.shape[0], np.int64)
    ends = np.empty(wanted.shape[0], np.int64)
    stamp = np.uint32(stamps)
    total = 0
    place = 0
    for i in range(wanted.shape[0]):
        first = wanted[i] << _HASH
        step = 1
        low = place  # all before it are smaller
        while low + step < size and postings[low + step] < first:
            low += step
            step *= 2
        high = min(low + step, size)
        while low < high:
            middle = (low + high) // 2
            if postings[middle] < first:
                low = middle + 1
            else:
                high = middle
        begins[i] = low
        texts = 0
        moved = False
        while low < size and postings[low] >> _HASH == wanted[i] and (texts <= most or moved):
            if most < size and texts <= most:
                of_text = places[np.int64((postings[low] >> _ONE) & _NUMBER)]
                label = of_text & _LABEL
                # What a hash of texts that moved joined before, only all of its postings tell.
                moved = moved or of_text & _MOVED != 0
                if seen[label] != stamp:
                    seen[label] = stamp
                    texts += 1
            low += 1
        stamp += np.uint32(1)
        ends[i] = low
        place = low
        total += low - begins[i]
    found = np.empty(total, np.uint64)
    count = 0
    for i in range(wanted.shape[0]):
        for j in range(begins[i], ends[i]):
            found[count] = postings[j]
            count += 1
    return found


@helper
def _sort_few(values: NDArray[Any]) -> None:
    """Sort in place; most are a few."""
    if values.shape[0] > _FEW:
        values.sort()
        return
    for i in range(1, values.shape[0]):
        value = values[i]
        j = i - 1
        while j >= 0 and values[j] > value:
            values[j + 1] = values[j]
            j -= 1
        values[j + 1] = value


@helper
def _mode(texts: int, limits: NDArray[np.int64]) -> int:
    """Give how a hash of so many texts joins them, 0 where it is of one only."""
    if texts < 2:
        return 0
    if texts > limits[2]:
        return _FREQUENT
    mode = WHOLE if texts <= limits[1] else 1
    return mode if texts <= limits[0] else mode | STAR


@helper
def _earliest(groups: NDArray[np.uint32], ranks: NDArray[np.uint32]) -> int:
    """Give the place of the group of least rank."""
    best = 0
    for i in range(1, groups.shape[0]):
        if ranks[groups[i]] < ranks[groups[best]]:
            best = i
    return best


@helper
def _is_stock(piece: NDArray[np.uint64], share: float, texts: int, outlets: NDArray[np.uint64]) -> bool:
    """Say whether a hash is boilerplate: nearly all texts are of one outlet, or have it at their end.

    `piece` has the group and the outlet of each text, doubled, plus one where the hash stands at an end.
    """
    _sort_few(piece)
    ends = 0
    kept = 0
    for i in range(piece.shape[0]):
        if i + 1 < piece.shape[0] and piece[i + 1] >> _ONE == piece[i] >> _ONE:
            continue  # the last of equals says whether any stands at an end
        if piece[i] & _ONE:
            ends += 1
        outlets[kept] = (piece[i] >> _ONE) & np.uint64(0xFFFFFFFF)  # 0 is an unknown one
        kept += 1
    if ends >= share * kept:
        return True
    of_texts = outlets[:kept]
    _sort_few(of_texts)
    run = 0
    for i in range(1, kept + 1):
        if i == kept or of_texts[i] != of_texts[run]:
            if of_texts[run] != 0 and i - run >= share * texts:
                return True
            run = i
    return False


@kernel(
    f"void({_U64}, {_U32}, {_U32}, {_I32}, {_U32}, int64, {_I64}, float64, int64,"
    f" {_LISTS}, {_U64}, {_U64}, {_I64}, {_U32}, int64)"
)
def list_groups(
    postings: NDArray[np.uint64],
    places: NDArray[np.uint32],
    labels: NDArray[np.uint32],
    outlets: NDArray[np.int32],
    ranks: NDArray[np.uint32],
    known: int,
    limits: NDArray[np.int64],
    share: float,
    most: int,
    hashes: NDArray[np.uint64],
    begins: NDArray[np.int64],
    groups: NDArray[np.uint32],
    modes: NDArray[np.uint8],
    changed: NDArray[np.uint8],
    boilerplate: NDArray[np.uint64],
    doubtful: NDArray[np.uint64],
    counts: NDArray[np.int64],
    seen: NDArray[np.uint32],
    stamps: int,
) -> None:
    """List the groups of texts of each hash that joins any; postings are sorted and of one partition.

    Of one hash, documents below `known`, which were there before, come first. `limits`: texts up to which
    all are joined with all; above which a hash weighs a quarter; above which it joins none; and from which
    it can be boilerplate. It is boilerplate where nearly all of the texts are of one outlet, or nearly all
    have it at their end, as a bio or footer run by several outlets. Of more than `most` texts no more is
    read, nor counted.

    Fills for each list its hash, where it begins, its groups (rising; of a star, the hub comes first), its
    mode, and whether it may join old groups otherwise than before. Of hashes that may do so only, lists or
    none: for each hash of boilerplate one posting, and those that were there before in `doubtful`. `counts`:
    lists, boilerplate hashes, hashes too frequent to join, hashes that join as a star, doubtful ones. `seen`
    marks groups by numbers from `stamps` on.
    """
    size = postings.shape[0]
    counts[:] = 0
    total = 0
    listed = 0
    buffer = np.empty(size, np.uint64)  # of which no more is used than the longest list
    posted_outlets = np.empty(size, np.uint64)
    stamp = np.uint32(stamps)
    of_outlet = np.zeros(_OUTLETS, np.int64)
    begins[0] = 0
    end = 0
    while end < size:
        begin = end
        value = postings[begin] >> _HASH
        end = begin + 1
        while end < size and postings[end] >> _HASH == value:
            end += 1
        if end - begin == 1:
            continue
        texts = 0
        near_end = 0
        widest = 0
        then_texts = -1  # the same of what was there before
        then_most = 0
        moved = False
        stocked = end - begin >= limits[3]
        last = begin
        while last < end and texts <= most:
            number = np.int64((postings[last] >> _ONE) & _NUMBER)
            if then_texts < 0 and number >= known:
                then_texts = texts
                then_most = max(near_end, widest)
            place = places[number]
            label = place & _LABEL
            moved = moved or place & _MOVED != 0
            if (place >> _ALONE) & np.uint32(1):  # its own postings stand together
                if texts == 0 or groups[total + texts - 1] != label:
                    groups[total + texts] = label
                    texts += 1
            elif seen[label] != stamp:
                seen[label] = stamp
                groups[total + texts] = label
                texts += 1
            if stocked:
                near_end += int(postings[last] & _ONE)
                outlet = (place >> _OUTLET) & np.uint32(_OUTLETS - 1)
                of_outlet[outlet] += 1
                if outlet:
                    widest = max(widest, of_outlet[outlet])
            last += 1
        stamp += np.uint32(1)
        if stocked:
            of_outlet[:] = 0
        if then_texts < 0:
            then_texts = texts
            then_most = max(near_end, widest)
        mode = _mode(texts, limits)
        then_mode = _mode(then_texts, limits)
        # Copies count several times here, and several outlets as one; exactly below, where it can matter.
        in_doubt = texts > 1 and texts >= limits[3] and max(near_end, widest) >= share * texts
        was_in_doubt = then_texts > 1 and then_texts >= limits[3] and then_most >= share * then_texts
        hub = 0
        otherwise = moved or in_doubt or was_in_doubt
        if mode != then_mode:
            otherwise = otherwise or then_texts > 1 or mode == _FREQUENT
        if mode & STAR:
            hub = _earliest(groups[total : total + texts], ranks)
            otherwise = otherwise or mode != then_mode or hub >= then_texts
        if otherwise and np.int64((postings[begin] >> _ONE) & _NUMBER) < known:
            doubtful[counts[4]] = value
            counts[4] += 1
        if texts < 2 or texts > most:
            continue
        if in_doubt:
            piece = buffer[: end - begin]
            for i in range(begin, end):
                number = np.int64((postings[i] >> _ONE) & _NUMBER)
                text = (np.uint64(labels[number]) << np.uint64(32)) | np.uint64(outlets[number] + 1)
                piece[i - begin] = (text << _ONE) | (postings[i] & _ONE)
            if _is_stock(piece, share, texts, posted_outlets):
                boilerplate[counts[1]] = postings[begin]
                counts[1] += 1
                continue
        if mode == _FREQUENT:
            counts[2] += otherwise
            continue
        if mode & STAR:
            counts[3] += otherwise
            least = groups[total + hub]
            groups[total + hub] = groups[total]
            groups[total] = least
        else:
            _sort_few(groups[total : total + texts])
        hashes[listed] = value
        modes[listed] = mode
        changed[listed] = otherwise
        total += texts
        listed += 1
        begins[listed] = total
    counts[0] = listed
