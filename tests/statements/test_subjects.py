"""What words can be a source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.statements.subjects import narrow_source


def narrow(words: str, *, relative: bool = False) -> str | None:
    text = f"Then it was that {words} spoke."
    begin = text.index(words)
    found = narrow_source(text, begin, begin + len(words), relative=relative)
    return None if found is None else text[slice(*found)]


@pytest.mark.parametrize(
    "words",
    [
        "Mara Venn", "the ministry", "two officials briefed on the talks", "her", "who", "about half of voters",
        "at least some", "prosecutors in the south of Ostmark", "a tally kept by the Port Courier", "WHO", "many",
        "the plumber, who was there when it broke", "up to 50 members", "leading members of the board",
    ],
)  # fmt: skip
def test_a_phrase_that_can_be_a_source_stays_whole(words: str) -> None:
    assert narrow(words) == words


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("a day after her lawyers", "her lawyers"),
        ("tanks to the border hours after President Venn", "President Venn"),
        ("including one source", "one source"),
        ("despite his lawyers", "his lawyers"),
        ("Mara Venn was late when the doors closed", "Mara Venn"),
        ("the plumber when the work was done", "the plumber"),
        ("Mara Venn ridiculously", "Mara Venn"),
        ("The harbour office, Tarn wrote", "The harbour office"),
        ("Meanwhile the board", "the board"),
        ("At a hearing on Monday, the minister", "the minister"),
    ],
)
def test_what_is_no_part_of_the_subject_is_cut_off(words: str, kept: str) -> None:
    assert narrow(words) == kept


@pytest.mark.parametrize(
    "words",
    ["swiftly", "This", "consider the storm a warning", "sending the paper a note", "2004", "Meanwhile"],
)
def test_words_that_are_no_subject_are_no_source(words: str) -> None:
    assert narrow(words) is None


def test_a_relative_pronoun_stands_for_what_a_verb_leads_up_to() -> None:
    assert narrow("placating an erratic mayor", relative=True) == "an erratic mayor"


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60), st.booleans())
def test_what_is_kept_lies_inside_on_any_text(text: str, first: int, second: int, relative: bool) -> None:
    begin, end = sorted((min(first, len(text)), min(second, len(text))))
    found = narrow_source(text, begin, end, relative=relative)
    assert found is None or begin <= found[0] < found[1] <= end
