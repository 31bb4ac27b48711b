"""Distils the static vectors of `whence.vectors` from the sentence model of the `semantic` extra.

    python tools/distil_vectors.py WORDNET [--texts N]

WORDNET is the folder of WordNet's files `data.noun`, `data.verb`, `data.adj` and `data.adv` (release 3.0, as
in Debian's package `wordnet-base`). Each piece of the model's vocabulary is first given the model's vector of
that piece alone, made smaller for frequent pieces; these are then fitted so that the mean of a text's pieces
comes as near as can be to the model's vector of the text, over WordNet's definitions and examples. No news is
used.

Sources: Tulkens and van Dongen, "Model2Vec", 2024, for the first vectors; the fit is ridge regression towards
them, solved by conjugate gradients (Hestenes and Stiefel 1952).
"""

import argparse
import random
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from whence.encoder import Encoder, load_encoder
from whence.encoder.weights import find_model

OUT = Path(__file__).resolve().parents[1] / "src" / "whence" / "vectors" / "vectors.npz"
Floats = NDArray[np.float32]
_WIDTH = 256
_SEED = 1
_TEXTS = 80_000
_LONGEST = 38  # pieces of a text that count
_FIRST_WORD = 1996  # number of "the": before it the vocabulary holds marks, single letters and unused places
_FREQUENT = 1e-4  # share of all pieces at which a piece keeps half of its weight
_PULL = 0.3  # towards the first vectors
_STEPS = 25
_CHUNK = 200_000


def read_wordnet(folder: Path) -> list[str]:
    """Read WordNet's definitions, each behind the words it defines, and its examples, shuffled by seed."""
    texts: set[str] = set()
    for part in ("noun", "verb", "adj", "adv"):
        for line in (folder / f"data.{part}").read_text(encoding="latin-1").splitlines():
            if line.startswith("  "):
                continue  # the licence
            head, _, gloss = line.partition(" | ")
            fields = head.split()
            words = [
                re.sub(r"\(.*?\)", "", fields[4 + 2 * place]).replace("_", " ")
                for place in range(int(fields[3], 16))
            ]
            definition = re.sub(r';?\s*"[^"]*".*', "", gloss.strip())
            texts.add(", ".join(words[:3]) + ": " + definition)
            texts.update(found for found in re.findall(r'"([^"]+)"', gloss) if found.count(" ") >= 3)
    ordered = sorted(texts)
    random.Random(_SEED).shuffle(ordered)
    return ordered


def first_vectors(encoder: Encoder, pieces: Sequence[str]) -> Floats:
    """Give the model's vector of each piece alone, made smaller for frequent ones; zero for marks."""
    vectors = encoder.encode([piece.removeprefix("##") for piece in pieces])
    # The vocabulary is in falling order of frequency, which goes about as one over the rank.
    rank = np.maximum(2, np.arange(len(pieces)) - _FIRST_WORD + 6.0)
    share = np.where(np.arange(len(pieces)) < _FIRST_WORD, 0.1, 1 / rank)
    share /= share.sum()
    weight = _FREQUENT / (_FREQUENT + share)
    weight[[not _is_word(piece) for piece in pieces]] = 0
    scaled: Floats = ((vectors - vectors.mean(axis=0)) * weight[:, None]).astype(np.float32)
    return scaled


def _is_word(piece: str) -> bool:
    return not piece.startswith("[") and any(character.isalnum() for character in piece)


class Texts:
    """Texts as means of pieces, for the fit."""

    def __init__(self, cut: Sequence[NDArray[np.int32]], pieces: int) -> None:
        sizes = np.array([len(numbers) for numbers in cut])
        self._numbers = np.concatenate(cut).astype(np.int64)
        self._owners = np.repeat(np.arange(len(cut)), sizes)
        self._begins = np.cumsum(sizes) - sizes
        self._shares = (1 / sizes).astype(np.float32)
        self._by_piece = np.argsort(self._numbers, kind="stable")
        self._held, self._first = np.unique(self._numbers[self._by_piece], return_index=True)
        self._pieces = pieces

    def mean(self, vectors: Floats) -> Floats:
        """Give each text's mean of its pieces' vectors."""
        return _sums(vectors, self._numbers, self._begins) * self._shares[:, None]

    def spread(self, rows: Floats) -> Floats:
        """Give each piece the sum of its texts' rows, by its share in them: what turns `mean` round."""
        found = np.zeros((self._pieces, rows.shape[1]), np.float32)
        shared = rows * self._shares[:, None]
        found[self._held] = _sums(shared, self._owners[self._by_piece], self._first)
        return found


