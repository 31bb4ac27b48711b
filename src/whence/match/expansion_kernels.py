"""Numba loops that say which documents share words with one another because both share them with a third."""

import numpy as np
from numpy.typing import NDArray

from whence.compiling import kernel
from whence.match.sorting_kernels import sort_from

# Signatures are strings, so that numba is not imported before a kernel is called.
_I64 = "int64[::1]"


@kernel(f"uint64[::1]({_I64}, {_I64}, {_I64}, {_I64}, int64)")
def compose_pairs(
    owners: NDArray[np.int64],
    begins: NDArray[np.int64],
    ends: NDArray[np.int64],
    others: NDArray[np.int64],
    least: int,
) -> NDArray[np.uint64]:
    """Pairs of documents, `smaller << 32 | larger`, that share one stretch of a third; pairs may come again.

    Each stretch of its owner's characters is shared with another document; stretches are by owner, then by
    begin. Two that overlap in fewer than `least` characters make no pair.
    """
    size = owners.shape[0]
    codes = np.empty(size + 64, np.uint64)
    count = 0
    for n in range(size):
        for m in range(n + 1, size):
            if owners[m] != owners[n] or begins[m] + least > ends[n]:
                break
            one, other = others[n], others[m]
            if one == other or min(ends[n], ends[m]) - begins[m] < least:
                continue
            if count == codes.shape[0]:
                rising = sort_from(codes, 0)
                kept = 0
                for c in range(count):
                    if c == 0 or rising[c] != rising[kept - 1]:
                        rising[kept] = rising[c]
                        kept += 1
                codes = np.empty(max(count, 4 * kept), np.uint64)
                for c in range(kept):
                    codes[c] = rising[c]
                count = kept
            codes[count] = (np.uint64(min(one, other)) << np.uint64(32)) | np.uint64(max(one, other))
            count += 1
    return codes[:count].copy()
