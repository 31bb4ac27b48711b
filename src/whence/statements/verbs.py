"""Attributions by a verb: `she said that ...`, `"...", said Mara Venn`, `..., adding that ...`."""

from bisect import bisect_left
from typing import NamedTuple

from whence.statements import complements, extent
from whence.statements.attributions import Attribution, Sentence, Span, span_of
from whence.statements.entities import is_medium
from whence.statements.following import subject_after
from whence.statements.issuers import issuer_of
from whence.statements.lexicon import GOES_BACK, NEEDS_PROOF, NOUNS, PARTICLES, VERBS, CueForm
from whence.statements.phrases import is_passive, subject_before, verb_group_begin
from whence.statements.speakers import antecedent_of, first_relative, noun_phrase_before
from whence.statements.tokens import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    PERSONAL,
    POSSESSIVES,
    PREPOSITIONS,
    QUOTE,
    TIMES,
    Tokens,
    is_adverb,
    is_name,
    is_verb,
)
from whence.statements.wordlists import word_set

_RIGHT_EDGE = frozenset({"", ",", ".", "!", "?", "—", "--", ";", ":", QUOTE, ")", "–", "-"})
_DASHES = frozenset({",", "—", "--", "–"})
_BEFORE_NOUNS = word_set("alleged suspected supposed limited increased continued united unnamed armed")
_SPEECH = frozenset({"say", "tell", "think"})
_HEARER_STOPS = word_set("that whether what how why to not , : of about . where who") | {QUOTE}
_TELLING_OF = frozenset(word for word, form in VERBS.items() if form.lemma in complements.TELL_OF)
_HEARER_ENDS = PERSONAL | POSSESSIVES | DETERMINERS | TIMES | word_set("afterwards afterward")
_HEARERS = word_set("me him her us them you reporters lawmakers everyone")
_PLURAL_SUBJECTS = word_set(
    "i you we they who that which others some many to , and but or people police those both ) most"
)
_BEHIND_SUBJECT = word_set("who as while when") | PREPOSITIONS
_BEHIND_CUE = word_set("as while when after before and who :") | PREPOSITIONS | {QUOTE}
_SHARING = word_set("and but or , also then")
_PARTICIPLE_OPENERS = word_set(", and — -- by while after before in or without") | {QUOTE}
# Verbs whose -ing form is mostly a preposition: "regarding the plan".
_PREPOSITIONAL = frozenset({"regard", "consider", "assume"})
_RAISING = word_set("on went goes continued continues came seemed appeared")
_RELATIVES = word_set("who which that")
_NOT_NOUN_MARKERS = word_set("this that all both some those")


class _Cue(NamedTuple):
    """A verb in its group.

    Attributes:
        begin: token index of the group's first auxiliary or adverb.
        verb: token index of the verb.
        form: what the lexicon says of it.
    """

    begin: int
    verb: int
    form: CueForm


def read_verb(sentence: Sentence, verb: int, form: CueForm) -> Attribution | None:
    """Read the attribution that the verb at a token makes, or None where it makes none.

    Args:
        sentence: the sentence.
        verb: token index of the verb.
        form: its entry in the lexicon.

    Returns:
        The attribution, its content not yet settled with those of others in the sentence.
    """
    tokens = sentence.tokens
    if form.form == "ing":
        return _read_ing(sentence, verb, form)
    if form.form == "participle":
        return _read_finite(sentence, verb, form) if _has_perfect(tokens, verb) else None
    if _is_noun(sentence, verb, form):
        return None
    if form.form == "base" and tokens.lower(verb - 1) == "to":
        return _read_infinitive(sentence, verb, form)
    return _read_finite(sentence, verb, form)


def read_unknown_verb(sentence: Sentence, verb: int) -> Attribution | None:
    """Read `"...," he fumed`: beside a quotation any verb in the past attributes.

    Args:
        sentence: the sentence.
        verb: token index of a word that ends like a past form and is not in the lexicon.

    Returns:
        The attribution, or None where no quotation or no speaker stands beside the word.
    """
    tokens = sentence.tokens
    if QUOTE not in tokens.lowers[max(0, verb - 5) : verb] or is_name(tokens.words[verb]):
        return None
    cue = _Cue(verb, verb, CueForm(tokens.lowers[verb], "say", "past"))
    if tokens.lower(verb - 1) == QUOTE:
        subject = subject_after(tokens, verb + 1)
        return _read_inverted(sentence, cue) if subject and is_name(tokens.words[subject[1] - 1]) else None
    subject = subject_before(tokens, verb)
    if subject is None or tokens.lower(subject[0] - 1) != QUOTE or tokens.lower(verb + 1) not in _RIGHT_EDGE:
        return None
    return _read_behind(sentence, subject, cue)