def _sums(rows: Floats, numbers: NDArray[np.int64], begins: NDArray[np.int64]) -> Floats:
    """Sum runs of chosen rows, some runs at a time."""
    ends = np.append(begins[1:], len(numbers))
    found = np.empty((len(begins), rows.shape[1]), np.float32)
    first = 0
    while first < len(begins):
        last = max(first + 1, int(np.searchsorted(ends, begins[first] + _CHUNK, side="right")))
        chosen = rows[numbers[begins[first] : ends[last - 1]]]
        found[first:last] = np.add.reduceat(chosen, begins[first:last] - begins[first], axis=0)
        first = last
    return found


def fit(texts: Texts, targets: Floats, first: Floats) -> Floats:
    """Move the first vectors so that means of pieces come near the targets.

    Args:
        texts: the pieces of each text.
        targets: the model's vector of each text.
        first: where the pieces' vectors begin.

    Returns:
        The fitted vectors.
    """
    means = texts.mean(first)
    start = first * np.float32((means * targets).sum() / (means * means).sum())
    residual = texts.spread(targets - texts.mean(start))
    moved = np.zeros_like(start)
    direction = residual.copy()
    size = (residual**2).sum(axis=0)
    for _ in range(_STEPS):
        image = texts.spread(texts.mean(direction)) + np.float32(_PULL) * direction
        step = size / np.maximum((direction * image).sum(axis=0), 1e-12)
        moved += step * direction
        residual -= step * image
        following = (residual**2).sum(axis=0)
        direction = residual + following / np.maximum(size, 1e-12) * direction
        size = following
    return start + moved


def distil(encoder: Encoder, pieces: Sequence[str], texts: Sequence[str]) -> Floats:
    """Give the static vectors of the pieces, shape (pieces, 256)."""
    first = first_vectors(encoder, pieces)
    words = np.array([_is_word(piece) for piece in pieces])
    cut = [encoder.pieces.cut(text).numbers[:_LONGEST] for text in texts]
    cut = [numbers[words[numbers]] for numbers in cut]
    used = [place for place, numbers in enumerate(cut) if len(numbers)]
    targets = encoder.encode([texts[place] for place in used])
    fitted = fit(Texts([cut[place] for place in used], len(pieces)), targets, first)
    _, _, turned = np.linalg.svd(targets[:20_000], full_matrices=False)
    narrow: Floats = fitted @ turned[:_WIDTH].T
    return narrow


def write_vectors(path: Path, pieces: Sequence[str], vectors: Floats) -> None:
    """Write the vectors as whole numbers of eight bits with a scale each."""
    scales = np.abs(vectors).max(axis=1) / 127
    rows = np.round(vectors / np.where(scales > 0, scales, 1)[:, None]).astype(np.int8)
    held = np.frombuffer("\n".join(pieces).encode("utf-8"), np.uint8)
    np.savez_compressed(path, pieces=held, rows=rows, scales=scales.astype(np.float16))


def main() -> None:
    """Distil and write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("wordnet", type=Path)
    parser.add_argument("--texts", type=int, default=_TEXTS)
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    encoder = load_encoder()
    words = (find_model("semantic") / "vocab.txt").read_text(encoding="utf-8")
    pieces = words.removesuffix("\n").split("\n")
    vectors = distil(encoder, pieces, read_wordnet(options.wordnet)[: options.texts])
    write_vectors(options.out, pieces, vectors)
    print(f"{len(pieces)} pieces, {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
