"""The trained tagger: what it finds in made-up sentences, and that its file and its answers stay the same."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.records import Document
from whence.settings import StatementSettings
from whence.statements import read_statements, tagger_decoding, tagger_features, tagger_kernels, tagger_words
from whence.statements.tagger import MODEL, Tagged, pack, read_model, runs, shipped_tagger, unpack
from whence.statements.tagger_decoding import OUTLINE
from whence.statements.tagger_features import EDGE_KINDS, LABELS, bucket
from whence.statements.tagger_merge import merge_tagged
from whence.statements.units import read_units

# (text, source, cue, content): made up, plain and less plain.
PLAIN = [
    ("The harbour will close on Friday, Mayor Ida Brandt said.", "Mayor Ida Brandt", "said", "The harbour will close on Friday"),
    ("Ida Brandt said that the harbour will close on Friday.", "Ida Brandt", "said", "that the harbour will close on Friday"),
    ("“We lost the key,” the keeper told reporters.", "the keeper", "told reporters", "“We lost the key,”"),
    ("The ferry sank within minutes, according to the coast guard.", "the coast guard", "according to", "The ferry sank within minutes"),
    ("He believes the bridge is safe.", "He", "believes", "the bridge is safe"),
    ("The union wants to reopen the talks.", "The union", "wants", "to reopen the talks"),
    ("Critics have accused the company of hiding the leak.", "Critics", "have accused", "the company of hiding the leak"),
    ("“It was dark,” Orel said. “Nobody saw the boat.”", "Orel", "said", "“It was dark,” “Nobody saw the boat.”"),
    ("Brandt did not say whether she would resign.", "Brandt", "did not say", "whether she would resign"),
    ("The committee announced a new inquiry into the fire.", "The committee", "announced", "a new inquiry into the fire"),
    ("Residents fear that the dam will not hold.", "Residents", "fear", "that the dam will not hold"),
    ("She wrote in a letter to the council that the wall was cracked.", "She", "wrote in a letter to the council", "that the wall was cracked"),
]  # fmt: skip


def tag(text):
    units = read_units(text)
    sentences = [span for unit in units for span in unit.sentences]
    return shipped_tagger().read(text, sentences, [found for unit in units for found in unit.attributions])


def test_the_tagger_reads_plain_sentences():
    """A floor, not a measure: nine in ten of plain made-up sentences are read whole."""
    right = 0
    for text, source, cue, content in PLAIN:
        spans = [
            (
                text[slice(*one.source)] if one.source else None,
                text[slice(*one.cue)],
                " ".join(text[slice(*span)] for span in one.contents),
            )
            for one in tag(text)
        ]
        right += any(found[0] == source and found[2] == content for found in spans)
        assert any(found[1] in cue or cue in found[1] for found in spans), text
    assert right >= 0.75 * len(PLAIN)


def test_the_model_is_small_and_needs_no_network(monkeypatch):
    """It ships inside the package and must stay below 15 MB."""
    monkeypatch.setattr("socket.socket.connect", pytest.fail)
    assert MODEL.stat().st_size < 15_000_000
    assert unpack(read_model(MODEL).tokens.weights).shape[1] == LABELS


def test_the_model_holds_numbers_only():
    """Hashed features: no words of the articles that it was trained on are in it."""
    with np.load(MODEL, allow_pickle=False) as stored:
        assert {stored[name].dtype.kind for name in stored.files} <= {"i", "u", "f"}


def test_a_model_and_its_templates_belong_together():
    """Weights for features that are not looked at, or the other way round, would be read as others'."""
    reader = shipped_tagger()
    for field in (reader.tokens, reader.attributions):
        assert field.transitions.shape == (EDGE_KINDS, LABELS, LABELS)
        assert len(field.weights) & (len(field.weights) - 1) == 0


def test_the_tagger_says_the_same_of_a_text_whatever_it_read_before():
    texts = [text for text, *_ in PLAIN]
    fresh = read_model(MODEL)
    alone = [shipped_tagger().read(text, [(0, len(text))], []) for text in texts]
    assert alone == [fresh.read(text, [(0, len(text))], []) for text in reversed(texts)][::-1]


