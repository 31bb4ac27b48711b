"""Noun phrases beside a cue: who says it, found by where a phrase can begin and end."""

from whence.statements import roles
from whence.statements.tokens import (
    AUXILIARIES,
    BE,
    DAYS,
    DETERMINERS,
    PERSONAL,
    POSSESSIVES,
    PREPOSITIONS,
    QUOTE,
    SUBJECT_PRONOUNS,
    SUBORDINATORS,
    TIMES,
    Tokens,
    is_adverb,
    is_name,
    is_verb,
)
from whence.statements.wordlists import word_set

# Longest subject looked at, in tokens: a title, a name and an appositive.
LONGEST = 45
BREAKS = frozenset(
    {QUOTE, ";", ":", "—", "--", "---", "–", "(", ")", "[", "]", "!", "?", "…", "•", "*", "|", "-"}
)
MARKS = frozenset(",.;:—–()[]!?\"'“”‘’…-•*|$%&#@/")
# Longest bracket inside a phrase, in tokens: "the Port Workers Union (PWU) chief".
_LONGEST_BRACKET = 7
PERIODS = word_set("week month year night morning evening summer spring winter autumn fall")
_LEFT_STOPS = BREAKS | SUBORDINATORS | PERSONAL | {"not"}


def verb_group_begin(tokens: Tokens, verb: int) -> int:
    """Give the index where the verb's group begins: its auxiliaries and adverbs."""
    index = verb
    while index > 0 and (tokens.lowers[index - 1] in AUXILIARIES or is_adverb(tokens.lowers[index - 1])):
        index -= 1
    # "On Monday also ..." cannot be, but a clause may open with an adverb: leave those that open it.
    return index


def subject_before(tokens: Tokens, stop: int) -> tuple[int, int] | None:
    """Find the subject that ends just before token `stop`.

    Args:
        tokens: the sentence.
        stop: index where the verb group begins.

    Returns:
        Token indexes (first, end) with any appositive between commas, or None where nothing before the
        verb can be a subject.
    """
    stop = _before_time(tokens, stop)
    last = stop - 1
    if last < 0:
        return None
    if tokens.lowers[last] == ")":
        last = _before_bracket(tokens, last)
        if last < 0:
            return None
    lower = tokens.lowers[last]
    if lower in SUBJECT_PRONOUNS or lower in ("which", "that", "others", "some", "many"):
        if lower == "that" and not _relative_that(tokens, last):
            return None
        return last, stop
    if lower == ",":
        return _subject_with_appositive(tokens, last)
    first = _scan_left(tokens, last)
    first = _skip_adjunct(tokens, first, stop)
    return (first, stop) if _can_be_subject(tokens, first, stop) else None


def _before_time(tokens: Tokens, stop: int) -> int:
    """Step back over a time between a subject and its verb: "Venn on Monday said", "Venn last week said"."""
    at = stop
    if tokens.lower(at - 1) in PERIODS and tokens.lower(at - 2) in ("last", "this", "earlier"):
        at -= 2
    elif tokens.lower(at - 1) in DAYS or tokens.lower(at - 1) in ("today", "yesterday"):
        at -= 1
        if tokens.lower(at - 1) in ("late", "early", "last"):
            at -= 1
        if tokens.lower(at - 1) == "on":
            at -= 1
    before = tokens.lower(at - 1)
    sure = before == "," or (before.isalpha() and before not in PREPOSITIONS and not is_verb(before))
    return at if at != stop and at > 1 - (before != ",") and sure else stop


def _before_bracket(tokens: Tokens, close: int) -> int:
    """Give the last token before the bracket that closes at `close`; -1 where none opens near it."""
    for at in range(close - 1, max(-1, close - 12), -1):
        if tokens.lowers[at] == "(":
            return at - 1
    return -1


def _names_in_bracket(tokens: Tokens, close: int) -> bool:
    """Tell whether a short name stands in a bracket behind a name: "the Port Workers Union (PWU)"."""
    last = _before_bracket(tokens, close)
    return last >= 0 and close - last < _LONGEST_BRACKET and is_name(tokens.words[last])


