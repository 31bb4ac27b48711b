"""The gate: whence is no worse than it was, and a floor is lowered by nobody's accident."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import pytest

EVALUATION = Path(__file__).resolve().parents[2] / "evaluation"


@pytest.fixture(scope="module")
def gate():
    """Import the gate as its command does, with the scripts beside it within reach."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(EVALUATION))
        yield import_module("gate")


@pytest.fixture(scope="module")
def reuse(gate):
    return sys.modules["reuse"]


@pytest.fixture(scope="module")
def kinds(gate):
    return sys.modules["reuse_kinds"]


@pytest.fixture(scope="module")
def worlds(gate):
    return sys.modules["worlds"]


def test_no_score_is_below_its_floor() -> None:
    """Run just as a developer runs it."""
    done = subprocess.run(
        [sys.executable, EVALUATION / "gate.py"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr + done.stdout
    assert done.stdout.startswith("| score | measured | floor |")


def test_a_score_below_its_floor_fails_and_is_named(gate) -> None:
    known = gate.Floors("d", {"demo edges": 0.9, "demo claims": 0.9})
    (failure,) = gate.find_failures({"demo edges": 0.89, "demo claims": 0.9}, known, "d")
    assert failure.startswith("demo edges: 0.8900 is below its floor of 0.9000")


def test_another_corpus_fails_until_its_floors_are_set(gate) -> None:
    (failure,) = gate.find_failures({"a": 1.0}, gate.Floors("old", {"a": 0.5}), "new")
    assert "--raise" in failure


def test_a_score_without_floor_and_a_floor_without_score_fail(gate) -> None:
    failures = gate.find_failures({"new": 1.0}, gate.Floors("d", {"gone": 0.5}), "d")
    assert [failure.partition(":")[0] for failure in failures] == ["gone", "new"]


def test_raising_never_lowers(gate) -> None:
    known = gate.Floors("d", {"better": 0.5, "worse": 0.9})
    floors = gate.raised({"better": 0.8, "worse": 0.7}, known, "d").floors
    assert floors == {"better": 0.78, "worse": 0.9}


def test_a_floor_is_lowered_only_when_that_is_asked_for(gate, tmp_path, capsys) -> None:
    path = tmp_path / "floors.json"
    gate.write_floors(path, gate.Floors("d", {"a": 0.9}))
    assert gate.main(["--floors", str(path), "--set", "a=0.8"]) == 1
    assert "--allow-lowering" in capsys.readouterr().err
    assert gate.read_floors(path).floors == {"a": 0.9}
    assert gate.main(["--floors", str(path), "--set", "a=0.8", "--allow-lowering"]) == 0
    assert gate.read_floors(path).floors == {"a": 0.8}
    assert gate.main(["--floors", str(path), "--set", "a=0.85"]) == 0
    assert gate.read_floors(path).floors == {"a": 0.85}


def test_the_digest_knows_every_byte_but_the_ends_of_lines(gate, tmp_path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(b"one\ntwo\n")
    before = gate.digest_corpus([page])
    page.write_bytes(b"one\r\ntwo\r\n")
    assert gate.digest_corpus([page]) == before
    page.write_bytes(b"one\ntwo.\n")
    assert gate.digest_corpus([page]) != before


def test_floors_are_shares_in_order_of_their_names() -> None:
    floors = json.loads((EVALUATION / "floors.json").read_text(encoding="utf-8"))["floors"]
    assert list(floors) == sorted(floors)
    assert all(0 <= value <= 1 for value in floors.values())


def test_reuse_is_made_the_same_by_the_same_seed_and_stands_where_it_says(kinds) -> None:
    texts = kinds.unrelated_texts()
    cases = kinds.make_cases(texts, 7)
    assert cases == kinds.make_cases(texts, 7)
    assert [case.copy for case in cases] != [case.copy for case in kinds.make_cases(texts, 8)]
    assert {case.kind for case in cases} == set(kinds.KINDS)
    for case in cases:
        assert bool(case.reused) == (case.kind not in kinds.NOTHING_REUSED)
        for region in case.reused:
            assert 0 <= region.copy_begin < region.copy_end <= len(case.copy)
            if case.kind in ("verbatim", "forty words", "reordered", "abridged", "new lead", "mixed scripts"):
                copied = case.copy[region.copy_begin : region.copy_end]
                assert copied == case.source[region.source_begin : region.source_end]


def test_a_passage_counts_only_for_reuse_that_it_meets_on_both_sides(reuse) -> None:
    region = sys.modules["alignment"].Region
    case = reuse.Case("verbatim", "n", "s", "x" * 40, "y" * 40, (region("n", 0, 20, 0, 20),))
    assert reuse.score([case], {"n": [region("n", 0, 20, 0, 20)]}) == reuse.Score(1.0, 1.0, 1.0)
    assert reuse.score([case], {"n": [region("n", 0, 20, 20, 40)]}) == reuse.Score(0.0, 0.0, 1.0)
    assert reuse.score([case], {"n": []}) == reuse.Score(1.0, 0.0, 0.0)


def test_every_world_is_the_same_by_the_same_seed_and_holds_its_key_sentence(worlds) -> None:
    for kind in worlds.WORLDS:
        world = worlds.build_world(kind, "3")
        assert world.documents == worlds.build_world(kind, "3").documents
        assert all(any(key in d.text.split() for key in world.key) for d in world.documents), kind


def test_both_harmful_errors_are_seen(worlds) -> None:
    """A count that is too high is copies called independent; one too low is the other error."""
    world = worlds.build_world("press conference", "1")
    claim = worlds.Claim(
        id="k", text="", statement_count=4, document_count=4, outlet_count=4, publisher_count=4
    )
    origin = worlds.Origin(
        claim_id="k", id="o", origin="n", kind="source", in_corpus=True, independent_reports=4
    )

    def outcome(best, reports, carriers=4):
        counted = replace(claim, origins_low=best, origins_best=best, origins_high=best)
        found = replace(origin, independent_reports=reports)
        return worlds.Outcome(world, [counted], [found], carriers)

    assert outcome(1, 4).right
    assert outcome(2, 4).copies_called_independent
    assert outcome(1, 2).independent_called_copies
    assert not outcome(1, 4, carriers=3).grouped
