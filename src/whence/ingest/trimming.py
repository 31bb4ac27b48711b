"""What stands above and below the running text: byline and date lines, kickers, credits, furniture.

A line of the head that became metadata leaves the text, and so does furniture; a credit line below the text
is recorded and leaves it too, so such credits have no place. Standfirst, datelines and body stay.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from whence.ingest.articles import Draft
from whence.ingest.bylines import HeadLine, is_bare_name, read_head_line
from whence.ingest.credits import RawCredit, credit_of_line
from whence.ingest.furniture import is_furniture, opens_comments, opens_contacts, opens_related
from whence.ingest.names import (
    AGENCIES,
    DESK,
    ROLE,
    looks_like_name,
    looks_like_organisation,
    names_nobody,
    split_authors,
)
from whence.ingest.paragraphs import Paragraph
from whence.ingest.urls import canonicalise_url

_HEAD_LINES = (
    14  # furniture, kicker, byline, date, share words, photo credit; no page seen has more above its text
)
_WORDS_ABOVE_COMMENTS = 20  # under a headline, "3 Comments" only counts them
_STOPS = (".", "!", "?", "”", '"', "。", "…", ":")
_LONGEST_SIGNATURE = 100  # characters of the names below or above an entry of a live blog
_CREDIT_LINES = 5  # credits stand above or below the text; "Source: X" in the middle is a chart's
KICKER = re.compile(
    r"^(?:press release|opinions?|op-?ed|commentary|analysis|comment|news|world|politics|breaking(?: news)?|"
    r"exclusive|editorial|"
    r"viewpoint|perspective|feature|meinung|kommentar|رأي|观点|评论)$",
    re.IGNORECASE,
)
_SYNDICATE = re.compile(r"\b(?:agency|syndicate|wire|press association|news service)\b", re.IGNORECASE)
_ADDRESS_LINE = re.compile(r"^(?:https?://|www\.)\S+$", re.IGNORECASE)


def trim(paragraphs: Sequence[Paragraph], draft: Draft, zone: str | None = None) -> list[Paragraph]:
    """Take head lines, credit lines and furniture off; what they say goes into the draft where it is missing.

    Args:
        paragraphs: the paragraphs as extracted, in order.
        draft: title and language are read, authors, dates, sections and credits are filled.
        zone: IANA zone of days and hours without one.

    Returns:
        The running text.
    """
    body = _trim_head(paragraphs, draft, zone)
    return _trim_tail(body, draft, zone)


def apply_head_line(head: HeadLine, line: str, draft: Draft) -> None:
    """Put what a head line says into the draft, where the draft knows nothing yet."""
    if not draft.authors:
        draft.authors = list(head.authors)
    for organisation in head.organisations:
        draft.credits.append(RawCredit("byline", organisation, line))
    if draft.published is None and head.published is not None:
        draft.published, draft.published_from = head.published, "visible line"
    if head.modified is not None:
        if draft.modified is None:
            exact = head.modified.earliest == head.modified.latest
            draft.modified = head.modified.earliest if exact else None
        if draft.modified is None:
            draft.modified = head.modified.latest


def is_address(line: str) -> bool:
    """Tell whether a line is an address and nothing else."""
    return bool(_ADDRESS_LINE.match(line)) and canonicalise_url(line) is not None


def same_words(left: str, right: str) -> bool:
    """Tell whether two lines have the same letters and digits, whatever their case and punctuation."""
    return bool(left) and _letters(left) == _letters(right)


def _letters(line: str) -> str:
    return "".join(c for c in line.casefold() if c.isalnum())


def _trim_head(paragraphs: Sequence[Paragraph], draft: Draft, zone: str | None) -> list[Paragraph]:
    kept: list[Paragraph] = []
    index = 0
    head_open = True
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        line = paragraph.text
        following = paragraphs[index + 1].text if index + 1 < len(paragraphs) else ""
        if index >= _HEAD_LINES:
            head_open = False
        if head_open:
            used = _read_head(line, following, draft, zone)
            if used:
                index += used
                continue
            # A standfirst may stand above the byline: a short paragraph or two do not end the head.
            if len(kept) >= 2 or len(line) > 320:
                head_open = False
        below = opens_related(line) or (not head_open and opens_comments(line))
        if below or not (is_furniture(line) and paragraph.kind != "quote") or _is_credit(line):
            kept.append(paragraph)
        index += 1
    return kept


def _is_credit(line: str) -> bool:
    return credit_of_line(line) is not None


def _read_head(line: str, following: str, draft: Draft, zone: str | None) -> int:
    """Read one line of the head; give how many lines were used up, 0 where it is text."""
    if _is_known(line, draft):
        return 1
    head = read_head_line(line, zone, draft.language)
    if head is not None:
        apply_head_line(head, line, draft)
        if head.named_by and not head.authors and not head.organisations and looks_like_name(following):
            draft.authors = draft.authors or split_authors(following)
            return 2
        return 1
    if line.strip(" :").lower() in ("by", "von", "par", "por", "author", "text", "words"):
        if not looks_like_name(following):
            return 1
        draft.authors = draft.authors or split_authors(following)
        return 2
    if ROLE.match(line) or names_nobody(line) or _is_own_desk(line, draft.outlet):
        return 1
    return 1 if _bare_byline(line, following, draft, zone) else 0


def _is_known(line: str, draft: Draft) -> bool:
    """Take a line that is the title again, the page's address copied along, or a kicker."""
    if draft.title and same_words(line, draft.title):
        return True
    if draft.url is None and is_address(line):
        draft.url, draft.canonical_url = line, canonicalise_url(line)
        return True
    kicker = KICKER.match(line.strip(" :|"))
    if kicker:
        draft.sections.append(kicker[0])
    return kicker is not None


