"""Tokens -> fingerprints: the few k-gram hashes that stand for a document."""

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from whence.errors import SettingsError
from whence.settings import MatchSettings
from whence.text.kernels import hash_grams, pair_texts, winnow_texts
from whence.text.tokens import TextBytes, Tokens, empty_tokens, read_buffers, read_tokens

_LARGEST_RUN = 1 << 24  # bytes of text whose fingerprints become one chunk of a table
_CACHED_RUN = 1 << 17  # bytes of text whose tokens stay in the processor's cache until they are done with

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


def choose_fingerprints(
    tokens: Tokens, settings: MatchSettings
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Give the winnowed k-gram hashes of one text and the tokens that they begin at.

    Every run of `window` consecutive k-grams keeps its smallest hash, the rightmost on ties; fewer k-grams
    than `window` keep the smallest of them.

    Source: Schleimer, Wilkerson and Aiken, "Winnowing", SIGMOD 2003.

    Args:
        tokens: the text's tokens.
        settings: `gram` and `window` are read.

    Returns:
        Hashes in reading order, and their positions, rising.

    Raises:
        SettingsError: if `gram` or `window` is below 1.
    """
    _check(settings)
    size = len(tokens)
    hashes, positions = np.empty(size, np.uint64), np.empty(size, np.uint32)
    ends = np.zeros(2, np.int64)
    borders = np.array([0, size], np.int64)
    winnow_texts(tokens.hashes, borders, settings.gram, settings.window, hashes, positions, ends)
    return hashes[: ends[1]].copy(), positions[: ends[1]].astype(np.int64)


def choose_word_pairs(tokens: Tokens, settings: MatchSettings) -> NDArray[np.uint64]:
    """Give the hashes of a sample of a text's pairs of neighbouring long words, by stem and in any order.

    Names, places and the words of a fact stay together when a sentence is reworded, though no run of words
    does. Which pairs are sampled depends on the pair alone, so two texts sample the same ones. In scripts
    that part no words, two letters in sequence count as a long word.

    Args:
        tokens: the text's tokens.
        settings: `pair_letters`, `pair_reach` and `pair_sample` are read.

    Returns:
        Distinct hashes, rising.

    Raises:
        SettingsError: if `pair_reach` is below 0 or `pair_sample` below 1.
    """
    _check(settings)
    pairs = np.empty(len(tokens) * settings.pair_reach, np.uint64)
    ends = np.zeros(2, np.int64)
    _pair(tokens, np.array([0, len(tokens)], np.int64), settings, pairs, ends)
    return pairs[: ends[1]].copy()


def fingerprint(documents: pa.Table, settings: MatchSettings) -> pa.Table:
    """Give the fingerprints of documents.

    Two documents that share a run of `window + gram - 1` tokens share a fingerprint. The interpreter lock is
    released meanwhile, so that threads can work on tables side by side.

    Args:
        documents: columns `id` and `text`; a null text counts as empty.
        settings: `gram`, `window` and the limits of word pairs are read.

    Returns:
        One row a document, in row order: `id`, `token_count`, `hashes` (in reading order), `positions`
        (the token at which each hash's run begins) and `word_pairs` (as `choose_word_pairs` gives them).

    Raises:
        SettingsError: if `gram`, `window` or `pair_sample` is below 1, or `pair_reach` below 0.
    """
    _check(settings)
    chunks = [read_buffers(chunk) for chunk in documents.column("text").chunks]
    rows = [_fingerprint_texts(run, settings) for chunk in chunks for run in chunk.runs(_LARGEST_RUN)]
    columns = zip(*rows, strict=True) if rows else [[]] * (len(FINGERPRINT_SCHEMA) - 1)
    kinds = FINGERPRINT_SCHEMA.types
    return pa.Table.from_arrays(
        [
            documents.column("id").cast(kinds[0]).combine_chunks(),
            *(pa.chunked_array(list(column), kind) for column, kind in zip(columns, kinds[1:], strict=True)),
        ],
        schema=FINGERPRINT_SCHEMA,
    )


def _fingerprint_texts(texts: TextBytes, settings: MatchSettings) -> list[pa.Array]:
    """Give token counts, hashes, positions and word pairs of texts."""
    most = texts.most_tokens()
    hashes, positions = np.empty(most, np.uint64), np.empty(most, np.uint32)
    # Every token may count as a long word, where scripts part none. Room not written to takes no memory.
    pairs = np.empty(most * settings.pair_reach, np.uint64)
    counts = np.empty(len(texts), np.int64)
    hash_ends, pair_ends = np.zeros(len(texts) + 1, np.int64), np.zeros(len(texts) + 1, np.int64)
    runs = list(texts.runs(_CACHED_RUN))
    tokens = empty_tokens(max(run.most_tokens() for run in runs))
    done = 0
    for run in runs:
        borders = np.zeros(len(run) + 1, np.int64)
        read_tokens(run, tokens, borders)
        counts[done : done + len(run)] = np.diff(borders)
        winnow_texts(
            tokens.hashes, borders, settings.gram, settings.window, hashes, positions, hash_ends[done:]
        )
        _pair(tokens, borders, settings, pairs, pair_ends[done:])
        done += len(run)
    lists = ((hashes, hash_ends), (positions, hash_ends), (pairs, pair_ends))
    return [pa.array(counts), *(_to_lists(values, ends) for values, ends in lists)]


def _pair(
    tokens: Tokens,
    borders: NDArray[np.int64],
    settings: MatchSettings,
    pairs: NDArray[np.uint64],
    ends: NDArray[np.int64],
) -> None:
    limits = (settings.pair_letters, settings.pair_reach, settings.pair_sample)
    pair_texts(tokens.stems, tokens.begins, tokens.ends, borders, *limits, pairs, ends)


def _to_lists(values: NDArray[Any], ends: NDArray[np.int64]) -> pa.ListArray:
    # Gives the room that was not needed back, without copying.
    values.resize(int(ends[-1]), refcheck=False)
    return pa.ListArray.from_arrays(pa.array(ends.astype(np.int32)), pa.array(values))


def _check(settings: MatchSettings) -> None:
    least = {"gram": 1, "window": 1, "pair_reach": 0, "pair_sample": 1}
    for name, smallest in least.items():
        value = getattr(settings, name)
        if value < smallest:
            raise SettingsError(f"{name} is {value}; it must be at least {smallest}")
