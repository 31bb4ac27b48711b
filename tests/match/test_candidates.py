"""Candidate pairs: who is worth aligning, whatever the order of rows."""

from collections import Counter
from itertools import combinations

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.match import Candidates, find_candidates
from whence.match.candidates import join_postings
from whence.settings import MatchSettings
from whence.text import fingerprint

from .news import WIRE, edit_words, filler

LIMITS = MatchSettings()


def candidates(texts: dict[str, str], limits: MatchSettings = LIMITS, **outlets: str | None) -> Candidates:
    table = fingerprint(pa.table({"id": list(texts), "text": list(texts.values())}), limits)
    return find_candidates(table, outlets, limits)


def pair_ids(found: Candidates) -> list[tuple[str, str]]:
    return [(row["left_id"], row["right_id"]) for row in found.pairs.to_pylist()]


@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 8)), max_size=40), st.integers(1, 3))
@settings(deadline=None, max_examples=100)
def test_the_join_counts_what_each_pair_shares(postings: list[tuple[int, int]], least: int) -> None:
    """The kernel agrees with counting in plain Python."""
    rows = sorted(set(postings))
    shared: Counter[tuple[int, int]] = Counter()
    for value in range(7):
        shared.update(combinations([group for hashed, group in rows if hashed == value], 2))
    expected = sorted((pair, count) for pair, count in shared.items() if count >= least)
    hashes = np.array([hashed for hashed, _ in rows], np.uint64)
    groups = np.array([group for _, group in rows], np.int32)
    codes, counts = join_postings(hashes, groups, least)
    found = [
        ((code >> 32, code & 0xFFFFFFFF), n) for code, n in zip(codes.tolist(), counts.tolist(), strict=True)
    ]
    assert found == expected


def test_texts_that_share_a_passage_are_a_pair_and_others_are_none() -> None:
    """A shared quotation of twelve words is enough."""
    quote = " ".join(WIRE.split()[10:22])
    texts = {
        "a": f"{filler(80, 1)} {quote} {filler(30, 2)}",
        "b": f"{filler(40, 3)} {quote}",
        "c": filler(100, 4),
        "d": "",
    }
    assert pair_ids(candidates(texts)) == [("a", "b")]


def test_the_order_of_rows_changes_nothing() -> None:
    """Pairs, counts and groups come from content."""
    texts = {f"d{n:02}": edit_words(WIRE, 0.1 * (n % 5), n) + filler(20, n % 7) for n in range(24)}
    turned = dict(reversed(texts.items()))
    one, other = candidates(texts), candidates(turned)
    assert one.pairs.equals(other.pairs)
    assert one.left_out() == other.left_out()
    assert all(row["left_id"] < row["right_id"] for row in one.pairs.to_pylist())


def test_copies_count_as_one_text() -> None:
    """The most syndicated story is not lost to the limit that keeps stock phrases out."""
    texts = {f"copy{n:03}": WIRE for n in range(150)}
    texts["excerpt"] = " ".join(WIRE.split()[:60]) + " " + filler(60, 1)
    found = candidates(texts, MatchSettings(largest_frequency=10))
    assert found.collapsed_documents == 149
    assert found.frequent_fingerprints == 0
    pairs = set(pair_ids(found))
    assert all((f"copy{n:03}", "excerpt") in pairs for n in range(150))


def test_a_large_group_is_joined_through_its_hub() -> None:
    """Each copy meets the smallest id, and what is not given is counted."""
    texts = {f"copy{n:03}": WIRE for n in range(150)}
    found = candidates(texts)
    pairs = set(pair_ids(found))
    assert all(("copy000", f"copy{n:03}") in pairs for n in range(1, 150))
    assert len(pairs) + found.hub_pairs == 150 * 149 // 2
    assert found.hub_pairs > 10_000


def test_stock_phrases_are_left_out_and_counted() -> None:
    """What too many texts share joins none of them."""
    phrase = "terms and conditions apply to every offer on this page and may change without notice"
    texts = {f"d{n:02}": f"{filler(60, n)} {phrase} {filler(60, n + 50)}" for n in range(30)}
    found = candidates(texts, MatchSettings(largest_frequency=20))
    assert found.pairs.num_rows == 0
    assert found.frequent_fingerprints > 2


def test_boilerplate_of_one_outlet_is_left_out_and_counted() -> None:
    """A footer joins no articles of its outlet, but what others copied does."""
    footer = "sign up for our morning letter and never miss another story from the harbour desk again"
    texts = {f"d{n:02}": f"{filler(60, n)} {footer}" for n in range(12)}
    texts["x"], texts["y"] = f"{filler(50, 90)} {WIRE}", f"{filler(50, 91)} {WIRE}"
    outlets = dict.fromkeys(texts, "Alma Herald")
    found = candidates(texts, **outlets)
    assert pair_ids(found) == [("x", "y")]
    assert len(found.boilerplate) > 2


def test_a_bio_run_by_several_outlets_is_boilerplate_and_a_shared_story_is_not() -> None:
    """What stands at the end of many texts joins none of them; what stands inside them does."""
    bio = "mara venn is the author of three books on harbours and lives with her dog in kestrel bay"
    ends = {f"d{n:02}": f"{filler(300, n)} {bio}" for n in range(12)}
    assert candidates(ends).pairs.num_rows == 0
    inside = {f"d{n:02}": f"{filler(150, n)} {bio} {filler(150, n + 50)}" for n in range(12)}
    found = candidates(inside)
    assert found.pairs.num_rows == 12 * 11 // 2
    assert len(found.boilerplate) == 0


def test_an_empty_corpus_has_no_pairs() -> None:
    """Nothing in, nothing out."""
    found = candidates({})
    assert found.pairs.num_rows == 0
    assert set(found.left_out().values()) == {0}
