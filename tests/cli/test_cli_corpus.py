"""From inputs to a report with the real stages, as a user does it."""

import json
from pathlib import Path
from typing import Any

import pytest

STORY = (
    "The harbour ministry said on Friday that 12 people were hurt when the evening ferry struck the old "
    "harbour wall at Port Alma. Divers searched the basin until dusk, and the ferry company opened a desk for "
    "relatives in the customs hall beside the market. Nobody was missing by midnight, the ministry said."
)
PAGE = f"""<!doctype html><html lang="en"><head><title>Ferry strikes wall | Alma Courier</title>
<meta name="author" content="Ada Brook"><meta property="article:published_time" content="2024-05-03T09:00:00Z">
</head><body><nav><a href="/">Home</a></nav><article><h1>Ferry strikes wall</h1><p>{STORY}</p></article></body></html>
"""


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("news")
    rows = [
        {"id": "one", "site": "Meridian Wire", "when": "2024-05-03T09:00:00Z", "title": "Ferry strikes wall", "text": STORY},
        {"id": "two", "site": "Alma Courier", "when": "2024-05-04", "title": "Ferry crash",
         "text": STORY.replace("12", "20")},
    ]  # fmt: skip
    lines = [json.dumps(row) for row in rows]
    (folder / "news.jsonl").write_text("\n".join([*lines, "{not json", ""]))
    (folder / "page.html").write_text(PAGE)
    (folder / "other.txt").write_text("Quay notes\n\n" + STORY.replace("evening ferry", "late ferry"))
    return folder


