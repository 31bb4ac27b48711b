"""Chooses between the readings of a window: the likeliest ways to label it, each looked at as a whole.

The field that labels a window sees a few tokens at a time. How long a reading's content is, what it leaves
over of the sentence, whether it cuts a quotation in two: that is seen here. A log-linear model over hashed
features of whole readings weighs them anew (Collins and Koo, "Discriminative Reranking for Natural Language
Parsing", Computational Linguistics 2005), and the one is taken whose parts are likeliest to be right (Kumar
and Byrne, NAACL 2004).
"""

import re
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.statements import tagger_decoding, tagger_features, tagger_kernels, tagger_words
from whence.statements.tagger_decoding import (
    CONTENT_COUNT,
    CUE_BEGIN,
    CUE_END,
    FIRST_CONTENT,
    SOURCE_BEGIN,
    SOURCE_END,
)
from whence.statements.tagger_features import COLUMN, CUE, Layout, Numbers, bucket, pick

_CONTENT_END = FIRST_CONTENT + 1
_MEASURES = (
    "gap", "rank", "none", "pattern", "contents", "has_source", "rest", "rest_verbs", "rest_cues", "length",
    "verbs", "commas", "cues", "sentences", "paragraphs", "ends_paragraph", "quotes", "openings", "parens",
    "begin_away", "ruled", "source_length", "source_away", "source_classes", "cue_length", "cue_classes",
    "left", "right", "between", "a_stem", "a_class",
)  # fmt: skip
# An atom is a measure of the reading, or what a document's atom is at a point: "class@end+1" is the class of
# the token behind the one that follows the content. As in `tagger_features`, the order is part of the model.
TEMPLATES = """
rank | gap | none | none a_stem | none a_class | pattern | pattern a_stem | pattern a_class
contents a_stem | none p_cue@cue | pattern p_source@source | has_source a_stem
has_source a_class cue_classes | class@end | class@end class@end+1 | class@end class@end+1 class@end+2
class@end-1 class@end | stem@end | stem@end a_stem | class@end a_stem | class@end class@end+1 a_stem
class@end class@end+1 a_class | class@end rest | class@end rest_verbs rest_cues
class@end class@end+1 rest_verbs rest_cues | class@end stem@end+1 | class@end stem@end+1 class@end+2
class@end stem@end+1 stem@end+2 | rest rest_verbs a_class | rest_cues class@end class@begin
class@end stem@begin | class@end class@end+1 stem@begin | rest a_stem | label@end class@end
p_content@end-1 p_content@end | p_content@end-1 p_content@end class@end
p_content@end-1 p_content@end class@end class@end+1 | p_source@end class@end
p_source@end class@end class@end+1 | p_source@end+1 class@end class@end+1 | mark@end class@end class@end+1
mark@end rest_verbs class@end | ends_paragraph sentences | ends_paragraph rest class@begin | length
length a_class | length a_stem | length verbs commas | verbs class@end class@end+1
verbs a_stem class@begin | commas class@end class@end+1 | commas rest a_class | cues a_class
cues class@begin verbs | sentences quotes | sentences a_class quotes | paragraphs quotes
paragraphs a_class | quotes | quotes a_class | quotes class@end | quotes openings | quotes pattern | parens
parens class@end | openings quotes sentences | class@begin | class@begin a_stem
class@begin a_class begin_away | begin_away a_stem | class@begin-1 class@begin
class@begin-1 class@begin class@begin+1 | class@begin-2 class@begin-1 class@begin | begin_away class@begin-1
label@begin class@begin | p_content@begin p_content@begin-1 | p_content@begin p_content@begin-1 class@begin
p_content@begin p_content@begin-1 class@begin-1 class@begin | begin_away pattern
class@begin class@begin+1 a_stem | stem@begin class@end a_stem | class@begin verbs class@end | ruled
ruled a_stem | ruled a_class pattern | ruled class@end | class@first_end-1 class@second
class@first_end-1 class@first_end | class@first_end-1 class@second quotes | contents pattern verbs
class@source class@source-1 | class@source_end-1 class@source_end | source_length
source_length source_away | source_away a_stem | source_away a_class | source_away class@source_end
source_classes | source_classes class@source_end | source_classes a_class source_away
p_source@source p_source@source-1 | p_source@source p_source@source_end
p_source@source-1 class@source-1 class@source | p_source@source_end class@source_end-1 class@source_end
stem@cue cue_length | stem@cue_end-1 cue_length | cue_classes | cue_classes class@cue_end
cue_classes class@cue-1 | stem@cue_end-1 class@cue_end | stem@cue_end-1 stem@cue_end | stem@cue class@cue-1
stem@cue-1 stem@cue | p_cue@cue cue_length | cue_classes class@begin | cue_classes pattern | left class@low
left pattern | left a_class has_source | right class@high | right pattern | right a_class rest_cues
between | between pattern | between a_stem | left right between | class@low class@begin
"""
_PARENTHESES = tagger_words.hash_word("("), tagger_words.hash_word(")")
# The tokens of a reading that features look from.
_POINTS = (
    "begin", "end", "source", "source_end", "cue", "cue_end", "first_end", "second", "first", "high", "low",
)  # fmt: skip
_LOOKED_UP = re.compile(r"([a-z_0-9]+)@([a-z_]+)([+-]\d)?")
# What stands for a value that a reading does not have.
_MISSING = -3


