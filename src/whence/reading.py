"""One article alone: what it says of itself, whom it credits, who says what in it."""

from dataclasses import dataclass
from pathlib import Path

from whence.ingest import Ingested, read_page, read_plain, resolve_credits
from whence.records import Credit, Document, Quantity, Statement
from whence.settings import Settings
from whence.statements import read_statements, total_quantities


@dataclass(frozen=True, slots=True)
class Reading:
    """An article read alone."""

    document: Document
    credits: tuple[Credit, ...]  # in order of their ids
    statements: tuple[Statement, ...]  # headline first, then in text order
    totals: tuple[Quantity, ...]  # the article's own figure for each kind of quantity that it reports
    read_from: tuple[tuple[str, str], ...] = ()  # column of the document, and where its value was read
    unread: tuple[str, ...] = ()  # what the page says of itself that could not be read


def read(path: str | Path, settings: Settings | None = None) -> Reading:
    """Read one saved article.

    Args:
        path: an HTML page or a plain text file.
        settings: all thresholds.

    Returns:
        Its metadata, credits, statements and totals.

    Raises:
        InputError: if the file cannot be read or holds no article.
    """
    settings = settings or Settings()
    return _read(read_page(path, settings.ingest), settings)


def read_text(text: str, settings: Settings | None = None) -> Reading:
    """Read an article given as plain text, as pasted from a page.

    Args:
        text: the article, with or without headline, byline and the page's furniture.
        settings: all thresholds.

    Returns:
        Its metadata, credits, statements and totals.

    Raises:
        InputError: if there is no text.
    """
    settings = settings or Settings()
    return _read(read_plain(text, settings.ingest), settings)


def _read(ingested: Ingested, settings: Settings) -> Reading:
    statements = read_statements(ingested.document, settings.statements)
    # As in a corpus: whoever credits the own outlet credits nobody.
    credits = resolve_credits([ingested.document], ingested.credits, ())
    return Reading(
        document=ingested.document,
        credits=tuple(sorted(credits, key=lambda credit: credit.id)),
        statements=tuple(statements),
        totals=tuple(total_quantities(ingested.document, statements)),
        read_from=_places(ingested),
        unread=ingested.unread,
    )


def _places(ingested: Ingested) -> tuple[tuple[str, str], ...]:
    """Give where each value was read, as far as the reader of the input tells."""
    published = ingested.document.published_from
    dated = {"published": published} if published else {}
    return tuple(sorted({**dict(ingested.read_from), **dated}.items()))
