"""Explicit words of provenance in running text, with their place.

Every reader here works paragraph by paragraph, and asks for a fixed word ("courtesy", "originally published",
a closing parenthesis) before it looks closer, so that a megabyte of junk costs one pass.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from whence.ingest.dates import find_date
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
_SMALL = r"(?:of|the|de|la|le|du|des|der|die|das|del|di|da|do|for|and|und|et|y|&|van|von|al)"
_UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0391-\u03a9\u0401-\u042f"
_WORD = (
    rf"(?:(?:[{_UPPER}]\.){{1,4}}(?=[\s,;:)]|$)|(?:St|Dr|Mr|Mrs|Ms|Sen|Rep|Gov|Gen|Lt|Sgt|Prof|Mt|Ft)\.(?=\s)"
    rf"|[{_UPPER}\d\u0600-\u06ff\u3040-\u30ff\u4e00-\u9fff][\w'’&+-]{{0,40}}(?:\.[\w'’&+-]{{1,20}}){{0,6}})"
)
NAME = rf"(?:(?:the|die|der|das|la|le|el|l['’])\s)?{_WORD}(?:\s(?:{_SMALL}\s){{0,2}}{_WORD}){{0,6}}"
"""The words of a name, as part of a regular expression."""

_DATELINE = re.compile(
    rf"(?P<place>[{_UPPER}\u0600-\u06ff\u4e00-\u9fff][^()\n]{{0,70}}?)?\s?\((?P<agency>[^()\n]{{2,40}})\)\s{{0,2}}(?:[-\u2010-\u2015]{{1,2}}|:|>>)(?=\s|[\"“«])"
)
_SLASHED = re.compile(
    r"(?P<place>[^()\n/]{0,60}?)\s?/(?P<agency>[^/()\n]{2,40})/\s{0,2}[-\u2010-\u2015.]{0,2}"
)
_NEWSROOM = (
    r"(?:article|story|piece|op-?ed|report|post|column|essay|analysis|commentary|interview|text|item|"
    r"investigation|dispatch)"
)
_FIRST = re.compile(
    rf"\b(?:(?:an?|the)\s(?:longer\s|shorter\s|earlier\s|previous\s)?version\sof\s)?(?:th(?:is|e)\s(?:\w{{1,20}}\s)?{_NEWSROOM}\s(?:was\s|has\s(?:been\s)?)?)?"
    r"(?:first|originally|previously|initially)\s(?:appeared|published|posted|ran|run|released|produced|written)\s"
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
_COURTESY_LINK = re.compile(
    r"\bcourtesy(?:\sof)?\s?[:–-]?\s?(?P<address>(?:https?://|www\.)\S{3,2000})\s*$", re.IGNORECASE
)
_COLONLESS = ("courtesy", "with ")
_VIA = re.compile(
    r"(?:^|[(\[])\s?(?P<cue>via|h/t|hat[\s-]tip(?:\sto)?)\s{0,2}:?\s(?P<target>[^()\[\]\n]{2,120})",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"\b(?:read|see|view|visit|find)\s(?:the\s)?(?:full\s)?original\b"
    r"|\b(?:read|see)\s(?:the\s)?(?:full|rest\sof\sthe|complete|entire)\s(?:article|story|report|piece|post)\b"
    r"|\b(?:the\s)?original\s(?:article|story|post|report|version|piece|source|link)\b|\bcontinue\sreading\s(?:at|on)\b"
    r"|^zum\soriginal|\boriginal(?:artikel|beitrag|bericht|meldung|text)\b|\blire\sl['’]original"
    r"|\b(?:article|texte|version|dépêche|artículo|nota|noticia|articolo|testo)\soriginale?\b"
    r"|المقال\sالأصلي|المصدر\sالأصلي|阅读原文|查看原文|原文链接",
    re.IGNORECASE,
)
_RELEASE = re.compile(
    r"\b(?P<cue>(?:in|according\sto|per|cited\sin)\s)?(?:an?|the|this|its|their|his|her)\s(?P<before>(?:[\w.&'’-]{1,25}\s){0,3}?)(?:press|news|media)\srelease\b"
    r"|\b(?P<sent>in)\san?\s(?:[\w-]{1,15}\s){0,2}?(?:(?:press|news|media)\sstatement\b|statement\s(?:sent|e-?mailed|given|provided|released|issued|posted)\b)",
    re.IGNORECASE,
)
_ISSUED_BY = re.compile(
    rf"^\s(?:(?:sent|e-?mailed|released|issued|put\sout|distributed)\s)?(?:(?:on\s)?\w{{3,9}}day\s)?(?:by|from|of)\s(?P<who>{NAME}(?:(?:['’]s)?\s(?:campaign|office|administration|ministry|department|foundation|family|company))?)"
)
_SAID = re.compile(
    rf"(?<![\w-])(?P<who>{NAME}),?\s(?:said|says|announced|stated|wrote|confirmed|added|noted|reported|claimed)(?:\son)?(?:\s\w{{3,10}})?\s?,?\s?$"
)
_SOURCE_LINE = re.compile(r"^SOURCE:?\s{1,3}(?P<target>\S[^\n]{1,150})$")
_CONTRIBUTED = re.compile(
    r"\s(?:also\s)?contributed\s(?:to\sthis|reporting|to\sthe)\b(?:\s(?:report|story|article))?"
)
_CONTRIBUTORS = re.compile(rf"(?<![\w-]){NAME}(?:,?\s(?:and\s)?{NAME}){{0,3}}$")
_INPUTS = re.compile(
    r"\b(?:with\s(?:agency\s|additional\s)?(?:inputs?|files|reporting|reports|material)\s(?:from|by|of)|additional\sreporting\sby|"
    r"mit\s(?:material|inhalten)\s(?:von|der)|avec)\s(?:the\s|der\s|l['’])?",
    re.IGNORECASE,
)
_INPUT_NAMES = re.compile(rf"{NAME}(?:,?\s(?:and\s)?{NAME}){{0,3}}")
_STAFF = re.compile(
    r"\s(?:staff\s)?(?:writers?|reporters?|correspondents?|journalists?|editors?|staff|contributors?|producers?)\b.*$",
    re.IGNORECASE,
)
_PLATFORMS = frozenset(
    (
        "instagram", "facebook", "twitter", "x", "youtube", "telegram", "tiktok", "getty", "getty images",
        "shutterstock",
        "unsplash", "wikimedia", "wikimedia commons", "istock", "flickr", "whatsapp", "email", "e-mail",
        "text", "phone",
        "zoom", "skype", "video", "video link", "snapchat", "reddit", "threads", "bluesky", "ap photo",
    )
)  # fmt: skip
_CALENDAR = re.compile(
    r"^(?:the\s)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December|\d+)\b"
)
_PHOTO = re.compile(
    r"(?:photo|image|picture|video|graphic|screenshot|footage|illustration|map|foto|bild)\w*\W{0,3}(?:\w+\W{1,2}){0,3}$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"^(?P<head>.*?)(?:\s(?:and\s(?:is|was|has|can|may|appears)|under|with\s(?:permission|the)|on\s(?:\w+\s)?\d|at\s(?:https?|www)|here|by\sarrangement|where|which|as\spart)\b.*|\s[-–—|]\s.*)$",
    re.IGNORECASE | re.DOTALL,
)


# A line must hold one of these before the dearer patterns look at it.
_PUBLICATION_WORDS = (
    "originally ", "previously ", "initially ", "first ", "publish", "reprinted", "permission", "reposted",
    "crossposted",
    "cross-posted", "syndicated", "reproduced", "excerpted", "adapted", "translated", "zuerst",
    "ursprünglich", "publié",
    "publicado",
)  # fmt: skip
_CONTRIBUTION_WORDS = (
    "contributed", "input", " files ", "reporting", "reports", "material", "inhalten", "avec",
)  # fmt: skip
# "Source: X" and "Courtesy X" at the edges of a text speak of the text; further in they speak of a chart
# or photo.
_EDGE_LINES = 4


def find_text_credits(text: str) -> list[RawCredit]:
    """Find the credits that running text holds, with their offsets, in order of place.

    Args:
        text: running text, paragraphs parted by line breaks.

    Returns:
        Credits whose `text` is `text[begin:end]`.
    """
    found: list[RawCredit] = []
    lines = text.split("\n")
    filled = [number for number, line in enumerate(lines) if line.strip()]
    edges = {*filled[:2], *filled[-_EDGE_LINES:]}
    place = 0
    for number, line in enumerate(lines):
        if line.strip():
            found.extend(_line_credits(line, place, dateline=number < 12, edge=number in edges))
        place += len(line) + 1
    return [credit for credit in found if credit.target]


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


def _line_credits(line: str, place: int, *, dateline: bool, edge: bool) -> Iterator[RawCredit]:
    head = line[:200]
    if dateline and (match := _dateline(head)):
        target = _strip(match["agency"])
        yield _placed("dateline", target, line, place, match.start(), match.end())
    short = len(line) <= 400
    if edge and short and (line_credit := credit_of_line(line.strip())) is not None:
        begin = len(line) - len(line.lstrip())
        yield _placed(line_credit.kind, line_credit.target, line, place, begin, len(line.rstrip()))
        return
    lowered = line.lower()
    if edge and "courtesy" in lowered and (match := _COURTESY_LINK.search(line)):
        address = canonicalise_url(match["address"].rstrip(".,;)"))
        if address:
            yield _placed("courtesy", address, line, place, match.start(), match.end())
    if any(word in lowered for word in _PUBLICATION_WORDS):
        yield from _published_elsewhere(line, place)
    if "release" in lowered or "statement" in lowered:
        yield from _releases(line, place)
    if any(word in lowered for word in _CONTRIBUTION_WORDS):
        yield from _contributions(line, place)
    if "original" in lowered and short:
        yield from _read_originals(line, place)
    if "via" in lowered or "h/t" in lowered or "hat tip" in lowered:
        yield from _inline_via(line, place)


def _placed(kind: CreditKind, target: str, line: str, place: int, begin: int, end: int) -> RawCredit:
    return RawCredit(kind, target, line[begin:end], "text", place + begin, place + end)


def _dateline(line: str) -> re.Match[str] | None:
    """Match "PORT ALMA (Meridian Wire) —", "ALMA, Jan 5 (AFP) —", "(AFP) -" or "ALMA, January 5. /TASS/."."""
    match = _DATELINE.match(line)
    if match is None:
        match = _SLASHED.match(line) if "/" in line[:80] else None
        # Slashes stand in much else; only a place in capitals or nothing may come before them.
        if match is None or (match["place"] and not match["place"].split(",")[0].isupper()):
            return None
    if not _is_place(match["place"] or "") or not _is_agency_name(match["agency"]):
        return None
    if match[0].rstrip().endswith(":") and match["agency"].strip().lower() not in AGENCIES:
        return None  # "Jane Doe (Harbor Party): ..." is a speaker
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
    if (
        cleaned.replace(".", "").isdigit()
        or re.match(r"[A-Z]{1,3}-[A-Z]", cleaned)
        or find_date(cleaned) is not None
    ):
        return False  # an age, "(D-Ohio)", the hour of an update
    if any(word[0].islower() and word.lower() not in ("of", "de", "the") for word in cleaned.split()[1:]):
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
    if _CALENDAR.match(name["name"]):
        return None
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
    return RawCredit("via", target, line) if target and target.lower() not in _PLATFORMS else None


def _source_line(line: str) -> RawCredit | None:
    match = _SOURCE_LINE.match(line) if len(line) <= 160 else None
    return RawCredit("press-release", _strip(match["target"]), line) if match else None


def _published_elsewhere(line: str, place: int) -> Iterator[RawCredit]:
    for pattern in (_FIRST, _AGAIN):
        for match in pattern.finditer(line):
            # "he first published in 1990" is a life, not a credit: the sentence must speak of this text,
            # or begin so.
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
    """Find "in a press release" and "in a statement sent to", with who issued it where the words say so."""
    for match in _RELEASE.finditer(line):
        begin, end, issuer = match.start(), match.end(), None
        after = _ISSUED_BY.match(line[end : end + 200])
        before = _SAID.search(line[max(0, begin - 140) : begin])
        named = _name_within(match["before"] or "")
        if after is not None:
            issuer, end = after["who"], end + after.end()
        elif named is not None:
            issuer = named
        elif before is not None:
            issuer, begin = before["who"], begin - len(before[0])
        elif not (match["cue"] or match["sent"]):
            continue  # a press release is spoken of, not drawn on
        issuer = re.sub(r"['’]s?$", "", _strip(issuer)) if issuer else "press release"
        yield _placed("press-release", issuer, line, place, begin, end)


def _name_within(words: str) -> str | None:
    """Give the capitalised words of "a DHS", "an emailed Harbor Ministry", or None."""
    name = re.search(rf"(?:^|\s)({NAME})\s?$", words)
    return name[1] if name and not _CALENDAR.search(name[1]) else None


def _contributions(line: str, place: int) -> Iterator[RawCredit]:
    """Find "The Associated Press contributed to this report" and "with inputs from AFP"."""
    if len(line) > 600:
        return
    spans: list[tuple[str, int, int]] = []
    for match in _CONTRIBUTED.finditer(line):
        window = max(0, match.start() - 200)
        names = _CONTRIBUTORS.search(line[window : match.start()])
        if names:
            spans.append((names[0], window + names.start(), match.end()))
    for match in _INPUTS.finditer(line):
        names = _INPUT_NAMES.match(line, match.end())
        if names and (len(match[0]) > 8 or names[0].lower() in AGENCIES):
            spans.append((names[0], match.start(), names.end()))
    for words, begin, end in spans:
        for name in re.split(r",\s(?:and\s)?|\sand\s", words):
            target = _strip(re.sub(r"['’]s?\s.*$", "", _STAFF.sub("", name)))
            if target and target.lower() != "staff" and looks_like_organisation(target):
                yield _placed("byline", target, line, place, begin, end)


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
        if target is None or len(match["target"].split()) > 8 or target.lower() in _PLATFORMS:
            continue
        end = match.end() + (1 if line[match.end() : match.end() + 1] in (")", "]") else 0)
        yield _placed("via", target, line, place, match.start(), end)
