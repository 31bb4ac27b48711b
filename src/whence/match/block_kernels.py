"""Numba loops that part pairs of documents into blocks that fit in memory."""

import numpy as np
from numpy.typing import NDArray

from whence.compiling import kernel

# Signatures are strings, so that numba is not imported before a kernel is called.
_I64 = "int64[::1]"


@kernel(f"int64({_I64}, int64)")
def find_root(parents: NDArray[np.int64], document: int) -> int:
    """The document that stands for a cluster; paths are halved on the way."""
    while parents[document] != document:
        parents[document] = parents[parents[document]]
        document = parents[document]
    return document


@kernel(f"{_I64}({_I64}, {_I64}, {_I64}, int64)")
def cluster_pairs(
    lefts: NDArray[np.int64], rights: NDArray[np.int64], sizes: NDArray[np.int64], budget: int
) -> NDArray[np.int64]:
    """Each document's cluster, named by its least document; earlier pairs join first, up to a total size."""
    parents = np.arange(sizes.shape[0])
    totals = sizes.copy()
    for n in range(lefts.shape[0]):
        one, other = find_root(parents, lefts[n]), find_root(parents, rights[n])
        if one != other and totals[one] + totals[other] <= budget:
            low, high = min(one, other), max(one, other)
            parents[high] = low
            totals[low] += totals[high]
    for document in range(parents.shape[0]):
        parents[document] = find_root(parents, document)
    return parents


@kernel(f"{_I64}({_I64}, {_I64}, {_I64}, int64, int64)")
def cut_blocks(
    lefts: NDArray[np.int64], rights: NDArray[np.int64], sizes: NDArray[np.int64], budget: int, most: int
) -> NDArray[np.int64]:
    """Ends of blocks of pairs that follow each other, within the budget for their distinct documents."""
    blocks = np.full(sizes.shape[0], -1, np.int64)  # the last block that has a document
    ends = np.empty(lefts.shape[0], np.int64)
    block = 0
    total = 0
    begin = 0
    for n in range(lefts.shape[0]):
        new = sizes[lefts[n]] if blocks[lefts[n]] != block else 0
        new += sizes[rights[n]] if blocks[rights[n]] != block else 0
        if n > begin and (total + new > budget or n - begin >= most):
            ends[block] = n
            block += 1
            begin = n
            new = sizes[lefts[n]] + sizes[rights[n]]
            total = 0
        total += new
        blocks[lefts[n]] = block
        blocks[rights[n]] = block
    if lefts.shape[0]:
        ends[block] = lefts.shape[0]
        block += 1
    return ends[:block].copy()
