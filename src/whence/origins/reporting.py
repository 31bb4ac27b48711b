"""Signs that an outlet found something out itself."""

import re

from whence.records import Document, Statement

# Each alternative is a short run of fixed words, so matching is linear. They begin with few letters, which
# are asked first.
_SIGNS = re.compile(
    r"\b(?=[aiorstvw])(?:our (?:own )?(?:reporters?|correspondents?|staff|journalists?|investigation|"
    r"analysis)"
    r"|(?:this|the) (?:newspaper|paper)(?:'s|’s)? (?:has (?:seen|learned|learnt|obtained|reviewed|found)|"
    r"saw|obtained|reviewed|found|learned|investigation|analysis|reporters?)"
    r"|told (?:this (?:newspaper|paper|reporter|website|magazine|station)|our reporters?|us)"
    r"|(?:seen|obtained|reviewed|witnessed|verified) by (?:this (?:newspaper|paper|reporter)|us|our \w+)"
    r"|we (?:have )?(?:seen|saw|counted|visited|obtained|reviewed|verified|found)"
    r"|I (?:spent|saw|visited|met|counted|watched|witnessed|walked|spoke)"
    r"|(?:a|the) reporter (?:at the scene|saw|counted|watched|witnessed))\b",
    re.IGNORECASE,
)
_VERBS = (
    r"(?:has |have )?(?:seen|saw|learned|learnt|obtained|reviewed|found|counted|verified|analysed|analyzed|"
    r"examined|visited|witnessed)"
)
# "Records obtained by the Herald", "a reporter for the Herald counted": in whose hands or by whose eyes.
_FINDER = re.compile(
    r"\b(?:(?:seen|obtained|reviewed|viewed|examined|verified) by|reporters? (?:for|of|from)) (?:[Tt]he )?"
    r"([A-Z][\w’'&.-]{0,30}(?: [A-Z][\w’'&.-]{0,30}){0,4})"
)
# "PORT ALMA - " or "SALTMARSH, Sept. 3 (Staff) —": a reporter was there.
_DATELINE = re.compile(r"^[A-Z][A-Z .'’-]{2,40}(?:, [A-Z][\w. ]{1,30})?\s{0,3}(?:—|–|--|-)\s")
_NEAR = 600  # characters of a paragraph on each side of a statement that are looked at
_REACH = 160  # characters on each side of a statement in which its sentence's other words are looked for


def holds_signs(document: Document) -> bool:
    """Say whether signs of own reporting can stand anywhere in a page, besides its byline and dateline."""
    return any(
        _SIGNS.search(field) is not None or bool(document.outlet and document.outlet in field)
        for field in (document.title, document.text)
        if field
    )


def reports_itself(document: Document, statement: Statement, borrowed: bool) -> str | None:
    """Look for signs that the outlet obtained a statement itself.

    Args:
        document: the page.
        statement: one of its statements.
        borrowed: whether the page credits its text to somebody else; its byline and dateline are then not
            its own.

    Returns:
        The words that show it, or None.
    """
    said = says_how(document, statement)
    if said is not None or borrowed:
        return said
    # An article of the outlet's own often states its finding first and how it found it after.
    said = _sign_in(_paragraphs(_field(document, statement), statement.begin, statement.end), document)
    return said if said is not None else reports_from(document)


def reports_from(document: Document) -> str | None:
    """Give a page's authors and the place they report from, by its dateline, or None."""
    place = _DATELINE.match(document.text) if document.authors else None
    return f"{', '.join(document.authors)}: {place.group().strip()}" if place else None


def says_how(document: Document, statement: Statement) -> str | None:
    """Look within a statement's own sentence for words by which the outlet says how it found it out.

    Args:
        document: the page.
        statement: one of its statements.

    Returns:
        The words, or None.
    """
    return _sign_in(sentence_about(document, statement), document)


def named_finder(document: Document, statement: Statement) -> str | None:
    """Give whom a statement's sentence names as having found it: "according to files seen by the Herald".

    Args:
        document: the page.
        statement: one of its statements.
    """
    match = _FINDER.search(sentence_about(document, statement))
    return match[1].rstrip(".") if match else None


def sentence_about(document: Document, statement: Statement) -> str:
    """Give a statement's sentence with what stands about its content, roughly."""
    return _around(_field(document, statement), statement.begin, statement.end)


def _field(document: Document, statement: Statement) -> str:
    return (document.title or "") if statement.field == "title" else document.text


def _sign_in(words: str, document: Document) -> str | None:
    match = _SIGNS.search(words)
    if match:
        return match.group()
    return _by_name(document.outlet, words) if document.outlet else None


def _around(field: str, begin: int, end: int) -> str:
    """Give the sentence about a span, roughly: up to the nearest end of a sentence or paragraph."""
    before = field[max(0, begin - _REACH) : begin]
    after = field[end : end + _REACH]
    for stop in ("\n", ". ", "! ", "? "):
        before = before.rsplit(stop, 1)[-1]
        after = after.split(stop, 1)[0]
    return before + field[begin:end] + after


def _paragraphs(field: str, begin: int, end: int) -> str:
    """Give the paragraph of a span and the next one, of each so much as is near."""
    first = field.rfind("\n", max(0, begin - _NEAR), begin) + 1 or max(0, begin - _NEAR)
    last = field.find("\n", end, end + _NEAR)
    if last >= 0:
        following = field.find("\n", last + 2, end + 2 * _NEAR)
        last = following if following >= 0 else end + 2 * _NEAR
    return field[first : last if last >= 0 else end + _NEAR]


def _by_name(outlet: str, sentence: str) -> str | None:
    """Find "the Herald has seen" and "seen by the Herald"."""
    place = sentence.find(outlet)
    if place < 0:
        return None
    after = sentence[place + len(outlet) : place + len(outlet) + 40]
    before = sentence[max(0, place - 40) : place]
    found = re.match(rf"\s+{_VERBS}\b", after)
    if found:
        return outlet + found.group()
    found = re.search(
        r"\b(?:seen|obtained|reviewed|verified|told|witnessed)(?: by)? (?:the )?$", before, re.IGNORECASE
    )
    return found.group() + outlet if found else None
