"""Furniture that stands between the words of an article: link boxes set into a sentence, captions' buttons.

Pages lose it when they are read, as far as it fills lines of its own. Texts that come as they are, from a
table or another program, keep it, and so do sentences into which a script wrote headlines; whoever reads
what a text says must know where it stands.
"""

import re

from whence.ingest.furniture import is_furniture

Span = tuple[int, int]

# A name, the same in full, and grown together with it the headlines of other stories: "Venn Mara Lee
# VennHarbour board ... MORE". Bounded everywhere, so linear on any input.
_BOX = re.compile(
    r"\b(?P<name>[A-Z][\w’'-]{1,40}) (?:\(?[A-Z][\w.’'-]{0,30}\)? ){1,5}(?P=name)(?=[A-Z‘'“\"(0-9])"
    r"[^\n]{0,600}?\bMORE\b"
)
_POINTER = re.compile(
    r"\((?:RELATED|READ|READ MORE|ALSO READ|SEE ALSO|WATCH|VIDEO|LISTEN) ?:[^()\n]{1,200}\)"
)
_LINE = re.compile(r"[^\n]+")
# The hour at the head of an entry of a live blog: "6:00 p.m. Judge rules".
_HOUR = re.compile(
    r"[ \t]*\d{1,2}[:.]\d{2}(?:[ ]?[ap]\.?[ ]?m\.?(?=\s)|[ap]m\b)?"
    r"(?:[ ]\(?(?:[A-Z]{2}T|GMT|BST|UTC|CET|CEST)\)?)?"
    r"(?:[ ]?[-–—:|])?[ ](?=[“\"‘']?[^\W\d_a-z])"
)
_FEWEST_ENTRIES = 3  # with fewer, an hour may begin a sentence


def find_inserts(text: str) -> list[Span]:
    """Find what stands in a text and belongs to the page around it.

    Args:
        text: an article's text, paragraphs parted by line ends.

    Returns:
        Spans in rising order, not overlapping: whole lines of furniture, boxes and pointers inside others,
        and the hours at the head of a live blog's entries.
    """
    found: list[Span] = []
    hours = {
        match.start(): match.end()
        for line in _LINE.finditer(text)
        if (match := _HOUR.match(text, line.start()))
    }
    for line in _LINE.finditer(text):
        words = line.group()
        if is_furniture(words):
            found.append(line.span())
            continue
        inside = (
            [(match.end("name"), match.end()) for match in _BOX.finditer(words)] if "MORE" in words else []
        )
        if ":" in words:
            inside += [match.span() for match in _POINTER.finditer(words)]
        if len(hours) >= _FEWEST_ENTRIES and line.start() in hours:
            inside.append((0, hours[line.start()] - line.start()))
        reached = 0
        for begin, end in sorted(inside):
            if begin >= reached:
                found.append((line.start() + begin, line.start() + end))
                reached = end
    return found


def blank_inserts(text: str, inserts: list[Span]) -> str:
    """Give a text in which spaces stand for what belongs to the page, so that every place stays the same."""
    parts: list[str] = []
    at = 0
    for begin, end in inserts:
        parts += [text[at:begin], " " * (end - begin)]
        at = end
    return "".join([*parts, text[at:]])
