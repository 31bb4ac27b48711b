"""What stands in a text without being its story: captions, notices, boxes of links, notes on the author."""

import re
from collections.abc import Iterable, Iterator

from whence.records import Document
from whence.trace.quotation import paragraphs
from whence.trace.spans import Spans, Words, merge_spans, overlap_of

_LONGEST = 80  # words of a paragraph that is a caption or a notice; a longer one merely has such words in it
_CAPTION = re.compile(
    r"\bFILE (?:PHOTO|[-–—])|\b(?:AP|AFP|EPA|Reuters) Photo\b|\bGetty Images\b|\bREUTERS/\w"
    r"|\btoggle caption\b|\b[Pp]hoto(?:graph)?(?:er)?(?: by\b|:)"
    r"|\b(?:[Pp]hoto|[Ss]creen ?shot|[Ii]mage) provided by\b|/ ?(?:AP|AFP|EPA|Reuters)\b|\bvia AP\b"
)
_CAPTION_HINTS = (
    "FILE ", " Photo", "Getty Images", "REUTERS/", "toggle caption", "hoto", "provided by", "/AP", "/ AP",
    "/AFP", "/ AFP", "/EPA", "/ EPA", "/Reuters", "/ Reuters", "via AP",
)  # fmt: skip
_NOTICE = re.compile(
    r"\b(?:sign up (?:for|to|here|with)|signing up for|subscribe to|all rights reserved|reprint permission"
    r"|follow (?:him|her|them|us) on|on twitter:? ?@|solely responsible for (?:all|this) content"
    r"|just watched|must watch|our newsletters?|privacy policy and|hear from you|stay up to date with)\b"
    r"|\bcopyright (?:©|\(c\)|\d{4})|©"
)
_NOTICE_HINTS = (
    "sign", "subscribe", "reserved", "reprint", "follow ", "twitter", "solely", "watch", "newsletter",
    "privacy policy", "hear from", "stay up", "copyright", "©",
)  # fmt: skip
"""Words of which each match of the patterns has one: looking for them is many times as fast."""
_GLUE = re.compile(r"[A-Z\d](?<=[^\W\d_A-Z]{2}.)")  # the rarer letter first: it is looked for fastest
_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[a-z)”\"][.!?] +[A-Z“\"]")
_CLOSING = re.compile(r"\bMORE\b")  # "more" in capitals closes a box of links
_REACH = 80  # characters between a name and its repetition that a headline is glued to
_LONGEST_BOX = 600  # characters from the repeated name to the end of the box
_LEAST_GLUED = 3  # letters of the name
_TAIL = 150  # words at the end of a text in which it tells who wrote it and for whom
_TAIL_NOTE = 120  # words of such a note at most
_STRAY = 4  # words beside a note that the ends of passages may have lost


def furniture_spans(words: Words) -> Spans:
    """Find the captions, notices and boxes of links in a text, by how they read.

    A box of links shows by its glue: a name said again at once, with a headline's first word grown to it
    ("Ilse Varga Ilse Anna VargaHarbour talks open"), because the page parted the two by a line only.

    Args:
        words: the document's words.

    Returns:
        Spans of words, sorted and disjoint.
    """
    text = words.document.text
    spans = []
    for begin, end in paragraphs(text):
        paragraph = text[begin:end]
        if _is_apart(paragraph):
            span = words.span(begin, end)
            if span[1] - span[0] <= _LONGEST:
                spans.append(span)
                continue
        spans.extend(words.span(begin + first, begin + last) for first, last in _boxes(paragraph))
    return merge_spans(spans)


def _is_apart(paragraph: str) -> bool:
    """Tell whether a paragraph speaks as a caption or a notice."""
    if any(hint in paragraph for hint in _CAPTION_HINTS) and _CAPTION.search(paragraph):
        return True
    lowered = paragraph.lower()
    return any(hint in lowered for hint in _NOTICE_HINTS) and _NOTICE.search(lowered) is not None


def _boxes(paragraph: str) -> Iterator[tuple[int, int]]:
    """Give the boxes of links that stand in a paragraph, in characters."""
    box_end = 0
    for glue in _GLUE.finditer(paragraph):
        if glue.start() < box_end:
            continue
        joint = glue.start()
        before = list(_WORD.finditer(paragraph, max(0, joint - _REACH), joint))
        name = before.pop().group() if before else ""
        said = [word.start() for word in before if word.group() == name]
        if said and len(name) >= _LEAST_GLUED and name[0].isupper():
            box_end = _box_end(paragraph, joint)
            yield said[0], box_end


def _box_end(paragraph: str, joint: int) -> int:
    """Find where a box of links ends: at the word that closes it, else with its sentence."""
    end = min(len(paragraph), joint + _LONGEST_BOX)
    closing = _CLOSING.search(paragraph, joint, end)
    if closing:
        return closing.end()
    stop = _SENTENCE_END.search(paragraph, joint, end)
    return stop.start() + 2 if stop else end


def is_closing_note(sides: Iterable[tuple[Words, tuple[int, int], Spans]], *, same_site: bool) -> bool:
    """Tell whether a shared run is the note with which two texts close.

    Within one site it is what both end in, be it about the author, the site or the matter; notices may
    follow. Of two sites it must stand near the end of both, open a paragraph, and name one whose text it is.

    Args:
        sides: for each text its words, the run as a span of words, and the text's furniture.
        same_site: whether both texts stand on one site.

    Returns:
        True for a note; False for what may be part of the story.
    """
    sides = list(sides)
    if any(end - begin > _TAIL_NOTE for _, (begin, end), _ in sides):
        return False
    if same_site and all(_after(words, end, furniture) <= _STRAY for words, (_, end), furniture in sides):
        return True
    if any(words.count - begin > _TAIL or not _opens(words, begin) for words, (begin, _), _ in sides):
        return False
    written = [words.text_of(*span) for words, span, _ in sides]
    names = {name for words, _, _ in sides for name in _names(words.document)}
    return all(any(name in one for name in names) for one in written)


def _after(words: Words, end: int, furniture: Spans) -> int:
    """Count the words that come after a span and are no furniture."""
    rest = (end, words.count)
    return rest[1] - rest[0] - overlap_of((rest,), furniture)


def _opens(words: Words, begin: int) -> bool:
    """Tell whether a span stands at the start of a paragraph, or but for a few words."""
    return "\n" in words.text_before(begin, _STRAY)


def _names(document: Document) -> Iterator[str]:
    for name in (*document.authors, document.outlet or "", document.publisher or ""):
        if " " in name.strip():
            yield name.strip()
