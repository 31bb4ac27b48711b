"""Fingerprints: k-grams, winnowing and its guarantee, word pairs; single texts and tables."""

from unittest import mock

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.errors import SettingsError
from whence.settings import MatchSettings
from whence.text import (
    FINGERPRINT_SCHEMA,
    Tokens,
    choose_fingerprints,
    choose_word_pairs,
    fingerprint,
    fingerprints,
    gram_hashes,
    tokenize,
)
from whence.text.kernels import BASE

# A few words and signs, so that equal k-grams, equal word pairs and texts without either are common.
few_words = st.text(alphabet="ab é新ก ", max_size=60) | st.lists(
    st.sampled_from(["alder", "birch", "cédar", "fir", "新闻报道", "ข่าว", "х", "ΣΑΒΒΑΤΟ"]), max_size=40
).map(" ".join)
limits_of_any_kind = st.builds(
    MatchSettings,
    gram=st.integers(1, 5),
    window=st.integers(1, 6),
    pair_letters=st.integers(1, 6),
    pair_reach=st.integers(0, 4),
    pair_sample=st.integers(1, 12),
)


def winnow_slowly(grams: list[int], window: int) -> list[int]:
    """Winnowing from its definition."""
    kept = set()
    for begin in range(max(1, len(grams) - window + 1) if grams else 0):
        run = grams[begin : begin + window]
        kept.add(begin + max(place for place, value in enumerate(run) if value == min(run)))
    return sorted(kept)


def pair_slowly(tokens: Tokens, limits: MatchSettings) -> list[int]:
    """Word pairs from their definition."""
    long, before = [], -1
    for stem, begin, end in zip(
        tokens.stems.tolist(), tokens.begins.tolist(), tokens.ends.tolist(), strict=True
    ):
        if end - begin >= limits.pair_letters or begin == before:
            long.append(stem)
        before = end
    pairs = set()
    for place, one in enumerate(long):
        for other in long[place + 1 : place + 1 + limits.pair_reach]:
            low, high = min(one, other), max(one, other)
            if one != other:
                pairs.add(scatter(low * int(BASE) + high & (1 << 64) - 1))
    return sorted(pair for pair in pairs if pair % limits.pair_sample == 0)


def scatter(value: int) -> int:
    mask = (1 << 64) - 1
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & mask
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & mask
    return value ^ (value >> 31)


@given(few_words, limits_of_any_kind)
@settings(deadline=None, max_examples=300)
def test_fingerprints_are_what_their_definition_gives(text: str, limits: MatchSettings) -> None:
    """The kernels agree with plain Python, ties included."""
    tokens = tokenize(text)
    grams = gram_hashes(tokens.hashes, limits.gram)
    hashes, positions = choose_fingerprints(tokens, limits)
    assert positions.tolist() == winnow_slowly(grams.tolist(), limits.window)
    assert hashes.tolist() == grams[positions].tolist()
    assert choose_word_pairs(tokens, limits).tolist() == pair_slowly(tokens, limits)


@given(st.lists(st.none() | few_words | st.text(max_size=30), max_size=12), limits_of_any_kind, st.data())
@settings(deadline=None, max_examples=200)
def test_a_table_gives_what_each_text_gives(
    texts: list[str | None], limits: MatchSettings, data: st.DataObject
) -> None:
    """Neither Arrow's type nor slices nor chunks nor runs change a row."""
    texts = [None if text is None else text.encode("utf-8", "ignore").decode() for text in texts]
    kind = data.draw(st.sampled_from([pa.string(), pa.large_string(), pa.string_view()]))
    cut = data.draw(st.integers(0, len(texts)))
    column = pa.chunked_array(
        [pa.array(["x", *texts[:cut]], kind)[1:], pa.array([*texts[cut:], "y"], kind)[: len(texts) - cut]]
    )
    ids = [str(place) for place in range(len(texts))]
    run = data.draw(st.integers(1, 200))
    with mock.patch.multiple(fingerprints, _LARGEST_RUN=2 * run, _CACHED_RUN=run):
        table = fingerprint(pa.table({"id": ids, "text": column}), limits)
    table.validate(full=True)
    expected = []
    for name, text in zip(ids, texts, strict=True):
        tokens = tokenize(text or "")
        hashes, positions = choose_fingerprints(tokens, limits)
        expected.append(
            {
                "id": name,
                "token_count": len(tokens),
                "hashes": hashes.tolist(),
                "positions": positions.tolist(),
                "word_pairs": choose_word_pairs(tokens, limits).tolist(),
            }
        )
    assert table.to_pylist() == expected


