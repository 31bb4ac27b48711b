"""Attributions of one sentence: which words attribute, to whom, and what."""

from dataclasses import dataclass

from whence.statements import extent
from whence.statements.lexicon import INFINITIVE, NEEDS_PROOF, NOUNS, PASSIVE, VERBS, WITH_OBJECT, CueForm
from whence.statements.phrases import is_passive, subject_after, subject_before, verb_group_begin
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
)

Span = tuple[int, int]
_RIGHT_EDGE = frozenset({"", ",", ".", "!", "?", "—", "--", ";", ":", QUOTE, ")", "–", "-"})
_PARTICLES = {
    "call": ("for", "on", "out"), "point": ("to", "out"), "go": ("on",), "warn": ("of", "about", "against"),
    "complain": ("of", "about"), "brag": ("about",), "boast": ("of", "about"), "ask": ("about", "for"),
    "argue": ("for", "against"), "worry": ("about",), "wonder": ("about",), "joke": ("about",), "write": ("of",),
    "hint": ("at",), "respond": ("to",), "reply": ("to",), "object": ("to",), "testify": ("about",),
    "testified": ("about",), "accuse": (), "know": ("of",), "hear": ("of",), "dream": ("of",), "comment": ("on",),
    "elaborate": ("on",), "insist": ("on",), "agree": ("with", "on"), "push": ("back",), "lament": (), "think": ("about", "of"),
}  # fmt: skip
_HEARER_STOPS = frozenset(
    {
        "that",
        "whether",
        "what",
        "how",
        "why",
        "to",
        "not",
        ",",
        ":",
        QUOTE,
        "of",
        "about",
        ".",
        "where",
        "who",
    }
)


_BLAMING = frozenset("accuse blame criticize criticise praise denounce condemn".split())
_HEARER_ENDS = PERSONAL | POSSESSIVES | DETERMINERS | TIMES | {"afterwards", "afterward"}


@dataclass(slots=True)
class Attribution:
    """Words that attribute, with the places of their parts as token indexes or character spans.

    Attributes:
        source: span of the mention, or None where nobody is named.
        cue: span of the words that attribute.
        contents: spans of what is said, in order.
        lemma: the cue's dictionary form.
        kind: how it attributes: verb, passive, according, noun, colon, carried.
        hearer: span of who was told, or None.
        after: span of the words behind the cue that may name a channel.
        shares_source: whether the source is that of the attribution before it.
        antecedent: span of the noun that a relative "who" stands for, or None.
        cited: span of whom the source cites in turn, or None.
        lead: span of the words that open the sentence before the source, or None.
        parent: the attribution whose content this one stands in, or None.
        carried_from: the attribution that this one goes on from, or None.
    """

    source: Span | None
    cue: Span | None
    contents: list[Span]
    lemma: str
    kind: str
    hearer: Span | None = None
    after: Span | None = None
    shares_source: bool = False
    antecedent: Span | None = None
    cited: Span | None = None
    lead: Span | None = None
    parent: "Attribution | None" = None
    carried_from: "Attribution | None" = None

    @property
    def begin(self) -> int:
        """First code point of the content."""
        return min(begin for begin, _ in self.contents)

    @property
    def end(self) -> int:
        """End of the content, exclusive."""
        return max(end for _, end in self.contents)


def span_of(tokens: Tokens, first: int, end: int) -> Span:
    """Turn token indexes into a character span."""
    return tokens.begins[first], tokens.ends[end - 1]


