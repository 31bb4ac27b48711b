"""What changed between a statement and the one it was had from."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from whence.origins.citing import cited_outlet, is_own_voice
from whence.origins.copying import share_of_words
from whence.origins.library import Library, extent
from whence.origins.naming import key_of
from whence.origins.wording import Change, Span, Wordings, field_of
from whence.records import Arrow, Mutation, Quantity, Statement
from whence.statements import cue_class

_CARRYING = frozenset(("copy", "credit", "attribution", "link", "channel", "version"))
# What a figure's words say about how exact it is.
_VAGUE = {
    "about": "about", "around": "about", "roughly": "about", "approximately": "about", "some": "about",
    "nearly": "nearly", "almost": "nearly",
}  # fmt: skip
# Share of equal words from which a page that cites another says the same thing, and what differs is a change.
_ALIKE = 0.6
# Words below which a statement does not say enough for a difference to be a change.
_FEWEST = 5
# What is told anew each time in a set form.
_FACTS = frozenset(("quantity", "place", "date"))
# How far apart pages of one story are, and what share of one of them two pages share that are one text.
_ONE_STORY = timedelta(days=4)
_ONE_TEXT = 0.3
# Share of equal words from which one sentence has another speaker; of a reworded one the speaker may be said
# beside it.
_ONE_SENTENCE = 0.75
_BELIEF = re.compile(r"\b(?:believ|think|thought|suspect|fear|assum)", re.IGNORECASE)
# Words for a speaker that name nobody: which of them a desk puts says nothing about who spoke.
_STAND_INS = frozenset(
    (
        "he", "she", "they", "it", "who", "which", "that", "this", "these", "those", "we", "i", "you", "his",
        "her", "their", "one", "someone", "others",
    )
)  # fmt: skip


def find_mutations(
    arrows: Iterable[Arrow], statements: dict[str, Statement], library: Library, threshold: float
) -> list[Mutation]:
    """Compare the statements at both ends of every arrow that carried words from one to the other.

    Args:
        arrows: of one claim.
        statements: the claim's statements by id.
        library: the story.
        threshold: least probability of an arrow that counts.

    Returns:
        Mutations, sorted; the words are those of the documents.
    """
    found: set[Mutation] = set()
    for arrow in arrows:
        if arrow.to_kind == "statement" and arrow.kind in _CARRYING and arrow.probability >= threshold:
            earlier, later = statements[arrow.to], statements[arrow.from_statement]
            if library.unordered(arrow, earlier, later) or earlier.document_id == later.document_id:
                continue  # a difference without an order has no before and after
            if arrow.kind != "copy" and _came_after(earlier, later, library):
                continue  # an outlet is cited for what it had said before the article that the corpus holds
            if arrow.kind == "copy" or share_of_words(earlier, later) >= _ALIKE:
                found.update(compare(arrow.claim_id, earlier, later, library))
    return sorted(found, key=_order)


def _came_after(statement: Statement, other: Statement, library: Library) -> bool:
    """Say whether a statement's page came out after another's, by their dates alone."""
    first = library.document(other).published_latest
    last = library.document(statement).published_earliest
    return first is not None and last is not None and first.replace(tzinfo=None) < last.replace(tzinfo=None)


def _order(m: Mutation) -> tuple[str, str, str, str, str, str]:
    return (m.claim_id, m.from_statement, m.to_statement, m.kind, m.before, m.after)


def compare(claim_id: str, earlier: Statement, later: Statement, library: Library) -> list[Mutation]:
    """Give what changed from one statement to another.

    Args:
        claim_id: the claim under which the mutations are listed.
        earlier: the statement it was had from.
        later: the statement that had it.
        library: the story.

    Returns:
        Mutations in no particular order; each has the words at its spans, and no words where nothing stood.
    """
    if min(len(key_of(statement.text).split()) for statement in (earlier, later)) < _FEWEST:
        return []
    wordings = Wordings(earlier, later, library)
    changes = list(_quantities(earlier, later, wordings.fields))
    changes += wordings.changes()
    if any(change.kind in _FACTS for change in changes) and _is_set_form(earlier, later, library):
        return []
    hedges = [c for c in _hedges(earlier, later, wordings.fields) if _is_held(c, wordings)]
    if hedges:  # a hedge that goes or comes says so already
        changes = [change for change in changes if change.kind != "modality"] + hedges
    changes += _attribution(earlier, later, library)
    if earlier.negated != later.negated:
        whole = Span(earlier.begin, earlier.end), Span(later.begin, later.end)
        changes.append(Change("negation", *(wordings.differing() or whole)))
    return [_write(claim_id, earlier, later, change, wordings.fields) for change in changes]


def _write(
    claim_id: str, earlier: Statement, later: Statement, change: Change, fields: tuple[str, str]
) -> Mutation:
    before, after = (
        "" if span is None else field[span.begin : span.end]
        for span, field in zip((change.before, change.after), fields, strict=True)
    )
    return Mutation(
        claim_id=claim_id,
        from_statement=earlier.id,
        to_statement=later.id,
        kind=change.kind,
        before=before,
        after=after,
        before_span=None if change.before is None else (change.before.begin, change.before.end),
        after_span=None if change.after is None else (change.after.begin, change.after.end),
    )


def _is_set_form(earlier: Statement, later: Statement, library: Library) -> bool:
    """Say whether a set form was filled in anew: "volume was 7 billion shares", of another day.

    Pages of one story are near in time, or share more than a sentence.
    """
    if abs(library.moment(later) - library.moment(earlier)) <= _ONE_STORY:
        return False
    edge = library.edge(earlier.document_id, later.document_id)
    return edge is None or max(edge.earlier_covered, edge.later_covered) < _ONE_TEXT


def _is_held(change: Change, wordings: Wordings) -> bool:
    return all(
        span is None or wordings.holds(side, span) for side, span in enumerate((change.before, change.after))
    )


def _hedges(earlier: Statement, later: Statement, fields: tuple[str, str]) -> list[Change]:
    """Give the words of doubt of a statement where the other has none."""
    if earlier.hedges and not later.hedges and not _is_belief(later):
        return [Change("hedge-dropped", span, None) for span in _find(earlier, fields[0])]
    if later.hedges and not earlier.hedges and not _is_belief(earlier):
        return [Change("hedge-added", None, span) for span in _find(later, fields[1])]
    return []


def _is_belief(statement: Statement) -> bool:
    """Say whether the words that attribute a statement withhold certainty: "Smith believes", "he claimed"."""
    cue = statement.cue or ""
    return cue_class(cue) == "doubting" or _BELIEF.search(cue[:200]) is not None


def _find(statement: Statement, field: str) -> Iterator[Span]:
    """Find a statement's words of doubt in its field: in its content, else beside it."""
    for word in statement.hedges:
        begin = field.find(word, statement.begin, statement.end)
        if begin < 0:
            begin = field.find(word, *extent(statement))
        if begin >= 0:
            yield Span(begin, begin + len(word))


