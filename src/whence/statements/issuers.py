"""Issuers: who speaks where a statement, a letter or a post does."""

import re

from whence.statements import roles
from whence.statements.attributions import Span
from whence.statements.phrases import subject_before, verb_group_begin
from whence.statements.tokens import TIMES, Tokens
from whence.statements.wordlists import word_set

_OWNED_PAPER = re.compile(
    r"^(?:(?P<owner>.+?)['’]s?|(?P<whose>his|her))\s(?:own\s|latest\s|recent\s|new\s|official\s)?(?P<what>[a-z]\S*)",
    re.DOTALL | re.IGNORECASE,
)
_PIECE = re.compile(
    r"(?:an?|the|one|this)\s(?:[\w-]+\s){0,2}?(?:report|article|story|piece|column|investigation|dispatch|account)\b",
    re.IGNORECASE,
)
_PIECE_IN = re.compile(
    _PIECE.pattern
    + r"\s(?:in|by|from|on|published\s(?:by|in))\s(?P<outlet>(?:the\s)?"
    + r"(?-i:[A-Z])[\w’'&.]*(?:\s(?-i:[A-Z])[\w’'&.]*){0,4})",
    re.IGNORECASE,
)
# What is put out under somebody's own name, and speaks for them.
_PAGES = word_set("website site webpage feed tweet tweets blog newsletter podcast memoir")
_ISSUED = word_set(
    """
    issued released published posted sent circulated wrote signed issues releases publishes posts sends
    """
)
_NOTICES = word_set("notice post tweet communique communiqué message note release warning declaration appeal")
# Writings that speak for who put them out, and the words that tell who did.
_PAPERS = ("statement", "letter", "memo", "post", "tweet", "message", "email", "release", "note")
_PUT_OUT = {
    noun: re.compile(
        rf"\b(?:issued|released|put out|published|posted|sent|wrote|in|signed)\s(?:an?|his|her|its|their)\s"
        rf"(?:\w+\s){{0,2}}{noun}\b"
    )
    for noun in _PAPERS
}
_LAST_PHRASE = re.compile(r"\b(?P<who>[Tt]he(?:\s[a-z-]{2,20}){1,2})\s\Z")
# How far before its verb, in code points, who issues a writing is looked for.
_REACH = 80
# How far behind a piece, in code points, the outlet that it is in may stand.
_PIECE_REACH = 250


def owner_of_paper(head: str) -> str | None:
    """Give whose a writing is: of "the ministry's own bulletin" the ministry, of "his statement" him.

    Args:
        head: a mention without what tells more of it.
    """
    owned = _OWNED_PAPER.match(head)
    if owned is None or (owned["what"] not in roles.PAPERS and owned["what"] not in _PAGES):
        return None
    return owned["owner"] or owned["whose"]


def outlet_of_piece(text: str, head: str, place: int) -> str | None:
    """Give what a piece is in or by: of "a report in the Port Courier" the paper.

    Args:
        text: the running text.
        head: the mention, which stands at `place`.
        place: its first code point; below zero outside of the text.
    """
    if place < 0 or not _PIECE.match(head):
        return None
    piece = _PIECE_IN.match(text, place, place + len(head) + _PIECE_REACH)
    return piece["outlet"] if piece is not None else None


def find_issued(text: str, noun: str, low: int, place: int) -> tuple[int, str | None] | None:
    """Find where a writing that is spoken of later was put out: "the board issued a statement".

    Args:
        text: the running text.
        noun: what the writing is called, such as "statement".
        low: where to look from.
        place: where the later words stand.

    Returns:
        The place of the words that put it out, and what stands before them where that is a plain phrase; or
        None where nothing tells, or the noun speaks for itself.
    """
    pattern = _PUT_OUT.get(noun)
    issued = None
    for match in pattern.finditer(text, low, place) if pattern is not None else ():
        issued = match
    if issued is None:
        return None
    who = _LAST_PHRASE.search(text, max(0, issued.start() - _REACH), issued.start())
    return issued.start(), who["who"] if who is not None else None


def issuer_of(tokens: Tokens, paper: Span) -> Span | None:
    """Find who put out the writing that says so: "the board issued a statement saying".

    Args:
        tokens: the sentence.
        paper: token indexes (first, end) of the writing.

    Returns:
        Token indexes (first, end) of who issued it, or None.
    """
    last = next((at for at in range(paper[1] - 1, paper[0], -1) if tokens.lowers[at] not in TIMES), paper[0])
    noun, verb = tokens.lowers[last], paper[0] - 1
    if tokens.lower(verb) == "out" and tokens.lower(verb - 1) in ("put", "puts", "sent"):
        return subject_before(tokens, verb_group_begin(tokens, verb - 1)) if noun in roles.PAPERS else None
    if (noun not in roles.PAPERS and noun not in _NOTICES) or tokens.lower(verb) not in _ISSUED:
        return None
    return subject_before(tokens, verb_group_begin(tokens, verb))
