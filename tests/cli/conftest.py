"""A hand-made corpus behind the command line, so that what is shown does not depend on the stages."""

from types import ModuleType
from typing import Any

import pytest
from typer.testing import CliRunner

from report import fictional_corpus
from whence.cli.app import app


@pytest.fixture
def fictional(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """Put the hand-made corpus in the place of every corpus folder."""
    fake = fictional_corpus.fictional_corpus()

    class Opened:
        def __init__(self, folder: Any, settings: Any = None) -> None:
            self.folder = folder

        def __enter__(self) -> Any:
            return fake

        def __exit__(self, *_: object) -> None:
            return None

    monkeypatch.setattr("whence.corpus.Corpus", Opened)
    return fictional_corpus


class Outcome:
    """What a run of the command line left."""

    def __init__(self, result: Any) -> None:
        self.code = result.exit_code
        self.out = result.stdout
        self.err = result.stderr
        self.exception = result.exception


@pytest.fixture
def whence(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give a function that runs `whence` with arguments and standard input."""
    monkeypatch.setenv("COLUMNS", "110")

    def run(*arguments: object, stdin: bytes | None = None) -> Outcome:
        return Outcome(CliRunner().invoke(app, [str(item) for item in arguments], input=stdin))

    return run
