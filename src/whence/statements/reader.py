"""Documents -> statements: every attribution, and the outlet's own voice for the rest."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from whence.identity import content_id
from whence.ingest import blank_inserts, find_inserts
from whence.records import Certainty, Document, Quantity, Quotation, Statement
from whence.settings import Reader, StatementSettings
from whence.statements import channels
from whence.statements.attributions import Attribution
from whence.statements.captions import find_captions, lies_in_caption
from whence.statements.entities import agrees, is_medium, kind_of
from whence.statements.footing import find_hedges, find_modality, is_negated
from whence.statements.foreign_figures import find_foreign_figures
from whence.statements.mentions import Mentions, Resolved
from whence.statements.misread import leave_out_misread
from whence.statements.names import Names
from whence.statements.own_voice import find_own_voice
from whence.statements.quantities import find_quantities
from whence.statements.quotes import find_quotes
from whence.statements.tagger import Tagger, shipped_tagger
from whence.statements.tagger_merge import merge_tagged
from whence.statements.turns import (
    SAID,
    Turn,
    attribute_turns,
    find_signed,
    find_turns,
    lies_in_turn,
    resolve_turn,
)
from whence.statements.units import Unit, read_units

if TYPE_CHECKING:
    from whence.statements.accurate import AccurateTagger

Span = tuple[int, int]
_FIRST_PERSON = frozenset({"i", "we", "my", "our"})
_PRONOUNS = frozenset({"he", "she", "they", "it"})
_GENDERS = {"he": "m", "she": "f"}
# Code points of the "that" with which a content may begin.
_THAT = 5
_WORD = re.compile(r"\w+")
# Code points between what is said and who says it, at most: a mark and the verb.
_NEXT_TO = 24
# Fewest spaces between words that two people do not write alike by chance.
_SHORTEST_REPEAT = 6


def read_statements(document: Document, settings: StatementSettings) -> list[Statement]:
    """Read who says what in a document.

    Args:
        document: an article; its language decides what is read: attributions in English, quotations and
            the outlet's own sentences in any.
        settings: thresholds.

    Returns:
        Statements with `claim_id` and `source_id` None: the title's first, then the text's, each by place.
    """
    inserts = find_inserts(document.text)
    # What belongs to the page says nothing; places stay what they are.
    text = blank_inserts(document.text, inserts)
    quotes = [(quote.begin, quote.end) for quote in find_quotes(text) if quote.speech]
    names = Mentions(Names(text, document.title, quotes), document.authors)
    titled: list[Statement] = []
    if document.title:
        headline = _FieldReader(document, "title", document.title, names, settings)
        titled = headline.read()
    reader = _FieldReader(document, "text", text, names, settings)
    reader.inserts = inserts
    statements = reader.read()
    if any(_is_topic(row, statements, document) for row in titled):
        titled = headline.read_plainly()
    return titled + statements


def _is_topic(row: Statement, rows: list[Statement], document: Document) -> bool:
    """Tell whether whoever stands before a headline's colon says nothing in the text: "Mara Venn: a life"."""
    return (
        (row.cue or "").strip() == ":"
        and bool(rows)
        and row.source is not None
        and row.source_kind == "named"
        and kind_of(row.source) == "person"
        # Headlines call who speaks by the surname, and a topic in full.
        and " " in (document.title or "")[row.source_begin : row.source_end]
        and row.source not in document.authors
        and not any(row.source == other.source or row.source in other.chain for other in rows)
    )


def _add_tagged(text: str, units: list[Unit], reader: Reader) -> None:
    """Let a trained tagger mend and add to what the rules read."""
    sentences = [span for unit in units for span in unit.sentences]
    rules = [found for unit in units for found in unit.attributions]
    merge_tagged(text, units, _choose_tagger(reader).read(text, sentences, rules))


def _choose_tagger(reader: Reader) -> "Tagger | AccurateTagger":
    if reader == "default":
        return shipped_tagger()
    # Most never ask for it, and it takes long to load.
    from whence.statements.accurate import accurate_tagger

    return accurate_tagger()


