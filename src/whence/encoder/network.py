"""The model's forward pass: six layers of attention over the pieces of a text.

Source: Vaswani et al., "Attention Is All You Need", NeurIPS 2017; Devlin et al., "BERT", NAACL 2019;
Wang et al., "MiniLM", NeurIPS 2020; the weights: Reimers and Gurevych, "Sentence-BERT", EMNLP 2019.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import numpy as np
from numba import types
from numpy.typing import NDArray

from whence.compiling import kernel
from whence.encoder.weights import Weights

Floats = NDArray[np.float32]
HEADS = 12
MOST_PIECES = 512  # of one input, the two that begin and end it included
_EPSILON = np.float32(1e-12)


class Dense(NamedTuple):
    """A linear map.

    Attributes:
        weights: shape (out, in).
        bias: shape (out,).
    """

    weights: Floats
    bias: Floats

    def __call__(self, rows: Floats) -> Floats:
        """Map rows."""
        mapped: Floats = rows @ self.weights.T
        mapped += self.bias
        return mapped


class Norm(NamedTuple):
    """Brings each row to mean 0 and variance 1, then scales and shifts it."""

    scale: Floats
    shift: Floats

    def __call__(self, rows: Floats) -> Floats:
        """Give rows in place."""
        rows -= rows.mean(axis=1, keepdims=True)
        variance = np.einsum("ij,ij->i", rows, rows) / np.float32(rows.shape[1])
        rows /= np.sqrt(variance + _EPSILON)[:, None]
        rows *= self.scale
        rows += self.shift
        return rows


class Layer(NamedTuple):
    """One layer: every piece looks at the others of its text, then at itself."""

    looking: Dense
    looked: Dense
    looked_norm: Norm
    inner: Dense
    outer: Dense
    outer_norm: Norm


class Network:
    """The layers with their weights; safe to share between threads."""

    def __init__(self, weights: Weights) -> None:
        """Take the weights.

        Args:
            weights: by their names in the model's file.
        """
        self._words = weights["embeddings.word_embeddings.weight"]
        kind = weights["embeddings.token_type_embeddings.weight"][0]
        self._places = weights["embeddings.position_embeddings.weight"] + kind
        self._norm = _norm(weights, "embeddings.LayerNorm")
        count = sum(name.endswith("attention.self.key.weight") for name in weights)
        self._layers = [_layer(weights, f"encoder.layer.{number}") for number in range(count)]

    @property
    def width(self) -> int:
        """Numbers in a vector."""
        return int(self._words.shape[1])

    def run(self, inputs: Sequence[NDArray[np.int32]]) -> list[Floats]:
        """Give the vectors of the pieces of several inputs.

        Args:
            inputs: numbers of pieces, those that begin and end an input included; at most 512 each, at
                least one. Those of one length are computed faster side by side.

        Returns:
            For each input an array of shape (pieces, width).
        """
        if not inputs:
            return []
        lengths = [len(numbers) for numbers in inputs]
        rows = self._words[np.concatenate(inputs)]
        rows += np.concatenate([self._places[:length] for length in lengths])
        rows = self._norm(rows)
        for layer in self._layers:
            rows += layer.looked(_attend(layer.looking(rows), lengths))
            rows = layer.looked_norm(rows)
            inner = rows @ layer.inner.weights.T
            bend(inner, layer.inner.bias)
            rows += layer.outer(inner)
            rows = layer.outer_norm(rows)
        return np.split(rows, np.cumsum(lengths)[:-1].tolist())


def _attend(mapped: Floats, lengths: list[int]) -> Floats:
    """Let every piece gather from the others of its input what it looks for."""
    width = mapped.shape[1] // 3
    gathered = np.empty((len(mapped), width), np.float32)
    for begin, end, length in _stretches(lengths):
        # (what, input, head, piece, number)
        parts = mapped[begin:end].reshape(-1, length, 3, HEADS, width // HEADS).transpose(2, 0, 3, 1, 4)
        scores: Any = parts[0] @ parts[1].swapaxes(-1, -2)
        scores -= scores.max(axis=-1, keepdims=True)
        np.exp(scores, out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        gathered[begin:end] = (scores @ parts[2]).transpose(0, 2, 1, 3).reshape(-1, width)
    return gathered


def _stretches(lengths: list[int]) -> Iterator[tuple[int, int, int]]:
    """Give the stretches of rows whose inputs have one length: begin, end, length."""
    begin = 0
    for length, group in groupby(lengths):
        end = begin + length * sum(1 for _ in group)
        yield begin, end, length
        begin = end


@kernel(types.void(types.float32[:, ::1], types.Array(types.float32, 1, "C", readonly=True)))
def bend(rows: Floats, bias: Floats) -> None:
    """Add a bias to rows and multiply each number by the share of a normal distribution below it.

    Source: Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016; the error function by a quotient of
    polynomials, its coefficients those of Eigen's single-precision `erf`, exact to about 4e-7.

    Args:
        rows: changed in place, shape (n, width).
        bias: shape (width,).
    """
    for row in range(rows.shape[0]):
        for column in range(rows.shape[1]):
            value = rows[row, column] + bias[column]
            x = value * np.float32(0.7071067811865476)
            x = min(max(x, np.float32(-3.832506856900711)), np.float32(3.832506856900711))
            square = x * x
            top = np.float32(-2.72614225801306e-10)
            top = top * square + np.float32(2.77068142495902e-08)
            top = top * square + np.float32(-2.10102402082508e-06)
            top = top * square + np.float32(-5.69250639462346e-05)
            top = top * square + np.float32(-7.34990630326855e-04)
            top = top * square + np.float32(-2.95459980854025e-03)
            top = top * square + np.float32(-1.60960333262415e-02)
            low = np.float32(-1.45660718464996e-05)
            low = low * square + np.float32(-2.13374055278905e-04)
            low = low * square + np.float32(-1.68282697438203e-03)
            low = low * square + np.float32(-7.37332916720468e-03)
            low = low * square + np.float32(-1.42647390514189e-02)
            share = x * top / low
            rows[row, column] = np.float32(0.5) * value * (np.float32(1.0) + share)


def _norm(weights: Weights, name: str) -> Norm:
    return Norm(weights[f"{name}.weight"], weights[f"{name}.bias"])


def _dense(weights: Weights, name: str) -> Dense:
    return Dense(weights[f"{name}.weight"], weights[f"{name}.bias"])


def _layer(weights: Weights, name: str) -> Layer:
    looking = [_dense(weights, f"{name}.attention.self.{part}") for part in ("query", "key", "value")]
    # What queries are divided by, once for all, in their weights.
    scale = np.float32((len(looking[0].bias) // HEADS) ** -0.5)
    looking[0] = Dense(looking[0].weights * scale, looking[0].bias * scale)
    return Layer(
        Dense(
            np.concatenate([part.weights for part in looking]),
            np.concatenate([part.bias for part in looking]),
        ),
        _dense(weights, f"{name}.attention.output.dense"),
        _norm(weights, f"{name}.attention.output.LayerNorm"),
        _dense(weights, f"{name}.intermediate.dense"),
        _dense(weights, f"{name}.output.dense"),
        _norm(weights, f"{name}.output.LayerNorm"),
    )
