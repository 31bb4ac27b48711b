"""Passages of boilerplate: judged by the fingerprints of their own words."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.match import align_counted, boilerplate, drop_boilerplate
from whence.match.blocks import Block, Documents, cut_runs
from whence.match.boilerplate import Boilerplate
from whence.match.passages import align_blocks
from whence.records import Passage, to_table
from whence.settings import MatchSettings
from whence.text import choose_fingerprints, tokenize

from .news import WIRE, edit_words, filler

LIMITS = MatchSettings()
FOOTER = "sign up for our morning letter and never miss another story from the harbour desk again"
STOCK = np.unique(choose_fingerprints(tokenize(FOOTER), LIMITS)[0])
words = st.lists(st.sampled_from([*FOOTER.split(), "ferry", "pier", "gull"]), min_size=1, max_size=40)


def is_boilerplate(text: str) -> bool:
    """Judge a text as it stands, one fingerprint after the other."""
    hashes = choose_fingerprints(tokenize(text), LIMITS)[0].tolist()
    known = [value for value in hashes if value in set(STOCK.tolist())]
    return bool(hashes) and len(known) >= LIMITS.boilerplate_passage * len(hashes)


@given(words, words, words)
@settings(deadline=None, max_examples=150)
def test_a_stretch_is_judged_as_a_text_of_its_own(
    before: list[str], inside: list[str], after: list[str]
) -> None:
    """Whatever stands around it, in its own text and in others."""
    text = f"{' '.join(before)} {' '.join(inside)} {' '.join(after)}"
    begin = len(" ".join(before)) + 1
    stretch = begin, begin + len(" ".join(inside))
    block = Block.of(pa.array([FOOTER, text, text[1:]]), LIMITS)
    tokens = block.tokens_of(np.array([1]), np.array([stretch[0]]), np.array([stretch[1]]))
    assert Boilerplate.of(STOCK, LIMITS).holds(*tokens, block).tolist() == [is_boilerplate(" ".join(inside))]


def test_passages_are_taken_out_block_by_block(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the order of the rows and the size of the blocks."""
    texts = {f"d{n}": f"{filler(20, n)} {FOOTER} {edit_words(WIRE, 0.1, n)}" for n in range(6)}
    documents = pa.table({"id": list(texts), "text": list(texts.values())})
    rows = []
    for n, (name, text) in enumerate(texts.items()):
        place = text.index(FOOTER)
        for begin, end in ((place, place + len(FOOTER)), (place + len(FOOTER) + 1, len(text)), (0, place)):
            rows.append(
                Passage(
                    id=f"p{len(rows)}", left_id=name, left_begin=begin, left_end=end, right_id="x", right_begin=0,
                    right_end=9, matched_tokens=n, similarity=1.0,
                )
            )  # fmt: skip
    rows = rows[::2] + rows[1::2]
    kept = [row.id for row in rows if not is_boilerplate(texts[row.left_id][row.left_begin : row.left_end])]
    assert len(kept) == 12
    for size in (1, 3000, 10**9):
        monkeypatch.setattr(boilerplate, "_BLOCK_SIZE", size)
        left, dropped = drop_boilerplate(to_table(rows, Passage), documents, STOCK, LIMITS)
        assert left.column("id").to_pylist() == kept
        assert dropped == 6


def test_boilerplate_can_be_taken_out_while_aligning() -> None:
    """The same passages go as when it is taken out afterwards."""
    texts = [f"{filler(30, n)} {WIRE if n % 2 else ''} {filler(30, n + 50)} {FOOTER}" for n in range(6)]
    table = pa.table({"id": [f"d{n}" for n in range(6)], "text": texts})
    pairs = [(a, b) for a in range(6) for b in range(a + 1, 6)]
    lefts, rights = (np.array([p[side] for p in pairs]) for side in (0, 1))
    named = pa.table({"left_id": [f"d{a}" for a in lefts], "right_id": [f"d{b}" for b in rights]})
    whole = align_counted(named, table, LIMITS).passages
    left, dropped = drop_boilerplate(whole, table, STOCK, LIMITS)
    (block,) = align_blocks(
        lefts, rights, np.zeros(len(pairs), np.int64), Documents.from_table(table), LIMITS, boilerplate=STOCK
    )
    assert block.passages.equals(left)
    assert block.boilerplate.tolist() == [1] * 15
    assert dropped == 15


@given(st.lists(st.integers(0, 20), max_size=30), st.integers(1, 40))
def test_rows_are_cut_into_runs_within_a_budget(sizes: list[int], budget: int) -> None:
    """All rows, in order, and none too many but where one alone is."""
    runs = cut_runs(np.array(sizes, np.int64), budget)
    assert [row for first, last in runs for row in range(first, last)] == list(range(len(sizes)))
    assert all(last == first + 1 or sum(sizes[first:last]) <= budget for first, last in runs)
