"""From paths to articles: every reader, every skip with its reason."""

import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import InputError
from whence.identity import content_id
from whence.ingest import Ingested, read_inputs, read_page
from whence.records import Skipped
from whence.settings import IngestSettings

from . import pages

SETTINGS = IngestSettings()
ROW = {
    "id": "r1", "url": "https://bay.example/1?utm_source=x", "outlet": "The Bay Ledger", "publisher": "Ledger Holdings",
    "title": "Quay shut", "authors": "Jon Abell and Mara Till", "date": "2024-01-05", "first_seen": "2024-01-06T08:00:00Z",
    "captured": "2024-02-01", "language": "en-GB", "text": "  The quay  was shut.\r\n\nNobody was hurt.\u00a0 ",
    "credits": "Meridian Wire; https://lantern.example/p?utm_source=x",
}  # fmt: skip


def read(*paths: Path, **field_map: str) -> list[Ingested | Skipped]:
    return list(read_inputs(paths, SETTINGS, field_map))


def write_lines(path: Path, *rows: object) -> Path:
    path.write_text(
        "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8"
    )
    return path


def one(items: list[Ingested | Skipped]) -> Ingested:
    (item,) = items
    assert isinstance(item, Ingested)
    return item


def test_a_jsonl_row_is_taken_by_its_field_names(tmp_path: Path) -> None:
    article = one(read(write_lines(tmp_path / "n.jsonl", ROW)))
    document = article.document
    assert document.id == "r1"
    assert document.input == (tmp_path / "n.jsonl").as_posix() + ":1"
    assert document.url == ROW["url"]
    assert document.canonical_url == "https://bay.example/1"
    assert (document.outlet, document.publisher, document.title) == (
        "The Bay Ledger",
        "Ledger Holdings",
        "Quay shut",
    )
    assert document.authors == ("Jon Abell", "Mara Till")
    assert document.published_earliest == datetime(2024, 1, 4, 10, tzinfo=UTC)
    assert document.published_from == "field date"
    assert document.first_seen == datetime(2024, 1, 6, 8, tzinfo=UTC)
    assert document.captured == datetime(2024, 2, 1, tzinfo=UTC)
    assert document.language == "en"
    assert document.text == ROW["text"]
    assert [(c.kind, c.target) for c in article.credits] == [
        ("input", "Meridian Wire"), ("input", "https://lantern.example/p"),
    ]  # fmt: skip


def test_csv_tsv_parquet_json_and_gzip_give_the_same_articles(tmp_path: Path) -> None:
    want = one(read(write_lines(tmp_path / "n.jsonl", ROW)))
    import csv

    for name, mark in (("n.csv", ","), ("s.csv", ";"), ("n.tsv", "\t")):
        with (tmp_path / name).open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(ROW), delimiter=mark)
            writer.writeheader()
            writer.writerow(ROW)
    pq.write_table(pa.Table.from_pylist([ROW]), tmp_path / "n.parquet")
    (tmp_path / "n.json").write_text(json.dumps([ROW], indent=1))
    (tmp_path / "n.jsonl.gz").write_bytes(gzip.compress(json.dumps(ROW).encode()))
    for name in ("n.csv", "s.csv", "n.tsv", "n.parquet", "n.json", "n.jsonl.gz"):
        got = one(read(tmp_path / name))
        assert got.document.text == want.document.text, name
        assert got.credits == want.credits, name
        assert got.document.published_earliest == want.document.published_earliest, name


def test_other_names_and_a_map_find_the_fields(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "n.jsonl",
        {"series": "Bay", "content": "Words.", "author": ["A. Noor", "Meridian Wire"], "pub_date": "2024"},
    )
    document = one(read(path)).document
    assert (document.outlet, document.text, document.authors) == ("Bay", "Words.", ("A. Noor",))
    mapped = write_lines(tmp_path / "m.jsonl", {"story": "Words.", "paper": "Bay"})
    assert one(read(mapped, text="story", outlet="paper")).document.outlet == "Bay"


def test_an_id_comes_from_the_input_else_from_content(tmp_path: Path) -> None:
    row = {"url": "https://bay.example/a", "title": "T", "text": "Words."}
    document = one(read(write_lines(tmp_path / "n.jsonl", row))).document
    assert document.id == content_id("d", "https://bay.example/a", "T", "Words.")


