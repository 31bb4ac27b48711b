"""Numba loops over the terms of statements and documents."""

import numpy as np
from numpy.typing import NDArray

from whence.compiling import kernel

# Signatures are strings, so that numba is not imported before a kernel is called.
_I64 = "int64[::1]"
_F64 = "float64[::1]"


@kernel(f"{_F64}({_I64}, {_I64}, {_F64}, {_I64}, {_I64})")
def sum_shared(
    starts: NDArray[np.int64],
    terms: NDArray[np.int64],
    weights: NDArray[np.float64],
    left: NDArray[np.int64],
    right: NDArray[np.int64],
) -> NDArray[np.float64]:
    """Sum, for each two rows, the weights of the terms that both hold, in rising order of the terms.

    Args:
        starts: row i owns terms[starts[i]:starts[i + 1]], shape (rows + 1,).
        terms: term numbers, rising and unique within a row.
        weights: weight of each term number.
        left: row numbers, shape (n,).
        right: row numbers, shape (n,).

    Returns:
        The shared weight of each pair, shape (n,).
    """
    shared = np.zeros(left.shape[0])
    for n in range(left.shape[0]):
        one, other = starts[left[n]], starts[right[n]]
        last_one, last_other = starts[left[n] + 1], starts[right[n] + 1]
        total = 0.0
        while one < last_one and other < last_other:
            if terms[one] == terms[other]:
                total += weights[terms[one]]
                one += 1
                other += 1
            elif terms[one] < terms[other]:
                one += 1
            else:
                other += 1
        shared[n] = total
    return shared
