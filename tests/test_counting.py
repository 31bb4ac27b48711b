"""Counts of an article's statements, and kinds of unnamed sources."""

import pytest

from whence.counting import count_statements
from whence.records import Document, Statement
from whence.settings import StatementSettings
from whence.statements import read_statements, unnamed_kind

TEXT = (
    "A ferry struck a pier in Dunmar on Monday. Mara Venn said the engine had failed. “It was old,” Venn said. "
    "Jon Holm said the engine had allegedly been sold. Two officials said it had not. It is believed that "
    "nobody was on board."
)


def test_counts_say_who_is_quoted_how_often():
    document = Document(id="d1", input="test", language="en", text=TEXT)
    rows = read_statements(document, StatementSettings())
    counts = count_statements(rows)
    assert counts.statements == len(rows) == 6
    assert counts.own_voice == 1
    assert counts.attributed == 5
    assert counts.named == (("Mara Venn", 2), ("Jon Holm", 1))
    assert dict(counts.anonymous) == {"official": 1, "nobody": 1}
    assert counts.hedged == 2  # "allegedly" and "it is believed"
    assert counts.own_voice_share == pytest.approx(1 / 6)
    assert counts.top_source_share == pytest.approx(2 / 3)


def test_counts_of_nothing_are_nought():
    counts = count_statements([])
    assert (counts.own_voice_share, counts.hedged_share, counts.top_source_share) == (0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        (None, "nobody"),
        ("two officials", "official"),
        ("senior Ostmark official familiar with the talks", "official"),
        ("security source", "security"),
        ("intelligence officers", "security"),
        ("witnesses", "witness"),
        ("passers-by", "witness"),
        ("experts", "expert"),
        ("sources", "sources"),
        ("person familiar with the matter", "people"),
        ("news reports", "writing"),
        ("critics of the plan", "expert"),
        ("dockers", "people"),
        ("deputy director", "people"),
        ("sheriff's deputies", "security"),
        ("mayor", "official"),
    ],
)
def test_unnamed_sources_have_kinds(source, kind):
    row = Statement(id="s", document_id="d", begin=0, end=1, source=source, source_kind="anonymous")
    assert unnamed_kind(row) == kind