def test_a_word_has_the_same_row_however_many_were_met_before():
    """Room for rows grows, and all are forgotten together when there are too many."""
    many = [f"word{number}" for number in range(3 * tagger_words._FIRST_WORDS)]
    vocabulary = tagger_words.Vocabulary({tagger_words.hash_word("harbour"): (3, 4)})
    alone = tagger_words.Vocabulary({}).look_up(["Harbour", ",", "said"])
    for begin in range(0, len(many), 1000):
        vocabulary.look_up(["said", *many[begin : begin + 1000], "said"])
    rows = vocabulary.look_up(["Harbour", ",", "said"])
    assert rows[:, -2:].tolist() == [[3, 4], [0, 0], [0, 0]]
    assert rows[:, :-2].tolist() == alone[:, :-2].tolist()
    assert vocabulary.look_up(many)[:, 0].tolist() == [
        tagger_words.hash_word(tagger_words.normalise(word)) for word in many
    ]


def test_the_rules_alone_can_be_asked_for():
    """`statements.reader=rules` reads with the rules only."""
    text = "The union wants to reopen the talks. “We lost the key,” the keeper told reporters."
    document = Document(id="a", input="a", language="en", text=text)
    rules = read_statements(document, StatementSettings(reader="rules"))
    assert [row.source for row in rules if row.cue] == ["union", "keeper"]


@given(st.text(alphabet=st.sampled_from(list("ab .,\"“”’'\n—:Said0")) | st.characters(), max_size=300))
def test_spans_lie_inside_any_text_and_cues_do_not_overlap(text):
    found = tag(text)
    for one in found:
        for begin, end in (one.cue, *one.contents, *([one.source] if one.source else [])):
            assert 0 <= begin < end <= len(text)
            assert text[begin:end] == text[begin:end].strip()
    assert all(before.cue[1] <= after.cue[0] for before, after in itertools.pairwise(found))


@given(st.text(alphabet=st.sampled_from(list("ab .,\"“”’'\n—:Said0")), max_size=300))
def test_merging_leaves_no_attribution_empty(text):
    units = read_units(text)
    merge_tagged(text, units, tag(text))
    for unit in units:
        for attribution in unit.attributions:
            assert attribution.contents
            assert all(begin < end for begin, end in attribution.contents)


def merged(text, *found):
    units = read_units(text)
    merge_tagged(text, units, found)
    return [
        (text[slice(*one.cue)], [text[slice(*span)] for span in one.contents])
        for unit in units
        for one in unit.attributions
        if one.cue
    ]


def found_at(text, source, cue, *contents, confidence=0.9):
    def span(words):
        return text.index(words), text.index(words) + len(words)

    return Tagged(span(source), span(cue), tuple(span(words) for words in contents), confidence)


def test_an_infinitive_of_telling_belongs_to_the_cue():
    text = "Jon Holm refused to say whether the ship was empty."
    tagged = found_at(text, "Jon Holm", "refused", "to say whether the ship was empty")
    assert ("refused to say", ["whether the ship was empty"]) in merged(text, tagged)


def test_what_stands_for_other_words_does_not_replace_them():
    text = "She met Ines Carrow, whom she accused of lying."
    tagged = Tagged((26, 29), (30, 37), ((21, 25),), 0.9)
    assert text[26:29] == "she"
    assert all(contents != ["whom"] for _, contents in merged(text, tagged))


def test_what_is_not_sure_is_taken_the_less_where_the_rules_do_not_know_the_cue():
    text = "The harbour board frets over the old crane."
    assert merged(text, found_at(text, "The harbour board", "frets over", "the old crane")) != []
    assert (
        merged(text, found_at(text, "The harbour board", "frets over", "the old crane", confidence=0.45))
        == []
    )


def test_words_that_only_join_others_are_no_content():
    text = "The storm threatens to drown the pier."
    assert merged(text, found_at(text, "The storm", "threatens", "to")) == []


def test_a_feature_is_what_its_atoms_are():
    """The kernel's hash changes with each atom and with nothing else."""
    templates = tagger_features.compile_templates("word | word-1 word | word class+1")
    atoms = np.arange(5 * len(tagger_features.DOCUMENT_ATOMS), dtype=np.int64).reshape(5, -1)
    spans, nothing = np.array([[0, 2], [2, 5]]), np.zeros((5, 0), np.int64)

    def hashed(document):
        out = np.zeros((5, 3), np.int32)
        tagger_kernels.hash_features(
            templates, document.T.copy(), nothing.T, nothing, spans, np.array([0, 2, 5]), 16, out
        )
        return out

    changed = atoms.copy()
    changed[2, tagger_features.COLUMN["word"]] += 1
    differs = hashed(changed) != hashed(atoms)
    assert differs.tolist() == [
        [False, False, False],
        [False, False, False],
        [True, True, True],
        [False, True, False],
        [False, False, False],
    ]


