"""Numba loops of the tagger: features of tokens to hashes, hashes to scores, scores to labels."""

# ruff: noqa: C901, PLR0913, PLR0917 - a kernel is one loop over arrays; calls and objects cost there

import numpy as np
from numba import types
from numpy.typing import NDArray

from whence.compiling import kernel

_I8_2 = types.Array(types.int8, 2, "C", readonly=True)
_F32 = types.Array(types.float32, 1, "C", readonly=True)
_F32_3 = types.Array(types.float32, 3, "C", readonly=True)
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
# Columns of an outline: where a reading's source, cue and contents begin and end, and their number.
SOURCE_BEGIN, SOURCE_END, CUE_BEGIN, CUE_END, CONTENT_COUNT, FIRST_CONTENT = range(6)
OUTLINE = FIRST_CONTENT + 2 * 6
_EARLY = np.uint64(0x9E3779B97F4A7C15)
_LATE = np.uint64(0xBF58476D1CE4E5B9)


@kernel(types.void(_I32_3, _I64_2, _I64_2, _I64, types.int64, types.int64, _I32_2))
def hash_features(
    templates: NDArray[np.int32],
    document: NDArray[np.int64],
    window: NDArray[np.int64],
    anchor: NDArray[np.int64],
    begin: int,
    bits: int,
    hashed: NDArray[np.int32],
) -> None:
    """Fill `hashed[token, template]` for the window that begins at token `begin` of the document.

    A template is rows of (table, column, offset); a table below 0 ends it.
    """
    tokens = document.shape[0]
    length = hashed.shape[0]
    shift = np.uint64(64 - bits)
    for place in range(length):
        for number in range(templates.shape[0]):
            value = np.uint64(number + 1) * _LATE
            for part in range(LONGEST_TEMPLATE):
                table = templates[number, part, 0]
                if table < 0:
                    break
                column = templates[number, part, 1]
                atom = OUTSIDE
                if table == DOCUMENT:
                    at = begin + place + templates[number, part, 2]
                    if 0 <= at < tokens:
                        atom = document[at, column]
                elif table == WINDOW:
                    at = place + templates[number, part, 2]
                    if 0 <= at < length:
                        atom = window[at, column]
                else:
                    atom = anchor[column]
                value = (value ^ np.uint64(atom)) * _EARLY
                value ^= value >> np.uint64(29)
            hashed[place, number] = np.int32((value * _LATE) >> shift)


@kernel(types.void(_I8_2, _F32, _I32_2, _F64_2))
def score_tokens(
    weights: NDArray[np.int8],
    levels: NDArray[np.float32],
    hashed: NDArray[np.int32],
    scores: NDArray[np.float64],
) -> None:
    """Fill the sums of the weights of each token's features, by label; `levels` says what a byte weighs.

    The seven sums are written out: kept in registers they take half the time.
    """
    for place in range(hashed.shape[0]):
        one = two = three = four = five = six = seven = np.float32(0)
        for number in range(hashed.shape[1]):
            row = hashed[place, number]
            one += levels[np.int64(weights[row, 0]) + 128]
            two += levels[np.int64(weights[row, 1]) + 128]
            three += levels[np.int64(weights[row, 2]) + 128]
            four += levels[np.int64(weights[row, 3]) + 128]
            five += levels[np.int64(weights[row, 4]) + 128]
            six += levels[np.int64(weights[row, 5]) + 128]
            seven += levels[np.int64(weights[row, 6]) + 128]
        sums = scores[place]
        sums[0], sums[1], sums[2], sums[3] = one, two, three, four
        sums[4], sums[5], sums[6] = five, six, seven