# -- what the word is ------------------------------------------------------------------------------------


def _has_perfect(tokens: Tokens, verb: int) -> bool:
    index = verb - 1
    while index >= 0 and is_adverb(tokens.lowers[index]):
        index -= 1
    before = tokens.lower(index)
    return before in ("has", "have", "had", "having") or before.endswith(("’ve", "'ve", "'d", "’d"))


def _is_noun(sentence: Sentence, verb: int, form: CueForm) -> bool:
    """Tell whether a word that could be a cue verb is a noun or an adjective here."""
    tokens = sentence.tokens
    before, following = tokens.lower(verb - 1), tokens.lower(verb + 1)
    if verb and form.form != "past" and is_name(tokens.words[verb]) and not sentence.title_case:
        return True
    if (before in DETERMINERS and before not in _NOT_NOUN_MARKERS) or (
        tokens.lowers[verb] == "back" and before in GOES_BACK
    ):
        return True
    owned = before.endswith(("'s", "’s")) and not before.startswith(("he", "she", "it", "who"))
    if before in POSSESSIVES or owned:
        return True
    if form.form == "past":
        return before in PREPOSITIONS and before != "of"
    if before in PREPOSITIONS and before != "to":
        return True
    if form.form == "s" and _is_past(tokens, verb + 1):
        # "court reports filed in May", "states erected barriers"
        return True
    if following in AUXILIARIES or (following in ("of", "and", "by", "from") and form.frame != "think"):
        return True
    return bool(before) and form.form == "base" and not _plural_before(tokens, verb)


def _is_past(tokens: Tokens, at: int) -> bool:
    lower = tokens.lower(at)
    if not tokens.words[at : at + 1] or is_name(tokens.words[at]) or lower in _BEFORE_NOUNS:
        return False
    return is_verb(lower) or (lower.endswith("ed") and len(lower) > 4)


def _plural_before(tokens: Tokens, verb: int) -> bool:
    """Tell whether a base form has a subject or auxiliary before it that it agrees with."""
    begin = verb_group_begin(tokens, verb)
    if any(word in AUXILIARIES for word in tokens.lowers[begin:verb]):
        return True
    before = tokens.lower(begin - 1)
    return before in _PLURAL_SUBJECTS or (
        before.endswith("s") and not before.endswith(("ss", "ous", "'s", "’s"))
    )


# -- where the subject stands ----------------------------------------------------------------------------


def _read_finite(sentence: Sentence, verb: int, form: CueForm) -> Attribution | None:
    begin = verb_group_begin(sentence.tokens, verb)
    if is_passive(sentence.tokens, begin, verb):
        return None
    cue = _Cue(begin, verb, form)
    return _read_inverted(sentence, cue) or _read_with_subject(sentence, cue)


def _read_with_subject(sentence: Sentence, cue: _Cue) -> Attribution | None:
    subject = subject_before(sentence.tokens, cue.begin) or _behind_aside(sentence, cue)
    if subject is None:
        return _read_coordinated(sentence, cue)
    subject = _described_by(sentence.tokens, subject) or subject
    relative = subject[1] - subject[0] == 1 and sentence.tokens.lowers[subject[0]] in _RELATIVES
    if not relative and _stands_behind(sentence.tokens, subject[0], cue.form):
        return _read_behind(sentence, subject, cue)
    return _read_forward(sentence, subject, cue)


def _described_by(tokens: Tokens, subject: Span) -> Span | None:
    """Give whom "who was present at the talks" describes, where only its tail was found as the subject."""
    for at in range(subject[0] - 1, max(0, subject[0] - 4), -1):
        if tokens.lowers[at] in ("who", "which", "that") and at + 1 < subject[0]:
            phrase = noun_phrase_before(tokens, at) if tokens.lowers[at + 1] in AUXILIARIES else None
            return (phrase[0], subject[1]) if phrase else None
        if not tokens.lowers[at].isalpha():
            return None
    return None


def _behind_aside(sentence: Sentence, cue: _Cue) -> Span | None:
    """Find the subject that ", she said," parts from its verb: "The pilots, she said, had told her"."""
    tokens = sentence.tokens
    last = sentence.found[-1] if sentence.found else None
    if tokens.lower(cue.begin - 1) != "," or last is None or last.cue is None or last.source is None:
        return None
    begin, end = min(last.cue[0], last.source[0]), max(last.cue[1], last.source[1])
    if end != tokens.ends[cue.begin - 2]:
        return None
    comma = bisect_left(tokens.begins, begin) - 1
    return subject_before(tokens, comma) if comma > 0 and tokens.lowers[comma] == "," else None


