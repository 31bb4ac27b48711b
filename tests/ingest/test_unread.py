"""What an input says and cannot mean: it is told, and the article is read without it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence import Settings, read
from whence.ingest import Ingested, Read, read_inputs
from whence.ingest.articles import Draft
from whence.records import Skipped

TEXT = "The harbour council voted on Friday evening to close the north quay for eleven weeks, after divers found cracks."
PAGE = (
    "<html><head><title>Quay closed</title><meta property='article:published_time' content='{date}'></head>"
    "<body><article><h1>Quay closed</h1>{extra}<p>"
    + TEXT
    + "</p><p>Twenty boats will have to move to the south basin.</p></article></body></html>"
)


def read_rows(tmp_path: Path, *rows: dict[str, str]) -> list[Read]:
    path = tmp_path / "table.jsonl"
    path.write_text("".join(json.dumps({"text": TEXT, **row}) + "\n" for row in rows))
    return list(read_inputs(path, Settings().ingest))


@pytest.mark.parametrize("date", ["2024-13-45", "2024-02-30", "31/31/2024", "yesterday", "0000-00-00"])
def test_an_impossible_date_of_a_row_is_told_and_the_row_is_kept(tmp_path: Path, date: str) -> None:
    article, told = read_rows(tmp_path, {"date": date})
    assert isinstance(article, Ingested)
    assert article.document.published_earliest is None
    assert isinstance(told, Skipped)
    assert told.input == article.document.input
    assert told.reason == (
        f"the article was read, but its date {date!r} (field date) cannot be: write dates like 2024-05-31"
    )


def test_every_unreadable_time_of_a_row_is_told_at_once(tmp_path: Path) -> None:
    _, told = read_rows(tmp_path, {"date": "2024-13-45", "captured": "2024-02-31", "modified": "2024-01-01"})
    assert isinstance(told, Skipped)
    assert "captured" in told.reason
    assert "field date" in told.reason
    assert "modified" not in told.reason


@pytest.mark.parametrize("date", ["", "  ", "unknown", "N/A", "null", "2024-02-29", "5 January 2024"])
def test_a_missing_or_a_real_date_is_nothing_to_tell(tmp_path: Path, date: str) -> None:
    assert len(read_rows(tmp_path, {"date": date})) == 1


def test_an_impossible_date_of_a_page_is_told_where_no_other_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(date="2024-13-45", extra=""))
    assert read(page).unread == ("its date '2024-13-45' (meta article:published_time)",)
    page.write_text(PAGE.format(date="2024-13-45", extra="<time datetime='2024-05-31T10:00Z'>31 May</time>"))
    reading = read(page)
    assert reading.unread == ()
    assert reading.document.published_from == "time element"


def test_a_feed_with_an_impossible_date_is_told(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(
        "<rss><channel><title>Bay</title><item><title>Quay</title><pubDate>Foo, 99 Bar 2024</pubDate>"
        f"<description>{TEXT}</description></item></channel></rss>"
    )
    _, told = read_inputs(feed, Settings().ingest)
    assert isinstance(told, Skipped)
    assert "'Foo, 99 Bar 2024' (feed published)" in told.reason


@given(st.text(max_size=200))
def test_any_value_that_could_not_be_read_is_shown_short_and_on_one_line(value: str) -> None:
    draft = Draft(input="x")
    draft.miss("date", value, "field date")
    assert all(len(words) < 500 and "\n" not in words for words in draft.unread)
