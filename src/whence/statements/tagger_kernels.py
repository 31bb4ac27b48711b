"""Numba loops of the tagger: the windows around cues, features to hashes, and hashes to scores."""

# ruff: noqa: C901, PLR0913, PLR0917 - a kernel is one loop over arrays; calls and objects cost there

import numpy as np
from numba import types
from numpy.typing import NDArray

from whence.compiling import helper, kernel

_I8 = types.Array(types.int8, 1, "C", readonly=True)
_PACKED = types.Array(types.int64, 1, "C", readonly=True)
_F32 = types.Array(types.float32, 1, "C", readonly=True)
_F64_1 = types.float64[::1]
_F64_2 = types.float64[:, ::1]
_I32_2 = types.int32[:, ::1]
_I32_3 = types.int32[:, :, ::1]
_I64 = types.int64[::1]
_I64_2 = types.int64[:, ::1]

OUTSIDE = np.int64(-7)  # the value of what stands before a window's first token or behind its last
LONGEST_TEMPLATE = 4  # atoms that one feature joins
# Tables that atoms come from.
DOCUMENT, WINDOW, ANCHOR = 0, 1, 2
_EARLY = np.uint64(0x9E3779B97F4A7C15)
_LATE = np.uint64(0xBF58476D1CE4E5B9)


@helper
def _mix(value: np.uint64, atom: np.int64) -> np.uint64:
    """Add an atom to a hash."""
    mixed = (value ^ np.uint64(atom)) * _EARLY
    return mixed ^ (mixed >> np.uint64(29))


@kernel(types.void(_I32_3, _I64_2, _I64_2, _I64_2, _I64_2, _I64, types.int64, _I32_2))
def hash_features(
    templates: NDArray[np.int32],
    document: NDArray[np.int64],
    window: NDArray[np.int64],
    anchors: NDArray[np.int64],
    spans: NDArray[np.int64],
    starts: NDArray[np.int64],
    bits: int,
    hashed: NDArray[np.int32],
) -> None:
    """Fill `hashed[row, template]` for windows of a document, whose rows stand one window behind the other.

    A template is rows of (table, column, offset); a table below 0 ends it. All rows of a window are taken
    through it together: so the loops have no branches.

    Args:
        templates: what joins atoms.
        document: atoms of the document's tokens, a column for each token.
        window: atoms of the windows' rows, a column for each row.
        anchors: atoms of each window's anchor, a row for each window.
        spans: the document's tokens in each window.
        starts: each window's first row; then how many rows there are.
        bits: how many bits the features have.
        hashed: filled.
    """
    shift = np.uint64(64 - bits)
    longest = 0
    for one in range(len(spans)):
        longest = max(longest, starts[one + 1] - starts[one])
    values = np.empty(longest, np.uint64)
    for one in range(len(spans)):
        start, length = starts[one], starts[one + 1] - starts[one]
        for number in range(templates.shape[0]):
            for place in range(length):
                values[place] = np.uint64(number + 1) * _LATE
            for part in range(LONGEST_TEMPLATE):
                table, column = templates[number, part, 0], templates[number, part, 1]
                if table < 0:
                    break
                if table == ANCHOR:
                    for place in range(length):
                        values[place] = _mix(values[place], anchors[one, column])
                    continue
                # Rows before `low` and from `high` on look at what lies outside.
                offset = np.int64(templates[number, part, 2])
                if table == DOCUMENT:
                    first, end, row = spans[one, 0] + offset, document.shape[1], document[column]
                else:
                    first, end, row = start + offset, start + length, window[column]
                before = -first if table == DOCUMENT else -offset
                low = min(max(before, 0), length)
                high = max(min(end - first, length), low)
                for place in range(low):
                    values[place] = _mix(values[place], OUTSIDE)
                inside, atoms = values[low:high], row[first + low : first + high]
                for place in range(high - low):
                    inside[place] = _mix(inside[place], atoms[place])
                for place in range(high, length):
                    values[place] = _mix(values[place], OUTSIDE)
            for place in range(length):
                hashed[start + place, number] = np.int32((values[place] * _LATE) >> shift)


@kernel(types.void(_PACKED, _F32, _I32_2, _F64_2))
def score_tokens(
    weights: NDArray[np.int64],
    levels: NDArray[np.float32],
    hashed: NDArray[np.int32],
    scores: NDArray[np.float64],
) -> None:
    """Fill the sums of the weights of each token's features, by label.

    Each feature's bytes, one a label, are one number of `weights`; `levels` says what a byte weighs. The
    numbers of a token are fetched together, which waits for memory once, not for each. The seven sums are
    written out: kept in registers they take half the time.
    """
    count = hashed.shape[1]
    fetched = np.empty(count, np.int64)
    stored = fetched.view(np.int8)
    for place in range(hashed.shape[0]):
        for number in range(count):
            fetched[number] = weights[hashed[place, number]]
        one = two = three = four = five = six = seven = np.float32(0)
        for number in range(count):
            one += levels[np.int64(stored[8 * number]) + 128]
            two += levels[np.int64(stored[8 * number + 1]) + 128]
            three += levels[np.int64(stored[8 * number + 2]) + 128]
            four += levels[np.int64(stored[8 * number + 3]) + 128]
            five += levels[np.int64(stored[8 * number + 4]) + 128]
            six += levels[np.int64(stored[8 * number + 5]) + 128]
            seven += levels[np.int64(stored[8 * number + 6]) + 128]
        sums = scores[place]
        sums[0], sums[1], sums[2], sums[3] = one, two, three, four
        sums[4], sums[5], sums[6] = five, six, seven


