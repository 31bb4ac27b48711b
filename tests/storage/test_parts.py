"""Parts are immutable, named by their content, and written whole or not at all."""

import pyarrow as pa
import pytest

from whence.errors import CorpusError
from whence.storage import PartStore

SCHEMA = pa.schema([("id", pa.string()), ("number", pa.int64())])


def table(*rows):
    return pa.Table.from_pylist([{"id": i, "number": n} for i, n in rows], schema=SCHEMA)


def test_a_part_is_read_back_and_equal_parts_have_one_name(tmp_path):
    store = PartStore(tmp_path)
    first = store.write("things", table(("a", 1)))
    assert store.write("things", table(("a", 1))) == first
    assert store.read([first], SCHEMA).to_pylist() == [{"id": "a", "number": 1}]


def test_parts_follow_each_other_in_the_order_asked_for(tmp_path):
    store = PartStore(tmp_path)
    names = [store.write("things", table((letter, 0))) for letter in "ab"]
    assert store.read(names[::-1], SCHEMA).column("id").to_pylist() == ["b", "a"]


def test_no_parts_give_an_empty_table_with_the_schema(tmp_path):
    assert PartStore(tmp_path).read([], SCHEMA).schema == SCHEMA


def test_a_damaged_or_missing_part_is_named(tmp_path):
    store = PartStore(tmp_path)
    name = store.write("things", table(("a", 1)))
    (tmp_path / "parts" / name).write_bytes(b"PAR1 and then nothing")
    with pytest.raises(CorpusError, match=name):
        store.read([name], SCHEMA)
    with pytest.raises(CorpusError, match=r"absent\.parquet"):
        store.read(["absent.parquet"], SCHEMA)


def test_sweeping_removes_what_is_not_kept(tmp_path):
    store = PartStore(tmp_path)
    kept, lost = (store.write("things", table((letter, 0))) for letter in "ab")
    (tmp_path / "parts" / ".things-1.writing").write_bytes(b"half")
    store.sweep({kept})
    assert [path.name for path in (tmp_path / "parts").iterdir()] == [kept]
    assert lost != kept


def test_a_full_disk_is_one_clear_line_and_leaves_no_half_part(tmp_path, monkeypatch):
    import errno

    import pyarrow.parquet as pq

    def full(_table, path, **_options):
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(pq, "write_table", full)
    with pytest.raises(CorpusError, match="disk is full"):
        PartStore(tmp_path).write("things", table(("a", 1)))
    assert list((tmp_path / "parts").iterdir()) == []


def test_a_part_of_an_earlier_whence_has_nulls_in_the_columns_it_lacks(tmp_path):
    store = PartStore(tmp_path)
    name = store.write("things", table(("a", 1)))
    wider = SCHEMA.append(pa.field("later", pa.bool_()))
    assert store.read([name], wider).to_pylist() == [{"id": "a", "number": 1, "later": None}]
