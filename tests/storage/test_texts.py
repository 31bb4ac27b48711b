"""The flat file of texts gives back what was put in, whatever was left behind by a crash."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import CorpusError
from whence.storage.texts import TextFile

MARK = np.array([7], np.uint64)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(
    batches=st.lists(st.lists(st.none() | TEXT, max_size=4), max_size=4), asked=st.lists(st.integers(0, 99))
)
def test_any_texts_in_any_order_are_those_put_in(
    tmp_path_factory: pytest.TempPathFactory, batches: list[list[str | None]], asked: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("texts")
    whole = [text or "" for batch in batches for text in batch]
    file = TextFile(folder, 0)
    for batch in batches:
        file.append(pa.array(batch, pa.string()), np.array([len(text or "") for text in batch], np.uint64))
    file.commit()
    numbers = np.array([number % len(whole) for number in asked] if whole else [], np.int64)
    expected = [whole[number] for number in numbers.tolist()]
    assert file.take(numbers).to_pylist() == expected
    again = TextFile(folder, len(whole))
    assert again.take(numbers).to_pylist() == expected
    assert again.marks.tolist() == file.marks.tolist() == [len(text) for text in whole]


def test_a_slice_of_an_array_is_added_without_what_stands_around_it(tmp_path: Path) -> None:
    file = TextFile(tmp_path, 0)
    file.append(pa.array(["before", "inside", "after"])[1:2], MARK)
    file.commit()
    assert file.take(np.array([0])).to_pylist() == ["inside"]


def test_what_a_crash_left_uncommitted_is_cut_off_by_the_next_addition(tmp_path: Path) -> None:
    file = TextFile(tmp_path, 0)
    file.append(pa.array(["kept"]), MARK)
    file.commit()
    file.append(pa.array(["lost in the crash"]), MARK)
    again = TextFile(tmp_path, 1)
    again.append(pa.array(["new"]), MARK)
    again.commit()
    assert again.take(np.array([0, 1])).to_pylist() == ["kept", "new"]


def test_texts_registered_by_a_run_that_died_before_its_caller_are_cut_off_too(tmp_path: Path) -> None:
    file = TextFile(tmp_path, 0)
    file.append(pa.array(["kept", "lost"]), np.array([1, 2], np.uint64))
    file.commit()
    again = TextFile(tmp_path, 1)
    again.append(pa.array(["new"]), MARK)
    again.commit()
    assert TextFile(tmp_path, 2).take(np.array([0, 1])).to_pylist() == ["kept", "new"]


def test_a_file_cut_short_is_named(tmp_path: Path) -> None:
    file = TextFile(tmp_path, 0)
    file.append(pa.array(["some words"]), MARK)
    file.commit()
    (tmp_path / "texts.bin").write_bytes(b"some")
    with pytest.raises(CorpusError, match="texts"):
        file.take(np.array([0]))


def test_a_list_of_ends_cut_short_is_named(tmp_path: Path) -> None:
    file = TextFile(tmp_path, 0)
    file.append(pa.array(["some words"]), MARK)
    file.commit()
    (tmp_path / "texts.ends").write_bytes(b"")
    with pytest.raises(CorpusError, match="cut short"):
        TextFile(tmp_path, 1)
