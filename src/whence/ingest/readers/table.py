"""Tables of articles: JSONL, JSON, CSV, TSV and Parquet, plain or gzipped, read row by row.

Texts are kept exactly, code point for code point; only lone surrogates, which no table can hold, become
U+FFFD.
"""

import csv
import gzip
import io
import json
import math
import re
import zlib
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, Any

import msgspec

from whence.ingest.articles import Draft, Ingested, finish
from whence.ingest.bylines import read_head_line
from whence.ingest.credits import RawCredit, find_text_credits
from whence.ingest.dates import Interval, day_interval, interval_of, read_date, read_moment
from whence.ingest.language import language_code
from whence.ingest.metadata import url_date
from whence.ingest.names import looks_like_organisation, split_authors
from whence.ingest.readers.files import decode_bytes, is_binary
from whence.ingest.urls import archive_moment, canonicalise_url, host_of
from whence.records import Skipped
from whence.settings import IngestSettings

FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id",),
    "url": ("url", "link"),
    "outlet": ("outlet", "source", "series", "site", "sitename", "source_name", "domain"),
    "publisher": ("publisher",),
    "title": ("title", "headline"),
    "authors": ("authors", "author", "byline"),
    "date": ("date", "published", "pub_date", "published_at", "publish_date", "date_published", "pubdate"),
    "modified": ("modified", "date_modified", "updated"),
    "first_seen": ("first_seen",),
    "captured": ("captured", "date_crawl", "crawled"),
    "language": ("language", "lang"),
    "text": ("text", "content", "body"),
    "credits": ("credits",),
}
"""Field -> the column names that are taken for it, the first that the table has."""

SUFFIXES = frozenset((".jsonl", ".ndjson", ".json", ".csv", ".tsv", ".parquet"))
_ROWS_AT_ONCE = 512  # rows of Parquet held in memory
_ROW_COLUMNS_SHOWN = 12


def read_table(
    path: Path, name: str, settings: IngestSettings, field_map: Mapping[str, str]
) -> Iterator[Ingested | Skipped]:
    """Read a table's rows.

    Args:
        path: the file.
        name: the input's name as shown; `:N` is added for row N, from 1 (a JSONL file's line).
        settings: the zone of days without one, the largest row.
        field_map: field -> the column to take for it; other fields go by their names.

    Yields:
        An article, or why a row is none, in order of the rows; one reason for a table without text column.
    """
    unknown = sorted(set(field_map) - set(FIELDS))
    if unknown:
        yield Skipped(
            input=name, reason=f"--map names {', '.join(unknown)}, and the fields are {', '.join(FIELDS)}"
        )
        return
    waiting: list[int] = []
    columns: dict[str, None] = {}
    found_text, empty = False, True
    for number, row in _rows(path, name, settings):
        empty = False
        place = f"{name}:{number}"
        if isinstance(row, str):
            yield Skipped(input=place if number else name, reason=row)
            continue
        fields = _fields_of(row, field_map)
        if "text" not in fields:
            columns.update(dict.fromkeys(str(key) for key in row if len(columns) < 200))
            if found_text:
                yield Skipped(input=place, reason=_NO_TEXT)
            else:
                waiting.append(number)
            continue
        if not found_text:
            found_text = True
            yield from (Skipped(input=f"{name}:{n}", reason=_NO_TEXT) for n in waiting)
        yield _read_row(fields, place, settings)
    if empty:
        yield Skipped(input=name, reason="the table has no rows: give one with a row for each article")
    if waiting and not found_text:
        yield Skipped(input=name, reason=_missing_text(list(columns), field_map))


_NO_TEXT = "the row has no text, so there is nothing to trace: fill its text column or leave it out"


def _missing_text(columns: list[str], field_map: Mapping[str, str]) -> str:
    shown = ", ".join(columns[:_ROW_COLUMNS_SHOWN]) + (", ..." if len(columns) > _ROW_COLUMNS_SHOWN else "")
    asked = f" {field_map['text']!r}" if "text" in field_map else ""
    return f"no text column{asked}: found {shown or 'no columns'}; name yours with --map text=COLUMN"


