"""Pairs in blocks: every pair once, within the budget, and the same passages whatever the blocks."""

import random

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.identity import content_id
from whence.match import align_counted, passages
from whence.match.blocks import Block, Documents, plan_blocks
from whence.match.compare import compare_prepared
from whence.match.fact_kernels import densest_facts, list_facts
from whence.match.passages import align_blocks, align_verbatim
from whence.match.prepared import prepare, to_passage
from whence.match.rewording import find_reworded, rules_in_corpus
from whence.records import Passage, from_table
from whence.settings import MatchSettings
from whence.text import tokenize

from .news import OTHER, REWRITE, WIRE, edit_words, filler

LIMITS = MatchSettings()
TEXTS = [
    WIRE, f"{filler(40, 1)} {edit_words(WIRE, 0.1, 2)}", REWRITE, OTHER, f"{OTHER} {WIRE}", filler(80, 3), "",
    f"{edit_words(OTHER, 0.05, 4)} {filler(30, 5)} {edit_words(WIRE, 0.05, 6)}", "word " * 50, "two words",
]  # fmt: skip
PAIRS = [(a, b) for a in range(len(TEXTS)) for b in range(a + 1, len(TEXTS))]
DOCUMENTS = pa.table({"id": [f"d{n}" for n in range(len(TEXTS))], "text": TEXTS})


def rows_one_by_one() -> list[Passage]:
    """Give the passages of all pairs, each aligned alone, row by row."""
    rows = []
    for a, b in PAIRS:
        left, right = prepare(TEXTS[a], LIMITS), prepare(TEXTS[b], LIMITS)
        first, second = (right, left) if left.sorts_after(right) else (left, right)
        spans = find_reworded(
            first, second, align_verbatim(first, second, LIMITS), LIMITS, rules_in_corpus(LIMITS)
        )
        if first is right:
            spans = sorted(span.mirrored() for span in spans)
        rows.extend(to_passage(span, f"d{a}", left, f"d{b}", right) for span in spans)
    return rows


def pair_table() -> pa.Table:
    return pa.table({"left_id": [f"d{a}" for a, _ in PAIRS], "right_id": [f"d{b}" for _, b in PAIRS]})


