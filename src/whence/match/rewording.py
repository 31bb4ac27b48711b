"""Two texts -> the passages that one rewords from the other.

Sentences are compared by their stems, whatever their order, each stem weighing more the fewer sentences
of the two texts have it. Pairs of sentences that are alike enough are seeds; seeds near each other on both
sides are a passage, if its two sides as wholes are alike as well.

Source: Sanchez-Perez, Gelbukh and Sidorov, "Adaptive algorithm for plagiarism detection: the
best-performing approach at PAN 2014 text alignment competition", CLEF 2015, for the order of the steps.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.match.alignment import cluster_seeds, seed_sentences
from whence.match.passages import Prepared, Span
from whence.settings import MatchSettings
from whence.text import split_sentences

_SHORTEST_UNIT = 4  # tokens; shorter sentences are read together with the next


@dataclass(frozen=True, slots=True)
class Units:
    """A text's sentences in tokens.

    Attributes:
        begins: first token of each, in reading order, and the number of tokens at the end; shape (n + 1,).
        owners: the unit of each token.
    """

    begins: NDArray[np.int64]
    owners: NDArray[np.int64]


def read_units(prepared: Prepared) -> Units:
    """Split a text's tokens at its sentences, short ones joined to the next."""
    ends = np.array([end for _, end in split_sentences(prepared.text)], np.int64)
    stops = np.searchsorted(prepared.tokens.begins, ends).tolist()
    begins = [0]
    for stop in stops:
        if stop - begins[-1] >= _SHORTEST_UNIT:
            begins.append(stop)
    size = len(prepared.tokens)
    if begins[-1] != size:
        if len(begins) > 1:
            begins[-1] = size
        else:
            begins.append(size)
    bounds = np.array(begins, np.int64)
    return Units(bounds, np.repeat(np.arange(len(bounds) - 1), np.diff(bounds)))


@dataclass(frozen=True, slots=True)
class _Terms:
    """The stems of both texts, numbered together, with their weights."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    weights: NDArray[np.float64]

    def cosine(self, span: tuple[int, int, int, int]) -> float:
        """Compare the two sides of a span as bags of weighted stems."""
        size = len(self.weights)
        one = np.bincount(self.left[span[0] : span[1]], minlength=size) * self.weights
        other = np.bincount(self.right[span[2] : span[3]], minlength=size) * self.weights
        norms = float(np.linalg.norm(one) * np.linalg.norm(other))
        return float(one @ other) / norms if norms else 0.0


def find_reworded(
    left: Prepared, right: Prepared, verbatim: list[Span], settings: MatchSettings
) -> list[Span]:
    """Give the passages of two texts with reworded ones among them.

    A reworded passage that holds verbatim ones takes their place where it tells clearly more.

    Args:
        left: one text.
        right: the other.
        verbatim: what `align_verbatim` gave for the two.
        settings: sentence and passage thresholds.

    Returns:
        Spans in the order of the left text; they overlap on neither side.
    """
    if len(left.tokens) < settings.smallest_reworded or len(right.tokens) < settings.smallest_reworded:
        return verbatim
    left_units, right_units = read_units(left), read_units(right)
    stems, numbers = np.unique(np.concatenate((left.tokens.stems, right.tokens.stems)), return_inverse=True)
    left_terms = numbers[: len(left.tokens)].astype(np.int64)
    right_terms = numbers[len(left.tokens) :].astype(np.int64)
    seeds, weights = seed_sentences(
        left_terms, right_terms, left_units.begins, right_units.begins, len(stems),
        settings.sentence_cosine, settings.sentence_overlap,
    )  # fmt: skip
    if not len(seeds):
        return verbatim
    terms = _Terms(left_terms, right_terms, weights)
    spans = _grow(seeds, left_units, right_units, terms, settings)
    return _settle(spans, verbatim, terms)


def _grow(
    seeds: NDArray[np.int64], left: Units, right: Units, terms: _Terms, settings: MatchSettings
) -> list[tuple[int, int, int, int]]:
    """Cluster seeds into spans of tokens; a cluster whose sides differ is parted at a smaller gap."""
    found: list[tuple[int, int, int, int]] = []
    waiting = [(seeds, settings.sentence_gap)]
    while waiting:
        group, gap = waiting.pop()
        labels = cluster_seeds(group, gap)
        for label in range(int(labels.max()) + 1):
            cluster = group[labels == label]
            low, high = cluster.min(axis=0), cluster.max(axis=0)
            span = (
                int(left.begins[low[0]]), int(left.begins[high[0] + 1]),
                int(right.begins[low[1]]), int(right.begins[high[1] + 1]),
            )  # fmt: skip
            if min(span[1] - span[0], span[3] - span[2]) < settings.smallest_reworded:
                continue
            if terms.cosine(span) >= settings.passage_cosine:
                found.append(span)
            elif gap > 0:
                waiting.append((cluster, gap - 1))
    return found


def _settle(spans: list[tuple[int, int, int, int]], verbatim: list[Span], terms: _Terms) -> list[Span]:
    """Choose between verbatim passages and the reworded ones around them, and leave no overlaps."""
    kept: list[Span] = []
    rest = list(verbatim)
    ranked = sorted(spans, key=lambda s: (-terms.cosine(s) * min(s[1] - s[0], s[3] - s[2]), s))
    for span in ranked:
        inside = [v for v in rest if _touches(v, span)]
        if inside:
            covered = sum(v.left_end - v.left_begin + v.right_end - v.right_begin for v in inside)
            if covered > _EXPLAINED * (span[1] - span[0] + span[3] - span[2]):
                continue
        grown = Span(*_hull(span, inside), 0)
        others = [v for v in rest if v not in inside]
        if any(_overlaps(grown, other) for other in [*kept, *others]):
            continue
        rest = others
        kept.append(Span(*_bounds(grown), _count_matched(grown, terms)))
    return sorted([*kept, *rest])


_EXPLAINED = 0.6  # of a reworded passage, in verbatim ones: from here on they say it better


def _bounds(span: Span) -> tuple[int, int, int, int]:
    return span.left_begin, span.left_end, span.right_begin, span.right_end


def _hull(span: tuple[int, int, int, int], inside: list[Span]) -> tuple[int, int, int, int]:
    return (
        min([span[0], *(v.left_begin for v in inside)]),
        max([span[1], *(v.left_end for v in inside)]),
        min([span[2], *(v.right_begin for v in inside)]),
        max([span[3], *(v.right_end for v in inside)]),
    )


def _touches(verbatim: Span, span: tuple[int, int, int, int]) -> bool:
    """Tell whether both sides of a verbatim passage meet those of a span."""
    return max(verbatim.left_begin, span[0]) < min(verbatim.left_end, span[1]) and max(
        verbatim.right_begin, span[2]
    ) < min(verbatim.right_end, span[3])


def _overlaps(one: Span, other: Span) -> bool:
    """Tell whether two passages overlap on either side."""
    return max(one.left_begin, other.left_begin) < min(one.left_end, other.left_end) or max(
        one.right_begin, other.right_begin
    ) < min(one.right_end, other.right_end)


def _count_matched(span: Span, terms: _Terms) -> int:
    """Count the tokens that both sides have by stem, each as often as the side that has it less."""
    size = len(terms.weights)
    one = np.bincount(terms.left[span.left_begin : span.left_end], minlength=size)
    other = np.bincount(terms.right[span.right_begin : span.right_end], minlength=size)
    return int(np.minimum(one, other).sum())