@pytest.fixture(scope="module")
def corpus(inputs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    from typer.testing import CliRunner

    from whence.cli.app import app

    folder = tmp_path_factory.mktemp("corpus") / "c"
    runner = CliRunner()
    table = str(inputs / "news.jsonl")
    added = runner.invoke(app, ["add", str(folder), table, "--map", "outlet=site", "--map", "date=when"])
    assert added.exit_code == 0, added.output
    assert "Added 2 documents" in added.stdout
    assert "news.jsonl:3" in added.stderr, "the line that is not JSON is named"
    traced = runner.invoke(app, ["trace", str(folder), "--workers", "1", "--format", "json"])
    assert traced.exit_code == 0, traced.output
    assert json.loads(traced.stdout)["documents"] == 2
    return folder


def test_fields_under_other_names_are_read_through_map(whence: Any, corpus: Path) -> None:
    rows = [json.loads(line) for line in whence("export", corpus, "documents").out.splitlines()]
    assert [(row["id"], row["outlet"]) for row in rows] == [("one", "Meridian Wire"), ("two", "Alma Courier")]
    assert rows[0]["published_earliest"] == "2024-05-03T09:00:00Z"


def test_a_text_from_standard_input_is_found_with_its_offsets(whence: Any, corpus: Path) -> None:
    outcome = whence("find", corpus, "-", "-f", "jsonl", stdin=STORY.encode())
    rows = [json.loads(line) for line in outcome.out.splitlines()]
    assert {row["left_id"] for row in rows} | {row["right_id"] for row in rows} == {"one", "two", "query"}
    assert "20" in whence("find", corpus, "-", stdin=STORY.encode()).out


def test_words_are_searched(whence: Any, corpus: Path) -> None:
    rows = [json.loads(line) for line in whence("search", corpus, "ferry", "-f", "jsonl").out.splitlines()]
    assert {row["document_id"] for row in rows} == {"one", "two"}
    assert "No document of this corpus" in whence("search", corpus, "zeppelin").out


def test_a_document_is_shown_with_who_says_what(whence: Any, corpus: Path) -> None:
    said = whence("show", corpus, "one").out
    assert "Ferry strikes wall" in said
    assert "ministry" in said
    assert "Joined to" in said


def test_read_gives_one_object_in_json_and_rows_in_jsonl(whence: Any, inputs: Path) -> None:
    whole = json.loads(whence("read", inputs / "page.html", "-f", "json").out)
    assert list(whole) == ["document", "credits", "statements", "totals", "counts", "read_from", "unread"]
    assert whole["document"]["published_earliest"] == "2024-05-03T09:00:00Z"
    assert whole["document"]["authors"] == ["Ada Brook"]
    text = whole["document"]["text"]
    for row in whole["statements"]:
        if row["field"] == "text":
            assert row["text"] in text or row["content_spans"]
    rows = whence("read", inputs / "page.html", "-f", "jsonl").out.splitlines()
    assert [json.loads(line) for line in rows] == whole["statements"]


@pytest.mark.parametrize("data", [PAGE, STORY], ids=["page", "plain text"])
def test_read_takes_a_page_or_plain_text_from_standard_input(whence: Any, data: str) -> None:
    outcome = whence("read", "-", "-f", "json", stdin=data.encode())
    assert outcome.code == 0, outcome.err
    document = json.loads(outcome.out)["document"]
    assert document["input"] == "-"
    assert "Divers searched the basin" in document["text"]


def test_read_in_the_terminal_shows_metadata_statements_and_counts(whence: Any, inputs: Path) -> None:
    said = whence("read", inputs / "page.html").out
    for words in (
        "Ferry strikes wall",
        "Ada Brook",
        "3 May 2024, 09:00 UTC",
        "(meta article:published_time)",
        "Who says what",
        "Counted",
    ):
        assert words in said


def test_compare_lays_two_files_side_by_side(whence: Any, inputs: Path) -> None:
    said = whence("compare", inputs / "page.html", inputs / "other.txt").out
    assert "[evening]" in said
    assert "[late]" in said
    rows = [
        json.loads(line)
        for line in whence(
            "compare", inputs / "page.html", inputs / "other.txt", "-f", "jsonl"
        ).out.splitlines()
    ]
    assert {(row["left_id"], row["right_id"]) for row in rows} == {("left", "right")}
    assert whence("compare", "-", "-", stdin=b"x").code == 1


def test_a_report_of_inputs_is_written_at_once_and_is_the_same_each_time(
    whence: Any, inputs: Path, tmp_path: Path
) -> None:
    pages = []
    for name in ("a.html", "b.html"):
        outcome = whence(
            "report",
            inputs,
            "-o",
            tmp_path / name,
            "--map",
            "outlet=site",
            "--map",
            "date=when",
            "--workers",
            "1",
        )
        assert outcome.code == 0, outcome.err
        pages.append((tmp_path / name).read_bytes())
    assert pages[0] == pages[1]
    assert b"Meridian Wire" in pages[0]
    assert b"news.jsonl:3" in pages[0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.html", "b.html"]


def test_a_report_of_a_corpus_needs_the_corpus_alone_and_traced(
    whence: Any, corpus: Path, inputs: Path, tmp_path: Path
) -> None:
    assert whence("report", corpus, "-o", tmp_path / "r.html").code == 0
    mixed = whence("report", corpus, inputs, "-o", tmp_path / "m.html")
    assert (mixed.code, mixed.err.count("\n")) == (1, 1)
    untraced = tmp_path / "untraced"
    assert whence("add", untraced, inputs / "page.html").code == 0
    outcome = whence("report", untraced, "-o", tmp_path / "u.html")
    assert outcome.code == 1
    assert "whence trace" in outcome.err


def test_nothing_usable_is_an_error_with_the_reasons(whence: Any, tmp_path: Path) -> None:
    (tmp_path / "empty.html").write_text("")
    outcome = whence("add", tmp_path / "c", tmp_path / "empty.html")
    assert outcome.code == 1
    assert "empty" in outcome.err.splitlines()[0]
    assert "nothing could be used" in outcome.err.splitlines()[-1]
    missing = whence("read", tmp_path / "no-such-page.html")
    assert missing.code == 1
    assert missing.err.count("\n") == 1


def test_standard_input_that_is_no_text_is_refused_and_old_encodings_are_read(whence: Any) -> None:
    refused = whence("read", "-", stdin=b"\x00\x01\x02" * 90)
    assert refused.code == 1
    assert "binary data" in refused.err
    assert whence("read", "-", stdin=b" \n ").code == 1
    for encoding in ("cp1252", "utf-16", "utf-8-sig"):
        text = "The harbour café\n\n" + STORY
        outcome = whence("read", "-", "-f", "json", stdin=text.encode(encoding))
        assert json.loads(outcome.out)["document"]["title"] == "The harbour café", encoding


def test_passages_are_exported_for_all_pairs_on_request(whence: Any, tmp_path: Path) -> None:
    """Which is more than a large family is stored with; of another table it is refused."""
    folder, source = tmp_path / "c", tmp_path / "copies.jsonl"
    texts = [f"{STORY} Printed in edition {number}." for number in range(45)]
    source.write_text(
        "".join(
            json.dumps({"id": f"n{number:02}", "text": text}) + "\n" for number, text in enumerate(texts)
        ),
        encoding="utf-8",
    )
    assert whence("add", folder, source).code == 0
    assert whence("trace", folder, "--workers", "1").code == 0
    stored, every = (
        {(row["left_id"], row["right_id"]) for row in map(json.loads, outcome.out.splitlines())}
        for outcome in (
            whence("export", folder, "passages"),
            whence("export", folder, "passages", "--expand"),
        )
    )
    assert stored < every
    assert len(every) == 45 * 44 // 2
    refused = whence("export", folder, "claims", "--expand")
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    assert "only the passages table leaves out pairs" in refused.err
