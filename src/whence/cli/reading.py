"""What `read` shows: one article alone."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from whence.cli.load import load_reading, settings_for
from whence.cli.output import Answer
from whence.report.amounts import quantity_notes, quantity_words
from whence.report.footing import footing_of, passed_through, voice_of
from whence.settings import with_values

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.text import Text

    from whence.counting import Counts
    from whence.reading import Reading
    from whence.records import Statement

_DEEPEST = 4  # steps to the right that a statement inside others is moved at most
_MOST_NAMED = 8  # sources that are counted one by one
_CONTENT = 320  # characters of a statement shown; --format json has the whole
_UNNAMED = {
    "official": "officials",
    "security": "police and army",
    "witness": "witnesses",
    "expert": "experts",
    "sources": "“sources”",
    "writing": "writings",
    "people": "people",
    "nobody": "not told who",
}


def read_input(source: str, zone: str | None, reader: str | None = None) -> Answer:
    """Read one article and tell who says what in it."""
    from whence.counting import count_statements
    from whence.export import plain_value
    from whence.records import Statement, to_table

    settings = settings_for(zone)
    if reader is not None:
        settings = with_values(settings, [f"statements.reader={reader}"])
    reading = load_reading(source, settings)
    whole: dict[str, Any] = {
        "document": plain_value(reading.document),
        "credits": plain_value(reading.credits),
        "statements": plain_value(reading.statements),
        "totals": plain_value(reading.totals),
        "counts": plain_counts(count_statements(reading.statements)),
        "read_from": dict(reading.read_from),
        "unread": list(reading.unread),
    }
    return Answer(to_table(reading.statements, Statement), lambda: show_reading(reading), whole)


def plain_counts(counts: "Counts") -> dict[str, Any]:
    """Give counts as JSON has them: shares to four places, sources as a list, kinds as an object."""
    return {
        "statements": counts.statements,
        "attributed": counts.attributed,
        "own_voice": counts.own_voice,
        "own_voice_share": round(counts.own_voice_share, 4),
        "named_sources": [{"source": name, "statements": said} for name, said in counts.named],
        "top_source_share": round(counts.top_source_share, 4),
        "anonymous": dict(counts.anonymous),
        "hedged": counts.hedged,
        "hedged_share": round(counts.hedged_share, 4),
        "denying": counts.denying,
        "questions": counts.questions,
    }


def show_reading(reading: "Reading") -> Iterator["RenderableType"]:
    """Lay out an article: metadata, credits, who says what, and counts."""
    from whence.cli.terminal import facts, heading, indented, line, values

    document = reading.document
    titled = dict(reading.read_from).get("title")
    yield line((document.title or "no headline", "bold"), (f"  ({titled})" if titled else "", "dim"))
    yield values(list(_metadata(reading)))
    yield heading("Whom it credits")
    yield from (indented(part) for part in show_credits(reading.credits))
    yield heading("Who says what")
    yield show_statements(reading.statements)
    yield heading("Counted")
    yield indented(facts(list(summarise(reading))))


def _metadata(reading: "Reading") -> Iterator[tuple[str, str, str]]:
    """Give each known value with where it was read."""
    from whence.report.words import instant, published

    document = reading.document
    places = dict(reading.read_from)
    told = {
        "published": published(document),
        "by": ", ".join(document.authors),
        "outlet": document.outlet,
        "publisher": document.publisher if document.publisher != document.outlet else None,
        "changed": instant(document.modified) if document.modified else None,
        "saved": instant(document.captured) if document.captured else None,
        "language": document.language,
        "kind": document.genre if document.genre != "article" else None,
        "address": document.url,
    }
    named = {"by": "authors", "changed": "modified", "saved": "captured", "kind": "genre", "address": "url"}
    for name, value in told.items():
        place = places.get(named.get(name, name))
        if value:
            yield name, value, place or ""
    for unread in reading.unread:
        yield "not read", unread, ""
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


def show_statements(statements: Any) -> "RenderableType":
    """Lay out statements: who says it and through what, what, and how it is put with its numbers.

    Who speaks on is named once; what stands inside another statement is moved to the right.
    """
    from whence.cli.terminal import Entries, Entry

    depths: dict[str, int] = {}
    entries: list[Entry] = []
    before: tuple[str, str] | None = None
    for item in statements:
        depths[item.id] = depths.get(item.parent_id, -1) + 1
        speaker = (voice_of(item), passed_through(item))
        who = None if speaker == before else _who(item)
        entries.append(Entry(who, _content(item), _notes(item), min(depths[item.id], _DEEPEST)))
        before = speaker
    return Entries(("who, through whom", "says what", "how it is put, and numbers"), entries)


def _who(statement: "Statement") -> "Text":
    from whence.cli.terminal import line

    own = statement.source_kind in ("outlet", "author")
    who = line((voice_of(statement), "dim" if own else "bold"))
    through = passed_through(statement)
    if through:
        who.append_text(line((f" via {through}", "dim")))
    return who


def _content(statement: "Statement") -> str:
    from whence.report.marking import shorten
    from whence.report.words import one_line

    return shorten(one_line(statement.text), _CONTENT)


def _notes(statement: "Statement") -> str:
    """Give the cue, the footing and the quantities."""
    label = "headline" if statement.field == "title" else ""
    cue = f"{said}:" if (said := (statement.cue or "").rstrip(" :")) else ""
    put = " ".join(note for note in (cue, footing_of(statement)) if note)
    return "; ".join(note for note in (label, put, *quantity_notes(statement.quantities)) if note)


def summarise(reading: "Reading") -> Iterator[tuple[str, str, str]]:
    """Count what was read; it judges nothing."""
    from whence.counting import count_statements

    counts = count_statements(reading.statements)
    yield "statements", f"{counts.statements:,}", ""
    author = any(item.source_kind == "author" for item in reading.statements)
    yield (
        f"in the {'author' if author else 'outlet'}'s own voice",
        f"{counts.own_voice:,}",
        _share(counts.own_voice_share, "of all"),
    )
    yield "attributed", f"{counts.attributed:,}", ""
    named = sum(said for _, said in counts.named)
    yield "named sources", f"{len(counts.named):,}", f"{named:,} of the attributed" if named else ""
    for name, said in counts.named[:_MOST_NAMED]:
        yield "", f"{name}", f"{said:,}"
    if len(counts.named) > _MOST_NAMED:
        rest = counts.named[_MOST_NAMED:]
        yield "", f"{len(rest):,} other{'s' if len(rest) > 1 else ''}", f"{sum(said for _, said in rest):,}"
    if len(counts.named) > 1:
        yield "", "the most quoted alone", _share(counts.top_source_share, "of what named sources say")
    unnamed = sum(said for _, said in counts.anonymous)
    yield (
        "unnamed sources",
        f"{unnamed:,}",
        ", ".join(f"{_UNNAMED[kind]} {said:,}" for kind, said in counts.anonymous),
    )
    yield "with a word of doubt", f"{counts.hedged:,}", _share(counts.hedged_share, "of all")
    yield "negated", f"{counts.denying:,}", ""
    if counts.questions:
        yield "questions", f"{counts.questions:,}", ""
    if reading.totals:
        yield "its own figures", "; ".join(map(quantity_words, reading.totals)), ""


def _share(share: float, of: str) -> str:
    return f"{share:.0%} {of}"
