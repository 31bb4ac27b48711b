"""From files and folders to articles: walks folders, picks the reader, says what was skipped."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from whence.errors import InputError
from whence.ingest.articles import Ingested, clean, tell_language
from whence.ingest.dates import zone_of
from whence.ingest.readers.affiliations import (
    is_ownership_table,
    is_trust_file,
    read_ownership_table,
    read_trust_file,
)
from whence.ingest.readers.archive import is_archive, read_archive
from whence.ingest.readers.checks import SUFFIXES as CHECK_SUFFIXES
from whence.ingest.readers.checks import holds_checks, read_check_file, read_page_checks
from whence.ingest.readers.feed import is_feed, read_feed
from whence.ingest.readers.files import decode_bytes, is_binary
from whence.ingest.readers.html import count_words, read_html, too_large
from whence.ingest.readers.table import SUFFIXES, read_table
from whence.ingest.readers.text import read_plain
from whence.records import Affiliation, Check, Skipped
from whence.settings import IngestSettings

_PAGES = frozenset((".html", ".htm", ".xhtml", ".shtml"))
_TEXTS = frozenset((".txt", ".text", ".md"))
_FEEDS = frozenset((".xml", ".rss", ".atom", ".rdf"))
# What pages bring with them; in a folder they are one line, not one each.
_ASSETS = frozenset(
    [
        ".css",
        ".js",
        ".mjs",
        ".map",
        ".png",
        ".jpg",
        ".jpeg",
        ".gif",
        ".svg",
        ".webp",
        ".avif",
        ".ico",
        ".bmp",
        ".woff",
        ".woff2",
        ".ttf",
        ".eot",
        ".otf",
        ".mp3",
        ".mp4",
        ".webm",
        ".m4a",
        ".ogg",
        ".wav",
        ".download",
        ".axd",
        ".swf",
    ]
)
# Browsers name the folder of a saved page in the language of the desktop.
_FOLDER_ENDS = (
    "_files",
    "-files",
    "_dateien",
    "-dateien",
    "_fichiers",
    "-fichiers",
    "_archivos",
    "_file",
    ".files",
    "_bestanden",
)
_KNOWN = "HTML, plain text (.txt), RSS or Atom, WARC or WACZ, JSONL, JSON, CSV, TSV and Parquet"

Read = Ingested | Check | Affiliation | Skipped
"""What one input can give."""


def read_inputs(
    inputs: str | Path | Iterable[str | Path],
    settings: IngestSettings,
    field_map: Mapping[str, str] | None = None,
) -> Iterator[Read]:
    """Read every article, fact-check and affiliation in the files and folders named.

    Args:
        inputs: paths, or one path; folders are walked in sorted order. `-` is the caller's to read.
        settings: limits, and the zone of days without one.
        field_map: for tables, field -> the column to take for it.

    Raises:
        SettingsError: if the zone is unknown.

    Yields:
        An article, a fact-check, an affiliation, or what was skipped and why, in the order of the inputs; a
        folder's in order of the names. What could not be read of an article stands behind it.
    """
    for item in _read_all(inputs, settings, field_map or {}):
        if not isinstance(item, Ingested):
            yield item
            continue
        yield tell_language(item)
        if item.unread:
            yield Skipped(input=item.document.input, reason=_left_out(item.unread))


def _left_out(unread: Iterable[str]) -> str:
    """Say what of an article was left out, though the article was not."""
    return f"the article was read, but {' and '.join(unread)} cannot be: write dates like 2024-05-31"


def _read_all(
    inputs: str | Path | Iterable[str | Path], settings: IngestSettings, field_map: Mapping[str, str]
) -> Iterator[Read]:
    """Read everything; the articles languages are those that they name."""
    zone_of(settings.zone)  # a wrong setting is the user's error, not one of each file
    for given in [inputs] if isinstance(inputs, str | Path) else inputs:
        name = Path(given).as_posix() if not isinstance(given, str) else given.replace(os.sep, "/")
        if name == "-":
            yield Skipped(input="-", reason="standard input holds one text: give it to `read` or `find`")
            continue
        path = Path(given)
        if path.is_dir():
            found = _read_folder(path, name.rstrip("/") or "/", settings, field_map)
        else:
            found = _guarded(path, name, settings, field_map)
        for item in found:
            # A file's name may hold bytes that are no text, which neither tables nor terminals can.
            yield replace(item, input=clean(item.input) or "") if isinstance(item, Skipped) else item


def read_page(path: str | Path, settings: IngestSettings, *, language: bool = True) -> Ingested:
    """Read one file that holds one article: a saved page, or plain text.

    Args:
        path: the file.
        settings: limits, and the zone of days without one.
        language: whether the language of an article that names none is told, as `read_plain` tells it.

    Returns:
        The document and its credits.

    Raises:
        InputError: if it cannot be read, holds no article, or more than one.
    """
    name = path if isinstance(path, str) else path.as_posix()
    found = [item for item in _read_all([path], settings, {}) if isinstance(item, Ingested | Skipped)]
    articles = [item for item in found if isinstance(item, Ingested)]
    if len(articles) == 1:
        return tell_language(articles[0]) if language else articles[0]
    if not articles:
        skipped = found[0] if found else None
        reason = skipped.reason if isinstance(skipped, Skipped) else "it holds no article"
        raise InputError(skipped.input if isinstance(skipped, Skipped) else name, reason)
    raise InputError(
        name,
        f"it holds {len(articles)} articles and one was asked for: use `add`, or give one article's page",
    )


def _read_folder(
    folder: Path, name: str, settings: IngestSettings, field_map: Mapping[str, str]
) -> Iterator[Read]:
    """Walk a folder, names sorted; links to folders are not followed, so that no walk is without end."""
    waiting = [(folder, name)]
    found = False
    while waiting:
        current, shown = waiting.pop()
        try:
            entries = sorted(os.scandir(current), key=lambda entry: entry.name)
        except OSError as error:
            yield Skipped(
                input=shown, reason=f"the folder cannot be read ({error.strerror}): check its rights"
            )
            continue
        found = found or bool(entries)
        pages = {Path(e.name).stem for e in entries if Path(e.name).suffix.lower() in _PAGES}
        assets: Counter[str] = Counter()
        below: list[tuple[Path, str]] = []
        for entry in entries:
            place = f"{shown}/{entry.name}" if shown != "/" else f"/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                if _is_page_folder(entry.name, pages):
                    count = sum(len(files) for _, _, files in os.walk(entry.path))
                    yield Skipped(input=place, reason=f"{count} files that belong to a saved page, not read")
                elif not entry.name.startswith("."):
                    below.append((Path(entry.path), place))
                continue
            suffix = Path(entry.name).suffix.lower()
            if suffix in _ASSETS or entry.name.startswith("."):
                assets[suffix or entry.name] += 1
                continue
            yield from _guarded(Path(entry.path), place, settings, field_map)
        if assets:
            kinds = ", ".join(sorted(assets)[:8])
            yield Skipped(
                input=shown, reason=f"{sum(assets.values())} files that hold no articles ({kinds}), not read"
            )
        waiting.extend(reversed(below))
    if not found:
        yield Skipped(input=name, reason="the folder is empty: give one that holds pages or tables")


def _is_page_folder(name: str, pages: set[str]) -> bool:
    """Tell whether a folder holds the assets of a page saved beside it."""
    lowered = name.lower()
    return any(lowered.endswith(end) and name[: -len(end)] in pages for end in _FOLDER_ENDS)


def _guarded(path: Path, name: str, settings: IngestSettings, field_map: Mapping[str, str]) -> Iterator[Read]:
    """Read one file; what is wrong with it becomes a reason, so that the rest goes on."""
    try:
        yield from _read_file(path, name, settings, field_map)
    except InputError as error:
        yield Skipped(input=error.input, reason=error.reason)
    except OSError as error:
        yield Skipped(
            input=name, reason=f"cannot be read ({error.strerror or error}): check its path and rights"
        )
    except (RecursionError, MemoryError) as error:
        yield Skipped(
            input=name,
            reason=f"too large or too deeply nested ({error.__class__.__name__}): give a smaller file",
        )
    except Exception as error:  # whatever a parser stumbles over, the other files are read
        said = f"{error.__class__.__name__}: {' '.join(str(error).split())[:200]}"
        yield Skipped(input=name, reason=f"cannot be read ({said}): save it in another form, and report it")


def _read_file(
    path: Path, name: str, settings: IngestSettings, field_map: Mapping[str, str]
) -> Iterator[Read]:
    suffix = path.suffix.lower()
    inner = path.with_suffix("").suffix.lower() if suffix == ".gz" else suffix
    if name.lower().startswith(("http://", "https://")):
        raise InputError(name, "nothing is fetched: save the page in a browser, and give the saved file")
    if not path.exists():
        raise InputError(name, "there is no such file or folder: check the path")
    if path.is_dir():
        raise InputError(name, "a link to a folder, which is not followed: give the folder itself")
    if not path.is_file():
        raise InputError(name, "neither a file nor a folder: give a path to one")
    beside = _read_beside(path, suffix, name, settings)
    if beside is not None:
        yield from beside
        return
    if inner in SUFFIXES:
        yield from read_table(path, name, settings, field_map)
        return
    if is_archive(path):
        yield from read_archive(path, name, settings)
        return
    if suffix not in _PAGES | _TEXTS | _FEEDS and suffix != "":
        raise InputError(name, f"files that end in {clean(suffix[:20])} are not read: give {_KNOWN}")
    if path.stat().st_size > settings.largest_page:
        raise InputError(
            name,
            too_large(path.stat().st_size, settings),
        )
    yield from _read_bytes(path.read_bytes(), suffix, name, settings)


def _read_beside(
    path: Path, suffix: str, name: str, settings: IngestSettings
) -> Iterator[Check | Affiliation | Skipped] | None:
    """Read a file that holds no articles but what is known beside them; None for other files."""
    if suffix in CHECK_SUFFIXES and holds_checks(path):
        return read_check_file(path, name, settings.zone)
    if suffix in (".csv", ".tsv") and is_ownership_table(path):
        return read_ownership_table(path, name, settings.zone)
    return read_trust_file(path, name) if is_trust_file(path) else None


def _read_bytes(data: bytes, suffix: str, name: str, settings: IngestSettings) -> Iterator[Read]:
    """Read a feed, a page or a text."""
    if suffix in _FEEDS or (suffix == "" and is_feed(data)):
        yield from read_feed(data, settings, name)
    elif suffix in _PAGES or _looks_like_html(data):
        yield from read_page_checks(data, name, settings.zone)
        yield read_html(data, settings, name)
    elif suffix in _TEXTS:
        yield _read_text_file(data, settings, name)
    else:
        raise InputError(
            name,
            f"no page and no feed, and its name has no suffix: name it by what it holds; {_KNOWN} are read",
        )


def _looks_like_html(data: bytes) -> bool:
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head"))


def _read_text_file(data: bytes, settings: IngestSettings, name: str) -> Ingested:
    if not data.strip():
        raise InputError(name, "the file is empty: paste the article's text into it")
    if is_binary(data):
        raise InputError(name, "binary data, no text: give the article as text or HTML")
    article = read_plain(decode_bytes(data), settings, name, language=False)
    # A page can be anything, so a short one is no article; a text was put there by somebody who meant it.
    if not count_words(article.document.text):
        raise InputError(name, "no running text below its headline: paste the whole article into it")
    return article
