"""Records and their tables say the same thing."""

import dataclasses
from datetime import UTC, datetime

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.records import TABLES, Document, Quantity, Statement, from_table, schema_of, to_table

words = st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=12)
times = st.datetimes(
    min_value=datetime(1700, 1, 1),
    max_value=datetime(2200, 1, 1),
    timezones=st.just(UTC),
).map(lambda moment: moment.replace(microsecond=0))


@given(title=st.none() | words, authors=st.lists(words).map(tuple), seen=st.none() | times, text=words)
def test_a_document_comes_back_from_its_table(title, authors, seen, text):
    document = Document(id="d", input="i", title=title, authors=authors, first_seen=seen, text=text)
    assert from_table(to_table([document], Document), Document) == [document]


def test_nested_quantities_and_spans_come_back_from_their_table():
    quantity = Quantity(kind="killed", low=3.0, high=None, begin=2, end=5)
    statement = Statement(
        id="s", document_id="d", begin=0, end=9, content_spans=((0, 3), (5, 9)), quantities=(quantity,)
    )
    assert from_table(to_table([statement], Statement), Statement) == [statement]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_an_empty_table_has_the_columns_of_its_record(name):
    record = TABLES[name]
    table = to_table([], record)
    assert table.schema == schema_of(record)
    assert table.column_names == [field.name for field in dataclasses.fields(record)]


@pytest.mark.parametrize("name", sorted(TABLES))
def test_every_column_says_what_it_means(name):
    for field in dataclasses.fields(TABLES[name]):
        assert len(field.metadata["meaning"]) > 5


def test_times_are_utc_to_the_second():
    assert schema_of(Document).field("published_earliest").type == pa.timestamp("s", tz="UTC")


def test_a_column_that_an_earlier_whence_did_not_write_takes_its_default():
    table = to_table([Document(id="d", input="i", agency=True)], Document)
    place = table.column_names.index("agency")
    older = table.set_column(place, "agency", pa.nulls(1, pa.bool_()))
    assert from_table(older, Document) == [Document(id="d", input="i", agency=False)]
