"""Quantities in words: `killed at least 24`, `9,000 travellers`, `1.3 billion crowns`, `2019-06`."""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whence.records import Quantity

_HARMED = frozenset(("killed", "injured", "detained", "displaced", "missing"))
_LARGE = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_PLURALS = {"foot": "feet", "inch": "inches", "century": "centuries", "yen": "yen", "yuan": "yuan"}
_LONGEST_NOUN = 40  # characters of what is counted, as worded


def quantity_words(quantity: "Quantity") -> str:
    """Put a quantity in words, with its unit or what it counts."""
    kind, unit = quantity.kind, quantity.unit
    if kind == "date":
        return _day_words(quantity)
    number = _range(quantity)
    if kind in _HARMED:
        return f"{kind} {number}"
    if unit == "percent":
        return f"{number}%"
    if unit is None or unit == "people":
        counted = quantity.counted if kind in ("people", "count", "attacks") else None
        noun = counted if counted and len(counted) <= _LONGEST_NOUN else {"count": ""}.get(kind, kind)
        return f"{number} {noun}".rstrip()
    return f"{number} {unit if quantity.low == quantity.high == 1 else _plural(unit)}"


def quantity_notes(quantities: "Sequence[Quantity]") -> Iterator[str]:
    """Put a statement's quantities in words, each with the one that it is a part of."""
    begins = {quantity.begin: quantity for quantity in quantities}
    for quantity in quantities:
        whole = begins.get(quantity.part_of) if quantity.part_of is not None else None
        part = f" (part of {_range(whole)})" if whole is not None else ""
        yield quantity_words(quantity) + part


def _plural(unit: str) -> str:
    """Give the name of a unit for several: the noun before "per" changes, and a currency's code does not."""
    head, per, rest = unit.partition(" per ")
    before, space, noun = head.rpartition(" ")
    return f"{before}{space}{noun if noun.isupper() else _PLURALS.get(noun, f'{noun}s')}{per}{rest}"


def _amount(value: float) -> str:
    """Write a number without an exponent; millions and more in words where nothing is lost."""
    for size, name in _LARGE:
        if abs(value) >= size and round(value / size, 3) * size == value:
            return f"{value / size:,.3f}".rstrip("0").rstrip(".") + f" {name}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4f}".rstrip("0")


def _range(quantity: "Quantity") -> str:
    low, high = quantity.low, quantity.high
    if low is None:
        return f"up to {_amount(high)}" if high is not None else "?"
    if high is None:
        return f"at least {_amount(low)}"
    return _amount(low) if low == high else f"{_amount(low)} to {_amount(high)}"


def _day_words(quantity: "Quantity") -> str:
    """Write a day, a month or a year as far as it is known; what nothing dates stays as it is worded."""
    if quantity.low is None or quantity.high is None:
        known = quantity.high if quantity.low is None else quantity.low
        return (quantity.counted or "a date") if known is None else _day(known)
    low, high = _day(quantity.low), _day(quantity.high)
    if low == high:
        return low
    if (low[5:], high[5:]) == ("01-01", "12-31"):
        return low[:4] if low[:4] == high[:4] else f"{low[:4]} to {high[:4]}"
    last = monthrange(int(high[:4]), int(high[5:7]))[1] if "01" <= high[5:7] <= "12" else 0
    whole = low[:7] == high[:7] and low[8:] == "01" and high[8:] == f"{last:02d}"
    return low[:7] if whole else f"{low} to {high}"


def _day(value: float) -> str:
    """Write `yyyymmdd` as a day."""
    digits = f"{value:08.0f}"
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