def test_rows_that_are_no_articles_are_skipped_one_by_one(tmp_path: Path) -> None:
    path = write_lines(
        tmp_path / "n.jsonl",
        {"text": "Words."},
        "{not json",
        {"text": " "},
        "[1, 2]",
        {"title": "no text"},
        {"text": "More."},
    )
    items = read(path)
    assert [isinstance(item, Ingested) for item in items] == [True, False, False, False, False, True]
    skipped = [item for item in items if isinstance(item, Skipped)]
    assert [item.input.rsplit(":", 1)[1] for item in skipped] == ["2", "3", "4", "5"]
    assert "not JSON" in skipped[0].reason
    assert "no text" in skipped[1].reason


@pytest.mark.parametrize("name", ["n.jsonl", "n.csv"])
def test_a_table_without_text_is_one_line_that_names_its_columns(tmp_path: Path, name: str) -> None:
    if name == "n.csv":
        (tmp_path / name).write_text("headline,story\na,b\nc,d\n")
    else:
        write_lines(tmp_path / name, {"headline": "a", "story": "b"}, {"headline": "c", "story": "d"})
    (item,) = read(tmp_path / name)
    assert isinstance(item, Skipped)
    assert "headline, story" in item.reason
    assert "--map text=" in item.reason


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.jsonl", b"\xff\xfe\x00garbage\x00"), ("a.parquet", b"PAR1 no"), ("a.csv", b"\x00\x01\x02"), ("a.jsonl.gz", b"no gzip"),
        ("a.html", b""), ("a.html", b"\x89PNG\x00\x00"), ("a.txt", b"\x00\x01\x02" * 50), ("a.txt", b""), ("a.xml", b"<x/>"), ("a.rss", b"<rss></rss>"),
        ("a.docx", b"PK"), ("a.json", b"[" * 200_000), ("a.jsonl", b"[" * 200_000), ("a", b"words"), ("a.json", b"5"), ("a.jsonl", b"[]\n5\n"),
    ],
)  # fmt: skip
def test_a_bad_file_is_skipped_with_one_line_and_nothing_breaks(
    tmp_path: Path, name: str, data: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    for item in read(path):
        assert isinstance(item, Skipped)
        assert item.input.startswith(path.as_posix())
        assert "\n" not in item.reason


def test_lone_surrogates_alone_are_replaced(tmp_path: Path) -> None:
    path = tmp_path / "n.jsonl"
    path.write_bytes(rb'{"text": "a\ud800b \u0000 \u200b\t  c"}')
    assert one(read(path)).document.text == "a\ufffdb \x00 \u200b\t  c"


_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=200).filter(
    lambda t: bool(t.strip())
)


@given(_TEXT)
def test_texts_from_tables_are_kept_exactly(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("exact")
    path = write_lines(folder / "n.jsonl", {"text": text})
    article = one(read(path))
    assert article.document.text == text
    for credit in article.credits:
        if credit.begin is not None:
            assert text[credit.begin : credit.end] == credit.text


def test_a_folder_is_walked_in_order_and_assets_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_text(pages.UNDATED)
    (tmp_path / "a.html").write_text(pages.WORDPRESS)
    (tmp_path / "b_files").mkdir()
    (tmp_path / "b_files" / "frame.html").write_text(pages.JSON_LD)
    (tmp_path / "style.css").write_text("x")
    (tmp_path / "logo.png").write_bytes(b"x")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "c.txt").write_text(pages.PASTED)
    (tmp_path / "notes.docx").write_bytes(b"x")
    items = read(tmp_path)
    base = tmp_path.as_posix()
    assert [i.document.input for i in items if isinstance(i, Ingested)] == [
        f"{base}/a.html",
        f"{base}/b.html",
        f"{base}/deep/c.txt",
    ]
    reasons = {i.input: i.reason for i in items if isinstance(i, Skipped)}
    assert set(reasons) == {base, f"{base}/b_files", f"{base}/notes.docx"}
    assert reasons[base].startswith("2 files")
    assert reasons[f"{base}/b_files"].startswith("1 files")


