"""What the accurate reader computes over the sentence model: labels of tokens, and labels around one cue."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.encoder import Pieces, bend

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
# Pieces that the model sees together; more context gained nothing and costs time that grows with its square.
MOST_PIECES = 254
# Distances from a cue, in tokens, that are told apart on either side.
_DISTANCES = np.array([1, 2, 3, 4, 5, 7, 10, 14, 20, 28, 40, 60, 90, 140])
DISTANCES = 2 * len(_DISTANCES) + 1
SENTENCES = 7  # from three before the cue's to three behind it, and farther
QUOTED = 3  # outside, in a quotation, in words that are only set off by marks


def cut_stretches(text: str, pieces: Pieces) -> list[tuple[int, int]]:
    """Cut a text into stretches that the model sees together, where lines end as far as that goes.

    Args:
        text: an article.
        pieces: its pieces.

    Returns:
        Begin and end of each stretch, in pieces; together they are the whole text, in order.
    """
    found: list[tuple[int, int]] = []
    begin, count = 0, len(pieces.numbers)
    # A piece begins a line where a line break stands between it and the one before.
    lines = [
        place for place in range(1, count) if "\n" in text[pieces.ends[place - 1] : pieces.begins[place]]
    ]
    line = 0
    while begin < count:
        end = min(begin + MOST_PIECES, count)
        last = end
        while line < len(lines) and lines[line] <= end:
            last = lines[line]
            line += 1
        if end < count and last > begin and (last < end or lines[line - 1 : line] == [end]):
            end = last
        found.append((begin, end))
        begin = end
    return found


def first_pieces(begins: Sequence[int], pieces: Pieces) -> Numbers:
    """Give for each token the number of the piece that it begins with.

    Args:
        begins: first character of each token.
        pieces: the text's pieces, at least one.

    Returns:
        A number for each token; a token without a piece of its own takes the one before.
    """
    found = np.searchsorted(pieces.begins, np.array(begins, np.int32), side="right") - 1
    return np.maximum(found, 0).astype(np.int64)


def places_around(first: int, stop: int, begin: int, end: int) -> Numbers:
    """Number the distances of a window's tokens from a cue.

    Args:
        first: the cue's first token.
        stop: where it ends, exclusive.
        begin: the window's first token.
        end: where it ends, exclusive.

    Returns:
        0 for the cue's own tokens, else a number that stands for side and distance, below `DISTANCES`.
    """
    places = np.arange(begin, end)
    before = np.searchsorted(_DISTANCES, first - places, side="right")
    behind = np.searchsorted(_DISTANCES, places - stop + 1, side="right")
    found: Numbers = np.where(before > 0, before, np.where(behind > 0, behind + len(_DISTANCES), 0))
    return found


def sentences_around(sentence: Numbers, first: int, begin: int, end: int) -> Numbers:
    """Number the sentences of a window's tokens by how far they are from the cue's, 0 to 6."""
    found: Numbers = np.clip(sentence[begin:end] - sentence[first], -3, 3) + 3
    return found


def gelu(rows: Floats) -> Floats:
    """Multiply each number by the share of a normal distribution below it."""
    hidden = np.array(rows, np.float32, order="C")
    bend(hidden, np.zeros(hidden.shape[1], np.float32))
    return hidden


class Heads(NamedTuple):
    """Weights that turn vectors of tokens into scores of labels.

    Attributes:
        token: shape (labels, width) and `token_bias`: scores of a token by itself.
        here: shape (hidden, width): what a token brings to its label around a cue.
        cue: shape (hidden, width): what the cue brings.
        distance: shape (DISTANCES, hidden): what its distance brings.
        sentence: shape (SENTENCES, hidden).
        quoted: shape (QUOTED, hidden).
        around: shape (labels, hidden) and `around_bias`: the scores.
    """

    token: Floats
    token_bias: Floats
    here: Floats
    cue: Floats
    distance: Floats
    sentence: Floats
    quoted: Floats
    around: Floats
    around_bias: Floats
