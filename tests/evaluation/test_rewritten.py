"""The judged pairs and the measures made of them."""

import json
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

EVALUATION = Path(__file__).resolve().parents[2] / "evaluation"


@pytest.fixture(scope="module")
def rewritten() -> ModuleType:
    """Import the script as its command does, with the scripts beside it within reach."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(EVALUATION))
        return import_module("rewritten")


def test_the_longest_run_is_counted_in_words_whatever_their_case_and_marks(rewritten: ModuleType) -> None:
    """A pair is only drawn if it shares no long run, so the run must be counted rightly."""
    left = rewritten.words_of("The mayor’s office said: nobody was hurt, and the bridge is open.")
    right = rewritten.words_of('"THE MAYORS OFFICE" said nobody was hurt; the bridge stays shut.')
    assert rewritten.longest_run(left, right) == 7
    assert rewritten.longest_run(left, []) == 0


def test_an_interval_holds_its_share_and_narrows_with_more_pairs(rewritten: ModuleType) -> None:
    """A share of a few pairs says little, and the table must show it."""
    few, many = rewritten.interval(1, 10), rewritten.interval(100, 1000)
    assert few[0] < 0.1 < few[1]
    assert few[0] < many[0] < 0.1 < many[1] < few[1]
    assert rewritten.interval(0, 0) == (0.0, 1.0)


def test_half_of_the_pairs_are_drawn_for_their_likeness_and_none_twice(rewritten: ModuleType) -> None:
    """Rewriting is rare, so half of what is judged is drawn where it would be."""
    pairs = [rewritten.Pair(f"a{n:03}", f"b{n:03}", str(n // 2), 5, n / 400) for n in range(400)]
    drawn = rewritten.draw_pairs(pairs, 1)
    assert drawn == rewritten.draw_pairs(pairs[::-1][::-1], 1)
    assert [kind for kind, _ in drawn].count("alike") == 50
    assert len({pair for _, pair in drawn}) == 100
    assert min(pair.alike for kind, pair in drawn if kind == "alike") > 0.8


def test_judgements_hold_ids_and_codes_and_no_text(rewritten: ModuleType) -> None:
    """The articles are others' and stay outside the project."""
    known = json.loads(rewritten.JUDGEMENTS.read_text(encoding="utf-8"))
    assert len(known["judgements"]) == 100
    for judgement in known["judgements"]:
        assert judgement["verdict"] in ("own", "rewritten", "cannot-say")
        assert judgement["why"] in known["reasons"]
        assert all(len(str(value)) < 30 for value in judgement.values())