class Readings(NamedTuple):
    """The likeliest readings of a document's windows, those of a window together and the likeliest first.

    Attributes:
        outlines: a row for each reading: the tokens at which its source, cue and contents begin and end, and
            how many contents there are (see `tagger_decoding.outline`). One that finds nothing holds -1.
        window: for each reading the number of its window.
        value: its logarithmic weight, less that of the window's likeliest.
        begins: for each window its first reading; then how many readings there are.
        anchors: for each window the stem and the class of its anchor.
        ruled: for each window the tokens at which the rules begin and end the source and the content of the
            same cue, else -1.
    """

    outlines: Numbers
    window: Numbers
    value: NDArray[np.float64]
    begins: Numbers
    anchors: Numbers
    ruled: Numbers


class Chooser(NamedTuple):
    """Weights of whole readings.

    Attributes:
        weights: a stored byte for each hashed feature.
        levels: what each byte weighs, -128 first.
    """

    weights: NDArray[np.int8]
    levels: NDArray[np.float32]

    def choose(self, readings: Readings, atoms: Numbers, layout: Layout) -> list[tuple[Numbers, float]]:
        """Give the outline to take for each window that has one, and the share of it that may be right."""
        bits = len(self.weights).bit_length() - 1
        hashed = hash_readings(reading_atoms(readings, atoms, layout), bits)
        scores = readings.value.copy()
        tagger_kernels.weigh_readings(self.weights, self.levels, hashed, scores)
        shares = np.empty(len(scores))
        tagger_decoding.expect_agreement(readings.outlines, readings.begins, scores, shares)
        chosen = [
            begin + int(np.argmax(shares[begin:end])) for begin, end in pairwise(readings.begins.tolist())
        ]
        return [(readings.outlines[row], float(shares[row])) for row in chosen if shares[row] > 0]


def _parse() -> tuple[Numbers, list[str], NDArray[np.int32]]:
    """Give what the templates look up, as rows of (column, point, offset), its names, and the templates."""
    atoms = {atom for template in TEMPLATES.replace("\n", "|").split("|") for atom in template.split()}
    looked_up = sorted(atom for atom in atoms if "@" in atom)
    places = []
    for atom in looked_up:
        matched = _LOOKED_UP.fullmatch(atom)
        assert matched is not None
        places.append((COLUMN[matched[1]], _POINTS.index(matched[2]), int(matched[3] or 0)))
    columns = {name: number for number, name in enumerate([*_MEASURES, *looked_up])}
    names = [_POINTS[point] for _, point, _ in places]
    return np.array(places, np.int64), names, tagger_features.compile_listed(TEMPLATES, columns)


_PLACES, _POINTS_OF_PLACES, _TEMPLATES = _parse()
_AT = {name: number for number, name in enumerate(_MEASURES)}
_COLUMNS = [*_MEASURES, *_POINTS_OF_PLACES]
# Columns that only a reading with a source, or with a second content, has.
_OF_SOURCE = np.array([at for at, name in enumerate(_COLUMNS) if name.startswith("source")])
_OF_SECOND = np.array([at for at, name in enumerate(_COLUMNS) if name in ("first_end", "second")])


