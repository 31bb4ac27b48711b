"""What changed between a statement and the one it was had from."""

from collections.abc import Iterable, Sequence

from whence.origins.citing import is_own_voice
from whence.origins.library import Library, shorten
from whence.origins.naming import key_of
from whence.records import Arrow, Mutation, MutationKind, Quantity, Statement

_CARRYING = frozenset(("copy", "credit", "attribution", "link", "channel", "version"))
# What a figure's words say about how exact it is.
_VAGUE = {
    "about": "about", "around": "about", "roughly": "about", "approximately": "about", "some": "about",
    "nearly": "nearly", "almost": "nearly",
}  # fmt: skip
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
            if library.unordered(arrow, earlier, later):
                continue  # a difference without an order has no before and after
            found.update(compare(arrow.claim_id, earlier, later, library))
    return sorted(found, key=_order)


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
        Mutations in no particular order.
    """
    changes: list[tuple[MutationKind, str, str]] = []
    changes += [("quantity", before, after) for before, after in _quantities(earlier, later, library)]
    if earlier.hedges and not later.hedges:
        changes.append(("hedge-dropped", "; ".join(earlier.hedges), ""))
    if later.hedges and not earlier.hedges:
        changes.append(("hedge-added", "", "; ".join(later.hedges)))
    changes += _attribution(earlier, later, library)
    if earlier.negated != later.negated:
        changes.append(("negation", shorten(earlier.text), shorten(later.text)))
    return [
        Mutation(
            claim_id=claim_id, from_statement=earlier.id, to_statement=later.id, kind=kind, before=before,
            after=after,
        )
        for kind, before, after in changes
    ]  # fmt: skip


def words_of(statement: Statement, begin: int, end: int, library: Library) -> str:
    """Give the words at a place of a statement's field."""
    document = library.document(statement)
    field = (document.title or "") if statement.field == "title" else document.text
    return field[begin:end]


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


def _quantities(earlier: Statement, later: Statement, library: Library) -> list[tuple[str, str]]:
    found = []
    for a, b in (*quantity_changed(earlier, later), *_same_figures(earlier, later)):
        before, after = words_of(earlier, a.begin, a.end, library), words_of(later, b.begin, b.end, library)
        if value_of(a) != value_of(b) or _exactness(a, before) != _exactness(b, after):
            found.append((before, after))
    return found


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


def _mention(statement: Statement, library: Library) -> str:
    if statement.source_begin is not None and statement.source_end is not None:
        return words_of(statement, statement.source_begin, statement.source_end, library)
    return statement.source or ""


def _attribution(
    earlier: Statement, later: Statement, library: Library
) -> list[tuple[MutationKind, str, str]]:
    if "author" in (earlier.source_kind, later.source_kind):
        return []  # a byline is not in the sentence; reposts name the author elsewhere
    before_own, after_own = is_own_voice(earlier, library), is_own_voice(later, library)
    if before_own and after_own:
        return []
    # A speaker who is not named beside the words was found by inference: a sentence put between is enough
    # to find another.
    if any(
        not own and statement.source_certainty != "explicit"
        for own, statement in ((before_own, earlier), (after_own, later))
    ):
        return []
    before, after = _mention(earlier, library), _mention(later, library)
    if after_own:
        # Headlines leave attributions out for room; that is no change on the way.
        return [] if later.field == "title" else [("attribution-dropped", before, "")]
    if library.names.outlet(later.source) == library.outlet(earlier) and before_own:
        return []  # "the Herald reported", of what the Herald said in its own voice
    if before_own:
        return [] if earlier.field == "title" else [("attribution-added", "", after)]
    return [] if _same_speaker(earlier, later, before, after) else [("attribution-changed", before, after)]


def _same_speaker(earlier: Statement, later: Statement, before: str, after: str) -> bool:
    if earlier.source_id is not None and earlier.source_id == later.source_id:
        return True
    if earlier.source in later.chain or later.source in earlier.chain:
        return True  # one line of speakers, of which the two pages' statements show two
    one, other = set(key_of(earlier.source or "").split()), set(key_of(later.source or "").split())
    if one <= other or other <= one:
        return True
    mentions = [key_of(mention) for mention in (before, after)]
    return mentions[0] == mentions[1] or not _STAND_INS.isdisjoint(mentions)
