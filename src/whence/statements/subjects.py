"""What words can be a source: a phrase about a noun or a name, cut out of the stretch that was taken for one.

A tagger marks words, not phrases: now and then it begins in the middle of a clause ("hours after the
minister"), goes on behind the subject ("the minister was late and"), or takes a word that can be no subject
at all ("swiftly", "this"). No meaning is asked for here, only the shape.
"""

import re

from whence.statements import roles
from whence.statements.entities import is_person_noun
from whence.statements.extent import PASTS
from whence.statements.given_names import GIVEN
from whence.statements.lexicon import VERBS
from whence.statements.tokens import (
    AUXILIARIES,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TOKEN,
    is_adverb,
)
from whence.statements.wordlists import word_set

Span = tuple[int, int]

_RELATIVES = word_set("who which that whose whom")
# Marks and words behind which a phrase only tells more of its subject.
_ENDS = _RELATIVES | frozenset({",", "(", "[", "—", "–", "--", ":", ";"})
# "It's" begins a clause of its own: "these candidates it's".
_CLAUSE = re.compile(r"(?:i|he|she|they|we|it|you|there)['’](?:s|m|re|ve|d|ll)\Z")
_CONCESSIVES = word_set("after before when while because although though since until despite if")
_OPENERS = (
    _CONCESSIVES
    | (PREPOSITIONS - word_set("among over about under within between around like"))
    | word_set("and but or nor so yet including perhaps except as than to whereas whether that then hence")
)
# What stands before a number without being a preposition: "about half", "over 50 members", "at least two".
_ROUGHLY = word_set("about over around under between nearly as at more up in")
_LONGEST_ROUGHLY = 3
_NUMBERS = word_set(
    "half third two three four five six seven eight nine ten dozen dozens many all most one some several"
)
# Words that are never a subject by themselves.
_NEVER_ALONE = (
    (DETERMINERS - word_set("those some another each all both either any no every these"))
    | AUXILIARIES
    | PREPOSITIONS
    | SUBORDINATORS
    | word_set(
        """
        there here and but or so also what why while how something anything nothing same such not yet
        elsewhere meanwhile ultimately perhaps maybe instead more related worth anyway anyhow regardless alas
        """
    )
)
_ADJECTIVES = ("ful", "ous", "ible", "able", "less")
# Forms of verbs that are never a participle nor a noun: they end the subject.
_FINITE = AUXILIARIES - word_set("will can may might must being been be having am") | word_set(
    """
        came went took gave rose grew fell began became ran knew wrote seems seemed says threw drew flew
        got appears appeared becomes comes goes gets gives takes
        """
)
# Verbs of a clause that names who wrote or said the words around it.
_TELLING = word_set("said says wrote writes told reported added noted argued")
_REFLEXIVES = word_set("themselves himself herself itself ourselves myself to one them him her us")


_LONE_SUBJECTS = word_set("they he she we it anyone anybody someone somebody everyone everybody nobody")
_ARTICLES = word_set("the a an any some no this these those every")
_JOINED = word_set("and or nor but than as not all both half like least just nearly almost even")
# What stands before a verb: an auxiliary or a relative pronoun.
_VERB_FOLLOWS = re.compile(
    r"\b(?:would|could|should|will|can|may|might|must|did|does|(?P<relative>that|which|who))\s+\Z"
)
_LONGEST_LEAD = 12
_LEADS = word_set("meanwhile ultimately elsewhere also moreover indeed maybe even")


