"""A corrected figure in the demo news, and the copies that kept the old one."""

from pathlib import Path

import pytest

import whence
from whence.cli.showing import show_thing
from whence.records import Claim, Document, Statement, from_table
from whence.report.claims import open_claims
from whence.report.library import Library

DEMO = Path(__file__).resolve().parents[2] / "demo"


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    with whence.open_corpus(tmp_path_factory.mktemp("corrections") / "corpus") as corpus:
        corpus.add([DEMO / "news"], outlets=DEMO / "outlets.csv")
        corpus.trace(workers=1)
        yield corpus


def injured(statement):
    return {quantity.low for quantity in statement.quantities if quantity.kind == "injured"}


def toll(demo):
    """Give the statements on the blast's injured, with their outlets, and the one that corrects."""
    documents = {row.id: row for row in from_table(demo.table("documents"), Document)}
    statements = from_table(demo.table("statements"), Statement)
    said = [(documents[s.document_id], s) for s in statements if {31, 131} & injured(s)]
    (right,) = [
        s for d, s in said if d.outlet == "Meridian Wire" and d.version_of is not None and 31 in injured(s)
    ]
    return [(d, s) for d, s in said if s.claim_id == right.claim_id], right


def test_the_first_version_and_the_copies_of_it_point_to_the_correction(demo):
    said, right = toll(demo)
    kept = {document.outlet for document, statement in said if statement.corrected_by == right.id}
    assert kept == {
        "Meridian Wire", "NewsBasket", "Hestwick Gazette", "Daily Signal", "Harbour Diary", "Alma Mirror",
        "Lakeside Echo", "Morgenbote",
    }  # fmt: skip
    assert all(injured(s) == {131} for _, s in said if s.corrected_by is not None)


def test_copies_of_the_correction_are_not_listed(demo):
    said, right = toll(demo)
    assert right.corrected_by is None
    assert [d.outlet for d, s in said if 31 in injured(s) and s.corrected_by is not None] == []


def test_a_corrected_statement_is_no_origin(demo):
    _, right = toll(demo)
    (claim,) = [c for c in from_table(demo.table("claims"), Claim) if c.id == right.claim_id]
    assert (claim.origins_low, claim.origins_best, claim.origins_high) == (1, 1, 1)


def test_the_claim_card_names_who_kept_the_old_wording(demo):
    _, right = toll(demo)
    (opened,) = open_claims(Library(demo), [right.claim_id])
    (correction,) = opened.corrections
    assert correction.right.statement.id == right.id
    assert [item.document.outlet for item in correction.before] == ["Meridian Wire"]
    assert len({item.document.outlet for item in correction.kept}) == 7


def test_the_report_and_show_say_so(demo):
    from whence.cli.terminal import render
    from whence.report import render_report

    _, right = toll(demo)
    assert "Kept the old wording after the correction" in render_report(demo)
    shown = render(show_thing(demo.folder, right.claim_id).show(), plain=True)
    assert "Kept the old wording after the correction" in shown
