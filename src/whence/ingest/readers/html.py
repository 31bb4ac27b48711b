"""Saved pages: one HTML file -> one article, or the reason why it is none."""

import logging
import re
from datetime import datetime
from typing import Any

from lxml import etree, html

from whence.errors import InputError
from whence.ingest.articles import Draft, Ingested, finish
from whence.ingest.bylines import read_head_line
from whence.ingest.credits import RawCredit, find_text_credits, is_read_original
from whence.ingest.metadata import Meta, fill_from_page, read_meta, url_date
from whence.ingest.paragraphs import EXTRACTED, Link, Paragraph, join_paragraphs, read_paragraphs
from whence.ingest.places import find_places
from whence.ingest.readers.files import decode_bytes, html_charset, is_binary
from whence.ingest.trimming import KICKER, apply_head_line, copyright_credit, same_words, trim
from whence.ingest.urls import canonicalise_url, host_of
from whence.settings import IngestSettings

# The parser gives up below this many levels; news pages stay under 60.
_DEEPEST = 250
_ERROR_TITLE = re.compile(
    r"\b(?:404|403|410|500|page not found|not found|access denied|forbidden|error|log ?in|sign ?in|"
    r"just a moment|"
    r"are you a robot|captcha|page unavailable|nicht gefunden|page introuvable|página no encontrada)\b",
    re.IGNORECASE,
)
# Words below which a title that speaks of an error or a login decides.
_ERROR_WORDS = 120
# Share of characters inside links above which a page is a list of links: of the articles measured none has
# more than .35, index pages have .6 and more.
_LINKED = 0.5
_LONGEST_ABOVE = 200  # characters; what stands above a headline is short
_MOST_ANCHORS = 2_000  # no index page needs more to be known as one

logging.getLogger("trafilatura").setLevel(
    logging.CRITICAL
)  # its warnings are about pages we report ourselves


def read_html(
    data: bytes,
    settings: IngestSettings,
    input: str,  # noqa: A002 - the column's name
    *,
    address: str | None = None,
    captured: datetime | None = None,
    charset: str | None = None,
) -> Ingested:
    """Read one saved page.

    Args:
        data: the file's bytes.
        settings: limits, and the zone of days without one.
        input: the name shown for it.
        address: where it was captured, if that is known beside the page.
        captured: when it was.
        charset: the encoding that its server named; what the page names goes before it.

    Returns:
        The article and its credits.

    Raises:
        InputError: if the page is too large, cannot be parsed, or is no article.
    """
    if len(data) > settings.largest_page:
        raise InputError(
            input,
            too_large(len(data), settings),
        )
    tree = _parse(data, input, charset)
    meta = read_meta(tree)
    draft = Draft(input=input, url=address)
    fill_from_page(draft, meta, tree, data, settings.zone)
    draft.captured = captured or draft.captured
    paragraphs = _article(tree)
    paragraphs = _from_heading(paragraphs, draft)
    _read_visible_lines(tree, paragraphs, draft, settings.zone)
    _page_credits(tree, draft)
    whole = trim(paragraphs, draft, settings.zone)
    body = _without_link_lines(whole)
    if draft.published is None:
        draft.published, draft.published_from = url_date(draft.url, settings.zone), "url path"
    # A little text among many links is a teaser; much text is an article that ends in a list of links.
    few = sum(count_words(paragraph.text) for paragraph in body) < _ERROR_WORDS
    _require_article(whole if few else body, draft, meta, settings, tree)
    draft.text, links = join_paragraphs(body)
    draft.credits.extend(find_text_credits(draft.text))
    _link_credits(draft, links)
    draft.read_from = find_places(draft, meta, tree)
    return finish(draft)


def _parse(data: bytes, name: str, charset: str | None) -> Any:
    if not data.strip():
        raise InputError(name, "the file is empty: save the page again")
    if is_binary(data):
        raise InputError(name, "binary data, no HTML: give the page saved as HTML")
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    text = decode_bytes(data, html_charset(data) or charset).replace("\x00", "")
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise InputError(name, f"no HTML can be read from it ({error}): save the page again") from error
    depth = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    if deepest >= _DEEPEST:
        raise InputError(
            name,
            f"elements are nested {_DEEPEST} deep or more, as in no article: give the article's text",
        )
    return tree