class SentenceReader:
    """Finds the attributions of one sentence."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.found: list[Attribution] = []
        long_words = [word for word in tokens.words if len(word) > 3 and word[0].isalpha()]
        self.title_case = len(long_words) > 2 and all(is_name(word) for word in long_words)

    def read(self) -> list[Attribution]:
        """Give the sentence's attributions in reading order, nested ones with their parent."""
        lowers = self.tokens.lowers
        for index, lower in enumerate(lowers):
            form = VERBS.get(lower)
            found: Attribution | None = None
            if form is not None:
                found = self._read_verb(index, form)
            if found is None and lower in _OTHER_READERS:
                found = _OTHER_READERS[lower](self, index)
            if lower == "citing" and self.found:
                self._cite(index)
            if found is None and lower in PASSIVE:
                found = self._read_passive(index)
            if found is not None and found.contents:
                self._keep(found)
        return self.found

    def _cite(self, index: int) -> None:
        """Read `..., citing two officials`: whom the last source has it from."""
        cited = extent.named_after(self.tokens, index + 1)
        last = self.found[-1]
        if cited is not None and last.cited is None:
            last.cited = span_of(self.tokens, *cited)

    # -- keeping -----------------------------------------------------------------------------------------

    def _keep(self, found: Attribution) -> None:
        """Add an attribution, nested where its cue stands in another's content."""
        assert found.cue is not None
        if found.kind == "noun" and any(
            other.cue is not None and other.cue[1] <= found.cue[0] and found.cue[1] <= other.begin < found.end
            for other in self.found
        ):
            return
        for other in reversed(self.found):
            inside = any(begin <= found.cue[0] < end for begin, end in other.contents)
            if inside and other.kind != "stance":
                if found.begin < other.begin or any(
                    not any(b <= begin and end <= e for b, e in other.contents)
                    for begin, end in found.contents
                ):
                    found.contents = _clip(found.contents, other.contents)
                    if not found.contents:
                        return
                found.parent = other
                break
            assert other.cue is not None
            if other.parent is None and any(
                begin <= other.cue[0] and other.cue[1] <= end for begin, end in found.contents
            ):
                other.parent = found
                other.contents = _clip(other.contents, found.contents)
                continue
            if other.parent is None and found.parent is None and not inside:
                _yield_to_later(other, found)
        self.found = [kept for kept in self.found if kept.contents]
        if found.source is not None and self.tokens.begins[0] < found.source[0] < found.begin:
            found.lead = (self.tokens.begins[0], found.source[0])
        self.found.append(found)

    # -- verbs -------------------------------------------------------------------------------------------

    def _read_verb(self, verb: int, form: CueForm) -> Attribution | None:
        tokens = self.tokens
        if form.form == "participle" and form.lemma not in ("read",):
            return None if not self._has_perfect(verb) else self._read_finite(verb, form)
        if form.form == "ing":
            return self._read_ing(verb, form)
        if self._is_noun(verb, form):
            return None
        before = tokens.lower(verb - 1)
        if form.form == "base" and before == "to":
            return self._read_infinitive(verb, form)
        return self._read_finite(verb, form)

    def _has_perfect(self, verb: int) -> bool:
        index = verb - 1
        while index >= 0 and is_adverb(self.tokens.lowers[index]):
            index -= 1
        return self.tokens.lower(index) in ("has", "have", "had", "having") or self.tokens.lower(
            index
        ).endswith(("’ve", "'ve", "'d", "’d"))

    def _is_noun(self, verb: int, form: CueForm) -> bool:
        """Tell whether a word that could be a cue verb is a noun or an adjective here."""
        before = self.tokens.lower(verb - 1)
        following = self.tokens.lower(verb + 1)
        if verb and form.form != "past" and is_name(self.tokens.words[verb]) and not self.title_case:
            return True
        if before in DETERMINERS and before not in ("this", "that", "all", "both", "some", "those"):
            return True
        if (
            before in POSSESSIVES
            or before.endswith(("'s", "’s"))
            and not before.startswith(("he", "she", "it", "who"))
        ):
            return True
        if form.form in ("base", "s"):
            if before in PREPOSITIONS and before != "to":
                return True
            if following in AUXILIARIES or following in ("of", "and", "by", "from") and form.frame != "think":
                return True
            if before and form.form == "base" and not self._plural_before(verb):
                return True
        return form.form == "past" and before in PREPOSITIONS and before not in ("of",)

    def _plural_before(self, verb: int) -> bool:
        """Tell whether a base form has a subject or auxiliary before it that it agrees with."""
        begin = verb_group_begin(self.tokens, verb)
        group = self.tokens.lowers[begin:verb]
        if any(word in AUXILIARIES for word in group):
            return True
        before = self.tokens.lower(begin - 1)
        if before in (
            "i",
            "you",
            "we",
            "they",
            "who",
            "that",
            "which",
            "others",
            "some",
            "many",
            "to",
            ",",
            "and",
            "but",
            "or",
            "people",
            "police",
            "those",
            "both",
            ")",
            "most",
        ):
            return True
        return before.endswith("s") and not before.endswith(("ss", "'s", "’s"))

    def _read_finite(self, verb: int, form: CueForm) -> Attribution | None:
        tokens = self.tokens
        begin = verb_group_begin(tokens, verb)
        if is_passive(tokens, begin, verb):
            return self._read_passive(verb)
        inverted = self._read_inverted(verb, begin, form)
        if inverted is not None:
            return inverted
        subject = subject_before(tokens, begin)
        if subject is None:
            return self._read_coordinated(verb, begin, form)
        leading = self._leading_content(subject[0], form)
        if leading:
            return self._read_behind(subject, begin, verb, form, leading)
        return self._read_forward(subject, begin, verb, form)

    def _leading_content(self, first: int, form: CueForm) -> bool:
        """Tell whether what is said stands before the subject at token `first`."""
        tokens = self.tokens
        before = tokens.lower(first - 1)
        if form.frame not in ("say", "tell", "think"):
            return False
        if before == QUOTE:
            return True
        if before in (",", "—", "--", "–", "?", "!"):
            return first >= 2
        return False

    def _read_inverted(self, verb: int, begin: int, form: CueForm) -> Attribution | None:
        """Read `..., said Mara Venn`."""
        tokens = self.tokens
        before = tokens.lower(begin - 1)
        if (
            begin != verb
            or form.frame not in ("say", "think", "tell")
            or form.form not in ("past", "s", "base")
        ):
            return None
        quoted = before == QUOTE or (before in (",", "—", "--", "–") and tokens.lower(begin - 2) == QUOTE)
        if not quoted and (before != "," or begin < 5 or form.lemma in NEEDS_PROOF or form.frame != "say"):
            return None
        start = verb + 1
        subject = subject_after(tokens, start)
        if subject is None:
            return None
        edge = tokens.lower(subject[1])
        if not quoted and not (
            edge in _RIGHT_EDGE or edge in PREPOSITIONS or edge in ("who", "as", "while", "when")
        ):
            return None
        if (
            not quoted
            and not is_name(tokens.words[subject[0]])
            and tokens.lower(subject[0]) not in DETERMINERS
            and edge not in (".", "")
        ):
            return None
        contents = extent.before(tokens, begin, self._floor())
        if not contents:
            return None
        contents += extent.resumed(tokens, subject[1], quoted=quoted)
        return Attribution(
            span_of(tokens, *subject), span_of(tokens, verb, verb + 1), contents, form.lemma, "verb",
            after=self._tail(subject[1]),
        )  # fmt: skip

    def _floor(self, *, closing: bool = False) -> int:
        """Give the character behind which a content that stands before its cue can begin.

        Args:
            closing: whether the cue closes its sentence, so that what another says before it is part of
                what is said.
        """
        floor = 0
        for other in self.found:
            forward = other.cue is not None and other.cue[0] < other.begin
            if forward and closing and not _quoted(self.tokens, other):
                # "Engineers warned that ..., she said": the whole of it is what she said.
                continue
            if other.parent is None and other.cue is not None and other.kind != "stance":
                floor = max(floor, other.end, other.cue[1], other.source[1] if other.source else 0)
        return floor

    def _read_behind(
        self, subject: Span, begin: int, verb: int, form: CueForm, _leading: bool
    ) -> Attribution | None:
        """Read `..., she said` and `A, she said, B`."""
        tokens = self.tokens
        following = tokens.lower(verb + 1)
        start = extent.behind_adjuncts(tokens, verb + 1)
        hearer: Span | None = None
        if form.frame == "tell" or form.lemma in ("ask",):
            hearer_end = self._hearer_end(verb + 1)
            hearer = (verb + 1, hearer_end) if hearer_end > verb + 1 else None
            start = extent.behind_adjuncts(tokens, hearer_end)
        quoted = tokens.lower(subject[0] - 1) == QUOTE or tokens.lower(subject[0] - 2) == QUOTE
        edge = tokens.lower(start)
        opens = following in ("that", "whether") or edge in ("that", "whether")
        parenthetical = edge in _RIGHT_EDGE and edge not in (":", QUOTE)
        if opens or not (quoted or parenthetical) or (not quoted and form.lemma in NEEDS_PROOF):
            return self._read_forward(subject, begin, verb, form)
        if (
            quoted
            and not parenthetical
            and edge not in PREPOSITIONS
            and edge not in ("as", "while", "when", "after", "before", "and", "who", ":", QUOTE)
            and form.lemma not in ("say",)
        ):
            return self._read_forward(subject, begin, verb, form)
        if not quoted and (start - verb > 12 or self._list_before(subject[0])):
            return self._read_forward(subject, begin, verb, form)
        contents = extent.before(tokens, subject[0], self._floor(closing=edge in ("", ".")))
        if not contents:
            return self._read_forward(subject, begin, verb, form)
        contents += extent.resumed(tokens, start, quoted=quoted)
        return Attribution(
            span_of(tokens, *subject), span_of(tokens, begin, verb + 1), contents, form.lemma, "verb",
            hearer=span_of(tokens, *hearer) if hearer else None, after=self._tail(verb + 1),
        )  # fmt: skip

    def _list_before(self, first: int) -> bool:
        """Tell whether the words before the comma are an adjunct, not a clause: "On Monday, she said."."""
        words = [word for word in self.tokens.lowers[:first] if word.isalnum()]
        return len(words) < 4

    def _read_forward(self, subject: Span | None, begin: int, verb: int, form: CueForm) -> Attribution | None:
        """Read `she said that ...`; `subject` None takes the source of the attribution before it."""
        tokens = self.tokens
        end, start, hearer = self._behind_verb(verb, form)
        stop = extent.clause_end(tokens, start)
        if start >= stop or not self._takes(verb, start, stop, form, end):
            return None
        contents = extent.trim(tokens, start, stop)
        if not contents:
            return None
        source = span_of(tokens, *subject) if subject else None
        antecedent: Span | None = None
        if (
            subject is not None
            and tokens.lowers[subject[0]] in ("who", "which", "that")
            and subject[1] - subject[0] == 1
        ):
            antecedent = self._antecedent(subject[0])
        elif subject is not None and tokens.lower(subject[0] - 1) == "whom":
            antecedent = self._antecedent(subject[0] - 1)
        return Attribution(
            source, span_of(tokens, begin, end), contents, form.lemma, "verb" if form.frame in ("say", "tell", "think") else "stance",
            hearer=span_of(tokens, *hearer) if hearer else None, after=self._tail(end),
            shares_source=subject is None, antecedent=antecedent,
        )  # fmt: skip

    def _antecedent(self, relative: int) -> Span | None:
        phrase = subject_before(self.tokens, relative)
        if phrase is None and self.tokens.lower(relative - 1) == ",":
            phrase = subject_before(self.tokens, relative - 1)
        return span_of(self.tokens, *phrase) if phrase else None

    def _behind_verb(self, verb: int, form: CueForm) -> tuple[int, int, Span | None]:
        """Give (end of the cue, start of the content, tokens of the hearer)."""
        tokens = self.tokens
        end = verb + 1
        particles = _PARTICLES.get(form.lemma, ())
        hearer: Span | None = None
        if tokens.lower(end) in particles:
            end += 1
            return end, end, None
        start = end
        if form.frame == "tell":
            hearer_end = self._hearer_end(end)
            if hearer_end > end:
                hearer = (end, hearer_end)
            start = hearer_end
        start = extent.skip_to_content(tokens, start)
        return end, start, hearer

    def _hearer_end(self, start: int) -> int:
        """Walk over who is told; `start` itself where nobody is."""
        tokens = self.tokens
        if tokens.lower(start) in _HEARER_STOPS or start >= len(tokens):
            return start
        if tokens.lower(start) in (
            "me",
            "him",
            "her",
            "us",
            "them",
            "you",
            "reporters",
            "lawmakers",
            "everyone",
        ):
            return start + 1
        at = start
        limit = min(len(tokens), start + 14)
        while at < limit:
            lower = tokens.lowers[at]
            joins = lower == "of" or (lower == "." and not extent.is_end(tokens, at))
            if lower in _HEARER_STOPS and not (at > start and joins):
                return at
            if at > start and (
                lower in _HEARER_ENDS or is_adverb(lower) or lower in PREPOSITIONS and lower != "of"
            ):
                return at
            if (
                at > start
                and is_name(tokens.words[at])
                and not is_name(tokens.words[at - 1])
                and tokens.lowers[at - 1] not in DETERMINERS
                and tokens.lowers[at - 1] not in ("of", ".")
            ):
                return at
            if at > start and (lower in AUXILIARIES or lower in VERBS and VERBS[lower].form == "past"):
                return start
            at += 1
        return min(at, start + 4)

    def _takes(self, verb: int, start: int, stop: int, form: CueForm, end: int) -> bool:
        """Tell whether what stands from `start` to `stop` can be what this verb attributes."""
        tokens = self.tokens
        opener = tokens.lower(start)
        if opener == "that" and extent.has_verb(tokens, start + 1, stop):
            return True
        if QUOTE in tokens.lowers[start : start + 3] and form.frame != "want":
            return True
        if end > verb + 1:
            return stop > start
        if opener == "to":
            return form.lemma in INFINITIVE and stop - start >= 2
        if opener in ("whether", "how", "why", "what", "where", "who", "if", "when", "which"):
            return form.frame in ("say", "tell", "think") and extent.has_verb(tokens, start + 1, stop)
        if opener in ("of", "for") and form.lemma in _BLAMING:
            return "whom" in tokens.lowers[max(0, verb - 4) : verb]
        if opener in (
            "as",
            "by",
            "on",
            "in",
            "at",
            "with",
            "from",
            "after",
            "for",
            "and",
            "or",
            ",",
            "but",
            "than",
            "the same",
        ):
            return False
        if form.frame == "object" or (form.lemma in WITH_OBJECT and not extent.has_verb(tokens, start, stop)):
            return stop - start >= 1 and opener not in PREPOSITIONS
        if form.frame == "want" or form.lemma in NEEDS_PROOF:
            return False
        return extent.is_clause(tokens, start, stop)

    def _read_coordinated(self, verb: int, begin: int, form: CueForm) -> Attribution | None:
        """Read `... and said that ...`, whose subject is that of the clause before."""
        tokens = self.tokens
        before = tokens.lower(begin - 1)
        if before not in ("and", "but", "or", ",", "also", "then") and begin > 0:
            return None
        if form.form not in ("past", "s", "participle", "base") or begin == 0:
            return None
        found = self._read_forward(None, begin, verb, form)
        if found is not None:
            self._share_source(found)
        return found if found is not None and found.source is not None else None

    def _share_source(self, found: Attribution) -> None:
        """Give an attribution without a subject the last source in the sentence, else the sentence's subject."""
        for other in reversed(self.found):
            if other.source is not None and other.kind in ("verb", "stance") and other.parent is None:
                found.source, found.antecedent, found.shares_source = other.source, other.antecedent, True
                return
        main = extent.main_subject(self.tokens)
        if main is not None:
            found.source = span_of(self.tokens, *main)

    def _read_ing(self, verb: int, form: CueForm) -> Attribution | None:
        """Read `, adding that ...` and `is saying ...`."""
        tokens = self.tokens
        begin = verb_group_begin(tokens, verb)
        group = tokens.lowers[begin:verb]
        if any(word in BE for word in group):
            subject = subject_before(tokens, begin)
            if subject is None:
                return self._read_coordinated(verb, begin, form)
            if self._leading_content(subject[0], form) and tokens.lower(subject[0] - 1) == QUOTE:
                return self._read_behind(subject, begin, verb, form, True)
            return self._read_forward(subject, begin, verb, form)
        before = tokens.lower(begin - 1)
        found = self._read_forward(None, verb, verb, form)
        if found is None:
            return None
        if (
            before in (",", QUOTE, "and", "—", "--", "by", "while", "after", "before", "in", "or", "without")
            or begin == 0
        ):
            self._share_source(found)
            return found if found.source is not None else None
        if form.frame in ("object", "want"):
            return None
        subject = subject_before(tokens, begin)
        if subject is None or before in PREPOSITIONS or before in DETERMINERS:
            return None
        found.source, found.shares_source = span_of(tokens, *subject), False
        return found

    def _read_infinitive(self, verb: int, form: CueForm) -> Attribution | None:
        """Read `went on to say that ...`; a bare infinitive attributes nothing that was said."""
        tokens = self.tokens
        begin = verb - 1
        while begin > 0 and tokens.lowers[begin - 1] in (
            "on",
            "went",
            "goes",
            "continued",
            "continues",
            "came",
            "seemed",
            "appeared",
        ):
            begin -= 1
        if begin == verb - 1 or tokens.lowers[begin] == "on":
            return None
        return self._read_finite_group(begin, verb, form)

    def _read_finite_group(self, begin: int, verb: int, form: CueForm) -> Attribution | None:
        begin = verb_group_begin(self.tokens, begin)
        subject = subject_before(self.tokens, begin)
        if subject is None:
            return self._read_coordinated(verb, begin, form)
        if self._leading_content(subject[0], form):
            return self._read_behind(subject, begin, verb, form, True)
        return self._read_forward(subject, begin, verb, form)

    def _tail(self, start: int) -> Span | None:
        """Give the words behind a cue that may name a channel."""
        end = min(len(self.tokens), start + 24)
        return span_of(self.tokens, start, end) if start < end else None

    # -- passive -----------------------------------------------------------------------------------------

    def _read_passive(self, verb: int) -> Attribution | None:
        """Read "is believed to", "it is said that", "was quoted as saying", "was told that"."""
        tokens = self.tokens
        begin = verb_group_begin(tokens, verb)
        if not is_passive(tokens, begin, verb):
            return None
        subject = subject_before(tokens, begin)
        following = tokens.lower(verb + 1)
        if tokens.lowers[verb] == "quoted" and subject is not None:
            return self._read_quoted(subject, begin, verb)
        if subject is None:
            return None
        impersonal = tokens.lowers[subject[0]] in ("it", "there") and subject[1] - subject[0] == 1
        lemma = VERBS[tokens.lowers[verb]].lemma if tokens.lowers[verb] in VERBS else tokens.lowers[verb]
        cue_begin = subject[0] if impersonal else begin
        if impersonal or following == "that":
            start = verb + 1
            stop = extent.clause_end(tokens, start)
            if tokens.lower(start) != "that" and not (impersonal and extent.is_clause(tokens, start, stop)):
                return None
            contents = extent.trim(tokens, start, stop)
        elif (
            tokens.lowers[verb] in PASSIVE
            and following in ("to", "of", "dead")
            and (following != "of" or lemma == "accuse")
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

    def _read_quoted(self, subject: Span, begin: int, verb: int) -> Attribution | None:
        tokens = self.tokens
        at = verb + 1
        limit = min(len(tokens), at + 14)
        while at < limit and not (
            tokens.lowers[at] == "as" and tokens.lower(at + 1) in ("saying", "telling")
        ):
            at += 1
        if at >= limit:
            return None
        start = extent.skip_to_content(tokens, at + 2)
        contents = extent.trim(tokens, start, extent.clause_end(tokens, start))
        if not contents and subject[0] > 1:
            contents = extent.before(tokens, subject[0], self._floor())
        return Attribution(
            span_of(tokens, *subject), span_of(tokens, begin, at + 2), contents, "say", "verb",
            after=span_of(tokens, verb + 1, at) if at > verb + 1 else None,
        )  # fmt: skip

    # -- phrases -----------------------------------------------------------------------------------------

    def read_according(self, index: int) -> Attribution | None:
        """Read "according to X", "per X" and "in the words of X" at token `index`."""
        tokens = self.tokens
        start = index + 1
        if tokens.lowers[index] == "according":
            if tokens.lower(index + 1) != "to":
                return None
            start = index + 2
        return self._read_phrase(index, start)

    def _read_phrase(self, index: int, start: int) -> Attribution | None:
        tokens = self.tokens
        leads = not any(
            word.isalnum() or word == QUOTE
            for word in tokens.lowers[:index]
            if word not in ("and", "but", "yet", "still", "so")
        )
        subject = extent.named_after(tokens, start, appositive=not leads)
        if subject is None:
            return None
        source, cue, after = span_of(tokens, *subject), span_of(tokens, index, start), subject[1]
        if leads:
            comma = after
            while comma < min(len(tokens), after + 25) and tokens.lowers[comma] != ",":
                comma += 1
            if tokens.lower(comma) != ",":
                return None
            stop = extent.clause_end(tokens, comma + 1)
            contents = extent.trim(tokens, comma + 1, stop)
        else:
            contents = extent.before(tokens, index, self._floor())
            if tokens.lower(after) == "," and contents and tokens.lower(index - 1) == ",":
                contents += extent.resumed(tokens, after, quoted=False)
        return (
            Attribution(source, cue, contents, "according", "according", after=self._tail(after))
            if contents
            else None
        )

    def read_per(self, index: int) -> Attribution | None:
        """Read ", per the ministry"."""
        tokens = self.tokens
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
        return self._read_phrase(index, index + 1)

    def read_in(self, index: int) -> Attribution | None:
        """Read "in the words of X" and "in X's view"."""
        tokens = self.tokens
        if (
            tokens.lower(index + 1) == "the"
            and tokens.lower(index + 2) in ("words", "view", "eyes", "opinion")
            and tokens.lower(index + 3) == "of"
        ):
            return self._read_phrase(index, index + 4)
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
            contents = extent.before(tokens, index, self._floor())
        return (
            Attribution(source, span_of(tokens, at, at + 1), contents, "say", "according")
            if contents
            else None
        )

    def read_noun(self, index: int) -> Attribution | None:
        """Read "their claim that ..." and "allegations that ..."."""
        tokens = self.tokens
        following = tokens.lower(index + 1)
        start = index + 1
        by: Span | None = None
        if following in ("by", "from"):
            by = extent.named_after(tokens, index + 2)
            if by is None:
                return None
            start = by[1]
            following = tokens.lower(start)
        owner = self._owner(index)
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
        contents = extent.trim(tokens, start + (0 if following == "that" else 1), stop)
        source = span_of(tokens, *by) if by else span_of(tokens, *owner) if owner else None
        lemma = tokens.lowers[index].removesuffix("s")
        return (
            Attribution(source, span_of(tokens, index, index + 1), contents, lemma, "noun")
            if contents
            else None
        )

    def _owner(self, noun: int) -> Span | None:
        """Find the possessor of a noun: "his", "the minister's"."""
        tokens = self.tokens
        for at in range(noun - 1, max(-1, noun - 4), -1):
            lower = tokens.lowers[at]
            if lower in POSSESSIVES:
                return at, at + 1
            if lower.endswith(("'s", "’s", "s'", "s’")) or (lower in ("'", "’") and at):
                phrase = subject_before(tokens, at + 1)
                return phrase
            if lower in DETERMINERS or lower in PREPOSITIONS or not lower.isalpha():
                return None
        return None


def _quoted(tokens: Tokens, attribution: Attribution) -> bool:
    """Tell whether an attribution's content is a quotation."""
    quotes = {begin for begin, lower in zip(tokens.begins, tokens.lowers, strict=True) if lower == QUOTE}
    return any(begin in quotes for begin, _ in attribution.contents)


def _clip(contents: list[Span], bounds: list[Span]) -> list[Span]:
    """Keep the parts of `contents` that lie inside `bounds`."""
    kept = []
    for begin, end in contents:
        for low, high in bounds:
            if max(begin, low) < min(end, high):
                kept.append((max(begin, low), min(end, high)))
    return kept


def _yield_to_later(earlier: Attribution, later: Attribution) -> None:
    """Take from an earlier attribution's content what a later one's source, cue and content claim."""
    assert later.cue is not None
    claimed = (
        later.contents + [later.cue] + ([later.source] if later.source and not later.shares_source else [])
    )
    low = min(begin for begin, _ in claimed)
    high = max(end for _, end in claimed)
    if earlier.cue is None or earlier.end <= low or earlier.begin >= high:
        return
    if earlier.kind == "stance" and later.begin <= earlier.begin and earlier.end <= later.end:
        earlier.parent = later
        return
    clipped = [(begin, min(end, low)) if begin < low else (begin, end) for begin, end in earlier.contents]
    earlier.contents = [(begin, end) for begin, end in clipped if end > begin and not (low <= begin < high)]


_OTHER_READERS = {
    "according": SentenceReader.read_according,
    "per": SentenceReader.read_per,
    "in": SentenceReader.read_in,
    **dict.fromkeys(sorted(NOUNS), SentenceReader.read_noun),
}
