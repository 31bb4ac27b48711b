"""An article's own figure for each kind of quantity it reports."""

import dataclasses
import re
from collections.abc import Iterator

from whence.records import Document, Quantity, Statement
from whence.statements.background import Background
from whence.statements.casualties import find_casualties
from whence.statements.casualty import Casualty
from whence.statements.harm import is_harm, is_illness
from whence.statements.numerals import find_numerals
from whence.statements.quantities import find_nobody
from whence.statements.suspects import find_suspects
from whence.statements.victims import Tally

# Kinds of mentions that count only where no other tells of anybody.
_WEAK = frozenset({"taken", "victims"})
# Kinds of mentions that are counted by their numbers alone.
_COUNTED = frozenset({"detained", "displaced", "missing"})
# What a mention of somebody who must have been killed is called.
_IMPLIED = "implied"
_FULL_NAME = re.compile(r"\b(?P<given>[A-Z][\w’'-]+)(?=\s(?P<surname>[A-Z][\w-]+))")
# How far before a number the words may begin that make a range of it, in code points.
_QUALIFIER = 24


def total_quantities(document: Document, statements: list[Statement]) -> list[Quantity]:
    """Give the article's own figure for each kind of quantity.

    Those killed and injured are the fewest people that title and text need: those told of twice are
    counted once, one who died of it later is killed and no longer injured, and sentences about other times
    or events are left out. Whoever met it counts, those who did it too.

    Args:
        document: the article.
        statements: its statements, with their quantities.

    Returns:
        At most one quantity a kind, in the order of the kinds' names; offsets are in the text, of the
        mention that gives the figure, and 0 to 0 where only the title gives it.
    """
    totals = _largest(document, statements)
    tally = _tally(document)
    for kind in ("killed", "injured"):
        figure = _figure(document, tally, kind)
        if figure is None:
            figure = next((none for none in find_nobody(document.text) if none.kind == kind), None)
        if figure is not None:
            totals[kind] = figure
    return [totals[kind] for kind in sorted(totals)]


def _largest(document: Document, statements: list[Statement]) -> dict[str, Quantity]:
    """Give the largest figure of each kind that the statements assert."""
    best: dict[str, Quantity] = {}
    for statement in statements:
        if statement.document_id != document.id or statement.negated or statement.field != "text":
            continue
        for quantity in statement.quantities:
            if quantity.kind not in _COUNTED:
                continue
            known = best.get(quantity.kind)
            if known is None or (quantity.low or quantity.high or 0) > (known.low or known.high or 0):
                best[quantity.kind] = quantity
    return best


def _tally(document: Document) -> Tally:
    """Count the people of title and text, those of other times and events left out."""
    tally = Tally(find_suspects(document.text), _full_names(document.text))
    weak: list[tuple[Casualty, bool]] = []
    implied: list[tuple[Casualty, bool]] = []
    for mention, in_title in _own_mentions(document):
        if mention.kind in _WEAK:
            weak.append((mention, in_title))
        elif mention.kind == _IMPLIED:
            implied.append((mention, in_title))
        else:
            tally.add(mention, in_title=in_title)
    if implied and not tally.figure("killed") and "killed" not in tally.stated:
        # "A fatal shooting": somebody died of it.
        tally.add(dataclasses.replace(implied[0][0], kind="killed"), in_title=implied[0][1])
    if tally.victims:
        for mention, in_title in weak:
            # "Four victims were found; two died": two more were hurt.
            if mention.kind == "victims":
                tally.cover(mention, in_title=in_title)
    if not tally.victims and not tally.stated:
        for mention, in_title in weak:
            tally.add(dataclasses.replace(mention, kind="injured"), in_title=in_title)
    return tally


def _full_names(text: str) -> frozenset[tuple[str, str]]:
    """Give the pairs of words written large that may be given name and surname, in small letters."""
    return frozenset(
        (match["given"].lower(), match["surname"].lower()) for match in _FULL_NAME.finditer(text)
    )


def _own_mentions(document: Document) -> Iterator[tuple[Casualty, bool]]:
    """Give the mentions of the article's own event, each with whether it stands in the title."""
    for mention in find_casualties(document.title or "", title=True):
        if mention.kind not in _COUNTED:
            yield mention, True
    background = Background(document.text)
    mentions = find_casualties(document.text)
    harm = is_harm(document.text, mentions, document.title or "")
    # A caption often repeats a sentence of the text.
    seen: dict[str, tuple[int, int]] = {}
    for mention in mentions:
        numbered = any(person.numeral for person in mention.people)
        if mention.kind in _COUNTED or not (harm or (numbered and mention.kind == "killed")):
            continue
        sentence = document.text[slice(*mention.sentence)]
        again = seen.setdefault(sentence, mention.sentence) != mention.sentence
        if not (again or background.holds(mention) or is_illness(document.text, mention)):
            yield mention, False


def _figure(document: Document, tally: Tally, kind: str) -> Quantity | None:
    """Give the number of those killed or injured, at the mention that counts most of them."""
    stated = tally.stated.get(kind)
    count, victim = tally.figure(kind), tally.last(kind)
    if stated is not None and (stated.count or 0) > count:
        return _ranged(document.text, stated, stated.count or 0)
    if victim is None:
        return None
    if victim.in_title:
        return _quantity(kind, count, 0, 0)
    return _ranged(document.text, victim.mention, count)


def _quantity(kind: str, count: int, begin: int, end: int) -> Quantity:
    value = float(count)
    return Quantity(kind=kind, low=value, high=value, unit="people", begin=begin, end=end)


def _ranged(text: str, mention: Casualty, count: int) -> Quantity:
    """Give a total the range that its own words give it: "at least 24", "up to 200"."""
    kind = "killed" if mention.kind == "killed" else "injured"
    words = text[mention.begin : mention.end]
    total = dataclasses.replace(_quantity(kind, count, mention.begin, mention.end), counted=words)
    low = max(0, mention.begin - _QUALIFIER)
    for numeral in find_numerals(text[low : mention.end]):
        known = numeral.low if numeral.low is not None else numeral.high
        if known == total.low and low + numeral.end > mention.begin:
            return dataclasses.replace(total, low=numeral.low, high=numeral.high)
    return total
