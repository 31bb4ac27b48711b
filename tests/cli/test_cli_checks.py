"""Fact-checks on the command line: added, listed, and shown beside the claims that are worded like theirs."""

import json
from pathlib import Path
from typing import Any

TEXT = (
    "The ferry Santa Lucia carried 900 passengers when it struck the old pier of Port Alma, Pavel Orsini said. "
    "Divers searched the cold water below the customs house until dusk and found nobody."
)
CHECKS = [
    {"@type": "ClaimReview", "claimReviewed": "Ferry Santa Lucia had 900 passengers when it struck Port Alma's pier",
     "author": {"name": "Plain <Checks>"}, "url": "https://checks.example/ferry",
     "reviewRating": {"alternateName": "Far & away too many"}, "datePublished": "2024-03-06"},
    {"@type": "ClaimReview", "claimReviewed": "Cheese is made of moonlight", "author": {"name": "Moon Desk"}},
]  # fmt: skip


def test_a_claim_shows_the_checks_that_match_it(whence: Any, tmp_path: Path) -> None:
    row = {"id": "w", "outlet": "Harbour Post", "date": "2024-03-04", "title": "Ferry", "text": TEXT}
    other = row | {"id": "h", "outlet": "Coast Courier", "date": "2024-03-05"}
    (tmp_path / "news.jsonl").write_text(
        "".join(json.dumps(r) + "\n" for r in (row, other)), encoding="utf-8"
    )
    (tmp_path / "checks.json").write_text(json.dumps(CHECKS), encoding="utf-8")
    corpus = tmp_path / "corpus"
    said = whence("add", corpus, tmp_path / "news.jsonl", tmp_path / "checks.json")
    assert "Read 1 fact-check" in said.out
    assert "verdict" in said.err  # why the other one is not used
    assert whence("add", corpus, tmp_path / "checks.json", "-f", "json").code == 0
    assert whence("trace", corpus, "--workers", "1").code == 0
    (match,) = map(json.loads, whence("export", corpus, "matches").out.splitlines())
    assert {"ferry", "santa", "lucia"} <= set(match["words"])
    shown = whence("show", corpus, match["claim_id"]).out
    assert "Plain <Checks>: “Far & away too many”" in shown
    page = tmp_path / "report.html"
    assert whence("report", corpus, "-o", page).code == 0
    text = page.read_text("utf-8")
    assert "Plain &lt;Checks&gt;" in text
    assert "“Far &amp; away too many”" in text
    assert "whence adds none" in text


def test_checks_alone_can_be_added_before_the_news(whence: Any, tmp_path: Path) -> None:
    (tmp_path / "checks.json").write_text(json.dumps(CHECKS[0]), encoding="utf-8")
    corpus = tmp_path / "corpus"
    assert whence("add", corpus, tmp_path / "checks.json").code == 0
    assert "not since the last addition" in whence("info", corpus).out
    assert whence("trace", corpus).code == 0
    (check,) = map(json.loads, whence("export", corpus, "checks").out.splitlines())
    assert (check["verdict"], check["checker"]) == ("Far & away too many", "Plain <Checks>")
