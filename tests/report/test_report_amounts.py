"""Quantities and footing in words."""

import pytest

from whence.records import Quantity, Statement
from whence.report.amounts import quantity_notes, quantity_words
from whence.report.footing import footing_of, passed_through, voice_of
from whence.statements import find_quantities


def test_a_number_that_is_a_part_says_of_which() -> None:
    notes = list(quantity_notes(find_quantities("At least 24 people, including four children, were killed.")))
    assert notes[0] == "killed at least 24"
    assert notes[1].endswith("(part of at least 24)")


@pytest.mark.parametrize(
    ("quantity", "words"),
    [
        (Quantity(kind="killed", low=2, high=2, unit="people"), "killed 2"),
        (
            Quantity(kind="people", low=9000, high=9000, unit="people", counted="travellers"),
            "9,000 travellers",
        ),
        (Quantity(kind="people", low=3, high=None, unit="people"), "at least 3 people"),
        (Quantity(kind="count", low=14, high=14, counted="sailings"), "14 sailings"),
        (Quantity(kind="count", low=1, high=3), "1 to 3"),
        (Quantity(kind="money", low=1.3e9, high=1.3e9, unit="crown"), "1.3 billion crowns"),
        (Quantity(kind="money", low=1_234_567, high=1_234_567, unit="USD"), "1,234,567 USD"),
        (Quantity(kind="percent", low=4, high=4, unit="percent"), "4%"),
        (
            Quantity(kind="percent", low=None, high=2.5, unit="percentage point"),
            "up to 2.5 percentage points",
        ),
        (Quantity(kind="duration", low=1, high=1, unit="year"), "1 year"),
        (Quantity(kind="distance", low=2, high=2, unit="foot"), "2 feet"),
        (Quantity(kind="speed", low=150, high=150, unit="kilometre per hour"), "150 kilometres per hour"),
        (Quantity(kind="area", low=16000, high=16000, unit="square metre"), "16,000 square metres"),
        (Quantity(kind="date", low=20240107, high=20240107, unit="yyyymmdd"), "2024-01-07"),
        (Quantity(kind="date", low=20240201, high=20240229, unit="yyyymmdd"), "2024-02"),
        (Quantity(kind="date", low=20190101, high=20191231, unit="yyyymmdd"), "2019"),
        (Quantity(kind="date", low=20240105, high=20240107, unit="yyyymmdd"), "2024-01-05 to 2024-01-07"),
        (Quantity(kind="date", low=19000101, high=19991231, unit="yyyymmdd"), "1900 to 1999"),
        (Quantity(kind="date", counted="June 12"), "June 12"),
    ],
)
def test_a_quantity_is_put_in_words(quantity: Quantity, words: str) -> None:
    assert quantity_words(quantity) == words


def test_a_statement_says_its_voice_its_way_and_its_footing() -> None:
    said = Statement(
        id="s",
        document_id="d",
        begin=0,
        end=1,
        source="Mara Venn",
        source_kind="named",
        source_certainty="inferred",
        channel="Radio Corva",
        chain=("Bay Ledger", "Mara Venn"),
        quotation="mixed",
        hedges=("allegedly",),
        negated=True,
        modality="possible",
    )
    assert voice_of(said) == "Mara Venn"
    assert passed_through(said) == "Bay Ledger, Radio Corva"
    assert footing_of(said) == "partly quoted, negated, possible, “allegedly”, source inferred"
    own = Statement(id="s", document_id="d", begin=0, end=1)
    assert (voice_of(own), passed_through(own), footing_of(own)) == ("the outlet", "", "")
