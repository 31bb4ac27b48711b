"""Fact-checks that others published as schema.org ClaimReview: alone, in lists, graphs, feeds or pages.

Source of the form: https://schema.org/ClaimReview; feeds of them are a DataFeed whose dataFeedElement has an
`item` each. Nothing in them is believed: texts are cut to a length, addresses are kept only if plain http.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from whence.errors import InputError
from whence.identity import content_id
from whence.ingest.articles import clean
from whence.ingest.dates import read_date
from whence.ingest.language import language_code
from whence.ingest.readers.files import decode_bytes
from whence.records import Check, Skipped

SUFFIXES = frozenset((".json", ".jsonld", ".jsonl", ".ndjson"))
"""Endings of the files that may hold fact-checks as JSON."""
_TYPED = re.compile(rb'"@(?:type|graph|context)"\s*:')
_OVERLAP = 10  # bytes of "ClaimReview" that may stand before the end of what was read
_NAMES_ONE = re.compile(rb"ClaimReview")
_HEAD = 1 << 16  # bytes in which a file of fact-checks shows that it is linked data
_LARGEST = 1 << 29  # bytes of a feed; the largest public one has a fifth of them
_OPENING, _CLOSING = (
    re.compile(r"<script\b[^<>]{0,1000}>", re.IGNORECASE),
    re.compile(r"</script", re.IGNORECASE),
)
_WORDS, _NAME = 4_000, 300  # characters kept of a claim or verdict, and of a name
_WEB = re.compile(r"https?://[^\s\"'<>]{1,1990}", re.IGNORECASE)
_FORM = "give schema.org ClaimReview with claimReviewed, author and reviewRating"


def holds_checks(path: Path) -> bool:
    """Tell whether a file of JSON is linked data that names fact-checks; a table of articles is not."""
    with path.open("rb") as opened:
        head = opened.read(_HEAD)
        if _TYPED.search(head) is None:
            return False
        while head:
            if _NAMES_ONE.search(head) is not None:
                return True
            more = opened.read(_HEAD)
            head = head[-_OVERLAP:] + more if more else b""
    return False


def read_check_file(path: Path, name: str, zone: str | None) -> Iterator[Check | Skipped]:
    """Read the fact-checks of a file of JSON, whole or line by line.

    Args:
        path: the file.
        name: what it is called in messages.
        zone: IANA zone of days without one.

    Yields:
        Fact-checks in the order of the file, and why others are not used.

    Raises:
        InputError: if the file is no JSON, too large, or holds no fact-check.
    """
    if path.stat().st_size > _LARGEST:
        raise InputError(name, f"over {_LARGEST:,} bytes: give the feed in parts")
    text = decode_bytes(path.read_bytes())
    found = False
    for item in _read_text(text, name, zone):
        found = True
        yield item
    if not found:
        raise InputError(name, f"it is linked data and holds no fact-check: {_FORM}")


def _read_text(text: str, name: str, zone: str | None) -> Iterator[Check | Skipped]:
    value = _parse(text)
    if not isinstance(value, str):
        yield from read_checks(value, name, zone)
        return
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if len(lines) < 2 or isinstance(_parse(lines[0][1]), str):
        raise InputError(name, value)
    for number, line in lines:
        row = _parse(line)
        if isinstance(row, str):
            yield Skipped(input=f"{name}:{number}", reason=row)
        else:
            yield from read_checks(row, f"{name}:{number}", zone)


def read_page_checks(data: bytes, name: str, zone: str | None) -> Iterator[Check | Skipped]:
    """Read the fact-checks in the scripts of a page.

    Args:
        data: the page's bytes.
        name: what it is called in messages.
        zone: IANA zone of days without one.
    """
    if _NAMES_ONE.search(data) is None:
        return
    text = decode_bytes(data)
    place = 0
    while (opening := _OPENING.search(text, place)) is not None:
        closing = _CLOSING.search(text, opening.end())
        if closing is None:
            return
        place = closing.end()
        if "ld+json" not in opening[0].lower():
            continue
        body = text[opening.end() : closing.start()].strip()
        body = body.removeprefix("<!--").removesuffix("-->").strip()
        value = _parse(body.removeprefix("//<![CDATA[").removesuffix("//]]>"))
        if not isinstance(value, str):
            yield from read_checks(value, name, zone)
        elif "ClaimReview" in body:
            yield Skipped(input=f"{name}#ClaimReview", reason=value)


def read_checks(value: Any, name: str, zone: str | None) -> Iterator[Check | Skipped]:
    """Read every ClaimReview inside a JSON value, however it is wrapped.

    Args:
        value: what was parsed.
        name: what it is called in messages.
        zone: IANA zone of days without one.
    """
    waiting = [value]
    number = 0
    while waiting:
        item = waiting.pop()
        if isinstance(item, list):
            waiting.extend(reversed(item))
        elif isinstance(item, Mapping):
            if _is_review(item):
                number += 1
                yield _check_of(item, name, f"{name}#ClaimReview{number}", zone)
            else:
                waiting.extend(reversed(list(item.values())))


def _parse(text: str) -> Any:
    """Parse JSON; a string means why it is none."""
    try:
        value = json.loads(text, strict=False)
    except RecursionError:
        return "JSON nested too deep for a fact-check: leave it out"
    except ValueError as error:
        return f"not JSON ({' '.join(str(error).split())[:160]}): mend it or leave it out"
    return [value] if isinstance(value, str) else value


def _is_review(item: Mapping[str, Any]) -> bool:
    kinds = item.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and kind.rpartition("/")[2] == "ClaimReview" for kind in listed)


def _check_of(item: Mapping[str, Any], name: str, place: str, zone: str | None) -> Check | Skipped:
    reviewed = _first(item.get("itemReviewed"))
    reviewed = reviewed if isinstance(reviewed, Mapping) else {}
    claim = _text(item.get("claimReviewed") or reviewed.get("name") or reviewed.get("text"))
    if not claim:
        return Skipped(input=place, reason="a fact-check that does not say which claim: give claimReviewed")
    url = _address(item.get("url")) or _address(item.get("mainEntityOfPage")) or _address(item.get("@id"))
    checker = _named(item.get("author")) or _named(item.get("publisher"))
    if not checker and not url:
        return Skipped(
            input=place, reason="a fact-check that names neither who checked nor a page: give author"
        )
    rating = _first(item.get("reviewRating"))
    rating = rating if isinstance(rating, Mapping) else {}
    verdict = _text(rating.get("alternateName") or rating.get("name") or rating.get("ratingExplanation"))
    scale = _scale(rating)
    if not verdict and not scale:
        return Skipped(input=place, reason="a fact-check without a verdict: give reviewRating.alternateName")
    when = read_date(_text(item.get("datePublished") or item.get("dateCreated")) or None, zone)
    return Check(
        id=content_id("q", url, checker, claim, verdict, scale),
        input=name,
        claim=claim,
        claimant=_named(reviewed.get("author")) or None,
        checker=checker or None,
        verdict=verdict or None,
        rating=scale or None,
        url=url or None,
        published_earliest=when.earliest if when else None,
        published_latest=when.latest if when else None,
        language=language_code(_text(item.get("inLanguage"))[:20] or None),
    )


def _first(value: Any) -> Any:
    return next((item for item in value if item), None) if isinstance(value, list) else value


def _text(value: Any, most: int = _WORDS) -> str:
    """Give a value as one clean line, without what would be mark-up entities."""
    value = _first(value)
    if isinstance(value, Mapping):
        value = value.get("@value") or value.get("name")
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        return ""
    plain = clean(html.unescape(str(value)[: 4 * most])) or ""
    return " ".join(plain.split())[:most].strip()


def _named(value: Any) -> str:
    value = _first(value)
    return _text(value.get("name") if isinstance(value, Mapping) else value, _NAME)


def _address(value: Any) -> str:
    value = _first(value)
    if isinstance(value, Mapping):
        value = value.get("@id") or value.get("url")
    if not isinstance(value, str):
        return ""
    plain = clean(value.strip()[:2_000]) or ""
    return plain if _WEB.fullmatch(plain) else ""


def _scale(rating: Mapping[str, Any]) -> str:
    """Give a rating's number with its ends, as the checker gave them: `2 of 1 to 5`."""
    value, worst, best = (_text(rating.get(key), 20) for key in ("ratingValue", "worstRating", "bestRating"))
    if not value:
        return ""
    return f"{value} of {worst} to {best}" if worst and best else value
