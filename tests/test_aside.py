"""What is laid aside comes back, from memory and from a file alike."""

from pathlib import Path

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from whence.aside import Aside

SCHEMA = pa.schema([("id", pa.string()), ("words", pa.list_(pa.string()))])
ROWS = st.lists(st.fixed_dictionaries({"id": st.text(max_size=3), "words": st.lists(st.text(max_size=3))}))


@given(st.lists(ROWS, max_size=4))
def test_rows_come_back_in_their_order_and_the_file_is_gone(tmp_path_factory, batches) -> None:
    folder: Path = tmp_path_factory.mktemp("aside")
    tables = [pa.Table.from_pylist(rows, SCHEMA) for rows in batches]
    kept, written = Aside(SCHEMA), Aside(SCHEMA, folder / "rows")
    for table in tables:
        kept.add(table)
        written.add(table)
    wanted = pa.concat_tables([SCHEMA.empty_table(), *tables])
    assert kept.table().equals(wanted)
    assert written.table().equals(wanted)
    assert list(folder.iterdir()) == []
