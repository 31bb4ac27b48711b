"""Attributions by a colon: scripts ("VENN: We left at six."), headlines ("Minister: talks failed")."""

from whence.statements import extent, roles
from whence.statements.attributions import Attribution, Sentence, Span, span_of
from whence.statements.given_names import GIVEN
from whence.statements.tokens import DETERMINERS, QUOTE, is_name, is_verb
from whence.statements.wordlists import word_set

# Labels that stand before a colon and speak for nobody.
LABELS = word_set(
    """
    note update updated editor correction photo image video related read more watch listen file source
    sources credit breaking live analysis opinion exclusive interview review fact factbox explainer
    what who why how when where here contact tags topics share published posted date time location
    phone email tel url http https ps nb ie eg example summary question answer verdict bottom line first
    second third lastly finally conclusion takeaway disclosure warning advertisement copyright
    chapter part step tip rule day week act scene score final game season episode vol issue now then earlier
    later winner winners loser losers photographer poll translation flashback see also supercut policy
    """
)
# Longest name or description before a script's or headline's colon, in tokens.
_LONGEST_LABEL = 7


def read_colon(
    sentence: Sentence, *, headline: bool, surnames: frozenset[str] = frozenset()
) -> Attribution | None:
    """Read the attribution that a colon makes.

    Args:
        sentence: the sentence; nothing in it must attribute already.
        headline: whether it is a document's title, where a description before or behind the colon speaks.
        surnames: last names, lower case, of the people whom the text names in full.

    Returns:
        The attribution, or None where the colon makes none.
    """
    tokens = sentence.tokens
    at = next((index for index, lower in enumerate(tokens.lowers) if lower == ":"), None)
    if at is None or at == 0 or at + 1 >= len(tokens):
        return None
    known = headline and at == 1 and tokens.lowers[0] in surnames and tokens.lowers[0] not in LABELS
    if at <= _LONGEST_LABEL and (known or _speaks(sentence, 0, at, surnames, headline=headline)):
        contents = extent.trim(tokens, at + 1, len(tokens))
        return _make(sentence, (0, at), at, contents) if _says(sentence, at + 1, len(tokens)) else None
    last = len(tokens) - at == 2 and tokens.lowers[-1] in surnames
    if (
        headline
        and len(tokens) - at - 1 <= _LONGEST_LABEL
        and (last or _speaks(sentence, at + 1, len(tokens), surnames, headline=True))
    ):
        contents = extent.trim(tokens, 0, at)
        return _make(sentence, (at + 1, len(tokens)), at, contents) if _says(sentence, 0, at) else None
    return None


def _make(sentence: Sentence, source: Span, colon: int, contents: list[Span]) -> Attribution | None:
    if not contents:
        return None
    tokens = sentence.tokens
    return Attribution(span_of(tokens, *source), span_of(tokens, colon, colon + 1), contents, "say", "colon")


def _speaks(sentence: Sentence, first: int, stop: int, surnames: frozenset[str], *, headline: bool) -> bool:
    """Tell whether the words before or behind a colon name somebody who can speak."""
    tokens = sentence.tokens
    words = [index for index in range(first, stop) if tokens.lowers[index][0].isalpha()]
    if not words or any(tokens.lowers[index] in LABELS or is_verb(tokens.lowers[index]) for index in words):
        return False
    last = tokens.lowers[words[-1]]
    known = last in roles.ROLES or last in roles.UNNAMED or last in roles.BODIES or last in roles.SPOKES
    if headline and (known or last in roles.PAPERS):
        return True
    if tokens.lower(stop + 1) == QUOTE and not headline:
        return (
            any(is_name(tokens.words[index]) for index in words) and tokens.lowers[first] not in DETERMINERS
        )
    # A script's speaker is written in capitals, or as a full name at the head of its line.
    shouted = all(tokens.words[index].isupper() and len(tokens.words[index]) > 1 for index in words)
    full = len(words) >= 2 and all(is_name(tokens.words[index]) for index in words)
    if len(words) == 1:
        return shouted and not headline and (last in surnames or known)
    return (full or (shouted and not headline)) and _has_first_name(tokens.lowers[first])


def _has_first_name(lower: str) -> bool:
    return lower in GIVEN or lower.rstrip(".") in roles.TITLES


def _says(sentence: Sentence, start: int, stop: int) -> bool:
    """Tell whether words make a statement rather than a list or a place."""
    tokens = sentence.tokens
    return stop - start >= 3 and (QUOTE in tokens.lowers[start:stop] or extent.has_verb(tokens, start, stop))
