"""A trained reader of attributions: which words attribute, to whom, and what.

Two linear-chain conditional random fields (Lafferty, McCallum and Pereira, ICML 2001) over hashed features
(Weinberger et al., ICML 2009). The first labels every token of a document as source, cue, content or other.
Its cues, sure or not, are candidates; around each the second labels the source, the cue and the content of
that one attribution, so that what belongs together is decided together; `tagger_readings` chooses between
the likeliest ways to do so. What the rules read is among the features of all. `model/README.md` says what the
model was trained on and how it scores.
"""

import threading
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.statements import tagger_decoding, tagger_features, tagger_kernels
from whence.statements.attributions import Attribution, Span
from whence.statements.tagger_decoding import CUE_BEGIN, FIRST_CONTENT, OUTLINE, SOURCE_BEGIN
from whence.statements.tagger_features import (
    COLUMN,
    CONTENT,
    CUE,
    LABELS,
    OTHER,
    SOURCE,
    Layout,
    Numbers,
)
from whence.statements.tagger_readings import Chooser, Readings
from whence.statements.tagger_windows import (
    MOST_TOKENS,
    Windows,
    begin_rows,
    find_windows,
    relate,
    whole_window,
)
from whence.statements.tagger_words import TOKEN, Vocabulary, hash_word

MODEL = Path(__file__).parent / "model" / "attribution.npz"
# Probability of being (part of) a cue from which a token is a candidate; chosen by cross-validation.
_CANDIDATE = 0.18
# Readings of each window that are compared.
_READINGS = 10
# Steps of the probabilities that the second field sees.
_STEPS = np.array([0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98])

Scores = NDArray[np.float64]
Hints = Callable[[Span, Span], NDArray[np.floating[Any]]]
"""Gives what another reader adds to a window's scores, from the tokens of the cue and of the window."""


class Tagged(NamedTuple):
    """One attribution as tagged, in characters.

    Attributes:
        source: span of the source, or None where none is named.
        cue: span of the words that attribute.
        contents: spans of what is said, in order.
        confidence: the share of its parts that is likely to be right, 0 to 1.
    """

    source: Span | None
    cue: Span
    contents: tuple[Span, ...]
    confidence: float


class Field(NamedTuple):
    """Weights of a conditional random field.

    Attributes:
        templates: what it looks at.
        weights: a stored byte for each hashed feature and label (see `pack`).
        levels: what each byte weighs, -128 first.
        transitions: weights of (kind of place, label before, label).
    """

    templates: NDArray[np.int32]
    weights: NDArray[np.int64]
    levels: NDArray[np.float32]
    transitions: NDArray[np.float32]

    def hash(self, atoms: Numbers, windows: Windows) -> NDArray[np.int32]:
        """Give the hashed features of the rows of a document's windows."""
        hashed = np.empty((len(windows.edges), len(self.templates)), np.int32)
        bits = len(self.weights).bit_length() - 1
        tagger_kernels.hash_features(
            self.templates,
            atoms.T,
            windows.atoms.T,
            windows.anchors,
            windows.spans,
            windows.starts,
            bits,
            hashed,
        )
        return hashed

    def label(
        self,
        hashed: NDArray[np.int32],
        edges: Numbers,
        hints: NDArray[np.floating[Any]] | None = None,
    ) -> tuple[Numbers, Scores]:
        """Give the likeliest labels, and each token's probability of each label.

        Args:
            hashed: the tokens' hashed features.
            edges: the kinds of places between them.
            hints: what another reader adds to each token's scores of the labels.
        """
        scores = self._score(hashed, hints)
        paths = np.zeros((1, len(scores)), np.int64)
        tagger_decoding.best_paths(scores, self.transitions, edges, paths, np.empty(1))
        return paths[0], probabilities(scores, self.transitions, edges)

    def read(
        self,
        hashed: NDArray[np.int32],
        windows: Windows,
        hints: NDArray[np.floating[Any]] | None = None,
    ) -> tuple[Numbers, Scores, Numbers]:
        """Give the likeliest readings of windows, those of one together and the best first.

        Args:
            hashed: the hashed features of the windows' rows.
            windows: the windows.
            hints: what another reader adds to each row's scores of the labels.

        Returns:
            Outlines (see `tagger_decoding.outline`), what each weighs, less what the window's best does, and
            how many each window has.
        """
        count = len(windows.cues)
        outlines = np.empty((count * _READINGS, OUTLINE), np.int64)
        values, counts = np.empty((count, _READINGS)), np.empty(count, np.int64)
        tagger_decoding.read_windows(
            self._score(hashed, hints),
            self.transitions,
            windows.edges,
            windows.cues,
            windows.spans,
            windows.starts,
            outlines,
            values,
            counts,
        )
        known = np.arange(_READINGS) < counts[:, None]
        return outlines[: counts.sum()], (values - values[:, :1])[known], counts

    def _score(self, hashed: NDArray[np.int32], hints: NDArray[np.floating[Any]] | None) -> Scores:
        scores = np.empty((len(hashed), LABELS))
        tagger_kernels.score_tokens(self.weights, self.levels, hashed, scores)
        if hints is not None:
            scores += hints
        return scores


