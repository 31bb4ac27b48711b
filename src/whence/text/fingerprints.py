"""Tokens -> fingerprints: the few k-gram hashes that stand for a document."""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from whence.errors import SettingsError
from whence.settings import MatchSettings
from whence.text.kernels import hash_grams, winnow_hashes
from whence.text.tokens import Tokens, tokenize

FINGERPRINT_SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("token_count", pa.int64()),
        ("hashes", pa.list_(pa.uint64())),
        ("positions", pa.list_(pa.uint32())),
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


def fingerprint(documents: pa.Table, settings: MatchSettings) -> pa.Table:
    """Give the fingerprints of documents.

    Two documents that share a run of `window + gram - 1` tokens share a fingerprint.

    Args:
        documents: columns `id` and `text`; a null text counts as empty.
        settings: `gram` and `window` are read.

    Returns:
        One row a document, in row order: `id`, `token_count`, `hashes` (in reading order) and `positions`
        (the token at which each hash's run begins).

    Raises:
        SettingsError: if `gram` or `window` is below 1.
    """
    counts, lengths = [], []
    hashes: list[NDArray[np.uint64]] = [np.empty(0, np.uint64)]
    positions: list[NDArray[np.int64]] = [np.empty(0, np.int64)]
    for text in documents.column("text"):
        tokens = tokenize(text.as_py() or "")
        kept_hashes, kept_positions = choose_fingerprints(tokens, settings)
        counts.append(len(tokens))
        lengths.append(len(kept_hashes))
        hashes.append(kept_hashes)
        positions.append(kept_positions)
    offsets = pa.array(np.concatenate(([0], np.cumsum(lengths, dtype=np.int64))).astype(np.int32))
    return pa.Table.from_arrays(
        [
            documents.column("id").cast(pa.string()).combine_chunks(),
            pa.array(counts, pa.int64()),
            pa.ListArray.from_arrays(offsets, pa.array(np.concatenate(hashes))),
            pa.ListArray.from_arrays(offsets, pa.array(np.concatenate(positions).astype(np.uint32))),
        ],
        schema=FINGERPRINT_SCHEMA,
    )