def _relative_that(tokens: Tokens, index: int) -> bool:
    """Tell whether the "that" at `index` stands for the noun before it."""
    before = tokens.lower(index - 1)
    return before[:1].isalpha() and not (
        before in SUBORDINATORS
        or before in PREPOSITIONS
        or before in AUXILIARIES
        or is_verb(before)
        or before in ("and", "but", "or")
    )


def _subject_with_appositive(tokens: Tokens, comma: int) -> tuple[int, int] | None:
    """Find `Name, appositive,` or `the minister, Name,` whose closing comma stands at `comma`."""
    commas = _commas_before(tokens, comma)
    for place, at in enumerate(commas[:-1]):
        # Commas are looked at from the right; the segment between `at` and the one before is the candidate.
        outer = commas[place + 1]
        last = _before_bracket(tokens, at - 1) if tokens.lower(at - 1) == ")" else at - 1
        if last < 0:
            return None
        first = _skip_adjunct(tokens, max(outer + 1, _scan_left(tokens, last)), at)
        if first >= at or not _can_be_subject(tokens, first, at) or tokens.lowers[first] in SUBJECT_PRONOUNS:
            return None
        if _is_aside(tokens, at, commas[place - 1] if place else comma):
            continue
        if _heads_appositive(tokens, first, at, outer):
            return first, comma + 1
    return None


def _commas_before(tokens: Tokens, comma: int) -> list[int]:
    """Give the commas before `comma` in its clause, the nearest first, then the place before the clause."""
    found: list[int] = []
    at = comma - 1
    floor = max(-1, comma - LONGEST)
    while at > floor:
        lower = tokens.lowers[at]
        if lower == ",":
            found.append(at)
            if len(found) == 5:
                break
        elif lower == ")" and at + 1 < comma and _before_bracket(tokens, at) > floor:
            at = _before_bracket(tokens, at) + 1
        elif lower in BREAKS and lower != "-":
            break
        at -= 1
    if not found or tokens.lower(comma - 1) == QUOTE:
        return []
    return [*found, at]


def _is_aside(tokens: Tokens, begin: int, end: int) -> bool:
    """Tell whether the segment between two commas is a place or a party within a name: "Ost, Merin,"."""
    return (
        end - begin <= 3
        and not (end - begin == 3 and _opens_with_role(tokens, begin))
        and is_name(tokens.words[begin + 1])
        and is_name(tokens.words[begin - 1])
        and (
            tokens.lower(begin - 2) in ("of", "in", "from", "at", "near")
            or tokens.lower(begin - 3) in ("of", "in", "from", "at", "near")
        )
    )


def _opens_with_role(tokens: Tokens, comma: int) -> bool:
    """Tell whether an office stands before a comma: "the president of Corva" is followed by a name."""
    for at in range(comma - 1, max(-1, comma - 8), -1):
        if tokens.lowers[at] in roles.ROLES:
            return True
        if tokens.lowers[at] == "," or tokens.lowers[at] in BREAKS:
            return False
    return False


def _heads_appositive(tokens: Tokens, first: int, end: int, outer: int) -> bool:
    """Tell whether the segment `first`..`end` is what the appositive behind it describes."""
    if tokens.lowers[end - 1].isdigit() and end - first == 1:
        return False
    following = tokens.lower(end + 1)
    if (
        following in PERSONAL
        or (following in SUBORDINATORS and following not in ("who", "which", "whose"))
        or following in ("and", "but", "or")
    ):
        return False
    described = (
        tokens.lowers[first] in DETERMINERS
        or tokens.lowers[first] in POSSESSIVES
        or tokens.lowers[first] == "one"
        or any(lower.endswith(("'s", "’s")) for lower in tokens.lowers[first:end])
    )
    if is_name(tokens.words[end + 1]) and following not in DETERMINERS and following not in POSSESSIVES:
        # "the minister, Mara Venn," names whom it describes; "in Ost, Mara Venn," does not.
        return described and not any(is_verb(lower) for lower in tokens.lowers[first:end])
    opens = outer < 0 or tokens.lowers[outer] != "," or is_name(tokens.words[first]) or described
    return opens and not any(lower in SUBORDINATORS for lower in tokens.lowers[first:end])


