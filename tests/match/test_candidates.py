"""Candidate pairs: who is worth aligning, whatever the order of rows."""

from collections import Counter

import pyarrow as pa
from hypothesis import given, settings

from whence.match import Candidates, find_candidates
from whence.settings import MatchSettings
from whence.text import fingerprint

from .candidate_twin import SMALL, Text, candidate_texts, find, to_table
from .news import WIRE, edit_words, filler

LIMITS = MatchSettings()
PHRASE = "terms and conditions apply to every offer on this page and may change without notice"


def candidates(texts: dict[str, str], limits: MatchSettings = LIMITS, **outlets: str | None) -> Candidates:
    table = fingerprint(pa.table({"id": list(texts), "text": list(texts.values())}), limits)
    return find_candidates(table, outlets, limits)


def pair_ids(found: Candidates) -> list[tuple[str, str]]:
    return [(row["left_id"], row["right_id"]) for row in found.pairs.to_pylist()]


@given(candidate_texts())
@settings(deadline=None, max_examples=100)
def test_the_kernels_agree_with_counting_in_plain_python(texts: list[Text]) -> None:
    """Groups, weights, boilerplate, stars and what was left out are those of the slow twin."""
    dates = {text.id: text.date for text in texts if text.date is not None}
    found = find_candidates(to_table(texts), {text.id: text.outlet for text in texts}, SMALL, dates)
    pairs, boilerplate, counts = find(texts, SMALL)
    assert {(row["left_id"], row["right_id"]): row["shared"] for row in found.pairs.to_pylist()} == pairs
    assert pair_ids(found) == sorted(pairs)
    assert set(found.boilerplate.tolist()) == boilerplate
    assert counts == {
        "reworded": found.reworded_pairs,
        "collapsed": found.collapsed_documents,
        "frequent": found.frequent_fingerprints,
        "starred": found.starred_fingerprints,
        "hub_pairs": found.hub_pairs,
        "thinned_pairs": found.thinned_pairs,
    }


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
    assert sum((f"copy{n:03}", "excerpt") in pairs for n in range(150)) == 1  # the hub


def test_a_large_group_is_joined_through_its_hub() -> None:
    """One copy meets each other, and what is not given is counted."""
    texts = {f"copy{n:03}": WIRE for n in range(150)}
    found = candidates(texts)
    pairs = set(pair_ids(found))
    met = Counter(name for pair in pairs for name in pair)
    assert sorted(met.values()) == [1] * 149 + [149]
    assert len(pairs) + found.hub_pairs == 150 * 149 // 2
    assert found.hub_pairs > 10_000


def test_stock_phrases_are_left_out_and_counted() -> None:
    """What too many texts share joins none of them."""
    texts = {f"d{n:02}": f"{filler(60, n)} {PHRASE} {filler(60, n + 50)}" for n in range(30)}
    found = candidates(texts, MatchSettings(joined_texts=10, largest_frequency=15, stock_frequency=20))
    assert found.pairs.num_rows == 0
    assert found.frequent_fingerprints > 2


def test_a_phrase_of_many_texts_joins_them_through_one() -> None:
    """Its cost is linear in the texts that share it, and each of them is still found."""
    texts = {f"d{n:02}": f"{filler(60, n)} {PHRASE} {filler(60, n + 50)}" for n in range(30)}
    found = candidates(texts, MatchSettings(joined_texts=20))
    assert found.pairs.num_rows == 29
    assert len({name for pair in pair_ids(found) for name in pair}) == 30
    assert found.starred_fingerprints > 2


def test_a_stock_phrase_needs_company() -> None:
    """Beyond a number of texts a fingerprint counts a quarter: a phrase is too little, a passage enough."""
    limits = MatchSettings(joined_texts=4, largest_frequency=6)
    short = {f"d{n:02}": f"{filler(60, n)} {PHRASE} {filler(60, n + 50)}" for n in range(30)}
    long = {f"d{n:02}": f"{filler(60, n)} {WIRE} {filler(60, n + 50)}" for n in range(30)}
    assert candidates(short, limits).pairs.num_rows < 10
    assert candidates(long, limits).pairs.num_rows == 29


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
    assert not any(
        candidates(ends).pairs["shared"].to_pylist()
    )  # its word pairs have no places to tell it by
    inside = {f"d{n:02}": f"{filler(150, n)} {bio} {filler(150, n + 50)}" for n in range(12)}
    found = candidates(inside)
    assert found.pairs.num_rows == 12 * 11 // 2
    assert len(found.boilerplate) == 0


def test_an_empty_corpus_has_no_pairs() -> None:
    """Nothing in, nothing out."""
    found = candidates({})
    assert found.pairs.num_rows == 0
    assert set(found.left_out().values()) == {0}