class _FieldReader:
    """Reads one field of a document."""

    def __init__(
        self, document: Document, field: str, text: str, names: Mentions, settings: StatementSettings
    ) -> None:
        self.document = document
        self.field = field
        self.text = text
        self.names = names
        self.settings = settings
        self.inserts: list[Span] = []
        english = (document.language or "en") == "en"
        self.quantities = find_quantities(text) if english else find_foreign_figures(text)
        self._next_quantity = 0
        self._turns: dict[int, Turn] = {}
        self._in_turns: list[Resolved] = []
        self._answering: Resolved | None = None

    def read(self) -> list[Statement]:
        """Give the field's statements in order."""
        found: list[Statement] = []
        english = (self.document.language or "en") == "en"
        resolved: dict[int, list[Resolved]] = {}
        title = self.field == "title"
        surnames = self.names.names.surnames()
        units = read_units(self.text, headline=title, english=english, surnames=surnames)
        if self.settings.reader != "rules" and english and not title:
            _add_tagged(self.text, units, self.settings.reader)
        turns: list[Turn] = []
        if english and not title:
            turns = find_turns(self.text, self.document.title) or find_signed(self.text)
        captions = [] if title else find_captions(self.text)
        for unit in units:
            unit.attributions = leave_out_misread(self.text, unit.attributions, captions)
        self._turns = attribute_turns(self.text, units, turns)
        for unit in units:
            while (
                self._next_quantity < len(self.quantities)
                and self.quantities[self._next_quantity].end <= unit.begin
            ):
                self._next_quantity += 1
            made: dict[int, Statement] = {}
            for attribution in sorted(unit.attributions, key=_reading_order):
                found.extend(self._attributed(attribution, resolved, made))
            found.extend(
                self._own_row(spans)
                for spans in find_own_voice(self.text, unit, self.settings, headline=self.field == "title")
                if not lies_in_turn(turns, spans[0][0]) and not lies_in_caption(captions, spans[0][0])
            )
        found.sort(key=lambda row: (row.begin, -row.end, row.id))
        unique: dict[str, Statement] = {}
        for row in found:
            unique.setdefault(row.id, row)
        return _without_repeats(list(unique.values()))

    def read_plainly(self) -> list[Statement]:
        """Give the field as one statement in the outlet's own voice."""
        return [self._own_row(((0, len(self.text)),))]

    # -- attributed --------------------------------------------------------------------------------------

    def _attributed(
        self,
        attribution: Attribution,
        resolved: dict[int, list[Resolved]],
        made: dict[int, Statement],
    ) -> Iterator[Statement]:
        first = attribution
        # Where the tagger gave all that the first said to others, the next stands for it.
        while first.carried_from is not None and first.carried_from.contents:
            first = first.carried_from
        if id(first) not in resolved:
            # A quotation can stand in a unit before that of its cue.
            resolved[id(first)] = self._resolve(first, resolved)
        sources = self._resolve(attribution, resolved)
        resolved[id(attribution)] = sources
        attribution_id = content_id("a", self.document.id, self.field, first.begin, first.end, first.cue)
        parent = made.get(id(attribution.parent)) if attribution.parent is not None else None
        for source in sources:
            row = self._row(attribution, source, attribution_id, parent)
            made.setdefault(id(attribution), row)
            yield row

    def _resolve(self, attribution: Attribution, resolved: dict[int, list[Resolved]]) -> list[Resolved]:
        origin = attribution.carried_from
        if origin is not None and id(origin) in resolved:
            sources = resolved[id(origin)]
            return [replace(source, certainty="carried") for source in sources]
        turn = self._turns.get(id(attribution))
        if turn is not None:
            speaker = self._speaker_of(turn)
            if [each.name for each in self._in_turns[-1:]] != [speaker.name]:
                self._in_turns = [*self._in_turns[-1:], speaker]
            return [speaker]
        if attribution.source is None:
            # "It is said" names nobody; behind a verb somebody speaks who could not be found.
            found_out = attribution.kind in ("passive", "noun", "carried")
            return [Resolved("", "anonymous", "explicit" if found_out else "inferred")]
        begin, end = attribution.source
        if (self.document.language or "en") != "en":
            return [self.names.resolve_plainly(self.text[begin:end])]
        outer = self._same_as_outer(attribution, resolved)
        if outer is not None:
            return outer
        place = self._place_of(attribution, begin)
        words = self.text[begin:end]
        antecedent = (
            self.text[attribution.antecedent[0] : attribution.antecedent[1]]
            if attribution.antecedent
            else None
        )
        speaking = attribution.parent is None
        found = self.names.resolve_all(words, place, antecedent, speaking=speaking)
        if attribution.kind in ("carried", "inferred"):
            certainty: Certainty = "inferred" if attribution.kind == "inferred" else "carried"
            found = [replace(source, certainty=certainty) for source in found]
        return found

    def _place_of(self, attribution: Attribution, begin: int) -> int:
        """Give where a source stands: a pronoun behind what it says means nobody who is named in that.

        But "Orle Grain will leave, it said": a body may begin what it says with its own name.
        """
        if self.field != "text":
            return -1
        words = self.text[slice(*attribution.source or (0, 0))].lower()
        if words not in _PRONOUNS:
            return begin
        before = [low for low, high in attribution.contents if high <= begin and begin - high <= _NEXT_TO]
        place = max(before, default=begin)
        return place + 1 if words == "it" and before else place

    def _same_as_outer(
        self, attribution: Attribution, resolved: dict[int, list[Resolved]]
    ) -> list[Resolved] | None:
        """Give the outer speaker for the "we" of a nested statement, and for a pronoun said again."""
        outer = attribution.parent
        if outer is None or attribution.source is None or id(outer) not in resolved:
            return None
        words = self.text[slice(*attribution.source)].lower()
        said_again = self.text[slice(*outer.source)].lower() if outer.source is not None else ""
        again = words in _PRONOUNS and words == said_again
        if words in _GENDERS and _opens_content(attribution, outer) and len(resolved[id(outer)]) == 1:
            # "Venn told him he wanted to go": whoever tells it.
            entity = resolved[id(outer)][0].entity
            again = again or (entity is not None and agrees(entity, _GENDERS[words]))
        if words == "it" and all(_is_body(each) for each in resolved[id(outer)]):
            return [replace(source, certainty="carried") for source in resolved[id(outer)]]
        if words == "you" and outer.kind in SAID:
            return self._addressed(resolved[id(outer)])
        if words not in _FIRST_PERSON and not again:
            return None
        return [replace(source, certainty="carried") for source in resolved[id(outer)]]

    def _speaker_of(self, turn: Turn) -> Resolved:
        """Give who speaks in a turn; who answers is one person all along."""
        if not turn.answers:
            return resolve_turn(self.text, turn, self.names)
        if self._answering is None:
            self._answering = resolve_turn(self.text, turn, self.names)
        return self._answering

    def _addressed(self, speaking: list[Resolved]) -> list[Resolved]:
        """Give whom the "you" of a turn means: the last to speak in another turn, if anybody has."""
        names = [each.name for each in speaking]
        others = [each for each in self._in_turns if each.name and each.name not in names]
        return [
            replace(others[-1] if others else Resolved("", "anonymous", "inferred"), certainty="inferred")
        ]

    def _row(
        self, attribution: Attribution, source: Resolved, attribution_id: str, parent: Statement | None
    ) -> Statement:
        spans = _around(tuple(sorted(attribution.contents)), self.inserts)
        begin, end = spans[0][0], spans[-1][1]
        content = " ".join(self.text[b:e] for b, e in spans)
        cue = self.text[slice(*attribution.cue)] if attribution.cue else None
        mention = attribution.source
        channel, middle = channels.find_channel(self.text, attribution)
        if attribution.cited is not None and is_medium(source.name):
            channel, middle = source.name, (source.name,)
            source = self.names.resolve(self.text[slice(*attribution.cited)], attribution.cited[0])
            mention = attribution.cited
        chain = tuple(dict.fromkeys(
            [*(parent.chain if parent else ()), *middle, *([source.name] if source.name else [])]
        ))  # fmt: skip
        return Statement(
            id=content_id("s", self.document.id, self.field, spans, attribution.cue, source.name),
            document_id=self.document.id,
            attribution_id=attribution_id,
            parent_id=parent.id if parent else None,
            field="title" if self.field == "title" else "text",
            begin=begin,
            end=end,
            content_spans=spans,
            text=content,
            source=source.name or None,
            source_begin=mention[0] if mention else None,
            source_end=mention[1] if mention else None,
            source_kind=source.kind,
            source_certainty=source.certainty,
            channel=channel,
            chain=chain,
            cue=cue,
            cue_begin=attribution.cue[0] if attribution.cue else None,
            cue_end=attribution.cue[1] if attribution.cue else None,
            quotation="direct" if attribution.kind in SAID else quotation_of(content),
            hedges=find_hedges(f"{cue} {content}" if cue else content),
            negated=is_negated(content, cue),
            modality=find_modality(content, cue),
            quantities=self._quantities_in(spans),
        )

    # -- own voice ---------------------------------------------------------------------------------------

    def _own_row(self, spans: tuple[Span, ...]) -> Statement:
        spans = _around(spans, self.inserts)
        begin, end = spans[0][0], spans[-1][1]
        content = " ".join(self.text[b:e] for b, e in spans)
        author = (
            self.document.authors[0] if self.document.genre == "opinion" and self.document.authors else None
        )
        return Statement(
            id=content_id("s", self.document.id, self.field, spans, None, author),
            document_id=self.document.id,
            attribution_id=None,
            field="title" if self.field == "title" else "text",
            begin=begin,
            end=end,
            content_spans=spans,
            text=content,
            source=author,
            source_kind="author" if self.document.genre == "opinion" else "outlet",
            hedges=find_hedges(content),
            negated=is_negated(content, None),
            modality=find_modality(content),
            quantities=self._quantities_in(spans),
        )

    def _quantities_in(self, spans: tuple[Span, ...]) -> tuple[Quantity, ...]:
        kept = []
        for index in range(self._next_quantity, len(self.quantities)):
            quantity = self.quantities[index]
            if quantity.begin >= spans[-1][1]:
                break
            if any(begin <= quantity.begin and quantity.end <= end for begin, end in spans):
                kept.append(quantity)
        return tuple(kept)


