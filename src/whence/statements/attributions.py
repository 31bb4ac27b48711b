"""Attributions of one sentence: which words attribute, to whom, and what."""

from bisect import bisect_left
from dataclasses import dataclass

from whence.statements.captions import is_caption
from whence.statements.tokens import QUOTE, SUBJECT_PRONOUNS, Tokens, is_name

Span = tuple[int, int]


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
    """Turn token indexes into a character span; of "he’s" only the pronoun is meant."""
    if end - first == 1:
        head, mark, _ = tokens.lowers[first].replace("’", "'").partition("'")
        if mark and head in SUBJECT_PRONOUNS:
            return tokens.begins[first], tokens.begins[first] + len(head)
    return tokens.begins[first], tokens.ends[end - 1]


class Sentence:
    """One sentence with the attributions found in it so far.

    Attributes:
        tokens: its tokens.
        found: its attributions, in the order of their cues.
        next_cited: span of whom the next attribution's source cites, where that stands before it.
        title_case: whether it is written like a headline, all long words with a capital.
    """

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.found: list[Attribution] = []
        self.next_cited: Span | None = None
        long_words = [word for word in tokens.words if len(word) > 3 and word[0].isalpha()]
        self.title_case = len(long_words) > 2 and all(is_name(word) for word in long_words)

    def keep(self, found: Attribution) -> None:
        """Add an attribution, nested where its cue stands in another's content."""
        assert found.cue is not None
        if (found.kind == "noun" and _stands_between(found, self.found)) or self._is_caption(found):
            return
        _adopt(found, self.found)
        for other in reversed(self.found):
            if other.parent is found:
                continue
            inside = any(begin <= found.cue[0] < end for begin, end in other.contents)
            if inside and (other.kind != "stance" or found.kind == "noun"):
                if found.begin < other.begin or any(
                    not any(b <= begin and end <= e for b, e in other.contents)
                    for begin, end in found.contents
                ):
                    found.contents = _clip(found.contents, other.contents)
                    if not found.contents:
                        return
                found.parent = other
                break
            if other.parent is None and found.parent is None and not inside:
                _yield_to_later(other, found)
        self.found = [kept for kept in self.found if kept.contents]
        if self.next_cited is not None and found.parent is None and self.next_cited[1] <= found.cue[0]:
            found.cited, self.next_cited = found.cited or self.next_cited, None
        if found.source is not None and self.tokens.begins[0] < found.source[0] < found.begin:
            found.lead = (self.tokens.begins[0], found.source[0])
        self.found.append(found)

    def _is_caption(self, found: Attribution) -> bool:
        """Tell whether an attribution only says what a picture shows."""
        if found.source is None or found.cue is None:
            return False
        tokens = self.tokens
        source, cue, content = (
            " ".join(tokens.words[bisect_left(tokens.begins, begin) : bisect_left(tokens.begins, end)])
            for begin, end in (found.source, found.cue, (found.begin, found.end))
        )
        return is_caption(source, cue, content)

    def floor(self, *, closing: bool = False) -> int:
        """Give the character behind which a content that stands before its cue can begin.

        Args:
            closing: whether the cue closes its sentence, so that what another says before it is part of
                what is said.
        """
        floor = 0
        for other in self.found:
            forward = other.kind == "passive" or (other.cue is not None and other.cue[0] < other.begin)
            if forward and closing and not _quoted(self.tokens, other):
                # "Engineers warned that ..., she said": the whole of it is what she said.
                continue
            if other.parent is None and other.cue is not None and other.kind != "stance":
                floor = max(floor, other.end, other.cue[1], other.source[1] if other.source else 0)
        return floor

    def tail(self, start: int) -> Span | None:
        """Give the words behind a cue that may name a channel."""
        end = min(len(self.tokens), start + 24)
        return span_of(self.tokens, start, end) if start < end else None


def _quoted(tokens: Tokens, attribution: Attribution) -> bool:
    """Tell whether an attribution's content is a quotation."""
    quotes = {begin for begin, lower in zip(tokens.begins, tokens.lowers, strict=True) if lower == QUOTE}
    return any(begin in quotes for begin, _ in attribution.contents)


def _stands_between(found: Attribution, others: list[Attribution]) -> bool:
    """Tell whether a noun stands between another's cue and content: "said in a statement that"."""
    return any(
        other.cue is not None and other.cue[1] <= found.cue[0] and found.cue[1] <= other.begin < found.end
        for other in others
        if found.cue is not None
    )


def _adopt(found: Attribution, others: list[Attribution]) -> None:
    """Nest the attributions whose cue stands in a later one's content."""
    for other in others:
        covers = other.cue is not None and any(
            begin <= other.cue[0] and other.cue[1] <= end for begin, end in found.contents
        )
        if other.parent is None and covers:
            other.parent = found
            other.contents = _clip(other.contents, found.contents)


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
