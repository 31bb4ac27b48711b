"""Dates as intervals: what a page's words say about when, and no more.

A full timestamp with its zone is a point. A day, a month or an hour without a zone is widened to the
first and last moment that it can be anywhere in the world (UTC+14 to UTC-12), unless a zone is given. A
numeric date whose order of day and month nothing decides covers both readings.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from whence.errors import SettingsError
from whence.ingest.months import MONTHS, WEEKDAYS, ZONES

# The zones of the world reach from UTC+14 (Line Islands) to UTC-12 (Baker Island).
EAST, WEST = timedelta(hours=14), timedelta(hours=12)
_FIRST_YEAR, _LAST_YEAR = 1600, 2100  # newspapers begin about 1600; later years are errors of a page
# A date with label and weekday in any language stays well under this; more is running text.
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class Interval:
    """First and last moment, in UTC to the second, both included."""

    earliest: datetime
    latest: datetime


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date met in a line: where it stands, and its interval."""

    begin: int
    end: int
    interval: Interval


_MONTH = "(?:" + "|".join(sorted((re.escape(m) for m in MONTHS), key=len, reverse=True)) + ")"
_WEEKDAY = (
    "(?:(?:" + "|".join(sorted((re.escape(d) for d in WEEKDAYS), key=len, reverse=True)) + r")\b\.?,?\s{0,3})"
)
_ZONE = (
    r"(?P<zone>z\b|(?:utc|gmt)?\s{0,2}[+\u2212-]\d{1,2}:?(?:\d{2})?(?!\d)"
    r"|\(?\b(?:" + "|".join(sorted(ZONES, key=len, reverse=True)) + r")\b\)?)"
)
_CLOCK = (
    r"(?P<hour>\d{1,2})(?:(?:\s?[:.h]\s?(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?)"
    r"(?:\s{0,2}(?P<half>[ap]\.?\s?m\b\.?))?|\s{0,2}(?P<half_only>[ap]\.?\s?m\b\.?)|\s?(?P<uhr>uhr|h)\b)"
    r"(?:\s?uhr\b|\s?hrs\b)?(?:\s{0,2}" + _ZONE + ")?"
)
_JOIN = (
    r"(?:\s{0,3}(?:[,|\u2022\u00b7@/\u2013\u2014-]|\b(?:at|um|à|às|as|a las|alle|ore|om|h|kl)\b\.?|"
    r"في|الساعة)){0,2}"
    r"\s{0,3}"
)
_AFTER = r"(?P<clock>" + _JOIN + _CLOCK + r")?"
_BEFORE = r"(?P<clock_before>" + _CLOCK.replace("?P<", "?P<b_") + r"(?:\s{0,2}(?:on\b|,|\|)){0,2}\s{0,3})?"
_ORDINAL = r"(?:\s?(?:st|nd|rd|th|er|º|ª|°)\b)?\.?"

_PATTERNS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("iso", r"(?<![\d/.-])(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?!\d)"
                r"(?P<clock>(?:t|\s{1,2})" + _CLOCK + ")?"),
        ("ymd", r"(?<![\d/.-])(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})(?![\d/])" + _AFTER),
        ("cjk", r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일号]"
                r"(?P<clock>[\s,]{0,3}" + _CLOCK + ")?"),
        ("dmy", _BEFORE + _WEEKDAY + r"{0,2}(?<!\d)(?P<day>\d{1,2})" + _ORDINAL
                + r"[\s/-]{0,3}(?:(?:of|de|do)\s)?(?P<month>" + _MONTH + r")\b\.?,?"
                r"[\s/-]{0,3}(?:(?:de|del|do)\s)?"
                r"(?P<year>\d{4}|['’]\d{2}|(?<=-)\d{2})(?![\d:])" + _AFTER),
        ("mdy", _BEFORE + _WEEKDAY + r"{0,2}\b(?P<month>" + _MONTH + r")\b\.?\s{0,2}(?P<day>\d{1,2})"
                + _ORDINAL
                + r"\s?,?\s{0,2}(?P<year>\d{4})(?![\d:])" + _AFTER),
        ("num", r"(?<![\d/.-])(?P<first>\d{1,2})(?P<mark>[/.-])(?P<other>\d{1,2})(?P=mark)"
                r"(?P<year>\d{4})(?![\d/])"
                + _AFTER),
    )
)  # fmt: skip
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:[tT]?(\d{2})(\d{2})(\d{2})?([zZ])?)?$")
_YEAR_MONTH = re.compile(r"^(\d{4})-(\d{1,2})$")
_WORD_MONTH = re.compile(r"^(" + _MONTH + r")\.?,?\s(?:de\s)?(\d{4})$")
_YEAR = re.compile(r"^\d{4}$")
_FILLER = re.compile(
    r"^(?:published|posted|updated|created|date|on|at|the|am|le|el|vom|den|[\s:,.|()\[\]·•-])*$"
    r"|^" + _WEEKDAY + r"\s*$"
)


