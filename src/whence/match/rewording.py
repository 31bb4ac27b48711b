"""Two texts -> the passages that one rewords from the other.

Sentences are compared by their stems, whatever their order, each stem weighing more the fewer sentences
of the two texts have it. Pairs of sentences that are alike enough are seeds; seeds near each other on both
sides are a passage, if its two sides as wholes are alike as well.

Source: Sanchez-Perez, Gelbukh and Sidorov, "Adaptive algorithm for plagiarism detection: the
best-performing approach at PAN 2014 text alignment competition", CLEF 2015, for the order of the steps.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from whence.match.prepared import Prepared, Span
from whence.match.sentence_kernels import cluster_seeds, seed_sentences
from whence.settings import MatchSettings

_NEAR = 30  # tokens, a sentence, between the pieces of one passage
_PIECES = 0.6  # of a passage, in the passages that are joined to it
_TOLD = 0.6  # of a summary, in one nearer passage: from here on it is that passage and chance
_EXPLAINED = 0.6  # of a reworded passage, in verbatim ones: from here on they say it better


@dataclass(frozen=True, slots=True)
class Rules:
    """What a reworded passage must be.

    Attributes:
        sentences: least reworded sentences, in the same order on both sides.
        gap: sentences on either side that it may step over.
        summary_gap: the same on the longer side of a summary; None where summaries are not looked for.
        cosine: least likeness of its two sides as bags of weighted stems.
        similarity: least 2 x matched tokens / tokens of both sides.
    """

    sentences: int
    gap: int
    summary_gap: int | None
    cosine: float
    similarity: float


def rules_between_two(settings: MatchSettings) -> Rules:
    """Give the rules for two texts that somebody asks about: much is shown, all of it likely."""
    return Rules(
        settings.compared_sentences, settings.sentence_gap, settings.summary_gap, settings.passage_cosine, 0.0
    )


def rules_in_corpus(settings: MatchSettings) -> Rules:
    """Give the rules for the pairs of a corpus, most of which are own reports of one event."""
    return Rules(
        settings.reworded_sentences,
        settings.reworded_gap,
        None,
        settings.reworded_cosine,
        settings.reworded_similarity,
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two texts with what is needed to judge spans of them.

    Attributes:
        left_terms: number of each token's stem; the two texts are numbered together.
        right_terms: the same.
        weights: of each stem, higher where fewer sentences have it.
        left_units: first tokens of the sentences.
        right_units: the same.
        fresh: pairs of sentences alike outside verbatim passages, by left sentence, shape (n, 2).
        settings: thresholds.
        rules: what a passage must be.
    """

    left_terms: NDArray[np.int64]
    right_terms: NDArray[np.int64]
    weights: NDArray[np.float64]
    left_units: NDArray[np.int64]
    right_units: NDArray[np.int64]
    fresh: NDArray[np.int64]
    settings: MatchSettings
    rules: Rules

    def box(self, cluster: NDArray[np.int64]) -> Span:
        """Give the whole sentences that hold a cluster of seeds on both sides."""
        low, high = cluster.min(axis=0), cluster.max(axis=0)
        left = int(self.left_units[low[0]]), int(self.left_units[high[0] + 1])
        return Span(*left, int(self.right_units[low[1]]), int(self.right_units[high[1] + 1]), 0)

    def cosine(self, span: Span) -> float:
        """Compare the two sides of a span as bags of weighted stems."""
        one, other = self._bags(span)
        one, other = one * self.weights, other * self.weights
        norms = float(np.linalg.norm(one) * np.linalg.norm(other))
        return float(one @ other) / norms if norms else 0.0

    def matched(self, span: Span) -> int:
        """Count the tokens that both sides have by stem, each as often as the side that has it less."""
        one, other = self._bags(span)
        return int(np.minimum(one, other).sum())

    def _bags(self, span: Span) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        size = len(self.weights)
        one = np.bincount(self.left_terms[span.left_begin : span.left_end], minlength=size)
        other = np.bincount(self.right_terms[span.right_begin : span.right_end], minlength=size)
        return one.astype(np.float64), other.astype(np.float64)

    def accepts(self, span: Span) -> bool:
        """Tell whether a span whose sides are alike is a passage by the rules."""
        if self.rules.similarity and 2 * self.matched(span) < self.rules.similarity * span.length():
            return False
        return self.has_sequence(span)

    def is_long_enough(self, span: Span) -> bool:
        """Tell whether both sides have the least length of a reworded passage."""
        short = min(span.left_end - span.left_begin, span.right_end - span.right_begin)
        return short >= self.settings.smallest_reworded

    def has_sequence(self, span: Span) -> bool:
        """Tell whether enough reworded sentences follow each other on both sides of a span."""
        if self.rules.sentences <= 0:
            return True
        left = np.searchsorted(self.left_units, (span.left_begin, span.left_end))
        right = np.searchsorted(self.right_units, (span.right_begin, span.right_end))
        longest: list[int] = []  # the least right sentence that a sequence of each length can end with
        first, last = np.searchsorted(self.fresh[:, 0], left)
        steps = self.fresh[first:last]
        steps = steps[(steps[:, 1] >= right[0]) & (steps[:, 1] < right[1])]
        # Descending right sentences within one left sentence keep it from being used twice.
        for _, other in steps[np.lexsort((-steps[:, 1], steps[:, 0]))].tolist():
            place = int(np.searchsorted(longest, other))
            longest[place : place + 1] = [other]
        return len(longest) >= self.rules.sentences


