"""What speaks for and against two statements telling one moment of a story."""

import math
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.claims.candidates import UNDATED
from whence.claims.moments import (
    NEIGHBOURS,
    Evidence,
    Shared,
    Surroundings,
    deed_words,
    gather_evidence,
    log_odds,
    told_day,
)
from whence.claims.similarity import Stories
from whence.claims.wording import Wordings, read_wordings
from whence.records import Statement

PUBLISHED = (date(2024, 1, 5) - date(1970, 1, 1)).days  # a Friday


def wordings_of(*texts: str) -> Wordings:
    """Read texts, each of a document of its own."""
    statements = [
        Statement(id=f"s{place}", document_id=f"d{place}", begin=0, end=len(text), text=text)
        for place, text in enumerate(texts)
    ]
    return read_wordings([], statements, {})


@pytest.mark.parametrize(
    ("said", "after"),
    [
        ("The quay fell on January 3.", -2),
        ("The fund for the quay held 19.7 million on January 3.", -2),
        ("The quay fell on Dec. 30.", -6),
        ("The quay fell late last night.", -1),
        ("The quay fell this morning.", 0),
        ("The quay fell on December 30, 2022.", -371),
        ("The quay fell on Wednesday.", -2),
        ("The quay fell on Friday.", 0),
        ("The quay fell on Saturday.", 1),  # the day may be that of another zone
        ("The quay fell on Sunday.", -5),
        ("The quay fell today.", 0),
        ("The quay fell yesterday.", -1),
    ],
)
def test_the_day_that_a_statement_tells_of_is_counted_from_its_publication(said: str, after: int) -> None:
    assert told_day(wordings_of(said).each[0], PUBLISHED) == PUBLISHED + after


@pytest.mark.parametrize("said", ["The quay fell.", "It fell on Monday and Tuesday.", "February 30 came."])
def test_where_no_one_day_is_named_none_is_told(said: str) -> None:
    assert told_day(wordings_of(said).each[0], PUBLISHED) is None


def test_an_undated_page_tells_of_no_day() -> None:
    assert told_day(wordings_of("The quay fell on January 3.").each[0], int(UNDATED)) is None


def test_each_kind_of_evidence_moves_the_odds_its_own_way() -> None:
    plain = Evidence(0.6, 1.0, 0, 0.0, 0.0, 1.0, False, False, 0, 0.0, 0.0, 0.0)
    for name in ("likeness", "rare", "numbers", "day", "deed", "met", "figures", "story"):
        value = getattr(plain, name) + 1
        assert log_odds(plain._replace(**{name: value})) > log_odds(plain)
    for name, value in (("apart", 1.0), ("crowd", 2.0), ("ahead", True), ("captioned", True)):
        assert log_odds(plain._replace(**{name: value})) < log_odds(plain)


def test_evidence_is_read_from_both_statements() -> None:
    one, other = wordings_of(
        "14 hurt on Friday as ferry hits quay", "A ferry may hit the quay, 14 hurt today"
    ).each
    shared = Shared(likeness=0.5, rare=math.e - 1, around=5, story=0.22, met=True, length=20.0)
    found = gather_evidence(one, other, (PUBLISHED, PUBLISHED + 4), shared)
    alone = 0.5 * 0.8 * 0.5  # for the five articles around, four days and twenty statements
    assert found == pytest.approx(
        (0.5, math.log(6), 1, 0.0, 0.4, math.log(6), True, False, 3, alone, alone, 0.1 * alone)
    )
    found = gather_evidence(one, other, (PUBLISHED, PUBLISHED), shared._replace(rare=0.0))
    assert (found.day, found.rare) == (0.5, 0.0)


@pytest.mark.parametrize(
    ("days", "around", "length"), [(30, 0, 5.0), (0, 30, 5.0), (0, 0, 200.0)], ids=["late", "crowd", "long"]
)
def test_a_day_in_common_says_less_of_late_crowded_and_long_articles(
    days: int, around: int, length: float
) -> None:
    one, other = wordings_of("A ferry hit the quay", "The quay was hit").each
    plain = Shared(likeness=0.5, rare=1.0, around=0, story=0.3, met=True, length=5.0)
    best = gather_evidence(one, other, (PUBLISHED, PUBLISHED), plain)
    less = gather_evidence(
        one, other, (PUBLISHED, PUBLISHED + days), plain._replace(around=around, length=length)
    )
    assert less.met < best.met / 4
    assert less.story < best.story / 4


def test_words_of_names_are_no_deed() -> None:
    one, other = wordings_of("On Monday the ferry Heron sank", "They saw the ferry Heron burn").each
    assert deed_words(one, other) == {"ferry"}


TEXTS = st.lists(
    st.lists(st.sampled_from(("amber", "birch", "cedar", "elder", "gorse")), min_size=1).map(" ".join),
    min_size=3,
    max_size=7,
)


@given(TEXTS)
def test_what_is_rare_is_weighed_as_a_plain_count_of_the_others_says(texts: list[str]) -> None:
    wordings = wordings_of(*texts)
    owners = np.arange(len(texts))
    stories = Stories(wordings, owners, len(texts))
    left, right = np.triu_indices(len(texts), 1)
    around = Surroundings(stories, wordings.weights, left.astype(np.int64), right.astype(np.int64))
    held = [
        set(wordings.terms[a:b].tolist()) for a, b in zip(wordings.starts, wordings.starts[1:], strict=False)
    ]
    for document, terms in enumerate(held):
        around.count(document, np.array(sorted(terms), dtype=np.int64))
    shared = sorted(held[0] & held[1])
    expected = 0.0
    others = len(texts) - 2
    for term in shared:
        # Each of the two counts the others once.
        count = 2 * sum(term in own for own in held[2:])
        chance = (count + 5 * math.exp(-wordings.weights[term])) / (2 * others + 5)
        expected -= math.log(min(1.0, chance))
    weight, number = around.rare(0, 1, shared)
    assert weight == pytest.approx(expected)
    assert number == others


def test_only_the_likest_neighbours_are_kept_and_every_pair_stands_once() -> None:
    count = NEIGHBOURS + 10
    wordings = wordings_of(*["amber birch"] * count)
    stories = Stories(wordings, np.arange(count), count)
    left, right = (side.astype(np.int64) for side in np.triu_indices(count, 1))
    around = Surroundings(stories, wordings.weights, left, right)
    assert len(around.around(0)) == NEIGHBOURS
    near = list(zip(*(side.tolist() for side in around.nearest()), strict=True))
    assert len(near) == len(set(near)) < len(left)
    assert all(a < b for a, b in near)


def test_no_documents_have_no_surroundings() -> None:
    wordings = wordings_of("amber")
    none = np.zeros(0, dtype=np.int64)
    around = Surroundings(Stories(wordings, np.arange(1), 1), wordings.weights, none, none)
    assert [len(side) for side in around.nearest()] == [0, 0]
