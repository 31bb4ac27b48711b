"""A traced corpus, and the command line in this process."""

from collections.abc import Callable
from pathlib import Path

import pytest

import whence
from end_to_end.driving import Run, news, write_rows


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """Give a function that runs the command line in this process, which is faster."""
    from typer.testing import CliRunner

    from whence.cli.app import app

    monkeypatch.setenv("COLUMNS", "110")

    def run(*arguments: object, stdin: bytes | None = None) -> Run:
        result = CliRunner().invoke(app, [str(item) for item in arguments], input=stdin)
        return Run(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture(scope="session")
def news_files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Give one file for each record."""
    folder = tmp_path_factory.mktemp("news")
    return [write_rows(folder / f"{number}.jsonl", [row]) for number, row in enumerate(news())]


@pytest.fixture(scope="session")
def traced(news_files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a traced corpus, which tests must not change."""
    folder = tmp_path_factory.mktemp("traced") / "corpus"
    with whence.open_corpus(folder) as corpus:
        corpus.add(news_files)
        corpus.trace(workers=1)
    return folder
