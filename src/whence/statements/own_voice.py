"""The outlet's own voice: the propositions of a unit that are attributed to nobody."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from whence.settings import StatementSettings
from whence.statements.attributions import Attribution
from whence.statements.extent import PASTS
from whence.statements.tokens import AUXILIARIES, PREPOSITIONS, SUBORDINATORS, is_adverb, is_verb
from whence.statements.units import Unit
from whence.statements.wordlists import word_set

Span = tuple[int, int]
_WORD = re.compile(r"\w+")
_PLAIN_WORD = re.compile(r"(?<![@#/\w])\w+")
# What may join a clause of the outlet's to what is attributed before it.
_JOINT_BEFORE = re.compile(
    r"[\s,]*(?:[;:—–]|--|[.!?][”\"’']?\s)\s*(?:(?:and|but|yet|so|while)\b)?|[\s,]*\b(?:and|but|yet|so|while|whereas|although|though)\b"
)
# ... and to what is attributed behind it.
_JOINT_AFTER = re.compile(
    r"(?:[\s,]+(?:(?:in|of|at|for|with|by|during|under|on|from)\s)?(?:which|that|who|whom|whose)"
    r"|[\s,]+(?:and|but|yet|as|while|whereas|when|where|because|after|before|since|if|although|though))+\s*\Z"
    r"|[;:—–.!?]\s*\Z|--\s*\Z",
    re.IGNORECASE,
)
# Longest joint looked for at the end of a piece, in code points.
_LONGEST_JOINT = 24
# Words between a source and its cue beyond which the source is another clause's subject.
_MOST_BETWEEN = 3
_SMALL = word_set("a an and at by for from in nor of on or the to via with")
_OPENS_ADJUNCT = (PREPOSITIONS | SUBORDINATORS) - {"that", "so", "then", "once"}
_LEADING = word_set("even just but and yet so also only still")
# Words that a clause cut in its midst ends with.
_OPEN_ENDS = (AUXILIARIES | PREPOSITIONS) | word_set("some those the a an includes including such and or")
_SENTENCE_END = re.compile(r"[.!?]\s")
_RELATIVES = frozenset({"who", "which", "that"})
_RELATIVE = re.compile(r",\s(?:who|which|whose|whom)\b")
_PLURAL_OPENERS = word_set("they we you i")


class _Taken(NamedTuple):
    """A stretch that is somebody else's.

    Attributes:
        begin: first code point.
        end: end, exclusive.
        whole: whether a clause before it may end right there: its subject is not among its own words.
        noun: whether its cue is a noun, which belongs to the clause before it.
    """

    begin: int
    end: int
    whole: bool
    noun: bool


def find_own_voice(
    text: str, unit: Unit, settings: StatementSettings, *, headline: bool = False
) -> Iterator[tuple[Span, ...]]:
    """Find what a unit says in the outlet's own voice.

    A sentence that attributes nothing counts whole. Of others, only clauses count that are joined to what
    is attributed by a conjunction, a relative or a strong mark, and that have a verb: what introduces a
    speaker or trails behind a quotation is no proposition.

    Args:
        text: the field.
        unit: the unit with its attributions.
        settings: the fewest words.
        headline: whether the field is a title, where names alone may be a statement.

    Yields:
        The spans of each proposition, in order.
    """
    taken = sorted(_taken(text, unit.attributions))
    for begin, end in unit.sentences:
        here = [span for span in taken if span.begin < end and begin < span.end]
        if not here:
            whole = _trim(text, begin, end)
            if whole is not None and _is_sentence(text, whole, end, settings, headline=headline):
                yield (whole,)
            continue
        yield from _propositions(text, (begin, end), here, settings)


def _is_sentence(text: str, span: Span, end: int, settings: StatementSettings, *, headline: bool) -> bool:
    """Tell whether a sentence that attributes nothing states something."""
    words = _WORD.findall(text[slice(*span)])
    if len(words) < settings.shortest_own_voice or is_question(text, end):
        return False
    # "(AP Photo)", "Mara Venn, Daily Signal": names and labels alone.
    return headline or any(
        (word[0].islower() or word[0] > "\u00ff") and word not in _SMALL
        for word in _PLAIN_WORD.findall(text[slice(*span)])
    )


def is_question(text: str, end: int) -> bool:
    """Tell whether a sentence that ends at `end` asks."""
    return text[end - 1] == "?" or text[end - 2 : end] in ('?"', "?”", "?’", "?)")


# -- what is taken ---------------------------------------------------------------------------------------


def _taken(text: str, attributions: list[Attribution]) -> Iterator[_Taken]:
    for attribution in attributions:
        if attribution.parent is not None:
            continue
        if attribution.kind == "inferred":
            # Quoted words inside a sentence of the outlet's are part of what it says.
            for begin, end in attribution.contents:
                if _stands_apart(text, begin) or _SENTENCE_END.search(text, begin, end - 2):
                    yield _Taken(begin, end, True, False)
            continue
        if not _is_restrictive(text, attribution):
            yield from _taken_by(text, attribution)


def _is_restrictive(text: str, attribution: Attribution) -> bool:
    """Tell whether a cue stands in a clause that its sentence needs: "groups that oppose the plan must"."""
    source = attribution.source
    if source is None or attribution.cue is None or text[slice(*source)].lower() not in _RELATIVES:
        return False
    return text[max(0, source[0] - 1) : source[0]] == " " and text[max(0, source[0] - 2)].isalnum()


def _stands_apart(text: str, begin: int) -> bool:
    before = text[max(0, begin - 3) : begin].rstrip()
    return before[-1:] in ("", ":", ".", "!", "?", "\n", "”", '"')


def _taken_by(text: str, attribution: Attribution) -> Iterator[_Taken]:
    cue, noun = attribution.cue, attribution.kind == "noun"
    contents = [_Taken(*span, cue is None, False) for span in attribution.contents]
    if cue is None:
        yield from contents
        return
    source = attribution.source
    begin, end = cue
    adjacent = source is not None and _is_adjacent(text, source, cue)
    if adjacent and source is not None:
        begin, end = min(begin, source[0]), max(end, source[1])
    following = [span.begin for span in contents if span.begin >= end]
    if following and not re.search(r"[.;!?]\s", text[end : min(following)]):
        # Who was told, and where: "told reporters on Monday that".
        end = min(following)
    relative = adjacent and source is not None and text[slice(*source)].lower() in _RELATIVES
    yield _Taken(begin, end, relative or not (adjacent or attribution.kind == "according"), noun)
    yield from contents


def _is_adjacent(text: str, source: Span, cue: Span) -> bool:
    """Tell whether a source is the subject of its own cue rather than of a clause before it."""
    low, high = (source[1], cue[0]) if source[0] < cue[0] else (cue[1], source[0])
    if low >= high:
        return True
    between = [word.lower() for word in _WORD.findall(text[low : min(high, low + 200)])]
    return len(between) <= _MOST_BETWEEN and all(
        word in AUXILIARIES or is_adverb(word) or not (is_verb(word) or word.endswith("ed"))
        for word in between
    )


# -- what is left ----------------------------------------------------------------------------------------


def _propositions(
    text: str, sentence: Span, taken: list[_Taken], settings: StatementSettings
) -> Iterator[tuple[Span, ...]]:
    merged = _merge(taken)
    pieces: list[tuple[Span, _Taken | None, _Taken | None]] = []
    at: int = sentence[0]
    left: _Taken | None = None
    for stretch in merged:
        if stretch.begin > at:
            pieces.append(((at, stretch.begin), left, stretch))
        at, left = max(at, stretch.end), stretch
    if at < sentence[1]:
        pieces.append(((at, sentence[1]), left, None))
    subject: Span | None = None
    for span, before, after in pieces:
        if subject is not None and before is not None:
            rest = _trim(text, *span)
            if rest is not None and _opens_with_verb(text, rest) and after is None:
                yield subject, rest
                subject = None
                continue
        subject = None
        kept = _proposition(text, span, before, after)
        if kept is None:
            continue
        count = len(_WORD.findall(text[slice(*kept)]))
        if after is not None and not _has_verb(text, kept):
            # "The blast, which police said was gas, killed 12": the subject waits for its verb.
            subject = kept if before is None and _words(text, kept)[:1] not in _ADJUNCTS else None
        elif (
            count >= settings.shortest_remainder
            and _asserts(text, kept, cut=after is not None)
            and not is_question(text, span[1])
        ):
            yield (kept,)


_ADJUNCTS = [[word] for word in sorted(_OPENS_ADJUNCT)]


def _merge(taken: list[_Taken]) -> list[_Taken]:
    """Join stretches that touch, keeping what says how the first begins."""
    merged: list[_Taken] = []
    for span in taken:
        if merged and span.begin <= merged[-1].end + 1:
            last = merged[-1]
            merged[-1] = last._replace(end=max(last.end, span.end))
        else:
            merged.append(span)
    return merged


def _proposition(text: str, span: Span, left: _Taken | None, right: _Taken | None) -> Span | None:
    """Cut the joints off what lies between two taken stretches; None where nothing joins it."""
    begin, end = span
    if left is not None:
        joint = _JOINT_BEFORE.match(text, begin, end)
        if joint is None:
            return None
        begin = joint.end()
    if right is not None:
        cut = _cut_right(text, begin, end, right)
        if cut is None:
            return None
        end = cut
    trimmed = _trim(text, begin, end)
    if trimmed is None or (left is not None and _opens_with_verb(text, trimmed)):
        return None
    return trimmed


def _cut_right(text: str, begin: int, end: int, right: _Taken) -> int | None:
    """Give where a clause before a taken stretch ends; None where it only leads up to the stretch."""
    low = max(begin, end - _LONGEST_JOINT)
    joint = _JOINT_AFTER.search(text, low, end)
    if joint is not None:
        return joint.start()
    if right.noun:
        comma = text.rfind(",", begin, end)
        return comma if comma > begin else None
    return end if right.whole else None


def _words(text: str, span: Span) -> list[str]:
    return [word.lower() for word in _WORD.findall(text[slice(*span)])]


def _opens_with_verb(text: str, span: Span) -> bool:
    words = _words(text, (span[0], min(span[1], span[0] + 60)))
    at = next((index for index, word in enumerate(words) if not is_adverb(word)), len(words))
    return at < len(words) and (
        is_verb(words[at]) or (words[at].endswith("ed") and text[span[0]].islower() and len(words[at]) > 4)
    )


def _has_verb(text: str, span: Span) -> bool:
    words = _words(text, span)
    if any(is_verb(word) or word in PASTS or (word.endswith("ed") and len(word) > 4) for word in words):
        return True
    return any(
        text[place.start() : place.end()].lower() in _PLURAL_OPENERS for place in _WORD.finditer(text, *span)
    )


def _asserts(text: str, span: Span, *, cut: bool) -> bool:
    """Tell whether a clause has a verb of its own and is no adjunct: it has one behind its first comma."""
    words = _words(text, span)
    while words and (words[0] in _LEADING):
        words = words[1:]
    if not words or (cut and words[-1] in _OPEN_ENDS) or not _has_verb(text, span):
        return False
    relative = _RELATIVE.search(text, *span)
    if relative is not None and not _has_verb(text, (span[0], relative.start())):
        # "The superintendent, who was hired in May": a subject whose verb was taken.
        behind = text.find(",", relative.end(), span[1])
        return behind >= 0 and _opens_with_verb(text, (behind + 1, span[1]))
    if words[0] not in _OPENS_ADJUNCT and not (words[0].endswith(("ing", "ed")) and text[span[0]].isalpha()):
        return True
    comma = text.find(",", *span)
    return comma >= 0 and _has_verb(text, (comma, span[1])) and comma - span[0] < 160


def _trim(text: str, begin: int, end: int) -> Span | None:
    while begin < end and not (text[begin].isalnum() or text[begin] in "\"“‘'$€£¥(«„"):
        begin += 1
    while end > begin and not (text[end - 1].isalnum() or text[end - 1] in "\"”’'%)»!?"):
        end -= 1
    return (begin, end) if end > begin else None
