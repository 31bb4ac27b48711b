"""Web archives: WARC and WACZ, whole, broken and hostile."""

import gzip
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ingest.pages import WORDPRESS
from whence.ingest import Ingested, read_inputs
from whence.records import Skipped
from whence.settings import IngestSettings, Settings

ADDRESS = "https://www.almacourier.example/2024/01/05/north-quay-closed/?utm_source=archive"


def record(
    body: bytes,
    *,
    kind: str = "response",
    status: str = "200 OK",
    media: str = "text/html",
    url: str = ADDRESS,
) -> bytes:
    """Write one record of an archive."""
    block = b"HTTP/1.1 %s\r\nContent-Type: %s\r\n\r\n%s" % (status.encode(), media.encode(), body)
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-01-07T08:09:10Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{len(body):012}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def read(path: Path, settings: IngestSettings | None = None) -> tuple[list[Ingested], list[Skipped]]:
    found = list(read_inputs([path], settings or Settings().ingest))
    return [x for x in found if isinstance(x, Ingested)], [x for x in found if isinstance(x, Skipped)]


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


PAGE = WORDPRESS.encode()


@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz", "NEWS.WARC", "news.wacz"])
def test_a_captured_page_has_the_address_and_the_moment_of_its_record(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if name.endswith("wacz"):
        with zipfile.ZipFile(path, "w") as package:
            package.writestr("datapackage.json", "{}")
            package.writestr("archive/data.warc.gz", gzip.compress(record(PAGE)))
    else:
        path.write_bytes(gzip.compress(record(PAGE)) if name.endswith("gz") else record(PAGE))
    (article,), skipped = read(path)
    document = article.document
    assert skipped == []
    assert (document.title, document.outlet) == ("North quay closed for eleven weeks", "Port Alma Courier")
    assert document.url == ADDRESS
    assert document.canonical_url == "https://almacourier.example/2024/01/05/north-quay-closed"
    assert document.captured == datetime(2024, 1, 7, 8, 9, 10, tzinfo=UTC)
    assert document.input.endswith(f"{name}:{ADDRESS}")
    assert "canonical" not in {credit.kind for credit in article.credits}


def test_what_holds_no_page_is_counted_in_one_line(tmp_path: Path) -> None:
    data = (
        record(b"\x89PNG", media="image/png")
        + record(b"gone", status="404 Not Found")
        + record(PAGE)
        + record(b"\x89PNG2", media="image/png")
        + record(b"GET /", kind="request")
    )
    articles, (others,) = read(write(tmp_path / "news.warc", data))
    assert len(articles) == 1
    assert others.reason == "3 records that hold no pages (image/png 2, status 404 1), not read"


def test_a_captured_page_that_is_no_article_is_named_by_its_address(tmp_path: Path) -> None:
    data = record(b"<html><body><p>Too short.</p></body></html>", url="https://a.example/x") + record(PAGE)
    articles, (short,) = read(write(tmp_path / "news.warc", data))
    assert len(articles) == 1
    assert short.input.endswith("news.warc:https://a.example/x")
    assert "2 words of running text" in short.reason


def test_a_compressed_page_is_unpacked_up_to_the_limit(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE)
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + packed
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {ADDRESS}\r\nWARC-Date: 2024-01-07T08:09:10Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    path = write(tmp_path / "news.warc", head.encode() + block + b"\r\n\r\n")
    assert len(read(path)[0]) == 1
    small = IngestSettings(largest_page=200)
    articles, (large,) = read(path, small)
    assert articles == []
    assert "raise the limit" in large.reason


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no archive at all",
        gzip.compress(record(PAGE))[:-40] + b"junk",
        b"\x1f\x8b\x00\xff junk",
        b"WARC/1.0\r\n",
    ],
    ids=["empty", "text", "cut off", "no gzip", "half a head"],
)
@pytest.mark.parametrize("name", ["news.warc", "news.warc.gz", "news.wacz"])
def test_a_broken_archive_says_so_and_ends_nothing(tmp_path: Path, name: str, data: bytes) -> None:
    write(tmp_path / name, data)
    (tmp_path / "page.html").write_bytes(PAGE)
    articles, skipped = read(tmp_path)
    assert any(article.document.input.endswith("page.html") for article in articles)
    assert len(articles) == 2 or any(name in each.input for each in skipped)
