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

Box = tuple[int, int, int, int]
"""Left begin, left end, right begin, right end, in tokens."""

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

    def cosine(self, span: Box) -> float:
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
    seeds = np.unique(
        np.concatenate((seeds, *(_seeds_of(v, left_units, right_units) for v in verbatim))), axis=0
    )
    if not len(seeds):
        return verbatim
    terms = _Terms(left_terms, right_terms, weights)
    bounds = _Bounds(left_units.begins, right_units.begins)
    spans = _grow(seeds, verbatim, bounds, terms, settings)
    return _settle(spans, verbatim, terms)


def _seeds_of(verbatim: Span, left: Units, right: Units) -> NDArray[np.int64]:
    """Give the pairs of sentences that a verbatim passage runs through, in step."""
    one, one_last = left.owners[verbatim.left_begin], left.owners[verbatim.left_end - 1]
    other, other_last = right.owners[verbatim.right_begin], right.owners[verbatim.right_end - 1]
    steps = int(max(one_last - one, other_last - other)) + 1
    places = (np.linspace(one, one_last, steps), np.linspace(other, other_last, steps))
    return np.rint(np.stack(places, axis=1)).astype(np.int64)


@dataclass(frozen=True, slots=True)
class _Bounds:
    """First tokens of both texts' units."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]

    def span(self, cluster: NDArray[np.int64]) -> Box:
        """Give the tokens that hold a cluster of seeds on both sides."""
        low, high = cluster.min(axis=0), cluster.max(axis=0)
        left = int(self.left[low[0]]), int(self.left[high[0] + 1])
        return *left, int(self.right[low[1]]), int(self.right[high[1] + 1])


def _grow(
    seeds: NDArray[np.int64], verbatim: list[Span], bounds: _Bounds, terms: _Terms, settings: MatchSettings
) -> list[Box]:
    """Cluster seeds into spans of tokens: of nearly one length, or short against long as a summary is.

    A summary that is mostly one nearer passage is none.
    """
    near, wide = settings.sentence_gap, settings.summary_gap
    spans = _cluster(seeds, (near, near), bounds, terms, settings)
    ratio = settings.summary_ratio
    told = [s for s in spans if _is_even(s, ratio)] + [_box(v) for v in verbatim]
    for gaps in ((near, wide), (wide, near)):
        short = 0 if gaps[0] == near else 2  # the side that sums up, in a box
        for span in _cluster(seeds, gaps, bounds, terms, settings):
            length = span[short + 1] - span[short]
            shares = [min(t[short + 1], span[short + 1]) - max(t[short], span[short]) for t in told]
            if not _is_even(span, ratio) and max([0, *shares]) < _TOLD * length:
                spans.append(span)
    return spans


def _is_even(box: Box, ratio: float) -> bool:
    """Tell whether neither side is `ratio` times as long as the other."""
    short, long = sorted((box[1] - box[0], box[3] - box[2]))
    return long < ratio * short


def _cluster(
    seeds: NDArray[np.int64], gaps: tuple[int, int], bounds: _Bounds, terms: _Terms, settings: MatchSettings
) -> list[Box]:
    found: list[Box] = []
    waiting = [(seeds, gaps)]
    while waiting:
        group, (left_gap, right_gap) = waiting.pop()
        labels = cluster_seeds(group, left_gap, right_gap)
        for label in range(int(labels.max()) + 1):
            cluster = np.ascontiguousarray(group[labels == label])
            span = bounds.span(cluster)
            if min(span[1] - span[0], span[3] - span[2]) < settings.smallest_reworded:
                continue
            if terms.cosine(span) >= settings.passage_cosine:
                found.append(span)
            elif max(left_gap, right_gap) > 0:
                waiting.append((cluster, (max(0, left_gap - 1), max(0, right_gap - 1))))
    return found


def _settle(spans: list[Box], verbatim: list[Span], terms: _Terms) -> list[Span]:
    """Choose between verbatim passages and the reworded ones around them, and leave no overlaps."""
    kept: list[Span] = []
    rest = list(verbatim)
    for span in sorted(set(spans), key=lambda s: (-terms.cosine(s) * (s[1] - s[0] + s[3] - s[2]), s)):
        inside = [v for v in rest if _touches(v, span)]
        covered = sum(v.left_end - v.left_begin + v.right_end - v.right_begin for v in inside)
        if covered > _EXPLAINED * (span[1] - span[0] + span[3] - span[2]):
            if len(inside) == 1:
                continue
            grown = Span(*_hull(inside[0], inside), 0)
        else:
            grown = Span(*_hull(Span(*span, 0), inside), 0)
        others = [v for v in rest if v not in inside]
        if any(_overlaps(grown, other) for other in [*kept, *others]):
            continue
        rest = others
        kept.append(Span(*_box(grown), _count_matched(grown, terms)))
    return sorted([*kept, *rest])


_TOLD = 0.6  # of a summary, in one nearer passage: from here on it is that passage and chance
_EXPLAINED = 0.6  # of a reworded passage, in verbatim ones: from here on they say it better


def _box(span: Span) -> Box:
    return span.left_begin, span.left_end, span.right_begin, span.right_end


def _hull(span: Span, inside: list[Span]) -> Box:
    return (
        min([span.left_begin, *(v.left_begin for v in inside)]),
        max([span.left_end, *(v.left_end for v in inside)]),
        min([span.right_begin, *(v.right_begin for v in inside)]),
        max([span.right_end, *(v.right_end for v in inside)]),
    )


def _touches(verbatim: Span, span: Box) -> bool:
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
