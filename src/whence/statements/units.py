"""Units of a field: sentences with the quotations that run over them whole, and who speaks in each."""

from dataclasses import dataclass, field

from whence.statements.attributions import Attribution, SentenceReader
from whence.statements.extent import main_subject
from whence.statements.quotes import Quote, find_quotes
from whence.statements.tokens import PERSONAL, QUOTE, Tokens, is_name, split_tokens
from whence.text import split_sentences

Span = tuple[int, int]
# A unit longer than this is cut: a quotation that never closes must not make one unit of a whole text.
_LONGEST_UNIT = 6_000


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


def read_units(text: str) -> list[Unit]:
    """Split a field into units and find the attributions in each.

    Args:
        text: the field's text.

    Returns:
        Units in reading order; together they hold every sentence.
    """
    quotes = find_quotes(text)
    units = _join_sentences(text, split_sentences(text), quotes)
    speaker: Attribution | None = None
    speaker_paragraph = -9
    for index, unit in enumerate(units):
        if unit.quotes or _may_attribute(unit):
            unit.attributions = SentenceReader(unit.tokens).read()
        _claim_free_quotes(units, index, speaker if unit.paragraph - speaker_paragraph <= 2 else None)
        for attribution in unit.attributions:
            if attribution.parent is None and attribution.kind in ("verb", "carried", "according", "colon"):
                if attribution.kind != "according" or unit.quotes:
                    speaker, speaker_paragraph = attribution, unit.paragraph
    return units


def _may_attribute(unit: Unit) -> bool:
    return len(unit.tokens) > 2


def _join_sentences(text: str, sentences: list[Span], quotes: list[Quote]) -> list[Unit]:
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
        tokens = split_tokens(text, begin, end, [(quote.begin, quote.end) for quote in speech])
        units.append(Unit(begin, end, paragraph, group, speech, tokens))
    return units


def _fills(text: str, quote: Quote, begin: int, end: int) -> bool:
    """Tell whether a short quotation is all that its unit says."""
    return not text[begin : quote.begin].strip() and not text[quote.end : end].strip(" .\n")


def _claim_free_quotes(units: list[Unit], index: int, speaker: Attribution | None) -> None:
    """Give quotations without a cue of their own to whoever was speaking."""
    unit = units[index]
    covered = [span for attribution in unit.attributions for span in attribution.contents]
    free = [
        quote
        for quote in unit.quotes
        if not any(begin < quote.end and quote.begin < end for begin, end in covered)
    ]
    if not free:
        return
    own = next(
        (a for a in reversed(unit.attributions) if a.parent is None and a.kind == "verb" and a.source), None
    )
    outer = [lower for lower in unit.tokens.lowers if lower != QUOTE and lower[0].isalnum()]
    contents = [(quote.begin, quote.end) for quote in free]
    if own is not None:
        unit.attributions.append(_carry(own, contents, linked=True))
        return
    if outer and len(outer) > 3:
        subject = main_subject(unit.tokens)
        if subject is not None:
            source = (unit.tokens.begins[subject[0]], unit.tokens.ends[subject[1] - 1])
            if is_name(unit.tokens.words[subject[0]]) or unit.tokens.lowers[subject[0]] in PERSONAL:
                unit.attributions.append(Attribution(source, None, contents, "", "inferred"))
        return
    before = units[index - 1] if index else None
    if before is not None and before.paragraph == unit.paragraph:
        owner = next((a for a in reversed(before.attributions) if a.parent is None and a.source), None)
        if owner is None:
            subject = main_subject(before.tokens)
            if subject is not None and (
                is_name(before.tokens.words[subject[0]]) or before.tokens.lowers[subject[0]] in PERSONAL
            ):
                source = (before.tokens.begins[subject[0]], before.tokens.ends[subject[1] - 1])
                unit.attributions.append(Attribution(source, None, contents, "", "inferred"))
                return
        if owner is not None:
            unit.attributions.append(_carry(owner, contents, linked=True))
            return
    if speaker is not None:
        unit.attributions.append(_carry(speaker, contents, linked=False))


def _carry(speaker: Attribution, contents: list[Span], *, linked: bool) -> Attribution:
    return Attribution(
        speaker.source, None, contents, speaker.lemma, "carried", antecedent=speaker.antecedent,
        carried_from=speaker if linked else None,
    )  # fmt: skip
