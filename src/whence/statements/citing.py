"""Whom a source has it from: "Meridian Wire reported, citing two officials, that ..."."""

from typing import NamedTuple

from whence.statements import extent, roles
from whence.statements.attributions import Attribution, Sentence, Span, span_of
from whence.statements.entities import is_medium
from whence.statements.phrases import subject_before, verb_group_begin
from whence.statements.titles import clean_mention
from whence.statements.tokens import BE, QUOTE, Tokens, is_name
from whence.statements.wordlists import word_set

_CITING = word_set("citing quoting")
_CITED = word_set("cited quoted cites quotes")
_QUOTING = _CITING | _CITED
# Longest description of whom is cited, in tokens: "a person who was briefed on the talks".
_LONGEST = 18
_ENDS = frozenset({",", ".", ";", ":", "—", "--", "–", "that", QUOTE})
_LINKS = word_set("of for from in at on with by within near inside briefed familiar who close")


class Cited(NamedTuple):
    """Whom a source cites.

    Attributes:
        phrase: token indexes (first, end) of the mention.
        end: token index behind all that describes them, a closing comma included.
    """

    phrase: Span
    end: int


def cited_at(tokens: Tokens, index: int) -> Cited | None:
    """Read whom the "citing", "which cited" or "quoted by" at a token names.

    Args:
        tokens: the sentence.
        index: index of the word, or of the comma or the relative pronoun before it.

    Returns:
        Who is cited; None where the word cites nobody who can tell anything ("citing safety concerns").
    """
    at = index
    if tokens.lower(at) == ",":
        at += 1
    if tokens.lower(at) in ("which", "who") and tokens.lower(at + 1) in _CITED:
        at += 1
    elif tokens.lower(at) in _CITED and tokens.lower(at - 1) not in ("which", "who"):
        return None
    if tokens.lower(at) not in _CITING | _CITED:
        return None
    phrase = extent.named_after(tokens, at + 1, appositive=False)
    if phrase is None or not _can_tell(tokens, phrase):
        return None
    end = phrase[1]
    while end < min(len(tokens), phrase[0] + _LONGEST) and tokens.lowers[end] not in _ENDS:
        end += 1
    if tokens.lower(end - 1) == "as" or "as" in tokens.lowers[phrase[1] : end]:
        # "which quoted a guard as saying": the verb behind it attributes.
        return None
    return Cited(phrase, end + 1 if tokens.lower(end) == "," else end)


def carrier_at(tokens: Tokens, index: int) -> Span | None:
    """Read who carries what a source said: "two officials quoted by Meridian Wire".

    Args:
        tokens: the sentence.
        index: index behind the source, where a comma may stand.

    Returns:
        Token indexes (first, end) of the carrier, or None.
    """
    at = index + 1 if tokens.lower(index) == "," else index
    at += tokens.lower(at) in BE
    if tokens.lower(at) not in ("quoted", "cited") or tokens.lower(at + 1) not in ("by", "in"):
        return None
    return extent.named_after(tokens, at + 2, appositive=False)


def cite(sentence: Sentence, index: int) -> bool:
    """Note whom the word at a token cites, for the attribution before it or else the next one.

    Args:
        sentence: the sentence with what was found so far.
        index: index of "citing", "quoting", "cited" or "quoted".

    Returns:
        Whether somebody is cited, so that the word attributes nothing itself.
    """
    tokens = sentence.tokens
    relative = tokens.lower(index - 1) in ("which", "who")
    cited = cited_at(tokens, index - 1 if relative else index)
    if cited is None:
        return False
    span = tokens.begins[cited.phrase[0]], tokens.ends[cited.phrase[1] - 1]
    last = next((found for found in reversed(sentence.found) if found.parent is None), None)
    if last is None:
        sentence.next_cited = span
        return True
    if last.cited is None:
        last.cited = span
    return last.source is None or _may_be_medium(tokens, last.source)


def read_as_saying(sentence: Sentence, index: int) -> Attribution | None:
    """Read "Meridian Wire quoted the governor as saying that": the governor said it, to the Wire.

    Args:
        sentence: the sentence.
        index: index of the "as".

    Returns:
        The attribution of whom is quoted, or None where nobody is.
    """
    tokens = sentence.tokens
    verbs = range(index - 2, max(-1, index - _LONGEST), -1)
    verb = next((at for at in verbs if tokens.lowers[at] in _QUOTING), None)
    if verb is None or tokens.lower(verb - 1) in BE:
        return None
    phrase = extent.named_after(tokens, verb + 1, appositive=False)
    if phrase is None or phrase[1] > index:
        return None
    begin = verb_group_begin(tokens, verb)
    teller = subject_before(tokens, begin)
    start = extent.skip_to_content(tokens, index + 2)
    contents = extent.trim(tokens, start, extent.clause_end(tokens, start))
    if not contents and teller is not None:
        contents = extent.before(tokens, teller[0], sentence.floor())
    if not contents:
        return None
    return Attribution(
        span_of(tokens, *phrase), span_of(tokens, index, index + 2), contents, "say", "verb",
        hearer=span_of(tokens, *teller) if teller is not None else None, after=sentence.tail(index + 2),
    )  # fmt: skip


def _may_be_medium(tokens: Tokens, source: Span) -> bool:
    """Tell whether a source, as worded, can be an outlet."""
    words = [
        word
        for word, begin in zip(tokens.words, tokens.begins, strict=True)
        if source[0] <= begin < source[1]
    ]
    return words[:1] in (["it"], ["It"], ["which"]) or is_medium(clean_mention(" ".join(words)))


def _can_tell(tokens: Tokens, phrase: Span) -> bool:
    """Tell whether a phrase names somebody, or a writing, that can be cited for a fact."""
    first, stop = phrase
    if any(is_name(tokens.words[at]) for at in range(first, stop)):
        return True
    lowers = tokens.lowers[first:stop]
    head = next((at for at, lower in enumerate(lowers) if at and lower in _LINKS), len(lowers))
    noun = lowers[head - 1]
    single = noun.removesuffix("s")
    return any(
        word in words
        for word in (noun, single)
        for words in (roles.UNNAMED, roles.ROLES, roles.BODIES, roles.SPOKES, roles.PAPERS)
    )
