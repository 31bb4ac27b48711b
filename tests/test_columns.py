"""Columns give the Python values that Arrow gives."""

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.columns import make_records, plain_values
from whence.records import Family

PEOPLE = pa.struct([("name", pa.string()), ("ages", pa.list_(pa.int64()))])
WORDS = st.none() | st.text(alphabet="abc", max_size=3)
AGES = st.none() | st.lists(st.none() | st.integers(0, 9), max_size=3)
VALUES = {
    "words": (pa.string(), WORDS),
    "lists": (pa.list_(pa.string()), st.none() | st.lists(WORDS, max_size=3)),
    "lists of lists": (pa.list_(pa.list_(pa.int64())), st.none() | st.lists(AGES, max_size=3)),
    "lists of structs": (
        pa.list_(PEOPLE),
        st.none() | st.lists(st.none() | st.fixed_dictionaries({"name": WORDS, "ages": AGES}), max_size=3),
    ),
}


@pytest.mark.parametrize("kind", sorted(VALUES))
@given(data=st.data())
def test_any_slice_of_a_column_gives_what_arrow_gives(kind: str, data: st.DataObject) -> None:
    arrow_type, values = VALUES[kind]
    chunks = data.draw(st.lists(st.lists(values, max_size=6), max_size=3))
    column = pa.chunked_array([pa.array(chunk, arrow_type) for chunk in chunks], arrow_type)
    begin = data.draw(st.integers(0, len(column)))
    part = column.slice(begin, data.draw(st.integers(0, len(column))))
    assert plain_values(part) == part.to_pylist()
    assert [plain_values(chunk) for chunk in part.chunks] == [chunk.to_pylist() for chunk in part.chunks]


def test_records_made_by_columns_are_those_made_one_by_one() -> None:
    columns = {"family_id": ["f", "g"], "document_id": ["d", "e"], "role": ["root", "copy"]}
    one, other = make_records(Family, columns, 2)
    assert one == Family(family_id="f", document_id="d", role="root")
    assert hash(other) == hash(Family(family_id="g", document_id="e", role="copy"))
    assert make_records(Family, {name: [] for name in columns}, 0) == []


def test_a_record_without_a_needed_column_is_not_made() -> None:
    with pytest.raises(TypeError, match="document_id"):
        make_records(Family, {"family_id": ["f"]}, 1)
