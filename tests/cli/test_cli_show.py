"""Every kind of id opens down to its words, in the terminal and as data."""

import csv
import io
import json
from typing import Any

import pytest

IDS = {
    "document": "wire-1", "credit": "c1", "passage": "p1", "edge": "e1", "family": "f1",
    "statement": "s2", "source": "n1", "claim": "k1", "arrow": "w1", "origin": "o1",
}  # fmt: skip
HOSTILE_DOCUMENT = 'copy "2" <b>'


@pytest.mark.parametrize("key", IDS.values(), ids=IDS.keys())
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
@pytest.mark.usefixtures("fictional")
def test_any_id_can_be_shown_in_any_format(whence: Any, key: str, form: str) -> None:
    outcome = whence("show", "corpus", key, "--format", form)
    assert outcome.code == 0, outcome.exception
    assert key in outcome.out
    assert "\x1b" not in outcome.out
    assert outcome.err == ""


@pytest.mark.usefixtures("fictional")
def test_a_claim_says_its_range_its_origins_what_merged_them_and_how_it_changed(whence: Any) -> None:
    said = whence("show", "corpus", "k1").out
    assert "1 origin in this corpus (range 1–2)" in said
    assert "Harbour Ministry" in said
    assert "2 independent reports of one origin" in said
    words = " ".join(said.split())
    assert "one quotes Harbour Ministry, one carries the words of Meridian Wire." in words
    assert "It would be two without what is likely and not certain: whether Alma Courier copied" in words
    assert "12 → 20" in said
    assert "Denied by: nobody was hurt" in said
    assert "had it from" in said
    assert "shown by: The harbour ministry said" in said


@pytest.mark.usefixtures("fictional")
def test_shared_words_of_an_arrow_are_marked_without_colour_too(whence: Any) -> None:
    said = " ".join(whence("show", "corpus", "w1").out.split())
    assert "[The harbour ministry said" in said


@pytest.mark.usefixtures("fictional")
def test_a_loop_is_told_as_a_cycle_of_quotes(whence: Any) -> None:
    said = whence("show", "corpus", "k2").out
    assert "Loop" in said
    assert "“The Alma Courier reported”" in said
    assert "“as the Quay Blog wrote”" in said
    assert "Denies: 12 people were hurt" in said


@pytest.mark.usefixtures("fictional")
def test_an_edge_says_kind_order_and_credit_and_marks_what_differs(whence: Any) -> None:
    said = whence("show", "corpus", "e1").out
    assert "carries nearly the whole text" in said
    assert "shown by a credit" in said
    assert "[20]" in said
    assert "[12]" in said
    assert "Courtesy: Meridian Wire" in said
    assert "undetermined" in whence("show", "corpus", "e2").out


@pytest.mark.usefixtures("fictional")
def test_hostile_text_is_shown_without_its_control_marks_and_its_brackets_stay(whence: Any) -> None:
    said = whence("show", "corpus", HOSTILE_DOCUMENT).out
    assert "[red]loud[/red]" in " ".join(said.split())
    assert "\x1b" not in said
    assert "\u202e" not in said


@pytest.mark.usefixtures("fictional")
def test_json_opens_a_claim_with_documents_in_brief(whence: Any) -> None:
    opened = json.loads(whence("show", "corpus", "k1", "--format", "json").out)
    assert opened["kind"] == "claims"
    assert opened["claim"]["origins_high"] == 2
    assert opened["origins"][0]["arrows"][0]["arrow"]["id"] == "w2"
    assert "text" not in opened["told"][0]["document"]
    assert opened["explained"]["sentence"].startswith("Both articles")
    assert [step["later"]["document"]["outlet"] for step in opened["mutations"][0]["steps"]] == [
        "Alma Courier"
    ]


@pytest.mark.usefixtures("fictional")
def test_json_of_a_document_holds_its_text(whence: Any) -> None:
    opened = json.loads(whence("show", "corpus", "wire-1", "-f", "json").out)
    assert opened["document"]["text"].startswith("PORT ALMA")


@pytest.mark.usefixtures("fictional")
def test_csv_of_an_edge_is_its_row(whence: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(whence("show", "corpus", "e1", "-f", "csv").out)))
    assert [row["kind"] for row in rows] == ["republished"]


@pytest.mark.usefixtures("fictional")
def test_an_unknown_id_is_one_clear_line_and_exit_1(whence: Any) -> None:
    outcome = whence("show", "corpus", "nothing\x1b[31m\nhere")
    assert outcome.code == 1
    assert outcome.err.count("\n") == 1
    assert "is not in this corpus" in outcome.err
    assert "\x1b" not in outcome.err


@pytest.mark.usefixtures("fictional")
def test_info_names_skipped_inputs_caps_and_settings(whence: Any) -> None:
    said = whence("info", "corpus").out
    assert "news/broken.html: no running text <b>; save the page again" in " ".join(said.split())
    assert "common fingerprints" in said
    assert "ingest.shortest_text" in said
    assert json.loads(whence("info", "corpus", "-f", "json").out)["left_out"] == {"common fingerprints": 3}


@pytest.mark.usefixtures("fictional")
def test_export_writes_jsonl_unless_the_name_of_the_file_says_otherwise(whence: Any, tmp_path: Any) -> None:
    rows = [json.loads(line) for line in whence("export", "corpus", "claims").out.splitlines()]
    assert [row["id"] for row in rows] == ["k1", "k2"]
    target = tmp_path / "claims.csv"
    assert whence("export", "corpus", "claims", "-o", target).code == 0
    assert target.read_text().startswith("id,text,statement_count")
    assert [path.name for path in tmp_path.iterdir()] == ["claims.csv"]


@pytest.mark.usefixtures("fictional")
def test_export_of_an_unknown_table_names_the_tables(whence: Any) -> None:
    outcome = whence("export", "corpus", "storys")
    assert outcome.code == 1
    assert "the tables are documents, credits" in outcome.err


@pytest.mark.usefixtures("fictional")
def test_a_file_that_cannot_be_written_is_one_clear_line(whence: Any, tmp_path: Any) -> None:
    outcome = whence("export", "corpus", "claims", "-o", tmp_path / "missing" / "x.csv")
    assert outcome.code == 1
    assert outcome.err.count("\n") == 1
