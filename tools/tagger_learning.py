"""How the tagger's weights are learned: those of its two fields, and of the choice between whole readings."""

# ruff: noqa: C901, PLR0912, PLR0913, PLR0917 - a kernel is one loop over arrays

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numba import types
from numpy.typing import NDArray

from whence.compiling import kernel
from whence.statements import tagger_decoding, tagger_features
from whence.statements.tagger import Field, pack
from whence.statements.tagger_features import CONTENT, CUE, EDGE_KINDS, LABELS, SOURCE, Numbers
from whence.statements.tagger_readings import Chooser

BITS = 19  # of the fields' hash: 2**19 features, where one more bit gained nothing in cross-validation
READING_BITS = 18  # of the chooser's
RATE, READING_RATE = 0.01, 0.03  # steps of AdaGrad; larger ones fitted the training articles and nothing else
SMALLEST = 0.005  # weight below which a feature is left out of the model
DROPPED = 0.3  # share of the features that a step does not see, so that none is relied on
READING_EPOCHS = 4
STRICTNESS = 3.0  # how much less a reading is wanted for each part in which it falls behind the best one

_F32_2, _F32_3 = types.float32[:, ::1], types.float32[:, :, ::1]
_F64_1, _I64 = types.float64[::1], types.int64[::1]
_I32_2 = types.int32[:, ::1]


@kernel(
    types.void(_F32_2, _F32_2, _F32_3, _F32_3, _I32_2, _I64, _I64, types.int64, types.float64, types.float64)
)
def _learn(
    weights: NDArray[np.float32],
    squares: NDArray[np.float32],
    transitions: NDArray[np.float32],
    turn_squares: NDArray[np.float32],
    hashed: NDArray[np.int32],
    edges: Numbers,
    gold: Numbers,
    before: int,
    rate: float,
    seen: float,
) -> None:
    """Take one step of AdaGrad (Duchi, Hazan and Singer, JMLR 2011) on a stretch of tokens.

    `seen` is the share of the features that `hashed` has (Srivastava et al., JMLR 2014, on dropping others).
    """
    length, labels = hashed.shape[0], weights.shape[1]
    scores = np.zeros((length, labels))
    for place in range(length):
        for row in hashed[place]:
            for label in range(labels):
                scores[place, label] += weights[row, label]
        for label in range(labels):
            scores[place, label] /= seen
    forward, backward, scale = np.empty((length, labels)), np.empty((length, labels)), np.empty(length)
    tagger_decoding.forward_backward(scores, transitions, edges, before, forward, backward, scale)
    steps = np.zeros((len(transitions), labels, labels))
    likely = np.exp(transitions)
    for place in range(length):
        edge = edges[place]
        if place == 0:
            for label in range(labels):
                steps[edge, before, label] += forward[0, label] * backward[0, label]
            steps[edge, before, gold[0]] -= 1
            continue
        for last in range(labels):
            for label in range(labels):
                steps[edge, last, label] += (
                    forward[place - 1, last]
                    * likely[edge, last, label]
                    * scores[place, label]
                    * backward[place, label]
                    / scale[place]
                )
        steps[edge, gold[place - 1], gold[place]] -= 1
    for edge in range(len(steps)):
        for last in range(labels):
            for label in range(labels):
                step = steps[edge, last, label]
                if step != 0 and transitions[edge, last, label] > -50:
                    turn_squares[edge, last, label] += step * step
                    transitions[edge, last, label] -= (
                        rate * step / np.sqrt(turn_squares[edge, last, label] + 1e-8)
                    )
    for place in range(length):
        for label in range(labels):
            step = forward[place, label] * backward[place, label] - (label == gold[place])
            if abs(step) < 1e-4:
                continue
            for row in hashed[place]:
                squares[row, label] += step * step
                weights[row, label] -= rate * step / np.sqrt(squares[row, label] + 1.0)


Stretch = tuple[NDArray[np.int32], Numbers, Numbers, int]
"""What one step learns from: hashed features, edges, gold labels, and the label before the first."""