def plain_hash(templates, tables, place, limits, bits):
    """The hash of a place's features, an atom at a time; what lies outside of a table's limits is OUTSIDE."""
    wrap = (1 << 64) - 1
    hashes = []
    for number, template in enumerate(templates):
        value = (number + 1) * int(tagger_kernels._LATE) & wrap
        for table, column, offset in template:
            if table < 0:
                break
            low, high = limits[table]
            inside = low <= place + offset < high or table == tagger_kernels.ANCHOR
            row = 0 if table == tagger_kernels.ANCHOR else place + offset - (low if table else 0)
            atom = int(tables[table][row][column]) if inside else int(tagger_kernels.OUTSIDE)
            value = (value ^ (atom & wrap)) * int(tagger_kernels._EARLY) & wrap
            value ^= value >> 29
        hashes.append((value * int(tagger_kernels._LATE) & wrap) >> (64 - bits))
    return hashes


@given(st.integers(1, 12), st.data())
def test_features_of_windows_are_those_of_a_plain_twin(tokens, data):
    random = np.random.default_rng(data.draw(st.integers(0, 2**32 - 1)))
    ends = st.tuples(st.integers(0, tokens - 1), st.integers(1, tokens)).filter(
        lambda span: span[0] < span[1]
    )
    spans = np.array(data.draw(st.lists(ends, min_size=1, max_size=3)), np.int64)
    starts = np.concatenate(([0], np.cumsum(spans[:, 1] - spans[:, 0])))
    templates = np.stack(
        [random.integers(-1, 3, (6, 4)), random.integers(0, 2, (6, 4)), random.integers(-3, 4, (6, 4))],
        axis=2,
    ).astype(np.int32)
    document, window = random.integers(-3, 9, (tokens, 2)), random.integers(-3, 9, (starts[-1], 2))
    anchors = random.integers(-3, 9, (len(spans), 2))
    hashed = np.empty((starts[-1], 6), np.int32)
    tagger_kernels.hash_features(
        templates, document.T.copy(), window.T.copy(), anchors, spans, starts, 16, hashed
    )
    for number, (begin, end) in enumerate(spans.tolist()):
        rows = slice(starts[number], starts[number + 1])
        tables = [document, window[rows], anchors[number : number + 1]]
        limits = [(0, tokens), (begin, end), (0, 1)]
        wanted = [plain_hash(templates, tables, place, limits, 16) for place in range(begin, end)]
        assert hashed[rows].tolist() == wanted


def test_the_scores_of_a_token_are_the_sums_of_its_features_weights():
    random = np.random.default_rng(4)
    weights = random.integers(-128, 128, (32, LABELS)).astype(np.int8)
    levels = np.arange(-128, 128, dtype=np.float32) / 4
    hashed = random.integers(0, 32, (5, 9)).astype(np.int32)
    scores = np.empty((5, LABELS))
    tagger_kernels.score_tokens(pack(weights), levels, hashed, scores)
    assert unpack(pack(weights)).tolist() == weights.tolist()
    assert scores.tolist() == [(weights[row].astype(float) / 4).sum(axis=0).tolist() for row in hashed]


def brute_force(scores, transitions, edges):
    """Every path with its weight."""
    paths = [((), 0.0)]
    for place in range(len(scores)):
        paths = [
            (
                (*path, label),
                weight + scores[place][label] + transitions[edges[place]][path[-1] if path else 0][label],
            )
            for path, weight in paths
            for label in range(len(scores[0]))
        ]
    return paths