def _stands_behind(tokens: Tokens, first: int, form: CueForm) -> bool:
    """Tell whether the subject at token `first` may stand behind what is said."""
    if form.frame not in _SPEECH:
        return False
    before = tokens.lower(first - 1)
    return before == QUOTE or ((before in _DASHES or before in ("?", "!")) and first >= 2)


def _read_inverted(sentence: Sentence, cue: _Cue) -> Attribution | None:
    """Read `..., said Mara Venn`."""
    tokens, form = sentence.tokens, cue.form
    if cue.begin != cue.verb or form.frame not in _SPEECH or form.form not in ("past", "s", "base"):
        return None
    if cue.verb == 0 or (cue.verb == 1 and tokens.lower(0) in ("and", "but")):
        return _read_opening(sentence, cue)
    before = tokens.lower(cue.verb - 1)
    quoted = before == QUOTE or (before in _DASHES and tokens.lower(cue.verb - 2) == QUOTE)
    if not quoted and (before != "," or cue.verb < 4 or form.lemma in NEEDS_PROOF or form.frame != "say"):
        return None
    subject = subject_after(tokens, cue.verb + 1)
    if subject is None or not (quoted or _may_follow(tokens, subject)):
        return None
    contents = extent.before(tokens, cue.verb, sentence.floor())
    if not contents:
        return None
    contents += extent.resumed(tokens, subject[1], quoted=quoted)
    return Attribution(
        span_of(tokens, *subject), span_of(tokens, cue.verb, cue.verb + 1), contents, form.lemma, "verb",
        after=sentence.tail(subject[1]),
    )  # fmt: skip


def _read_opening(sentence: Sentence, cue: _Cue) -> Attribution | None:
    """Read `Said Mara Venn: "..."`."""
    tokens = sentence.tokens
    subject = subject_after(tokens, cue.verb + 1)
    if subject is None or tokens.lower(subject[1]) not in (",", ":") or tokens.lower(subject[1] + 1) != QUOTE:
        return None
    at = subject[1] + 1
    contents = [(tokens.begins[at], tokens.ends[at])]
    return Attribution(
        span_of(tokens, *subject), span_of(tokens, cue.verb, cue.verb + 1), contents, cue.form.lemma, "verb"
    )


def _may_follow(tokens: Tokens, subject: Span) -> bool:
    """Tell whether a phrase behind an unquoted cue is its subject and not what is said."""
    edge = tokens.lower(subject[1])
    if edge not in _RIGHT_EDGE and edge not in _BEHIND_SUBJECT:
        return False
    first = subject[0]
    return is_name(tokens.words[first]) or tokens.lowers[first] in DETERMINERS or edge in (".", "")


def _read_behind(sentence: Sentence, subject: Span, cue: _Cue) -> Attribution | None:
    """Read `..., she said` and `A, she said, B`; else what follows the cue."""
    tokens, form = sentence.tokens, cue.form
    hearer_end = cue.verb + 1
    if form.frame == "tell" or form.lemma == "ask":
        hearer_end = _hearer_end(tokens, cue.verb + 1)
    start = extent.behind_adjuncts(tokens, hearer_end)
    quoted = QUOTE in (tokens.lower(subject[0] - 1), tokens.lower(subject[0] - 2))
    contents: list[Span] = []
    if _closes_content(tokens, subject, cue, start, quoted=quoted):
        contents = extent.before(tokens, subject[0], sentence.floor(closing=tokens.lower(start) in ("", ".")))
    if not contents:
        return _read_forward(sentence, subject, cue)
    contents += extent.resumed(tokens, start, quoted=quoted)
    hearer = span_of(tokens, cue.verb + 1, hearer_end) if hearer_end > cue.verb + 1 else None
    return Attribution(
        span_of(tokens, *subject), span_of(tokens, cue.begin, cue.verb + 1), contents, form.lemma, "verb",
        hearer=hearer, after=sentence.tail(cue.verb + 1), antecedent=_whose(tokens, subject),
    )  # fmt: skip


