"""Statements are the same as records and as rows of their table, and few of them are kept."""

from hypothesis import given
from hypothesis import strategies as st

from whence.records import Quantity, Statement, to_table
from whence.rows import STATEMENT_ORDER, StatementRows, sort_statements

PLACES = st.lists(
    st.tuples(st.sampled_from(["herald", "gazette", "courier"]), st.integers(0, 5)), unique=True, max_size=12
)


def said(page: str, number: int) -> Statement:
    return Statement(
        id=f"{page}-{number}",
        document_id=page,
        field="title" if number == 0 else "text",
        begin=number,
        end=number + 4,
        text=f"Claim {number}",
        chain=("a", "b")[: number % 3],
        quantities=(Quantity(kind="killed", low=float(number), high=float(number)),) if number > 3 else (),
    )


@given(PLACES)
def test_rows_give_the_records_by_document_and_place(places: list[tuple[str, int]]) -> None:
    statements = [said(*place) for place in places]
    rows = StatementRows.of(statements)
    wanted = sorted(statements, key=lambda s: tuple(getattr(s, name) for name in STATEMENT_ORDER))
    assert list(rows) == [rows[place] for place in range(len(rows))] == rows[:] == wanted
    for page in ("herald", "gazette", "courier"):
        own = [statement for statement in wanted if statement.document_id == page]
        assert list(rows.of_document(page)) == own
        assert rows.holds(page) == bool(own)
        assert not own or rows[rows.first_of(page)] == own[0]


def test_some_columns_are_enough_to_go_through_rows() -> None:
    rows = StatementRows.of([said("herald", 4)])
    (light,) = rows.select(["text"])
    assert (light.id, light.text, light.quantities) == ("herald-4", "Claim 4", ())


def test_statements_are_found_by_id_and_unknown_ids_are_left_out() -> None:
    rows = StatementRows.of([said("herald", 1), said("gazette", 2)])
    assert rows.with_ids(["gazette-2", "nobody"]) == {"gazette-2": said("gazette", 2)}
    assert rows.with_ids([]) == {}


def test_a_sorted_table_is_not_copied() -> None:
    table = to_table([said("gazette", 1), said("herald", 2)], Statement)
    assert sort_statements(table) is table
    turned = to_table([said("herald", 2), said("gazette", 1)], Statement)
    assert sort_statements(turned).equals(table)