def _scan_left(tokens: Tokens, last: int) -> int:
    """Walk left from a phrase's last token to its first."""
    at = last
    floor = max(0, last - LONGEST)
    while at > floor:
        lower = tokens.lowers[at - 1]
        if lower == ")" and _names_in_bracket(tokens, at - 1):
            at = _before_bracket(tokens, at - 1) + 1
            continue
        if lower in _LEFT_STOPS:
            break
        if lower in ("but", "as", "until", "before", "after", "which", "who", "that", "whom"):
            if lower in ("as", "before", "after", "until") and not _opens_clause(tokens, at - 1):
                at -= 1
                continue
            break
        if lower in ("and", "or") and not _joins_names(tokens, at - 1):
            break
        if lower == "," and not _comma_in_list(tokens, at - 1, last):
            break
        if lower == "." and not abbreviates(tokens, at - 1):
            break
        past = lower.endswith("ed") and len(lower) > 4
        if (past or is_verb(lower)) and not verb_in_phrase(tokens, at - 1):
            break
        at -= 1
    return at


def _opens_clause(tokens: Tokens, index: int) -> bool:
    before = tokens.lower(index - 1)
    return before in ("", ",", QUOTE, ".", "just", "even") or tokens.lowers[index] == "as"


def _joins_names(tokens: Tokens, index: int) -> bool:
    """Tell whether the "and" at `index` joins two phrases rather than two clauses."""
    following, before = tokens.lower(index + 1), tokens.lower(index - 1)
    if following in PERSONAL or before in (",", "", QUOTE) or following in ("that", "also", "then"):
        return False
    at = index - 1
    while at >= 0 and tokens.lowers[at] not in (",", ";", QUOTE, "—", ":"):
        if is_verb(tokens.lowers[at]) or tokens.lowers[at] in PERSONAL or tokens.lowers[at] in SUBORDINATORS:
            return False
        at -= 1
    return True


def _comma_in_list(tokens: Tokens, index: int, last: int) -> bool:
    """Tell whether the comma at `index` stands in "A, B and C", not between clauses."""
    if index + 2 > last or index == 0:
        return False
    if tokens.lower(index + 1) in ("jr", "sr", "ii", "iii"):
        return True
    if not (is_name(tokens.words[index + 1]) and is_name(tokens.words[index - 1])):
        return False
    at = index + 1
    while at <= last:
        if tokens.lowers[at] == "and":
            return at + 1 <= last and is_name(tokens.words[at + 1]) and tokens.lower(index - 1) not in TIMES
        if not (is_name(tokens.words[at]) or tokens.lowers[at] in (",", ".")):
            return False
        at += 1
    return False


def abbreviates(tokens: Tokens, index: int) -> bool:
    """Tell whether the full stop at `index` belongs to "Mr." or an initial."""
    return index > 0 and is_name(tokens.words[index - 1]) and tokens.begins[index] == tokens.ends[index - 1]


def verb_in_phrase(tokens: Tokens, index: int) -> bool:
    """Tell whether what looks like a verb is part of a phrase: "the newly released report", "Will Hunt"."""
    before = tokens.lower(index - 1)
    word = tokens.words[index]
    if word[:1].isupper() and index > 0 and before not in ("", ".", QUOTE):
        return True
    if (
        before in DETERMINERS
        or before in POSSESSIVES
        or (is_adverb(before) and tokens.lower(index - 2) in DETERMINERS)
    ):
        return tokens.lowers[index] not in AUXILIARIES
    # A participle behind its noun: "a report released by", "the man accused of".
    following = tokens.lower(index + 1)
    led = following in ("by", "of", "in", "from", "at", "last") or (
        following in ("out", "up", "off") and tokens.lower(index + 2) == "by"
    )
    return led and tokens.lowers[index] not in AUXILIARIES and (_determiner_before(tokens, index))