def read_date(value: str | None, zone: str | None = None, language: str | None = None) -> Interval | None:
    """Read a field that holds a date and nothing else.

    Args:
        value: the field: ISO 8601, RFC 822, a date in words, `2024`, `2024-01`, `20240105`, ...
        zone: IANA zone of what has no zone of its own.
        language: ISO 639-1 code; settles 03/04/2024 for languages that put the day first.

    Returns:
        The interval, or None where the value is no date (13th months and year 1 are none).
    """
    plain = _plain(value or "").strip()
    if not plain or len(plain) > _LONGEST:
        return None
    found = _find_plain(plain, zone, language)
    if found is not None:
        if _FILLER.match(plain[: found.begin]) and _FILLER.match(plain[found.end :]):
            return found.interval
        # RFC 822 comments and stray words around a whole date do not make it another date.
        return found.interval if found.end - found.begin >= len(plain) // 2 else None
    part = _read_partial(plain, zone)
    if part is not None or not re.search(r"[^\W\d_]", plain):
        return part
    return _read_foreign(plain, zone, language)


def find_date(line: str, zone: str | None = None, language: str | None = None) -> FoundDate | None:
    """Find the first whole date (day, month and year) in a short line, with its hour if one stands there."""
    if len(line) > 400:  # a line of metadata is short; running text is not searched
        return None
    return _find_plain(_plain(line), zone, language)


def read_moment(value: str | None, zone: str | None = None) -> datetime | None:
    """Read a field as one moment: a point as it is, a day or an hour without zone as if it were UTC."""
    interval = read_date(value, zone)
    if interval is None:
        return None
    if interval.latest == interval.earliest:
        return interval.earliest
    return interval.earliest if zone else interval.earliest + EAST


def interval_of(moment: datetime, zone: str | None = None) -> Interval | None:
    """Give the interval of a typed timestamp: a point with a zone, else an hour somewhere in the world."""
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    moment = moment.replace(microsecond=0)
    return _spread(moment, moment, moment.tzinfo or zone_of(zone))


def day_interval(day: date, zone: str | None = None) -> Interval | None:
    """Give the interval of a typed day."""
    return _span(day.year, day.month, day.day, zone)


def narrow(interval: Interval, zone: str) -> Interval:
    """Narrow an interval that was widened by the zones of the world, now that the zone is known.

    Whole days and hours without zone are recognised by their shape (local midnight to local midnight, or 26
    hours around one hour); an interval of another shape is returned as it is.
    """
    first, last = interval.earliest + EAST, interval.latest - WEST
    whole = f"{first:%H%M%S}{last:%H%M%S}" == "000000235959"
    if first != last and not (whole and last > first):
        return interval
    return _spread(first.replace(tzinfo=None), last.replace(tzinfo=None), zone_of(zone))


@cache
def zone_of(zone: str | None) -> tzinfo | None:
    """Give the zone of an IANA name.

    Raises:
        SettingsError: if no such zone is known.
    """
    if not zone:
        return None
    try:
        return ZoneInfo(zone)
    except (KeyError, ValueError, OSError) as error:
        raise SettingsError(
            f"time zone {zone!r} is unknown: give an IANA name such as Europe/Berlin"
        ) from error


