"""Explicit words of provenance in running text, with their place.

Every reader here works paragraph by paragraph, and asks for a fixed word ("courtesy", "originally published", a closing
parenthesis) before it looks closer, so that a megabyte of junk costs one pass.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whence.ingest.names import AGENCIES, looks_like_organisation
from whence.ingest.urls import canonicalise_url
from whence.records import CreditKind


@dataclass(frozen=True, slots=True)
class RawCredit:
    """A credit before its document has an id."""

    kind: CreditKind
    target: str
    text: str
    field: str | None = None
    begin: int | None = None
    end: int | None = None


_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"”“)\]]{3,2000}", re.IGNORECASE)
# A name: capitalised words, joined by the small words that names hold.
_SMALL = r"(?:of|the|de|la|le|du|des|der|die|das|del|di|da|do|for|and|und|et|y|&|in|on|van|von|al)"
_UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0391-\u03a9\u0401-\u042f"
_WORD = rf"[{_UPPER}\d\u0600-\u06ff\u3040-\u30ff\u4e00-\u9fff][\w'’.&+-]{{0,40}}"
NAME = rf"(?:(?:the|die|der|das|la|le|el|l['’])\s)?{_WORD}(?:\s(?:{_SMALL}\s){{0,2}}{_WORD}){{0,6}}"
"""The words of a name, as part of a regular expression."""

_DATELINE = re.compile(
    rf"(?P<place>[{_UPPER}\u0600-\u06ff\u4e00-\u9fff][^()\n]{{0,70}}?)?\s?\((?P<agency>[^()\n]{{2,40}})\)\s{{0,2}}(?:[-\u2010-\u2015]{{1,2}}|:|>>)(?=\s|[\"“«])"
)
_SLASHED = re.compile(
    r"(?P<place>[^()\n/]{0,60}?)\s?/(?P<agency>[^/()\n]{2,40})/\s{0,2}[-\u2010-\u2015.]{0,2}"
)
_NEWSROOM = r"(?:article|story|piece|op-?ed|report|post|column|essay|analysis|commentary|interview|text|item|investigation|dispatch)"
_FIRST = re.compile(
    rf"\b(?:(?:an?|the)\s(?:longer\s|shorter\s|earlier\s|previous\s)?version\sof\s)?(?:th(?:is|e)\s(?:\w{{1,20}}\s)?{_NEWSROOM}\s(?:was\s|has\s(?:been\s)?)?)?"
    r"(?:first|originally|previously|initially)\s(?:appeared|published|posted|ran|run|released|produced|reported|written)\s"
    r"(?:on\s[^,.\n]{3,30}\s)?(?:by|in|on|at|with|for)\s(?:our\s(?:partner|sister)\s(?:site|publication)\s)?",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    rf"\b(?:(?:this\s{_NEWSROOM}\s(?:is|was|has\sbeen)\s)?(?:re-?published|reprinted|reproduced|reposted|cross-?posted|syndicated|excerpted|adapted|translated)\s"
    r"(?:here\s)?(?:with\s(?:the\s)?(?:kind\s)?permission\s(?:from|of|by)|(?:courtesy\s)?(?:from|of)|by\sarrangement\swith)"
    rf"|(?:zuerst|ursprünglich)\s(?:erschienen|veröffentlicht)\s(?:in|bei|auf|im)|publié\s(?:initialement|d'abord)\s(?:par|dans|sur)|publicado\soriginalmente\s(?:en|por))\s",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"^[\W_]{0,3}(?P<cue>courtesy(?:\s(?:of|by|to))?|source|sources|credit|with\s(?:thanks|acknowledge?ments?)\sto|quelle|fuente|fonte|bron|المصدر|来源|來源)\s{0,3}[:：\-–—]?\s{0,3}",
    re.IGNORECASE,
)
_COLONLESS = ("courtesy", "with ")
_VIA = re.compile(
    r"(?:^|[(\[])\s?(?P<cue>via|h/t|hat[\s-]tip(?:\sto)?)\s{0,2}:?\s(?P<target>[^()\[\]\n]{2,120})",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"\b(?:read|see|view|visit|find)\s(?:the\s)?(?:full\s)?original(?:\s(?:article|story|post|piece|here|version|report))?\b|"
    r"\b(?:read|see)\s(?:the\s)?(?:full|rest\sof\sthe|complete|entire)\s(?:article|story|report|piece|post)\b(?:\s(?:at|on|in|here))?|"
    r"^(?:the\s)?original\s(?:article|story|post|source|link)\b|\bcontinue\sreading\s(?:at|on)\b|^zum\soriginal|^original(?:artikel|beitrag)\b|\blire\sl['’]original",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    rf"(?:(?P<who>{NAME})\s(?:said|says|announced|stated|wrote|confirmed|added|noted|reported|claimed)\s(?:on\s\w{{3,10}}\s|\w{{3,10}}\s)?)?"
    r"(?i:in\sa\s(?:\w{1,15}\s){0,2}(?:press|news|media)\s(?:release|statement)|in\sa\s(?:\w{1,15}\s){0,2}statement\s(?:sent|e-?mailed|given|provided|released|issued)\s(?:to|by)\s(?:the\s)?"
    r"|(?:according\sto|per)\sa\s(?:\w{1,15}\s){0,2}(?:press|news|media)\s(?:release|statement)|(?:a|the)\s(?:press|news|media)\srelease\s(?:from|by|issued\sby|of)\s)"
)  # fmt: skip
_SOURCE_LINE = re.compile(r"^SOURCE:?\s{1,3}(?P<target>\S[^\n]{1,150})$")
_CONTRIBUTED = re.compile(
    rf"(?P<who>{NAME}(?:,?\s(?:and\s)?{NAME}){{0,3}})\s(?:also\s)?contributed\s(?:to\sthis|reporting)\b"
    rf"|\b(?i:with\s(?:inputs?|files|reporting|reports|additional\sreporting|material)\s(?:from|by|of))\s(?P<from>{NAME}(?:,?\s(?:and\s)?{NAME}){{0,3}})"
    rf"|\b(?i:mit\s(?:material|inhalten)\s(?:von|der)|avec|mit)\s(?P<foreign>(?:(?:der|die)\s)?{NAME})\)?\.?$"
)  # fmt: skip
_PHOTO = re.compile(
    r"(?:photo|image|picture|video|graphic|screenshot|footage|illustration|map|foto|bild)\w*\W{0,3}(?:\w+\W{1,2}){0,3}$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"^(?P<head>.*?)(?:\s(?:and\s(?:is|was|has|can|may|appears)|under|with\s(?:permission|the)|on\s(?:\w+\s)?\d|at\s(?:https?|www)|here|by\sarrangement|where|which|as\spart)\b.*|\s[-–—|]\s.*)$",
    re.IGNORECASE | re.DOTALL,
)


def find_text_credits(text: str) -> list[RawCredit]:
    """Find the credits that running text holds, with their offsets, in order of place.

    Args:
        text: running text, paragraphs parted by line breaks.

    Returns:
        Credits whose `text` is `text[begin:end]`.
    """
    found: list[RawCredit] = []
    place = 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            found.extend(_line_credits(line, place, dateline=number < 12))
        place += len(line) + 1
    return found


def credit_of_line(line: str, following: str = "") -> RawCredit | None:
    """Read a line that is nothing but a credit ("Courtesy: X", "Source: X", "via X", "SOURCE X").

    Args:
        line: the line, trimmed.
        following: the next line, which holds the link where the line ends after the cue.

    Returns:
        The credit without a place, or None.
    """
    return _courtesy(line, following) or _via_line(line) or _source_line(line)


def is_read_original(words: str) -> bool:
    """Tell whether a link's words lead to the original of the page."""
    return len(words) < 120 and bool(_ORIGINAL.search(words))


