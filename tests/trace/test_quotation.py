"""Which characters stand inside quotation marks."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.trace import quoted_spans


def _quoted(text: str) -> list[str]:
    return [text[begin:end] for begin, end in quoted_spans(text)]


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('She said "no" and left.', ['"no"']),
        ("She said “no” and left.", ["“no”"]),
        ("Er sagte „nein“ und ging.", ["„nein“"]),
        ("Il a dit « non » et partit.", ["« non »"]),
        ("Er sagte »nein« und ging.", ["»nein«"]),
        ("Hän sanoi ”ei” ja lähti.", ["”ei”"]),
        ("彼は「いいえ」と言った。", ["「いいえ」"]),
        ("She said ‘no, don’t do it’ and left.", ["‘no, don’t do it’"]),
        ("She said 'no, don't do it' and left.", ["'no, don't do it'"]),
        ("The dogs' bowls and the cat's milk aren't here.", []),
        ('A plank of 5 feet 10" by 3" was found.', []),
        ("“He told me ‘no’ twice,” she said.", ["“He told me ‘no’ twice,”"]),
        ('“He may go," she said, “or stay.”', ['“He may go,"', "“or stay.”"]),
        ('“He told me "no" twice,” she said.', ['“He told me "no" twice,”']),
        ('One "two" three "four five".', ['"two"', '"four five"']),
        ("", []),
    ],
)
def test_quotations_are_found_in_every_style(text: str, quoted: list[str]) -> None:
    assert _quoted(text) == quoted


def test_a_quotation_over_paragraphs_with_repeated_openings_is_whole() -> None:
    text = "“One went.\n\n“Two went.\n\n“Three went,” he said.\n\nNobody else."
    assert _quoted(text) == ["“One went.", "“Two went.", "“Three went,”"]


def test_a_quotation_over_paragraphs_without_repeated_openings_goes_on_to_its_closing_mark() -> None:
    text = "He said: “One went.\n\nTwo went,” and left."
    assert _quoted(text) == ["“One went.", "Two went,”"]


def test_a_missing_closing_mark_ends_with_its_paragraph() -> None:
    assert _quoted('He said "one went.\n\nNobody else came.') == ['"one went.']


def test_newlines_part_paragraphs_where_there_are_no_blank_lines() -> None:
    assert _quoted('He said "one went.\nNobody else came.') == ['"one went.']


@given(st.text(alphabet="ab \n\"“”„«»‘’'‚.,「」", max_size=60))
def test_spans_are_sorted_disjoint_and_inside_the_text(text: str) -> None:
    at = 0
    for begin, end in quoted_spans(text):
        assert at <= begin < end <= len(text)
        at = end


@pytest.mark.parametrize("junk", ['"', "“", "'", "\n", "\n ", " \n", "»", "a'", '"\n\n'])
def test_a_megabyte_of_junk_is_read_in_linear_time(junk: str) -> None:
    started = time.perf_counter()
    quoted_spans(junk * (1_000_000 // len(junk)))
    assert time.perf_counter() - started < 5