def find_reworded(
    left: Prepared, right: Prepared, verbatim: list[Span], settings: MatchSettings, rules: Rules
) -> list[Span]:
    """Give the passages of two texts with reworded ones among them.

    A reworded passage that holds verbatim ones takes their place where it tells clearly more. Its matched
    tokens are counted by stem and in any order.

    Args:
        left: one text.
        right: the other.
        verbatim: what `align_verbatim` gave for the two.
        settings: sentence thresholds.
        rules: what a reworded passage must be.

    Returns:
        Spans in the order of the left text; they overlap on neither side.
    """
    if min(len(left.tokens), len(right.tokens)) < settings.smallest_reworded:
        return verbatim
    stems, numbers = np.unique(np.concatenate((left.tokens.stems, right.tokens.stems)), return_inverse=True)
    left_terms = numbers[: len(left.tokens)].astype(np.int64)
    right_terms = numbers[len(left.tokens) :].astype(np.int64)
    left_told, right_told = _tell_sentences(left.units, right.units, verbatim)
    found, weights = seed_sentences(
        left_terms, right_terms, left.units, right.units, left_told, right_told, len(stems),
        settings.sentence_cosine, settings.sentence_overlap,
    )  # fmt: skip
    if len(found) > settings.most_seeds * (len(left.units) + len(right.units)):
        return verbatim  # where each sentence is like many others, likeness tells nothing
    fresh = found[~(left_told[found[:, 0]] | right_told[found[:, 1]])]
    if len(fresh) < rules.sentences or len(found) + len(verbatim) == 0:
        return verbatim
    pair = _Pair(left_terms, right_terms, weights, left.units, right.units, fresh, settings, rules)
    stepped = [_seeds_of(span, left.units, right.units) for span in verbatim]
    seeds = np.unique(np.concatenate((found, *stepped)), axis=0)
    return _settle(_grow(seeds, verbatim, pair), verbatim, pair)


