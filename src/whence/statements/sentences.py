"""All attributions of one sentence."""

from collections.abc import Callable

from whence.statements import citing, colons, passives, phrasal, verbs
from whence.statements.attributions import Attribution, Sentence
from whence.statements.lexicon import NOUNS, PASSIVE, VERBS
from whence.statements.speakers import check_speaker
from whence.statements.tokens import Tokens

_READERS: dict[str, Callable[[Sentence, int], Attribution | None]] = {
    **dict.fromkeys(sorted(NOUNS), phrasal.read_noun),
    "according": phrasal.read_according,
    "as": phrasal.read_as,
    "per": phrasal.read_per,
    "in": phrasal.read_in,
}
_CITES = frozenset({"citing", "quoting", "cited", "quoted"})
# Words at which an attribution may be read; "ed" may end others.
_OPENING = frozenset([*_CITES, *VERBS, *_READERS, *PASSIVE])
# A sentence with more attributions than this is a list or junk; what is behind them is not read.
_MOST = 12


def read_sentence(
    tokens: Tokens, *, headline: bool = False, surnames: frozenset[str] = frozenset()
) -> list[Attribution]:
    """Find the attributions of a sentence.

    Args:
        tokens: the sentence, each quotation one token.
        headline: whether it is a title.
        surnames: last names, lower case, that may speak before a colon.

    Returns:
        Attributions in the order of their cues; nested ones name their parent.
    """
    sentence = Sentence(tokens)
    colon = colons.read_colon(sentence, headline=headline, surnames=surnames)
    if colon is not None:
        sentence.found.append(colon)
    for index, lower in enumerate(tokens.lowers):
        if lower not in _OPENING and not lower.endswith("ed"):
            continue
        found = _read_at(sentence, index, lower)
        if found is not None:
            found = check_speaker(sentence, found, headline=headline)
        if found is not None and found.contents:
            sentence.keep(found)
            if len(sentence.found) >= _MOST:
                break
    if headline and colon is not None and _is_topic(sentence, colon):
        sentence.found.remove(colon)
        for found in sentence.found:
            found.parent = None if found.parent is colon else found.parent
    return sentence.found


def _is_topic(sentence: Sentence, colon: Attribution) -> bool:
    """Tell whether a headline's name before a colon is its topic: "Mara Venn: aides say the vote is off"."""
    if colon.source is None or colon.cue is None or colon.source[0] > colon.cue[0]:
        return False
    behind = next((begin for begin in sentence.tokens.begins if begin >= colon.cue[1]), None)
    return any(
        found.kind == "verb" and found.source is not None and found.source[0] == behind and found is not colon
        for found in sentence.found
    )


def _read_at(sentence: Sentence, index: int, lower: str) -> Attribution | None:
    """Read the attribution whose cue stands at a token."""
    found: Attribution | None = None
    if lower in _CITES and citing.cite(sentence, index):
        return None
    if lower == "as" and sentence.tokens.lower(index + 1) in ("saying", "telling"):
        return citing.read_as_saying(sentence, index)
    form = VERBS.get(lower)
    if form is not None:
        found = verbs.read_verb(sentence, index, form)
    elif lower.endswith("ed"):
        found = verbs.read_unknown_verb(sentence, index)
    if found is None and lower in _READERS:
        found = _READERS[lower](sentence, index)
    if found is None and (lower in PASSIVE or (form is not None and form.form in ("past", "participle"))):
        found = passives.read_passive(sentence, index)
    return found
