"""A newcomer's way through every command, with its exit codes, and where output goes."""

import csv
import json
import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import whence
from end_to_end.driving import OTHER, STORY, Run, command, environment, page, run_whence
from whence.cli.app import app
from whence.cli.options import FIELDS
from whence.ingest.readers.table import FIELDS as READ_FIELDS
from whence.records import TABLES

Command = Callable[..., Run]
OUTLETS = (
    "outlet,publisher,agency,hosts\nMeridian Wire,Meridian,yes,\nHarbour Post,Alma Media,no,harbour.example\n"
)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, traced: Path) -> Path:
    """Give a folder with all that the examples of the help name."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "pages").mkdir()
    (folder / "pages" / "one.html").write_text(page(STORY))
    (folder / "pages" / "two.html").write_text(page(f"{OTHER}</p><p>{STORY}"))
    (folder / "one.html").write_text(page(STORY))
    (folder / "page.html").write_text(page(STORY))
    (folder / "other.html").write_text(page(OTHER + " " + STORY))
    (folder / "paragraph.txt").write_text(STORY[:200])
    (folder / "feed.xml").write_text(
        f"<rss><channel><title>Bay</title><item><title>Quay</title><description>{OTHER}</description></item></channel></rss>"
    )
    (folder / "outlets.csv").write_text(OUTLETS)
    (folder / "archive").mkdir()
    pq.write_table(pa.table({"id": ["a", "b"], "text": [STORY, OTHER]}), folder / "archive" / "news.parquet")
    return folder


def test_the_fields_that_can_be_mapped_are_those_that_are_read() -> None:
    assert tuple(READ_FIELDS) == FIELDS


EXAMPLES = [
    "add", "trace", "read", "find", "search", "show", "compare", "report", "decide", "reuse", "export", "info",
]  # fmt: skip
IDS = {"show": "claims", "decide": "edges"}


def test_the_example_of_every_help_works_as_it_stands(
    home: Path, in_process: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Followed in order, in one folder; only the example's id is made up."""
    monkeypatch.chdir(home)
    assert {c.callback.__name__ for c in app.registered_commands if c.callback} == set(EXAMPLES)
    for name in EXAMPLES:
        (example,) = re.findall(r"Example: whence (.+)", in_process(name, "--help").out)
        words = shlex.split(example)
        if name in IDS:
            with whence.open_corpus("news") as corpus:
                known = corpus.table(IDS[name])["id"].to_pylist()[0]
            words = [known if re.fullmatch("[ke]0123456789abcdef", word) else word for word in words]
        run = in_process(*words)
        assert (run.code, run.err) == (0, ""), example
        if "-o" in words:
            assert (home / words[words.index("-o") + 1]).stat().st_size
        else:
            assert run.out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["info", "CORPUS"], 0),
        (["export", "CORPUS", "claims"], 0),
        (["export", "CORPUS", "nonsense"], 1),
        (["export", "CORPUS", "claims", "--format", "xml"], 2),
        (["export", "CORPUS", "claims", "-o", "HOME/none/claims.csv"], 1),
        (["export", "CORPUS", "claims", "-o", "HOME"], 1),
        (["show", "CORPUS", "nonsense"], 1),
        (["show", "CORPUS", "w1"], 0),
        (["search", "CORPUS", "ferry"], 0),
        (["search", "CORPUS", "zyzzyva"], 0),
        (["search", "CORPUS", "ferry", "--limit", "0"], 2),
        (["search", "CORPUS", " "], 1),
        (["find", "CORPUS", "HOME/paragraph.txt"], 0),
        (["find", "CORPUS", "HOME/absent.txt"], 1),
        (["find", "HOME", "HOME/paragraph.txt"], 1),
        (["read", "HOME/one.html"], 0),
        (["read", "HOME/absent.html"], 1),
        (["read", "HOME"], 1),
        (["read", "HOME/one.html", "--zone", "Mars"], 2),
        (["compare", "HOME/one.html", "HOME/other.html"], 0),
        (["compare", "HOME/one.html", "HOME/absent.html"], 1),
        (["compare", "-", "-"], 1),
        (["report", "CORPUS", "HOME/one.html", "-o", "HOME/r.html"], 1),
        (["report", "HOME/absent.html", "-o", "HOME/r.html"], 1),
        (["report", "CORPUS"], 2),
        (["report", "CORPUS", "-o", "HOME/r.html"], 0),
        (["trace", "HOME/absent"], 1),
        (["trace", "CORPUS", "--workers", "0"], 2),
        (["add", "HOME/new", "HOME/absent.html"], 1),
        (["add", "HOME/new"], 2),
        (["add", "HOME/new", "HOME/one.html", "--map", "nonsense=column"], 2),
        (["add", "HOME/one.html", "HOME/one.html"], 1),
        (["nonsense"], 2),
        (["--nonsense"], 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else str(value),
)
def test_exit_codes_are_those_that_were_promised(
    in_process: Command, traced: Path, home: Path, arguments: list[str], code: int
) -> None:
    """0 with data, 1 with one line that names the input, 2 for usage; data goes to standard output only."""
    given = [item.replace("CORPUS", str(traced)).replace("HOME", str(home)) for item in arguments]
    run = in_process(*given)
    assert run.code == code, run.err
    if code == 0:
        assert run.err == ""
        assert run.out
    else:
        assert run.out == ""
        assert "Traceback" not in run.err
    if code == 1:
        *reasons, last = run.err.splitlines()
        assert last.startswith("whence: ")
        assert all(line.startswith("skipped ") for line in reasons)


