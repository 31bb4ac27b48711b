"""An article's own figure for each kind of quantity it reports."""

import dataclasses
import re

from whence.records import Document, Quantity, Statement
from whence.statements.casualties import Casualty, find_casualties, sentence_of
from whence.statements.quantities import find_quantities

# What marks a sentence as telling of other times or of many events, not of the article's own.
_BACKGROUND = re.compile(
    r"\b(?:(?:last|previous|past|every|each|per)\s+(?:year|month|decade|summer|winter)s?"
    r"|so far this year|this year|since\s+(?:19|20)\d\d|"
    r"years?\s+ago|annually|statistics?|nationwide|in\s+(?:19|20)\d\d|history|on\s+average"
    r"|homicides?\s+(?:in|of|this)|of\s+the\s+year|"
    r"unrelated|separate\s+(?:incident|shooting)s?|another\s+shooting|earlier\s+shooting|similar)\b",
    re.IGNORECASE,
)
_MURDER_SUICIDE = re.compile(r"\bmurder[- /]+suicide\b", re.IGNORECASE)
# Where an event is told first; later figures of background sentences do not count.
_HEAD = 400
# How far behind a number the words may stand that the casualty's own mention begins with, in code points.
_NEAR = 12


def total_quantities(document: Document, statements: list[Statement]) -> list[Quantity]:
    """Give the article's own figure for each kind of quantity.

    Those killed and injured are counted over the whole article: a stated number where there is one, else
    the people told of one by one; the same people told of twice are counted once, and sentences about
    other times or events are left out.

    Args:
        document: the article.
        statements: its statements, with their quantities.

    Returns:
        At most one quantity a kind, in the order of the kinds' names; offsets are in the text, of the
        mention that gives the figure, and 0 to 0 where only the title gives it.
    """
    totals = _largest(document, statements)
    mentions = [
        (mention, False)
        for mention in find_casualties(document.text)
        if not _is_background(document.text, mention)
    ]
    mentions += [(mention, True) for mention in find_casualties(document.title or "")]
    counted = find_quantities(document.text)
    killed = _count_killed(mentions, both_died=_MURDER_SUICIDE.search(document.text) is not None)
    injured = _count_injured(mentions, killed)
    for kind, figure in (("killed", killed), ("injured", injured)):
        if figure is not None and figure[0] > 0:
            totals[kind] = _ranged(_quantity(kind, figure), counted)
        elif (nobody := _nobody(kind, counted)) is not None:
            totals[kind] = nobody
        else:
            totals.pop(kind, None)
    return [totals[kind] for kind in sorted(totals)]


def _largest(document: Document, statements: list[Statement]) -> dict[str, Quantity]:
    """Give the largest figure of each kind that the statements assert."""
    best: dict[str, Quantity] = {}
    for statement in statements:
        if statement.document_id != document.id or statement.negated or statement.field != "text":
            continue
        for quantity in statement.quantities:
            if quantity.kind not in ("detained", "displaced", "missing"):
                continue
            known = best.get(quantity.kind)
            if known is None or (quantity.low or quantity.high or 0) > (known.low or known.high or 0):
                best[quantity.kind] = quantity
    return best


def _is_background(text: str, mention: Casualty) -> bool:
    if mention.begin < _HEAD:
        return False
    begin, end = sentence_of(text, mention.begin)
    return _BACKGROUND.search(text, begin, end) is not None


Figure = tuple[int, Casualty, bool]


def _count_killed(mentions: list[tuple[Casualty, bool]], *, both_died: bool) -> Figure | None:
    best: Figure | None = None
    names: dict[str, tuple[Casualty, bool]] = {}
    suicide = None
    for mention, in_title in mentions:
        if mention.kind != "killed" or mention.count is None:
            continue
        if mention.key == "self":
            suicide = (mention, in_title)
            continue
        if mention.key.startswith("@"):
            names.setdefault(mention.key, (mention, in_title))
        if best is None or mention.count > best[0]:
            best = (mention.count, mention, in_title)
    if len(names) > 1 and (best is None or (len(names) > best[0] and not best[1].numeral)):
        mention, in_title = next(iter(names.values()))
        best = (len(names), mention, in_title)
    if suicide is None:
        if best is not None and best[0] == 1 and not best[1].numeral and both_died:
            return (2, best[1], best[2])
        return best
    if best is None:
        return (1, *suicide)
    # "He killed her and then himself": the killer is not among those he killed.
    return best if best[1].numeral or best[0] > 1 else (best[0] + 1, best[1], best[2])


def _count_injured(mentions: list[tuple[Casualty, bool]], killed: Figure | None) -> Figure | None:
    dead = killed[0] if killed else 0
    stated = [(m.count or 0, m, t) for m, t in mentions if m.kind == "injured" and m.strong and m.numeral]
    shot = [(m.count or 0, m, t) for m, t in mentions if m.kind == "shot" and m.count]
    most_shot = max(shot, key=lambda figure: figure[0], default=None)
    if stated:
        most = max(stated, key=lambda figure: figure[0])
        if most_shot is not None and most_shot[1].numeral and most_shot[0] - dead > most[0]:
            return (most_shot[0] - dead, most_shot[1], most_shot[2])
        return most
    listed = [(m.count or 0, m, t) for m, t in mentions if m.kind == "injured" and m.strong and m.count]
    if most_shot is not None and most_shot[0] > max(1, dead):
        return (most_shot[0] - dead, most_shot[1], most_shot[2])
    if listed:
        best = max(listed, key=lambda figure: figure[0])
        if best[0] > 1 or dead == 0 or _is_other(best[1]):
            return best
    if dead == 0 and most_shot is not None:
        return most_shot
    return None


def _is_other(mention: Casualty) -> bool:
    """Tell whether someone hurt is somebody else than the one who died."""
    return (
        mention.strong
        and mention.kind == "injured"
        and not mention.counted.lower().startswith(("he", "she", "who", "the "))
    )


def _quantity(kind: str, figure: Figure) -> Quantity:
    count, mention, in_title = figure
    begin, end = (0, 0) if in_title else (mention.begin, mention.end)
    return Quantity(
        kind=kind,
        low=float(count),
        high=float(count),
        unit="people",
        counted=mention.counted,
        begin=begin,
        end=end,
    )


def _ranged(total: Quantity, counted: list[Quantity]) -> Quantity:
    """Give a total the range that its own words give it: "at least 24", "up to 200"."""
    for quantity in counted:
        known = quantity.low if quantity.low is not None else quantity.high
        meets = quantity.begin < total.end and total.begin < quantity.end + _NEAR
        if quantity.kind == total.kind and known == total.low and meets:
            return dataclasses.replace(total, low=quantity.low, high=quantity.high)
    return total


def _nobody(kind: str, counted: list[Quantity]) -> Quantity | None:
    """Give the mention that nobody was killed or hurt, or None."""
    told = [each for each in counted if each.kind == kind]
    return told[0] if told and all(each.high == 0.0 for each in told) else None
