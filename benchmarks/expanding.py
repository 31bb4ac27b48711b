"""How many pairs of a family are found with what both have of their root: as stored, and after expansion."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
from recall import FOUND, Corpus, number_ids

from whence.match import expand_passages
from whence.settings import MatchSettings

_FAMILIES = 200  # drawn by seed from those of the sizes below
_SIZES = (3, 60)  # a pair of a family of two is always stored, and all pairs of 2,000 are two million
_SHORTEST = 240  # characters that two members must have from one place of their root; some 40 tokens
Piece = tuple[int, int, int]  # begin and end in the root's text, begin in the member's


def measure_expansion(corpus: Corpus, documents: list[Path], passages: Path) -> dict[str, Any]:
    """Draw families and measure the recall of all their pairs.

    Args:
        corpus: what was planted.
        documents: files with the texts.
        passages: folder of what was found.

    Returns:
        `families`, `pairs` that have long words of one place of their root in common, and the shares of them
        that were found, `stored` and `expanded`.
    """
    sizes = np.bincount(corpus.family[corpus.family >= 0])
    fitting = np.flatnonzero((sizes >= _SIZES[0]) & (sizes <= _SIZES[1]))
    drawn = np.random.default_rng(1).permutation(fitting)[:_FAMILIES]
    members = corpus.ids.filter(pa.array(np.isin(corpus.family, drawn)))
    pieces = _pieces(corpus, members)
    stored = ds.dataset(passages).to_table(
        filter=ds.field("left_id").isin(members) & ds.field("right_id").isin(members)
    )
    texts = ds.dataset([str(path) for path in documents]).to_table(
        ["id", "text"], filter=ds.field("id").isin(members)
    )
    planted = list(_planted(corpus, members, pieces))
    shares = {"stored": _found(planted, stored)}
    shares["expanded"] = _found(planted, expand_passages(stored, texts, MatchSettings()))
    return {"families": len(drawn), "pairs": len(planted)} | shares


def _pieces(corpus: Corpus, members: pa.Array) -> dict[str, list[Piece]]:
    """Give the unchanged pieces of its root that each member has; the root has all of itself."""
    rows = corpus.plants.filter(pc.is_in(corpus.plants["document_id"], value_set=members))
    rows = rows.filter(pc.and_(pc.is_in(rows["source_id"], value_set=members), pc.equal(rows["edits"], 0)))
    pieces: dict[str, list[Piece]] = {}
    for row in rows.to_pylist():
        piece = (row["source_begin"], row["source_end"], row["begin"])
        pieces.setdefault(row["document_id"], []).append(piece)
        pieces.setdefault(row["source_id"], [(0, 1 << 31, 0)])
    return pieces


def _planted(
    corpus: Corpus, members: pa.Array, pieces: dict[str, list[Piece]]
) -> Iterator[tuple[str, str, int, int]]:
    """Give pairs of members, the lesser id first, and the longest piece in common, in its characters."""
    families: dict[int, list[str]] = {}
    numbers = number_ids(pa.chunked_array([members]), corpus.ids)
    for name, family in zip(members.to_pylist(), corpus.family[numbers].tolist(), strict=True):
        families.setdefault(family, []).append(name)
    for family in sorted(families):
        for left, right in combinations(sorted(families[family]), 2):
            shared = [
                (min(one[1], other[1]) - max(one[0], other[0]), max(one[0], other[0]) - one[0] + one[2])
                for one in pieces.get(left, ())
                for other in pieces.get(right, ())
            ]
            size, begin = max(shared, default=(0, 0))
            if size >= _SHORTEST:
                yield left, right, begin, begin + size


def _found(planted: list[tuple[str, str, int, int]], passages: pa.Table) -> float:
    """Give the share of pairs whose common piece stands in passages of the two."""
    spans: dict[tuple[str, str], list[tuple[int, int]]] = {}
    names = ("left_id", "right_id", "left_begin", "left_end")
    for left, right, begin, end in zip(*(passages[name].to_pylist() for name in names), strict=True):
        spans.setdefault((left, right), []).append((begin, end))
    found = 0
    for left, right, begin, end in planted:
        covered = at = begin
        for first, last in sorted(spans.get((left, right), ())):
            at = max(at, first)
            covered += max(min(last, end) - at, 0)
            at = max(at, last)
        found += covered - begin >= FOUND * (end - begin)
    return round(found / max(len(planted), 1), 4)
