"""Names of passages, against the ids that are made one by one."""

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from whence.identity import content_id
from whence.match.passages import name_passages

# Surrogates cannot stand in an Arrow string.
IDS = st.lists(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=150), min_size=1, max_size=5, unique=True
)
PLACE = st.integers(0, 2**31 - 1)


@given(ids=IDS, data=st.data())
def test_passages_have_the_ids_that_their_content_gives(ids: list[str], data: st.DataObject) -> None:
    which = st.integers(0, len(ids) - 1)
    rows = data.draw(st.lists(st.tuples(which, PLACE, PLACE, which, PLACE, PLACE), max_size=6))
    expected = [content_id("p", ids[a], b, c, ids[d], e, f) for a, b, c, d, e, f in rows]
    table = np.array(rows, np.int64).reshape(-1, 6)
    names = name_passages(
        pa.array(ids, pa.string()), table[:, 0].copy(), table[:, 3].copy(), table[:, [1, 2, 4, 5]]
    )
    names.validate(full=True)
    assert names.to_pylist() == expected


def test_ids_that_are_a_slice_of_others_are_read_from_their_place() -> None:
    ids = pa.array(["left out", "one", "two"]).slice(1)
    names = name_passages(ids, np.array([0]), np.array([1]), np.array([[0, 5, 70, 75]]))
    assert names.to_pylist() == [content_id("p", "one", 0, 5, "two", 70, 75)]
