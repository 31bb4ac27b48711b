"""Where a page's metadata was read: for each value the first place of the head or the page that holds it."""

import re
from typing import Any

from whence.ingest.articles import Draft
from whence.ingest.metadata import Meta

# Columns with the names of meta elements and the keys of JSON-LD that may give them, in the order of trust.
_CANDIDATES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "title": (("og:title", "twitter:title", "dc.title", "title"), ("headline",)),
    "authors": (
        ("author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "dc.creator",
         "dcterms.creator", "byl", "byline", "citation_author", "creator", "article.author"),
        ("author", "creator"),
    ),
    "outlet": (("og:site_name", "application-name", "twitter:site_name"), ("publisher",)),
    "publisher": (("dc.publisher", "publisher", "article:publisher"), ("publisher",)),
    "url": (("og:url",), ("mainEntityOfPage", "url")),
    "modified": (
        ("article:modified_time", "og:updated_time", "datemodified", "last-modified"), ("dateModified",),
    ),
}  # fmt: skip
_SPACES = re.compile(r"\s+")
# JSON-LD is looked into no deeper than this.
_DEEPEST = 4


def find_places(draft: Draft, meta: Meta, tree: Any) -> dict[str, str]:
    """Find where the values of a draft were read.

    Args:
        draft: with what the page says of itself.
        meta: the page's head.
        tree: the parsed page.

    Returns:
        By the name of the document's column: "meta og:title", "json-ld headline", "h1 element", "html lang",
        "link canonical", "title element", "the address" or "visible line". Columns without a value have none.
    """
    values = {
        "title": draft.title, "authors": draft.authors[0] if draft.authors else None, "outlet": draft.outlet,
        "publisher": draft.publisher, "url": draft.url,
    }  # fmt: skip
    article = meta.article()
    places = {
        column: _place_of(value, column, meta, article) or _elsewhere(value, column, meta, tree)
        for column, value in values.items()
        if value
    }
    if draft.modified is not None:
        places["modified"] = _place_of("", "modified", meta, article) or "time element"
    if draft.language and meta.language:
        places["language"] = "html lang"
    return places


def _place_of(value: str, column: str, meta: Meta, article: dict[str, Any]) -> str | None:
    names, keys = _CANDIDATES[column]
    for name in names:
        if any(_holds(given, value) for given in meta.names.get(name, ())):
            return f"meta {name}"
    for key in keys:
        if key in article and _holds(_words(article[key], 0), value):
            return f"json-ld {key}"
    return None


def _elsewhere(value: str, column: str, meta: Meta, tree: Any) -> str:
    """Give a place outside the head's data; what no mark-up holds was read from the text or the address."""
    if column == "url":
        named = any(_holds(link, value) for link in meta.links.get("canonical", ()) if link)
        return "link canonical" if named else "the page as saved"
    if column == "title":
        if any(_holds(heading.text_content(), value) for heading in tree.iter("h1")):
            return "h1 element"
        return "title element" if _holds(meta.title or "", value) else "visible line"
    if column in ("outlet", "publisher"):
        items = " ".join(_words(item, 0) for item in meta.items)
        return "json-ld publisher" if _holds(items, value) else "the address"
    return "visible line"


def _holds(given: str, value: str) -> bool:
    return _plain(value) in _plain(given) if value else bool(given.strip())


def _plain(words: str) -> str:
    return _SPACES.sub(" ", words).strip().casefold()


def _words(item: Any, depth: int) -> str:
    """Give the strings in a JSON value, joined."""
    if isinstance(item, str) or depth > _DEEPEST:
        return item if isinstance(item, str) else ""
    inner = item.values() if isinstance(item, dict) else item if isinstance(item, list) else ()
    return " ".join(_words(each, depth + 1) for each in inner)
