"""Which statements of two documents stand at the same place of a reused passage."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

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
    spans = _Spans(rows)
    found: list[tuple[int, int, Aligned]] = []
    # Passages of one document together, so that its words are counted once.
    for passage in sorted(passages, key=lambda p: (p.left_id, p.right_id)):
        if rows.holds(passage.left_id) and rows.holds(passage.right_id):
            found += _align(passage, spans)
    return sorted(found, key=lambda row: (row[2].passage_id, row[2].left_id, row[2].right_id))


class _Spans:
    """Places, ids and token counts of statements; the words that were counted last are kept.

    Attributes:
        begins: first code point of each row.
        ends: end of each row.
    """

    def __init__(self, rows: StatementRows) -> None:
        self._rows = rows
        table = rows.table
        self.begins: NDArray[np.int64] = table.column("begin").to_numpy()
        self.ends: NDArray[np.int64] = table.column("end").to_numpy()
        self._ids, self._texts = table.column("id"), table.column("text")
        titled = pc.equal(table.column("field"), "title").to_numpy()
        self._titled = np.concatenate((np.zeros(1, np.int64), np.cumsum(titled)))
        self._known: dict[int, tuple[str, Counter[str]]] = {}

    def inside(self, document_id: str, begin: int, end: int) -> list[int]:
        """Give the rows of a document's text of which enough lies within [begin, end)."""
        first, last = self._rows.span_of(document_id)
        last -= int(self._titled[last] - self._titled[first])  # headlines stand after the text
        # A statement that begins more than its own length before `begin` cannot be covered enough.
        lowest, highest = np.searchsorted(self.begins[first:last], (begin - (end - begin), end))
        begins, ends = (values[first + lowest : first + highest] for values in (self.begins, self.ends))
        shared = np.minimum(ends, end) - np.maximum(begins, begin)
        places = first + lowest + np.flatnonzero(shared >= _COVERED * (ends - begins))
        return [place for place in places.tolist() if self._read(place)[0]]

    def id_of(self, place: int) -> str:
        """Give a row's statement id."""
        key: str = self._ids[place].as_py()
        return key

    def alike(self, left: int, right: int) -> float:
        """Give the share of two rows' words that are the same."""
        (one, a), (other, b) = self._read(left), self._read(right)
        if one == other:
            return 1.0 if a else 0.0
        total = a.total() + b.total()
        return 2 * (a & b).total() / total if total else 0.0

    def _read(self, place: int) -> tuple[str, "Counter[str]"]:
        known = self._known.get(place)
        if known is None:
            if len(self._known) >= _KEPT:
                self._known.clear()
            text = self._texts[place].as_py()
            known = text, Counter(token.word for token in read_tokens(text))
            self._known[place] = known
        return known


def _align(passage: Passage, spans: _Spans) -> list[tuple[int, int, Aligned]]:
    lefts = spans.inside(passage.left_id, passage.left_begin, passage.left_end)
    rights = spans.inside(passage.right_id, passage.right_begin, passage.right_end)
    if not lefts or not rights:
        return []
    scale = (passage.right_end - passage.right_begin) / max(1, passage.left_end - passage.left_begin)
    slack = _SLACK + 0.1 * (passage.right_end - passage.right_begin)
    there = spans.begins[rights].tolist()
    pairs = []
    for left, begin in zip(lefts, spans.begins[lefts].tolist(), strict=True):
        place = passage.right_begin + (begin - passage.left_begin) * scale
        for right, other in zip(rights, there, strict=True):
            away = abs(other - place)
            if away > slack:
                continue
            alike = spans.alike(left, right)
            if alike >= _ALIKE:
                pairs.append((-round(alike, 6), away, spans.id_of(left), spans.id_of(right), left, right))
    pairs.sort()
    used: set[int] = set()
    aligned = []
    for negative, _, left_id, right_id, left, right in pairs:
        if left not in used and right not in used:
            used.update((left, right))
            aligned.append((left, right, Aligned(passage.id, left_id, right_id, -negative)))
    return aligned
