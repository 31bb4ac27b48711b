"""Which statements of two documents stand at the same place of a reused passage."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from whence.claims.wording import read_tokens
from whence.records import Passage, Statement

# A statement is inside a passage when this share of its characters is.
_COVERED = 0.6
# Two statements inside one passage are the same place when this share of their words is the same.
_ALIKE = 0.6
# Characters by which the proportional place of a statement may be wrong in a passage with gaps.
_SLACK = 400


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two statements that one passage shows to be the same words.

    Attributes:
        passage_id: the passage.
        left_id: statement id in the passage's left document.
        right_id: statement id in the right one.
        alike: share of the two statements' words that are the same, 0 to 1.
    """

    passage_id: str
    left_id: str
    right_id: str
    alike: float


def align_statements(statements: Sequence[Statement], passages: Sequence[Passage]) -> list[Aligned]:
    """Find the pairs of statements that passages show to be the same words.

    Args:
        statements: of all documents; those in titles are outside every passage.
        passages: aligned spans of two texts.

    Returns:
        One row a pair and passage, sorted by passage, left and right id; within a passage a statement is
        in one pair at most.
    """
    by_document: dict[str, list[Statement]] = defaultdict(list)
    wanted = {p.left_id for p in passages} | {p.right_id for p in passages}
    for statement in statements:
        if statement.field == "text" and statement.document_id in wanted and statement.text:
            by_document[statement.document_id].append(statement)
    for own in by_document.values():
        own.sort(key=lambda s: (s.begin, s.end, s.id))
    words = _Words()
    found: list[Aligned] = []
    for passage in passages:
        found.extend(_align(passage, by_document, words))
    return sorted(found, key=lambda a: (a.passage_id, a.left_id, a.right_id))


class _Words:
    """Token counts of statements, read once each."""

    def __init__(self) -> None:
        self.known: dict[str, Counter[str]] = {}

    def of(self, statement: Statement) -> Counter[str]:
        counts = self.known.get(statement.id)
        if counts is None:
            counts = Counter(token.word for token in read_tokens(statement.text))
            self.known[statement.id] = counts
        return counts

    def alike(self, left: Statement, right: Statement) -> float:
        a, b = self.of(left), self.of(right)
        total = a.total() + b.total()
        return 2 * (a & b).total() / total if total else 0.0


def _inside(own: Sequence[Statement], begin: int, end: int) -> list[Statement]:
    """Give the statements of which enough lies within [begin, end)."""
    # A statement that begins more than its own length before `begin` cannot be covered enough.
    first = bisect_left(own, begin - (end - begin), key=lambda s: s.begin)
    inside = []
    for statement in own[first:]:
        if statement.begin >= end:
            break
        shared = min(statement.end, end) - max(statement.begin, begin)
        if shared >= _COVERED * (statement.end - statement.begin):
            inside.append(statement)
    return inside


def _align(passage: Passage, by_document: Mapping[str, Sequence[Statement]], words: _Words) -> list[Aligned]:
    lefts = _inside(by_document.get(passage.left_id, ()), passage.left_begin, passage.left_end)
    rights = _inside(by_document.get(passage.right_id, ()), passage.right_begin, passage.right_end)
    if not lefts or not rights:
        return []
    scale = (passage.right_end - passage.right_begin) / max(1, passage.left_end - passage.left_begin)
    slack = _SLACK + 0.1 * (passage.right_end - passage.right_begin)
    pairs = []
    for left in lefts:
        place = passage.right_begin + (left.begin - passage.left_begin) * scale
        for right in rights:
            away = abs(right.begin - place)
            if away > slack:
                continue
            alike = words.alike(left, right)
            if alike >= _ALIKE:
                pairs.append((-round(alike, 6), away, left.id, right.id))
    pairs.sort()
    used: set[str] = set()
    aligned = []
    for negative, _, left_id, right_id in pairs:
        if left_id not in used and right_id not in used:
            used.update((left_id, right_id))
            aligned.append(Aligned(passage.id, left_id, right_id, -negative))
    return aligned
