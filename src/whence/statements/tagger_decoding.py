"""Numba loops of the tagger: scores of labels to label sequences, and these to readings."""

# ruff: noqa: C901, PLR0913, PLR0917 - a kernel is one loop over arrays; calls and objects cost there

import numpy as np
from numba import types
from numpy.typing import NDArray

from whence.compiling import helper, kernel

_F32_3 = types.Array(types.float32, 3, "C", readonly=True)
_F64_1 = types.float64[::1]
_F64_2 = types.float64[:, ::1]
_I64 = types.int64[::1]
_I64_2 = types.int64[:, ::1]

# Columns of an outline: where a reading's source, cue and contents begin and end, and their number.
SOURCE_BEGIN, SOURCE_END, CUE_BEGIN, CUE_END, CONTENT_COUNT, FIRST_CONTENT = range(6)
OUTLINE = FIRST_CONTENT + 2 * 6


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


@helper
def _add_path(
    scores: NDArray[np.float64],
    transitions: NDArray[np.float32],
    edge: int,
    place: int,
    label: int,
    reached: NDArray[np.float64],
    came_from: NDArray[np.int64],
    known: NDArray[np.int64],
    taken: NDArray[np.int64],
) -> bool:
    """Add the next likeliest path to a label of a token, if the ones known to those before it give one."""
    top = -1e299
    choice = -1
    chosen = 0
    for before in range(known.shape[1]):
        rank = taken[place, label, before]
        if rank < known[place - 1, before]:
            value = reached[place - 1, rank, before] + transitions[edge, before, label]
            if value > top:
                top, choice, chosen = value, before, rank
    if choice < 0:
        return False
    at = known[place, label]
    reached[place, at, label] = top + scores[place, label]
    came_from[place, at, label] = choice * reached.shape[1] + chosen
    taken[place, label, choice] = chosen + 1
    known[place, label] = at + 1
    return True


@kernel(types.int64(_F64_2, _F32_3, _I64, _I64_2, _F64_1))
def best_paths(
    scores: NDArray[np.float64],
    transitions: NDArray[np.float32],
    edges: NDArray[np.int64],
    paths: NDArray[np.int64],
    values: NDArray[np.float64],
) -> int:
    """Fill the likeliest label sequences, best first, and what each weighs.

    The likeliest path to each label of each token is found first, the next ones only where the next one to
    the end needs them (recursive enumeration; Jimenez and Marzal, WAE 1999). Before the first token stands
    label 0. Gives how many there are, at most the rows of `paths`.
    """
    length, labels = scores.shape
    most = len(paths)
    reached = np.empty((length, most, labels))
    came_from = np.zeros((length, most, labels), np.int64)
    # How many paths to each label of each token are known; how many of those to each label before it were
    # gone on from, and in the last row of those to the last token's labels; whether there are no more.
    known = np.ones((length, labels), np.int64)
    taken = np.zeros((length + 1, labels, labels), np.int64)
    spent = np.zeros((length, labels), np.bool_)
    asked = np.zeros(length + 1, np.int64)
    for label in range(labels):
        reached[0, 0, label] = transitions[edges[0], 0, label] + scores[0, label]
        spent[0, label] = True
    for place in range(1, length):
        for label in range(labels):
            top = -1e299
            choice = 0
            for before in range(labels):
                value = reached[place - 1, 0, before] + transitions[edges[place], before, label]
                if value > top:
                    top, choice = value, before
            reached[place, 0, label] = top + scores[place, label]
            came_from[place, 0, label] = choice * most
            taken[place, label, choice] = 1
    last = -1
    for rank in range(most):
        # The path after the last one comes from the path after the one that this came from, and so on back.
        label, place = last, length
        while label >= 0 and not spent[place - 1, label]:
            if taken[place, asked[place], label] < known[place - 1, label]:
                break
            place -= 1
            asked[place] = label
            label = came_from[place, known[place, label] - 1, label] // most
        for later in range(place, length):
            label = asked[later]
            edge = edges[later]
            if not _add_path(scores, transitions, edge, later, label, reached, came_from, known, taken):
                spent[later, label] = True
        top = -1e299
        last = -1
        for label in range(labels):
            at = taken[length, 0, label]
            if at < known[length - 1, label] and reached[length - 1, at, label] > top:
                top, last = reached[length - 1, at, label], label
        if last < 0:
            return rank
        values[rank] = top
        at = last * most + taken[length, 0, last]
        taken[length, 0, last] += 1
        for place in range(length - 1, -1, -1):
            label = at // most
            paths[rank, place] = label
            at = came_from[place, at - label * most, label]
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


@kernel(types.void(_F64_2, _F32_3, _I64, _I64_2, _I64_2, _I64, _I64_2, _F64_2, _I64))
def read_windows(
    scores: NDArray[np.float64],
    transitions: NDArray[np.float32],
    edges: NDArray[np.int64],
    cues: NDArray[np.int64],
    spans: NDArray[np.int64],
    starts: NDArray[np.int64],
    outlines: NDArray[np.int64],
    values: NDArray[np.float64],
    counts: NDArray[np.int64],
) -> None:
    """Fill the likeliest readings of each window, as many as `values` has columns.

    Args:
        scores: of the labels, for each row of the windows.
        transitions: weights of (kind of place, label before, label).
        edges: the kind of place before each row.
        cues: each anchor's first token and end.
        spans: its window.
        starts: its window's first row; then how many rows there are.
        outlines: filled, the readings of one window behind those of the other.
        values: filled with what each reading of a window weighs.
        counts: filled with how many readings each window has.
    """
    at = 0
    for number in range(len(cues)):
        begin, end = starts[number], starts[number + 1]
        paths = np.empty((values.shape[1], end - begin), np.int64)
        found = best_paths(scores[begin:end], transitions, edges[begin:end], paths, values[number])
        outline(paths[:found], spans[number, 0], cues[number, 0], cues[number, 1], outlines[at : at + found])
        counts[number] = found
        at += found


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
