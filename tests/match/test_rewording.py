"""Growing reworded passages and summaries: kernels against plain twins, and what becomes of made-up news."""

import itertools
import random
from collections import Counter

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.match import compare
from whence.match.evidence_kernels import (
    best_stretch,
    count_matched,
    number_pairs,
    number_values,
    term_density,
)
from whence.records import Passage
from whence.settings import MatchSettings

from .news import REWRITE, WIRE, filler

WEIGHTS = np.array([0.45, 15.0, 0.25, 20.0])
numbers = st.lists(st.integers(0, 5), min_size=1, max_size=30)
SUMMARY = (
    "After a steering failure a ferry ran aground near Port Alma; two fishing boats took off forty passengers. "
    "The vessel, sold twice, had passed its inspection in spring. A tug will try to pull it free at the next "
    "tide, and a barge carries bread and medicine."
)
MORE = (
    "The ferry, built in a yard that has since closed, was sold twice before it came to the island. Its last "
    "inspection was passed in spring without a remark. A cook who served on it said the pumps had run day and "
    "night since the winter. The museum of the town keeps a model of it behind glass. Children from the "
    "school drew the wreck from the cliff. The mayor asked visitors to stay away from the beach. A tug from the "
    "mainland will try to pull the ship free at the next spring tide, if the wind turns east. Until then a "
    "barge carries bread, post and medicine. The weather office expects a week of calm."
)


def length(passages: list[Passage], side: str) -> int:
    """Count the characters of one side."""
    return sum(getattr(p, f"{side}_end") - getattr(p, f"{side}_begin") for p in passages)


@given(st.lists(st.integers(0, 2**64 - 1) | st.integers(0, 3), max_size=60))
def test_values_are_numbered_by_their_first_appearance(values: list[int]) -> None:
    """Equal values have one number, also where their hashes collide."""
    known: dict[int, int] = {}
    expected = [known.setdefault(value, len(known)) for value in values]
    assert number_values(np.array(values, np.uint64)).tolist() == expected


@given(numbers, numbers)
def test_matched_tokens_are_the_common_part_of_two_bags(left: list[int], right: list[int]) -> None:
    """Each as often as the side that has it less, in any order."""
    terms = np.array(left + right, np.int64)
    counts = np.zeros(6, np.int64)
    split = len(left)
    expected = (Counter(left) & Counter(right)).total()
    assert count_matched(terms, counts, 0, split, split, len(terms)) == expected
    assert not counts.any()


@given(numbers, numbers)
def test_density_counts_a_stem_beside_the_token_itself(left: list[int], right: list[int]) -> None:
    """A stem seen once has the least density; each text has its own."""
    found = term_density(np.array(left + right, np.int64), len(left), 6, 2.5, 0.08).tolist()
    for text, part in ((left, found[: len(left)]), (right, found[len(left) :])):
        assert part == [max(2.5 * (text.count(t) - 1), 0.08) / len(text) for t in text]


@given(numbers, numbers, st.integers(0, 1), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_the_best_stretch_has_the_most_evidence_of_all(
    left: list[int], right: list[int], side: int, chance: random.Random
) -> None:
    """No other stretch of the text has more, the fitness of its two ends counted."""
    terms = np.unique(left + right, return_inverse=True)[1].astype(np.int64)  # no number is left out
    split, size = len(left), len(left + right)
    bonus = np.array([chance.choice([0.0, 1.5]) for _ in range(size + 2)])
    pairs = number_pairs(terms, split, 6)
    begin, end, evidence = best_stretch(
        terms, pairs, term_density(terms, split, 6, 2.5, 0.08), bonus, split, side, WEIGHTS
    )
    ends = bonus[: split + 1] if side == 0 else bonus[split + 1 :]
    gaps = itertools.combinations(range(len(evidence) + 1), 2)
    best = max(evidence[low:high].sum() + ends[low] + ends[high] for low, high in gaps)
    found = evidence[begin:end].sum() + ends[begin] + ends[end] if end > begin else 0.0
    assert abs(found - max(best, 0.0)) < 1e-9


def test_a_rewrite_whose_sentences_were_shuffled_is_one_passage() -> None:
    """Order within a passage is free."""
    sentences = REWRITE.split(". ")
    random.Random(4).shuffle(sentences)
    left, right = f"{filler(80, 1)}. {WIRE}", f"{'. '.join(sentences)} {filler(80, 2)}"
    (found,) = compare(left, right)
    assert length([found], "left") > 0.8 * len(WIRE)
    assert length([found], "right") > 0.8 * len(REWRITE)


def test_names_around_a_copied_sentence_do_not_widen_it() -> None:
    """What is copied is shown to its ends; a name that both texts have elsewhere is no evidence."""
    copied = WIRE[WIRE.index("All passengers") : WIRE.index("The ship's captain")].strip()
    left = f"Mara Venn has sailed these waters for ten years. {copied} {filler(60, 5)}"
    right = f"{filler(60, 6)}. {copied} Nobody but Mara Venn spoke to reporters on the quay."
    (found,) = compare(left, right)
    assert left[found.left_begin : found.left_end] == copied[:-1]
    assert right[found.right_begin : found.right_end] == copied[:-1]


def test_a_summary_stands_against_the_whole_text_that_it_sums_up() -> None:
    """Short on one side, the whole article on the other, whichever text comes first."""
    page, article = f"{filler(90, 4)}. {SUMMARY} {filler(150, 7)}.", f"{WIRE} {MORE}"
    (found,) = compare(page, article)
    assert SUMMARY[:60] in page[found.left_begin : found.left_end]
    assert length([found], "left") < 1.3 * len(SUMMARY)
    assert (found.right_begin, found.right_end) == (0, len(article) - 1)
    (turned,) = compare(article, page)
    assert (turned.left_end, turned.right_begin) == (found.right_end, found.left_begin)


def test_two_reports_with_the_same_names_are_no_passage() -> None:
    """Words of one subject are not words taken from one another."""
    report = (
        "Ships have used the harbour of Port Alma for centuries. Mara Venn remembers the winter in which ice "
        "closed it. Lowmoor Ferries bought its first boat then, on credit, from a widow in Kestrel Bay."
    )
    assert compare(f"{WIRE} {filler(100, 8)}", f"{report} {filler(100, 9)}") == []


@given(st.lists(st.sampled_from(["alder", "birch", "cedar.", "dogwood", "elm.", "fir"]), max_size=200))
@settings(deadline=None, max_examples=60)
def test_grown_passages_never_overlap(words: list[str]) -> None:
    """Whatever the words: each token of either text is in one passage at most."""
    chance = random.Random(len(words))
    other = chance.sample(words, len(words))
    found = compare(" ".join(words), " ".join(other), MatchSettings(most_seeds=1000))
    for side in ("left", "right"):
        spans = sorted((getattr(p, f"{side}_begin"), getattr(p, f"{side}_end")) for p in found)
        assert all(one[1] <= after[0] for one, after in itertools.pairwise(spans))