def narrow_source(text: str, begin: int, end: int, *, relative: bool = False) -> Span | None:
    """Cut the words that can be a source out of a stretch of text that was taken for one.

    Args:
        text: the field.
        begin: first code point of the stretch.
        end: its end, exclusive.
        relative: whether a relative pronoun stands for it, so that a verb may stand before it.

    Returns:
        The stretch itself where nothing is wrong with it, a part of it, or None where no part of it can be
        a source.
    """
    spans = [match.span() for match in TOKEN.finditer(text, begin, end)]
    words = [text[first:stop] for first, stop in spans]
    if not words:
        return None
    lowers = [word.lower() for word in words]
    if lowers[0] in SUBJECT_PRONOUNS and len(words) > 1 and _is_past(lowers[1]):
        # "We heard “the nation”": a clause.
        return None
    if lowers[0] in _RELATIVES or lowers[0] in SUBJECT_PRONOUNS:
        return (begin, end)
    stop = _stop_of(lowers, 0)
    first = _begin_of(words, lowers, stop, opens=_opens_sentence(text, begin))
    if relative and first + 1 < stop and _opens_predicate(lowers[first], lowers[first + 1]):
        led = (
            at for at in range(stop - 1, first, -1) if lowers[at] in DETERMINERS or lowers[at] in POSSESSIVES
        )
        first = next(led, first)
    if relative and first == 0 and stop > 1 and _is_verb_here(text, begin, words[0], lowers[1]):
        first = 1
    if first >= len(words) or _is_no_subject(words, lowers, first):
        return None
    stop = _stop_of(lowers, first)
    first = _inner_subject(words, lowers, first, stop)
    last = _finite(words, lowers, first, stop)
    if last is None:
        last = len(words) if stop == len(words) else _clause_behind(lowers, stop)
        last = _without_tail(words, lowers, first, last)
    elif not _is_speaker(words[first:last], lowers[first:last], opens=False):
        return None
    if last <= first:
        return None
    return (begin if first == 0 else spans[first][0], end if last == len(words) else spans[last - 1][1])


def _is_past(lower: str) -> bool:
    """Tell whether a word is the past of a verb and nothing else."""
    return lower in PASTS or lower in _FINITE


def _is_verb_here(text: str, begin: int, word: str, following: str) -> bool:
    """Tell whether the verb before a noun was taken in: "a policy that allows men", "would placate men"."""
    led = _VERB_FOLLOWS.search(text, max(0, begin - _LONGEST_LEAD), begin)
    if led is None or not word.islower() or word in DETERMINERS or following in PREPOSITIONS:
        return False
    return led["relative"] is None or (word.endswith("s") and not _can_speak(word))


def _inner_subject(words: list[str], lowers: list[str], first: int, stop: int) -> int:
    """Give where the subject of a clause without "that" begins: "the reason they", "feature a young girl"."""
    if stop - first > 1 and lowers[stop - 1] in _LONE_SUBJECTS:
        before = lowers[stop - 2]
        if before.isalpha() and before not in _JOINED and before not in PREPOSITIONS:
            return stop - 1
    if not words[first].islower() or lowers[first] in DETERMINERS or lowers[first] in POSSESSIVES:
        return first
    for at in range(stop - 1, first, -1):
        if lowers[at] in _ARTICLES or lowers[at] in POSSESSIVES:
            before = lowers[at - 1]
            parted = before.isalpha() and before not in PREPOSITIONS and before not in _JOINED
            return at if parted and before not in DETERMINERS else first
    return first


def _stop_of(lowers: list[str], first: int) -> int:
    """Give where what only tells more of the subject begins."""
    return next(
        (
            at
            for at in range(first + 1, len(lowers))
            if lowers[at] in _ENDS or _CLAUSE.match(lowers[at]) is not None
        ),
        len(lowers),
    )


def _opens_sentence(text: str, begin: int) -> bool:
    """Tell whether a capital at this place may be that of a sentence."""
    before = text[max(0, begin - 4) : begin].rstrip(" \t\"'“”‘’(")
    return before == "" or before[-1] in ".!?:…\n"


def _begin_of(words: list[str], lowers: list[str], stop: int, *, opens: bool) -> int:
    """Give where the subject begins: behind the words that join a clause or lead into it."""
    first = 0
    for at in range(stop - 2, 0, -1):
        if lowers[at] in _CONCESSIVES and words[at].islower():
            head = next((index for index in range(at) if lowers[index] in PREPOSITIONS), at)
            if not _is_speaker(words[:head], lowers[:head], opens=opens):
                first = at + 1
            break
    while first < stop and (lowers[first] in _OPENERS or (stop - first > 1 and _leads_in(lowers, first))):
        if lowers[first] in _ROUGHLY and any(
            lower[:1].isdigit() or lower in _NUMBERS
            for lower in lowers[first + 1 : first + 1 + _LONGEST_ROUGHLY]
        ):
            break
        behind = stop < len(lowers) and lowers[stop] == "," and stop + 1 < len(lowers)
        if lowers[first] in PREPOSITIONS and behind and words[stop + 1][:1].isalnum():
            # "At a hearing on Monday, the minister"
            return stop + 1
        first += 1
    return first


