"""Candidate pairs -> passages: aligned spans of two texts, in characters of the originals."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from whence.match.alignment import align_runs, chain_runs, find_seeds, merge_seeds
from whence.match.prepared import Prepared, Span, prepare, to_passage
from whence.match.rewording import find_reworded, rules_in_corpus
from whence.records import Passage, to_table
from whence.settings import MatchSettings


@dataclass(frozen=True, slots=True)
class Aligned:
    """The passages of candidate pairs, and what was not tried.

    Attributes:
        passages: `records.Passage` rows.
        reworded: for each pair, in their order, whether reworded sentences were looked for; not so in
            pairs that share too few runs and facts, or have too little unexplained, to be worth the cost.
    """

    passages: pa.Table
    reworded: list[bool]


def align(pairs: pa.Table, documents: pa.Table, settings: MatchSettings) -> pa.Table:
    """Give the passages of candidate pairs, as `align_counted` does, without its counts."""
    return align_counted(pairs, documents, settings).passages


def align_counted(pairs: pa.Table, documents: pa.Table, settings: MatchSettings) -> Aligned:
    """Give the passages of candidate pairs, and say what was not tried.

    What a pair gives depends on its two texts and the settings alone.

    Args:
        pairs: columns `left_id` < `right_id`, as `find_candidates` gives them.
        documents: columns `id` and `text`, with every document that is named in `pairs`.
        settings: alignment limits.

    Returns:
        Passages in the order of the pairs, then of the left text, and what was tried in each pair.
    """
    left_ids, right_ids = pairs.column("left_id").to_pylist(), pairs.column("right_id").to_pylist()
    prepared = _prepare_named(documents, {*left_ids, *right_ids}, settings)
    passages: list[Passage] = []
    tried: list[bool] = []
    for left_id, right_id in zip(left_ids, right_ids, strict=True):
        left, right = prepared[left_id], prepared[right_id]
        spans, reworded = align_pair(left, right, settings)
        tried.append(reworded)
        passages.extend(to_passage(span, left_id, left, right_id, right) for span in spans)
    return Aligned(to_table(passages, Passage), tried)


def _prepare_named(documents: pa.Table, names: Iterable[str], settings: MatchSettings) -> dict[str, Prepared]:
    wanted = set(names)
    ids = documents.column("id").to_pylist()
    texts = documents.column("text")
    return {
        name: prepare(texts[row].as_py() or "", settings) for row, name in enumerate(ids) if name in wanted
    }


def align_pair(left: Prepared, right: Prepared, settings: MatchSettings) -> tuple[list[Span], bool]:
    """Give the passages of one pair in two stages, the second only where it is worth its cost.

    Args:
        left: one text.
        right: the other.
        settings: alignment limits.

    Returns:
        Spans in the order of the left text, none overlapping another on either side, and whether reworded
        sentences were looked for. Swapping the texts mirrors the spans.
    """
    if left.sorts_after(right):
        spans, reworded = align_pair(right, left, settings)
        return sorted(span.mirrored() for span in spans), reworded
    spans, runs = _align_verbatim(left, right, settings)
    if _is_explained(left, right, spans, settings):
        return spans, False
    if runs < settings.reworded_runs and not _shares_facts(left, right, settings):
        return spans, False
    return find_reworded(left, right, spans, settings, rules_in_corpus(settings)), True


def _is_explained(left: Prepared, right: Prepared, spans: list[Span], settings: MatchSettings) -> bool:
    """Tell whether too little text is outside verbatim passages for a reworded one."""
    rest = (
        len(left.tokens) - sum(s.left_end - s.left_begin for s in spans),
        len(right.tokens) - sum(s.right_end - s.right_begin for s in spans),
    )
    return min(rest) < settings.smallest_reworded


def _shares_facts(left: Prepared, right: Prepared, settings: MatchSettings) -> bool:
    """Tell whether two texts share enough pairs of neighbouring words for one to reword the other."""
    one, other = left.word_pairs, right.word_pairs
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared >= max(settings.shared_pairs, settings.reworded_facts * min(len(one), len(other)))


def align_verbatim(left: Prepared, right: Prepared, settings: MatchSettings) -> list[Span]:
    """Give the passages that two texts share word for word, small edits allowed.

    A passage begins and ends with tokens that are the same on both sides, steps over at most
    `largest_gap` tokens at a time and overlaps no other on either side. Swapping the texts mirrors them.

    Args:
        left: one text.
        right: the other.
        settings: gap and size limits are read.

    Returns:
        Spans in the order of the left text.
    """
    if left.sorts_after(right):
        return sorted(span.mirrored() for span in align_verbatim(right, left, settings))
    return _align_verbatim(left, right, settings)[0]


def _align_verbatim(left: Prepared, right: Prepared, settings: MatchSettings) -> tuple[list[Span], int]:
    """Give the verbatim passages and the number of shared runs."""
    runs = find_runs(left, right, settings)
    if not len(runs):
        return [], 0
    scores, before = chain_runs(runs, settings.largest_gap)
    found = align_runs(
        left.tokens.hashes,
        right.tokens.hashes,
        runs,
        before,
        np.argsort(-scores, kind="stable"),
        settings.smallest_passage,
        settings.least_similarity,
    )
    return sorted(Span(*row) for row in found.tolist()), len(runs)


def find_runs(left: Prepared, right: Prepared, settings: MatchSettings) -> NDArray[np.int64]:
    """Give the maximal runs of tokens that two texts share, of `gram` tokens or more.

    Returns:
        Left begin, right begin and length of each, in that order; shape (n, 3).
    """
    seeds = np.sort(find_seeds(left.grams, right.grams, left.order, right.order))
    runs = merge_seeds(seeds, len(left.grams), settings.gram)
    return np.ascontiguousarray(runs[np.lexsort((runs[:, 1], runs[:, 0]))])
