"""Where results go: standard output or a file, in the format asked for."""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from whence.cli.options import Format
from whence.errors import SettingsError

if TYPE_CHECKING:
    import pyarrow as pa
    from rich.console import RenderableType

_SUFFIXES = {".jsonl": Format.jsonl, ".ndjson": Format.jsonl, ".json": Format.json,
             ".csv": Format.csv, ".parquet": Format.parquet}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """A command's result in the forms that it can be written in.

    Attributes:
        rows: for JSONL, CSV and Parquet, and for JSON where `whole` is None.
        show: gives what a terminal shows.
        whole: the object for JSON.
    """

    rows: "pa.Table"
    show: "Callable[[], Iterable[RenderableType]]"
    whole: Any = None


def choose_format(asked: Format | None, output: Path | None, otherwise: Format = Format.table) -> Format:
    """Settle the format: the one asked for, else the one that the file's name ends with, else another.

    Raises:
        SettingsError: if Parquet, which is binary, would go to a terminal.
    """
    chosen = asked or (_SUFFIXES.get(output.suffix.lower()) if output else None) or otherwise
    if chosen is Format.parquet and output is None and sys.stdout.isatty():
        raise SettingsError("parquet is binary and standard output is a terminal; add -o FILE")
    return chosen


def present(answer: Answer, asked: Format | None, output: Path | None) -> None:
    """Write a result.

    Args:
        answer: the result.
        asked: the format, or None for what the file's name says or a table.
        output: a file, or None for standard output.
    """
    chosen = choose_format(asked, output)
    if chosen is Format.table:
        from whence.cli.terminal import render

        write_text(render(answer.show(), plain=output is not None), output)
    elif chosen is Format.json and answer.whole is not None:
        write_text(json.dumps(answer.whole, ensure_ascii=False, indent=2) + "\n", output)
    else:
        write_rows(answer.rows, chosen, output)


def write_rows(table: "pa.Table", chosen: Format, output: Path | None) -> None:
    """Write a table in any format but `table`."""
    from whence.export import write_table

    with opened(output) as target:
        write_table(table, chosen.value, target)


def write_text(text: str, output: Path | None) -> None:
    """Write text as UTF-8, or as the terminal can show it."""
    encoding = "utf-8" if output else (sys.stdout.encoding or "utf-8")
    with opened(output) as target:
        target.write(text.encode(encoding, "replace"))


@contextmanager
def opened(output: Path | None) -> Iterator[IO[bytes]]:
    """Give where bytes go. A file is written aside and takes its name only when it is whole."""
    try:
        with _opened(output) as target:
            yield target
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            error.filename = str(output or "standard output")  # and not the file that it is first written to
        raise


@contextmanager
def _opened(output: Path | None) -> Iterator[IO[bytes]]:
    if output is None:
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if output.exists() and not output.is_file():
        with output.open("wb") as target:
            yield target
        return
    aside = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        with aside.open("wb") as target:
            yield target
        aside.replace(output)
    finally:
        aside.unlink(missing_ok=True)
