"""What leaves a corpus is exact and always in the same order."""

import csv
import io
import json
import random
from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.errors import NotFoundError
from whence.export import export_table, meanings_of, plain_rows, sort_table, write_rows, write_table
from whence.records import TABLES, Credit, Document, Edge, Evidence, Loop, Skipped, schema_of, to_table

HOSTILE = '=cmd|"/c calc"!A1, <script>\nalert(1)</script> \u2028 é'


class OneTable:
    """A corpus of a single table."""

    def __init__(self, table: pa.Table) -> None:
        self._table = table

    def table(self, name: str) -> pa.Table:
        """Give the only table."""
        return self._table


def documents() -> pa.Table:
    return to_table(
        [
            Document(id="d2", input="b.html", title="", authors=("Ann Vale", "Bo Rask"), text=HOSTILE),
            Document(
                id="d1", input="a.html", published_earliest=datetime(2024, 1, 5, 22, 0, tzinfo=UTC), text="x"
            ),
        ],
        Document,
    )


def written(table: pa.Table, form: str) -> bytes:
    target = io.BytesIO()
    write_table(table, form, target)
    return target.getvalue()


def test_rows_are_sorted_by_id_and_columns_follow_the_record() -> None:
    table = export_table(OneTable(documents()), "documents")
    assert table.column("id").to_pylist() == ["d1", "d2"]
    assert table.column_names == schema_of(Document).names


def test_a_table_nobody_knows_is_named_with_those_that_exist() -> None:
    with pytest.raises(NotFoundError, match=r"no table 'storys'; the tables are documents, credits"):
        export_table(OneTable(documents()), "storys")


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_table_can_be_exported_when_it_is_empty(name: str) -> None:
    table = export_table(OneTable(to_table([], TABLES[name])), name)
    assert written(table, "jsonl") == b""
    assert json.loads(written(table, "json")) == []
    assert written(table, "csv").decode().strip().split(",") == schema_of(TABLES[name]).names
    assert pq.read_table(io.BytesIO(written(table, "parquet"))).cast(table.schema).equals(table)


def test_order_of_rows_does_not_depend_on_their_order_in_the_corpus() -> None:
    rows = [Loop(claim_id="k1", documents=(f"d{n}",), words=(f"as {n} said",)) for n in range(9)]
    shuffled = rows[:]
    random.Random(3).shuffle(shuffled)
    assert sort_table(to_table(rows, Loop), "loops").equals(sort_table(to_table(shuffled, Loop), "loops"))


def test_json_holds_times_in_utc_with_z_and_nulls_as_null() -> None:
    first, second = [json.loads(line) for line in written(documents(), "jsonl").splitlines()]
    assert second["published_earliest"] == "2024-01-05T22:00:00Z"
    assert first["published_earliest"] is None
    assert first["authors"] == ["Ann Vale", "Bo Rask"]
    assert first["text"] == HOSTILE
    assert list(first) == schema_of(Document).names


def test_json_is_one_list_of_the_same_rows() -> None:
    assert json.loads(written(documents(), "json")) == list(plain_rows(documents()))


def test_csv_keeps_values_exact_and_tells_null_from_empty() -> None:
    raw = written(documents(), "csv").decode()
    rows = list(csv.DictReader(io.StringIO(raw, newline="")))
    assert rows[0]["text"] == HOSTILE
    assert json.loads(rows[0]["authors"]) == ["Ann Vale", "Bo Rask"]
    assert ',"",' in raw.split("\n")[1], "the empty title is quoted, nulls are bare"


def test_nested_values_are_json_in_a_csv_cell() -> None:
    edge = Edge(
        id="e1",
        earlier_id="d1",
        later_id="d2",
        kind="republished",
        direction="determined",
        evidence=(Evidence(kind="credit", id="c1", words='Courtesy, "Meridian"'),),
    )
    rows = list(csv.DictReader(io.StringIO(written(to_table([edge], Edge), "csv").decode(), newline="")))
    assert json.loads(rows[0]["evidence"]) == [
        {"kind": "credit", "id": "c1", "words": 'Courtesy, "Meridian"'}
    ]
    assert rows[0]["direct"] == "true"


@given(st.lists(st.text(alphabet=st.characters(exclude_categories=["Cs"])), min_size=1, max_size=5))
def test_any_text_survives_csv_and_json(values: list[str]) -> None:
    rows = [{"a": value, "b": index} for index, value in enumerate(values)]
    target = io.BytesIO()
    write_rows(rows, ["a", "b"], "csv", target)
    read = list(csv.reader(io.StringIO(target.getvalue().decode(), newline="")))
    assert [row[0] for row in read[1:]] == values
    target = io.BytesIO()
    write_rows(rows, ["a", "b"], "jsonl", target)
    assert [json.loads(line)["a"] for line in target.getvalue().decode().split("\n")[:-1]] == values


def test_every_column_of_every_table_says_what_it_means() -> None:
    for record in TABLES.values():
        for name, kind, meaning in meanings_of(record):
            assert meaning, f"{record.__name__}.{name}"
            assert kind


def test_parquet_keeps_types() -> None:
    table = to_table([Credit(id="c1", document_id="d1", kind="via", target="Meridian Wire", begin=3)], Credit)
    assert pq.read_table(io.BytesIO(written(table, "parquet"))).equals(table)


def test_skipped_inputs_are_sorted_by_input() -> None:
    table = to_table([Skipped(input="b", reason="no text"), Skipped(input="a", reason="empty")], Skipped)
    assert sort_table(table, "skipped").column("input").to_pylist() == ["a", "b"]
