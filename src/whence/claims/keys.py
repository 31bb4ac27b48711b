"""Sorted whole numbers: which are among others, and runs of work."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

_CHUNK = 30_000  # statements worked on at once: some megabytes for an array of their words


def chunks_of(count: int, size: int = _CHUNK) -> Iterator[tuple[int, int]]:
    """Cut so many statements into runs that are worked on at once."""
    for first in range(0, count, size):
        yield first, min(count, first + size)


def distinct(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give each key once, rising: what `numpy.unique` gives, which takes several times as long by hashing."""
    keys = np.sort(keys)
    once: NDArray[np.int64] = keys[np.concatenate((np.ones(1, np.bool_), keys[1:] != keys[:-1]))[: len(keys)]]
    return once


def is_among(keys: NDArray[np.int64], known: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Say which keys are among some that are sorted."""
    if not len(known):
        return np.zeros(len(keys), np.bool_)
    place = np.minimum(np.searchsorted(known, keys), len(known) - 1)
    found: NDArray[np.bool_] = known[place] == keys
    return found


def between(keys: NDArray[np.int64], first: int | np.int64, last: int | np.int64) -> NDArray[np.int64]:
    """Give those of some sorted keys that are at least the first and below the last."""
    begin, end = np.searchsorted(keys, np.array([first, last], np.int64))
    return keys[begin:end]