def _determiner_before(tokens: Tokens, index: int) -> bool:
    at = index - 1
    while at >= max(0, index - 5):
        lower = tokens.lowers[at]
        if lower in DETERMINERS:
            return at == 0 or tokens.lowers[at - 1] in (",", QUOTE, "but", "and", "that")
        if is_verb(lower) or lower in PREPOSITIONS or lower in MARKS:
            return False
        at -= 1
    return False


def _skip_adjunct(tokens: Tokens, first: int, stop: int) -> int:
    """Step over what opens the clause before its subject: "On Tuesday", "In a statement", "Later"."""
    at = first
    while at < stop - 1 and (
        tokens.lowers[at]
        in (
            "and",
            "but",
            "or",
            "so",
            "yet",
            "then",
            "also",
            "now",
            "still",
            "meanwhile",
            "however",
            "even",
            "just",
        )
        or (
            is_adverb(tokens.lowers[at])
            and tokens.lowers[at] not in ("both", "almost", "nearly", "all", "either")
        )
        or (
            (tokens.lowers[at] in TIMES or (tokens.lowers[at] in PERIODS and tokens.lower(at - 1) in TIMES))
            and tokens.lower(at + 1) not in (".",)
            and at + 1 < stop
            and not (tokens.lowers[at] in ("may", "april", "june", "august", "march") and at == stop - 2)
        )
    ):
        at += 1
    if tokens.lowers[at] not in PREPOSITIONS or tokens.lowers[at] in (
        "of",
        "like",
        "about",
        "over",
        "despite",
    ):
        return at
    return _behind_preposition(tokens, at, stop)


def _behind_preposition(tokens: Tokens, at: int, stop: int) -> int:
    """Give where the subject begins behind a leading "In Ost", "At a rally"; `stop` where there is none."""
    index = at + 1
    seen_noun = False
    while index < stop:
        lower, word = tokens.lowers[index], tokens.words[index]
        starts = lower in DETERMINERS or lower in POSSESSIVES or lower in SUBJECT_PRONOUNS
        opens = starts or (is_name(word) and not is_name(tokens.words[index - 1]))
        joined = tokens.lowers[index - 1] in PREPOSITIONS or tokens.lowers[index - 1] == "and"
        if seen_noun and opens and not joined:
            return index
        if seen_noun and is_name(word) and tokens.lowers[index - 1] in TIMES and lower not in TIMES:
            return index
        if lower not in PREPOSITIONS and not starts:
            seen_noun = True
        index += 1
    return stop


def _can_be_subject(tokens: Tokens, first: int, stop: int) -> bool:
    if first >= stop:
        return False
    lower = tokens.lowers[first]
    if (
        lower in MARKS
        or lower == QUOTE
        or lower in ("to", "not", "of", "than", "and", "or", "but", "nor", "as")
    ):
        return False
    if stop - first == 1:
        return lower not in DETERMINERS or lower in (
            "this",
            "that",
            "those",
            "some",
            "many",
            "both",
            "all",
            "each",
            "another",
        )
    last = tokens.lowers[stop - 1]
    return (
        last not in PREPOSITIONS
        and last not in DETERMINERS
        and last not in POSSESSIVES
        and last not in SUBORDINATORS
        and last not in ("and", "or", "not", "but", "yet", "nor")
    )


def is_passive(tokens: Tokens, begin: int, verb: int) -> bool:
    """Tell whether the verb group `begin`..`verb` is passive: its last auxiliary is a form of "be"."""
    for index in range(verb - 1, begin - 1, -1):
        lower = tokens.lowers[index]
        if lower in AUXILIARIES:
            return lower in BE
    return False
