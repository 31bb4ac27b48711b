"""Noun phrases behind a cue: who says it, found by where a phrase can end."""

from whence.statements.phrases import BREAKS, LONGEST, MARKS, abbreviates, verb_in_phrase
from whence.statements.tokens import (
    AUXILIARIES,
    DETERMINERS,
    PERSONAL,
    PREPOSITIONS,
    QUOTE,
    SUBORDINATORS,
    TIMES,
    Tokens,
    is_adverb,
    is_name,
    is_verb,
)
from whence.statements.wordlists import word_set

_LEAVES_NAME = word_set(
    """
    in on during at after before as when while via by about to with because since following amid who
    that whom which but and if although though referring speaking noting adding whose where is was
    were are has had will would through until under
    """
)


def subject_after(tokens: Tokens, start: int, *, appositive: bool = True) -> tuple[int, int] | None:
    """Find the subject that stands behind its verb: `said Mara Venn, the minister`.

    Args:
        tokens: the sentence.
        start: index just behind the verb.
        appositive: whether to take in what describes the subject behind a comma.

    Returns:
        Token indexes (first, end), or None where what follows is no subject.
    """
    if start >= len(tokens):
        return None
    lower = tokens.lowers[start]
    if lower in PERSONAL or lower == "you" or (lower == "one" and not tokens.lower(start + 1).isalpha()):
        return start, start + 1
    if lower in MARKS or lower == QUOTE or lower in PREPOSITIONS or lower in SUBORDINATORS or lower in TIMES:
        return None
    if lower in ("that", "him", "her", "them", "us", "me", "it", "there", "not", "and", "but") or is_adverb(
        lower
    ):
        return None
    end = _phrase_end(tokens, start)
    if end == start:
        return None
    return start, _with_appositive(tokens, end) if appositive else end


def _phrase_end(tokens: Tokens, start: int) -> int:
    """Walk right to the end of one phrase."""
    at = start
    limit = min(len(tokens), start + LONGEST)
    while at < limit:
        lower = tokens.lowers[at]
        if lower == ".":
            if at + 1 >= len(tokens) or not abbreviates(tokens, at) or not is_name(tokens.words[at + 1]):
                break
        elif lower == "and":
            if not _names_follow(tokens, at):
                break
        elif (
            lower in BREAKS
            or lower == ","
            or (
                lower in _LEAVES_NAME
                and at > start
                and not (lower == "that" and tokens.lowers[at - 1] in PREPOSITIONS)
                and not (lower == "at" and not is_name(tokens.words[at - 1]))
            )
            or (
                lower in TIMES
                and at > start
                and lower not in ("may", "april", "june", "august", "march", "sun")
            )
            or (is_verb(lower) and not is_name(tokens.words[at]) and not verb_in_phrase(tokens, at))
            or (is_adverb(lower) and at > start and lower not in ADVERBS_IN_PHRASE)
        ):
            break
        at += 1
    return at


_NOT_APPOSITIVE = (
    SUBORDINATORS
    | PERSONAL
    | (PREPOSITIONS - {"of"})
    | word_set(
        """
        who which whom whose and but or nor yet it there as before after until not with
        """
    )
)
ADVERBS_IN_PHRASE = word_set("nearly almost first long both either all early only")


def _names_follow(tokens: Tokens, index: int) -> bool:
    following = tokens.lower(index + 1)
    if following in PERSONAL or following in AUXILIARIES or is_verb(following):
        return False
    return bool(following) and (
        is_name(tokens.words[index + 1])
        or following in ("the", "others", "a", "other")
        or not is_name(tokens.words[index - 1])
    )


def _with_appositive(tokens: Tokens, end: int) -> int:
    """Extend a phrase over `, the minister` or `, 66, of Ost` behind it."""
    if tokens.lower(end) != ",":
        return end
    following = tokens.lower(end + 1)
    described = (
        following in DETERMINERS
        or following.isdigit()
        or following[:2] in ("r-", "d-")
        or (
            following[:1].isalpha()
            and tokens.words[end + 1][:1].islower()
            and following not in _NOT_APPOSITIVE
            and not following.endswith("ing")
            and not is_adverb(following)
            and following not in AUXILIARIES
        )
        or following in ("jr", "sr", "r", "d")
    )
    if not described:
        return end
    at = end + 1
    limit = min(len(tokens), end + LONGEST)
    while at < limit and tokens.lowers[at] not in BREAKS:
        lower = tokens.lowers[at]
        if lower == "," and not (
            is_name(tokens.words[at - 1]) and at + 1 < len(tokens) and is_name(tokens.words[at + 1])
        ):
            following = tokens.lower(at + 1)
            if tokens.lowers[at - 1].isdigit() and (following in DETERMINERS or following == "of"):
                at += 1
                continue
            break
        if lower == "." and (
            at + 1 >= len(tokens) or not abbreviates(tokens, at) or tokens.lower(at + 1) == QUOTE
        ):
            break
        at += 1
    return at
