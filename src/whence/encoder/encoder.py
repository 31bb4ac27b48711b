"""Sentences and pieces of texts as vectors whose cosines tell how alike they are in meaning."""

from collections.abc import Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from whence.encoder.network import MOST_PIECES, Network
from whence.encoder.pieces import Pieces, WordPieces
from whence.encoder.weights import Weights, find_model, read_weights

Floats = NDArray[np.float32]
# Pieces of a text that its vector is made of, as in the model's training: later ones are left out.
_MOST_OF_A_SENTENCE = 256 - 2
# Pieces computed side by side: the matrices stay in the processor's cache.
_BATCH = 2048
# Pieces that the model is shown on either side of a stretch of a long text.
_CONTEXT = 64


class Encoder:
    """Turns texts into vectors; safe to share between threads.

    Attributes:
        pieces: what cuts texts into pieces.
    """

    def __init__(self, pieces: WordPieces, network: Network) -> None:
        self.pieces = pieces
        self._network = network

    @property
    def width(self) -> int:
        """Numbers in a vector."""
        return self._network.width

    def encode(self, texts: Sequence[str]) -> Floats:
        """Give a vector of length 1 for each text.

        Args:
            texts: sentences or short passages; only the first 254 pieces of each count.

        Returns:
            Shape (texts, 384), in the order of the texts. The company in which a text comes can move its
            numbers by about 1e-7.
        """
        inputs = [self._framed(self.pieces.cut(text).numbers[:_MOST_OF_A_SENTENCE]) for text in texts]
        found = np.zeros((len(texts), self.width), np.float32)
        for batch in _batches(inputs):
            rows = self._network.run([inputs[number] for number in batch])
            found[batch] = [vectors.mean(axis=0) for vectors in rows]
        found /= np.linalg.norm(found, axis=1, keepdims=True)
        return found

    def tokens(self, text: str) -> tuple[Pieces, Floats]:
        """Give the pieces of a text, each with its vector in the company of its neighbours.

        Args:
            text: any text; a long one is read in stretches that overlap, in time linear in its length.

        Returns:
            The pieces with their characters, and their vectors in the same order, shape (pieces, 384); they
            are of any length.
        """
        pieces = self.pieces.cut(text)
        return pieces, self.vectors(pieces.numbers)

    def vectors(self, numbers: NDArray[np.int32]) -> Floats:
        """Give the vectors of a text's pieces.

        Args:
            numbers: the pieces of one text, any number of them.

        Returns:
            Shape (pieces, 384).
        """
        most = MOST_PIECES - 2
        found = np.zeros((len(numbers), self.width), np.float32)
        step = most - 2 * _CONTEXT
        for begin in range(0, max(len(numbers) - 2 * _CONTEXT, min(len(numbers), 1)), step):
            vectors = self._network.run([self._framed(numbers[begin : begin + most])])[0][1:-1]
            # The middle of a stretch is its own; its first pieces have been seen better before.
            skipped = _CONTEXT if begin else 0
            found[begin + skipped : begin + most] = vectors[skipped:]
        return found

    def _framed(self, numbers: NDArray[np.int32]) -> NDArray[np.int32]:
        return np.concatenate(([self.pieces.begin], numbers, [self.pieces.end]), dtype=np.int32)


def _batches(inputs: Sequence[NDArray[np.int32]]) -> Iterator[list[int]]:
    """Put inputs of like length together, and give their numbers."""
    batch: list[int] = []
    held = 0
    for number in sorted(range(len(inputs)), key=lambda one: (len(inputs[one]), one)):
        if batch and held + len(inputs[number]) > _BATCH:
            yield batch
            batch, held = [], 0
        batch.append(number)
        held += len(inputs[number])
    if batch:
        yield batch


@cache
def load_encoder(extra: str = "semantic") -> Encoder:
    """Load the sentence model, once.

    Args:
        extra: the extra of whence that asks for it: `semantic` or `accurate`.

    Returns:
        The encoder.

    Raises:
        MissingExtraError: if the model's weights are not installed.
    """
    folder = find_model(extra)
    return Encoder(read_pieces(extra), Network(read_weights(folder / "model.safetensors")))


def read_pieces(extra: str) -> WordPieces:
    """Read the model's vocabulary.

    Args:
        extra: as for `load_encoder`.

    Returns:
        What cuts texts into its pieces.
    """
    words = (find_model(extra) / "vocab.txt").read_text(encoding="utf-8")
    return WordPieces(words.removesuffix("\n").split("\n"))


def base_weights(extra: str) -> Weights:
    """Read the model's weights, for a part of whence that changes them.

    Args:
        extra: as for `load_encoder`.

    Returns:
        The arrays by name; they cannot be changed in place.
    """
    return read_weights(find_model(extra) / "model.safetensors")