def train_field(stretches: Sequence[Stretch], templates: str, epochs: int, seed: int) -> Field:
    """Train a conditional random field; the weights of the later half of the epochs are averaged."""
    weights = np.zeros((1 << BITS, LABELS), np.float32)
    squares = np.zeros_like(weights)
    turns = np.zeros((EDGE_KINDS, LABELS, LABELS), np.float32)
    for label in (SOURCE, CUE, CONTENT):
        for last in range(LABELS):
            if last not in (label, label + 1):
                turns[:, last, label + 1] = -100
    turn_squares = np.zeros_like(turns)
    mean, mean_turns = np.zeros_like(weights), np.zeros_like(turns)
    compiled = tagger_features.compile_templates(templates)
    random = np.random.default_rng(seed)
    kept = range(epochs // 2, epochs)
    for epoch in range(epochs):
        for number in random.permutation(len(stretches)):
            hashed, edges, labels, before = stretches[number]
            seen = random.random(len(compiled)) >= DROPPED
            shown = np.ascontiguousarray(hashed[:, seen])
            _learn(
                weights, squares, turns, turn_squares, shown, edges, labels, before, RATE, 1 - DROPPED
            )  # fmt: skip
        if epoch in kept:
            mean += weights / len(kept)
            mean_turns += turns / len(kept)
    stored, levels = quantise(mean)
    return Field(compiled, pack(stored), levels, mean_turns)


def quantise(weights: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Store each weight in a byte, finer near zero: the byte is the square root of the weight."""
    most = float(np.abs(weights).max())
    roots = np.sign(weights) * np.sqrt(np.abs(weights) / most)
    stored = np.where(np.abs(weights) < SMALLEST, 0, np.round(roots * 127)).astype(np.int8)
    steps = np.arange(-128, 128) / 127
    return stored, (np.sign(steps) * steps**2 * most).astype(np.float32)


class Choice(NamedTuple):
    """The readings of one window, to learn from.

    Attributes:
        hashed: a row of hashed features for each reading.
        values: their logarithmic weights in the field.
        right: how many of their parts are right, 0 to 4.
    """

    hashed: NDArray[np.int32]
    values: NDArray[np.float64]
    right: NDArray[np.float64]


@kernel(
    types.void(types.float32[::1], types.float32[::1], _I32_2, _F64_1, _F64_1, types.float64, types.float64)
)
def _learn_to_choose(
    weights: NDArray[np.float32],
    squares: NDArray[np.float32],
    hashed: NDArray[np.int32],
    values: NDArray[np.float64],
    wanted: NDArray[np.float64],
    rate: float,
    seen: float,
) -> None:
    """Take one step of AdaGrad on a window: toward its readings, each as much as it is wanted."""
    count = len(values)
    shares = np.empty(count)
    for reading in range(count):
        total = 0.0
        for row in hashed[reading]:
            total += weights[row]
        shares[reading] = values[reading] + total / seen
    shares = np.exp(shares - shares.max())
    shares /= shares.sum()
    reached = (shares * wanted).sum()
    for reading in range(count):
        step = shares[reading] * (1 - wanted[reading] / reached)
        if abs(step) < 1e-4:
            continue
        for row in hashed[reading]:
            squares[row] += step * step
            weights[row] -= rate * step / np.sqrt(squares[row] + 1.0)


def train_chooser(choices: Sequence[Choice], seed: int) -> Chooser:
    """Train the weights of whole readings; those of the later half of the epochs are averaged."""
    choices = [choice for choice in choices if choice.right.max() > 0]
    weights = np.zeros(1 << READING_BITS, np.float32)
    squares, mean = np.zeros_like(weights), np.zeros_like(weights)
    random = np.random.default_rng(seed)
    kept = range(READING_EPOCHS // 2, READING_EPOCHS)
    for epoch in range(READING_EPOCHS):
        for number in random.permutation(len(choices)):
            hashed, values, right = choices[number]
            seen = random.random(hashed.shape[1]) >= DROPPED
            wanted = np.exp((right - right.max()) * STRICTNESS)
            shown = np.ascontiguousarray(hashed[:, seen])
            _learn_to_choose(weights, squares, shown, values, wanted, READING_RATE, 1 - DROPPED)
        if epoch in kept:
            mean += weights / len(kept)
    return Chooser(*quantise(mean))