def _closes_content(tokens: Tokens, subject: Span, cue: _Cue, start: int, *, quoted: bool) -> bool:
    """Tell whether what is said stands before the subject, given what stands at `start` behind the cue."""
    edge = tokens.lower(start)
    if edge in ("that", "whether") or tokens.lower(cue.verb + 1) in ("that", "whether"):
        return False
    parenthetical = edge in _RIGHT_EDGE and edge not in (":", QUOTE)
    if tokens.lower(subject[0] - 1) == QUOTE and _breaks(tokens.words[subject[0] - 1]):
        return True
    if quoted:
        return parenthetical or edge in _BEHIND_CUE or cue.form.lemma == "say"
    if not parenthetical or cue.form.lemma in NEEDS_PROOF or start - cue.verb > 12:
        return False
    if edge == "," and is_verb(tokens.lower(start + 1)):
        # "The harbour, she said, was closed."
        return True
    # "On Monday, she said." has an adjunct before the comma, not a clause.
    return sum(word.isalnum() for word in tokens.lowers[: subject[0]]) >= 4


def _breaks(quotation: str) -> bool:
    """Tell whether a quotation stops at a comma, as it does before its speaker."""
    return quotation.rstrip("\"'”’»“ ")[-1:] == ","


# -- what follows ----------------------------------------------------------------------------------------


def _read_forward(sentence: Sentence, subject: Span | None, cue: _Cue) -> Attribution | None:
    """Read `she said that ...`; without a subject the source is left open."""
    tokens, form = sentence.tokens, cue.form
    end, start, hearer = _behind_verb(tokens, cue)
    stop = extent.clause_end(tokens, start)
    if (
        subject is not None
        and tokens.lower(subject[0] - 1) in _RELATIVES
        and tokens.lower(subject[0] - 2) == ","
    ):
        # ", which police said was caused by gas, killed ...": the aside ends with its comma.
        stop = next((at for at in range(start, stop) if tokens.lowers[at] == ","), stop)
    if start >= stop or not complements.takes(tokens, cue.verb, form, end, (start, stop)):
        return None
    contents = extent.trim(tokens, start, stop)
    if not contents:
        return None
    return Attribution(
        span_of(tokens, *subject) if subject else None,
        span_of(tokens, cue.begin, end),
        contents,
        form.lemma,
        "verb" if form.frame in _SPEECH else "stance",
        hearer=hearer,
        after=sentence.tail(end),
        shares_source=subject is None,
        antecedent=_whose(tokens, subject) if subject else None,
    )


def _whose(tokens: Tokens, subject: Span) -> Span | None:
    """Give what a relative subject stands for, or whom "whom she accused" is about."""
    if tokens.lowers[subject[0]] in _RELATIVES and subject[1] - subject[0] == 1:
        relative = first_relative(tokens, subject[0])
    elif tokens.lower(subject[0] - 1) == "whom":
        relative = subject[0] - 1
    else:
        return None
    phrase = subject_before(tokens, relative)
    if phrase is None and tokens.lower(relative - 1) == ",":
        phrase = subject_before(tokens, relative - 1)
    if phrase is None:
        phrase = noun_phrase_before(tokens, relative)
    return span_of(tokens, *antecedent_of(tokens, phrase)) if phrase else None


def _behind_verb(tokens: Tokens, cue: _Cue) -> tuple[int, int, Span | None]:
    """Give the end of the cue, the start of the content, and the span of the hearer."""
    end = cue.verb + 1
    if tokens.lower(end) in PARTICLES.get(cue.form.lemma, ()) and not (
        tokens.lower(end) == "about" and cue.form.lemma in ("tweet",)
    ):
        return end + 1, end + 1, None
    if tokens.lower(end) == "as" and cue.form.lemma in complements.JUDGING:
        return end, end, None
    if cue.form.frame != "tell":
        return end, extent.skip_to_content(tokens, end), None
    hearer_end = _hearer_end(tokens, end)
    hearer = span_of(tokens, end, hearer_end) if hearer_end > end else None
    return end, extent.skip_to_content(tokens, hearer_end), hearer


def _hearer_end(tokens: Tokens, start: int) -> int:
    """Walk over who is told; `start` itself where nobody is."""
    if tokens.lower(start) in _HEARER_STOPS or start >= len(tokens):
        return start
    if tokens.lower(start) in _HEARERS:
        return start + 1
    for at in range(start + 1, min(len(tokens), start + 14)):
        lower = tokens.lowers[at]
        told_of = lower == "of" and tokens.lower(start - 1) in _TELLING_OF
        owned = tokens.lowers[at - 1].endswith(("'s", "’s"))
        if not told_of and (owned or lower == "of" or (lower == "." and not extent.is_end(tokens, at))):
            continue
        if lower in _HEARER_STOPS or lower in _HEARER_ENDS or lower in PREPOSITIONS or is_adverb(lower):
            return at
        if _new_phrase(tokens, at):
            return at
        if lower in AUXILIARIES or (lower in VERBS and VERBS[lower].form == "past"):
            return start
    return min(len(tokens), start + 4)