def _line_credits(line: str, place: int, *, dateline: bool) -> Iterator[RawCredit]:
    head = line[:200]
    if dateline and (match := _dateline(head)):
        target = _strip(match["agency"])
        yield _placed("dateline", target, line, place, match.start(), match.end())
    short = len(line) <= 400
    if short and (line_credit := credit_of_line(line.strip())) is not None:
        begin = len(line) - len(line.lstrip())
        yield _placed(line_credit.kind, line_credit.target, line, place, begin, len(line.rstrip()))
        return
    lowered = line.lower()
    if any(
        word in lowered
        for word in (
            "first",
            "originally",
            "previously",
            "initially",
            "publish",
            "print",
            "permission",
            "post",
            "syndicat",
            "zuerst",
            "ursprünglich",
            "initialement",
            "originalmente",
            "excerpted",
            "adapted",
            "translated",
        )
    ):
        yield from _published_elsewhere(line, place)
    if "release" in lowered or "statement" in lowered:
        yield from _releases(line, place)
    if "contributed" in lowered or "with " in lowered or "mit " in lowered or "avec " in lowered:
        yield from _contributions(line, place)
    if "original" in lowered and short:
        yield from _read_originals(line, place)
    if "via" in lowered or "h/t" in lowered or "hat tip" in lowered:
        yield from _inline_via(line, place)


