"""Ctrl-C, kill, a full disk, a second writer: nothing added is lost, and the next run gives the same tables."""

import errno
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

import whence
from end_to_end.driving import Run, environment, run_whence, tables_of
from whence.storage import Catalogue, WriterLock
from whence.storage.index import TextIndex

# Sends itself a signal as the n-th transaction is about to be committed: every commit ends a step of a stage.
STOPPED = """
import os, signal, sys
from contextlib import contextmanager
from whence.storage import Catalogue
signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background inherits that it is ignored
transaction = Catalogue.transaction
left = int(sys.argv.pop(1))
kind = getattr(signal, sys.argv.pop(1))
@contextmanager
def stopped(self):
    global left
    with transaction(self):
        yield
        left -= 1
        if left == 0:
            os.kill(os.getpid(), kind)
Catalogue.transaction = stopped
from whence.cli import main
main()
"""
unix = pytest.mark.skipif(os.name == "nt", reason="signals of Unix")


def run_stopped(moment: int, kind: str, *arguments: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-c", STOPPED, str(moment), kind, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=False, env=environment())


def finish(folder: Path, files: list[Path]) -> dict[str, list[Any]]:
    with whence.open_corpus(folder) as corpus:
        corpus.add(files)
        corpus.trace(workers=1)
    return tables_of(folder)


@unix
@pytest.mark.parametrize(("command", "moment"), [("add", 3), ("trace", 5)])
def test_ctrl_c_is_quiet_and_the_corpus_goes_on(
    traced: Path, news_files: list[Path], tmp_path: Path, command: str, moment: int
) -> None:
    folder = tmp_path / "corpus"
    if command == "trace":
        with whence.open_corpus(folder) as corpus:
            corpus.add(news_files)
    rest = news_files if command == "add" else ["--workers", "1"]
    done = run_stopped(moment, "SIGINT", command, folder, *rest)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
    assert finish(folder, news_files) == tables_of(traced)


@unix
@pytest.mark.parametrize(("command", "moment"), [("add", 2), ("trace", 1), ("trace", 6)])
def test_a_killed_run_is_taken_up_where_it_stopped(
    traced: Path, news_files: list[Path], tmp_path: Path, command: str, moment: int
) -> None:
    folder = tmp_path / "corpus"
    if command == "trace":
        with whence.open_corpus(folder) as corpus:
            corpus.add(news_files)
    rest = news_files if command == "add" else ["--workers", "1"]
    assert run_stopped(moment, "SIGKILL", command, folder, *rest).returncode == -signal.SIGKILL
    assert finish(folder, news_files) == tables_of(traced)
    assert not list((folder / "parts").glob(".*"))


def fill_disk(monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, after: int) -> None:
    """Let the n-th call of a function fail as on a full disk."""
    function = getattr(owner, name)
    calls = iter(range(1, 1_000))

    def full(*arguments: Any, **options: Any) -> Any:
        if next(calls) == after:
            if owner is TextIndex:  # as tantivy says it
                raise ValueError("An IO error occurred: 'No space left on device (os error 28)'")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return function(*arguments, **options)

    monkeypatch.setattr(owner, name, full)


@pytest.mark.parametrize(
    "place",
    [(pq, "write_table", 1), (pq, "write_table", 2), (pq, "write_table", 6), (TextIndex, "_write", 1),
     (Catalogue, "set_result", 3)],
    ids=lambda place: f"{place[1]}-{place[2]}",
)  # fmt: skip
def test_a_full_disk_is_one_line_and_nothing_is_lost(
    traced: Path,
    news_files: list[Path],
    tmp_path: Path,
    in_process: Callable[..., Run],
    place: tuple[Any, str, int],
) -> None:
    folder = tmp_path / "corpus"
    with pytest.MonkeyPatch.context() as patch:
        fill_disk(patch, *place)
        runs = [in_process("add", folder, *news_files), in_process("trace", folder, "--workers", "1")]
    failed = [run for run in runs if run.code]
    assert [run.code for run in failed][:1] == [1]
    assert failed[0].err == (
        f"whence: {folder}: the disk is full; free some space and run the command again, nothing added so far is lost\n"
    )
    assert finish(folder, news_files) == tables_of(traced)
    with whence.open_corpus(folder) as corpus:
        assert corpus.search("ferry")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_result_that_cannot_be_written_is_told(traced: Path) -> None:
    with open("/dev/full", "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "whence", "info", str(traced)],
            stdout=full, stderr=subprocess.PIPE, check=False, env=environment(),
        )  # fmt: skip
    assert done.returncode == 1
    assert done.stderr.decode().startswith("whence: standard output: No space left")
    assert done.stderr.count(b"\n") == 1


def test_a_second_writer_is_told_and_the_first_goes_on(
    in_process: Callable[..., Run], traced: Path, news_files: list[Path], tmp_path: Path
) -> None:
    folder = tmp_path / "corpus"
    whence.open_corpus(folder).close()
    with WriterLock(folder):
        second = run_whence("add", folder, *news_files)
        assert in_process("trace", folder).code == 1
        assert in_process("info", folder).code == 0
    assert second.code == 1
    assert second.err.count("\n") == 1
    assert f"process {os.getpid()}" in second.err
    assert finish(folder, news_files) == tables_of(traced)


def test_a_reader_sees_whole_states_while_a_writer_writes(
    news_files: list[Path], tmp_path: Path, opened: Callable[[whence.Corpus], whence.Corpus]
) -> None:
    """Told at every step, the reader finds either the tables before or those after."""
    folder = tmp_path / "corpus"
    writer = opened(whence.open_corpus(folder))
    writer.add(news_files[:3])
    writer.trace(workers=1)
    before = tables_of(folder)
    seen = []

    def look(_stage: str, _done: int, _total: int) -> None:
        seen.append(tables_of(folder))

    writer.add(news_files[3:], progress=look)
    writer.trace(workers=1, progress=look)
    after = tables_of(folder)
    for name in ("passages", "edges", "claims", "statements"):
        assert all(state[name] in (before[name], after[name]) for state in seen)
    assert len(seen) > 6
