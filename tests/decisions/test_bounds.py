"""What must and must not stand together, with the newest word first."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from whence.decisions import Bounds, parted

KEYS = "abcdef"
together = st.tuples(st.just("together"), st.sets(st.sampled_from(KEYS), min_size=1, max_size=4))
apart = st.tuples(
    st.just("apart"),
    st.lists(st.sampled_from(KEYS), min_size=2, max_size=4, unique=True).map(
        lambda keys: [[k] for k in keys]
    ),
)


def told(steps):
    bounds = Bounds()
    for verb, keys in steps:
        (bounds.together if verb == "together" else bounds.apart)(keys)
    return bounds


def test_a_newer_merge_stands_over_an_older_split():
    bounds = told([("together", "ab"), ("apart", [["a"], ["b"]])])
    assert bounds.find("a") == bounds.find("b")


def test_a_newer_split_stands_over_an_older_merge():
    bounds = told([("apart", [["a"], ["b"]]), ("together", "abc")])
    assert bounds.find("a") != bounds.find("b")
    assert bounds.find("c") in {bounds.find("a"), bounds.find("b")}


def test_an_older_merge_does_not_go_round_a_newer_split_by_way_of_a_third():
    bounds = told([("apart", [["a"], ["c"]]), ("together", "bc"), ("together", "ab")])
    assert bounds.find("b") == bounds.find("c")
    assert bounds.find("a") != bounds.find("b")


def test_groups_on_different_sides_are_parted_and_others_are_not():
    bounds = told([("apart", [["a", "b"], ["c"]]), ("together", "cd")])
    assert parted(bounds.sides("b"), bounds.sides("d"))
    assert not parted(bounds.sides("a"), bounds.sides("b"))
    assert not parted(bounds.sides("a"), bounds.sides("e"))


@given(st.lists(st.one_of(together, apart), max_size=8))
def test_no_group_stands_on_two_sides_unless_a_newer_word_put_them_together(steps):
    bounds = told(steps)
    for place, (verb, sides) in enumerate(steps):
        if verb != "apart":
            continue
        newer = told([step for step in steps[:place] if step[0] == "together"])
        for (one,), (other,) in combinations(sides, 2):
            if bounds.find(one) == bounds.find(other):
                # Only merges told before this split can have put the two together.
                assert newer.find(one) == newer.find(other)


@given(st.lists(st.one_of(together, apart), max_size=8))
def test_the_groups_hold_each_key_once(steps):
    bounds = told(steps)
    keys = [key for group, _ in bounds.groups() for key in group]
    assert len(keys) == len(set(keys))
    assert all(bounds.find(key) == group[0] for group, _ in bounds.groups() for key in group)
