"""The kernels of claims give what a plain slow twin gives."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from whence.claims.kernels import sum_shared

ROWS = st.lists(st.sets(st.integers(0, 15), max_size=8).map(sorted), min_size=1, max_size=6)


@given(ROWS, st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12))
def test_the_shared_weight_is_that_of_the_terms_in_both_rows(rows: list[list[int]], asked) -> None:
    pairs = [(one % len(rows), other % len(rows)) for one, other in asked]
    weights = np.arange(16) + 0.5
    found = sum_shared(
        np.cumsum([0, *(len(row) for row in rows)]),
        np.array([term for row in rows for term in row], dtype=np.int32),
        weights,
        np.array([one for one, _ in pairs], dtype=np.int64),
        np.array([other for _, other in pairs], dtype=np.int64),
    )
    assert found.tolist() == [sum(t + 0.5 for t in {*rows[a]} & {*rows[b]}) for a, b in pairs]
