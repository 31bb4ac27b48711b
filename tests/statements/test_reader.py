"""What holds for every document: exact offsets, stable ids, order, and cover."""

import dataclasses
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.records import Document
from whence.settings import StatementSettings
from whence.statements import read_statements, reconcile_sources, total_quantities

LISTED = (
    "Mara Venn said says told that the ministry \" “ ” ' , . ; : — ? he she they who which and but according to per "
    "citing denied claim claims their Minister police officials 12 killed people wounded was is believed not ( ) I 's"
)
WORDS = st.sampled_from(LISTED.split(" "))
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=200)


@settings(deadline=None, max_examples=150)
@given(TEXTS, st.none() | TEXTS)
def test_offsets_are_exact_on_any_text(text, title):
    document = Document(id="d1", input="test", title=title, text=text, authors=("Ilse Marrow",))
    rows = read_statements(document, StatementSettings())
    ids = {row.id for row in rows}
    assert len(ids) == len(rows)
    for row in rows:
        field = title if row.field == "title" else text
        assert " ".join(field[begin:end] for begin, end in row.content_spans) == row.text
        assert (row.begin, row.end) == (row.content_spans[0][0], row.content_spans[-1][1])
        assert row.cue is None or field[row.cue_begin : row.cue_end] == row.cue
        assert row.source_begin is None or 0 <= row.source_begin < row.source_end <= len(field)
        assert row.parent_id is None or row.parent_id in ids
        assert all(row.begin <= quantity.begin < quantity.end <= row.end for quantity in row.quantities)
    assert read_statements(document, StatementSettings()) == rows
    total_quantities(document, rows)
    reconcile_sources([document], rows)


def test_statements_come_in_order(read):
    text = "The harbour was closed for a week. Mara Venn said the quay was safe."
    document = Document(id="d1", input="test", title="The harbour is closed for now", text=text)
    rows = read_statements(document, StatementSettings())
    assert [row.field for row in rows] == ["title", "text", "text"]
    assert [row.begin for row in rows[1:]] == sorted(row.begin for row in rows[1:])


def test_what_surrounds_an_aside_is_the_outlets_own(read):
    [row] = read(
        "The blast, which police said was caused by gas, killed 12 people and closed the port.", own=True
    )
    assert row.text == "The blast killed 12 people and closed the port"


def test_questions_and_fragments_state_nothing(read):
    assert read("Who closed the harbour this week? Nobody knows.", own=True) == []


def test_an_id_depends_on_its_document():
    one = Document(id="d1", input="test", text="Mara Venn said the quay was safe.")
    other = dataclasses.replace(one, id="d2")
    left = read_statements(one, StatementSettings())
    right = read_statements(other, StatementSettings())
    assert not {row.id for row in left} & {row.id for row in right}


def test_junk_of_many_kinds_is_read_quickly():
    for junk in (
        '"' * 20_000,
        "said " * 4_000,
        "“He said that " * 2_000,
        "'a " * 9_000,
        "Aa Bb " * 5_000,
        "(" * 20_000,
    ):
        read_statements(Document(id="d1", input="test", title=junk, text=junk), StatementSettings())


def calls_for(text):
    """Count the calls of Python functions that reading a text takes."""
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event == "call"

    document = Document(id="d1", input="test", text=text, language="en")
    previous = sys.getprofile()
    sys.setprofile(count)
    try:
        read_statements(document, StatementSettings())
    finally:
        sys.setprofile(previous)
    return calls


@pytest.mark.parametrize("junk", ["said ", "“He said that ", "12 ", "Mara Venn said that ", "citing "])
def test_the_work_on_junk_grows_with_its_length_alone(junk):
    """Twice the text takes at most a little more than twice the work, however many cues it holds."""
    short = junk * (50_000 // len(junk))
    assert calls_for(short * 2) < 2.2 * calls_for(short)


def test_other_languages_give_quotations_with_their_speaker(read):
    german = (
        "»Wir hörten einen lauten Schlag«, sagte Ivo Tarn der Agentur Meridian Wire. Das Schiff lag am Kai."
    )
    [row] = read(german, language="de")
    assert (row.source, row.channel, row.quotation) == ("Ivo Tarn", "Meridian Wire", "direct")
    [row] = read("« Nous avons entendu un grand bruit », a déclaré Mara Venn.", language="fr")
    assert (row.source, row.quotation) == ("Mara Venn", "direct")


def test_plain_cues_and_figures_of_other_languages_are_read(read):
    german = "Bei dem Brand sind mindestens zwölf Menschen getötet worden. Das teilte die Hafenbehörde mit."
    [row] = read(german, language="de")
    assert (row.source, [(q.kind, q.low, q.high) for q in row.quantities]) == (
        "Hafenbehörde",
        [("killed", 12.0, None)],
    )
    [row] = read("Le feu a fait 12 morts et 31 blessés, selon l'Autorité portuaire.", language="fr")
    assert (row.source, [q.kind for q in row.quantities]) == ("Autorité portuaire", ["killed", "injured"])


def test_sentences_of_other_languages_are_not_read_as_english(read):
    assert read("Die Post said und die Show told that.", language="de") == []