def hash_readings(atoms: Numbers, bits: int) -> NDArray[np.int32]:
    """Give the hashed features of readings from their atoms."""
    hashed = np.empty((len(atoms), len(_TEMPLATES)), np.int32)
    spans = np.array([[0, len(atoms)]])
    nothing = np.zeros((1, 0), np.int64)
    tagger_kernels.hash_features(_TEMPLATES, atoms.T, nothing, nothing, spans, spans[0], bits, hashed)
    return hashed


class _Sums:
    """Counts of tokens between two places, from running sums."""

    def __init__(self, counted: NDArray[np.bool_]) -> None:
        self._sums = np.concatenate(([0], np.cumsum(counted)))

    def between(self, begin: Numbers, end: Numbers) -> Numbers:
        last = len(self._sums) - 1
        counts: Numbers = self._sums[np.clip(end, 0, last)] - self._sums[np.clip(begin, 0, last)]
        return np.maximum(counts, 0)


def reading_atoms(readings: Readings, atoms: Numbers, layout: Layout) -> Numbers:
    """Fill the atoms of readings.

    Args:
        readings: the readings of a document.
        atoms: the atoms of its tokens.
        layout: where they stand.

    Returns:
        A row for each reading.
    """
    rows, window = readings.outlines, readings.window
    points = _points(rows, layout)
    made = np.empty((len(rows), len(_COLUMNS)), np.int64, order="F")
    places = np.stack([points[name] for name in _POINTS])
    tagger_kernels.look_up(atoms.T, places, _PLACES, made.T[len(_MEASURES) :])
    _measure_content(made, points, atoms, layout)
    _measure_parts(made, rows, points, readings.ruled[window], atoms, layout)
    made[np.ix_(rows[:, SOURCE_BEGIN] < 0, _OF_SOURCE)] = _MISSING
    made[np.ix_(rows[:, CONTENT_COUNT] < 2, _OF_SECOND)] = _MISSING
    nothing = rows[:, CUE_BEGIN] < 0
    made[nothing] = _MISSING
    made[:, _AT["none"]] = nothing
    made[:, _AT["gap"]] = np.minimum(-2 * readings.value, 40)
    made[:, _AT["rank"]] = np.arange(len(rows)) - readings.begins[window]
    made[:, _AT["a_stem"]], made[:, _AT["a_class"]] = readings.anchors[window].T
    return made


def _points(rows: Numbers, layout: Layout) -> dict[str, Numbers]:
    """Give the tokens that features look from, for each reading."""
    last = FIRST_CONTENT + 2 * np.maximum(rows[:, CONTENT_COUNT] - 1, 0)
    begin, end = rows[:, FIRST_CONTENT], rows[np.arange(len(rows)), last + 1]
    source, source_end = rows[:, SOURCE_BEGIN], rows[:, SOURCE_END]
    cue, cue_end = rows[:, CUE_BEGIN], rows[:, CUE_END]
    first = np.minimum(np.minimum(begin, cue), np.where(source >= 0, source, cue))
    stop = np.maximum(np.maximum(end, cue_end), source_end)
    return {
        "begin": begin, "end": end, "source": source, "source_end": source_end, "cue": cue,
        "cue_end": cue_end, "first_end": rows[:, _CONTENT_END], "second": rows[:, _CONTENT_END + 1],
        "first": first, "high": stop, "low": layout.sentence_begin[np.maximum(first, 0)],
    }  # fmt: skip


