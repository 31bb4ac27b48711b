"""The accurate reader: what surrounds the sentence model, and what it reads with the installed weights."""

from itertools import pairwise
from typing import get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.cli.options import ReaderName
from whence.encoder import Pieces, WordPieces, base_weights
from whence.errors import InputError, MissingExtraError
from whence.records import Document
from whence.settings import Reader, StatementSettings
from whence.statements import accurate, read_statements
from whence.statements.accurate import accurate_tagger
from whence.statements.accurate_network import (
    DISTANCES,
    MOST_PIECES,
    cut_stretches,
    first_pieces,
    gelu,
    places_around,
    sentences_around,
)

ACCURATE = StatementSettings(reader="accurate")
ARTICLE = (
    "The ferry office closes at noon, harbour master Ilse Brandt said on Monday.\n\n"
    "“We will not reopen it,” she told reporters. According to the union, twelve clerks lose their posts.\n\n"
    "A spokesman for the island council denied that the council had been asked."
)


def installed_reader():
    try:
        return accurate_tagger()
    except MissingExtraError as missing:
        pytest.skip(str(missing))


def read(text, settings=ACCURATE):
    return read_statements(Document(id="a", input="a", language="en", text=text), settings)


def pieces_of(text):
    return WordPieces(["[CLS]", "[SEP]", "[UNK]"]).cut(text)


@given(st.text(st.sampled_from("ab .\n"), max_size=80), st.integers(0, 3))
def test_stretches_cover_a_text_in_order_and_are_short_enough(text, copies):
    text = text * 10**copies
    pieces = pieces_of(text)
    stretches = cut_stretches(text, pieces)
    places = [0, *(end for _, end in stretches)]
    assert stretches == list(pairwise(places))
    assert places[-1] == len(pieces.numbers)
    assert all(0 < end - begin <= MOST_PIECES for begin, end in stretches)


def test_stretches_end_where_lines_end_where_that_is_possible():
    text = "a b c\n" * 200 + "d " * 300
    pieces = pieces_of(text)
    assert cut_stretches(text, pieces) == [(0, 252), (252, 504), (504, 600), (600, 854), (854, 900)]
    whole = "a\n" * (2 * MOST_PIECES)
    assert cut_stretches(whole, pieces_of(whole)) == [(0, 254), (254, 508)]


def test_a_token_has_the_piece_that_it_begins_with_or_else_the_one_before():
    pieces = Pieces(
        np.array([5, 6, 7], np.int32), np.array([1, 4, 8], np.int32), np.array([3, 6, 9], np.int32)
    )
    assert first_pieces([0, 1, 4, 6, 8], pieces).tolist() == [0, 0, 1, 1, 2]


@given(st.integers(0, 50), st.integers(1, 4), st.integers(0, 300), st.integers(0, 300))
def test_distances_grow_on_either_side_of_a_cue(first, length, before, behind):
    stop = first + length
    begin, end = max(0, first - before), stop + behind
    places = places_around(first, stop, begin, end).tolist()
    left, own, right = places[: first - begin], places[first - begin : stop - begin], places[stop - begin :]
    assert own == [0] * length
    assert left == sorted(left, reverse=True)
    assert right == sorted(right)
    assert all(0 < place <= (DISTANCES - 1) // 2 for place in left)
    assert all((DISTANCES - 1) // 2 < place < DISTANCES for place in right)


def test_sentences_are_numbered_from_that_of_the_cue():
    sentence = np.array([0, 1, 2, 3, 4, 5, 9])
    assert sentences_around(sentence, 3, 0, 7).tolist() == [0, 1, 2, 3, 4, 5, 6]


def test_bending_leaves_what_it_is_given_as_it_was():
    rows = np.array([[-1.0, 0.0, 2.0]], np.float32)
    assert gelu(rows)[0] == pytest.approx([-0.158655, 0, 1.954500], abs=1e-5)
    assert rows.tolist() == [[-1, 0, 2]]


def test_the_command_line_names_the_readers_of_the_setting():
    assert {name.value for name in ReaderName} == set(get_args(Reader))


def test_the_accurate_reader_gives_the_same_kind_of_statements_with_exact_places():
    installed_reader()
    rows = [row for row in read(ARTICLE) if row.cue]
    assert [ARTICLE[row.source_begin : row.source_end] for row in rows] == [
        "harbour master Ilse Brandt", "she", "the union", "A spokesman for the island council",
    ]  # fmt: skip
    for row in rows:
        assert row.text == " ".join(ARTICLE[begin:end] for begin, end in row.content_spans)
        assert row.cue == ARTICLE[row.cue_begin : row.cue_end]


def test_the_accurate_reader_says_the_same_again_and_nothing_of_nothing():
    reader = installed_reader()
    assert read(ARTICLE) == read(ARTICLE)
    for text in ("", " ", "\u200b", "\x00\x01"):
        assert reader.read(text, [(0, len(text))], []) == []


@given(st.text(alphabet=st.sampled_from(list("ab .,\"“”’'\n—:Said0世\u200b")), max_size=120))
def test_spans_of_the_accurate_reader_lie_inside_any_text(text):
    for one in installed_reader().read(text, [(0, len(text))], []):
        for begin, end in (one.cue, *one.contents, *([one.source] if one.source else [])):
            assert 0 <= begin < end <= len(text)


def test_the_model_is_small_and_fits_only_the_weights_that_it_was_moved_from(monkeypatch):
    assert accurate.MODEL.stat().st_size < 8_000_000
    installed_reader()
    base = base_weights("accurate")
    base["embeddings.LayerNorm.bias"] = base["embeddings.LayerNorm.bias"] + 1
    monkeypatch.setattr(accurate, "base_weights", lambda extra: base)
    with pytest.raises(InputError, match="not the weights"):
        accurate.read_accurate(accurate.MODEL)
