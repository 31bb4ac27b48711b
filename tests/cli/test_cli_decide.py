"""Deciding on the command line: kept, listed as labels, shown where it counts, and taken back."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from whence.cli.options import Verb
from whence.decisions import VERBS
from whence.records import EdgeKind

TEXT = (
    "A ferry struck the harbour wall of Port Alma on Friday, and 12 people were hurt, harbour master Ines "
    "Moravec said. Divers searched the cold water below the customs house until dusk and found nobody."
)


@pytest.fixture
def corpus(whence: Any, tmp_path: Path) -> Path:
    rows = [
        {"id": name, "outlet": outlet, "date": f"2024-03-0{day}", "title": outlet, "text": TEXT + tail}
        for day, (name, outlet, tail) in enumerate(
            [("w", "Meridian Wire", ""), ("h", "Harbour Post", " Trams ran.")], 4
        )
    ]
    (tmp_path / "news.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    folder = tmp_path / "corpus"
    assert whence("add", folder, tmp_path / "news.jsonl").code == 0
    assert whence("trace", folder, "--workers", "1").code == 0
    return folder


def test_the_verbs_and_kinds_of_the_help_are_those_that_can_be_decided() -> None:
    assert tuple(verb.value for verb in Verb)[: len(VERBS)] == VERBS
    assert {"cites", "republished"} <= set(get_args(EdgeKind))


def test_a_decision_is_kept_shown_listed_and_taken_back(whence: Any, corpus: Path) -> None:
    said = whence("decide", corpus, "reject", "w", "h", "--reason", "both bought it", "--who", "Ana")
    assert said.code == 0, said.err
    assert "not traced yet" in said.out
    assert "not since the last addition" in whence("info", corpus).out
    assert whence("trace", corpus, "--workers", "1").code == 0
    shown = whence("show", corpus, "w").out
    assert "Decided by a person: there was no copying between these documents. Both bought it." in shown
    (label,) = map(json.loads, whence("decide", corpus, "list", "-f", "jsonl").out.splitlines())
    assert (label["verb"], label["subject"], label["who"], label["state"]) == (
        "reject",
        "edge",
        "Ana",
        "applied",
    )
    assert label["documents"] == ["h", "w"]
    assert "both bought it" in whence("show", corpus, label["id"]).out.lower()
    exported = whence("export", corpus, "decisions").out
    assert label["made"] not in exported
    assert "Ana" not in exported
    assert whence("decide", corpus, "undo", label["id"]).code == 0
    (label,) = json.loads(whence("decide", corpus, "-f", "json").out)
    assert label["state"] == "undone"


def test_a_decision_opens_before_it_is_traced_after_it_and_when_taken_back(whence: Any, corpus: Path) -> None:
    assert (
        whence("decide", corpus, "reject", "w", "h", "--reason", "both bought it", "--who", "Ana").code == 0
    )
    (label,) = json.loads(whence("decide", corpus, "list", "-f", "json").out)
    said = whence("show", corpus, label["id"]).out
    assert "it counts from the next tracing on" in said
    for shown in ("both bought it", "Ana", label["made"], "Meridian Wire", "Harbour Post"):
        assert shown.lower() in said.lower()
    assert whence("trace", corpus, "--workers", "1").code == 0
    opened = json.loads(whence("show", corpus, label["id"], "--format", "json").out)
    assert (opened["kind"], opened["state"], opened["who"]) == ("decisions", "applied", "Ana")
    assert "now   it counts" in whence("show", corpus, label["id"]).out
    assert whence("decide", corpus, "undo", label["id"]).code == 0
    assert "it was taken back, 20" in whence("show", corpus, label["id"]).out


def test_a_decision_shows_its_statements_and_what_it_shapes(whence: Any, corpus: Path) -> None:
    claims = [json.loads(row) for row in whence("export", corpus, "claims").out.splitlines()]
    claim = max(claims, key=lambda row: row["document_count"])
    assert whence("decide", corpus, "accept", claim["id"]).code == 0
    assert whence("trace", corpus, "--workers", "1").code == 0
    (label,) = json.loads(whence("decide", corpus, "list", "-f", "json").out)
    said = " ".join(whence("show", corpus, label["id"]).out.split())
    assert "About these statements" in said
    assert "What it shapes now" in said
    assert claim["text"] in said.split("What it shapes now")[1]
    assert claim["id"] in said


def test_a_claim_that_somebody_decided_on_says_so_in_the_report(whence: Any, corpus: Path) -> None:
    claims = [json.loads(row) for row in whence("export", corpus, "claims").out.splitlines()]
    claim = max(claims, key=lambda row: row["document_count"])
    reason = "one <event> & one day"
    assert whence("decide", corpus, "accept", claim["id"], "--reason", reason).code == 0
    assert whence("trace", corpus, "--workers", "1").code == 0
    page = corpus.parent / "report.html"
    assert whence("report", corpus, "-o", page).code == 0
    text = page.read_text("utf-8")
    assert "Decided by a person: these statements make one claim. One &lt;event&gt; &amp; one day." in text
    assert "What people decided (1)" in text


def test_a_wrong_decision_is_one_line_on_stderr(whence: Any, corpus: Path) -> None:
    for arguments in (
        ["reject", "nothing"],
        ["undo"],
        ["split", "w", "h"],
        ["merge"],
        ["same-source", "A", "B"],
    ):
        said = whence("decide", corpus, *arguments)
        assert (said.code, said.out) == (1, "")
        assert said.err.startswith("whence: ")
        assert said.err.count("\n") == 1
