"""The same inputs and settings give the same tables and report, byte for byte, however they were put in."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import whence
from end_to_end.driving import OTHER, STORY, news, run_whence, tables_of, write_rows
from whence.records import TABLES
from whence.report import render_report
from whence.settings import MatchSettings

FORMATS = ("jsonl", "json", "csv", "parquet")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Give enough files that worker processes start, and that parts are several."""
    folder = tmp_path_factory.mktemp("many")
    extra = [
        {"id": f"x{n}", "outlet": f"Paper {n % 5}", "date": f"2024-03-{1 + n % 28:02d}", "url": f"https://paper.example/{n}",
         "text": f"{OTHER if n % 3 else STORY} The count of vans in row {n} was {n * 7}, officer Ada Brook{n % 4} said."}
        for n in range(70)
    ]  # fmt: skip
    files = [write_rows(folder / f"{number}.jsonl", [row]) for number, row in enumerate([*news(), *extra])]
    files.append(write_rows(folder / "bad.jsonl", ["{not json", extra[0]]))
    return files


def exported(folder: Path, out: Path) -> dict[str, bytes]:
    """Give every table in every format, and the report, as bytes."""
    from whence.cli.corpora import export_corpus_table
    from whence.cli.options import Format

    out.mkdir()
    found = {}
    for name in TABLES:
        for kind in FORMATS:
            export_corpus_table(folder, name, Format(kind), out / f"{name}.{kind}")
            found[f"{name}.{kind}"] = (out / f"{name}.{kind}").read_bytes()
    with whence.open_corpus(folder) as corpus:
        found["report"] = render_report(corpus).encode()
    return found


@pytest.fixture(scope="module")
def expected(files: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give what one batch and one process give."""
    base = tmp_path_factory.mktemp("expected")
    with whence.open_corpus(base / "corpus") as corpus:
        corpus.add(files)
        corpus.trace(workers=1)
    return exported(base / "corpus", base / "out")


def differing(found: dict[str, bytes], expected: dict[str, bytes]) -> Iterator[str]:
    return (name for name in expected if found[name] != expected[name])


def test_order_and_batches_of_adding_do_not_matter(
    files: list[Path], expected: dict[str, bytes], tmp_path: Path
) -> None:
    """Nor does tracing in between, nor the corpus folder's name and place."""
    folder = tmp_path / "another place" / "another name"
    for batch in (files[:1:-3], files[40:], files[::-1]):
        with whence.open_corpus(folder) as corpus:
            corpus.add(batch)
            corpus.trace(workers=1)
    assert list(differing(exported(folder, tmp_path / "out"), expected)) == []


def test_workers_and_hash_seeds_do_not_matter(
    files: list[Path], expected: dict[str, bytes], tmp_path: Path
) -> None:
    folder = tmp_path / "corpus"
    for seed, arguments in (("1", ["add", folder, *files]), ("2", ["trace", folder, "--workers", "2"])):
        run = run_whence(
            *arguments, env={"PYTHONHASHSEED": seed, "TZ": "Asia/Kathmandu", "LANG": "C", "LC_ALL": "C"}
        )
        assert run.code == 0, run.err
    assert list(differing(exported(folder, tmp_path / "out"), expected)) == []


def test_a_setting_changed_and_changed_back_leaves_no_trace(
    news_files: list[Path], traced: Path, tmp_path: Path
) -> None:
    other = whence.Settings(match=MatchSettings(gram=7))
    for settings in (None, other, None):
        with whence.open_corpus(tmp_path, settings) as corpus:
            corpus.add(news_files)
            corpus.trace(workers=1)
    assert tables_of(tmp_path) == tables_of(traced)


def test_a_report_made_from_files_is_that_of_a_corpus(
    files: list[Path], expected: dict[str, bytes], tmp_path: Path
) -> None:
    run = run_whence("report", *files, "-o", tmp_path / "report.html", env={"PYTHONHASHSEED": "2"})
    assert run.code == 0
    assert (tmp_path / "report.html").read_bytes() == expected["report"]
    assert os.listdir(tmp_path) == ["report.html"]
