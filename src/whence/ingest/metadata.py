"""What a page says about itself: title, byline, outlet, dates, addresses; each with where it was read."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from whence.ingest.articles import Draft
from whence.ingest.credits import RawCredit
from whence.ingest.dates import Interval, read_date, read_moment
from whence.ingest.language import language_code
from whence.ingest.names import looks_like_name, looks_like_organisation, split_authors
from whence.ingest.urls import archive_moment, canonicalise_url, host_of

_ARTICLE_TYPES = frozenset(
    [
        "article",
        "newsarticle",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "opinionnewsarticle",
        "askpublicnewsarticle",
        "backgroundnewsarticle",
        "reviewnewsarticle",
        "advertisercontentarticle",
        "satiricalarticle",
        "blogposting",
        "socialmediaposting",
        "liveblogposting",
        "report",
        "techarticle",
        "scholarlyarticle",
    ]
)
# Where a page states its date, the surest first: the names of meta elements, in lower case.
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "parsely-pub-date",
    "sailthru.date", "publishdate", "publish-date", "publish_date", "pubdate", "publication_date",
    "cxenseparse:recs:publishtime",
    "article.published", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created",
    "dc.date", "dcterms.date",
    "date", "article_date_original", "originalpublicationdate", "citation_publication_date", "displaydate",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "last-modified", "lastmod",
    "dcterms.modified",
    "dc.date.modified", "article.updated", "revision_date",
)  # fmt: skip
_AUTHOR = (
    "author", "article:author", "og:article:author", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator",
    "byl", "byline", "citation_author", "creator", "article.author",
)  # fmt: skip
_OUTLET = ("og:site_name", "application-name", "twitter:site_name", "dc.publisher", "publisher", "copyright")
_SECTION = (
    "article:section",
    "section",
    "parsely-section",
    "og:article:section",
    "news_section",
    "category",
    "genre",
    "kicker",
)
_SYNDICATION = (
    "syndication-source",
    "original-source",
    "article:original_source",
    "article:source",
    "source-url",
)
_URL_DATE = re.compile(
    r"/((?:19|20)\d{2})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/-]|$)|/((?:19|20)\d{2})(\d{2})(\d{2})(?=[/-])"
)
_SAVED_FROM = re.compile(
    rb"<!--\s{0,9}(?:saved from url=\(\d+\)|page saved with \S+\s|url:)\s{0,9}(https?://[^\s>]{4,2000})",
    re.IGNORECASE,
)
_SAVED_DATE = re.compile(
    rb"<!--[^>]{0,400}?(?:saved date|date saved|saved on|captured)\s{0,3}:\s{0,3}([^\n>]{6,60})",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"\s+(?:[|•·«»–—]|-|::)\s+")
# A page may carry many JSON-LD blocks; articles need a few, and a bomb of nesting none.
_MOST_JSON, _MOST_ITEMS = 2_000_000, 400


@dataclass(slots=True)
class Meta:
    """The elements of a page's head, in the order in which they stand."""

    names: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    items: list[dict[str, Any]] = field(default_factory=list)  # JSON-LD objects
    title: str | None = None
    language: str | None = None

    def first(self, *names: str) -> str | None:
        """Give the first value that any of the names has."""
        for name in names:
            for value in self.names.get(name, ()):
                if value:
                    return value
        return None

    def article(self) -> dict[str, Any]:
        """Give the JSON-LD object that describes the article, or an empty one."""
        for item in self.items:
            if any(kind in _ARTICLE_TYPES for kind in types_of(item)):
                return item
        return {}


def read_meta(tree: Any) -> Meta:
    """Collect the meta and link elements and the JSON-LD of a parsed page."""
    meta = Meta()
    for element in tree.iter("meta"):
        name = (
            (
                element.get("property")
                or element.get("name")
                or element.get("itemprop")
                or element.get("http-equiv")
                or ""
            )
            .strip()
            .lower()
        )
        value = re.sub(r"\s+", " ", element.get("content") or "").strip()
        if name and value and len(value) < 5_000:
            meta.names.setdefault(name, []).append(value)
    for element in tree.iter("link"):
        for relation in (element.get("rel") or "").lower().split():
            meta.links.setdefault(relation, []).append((element.get("href") or "").strip())
    for element in tree.iter("script"):
        if "ld+json" in (element.get("type") or "").lower() and element.text:
            meta.items.extend(_json_items(element.text))
    title = next(tree.iter("title"), None)
    meta.title = re.sub(r"\s+", " ", title.text_content()).strip()[:1000] if title is not None else None
    root = tree if tree.tag == "html" else next(tree.iter("html"), tree)
    meta.language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    return meta


