"""Attributions in the passive: "is believed to", "it was said that", "was quoted as saying"."""

from whence.statements import extent
from whence.statements.attributions import Attribution, Sentence, Span, span_of
from whence.statements.lexicon import PASSIVE, VERBS
from whence.statements.phrases import is_passive, subject_before, verb_group_begin
from whence.statements.tokens import DETERMINERS, POSSESSIVES, PREPOSITIONS, Tokens, is_name, is_verb

# Verbs whose "it is ..." is hearsay even without "that".
_HEARSAY = frozenset({"say", "believe", "think", "understand", "report", "allege", "fear", "expect", "hope"})


def read_passive(sentence: Sentence, verb: int) -> Attribution | None:
    """Read "is believed to", "it is said that", "was quoted as saying", "was told that"."""
    tokens = sentence.tokens
    begin = verb_group_begin(tokens, verb)
    if not is_passive(tokens, begin, verb):
        return None
    subject = subject_before(tokens, begin)
    following = tokens.lower(verb + 1)
    if tokens.lowers[verb] == "quoted" and subject is not None:
        return _read_quoted(sentence, subject, begin, verb)
    if subject is None:
        return None
    impersonal = tokens.lowers[subject[0]] in ("it", "there") and subject[1] - subject[0] == 1
    lemma = VERBS[tokens.lowers[verb]].lemma if tokens.lowers[verb] in VERBS else tokens.lowers[verb]
    cue_begin = subject[0] if impersonal else begin
    if impersonal or following == "that":
        start = verb + 1
        stop = extent.clause_end(tokens, start)
        bare = impersonal and lemma in _HEARSAY and tokens.lower(start) not in PREPOSITIONS
        if tokens.lower(start) != "that" and not (bare and extent.is_clause(tokens, start, stop)):
            return None
        if not impersonal and is_verb(tokens.lower(start + 1)):
            # "A deal was announced that would end it": the clause belongs to the deal.
            return None
        contents = extent.trim(tokens, start, stop)
    elif (
        tokens.lowers[verb] in PASSIVE
        and following in ("to", "of", "dead")
        and (following != "of" or lemma == "accuse")
        and not (following == "to" and _is_place(tokens, verb + 2))
    ):
        start = verb + 1
        contents = [
            span_of(tokens, *subject),
            *extent.trim(tokens, start, extent.clause_end(tokens, start)),
        ]
    else:
        return None
    return (
        Attribution(None, span_of(tokens, cue_begin, verb + 1), contents, lemma, "passive")
        if contents
        else None
    )


def _is_place(tokens: Tokens, at: int) -> bool:
    """Tell whether a noun and not a verb follows "to": "were reported to the police"."""
    lower = tokens.lower(at)
    return lower in DETERMINERS or lower in POSSESSIVES or (at < len(tokens) and is_name(tokens.words[at]))


def _read_quoted(sentence: Sentence, subject: Span, begin: int, verb: int) -> Attribution | None:
    tokens = sentence.tokens
    at = verb + 1
    limit = min(len(tokens), at + 14)
    while at < limit and not (tokens.lowers[at] == "as" and tokens.lower(at + 1) in ("saying", "telling")):
        at += 1
    if at >= limit:
        return None
    start = extent.skip_to_content(tokens, at + 2)
    contents = extent.trim(tokens, start, extent.clause_end(tokens, start))
    if not contents and subject[0] > 1:
        contents = extent.before(tokens, subject[0], sentence.floor())
    return Attribution(
        span_of(tokens, *subject), span_of(tokens, begin, at + 2), contents, "say", "verb",
        hearer=_quoted_by(tokens, verb + 1, at),
        after=span_of(tokens, verb + 1, at) if at > verb + 1 else None,
    )  # fmt: skip


def _quoted_by(tokens: Tokens, start: int, stop: int) -> Span | None:
    """Give whom somebody was quoted by, and so told: "by the Meridian Wire"."""
    if tokens.lower(start) not in ("by", "in"):
        return None
    phrase = extent.named_after(tokens, start + 1, appositive=False)
    return span_of(tokens, *phrase) if phrase is not None and phrase[1] <= stop else None
