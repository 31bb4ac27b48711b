"""Which quantity is a part of which: "24 people, including four children", "twelve, two critically"."""

import re
from dataclasses import replace

from whence.records import Quantity
from whence.statements.people_words import PERSON_WORDS

UNTYPED = "part"
"""The kind of a number that only its whole can type ("three of them"), before it is linked."""

# Kinds that count people; a part may be of another of them than its whole.
_PEOPLE = frozenset({"killed", "injured", "detained", "displaced", "missing", "people"})
# How far behind its whole a part may stand, in code points.
_REACH = 160
# What stands right before a part.
_BEFORE = re.compile(
    r"""\b(?:including|include[sd]?|such[ ]as|comprising|among[ ](?:them|whom|those|which)
    |one[ ]of[ ](?:them|whom)|of[ ](?:whom|which|those|these|them))
    (?:[ ](?:was|were|are|is))?,?(?:[ ](?:at[ ]least|about|some|the|nearly|only))?\s*\Z""",
    re.IGNORECASE | re.VERBOSE,
)
# What stands right behind a part: "three of them women", "12 of which sank", "two critically".
_BEHIND = re.compile(
    r"""\s+(?:of[ ](?:(?:them|it|whom|which|these|those)
        |the\s+(?:[\w’'-]+\s+){0,2}?(?P<noun>[\w’'-]+s|men|women|people|children|dead|injured|wounded))\b
    |(?P<grave>critically|seriously|badly|severely|gravely|slightly|lightly)\b
        (?![ ](?:injured|wounded|hurt|ill)))""",
    re.IGNORECASE | re.VERBOSE,
)
# What stands between a part and the whole behind it: "one of the four", "ten out of 12 sailors".
_OF = re.compile(
    r"\s+(?:[\w’'-]+\s+){0,2}?(?:out\s+)?of(?:\s+(?:the|these|those|his|her|their|its|our|all))*\s+\Z",
    re.IGNORECASE,
)
# What joins one part to the next: the noun of the first, further people without a number, "and".
_JOINT = re.compile(
    r"(?:\s+[\w’'-]+){0,3}?(?:,\s+an?(?:\s+[\w’'-]+){1,2}?)?\s*(?:,\s*(?:and\s+)?|\s+and\s+|\s+as\s+well\s+as\s+)\Z",
    re.IGNORECASE,
)
_LIST = re.compile(r"(?:\s+[\w’'-]+){0,3}?\s*[:,(–—-]\s*\Z")
_SENTENCE = re.compile(r"[.!?][\"”’')]*\s+(?=[\"“‘'(]*[A-Z0-9])|\n")


def is_part(text: str, end: int) -> bool:
    """Tell whether the words behind a number make it a part of another: "of them", "of whom", "critically".

    Args:
        text: any text.
        end: where the number ends.

    Returns:
        True if they do.
    """
    return _BEHIND.match(text, end) is not None


def link_parts(text: str, found: list[Quantity]) -> list[Quantity]:
    """Link each quantity that is a part of another one to its whole.

    A part is at most its whole, of the same sort (people; or one kind and unit), and stands in one sentence
    with it; only "two of them" may stand in the next.

    Args:
        text: the field.
        found: its quantities, in reading order, untyped ones among them.

    Returns:
        The quantities in the same order, `part_of` filled and all of them typed; untyped ones without a whole
        are left out.
    """
    wholes: list[int | None] = [None] * len(found)
    for at, part in enumerate(found):
        wholes[at] = _inside(text, found, at)
        if wholes[at] is None and at:
            wholes[at] = _find_whole(text, found, wholes, at)
        whole = wholes[at]
        if part.kind == UNTYPED and whole is not None:
            found[at] = _typed(text, part, found[whole])
    _link_lists(text, found, wholes)
    return [
        each if whole is None else replace(each, part_of=found[whole].begin)
        for each, whole in zip(found, wholes, strict=True)
        if each.kind != UNTYPED
    ]


