"""One article or text from a file or from standard input."""

import re
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from whence.cli.guard import chosen_settings
from whence.errors import InputError
from whence.settings import IngestSettings, Settings, with_values

if TYPE_CHECKING:
    from whence.ingest import Ingested
    from whence.reading import Reading

_MARKUP = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|!--|\?xml|html|head|body|meta|div|article)", re.IGNORECASE
)
_STDIN = "-"


def settings_for(zone: str | None) -> Settings:
    """Give the settings with those of `--set`, and with a time zone for dates that name none."""
    settings = with_values(Settings(), chosen_settings.get())
    return settings if zone is None else replace(settings, ingest=replace(settings.ingest, zone=zone))


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


def decode_text(data: bytes, source: str = _STDIN) -> str:
    """Give plain text: UTF-8, UTF-16 with its mark, else Windows-1252.

    Raises:
        InputError: if the bytes are no text.
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    if b"\x00" in data[:4096]:
        raise InputError(source, "binary data, no text; give a page or plain text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def is_markup(data: bytes) -> bool:
    """Tell whether bytes are a page's source rather than plain text."""
    return _MARKUP.match(data[:4096]) is not None


@contextmanager
def saved_page(data: bytes) -> Iterator[Path]:
    """Keep a page from standard input in a passing file; errors name standard input, not the file.

    Raises:
        InputError: as raised inside, with `-` as its input.
    """
    with tempfile.TemporaryDirectory(prefix="whence-") as folder:
        page = Path(folder) / "page.html"
        page.write_bytes(data)
        try:
            yield page
        except InputError as error:
            raise InputError(_STDIN, error.reason) from error


def load_reading(source: str, settings: Settings) -> "Reading":
    """Read one article from a file or, for `-`, from standard input."""
    from whence.reading import read, read_text

    if source != _STDIN:
        return read(source, settings)
    data = read_stdin(settings.ingest)
    if not is_markup(data):
        return read_text(decode_text(data, source), settings)
    with saved_page(data) as page:
        reading = read(page, settings)
    return replace(reading, document=replace(reading.document, input=_STDIN))


def load_article(source: str, settings: Settings) -> "Ingested":
    """Read one article's text and metadata, without its statements and without guessing its language."""
    from whence.ingest import read_page, read_plain

    if source != _STDIN:
        return read_page(source, settings.ingest, language=False)
    data = read_stdin(settings.ingest)
    if not is_markup(data):
        return read_plain(decode_text(data, source), settings.ingest, language=False)
    with saved_page(data) as page:
        article = read_page(page, settings.ingest, language=False)
    return replace(article, document=replace(article.document, input=_STDIN))


def load_text(source: str, settings: Settings) -> str:
    """Give a text to look for: a page's running text, or plain text exactly as it is.

    Raises:
        InputError: if there is nothing to read.
    """
    from whence.ingest import read_page

    data = read_stdin(settings.ingest) if source == _STDIN else _read_file(source, settings.ingest)
    if not is_markup(data):
        return decode_text(data, source)
    if source != _STDIN:
        return read_page(source, settings.ingest, language=False).document.text
    with saved_page(data) as page:
        return read_page(page, settings.ingest, language=False).document.text


def _read_file(source: str, settings: IngestSettings) -> bytes:
    path = Path(source)
    if not path.is_file():
        if source.lower().startswith(("http://", "https://")):
            raise InputError(
                source, "nothing is fetched; save the page in a browser, and give the saved file"
            )
        raise InputError(source, "no such file; give a saved page or a text file, or - for standard input")
    if path.stat().st_size > settings.largest_page:
        raise InputError(source, f"over {settings.largest_page:,} bytes; give one article")
    return path.read_bytes()
