"""Attributions that are none: a noun that looks like a verb of telling, a stretch of a clause as source."""

import re
from itertools import pairwise

from whence.statements import roles
from whence.statements.attributions import Attribution
from whence.statements.captions import lies_in_caption
from whence.statements.entities import is_person_noun
from whence.statements.lexicon import VERBS
from whence.statements.subjects import narrow_source
from whence.statements.tokens import BE, DETERMINERS, POSSESSIVES, SUBJECT_PRONOUNS
from whence.statements.turns import SAID
from whence.statements.wordlists import word_set

_WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
# Cue verbs in -s that are plural nouns as often: "jobless claims", "peace plans".
_NOUN_CUES = word_set(
    """
    plans reports claims questions rules attacks jokes pledges posts tweets offers promises demands calls
    hopes fears doubts complaints requests threats warnings estimates forecasts studies notes comments
    quotes answers states
    """
)
_PLURALS = word_set("these those both many several few")
_UNFINISHED = word_set("other most many several few such all both various certain new old")
_QUOTED = re.compile(r"[“\"«„‘]")
_OPENING = ("“", '"', "«", "„", "‘")
# "It felt good", "it’s worth noting": nobody is meant.
_EXPLETIVE_CUES = BE | word_set(
    """
    s feel feels felt seem seems seemed appear appears appeared took takes started happened worth
    raise raises raised prompts prompted sparks sparked triggers triggered fuels fueled fuelled draws drew
    brings brought caused causes
    """
)
_UNITS = word_set("minutes hours days weeks months years minute hour day week month year")
_AMOUNTS = word_set(
    """
    one two three four five six seven eight nine ten eleven twelve just only about some few several many
    more than over almost nearly barely
    """
)
_SHIFTED = word_set("before after earlier later ago")
_PART = re.compile(r"\w+")
_TIMES = word_set("time night day week month year morning evening moment case even")


def leave_out_misread(
    text: str, attributions: list[Attribution], captions: list[tuple[int, int]]
) -> list[Attribution]:
    """Leave out what looks like an attribution and is a stretch of a sentence about something else.

    Args:
        text: the field.
        attributions: those of a unit, as rules and tagger read them.
        captions: spans of the field's captions: what they tell without a verb of saying or a quotation is
            what the picture shows.

    Returns:
        The rest in their order; of a quotation whose source cannot be one only the source is left out.
    """
    kept: list[Attribution] = []
    for found in attributions:
        _cut_cue_off(text, found, attributions)
        shown = _is_of_subject(found) or (lies_in_caption(captions, found.begin) and _is_shown(text, found))
        if shown or not _narrow(text, found) or _is_misread(text, found):
            if shown or text[found.begin : found.begin + 1] not in _OPENING:
                for other in attributions:
                    if other.parent is found:
                        other.parent = found.parent
                continue
            found.source = None
        kept.append(found)
    gone = {id(found) for found in attributions} - {id(found) for found in kept}
    return [found for found in kept if id(found.carried_from) not in gone]


def _cut_cue_off(text: str, found: Attribution, attributions: list[Attribution]) -> None:
    """Cut what another attribution says before its content off a source: "aides say brass" is the brass."""
    if found.source is None:
        return
    begin, end = found.source
    for other in attributions:
        if other is found or other.cue is None or not begin < other.cue[0] < other.cue[1] < end:
            continue
        if other.source is None or other.source[0] != begin:
            continue
        if text[slice(*other.source)].lower() in ("who", "which", "that"):
            continue
        if any(low <= other.cue[1] + 1 < end <= high for low, high in other.contents):
            begin = other.cue[1] + 1
    found.source = (begin, end)


def _narrow(text: str, found: Attribution) -> bool:
    """Cut a source and what it stands for to phrases that can be one; tell whether it can."""
    if found.antecedent is not None:
        found.antecedent = narrow_source(text, *found.antecedent, relative=True)
    if found.source is None or found.carried_from is not None or found.kind in (*SAID, "colon"):
        return True
    narrowed = narrow_source(text, *found.source)
    found.source = narrowed or found.source
    return narrowed is not None


def _is_misread(text: str, found: Attribution) -> bool:
    """Tell whether the words taken for a source cannot name one."""
    if found.source is None or found.cue is None or found.carried_from is not None or not found.contents:
        return False
    words = _WORD.findall(text[slice(*found.source)])
    lowers = [word.lower() for word in words]
    if (len(words) == 1 and words[0] in _TIMES) or _is_of_news(words) or _is_moment(lowers):
        return True
    cue = text[slice(*found.cue)].lower()
    if lowers == ["it"] and any(word in _EXPLETIVE_CUES for word in _PART.findall(cue)):
        return True
    return bool(words) and (
        (cue in _NOUN_CUES and _is_modifier(words, lowers)) or _opens_with_verb(lowers, words)
    )


def _is_of_subject(found: Attribution) -> bool:
    """Tell whether what is quoted is a part of the subject: "Prices for “food away from home” rose"."""
    return found.source is not None and any(
        found.source[0] < low and high <= found.source[1] for low, high in found.contents
    )


def _is_shown(text: str, found: Attribution) -> bool:
    """Tell whether a caption only tells what its picture shows: "the mayor delivers a speech on trade"."""
    if found.kind == "according" or _QUOTED.search(text, found.begin, found.end):
        return False
    cue = _PART.findall(text[slice(*found.cue)].lower()) if found.cue is not None else []
    forms = [VERBS.get(word) for word in cue]
    return not any(form is not None and form.frame in ("say", "tell") for form in forms)


def _is_moment(lowers: list[str]) -> bool:
    """Tell whether a time from another is what was taken: "24 hours before", not "the memo two days ago"."""
    for at, (unit, shift) in enumerate(pairwise(lowers)):
        if unit in _UNITS and shift in _SHIFTED:
            return all(word.isdigit() or word in _AMOUNTS or word in DETERMINERS for word in lowers[:at])
    return False


def _is_of_news(words: list[str]) -> bool:
    """Tell whether news tells, not an agency by that name: "the good news", "state-run Orle news"."""
    return words[-1:] == ["news"] and not any(word[0].isupper() for word in words[1:])


def _is_modifier(words: list[str], lowers: list[str]) -> bool:
    """Tell whether words before a plural noun belong to it: "weekly jobless", "House impeachment"."""
    last = lowers[-1]
    if last in _UNFINISHED:
        # "consumers in most other states"
        return True
    if lowers[0] in _PLURALS:
        # "Those in early voting states": a verb in -s has no subject in the plural.
        return True
    if words[-1][:1].isupper() or lowers[0] in DETERMINERS or lowers[0] in POSSESSIVES:
        return False
    if len(words) == 1 and (last in SUBJECT_PRONOUNS or last in ("who", "which", "that")):
        return False
    known = is_person_noun(last) or last in roles.BODIES or last in roles.PAPERS or last in roles.UNNAMED
    return not known


def _opens_with_verb(lowers: list[str], words: list[str]) -> bool:
    """Tell whether a source is the rest of a clause: "protects certain rights"."""
    form = VERBS.get(lowers[0])
    return (
        len(words) > 1
        and words[0].islower()
        and form is not None
        and form.form == "s"
        and lowers[0] not in roles.PAPERS
    )
