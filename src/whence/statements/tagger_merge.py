"""Joins what the tagger found with what the rules read.

The rules know more of an attribution than its spans: who was told, what it nests in, on whom it goes on. So
where both found one cue the rules' attribution stays and takes the tagger's spans; what the tagger alone
found is added; what the rules alone found is kept.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from whence.statements.attributions import Attribution, Sentence, Span
from whence.statements.captions import is_caption
from whence.statements.lexicon import INFINITIVE, NOUNS, VERBS
from whence.statements.speakers import check_speaker
from whence.statements.tagger import Tagged
from whence.statements.tagger_words import TOKEN
from whence.statements.tokens import BE, PERSONAL_OBJECTS, PREPOSITIONS, SUBJECT_PRONOUNS
from whence.statements.units import Unit
from whence.statements.wordlists import word_set

# Words that say nothing by themselves.
_EMPTY = (
    PERSONAL_OBJECTS | SUBJECT_PRONOUNS | word_set("this that which these those so to whom what who whose")
)
_JOINING = PREPOSITIONS | word_set("to and or but nor yet as than if")
_RELATIVES = frozenset({"which", "that", "who", "whom", "what", "it"})
_EXPLETIVES = frozenset({"it", "this", "that", "there"})
_CITES = frozenset({"cite", "quote", "citing", "quoting"})
_WORD = re.compile(r"\w+")
_INFINITIVE_OF_TELLING = re.compile(
    r"\s+(to\s+(\w+))\s+(?=(?:that|whether|how|why|what|if|who|where|when)\b)"
)
# Share of its parts likely to be right below which what the tagger alone found is not taken.
_LEAST_SURE = 0.4
# The same of cues that the rules do not know: elsewhere than in politics they are often none.
_LEAST_SURE_OF_UNKNOWN = 0.6
# Characters behind a cue that may name a channel.
_TAIL = 200


def merge_tagged(text: str, units: Sequence[Unit], found: Sequence[Tagged]) -> None:
    """Give the attributions of units what a tagger found.

    Args:
        text: the field.
        units: its units, whose attributions are changed.
        found: attributions as tagged, in the order of their cues.
    """
    begins = [unit.begin for unit in units]
    for tagged in found:
        _place(text, units, begins, _with_infinitive(text, tagged))
    for unit in units:
        _leave_out_empty(text, unit)


def _place(text: str, units: Sequence[Unit], begins: list[int], tagged: Tagged) -> None:
    """Mend the attribution of a unit that has the tagged cue, or add one."""
    number = max(0, bisect_right(begins, tagged.cue[0]) - 1)
    unit = units[number]
    known = next((other for other in unit.attributions if other.cue and _meet(other.cue, tagged.cue)), None)
    if known is not None and known.parent is not None:
        return
    shares = _share_out(units, begins, _without_relatives(text, tagged.contents))
    here = shares.pop(number, [])
    if not here:
        return
    if known is None:
        known = _new(text, unit, tagged, here)
        if known is None:
            return
        unit.attributions.append(known)
    else:
        _mend(text, known, tagged, here)
    _settle(unit, known)
    for other, contents in sorted(shares.items()):
        carried = Attribution(
            known.source,
            None,
            contents,
            known.lemma,
            "carried",
            antecedent=known.antecedent,
            carried_from=known,
        )
        units[other].attributions.append(carried)
        _settle(units[other], carried)


def _with_infinitive(text: str, tagged: Tagged) -> Tagged:
    """Give an infinitive of telling to the cue before it: "refused to say", whether the ship was empty."""
    matched = _INFINITIVE_OF_TELLING.match(text, tagged.cue[1])
    begin, end = tagged.contents[0]
    if matched is None or begin != matched.start(1) or end <= matched.end() or not matched[2]:
        return tagged
    form = VERBS.get(matched[2])
    if form is None or form.form != "base" or form.frame not in ("say", "tell"):
        return tagged
    return tagged._replace(
        cue=(tagged.cue[0], matched.end(2)), contents=((matched.end(), end), *tagged.contents[1:])
    )


def _without_relatives(text: str, contents: Sequence[Span]) -> list[Span]:
    """Leave out a lone "which" or "it", which stands for other words, where there is more."""
    kept = [span for span in contents if text[slice(*span)].lower() not in _RELATIVES]
    return kept or list(contents)


def _leave_out_empty(text: str, unit: Unit) -> None:
    """Leave out attributions of which nothing is left but words that join others."""
    gone = {
        id(found)
        for found in unit.attributions
        if all(
            word in _JOINING
            for begin, end in found.contents
            for word in _WORD.findall(text[begin:end].lower())
        )
    }
    kept = [found for found in unit.attributions if id(found) not in gone]
    for found in kept:
        while found.parent is not None and id(found.parent) in gone:
            found.parent = found.parent.parent
    unit.attributions = kept


def _mend(text: str, known: Attribution, tagged: Tagged, here: list[Span]) -> None:
    """Give an attribution of the rules its tagged spans, but for those of which the rules are surer."""
    if known.kind == "noun":
        return
    # "Whom she accused of lying": what stands for other words says less than the rest.
    says = any(text[slice(*span)].lower() not in _RELATIVES for span in here)
    if known.kind != "passive" and says:
        known.cue = tagged.cue
    if len(known.contents) <= len(here) and says:
        known.contents = here
    if tagged.source is not None and known.cited is None and not _is_part(text, tagged.source, known.source):
        known.source = tagged.source


def _is_part(text: str, source: Span, whole: Span | None) -> bool:
    """Tell whether a source only belongs to another: the board, in "an inquiry by the board"."""
    if whole is None or not _inside(source, whole):
        return False
    return any(word in PREPOSITIONS for word in text[whole[0] : source[0]].lower().split()[-1:])


def _inside(span: Span, other: Span | None) -> bool:
    return other is not None and other[0] <= span[0] and span[1] <= other[1]


def _new(text: str, unit: Unit, tagged: Tagged, here: list[Span]) -> Attribution | None:
    """Make an attribution of what was tagged, or None where nobody can have said it or nothing is said."""
    lemma, kind = _describe(text, tagged)
    words = [word for begin, end in here for word in _WORD.findall(text[begin:end].lower())]
    known = lemma in VERBS or lemma in NOUNS or lemma == "according"
    if (
        tagged.source is None
        or _meet(tagged.source, tagged.cue)
        or tagged.confidence < (_LEAST_SURE if known else _LEAST_SURE_OF_UNKNOWN)
        or all(word in _EMPTY for word in words)
        or _is_vain(text, unit, tagged, lemma, words[0])
        or is_caption(text[slice(*tagged.source)], text[slice(*tagged.cue)], text[here[0][0] : here[-1][1]])
    ):
        return None
    made = Attribution(tagged.source, tagged.cue, here, lemma, kind)
    if check_speaker(Sentence(unit.tokens), made, headline=False) is None:
        return None
    made.source = tagged.source
    made.after = (tagged.cue[1], min(unit.end, tagged.cue[1] + _TAIL))
    return made


def _is_vain(text: str, unit: Unit, tagged: Tagged, lemma: str, opener: str) -> bool:
    """Tell whether the rules know better what is meant than that somebody says this."""
    if lemma in _CITES and any(other.cited for other in unit.attributions):
        return True
    if lemma == "ask" and text[tagged.cue[0] : tagged.cue[0] + 5].lower() == "asked":
        # "Asked by the paper whether ..., she said": the answer is the statement.
        return True
    if tagged.source is not None and text[slice(*tagged.source)].lower() in _EXPLETIVES:
        # "It can't be ruled out that": nobody speaks.
        return any(word in BE for word in _WORD.findall(text[slice(*tagged.cue)].lower()))
    form = VERBS.get(lemma)
    if opener == "to" and form is not None and form.frame == "say" and lemma not in INFINITIVE:
        # "The ship said to be lost": nobody speaks.
        return True
    # "repeated their claim that": the noun has the content.
    return any(
        other.kind == "noun"
        and other.cue is not None
        and any(_inside(other.cue, span) for span in tagged.contents)
        for other in unit.attributions
    )


def _share_out(units: Sequence[Unit], begins: list[int], contents: Sequence[Span]) -> dict[int, list[Span]]:
    """Cut contents at the ends of units, and give what lies in each, by its number."""
    shares: dict[int, list[Span]] = {}
    for begin, end in contents:
        at = max(0, bisect_right(begins, begin) - 1)
        while at < len(units) and units[at].begin < end:
            low, high = max(begin, units[at].begin), min(end, units[at].end)
            if low < high:
                shares.setdefault(at, []).append((low, high))
            at += 1
    return shares


def _describe(text: str, tagged: Tagged) -> tuple[str, str]:
    """Give the dictionary form of a cue's last word that attributes, and how it does."""
    words = [match.group().lower() for match in TOKEN.finditer(text, *tagged.cue)]
    verb = next((VERBS[word].lemma for word in reversed(words) if word in VERBS), None)
    if "according" in words:
        return "according", "according"
    if verb is None and any(word in NOUNS for word in words):
        return words[-1], "noun"
    return verb or words[-1], "verb"


