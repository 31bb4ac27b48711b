"""Which characters of a text stand inside quotation marks."""

import re
from collections.abc import Iterator

_MARKS = re.compile("[\"“”„‟«»‹›‘’‚'「」『』＂]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_NEWLINE = re.compile(r"\n\s*")
_SIGNATURE = re.compile(r"[-–—][^\n@(]{1,60}\(@\w{1,30}\)")
_SIGNATURE_REACH = 160  # characters at the end of a paragraph that hold name, handle and date
_LONGEST_POST = 6  # paragraphs
_SENTENCE_END = re.compile(r"(?:[^\W_][^\W_]|\d)[.!?…。！？][\"”’»)\]']*$")  # "5 p.m." ends no sentence
_MARK_REACH = 8  # characters at the end of a paragraph in which its full stop and closing marks stand
_BULLETS = ("•", "·", "▪", "■", "◦", "–", "—", "- ", "* ")
_CLOSERS = {
    "“": "”“\"", "„": "“”", "‟": "”", "”": "”", "«": "»", "»": "«", "‹": "›", "›": "‹", "‚": "‘’",
    "‘": "’", '"': '"”', "＂": "＂", "'": "'", "「": "」", "『": "』",
}  # fmt: skip
"""What ends a quotation, by the mark that opened it."""
_ALWAYS_OPEN = frozenset("“„‟«‹「『")
_SINGLE = frozenset("‘’'‚")


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Find what stands inside quotation marks, the outermost marks only.

    Knows straight and curly marks, guillemets in both directions, low-high marks and corner brackets.
    A quotation without a closing mark ends with its paragraph; one that runs over paragraphs is found
    whether or not each paragraph repeats the opening mark. Linear in the length of the text.

    Args:
        text: running text; paragraphs are parted by blank lines, or by newlines where it has no blank line.

    Returns:
        Spans in reading order, marks included, never overlapping.
    """
    spans: list[tuple[int, int]] = []
    left_open: str | None = None
    for begin, end in paragraphs(text):
        left_open = _scan_paragraph(text, begin, end, left_open, spans)
    return spans


def block_quotations(text: str) -> list[tuple[int, int]]:
    """Find what is set out without marks: the paragraph or list after a colon, posts signed with a handle.

    A list ("Here is the schedule:") goes on as long as its paragraphs have a bullet or end in no full stop.
    A post ends in its signature, "- Ilse Varga (@ilse) May 6"; where an introduction that ends in a colon
    stands at most six paragraphs above, the post begins behind it, else with its own paragraph.

    Args:
        text: running text, parted as in `quoted_spans`.

    Returns:
        Spans in reading order; they may overlap each other and those of `quoted_spans`.
    """
    spans: list[tuple[int, int]] = []
    since_colon: list[int] = []  # begins of the paragraphs since the last one that ends in a colon
    in_list = False
    for begin, end in paragraphs(text):
        since_colon.append(begin)
        if len(since_colon) > 1 and since_colon[0] < 0:
            in_list = _is_item(text, begin, end) and (in_list or len(since_colon) == 2)
            if in_list or len(since_colon) == 2:
                spans.append((begin, end))
            if len(since_colon) > _LONGEST_POST + 1 and not in_list:
                since_colon = [begin]
        if _SIGNATURE.search(text, max(begin, end - _SIGNATURE_REACH), end):
            spans.append((since_colon[1] if since_colon[0] < 0 else begin, end))
            since_colon = []
        elif text[end - 1] in ":\uff1a":
            since_colon = [-1]
        elif since_colon[0] >= 0:
            since_colon = []
    return spans


def _is_item(text: str, begin: int, end: int) -> bool:
    """Tell whether a paragraph reads as an item of a list: it has a bullet, or ends no sentence."""
    if text.startswith(_BULLETS, begin, end):
        return True
    return _SENTENCE_END.search(text, max(begin, end - _MARK_REACH), end) is None


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Give the paragraphs of a text: parted by blank lines, or by newlines where it has no blank line."""
    separator = _BLANK_LINE if _BLANK_LINE.search(text) else _NEWLINE
    begin = 0
    for gap in separator.finditer(text):
        if gap.start() > begin:
            yield begin, gap.start()
        begin = gap.end()
    if begin < len(text):
        yield begin, len(text)


def _scan_paragraph(
    text: str, begin: int, end: int, left_open: str | None, spans: list[tuple[int, int]]
) -> str | None:
    """Append a paragraph's quotations to `spans`; give the mark that it leaves open, if any."""
    opener: str | None = None
    opened_at = begin
    for found in _MARKS.finditer(text, begin, end):
        mark, place = found.group(), found.start()
        if opener is not None:
            if mark in _CLOSERS[opener] and _may_close(text, place, opened_at, end):
                spans.append((opened_at, place + 1))
                opener = None
        elif _may_open(text, place, mark, begin, end):
            opener, opened_at = mark, place
            left_open = None
        elif left_open is not None and mark in _CLOSERS[left_open]:
            # The paragraph before was left open and this one closes without opening: it is all one quotation.
            spans.append((begin, place + 1))
            left_open = None
    if opener is None or (opener in _SINGLE and opened_at > begin):
        # An unclosed single mark is an apostrophe, unless it opens the paragraph.
        return None
    spans.append((opened_at, end))
    return opener


def _may_open(text: str, place: int, mark: str, begin: int, end: int) -> bool:
    if mark in _ALWAYS_OPEN:
        return True
    if mark in "’」』":
        return False
    after_word = place > begin and (text[place - 1].isalnum() or text[place - 1] in ".,!?%)")
    before_word = place + 1 < end and not text[place + 1].isspace()
    return before_word and not after_word


def _may_close(text: str, place: int, opened_at: int, end: int) -> bool:
    opener, mark = text[opened_at], text[place]
    next_is_word = place + 1 < end and text[place + 1].isalnum()
    if mark in _SINGLE:
        # don't, workers' : an apostrophe unless the word is over and the quotation goes on no more.
        return not next_is_word
    if opener == "“" and mark == '"':
        # Opened in print style and closed as typed, “Not now," unless the typed marks are a pair inside it.
        return not next_is_word and not text[place - 1].isspace() and text.find('"', opened_at, place) < 0
    if opener == "“" and mark == "“":
        # A second opening mark inside a curly quotation closes it only in Central European style.
        return False
    if opener == '"' and mark == '"' and next_is_word:
        return not text[place - 1].isspace()
    return True
