"""Byline and date lines at the head of an article: "by JANE DOE on 05 Jan 2024 0 Comment" and its kin."""

import re
from dataclasses import dataclass, field

from whence.ingest.dates import Interval, find_date
from whence.ingest.furniture import is_furniture
from whence.ingest.names import (
    AGENCIES,
    BY,
    ROLE,
    looks_like_name,
    looks_like_organisation,
    names_nobody,
    split_authors,
)

# Bylines are short; a longer line is a sentence.
_LONGEST = 220
_BORDER = re.compile(r"\s*(?:\||•|·|\t|\s[–—-]{1,2}\s|//)\s*")
_LABEL = re.compile(
    r"(?:^|[\s,(|•·])(?P<changed>(?:last\s+)?(?:updated|modified|edited|aktualisiert|mis\s+à\s+jour|actualizado|bearbeitet|update))"
    r"|(?:^|[\s,(|•·])(?P<first>(?:first\s+|originally\s+)?(?:published|posted|created|released|veröffentlicht|erstellt|publié|publicado|pubblicato|date|dated|"
    r"issued|filed|uploaded|تاريخ\s+النشر|نشر|发布时间|发布|发表于))",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^(?:\(?\d{0,6}\)?\s*(?:no\s+)?(?:user\s+)?(?:comments?|kommentare?|commentaires?|comentarios?|shares?|views?|likes?|reads?)\b\s*(?:\(?\d{0,6}\)?)?|"
    r"(?:est\.?\s+)?(?:reading\s+time\s*:?\s*)?\d{1,3}\s*[- ]?(?:min(?:ute)?s?\.?)(?:\s+read|"
    r"\s+lesezeit)?|share(?:\s+(?:this|on).{0,30})?|save|print|email|listen|"
    r"leave\s+a\s+comment|add\s+a?\s*comment|no\s+comments?|on|at|in|at\s+[\d:.]+|um|the|am|le|el|vom|den|and|edt|est|gmt|utc|uhr|ist|bst|local\s+time|[\s.,:;()|•·/–—-]*)$",
    re.IGNORECASE,
)
_ANNOUNCES = frozenset(
    [
        "update",
        "updated",
        "release",
        "immediate",
        "news",
        "photo",
        "blotter",
        "breaking",
        "developing",
        "live",
        "video",
        "watch",
        "alert",
        "special",
        "report",
        "exclusive",
        "shooting",
        "police",
        "section",
        "edition",
        "issue",
        "page",
        "today",
        "tonight",
    ]
)
_ENDS_IN_BORDER = re.compile(r"[|•·–—]\s*$|\s-\s*$")
_FOR = re.compile(r"^(?P<name>.{4,50}?)\s(?i:for)\s(?i:the\s)?(?P<paper>.{3,60})$")
_COLLECTIVE = re.compile(
    r"^(?:from\s+)?(?:our\s+)?(?:staff|news\s+services?|agenc(?:y|ies)|wires?|wire\s+reports?)"
    r"(?:\s+(?:and|with|&)\s+(?:agenc(?:y|ies)|wires?|wire\s+reports?))?$",
    re.IGNORECASE,
)
_EDGES = " \t,.;:|•·–—-/()[]"
_CONNECTOR = re.compile(
    r"(?:^|\s)(?:on|at|in|le|am|vom|den|el|um|,)$"
    r"|(?:^|\s)(?:last\s+|first\s+|originally\s+)?(?:updated|modified|edited|published|posted|created|released|date|dated|aktualisiert|veröffentlicht|erstellt|"
    r"publié|publicado|pubblicato|mis\s+à\s+jour|update|issued|filed|uploaded|تاريخ\s+النشر|نشر|发布时间|发布|发表于)\s*:?$|^on\s",
    re.IGNORECASE,
)


@dataclass(slots=True)
class HeadLine:
    """What a byline or date line says."""

    authors: list[str] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    published: Interval | None = None
    modified: Interval | None = None
    named_by: bool = False  # the line says "by"
    role: bool = False


def read_head_line(line: str, zone: str | None = None, language: str | None = None) -> HeadLine | None:
    """Read a line that is nothing but byline, date, role, comment count and the like.

    Args:
        line: one line, trimmed.
        zone: IANA zone of hours and days without one.
        language: ISO 639-1 code, which settles numeric dates.

    Returns:
        What it says, or None where the line holds anything else: it is then running text.
    """
    if not 2 <= len(line) <= _LONGEST:
        return None
    head = HeadLine()
    names: list[str] = []
    for piece, apart in _pieces(line, head, zone, language):
        if not _read_piece(piece, head, names) and not (apart and _read_apart(piece, head)):
            return None
    dated = head.published is not None or head.modified is not None
    if names and not head.named_by and ("(" in line or not (dated or head.role)):
        return None  # "Jane Doe, 5 January 2024 (Harbor Office)" is a caption
    for name in (part for whole in names for part in _part_agency(whole)):
        (head.organisations if looks_like_organisation(name) else head.authors).append(name)
    return head if dated or head.named_by or head.role or head.organisations else None


def is_bare_name(name: str) -> bool:
    """Tell whether words without "by" are a name: two to four words, none of them an announcement."""
    words = name.lower().split()
    return looks_like_name(name) and 2 <= len(words) <= 4 and not _ANNOUNCES.intersection(words)


def _part_agency(name: str) -> list[str]:
    """Part "KEN SMITH Associated Press" and "KEN SMITHAssociated Press", run together by flattened pages."""
    match = re.fullmatch(r"(.{4,60}?)\s?((?:The\s)?Associated Press|Agence France-Presse|Reuters|AFP)", name)
    return [match[1], match[2]] if match and looks_like_name(match[1]) else [name]


def _read_apart(piece: str, head: HeadLine) -> bool:
    """Read a few words that a border parts from a date: a section, a desk, the letters of an agency."""
    if len(piece.split()) > 4 or piece.endswith(tuple('.!?”"')):
        return False
    if piece.isupper() and 2 <= len(piece) <= 6 and piece.lower() not in _ANNOUNCES:
        head.organisations.append(piece)
    return True


def _pieces(line: str, head: HeadLine, zone: str | None, language: str | None) -> list[tuple[str, bool]]:
    """Cut the dates out of the line and split what is left at its borders.

    Returns:
        Each piece, and whether a border parts it from the date of its line.
    """
    pieces: list[tuple[str, bool]] = []
    dated = False
    rest = line
    for _ in range(4):
        found = find_date(rest, zone, language)
        if found is None:
            break
        before = rest[: found.begin]
        apart = _ENDS_IN_BORDER.search(before) is not None
        dated = True
        labels = list(_LABEL.finditer(before))
        if labels and labels[-1]["changed"]:
            head.modified = head.modified or found.interval
        else:
            head.published = head.published or found.interval
        before = before.rstrip(_EDGES)
        for _ in range(3):
            before = _CONNECTOR.sub("", before).rstrip(_EDGES)
        parts = _BORDER.split(before)
        pieces.extend((part, apart or number + 1 < len(parts)) for number, part in enumerate(parts))
        rest = rest[found.end :]
    begins = rest.lstrip()[:1] in ("|", "•", "·", "–", "—")
    pieces.extend((part, dated and (begins or number > 0)) for number, part in enumerate(_BORDER.split(rest)))
    return [(piece.strip(_EDGES), apart) for piece, apart in pieces if piece.strip(_EDGES)]


def _read_piece(piece: str, head: HeadLine, names: list[str]) -> bool:
    """Read one piece between borders; False where it is running text."""
    # "By" opens a byline where names follow: "By Jane Doe and Ali Khan, Staff Reporters".
    by = BY.match(piece)
    if by:
        writer = _FOR.match(piece[by.end() :])
        if (
            writer
            and looks_like_name(writer["name"])
            and looks_like_name(writer["paper"].removeprefix("the "))
        ):
            head.named_by = True
            names.append(writer["name"])
            head.organisations.append(writer["paper"])
            return True
        people = split_authors(piece[by.end() :])
        rest = piece[by.end() :].strip(_EDGES)
        if not people and (names_nobody(rest) or ROLE.match(rest) or not rest):
            head.named_by = True
            return True
        if not people or not all(looks_like_name(n) or looks_like_organisation(n) for n in people):
            return False
        if any(len(name) > 60 for name in people):
            return False
        head.named_by = True
        names.extend(people)
        return True
    if _NOISE.match(piece) or is_furniture(piece):
        return True
    if ROLE.match(piece):
        head.role = True
        return True
    return _read_bare(piece, head, names)


def _read_bare(piece: str, head: HeadLine, names: list[str]) -> bool:
    """Read "Jane Doe, Staff Reporter", "AP/Jane Doe", "Staff and agencies" or a bare name."""
    if _COLLECTIVE.match(piece):
        head.role = True
        head.organisations.append(piece)
        return True
    slash = re.fullmatch(r"([^/]{2,40})/\s?([^/]{2,60})", piece)
    if slash and slash[1].strip().lower() in AGENCIES:
        head.role = True
        names.extend([slash[1].strip(), *split_authors(slash[2])])
        return True
    parts = [part.strip() for part in piece.split(",")]
    if any(ROLE.match(part) for part in parts[1:]):
        head.role = True
    people = split_authors(piece)
    if not people or len(people) > 6 or piece.endswith((".", "!", "?", "”", '"')):
        return False
    if "(" in piece or not all(looks_like_name(name) or name.lower() in AGENCIES for name in people):
        return False
    if not all(looks_like_organisation(name) or is_bare_name(name) for name in people):
        return False
    names.extend(people)
    return True