@kernel(types.void(_F64_2, _F32_3, _I64, types.int64, _F64_2, _F64_2, _F64_1))
def forward_backward(
    scores: NDArray[np.float64],
    transitions: NDArray[np.float32],
    edges: NDArray[np.int64],
    start: int,
    forward: NDArray[np.float64],
    backward: NDArray[np.float64],
    scale: NDArray[np.float64],
) -> None:
    """Fill the scaled forward and backward sums; `scores` become their exponentials.

    `forward * backward` is a token's probability of each label (Rabiner, Proceedings of the IEEE 1989).
    Before the first token stands the label `start`.
    """
    length, labels = scores.shape
    weights = np.exp(transitions)
    for place in range(length):
        top = scores[place].max()
        total = 0.0
        for label in range(labels):
            value = 0.0
            if place == 0:
                value = weights[edges[0], start, label]
            else:
                for before in range(labels):
                    value += forward[place - 1, before] * weights[edges[place], before, label]
            scores[place, label] = np.exp(scores[place, label] - top)
            forward[place, label] = value * scores[place, label]
            total += forward[place, label]
        scale[place] = max(total, 1e-300)
        for label in range(labels):
            forward[place, label] /= scale[place]
    for label in range(labels):
        backward[length - 1, label] = 1.0
    for place in range(length - 2, -1, -1):
        for before in range(labels):
            value = 0.0
            for label in range(labels):
                value += (
                    weights[edges[place + 1], before, label]
                    * scores[place + 1, label]
                    * backward[place + 1, label]
                )
            backward[place, before] = value / scale[place + 1]


@kernel(types.void(_I64_2, types.int64, types.int64, types.int64, types.int64, _I64, _I64_2))
def count_between(
    flags: NDArray[np.int64],
    first: int,
    stop: int,
    begin: int,
    end: int,
    marks: NDArray[np.int64],
    counts: NDArray[np.int64],
) -> None:
    """Count what lies between an anchor and each token of its window, going out on both sides.

    Args:
        flags: a row for each token of the document: comma, verb, source begins, content begins, cue
            begins, sentence, quotation.
        first: the anchor's first token.
        stop: its end, exclusive.
        begin: the window's first token.
        end: its end, exclusive.
        marks: the class of each token that parts clauses, else 0.
        counts: filled for each token of the window: the seven counts, and the last mark between.
    """
    for side in range(2):
        step = -1 if side == 0 else 1
        start = first - 1 if side == 0 else stop
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
            row = counts[place - begin]
            row[0] = comma
            row[1] = verb
            row[2] = source
            row[3] = content
            row[4] = cue
            row[5] = sentence
            row[6] = quote
            row[7] = mark
            place += step


