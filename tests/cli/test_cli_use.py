"""Usage, help, versions, exit codes and pipes."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import whence as package
from whence import __version__
from whence.cli.app import EXPORTED, app
from whence.records import TABLES

COMMANDS = {"add", "trace", "read", "find", "search", "show", "compare", "report", "reuse", "export", "info",
            "decide"}  # fmt: skip


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(package.__file__).parents[1])}


def run(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    code = "from whence.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, check=False, **options
    )


def test_the_commands_are_those_that_others_rely_on() -> None:
    assert {command.callback.__name__ for command in app.registered_commands if command.callback} == COMMANDS


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_the_help_of_every_command_has_an_example(whence: Any, name: str) -> None:
    outcome = whence(name, "--help")
    assert outcome.code == 0
    assert f"Example: whence {name} " in outcome.out


@pytest.mark.parametrize("command", app.registered_commands, ids=lambda command: command.callback.__name__)
def test_every_command_is_a_thin_wrapper(command: Any) -> None:
    """A command hands over to a plain function: its body has no more than 20 lines."""
    import ast
    import inspect

    tree = ast.parse(inspect.getsource(inspect.unwrap(command.callback)))
    function = tree.body[0]
    assert isinstance(function, ast.FunctionDef)
    body = function.body[1:]
    assert (body[-1].end_lineno or 0) - body[0].lineno < 20


def test_exported_tables_are_those_of_the_records() -> None:
    assert tuple(TABLES) == EXPORTED


def test_version_is_shown(whence: Any) -> None:
    assert whence("--version").out == f"whence {__version__}\n"


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys\nfrom whence.cli import main\nsys.argv = ['whence', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        "heavy = {'pyarrow', 'numpy', 'numba', 'duckdb', 'trafilatura', 'lxml', 'jinja2', 'rich.table'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=ENVIRONMENT)
    assert done.stderr.decode().strip() == "[]"


def test_comparing_loads_no_model_of_languages(tmp_path: Path) -> None:
    """It takes longer than the comparison; whoever reads an article to keep it has its language told."""
    for name in ("one.txt", "other.txt"):
        (tmp_path / name).write_text("The ferry sails again.\n\nThe harbour wall held, said Dana Orel. " * 3)
    code = (
        "import sys\nfrom whence.cli import main\nsys.argv = ['whence', 'compare', 'one.txt', 'other.txt']\n"
        "try:\n    main()\nexcept SystemExit as done:\n    print(done.code, file=sys.stderr)\n"
        "heavy = {'py3langid', 'trafilatura', 'duckdb', 'tantivy', 'jinja2', 'pyarrow.parquet'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, check=True, env=ENVIRONMENT, cwd=tmp_path)
    assert done.stderr.decode().split("\n")[-3:] == ["0", "[]", ""]


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["show", "corpus"],
        ["read", "page.html", "--format", "xml"],
        ["read", "page.html", "--zone", "Mars/Olympus"],
        ["read", "page.html", "--reader", "best"],
        ["add", "corpus", "page.html", "--map", "date"],
        ["trace", "corpus", "--workers", "0"],
        ["report", "corpus"],
    ],
)
def test_wrong_usage_exits_with_2(whence: Any, arguments: list[str]) -> None:
    outcome = whence(*arguments)
    assert outcome.code == 2
    assert outcome.out == ""


def test_a_missing_corpus_is_one_clear_line_and_exit_1(whence: Any, tmp_path: Any) -> None:
    for command in (["info"], ["trace"], ["search", "word"], ["show", "x"], ["export", "claims"]):
        outcome = whence(command[0], tmp_path / "none", *command[1:])
        assert outcome.code == 1, command
        assert outcome.err.count("\n") == 1
        assert "no corpus here" in outcome.err
    assert not (tmp_path / "none").exists()


def test_a_setting_is_changed_before_the_command(tmp_path: Any) -> None:
    done = run("--set", "match.nothing=1", "info", str(tmp_path))
    assert (done.returncode, b"is no setting" in done.stderr) == (1, True)
    page = tmp_path / "short.html"
    page.write_text(
        "<html><head><title>Rain</title></head><body><p>Rain fell on the coast.</p></body></html>"
    )
    corpus = str(tmp_path / "corpus")
    assert run("add", corpus, str(page)).returncode == 1
    assert run("--set", "ingest.shortest_text=3", "add", corpus, str(page)).returncode == 0


def test_debug_gives_a_traceback(tmp_path: Any) -> None:
    done = run("--debug", "info", str(tmp_path / "none"))
    assert done.returncode == 1
    assert b"Traceback" in done.stderr


def test_ctrl_c_leaves_quietly_with_130(whence: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("whence.cli.corpora.describe_corpus", interrupted)
    outcome = whence("info", "corpus")
    assert outcome.code == 130
    assert outcome.err == ""


def test_an_unexpected_error_is_one_line_with_what_to_do(
    whence: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("a\nb")

    monkeypatch.setattr("whence.cli.corpora.describe_corpus", broken)
    outcome = whence("info", "corpus")
    assert outcome.code == 1
    assert outcome.err.count("\n") == 1
    assert "--debug" in outcome.err


def test_a_closed_pipe_ends_quietly() -> None:
    code = (
        "import sys\nfrom whence.cli.guard import guarded\nimport typer\n"
        "@guarded\ndef speak():\n    while True:\n        sys.stdout.write('words\\n' * 1000)\n"
        "try:\n    speak()\nexcept typer.Exit as stop:\n    sys.exit(stop.exit_code)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(10) == 0


def test_parquet_is_not_written_to_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    from whence.cli.options import Format
    from whence.cli.output import choose_format
    from whence.errors import SettingsError

    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    with pytest.raises(SettingsError, match="-o FILE"):
        choose_format(Format.parquet, None)


def test_json_is_utf_8_and_ends_with_a_line_break(whence: Any, fictional: Any) -> None:
    out = whence("export", "corpus", "documents", "-f", "json").out
    assert out.endswith("]\n")
    assert json.loads(out)[1]["title"] == fictional.HOSTILE
