"""The windows around cues: what the tagger's second field sees of all candidates of a document."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from whence.statements import tagger_kernels, tagger_words
from whence.statements.tagger_features import (
    COLUMN,
    CONTENT,
    CUE,
    SOURCE,
    WINDOW_ATOMS,
    Layout,
    Numbers,
    bucket,
    earlier,
    is_mark,
    last_until,
    parts_clauses,
    pick,
)
from whence.statements.tagger_words import CLAUSE_THAT, COMMA, INFINITIVE

# How far from its cue, in tokens, an attribution is looked for, and over how many sentences.
_MOST_BACK, _MOST_ON, MOST_TOKENS = 6, 7, 220


class Windows(NamedTuple):
    """Stretches of a document, the rows of one behind those of the other.

    Attributes:
        cues: the first token and the end of each one's anchor.
        spans: the first token and the end of each stretch.
        starts: each one's first row; then how many rows there are.
        atoms: what is known of each row besides its token's own atoms.
        edges: the kind of place before each row.
        anchors: what is known of each one's anchor.
    """

    cues: Numbers
    spans: Numbers
    starts: Numbers
    atoms: Numbers
    edges: Numbers
    anchors: Numbers

    def rows(self, number: int) -> slice:
        """Give the rows of one stretch."""
        return slice(int(self.starts[number]), int(self.starts[number + 1]))


def whole_window(edges: Numbers) -> Windows:
    """Give a document as one window without an anchor.

    Args:
        edges: the kind of place before each token.
    """
    spans = np.array([[0, len(edges)]])
    nothing = np.zeros((len(edges), 0), np.int64)
    return Windows(spans, spans, spans[0], nothing, edges, np.zeros((1, 0), np.int64))


def find_windows(cues: Numbers, layout: Layout) -> Numbers:
    """Give the window around each cue: its sentence, and the sentences that quotations join to it.

    Args:
        cues: the first token and the end of each.
        layout: where the document's tokens stand.

    Returns:
        The first token and the end of each window.
    """
    spans = np.empty_like(cues)
    tagger_kernels.find_windows(
        cues,
        layout.sentence_begin,
        layout.sentence_end,
        layout.quoted,
        _MOST_BACK,
        _MOST_ON,
        MOST_TOKENS,
        spans,
    )
    return spans


def begin_rows(spans: Numbers) -> Numbers:
    """Give the first row of each window where one stands behind the other; then how many rows there are."""
    starts = np.zeros(len(spans) + 1, np.int64)
    np.cumsum(spans[:, 1] - spans[:, 0], out=starts[1:])
    return starts


def relate(
    atoms: Numbers, layout: Layout, cues: Numbers, spans: Numbers, own: Numbers, ruled: NDArray[np.bool_]
) -> Windows:
    """Relate the tokens of windows to their anchors.

    Args:
        atoms: of the document's tokens.
        layout: where they stand.
        cues: the first token and the end of each anchor.
        spans: the first token and the end of each window.
        own: labels that the rules give each row in the attribution of this very cue.
        ruled: for each window whether they give any.

    Returns:
        The windows.
    """
    starts = begin_rows(spans)
    lengths = spans[:, 1] - spans[:, 0]
    place = np.arange(starts[-1]) + np.repeat(spans[:, 0] - starts[:-1], lengths)
    first, stop = np.repeat(cues, lengths, axis=0).T
    counts = np.empty((len(place), 8), np.int64)
    tagger_kernels.count_between(*_counted(atoms, layout), cues, spans, starts, counts)
    few = np.minimum(counts, 3)
    before, behind = place < first, place >= stop
    side = np.where(before, 1, np.where(behind, 3, 2))
    distance = np.where(before, first - place, np.where(behind, place - stop + 1, place - first))
    quote = layout.quote_begin[place]
    window = np.empty((len(place), len(WINDOW_ATOMS)), np.int64, order="F")
    window[:, 0] = side
    window[:, 1] = side * 16 + bucket(distance)
    window[:, 2] = (quote >= 0) & (quote == layout.quote_begin[first])
    window[:, 3] = few[:, 4] * 4 + few[:, 2]
    window[:, 4] = ((few[:, 0] * 4 + few[:, 1]) * 4 + few[:, 5]) * 4 + few[:, 6]
    window[:, 5] = few[:, 3]
    window[:, 6] = counts[:, 7]
    window[:, 7] = own
    window[:, 8] = layout.paragraph[place] - layout.paragraph[first]
    window[:, 9] = few[:, 5]
    edges = 4 + 2 * _edges(atoms, layout)[place] + behind
    edges[place == first] = 1
    edges[place == stop] = 2
    edges[(side == 2) & (place > first)] = 3
    edges[starts[:-1]] = np.where(spans[:, 0] < cues[:, 0], 0, 1)
    return Windows(cues, spans, starts, window, edges, _anchor_atoms(atoms, layout, cues, ruled))


def _counted(atoms: Numbers, layout: Layout) -> tuple[Numbers, Numbers]:
    """Give what is counted between tokens: a row of flags for each, and its class where it parts clauses."""
    classes, label = atoms[:, COLUMN["class"]], atoms[:, COLUMN["label"]]
    flags = np.empty((len(atoms), 7), np.int64)
    flags[:, 0] = classes == COMMA
    flags[:, 1] = tagger_words.is_verb_class(classes)
    flags[:, 2] = label == SOURCE
    flags[:, 3] = label == CONTENT
    flags[:, 4] = atoms[:, COLUMN["candidate"]] == CUE
    flags[:, 5], flags[:, 6] = layout.sentence, layout.quoted
    return flags, np.where(parts_clauses(classes, joints=True), classes, 0)


def _edges(atoms: Numbers, layout: Layout) -> Numbers:
    """Give the kind of place before each token of a document, apart from any anchor."""
    classes, quote = atoms[:, COLUMN["class"]], atoms[:, COLUMN["quote"]]
    conditions = [
        earlier(layout.sentence, -1) != layout.sentence,
        quote % 4 >= 2,
        earlier(quote, 0) % 2 == 1,
        classes == COMMA,
        earlier(classes, -1) == COMMA,
        is_mark(classes),
        (classes == CLAUSE_THAT) | (classes == INFINITIVE),
    ]
    return np.select(conditions, list(range(7)), 7)


def _heads(classes: Numbers, cues: Numbers) -> Numbers:
    """Give the token of each anchor that says what it does: its last cue, else its last content word."""
    first, last = cues[:, 0], cues[:, 1] - 1
    cue = last_until(tagger_words.is_cue_class(classes))[last]
    word = last_until((classes <= 27) | (classes >= 53))[last]
    return np.where(cue >= first, cue, np.where(word >= first, word, last))


def _anchor_atoms(atoms: Numbers, layout: Layout, cues: Numbers, ruled: NDArray[np.bool_]) -> Numbers:
    """Give the atoms of anchors, in the order of `tagger_features.ANCHOR_ATOMS`."""
    first, stop = cues.T
    stems, classes = atoms[:, COLUMN["stem"]], atoms[:, COLUMN["class"]]
    head = _heads(classes, cues)
    from_start = bucket(first - layout.sentence_begin[first])
    return np.stack(
        [
            stems[head],
            atoms[head, COLUMN["word"]],
            classes[head],
            atoms[head, COLUMN["company"]],
            pick(classes, stop),
            pick(classes, first - 1),
            pick(stems, stop),
            pick(stems, first - 1),
            stems[first],
            layout.quoted[first],
            from_start * 16 + bucket(layout.sentence_end[first] - stop),
            ruled,
            atoms[head, COLUMN["p_cue"]],
        ],
        axis=1,
    )