def types_of(item: dict[str, Any]) -> list[str]:
    """Give the types of a JSON-LD object in lower case, without their namespace."""
    kinds = item.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return [kind.rsplit("/", 1)[-1].lower() for kind in listed if isinstance(kind, str)]


def fill_from_page(draft: Draft, meta: Meta, tree: Any, raw: bytes, zone: str | None) -> None:
    """Fill a draft from what the page says about itself."""
    article = meta.article()
    draft.language = language_code(meta.language) or language_code(
        meta.first("og:locale", "content-language", "language", "dc.language")
        or _text(article.get("inLanguage"))
    )
    _fill_addresses(draft, meta, article, raw)
    _fill_title(draft, meta, article, tree)
    _fill_outlet(draft, meta, article)
    _fill_authors(draft, meta, article, tree)
    _fill_dates(draft, meta, article, tree, raw, zone)
    draft.types = types_of(article)
    draft.sections = [value for name in _SECTION for value in meta.names.get(name, ())]
    draft.sections += [_text(section) for section in _listed(article.get("articleSection"))]
    draft.sections += [_text(genre) for genre in _listed(article.get("genre"))]


def _fill_addresses(draft: Draft, meta: Meta, article: dict[str, Any], raw: bytes) -> None:
    """Tell the page's own address from the one it names as the original."""
    saved = _SAVED_FROM.search(raw[:5_000])
    own = saved[1].decode("utf-8", "replace") if saved else None
    graph = meta.first("og:url")
    canonical = next((link for link in meta.links.get("canonical", ()) if link), None)
    structured = _text(article.get("mainEntityOfPage")) or _text(article.get("url"))
    draft.url = draft.url or own or _absolute(graph, None) or _absolute(structured, None)
    base = draft.url
    target = canonicalise_url(canonical, base) if canonical else None
    if draft.url is None and not _is_foreign(target, meta):
        draft.url = _absolute(canonical, None)
    draft.canonical_url = canonicalise_url(draft.url)
    if target and target != draft.canonical_url:
        agreed = canonicalise_url(graph, base) in (None, target)
        if draft.canonical_url and host_of(target) == host_of(draft.canonical_url) and agreed:
            # Within one site, a saved address may carry what the site itself leaves out.
            draft.canonical_url = target
        else:
            draft.credits.append(RawCredit("canonical", target, f'<link rel="canonical" href="{canonical}">'))
    for name in _SYNDICATION:
        for value in meta.names.get(name, []) + meta.links.get(name, []):
            named: str = canonicalise_url(value, base) or value
            if named != draft.canonical_url:
                draft.credits.append(
                    RawCredit("syndication-source", named, f'<meta name="{name}" content="{value}">')
                )
    for basis in _listed(article.get("isBasedOn")):
        source = canonicalise_url(_text(basis), base)
        if source and source != draft.canonical_url:
            draft.credits.append(RawCredit("syndication-source", source, f'"isBasedOn": "{_text(basis)}"'))


def _is_foreign(target: str | None, meta: Meta) -> bool:
    """Tell whether an address leads to another site than the one whose addresses the page's head names."""
    site = [
        _text(i.get("url")) for i in meta.items if {"website", "newsmediaorganization"} & set(types_of(i))
    ]
    own = {
        host_of(address)
        for rel in ("shortlink", "home", "amphtml", "alternate")
        for address in meta.links.get(rel, ())
    }
    own |= {host_of(address) for address in site}
    own.discard(None)
    host = host_of(target)
    if host is None or not own:
        return False
    return not any(host == o or host.endswith(f".{o}") or (o or "").endswith(f".{host}") for o in own)


def _absolute(address: str | None, base: str | None) -> str | None:
    return address if address and canonicalise_url(address, base) and "://" in address else None


