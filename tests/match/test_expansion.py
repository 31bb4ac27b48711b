"""All passages of a family from those of its hub: nothing missed, nothing made up."""

import itertools
import random

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.match import align
from whence.match.expansion import expand_passages
from whence.match.expansion_kernels import compose_pairs
from whence.records import Passage, from_table
from whence.settings import MatchSettings

from .news import OTHER, WIRE, edit_words, filler

LIMITS = MatchSettings()
FOOTER = "sign up for our morning letter and never miss another story from the harbour desk again"


def table_of(texts: dict[str, str]) -> pa.Table:
    return pa.table({"id": list(texts), "text": list(texts.values())})


def align_all(texts: dict[str, str], pairs: list[tuple[str, str]]) -> pa.Table:
    """Align pairs whose ids may come in either order."""
    sides = sorted((min(pair), max(pair)) for pair in pairs)
    named = pa.table({"left_id": [one for one, _ in sides], "right_id": [other for _, other in sides]})
    return align(named, table_of(texts), LIMITS)


def rows_of(passages: pa.Table) -> list[Passage]:
    return sorted(from_table(passages, Passage), key=lambda row: row.id)


def test_the_pairs_of_a_star_are_all_given() -> None:
    """As if every pair had been aligned."""
    texts = {f"m{n}": f"{filler(20, n)} {edit_words(WIRE, 0.03, n)}" for n in range(8)} | {"hub": WIRE}
    star = align_all(texts, [("hub", name) for name in texts if name != "hub"])
    whole = align_all(texts, list(itertools.combinations(texts, 2)))
    expanded = expand_passages(star, table_of(texts), LIMITS)
    assert rows_of(expanded) == rows_of(whole)
    assert expanded.schema == whole.schema
    assert expand_passages(expanded, table_of(texts), LIMITS, threads=2).equals(expanded)


def test_pairs_of_two_families_are_found_through_both_hubs() -> None:
    """Hub with hub, and each with its own."""
    families = {
        **{f"a{n}": f"{filler(20, n)} {WIRE}" for n in range(4)},
        **{f"b{n}": f"{WIRE} {OTHER} {filler(20, n + 9)}" for n in range(4)},
    }
    joined = [("a0", f"a{n}") for n in range(1, 4)] + [("b0", f"b{n}") for n in range(1, 4)] + [("a0", "b0")]
    expanded = expand_passages(align_all(families, joined), table_of(families), LIMITS)
    assert rows_of(expanded) == rows_of(align_all(families, list(itertools.combinations(families, 2))))


def test_documents_that_share_different_stretches_of_a_third_make_no_pair() -> None:
    """Nor does a footer that was left out as boilerplate come back."""
    half = WIRE.index("Divers")
    texts = {
        "hub": f"{WIRE} {FOOTER}",
        "first": f"{WIRE[:half]} {filler(30, 1)} {FOOTER}",
        "second": f"{filler(30, 2)} {WIRE[half:]} {filler(30, 4)} {FOOTER}",
        "third": f"{WIRE[:half]} {filler(30, 3)} {FOOTER}",
        "alone": filler(50, 5),
    }
    star = align_all(texts, [("hub", name) for name in ("first", "second", "third")])
    words = {row.id: texts[row.left_id][row.left_begin : row.left_end] for row in rows_of(star)}
    bare = star.filter(pa.array(["letter" not in words[key] for key in star.column("id").to_pylist()]))
    assert bare.num_rows == 3
    expanded = expand_passages(bare, table_of(texts), LIMITS)
    added = [row for row in rows_of(expanded) if row not in rows_of(bare)]
    assert [(row.left_id, row.right_id) for row in added] == [("first", "third")]
    assert "letter" not in texts["first"][added[0].left_begin : added[0].left_end]


def test_no_passages_lead_to_none() -> None:
    """An empty table stays empty."""
    empty = align_all({"a": "", "b": ""}, [("a", "b")])
    assert expand_passages(empty, table_of({"a": "", "b": ""}), LIMITS).equals(empty)


stretch = st.tuples(st.integers(0, 3), st.integers(0, 30), st.integers(1, 15), st.integers(0, 6))


@given(st.lists(stretch, max_size=40), st.integers(1, 6))
@settings(deadline=None, max_examples=150)
def test_pairs_are_composed_of_overlapping_stretches(
    rows: list[tuple[int, int, int, int]], least: int
) -> None:
    """The kernel agrees with looking at every two stretches of one document."""
    rows = sorted((owner, begin, begin + length, other) for owner, begin, length, other in rows)
    expected = {
        (min(a[3], b[3]), max(a[3], b[3]))
        for a, b in itertools.combinations(rows, 2)
        if a[0] == b[0] and a[3] != b[3] and min(a[2], b[2]) - max(a[1], b[1]) >= least
    }
    columns = [np.array([row[side] for row in rows], np.int64) for side in range(4)]
    codes = compose_pairs(*columns, least).tolist()
    assert {(code >> 32, code & 0xFFFFFFFF) for code in codes} == expected


def test_a_large_star_is_composed_without_holding_every_repeat() -> None:
    """A pair that a thousand stretches make counts once."""
    chance = random.Random(1)
    others = np.array([chance.randrange(5) for _ in range(1000)], np.int64)
    codes = compose_pairs(np.zeros(1000, np.int64), np.arange(1000), np.arange(1000) + 1000, others, 1)
    assert len(set(codes.tolist())) == 10
    assert len(codes) < 2000
