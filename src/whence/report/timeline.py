"""Intervals of time placed on one scale."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from whence.report.views import Bar, Scale

Interval = tuple[datetime | None, datetime | None]
_LEAST = 1.2  # hundredths of the scale: an instant must still be seen


def make_scale(intervals: Sequence[Interval]) -> Scale:
    """Give the earliest and latest bounds of some intervals, or an empty scale where none has a date."""
    moments = sorted(moment for pair in intervals for moment in pair if moment is not None)
    return Scale(begin=moments[0], end=moments[-1]) if moments else Scale(begin=None, end=None)


def place(interval: Interval, scale: Scale) -> Bar | None:
    """Place an interval on a scale.

    Args:
        interval: earliest and latest bound, either may be missing.
        scale: holds every bound.

    Returns:
        A bar within 0 to 100 that is at least wide enough to be seen, or None where there is no date.
    """
    earliest, latest = interval
    if scale.begin is None or scale.end is None or (earliest is None and latest is None):
        return None
    length = max(scale.end - scale.begin, timedelta(seconds=1)) / timedelta(seconds=1)
    begin = 0.0 if earliest is None else (earliest - scale.begin) / timedelta(seconds=1) / length * 100
    end = 100.0 if latest is None else (latest - scale.begin) / timedelta(seconds=1) / length * 100
    begin, end = max(0.0, min(begin, 100.0)), max(0.0, min(end, 100.0))
    width = max(end - begin, _LEAST)
    return Bar(
        begin=round(min(begin, 100 - width), 2),
        width=round(width, 2),
        open_begin=earliest is None,
        open_end=latest is None,
    )