def value_of(quantity: Quantity) -> float | None:
    """Give the figure that a quantity is known by: the least value where there is one."""
    return quantity.low if quantity.low is not None else quantity.high


def quantity_changed(earlier: Statement, later: Statement) -> list[tuple[Quantity, Quantity]]:
    """Give the pairs of quantities of one kind whose figures differ.

    A figure of one statement that the other also has, whatever it is called there, has not changed.
    """
    pairs = []
    for kind in sorted({q.kind for q in earlier.quantities} & {q.kind for q in later.quantities} - {"date"}):
        before = _unmatched(earlier.quantities, later.quantities, kind)
        after = _unmatched(later.quantities, earlier.quantities, kind)
        pairs += [(a, b) for a, b in zip(before, after, strict=False) if _alike_counted(a, b)]
    return pairs


def _unmatched(own: Sequence[Quantity], other: Sequence[Quantity], kind: str) -> list[Quantity]:
    values = {value_of(q) for q in other}
    return sorted(
        (q for q in own if q.kind == kind and value_of(q) not in values), key=lambda q: (q.begin, q.end)
    )


def _alike_counted(left: Quantity, right: Quantity) -> bool:
    return left.unit == right.unit or left.unit is None or right.unit is None


def _quantities(earlier: Statement, later: Statement, fields: tuple[str, str]) -> Iterator[Change]:
    for a, b in (*quantity_changed(earlier, later), *_same_figures(earlier, later)):
        before, after = fields[0][a.begin : a.end], fields[1][b.begin : b.end]
        if value_of(a) != value_of(b) or _exactness(a, before) != _exactness(b, after):
            yield Change("quantity", Span(a.begin, a.end), Span(b.begin, b.end))


