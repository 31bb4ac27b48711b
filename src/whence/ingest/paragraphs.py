"""Running text as paragraphs whose links keep their place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

_LONGEST_HEADING = 60  # characters of a line that a break within a paragraph sets apart
_STOPS = '.!?…"”»'
_GOES_ON = ",;-–—"
_SPACES = re.compile(r"[\s\u00a0\u200b\ufeff\u00ad]+")


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: offsets of its words in the paragraph (or text), and its address as given."""

    begin: int
    end: int
    address: str


@dataclass(slots=True)
class Paragraph:
    """One paragraph; `kind` is p, head, quote, item or row."""

    text: str
    links: list[Link] = field(default_factory=list)
    kind: str = "p"


class ParagraphBuilder:
    """Collects the words of one paragraph, with single spaces, and knows where each link stands."""

    def __init__(self, kind: str = "p") -> None:
        self.kind = kind
        self._parts: list[str] = []
        self._length = 0
        self._pending = False
        self._links: list[Link] = []

    def add(self, words: str | None) -> None:
        """Append words; runs of white space become one space, soft hyphens and marks of zero width go."""
        if not words:
            return
        # Soft hyphens and zero-width marks are within words; every other run of white space parts them.
        words = words.replace("\u00ad", "").replace("\u200b", "").replace("\ufeff", "")
        pieces = _SPACES.split(words)
        for index, piece in enumerate(pieces):
            if index:
                self._pending = True
            if piece:
                if self._pending and self._length:
                    self._parts.append(" ")
                    self._length += 1
                self._pending = False
                self._parts.append(piece)
                self._length += len(piece)

    def mark(self) -> int:
        """Give the place where the next word will begin or, after white space, would."""
        return self._length

    def link(self, begin: int, address: str) -> None:
        """Record a link over the words added since `begin`."""
        if self._length > begin:
            self._links.append(Link(begin, self._length, address))

    def ends_line(self, following: str | None) -> bool:
        """Tell whether a break ends a paragraph, a heading or a line of an address, and is no wrapping.

        Args:
            following: the words behind the break.
        """
        line = "".join(self._parts)
        # Behind a wrapped line words go on; behind a break of its own a capital or a digit begins anew.
        if not line or (following or "").lstrip()[:1].islower():
            return False
        return line[-1] in _STOPS or (len(line) < _LONGEST_HEADING and line[-1] not in _GOES_ON)

    def build(self) -> Paragraph:
        """Give the paragraph."""
        text = "".join(self._parts)
        links = []
        for link in self._links:
            # The space that parts the link from the word before it belongs to neither.
            begin = link.begin + (1 if text[link.begin : link.begin + 1] == " " else 0)
            if begin < link.end:
                links.append(Link(begin, link.end, link.address))
        return Paragraph(text, links, self.kind)


def join_paragraphs(paragraphs: Iterable[Paragraph]) -> tuple[str, list[Link]]:
    """Join paragraphs by blank lines; the links come back with offsets in the joined text."""
    parts: list[str] = []
    links: list[Link] = []
    begin = 0
    for paragraph in paragraphs:
        parts.append(paragraph.text)
        links.extend(Link(begin + k.begin, begin + k.end, k.address) for k in paragraph.links)
        begin += len(paragraph.text) + 2
    return "\n\n".join(parts), links


@dataclass(frozen=True, slots=True)
class Markup:
    """The names that one kind of mark-up has for its parts."""

    blocks: frozenset[str]
    breaks: frozenset[str]  # what is white space in a paragraph
    dropped: frozenset[str]  # what holds no words of the text
    link: str
    address: str


EXTRACTED = Markup(
    blocks=frozenset(
        (
            "p",
            "head",
            "item",
            "cell",
            "quote",
            "row",
            "list",
            "table",
            "code",
            "body",
            "main",
            "div",
            "fw",
            "ab",
        )
    ),
    breaks=frozenset(("lb",)),
    dropped=frozenset(("graphic",)),
    link="ref",
    address="target",
)
"""What the extractor gives."""
HTML = Markup(
    blocks=frozenset(
        "p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote tr td table section article".split()  # noqa: SIM905
    ),
    breaks=frozenset(),
    dropped=frozenset("script style figure figcaption img iframe form button".split()),  # noqa: SIM905
    link="a",
    address="href",
)
"""HTML as it stands in feeds."""


def read_paragraphs(root: Any, markup: Markup) -> list[Paragraph]:
    """Walk a tree block by block, without recursion, and give its paragraphs with their links in place."""
    walk = _Walk(markup)
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            walk.enter(element)
        elif event == "end":
            walk.leave(element, whole=element is root)
        else:
            walk.add(element.tail)
    walk.close("p")
    return walk.done


class _Walk:
    def __init__(self, markup: Markup) -> None:
        self.done: list[Paragraph] = []
        self._markup = markup
        self._builder = ParagraphBuilder()
        self._links: list[int] = []
        self._dropped = 0

    def add(self, words: str | None) -> None:
        if not self._dropped:
            self._builder.add(words)

    def enter(self, element: Any) -> None:
        tag = element.tag
        self._dropped += tag in self._markup.dropped
        if tag in self._markup.blocks:
            self.close(tag if tag in ("head", "quote", "item") else "p")
        elif tag in self._markup.breaks:
            if self._builder.ends_line(element.tail):
                self.close("p")
            self.add(" ")
        if tag == self._markup.link:
            self._links.append(self._builder.mark())
        self.add(element.text)

    def leave(self, element: Any, *, whole: bool) -> None:
        tag = element.tag
        self._dropped -= tag in self._markup.dropped
        if tag == self._markup.link and self._links:
            self._builder.link(self._links.pop(), element.get(self._markup.address) or "")
        if tag in self._markup.blocks:
            self.close("p")
        if not whole:
            self.add(element.tail)

    def close(self, kind: str) -> None:
        paragraph = self._builder.build()
        if paragraph.text:
            self.done.append(paragraph)
        self._builder = ParagraphBuilder(kind)