def pack(weights: NDArray[np.int8]) -> NDArray[np.int64]:
    """Put the bytes of each feature, one a label, into one number that is fetched at once."""
    wide = np.zeros((len(weights), 8), np.int8)
    wide[:, : weights.shape[1]] = weights
    return wide.view(np.int64)[:, 0]


def unpack(weights: NDArray[np.int64]) -> NDArray[np.int8]:
    """Give the bytes that `pack` packed, a row for each feature and a column for each label."""
    return np.ascontiguousarray(weights[:, None].view(np.int8)[:, :LABELS])


def probabilities(
    scores: NDArray[np.float64], transitions: NDArray[np.float32], edges: Numbers
) -> NDArray[np.float64]:
    """Give each token's probability of each label; the scores are used up."""
    forward, backward = np.empty_like(scores), np.empty_like(scores)
    if len(scores):
        tagger_decoding.forward_backward(
            scores, transitions, edges, 0, forward, backward, np.empty(len(scores))
        )
    product = forward * backward
    total = product.sum(axis=1, keepdims=True)
    share: NDArray[np.float64] = product / np.where(total > 0, total, 1)
    return share


Ruled = tuple[Span | None, Span, list[Span]]
"""An attribution of the rules in tokens: source, cue and contents."""


@dataclass(slots=True)
class Prepared:
    """A document as the fields see it.

    Attributes:
        begins: first character of each token.
        ends: end of each token, exclusive.
        atoms: the tokens' atoms.
        layout: where they stand.
        edges: the kinds of places between them.
        ruled: the rules' attributions in tokens, source, cue and contents, by each token of the cue.
    """

    begins: list[int]
    ends: list[int]
    atoms: Numbers
    layout: Layout
    edges: Numbers
    ruled: dict[int, Ruled]

    def token_span(self, span: Span) -> Span:
        """Give the tokens that a span of characters touches."""
        return bisect_right(self.ends, span[0]), bisect_left(self.begins, span[1])

    def rule_at(self, first: int, stop: int) -> Ruled | None:
        """Give what the rules read in the attribution whose cue stands at some of these tokens."""
        return next((self.ruled[place] for place in range(first, stop) if place in self.ruled), None)


def mark(labels: Numbers, span: Span, label: int) -> None:
    """Give tokens a label, where they have none."""
    for place in range(max(span[0], 0), min(span[1], len(labels))):
        if labels[place] == OTHER:
            labels[place] = label + (place > span[0])


