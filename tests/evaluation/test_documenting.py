"""The page of results is written by the scripts, and what is judged by eye is drawn by seed."""

import json
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
EVALUATION = ROOT / "evaluation"


@pytest.fixture(scope="module")
def document():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(EVALUATION))
        yield import_module("document")


@pytest.fixture(scope="module")
def news():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(EVALUATION))
        yield import_module("news")


def test_a_table_replaces_what_stands_between_its_markers(document) -> None:
    page = "a\n<!-- begin x -->\nold\n<!-- end x -->\nb\n"
    once = document.replace_table(page, "x", "| new |\n")
    assert once == "a\n<!-- begin x -->\n\n| new |\n\n<!-- end x -->\nb\n"
    assert document.replace_table(once, "x", "| new |") == once


@pytest.mark.parametrize("page", ["", "<!-- begin x -->\n", "<!-- end x -->\n<!-- begin x -->\n"])
def test_a_page_without_the_markers_is_refused(document, page) -> None:
    with pytest.raises(ValueError, match="once each"):
        document.replace_table(page, "x", "")


def test_the_page_has_a_filled_place_for_every_table(document) -> None:
    page = (ROOT / "docs" / "evaluation.md").read_text(encoding="utf-8")
    for table in document.TABLES:
        assert "|---" in page.split(f"<!-- begin {table.name} -->")[1].split(f"<!-- end {table.name} -->")[0]
        assert (EVALUATION / table.script).is_file()


def test_data_is_found_in_a_folder_and_missed_without_one(document, tmp_path) -> None:
    table = next(table for table in document.TABLES if table.folder == "incidents")
    assert document.find_data(table, None, tmp_path) is None
    assert document.find_data(table, tmp_path, tmp_path) is None
    (tmp_path / "incidents").mkdir()
    assert document.find_data(table, tmp_path, tmp_path) == tmp_path / "incidents"


def traced(news, edges=(), claims=(), families=()):
    """Lay out as little as drawing needs."""
    statements = {f"k{n}": [{"document_id": i} for i in carriers] for n, carriers in enumerate(claims)}
    return news.Traced(
        documents={}, passages={}, credits={}, origins={}, statements=statements,
        edges=[{"id": f"e{n}", "kind": kind, "direct": True} for n, kind in enumerate(edges)],
        families={f"f{n}": [{"document_id": i} for i in members] for n, members in enumerate(families)},
        claims=[{"id": f"k{n}", "document_count": len(carriers)} for n, carriers in enumerate(claims)],
    )  # fmt: skip


def test_edges_are_drawn_evenly_from_every_kind_and_by_seed(news) -> None:
    corpus = traced(news, edges=["excerpted"] * 50 + ["republished"] * 2 + ["updated"] * 50)
    drawn = news.draw_edges(corpus, 12, 1)
    assert [edge["kind"] for edge in drawn] == ["excerpted"] * 5 + ["republished"] * 2 + ["updated"] * 5
    assert drawn == news.draw_edges(corpus, 12, 1)
    assert drawn != news.draw_edges(corpus, 12, 2)


def test_claims_are_drawn_half_from_across_families(news) -> None:
    claims = [["a", "b"]] * 30 + [["a", "c"]] * 30 + [["a"]] * 30
    corpus = traced(news, claims=claims, families=[["a", "b"]])
    drawn = [int(claim["id"][1:]) // 30 for claim in news.draw_claims(corpus, 10, 1)]
    assert drawn == [1] * 5 + [0] * 5


def test_more_is_drawn_than_there_is_without_harm(news) -> None:
    corpus = traced(news, edges=["updated"], claims=[["a", "c"]], families=[["a", "b"]])
    assert len(news.draw_edges(corpus, 30, 1)) == 1
    assert len(news.draw_claims(corpus, 30, 1)) == 1
    assert news.draw_families(corpus, 30, 1) == ["f0"]


def test_judgements_hold_ids_verdicts_and_reasons_only(news) -> None:
    """No word of an article is kept: a reason is short and ours."""
    files = news.judged_files()
    assert files
    for path in files:
        known = json.loads(path.read_text(encoding="utf-8"))
        assert set(known) == {"data", "state", "seed", "judgements"}
        for judgement in known["judgements"]:
            assert set(judgement) - {"error"} == {"id", "drawn", "verdict", "why"}
            assert "error" not in judgement or judgement["verdict"] != "right"
            assert judgement["verdict"] in news.VERDICTS
            assert len(judgement["why"]) < 200
        ids = [(judgement["id"], judgement["drawn"]) for judgement in known["judgements"]]
        assert len(ids) == len(set(ids))
    table = news.judged_table(files)
    assert table.startswith("| state of | drawn | judged | right | partly | wrong |")
    assert "| state of | drawn | kind of error | times |" in table
    assert sys.modules["tables"].markdown_table(["a"], [[0.5]]) == "| a |\n|---|\n| 0.500 |"