def _placed(kind: CreditKind, target: str, line: str, place: int, begin: int, end: int) -> RawCredit:
    return RawCredit(kind, target, line[begin:end], "text", place + begin, place + end)


def _dateline(line: str) -> re.Match[str] | None:
    """Match "PORT ALMA (Meridian Wire) —", "LONDON, Jan 5 (AFP) —", "(AFP) -" or "MOSCOW, January 5. /TASS/."."""
    match = _DATELINE.match(line)
    if match is None:
        match = _SLASHED.match(line) if "/" in line[:80] else None
        # Slashes stand in much else; only a place in capitals or nothing may come before them.
        if match is None or (match["place"] and not match["place"].split(",")[0].isupper()):
            return None
    if not _is_place(match["place"] or "") or not _is_agency_name(match["agency"]):
        return None
    return match


def _is_place(words: str) -> bool:
    """Tell whether words before the agency are place and date, and no sentence."""
    tokens = words.replace(",", " ").split()
    if len(tokens) > 9:
        return False
    small = sum(
        1
        for t in tokens
        if t[0].islower()
        and t.lower()
        not in ("de", "la", "el", "of", "the", "al", "am", "and", "le", "les", "sur", "near", "aboard")
    )
    return small == 0


def _is_agency_name(words: str) -> bool:
    cleaned = words.strip()
    if not cleaned or len(cleaned.split()) > 5 or (cleaned[0].islower() and cleaned.lower() not in AGENCIES):
        return False
    if (any(c.isdigit() for c in cleaned) and len(cleaned) < 4) or cleaned.isdigit():
        return False
    return cleaned.lower() not in ("video", "photos", "photo", "update", "updated", "audio", "live", "watch")


def _strip(target: str) -> str:
    return target.strip(" \t\"'“”‘’.,;:()[]|-–—")


def _target(words: str) -> str | None:
    """Read whom the words after a cue credit: an address if there is one, else the name they begin with."""
    words = words.strip()[:400]
    address = _ADDRESS.search(words)
    if address and (normal := canonicalise_url(address[0].rstrip(".,;"))):
        return normal
    name = re.match(rf"[\"'“‘«]?(?P<name>{NAME})", words)
    if name is None:
        bare = words.split(" ")[0].strip(".,;:") if words else ""
        return bare if re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", bare) else None
    cut = _TAIL.match(name["name"])
    return _strip(cut["head"] if cut and cut["head"] else name["name"]) or None


def _courtesy(line: str, following: str) -> RawCredit | None:
    match = _COURTESY.match(line) if len(line) <= 400 else None
    if match is None:
        return None
    cue = match["cue"].lower()
    rest = line[match.end() :].strip(" \t)]")
    if not rest and cue.startswith("courtesy") and _ADDRESS.match(following.strip()):
        rest = following.strip()
    address = _ADDRESS.search(rest)
    marked = any(c in line[: match.end()] for c in ":：-–—")
    if not marked and not cue.startswith(_COLONLESS) and not (address and address.start() == 0):
        return None
    if len(_ADDRESS.sub("", rest).split()) > 12 or (rest.endswith((".", "!", "?")) and len(rest.split()) > 6):
        return None
    if cue == "credit" and not (address or looks_like_organisation(rest)):
        return None  # a photographer
    target = (canonicalise_url(address[0].rstrip(".,;")) if address else None) or _strip(rest)
    return RawCredit("courtesy", target, line) if target else None