def _measure_content(made: Numbers, points: dict[str, Numbers], atoms: Numbers, layout: Layout) -> None:
    """Fill what is measured of the content, from its first to its last token."""
    begin, end = points["begin"], points["end"]
    inside = np.maximum(end - 1, 0)
    stop = layout.sentence_end[inside]
    classes, words = atoms[:, COLUMN["class"]], atoms[:, COLUMN["word"]]
    verbs = _Sums(tagger_words.is_verb_class(classes))
    cues = _Sums(atoms[:, COLUMN["candidate"]] == CUE)
    opened, closed = (_Sums(words == mark).between(begin, end) for mark in _PARENTHESES)
    quote, last_quote = pick(layout.quote_begin, begin), pick(layout.quote_begin, end - 1)
    quotes = np.where(quote >= 0, 1 + (quote == begin), 0) * 6
    quotes += np.where(last_quote >= 0, 1 + (pick(layout.quote_end, end - 1) == end), 0) * 2
    measured = {
        "rest": bucket(stop - end),
        "rest_verbs": np.minimum(verbs.between(end, stop), 3),
        "rest_cues": np.minimum(cues.between(end, stop), 2),
        "length": bucket((end - begin) // 2),
        "verbs": np.minimum(verbs.between(begin, end), 3),
        "commas": np.minimum(_Sums(classes == tagger_words.COMMA).between(begin, end), 3),
        "cues": np.minimum(cues.between(begin, end), 3),
        "sentences": np.minimum(layout.sentence[inside] - pick(layout.sentence, begin), 3),
        "paragraphs": np.minimum(layout.paragraph[inside] - pick(layout.paragraph, begin), 2),
        "ends_paragraph": pick(layout.paragraph, end) != layout.paragraph[inside],
        "quotes": quotes + (quote == last_quote),
        "openings": np.minimum(_Sums(atoms[:, COLUMN["quote"]] % 4 >= 2).between(begin, end), 3),
        "parens": np.clip(opened - closed, -1, 1),
    }
    for name, values in measured.items():
        made[:, _AT[name]] = values


def _measure_parts(
    made: Numbers, rows: Numbers, points: dict[str, Numbers], ruled: Numbers, atoms: Numbers, layout: Layout
) -> None:
    """Fill what is measured of the source, the cue, and how the parts stand to one another."""
    begin, end, cue, cue_end = (points[name] for name in ("begin", "end", "cue", "cue_end"))
    source, source_end = points["source"], points["source_end"]
    classes = atoms[:, COLUMN["class"]]
    contents = rows[:, CONTENT_COUNT]
    order = (source > cue) + 2 * (begin > cue) + 4 * (end > cue_end) + 8 * (source > begin)
    agreed = (ruled == np.stack([source, source_end, begin, end], axis=1)).astype(np.int64)
    spans = rows[:, [SOURCE_END, CUE_END, *range(_CONTENT_END, rows.shape[1], 2)]]
    lengths = spans - rows[:, [SOURCE_BEGIN, CUE_BEGIN, *range(FIRST_CONTENT, rows.shape[1], 2)]]
    first, stop = points["first"], points["high"]
    measured = {
        "pattern": np.where(source >= 0, order, (order & 6) + 16) + 32 * np.minimum(contents, 3),
        "contents": np.minimum(contents, 4),
        "has_source": source >= 0,
        "begin_away": np.where(begin >= cue_end, bucket(begin - cue_end), 20 + bucket(cue - end)),
        "ruled": np.where(
            ruled[:, 2] >= 0, 1 + agreed[:, 2] + 2 * agreed[:, 3] + 4 * agreed[:, 0] * agreed[:, 1], 0
        ),
        "source_length": bucket(source_end - source),
        "source_away": np.where(source < cue, bucket(cue - source_end), 20 + bucket(source - cue_end)),
        "source_classes": _join_classes(classes, source, source_end),
        "cue_length": np.minimum(cue_end - cue, 6),
        "cue_classes": _join_classes(classes, cue, cue_end),
        "left": bucket(first - points["low"]),
        "right": bucket(layout.sentence_end[np.maximum(stop - 1, 0)] - stop),
        "between": bucket(stop - first - lengths.sum(axis=1)),
    }
    for name, values in measured.items():
        made[:, _AT[name]] = values


def _join_classes(classes: Numbers, begin: Numbers, end: Numbers) -> Numbers:
    """Give one number for the classes of a span's first tokens."""
    joined = np.zeros(len(begin), np.int64)
    for step in range(6):
        joined = joined * 64 + np.where(begin + step < end, pick(classes, begin + step), 0)
    return joined