@kernel(types.void(_I8, _F32, _I32_2, _F64_1))
def weigh_readings(
    weights: NDArray[np.int8],
    levels: NDArray[np.float32],
    hashed: NDArray[np.int32],
    scores: NDArray[np.float64],
) -> None:
    """Add the weights of each reading's features to its score; `levels` says what a byte weighs."""
    for reading in range(hashed.shape[0]):
        total = np.float32(0)
        for number in range(hashed.shape[1]):
            total += levels[np.int64(weights[hashed[reading, number]]) + 128]
        scores[reading] += total


@kernel(types.void(_I64_2, _I64, _I64, _I64, types.int64, types.int64, types.int64, _I64_2))
def find_windows(
    cues: NDArray[np.int64],
    sentence_begin: NDArray[np.int64],
    sentence_end: NDArray[np.int64],
    quoted: NDArray[np.int64],
    most_back: int,
    most_on: int,
    most_tokens: int,
    spans: NDArray[np.int64],
) -> None:
    """Fill the window around each cue: its sentence, and the sentences that quotations join to it.

    Args:
        cues: first token and end of each.
        sentence_begin: first token of each token's sentence.
        sentence_end: its end.
        quoted: above 0 for each token in a quotation.
        most_back: sentences before the cue's own, at most.
        most_on: sentences behind it, at most.
        most_tokens: tokens before the cue, and behind it, at most.
        spans: filled with the first token and the end of each window.
    """
    for number in range(len(cues)):
        first, stop = cues[number]
        begin, end = sentence_begin[first], sentence_end[stop - 1]
        for _ in range(most_back):
            if begin == 0 or first - begin >= most_tokens or quoted[begin - 1] == 0:
                break
            begin = sentence_begin[begin - 1]
        for _ in range(most_on):
            if end >= len(quoted) or end - stop >= most_tokens or quoted[end] + quoted[end - 1] == 0:
                break
            end = sentence_end[end]
        spans[number, 0], spans[number, 1] = max(begin, first - most_tokens), min(end, stop + most_tokens)


@kernel(types.void(_I64_2, _I64, _I64_2, _I64_2, _I64, _I64_2))
def count_between(
    flags: NDArray[np.int64],
    marks: NDArray[np.int64],
    cues: NDArray[np.int64],
    spans: NDArray[np.int64],
    starts: NDArray[np.int64],
    counts: NDArray[np.int64],
) -> None:
    """Count what lies between each anchor and each token of its window, going out on both sides.

    Args:
        flags: a row for each token of the document: comma, verb, source begins, content begins, cue
            begins, sentence, quotation.
        marks: the class of each token that parts clauses, else 0.
        cues: each anchor's first token and end.
        spans: its window.
        starts: its window's first row.
        counts: filled for each token of the windows: the seven counts, and the last mark between.
    """
    for number in range(len(cues)):
        begin, end = spans[number]
        shift = starts[number] - begin
        for place in range(cues[number, 0], cues[number, 1]):
            counts[place + shift] = 0
        for side in range(2):
            step = -1 if side == 0 else 1
            start = cues[number, 0] - 1 if side == 0 else cues[number, 1]
            limit = begin - 1 if side == 0 else end
            comma = verb = source = content = cue = sentence = quote = mark = 0
            place = start
            while (place > limit) if side == 0 else (place < limit):
                nearer = place - step
                if place != start:
                    comma += flags[nearer, 0]
                    verb += flags[nearer, 1]
                    source += flags[nearer, 2]
                    content += flags[nearer, 3]
                    cue += flags[nearer, 4]
                    if marks[nearer] > 0:
                        mark = marks[nearer]
                sentence += flags[place, 5] != flags[nearer, 5]
                quote += flags[place, 6] != flags[nearer, 6]
                row = counts[place + shift]
                row[0] = comma
                row[1] = verb
                row[2] = source
                row[3] = content
                row[4] = cue
                row[5] = sentence
                row[6] = quote
                row[7] = mark
                place += step


@kernel(types.void(_I64_2, _I64_2, _I64_2, _I64_2))
def look_up(
    document: NDArray[np.int64],
    points: NDArray[np.int64],
    wanted: NDArray[np.int64],
    found: NDArray[np.int64],
) -> None:
    """Fill what tokens' atoms are at some steps from the points of readings, -1 outside of the document.

    Args:
        document: atoms of the document's tokens, a column for each token.
        points: tokens, a row for each kind of point and a column for each reading.
        wanted: rows of (atom, kind of point, steps).
        found: filled, a row for each row of `wanted` and a column for each reading.
    """
    for number in range(len(wanted)):
        atoms, places = document[wanted[number, 0]], points[wanted[number, 1]]
        for reading in range(len(places)):
            place = places[reading] + wanted[number, 2]
            found[number, reading] = atoms[place] if 0 <= place < len(atoms) else -1
