"""Feeds: RSS and Atom files -> one article an entry, with the source that the entry names."""

import re
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from whence.ingest.articles import Draft, Ingested, finish
from whence.ingest.credits import RawCredit, find_text_credits, is_read_original
from whence.ingest.dates import read_date, read_moment
from whence.ingest.language import language_code
from whence.ingest.names import looks_like_organisation, split_authors
from whence.ingest.paragraphs import HTML, Link, Paragraph, join_paragraphs, read_paragraphs
from whence.ingest.readers.html import too_large
from whence.ingest.trimming import trim
from whence.ingest.urls import canonicalise_url, host_of
from whence.records import Skipped
from whence.settings import IngestSettings

_HEAD = re.compile(rb"<(?:rss|feed|rdf:RDF|channel)[\s>]", re.IGNORECASE)


def is_feed(data: bytes) -> bool:
    """Tell whether a file's first bytes open an RSS or Atom feed."""
    return bool(_HEAD.search(data[:4096]))


def read_feed(data: bytes, settings: IngestSettings, name: str) -> Iterator[Ingested | Skipped]:
    """Read a feed's entries.

    Args:
        data: the file's bytes.
        settings: the zone of days without one.
        name: the input's name as shown; `:N` is added for entry N, from 1.

    Yields:
        An article, or why an entry is none, in the feed's order; for a file that is no feed, one reason.
    """
    import feedparser

    if len(data) > settings.largest_page:
        yield Skipped(
            input=name,
            reason=too_large(len(data), settings),
        )
        return
    if not is_feed(data):
        yield Skipped(input=name, reason="no RSS or Atom feed: give a feed, a page, a table or plain text")
        return
    try:
        parsed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:
        yield Skipped(
            input=name,
            reason=f"the feed cannot be read ({' '.join(str(error).split())[:120]}): save it again",
        )
        return
    entries = parsed.get("entries") or []
    if not entries:
        yield Skipped(input=name, reason="the feed has no entries that can be read: save it again")
    for number, entry in enumerate(entries, 1):
        yield _read_entry(entry, parsed.get("feed") or {}, f"{name}:{number}", settings)


def _read_entry(entry: Any, feed: Any, place: str, settings: IngestSettings) -> Ingested | Skipped:
    draft = Draft(input=place)
    draft.url = entry.get("link") or None
    draft.canonical_url = canonicalise_url(draft.url)
    draft.title = _plain(entry.get("title")) or None
    draft.outlet = _plain(feed.get("title")) or host_of(draft.url or feed.get("link"))
    draft.publisher = _plain(feed.get("publisher")) or None
    draft.language = language_code(entry.get("language") or feed.get("language"))
    draft.sections = [str(tag.get("term")) for tag in entry.get("tags") or [] if tag.get("term")]
    zone = settings.zone
    for key in ("published", "created", "date"):
        draft.published = draft.published or read_date(entry.get(key), zone, draft.language)
        draft.published_from = draft.published_from or (f"feed {key}" if draft.published else None)
    if draft.published is None:
        draft.miss("date", entry.get("published"), "feed published")
    changed = dict.get(entry, "updated")  # the plain look-up falls back on `published` and warns
    if draft.published is None and changed:
        draft.published, draft.published_from = read_date(changed, zone, draft.language), "feed updated"
    elif changed and changed != entry.get("published"):
        draft.modified = read_moment(changed, zone)
    _authors(draft, entry)
    _source(draft, entry)
    body = max((str(c.get("value") or "") for c in entry.get("content") or []), key=len, default="")
    paragraphs = _fragment(body or str(entry.get("summary") or ""))
    draft.text, links = join_paragraphs(trim(paragraphs, draft, zone))
    if not draft.text.strip():
        return Skipped(
            input=place, reason="the entry has no text, only a title or a link: save the page it links to"
        )
    draft.credits.extend(find_text_credits(draft.text))
    draft.credits.extend(_links(draft, links))
    return finish(draft)


def _authors(draft: Draft, entry: Any) -> None:
    named = [author.get("name") for author in entry.get("authors") or [] if author.get("name")] or [
        entry.get("author")
    ]
    for value in named:
        # RSS wants "mail@host (Name)" here.
        words = re.sub(r"\S+@\S+\s*", "", value or "").strip(" ()")
        for name in split_authors(words):
            if looks_like_organisation(name):
                draft.credits.append(RawCredit("byline", name, name))
            elif name not in draft.authors:
                draft.authors.append(name)


def _source(draft: Draft, entry: Any) -> None:
    """Record <source url="...">Name</source>: the entry was taken over from there."""
    source = entry.get("source") or {}
    address = source.get("href") or source.get("url") or source.get("link")
    title = _plain(source.get("title") or source.get("value"))
    target = canonicalise_url(address) or title
    if target and target != draft.canonical_url:
        draft.credits.append(
            RawCredit("feed-source", title or target, f"{title} {address}".strip() if address else title)
        )


def _links(draft: Draft, links: list[Link]) -> Iterator[RawCredit]:
    for link in links:
        target = canonicalise_url(link.address, draft.url)
        if target and target != draft.canonical_url:
            words = draft.text[link.begin : link.end]
            kind = "read-original" if is_read_original(words) else "link"
            yield RawCredit(kind, target, words, "text", link.begin, link.end)  # type: ignore[arg-type]


def _plain(markup: Any) -> str:
    return " ".join(p.text for p in _fragment(str(markup))) if markup else ""


def _fragment(markup: str) -> list[Paragraph]:
    """Give the paragraphs of a piece of HTML, or of plain text."""
    if not markup.strip():
        return []
    try:
        root = html.fragment_fromstring(markup.replace("\x00", ""), create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        root = html.Element("div")
        root.text = re.sub(r"<[^>]{0,2000}>", " ", markup)
    return read_paragraphs(root, HTML)