class Tagger:
    """Finds attributions with a trained model; safe to share between threads."""

    def __init__(
        self, tokens: Field, attributions: Field, chooser: Chooser, clusters: dict[int, tuple[int, int]]
    ) -> None:
        self.tokens = tokens
        self.attributions = attributions
        self.chooser = chooser
        self._vocabulary = Vocabulary(clusters)
        self._lock = threading.Lock()

    def read(self, text: str, sentences: Sequence[Span], rules: Sequence[Attribution]) -> list[Tagged]:
        """Find the attributions of a text.

        Args:
            text: an article's text in English.
            sentences: its sentences.
            rules: what the rules found in it.

        Returns:
            Attributions in the order of their cues, which do not overlap.
        """
        prepared = self.prepare(text, sentences, rules)
        if not prepared.begins:
            return []
        hashed = self.tokens.hash(prepared.atoms, whole_window(prepared.edges))
        return self.read_prepared(prepared, *self.tokens.label(hashed, prepared.edges))

    def read_prepared(
        self,
        prepared: Prepared,
        labels: Numbers,
        chances: Scores,
        hints: Hints | None = None,
    ) -> list[Tagged]:
        """Find the attributions of a document whose tokens are labelled.

        Args:
            prepared: the document.
            labels: its tokens' likeliest labels.
            chances: each token's probability of each label.
            hints: another reader of windows.

        Returns:
            Attributions in the order of their cues, which do not overlap.
        """
        candidates = self.add_labels(prepared, labels, chances)
        if not candidates:
            return []
        readings = self.read_windows(prepared, candidates, hints)
        chosen = self.chooser.choose(readings, prepared.atoms, prepared.layout)
        return _without_doubles([_spell_out(prepared, outline, share) for outline, share in chosen])

    def read_windows(
        self,
        prepared: Prepared,
        candidates: Sequence[Span],
        hints: Hints | None = None,
    ) -> Readings:
        """Give the likeliest readings of the windows around candidates; arguments as in `read_prepared`."""
        windows = self.attribution_windows(prepared, candidates)
        hashed = self.attributions.hash(prepared.atoms, windows)
        added = None
        if hints is not None:
            cues_and_spans = zip(windows.cues.tolist(), windows.spans.tolist(), strict=True)
            added = np.concatenate([hints(tuple(cue), tuple(span)) for cue, span in cues_and_spans])
        outlines, values, counts = self.attributions.read(hashed, windows, added)
        return Readings(
            outlines,
            np.repeat(np.arange(len(counts)), counts),
            values,
            np.concatenate(([0], np.cumsum(counts))),
            windows.anchors[:, [0, 2]],
            np.array([_rule_ends(prepared, *candidate) for candidate in candidates], np.int64),
        )

    def prepare(self, text: str, sentences: Sequence[Span], rules: Sequence[Attribution]) -> Prepared:
        """Split a text into tokens and gather their atoms."""
        spans = [match.span() for match in TOKEN.finditer(text)]
        begins, ends = [begin for begin, _ in spans], [end for _, end in spans]
        with self._lock:
            words = self._vocabulary.look_up([text[begin:end] for begin, end in spans])
        layout = tagger_features.lay_out(text, sentences, begins)
        prepared = Prepared(begins, ends, words, layout, words, {})
        prepared.atoms = tagger_features.document_atoms(words, layout, _rule_labels(prepared, rules))
        prepared.edges = tagger_features.token_edges(prepared.atoms, layout)
        return prepared

    @staticmethod
    def add_labels(prepared: Prepared, labels: Numbers, chances: NDArray[np.float64]) -> list[Span]:
        """Add what the first field found to the atoms, and give the candidates for cues."""
        cue_chance = chances[:, CUE] + chances[:, CUE + 1]
        candidates = _find_candidates(labels, cue_chance, chances[:, CUE + 1] > chances[:, CUE])
        marked = np.zeros(len(labels), np.int64)
        for span in candidates:
            mark(marked, span, CUE)
        atoms = prepared.atoms
        atoms[:, COLUMN["label"]] = labels
        atoms[:, COLUMN["candidate"]] = marked
        for name, chance in (
            ("p_source", chances[:, SOURCE] + chances[:, SOURCE + 1]),
            ("p_content", chances[:, CONTENT] + chances[:, CONTENT + 1]),
            ("p_cue", cue_chance),
            ("p_begin", chances[:, SOURCE] + chances[:, CUE] + chances[:, CONTENT]),
        ):
            atoms[:, COLUMN[name]] = np.searchsorted(_STEPS, chance, side="right")
        atoms[:, COLUMN["p_other"]] = (chances[:, OTHER] * 10).astype(np.int64)
        return candidates

    @staticmethod
    def attribution_windows(prepared: Prepared, candidates: Sequence[Span]) -> Windows:
        """Give what the second field sees around candidates for cues; there is at least one."""
        cues = np.array(candidates, np.int64)
        spans = find_windows(cues, prepared.layout)
        starts = begin_rows(spans).tolist()
        own = np.zeros(starts[-1], np.int64)
        for number, begin in enumerate(spans[:, 0].tolist()):
            ruled = prepared.rule_at(*candidates[number])
            if ruled is None:
                continue
            source, cue, contents = ruled
            labels = own[starts[number] : starts[number + 1]]
            for span, label in ((cue, CUE), (source, SOURCE), *((one, CONTENT) for one in contents)):
                if span is not None:
                    _mark_inside(labels, (span[0] - begin, span[1] - begin), label)
        ruled_here = np.maximum.reduceat(own, starts[:-1]) > 0
        return relate(prepared.atoms, prepared.layout, cues, spans, own, ruled_here)


def _mark_inside(labels: Numbers, span: Span, label: int) -> None:
    """Mark what of a span lies inside; what begins before goes on."""
    if span[0] < 0 < span[1] and labels[0] == OTHER:
        labels[0] = label + 1
    mark(labels, span, label)


def _rule_labels(prepared: Prepared, rules: Iterable[Attribution]) -> Numbers:
    """Label the tokens as the rules do, and keep the rules' attributions in tokens."""
    labels = np.zeros((len(prepared.begins), 3), np.int64)
    for rule in rules:
        kind = hash_word(rule.lemma + rule.kind)
        cue = prepared.token_span(rule.cue) if rule.cue else None
        source = prepared.token_span(rule.source) if rule.source else None
        contents = [prepared.token_span(content) for content in rule.contents]
        column = labels[:, 2 if rule.parent is not None else 0]
        for span, label in ((cue, CUE), (source, SOURCE), *((content, CONTENT) for content in contents)):
            if span is None:
                continue
            mark(column, span, label)
            if rule.parent is None:
                labels[span[0] : span[1], 1] = kind
        if cue is not None:
            for place in range(*cue):
                prepared.ruled.setdefault(place, (source, cue, contents))
    return labels


