"""Quotation marks: where somebody's words begin and end, in the ways that news sets them."""

import re
from dataclasses import dataclass
from functools import lru_cache

# Every mark that can open or close a quotation; two apostrophes are an old wire's double quote.
_MARK = re.compile(r"""["“”„«»‹›]|''|``|[‘’'‚]""")
# A blank line ends a paragraph; a lone line break does where the line ends like a sentence.
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*|(?<=[.!?”\"’»:])[^\S\n]*\n")
_CLOSERS = {"“": "”", "„": "“", "«": "»", "»": "«", '"': '"', "''": "''", "``": "''", "‘": "’", "'": "'",
            "‹": "›", "‚": "‘"}  # fmt: skip
_SINGLE = frozenset("‘’'‚")
# A single quotation longer than this is an apostrophe that found another one.
_LONGEST_SINGLE = 600
_ENDING = frozenset(".,!?…—-;:")
_ELISION = re.compile(r"(?:\d0s|em\b|til\b|cause\b|n\b|tis\b|twas\b|round\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quote:
    """A stretch between quotation marks, the marks included.

    Attributes:
        begin: first code point, the opening mark.
        end: end, exclusive; behind the closing mark, or the paragraph's end where none closes it.
        closed: whether a closing mark was found.
        speech: whether it is somebody's words rather than a scare quote, a nickname or a title.
    """

    begin: int
    end: int
    closed: bool
    speech: bool


# Texts whose quotations are kept: names, units and tagger ask for those of one article in turn.
_KEPT = 4


@lru_cache(maxsize=_KEPT)
def find_quotes(text: str) -> tuple[Quote, ...]:
    """Find the outermost quotations of a text, in one pass.

    Args:
        text: any text; a quotation never runs over a paragraph (a speech
            over several paragraphs has a mark at the head of each).

    Returns:
        Quotations in reading order, not overlapping.
    """
    quotes: list[Quote] = []
    at = 0
    for gap in _PARAGRAPH.finditer(text):
        _scan_paragraph(text, at, gap.start(), quotes)
        at = gap.end()
    _scan_paragraph(text, at, len(text), quotes)
    return tuple(quotes)


def _scan_paragraph(text: str, begin: int, end: int, quotes: list[Quote]) -> None:
    opened: tuple[int, str] | None = None
    for match in _MARK.finditer(text, begin, end):
        mark, place = match.group(), match.start()
        if opened is None:
            if _opens(text, place, mark, begin, end):
                opened = (place, mark)
            continue
        start, opener = opened
        if opener in _SINGLE and (mark not in _SINGLE or place - start > _LONGEST_SINGLE):
            # The single mark was an apostrophe; what stands here may open a quotation of its own.
            opened = (place, mark) if _opens(text, place, mark, begin, end) else None
        elif _closes(text, opener, mark, place, end):
            quotes.append(_make(text, start, match.end(), closed=True))
            opened = None
    if opened is not None and opened[1] not in _SINGLE:
        stop = end
        while stop > opened[0] and text[stop - 1].isspace():
            stop -= 1
        if stop > opened[0] + 1:
            quotes.append(_make(text, opened[0], stop, closed=False))


def _opens(text: str, place: int, mark: str, begin: int, end: int) -> bool:
    if mark not in _CLOSERS:
        return False
    before = text[place - 1] if place > begin else " "
    after_at = place + len(mark)
    after = text[after_at] if after_at < end else " "
    if mark in "«»„“":
        return after_at < end
    if after.isspace() or before.isalnum():
        return False
    if mark in _SINGLE:
        return after.isalnum() and not _ELISION.match(text, after_at)
    return True


def _closes(text: str, opener: str, mark: str, place: int, end: int) -> bool:
    wanted = _CLOSERS[opener]
    if opener in _SINGLE:
        if mark not in ("’", "'") and mark != wanted:
            return False
        after = text[place + 1] if place + 1 < end else " "
        return not text[place - 1].isspace() and not after.isalnum()
    if mark == wanted:
        return True
    # Pages mix straight and curled marks.
    return (
        (opener == "“" and mark == '"') or (opener == '"' and mark == "”") or (opener == "„" and mark == "”")
    )


def _make(text: str, begin: int, end: int, *, closed: bool) -> Quote:
    inner = text[begin + 1 : end - 1].strip("'` \u00a0") if closed else text[begin + 1 : end]
    return Quote(begin, end, closed, is_speech(inner))


def is_speech(inner: str) -> bool:
    """Tell whether quoted words are somebody's words, not a scare quote, a nickname or a title.

    Args:
        inner: the words between the marks.

    Returns:
        True for four words or more, or for words that end like a sentence, unless they are all written
        like a title.
    """
    words = inner[:200].split()
    if not words:
        return False
    if inner[-1] in _ENDING:
        return len(words) > 1 or inner[-1] in "!?.,"
    if len(words) < 4:
        return False
    long_words = [word for word in words if len(word) > 3]
    return not long_words or any(word[0].islower() for word in long_words) or len(words) > 12
