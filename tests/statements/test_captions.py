"""What a picture shows is not what somebody says."""

import pytest

from whence.records import Document
from whence.settings import StatementSettings
from whence.statements import read_statements
from whence.statements.captions import is_caption


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
    ],
)
def test_a_caption_attributes_nothing_and_is_no_content(caption, reader):
    text = f"{caption}\n\nThe quay will close on Friday, Brandt said. She wants to reopen it in May."
    document = Document(id="a", input="a", language="en", text=text)
    rows = [row for row in read_statements(document, StatementSettings(reader=reader)) if row.attribution_id]
    assert all(begin >= len(caption) for row in rows for begin, _ in row.content_spans)
    assert any(row.text == "The quay will close on Friday" for row in rows)
