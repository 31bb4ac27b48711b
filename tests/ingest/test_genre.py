"""What kind of article a page is, from what it says of itself."""

import pytest

from whence.ingest import read_plain
from whence.ingest.genre import read_genre
from whence.settings import IngestSettings


@pytest.mark.parametrize(
    ("note", "genre"),
    [
        ("Ilse Marrow is a columnist in Port Alma.", "opinion"),
        ("Ilse Marrow is a journalist and author of three books.", "opinion"),
        ("Ilse Marrow, a former harbour pilot, sails.", "article"),
        ("Ilse Marrow is a reporter for the Northern Ledger.", "article"),
        ("Aurel Finch is a columnist.", "article"),
        ("Ilse Marrow is a " + "very " * 200 + "columnist", "article"),
    ],
)
def test_a_note_on_the_author_tells_a_column_from_a_report(note: str, genre: str) -> None:
    lines = ["The queue is ordinary for the season.", note]
    assert read_genre(title="The queue", lines=lines, authors=["Ilse Marrow"]) == genre


def test_a_pasted_text_is_of_the_kind_of_the_original_that_it_credits() -> None:
    text = (
        "The Fog of Figures\nby Ilse Marrow on 05 Jan 2024 0 Comment\n\nEverybody has a number, and few have a list.\n\n"
        "Courtesy https://ballast.example/commentary/2024/fog?utm_source=mail\n"
    )
    assert read_plain(text, IngestSettings()).document.genre == "opinion"
    assert read_plain(text.replace("/commentary/", "/news/"), IngestSettings()).document.genre == "article"
