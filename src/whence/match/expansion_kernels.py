"""Numba loops that say which documents share words with one another because both share them with a third."""



import numpy as np
from numba import types
from numpy.typing import NDArray

from whence.compiling import kernel

_I64 = types.int64[::1]


@kernel(types.uint64[::1](_I64, _I64, _I64, _I64, types.int64))
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
                codes[:count].sort()
                kept = 0
                for c in range(count):
                    if c == 0 or codes[c] != codes[kept - 1]:
                        codes[kept] = codes[c]
                        kept += 1
                count = kept
                if 2 * kept > codes.shape[0]:
                    wider = np.empty(4 * kept, np.uint64)
                    wider[:kept] = codes[:kept]
                    codes = wider
            codes[count] = (np.uint64(min(one, other)) << np.uint64(32)) | np.uint64(max(one, other))
            count += 1
    return codes[:count].copy()
