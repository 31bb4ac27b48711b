"""Plain text, as pasted from a page: title, byline, standfirst, body, and whatever came along with them."""

import re
from statistics import median

from whence.ingest.articles import Draft, Ingested, finish, tell_language
from whence.ingest.bylines import read_head_line
from whence.ingest.credits import find_text_credits
from whence.ingest.furniture import is_furniture
from whence.ingest.paragraphs import Paragraph, ParagraphBuilder, join_paragraphs
from whence.ingest.trimming import KICKER, copyright_credit, is_address, trim
from whence.settings import IngestSettings

_TITLE_CHARACTERS, _TITLE_WORDS = 220, 35  # longer first lines are paragraphs
_TITLE_SEARCHED = 4  # furniture and a kicker may stand above the title


def read_plain(
    text: str,
    settings: IngestSettings,
    input: str = "-",  # noqa: A002 - the column's name
    *,
    language: bool = True,
) -> Ingested:
    """Read one article from plain text.

    The first short line that no full stop ends is the title; lines of byline and date below it become
    metadata; furniture goes; everything else is kept, paragraphs parted by a blank line.

    Args:
        text: the text as pasted.
        settings: the zone of days without one.
        input: the name shown for it.
        language: whether its language is told, which costs half a second in a process's first text.

    Returns:
        The document and its credits; its text may be empty.
    """
    draft = Draft(input=input)
    lines = _lines_of(text)
    paragraphs = [_paragraph(line) for line in lines]
    paragraphs = _take_title(paragraphs, draft, settings.zone)
    for line in lines[-12:]:
        if (credit := copyright_credit(line)) is not None:
            draft.credits.append(credit)
    body = trim(paragraphs, draft, settings.zone)
    draft.text, _ = join_paragraphs(body)
    draft.credits.extend(find_text_credits(draft.text))
    article = finish(draft)
    return tell_language(article) if language else article


def _paragraph(line: str) -> Paragraph:
    builder = ParagraphBuilder()
    builder.add(line)
    return builder.build()


def _lines_of(text: str) -> list[str]:
    """Give the paragraphs: lines, or, where lines were wrapped at a width, the blocks that they make."""
    normal = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    blocks = [block for block in re.split(r"\n[^\S\n]*\n", normal) if block.strip()]
    lines: list[str] = []
    wrapped = _is_wrapped(blocks)
    for number, block in enumerate(blocks):
        rows = [row.strip() for row in block.split("\n") if row.strip()]
        if wrapped and len(rows) > 1 and not (number == 0 and _holds_head(rows)):
            lines.append(" ".join(rows))
        else:
            lines.extend(rows)
    return lines


def _is_wrapped(blocks: list[str]) -> bool:
    """Tell whether lines end at a width and not at the end of a paragraph."""
    inner = [row.rstrip() for block in blocks for row in block.split("\n")[:-1] if row.strip()]
    if len(inner) < 3 or len(blocks) < 2:
        return False
    open_ended = sum(1 for row in inner if not row.endswith((".", "!", "?", "”", '"', ":", "。")))
    return (
        open_ended / len(inner) > 0.6 and 45 <= median(map(len, inner)) <= 100 and max(map(len, inner)) <= 130
    )


def _holds_head(rows: list[str]) -> bool:
    return any(read_head_line(row) is not None for row in rows[1:4])


def _take_title(paragraphs: list[Paragraph], draft: Draft, zone: str | None) -> list[Paragraph]:
    """Take the title off the top, if there is one, with the furniture above it."""
    for index, paragraph in enumerate(paragraphs[:_TITLE_SEARCHED]):
        line = paragraph.text
        if is_furniture(line) or is_address(line):
            continue
        following = next((p.text for p in paragraphs[index + 1 : index + 2]), "")
        if read_head_line(line, zone) is not None or not following:
            return paragraphs
        if _is_title(line, following, zone):
            draft.title = line
            return paragraphs[:index] + paragraphs[index + 1 :]
        if len(line) > 40 or index + 1 == _TITLE_SEARCHED:
            return paragraphs
    return paragraphs


def _is_title(line: str, following: str, zone: str | None) -> bool:
    if len(line) > _TITLE_CHARACTERS or len(line.split()) > _TITLE_WORDS:
        return False
    if KICKER.match(line.strip(" :|")):
        return False
    if read_head_line(following, zone) is not None:
        return True
    return not line.rstrip("\"”’'»)").endswith((".", ",", ";", ":", "。"))
