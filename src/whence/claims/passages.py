"""Which statements of two documents stand at the same place of a reused passage."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from whence.claims.tokens import read_tokens
from whence.records import Passage, Statement
from whence.rows import StatementRows

# A statement is inside a passage when this share of its characters is.
_COVERED = 0.6
# Two statements inside one passage are the same place when this share of their words is the same.
_ALIKE = 0.6
# Characters by which the proportional place of a statement may be wrong in a passage with gaps.
_SLACK = 400
_KEPT = 50_000  # statements whose words are kept: some hundred megabytes


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
    rows = StatementRows.of(statements)
    return [pair for _, _, pair in align_rows(rows, passages)]


def align_rows(rows: StatementRows, passages: Sequence[Passage]) -> list[tuple[int, int, Aligned]]:
    """Find what `align_statements` finds, with the places of the left and the right row.

    Args:
        rows: statements.
        passages: aligned spans of two texts.

    Returns:
        As `align_statements` gives them.
    """
    words = _Words()
    found: list[tuple[int, int, Aligned]] = []
    # Passages of one document together, so that its statements are read once.
    for passage in sorted(passages, key=lambda p: (p.left_id, p.right_id)):
        if rows.holds(passage.left_id) and rows.holds(passage.right_id):
            left, right = rows.first_of(passage.left_id), rows.first_of(passage.right_id)
            found += [(left + a, right + b, pair) for a, b, pair in _align(passage, rows, words)]
    return sorted(found, key=lambda row: (row[2].passage_id, row[2].left_id, row[2].right_id))


class _Words:
    """Token counts of statements; the last ones read are kept."""

    def __init__(self) -> None:
        self.known: dict[str, Counter[str]] = {}

    def of(self, statement: Statement) -> Counter[str]:
        counts = self.known.get(statement.id)
        if counts is None:
            if len(self.known) >= _KEPT:
                self.known.clear()
            counts = Counter(token.word for token in read_tokens(statement.text))
            self.known[statement.id] = counts
        return counts

    def alike(self, left: Statement, right: Statement) -> float:
        if left.text == right.text:
            return 1.0 if self.of(left) else 0.0
        a, b = self.of(left), self.of(right)
        total = a.total() + b.total()
        return 2 * (a & b).total() / total if total else 0.0


def _inside(own: Sequence[Statement], begin: int, end: int) -> list[tuple[int, Statement]]:
    """Give the statements of which enough lies within [begin, end), and their places."""
    texts = bisect_left(own, 1, key=lambda s: s.field == "title")
    # A statement that begins more than its own length before `begin` cannot be covered enough.
    first = bisect_left(own, begin - (end - begin), hi=texts, key=lambda s: s.begin)
    inside = []
    for place in range(first, texts):
        statement = own[place]
        if statement.begin >= end:
            break
        shared = min(statement.end, end) - max(statement.begin, begin)
        if statement.text and shared >= _COVERED * (statement.end - statement.begin):
            inside.append((place, statement))
    return inside


def _align(passage: Passage, rows: StatementRows, words: _Words) -> list[tuple[int, int, Aligned]]:
    lefts = _inside(rows.of_document(passage.left_id), passage.left_begin, passage.left_end)
    rights = _inside(rows.of_document(passage.right_id), passage.right_begin, passage.right_end)
    if not lefts or not rights:
        return []
    scale = (passage.right_end - passage.right_begin) / max(1, passage.left_end - passage.left_begin)
    slack = _SLACK + 0.1 * (passage.right_end - passage.right_begin)
    pairs = []
    for a, left in lefts:
        place = passage.right_begin + (left.begin - passage.left_begin) * scale
        for b, right in rights:
            away = abs(right.begin - place)
            if away > slack:
                continue
            alike = words.alike(left, right)
            if alike >= _ALIKE:
                pairs.append((-round(alike, 6), away, left.id, right.id, a, b))
    pairs.sort()
    used: set[str] = set()
    aligned = []
    for negative, _, left_id, right_id, a, b in pairs:
        if left_id not in used and right_id not in used:
            used.update((left_id, right_id))
            aligned.append((a, b, Aligned(passage.id, left_id, right_id, -negative)))
    return aligned