def _fields_of(row: Mapping[str, Any], field_map: Mapping[str, str]) -> dict[str, Any]:
    """Give the fields that the row has a column for, by map or by name, whatever the columns' case."""
    lowered = {str(key).strip().lower(): key for key in reversed(list(row))}
    fields: dict[str, Any] = {}
    for name, columns in FIELDS.items():
        if name in field_map:
            if field_map[name] in row:
                fields[name] = row[field_map[name]]
            continue
        for column in columns:
            if column in lowered:
                fields[name] = row[lowered[column]]
                break
    return fields


def _read_row(fields: dict[str, Any], place: str, settings: IngestSettings) -> Ingested | Skipped:
    """Make an article of a row, or say why not."""
    text = fields["text"]
    if not isinstance(text, str) or not text.strip():
        return Skipped(input=place, reason=_NO_TEXT)
    if len(text) > settings.largest_page:
        remedy = f"raise the limit with --set ingest.largest_page={len(text)}"
        return Skipped(input=place, reason=f"its text has {len(text):,} letters: {remedy}")
    draft = Draft(input=place, text=text)
    draft.id = _string(fields.get("id"))
    draft.url = _string(fields.get("url"))
    draft.canonical_url = canonicalise_url(draft.url)
    draft.title = _string(fields.get("title"))
    draft.outlet = _outlet(fields.get("outlet")) or host_of(draft.url)
    draft.publisher = _string(fields.get("publisher"))
    draft.language = language_code(_string(fields.get("language")))
    zone = settings.zone
    draft.captured = _told_moment(draft, "captured", fields, zone) or read_moment(
        archive_moment(draft.url) and f"{archive_moment(draft.url)}Z"
    )
    draft.first_seen = _told_moment(draft, "first_seen", fields, zone)
    draft.modified = _told_moment(draft, "modified", fields, zone)
    _date(draft, fields.get("date"), zone)
    _authors(draft, fields.get("authors"))
    draft.credits.extend(find_text_credits(text))
    draft.credits.extend(_given_credits(fields.get("credits")))
    return finish(draft)


def _date(draft: Draft, value: Any, zone: str | None) -> None:
    draft.published = _interval(value, zone, draft.language)
    draft.published_from = "field date"
    if draft.published is None:
        draft.miss("date", value, "field date")
        draft.published, draft.published_from = url_date(draft.url, zone), "url path"
    if draft.published is None:
        for line in draft.text[:400].split("\n")[:3]:
            head = read_head_line(line.strip(), zone, draft.language)
            if head is not None and head.published is not None:
                draft.published, draft.published_from = head.published, "visible line"
                return


def _authors(draft: Draft, value: Any) -> None:
    listed = value if isinstance(value, (list, tuple)) else [value]
    names = [
        name
        for item in listed
        for name in split_authors(_string(item if not isinstance(item, dict) else item.get("name")) or "")
    ]
    for name in names:
        if looks_like_organisation(name):
            draft.credits.append(RawCredit("byline", name, name))
        else:
            draft.authors.append(name)
    if not names:
        head = read_head_line(draft.text[:200].lstrip().split("\n")[0].strip())
        if head is not None:
            draft.authors = head.authors
            draft.credits.extend(RawCredit("byline", name, name) for name in head.organisations)


def _given_credits(value: Any) -> Iterator[RawCredit]:
    """Read the input's own credits: a string (parted by `;`), a list of strings, or of objects."""
    if isinstance(value, str):
        value = value.strip()
        if value.startswith(("[", "{")):
            try:
                value = json.loads(value)
            except (ValueError, RecursionError):
                value = [value]
        else:
            value = re.split(r"\s*;\s+|\s*\n\s*", value)
    if isinstance(value, dict):
        value = [value]
    for item in value if isinstance(value, (list, tuple)) else ():
        target = (
            _string(item.get("target") or item.get("url") or item.get("name"))
            if isinstance(item, dict)
            else _string(item)
        )
        if target and target.strip():
            words = (_string(item.get("text")) if isinstance(item, dict) else None) or target
            yield RawCredit(
                "input", (canonicalise_url(target) if "://" in target else None) or target.strip(), words
            )


def _string(value: Any) -> str | None:
    """Give a cell as text; numbers as they are written, blank cells as None."""
    if value is None or isinstance(value, (dict, list, tuple)):
        return None
    text = value if isinstance(value, str) else str(value)
    return text if text.strip() else None


def _outlet(value: Any) -> str | None:
    if isinstance(value, dict):  # {"id": ..., "name": ...}, as some services write it
        value = value.get("name") or value.get("title")
    return _string(value)


