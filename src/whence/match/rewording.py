"""Two texts -> the passages that one rewords from the other.

Pairs of sentences that are alike by their stems, whatever the order, are seeds. Around each seed, and each
verbatim passage, a passage is grown on both sides in turn, token by token: a token whose stem the other side
has speaks for it, the more the rarer the stem is in its own text, and more where its neighbour is the
other side's as well; a token that the other side has not speaks against it. Each side begins and ends
where the evidence is greatest, at the end of a sentence rather than within. What is grown is a passage if the
evidence, the matched tokens and the size of the texts make it likely. A summary is a stretch of one text
for which the other text as a whole speaks far more than any of its parts.

Source: Sanchez-Perez, Gelbukh and Sidorov, "Adaptive algorithm for plagiarism detection: the
best-performing approach at PAN 2014 text alignment competition", CLEF 2015, for seeds and their extension.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from whence.match.evidence_kernels import (
    best_stretch,
    count_matched,
    grow_passages,
    number_pairs,
    number_values,
    term_density,
)
from whence.match.prepared import Prepared, Span
from whence.match.sentence_kernels import seed_sentences
from whence.settings import MatchSettings

_NEAR = 30  # tokens, a sentence, between the pieces of one passage
_PIECES = 0.6  # of a passage, in the passages that are joined to it

_REST = 15.0  # evidence outside verbatim passages from which they are parts of a reworded one
_TOLD = 0.6  # of the least passage that holds several verbatim ones, in them: from here on they are one
_SUMMARY_DENSITY = 0.35  # evidence for each token of a summary
_SCATTER = 0.25  # of the evidence for a summary, the least besides that for its best part
_LARGE_PART = 80  # tokens of a part that is a passage of its own, and no part of a summary
_SPREAD = 2.2  # length of what is summed up against that of its summary
_WHOLE = 0.2  # share of a text over which a summary's parts must be spread to sum up the whole of it
_SENTENCE_ENDS = np.array([ord(mark) for mark in ".!?\n"], np.uint32)
# log-odds that a grown passage is one: constant, then the weights of the logs of its evidence, of its matched
# tokens and, against it, of the two texts' sizes multiplied. Fitted on the tuning part of PAN 2013.
_BELIEF = np.array([-14.6, 2.93, 3.46, 0.61])


@dataclass(frozen=True, slots=True)
class Rules:
    """What a reworded passage must be.

    Attributes:
        likeness: least likeness of two sentences that are a seed.
        sentences: least reworded sentences, in the same order on both sides.
        smallest: least tokens on either side.
        cosine: least likeness of its two sides as bags of weighted stems.
        similarity: least 2 x matched tokens / tokens of both sides.
        doubt: evidence that may be lost before more is found further on.
        summaries: whether summaries are looked for.
    """

    likeness: float
    sentences: int
    smallest: int
    cosine: float
    similarity: float
    doubt: float
    summaries: bool


def rules_between_two(settings: MatchSettings) -> Rules:
    """Give the rules for two texts that somebody asks about: much is shown, all of it likely."""
    return Rules(settings.sentence_likeness, 0, 0, 0.0, 0.0, settings.largest_doubt, True)


def rules_in_corpus(settings: MatchSettings) -> Rules:
    """Give the rules for the pairs of a corpus, most of which are own reports of one event."""
    return Rules(
        settings.reworded_likeness,
        settings.reworded_sentences,
        settings.smallest_reworded,
        settings.reworded_cosine,
        settings.reworded_similarity,
        settings.reworded_doubt,
        False,
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    """Two texts with what is needed to judge spans of them.

    Attributes:
        terms: number of each token's stem, those of the left text first.
        pairs: number of each token and its next one.
        density: of each token's stem in its own text.
        bonus: worth of each gap between tokens as an end of a passage.
        split: tokens of the left text.
        weights: of each stem, higher where fewer sentences have it.
        left_units: first tokens of the sentences.
        right_units: the same.
        seeds: pairs of sentences alike outside verbatim passages, by left sentence, shape (n, 2).
        strengths: of the seeds.
    """

    terms: NDArray[np.int64]
    pairs: NDArray[np.int64]
    density: NDArray[np.float64]
    bonus: NDArray[np.float64]
    split: int
    weights: NDArray[np.float64]
    left_units: NDArray[np.int64]
    right_units: NDArray[np.int64]
    seeds: NDArray[np.int64]
    strengths: NDArray[np.float64]

    def accepts(self, span: Span, rules: Rules) -> bool:
        """Tell whether a span is a passage by the rules."""
        short = min(span.left_end - span.left_begin, span.right_end - span.right_begin)
        if short < rules.smallest or 2 * span.matched < rules.similarity * span.length():
            return False
        if rules.cosine and self._cosine(span) < rules.cosine:
            return False
        return self._has_sequence(span, rules.sentences)

    def count(self, place: tuple[int, int, int, int]) -> int:
        """Count the tokens that both sides of a place have by stem."""
        counts = np.zeros(len(self.weights), np.int64)
        begin, end = place[2] + self.split, place[3] + self.split
        return int(count_matched(self.terms, counts, place[0], place[1], begin, end))

    def _cosine(self, span: Span) -> float:
        """Compare the two sides of a span as bags of weighted stems."""
        size = len(self.weights)
        one = np.bincount(self.terms[span.left_begin : span.left_end], minlength=size) * self.weights
        begin, end = span.right_begin + self.split, span.right_end + self.split
        other = np.bincount(self.terms[begin:end], minlength=size) * self.weights
        norms = float(np.linalg.norm(one) * np.linalg.norm(other))
        return float(one @ other) / norms if norms else 0.0

    def _has_sequence(self, span: Span, sentences: int) -> bool:
        """Tell whether enough reworded sentences follow each other on both sides of a span."""
        if sentences <= 0:
            return True
        # A sentence is the span's if its middle is.
        left = np.searchsorted(
            (self.left_units[:-1] + self.left_units[1:]) // 2, (span.left_begin, span.left_end)
        )
        right = np.searchsorted(
            (self.right_units[:-1] + self.right_units[1:]) // 2, (span.right_begin, span.right_end)
        )
        longest: list[int] = []  # the least right sentence that a sequence of each length can end with
        first, last = np.searchsorted(self.seeds[:, 0], left)
        steps = self.seeds[first:last]
        steps = steps[(steps[:, 1] >= right[0]) & (steps[:, 1] < right[1])]
        # Descending right sentences within one left sentence keep it from being used twice.
        for _, other in steps[np.lexsort((-steps[:, 1], steps[:, 0]))].tolist():
            place = int(np.searchsorted(longest, other))
            longest[place : place + 1] = [other]
        return len(longest) >= sentences


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
    if min(len(left.tokens), len(right.tokens)) < max(1, rules.smallest):
        return verbatim
    pair = _read_pair(left, right, verbatim, settings, rules)
    crowded = settings.most_seeds * (len(left.units) + len(right.units))
    if len(pair.seeds) > crowded or len(pair.seeds) < rules.sentences or len(pair.seeds) + len(verbatim) == 0:
        return verbatim  # where each sentence is like many others, likeness tells nothing
    grown = _grow(pair, verbatim, settings, rules)
    return _settle_summaries(pair, grown, settings, rules) if rules.summaries else grown


def _read_pair(
    left: Prepared, right: Prepared, verbatim: list[Span], settings: MatchSettings, rules: Rules
) -> _Pair:
    stems = np.concatenate((left.tokens.stems, right.tokens.stems))
    terms = number_values(stems)
    split = len(left.tokens)
    kinds = int(terms.max()) + 1
    left_told, right_told = _tell_sentences(left.units, right.units, verbatim)
    seeds, strengths, weights = seed_sentences(
        terms[:split], terms[split:], left.units, right.units, left_told, right_told, kinds,
        rules.likeness,
    )  # fmt: skip
    fresh = ~(left_told[seeds[:, 0]] | right_told[seeds[:, 1]])
    return _Pair(
        terms=terms,
        pairs=number_pairs(terms, split, kinds),
        density=term_density(terms, split, kinds, settings.stem_density, settings.least_density),
        bonus=settings.end_bonus * np.concatenate((_weigh_gaps(left), _weigh_gaps(right))),
        split=split,
        weights=weights,
        left_units=left.units,
        right_units=right.units,
        seeds=seeds[fresh],
        strengths=strengths[fresh],
    )


def _weigh_gaps(text: Prepared) -> NDArray[np.float64]:
    """Say how fit each gap between tokens is for an end: 1 between sentences, half at stops and line ends."""
    codes = np.frombuffer(text.text.encode("utf-32-le", "surrogatepass"), np.uint32)
    stops = np.zeros(len(codes) + 1, np.int64)
    np.cumsum(np.isin(codes, _SENTENCE_ENDS), out=stops[1:])
    weights = np.zeros(len(text.tokens) + 1)
    between = stops[text.tokens.begins[1:]] > stops[text.tokens.ends[:-1]]
    weights[1:-1][between] = 0.5
    weights[text.units] = 1.0
    return weights


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


def _grow(pair: _Pair, verbatim: list[Span], settings: MatchSettings, rules: Rules) -> list[Span]:
    """Grow verbatim passages, the longest first, then seeds, the strongest first."""
    order = np.argsort(-pair.strengths, kind="stable")
    chosen = pair.seeds[order]
    known = np.array(
        [
            (v.left_begin, v.left_end, v.right_begin, v.right_end)
            for v in sorted(verbatim, key=lambda v: (-v.length(), v))
        ],
        np.int64,
    ).reshape(-1, 4)
    known[:, 2:] += pair.split
    seeds = np.stack(
        (
            pair.left_units[chosen[:, 0]],
            pair.left_units[chosen[:, 0] + 1],
            pair.right_units[chosen[:, 1]] + pair.split,
            pair.right_units[chosen[:, 1] + 1] + pair.split,
        ),
        axis=1,
    )
    found = grow_passages(
        pair.terms, pair.pairs, pair.density, pair.bonus, pair.split, np.concatenate((known, seeds)),
        len(known), _pack(settings, rules), _BELIEF, _TOLD, _REST,
    )  # fmt: skip
    spans = []
    same = {(v.left_begin, v.left_end, v.right_begin, v.right_end): v for v in verbatim}
    for left_begin, left_end, right_begin, right_end, matched, as_was in found.tolist():
        place = left_begin, left_end, right_begin - pair.split, right_end - pair.split
        if as_was:
            spans.append(same[place])
            continue
        span = Span(*place, matched)
        if pair.accepts(span, rules):
            spans.append(span)
        else:
            spans.extend(v for v in verbatim if v.meets(span))
    return sorted(spans)


def _pack(settings: MatchSettings, rules: Rules) -> NDArray[np.float64]:
    """Put what kernels weigh tokens by in the order in which they read it."""
    return np.array([settings.kept_words, rules.doubt, settings.pair_worth, settings.end_margin], np.float64)


def _settle_summaries(pair: _Pair, spans: list[Span], settings: MatchSettings, rules: Rules) -> list[Span]:
    """Put a summary in the place of the passages that are parts of it, where one text sums up the other."""
    summaries = [found for side in (0, 1) if (found := _find_summary(pair, spans, settings, rules, side))]
    if not summaries:
        return spans
    _, summary = max(summaries, key=lambda found: (found[0], found[1]))
    others = [span for span in spans if not span.meets(summary)]
    if any(span.collides(summary) for span in others):
        return spans
    return sorted([*others, summary])


def _find_summary(
    pair: _Pair, spans: list[Span], settings: MatchSettings, rules: Rules, side: int
) -> tuple[float, Span] | None:
    """Give the stretch of one text that sums up the other, and the evidence for it.

    Where its parts come from a good part of the other text, the whole of that is what is summed up.
    """
    begin, end, evidence = best_stretch(
        pair.terms, pair.pairs, pair.density, pair.bonus, pair.split, side, _pack(settings, rules)
    )
    length, size = end - begin, (len(pair.terms) - pair.split, pair.split)[side]
    total = float(evidence[begin:end].sum())
    is_short = settings.summary_ratio * length <= size
    if not is_short or total < max(settings.summary_evidence, _SUMMARY_DENSITY * length):
        return None
    turned = spans if side == 0 else [span.mirrored() for span in spans]
    parts = [span for span in turned if span.left_begin < end and span.left_end > begin]
    told = [float(evidence[max(p.left_begin, begin) : min(p.left_end, end)].sum()) for p in parts]
    if total - max(told, default=0.0) < _SCATTER * total:
        return None
    if max((p.left_end - p.left_begin for p in parts), default=0) > _LARGE_PART:
        return None
    units, other_units = (pair.left_units, pair.right_units)[:: 1 - 2 * side]
    seeds = pair.seeds[:, side], pair.seeds[:, 1 - side]
    inside = seeds[1][(units[seeds[0]] < end) & (units[seeds[0] + 1] > begin)]
    places = [*other_units[inside].tolist(), *other_units[inside + 1].tolist()]
    for part in parts:
        places += [part.right_begin, part.right_end]
    low, high = min(places, default=0), max(places, default=0)
    if high - low < _SPREAD * length:
        return None
    if high - low >= _WHOLE * size:
        low, high = 0, size
    place: tuple[int, int, int, int] = (begin, end, low, high)
    place = place if side == 0 else (low, high, begin, end)
    return total, Span(place[0], place[1], place[2], place[3], pair.count(place))


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