def _plain(value: str) -> str:
    """Lower-case, digits of every script as 0-9, code point for code point, so that offsets hold."""
    lowered = value.lower()
    if len(lowered) != len(value):  # a few capitals grow in lower case
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in value)
    if lowered.isascii():
        return lowered
    return "".join(str(int(c)) if c.isdecimal() else " " if c in "\u00a0\u202f\u2009" else c for c in lowered)


@lru_cache(maxsize=4096)
def _find_plain(plain: str, zone: str | None, language: str | None) -> FoundDate | None:
    if not any(c.isdigit() for c in plain):
        return None
    best: FoundDate | None = None
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(plain):
            if best is not None and match.start() >= best.begin:
                break
            interval = _interval_of_match(name, match.groupdict(), zone, language)
            if interval is not None:
                end = match.end() - (len(match[0]) - len(match[0].rstrip()))
                best = FoundDate(match.start() + len(match[0]) - len(match[0].lstrip()), end, interval)
                break
    return best


def _interval_of_match(
    name: str, groups: dict[str, str | None], zone: str | None, language: str | None
) -> Interval | None:
    clock = _clock_of(groups)
    if clock is not None and clock[0] is None:
        return None
    year = _year_of(groups["year"] or "")
    if name != "num":
        month = groups["month"] or ""
        number = int(month) if month.isdigit() else MONTHS[month]
        return _span(year, number, int(groups["day"] or 0), zone, clock)
    first, other = int(groups["first"] or 0), int(groups["other"] or 0)
    readings = [
        _span(year, month, day, zone, clock)
        for day, month in _orders(first, other, groups["mark"] or "", zone, language)
    ]
    known = [reading for reading in readings if reading is not None]
    if not known:
        return None
    return Interval(min(r.earliest for r in known), max(r.latest for r in known))


def _orders(
    first: int, other: int, mark: str, zone: str | None, language: str | None
) -> list[tuple[int, int]]:
    """Give the (day, month) readings of a numeric date that language, zone and mark leave open."""
    day_first, month_first = (first, other), (other, first)
    if first > 12:
        return [day_first]
    if other > 12:
        return [month_first]
    if mark == "." or (language or "en") != "en":
        return [day_first]
    if zone:
        # Month first is the custom of the United States; the rest of the Americas put the day first in
        # words too,
        # so only English pages reach this line.
        return [month_first] if zone.startswith(("America/", "US/")) else [day_first]
    return [day_first, month_first]


def _year_of(text: str) -> int:
    digits = text.strip("'’")
    if len(digits) == 4:
        return int(digits)
    # Two digits are of this century unless that is far in the future of every archive met so far.
    return 2000 + int(digits) if int(digits) < 70 else 1900 + int(digits)


def _clock_of(groups: dict[str, str | None]) -> tuple[Any, ...] | None:
    """Give (hour, minute, second, zone), (None,) for an impossible hour, or None where there is none."""
    prefix = "" if groups.get("clock") else "b_" if groups.get("clock_before") else None
    if prefix is None:
        return None
    hour = int(groups[prefix + "hour"] or 0)
    minute, second = int(groups[prefix + "minute"] or 0), int(groups[prefix + "second"] or 0)
    half = (groups[prefix + "half"] or groups[prefix + "half_only"] or "")[:1]
    if half:
        if not 1 <= hour <= 12:
            return None if hour > 24 else (hour % 24, minute, second, groups[prefix + "zone"])
        hour = hour % 12 + (12 if half == "p" else 0)
    if hour > 23 or minute > 59 or second > 60:
        return (None,)
    return hour, minute, min(second, 59), groups[prefix + "zone"]


