"""The days that a text names, and whether two of them may be one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from whence.records import Document

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NEAR = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_DAY = re.compile(
    rf"\b(?:(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:, (?P<year>(?:19|20)\d\d))?(?!\d)"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month2>{_MONTH})\b(?: (?P<year2>(?:19|20)\d\d))?(?!\d)"
    rf"|(?P<weekday>{'|'.join(name.capitalize() for name in _WEEKDAYS)})\b"
    r"|(?P<near>[Tt]oday|[Tt]onight|[Yy]esterday|[Tt]omorrow)\b)"
)
_NAME = re.compile(rf"(?:{_MONTH}|{'|'.join(name.capitalize() for name in _WEEKDAYS)})\Z")
_FIRST, _LAST = 2, 9998  # years of which the days before and after are on the calendar too
_SURE = timedelta(days=3)  # a page whose day is less sure than this says nothing of "Monday" or "yesterday"


@dataclass(frozen=True, slots=True)
class Day:
    """A day as a text names it.

    Attributes:
        begin: first character of its words.
        end: end of them, exclusive.
        month: 1 to 12, where the text gives it.
        day: of the month, where the text gives it.
        year: where the text gives it.
        weekday: 0 Monday to 6 Sunday, where the text gives it.
        near: days after the page's own day, for "yesterday" and the like.
    """

    begin: int
    end: int
    month: int | None = None
    day: int | None = None
    year: int | None = None
    weekday: int | None = None
    near: int | None = None


def names_time(word: str) -> bool:
    """Say whether a word is the name of a month or a day of the week, whole or cut short."""
    return _NAME.match(word) is not None


def find_days(text: str) -> Iterator[Day]:
    """Find the days that a text names by date, day of the week, or from its own day.

    Yields:
        Days in reading order.
    """
    for match in _DAY.finditer(text):
        month = match["month"] or match["month2"]
        year = match["year"] or match["year2"]
        if month is not None:
            number = _MONTHS.index(month[:3].lower()) + 1
            day = int(match["day"] or match["day2"])
            yield Day(*match.span(), month=number, day=day, year=int(year) if year else None)
        elif match["weekday"] is not None:
            yield Day(*match.span(), weekday=_WEEKDAYS.index(match["weekday"].lower()))
        else:
            yield Day(*match.span(), near=_NEAR[match["near"].lower()])


def may_be_one_day(one: Day, other: Day, here: Document, there: Document) -> bool:
    """Say whether two named days may be the same: "yesterday" is the Monday before a Tuesday's page.

    Args:
        one: a day.
        other: another.
        here: the page that names the one.
        there: the page that names the other.
    """
    if one.month is not None and other.month is not None:
        years = {one.year, other.year} - {None}
        return (one.month, one.day) == (other.month, other.day) and len(years) < 2
    if one.weekday is not None and other.weekday is not None:
        return one.weekday == other.weekday
    known, theirs = _calendar(one, here), _calendar(other, there)
    return not known or not theirs or bool(known & theirs)


def _calendar(day: Day, page: Document) -> set[date]:
    """Give the days of the calendar that a page can mean by a day; none where its own day is open."""
    earliest, latest = page.published_earliest, page.published_latest
    if earliest is None or latest is None or latest - earliest > _SURE or not _FIRST < earliest.year < _LAST:
        return set()
    # Of what zone the page's day is, its own words do not say.
    own = [earliest.date() + timedelta(days=n) for n in range(-1, (latest - earliest).days + 2)]
    if day.near is not None:
        return {moment + timedelta(days=day.near) for moment in own}
    if day.weekday is not None:
        return {
            moment + timedelta(days=step)
            for moment in own
            for step in range(-6, 7)
            if (moment + timedelta(days=step)).weekday() == day.weekday
        }
    return _of_year(day, own)


def _of_year(day: Day, own: list[date]) -> set[date]:
    """Give a day of a month in the years that it can be of."""
    years = [day.year] if day.year else sorted({moment.year + step for moment in own for step in (-1, 0, 1)})
    found = set()
    for year in years:
        try:
            found.add(date(year, day.month or 1, day.day or 1))
        except ValueError:
            continue  # there is no 31 June
    return found