def _find_candidates(
    labels: Numbers, cue_chance: NDArray[np.float64], goes_on: NDArray[np.bool_]
) -> list[Span]:
    """Give the spans labelled as cues, and apart from them those that may be."""
    kept = labels.tolist()
    found = [span for label, span in runs(kept) if label == CUE]
    taken = {place for first, stop in found for place in range(first - 1, stop + 1)}
    likely = [place for place in np.flatnonzero(cue_chance > _CANDIDATE).tolist() if place not in taken]
    for place in likely:
        if found and found[-1][1] == place and goes_on[place] and found[-1][0] not in taken:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return sorted(found)


def runs(labels: list[int]) -> list[tuple[int, Span]]:
    """Give each labelled run: the label that begins it, and its tokens."""
    found: list[tuple[int, Span]] = []
    for place, label in enumerate(labels):
        if label == OTHER:
            continue
        if label % 2 == 1:
            found.append((label, (place, place + 1)))
        elif found and found[-1][1][1] == place:
            found[-1] = (found[-1][0], (found[-1][1][0], place + 1))
    return found


def _rule_ends(prepared: Prepared, first: int, stop: int) -> tuple[int, int, int, int]:
    """Give where the rules begin and end a candidate's source and content, -1 where they have none."""
    ruled = prepared.rule_at(first, stop)
    if ruled is None:
        return -1, -1, -1, -1
    source, _, contents = ruled
    return *(source or (-1, -1)), contents[0][0], contents[-1][1]


def _spell_out(prepared: Prepared, outline: Numbers, share: float) -> Tagged:
    """Turn a reading into an attribution in characters."""
    places = outline.tolist()
    source, cue, *contents = [
        (prepared.begins[places[at]], prepared.ends[places[at + 1] - 1])
        for at in (SOURCE_BEGIN, CUE_BEGIN, *range(FIRST_CONTENT, len(places), 2))
        if places[at] >= 0 or at == SOURCE_BEGIN
    ]
    return Tagged(source if places[SOURCE_BEGIN] >= 0 else None, cue, tuple(contents), share)


def _without_doubles(found: list[Tagged]) -> list[Tagged]:
    """Keep the surest of attributions whose cues overlap, and give what two claim to the surer one."""
    kept: dict[int, Tagged] = {}
    lows = [min(one.cue[0], one.contents[0][0]) for one in found]
    highs = [max(one.cue[1], one.contents[-1][1]) for one in found]
    for number in sorted(range(len(found)), key=lambda one: (-found[one].confidence, one)):
        tagged = found[number]
        # Windows are as long as this, so others cannot meet it.
        near = range(max(0, number - 2 * MOST_TOKENS), min(len(found), number + 2 * MOST_TOKENS))
        low, high = lows[number], highs[number]
        others = [kept[one] for one in near if lows[one] < high and low < highs[one] and one in kept]
        if any(tagged.cue[0] < other.cue[1] and other.cue[0] < tagged.cue[1] for other in others):
            continue
        contents = tuple(span for span in tagged.contents if not any(_claims(one, span) for one in others))
        if contents:
            kept[number] = tagged._replace(contents=contents)
    return sorted(kept.values(), key=lambda one: one.cue)


def _claims(other: Tagged, span: Span) -> bool:
    """Tell whether an attribution has words of a span without being nested in it, or it in the other."""
    if span[0] <= other.cue[0] < span[1]:
        return False
    return any(begin < span[1] and span[0] < end for begin, end in other.contents)


def read_model(path: Path) -> Tagger:
    """Read a model from its file.

    Args:
        path: a file that `tools/train_tagger.py` wrote.

    Returns:
        A tagger.
    """
    with np.load(path, allow_pickle=False) as stored:
        fields = [
            Field(
                tagger_features.compile_templates(templates),
                pack(stored[f"{name}_weights"]),
                stored[f"{name}_levels"],
                stored[f"{name}_transitions"],
            )
            for name, templates in (
                ("token", tagger_features.DOCUMENT_TEMPLATES),
                ("attribution", tagger_features.ATTRIBUTION_TEMPLATES),
            )
        ]
        chooser = Chooser(stored["reading_weights"], stored["reading_levels"])
        hashes, groups = stored["cluster_hashes"].tolist(), stored["cluster_groups"].tolist()
    clusters = {word: (low, high) for word, (low, high) in zip(hashes, groups, strict=True)}
    return Tagger(fields[0], fields[1], chooser, clusters)


@cache
def shipped_tagger() -> Tagger:
    """Give the tagger that ships with the package, read once."""
    return read_model(MODEL)
