"""The windows around cues: how far they reach and what they count, against plain twins."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from whence.statements import tagger_kernels
from whence.statements.tagger_features import Layout
from whence.statements.tagger_windows import MOST_TOKENS, begin_rows, find_windows, whole_window

BACK, ON = 6, 7


def lay_out(lengths, quoted):
    """A layout of sentences with these numbers of tokens, each token quoted or not."""
    ends = np.cumsum(lengths)
    count = int(ends[-1])
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    nothing = np.zeros(count, np.int64)
    return Layout(
        sentence,
        np.repeat(ends - lengths, lengths),
        np.repeat(ends, lengths),
        nothing,
        np.resize(np.array(quoted, np.int64), count),
        nothing,
        nothing,
    )


def plain_window(layout, first, stop):
    """The cue's sentence, and those on both sides that quotations join to it, token by token."""
    sentence, quoted = layout.sentence.tolist(), layout.quoted.tolist()
    tokens = range(len(sentence))
    low, high = sentence[first], sentence[stop - 1]
    begin, end = sentence.index(low), max(t for t in tokens if sentence[t] == high) + 1
    for _ in range(BACK):
        if begin and first - begin < MOST_TOKENS and quoted[begin - 1]:
            begin = sentence.index(sentence[begin - 1])
    for _ in range(ON):
        if end < len(sentence) and end - stop < MOST_TOKENS and (quoted[end] or quoted[end - 1]):
            end = max(t for t in tokens if sentence[t] == sentence[end]) + 1
    return [max(begin, first - MOST_TOKENS), min(end, stop + MOST_TOKENS)]


LAYOUTS = st.builds(
    lay_out,
    st.lists(st.integers(1, 120), min_size=1, max_size=14),
    st.lists(st.integers(0, 2), min_size=1, max_size=40),
)


def some_cues(data, layout):
    count = len(layout.sentence)
    firsts = data.draw(st.lists(st.integers(0, count - 1), min_size=1, max_size=5))
    return [(first, data.draw(st.integers(first + 1, min(count, first + 4)))) for first in firsts]


@given(LAYOUTS, st.data())
def test_a_window_is_the_sentence_of_its_cue_and_what_quotations_join_to_it(layout, data):
    cues = some_cues(data, layout)
    found = find_windows(np.array(cues, np.int64), layout).tolist()
    assert found == [plain_window(layout, *cue) for cue in cues]


@given(LAYOUTS, st.data())
def test_what_lies_between_a_cue_and_a_token_is_counted(layout, data):
    cues = some_cues(data, layout)
    random = np.random.default_rng(data.draw(st.integers(0, 2**32 - 1)))
    flags = random.integers(0, 2, (len(layout.sentence), 7))
    flags[:, 5] = layout.sentence
    marks = random.integers(0, 3, len(layout.sentence))
    spans = find_windows(np.array(cues, np.int64), layout)
    starts = begin_rows(spans)
    counts = np.full((starts[-1], 8), -9)
    tagger_kernels.count_between(flags, marks, np.array(cues, np.int64), spans, starts, counts)
    for number, (first, stop) in enumerate(cues):
        begin, end = spans[number].tolist()
        for place in range(begin, end, 7):
            row = counts[starts[number] + place - begin].tolist()
            outward = list(range(first - 1, place, -1) if place < first else range(stop, place))
            passed = [first, *outward, place] if place < first else [stop - 1, *outward, place]
            if first <= place < stop:
                assert row == [0] * 8
                continue
            changes = [int((flags[passed[1:], at] != flags[passed[:-1], at]).sum()) for at in (5, 6)]
            met = [mark for mark in marks[outward].tolist() if mark]
            assert row == [*flags[outward, :5].sum(axis=0).tolist(), *changes, met[-1] if met else 0]


def test_a_document_is_one_window():
    edges = np.array([3, 1, 2])
    whole = whole_window(edges)
    assert whole.spans.tolist() == [[0, 3]]
    assert whole.rows(0) == slice(0, 3)
    assert whole.edges.tolist() == edges.tolist()
