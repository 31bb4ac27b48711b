"""Static vectors of pieces of words, that come with the package and need nothing but numpy."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from whence.encoder import WordPieces

Floats = NDArray[np.float32]
_FILE = "vectors.npz"  # written by tools/distil_vectors.py; MODEL_CARD.md beside it says what it is
# Pieces added up at once, which bounds memory at about 64 MB.
_CHUNK = 65_536


class TextEncoder(Protocol):
    """Whatever turns texts into vectors: the static ones here, or a whole sentence model."""

    def encode(self, texts: Sequence[str]) -> Floats:
        """Give a vector of length 1 for each text; their products say how alike texts are."""


class WordVectors:
    """Vectors of pieces of words; a text's vector is the sum of theirs, brought to length 1.

    Source: Mitchell and Lapata, ACL 2008, for the sum; tools/distil_vectors.py for the vectors.
    """

    def __init__(self, pieces: Sequence[str], rows: NDArray[np.int8], scales: NDArray[np.float16]) -> None:
        """Hold the vectors.

        Args:
            pieces: the vocabulary in the order of the rows.
            rows: shape (pieces, width).
            scales: what each row is multiplied with, shape (pieces,).
        """
        self._pieces = WordPieces(pieces)
        self._rows = rows
        self._scales = scales.astype(np.float32)

    @property
    def width(self) -> int:
        """Numbers in a vector."""
        return int(self._rows.shape[1])

    def encode(self, texts: Sequence[str]) -> Floats:
        """Give a vector of length 1 for each text; of length 0 where no word is known.

        Args:
            texts: sentences or short passages.

        Returns:
            Shape (texts, width), in the order of the texts; a text's vector does not depend on the others.
        """
        cut = [self._pieces.cut(text).numbers for text in texts]
        found = np.zeros((len(texts), self.width), np.float32)
        begin = held = 0
        for place, numbers in enumerate(cut):
            held += len(numbers)
            if held >= _CHUNK or place == len(cut) - 1:
                self._add_up(cut[begin : place + 1], found[begin : place + 1])
                begin, held = place + 1, 0
        return found

    def _add_up(self, cut: Sequence[NDArray[np.int32]], found: Floats) -> None:
        sizes = np.array([len(numbers) for numbers in cut])
        filled = np.flatnonzero(sizes)
        if not len(filled):
            return
        numbers = np.concatenate(cut)
        vectors = self._rows[numbers] * self._scales[numbers, None]
        begins = np.cumsum(sizes) - sizes
        sums = np.add.reduceat(vectors, begins[filled], axis=0)
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        found[filled] = np.divide(sums, lengths, out=np.zeros_like(sums), where=lengths > 0)


@cache
def load_vectors() -> WordVectors:
    """Load the vectors that come with the package, once."""
    with files(__package__).joinpath(_FILE).open("rb") as file, np.load(file, allow_pickle=False) as held:
        pieces = held["pieces"].tobytes().decode("utf-8").split("\n")
        return WordVectors(pieces, held["rows"], held["scales"])
