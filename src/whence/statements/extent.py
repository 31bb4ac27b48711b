"""How far what is said reaches: the clause behind a cue, the clause before it, and what stands between."""

from whence.statements.following import subject_after
from whence.statements.lexicon import NEEDS_PROOF, VERBS
from whence.statements.phrases import PERIODS, subject_before, verb_group_begin
from whence.statements.tokens import (
    AUXILIARIES,
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

Span = tuple[int, int]
_TERMINAL = frozenset(".!?…")
_ADJUNCT_OPENERS = word_set(
    """
    following in on at during to via through by from with after before into of about for amid over
    as against upon under beside
    """
)
_EDGE = frozenset(",;:—–-") | {"--", "---"}
_CONTENT_OPENERS = frozenset({"that", "whether", QUOTE, ":", ","})
_TIME_CLAUSE = word_set("when if as after while once before since though although asked")
# Past forms too often something else to end a noun phrase, yet enough for a clause.
PASTS = word_set("left saw lay heard meant lent bore woke hid rang sank swam sang drank shook spread struck")
_LEADING = word_set("but and yet so still")


def is_end(tokens: Tokens, index: int) -> bool:
    """Tell whether the token at `index` ends a sentence rather than an abbreviation."""
    if tokens.lower(index) not in _TERMINAL:
        return False
    if index + 1 >= len(tokens) or tokens.lower(index + 1) == QUOTE:
        return True
    if tokens.lowers[index] != ".":
        return True
    return index > 0 and not is_name(tokens.words[index - 1])


def trim(tokens: Tokens, start: int, stop: int) -> list[Span]:
    """Give the span of tokens `start`..`stop` without the marks at its edges, as a list of at most one."""
    while start < stop and (tokens.lowers[start] in _EDGE or tokens.lowers[start] in (")", ".")):
        start += 1
    while stop > start and (
        tokens.lowers[stop - 1] in _EDGE
        or tokens.lowers[stop - 1] in ".!?…"
        or tokens.lowers[stop - 1] in ("and", "but", "(")
    ):
        if tokens.lowers[stop - 1] == "." and _is_abbreviation(tokens, stop - 1):
            break
        stop -= 1
    if stop < len(tokens) and tokens.lowers[stop] == "." and stop > start and _is_abbreviation(tokens, stop):
        stop += 1
    if start >= stop or all(not word[0].isalnum() and word != QUOTE for word in tokens.lowers[start:stop]):
        return []
    return [(tokens.begins[start], tokens.ends[stop - 1])]


def _is_abbreviation(tokens: Tokens, index: int) -> bool:
    """Tell whether the full stop at `index` belongs to "a.m." or an initial."""
    return index > 0 and "." in tokens.words[index - 1] and tokens.words[index - 1].replace(".", "").isalpha()


def clause_end(tokens: Tokens, start: int) -> int:
    """Give where the clause that begins at token `start` ends, as a token index."""
    at = start
    if tokens.lower(at) in _EDGE:
        at += 1
    while at < len(tokens):
        lower = tokens.lowers[at]
        if lower == QUOTE and _quote_ends(tokens, at):
            return at + 1
        if lower == ";" or is_end(tokens, at):
            return at
        if lower == "according" and tokens.lower(at + 1) == "to":
            return at
        if lower == "," and _breaks_off(tokens, at, start):
            return at
        if lower in ("and", "but") and _new_predicate(tokens, at):
            return at
        at += 1
    return at


def _quote_ends(tokens: Tokens, index: int) -> bool:
    """Tell whether a quotation ends what is said: its own last mark ends a sentence."""
    inner = tokens.words[index].rstrip("\"'”’»“ ")
    return inner[-1:] in (".", "!", "?") and index + 1 < len(tokens) and is_name(tokens.words[index + 1])


def _breaks_off(tokens: Tokens, comma: int, start: int) -> bool:
    """Tell whether the clause ends at this comma."""
    following = tokens.lower(comma + 1)
    form = VERBS.get(following)
    if form is None and is_adverb(following):
        form = VERBS.get(tokens.lower(comma + 2))
    if form is not None and form.form == "ing" and form.frame in ("say", "tell", "object"):
        return True
    if following == "referring":
        return True
    if following in ("according", "per", "citing"):
        return True
    if form is not None and form.form in ("past", "s") and form.frame in ("say", "tell"):
        # "..., who ran the depot, said": the verb goes back to the sentence's subject.
        return True
    if following in ("and", "but"):
        return _new_predicate(tokens, comma + 1) or _new_speaker(tokens, comma + 2)
    if tokens.lower(0) in _TIME_CLAUSE and comma < 25 and _new_speaker(tokens, comma + 1):
        return True
    if following in ("while", "although", "though", "whereas"):
        return _new_speaker(tokens, comma + 2)
    return _speaker_aside(tokens, comma)


def _new_predicate(tokens: Tokens, conjunction: int) -> bool:
    """Tell whether "and" is followed by another cue verb of the same speaker: "and said"."""
    at = conjunction + 1
    while at < len(tokens) and (is_adverb(tokens.lowers[at]) or tokens.lowers[at] in ("has", "have", "had")):
        at += 1
    form = VERBS.get(tokens.lower(at))
    if form is None or form.form == "base":
        return False
    if form.form == "ing":
        return form.frame in ("say", "tell", "object") and not is_adverb(tokens.lower(conjunction + 1))
    return form.frame in ("say", "tell") or form.frame == "object"


def _new_speaker(tokens: Tokens, start: int) -> bool:
    """Tell whether a new subject with a cue verb begins at `start`."""
    limit = min(len(tokens), start + 14)
    for at in range(start, limit):
        lower = tokens.lowers[at]
        form = VERBS.get(lower)
        if (
            form is not None
            and form.form in ("past", "s", "base")
            and form.frame in ("say", "tell", "think")
            and at > start
        ):
            return tokens.lower(at - 1) not in DETERMINERS and tokens.lower(at - 1) != "to"
        if lower in (",", ";", QUOTE) or (is_verb(lower) and form is None and lower not in AUXILIARIES):
            return False
    return False


def _speaker_aside(tokens: Tokens, comma: int) -> bool:
    """Tell whether ", X said" closes the sentence behind this comma: then what follows is its speaker."""
    limit = min(len(tokens), comma + 14)
    for at in range(comma + 1, limit):
        lower = tokens.lowers[at]
        form = VERBS.get(lower)
        if form is not None and form.form in ("past", "s") and form.frame == "say" and at > comma + 1:
            edge = behind_adjuncts(tokens, at + 1)
            return (
                tokens.lower(edge) in ("", ".")
                and subject_before(tokens, verb_group_begin(tokens, at)) is not None
            )
        if lower in (",", ";", QUOTE) or (is_verb(lower) and lower not in AUXILIARIES):
            return False
    return False


def behind_inserted(tokens: Tokens, start: int) -> int:
    """Step over `, in a piece for the Ledger,` where a clause or quotation follows."""
    if tokens.lower(start) != "," or tokens.lower(start + 1) not in (
        "in",
        "on",
        "at",
        "during",
        "to",
        "via",
        "through",
        "by",
        "citing",
        "quoting",
    ):
        return start
    for at in range(start + 2, min(len(tokens), start + 18)):
        if tokens.lowers[at] == ",":
            return at + 1 if tokens.lower(at + 1) in ("that", QUOTE) else start
        if tokens.lowers[at] in (QUOTE, ".", ";"):
            return start
    return start


def behind_adjuncts(tokens: Tokens, start: int) -> int:
    """Step over times, places and manners behind a cue: "on Monday", "in a statement", "angrily"."""
    at = start
    limit = min(len(tokens), start + 24)
    while at < limit:
        lower = tokens.lowers[at]
        if (
            (lower in PERIODS and tokens.lower(at - 1) in TIMES)
            or lower in TIMES
            or (is_adverb(lower) and lower != "once")
            or lower.isdigit()
        ):
            at += 1
        elif lower in _ADJUNCT_OPENERS:
            ended = _adjunct_end(tokens, at)
            if ended is None:
                return at
            at = ended
        else:
            return at
    return at


def _adjunct_end(tokens: Tokens, preposition: int) -> int | None:
    """Give where a prepositional phrase ends; None where it has no clear end before a clause."""
    at = preposition + 1
    limit = min(len(tokens), preposition + 14)
    while at < limit:
        lower = tokens.lowers[at]
        if lower in _CONTENT_OPENERS or (
            lower in (".", ";", "—", "--", "–")
            and not (
                lower == "."
                and at + 1 < len(tokens)
                and is_name(tokens.words[at - 1])
                and is_name(tokens.words[at + 1])
            )
        ):
            return at
        if lower in _ADJUNCT_OPENERS and at > preposition + 1:
            return at
        if lower in PERSONAL and at > preposition + 1:
            return at
        if is_verb(lower) and lower != "set" and tokens.words[at] != "May":
            return None
        at += 1
    return at if at >= len(tokens) else None


def skip_to_content(tokens: Tokens, start: int) -> int:
    """Step over what stands between a cue and its content, where a clear opener follows it."""
    inserted = behind_inserted(tokens, start)
    if inserted != start:
        return inserted
    at = behind_adjuncts(tokens, start)
    inserted = behind_inserted(tokens, at)
    if inserted != at:
        return inserted
    lower = tokens.lower(at)
    if at == start:
        return _behind_mark(tokens, at)
    if lower in ("that", "whether", QUOTE, ":") or (lower == "," and tokens.lower(at + 1) in (QUOTE, "that")):
        return _behind_mark(tokens, at)
    if lower in PERSONAL or lower in DETERMINERS or lower in POSSESSIVES or lower in ("it", "there"):
        return at
    # "said Monday the deal": only times are stepped over where a bare clause follows.
    at = start
    while (
        tokens.lower(at) in TIMES
        or (tokens.lower(at) == "on" and tokens.lower(at + 1) in TIMES)
        or (tokens.lower(at).isdigit() and at > start)
    ):
        at += 1
    return at


def _behind_mark(tokens: Tokens, at: int) -> int:
    if tokens.lower(at) in (":", ",") and tokens.lower(at + 1) in (QUOTE, "that"):
        return at + 1
    return at + 1 if tokens.lower(at) == ":" else at


def has_verb(tokens: Tokens, start: int, stop: int) -> bool:
    """Tell whether some token from `start` to `stop` is or may be a verb."""
    for at in range(start, stop):
        lower = tokens.lowers[at]
        if (
            lower == QUOTE
            or lower in PASTS
            or is_verb(lower)
            or lower in VERBS
            or lower.endswith(("'s", "'re", "'ll", "’s", "’re", "’ll", "'d", "’d", "n't", "n’t"))
        ):
            return True
        if lower.endswith("ed") and len(lower) > 4:
            return True
    return False


def is_clause(tokens: Tokens, start: int, stop: int) -> bool:
    """Tell whether a bare clause (a subject, then a verb) stands from `start` to `stop`."""
    if stop - start < 2:
        return False
    first = tokens.lowers[start]
    if first == QUOTE:
        return True
    starts = (
        first in PERSONAL
        or first in DETERMINERS
        or first in POSSESSIVES
        or first in ("it", "there", "you", "many", "most", "one", "nothing", "if", "when", "not")
        or is_name(tokens.words[start])
        or first[0].isdigit()
        or first.endswith("s")
        or first.isalpha()
    )
    if first in ("about", "over", "around") and _counts(tokens, start + 1):
        starts = True
    elif first in PREPOSITIONS and first not in ("of", "by", "about", "to"):
        starts = tokens.lower(start + 1) != QUOTE
    elif first in PREPOSITIONS:
        return False
    if not starts:
        return False
    if first.endswith(("'s", "’s", "'re", "’re", "'ve", "’ve", "'ll", "’ll", "i'm", "i’m", "'d", "’d")):
        return True
    return has_verb(tokens, start + 1, stop)


def _counts(tokens: Tokens, at: int) -> bool:
    lower = tokens.lower(at)
    return (
        lower[:1].isdigit()
        or lower in ("half", "one", "two", "three", "four", "five", "six", "ten")
        or (
            lower == "a"
            and tokens.lower(at + 1) in ("dozen", "hundred", "thousand", "third", "quarter", "million")
        )
    )


def before(tokens: Tokens, stop: int, floor: int) -> list[Span]:
    """Give the content that stands before token `stop`, not reaching back behind character `floor`."""
    start = 0
    at = stop - 1
    while at >= 0:
        if tokens.lowers[at] == ";" or tokens.begins[at] < floor:
            start = at + 1
            break
        at -= 1
    while start < stop and (
        tokens.lowers[start] in _EDGE
        or tokens.lowers[start] in (".", "and")
        or (start == 0 and tokens.lowers[start] in _LEADING)
    ):
        start += 1
    # A quotation that fills a sentence of its own does not draw the sentence before it in.
    last = stop - 1
    while last > start and tokens.lowers[last] in _EDGE:
        last -= 1
    if tokens.lowers[last] == QUOTE and last > start and _stands_alone(tokens, last):
        start = last
    return trim(tokens, start, stop)


def _stands_alone(tokens: Tokens, quote: int) -> bool:
    before_it = tokens.lower(quote - 1)
    return before_it in (".", ":", "!", "?") or (before_it == "," and tokens.words[quote][1:2].isupper())


def resumed(tokens: Tokens, edge: int, *, quoted: bool) -> list[Span]:
    """Give the content that goes on behind a cue in its midst: `"A," he said, "B."`.

    Args:
        tokens: the sentence.
        edge: index behind the cue and its subject.
        quoted: whether what stands before the cue is a quotation, which only a quotation resumes.
    """
    at = edge
    if tokens.lower(at) in PREPOSITIONS or tokens.lower(at) in TIMES:
        at = behind_adjuncts(tokens, at)
    if tokens.lower(at) == QUOTE and at > edge:
        return [(tokens.begins[at], tokens.ends[at])]
    if tokens.lower(at) not in (",", "—", "--", "–", ":"):
        return []
    following = tokens.lower(at + 1)
    if following == QUOTE:
        return [(tokens.begins[at + 1], tokens.ends[at + 1])]
    if quoted or following in PREPOSITIONS:
        return []
    if following in ("and", "but"):
        return _resumed_clause(tokens, at + 2)
    form = VERBS.get(following)
    if (form is not None and form.form == "ing") or following in (
        "who",
        "which",
        "adding",
        "citing",
        "according",
        "in",
        "and",
        "as",
        "while",
        "but",
        "after",
        "before",
        "when",
        "with",
        "referring",
        "speaking",
    ):
        return []
    if following == "where" or (is_adverb(following) and following not in ("not", "even")):
        return []
    stop = clause_end(tokens, at + 1)
    return trim(tokens, at + 1, stop) if has_verb(tokens, at + 1, stop) else []


def _resumed_clause(tokens: Tokens, start: int) -> list[Span]:
    """Give the clause that goes on behind "A, she said, and": it has a verb and quotes nobody else."""
    stop = clause_end(tokens, start)
    if stop - start < 3 or not has_verb(tokens, start, stop):
        return []
    for lower in tokens.lowers[start : min(stop, start + 14)]:
        form = VERBS.get(lower)
        if form is not None and form.frame in ("say", "tell", "object") and form.lemma not in NEEDS_PROOF:
            return []
    return trim(tokens, start - 1, stop)


def main_subject(tokens: Tokens) -> Span | None:
    """Give the subject of the sentence's first verb, as token indexes."""
    comma = next((at for at, lower in enumerate(tokens.lowers[:9]) if lower == ","), 0)
    opens = tokens.lower(0) in DETERMINERS or (
        comma and is_name(tokens.words[0]) and tokens.lower(0) not in PREPOSITIONS
    )
    if comma and opens and not has_verb(tokens, 0, comma) and tokens.lower(comma + 1) in VERBS:
        # "The minister, asked about it, ..."
        return 0, comma
    if comma and is_name(tokens.words[0]) and opens and not has_verb(tokens, 0, comma):
        described = tokens.lower(comma + 1)
        if described[:2] in ("r-", "d-") or described in ("who", "a", "an", "the") or described.isdigit():
            # "Sen. Mara Venn, D-Ost., ..."
            return 0, comma
    for at, lower in enumerate(tokens.lowers):
        if is_verb(lower) or (lower in VERBS and VERBS[lower].form in ("s", "past")):
            begin = verb_group_begin(tokens, at)
            subject = subject_before(tokens, begin)
            if subject is not None:
                return subject
            if at > 12:
                return None
    return None


def named_after(tokens: Tokens, start: int, *, appositive: bool = True) -> Span | None:
    """Give the phrase that names a source behind a preposition: "according to the ministry's report"."""
    lower = tokens.lower(start)
    if lower in ("me", "him", "her", "them", "us", "you"):
        return start, start + 1
    return subject_after(tokens, start, appositive=appositive)
