"""What counts as found, and what counts as outside of what was planted."""

from importlib import import_module
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
SPANS = ("left_begin", "left_end", "right_begin", "right_end")


@pytest.fixture(scope="module")
def recall():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        yield import_module("recall")


def plant(family, document, source, kind, begin, end):
    return {
        "family": family, "document_id": document, "source_id": source, "kind": kind, "begin": begin, "end": end,
        "source_begin": 0, "source_end": end - begin, "tokens": (end - begin) // 6, "edits": 0,
    }  # fmt: skip


@pytest.fixture
def corpus(recall, tmp_path):
    """Documents a (the source), b, c and d of one family, and e to h of none."""
    for folder in ("documents", "plants"):
        (tmp_path / folder).mkdir()
    pq.write_table(pa.table({"id": list("abcdefgh")}), tmp_path / "documents" / "0.parquet")
    plants = [
        plant(0, "b", "a", "copy", 0, 300),
        plant(0, "c", "a", "excerpt", 100, 400),
        plant(0, "d", "a", "excerpt", 100, 400),
        plant(-1, "e", None, "quote", 50, 150),
        plant(-1, "f", None, "quote", 250, 350),
        plant(-2, "g", None, "quote", 250, 350),
    ]
    pq.write_table(pa.Table.from_pylist(plants), tmp_path / "plants" / "0.parquet")
    return recall.read_corpus(tmp_path)


def sides_of(recall, corpus, folder, passages):
    folder.mkdir(exist_ok=True)
    columns = {
        name: pa.array([row[side] for row in passages], pa.string())
        for side, name in ((0, "left_id"), (1, "right_id"))
    }
    columns |= {name: pa.array([row[2 + i] for row in passages], pa.int64()) for i, name in enumerate(SPANS)}
    pq.write_table(pa.table(columns), folder / "0.parquet")
    return recall.read_sides(folder, corpus.ids)


def test_a_plant_is_found_directly_or_through_another_of_its_family(recall, corpus, tmp_path):
    passages = [
        ("a", "b", 0, 300, 0, 300),  # whole, with the source
        ("b", "c", 10, 290, 110, 390),  # most of it, through the copy
        ("a", "d", 0, 100, 100, 200),  # a third
    ]
    found = recall.measure_recall(corpus, sides_of(recall, corpus, tmp_path / "passages", passages))
    assert found["copy"] == {"plants": 1, "found": 1.0, "found_directly": 1.0, "covered": 1.0}
    assert found["excerpt"] == {"plants": 2, "found": 0.5, "found_directly": 0.0, "covered": 0.6333}
    assert found["verbatim, 40 tokens or more"]["plants"] == 3


def test_passages_that_overlap_are_counted_once(recall, corpus, tmp_path):
    passages = [("a", "d", 0, 100, 100, 200), ("a", "d", 50, 150, 150, 250), ("a", "d", 20, 60, 120, 160)]
    sides = sides_of(recall, corpus, tmp_path / "passages", passages)
    direct, related = recall.cover_plants(corpus, corpus.plants.slice(2, 1), sides)
    assert (direct[0], related[0]) == (0.5, 0.5)


def test_a_passage_is_in_a_family_or_in_stock_or_outside(recall, corpus, tmp_path):
    passages = [
        ("a", "b", 0, 300, 0, 300),
        ("e", "f", 50, 150, 250, 350),  # the same quote
        ("f", "g", 250, 350, 250, 350),  # different quotes
        ("a", "h", 0, 50, 0, 50),
        ("a", "h", 60, 90, 60, 90),
    ]
    counted = recall.measure_outside(corpus, sides_of(recall, corpus, tmp_path / "passages", passages))
    assert counted == {
        "passages": 5, "in_families": 1, "in_stock": 1, "outside": 3, "pairs": 4, "pairs_outside": 2,
    }  # fmt: skip


def test_without_passages_nothing_is_found(recall, corpus, tmp_path):
    sides = sides_of(recall, corpus, tmp_path / "passages", [])
    assert recall.measure_recall(corpus, sides)["copy"]["covered"] == 0.0
    assert recall.measure_outside(corpus, sides)["passages"] == 0


def test_additions_count_the_plants_that_touch_them(recall, corpus, tmp_path):
    sides = sides_of(recall, corpus, tmp_path / "passages", [])
    found = recall.measure_recall(corpus, sides, pa.array(["d"]))
    assert {kind: row["plants"] for kind, row in found.items()} == {
        "verbatim, 40 tokens or more": 1,
        "excerpt": 1,
    }


def test_pairs_of_a_family_share_what_both_have_of_their_root(recall, corpus, tmp_path):
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        expanding = import_module("expanding")
    members = pa.array(list("abcd"))
    planted = list(expanding._planted(corpus, members, expanding._pieces(corpus, members)))
    assert planted == [
        ("a", "b", 0, 300), ("a", "c", 0, 300), ("a", "d", 0, 300),
        ("b", "c", 0, 300), ("b", "d", 0, 300), ("c", "d", 100, 400),
    ]  # fmt: skip
    sides_of(
        recall,
        corpus,
        tmp_path / "passages",
        [("a", "b", 0, 300, 0, 300), ("c", "d", 130, 400, 130, 400), ("a", "c", 0, 99, 100, 199)],
    )
    assert expanding._found(planted, pq.read_table(tmp_path / "passages")) == 0.3333