def test_a_missing_path_an_empty_folder_and_standard_input_are_skipped(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    items = list(read_inputs([str(tmp_path / "none"), str(tmp_path / "empty"), "-"], SETTINGS))
    assert all(isinstance(item, Skipped) for item in items)
    assert len(items) == 3


def test_one_path_is_one_input_and_not_many_letters(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "one.jsonl", ROW)
    assert list(read_inputs(str(path), SETTINGS)) == read(path) == list(read_inputs(path, SETTINGS))


def test_one_page_is_read_or_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(pages.WORDPRESS)
    assert read_page(tmp_path / "a.html", SETTINGS).document.outlet == "Port Alma Courier"
    write_lines(tmp_path / "two.jsonl", {"text": "a"}, {"text": "b"})
    for name in ("none.html", "two.jsonl"):
        with pytest.raises(InputError):
            read_page(tmp_path / name, SETTINGS)


def test_the_language_of_a_page_that_names_none_is_told_on_request(tmp_path: Path) -> None:
    """What a page names is taken in any case."""
    bare = pages.WORDPRESS.replace('lang="en', 'data-was="en')
    for name, page in (("bare.html", bare), ("page.html", pages.WORDPRESS)):
        (tmp_path / name).write_text(page)
    told = read_page(tmp_path / "bare.html", SETTINGS).document
    untold = read_page(tmp_path / "bare.html", SETTINGS, language=False).document
    assert (told.language, untold.language) == ("en", None)
    assert replace(told, language=None) == untold
    assert read_page(tmp_path / "page.html", SETTINGS, language=False).document.language == "en"


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Inland Mirror</title><link>https://inlandmirror.example/</link>
<language>en</language>
<item><title>Quay &amp; council</title><link>https://inlandmirror.example/n/1?utm_source=rss</link>
<pubDate>Fri, 05 Jan 2024 20:10:00 +0100</pubDate><dc:creator>Lena Osk</dc:creator>
<source url="https://meridianwire.example/feed">Meridian Wire</source>
<content:encoded><![CDATA[{pages.BODY}<p>See the <a href="https://council.example/minutes">minutes</a>.</p><script>x</script>]]></content:encoded></item>
<item><title>Only a title</title><link>https://inlandmirror.example/n/2</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Bay Ledger</title>
<entry><title>Quay</title><link href="https://bayledger.example/q"/><published>2024-01-05T10:15:00Z</published>
<updated>2024-01-06T10:15:00Z</updated><author><name>Jon Abell</name></author>
<source><title>Meridian Wire</title><link href="https://meridianwire.example/feed"/></source>
<content type="html">&lt;p&gt;The quay was shut.&lt;/p&gt;&lt;p&gt;Nobody was hurt.&lt;/p&gt;</content></entry></feed>"""


def test_an_rss_entry_is_an_article_that_credits_its_source(tmp_path: Path) -> None:
    (tmp_path / "feed.xml").write_text(RSS)
    article, skipped = read(tmp_path / "feed.xml")
    assert isinstance(article, Ingested)
    document = article.document
    assert (document.title, document.outlet, document.authors) == (
        "Quay & council",
        "Inland Mirror",
        ("Lena Osk",),
    )
    assert (
        document.published_earliest == document.published_latest == datetime(2024, 1, 5, 19, 10, tzinfo=UTC)
    )
    assert document.text.endswith("1.4 million crowns.\n\nSee the minutes.")
    assert {(c.kind, c.target) for c in article.credits} == {
        ("feed-source", "Meridian Wire"),
        ("link", "https://council.example/minutes"),
    }
    assert isinstance(skipped, Skipped)
    assert skipped.input.endswith("feed.xml:2")


def test_an_atom_entry_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "feed.atom").write_text(ATOM)
    article = one(read(tmp_path / "feed.atom"))
    assert article.document.text == "The quay was shut.\n\nNobody was hurt."
    assert article.document.modified == datetime(2024, 1, 6, 10, 15, tzinfo=UTC)
    assert [c.target for c in article.credits if c.kind == "feed-source"] == ["Meridian Wire"]


@given(st.binary(max_size=300), st.sampled_from(["a.html", "a.txt", "a.jsonl", "a.csv", "a.xml", "a.json"]))
def test_any_bytes_in_any_file_are_read_or_skipped(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(data)
    for item in read(path):
        assert isinstance(item, (Ingested, Skipped))
