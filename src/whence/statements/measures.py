"""Units behind a number: money, durations, distances, areas, weights and other measures."""

import re
from typing import NamedTuple

_METRE = r"met(?:re|er)"
# Each kind with its units: the name of the unit, and the words for it. Longer ones stand first.
_UNITS: dict[str, dict[str, str]] = {
    "percent": {"percentage point": r"percentage[ -]point"},
    "speed": {
        "mile per hour": r"mph|mile(?:s)?[ ](?:per|an)[ ]hour",
        "kilometre per hour": rf"kph|km/h|kilo{_METRE}s?[ ](?:per|an)[ ]hour",
        "knot": r"knot",
    },
    "area": {
        "square mile": r"square[ -]mile|sq\.?[ ]?mi",
        "square kilometre": rf"square[ -]kilo{_METRE}|sq\.?[ ]?km|km²",
        "square foot": r"square[ -](?:foot|feet)|sq\.?[ ]?ft",
        "square metre": rf"square[ -]{_METRE}|sq\.?[ ]?m(?![\w])|m²",
        "square yard": r"square[ -]yard",
        "acre": r"acre",
        "hectare": r"hectare",
    },
    "volume": {
        "cubic metre": rf"cubic[ -]{_METRE}|m³",
        "cubic foot": r"cubic[ -](?:foot|feet)",
        "litre": r"lit(?:re|er)",
        "millilitre": r"millilit(?:re|er)|ml(?!\w)",
        "gallon": r"gallon",
        "barrel": r"barrel",
        "pint": r"pint",
    },
    "weight": {
        "tonne": r"tonne|metric[ -]ton",
        "ton": r"ton",
        "kilogram": r"kilo(?:gramme?|gram)?(?!\w*met)|kg(?!\w)",
        "gram": r"gramme|gram",
        "ounce": r"ounce",
        "pound": r"pound(?=s?[ ](?:of|overweight|lighter|heavier)\b)|lb",
    },
    "temperature": {"degree": r"degrees?(?:[ ](?:celsius|fahrenheit|centigrade))?|°[ ]?[cf]?"},
    "power": {
        "megawatt": r"megawatt(?:-hour)?|mwh?(?!\w)",
        "gigawatt": r"gigawatt(?:-hour)?|gwh?(?!\w)",
        "kilowatt": r"kilowatt(?:-hour)?|kwh?(?!\w)",
    },
    "duration": {
        unit: unit
        for unit in ("second", "minute", "hour", "day", "week", "fortnight", "month", "year", "decade")
    }
    | {"century": r"centur(?:y|ie)"},
    "distance": {
        "nautical mile": r"nautical[ -]mile",
        "kilometre": rf"kilo{_METRE}|km(?![\w²/])",
        "centimetre": rf"centi{_METRE}|cm(?!\w)",
        "millimetre": rf"milli{_METRE}|mm(?!\w)",
        "metre": _METRE,
        "mile": r"mile",
        "yard": r"yard",
        "foot": r"foot|feet|ft(?!\w)",
        "inch": r"inche|inch",
        "light-year": r"light[ -]year",
    },
    "money": {
        unit: unit
        for unit in (
            "dollar",
            "euro",
            "pound",
            "rouble",
            "ruble",
            "yen",
            "yuan",
            "rupee",
            "cent",
            "crown",
            "franc",
        )
    },
}
_NAMES = [(kind, unit) for kind, units in _UNITS.items() for unit in units]
_MEASURE = re.compile(
    r"[- ]?(?:[ ](?:more|full|straight|consecutive|additional|extra|solid|whole|fiscal|long)(?=[ ]))?[- ]?"
    r"(?:[ -](?:u\.?s\.?|american|british|canadian|australian)[ ](?=dollar|pound))?(?:"
    + "|".join(
        rf"(?P<m{at}>(?:{words})s?)"
        for at, words in enumerate(w for units in _UNITS.values() for w in units.values())
    )
    + r")(?![\w])",
    re.IGNORECASE,
)
_OF = re.compile(r"\s+of(?=\s)")
_OLD = re.compile(r"[- ](?:old|olds|of\s+age)\b", re.IGNORECASE)
# "A 20-pound fish" is heavy, "a two-hundred-pound fine" is not likely to be told so.
_HYPHENED = "pound"


class Measure(NamedTuple):
    """A unit behind a number: its kind, its name in the singular, where it ends, whether it is an age."""

    kind: str
    unit: str
    end: int
    age: bool


def find_measure(text: str, begin: int, *, many: bool = False) -> Measure | None:
    """Read the unit of measure behind a number.

    Args:
        text: any text.
        begin: where the number ends.
        many: whether it is a word such as "thousands", behind which "of" may stand.

    Returns:
        The unit, or None where there is none.
    """
    behind = _OF.match(text, begin) if many else None
    match = _MEASURE.match(text, behind.end() if behind is not None else begin)
    if match is None or match.lastgroup is None:
        return None
    kind, unit = _NAMES[int(match.lastgroup[1:])]
    if unit == _HYPHENED and text[begin] == "-":
        kind = "weight"
    age = kind == "duration" and _OLD.match(text, match.end()) is not None
    return Measure(kind, unit, match.end(), age)
