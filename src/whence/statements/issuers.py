"""Issuers: who speaks where a statement, a letter or a post does."""

import re

from whence.statements import roles
from whence.statements.attributions import Span
from whence.statements.phrases import subject_before, verb_group_begin
from whence.statements.tokens import TIMES, Tokens
from whence.statements.wordlists import word_set

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
