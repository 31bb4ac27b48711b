"""Dates are intervals: never narrower than what the words say."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import SettingsError
from whence.ingest.dates import find_date, interval_of, narrow, read_date, read_moment, zone_of

POINT = datetime(2024, 1, 5, 10, 15, tzinfo=UTC)
DAY = (datetime(2024, 1, 4, 10, tzinfo=UTC), datetime(2024, 1, 6, 11, 59, 59, tzinfo=UTC))
HOUR = (datetime(2024, 1, 4, 20, 15, tzinfo=UTC), datetime(2024, 1, 5, 22, 15, tzinfo=UTC))


@pytest.mark.parametrize(
    "words",
    ["2024-01-05T10:15:00Z", "2024-01-05T11:15:00+01:00", "2024-01-05 05:15:00-0500", "Fri, 05 Jan 2024 10:15:00 GMT",
     "January 5, 2024 at 5:15 am EST", "10:15 GMT, 5 January 2024", "20240105T101500Z", "Jan. 5, 2024 | 5:15 a.m. ET"],
)  # fmt: skip
def test_a_timestamp_with_its_zone_is_a_point(words: str) -> None:
    interval = read_date(words)
    assert interval is not None
    assert (interval.earliest, interval.latest) == (POINT, POINT)


@pytest.mark.parametrize(
    "words",
    ["2024-01-05", "05 Jan 2024", "5 January 2024", "January 5th, 2024", "Friday, 5 January 2024", "5. Januar 2024",
     "5 janvier 2024", "5 de enero de 2024", "٥ يناير ٢٠٢٤", "2024年1月5日", "2024/1/5", "5.1.2024", "20240105",
     "2024-01-05T00:00:00", "5 tammikuuta 2024"],
)  # fmt: skip
def test_a_day_is_as_wide_as_the_zones_of_the_world(words: str) -> None:
    interval = read_date(words)
    assert interval is not None
    assert (interval.earliest, interval.latest) == DAY


@pytest.mark.parametrize(
    "words",
    ["5 January 2024 10:15", "2024-01-05T10:15", "5. Januar 2024 um 10:15 Uhr", "5 janvier 2024 à 10h15"],
)
def test_an_hour_without_zone_is_widened_too(words: str) -> None:
    interval = read_date(words)
    assert interval is not None
    assert (interval.earliest, interval.latest) == HOUR


def test_a_known_zone_narrows_days_and_hours() -> None:
    day = read_date("5 January 2024", zone="Europe/Berlin")
    assert day is not None
    assert day.earliest == datetime(2024, 1, 4, 23, tzinfo=UTC)
    assert day.latest == datetime(2024, 1, 5, 22, 59, 59, tzinfo=UTC)
    for words in ("2024-01-05", "2024-01-05 10:15", "2024-01", "2024"):
        wide, known = read_date(words), read_date(words, zone="Asia/Tokyo")
        assert wide is not None
        assert narrow(wide, "Asia/Tokyo") == known


def test_what_is_no_widened_day_is_not_narrowed() -> None:
    point = read_date("2024-01-05T10:15:00Z")
    assert point is not None
    assert narrow(point, "Asia/Tokyo") == point


@pytest.mark.parametrize(
    "words",
    ["2024-13-45", "0001-01-01", "32 January 2024", "2024-02-30", "yesterday", "May", "12", "", "not a date", "00/00/0000",
     "2024-01-05T25:15:00Z", "9999-01-01", "99999999999999999999", "January", "\ud800", "٥"],
)  # fmt: skip
def test_a_wrong_date_is_no_date(words: str) -> None:
    assert read_date(words) is None


def test_a_numeric_date_covers_both_readings_until_something_decides() -> None:
    both = read_date("03/04/2024")
    assert both is not None
    assert (both.earliest, both.latest) == (
        datetime(2024, 3, 3, 10, tzinfo=UTC), datetime(2024, 4, 4, 11, 59, 59, tzinfo=UTC),
    )  # fmt: skip
    assert read_date("03/04/2024", language="de") == read_date("2024-04-03")
    assert read_date("03/04/2024", zone="America/New_York") == read_date(
        "2024-03-04", zone="America/New_York"
    )
    assert read_date("03/04/2024", zone="Europe/London") == read_date("2024-04-03", zone="Europe/London")
    assert read_date("13/04/2024") == read_date("2024-04-13") == read_date("04/13/2024")


def test_a_month_and_a_year_are_whole() -> None:
    month, year = read_date("January 2024", zone="UTC"), read_date("2024", zone="UTC")
    assert month is not None
    assert year is not None
    assert month.latest == datetime(2024, 1, 31, 23, 59, 59, tzinfo=UTC)
    assert (year.earliest, year.latest.month) == (datetime(2024, 1, 1, tzinfo=UTC), 12)


def test_a_date_is_found_in_a_line_with_its_place() -> None:
    line = "by JANE DOE on 05 Jan 2024 0 Comment"
    found = find_date(line)
    assert found is not None
    assert line[found.begin : found.end] == "05 Jan 2024"


def test_a_moment_without_zone_is_taken_as_utc() -> None:
    assert read_moment("2024-01-05 10:15") == POINT
    assert read_moment("nonsense") is None


def test_an_unknown_zone_is_refused_with_a_remedy() -> None:
    with pytest.raises(SettingsError, match="IANA"):
        zone_of("Mars/Olympus")


@given(st.text(max_size=150))
def test_any_text_is_read_without_error(words: str) -> None:
    for line in (words, words + " 2024", "5 " + words):
        found = find_date(line)
        if found is not None:
            assert 0 <= found.begin < found.end <= len(line)
            assert found.interval.earliest <= found.interval.latest


@given(st.dates(date(1601, 1, 1), date(2099, 12, 31)))
def test_every_day_lies_in_its_interval_in_every_form(day: date) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%d/%m/%Y", "%m/%d/%Y", "%d.%m.%Y", "%A, %d %b %Y"):
        interval = read_date(day.strftime(form) if day.year > 999 else day.isoformat())
        assert interval is not None
        assert interval.earliest <= noon <= interval.latest


@given(st.datetimes(datetime(1700, 1, 1), datetime(2099, 1, 1)))
def test_a_naive_timestamp_spans_twenty_six_hours(moment: datetime) -> None:
    interval = interval_of(moment)
    assert interval is not None
    assert interval.latest - interval.earliest == timedelta(hours=26)
