"""What `read` shows: one article alone."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from whence.cli.load import load_reading, settings_for
from whence.cli.output import Answer

if TYPE_CHECKING:
    from rich.console import RenderableType

    from whence.reading import Reading
    from whence.records import Quantity, Statement

_DAY_NUMBER = "yyyymmdd"  # the unit of a date written as a number
_CONTENT = 320  # characters of a statement shown; --format json has the whole


def read_input(source: str, zone: str | None) -> Answer:
    """Read one article and tell who says what in it."""
    from whence.export import plain_value
    from whence.records import Statement, to_table

    reading = load_reading(source, settings_for(zone))
    whole: dict[str, Any] = {
        "document": plain_value(reading.document),
        "credits": plain_value(reading.credits),
        "statements": plain_value(reading.statements),
        "totals": plain_value(reading.totals),
    }
    return Answer(to_table(reading.statements, Statement), lambda: show_reading(reading), whole)


def show_reading(reading: "Reading") -> Iterator["RenderableType"]:
    """Lay out an article: metadata, credits, who says what, and counts."""
    from whence.cli.terminal import facts, heading, indented, line

    document = reading.document
    yield line((document.title or "no headline", "bold"))
    yield facts(list(_metadata(reading)))
    yield heading("Whom it credits")
    yield from (indented(part) for part in show_credits(reading.credits))
    yield heading("Who says what")
    yield show_statements(reading.statements)
    yield heading("Counted")
    for said in summarise(reading):
        yield indented(line(said))


def _metadata(reading: "Reading") -> Iterator[tuple[str, str, str]]:
    from whence.report.words import instant, published

    document = reading.document
    places = getattr(document, "published_from", None)
    yield "published", published(document), f"read from {places}" if places else ""
    if document.authors:
        yield "by", ", ".join(document.authors), ""
    for name in ("outlet", "publisher", "language"):
        value = getattr(document, name)
        if value:
            yield name, value, ""
    if document.modified:
        yield "changed", instant(document.modified), ""
    if document.url:
        same = document.canonical_url in (None, document.url)
        yield "address", document.url, "" if same else f"canonical {document.canonical_url}"
    if document.genre != "article":
        yield "kind", document.genre, ""
    yield "input", document.input, f"id {document.id}"


def show_credits(credits: Any) -> Iterator["RenderableType"]:
    """Lay out credits with their words."""
    from whence.cli.terminal import line
    from whence.report.marking import shorten
    from whence.report.words import CREDIT_WORDS, one_line

    for credit in credits:
        words = shorten(one_line(credit.text), 160)
        told = "" if words in ("", credit.target) else f"  “{words}”"
        yield line((f"{CREDIT_WORDS[credit.kind]}: ", "dim"), (credit.target, "bold"), (told, "italic"))
    if not credits:
        yield line("nobody, in words that were recognised")


def voice_of(statement: "Statement") -> str:
    """Name who says a statement."""
    if statement.source:
        return statement.source
    return {"author": "the author", "anonymous": "unnamed"}.get(statement.source_kind, "the outlet")


def footing_of(statement: "Statement") -> str:
    """Say on what footing a statement stands: quotation, hedges, negation, modality."""
    parts: list[str] = [] if statement.quotation == "none" else [statement.quotation]
    parts += ["denies"] if statement.negated else []
    parts += [statement.modality] if statement.modality else []
    parts += [f"“{hedge}”" for hedge in statement.hedges]
    if statement.source_certainty != "explicit" and statement.quotation != "none":
        parts.append(f"source {statement.source_certainty}")
    return ", ".join(parts)


def _amount(value: float, unit: str | None) -> str:
    """Write a number without an exponent, a day as a day."""
    if unit == _DAY_NUMBER:
        digits = f"{value:08.0f}"
        return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"
    return f"{value:,.0f}" if value == int(value) else f"{value:,.4f}".rstrip("0")


def quantity_words(quantity: "Quantity") -> str:
    """Put a quantity in words: `injured 12`, `killed at least 24`, `money 2,000,000 crown`."""
    low, high, unit = quantity.low, quantity.high, quantity.unit
    if low is None:
        amount = f"up to {_amount(high, unit)}" if high is not None else "?"
    elif high is None:
        amount = f"at least {_amount(low, unit)}"
    else:
        amount = _amount(low, unit) if low == high else f"{_amount(low, unit)} to {_amount(high, unit)}"
    return f"{quantity.kind} {amount}{f' {unit}' if unit and unit != _DAY_NUMBER else ''}"


def passed_through(statement: "Statement") -> str:
    """Name everyone and everything that a statement passed through on its way from its source, each once."""
    # A chain ends with the source itself.
    names = [*statement.chain[:-1], *([statement.channel] if statement.channel else [])]
    return ", ".join(dict.fromkeys(names))


def show_statements(statements: Any) -> "RenderableType":
    """Lay out statements as a table: who, through what, on what footing, what, which quantities."""
    from whence.cli.terminal import line, listing
    from whence.report.marking import shorten
    from whence.report.words import one_line

    rows = []
    for item in statements:
        through = f"via {passed_through(item)}" if passed_through(item) else ""
        who = line((voice_of(item), "bold" if item.quotation != "none" else "dim"))
        if through:
            who.append_text(line((f" {through}", "dim")))
        content = shorten(one_line(item.text), _CONTENT)
        if item.field == "title":
            content = f"[headline] {content}"
        rows.append((who, line(content), footing_of(item), ", ".join(map(quantity_words, item.quantities))))
    return listing([("who", 4), ("what", 11), ("footing", 4), ("quantities", 3)], rows)


def summarise(reading: "Reading") -> Iterator[str]:
    """Count what was read; it judges nothing."""
    from whence.report.words import count

    said = [item for item in reading.statements if item.quotation != "none"]
    kinds = Counter(item.source_kind for item in reading.statements)
    named = len({item.source for item in said if item.source_kind == "named"})
    unnamed = f", {kinds['anonymous']:,} of them to unnamed ones" if kinds["anonymous"] else ""
    yield f"{count(len(reading.statements), 'statement')}."
    yield f"{len(said):,} attributed to others ({count(named, 'named source')}){unnamed}."
    yield f"{len(reading.statements) - len(said):,} in the voice of the outlet or author."
    hedged = sum(bool(item.hedges) for item in reading.statements)
    if hedged:
        yield f"{count(hedged, 'statement')} with a word of doubt."
    if reading.totals:
        yield "The article's own figures: " + "; ".join(map(quantity_words, reading.totals)) + "."