def _is_body(source: Resolved) -> bool:
    return source.entity is not None and source.entity.kind in ("body", "outlet")


def _around(spans: tuple[Span, ...], inserts: list[Span]) -> tuple[Span, ...]:
    """Part spans at what the page set into them."""
    if not inserts:
        return spans
    kept: list[Span] = []
    for begin, end in spans:
        at = begin
        for low, high in inserts[bisect_left(inserts, (begin, 0)) :]:
            if low >= end:
                break
            if low > at:
                kept.append((at, low))
            at = high
        if at < end:
            kept.append((at, end))
    return tuple(kept) or spans


def _opens_content(inner: Attribution, outer: Attribution) -> bool:
    """Tell whether what somebody says begins with who says a statement in it."""
    return inner.source is not None and any(
        low <= inner.source[0] <= low + _THAT for low, _ in outer.contents
    )


def _without_repeats(rows: list[Statement]) -> list[Statement]:
    """Leave out what a caption or a pulled quotation only says again without a cue."""
    said: set[str] = {_words_of(row) for row in rows if row.cue is not None}
    kept: list[Statement] = []
    for row in rows:
        words = _words_of(row)
        if row.cue is None and row.parent_id is None and words.count(" ") >= _SHORTEST_REPEAT:
            if words in said:
                continue
            said.add(words)
        kept.append(row)
    return kept


def _words_of(row: Statement) -> str:
    return " ".join(_WORD.findall(row.text.lower()))


def _reading_order(attribution: Attribution) -> tuple[bool, int, int]:
    cue = attribution.cue[0] if attribution.cue else attribution.begin
    depth = attribution.parent is not None
    return depth, cue, attribution.end


def quotation_of(content: str) -> Quotation:
    """Tell how content is quoted: direct, mixed or indirect.

    Args:
        content: the content's words with its quotation marks.

    Returns:
        direct where all of it stands in quotation marks, mixed where some of it does, else indirect.
    """
    marks = _QUOTED.findall(content)
    if not marks:
        return "direct" if content[:1] in '"“«„' else "indirect"
    outside = _WORD.findall(_QUOTED.sub(" ", content))
    return "mixed" if outside else "direct"


_QUOTED = re.compile(
    r"“[^“”]*”?|\"[^\"]*\"?|«[^«»]*»?|»[^«»]*«|„[^„“]*“?|''(?:[^']|'(?!'))*''|(?<!\w)‘[^‘]*’(?!\w)|(?<!\w)'[^']*'(?!\w)"
)
