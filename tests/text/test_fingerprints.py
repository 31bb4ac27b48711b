"""Fingerprints: k-grams, winnowing and its guarantee."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from whence.errors import SettingsError
from whence.settings import MatchSettings
from whence.text import FINGERPRINT_SCHEMA, fingerprint, gram_hashes, tokenize, winnow

small_hashes = st.lists(st.integers(0, 6), max_size=40).map(lambda values: np.array(values, np.uint64))


def twin(hashes: NDArray[np.uint64], window: int) -> list[int]:
    """Winnowing from its definition."""
    values = hashes.tolist()
    if not values:
        return []
    kept = set()
    for begin in range(max(1, len(values) - window + 1)):
        run = values[begin : begin + window]
        kept.add(begin + max(place for place, value in enumerate(run) if value == min(run)))
    return sorted(kept)


@given(small_hashes, st.integers(1, 8))
@settings(deadline=None, max_examples=200)
def test_winnowing_keeps_what_its_definition_keeps(hashes: NDArray[np.uint64], window: int) -> None:
    """The kernel agrees with plain Python, ties included."""
    assert winnow(hashes, window).tolist() == twin(hashes, window)


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


@pytest.mark.parametrize("limits", [MatchSettings(gram=0), MatchSettings(window=0)])
def test_a_setting_below_one_is_an_error(limits: MatchSettings) -> None:
    """The message names the setting."""
    with pytest.raises(SettingsError, match="must be at least 1"):
        fingerprint(pa.table({"id": ["a"], "text": ["b"]}), limits)
