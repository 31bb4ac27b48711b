"""Attributions without a verb: "according to X", "per X", "in X's words", "their claim that"."""

from whence.statements import citing, extent, predicates, roles
from whence.statements.attributions import Attribution, Sentence, Span, span_of
from whence.statements.phrases import subject_before
from whence.statements.tokens import DETERMINERS, POSSESSIVES, PREPOSITIONS, QUOTE, Tokens, is_name


def read_according(sentence: Sentence, index: int) -> Attribution | None:
    """Read "according to X", "per X" and "in the words of X" at token `index`."""
    tokens = sentence.tokens
    start = index + 1
    if tokens.lowers[index] == "according":
        if tokens.lower(index + 1) != "to":
            return None
        start = index + 2
    return _read_phrase(sentence, index, start)


def _read_phrase(sentence: Sentence, index: int, start: int) -> Attribution | None:
    tokens = sentence.tokens
    leads = not any(
        word.isalnum() or word == QUOTE
        for word in tokens.lowers[:index]
        if word not in ("and", "but", "yet", "still", "so")
    )
    subject = extent.named_after(tokens, start, appositive=not leads)
    if subject is None:
        return None
    if leads:
        subject = _with_name(tokens, subject)
    source, cue, after = span_of(tokens, *subject), span_of(tokens, index, start), subject[1]
    carrier = citing.carrier_at(tokens, after)
    cited = citing.cited_at(tokens, after)
    passed: Span | None = None
    if carrier is not None:
        source, passed, after = span_of(tokens, *carrier), source, carrier[1]
    elif cited is not None and leads:
        passed, after = span_of(tokens, *cited.phrase), cited.end - 1
    if leads:
        comma = after
        while comma < min(len(tokens), after + 25) and tokens.lowers[comma] != ",":
            comma += 1
        if tokens.lower(comma) != ",":
            return None
        stop = extent.clause_end(tokens, comma + 1)
        contents = extent.trim(tokens, comma + 1, stop)
    else:
        ends = tokens.lower(index - 1) == "," and extent.is_end(tokens, after)
        contents = extent.before(tokens, index, sentence.floor(closing=ends))
        if tokens.lower(after) == "," and contents and tokens.lower(index - 1) == ",":
            contents += extent.resumed(tokens, after, quoted=False)
    return (
        Attribution(source, cue, contents, "according", "according", after=sentence.tail(after), cited=passed)
        if contents
        else None
    )


def _with_name(tokens: Tokens, subject: Span) -> Span:
    """Extend an office over the name behind it: "the chairman of the board, Mara Venn,"."""
    first, stop = subject
    if tokens.lower(stop) != "," or not any(lower in roles.ROLES for lower in tokens.lowers[first:stop]):
        return subject
    end = stop + 1
    while end < len(tokens) and is_name(tokens.words[end]) and tokens.lowers[end] not in DETERMINERS:
        end += 1
    return (first, end) if 2 <= end - stop - 1 <= 4 and tokens.lower(end) == "," else subject


def read_per(sentence: Sentence, index: int) -> Attribution | None:
    """Read ", per the ministry"."""
    tokens = sentence.tokens
    following = tokens.lower(index + 1)
    opens = index == 0 or tokens.lower(index - 1) in (",", QUOTE, "—")
    if not (opens or following == "the") or not following:
        return None
    if (
        following != "the"
        and not (opens and is_name(tokens.words[index + 1]))
        and not (opens and following in ("a", "an", "two", "multiple", "several"))
    ):
        return None
    return _read_phrase(sentence, index, index + 1)


def read_in(sentence: Sentence, index: int) -> Attribution | None:
    """Read "in the words of X" and "in X's view"."""
    tokens = sentence.tokens
    if (
        tokens.lower(index + 1) == "the"
        and tokens.lower(index + 2) in ("words", "view", "eyes", "opinion")
        and tokens.lower(index + 3) == "of"
    ):
        return _read_phrase(sentence, index, index + 4)
    at = index + 1
    limit = min(len(tokens), index + 6)
    while at < limit and tokens.lowers[at] not in ("words", "view", "opinion", "telling"):
        at += 1
    if at >= limit or at == index + 1:
        return None
    owner = tokens.lowers[at - 1]
    if not (owner in POSSESSIVES or owner.endswith(("'s", "’s"))) or tokens.lower(at + 1) not in (
        ",",
        ".",
        "",
    ):
        return None
    source = span_of(tokens, index + 1, at)
    if tokens.lower(at + 1) == "," and index < 3:
        contents = extent.trim(tokens, at + 2, extent.clause_end(tokens, at + 2))
    else:
        contents = extent.before(tokens, index, sentence.floor())
        if contents and tokens.lower(index - 1) == ",":
            contents += extent.resumed(tokens, at + 1, quoted=False)
    return (
        Attribution(source, span_of(tokens, at, at + 1), contents, "say", "according") if contents else None
    )


