"""Which statements are compared, beside plain slow twins of the kernels that choose them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from whence.claims.candidates import UNDATED, find_candidates
from whence.claims.furniture import FlatWords, find_furniture, find_set_phrases
from whence.claims.kernels import count_keys, hash_rows, look_up_counts, sum_rows
from whence.claims.wording import Wordings
from whence.settings import ClaimSettings

ROWS = st.lists(
    st.tuples(st.sets(st.integers(0, 9), max_size=6).map(sorted), st.sampled_from([0, 1, 3, 4, 9, UNDATED])),
    min_size=1,
    max_size=12,
)
WEIGHTS = np.array([1, 2, 3, 4, 1, 2, 3, 4, 2, 2], dtype=np.float64)
LIMITS = ClaimSettings(days_apart=2, rare_terms=3, largest_posting=4, least_rare_weight=3.0)


def wordings(rows: list[list[int]]) -> Wordings:
    terms = np.array([term for row in rows for term in row], dtype=np.int32)
    none = np.zeros(10, np.bool_)
    return Wordings(
        each=(),
        starts=np.cumsum([0, *(len(row) for row in rows)]),
        terms=terms,
        named=np.zeros(len(terms), np.bool_),
        weights=WEIGHTS,
        is_number=none,
        is_name=none,
        stems=tuple("abcdefghij"),
        furniture=frozenset(),
    )


def near(one: int, other: int) -> bool:
    return UNDATED in (one, other) or abs(one - other) <= LIMITS.days_apart


def rarest(rows: list[tuple[list[int], int]], place: int) -> set[int]:
    """Give a row's terms that are looked up: held by 2 to 4 rows of its days, the three heaviest."""
    own, day = rows[place]
    held = {term: sum(term in other and near(day, then) for other, then in rows) for term in own}
    usable = [term for term in own if 1 < held[term] <= LIMITS.largest_posting]
    return set(sorted(usable, key=lambda term: (-WEIGHTS[term], term))[: LIMITS.rare_terms])


@given(ROWS)
def test_statements_meet_by_the_rare_words_that_they_share_within_their_days(
    rows: list[tuple[list[int], int]],
) -> None:
    chosen = [rarest(rows, place) for place in range(len(rows))]
    wanted = {
        (a, b)
        for b in range(len(rows))
        for a in range(b)
        if near(rows[a][1], rows[b][1])
        and sum(WEIGHTS[term] for term in chosen[a] & chosen[b]) >= LIMITS.least_rare_weight
    }
    days = np.array([day for _, day in rows], dtype=np.int64)
    found = [
        pair
        for pairs in find_candidates(wordings([row for row, _ in rows]), days, LIMITS)
        for pair in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
    ]
    assert sorted(found) == sorted(wanted)


@given(ROWS)
def test_rows_of_the_same_terms_have_the_same_number_with_and_without_their_names(
    rows: list[tuple[list[int], int]],
) -> None:
    terms = [row for row, _ in rows]
    laid = wordings(terms)
    named = laid.terms % 3 == 0
    whole, rest, counts = hash_rows(laid.starts, laid.terms, named, np.arange(10) == 7)
    kept = [frozenset(row) - {7} for row in terms]
    bare = [frozenset(t for t in row if t % 3) - {7} for row in terms]
    assert counts.tolist() == [[len(a), len(b)] for a, b in zip(kept, bare, strict=True)]
    numbers = [*whole.tolist(), *rest.tolist()]
    assert len({*zip(numbers, [*kept, *bare], strict=True)}) == len({*kept, *bare}) == len({*numbers})


@given(ROWS)
def test_the_weights_of_each_row_are_summed(rows: list[tuple[list[int], int]]) -> None:
    laid = wordings([row for row, _ in rows])
    assert sum_rows(laid.starts, laid.terms, WEIGHTS).tolist() == [sum(WEIGHTS[row]) for row, _ in rows]


@given(st.lists(st.integers(0, 20), max_size=40))
def test_a_count_is_never_too_low(keys: list[int]) -> None:
    slots = np.zeros(8, np.uint16)
    numbers = np.array(keys, dtype=np.uint64)
    count_keys(slots, numbers)
    assert all(
        count >= keys.count(key)
        for count, key in zip(look_up_counts(slots, numbers).tolist(), keys, strict=True)
    )


def flat(texts: list[tuple[str, int, int]]) -> tuple[FlatWords, list[str]]:
    """Lay texts, each with its page and outlet, out as words."""
    words = sorted({word for text, _, _ in texts for word in text.split()})
    forms = [words.index(word) for text, _, _ in texts for word in text.split()]
    laid = FlatWords(
        forms=np.array(forms, dtype=np.int32),
        words=np.arange(len(words), dtype=np.int32),
        starts=np.cumsum([0, *(len(text.split()) for text, _, _ in texts)]),
        pages=column([page for _, page, _ in texts]),
        outlets=column([outlet for _, _, outlet in texts]),
    )
    return laid, words


def column(values: list[int]) -> NDArray[np.int32]:
    return np.array(values, dtype=np.int32)


def test_furniture_stands_in_three_pages_of_one_outlet_and_hardly_elsewhere() -> None:
    sign_up = "sign up for our daily news letter"
    laid, _ = flat([(f"page{n} says{n} something{n} {sign_up}", n, 0) for n in range(3)])
    assert find_furniture(laid).tolist() == [False, False, False, *[True] * 7] * 3
    laid, _ = flat([(f"page{n} says{n} something{n} {sign_up}", n, n) for n in range(3)])
    assert not find_furniture(laid).any()


def test_of_a_set_phrase_the_word_with_the_smaller_number_stays() -> None:
    laid, words = flat([(f"filler{n} quid pro quo", n, n) for n in range(10)])
    found = find_set_phrases(laid, np.ones(len(words), np.bool_))
    gone = {words[number] for _, number in found.tolist()}
    assert gone == {"quid", "quo"}
    assert sorted({place for place, _ in found.tolist()}) == list(range(10))