def _tell_sentences(
    left: NDArray[np.int64], right: NDArray[np.int64], verbatim: list[Span]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Say of each sentence of both texts whether verbatim passages hold half of it."""
    left_covered = np.zeros(int(left[-1]) + 1, np.int64)
    right_covered = np.zeros(int(right[-1]) + 1, np.int64)
    for span in verbatim:
        left_covered[span.left_begin + 1 : span.left_end + 1] = 1
        right_covered[span.right_begin + 1 : span.right_end + 1] = 1
    left_share = np.diff(np.cumsum(left_covered)[left]) / np.diff(left)
    right_share = np.diff(np.cumsum(right_covered)[right]) / np.diff(right)
    return left_share >= 0.5, right_share >= 0.5


def _seeds_of(verbatim: Span, left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give the pairs of sentences that a verbatim passage runs through, in step."""
    ends = (verbatim.left_begin, verbatim.left_end - 1), (verbatim.right_begin, verbatim.right_end - 1)
    one = np.searchsorted(left, ends[0], side="right") - 1
    other = np.searchsorted(right, ends[1], side="right") - 1
    steps = int(max(one[1] - one[0], other[1] - other[0])) + 1
    places = np.stack((np.linspace(one[0], one[1], steps), np.linspace(other[0], other[1], steps)), axis=1)
    seeds: NDArray[np.int64] = np.rint(places).astype(np.int64)
    return seeds


def _grow(seeds: NDArray[np.int64], verbatim: list[Span], pair: _Pair) -> list[Span]:
    """Cluster seeds into spans of tokens: of nearly one length, or short against long as a summary is.

    A summary that is mostly one nearer passage is none.
    """
    near, wide = pair.rules.gap, pair.rules.summary_gap
    spans = _cluster(seeds, (near, near), pair)
    if wide is None:
        return spans
    ratio = pair.settings.summary_ratio
    told = [span for span in spans if _is_even(span, ratio)] + verbatim
    for gaps in ((near, wide), (wide, near)):
        for span in _cluster(seeds, gaps, pair):
            if _is_even(span, ratio) or (_left_is_short(span) != (gaps[0] == near)):
                continue
            if max([0.0, *(_share(span, other) for other in told)]) < _TOLD:
                spans.append(span)
    return spans


def _cluster(seeds: NDArray[np.int64], gaps: tuple[int, int], pair: _Pair) -> list[Span]:
    """Join seeds that are near each other; a cluster whose sides differ is parted at smaller gaps."""
    found: list[Span] = []
    waiting = [(seeds, gaps)]
    while waiting:
        group, (left_gap, right_gap) = waiting.pop()
        labels = cluster_seeds(group, left_gap, right_gap)
        order = np.argsort(labels, kind="stable")  # keeps the seeds of a cluster in their order
        for cluster in np.split(group[order], np.flatnonzero(np.diff(labels[order])) + 1):
            span = pair.box(cluster)
            if not pair.is_long_enough(span):
                continue
            if pair.cosine(span) >= pair.rules.cosine:
                if pair.accepts(span):
                    found.append(span)
            elif max(left_gap, right_gap) > 0:
                waiting.append((cluster, (max(0, left_gap - 1), max(0, right_gap - 1))))
    return found


def _is_even(span: Span, ratio: float) -> bool:
    """Tell whether neither side is `ratio` times as long as the other."""
    short, long = sorted((span.left_end - span.left_begin, span.right_end - span.right_begin))
    return long < ratio * short


def _left_is_short(span: Span) -> bool:
    return span.left_end - span.left_begin < span.right_end - span.right_begin


def _share(span: Span, other: Span) -> float:
    """Give the share of a span's short side that another covers."""
    if not _left_is_short(span):
        span, other = span.mirrored(), other.mirrored()
    shared = min(span.left_end, other.left_end) - max(span.left_begin, other.left_begin)
    return shared / (span.left_end - span.left_begin)


def _settle(spans: list[Span], verbatim: list[Span], pair: _Pair) -> list[Span]:
    """Choose between verbatim passages and the reworded ones around them, and leave no overlaps."""
    kept: list[Span] = []
    rest = list(verbatim)
    for span in sorted(set(spans), key=lambda s: (-pair.cosine(s) * s.length(), s)):
        inside = [v for v in rest if v.meets(span)]
        if sum(v.length() for v in inside) > _EXPLAINED * span.length():
            if len(inside) == 1:
                continue
            grown = _hull(inside)
        else:
            grown = _hull([span, *inside])
        others = [v for v in rest if v not in inside]
        if any(grown.collides(other) for other in [*kept, *others]):
            continue
        rest = others
        kept.append(replace(grown, matched=pair.matched(grown)))
    return sorted([*kept, *rest])


def _left_gap(one: Span, other: Span) -> int:
    """Count the tokens between two passages on the left side."""
    return max(one.left_begin, other.left_begin) - min(one.left_end, other.left_end)


def join_near(spans: list[Span]) -> list[Span]:
    """Join passages that stand so close on both sides, in either order, that they are pieces of one.

    Args:
        spans: passages that overlap on neither side, in the order of the left text.

    Returns:
        The same, with neighbours joined where their pieces make most of the whole.
    """
    joined: list[Span] = []
    for number, span in enumerate(spans):
        if joined:
            hull = _hull([joined[-1], span])
            pieces = joined[-1].length() + span.length()
            blocked = any(hull.collides(other) for other in [*joined[:-1], *spans[number + 1 :]])
            between = (_left_gap(joined[-1], span), _left_gap(joined[-1].mirrored(), span.mirrored()))
            if max(between) <= _NEAR and pieces >= _PIECES * hull.length() and not blocked:
                joined[-1] = replace(hull, matched=joined[-1].matched + span.matched)
                continue
        joined.append(span)
    return joined


def _hull(spans: list[Span]) -> Span:
    """Give the least span that holds all."""
    return Span(
        min(s.left_begin for s in spans),
        max(s.left_end for s in spans),
        min(s.right_begin for s in spans),
        max(s.right_end for s in spans),
        0,
    )