def read_as(sentence: Sentence, index: int) -> Attribution | None:
    """Read `..., as X put it`."""
    tokens = sentence.tokens
    at = next(
        (
            at
            for at in range(index + 2, min(len(tokens), index + 14))
            if tokens.lowers[at] in ("put", "puts") and tokens.lower(at + 1) == "it"
        ),
        None,
    )
    if at is None:
        return None
    subject = subject_before(tokens, at)
    if index == 0 or (index == 1 and tokens.lowers[0] in ("and", "but", "or")):
        start = extent.behind_adjuncts(tokens, at + 2)
        start += tokens.lower(start) in (",", ":")
        said = extent.trim(tokens, start, extent.clause_end(tokens, start)) if start < len(tokens) else []
        if subject is None or subject[0] <= index or not said:
            return None
        return Attribution(span_of(tokens, *subject), span_of(tokens, at, at + 2), said, "put", "according")
    if tokens.lower(index - 1) != ",":
        return None
    contents = extent.before(tokens, index, sentence.floor())
    if subject is None or subject[0] <= index or not contents:
        return None
    contents += extent.resumed(tokens, at + 2, quoted=False)
    return Attribution(span_of(tokens, *subject), span_of(tokens, at, at + 2), contents, "put", "according")


def read_noun(sentence: Sentence, index: int) -> Attribution | None:
    """Read "their claim that ..." and "allegations that ..."."""
    tokens = sentence.tokens
    following = tokens.lower(index + 1)
    start = index + 1
    by: Span | None = None
    if following in ("by", "from"):
        by = extent.named_after(tokens, index + 2)
        if by is None:
            return None
        start = by[1]
        following = tokens.lower(start)
    if tokens.lowers[index] in ("statement", "report", "announcement", "comment", "testimony") and any(
        lower in ("in", "at", "during") for lower in tokens.lowers[max(0, index - 3) : index]
    ):
        return None
    owner = _owner(sentence, index)
    accusing = tokens.lowers[index].startswith(
        (
            "allegation",
            "accusation",
            "fear",
            "threat",
            "warning",
            "criticism",
            "complaint",
            "denial",
            "hope",
        )
    )
    if following in ("of", "about") and not (
        accusing and (owner or by or tokens.lowers[index].startswith(("allegation", "accusation")))
    ):
        return None
    if following not in ("that", "of", "about"):
        return None
    stop = extent.clause_end(tokens, start)
    if following == "that" and not extent.has_verb(tokens, start + 1, stop):
        return None
    if following == "that" and predicates.is_clause_subject(tokens, index):
        stop = predicates.main_verb(tokens, start + 1, stop) or stop
    contents = extent.trim(tokens, start + (0 if following == "that" else 1), stop)
    source = span_of(tokens, *by) if by else span_of(tokens, *owner) if owner else None
    lemma = tokens.lowers[index].removesuffix("s")
    return (
        Attribution(source, span_of(tokens, index, index + 1), contents, lemma, "noun") if contents else None
    )


def _owner(sentence: Sentence, noun: int) -> Span | None:
    """Find the possessor of a noun: "his", "the minister's"."""
    tokens = sentence.tokens
    for at in range(noun - 1, max(-1, noun - 4), -1):
        lower = tokens.lowers[at]
        if lower in POSSESSIVES:
            return at, at + 1
        if lower.endswith(("'s", "’s", "s'", "s’")) or (lower in ("'", "’") and at):
            return subject_before(tokens, at + 1)
        if lower in DETERMINERS or lower in PREPOSITIONS or not lower.isalpha():
            return None
    return None