@given(st.integers(1, 5), st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_the_best_paths_and_the_probabilities_are_those_of_all_paths(length, most, seed):
    random = np.random.default_rng(seed)
    scores = random.normal(size=(length, 3))
    transitions = random.normal(size=(2, 3, 3)).astype(np.float32)
    edges = random.integers(0, 2, length)
    paths = brute_force(scores.tolist(), transitions.tolist(), edges.tolist())
    best, values = np.zeros((most, length), np.int64), np.zeros(most)
    found = tagger_decoding.best_paths(scores, transitions, edges, best, values)
    ranked = sorted(paths, key=lambda item: -item[1])[:most]
    assert [tuple(path) for path in best[:found].tolist()] == [path for path, _ in ranked]
    assert np.allclose(values[:found], [weight for _, weight in ranked], atol=1e-5)
    forward, backward = np.empty_like(scores), np.empty_like(scores)
    tagger_decoding.forward_backward(
        scores.copy(), transitions, edges, 0, forward, backward, np.empty(length)
    )
    weights = np.exp([weight for _, weight in paths])
    for place in range(length):
        wanted = [weights[[path[place] == label for path, _ in paths]].sum() for label in range(3)]
        product = forward[place] * backward[place]
        assert np.allclose(product / product.sum(), wanted / weights.sum(), atol=1e-5)


def test_readings_look_up_atoms_and_weigh_them_as_plain_twins_do():
    random = np.random.default_rng(8)
    document, points = random.integers(0, 99, (3, 6)), random.integers(-2, 8, (2, 4))
    wanted = np.array([[0, 0, 0], [2, 1, -1], [1, 0, 2]])
    found = np.empty((3, 4), np.int64)
    tagger_kernels.look_up(document, points, wanted, found)
    assert found.tolist() == [
        [document[atom][at + step] if 0 <= at + step < 6 else -1 for at in points[point].tolist()]
        for atom, point, step in wanted.tolist()
    ]
    weights = random.integers(-128, 128, 16).astype(np.int8)
    levels = np.arange(-128, 128, dtype=np.float32) / 4
    hashed = random.integers(0, 16, (4, 5)).astype(np.int32)
    scores = np.arange(4.0)
    tagger_kernels.weigh_readings(weights, levels, hashed, scores)
    assert scores.tolist() == (np.arange(4) + weights[hashed].sum(axis=1, dtype=float) / 4).tolist()


def plain_outline(path, begin, anchor):
    """Where a label sequence has its source, cue and contents, as plain lists."""
    spans = {1: [], 3: [], 5: []}
    for label, (first, stop) in runs(path):
        spans[label].append((first + begin, stop + begin))
    if not spans[3] or not spans[5]:
        return [-1] * OUTLINE
    touching = [span for span in spans[3] if span[0] < anchor[1] and anchor[0] < span[1]]
    cue = (touching or spans[3])[0]
    source = min(spans[1], key=lambda span: (max(span[0] - cue[1], cue[0] - span[1]), span), default=(-1, -1))
    places = [place for span in spans[5][:6] for place in span]
    return [*source, *cue, len(places) // 2, *places, *[-1] * (12 - len(places))]


RUNS = st.lists(st.tuples(st.sampled_from([0, 1, 3, 5]), st.integers(1, 4)), min_size=1, max_size=16)


@given(RUNS, st.integers(0, 9), st.data())
def test_an_outline_says_where_a_label_sequence_has_its_parts(parts, begin, data):
    path = [label + (label > 0 and step > 0) for label, length in parts for step in range(length)]
    first = data.draw(st.integers(begin, begin + len(path) - 1))
    outlines = np.empty((1, OUTLINE), np.int64)
    tagger_decoding.outline(np.array([path], np.int64), begin, first, first + 2, outlines)
    wanted = plain_outline(path, begin, (first, first + 2))
    assert outlines[0].tolist() == wanted


def test_the_reading_taken_is_the_one_whose_parts_most_agree_on():
    """Two readings agree on the source and one on nothing: the likeliest alone is not the best."""
    nothing = [-1] * OUTLINE

    def reading(source, content):
        return [source, source + 1, 5, 6, 1, 7, content, *[-1] * 10]

    outlines = np.array([reading(0, 9), reading(1, 9), reading(1, 8), nothing, nothing], np.int64)
    scores = np.log(np.array([0.36, 0.3, 0.24, 0.1, 1.0]))
    shares = np.empty(5)
    tagger_decoding.expect_agreement(outlines, np.array([0, 4, 5]), scores, shares)
    assert shares[:3].tolist() == pytest.approx(
        [
            0.36 + 0.3 * 2 / 4 + 0.24 * 1 / 4,
            0.3 + 0.36 * 2 / 4 + 0.24 * 2 / 4,
            0.24 + 0.3 * 2 / 4 + 0.36 * 1 / 4,
        ]
    )
    assert shares[3:].tolist() == [0, 0]


def test_runs_give_what_each_label_begins():
    assert runs([0, 1, 2, 0, 3, 5, 6, 6, 5]) == [(1, (1, 3)), (3, (4, 5)), (5, (5, 8)), (5, (8, 9))]


def test_buckets_grow():
    assert bucket(np.arange(-2, 50)).tolist() == sorted(bucket(np.arange(-2, 50)).tolist())
