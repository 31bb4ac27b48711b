"""Words under a picture: what a picture shows is not what somebody says."""

import re
from bisect import bisect_right

from whence.statements.tokens import AUXILIARIES, BE, PREPOSITIONS
from whence.statements.wordlists import word_set

_PICTURES = word_set(
    "photo photos photograph photographs picture pictures image images screenshot screenshots"
)
_SHOWS = re.compile(r"(?:show|depict|captur|featur|display)(?:s|e|es|ed|ing|n)?", re.IGNORECASE)
# What stands before the picture where the words are its caption: "in this 2019 file photo".
_CAPTIONED = word_set("this file handout undated courtesy combination")
_CLAUSES = word_set("that how whether why what")
_WORD = re.compile(r"\w+")


def is_caption(source: str, cue: str, content: str) -> bool:
    """Tell whether words say what a picture shows, rather than what is known from it.

    "A 2019 photo shows the quay" attributes nothing; "satellite images show that the quay was hit" does.

    Args:
        source: the words taken for the source.
        cue: the words taken for the cue.
        content: the words taken for what is said.
    """
    if not any(_SHOWS.fullmatch(word) for word in cue.split()):
        return False
    before: list[str] = []
    for word in _WORD.findall(source.lower()):
        if word in _PICTURES:
            break
        if word in PREPOSITIONS:
            return False
        before.append(word)
    else:
        return False
    words = _WORD.findall(content.lower())
    if any(word in _CAPTIONED or (word.isdigit() and len(word) == 4) for word in before):
        return True
    return (
        words[:1] != []
        and words[0] not in _CLAUSES
        and not any(word in BE or word in AUXILIARIES for word in words)
    )


# "(AP Photo/Mara Venn)", "REUTERS/Mara Venn", "Mara Venn/Getty Images", "Photo: Mara Venn", "toggle caption".
# Each of its alternatives begins with a letter or a mark of its own, so that it is searched for quickly.
_CREDIT = re.compile(
    r"AP (?:[Pp]hoto|PHOTO|[Ff]ile|FILE)\b|REUTERS/|(?:Getty|AFP|EPA) Images\b"
    r"|via (?:AP|AFP|Reuters|REUTERS|Getty)\b"
    r"|/(?:AP|AFP|EPA|Getty|Reuters|REUTERS|Bloomberg|Shutterstock|TASS|Xinhua|File)\b"
    r"|[(|] ?(?:Photo|Image|Picture|Credit|Illustration)s?\b"
    r"|(?:Photo|Image|Picture)s?(?: [Cc]redit| by)?:| [Ff]ile [Pp]hoto\b"
    r"|toggle caption\b|Hide Caption\b"
)
_FILED = re.compile(r"\s*(?:FILE\b ?(?:PHOTO)?|File (?:photo|picture)\b)[:\s–—-]|\s*(?:PHOTO|Photo|Image):\s")
_PLACED = re.compile(
    r"[\w.)], (?:(?:far|second from|third from|from|top|bottom) )?(?:left|right|cent(?:er|re))(?:, |: )"
)
# "NORLIN/Mara Venn" at a paragraph's end: an agency and who took the picture.
_SIGNED = re.compile(r"\b[A-Z]{3,12}/[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,2}[).]?(?=\n|\Z)")
# One of these stands in every text that the patterns find something in.
_CREDIT_WORDS = (
    "hoto", "PHOTO", "FILE", "REUTERS/", " Images", "AP file", "AP File", "AP FILE", "via AP", "via AFP",
    "via Reuters", "via REUTERS", "via Getty", "/AP", "/AFP", "/EPA", "/Getty", "/Reuters", "/REUTERS",
    "/Bloomberg", "/Shutterstock", "/TASS", "/Xinhua", "/File", "Image", "Picture", "Credit", "Illustration",
    "toggle caption", "Hide Caption",
)  # fmt: skip
_PLACE_WORDS = (", left", ", right", ", cent", "far ", " from left", " from right", ", top ", ", bottom ")
_PARAGRAPH = re.compile(r"[^\n]+")
# A paragraph longer than this is no caption; a credit stands within so many code points of its edges.
_LONGEST_CAPTION, _EDGE = 700, 90
_LONGEST_PLACED = 400


def find_captions(text: str) -> list[tuple[int, int]]:
    """Find the paragraphs that are captions, by the marks of pictures that they bear.

    Args:
        text: the running text.

    Returns:
        Spans in order: paragraphs that begin like a file picture's, have a picture's credit at an edge, or
        say who stands where in it.
    """
    signed = "/" in text and _SIGNED.search(text) is not None
    credited = signed or any(words in text for words in _CREDIT_WORDS)
    placed = any(words in text for words in _PLACE_WORDS)
    if not credited and not placed:
        return []
    return [
        match.span()
        for match in _PARAGRAPH.finditer(text)
        if match.end() - match.start() <= _LONGEST_CAPTION
        and ((credited and _is_credited(text, *match.span())) or (placed and _places(text, *match.span())))
    ]


def lies_in_caption(captions: list[tuple[int, int]], place: int) -> bool:
    """Tell whether a place lies in one of some captions, given in order."""
    at = bisect_right(captions, place, key=lambda span: span[0]) - 1
    return at >= 0 and place < captions[at][1]


def _is_credited(text: str, begin: int, end: int) -> bool:
    """Tell whether a paragraph begins like a file picture's caption or has a picture's credit at an edge."""
    if _FILED.match(text, begin, end):
        return True
    low, high = min(end, begin + _EDGE), max(begin, end - _EDGE)
    return (
        _CREDIT.search(text, begin, low) is not None
        or _CREDIT.search(text, high, end) is not None
        or _SIGNED.search(text, high, end) is not None
    )


def _places(text: str, begin: int, end: int) -> bool:
    """Tell whether a paragraph says who stands where in a picture."""
    return end - begin <= _LONGEST_PLACED and _PLACED.search(text, begin, end) is not None
