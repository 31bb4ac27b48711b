"""Large families thinned to the pairs that matter.

A family of hundreds of texts that each take another part of one story has tens of thousands of pairs that
share something, nearly all of them siblings. Every text keeps the pairs with those it shares most with;
among equals those that share most with all others come first, as the text that the others took from does.
So a family becomes a few hubs with their spokes, and what a thinned pair shares can be had through them.
"""

# ruff: noqa: C901 - a kernel is one loop over arrays

import numpy as np
from numpy.typing import NDArray

from whence.compiling import kernel

_LARGEST = 0xFFFF  # share beyond which more makes no difference


@kernel("void(uint64[::1], uint32[::1], uint32[::1], int64, uint8[::1])")
def mark_strongest(
    pairs: NDArray[np.uint64],
    shares: NDArray[np.uint32],
    ranks: NDArray[np.uint32],
    most: int,
    kept: NDArray[np.uint8],
) -> None:
    """Mark the pairs that are among the `most` strongest of either of their two texts."""
    low = np.uint64(0xFFFFFF)
    size = pairs.shape[0]
    texts = ranks.shape[0]
    ends = np.zeros(texts + 1, np.int64)
    totals = np.zeros(texts, np.uint64)
    for i in range(size):
        one, other = pairs[i] >> np.uint64(24), pairs[i] & low
        ends[one + 1] += 1
        ends[other + 1] += 1
        totals[one] += shares[i]
        totals[other] += shares[i]
    widest = 0
    for text in range(texts):
        widest = max(widest, ends[text + 1])
        ends[text + 1] += ends[text]
        level = np.uint64(0)  # totals in coarse steps, so that one text more seldom changes an order
        while totals[text] >> level > np.uint64(1):
            level += np.uint64(1)
        totals[text] = (level << np.uint64(32)) | np.uint64(0xFFFFFFFF - ranks[text])
    places = ends[:-1].copy()
    members = np.empty(2 * size, np.uint32)
    for i in range(size):
        one, other = pairs[i] >> np.uint64(24), pairs[i] & low
        members[places[one]] = i
        places[one] += 1
        members[places[other]] = i
        places[other] += 1
    worths = np.empty(widest, np.uint64)
    for text in range(texts):
        begin, end = ends[text], ends[text + 1]
        if end - begin <= most:
            for j in range(begin, end):
                kept[members[j]] = 1
            continue
        for j in range(begin, end):
            pair = pairs[members[j]]
            other = pair >> np.uint64(24)
            if other == np.uint64(text):
                other = pair & low
            share = np.uint64(min(shares[members[j]], np.uint32(_LARGEST)))
            worths[j - begin] = (share << np.uint64(48)) | totals[other]
        least = np.partition(worths[: end - begin], end - begin - most)[end - begin - most]
        for j in range(begin, end):
            if worths[j - begin] >= least:
                kept[members[j]] = 1


def strongest_pairs(
    pairs: NDArray[np.uint64], shares: NDArray[np.uint32], ranks: NDArray[np.uint32], most: int
) -> NDArray[np.bool_]:
    """Say which pairs to keep of families that have too many.

    Args:
        pairs: smaller and larger number, 24 bits each.
        shares: how much each pair shares.
        ranks: every text's place in the order of keys, which decides between equals.
        most: pairs that a text needs no more than; one has more where others need it.

    Returns:
        Whether each pair is among the `most` strongest of one of its texts.
    """
    kept = np.zeros(len(pairs), np.uint8)
    mark_strongest(pairs, shares.astype(np.uint32), ranks, most, kept)
    return kept.astype(bool)