def _new_phrase(tokens: Tokens, at: int) -> bool:
    """Tell whether a name at `at` begins a phrase of its own: "told reporters Venn had left"."""
    if not is_name(tokens.words[at]) or is_name(tokens.words[at - 1]):
        return False
    if is_medium(tokens.lowers[at - 1]):
        # "told the newspaper Corva Post that"
        return False
    return tokens.lowers[at - 1] not in DETERMINERS and tokens.lowers[at - 1] not in ("of", ".")


# -- verbs whose subject stands elsewhere ----------------------------------------------------------------


def _read_coordinated(sentence: Sentence, cue: _Cue) -> Attribution | None:
    """Read `... and said that ...`, whose subject is that of the clause before."""
    before = sentence.tokens.lower(cue.begin - 1)
    if cue.begin == 0 or before not in _SHARING:
        return None
    if before == "," and cue.form.lemma in ("ask", "tell"):
        # "The minister, asked whether ...," is the one who was asked.
        return None
    return _share_source(sentence, _read_forward(sentence, None, cue))


def _share_source(sentence: Sentence, found: Attribution | None) -> Attribution | None:
    """Give an attribution without a subject the sentence's last source, else its first subject."""
    if found is None:
        return None
    for other in reversed(sentence.found):
        if other.source is not None and other.kind in ("verb", "stance") and other.parent is None:
            found.source, found.antecedent, found.shares_source = other.source, other.antecedent, True
            return found
    relative = _open_relative(sentence.tokens, found)
    if relative is not None:
        found.source = span_of(sentence.tokens, relative, relative + 1)
        found.antecedent = _whose(sentence.tokens, (relative, relative + 1))
        return found if found.antecedent else None
    main = extent.main_subject(sentence.tokens)
    if main is None:
        return None
    if found.cue is not None and found.cue[0] < sentence.tokens.ends[main[1] - 1]:
        # The only subject found stands behind the cue: somebody says it who was not found.
        return found if found.cue[1] <= sentence.tokens.begins[main[0]] else None
    found.source = span_of(sentence.tokens, *main)
    return found


def _open_relative(tokens: Tokens, found: Attribution) -> int | None:
    """Find the "who" or "which" whose clause a cue without a subject stands in."""
    if found.cue is None:
        return None
    cue = bisect_left(tokens.begins, found.cue[0])
    for at in range(cue - 1, max(0, cue - 40), -1):
        if tokens.lowers[at] in ("who", "which") and tokens.lower(at - 1) not in PREPOSITIONS:
            return at
        if tokens.lowers[at] == "," and at < cue - 1 and is_verb(tokens.lowers[at + 1]):
            return None
    return None


def _read_ing(sentence: Sentence, verb: int, form: CueForm) -> Attribution | None:
    """Read `, adding that ...`, `is saying ...` and `a note saying ...`."""
    tokens = sentence.tokens
    begin = verb_group_begin(tokens, verb)
    if form.lemma in _PREPOSITIONAL or (
        begin and tokens.lowers[verb] in NOUNS and _is_described(tokens, verb)
    ):
        return None
    if any(word in BE for word in tokens.lowers[begin:verb]):
        return _read_with_subject(sentence, _Cue(begin, verb, form))
    found = _read_forward(sentence, None, _Cue(verb, verb, form))
    if found is None:
        return None
    before = tokens.lower(begin - 1)
    if before in _PARTICIPLE_OPENERS or begin == 0:
        return _share_source(sentence, found)
    if form.frame in ("object", "want") or before in PREPOSITIONS or before in DETERMINERS:
        return None
    subject = subject_before(tokens, begin)
    if subject is None:
        return None
    found.source, found.shares_source = span_of(tokens, *(issuer_of(tokens, subject) or subject)), False
    return found


def _is_described(tokens: Tokens, verb: int) -> bool:
    """Tell whether "warning" is a noun: "his own warning", "a stark warning"."""
    return any(
        lower in DETERMINERS or lower in POSSESSIVES for lower in tokens.lowers[max(0, verb - 3) : verb]
    ) and tokens.lower(verb - 1) not in ("—", ",", "--", QUOTE)


def _read_infinitive(sentence: Sentence, verb: int, form: CueForm) -> Attribution | None:
    """Read `went on to say that ...`; a bare infinitive attributes nothing that was said."""
    tokens = sentence.tokens
    begin = verb - 1
    while begin > 0 and tokens.lowers[begin - 1] in _RAISING:
        begin -= 1
    if begin == verb - 1 or tokens.lowers[begin] == "on":
        return None
    return _read_with_subject(sentence, _Cue(verb_group_begin(tokens, begin), verb, form))
