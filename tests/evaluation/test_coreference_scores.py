"""Scores of clusterings against worked examples and a slow twin."""

import itertools
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2] / "evaluation"))
from coreference_scores import b_cubed, best_assignment, ceaf_e, conll_f1, muc

GOLD = dict(zip("abcdefg", "1112222", strict=True))
FOUND = dict(zip("abcdefg", "1122233", strict=True))


def test_scores_of_a_worked_example() -> None:
    assert (muc(FOUND, GOLD).precision, muc(FOUND, GOLD).recall) == pytest.approx((3 / 4, 3 / 5))
    assert b_cubed(FOUND, GOLD).precision == pytest.approx((2 + 1 / 3 + 4 / 3 + 2) / 7)
    assert ceaf_e(FOUND, GOLD).recall == pytest.approx((4 / 5 + 2 / 3) / 2)


def test_a_clustering_agrees_wholly_with_itself() -> None:
    assert conll_f1(GOLD, GOLD) == pytest.approx(1)


@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 10**6))
def test_the_best_pairing_is_that_of_trying_all(rows: int, columns: int, seed: int) -> None:
    gains = np.random.default_rng(seed).integers(0, 5, (rows, columns)).astype(float)
    wide = gains if rows <= columns else gains.T
    tried = max(
        sum(wide[row, column] for row, column in enumerate(chosen))
        for chosen in itertools.permutations(range(wide.shape[1]), wide.shape[0])
    )
    assert best_assignment(gains) == pytest.approx(tried)