@pytest.mark.parametrize("name", TABLES)
def test_every_table_is_valid_in_every_format(in_process: Command, traced: Path, name: str) -> None:
    with whence.open_corpus(traced) as corpus:
        rows = corpus.table(name).num_rows
    lines = in_process("export", traced, name).out.splitlines()
    assert [set(json.loads(line)) for line in lines] == [set(TABLES[name].__dataclass_fields__)] * rows
    assert len(json.loads(in_process("export", traced, name, "-f", "json").out)) == rows
    table = list(csv.reader(in_process("export", traced, name, "-f", "csv").out.splitlines(keepends=True)))
    assert len(table) == rows + 1
    assert {len(row) for row in table} == {len(table[0])}
    assert in_process("export", traced, name, "-f", "table").code == 0


def test_a_pipe_that_closes_early_is_no_error(traced: Path) -> None:
    line = f"{shlex.join(command('export', traced, 'statements'))} | head -c 10"
    done = subprocess.run(["sh", "-c", line], capture_output=True, check=False, env=environment())
    assert (len(done.stdout), done.stderr) == (10, b"")


def test_a_plain_terminal_of_another_encoding_is_served(home: Path) -> None:
    settings = {
        "LC_ALL": "C",
        "LANG": "C",
        "PYTHONUTF8": "0",
        "PYTHONIOENCODING": "latin-1",
        "NO_COLOR": "1",
        "TERM": "dumb",
    }
    run = subprocess.run(
        command("read", "one.html"), capture_output=True, check=False, cwd=home, env=environment(**settings)
    )
    assert (run.returncode, run.stderr) == (0, b"")
    assert b"\x1b" not in run.stdout
    assert b"harbour ministry" in run.stdout.lower()


def test_a_report_works_at_once_on_files_and_folders(home: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text("")
    run = run_whence(
        "report", home / "pages", home / "other.html", tmp_path / "bad.html", "-o", "out.html", cwd=tmp_path
    )
    assert run.code == 0
    assert run.err.splitlines() == [f"skipped {tmp_path}/bad.html: the file is empty: save the page again"]
    report = (tmp_path / "out.html").read_text(encoding="utf-8")
    assert "harbour ministry" in report
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.html", "out.html"]