@kernel(types.int64(_F64_2, _F32_3, _I64, _I64_2, _F64_1))
def best_paths(
    scores: NDArray[np.float64],
    transitions: NDArray[np.float32],
    edges: NDArray[np.int64],
    paths: NDArray[np.int64],
    values: NDArray[np.float64],
) -> int:
    """Fill the likeliest label sequences, best first (Viterbi with lists), and what each weighs.

    Before the first token stands label 0. Gives how many there are, at most the rows of `paths`.
    """
    length, labels = scores.shape
    most = len(paths)
    reached = np.full((length, labels, most), -1e300)
    came_from = np.zeros((length, labels, most), np.int16)
    taken = np.zeros(labels, np.int64)
    for label in range(labels):
        reached[0, label, 0] = transitions[edges[0], 0, label] + scores[0, label]
    for place in range(1, length):
        for label in range(labels):
            taken[:] = 0
            for rank in range(most):
                top = -1e299
                choice = -1
                for before in range(labels):
                    if taken[before] < most:
                        value = (
                            reached[place - 1, before, taken[before]]
                            + transitions[edges[place], before, label]
                        )
                        if value > top:
                            top = value
                            choice = before
                if choice < 0:
                    break
                reached[place, label, rank] = top + scores[place, label]
                came_from[place, label, rank] = choice * most + taken[choice]
                taken[choice] += 1
    taken[:] = 0
    for rank in range(most):
        top = -1e299
        choice = -1
        for label in range(labels):
            if taken[label] < most and reached[length - 1, label, taken[label]] > top:
                top = reached[length - 1, label, taken[label]]
                choice = label
        if choice < 0:
            return rank
        values[rank] = top
        at = choice * most + taken[choice]
        taken[choice] += 1
        for place in range(length - 1, -1, -1):
            paths[rank, place] = at // most
            at = came_from[place, at // most, at % most]
    return most


@kernel(types.void(_I64_2, types.int64, types.int64, types.int64, _I64_2))
def outline(paths: NDArray[np.int64], begin: int, first: int, stop: int, outlines: NDArray[np.int64]) -> None:
    """Fill where each label sequence has its source, its cue and its contents.

    The cue is the first that touches the anchor, else the first; the source is the one nearest to it. A
    sequence without a cue or without a content gets -1 throughout.

    Args:
        paths: label sequences of a window.
        begin: the window's first token.
        first: the anchor's first token.
        stop: its end, exclusive.
        outlines: filled, a row for each sequence; -1 for what it does not have.
    """
    for number in range(len(outlines)):
        path, row = paths[number], outlines[number]
        row[:] = -1
        row[CONTENT_COUNT] = 0
        touched = False
        place = 0
        while place < len(path):
            label = path[place]
            end = place + 1
            while label % 2 == 1 and end < len(path) and path[end] == label + 1:
                end += 1
            if label == 3 and not touched:
                touched = place + begin < stop and end + begin > first
                if touched or row[CUE_BEGIN] < 0:
                    row[CUE_BEGIN], row[CUE_END] = place + begin, end + begin
            elif label == 5 and FIRST_CONTENT + 2 * row[CONTENT_COUNT] < len(row):
                row[FIRST_CONTENT + 2 * row[CONTENT_COUNT]] = place + begin
                row[FIRST_CONTENT + 2 * row[CONTENT_COUNT] + 1] = end + begin
                row[CONTENT_COUNT] += 1
            place = end
        if row[CUE_BEGIN] < 0 or row[CONTENT_COUNT] == 0:
            row[:] = -1
            continue
        nearest = len(path)
        for place in range(len(path)):
            if path[place] != 1:
                continue
            end = place + 1
            while end < len(path) and path[end] == 2:
                end += 1
            away = max(place + begin - row[CUE_END], row[CUE_BEGIN] - end - begin)
            if away < nearest:
                nearest = away
                row[SOURCE_BEGIN], row[SOURCE_END] = place + begin, end + begin


@kernel(types.void(_I64_2, _I64, _F64_1, _F64_1))
def expect_agreement(
    outlines: NDArray[np.int64],
    begins: NDArray[np.int64],
    scores: NDArray[np.float64],
    shares: NDArray[np.float64],
) -> None:
    """Fill what share of each reading is likely to be right; 0 for one that finds nothing.

    Counted are its source, its cue, its contents, and source and contents together, a quarter each.

    Args:
        outlines: a row for each reading.
        begins: for each window its first reading; then how many readings there are.
        scores: logarithmic weights of the readings.
        shares: filled, a share for each reading.
    """
    for window in range(len(begins) - 1):
        low, high = begins[window], begins[window + 1]
        top = scores[low:high].max()
        total = np.exp(scores[low:high] - top).sum()
        for one in range(low, high):
            shares[one] = 0.0
            if outlines[one, CUE_BEGIN] < 0:
                continue
            for other in range(low, high):
                row, against = outlines[one], outlines[other]
                if against[CUE_BEGIN] < 0:
                    continue
                source = (row[:CUE_BEGIN] == against[:CUE_BEGIN]).all()
                cue = (row[CUE_BEGIN:CONTENT_COUNT] == against[CUE_BEGIN:CONTENT_COUNT]).all()
                content = (row[CONTENT_COUNT:] == against[CONTENT_COUNT:]).all()
                agreed = int(source) + int(cue) + int(content) + int(source and content)
                shares[one] += agreed / 4 * np.exp(scores[other] - top) / total
