"""Units of a field: sentences with the quotations that run over them whole, and who speaks in each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from whence.statements.attributions import Attribution
from whence.statements.extent import main_subject
from whence.statements.foreign import read_backward, read_foreign
from whence.statements.phrases import subject_before, verb_group_begin
from whence.statements.quotes import Quote, find_quotes
from whence.statements.sentences import read_sentence
from whence.statements.tokens import PERSONAL, QUOTE, Tokens, is_name, split_tokens
from whence.statements.wordlists import word_set
from whence.text import split_sentences

Span = tuple[int, int]
# "PORT ALMA (Meridian Wire) - ", "OST, Merin -- ": where and by whom, not what.
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’'-]+(?:[ ][A-Z][A-Z.’'-]*){0,3}(?:,[ ][A-Z][A-Za-z.]{1,14}(?:[ ][A-Z][a-z]{1,14})?){0,2}"
    r"(?:,[ ]\d{1,2}[ ][A-Z][a-z]{2,8}(?:[ ]\d{4})?|,[ ][A-Z][a-z]{2,8}[ ]\d{1,2}(?:,[ ]\d{4})?)?"
    r"\s*(?:\([^()\n]{2,40}\)\s*)?"
    r"|[A-Z][A-Za-z. ,’'-]{2,40}\([A-Z][^()\n]{1,40}\)\s*)[-–—]{1,2}\s"
)
# "14:32", "Authority confirms collision": a short line that nothing ends, with a new beginning below it.
_HEADING = re.compile(r"(?P<line>[^\n]{1,60}[^\s.,;:!?…”\"’)(—–-])[ \t]*\n[ \t]*(?=[A-Z“\"‘0-9])")
# A unit longer than this is cut: a quotation that never closes must not make one unit of a whole text.
_LONGEST_UNIT = 6_000
# A quotation shorter than this (code points) quotes nobody else.
_SHORTEST_NESTING = 30


@dataclass(slots=True)
class Unit:
    """One or more sentences that a quotation joins.

    Attributes:
        begin: first code point.
        end: end, exclusive.
        paragraph: number of the paragraph, from 0.
        sentences: the sentences' spans.
        quotes: the speech quotations inside.
        tokens: the words outside of the quotations.
        attributions: who says what here.
    """

    begin: int
    end: int
    paragraph: int
    sentences: list[Span]
    quotes: list[Quote]
    tokens: Tokens
    attributions: list[Attribution] = field(default_factory=list)


def read_units(
    text: str, *, headline: bool = False, english: bool = True, surnames: frozenset[str] = frozenset()
) -> list[Unit]:
    """Split a field into units and find the attributions in each.

    Args:
        text: the field's text.
        headline: whether the field is a title.
        english: whether sentences are read; in other languages only quotations and plain cues are.
        surnames: last names, lower case, that may speak before a colon.

    Returns:
        Units in reading order; together they hold every sentence.
    """
    quotes = find_quotes(text)
    units = _join_sentences(text, _cut_headings(text, split_sentences(text)), quotes)
    if not english:
        for index, unit in enumerate(units):
            unit.attributions = read_foreign(text, unit.sentences, unit.quotes)
            before = units[index - 1] if index else None
            if before is None or before.attributions or before.paragraph != unit.paragraph:
                continue
            backward = read_backward(text, unit.sentences[0], before.sentences[-1])
            if backward is not None:
                before.attributions = [backward]
                unit.attributions = [backward]
        return units
    speaker: Attribution | None = None
    speaker_paragraph = -9
    for index, unit in enumerate(units):
        if len(unit.tokens) > 2 or unit.quotes:
            unit.attributions = read_sentence(unit.tokens, headline=headline, surnames=surnames)
        _claim_free_quotes(units, index, speaker if unit.paragraph - speaker_paragraph <= 2 else None)
        _read_inside(text, unit)
        for attribution in unit.attributions:
            speaks = attribution.kind in _SPEAKING or (attribution.kind == "according" and bool(unit.quotes))
            if attribution.parent is None and speaks:
                speaker, speaker_paragraph = attribution, unit.paragraph
    return units


_SPEAKING = frozenset({"verb", "carried", "colon"})


def _cut_headings(text: str, sentences: list[Span]) -> list[Span]:
    """Part the times and headings that stand on lines of their own from what stands below them."""
    cut: list[Span] = []
    for begin, end in sentences:
        at = begin
        while (heading := _HEADING.match(text, at, end)) is not None:
            cut.append((at, heading.end("line")))
            at = heading.end()
        cut.append((at, end))
    return cut


def _join_sentences(text: str, sentences: list[Span], quotes: Sequence[Quote]) -> list[Unit]:
    units: list[Unit] = []
    next_quote = 0
    paragraph = 0
    index = 0
    last_end = 0
    while index < len(sentences):
        begin, end = sentences[index]
        if units and "\n" in text[last_end:begin]:
            paragraph += 1
        group = [(begin, end)]
        inside: list[Quote] = []
        while True:
            while next_quote < len(quotes) and quotes[next_quote].begin < end:
                inside.append(quotes[next_quote])
                next_quote += 1
            reach = inside[-1].end if inside else end
            if reach <= end or index + 1 >= len(sentences) or end - begin > _LONGEST_UNIT:
                break
            index += 1
            end = sentences[index][1]
            group.append(sentences[index])
        index += 1
        last_end = end
        speech = [
            Quote(max(quote.begin, begin), min(quote.end, end), quote.closed, quote.speech)
            for quote in inside
            if quote.speech or _fills(text, quote, begin, end)
        ]
        dateline = _DATELINE.match(text, begin, min(end, begin + 90))
        if dateline is not None:
            begin = dateline.end()
            group[0] = (begin, max(begin, group[0][1]))
        tokens = split_tokens(text, begin, end, [(quote.begin, quote.end) for quote in speech])
        units.append(Unit(begin, end, paragraph, group, speech, tokens))
    return units


def _fills(text: str, quote: Quote, begin: int, end: int) -> bool:
    """Tell whether a short quotation is all that its unit says."""
    return not text[begin : quote.begin].strip() and not text[quote.end : end].strip(" .\n")


# Words that show that somebody is quoted within a quotation.
_INSIDE = re.compile(
    r"\b(?:said|says|told|tells|asked|wrote|claims|claimed|according to|accused|denied)\b", re.IGNORECASE
)


def _read_inside(text: str, unit: Unit) -> None:
    """Find who is quoted within a quotation: `"She told me that it was safe," he said`."""
    for quote in unit.quotes:
        if quote.end - quote.begin < _SHORTEST_NESTING or not _INSIDE.search(text, quote.begin, quote.end):
            continue
        parent = next(
            (a for a in unit.attributions if any(b <= quote.begin and quote.end <= e for b, e in a.contents)),
            None,
        )
        if parent is None:
            continue
        inner = text[quote.begin + 1 : quote.end - 1] if quote.closed else text[quote.begin + 1 : quote.end]
        offset = quote.begin + 1
        for begin, end in split_sentences(inner):
            speech = [
                (found.begin + offset + begin, found.end + offset + begin)
                for found in find_quotes(inner[begin:end])
                if found.speech
            ]
            inside = read_sentence(split_tokens(text, begin + offset, end + offset, speech))
            kept = [found for found in inside if _quotes_another(text, found)]
            for found in kept:
                found.parent = next((other for other in kept if other is found.parent), parent)
            unit.attributions.extend(kept)


def _quotes_another(text: str, found: Attribution) -> bool:
    """Tell whether an attribution inside a quotation has a speaker other than the one who is quoted."""
    if found.source is None or found.lemma not in _NESTING:
        return False
    return text[slice(*found.source)].lower() not in ("i", "we", "you", "it", "that", "which", "who")


_NESTING = word_set("say tell ask write claim according accuse deny")


def _claim_free_quotes(units: list[Unit], index: int, speaker: Attribution | None) -> None:
    """Give quotations without a cue of their own to whoever was speaking."""
    unit = units[index]
    covered = [span for attribution in unit.attributions for span in attribution.contents]
    contents = [
        (quote.begin, quote.end)
        for quote in unit.quotes
        if not any(begin < quote.end and quote.begin < end for begin, end in covered)
    ]
    if not contents:
        return
    own = next(
        (a for a in reversed(unit.attributions) if a.parent is None and a.kind == "verb" and a.source), None
    )
    outer = sum(lower != QUOTE and lower[0].isalnum() for lower in unit.tokens.lowers)
    if own is not None:
        claimed: Attribution | None = _carry(own, contents, linked=True)
    elif outer > 3:
        claimed = _infer(unit, contents)
    else:
        claimed = _continue(units, index, contents)
        if claimed is None and speaker is not None:
            claimed = _carry(speaker, contents, linked=False)
    if claimed is not None:
        unit.attributions.append(claimed)


def _continue(units: list[Unit], index: int, contents: list[Span]) -> Attribution | None:
    """Give quotations to who spoke in the unit before, in the same paragraph."""
    before = units[index - 1] if index else None
    if before is None:
        return None
    if before.paragraph != units[index].paragraph:
        return _announced(before, contents) if before.tokens.lowers[-1:] == [":"] else None
    owner = next((a for a in reversed(before.attributions) if a.parent is None and a.source), None)
    return _carry(owner, contents, linked=True) if owner is not None else _infer(before, contents)


def _announced(before: Unit, contents: list[Span]) -> Attribution | None:
    """Give a quotation to whom the paragraph before introduces with its closing colon."""
    owner = next((a for a in reversed(before.attributions) if a.parent is None and a.source), None)
    if owner is not None:
        return _carry(owner, contents, linked=False)
    lowers = before.tokens.lowers
    past = next((at for at, lower in enumerate(lowers) if lower.endswith("ed") and len(lower) > 4), 0)
    subject = main_subject(before.tokens) or subject_before(
        before.tokens, verb_group_begin(before.tokens, past)
    )
    if subject is None or before.tokens.lowers[subject[0]] in (
        "this",
        "that",
        "these",
        "here",
        "it",
        "there",
    ):
        return None
    source = (before.tokens.begins[subject[0]], before.tokens.ends[subject[1] - 1])
    return Attribution(source, None, contents, "say", "carried")


def _infer(unit: Unit, contents: list[Span]) -> Attribution | None:
    """Give quotations to the subject of a unit, where that is a name or a pronoun."""
    subject = main_subject(unit.tokens)
    if subject is None:
        return None
    first, stop = subject
    if not is_name(unit.tokens.words[first]) and unit.tokens.lowers[first] not in PERSONAL:
        return None
    source = (unit.tokens.begins[first], unit.tokens.ends[stop - 1])
    return Attribution(source, None, contents, "", "inferred")


def _carry(speaker: Attribution, contents: list[Span], *, linked: bool) -> Attribution:
    return Attribution(
        speaker.source, None, contents, speaker.lemma, "carried", antecedent=speaker.antecedent,
        carried_from=speaker if linked else None,
    )  # fmt: skip