def test_a_text_of_short_tokens_that_all_count_as_long_has_room_for_its_pairs() -> None:
    """Letters of scripts that part no words, each next to a Latin one: two bytes a long word."""
    limits = MatchSettings(pair_letters=12, pair_reach=3, pair_sample=1)
    text = "".join(f"{chr(0x0E01 + place % 40)}{chr(97 + place % 23)}" for place in range(4_000))
    table = fingerprint(pa.table({"id": ["0"], "text": [text]}), limits)
    assert table["word_pairs"][0].as_py() == choose_word_pairs(tokenize(text), limits).tolist()


def test_many_word_pairs_are_sorted_and_each_is_given_once() -> None:
    """More of them than there are buckets to part them by, and one over and over."""
    words = [f"{place % 30_000:05}" for place in range(90_000)]
    pairs = choose_word_pairs(
        tokenize(" ".join(words) + " alpha beta" * 50_000), MatchSettings(pair_sample=1)
    )
    assert len(pairs) > 1 << 16
    assert np.all(pairs[:-1] < pairs[1:])


@given(st.data())
@settings(deadline=None, max_examples=100)
def test_any_shared_run_of_window_and_gram_is_found(data: st.DataObject) -> None:
    """The guarantee: two texts that share window + gram - 1 tokens share a fingerprint."""
    limits = MatchSettings(gram=data.draw(st.integers(1, 5)), window=data.draw(st.integers(1, 6)))
    word = st.sampled_from(["alder", "birch", "cedar", "dogwood", "elm", "fir"])
    size = limits.gram + limits.window - 1
    shared = data.draw(st.lists(word, min_size=size, max_size=size))
    texts = [
        " ".join([*data.draw(st.lists(word, max_size=15)), *shared, *data.draw(st.lists(word, max_size=15))])
        for _ in range(2)
    ]
    table = fingerprint(pa.table({"id": ["a", "b"], "text": texts}), limits)
    one, other = (set(row) for row in table.column("hashes").to_pylist())
    assert one & other


@given(st.text(alphabet="ab ", max_size=30), st.integers(1, 4))
@settings(deadline=None, max_examples=80)
def test_equal_runs_have_equal_hashes(text: str, gram: int) -> None:
    """A run's hash depends on its tokens in order and on nothing else."""
    hashes = tokenize(text).hashes
    grams = gram_hashes(hashes, gram)
    runs = [tuple(hashes[i : i + gram].tolist()) for i in range(len(hashes) - gram + 1)]
    assert len(grams) == len(runs)
    assert len(set(grams.tolist())) == len(set(runs))
    assert len(set(zip(grams.tolist(), runs, strict=True))) == len(set(runs))


def test_a_table_of_fingerprints_has_its_schema_and_order() -> None:
    """One row a document, empty and missing texts too; positions are tokens."""
    texts = ["", None, "one two", "the ferry left Port Alma at dawn with forty people on board"]
    table = fingerprint(pa.table({"id": ["d", "c", "b", "a"], "text": texts}), MatchSettings())
    assert table.schema == FINGERPRINT_SCHEMA
    assert table.column("id").to_pylist() == ["d", "c", "b", "a"]
    assert table.column("token_count").to_pylist() == [0, 0, 2, 12]
    assert [len(row) for row in table.column("hashes").to_pylist()[:3]] == [0, 0, 0]
    grams = gram_hashes(tokenize(texts[3] or "").hashes, MatchSettings().gram)
    row = table.slice(3).to_pylist()[0]
    assert [int(grams[p]) for p in row["positions"]] == row["hashes"]


def test_a_table_without_rows_gives_one_without_rows() -> None:
    """An empty corpus is no error."""
    empty = pa.table({"id": pa.array([], pa.string()), "text": pa.array([], pa.string())})
    assert fingerprint(empty, MatchSettings()).num_rows == 0


@pytest.mark.parametrize(
    "limits", [MatchSettings(gram=0), MatchSettings(window=0), MatchSettings(pair_sample=0)]
)
def test_a_setting_below_one_is_an_error(limits: MatchSettings) -> None:
    """The message names the setting."""
    with pytest.raises(SettingsError, match="must be at least 1"):
        fingerprint(pa.table({"id": ["a"], "text": ["b"]}), limits)
