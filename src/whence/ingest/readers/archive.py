"""Web archives: WARC files, plain or compressed, and WACZ -> one article for each page that was captured."""

import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from whence.errors import InputError
from whence.ingest.articles import Ingested
from whence.ingest.dates import read_moment
from whence.ingest.readers.checks import read_page_checks
from whence.ingest.readers.html import read_html
from whence.records import Check, Skipped
from whence.settings import IngestSettings

_PACKAGE = ".wacz"
_ENDS = (".warc", ".warc.gz", ".warc.zst")
_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_FOUND = 200  # the HTTP status of a page that was there
_KINDS_SHOWN = 6


def is_archive(path: Path) -> bool:
    """Tell a web archive by its file's name."""
    return path.name.lower().endswith((*_ENDS, _PACKAGE))


def read_archive(path: Path, name: str, settings: IngestSettings) -> Iterator[Ingested | Check | Skipped]:
    """Read the pages of a web archive.

    A page's address and moment of capture are those of its record. What else was captured, pictures and pages
    that were not there, is counted in one line.

    Args:
        path: a WARC file, or a WACZ package of them.
        name: the input's name as shown; `:ADDRESS` is added for a page.
        settings: limits, and the zone of days without one.

    Yields:
        Articles, fact-checks, and why pages are none, in the archive's order; at last what held no pages.
    """
    others: Counter[str] = Counter()
    read = 0
    try:
        for stream in _streams(path):
            for record in _records(stream):
                read += 1
                kind = _kind_of(record)
                if kind in _PAGES:
                    yield from _read_record(record, name, settings)
                else:
                    others[kind] += 1
    except (OSError, ValueError, EOFError, zipfile.BadZipFile) as error:
        said = " ".join(str(error).split())[:120]
        yield Skipped(
            input=name, reason=f"the archive is broken after {read:,} records ({said}): capture it again"
        )
        return
    if not read:
        yield Skipped(
            input=name, reason="the archive holds no captured pages: give a WARC or WACZ with responses"
        )
    if others:
        kinds = ", ".join(f"{kind} {count:,}" for kind, count in others.most_common(_KINDS_SHOWN))
        more = ", ..." if len(others) > _KINDS_SHOWN else ""
        yield Skipped(
            input=name, reason=f"{others.total():,} records that hold no pages ({kinds}{more}), not read"
        )


def _streams(path: Path) -> Iterator[IO[bytes]]:
    """Open the WARC files: the file itself, or those in a package, in order of their names."""
    if not path.name.lower().endswith(_PACKAGE):
        with path.open("rb") as stream:
            yield stream
        return
    with zipfile.ZipFile(path) as package:
        for inner in sorted(package.namelist()):
            if inner.lower().endswith(_ENDS):
                with package.open(inner) as stream:
                    yield stream


def _records(stream: IO[bytes]) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    kinds = WarcRecordType.response | WarcRecordType.resource
    return iter(ArchiveIterator(stream, record_types=kinds, parse_http=True, auto_decode="all"))


def _kind_of(record: Any) -> str:
    """Give the media type of what was captured, or the status of an answer that holds no page."""
    if record.http_headers is not None and record.http_headers.status_code != _FOUND:
        return f"status {record.http_headers.status_code}"
    kind = record.http_content_type if record.http_headers is not None else record.headers.get("Content-Type")
    return (kind or "no type").split(";")[0].strip().lower()


def _read_record(record: Any, name: str, settings: IngestSettings) -> Iterator[Ingested | Check | Skipped]:
    """Read one captured page; one byte over the limit is enough to know that it is too large."""
    address = (record.headers.get("WARC-Target-URI") or "").strip(" <>")
    place = f"{name}:{address}" if address else name
    data = record.reader.read(settings.largest_page + 1)
    try:
        yield from read_page_checks(data, place, settings.zone)
        yield read_html(
            data,
            settings,
            place,
            address=address or None,
            captured=read_moment(record.headers.get("WARC-Date")),
            charset=record.http_charset,
        )
    except InputError as error:
        yield Skipped(input=error.input, reason=error.reason)
