"""Issuers: who speaks where a statement, a letter or a post does."""

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