def _typed(text: str, part: Quantity, whole: Quantity) -> Quantity:
    """Give a part the kind of its whole; of people, what happened to all need not be told again of some."""
    if whole.kind not in _PEOPLE:
        return replace(part, kind=whole.kind, unit=whole.unit)
    behind = _BEHIND.match(text, part.end)
    grave = behind is not None and behind["grave"] is not None
    return replace(part, kind="injured" if grave else "people", unit="people")


def _sort(quantity: Quantity) -> tuple[str, str]:
    if quantity.kind in _PEOPLE:
        return "people", ""
    return quantity.kind, quantity.unit or ""


def _most(quantity: Quantity) -> float:
    return quantity.high if quantity.high is not None else quantity.low or 0.0


def _least(quantity: Quantity) -> float:
    return quantity.low if quantity.low is not None else quantity.high or 0.0


def _holds(whole: Quantity, part: Quantity) -> bool:
    """Tell whether one may be a part of the other by sort and size."""
    if whole.kind in ("date", "percent", UNTYPED) or (part.kind != UNTYPED and _sort(whole) != _sort(part)):
        return False
    return _least(part) < _most(whole) or (whole.high is None and _least(part) <= _least(whole))


def _names(noun: str | None, whole: Quantity) -> bool:
    """Tell whether the noun of "three of the sailors" may be what the whole counts."""
    if noun is None:
        return True
    if whole.kind in _PEOPLE:
        return noun.lower() in PERSON_WORDS or noun.lower() in ("dead", "injured", "wounded", "victims")
    return noun.lower() in (whole.counted or "").lower()


def _gap(text: str, left: Quantity, right: Quantity) -> str | None:
    """Give the text between two quantities, None where they stand too far apart."""
    return text[left.end : right.begin] if 0 <= right.begin - left.end < _REACH else None


def _inside(text: str, found: list[Quantity], at: int) -> int | None:
    """Find the whole right behind: "one of the four", "ten of 12 sailors"."""
    if at + 1 >= len(found) or not _holds(found[at + 1], found[at]):
        return None
    gap = _gap(text, found[at], found[at + 1])
    return at + 1 if gap is not None and _OF.match(gap) else None


def _find_whole(text: str, found: list[Quantity], wholes: list[int | None], at: int) -> int | None:
    """Find the whole before a part by the words beside the part, or by the part that it is joined to."""
    part = found[at]
    joined, gap = wholes[at - 1], _gap(text, found[at - 1], part)
    follows = gap is not None and _JOINT.fullmatch(gap) is not None
    if follows and joined is not None and joined < at and _holds(found[joined], part):
        return joined
    behind = _BEHIND.match(text, part.end)
    marked = _BEFORE.search(text, max(0, part.begin - 40), part.begin) is not None
    if not marked and behind is None:
        return None
    sentences = 0 if marked or (behind is not None and behind["grave"]) else 1
    for whole in range(at - 1, -1, -1):
        gap = _gap(text, found[whole], part)
        if gap is None or len(_SENTENCE.findall(gap)) > sentences:
            return None
        if wholes[whole] is None and _holds(found[whole], part):
            return whole if behind is None or _names(behind["noun"], found[whole]) else None
        if part.kind == "count" and found[whole].kind != "date":
            # Other things may be counted alike, and stand for nothing that the part is of.
            return None
    return None


def _link_lists(text: str, found: list[Quantity], wholes: list[int | None]) -> None:
    """Link the items of a list that add up to the number before it: "five people: three men and two boys"."""
    for at in range(len(found) - 2):
        gap = _gap(text, found[at], found[at + 1])
        if gap is None or not _LIST.fullmatch(gap):
            continue
        stop = at + 1
        total = 0.0
        while stop < len(found) and _holds(found[at], found[stop]) and total < _least(found[at]):
            gap = _gap(text, found[stop - 1], found[stop])
            if stop > at + 1 and (gap is None or not _JOINT.fullmatch(gap)):
                break
            total += _least(found[stop])
            stop += 1
        if total == _least(found[at]) and stop > at + 2:
            wholes[at + 1 : stop] = [at] * (stop - at - 1)
