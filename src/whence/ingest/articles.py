"""The last step of every reader: what was read becomes a Document and its Credits."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from whence.identity import content_id
from whence.ingest.credits import RawCredit
from whence.ingest.dates import Interval
from whence.ingest.genre import read_genre
from whence.ingest.language import detect_language
from whence.ingest.urls import canonicalise_url
from whence.records import Credit, Document

# How tables and pages write that there is no value.
_NONE_GIVEN = frozenset(
    ("", "none", "null", "nan", "nat", "n/a", "na", "unknown", "undated", "-", "--", "–", "—")
)
_LONGEST_SHOWN = 60  # characters of a value that could not be read


@dataclass(frozen=True, slots=True)
class Ingested:
    """One article and what it credits."""

    document: Document
    credits: tuple[Credit, ...] = ()
    read_from: tuple[tuple[str, str], ...] = ()  # column of the document, and where its value was read
    unread: tuple[str, ...] = ()  # what the input says of it that could not be read


@dataclass(slots=True)
class Draft:
    """What a reader has gathered about one article so far."""

    input: str
    id: str | None = None
    url: str | None = None
    canonical_url: str | None = None
    outlet: str | None = None
    publisher: str | None = None
    title: str | None = None
    authors: list[str] = field(default_factory=list)
    published: Interval | None = None
    published_from: str | None = None
    modified: datetime | None = None
    captured: datetime | None = None
    first_seen: datetime | None = None
    language: str | None = None
    genre: str | None = None
    text: str = ""
    credits: list[RawCredit] = field(default_factory=list)
    sections: list[str] = field(default_factory=list)  # kickers, sections and page types, for the genre
    types: list[str] = field(default_factory=list)  # JSON-LD types, for the genre
    read_from: dict[str, str] = field(default_factory=dict)  # where a column's value was read
    unread: list[str] = field(default_factory=list)  # values that could not be read, in words

    def miss(self, what: str, value: object, place: str) -> None:
        """Remember a value that could not be read, unless it only says that there is none.

        Args:
            what: what it should be: "date".
            value: as given.
            place: where it stands: "column date".
        """
        shown = " ".join(str(value).split()) if value is not None else ""
        if shown.casefold() not in _NONE_GIVEN:
            cut = shown if len(shown) <= _LONGEST_SHOWN else f"{shown[:_LONGEST_SHOWN]}..."
            self.unread.append(clean(f"its {what} {cut!r} ({place})") or "")


def finish(draft: Draft) -> Ingested:
    """Make the records of a draft: genre, bounds of the date, ids; its language is what it names."""
    url = clean(draft.url)
    title = clean(draft.title) or None
    canonical = draft.canonical_url or canonicalise_url(url)
    text = clean(draft.text) or ""
    earliest = draft.published.earliest if draft.published else None
    latest = draft.published.latest if draft.published else None
    if draft.published is None:
        # A page that was seen was published by then.
        seen = [moment for moment in (draft.captured, draft.first_seen) if moment is not None]
        latest = min(seen, default=None)
    # What has no address is told from an equal text by who ran it and when: two outlets' copies are two.
    place = (canonical,) if canonical else (None, clean(draft.outlet), earliest, latest)
    document = Document(
        id=clean(draft.id) or content_id("d", *place, title, text),
        input=clean(draft.input) or "",
        url=url,
        canonical_url=canonical,
        outlet=clean(draft.outlet),
        publisher=clean(draft.publisher),
        title=title,
        authors=tuple(clean(author) or "" for author in draft.authors),
        published_earliest=earliest,
        published_latest=latest,
        published_from=draft.published_from if draft.published else None,
        modified=draft.modified,
        captured=draft.captured,
        first_seen=draft.first_seen,
        language=draft.language,
        genre=draft.genre
        or read_genre(
            text=text,
            title=title,
            sections=draft.sections,
            types=draft.types,
            url=canonical or _original(draft.credits),
            lines=_edge_lines(text),
            authors=draft.authors,
        ),
        text=text,
    )
    places = tuple(sorted(draft.read_from.items()))
    return Ingested(document, _credits(document, draft.credits), places, tuple(dict.fromkeys(draft.unread)))


def tell_language(article: Ingested) -> Ingested:
    """Give an article that names no language the one that its words are in, where it can be told."""
    document = article.document
    if document.language:
        return article
    language = detect_language(document.text or document.title or "")
    return replace(article, document=replace(document, language=language))


def clean(value: str | None) -> str | None:
    """Replace lone surrogates, the one thing that no table or file can hold, by U+FFFD."""
    if value is None or value.isascii():
        return value
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in value)
    return value


def _original(credits: list[RawCredit]) -> str | None:
    """Give the address that a text without one names as its original."""
    wanted = ("courtesy", "originally-published", "read-original", "syndication-source")
    return next((c.target for c in credits if c.kind in wanted and "://" in c.target), None)


def _edge_lines(text: str) -> list[str]:
    """Give the first and last lines, which may say what kind of article it is."""
    head = [line.strip() for line in text[:3000].split("\n") if line.strip()][:6]
    tail = [line.strip() for line in text[-3000:].split("\n") if line.strip()][-6:]
    return head + tail


def _credits(document: Document, raw: list[RawCredit]) -> tuple[Credit, ...]:
    """Give the credits ids and order: those in the text by place, then the page's own."""
    made: dict[str, Credit] = {}
    placeless: set[tuple[str, str]] = set()
    for credit in raw:
        target = clean(credit.target.strip()) or ""
        # A page may say the same in its head, its byline and its data; without a place, once is enough.
        if not target or (credit.begin is None and (credit.kind, target) in placeless):
            continue
        if credit.begin is None:
            placeless.add((credit.kind, target))
        words = clean(credit.text) or ""
        identity = content_id(
            "c", document.id, credit.kind, target, credit.field, credit.begin, credit.end, words
        )
        made[identity] = Credit(
            id=identity,
            document_id=document.id,
            kind=credit.kind,
            target=target,
            field=credit.field,
            begin=credit.begin,
            end=credit.end,
            text=words,
        )
    ordered = sorted(
        made.values(), key=lambda c: (c.begin is None, c.begin or 0, c.end or 0, c.kind, c.target, c.id)
    )
    return tuple(ordered)