def test_a_batch_of_pairs_gives_what_each_gives_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one block, in many, and on two threads; where rewording is not tried, none was to be found."""
    whole = align_counted(pair_table(), DOCUMENTS, LIMITS)
    assert from_table(whole.passages, Passage) == rows_one_by_one()
    assert 0 < whole.reworded.sum() < len(PAIRS)
    monkeypatch.setattr(passages, "_BLOCK_SIZE", 2000)
    monkeypatch.setattr(passages, "_BLOCK_PAIRS", 3)
    for threads in (1, 2):
        parts = align_counted(pair_table(), DOCUMENTS, LIMITS, threads)
        assert parts.passages.equals(whole.passages)
        assert parts.owners.tolist() == whole.owners.tolist()
        assert parts.reworded.tolist() == whole.reworded.tolist()


def test_passages_are_named_as_any_content_is() -> None:
    """The fast naming of many rows agrees with the naming of one."""
    for row in from_table(align_counted(pair_table(), DOCUMENTS, LIMITS).passages, Passage):
        places = (row.left_id, row.left_begin, row.left_end, row.right_id, row.right_begin, row.right_end)
        assert row.id == content_id("p", *places)


def test_swapped_pairs_give_mirrored_passages() -> None:
    """Which of two texts is the left one changes nothing but the sides."""
    lefts, rights = np.array(PAIRS).T
    documents = Documents.from_table(DOCUMENTS)
    shared = np.zeros(len(PAIRS), np.int64)
    sides = ["left_begin", "left_end", "right_begin", "right_end", "matched_tokens"]
    rows = []
    for one, other in ((lefts, rights), (rights, lefts)):
        blocks = list(align_blocks(one.copy(), other.copy(), shared, documents, LIMITS))
        rows.append(
            [
                (int(owner), *row)
                for block in blocks
                for owner, row in zip(
                    block.owners,
                    zip(*(block.passages.column(s).to_pylist() for s in sides), strict=True),
                    strict=True,
                )
            ]
        )
    assert sorted(rows[0]) == sorted((o, c, d, a, b, m) for o, a, b, c, d, m in rows[1])


@given(
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=80),
    st.integers(1, 400),
    st.integers(1, 20),
)
@settings(deadline=None, max_examples=150)
def test_every_pair_is_in_one_block_within_the_budget(
    pairs: list[tuple[int, int]], budget: int, most: int
) -> None:
    """Unless one pair alone is larger."""
    pairs = sorted({(min(p), max(p)) for p in pairs if p[0] != p[1]})
    lefts, rights = (np.array([p[side] for p in pairs], np.int64) for side in (0, 1))
    sizes = np.arange(31, dtype=np.int64) * 7 % 50
    blocks = plan_blocks(lefts, rights, lefts % 3, sizes, budget, most)
    assert sorted(np.concatenate([np.empty(0, np.int64), *blocks]).tolist()) == list(range(len(pairs)))
    for block in blocks:
        named = {*lefts[block].tolist(), *rights[block].tolist()}
        assert 0 < len(block) <= most
        assert len(block) == 1 or sum(int(sizes[d]) for d in named) <= budget


def test_families_are_read_about_once() -> None:
    """Pairs in any order; each family fits in a block, and no document is in more than two."""
    chance = random.Random(4)
    pairs = [(20 * f + a, 20 * f + b) for f in range(50) for a in range(20) for b in range(a + 1, 20)]
    numbers = list(range(1000))
    chance.shuffle(numbers)
    pairs = [(numbers[a], numbers[b]) for a, b in pairs]
    chance.shuffle(pairs)
    lefts, rights = (np.array([p[side] for p in pairs], np.int64) for side in (0, 1))
    blocks = plan_blocks(lefts, rights, np.zeros(len(pairs), np.int64), np.ones(1000, np.int64), 90, 10**6)
    read = [d for block in blocks for d in {*lefts[block].tolist(), *rights[block].tolist()}]
    assert len(read) < 1.2 * 1000
    assert len(blocks) < 1.3 * 1000 / 90


def test_comparing_two_texts_is_symmetric_as_well() -> None:
    """In tokens, for texts of one length too."""
    one, other = prepare(f"{WIRE} {OTHER}", LIMITS), prepare(f"{OTHER} {WIRE}", LIMITS)
    found = compare_prepared(one, other, LIMITS)
    assert found == sorted(span.mirrored() for span in compare_prepared(other, one, LIMITS))
    assert sum(span.matched for span in found) == len(one.tokens)


@given(
    st.lists(st.sampled_from(["alder", "birch", "cedar", "elm", "of", "渡轮", "恢复航行"]), max_size=30),
    st.integers(1, 4),
)
@settings(deadline=None, max_examples=100)
def test_facts_are_the_long_words_near_each_other(words: list[str], reach: int) -> None:
    """Each long word, or letter that adjoins another, with the next few, and no word with itself."""
    tokens = tokenize(" ".join(words))
    bounds = np.array([0, len(tokens)])
    wanted = np.ones(1, bool)
    _, places, ends = list_facts(tokens.stems, tokens.begins, tokens.ends, bounds, wanted, 4, reach)
    assert len(list_facts(tokens.stems, tokens.begins, tokens.ends, bounds, ~wanted, 4, reach)[0]) == 0
    spots = list(zip(tokens.begins.tolist(), tokens.ends.tolist(), strict=True))
    long = [n for n, (low, high) in enumerate(spots) if high - low >= 4 or (n > 0 and low == spots[n - 1][1])]
    expected = [
        (long[a], long[b])
        for b in range(len(long))
        for a in range(max(0, b - reach), b)
        if tokens.stems[long[a]] != tokens.stems[long[b]]
    ]
    assert sorted(map(tuple, places.tolist())) == sorted(expected)
    assert ends.tolist() == [0, len(expected)]


def test_facts_count_outside_passages_and_near_each_other_only() -> None:
    """The same facts count where they stand together in both texts, and not where a passage has them."""
    facts = REWRITE.split()
    spread = " ".join(f"{' '.join(facts[n : n + 8])} {filler(120, n)}" for n in range(0, len(facts), 8))
    texts = [WIRE, REWRITE, spread, f"{REWRITE} {WIRE}"]
    block = Block.of(pa.array(texts), LIMITS)
    lefts, rights = np.zeros(3, np.int64), np.array([1, 2, 3])
    sizes, facts = block.sizes(), block.facts(np.ones(4, bool))
    told = np.array([[0, sizes[0], sizes[1], sizes[3], sizes[0]]])
    for spans, ends in ((told[:0], [0, 0, 0]), (told, [0, 0, 1])):
        found = densest_facts(
            np.arange(3), lefts, rights, np.ascontiguousarray(spans), np.array(ends), *facts, sizes, 1
        ).tolist()
        assert found[0] >= LIMITS.reworded_facts > found[1]
        assert (found[2] == 0) == bool(len(spans))
