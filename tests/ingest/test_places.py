"""Where a page's metadata was read."""

from pathlib import Path

import pytest

from whence.reading import read

BODY = "<p>" + "The ferry struck the east pier in Dunmar on Monday and nobody was hurt there. " * 8 + "</p>"


@pytest.mark.parametrize(
    ("head", "column", "place"),
    [
        ('<meta property="og:title" content="Ferry strikes pier">', "title", "meta og:title"),
        ("<title>Ferry strikes pier</title>", "title", "h1 element"),
        ('<meta name="author" content="Ada Brook">', "authors", "meta author"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "author": {"name": "Ada Brook"}}</script>',
            "authors",
            "json-ld author",
        ),
        ('<meta property="og:site_name" content="Port Courier">', "outlet", "meta og:site_name"),
        (
            '<meta property="og:updated_time" content="2024-05-03T09:00:00Z">',
            "modified",
            "meta og:updated_time",
        ),
    ],
)
def test_each_value_has_the_place_that_it_was_read_from(
    tmp_path: Path, head: str, column: str, place: str
) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        f"<html><head>{head}</head><body><article><h1>Ferry strikes pier</h1>{BODY}</article></body></html>",
        "utf-8",
    )
    assert dict(read(page).read_from)[column] == place


def test_plain_text_names_no_places_that_it_does_not_have(tmp_path: Path) -> None:
    plain = tmp_path / "page.txt"
    plain.write_text("Ferry strikes pier\n\n" + "The ferry struck the pier on Monday and sank. " * 9, "utf-8")
    assert "outlet" not in dict(read(plain).read_from)