def _is_own_desk(line: str, outlet: str | None) -> bool:
    """Tell whether a line names nobody but the outlet's own people: "Radio Alma newsroom"."""
    if not outlet or len(line) > 60:
        return False
    words, own = set(line.lower().split()), set(outlet.lower().split())
    return bool(words) and words <= own | DESK and (bool(words & DESK) or words == own)


def _bare_byline(line: str, following: str, draft: Draft, zone: str | None) -> bool:
    """Read a name that stands alone above a date or role line."""
    if len(line) > 60 or (len(line.split()) < 2 and not looks_like_organisation(line)):
        return False
    if same_words(line, " ".join(draft.authors)) or any(
        same_words(line.split(",", maxsplit=1)[0], author) for author in draft.authors
    ):
        return True
    if not (is_bare_name(line) or looks_like_organisation(line)) or line.endswith((".", ":")):
        return False
    below = read_head_line(following, zone, draft.language) if following else None
    if below is None or below.authors or not (below.published or below.modified or below.role):
        return False
    if looks_like_organisation(line):
        named = [name for name in split_authors(line) if looks_like_organisation(name)]
        draft.credits.extend(RawCredit("byline", name, line) for name in named)
    elif not draft.authors:
        draft.authors = split_authors(line)
    return True


def _trim_tail(paragraphs: list[Paragraph], draft: Draft, zone: str | None) -> list[Paragraph]:
    """Cut the comment box and the lists of other articles off; move credit lines into the draft."""
    end = _comments_begin(paragraphs)
    kept: list[Paragraph] = []
    skip = listing = False
    for index, paragraph in enumerate(paragraphs):
        line = paragraph.text
        following = paragraphs[index + 1].text if index + 1 < len(paragraphs) else ""
        if skip:
            skip = False
            continue
        credit = credit_of_line(line, following)
        if credit is not None and (index < 2 or index >= min(end, len(paragraphs)) - _CREDIT_LINES):
            skip = bool(_ADDRESS_LINE.match(following.strip())) and not _has_address(line)
            if skip:
                credit = replace(credit, text=f"{credit.text} {following.strip()}")
            draft.credits.append(_with_link(credit, paragraph))
            continue
        if _signs(line, draft.authors):
            continue
        if index and index >= min(end, len(paragraphs)) - _CREDIT_LINES and _dates_below(line, draft, zone):
            continue
        # A list of other stories may stand amid the text, and a press office's address below it: each ends
        # where sentences begin again.
        heads = opens_related(line) or (opens_contacts(line) and 2 * index > len(paragraphs))
        listing = heads or (listing and len(line) < 150 and not line.endswith(_STOPS))
        if index < end and not listing and not opens_comments(line):
            kept.append(paragraph)
    return kept


def _signs(line: str, authors: Sequence[str]) -> bool:
    """Tell whether a line is its authors' names and nothing else, as an entry of a live blog has them."""
    if not authors or len(line) > _LONGEST_SIGNATURE:
        return False
    known = {author.casefold() for author in authors}
    return {name.casefold() for name in split_authors(line.lstrip("—–- "))} <= known


def _dates_below(line: str, draft: Draft, zone: str | None) -> bool:
    """Take a line below the text that dates it: "First published: 5 January 2024"."""
    head = read_head_line(line, zone, draft.language) if len(line) < 120 else None
    if head is None or head.authors or head.organisations or not (head.published or head.modified):
        return False
    apply_head_line(head, line, draft)
    return True


def _comments_begin(paragraphs: list[Paragraph]) -> int:
    """Give where the comment box begins: its heading counts only below some text."""
    words = 0
    for index, paragraph in enumerate(paragraphs):
        if words >= _WORDS_ABOVE_COMMENTS and opens_comments(paragraph.text):
            return index
        words += paragraph.text.count(" ") + 1
    return len(paragraphs)


def _has_address(line: str) -> bool:
    return "://" in line or "www." in line


def _with_link(credit: RawCredit, paragraph: Paragraph) -> RawCredit:
    """Let a credit line's own hyperlink be its target: it names the page, the words only the outlet."""
    for link in paragraph.links:
        target = canonicalise_url(link.address)
        if target:
            return replace(credit, target=target)
    return credit


def copyright_credit(line: str) -> RawCredit | None:
    """Give the agency that a copyright line names ("Copyright 2024 The Associated Press"), if it does."""
    if len(line) > 200 or not re.match(r"^\W*(?:©|\(c\)|copyright)", line, re.IGNORECASE):
        return None
    words = re.sub(r"^\W*(?:©|\(c\)|copyright)[\s\d©,-]*(?:by\s)?", "", line, flags=re.IGNORECASE)
    name = re.split(r"[/.,;|]|\s[-–—]\s|\sall\srights", words, maxsplit=1, flags=re.IGNORECASE)[0].strip()
    syndicated = name.lower() in AGENCIES or _SYNDICATE.search(name)
    return RawCredit("byline", name, line) if syndicated else None
