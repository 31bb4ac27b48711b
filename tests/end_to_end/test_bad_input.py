"""Whatever is given, there is one clear line naming it and the remedy, and the rest goes on."""

import gzip
import json
import os
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import whence
from end_to_end.driving import OTHER, STORY, Run, page, run_whence, write_rows
from whence.records import TABLES

Command = Callable[..., Run]
DEEP = "<html><body>" + "<div>" * 100_000 + STORY
ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE a [<!ENTITY e0 "lol">{ENTITIES}]><rss><channel><item><title>a</title><description>&e9;</description></item></channel></rss>'


def make_bad_folder(folder: Path) -> None:
    """Fill a folder with one good page and everything that can be wrong."""
    folder.mkdir()
    (folder / "good.html").write_text(page(OTHER))
    (folder / "folder.html").mkdir()
    (folder / "dangling.html").symlink_to("nowhere.html")
    (folder / "loop.html").symlink_to("pool.html")
    (folder / "pool.html").symlink_to("loop.html")
    (folder / "again").symlink_to(".")
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.html")
    (folder / "deep.html").write_text(DEEP)
    (folder / "empty.html").write_text("")
    (folder / "notext.html").write_text("<html><body><img src='x.png'></body></html>")
    (folder / "noise.html").write_bytes(bytes(range(256)) * 50)
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 50)
    (folder / "short.html").write_text("<html><body><p>Too short.</p></body></html>")
    (folder / "program.exe").write_text("MZ")
    (folder / "lines.jsonl").write_text(
        '{not json\n[1]\n"text"\nnull\n{"text": 5}\n{"text": ' + "[" * 100_000 + "\n"
    )
    (folder / "columns.jsonl").write_text('{"a": 1}\n')
    (folder / "columns.csv").write_text("a,b\n1,2\n")
    (folder / "empty.csv").write_text("")
    (folder / "header.csv").write_text("id,text\n")
    (folder / "not.parquet").write_text("not parquet")
    pq.write_table(pa.table({"text": [1, 2]}), folder / "types.parquet")
    (folder / "cut.jsonl.gz").write_bytes(gzip.compress(json.dumps({"text": STORY}).encode())[:-20])
    (folder / "plain.csv.gz").write_text("id,text\n")
    (folder / "feed.xml").write_text("<rss><channel><item><title>a</title>")
    (folder / "page.xml").write_text("<page>words</page>")


@pytest.fixture(scope="module")
def bad(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Run]:
    """Add the folder once; the corpus stands beside it."""
    base = tmp_path_factory.mktemp("bad")
    make_bad_folder(base / "in")
    with (base / "in" / "large.html").open("wb") as large:
        large.truncate(50_000_000)  # sparse: no disk is used
    return base / "corpus", run_whence("add", base / "corpus", base / "in", "--format", "json")


def test_the_good_page_is_added_and_the_exit_code_says_so(bad: tuple[Path, Run]) -> None:
    folder, run = bad
    assert run.code == 0
    assert json.loads(run.out)["added"] == 1
    with whence.open_corpus(folder) as corpus:
        assert corpus.table("documents")["input"].to_pylist()[0].endswith("good.html")


def test_every_bad_input_is_listed_with_a_reason_and_a_remedy(bad: tuple[Path, Run]) -> None:
    """A reason is one line that names what is wrong, then what to do."""
    folder, _ = bad
    with whence.open_corpus(folder) as corpus:
        skipped = corpus.table("skipped").to_pylist()
    named = {Path(row["input"].split(":")[0]).name for row in skipped}
    there = {path.name for path in (folder.parent / "in").iterdir()}
    assert there - named == {"good.html", "folder.html"}  # a folder is walked, whatever its name
    assert {f"lines.jsonl:{n}" for n in range(1, 7)} <= {Path(row["input"]).name for row in skipped}
    for row in skipped:
        assert "\n" not in row["reason"]
        assert len(row["reason"]) < 300
        assert ": " in row["reason"], row


def test_standard_error_names_the_first_and_counts_the_rest(bad: tuple[Path, Run]) -> None:
    _, run = bad
    lines = run.err.splitlines()
    assert all(line.startswith("skipped ") for line in lines)
    assert len(lines) == 11
    assert "whence info" in lines[-1]


def test_nothing_usable_is_exit_1(in_process: Command, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for source in (tmp_path / "empty", tmp_path / "absent.html"):
        run = in_process("add", tmp_path / "corpus", source)
        assert run.code == 1
        assert str(source) in run.err
        assert run.out == ""


def test_wrong_dates_cost_the_date_only(tmp_path: Path) -> None:
    wrong = [
        "31 Feb 2024 25:61",
        "0000-00-00",
        "9999-12-31T23:59:59-23:59",
        1e300,
        -99999999999,
        None,
        [],
        "\0",
    ]
    rows = [{"id": f"d{n}", "date": value, "text": STORY} for n, value in enumerate(wrong)]
    with whence.open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write_rows(tmp_path / "rows.jsonl", rows)])
        assert corpus.table("documents").num_rows == len(wrong)


def test_odd_cells_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    rows = [
        {"id": 7, "title": 12.5, "outlet": 3, "authors": [1, None, {"name": "Ann Lee"}], "text": STORY},
        {"id": "nul\0", "title": "a\0b", "text": STORY + " \0 "},
        {"id": "lone\ud800", "title": "\udfff", "url": "http://a.example/\ud800", "text": f"{OTHER} \ud83d"},
        {"id": "x" * 100_000, "text": OTHER},
        {"id": "link", "url": "javascript:alert(1)", "credits": [{"target": "javascript:alert(2)"}, 5, None], "text": OTHER},
    ]  # fmt: skip
    with whence.open_corpus(tmp_path / "corpus") as corpus:
        result = corpus.add([write_rows(tmp_path / "rows.jsonl", rows)])
        assert (result.added, result.skipped) == (5, ())
        corpus.trace(workers=1)
        texts = {row["id"]: row["text"] for row in corpus.table("documents").to_pylist()}
    assert texts["nul\0"] == STORY + " \0 "
    assert texts["lone\ufffd"].endswith(" \ufffd")


