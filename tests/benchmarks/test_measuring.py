"""What a command cost is what it says."""

import sys
from importlib import import_module
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"
HOLD = "import json, time; held = bytearray({}); time.sleep(0.3); print('words'); print(json.dumps({{'held': len(held)}}))"


@pytest.fixture(scope="module")
def measuring():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        yield import_module("measuring")


def test_the_memory_of_a_command_is_seen_and_its_last_line_is_read(measuring):
    cost = measuring.run([sys.executable, "-c", HOLD.format(80_000_000)])
    assert cost.exit_code == 0
    assert cost.said == {"held": 80_000_000}
    assert 80 < cost.peak_anonymous_megabytes < 160
    assert cost.limit is None


def test_a_command_cannot_take_more_than_its_limit(measuring):
    cost = measuring.run([sys.executable, "-c", HOLD.format(400_000_000)], limit=200_000_000)
    assert cost.exit_code != 0
    assert cost.limit.startswith("200 MB by ")


def test_a_failure_keeps_its_last_words(measuring):
    cost = measuring.run([sys.executable, "-c", "raise SystemExit('no such corpus')"])
    assert cost.exit_code == 1
    assert cost.said == "no such corpus\n"
    assert "said" not in cost.numbers()