def _settle(unit: Unit, placed: Attribution) -> None:
    """Nest what lies inside an attribution that was placed, and take from others what it claims."""
    for other in list(unit.attributions):
        if other is placed or other.parent is not None:
            continue
        if other.cue is None:
            _hand_over(unit, other, placed)
        elif any(begin <= other.cue[0] < end for begin, end in placed.contents):
            _nest(other, placed)
        elif placed.cue is not None and any(begin <= placed.cue[0] < end for begin, end in other.contents):
            _nest(placed, other)
            break
        else:
            claimed = [*placed.contents, *([placed.cue] if placed.cue else [])]
            other.contents = _without(other.contents, claimed)
    for other in unit.attributions:
        if other.parent is not None and not other.parent.contents:
            other.parent = None
    unit.attributions = [other for other in unit.attributions if other.contents]


def _hand_over(unit: Unit, other: Attribution, placed: Attribution) -> None:
    """Take the quotations from a carried attribution that another has, and whoever is quoted in them."""
    kept = [span for span in other.contents if not any(_meet(span, one) for one in placed.contents)]
    if kept == other.contents:
        return
    other.contents = kept
    for inner in unit.attributions:
        if inner.parent is other and any(
            begin <= inner.begin and inner.end <= end for begin, end in placed.contents
        ):
            inner.parent = placed


def _nest(inner: Attribution, outer: Attribution) -> None:
    contents = [
        (max(begin, low), min(end, high))
        for begin, end in inner.contents
        for low, high in outer.contents
        if max(begin, low) < min(end, high)
    ]
    inner.contents, inner.parent = contents, outer


def _without(spans: list[Span], claimed: Sequence[Span]) -> list[Span]:
    """Cut claimed stretches off spans, where they stand at an end."""
    kept: list[Span] = []
    for begin, end in spans:
        low, high = begin, end
        for first, stop in claimed:
            if first <= low < stop:
                low = stop
            elif low < first < high:
                high = first
        if low < high:
            kept.append((low, high))
    return kept


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