def test_a_csv_of_every_form_gives_its_good_rows(tmp_path: Path) -> None:
    flat = STORY.replace('"', '""')
    (tmp_path / "table.csv").write_text(
        f'id,title,text\n1,t,"{flat}",extra,extra\n2\n,,\n3,"quo""ted","{flat}\nand a line"\n4,t,"{"w " * 500_000}"\n5,t,"open {flat}\n'
    )
    with whence.open_corpus(tmp_path / "corpus") as corpus:
        result = corpus.add([tmp_path / "table.csv"])
        documents = {row["id"]: row for row in corpus.table("documents").to_pylist()}
    assert set(documents) == {"1", "3", "4", "5"}
    assert documents["3"]["text"] == STORY + "\nand a line"
    assert documents["3"]["title"] == 'quo"ted'
    assert [Path(row.input).name for row in result.skipped] == ["table.csv:2", "table.csv:3"]


def test_a_line_of_many_megabytes_is_skipped_and_the_next_is_read(tmp_path: Path) -> None:
    rows = [{"id": "large", "text": "word " * 4_100_000}, {"id": "small", "text": STORY}]
    with whence.open_corpus(tmp_path / "corpus") as corpus:
        result = corpus.add([write_rows(tmp_path / "rows.jsonl", rows)])
    assert result.added == 1
    assert [Path(row.input).name for row in result.skipped] == ["rows.jsonl:1"]


def test_entities_are_neither_unfolded_nor_read_from_files(tmp_path: Path) -> None:
    (tmp_path / "bomb.xml").write_text(BOMB)
    (tmp_path / "file.xml").write_text(
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><title>a</title><description>&x; words</description></item></channel></rss>'
    )
    with whence.open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([tmp_path / "bomb.xml", tmp_path / "file.xml"])
        texts = corpus.table("documents")["text"].to_pylist()
    assert all(len(text) < 20 and "root:" not in text for text in texts)


NAMES = ["-dash.html", "sp ace.html", "new\nline.html", "per%cent %s.html", "[bold]b.html", "日本ü.html", "quo\"te'.html",
         "\x1b[31mred.html", "<script>.html", "a:b.html"]  # fmt: skip


def test_file_names_of_every_form_are_taken_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in NAMES:
        (tmp_path / "in" / name).write_text(page(f"{STORY} {NAMES.index(name)}"))
        (tmp_path / "in" / name).with_suffix(".exe").write_text("")
    run = run_whence("add", "corpus", "in", cwd=tmp_path)
    assert run.code == 0
    assert "\x1b" not in run.err
    assert all(line.startswith("skipped ") for line in run.err.splitlines())
    with whence.open_corpus(tmp_path / "corpus") as corpus:
        found = corpus.table("documents")["input"].to_pylist()
    assert sorted(found) == sorted(f"in/{name}" for name in NAMES)


def test_an_outlets_table_that_cannot_be_read_is_named(
    in_process: Command, news_files: list[Path], tmp_path: Path
) -> None:
    for content in (None, b"", b"outlet,publisher\n", b"a,b\n1,2\n"):
        path = tmp_path / "outlets.csv"
        if content is not None:
            path.write_bytes(content)
        run = in_process("add", tmp_path / "corpus", news_files[0], "--outlets", path)
        assert run.code == 1, content
        assert run.err.count("\n") == 1
        assert str(path) in run.err


@pytest.mark.parametrize("name", ["documents-", "claims-"])
def test_a_damaged_part_is_named_with_its_remedy(
    in_process: Command, news_files: list[Path], tmp_path: Path, name: str
) -> None:
    """What can be derived again is derived again; what was added has to come from a copy."""
    folder = tmp_path / "corpus"
    with whence.open_corpus(folder) as corpus:
        corpus.add(news_files)
        corpus.trace(workers=1)
        before = {table: corpus.table(table).to_pylist() for table in TABLES}
    (part,) = (folder / "parts").glob(f"{name}*")
    part.write_bytes(part.read_bytes()[:100])
    run = in_process("export", folder, name.removesuffix("-"))
    assert run.code == 1
    assert run.err.count("\n") == 1
    assert part.name in run.err
    assert in_process("trace", folder, "--workers", "1").code == (0 if name == "claims-" else 1)
    if name == "claims-":
        with whence.open_corpus(folder) as corpus:
            assert {table: corpus.table(table).to_pylist() for table in TABLES} == before


def test_a_folder_that_holds_other_things_becomes_no_corpus(
    in_process: Command, news_files: list[Path], tmp_path: Path
) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "mine.txt").write_text("mine")
    for arguments in (["add", tmp_path, news_files[0]], ["info", tmp_path], ["trace", tmp_path]):
        run = in_process(*arguments)
        assert run.code == 1
        assert run.err.count("\n") == 1
        assert str(tmp_path) in run.err
    assert os.listdir(tmp_path) == ["parts"]


def test_a_corpus_that_lost_its_catalogue_is_not_taken_for_a_new_one(
    in_process: Command, news_files: list[Path], tmp_path: Path
) -> None:
    folder = tmp_path / "corpus"
    assert in_process("add", folder, *news_files).code == 0
    for path in folder.glob("catalogue.sqlite*"):
        path.unlink()
    run = in_process("add", folder, *news_files)
    assert run.code == 1
    assert "restore the catalogue" in run.err
