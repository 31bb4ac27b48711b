"""Sentences: where they end, and their exact offsets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.text import split_sentences
from whence.text.sentences import LONGEST_SENTENCE


def cut(text: str) -> list[str]:
    return [text[begin:end] for begin, end in split_sentences(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Sen. Ana Roth (D-Calif.) met J. K. Moss on Jan. 5 at 5 p.m. Friday.", "Nobody spoke."],
        ["“Why?” Mara Venn asked.", "“No!” he said.", "“It ended.”", "Roth left."],
        ["He worked for the U.S. Senate.", "She lived in the U.S.", "The two met."],
        ["No. 5 won.", "He said no.", "Then he left."],
        ["Acme Inc. sold it.", "The buyer was Acme Inc.", "The price is unknown."],
        ["It rose 3.5 percent.", "See example.com for more."],
        ["1. First point.", "2. Second point."],
        ["The road ... went on.", "He stopped...", "Nothing came."],
        ["John F. Kennedy spoke after World War I.", "Then came peace."],
        ["Maj. Gen. Roth and Lt. Col. Venn v. the State of Alma.", "[1] A note."],
        ["قال الرجل إنه ذهب.", "هل ذهب الولد؟", "نعم"],
    ],
)
def test_sentences_end_where_readers_end_them(sentences: list[str]) -> None:
    """Abbreviations, initials, numbers and quotes do not deceive."""
    assert cut(" ".join(sentences)) == sentences


def test_wide_full_stops_need_no_space() -> None:
    """Chinese and Japanese sentences follow each other directly."""
    assert cut("他说：“好。”然后走了。下一句！最后") == ["他说：“好。”", "然后走了。", "下一句！", "最后"]


def test_a_blank_line_ends_a_sentence_and_a_lone_line_break_does_not() -> None:
    """Headings have no full stop."""
    assert cut("A heading\n\nA line\nthat goes on.\r\n\r\nLast") == [
        "A heading",
        "A line\nthat goes on.",
        "Last",
    ]


def test_a_lost_space_between_sentences_is_seen() -> None:
    """Scraped text often loses the space behind a full stop."""
    assert cut("He went to court.The judge agreed.") == ["He went to court.", "The judge agreed."]


@given(st.text(alphabet=st.sampled_from("aB1.!?…。 \n\t\"'”“)(].,\u2029é😀"), max_size=120))
@settings(deadline=None, max_examples=200)
def test_sentences_are_trimmed_and_cover_everything_but_white_space(text: str) -> None:
    """Each character is white space or in exactly one sentence."""
    reached = 0
    for begin, end in split_sentences(text):
        assert begin >= reached
        assert not text[reached:begin].strip()
        assert text[begin:end] == text[begin:end].strip() != ""
        reached = end
    assert not text[reached:].strip()


@pytest.mark.parametrize(
    "unit", [".", "a. ", "\n ", "x", '."', "[1]", ".[1", "Mr. ", "“a” ", "A.A", " ", "?!", "a\u0301"]
)
def test_much_junk_is_split_in_short_pieces(unit: str) -> None:
    """No sentence is over-long; a pattern that crawled would hang here."""
    junk = unit * (300_000 // len(unit))
    sentences = split_sentences(junk)
    assert all(end - begin <= LONGEST_SENTENCE for begin, end in sentences)


def test_a_quoted_word_behind_an_abbreviation_and_a_secretary_open_no_sentence() -> None:
    def cut(text: str) -> list[str]:
        return [text[begin:end] for begin, end in split_sentences(text)]

    assert cut('The U.S. "destroyed" the buoy. It sank.') == ['The U.S. "destroyed" the buoy.', "It sank."]
    assert cut('It stood in the U.S. "We saw it," she said.') == [
        "It stood in the U.S.",
        '"We saw it," she said.',
    ]
    assert cut("Defense Sec. Mara Venn agreed.") == ["Defense Sec. Mara Venn agreed."]
