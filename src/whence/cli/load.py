"""One article or text from a file or from standard input."""

import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from whence.errors import InputError
from whence.settings import IngestSettings, Settings

if TYPE_CHECKING:
    from whence.ingest import Ingested
    from whence.reading import Reading

_MARKUP = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|!--|\?xml|html|head|body|meta|div|article)", re.IGNORECASE
)
_STDIN = "-"


def settings_for(zone: str | None) -> Settings:
    """Give the settings with a time zone for dates that name none."""
    return Settings(ingest=IngestSettings(zone=zone))


def read_stdin(settings: IngestSettings) -> bytes:
    """Read standard input up to the largest page.

    Raises:
        InputError: if it is empty or larger.
    """
    data = sys.stdin.buffer.read(settings.largest_page + 1)
    if len(data) > settings.largest_page:
        raise InputError(_STDIN, f"standard input is over {settings.largest_page:,} bytes; give one article")
    if not data.strip():
        raise InputError(_STDIN, "standard input is empty; send a page or a text")
    return data


def is_markup(data: bytes) -> bool:
    """Tell whether bytes are a page's source rather than plain text."""
    return _MARKUP.match(data[:4096]) is not None


def load_reading(source: str, settings: Settings) -> "Reading":
    """Read one article from a file or, for `-`, from standard input."""
    from whence.reading import read, read_text

    if source != _STDIN:
        return read(source, settings)
    data = read_stdin(settings.ingest)
    if not is_markup(data):
        return read_text(data.decode("utf-8", "replace"), settings)
    with tempfile.TemporaryDirectory(prefix="whence-") as folder:
        page = Path(folder) / "page.html"
        page.write_bytes(data)
        return read(page, settings)


def load_article(source: str, settings: Settings) -> "Ingested":
    """Read one article's text and metadata, without its statements."""
    from whence.ingest import read_page, read_plain

    if source != _STDIN:
        return read_page(source, settings.ingest)
    data = read_stdin(settings.ingest)
    if not is_markup(data):
        return read_plain(data.decode("utf-8", "replace"), settings.ingest)
    with tempfile.TemporaryDirectory(prefix="whence-") as folder:
        page = Path(folder) / "page.html"
        page.write_bytes(data)
        return read_page(page, settings.ingest)


def load_text(source: str, settings: Settings) -> str:
    """Give a text to look for: a page's running text, or plain text exactly as it is.

    Raises:
        InputError: if there is nothing to read.
    """
    if source == _STDIN:
        data = read_stdin(settings.ingest)
    else:
        path = Path(source)
        if not path.is_file():
            raise InputError(
                source, "no such file; give a saved page or a text file, or - for standard input"
            )
        if path.stat().st_size > settings.ingest.largest_page:
            raise InputError(source, f"over {settings.ingest.largest_page:,} bytes; give one article")
        data = path.read_bytes()
    if not is_markup(data):
        return data.decode("utf-8", "replace")
    if source != _STDIN:
        return load_article(source, settings).document.text
    with tempfile.TemporaryDirectory(prefix="whence-") as folder:
        page = Path(folder) / "page.html"
        page.write_bytes(data)
        return load_article(str(page), settings).document.text