def _interval(value: Any, zone: str | None, language: str | None) -> Interval | None:
    if isinstance(value, datetime):
        midnight = value.tzinfo is None and (value.hour, value.minute, value.second) == (0, 0, 0)
        return _guarded_day(value.date(), zone) if midnight else interval_of(value, zone)
    if isinstance(value, date):
        return _guarded_day(value, zone)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _epoch(float(value), zone)
    if isinstance(value, str) and re.fullmatch(r"\s*\d{9,10}(?:\.\d+)?\s*|\s*\d{13}\s*", value):
        return _epoch(float(value), zone)
    return read_date(value, zone, language) if isinstance(value, str) else None


def _guarded_day(day: date, zone: str | None) -> Interval | None:
    try:
        return day_interval(day, zone)
    except (ValueError, OverflowError):
        return None


def _epoch(seconds: float, zone: str | None) -> Interval | None:
    """Read seconds or milliseconds since 1970; four digits are a year, eight a day."""
    if not math.isfinite(seconds):
        return None
    if seconds == int(seconds) and (1000 <= seconds <= 9999 or 10_000_101 <= seconds <= 99_991_231):
        return read_date(str(int(seconds)), zone)
    try:
        return interval_of(datetime.fromtimestamp(seconds / (1000 if seconds > 1e11 else 1), UTC))
    except (ValueError, OverflowError, OSError):
        return None


def _told_moment(draft: Draft, field: str, fields: Mapping[str, Any], zone: str | None) -> datetime | None:
    """Read a field as a moment; what cannot be read is remembered."""
    value = fields.get(field)
    moment = _moment(value, zone)
    if moment is None:
        draft.miss("time", value, f"field {field}")
    return moment


def _moment(value: Any, zone: str | None) -> datetime | None:
    if isinstance(value, str):
        read = read_moment(value, zone)
        if read is not None:
            return read
    interval = _interval(value, zone or "UTC", None)
    return interval.earliest if interval else None


def _rows(path: Path, name: str, settings: IngestSettings) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Give (row number, row or reason) of a table; number 0 stands for the file."""
    suffixes = [s.lower() for s in path.suffixes]
    kind = suffixes[-2] if suffixes[-1:] == [".gz"] and len(suffixes) > 1 else suffixes[-1]
    try:
        if kind == ".parquet":
            yield from _parquet_rows(path)
            return
        with _opened(path) as opened:
            if kind in (".csv", ".tsv"):
                yield from _csv_rows(opened, settings, "\t" if kind == ".tsv" else None)
            else:
                yield from _json_rows(opened, settings)
    except (OSError, EOFError, zlib.error) as error:
        yield 0, f"cannot be read ({error.__class__.__name__}: {_one_line(error)}): check the file"


def _opened(path: Path) -> IO[bytes]:
    return gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb")  # type: ignore[return-value]


def _one_line(error: BaseException) -> str:
    return " ".join(str(error).split())[:200]


def _json_rows(opened: IO[bytes], settings: IngestSettings) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Read JSON lines, or one JSON array or object over several lines."""
    first = opened.readline(settings.largest_page * 4)
    if first.startswith((b"\xff\xfe", b"\xfe\xff")):
        lines: Iterator[bytes] = iter(
            [*decode_bytes(first + opened.read()).encode("utf-8", "replace").split(b"\n")]
        )
    elif _is_whole(first):
        yield from _whole_json(first + opened.read())
        return
    else:
        lines = _lines(first.removeprefix(b"\xef\xbb\xbf"), opened, settings.largest_page * 4)
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        if len(line) >= settings.largest_page * 4:
            yield (
                number,
                f"the line is longer than {settings.largest_page * 4:,} bytes: "
                "raise the limit with --set ingest.largest_page=N",
            )
            continue
        row = _parse_json(line)
        if isinstance(row, Mapping):
            yield number, row
        else:
            yield (
                number,
                row if isinstance(row, str) else "the line is JSON but no object: give one object a line",
            )


def _lines(first: bytes, opened: IO[bytes], limit: int) -> Iterator[bytes]:
    """Give lines one by one; what goes over the limit is read past."""
    line = first
    while line:
        yield line
        while len(line) >= limit and not line.endswith(b"\n"):
            line = opened.readline(limit)
            if not line:
                return
        line = opened.readline(limit)


