"""Where quotations begin and end."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.statements.quotes import find_quotes


@pytest.mark.parametrize(
    "quoted",
    [
        '"We left at six in the morning."', "“We left at six in the morning.”", "«We left at six in the morning.»",
        "„We left at six in the morning.“", "''We left at six in the morning.''", "‘We left at six in the morning.’",
        "»We left at six in the morning.«",
    ],
)  # fmt: skip
def test_every_kind_of_mark_quotes(quoted):
    text = f"Venn said: {quoted} Then he went."
    [quote] = find_quotes(text)
    assert text[quote.begin : quote.end] == quoted
    assert quote.speech


def test_an_apostrophe_opens_nothing():
    assert find_quotes("The players' coach didn't see '90s ships at the miners' hall.") == ()


def test_a_missing_closing_mark_ends_with_the_paragraph():
    text = 'Venn said, "We left at six.\n\nThe ship was gone.'
    [quote] = find_quotes(text)
    assert not quote.closed
    assert text[quote.begin : quote.end] == '"We left at six.'


def test_a_quotation_inside_another_belongs_to_it():
    text = "“He told me, ‘The gate will hold,’ and left,” Venn said."
    [quote] = find_quotes(text)
    assert text[quote.begin : quote.end].endswith("left,”")


def test_names_of_works_and_single_words_are_no_speech():
    assert [
        quote.speech for quote in find_quotes('The "temporary" bridge in "The Long Way Home Again" opened.')
    ] == [
        False,
        False,
    ]


@given(st.text(alphabet="“”\"'‘’«»„ ab.\n", max_size=120))
def test_quotations_never_overlap(text):
    quotes = find_quotes(text)
    assert all(left.end <= right.begin for left, right in pairwise(quotes))
    assert all(0 <= quote.begin < quote.end <= len(text) for quote in quotes)
