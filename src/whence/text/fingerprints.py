"""Tokens -> fingerprints: the few k-gram hashes that stand for a document."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from whence.errors import SettingsError
from whence.settings import MatchSettings
from whence.text.kernels import hash_grams, pair_words, winnow_hashes
from whence.text.tokens import Tokens, tokenize

FINGERPRINT_SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("token_count", pa.int64()),
        ("hashes", pa.list_(pa.uint64())),
        ("positions", pa.list_(pa.uint32())),
        ("word_pairs", pa.list_(pa.uint64())),
    ]
)


def gram_hashes(hashes: NDArray[np.uint64], gram: int) -> NDArray[np.uint64]:
    """Hash every run of `gram` tokens.

    Args:
        hashes: token hashes in reading order, shape (n,).
        gram: tokens in a run, at least 1.

    Returns:
        Run hashes by first token, shape (max(0, n - gram + 1),).

    Raises:
        SettingsError: if `gram` is below 1.
    """
    if gram < 1:
        raise SettingsError(f"gram is {gram}; it must be at least 1 token")
    return np.asarray(hash_grams(hashes, gram))


def winnow(hashes: NDArray[np.uint64], window: int) -> NDArray[np.int64]:
    """Choose the positions whose hashes stand for a document.

    Every run of `window` consecutive hashes keeps its smallest, the rightmost on ties; fewer hashes than
    `window` keep the smallest of them.

    Source: Schleimer, Wilkerson and Aiken, "Winnowing", SIGMOD 2003.

    Args:
        hashes: k-gram hashes in reading order, shape (n,).
        window: run length, in k-grams, at least 1.

    Returns:
        Kept positions in rising order, shape (m,), m <= n, counted in k-grams.

    Raises:
        SettingsError: if `window` is below 1.
    """
    if window < 1:
        raise SettingsError(f"window is {window}; it must be at least 1 k-gram")
    return np.asarray(winnow_hashes(hashes, window))


def choose_fingerprints(
    tokens: Tokens, settings: MatchSettings
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Give the winnowed k-gram hashes of one text and the tokens that they begin at."""
    grams = gram_hashes(tokens.hashes, settings.gram)
    positions = winnow(grams, settings.window)
    return grams[positions], positions


def choose_word_pairs(tokens: Tokens, settings: MatchSettings) -> NDArray[np.uint64]:
    """Give the hashes of a sample of a text's pairs of neighbouring long words, by stem and in any order.

    Names, places and the words of a fact stay together when a sentence is reworded, though no run of words
    does. Which pairs are sampled depends on the pair alone, so two texts sample the same ones.

    Args:
        tokens: the text's tokens.
        settings: `pair_letters`, `pair_reach` and `pair_sample` are read.

    Returns:
        Distinct hashes, rising.
    """
    return np.unique(
        pair_words(
            tokens.stems,
            tokens.begins,
            tokens.ends,
            settings.pair_letters,
            settings.pair_reach,
            np.uint64(settings.pair_sample),
        )
    )


def fingerprint(documents: pa.Table, settings: MatchSettings) -> pa.Table:
    """Give the fingerprints of documents.

    Two documents that share a run of `window + gram - 1` tokens share a fingerprint.

    Args:
        documents: columns `id` and `text`; a null text counts as empty.
        settings: `gram`, `window` and the limits of word pairs are read.

    Returns:
        One row a document, in row order: `id`, `token_count`, `hashes` (in reading order), `positions`
        (the token at which each hash's run begins) and `word_pairs` (as `choose_word_pairs` gives them).

    Raises:
        SettingsError: if `gram` or `window` is below 1.
    """
    counts: list[int] = []
    hashes: list[NDArray[np.uint64]] = []
    positions: list[NDArray[np.uint32]] = []
    word_pairs: list[NDArray[np.uint64]] = []
    for text in documents.column("text"):
        tokens = tokenize(text.as_py() or "")
        kept_hashes, kept_positions = choose_fingerprints(tokens, settings)
        counts.append(len(tokens))
        hashes.append(kept_hashes)
        positions.append(kept_positions.astype(np.uint32))
        word_pairs.append(choose_word_pairs(tokens, settings))
    return pa.Table.from_arrays(
        [
            documents.column("id").cast(pa.string()).combine_chunks(),
            pa.array(counts, pa.int64()),
            _to_lists(hashes, np.uint64),
            _to_lists(positions, np.uint32),
            _to_lists(word_pairs, np.uint64),
        ],
        schema=FINGERPRINT_SCHEMA,
    )


def _to_lists(rows: Sequence[NDArray[Any]], kind: type) -> pa.ListArray:
    offsets = np.zeros(len(rows) + 1, np.int32)
    np.cumsum([len(row) for row in rows], out=offsets[1:])
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(np.concatenate([np.empty(0, kind), *rows])))
