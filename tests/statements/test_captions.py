"""What a picture shows is not what somebody says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.records import Document
from whence.settings import StatementSettings
from whence.statements import read_statements
from whence.statements.captions import find_captions, is_caption, lies_in_caption


@pytest.mark.parametrize(
    ("source", "cue", "content", "caption"),
    [
        ("A 2019 photo", "shows", "the quay before the storm", True),
        ("This file photograph", "shows", "that crane at work", True),
        ("An undated handout image", "depicts", "the mayor who was robbed", True),
        ("A picture", "shows", "two men on the quay", True),
        ("Satellite images", "show", "that the quay was hit", False),
        ("Photos", "showed", "the wall had fallen", False),
        ("An engineer in the photo", "shows", "the crack", False),
        ("The mayor", "showed", "no remorse", False),
        ("A photo agency", "said", "the quay was closed", False),
        ("", "shows", "", False),
    ],
)
def test_a_caption_is_told_from_what_is_known_by_a_picture(source, cue, content, caption):
    assert is_caption(source, cue, content) is caption


@pytest.mark.parametrize("reader", ["rules", "default"])
@pytest.mark.parametrize(
    "caption",
    [
        "A 2019 photo shows Mayor Ida Brandt at the opening of the new quay in Port Alma.",
        "This file photo shows the ferry Solveig leaving the harbour of Port Alma last spring.",
        "FILE - In this March 4, 2019, file photo, Mayor Ida Brandt arrives at the town hall of Port Alma.",
        "Mayor Ida Brandt walks along the quay in Port Alma on Monday. (Photo by Olaf Lind)",
        "Mayor Ida Brandt speaks to dockers on the steps of the town hall, May 10, 2019. (Olaf Lind/Reuters)",
    ],
)
def test_a_caption_attributes_nothing_and_is_no_content(caption, reader):
    text = f"{caption}\n\nThe quay will close on Friday, Brandt said. She wants to reopen it in May."
    document = Document(id="a", input="a", language="en", text=text)
    rows = [row for row in read_statements(document, StatementSettings(reader=reader)) if row.attribution_id]
    assert all(begin >= len(caption) for row in rows for begin, _ in row.content_spans)
    assert any(row.text == "The quay will close on Friday" for row in rows)


@pytest.mark.parametrize(
    "caption",
    [
        "Mayor Ida Brandt walks along the quay in Port Alma on Monday. (Photo by Olaf Lind)",
        "Mayor Ida Brandt opens the quay. The town paid for all of it. (AP Photo/Olaf Lind)",
        "Mayor Ida Brandt opens the quay in Port Alma. | Olaf Lind/Getty Images",
        "Olaf Lind/Reuters Mayor Ida Brandt, shown here in May, opens the quay in Port Alma.",
        "FILE PHOTO: Mayor Ida Brandt opens the quay in Port Alma, March 4, 2019.",
        "Mayor Ida Brandt opens the quay in Port Alma, March 4, 2019. NORLIN/Olaf Lind",
        "Mayor Ida Brandt, left, and Sven Holt stand on the quay in Port Alma.",
    ],
)
def test_the_outlet_says_nothing_in_a_caption(caption):
    text = f"The quay is old and leaks.\n\n{caption}\n\nThe council will meet on Friday in the town hall."
    document = Document(id="a", input="a", language="en", text=text)
    rows = read_statements(document, StatementSettings())
    assert [row.text for row in rows] == [
        "The quay is old and leaks",
        "The council will meet on Friday in the town hall",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The photo of the quay was sold to an agency for ninety crowns.",
        "Mayor Ida Brandt, 51, left the council in May.",
        "The agency took (as ever) a picture of the quay and sold it.",
        "The ferry went left, right and back into the wall of the quay.",
        "The ship belongs to NORLIN/Orle Grain, and the quay does not.",
        "PORT ALMA (Reuters) - The council closed the quay on Monday.",
    ],
)
def test_a_sentence_about_pictures_is_no_caption(sentence):
    assert find_captions(f"It rained.\n\n{sentence}") == []


@given(st.text(alphabet="a ./|(\nPhotAP", max_size=80))
def test_captions_are_whole_lines_in_order(text):
    spans = find_captions(text)
    assert spans == sorted(spans)
    for begin, end in spans:
        assert "\n" not in text[begin:end]
        assert text[begin - 1 : begin] in ("", "\n")
        assert lies_in_caption(spans, begin)
        assert not lies_in_caption(spans, end)


def test_a_line_of_junk_is_read_in_one_pass():
    assert find_captions("(Photo/AP " * 100_000) == []
