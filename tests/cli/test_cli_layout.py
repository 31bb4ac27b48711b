"""How one article looks in terminals of several widths, with colours and without."""

import re
from pathlib import Path

import pytest

import whence
from whence.cli.reading import show_reading
from whence.cli.terminal import render

FORMS = Path(__file__).parents[1] / "end_to_end" / "forms"
_ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def shown(monkeypatch: pytest.MonkeyPatch, name: str, width: int, *, colours: bool = False) -> str:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr("sys.stdout.isatty", lambda: colours, raising=False)
    return render(show_reading(whence.read(FORMS / name)))


@pytest.mark.parametrize("name", ["wire.html", "transcript.html", "press-release.html"])
@pytest.mark.parametrize("width", [40, 80, 99, 100, 120, 300])
def test_no_line_is_wider_than_the_terminal(monkeypatch: pytest.MonkeyPatch, name: str, width: int) -> None:
    lines = shown(monkeypatch, name, width).splitlines()
    assert max(map(len, lines)) <= min(width, 140)
    assert not any(line != line.rstrip() for line in lines)


def test_footing_stands_in_a_third_column_where_it_fits_and_below_in_brackets_where_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wide, narrow = shown(monkeypatch, "wire.html", 120), shown(monkeypatch, "wire.html", 80)
    assert "how it is put, and numbers" in wide
    assert re.search(r'"Our people have waited three years\."\s+quoted; 3 years', wide)
    assert "how it is put" not in narrow
    assert re.search(r'"Our people have waited three years\."\n\s+\(quoted; 3 years\)', narrow)


def test_who_speaks_on_is_named_once(monkeypatch: pytest.MonkeyPatch) -> None:
    said = shown(monkeypatch, "wire.html", 120)
    who = [line.split("  ")[0] for line in said.splitlines()]
    assert who.count("Dana Orel") == 1


def test_without_colours_nothing_but_text_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    plain, coloured = (shown(monkeypatch, "wire.html", 100, colours=c) for c in (False, True))
    assert "\x1b" not in plain
    assert "\x1b[36m" in coloured or "\x1b[1;36m" in coloured
    assert _ESCAPE.sub("", coloured).split() == plain.split()
    monkeypatch.setenv("NO_COLOR", "1")
    assert "36m" not in shown(monkeypatch, "wire.html", 100, colours=True)


def test_the_summary_only_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = shown(monkeypatch, "opinion.html", 100).split("Counted\n")[1]
    assert "in the author's own voice" in counted
    for name in (
        "statements",
        "attributed",
        "named sources",
        "unnamed sources",
        "with a word of doubt",
        "negated",
    ):
        assert re.search(rf"^  {name} +\d+", counted, re.MULTILINE), name