def _fill_title(draft: Draft, meta: Meta, article: dict[str, Any], tree: Any) -> None:
    """Take the headline from the page's data; the site's name at its end is no part of it."""
    headings = [re.sub(r"\s+", " ", h.text_content()).strip() for h in tree.iter("h1")]
    headings = [h for h in headings if 3 <= len(h) <= 300]
    stated = (
        meta.first("og:title")
        or _text(article.get("headline"))
        or meta.first("twitter:title", "dc.title", "title")
    )
    site = meta.first("og:site_name")
    if stated:
        stated = _without_site(stated, site)
        # A heading that the stated title only lengthens or cuts is the headline as printed.
        for heading in headings:
            if stated.startswith(heading) and _SEPARATOR.match(stated[len(heading) :] or "x"):
                stated = heading
    draft.title = stated or (headings[0] if len(headings) == 1 else None)
    if draft.title is None and meta.title:
        whole = _without_site(meta.title, site)
        parts = _SEPARATOR.split(whole)
        matching = next((h for h in headings if h in meta.title), None)
        draft.title = matching or (parts[0] if len(parts[0].split()) >= 3 else whole)
    if draft.title is None and headings:
        draft.title = headings[0]


def _without_site(title: str, site: str | None) -> str:
    title = title.strip()
    if not site:
        return title
    for match in reversed(list(_SEPARATOR.finditer(title))):
        if title[match.end() :].strip().lower() == site.strip().lower():
            return title[: match.start()].strip()
    return title


def _fill_outlet(draft: Draft, meta: Meta, article: dict[str, Any]) -> None:
    publisher = next((_name(p) for p in _listed(article.get("publisher")) if _name(p)), None)
    if publisher is None:
        publisher = next(
            (
                _name(i)
                for i in meta.items
                if {"newsmediaorganization", "organization"} & set(types_of(i)) and _name(i)
            ),
            None,
        )
    site = meta.first("og:site_name") or next(
        (_name(i) for i in meta.items if "website" in types_of(i) and _name(i)), None
    )
    draft.outlet = site or publisher or meta.first(*_OUTLET[1:3]) or host_of(draft.url)
    draft.publisher = publisher or meta.first("dc.publisher", "publisher", "article:publisher")
    if draft.publisher and "://" in draft.publisher:
        draft.publisher = None


def _fill_authors(draft: Draft, meta: Meta, article: dict[str, Any], tree: Any) -> None:
    stated = [_name(author) for author in _listed(article.get("author")) + _listed(article.get("creator"))]
    names = [name for value in stated if value for name in split_authors(value)]
    if not names:
        for key in _AUTHOR:
            values = [v for v in meta.names.get(key, ()) if "://" not in v and not v.startswith(("@", "/"))]
            names = [name for value in values for name in split_authors(value)]
            if names:
                break
    if not names:
        names = _visible_authors(tree)
    site = (draft.outlet or "").lower()
    for name in dict.fromkeys(names):
        if name.lower() == site or name.lower() == (draft.publisher or "").lower():
            continue
        if looks_like_organisation(name):
            draft.credits.append(RawCredit("byline", name, name))
        elif len(name) <= 80 and looks_like_name(name):
            draft.authors.append(name)


def _visible_authors(tree: Any) -> list[str]:
    """Read the names that the page marks as its author's by rel or itemprop."""
    names: list[str] = []
    for element in tree.xpath('//*[@itemprop="author" or @rel="author" or @itemprop="creator"]')[:12]:
        words = re.sub(r"\s+", " ", element.text_content()).strip()
        if 2 < len(words) < 120:
            names.extend(name for name in split_authors(words) if looks_like_name(name))
    return names


def _fill_dates(
    draft: Draft, meta: Meta, article: dict[str, Any], tree: Any, raw: bytes, zone: str | None
) -> None:
    language = draft.language
    draft.published, draft.published_from = _published(draft, meta, article, tree, zone)
    modified = _text(article.get("dateModified")) or meta.first(*_MODIFIED)
    if modified:
        draft.modified = read_moment(modified, zone)
    if draft.modified is None:
        draft.modified = _time_modified(tree, zone)
    stamp = archive_moment(draft.url)
    saved = _SAVED_DATE.search(raw[:5_000])
    if stamp:
        draft.captured = read_moment(f"{stamp}Z", zone)
    elif saved:
        draft.captured = read_moment(saved[1].decode("utf-8", "replace").replace("-->", "").strip(), zone)
    elif value := meta.first("captured", "archive_date", "save-date", "savepage-date"):
        interval = read_date(value, zone, language)
        draft.captured = interval.latest if interval else None