def _leads_in(lowers: list[str], first: int) -> bool:
    """Tell whether an adverb of a sentence opens the phrase: "meanwhile the minister"."""
    return lowers[first] in _LEADS


def _is_speaker(words: list[str], lowers: list[str], *, opens: bool) -> bool:
    """Tell whether a phrase is a whole subject that can speak."""
    if not words:
        return False
    led = (
        lowers[0] in DETERMINERS
        or lowers[0] in POSSESSIVES
        or lowers[0][:1].isdigit()
        or lowers[0] in _NUMBERS
        or words[0][:1].isupper()
        or any(lower.endswith("s") for lower in lowers)
    )
    named = any(
        word[:1].isupper() and (at or not opens or word.lower() in GIVEN) for at, word in enumerate(words)
    )
    return led and (named or any(_can_speak(lower) for lower in lowers))


def _can_speak(lower: str) -> bool:
    return any(
        noun in roles.UNNAMED or noun in roles.BODIES or noun in roles.PAPERS or is_person_noun(noun)
        for noun in (lower, lower.removesuffix("s"))
    )


def _is_no_subject(words: list[str], lowers: list[str], first: int) -> bool:
    """Tell whether no subject begins here: a lone adverb, a verb with its object, a year."""
    word, lower = words[first], lowers[first]
    alone = first + 1 == len(words) or lowers[first + 1] in _ENDS - _RELATIVES
    if alone:
        if not word.islower():
            # "WHO" and "US" are bodies.
            return (not word.isupper() or lower in ("more", "related")) and (
                lower in _NEVER_ALONE or (word.isdigit() and len(word) == 4)
            )
        return lower in _NEVER_ALONE or (is_adverb(lower) and lower != "many") or lower.endswith(_ADJECTIVES)
    known = lower in roles.UNNAMED or lower in roles.BODIES or lower in roles.PAPERS or lower in roles.ROLES
    if not word.islower() or known:
        return False
    return _opens_predicate(lower, lowers[first + 1])


def _opens_predicate(lower: str, following: str) -> bool:
    """Tell whether a word and the next are a verb and its object: "consider the", "sending a"."""
    form = VERBS.get(lower)
    led = following in DETERMINERS or following in POSSESSIVES or following in _REFLEXIVES
    if lower in AUXILIARIES or lower in _FINITE:
        return True
    if lower.endswith("ing"):
        return led and following != "to"
    if form is None:
        return lower.endswith(_ADJECTIVES) and following in PREPOSITIONS
    return led and form.form in ("base", "s", "past")


def _finite(words: list[str], lowers: list[str], first: int, stop: int) -> int | None:
    """Give the verb that ends the subject inside a stretch, None where none stands there."""
    clause: int | None = None
    for at in range(first + 1, stop):
        if lowers[at] in _CONCESSIVES and clause is None:
            # "the plumber when the work was done"
            clause = at
        if lowers[at] in _FINITE and words[at].islower():
            return at if clause is None else clause
    return None


def _clause_behind(lowers: list[str], stop: int) -> int:
    """Cut off "Mara Venn wrote" behind a comma; what else stands there stays."""
    if _CLAUSE.match(lowers[stop]) is not None:
        return stop
    tail = [lower for lower in lowers[stop + 1 :] if lower[:1].isalnum()]
    if lowers[stop] == "," and len(tail) > 1 and tail[0] not in _RELATIVES and tail[-1] in _TELLING:
        return stop
    return len(lowers)


def _without_tail(words: list[str], lowers: list[str], first: int, last: int) -> int:
    """Leave off what joins the subject to the next words: "James Venn ridiculously", "the board of"."""
    while last > first + 1 and words[last - 1].islower():
        lower = lowers[last - 1]
        joins = lower in PREPOSITIONS - word_set("inside outside behind under") or lower in (
            "and",
            "or",
            "but",
        )
        loose = lower.endswith("ly") and is_adverb(lower)
        if not (joins or loose):
            break
        last -= 1
    return last
