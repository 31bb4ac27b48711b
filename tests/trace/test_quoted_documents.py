"""Words that many documents carry and none is made of make no family, unless one of them is the source."""

import random

import pytest

from whence.records import Document, Edge
from whence.settings import TraceSettings
from whence.trace import find_families, trace_edges

from .trace_scenes import article, credit, moment, passages_of

LETTER = (
    "To the members of the harbour assembly. We who have mended the nets of this bay for forty years ask that the "
    "northern wall be raised before winter, that the lamps be lit again on the outer mole, and that no ship be "
    "let in at night until the channel has been sounded by two pilots who owe nothing to the company."
)


def _own(number: int) -> str:
    chosen = random.Random(number)
    return " ".join(f"w{chosen.randrange(10**6)}" for _ in range(90)) + "."


def _carriers(count: int) -> list[Document]:
    return [
        article(f"d{number:02}", f"{_own(number)} {LETTER} {_own(number + 500)}", f"Paper {number}", moment(6, number))
        for number in range(count)
    ]  # fmt: skip


def _edges(documents: list[Document], *credits: object) -> list[Edge]:
    return trace_edges(documents, list(credits), passages_of(documents), TraceSettings())[0]  # type: ignore[arg-type]


def test_a_letter_that_many_print_without_marks_joins_none_of_them() -> None:
    documents = _carriers(12)
    edges = _edges(documents)
    assert {edge.kind for edge in edges} == {"common-source"}
    assert len(edges) == 12 * 11 // 2
    assert not [row for row in find_families(documents, edges) if row.role != "root" and row.parent_id]
    assert "carry these words" in edges[0].evidence[-1].words


def test_a_few_that_share_a_passage_stay_excerpts() -> None:
    assert {edge.kind for edge in _edges(_carriers(8))} == {"excerpted"}


@pytest.mark.parametrize("extra", ["", "Signed on the quay by nineteen hands."])
def test_where_one_is_the_letter_itself_the_others_have_it_from_there(extra: str) -> None:
    letter = article("a-letter", f"{LETTER} {extra}", "Net Menders", moment(5))
    edges = _edges([letter, *_carriers(12)])
    assert {edge.kind for edge in edges if edge.earlier_id == "a-letter"} == {"excerpted"}


def test_a_credit_keeps_the_edge_to_whom_it_credits() -> None:
    documents = _carriers(12)
    edges = _edges(documents, credit("d05", "via", "Paper 0"))
    kinds = {(edge.earlier_id, edge.later_id): edge.kind for edge in edges}
    assert kinds["d00", "d05"] == "excerpted"
    assert kinds["d01", "d05"] == "common-source"
