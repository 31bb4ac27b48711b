"""Pages of every form that news has, with a page's furniture: who says what in them, and nothing of the page."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import whence
from whence.reading import Reading

FORMS = Path(__file__).parent / "forms"
GOLD: dict[str, dict[str, Any]] = json.loads((FORMS / "gold.json").read_text(encoding="utf-8"))
SAID = [
    pytest.param(
        name,
        *says[:3],
        id=f"{name}: {says[2][:40]}",
        marks=[pytest.mark.xfail(reason=says[3])] if len(says) > 3 else [],
    )
    for name, gold in GOLD.items()
    for says in gold["says"]
]


@cache
def reading_of(name: str) -> Reading:
    return whence.read(FORMS / name)


@pytest.mark.parametrize("name", GOLD)
def test_the_page_says_who_ran_and_wrote_it_and_what_it_is(name: str) -> None:
    document, gold = reading_of(name).document, GOLD[name]
    assert (document.outlet, list(document.authors), document.genre) == (
        gold["outlet"],
        gold["authors"],
        gold["genre"],
    )


@pytest.mark.parametrize(("name", "kind", "source", "words"), SAID)
def test_a_statement_is_its_speakers(name: str, kind: str, source: str | None, words: str) -> None:
    own = ("outlet", "author")
    said = [
        (row.source_kind if row.source_kind in own else "source", row.source)
        for row in reading_of(name).statements
        if words in row.text
    ]
    assert (kind, source) in said


@pytest.mark.parametrize("name", GOLD)
def test_no_statement_is_of_the_page_around_the_article(name: str) -> None:
    said = "\n".join(f"{row.source} {row.text}" for row in reading_of(name).statements)
    assert [words for words in GOLD[name]["furniture"] if words in said] == []


@pytest.mark.parametrize("name", GOLD)
def test_every_offset_gives_the_words_that_it_is_of(name: str) -> None:
    reading = reading_of(name)
    for row in reading.statements:
        field = reading.document.title or "" if row.field == "title" else reading.document.text
        assert row.text == " ".join(field[begin:end] for begin, end in row.content_spans)
        assert (row.begin, row.end) == (row.content_spans[0][0], row.content_spans[-1][1])
        if row.cue is not None:
            assert row.cue == field[row.cue_begin : row.cue_end]
        if row.source_begin is not None:
            assert field[row.source_begin : row.source_end].strip() != ""
        assert all(field[each.begin : each.end].strip() for each in row.quantities)