def _article(tree: Any) -> list[Paragraph]:
    """Extract the article's paragraphs, with their links in place."""
    import trafilatura

    try:
        extracted = trafilatura.bare_extraction(
            tree, include_links=True, include_comments=False, include_tables=True, with_metadata=False
        )
    except Exception:
        return []
    body = getattr(extracted, "body", None)
    return [] if body is None else read_paragraphs(body, EXTRACTED)


def _from_heading(paragraphs: list[Paragraph], draft: Draft) -> list[Paragraph]:
    """Drop the short lines above the printed headline; old pages have their menus there."""
    title = draft.title or ""
    for index, paragraph in enumerate(paragraphs):
        if len(paragraph.text) > _LONGEST_ABOVE:
            break
        stem = title[: -len(paragraph.text)].rstrip() if title.endswith(paragraph.text) else "x"
        if same_words(paragraph.text, title) or (
            len(paragraph.text) > 10 and stem.endswith((":", "|", "-", "–", "»"))
        ):
            draft.sections += [p.text for p in paragraphs[:index] if KICKER.match(p.text.strip(" :|"))]
            draft.title = paragraph.text if stem.endswith((":", "|", "-", "–", "»")) else title
            return paragraphs[index:]
    return paragraphs


def _without_link_lines(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Drop lines that are links and no sentences ("Letter to the editor"), and a call to act at the end."""
    kept = [p for p in paragraphs if not (_is_unfinished(p) and _linked_share(p) > _LINKED)]
    while (
        kept
        and _is_unfinished(kept[-1])
        and kept[-1].links
        and kept[-1].links[-1].end >= len(kept[-1].text) - 1
    ):
        kept.pop()
    return kept


def _is_unfinished(paragraph: Paragraph) -> bool:
    return len(paragraph.text) < 120 and not paragraph.text.endswith(
        (".", "!", "?", "”", '"', "。", "»", ")")
    )


def _read_visible_lines(tree: Any, paragraphs: list[Paragraph], draft: Draft, zone: str | None) -> None:
    """Read the byline and date lines between headline and text, which the extractor may have dropped."""
    start = next((p.text[:40] for p in paragraphs if len(p.text) > 80), None)
    seen_title = False
    lines = 0
    for words in _short_blocks(tree):
        if not seen_title:
            seen_title = draft.title is None or same_words(words, draft.title)
            continue
        if start and words.startswith(start):
            break
        lines += 1
        if lines > 25:
            break
        head = read_head_line(words, zone, draft.language)
        # Related stories carry dates too; only a line that is nothing but a date or a byline counts.
        if head is not None and (head.named_by or head.role or head.published or head.modified):
            apply_head_line(head, words, draft)


def _short_blocks(tree: Any) -> Any:
    """Give the words of the innermost blocks of the page's body, in order, shortened."""
    for element in tree.iter(
        "h1", "h2", "p", "div", "span", "time", "address", "li", "header", "section", "b", "strong"
    ):
        if (
            element.tag in ("span", "time", "b", "strong")
            and len(element) == 0
            and element.getparent() is not None
            and element.getparent().tag in ("p", "span", "a", "h1", "h2")
        ):
            continue
        if any(
            child.tag in ("p", "div", "ul", "ol", "section", "header", "h1", "h2", "article", "table")
            for child in element
        ):
            continue
        if any(
            parent.tag in ("nav", "footer", "aside", "script", "style") for parent in element.iterancestors()
        ):
            continue
        words = re.sub(r"\s+", " ", element.text_content()).strip()
        if words:
            yield words[:400]


def _page_credits(tree: Any, draft: Draft) -> None:
    """Find the links that say they lead to the original, wherever they stand, and agencies' copyrights."""
    own = draft.canonical_url
    for element in tree.iter("a"):
        words = re.sub(r"\s+", " ", element.text_content()).strip()
        address = element.get("href") or ""
        if words and address and is_read_original(words):
            target = canonicalise_url(address, draft.url)
            if target and target != own:
                draft.credits.append(RawCredit("read-original", target, words))
    for element in tree.iter("footer", "small", "p", "div"):
        if len(element) > 4:
            continue
        words = re.sub(r"\s+", " ", element.text_content()).strip() if len(element) <= 4 else ""
        if 4 < len(words) < 200 and (credit := copyright_credit(words)) is not None:
            draft.credits.append(credit)


def _require_article(
    body: list[Paragraph], draft: Draft, meta: Meta, settings: IngestSettings, tree: Any
) -> None:
    """Refuse what is no article.

    Raises:
        InputError: if running text is too short, or most of it is links, or it is an error or login page.
    """
    words = sum(count_words(p.text) for p in body if p.kind != "head" and _linked_share(p) < _LINKED)
    share = _link_share(body, tree)
    if share > _LINKED:
        reason = f"{share:.0%} of its words are links, so it is a list of articles and none itself"
        raise InputError(draft.input, f"{reason}: give the articles' own pages")
    title = draft.title or meta.title or ""
    if words < _ERROR_WORDS and draft.published is None and _ERROR_TITLE.search(title):
        reason = f"an error or login page ({title[:60]!r}), no article"
        raise InputError(draft.input, f"{reason}: save the article's own page")
    if words < settings.shortest_text:
        raise InputError(draft.input, too_short(words, settings))
    address = draft.canonical_url or ""
    front = address.count("/") == 3 and address.endswith("/")
    if front and not meta.article() and (meta.first("og:type") or "website") == "website":
        raise InputError(draft.input, "a site's front page, no article: give the articles' own pages")


def _link_share(body: list[Paragraph], tree: Any) -> float:
    """Give the share of the text's characters that stand inside links."""
    every = sum(len(p.text) for p in body)
    if not every:
        return 0.0
    linked = sum(link.end - link.begin for p in body for link in p.links)
    # Where the extractor fell back on bare text, the links are gone; the page still has their words.
    text = "\n".join(p.text for p in body)
    anchors = {_words_of(anchor) for anchor in list(tree.iter("a"))[:_MOST_ANCHORS]}
    found = sum(len(words) for words in anchors if words.count(" ") >= 3 and words in text)
    return max(linked, found) / every


def _words_of(element: Any) -> str:
    return re.sub(r"\s+", " ", element.text_content()).strip()


def _linked_share(paragraph: Paragraph) -> float:
    return sum(link.end - link.begin for link in paragraph.links) / max(1, len(paragraph.text))


def too_large(size: int, settings: IngestSettings) -> str:
    """Say that a file is larger than an article's page, and what to do."""
    return f"{size:,} bytes is more than a page has: raise the limit with --set ingest.largest_page={size}"


def too_short(words: int, settings: IngestSettings) -> str:
    """Say that there is too little text for an article, and what to do."""
    least = settings.shortest_text
    remedy = f"give it whole, or --set ingest.shortest_text={words}"
    return f"{words} words of running text, of {least} an article has: {remedy}"


def count_words(text: str) -> int:
    """Count words; in scripts without spaces, two characters count as one."""
    wide = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]", text))
    return len(re.findall(r"[^\W_\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]+", text)) + wide // 2


def _link_credits(draft: Draft, links: list[Link]) -> None:
    """Record the links of the running text that leave the page."""
    own = draft.canonical_url
    for link in links:
        target = canonicalise_url(link.address, draft.url)
        if target is None or target == own or host_of(target) is None:
            continue
        words = draft.text[link.begin : link.end]
        if is_read_original(words):
            draft.credits = [
                c
                for c in draft.credits
                if not (c.kind == "read-original" and c.target == target and c.field is None)
            ]
            draft.credits.append(RawCredit("read-original", target, words, "text", link.begin, link.end))
        else:
            draft.credits.append(RawCredit("link", target, words, "text", link.begin, link.end))
