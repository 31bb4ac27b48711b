"""Which sources are one across documents."""

import random

import pytest

from whence.records import Document, Source, Statement
from whence.settings import StatementSettings
from whence.statements import read_statements, reconcile_sources
from whence.statements.sources import normal_name


def reconcile(*texts: str) -> tuple[list[Source], list[Statement]]:
    documents = [Document(id=f"d{place}", input="test", text=text) for place, text in enumerate(texts)]
    rows = [row for document in documents for row in read_statements(document, StatementSettings())]
    return reconcile_sources(documents, rows)


def first_ids(rows: list[Statement]) -> tuple[str, str]:
    """Give the first source of each of two documents."""
    one, other = (next(r.source_id for r in rows if r.document_id == place) for place in ("d0", "d1"))
    assert one is not None
    assert other is not None
    return one, other


def ids_of(rows: list[Statement]) -> list[str | None]:
    return [row.source_id for row in rows if row.source is not None]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Mara Venn said it was over.", "Sen. Mara Venn said it was over."),
        ("The Ministry of Defence said it was over.", "The Defense Ministry said it was over."),
        ("The Port Workers Union (PWU) said it was over.", "The PWU said it was over."),
        ("Ostmark's Defence Ministry said it was over.", "Ostmark's Ministry of Defence said it was over."),
        ("Police in Dunmar said it was over.", "Police in Dunmar said it had ended."),
        (
            "DUNMAR (Meridian Wire) - Police said it was over.",
            "DUNMAR (Meridian Wire) - Police said it had ended.",
        ),
        (
            "Ivo Tarn, spokesman for the Port Authority, said it was over.",
            "The Port Authority said it was over.",
        ),
    ],
)
def test_one_source_under_two_wordings(left, right):
    _, rows = reconcile(left, right)
    ids = ids_of(rows)
    assert len(ids) == 2
    assert len(set(ids)) == 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Venn said it was over.", "Venn said it had ended."),
        ("Two officials said it was over.", "Two officials said it was over."),
        (
            "DUNMAR (Meridian Wire) - Police said it was over.",
            "HESTWICK (Meridian Wire) - Police said it was over.",
        ),
        ("Police said it was over.", "Police said it was over."),
        ("The Defence Ministry said it was over.", "The Transport Ministry said it was over."),
        ("Ostmark's Defence Ministry said it was over.", "Ruvenia's Defence Ministry said it was over."),
    ],
)
def test_two_sources_stay_two(left, right):
    _, rows = reconcile(left, right)
    assert len(set(ids_of(rows))) == 2


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ruvenia's MoD said it was over.", "The Ruvenian Defense Ministry said it had ended."),
        ("Ruvenia's MoD said it was over.", "The Ministry of Defence of Ruvenia said it had ended."),
        (
            "The Ostmark Foreign Ministry said it was over.",
            "Ostmark's Ministry of Foreign Affairs said it had ended.",
        ),
        (
            "The Interior Ministry of Ostmark said it was over.",
            "Ostmark's Ministry of Internal Affairs said it had ended.",
        ),
        (
            "Ostmark's Defence Ministry said it was over.",
            "Ostmark was calm. The Defense Ministry said it had ended.",
        ),
        (
            "MOSCOW (Meridian Wire) - The Defence Ministry said it was over.",
            "Russia's MoD said it had ended.",
        ),
        ("Mike Orlovskiy said it was over.", "Michael J. Orlovsky said it had ended."),
        ("José Quiñones said it was over.", "Mayor Jose Quinones said it had ended."),
        ("Sana al-Masri said it was over.", "Dr. Sana Al-Masri said it had ended."),
        ("Dunmar police said it was over.", "The Dunmar Police Department said it had ended."),
        ("Dunmar police said it was over.", "Police in Dunmar said it had ended."),
        (
            "New Merin Fire Services Commissioner Shane Lalvani said it was over.",
            "Shane Lalvani said it had ended.",
        ),
        # A surname alone, with the same office ...
        ("Mayor Venn said it was over.", "Mara Venn, the mayor, said it had ended."),
        # ... or beside another source of both.
        (
            "Venn said it was over. Olu Adeyemi said it had ended.",
            "Mara Venn said it was over. Olu Adeyemi said it had ended.",
        ),
    ],
)
def test_one_source_under_two_names(left, right):
    _, rows = reconcile(left, right)
    first, second = first_ids(rows)
    assert first == second


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ruvenia's MoD said it was over.", "Ostmark's MoD said it was over."),
        (
            "Ruvenia's MoD said it was over.",
            "MOSCOW (Meridian Wire) - The Defence Ministry said it was over.",
        ),
        ("Ruvenia's MoD said it was over.", "France was calm. The Defence Ministry said it was over."),
        ("Dunmar police said it was over.", "Hestwick police said it was over."),
        ("Israel's army said it was over.", "The Syrian army said it was over."),
        # A surname alone, with nothing to support it, with another office, and with two who bear it.
        ("Venn said it was over.", "Mara Venn said it had ended."),
        ("Mayor Venn said it was over.", "Mara Venn, the bishop, said it had ended."),
        (
            "Democrats said it was over. Olu Adeyemi said it had ended.",
            "House Democrats said it was over. Olu Adeyemi said it had ended.",
        ),
        (
            "Venn said it was over. Olu Adeyemi said it had ended.",
            "Mara Venn said it was over. Ivo Venn said it was not. Olu Adeyemi said it had ended.",
        ),
        ("George H. Holm said it was over.", "George W. Holm said it was over."),
        ("Chinonso Eze said it was over.", "Chinedu Eze said it was over."),
        ("Li Wenhua said it was over.", "Li Wenjun said it was over."),
        ("Nguyen Thi Lan said it was over.", "Nguyen Van Lan said it was over."),
        ("Ivo Tarn said it was over.", "Ivo Tarn Jr. said it was over."),
    ],
)
def test_two_sources_with_like_names_stay_two(left, right):
    _, rows = reconcile(left, right)
    first, second = first_ids(rows)
    assert first != second


def test_the_order_of_documents_changes_nothing():
    texts = [
        "The Port Workers Union (PWU) said it was over.",
        "The PWU said it was over. Police said no to that.",
        "Ivo Tarn, spokesman for the Port Authority, said it was over.",
        "The Port Authority said it was over.",
    ]
    documents = [Document(id=f"d{place}", input="test", text=text) for place, text in enumerate(texts)]
    rows = [row for document in documents for row in read_statements(document, StatementSettings())]
    sources, filled = reconcile_sources(documents, rows)
    shuffled = random.Random(3).sample(documents, len(documents))
    again, refilled = reconcile_sources(shuffled, list(reversed(rows)))
    assert again == sources
    assert sorted(filled, key=lambda row: row.id) == sorted(refilled, key=lambda row: row.id)


def test_a_source_lists_its_documents_and_other_names():
    sources, _ = reconcile(
        "Ivo Tarn, spokesman for the Port Authority, said it was over.",
        "The Port Authority said it was over.",
    )
    [source] = sources
    assert source.name == "Port Authority"
    assert source.aliases == ("Ivo Tarn",)
    assert source.documents == ("d0", "d1")


def test_a_name_has_one_normal_form():
    assert normal_name("the Ministry of Defence") == normal_name("Defense Ministry") == "defense ministry"