def _span(
    year: int, month: int, day: int, zone: str | None, clock: tuple[Any, ...] | None = None
) -> Interval | None:
    """Give the interval of a day, or of an hour in it."""
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        return None
    try:
        if clock is None:
            first = datetime(year, month, day)
            return _spread(first, first + timedelta(hours=23, minutes=59, seconds=59), zone_of(zone))
        hour, minute, second, named = clock
        moment = datetime(year, month, day, hour, minute, second)
    except ValueError:
        return None
    if named is None and (hour, minute, second) == (0, 0, 0):
        # A midnight without zone is how tables and page systems write a day.
        return _span(year, month, day, zone)
    return _spread(moment, moment, _named_zone(named) or zone_of(zone))


def _named_zone(name: str | None) -> tzinfo | None:
    cleaned = re.sub(r"[\s()]", "", name or "").replace("\u2212", "-").removeprefix("utc").removeprefix("gmt")
    if name and cleaned in ("", "z"):
        return UTC
    offset = re.fullmatch(r"([+-])(\d{1,2}):?(\d{2})?", cleaned)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        if minutes > 14 * 60:
            return None
        return timezone(timedelta(minutes=minutes if offset[1] == "+" else -minutes))
    known = ZONES.get(cleaned)
    if known is None:
        return None
    return zone_of(known) if isinstance(known, str) else timezone(timedelta(minutes=known))


def _spread(first: datetime, last: datetime, zone: tzinfo | None) -> Interval:
    """Put local moments into UTC, or widen them by the zones of the world."""
    if zone is None:
        return Interval((first - EAST).replace(tzinfo=UTC), (last + WEST).replace(tzinfo=UTC))
    return Interval(first.replace(tzinfo=zone).astimezone(UTC), last.replace(tzinfo=zone).astimezone(UTC))


def _read_partial(plain: str, zone: str | None) -> Interval | None:
    """Read `20240105`, `20240105T101500Z`, `2024-01`, `January 2024` and `2024`."""
    if match := _COMPACT.match(plain):
        clock = None
        if match[4]:
            clock = (int(match[4]), int(match[5]), int(match[6] or 0), match[7])
        return _span(int(match[1]), int(match[2]), int(match[3]), zone, clock)
    if match := _YEAR_MONTH.match(plain):
        return _months(int(match[1]), int(match[2]), int(match[2]), zone)
    if match := _WORD_MONTH.match(plain):
        return _months(int(match[2]), MONTHS[match[1]], MONTHS[match[1]], zone)
    if _YEAR.match(plain):
        return _months(int(plain), 1, 12, zone)
    return None


def _months(year: int, first: int, last: int, zone: str | None) -> Interval | None:
    if not (_FIRST_YEAR <= year <= _LAST_YEAR and 1 <= first <= last <= 12):
        return None
    begin = datetime(year, first, 1)
    end = datetime(year, last, monthrange(year, last)[1], 23, 59, 59)
    return _spread(begin, end, zone_of(zone))


@lru_cache(maxsize=1024)
def _read_foreign(plain: str, zone: str | None, language: str | None) -> Interval | None:
    """Read a day in a language that the grammar above does not know; slow, so only short fields come here."""
    # Without a digit, or with more words than a date has, it is prose.
    if len(plain) > 40 or not any(c.isdigit() for c in plain) or len(plain.split()) > 6:
        return None
    # A year must stand there in digits: the library would otherwise take it from today.
    year = re.search(r"(?<!\d)\d{4}(?!\d)", plain)
    words = re.findall(r"[^\W\d_]{3,}", plain)
    # A month that the grammar knows stood in a date that it refused.
    if year is None or not words or any(word in MONTHS for word in words):
        return None
    import dateparser

    try:
        read = dateparser.parse(
            plain,
            languages=[language] if language else None,
            settings={
                "REQUIRE_PARTS": ["day", "month", "year"],
                "PARSERS": ["absolute-time"],
                "TIMEZONE": "UTC",
                "TO_TIMEZONE": "UTC",
                "RELATIVE_BASE": datetime(2000, 1, 1),
            },
        )
    except Exception:
        return None
    if read is None or read.year != int(year[0]):
        return None
    return _span(read.year, read.month, read.day, zone)
