"""Complements: whether what stands behind a verb can be what the verb attributes."""

from whence.statements import extent
from whence.statements.lexicon import INFINITIVE, NEEDS_PROOF, WITH_OBJECT, CueForm
from whence.statements.tokens import (
    DETERMINERS,
    PERSONAL_OBJECTS,
    POSSESSIVES,
    PREPOSITIONS,
    QUOTE,
    TIMES,
    Tokens,
    is_adverb,
)
from whence.statements.wordlists import word_set

# Verbs whose judgement may follow "as": "dismissed as fantasy their claim".
JUDGING = word_set("dismiss denounce condemn reject criticize criticise praise describe deride hail")
# Verbs of telling whose content may follow "of": "warned the mayor of floods".
TELL_OF = word_set("warn inform notify assure advise remind convince")
_BLAMING = word_set("accuse blame criticize criticise praise denounce condemn")
_ANSWERING = frozenset({"say", "reply", "answer"})
_SPEECH = frozenset({"say", "tell", "think"})
_NO_NAME = PREPOSITIONS | TIMES | {"", ".", ",", "and"}
_INDIRECT_QUESTIONS = word_set("whether how why what where who if when which")
_NOT_CONTENT = word_set("as by on in at with from after for and or , but than of")
# Words that make another verb of the one before them: "called off", "added up", "brought back".
_OTHER_VERB = word_set("off out up down away back over around forward")


def takes(tokens: Tokens, verb: int, form: CueForm, end: int, content: tuple[int, int]) -> bool:
    """Tell whether what stands behind a verb can be what it attributes.

    Args:
        tokens: the sentence.
        verb: token index of the verb.
        form: its entry in the lexicon.
        end: token index behind the verb and its particle.
        content: token indexes (first, end) of what may be attributed.

    Returns:
        True for a quotation, a that-clause, an indirect question, and what else this verb may take.
    """
    start, stop = content
    opener = tokens.lower(start)
    named = tokens.lower(start + 1) not in _NO_NAME or "," in tokens.lowers[start:stop]
    if form.lemma == "call" and opener in PERSONAL_OBJECTS and not named:
        # "I called her on Sunday"
        return False
    if end == verb + 1 and tokens.lower(end) in _OTHER_VERB and tokens.lower(end + 1) != QUOTE:
        return False
    if tokens.lower(verb + 1) == ":" and form.frame in ("think", "want"):
        return False
    marked = opener == "that" and extent.has_verb(tokens, start + 1, stop)
    quoted = QUOTE in tokens.lowers[start : start + 3] and form.frame != "want"
    answers = tokens.lower(0) == "asked" and form.lemma in _ANSWERING
    if marked or quoted or answers or end > verb + 1:
        return True
    if opener == "to" or (form.lemma == "report" and _goes_to(tokens, end)):
        noun = tokens.lower(start + 1) in DETERMINERS or tokens.lower(start + 1) in POSSESSIVES
        return opener == "to" and not noun and form.lemma in INFINITIVE and stop - start >= 2
    if opener in _INDIRECT_QUESTIONS:
        return form.frame in _SPEECH and extent.has_verb(tokens, start + 1, stop)
    if opener in _NOT_CONTENT:
        return _takes_phrase(tokens, verb, form, start - end, opener)
    return _takes_bare(tokens, form, start, stop)


def _goes_to(tokens: Tokens, at: int) -> bool:
    """Tell whether "to" and no clause follows: "reported directly to the chief"."""
    return tokens.lower(at + is_adverb(tokens.lower(at))) == "to"


def _takes_phrase(tokens: Tokens, verb: int, form: CueForm, gap: int, opener: str) -> bool:
    """Tell whether a verb can take a phrase with this preposition; `gap` counts the words between."""
    if opener == "as":
        return form.lemma in JUDGING
    if opener == "of" and form.lemma in TELL_OF and gap > 0:
        return True
    whom = form.lemma in _BLAMING and "whom" in tokens.lowers[max(0, verb - 4) : verb]
    return whom and opener in ("of", "for")


def _takes_bare(tokens: Tokens, form: CueForm, start: int, stop: int) -> bool:
    """Tell whether a verb can take a phrase or a clause without "that"."""
    if form.frame == "object" or (form.lemma in WITH_OBJECT and not extent.has_verb(tokens, start, stop)):
        return tokens.lower(start) not in PREPOSITIONS
    if form.frame == "want" or form.lemma in NEEDS_PROOF:
        return False
    if form.lemma == "add" and _is_amount(tokens, start):
        return False
    return extent.is_clause(tokens, start, stop)


def _is_amount(tokens: Tokens, start: int) -> bool:
    """Tell whether something is put to something else: "added 8 million readers", "added a chart"."""
    opener = tokens.lower(start)
    return opener[:1].isdigit() or opener in ("$", "€", "£", "a", "an", "another", "more", "new", "just")