def _published(
    draft: Draft, meta: Meta, article: dict[str, Any], tree: Any, zone: str | None
) -> tuple[Interval | None, str | None]:
    """Give the first date that holds, and where it was read: meta, JSON-LD, time element."""
    unread = None
    for value, place in _date_candidates(meta, article, tree):
        interval = read_date(value, zone, draft.language)
        if interval is not None:
            return interval, place
        unread = unread or (value and (value, place))
    if unread:
        draft.miss("date", *unread)
    return None, None


def _date_candidates(meta: Meta, article: dict[str, Any], tree: Any) -> Iterator[tuple[str | None, str]]:
    """Give the values that may date a page, and where each stands, in the order of trust."""
    for name in _PUBLISHED[:3]:
        for value in meta.names.get(name, ())[:1]:
            yield value, f"meta {name}"
    yield _text(article.get("datePublished")), "json-ld datePublished"
    for name in _PUBLISHED[3:]:
        for value in meta.names.get(name, ())[:1]:
            yield value, f"meta {name}"
    yield _text(article.get("dateCreated")), "json-ld dateCreated"
    for element in list(tree.iter("time"))[:20]:
        if _is_publication(element):
            yield (element.get("datetime") or element.text_content())[:120], "time element"


def _time_modified(tree: Any, zone: str | None) -> datetime | None:
    """Read the time element that says when the article was last changed."""
    for element in list(tree.iter("time"))[:20]:
        own = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        if ("updat" in own or "modif" in own) and element.get("datetime"):
            return read_moment(element.get("datetime")[:120], zone)
    return None


def _is_publication(element: Any) -> bool:
    """Tell whether a time element dates this article, and not a comment, another story or an update."""
    own = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('id') or ''}".lower()
    if "updat" in own or "modif" in own:
        return False
    for steps, parent in enumerate(element.iterancestors(), 1):
        mark = f"{parent.get('class') or ''} {parent.get('id') or ''}".lower()
        if parent.tag in ("nav", "aside", "footer", "li") or any(
            word in mark
            for word in (
                "comment",
                "related",
                "sidebar",
                "recommend",
                "latest",
                "trending",
                "popular",
                "more-",
            )
        ):
            return False
        if (
            parent.tag in ("p", "span", "div")
            and steps <= 2
            and re.search(r"\b(?:updated|modified)\b", (parent.text or "").lower())
        ):
            return False
        if parent.tag in ("article", "main", "body"):
            break
    return True


def url_date(url: str | None, zone: str | None) -> Interval | None:
    """Read the day that an address has in its path (`/2024/01/05/`, `/2024/jan/5/`, `/20240105-`)."""
    match = _URL_DATE.search((url or "").lower().split("?")[0])
    if match is None:
        return None
    if match[4]:
        return read_date(f"{match[4]}-{match[5]}-{match[6]}", zone)
    if match[2].isdigit():
        return read_date(f"{match[1]}-{match[2]}-{match[3]}", zone)
    return read_date(f"{match[3]} {match[2]} {match[1]}", zone)


def _json_items(text: str) -> list[dict[str, Any]]:
    """Parse one JSON-LD block into its objects, graphs opened; broken blocks give none."""
    if len(text) > _MOST_JSON:
        return []
    cleaned = re.sub(
        r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>)\s*$", "", text.strip()
    )
    try:
        data = json.loads(cleaned, strict=False)
    except (ValueError, RecursionError):
        return []
    found: list[dict[str, Any]] = []
    waiting = [data]
    while waiting and len(found) < _MOST_ITEMS:
        item = waiting.pop(0)
        if isinstance(item, list):
            waiting.extend(item)
        elif isinstance(item, dict):
            found.append(item)
            waiting.extend(
                item[key] for key in ("@graph", "mainEntity") if isinstance(item.get(key), (list, dict))
            )
            if isinstance(item.get("mainEntityOfPage"), dict) and types_of(item["mainEntityOfPage"]) != [
                "webpage"
            ]:
                waiting.append(item["mainEntityOfPage"])
    return found


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _text(value: Any) -> str:
    """Give the words of a JSON-LD value: itself, or its name or address."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    if isinstance(value, dict):
        return _text(value.get("url") or value.get("@id") or value.get("name") or value.get("@value"))
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def _name(value: Any) -> str:
    if isinstance(value, dict):
        name = value.get("name") or value.get("legalName")
        return _text(name) if isinstance(name, (str, list)) else ""
    return value.strip() if isinstance(value, str) and "://" not in value else ""