def _via_line(line: str) -> RawCredit | None:
    if len(line) > 160:
        return None
    match = _VIA.match(line)
    if match is None or len(match["target"].split()) > 8:
        return None
    target = _target(match["target"])
    return RawCredit("via", target, line) if target else None


def _source_line(line: str) -> RawCredit | None:
    match = _SOURCE_LINE.match(line) if len(line) <= 160 else None
    return RawCredit("press-release", _strip(match["target"]), line) if match else None


def _published_elsewhere(line: str, place: int) -> Iterator[RawCredit]:
    for pattern in (_FIRST, _AGAIN):
        for match in pattern.finditer(line):
            # "he first published in 1990" is a life, not a credit: the sentence must speak of this text, or begin so.
            opens = match.start() == 0 or line[: match.start()].rstrip().endswith(
                (".", "(", "[", "—", "*", "|", ":")
            )
            about_text = re.search(rf"\b(?:this|the)\s(?:\w+\s)?{_NEWSROOM}\b", match[0], re.IGNORECASE)
            if not ((opens and line[match.start()].isupper()) or about_text):
                continue
            rest = line[match.end() : match.end() + 500]
            target = _target(rest)
            if target is None:
                continue
            yield _placed(
                "originally-published",
                target,
                line,
                place,
                match.start(),
                _end_of_target(line, match.end(), target),
            )


def _end_of_target(line: str, begin: int, target: str) -> int:
    """Give where the credited name or address ends in the line."""
    address = _ADDRESS.search(line, begin, begin + 500)
    found = line.find(target, begin)
    if 0 <= found <= begin + 3:
        return found + len(target)
    return address.end() if address else begin


def _releases(line: str, place: int) -> Iterator[RawCredit]:
    for match in _RELEASE.finditer(line):
        issuer = match["who"]
        cue = match[0].lower()
        end = match.end() - (len(match[0]) - len(match[0].rstrip()))
        if issuer is None and cue.rstrip().endswith((" from", " by", " of")):
            name = re.match(NAME, line[match.end() : match.end() + 200])
            if name:
                issuer, end = name[0], match.end() + name.end()
        yield _placed(
            "press-release", _strip(issuer) if issuer else "press release", line, place, match.start(), end
        )


def _contributions(line: str, place: int) -> Iterator[RawCredit]:
    if len(line) > 600:
        return
    for match in _CONTRIBUTED.finditer(line):
        group = "who" if match["who"] else "from" if match["from"] else "foreign"
        if group == "foreign" and match["foreign"].removeprefix("der ").lower() not in AGENCIES:
            continue
        for name in re.finditer(r"[^,]+?(?=,|\sand\s|$)", match[group]):
            target = _strip(re.sub(r"^\s*(?:and|der|die)\s", "", name[0]))
            if target and looks_like_organisation(target):
                yield _placed("byline", target, line, place, match.start(), match.end())


def _read_originals(line: str, place: int) -> Iterator[RawCredit]:
    match = _ORIGINAL.search(line)
    address = _ADDRESS.search(line, match.end()) if match else None
    if match and address and (target := canonicalise_url(address[0].rstrip(".,;"))):
        yield _placed("read-original", target, line, place, match.start(), address.end())


def _inline_via(line: str, place: int) -> Iterator[RawCredit]:
    for match in _VIA.finditer(line):
        if line[match.start()] not in "([" or _PHOTO.search(line[max(0, match.start() - 60) : match.start()]):
            continue
        if match.end() < len(line.rstrip()) - 3 and match["cue"].lower() == "via":
            continue  # "(via Telegram)" in the middle of a sentence is a channel, not a source of the page
        target = _target(match["target"])
        if target and len(match["target"].split()) <= 8:
            yield _placed("via", target, line, place, match.start(), match.end())