def _same_figures(earlier: Statement, later: Statement) -> list[tuple[Quantity, Quantity]]:
    """Give the pairs of quantities of one kind and figure, where each statement has the figure once."""
    pairs = []
    for a in earlier.quantities:
        same = [b for b in later.quantities if (b.kind, value_of(b)) == (a.kind, value_of(a))]
        again = [q for q in earlier.quantities if (q.kind, value_of(q)) == (a.kind, value_of(a))]
        if len(same) == 1 and len(again) == 1 and a.kind != "date":
            pairs.append((a, same[0]))
    return pairs


def _exactness(quantity: Quantity, words: str) -> tuple[bool, bool, str]:
    """Say how exactly a figure is given: "24", "at least 24", "about 24" and "nearly 24" are four things."""
    vague = {_VAGUE[word] for word in words.casefold().split() if word in _VAGUE}
    return quantity.low is None, quantity.high is None, min(vague, default="")


def _mention(statement: Statement) -> Span | None:
    if statement.source_begin is None or statement.source_end is None:
        return None
    return Span(statement.source_begin, statement.source_end)


def _attribution(earlier: Statement, later: Statement, library: Library) -> list[Change]:
    before_own, after_own = is_own_voice(earlier, library), is_own_voice(later, library)
    if (before_own and after_own) or not _may_compare_speakers(earlier, later, library):
        return []
    before, after = _mention(earlier), _mention(later)
    if after_own:
        return [Change("attribution-dropped", before, None)]
    cites = library.names.outlet(later.source) == library.outlet(earlier)
    if cites and (before_own or cited_outlet(earlier, library) is not None):
        return []  # "the Herald reported", of what the Herald said or read elsewhere, changes no speaker
    if before_own:
        return [Change("attribution-added", None, after)]
    if _same_speaker(earlier, later, library):
        return []
    return [Change("attribution-changed", before, after)]


def _may_compare_speakers(earlier: Statement, later: Statement, library: Library) -> bool:
    """Say whether the two are one sentence of the text, and whoever speaks is named beside it."""
    if "author" in (earlier.source_kind, later.source_kind) or "title" in (earlier.field, later.field):
        return False  # a byline is not in the sentence; headlines leave attributions out for room
    # A speaker who is not named beside the words was found by inference: a sentence put between is enough
    # to find another.
    inferred = any(
        s.source_certainty != "explicit" and not is_own_voice(s, library) for s in (earlier, later)
    )
    return not inferred and share_of_words(earlier, later) >= _ONE_SENTENCE


def _same_speaker(earlier: Statement, later: Statement, library: Library) -> bool:
    if earlier.source_id is not None and earlier.source_id == later.source_id:
        return True
    if earlier.source in later.chain or later.source in earlier.chain:
        return True  # one line of speakers, of which the two pages' statements show two
    one, other = set(key_of(earlier.source or "").split()), set(key_of(later.source or "").split())
    if one <= other or other <= one:
        return True
    mentions = [
        key_of("" if span is None else field_of(statement, library)[span.begin : span.end])
        for statement in (earlier, later)
        for span in (_mention(statement),)
    ]
    return mentions[0] == mentions[1] or not _STAND_INS.isdisjoint(mentions)