def _is_whole(first: bytes) -> bool:
    """Tell whether a file's first line opens an array or object that goes on below."""
    start = first.removeprefix(b"\xef\xbb\xbf").strip()
    if start.startswith(b"["):
        return True
    if not start.startswith(b"{"):
        return False
    return start == b"{" or (
        not start.endswith(b"}")
        and isinstance(_parse_json(start), str)
        and start.endswith((b",", b"[", b"{"))
    )


def _whole_json(data: bytes) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    value = _parse_json(data.removeprefix(b"\xef\xbb\xbf"))
    if isinstance(value, str):
        yield 0, value
        return
    if isinstance(value, Mapping):
        listed = next(
            (
                value[key]
                for key in ("articles", "documents", "items", "data", "results")
                if isinstance(value.get(key), list)
            ),
            None,
        )
        value = listed if listed is not None else [value]
    for number, row in enumerate(value if isinstance(value, list) else [], 1):
        yield (
            number,
            row if isinstance(row, Mapping) else "no object, so no article: give one object a record",
        )


def _parse_json(line: bytes) -> Any:
    """Parse JSON; a string means why it is none."""
    try:
        value = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        try:
            # Slower, but knows lone surrogates, NaN, and, after decoding, other encodings.
            value = json.loads(decode_bytes(line), strict=False)
        except ValueError as error:
            return f"not JSON ({_one_line(error)}): mend the line or leave it out"
        except RecursionError:
            return "JSON nested too deep for an article: leave the line out"
    return ["text"] if isinstance(value, str) else value


def _csv_rows(
    opened: IO[bytes], settings: IngestSettings, delimiter: str | None
) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    """Read rows under a header; a record that breaks the form is skipped, and the next is read."""
    start = opened.read(4096)
    opened.seek(0)
    if is_binary(start):
        yield 0, "binary data, no CSV: give the table as CSV in UTF-8"
        return
    encoding = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    csv.field_size_limit(max(csv.field_size_limit(), settings.largest_page))
    # Bytes that are no UTF-8 ride along as lone surrogates and are decoded cell by cell.
    errors = "replace" if encoding == "utf-16" else "surrogateescape"
    with io.TextIOWrapper(opened, encoding=encoding, errors=errors, newline="") as stream:
        header = stream.readline()
        mark = delimiter or max(",;\t|", key=header.count)
        try:
            columns = [name.strip() for name in next(csv.reader([header], delimiter=mark), [])]
        except csv.Error as error:
            yield 0, f"not CSV ({_one_line(error)}): give a header line with the columns' names"
            return
        yield from _csv_records(csv.reader(stream, delimiter=mark), columns)


def _csv_records(reader: Any, columns: list[str]) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    number = 0
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, f"not CSV ({_one_line(error)}): mend the row or leave it out"
            continue
        if cells:
            yield number, dict(zip(columns, map(_cell, cells), strict=False))


def _cell(value: str) -> str:
    if value.isascii():
        return value
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return decode_bytes(value.encode("utf-8", "surrogateescape"))
    return value


def _values(batch: Any) -> list[dict[str, Any]]:
    """Give the rows of a batch; a cell that Python cannot hold, as a date in the year 30,000, is None."""
    try:
        rows: list[dict[str, Any]] = batch.to_pylist()
    except (ValueError, OverflowError):
        columns = {name: [_value(cell) for cell in batch.column(name)] for name in batch.schema.names}
        rows = [{name: cells[place] for name, cells in columns.items()} for place in range(batch.num_rows)]
    # Some writers leave out that a column of bytes holds text.
    return [{name: decode_bytes(v) if isinstance(v, bytes) else v for name, v in row.items()} for row in rows]


def _value(cell: Any) -> Any:
    try:
        return cell.as_py()
    except (ValueError, OverflowError):
        return None


def _parquet_rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any] | str]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with pq.ParquetFile(path) as file:
            wanted = [field.name for field in file.schema_arrow]
            for batch in file.iter_batches(batch_size=_ROWS_AT_ONCE, columns=wanted):
                for row in _values(batch):
                    number += 1
                    yield number, row
            if number == 0:
                yield 0, "the table has no rows: give one with a row for each article"
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        yield 0, f"no Parquet that can be read ({_one_line(error)}): write it again"
