"""Bytes become the text that was meant, whatever encoding they are in and whatever they say."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from whence.ingest import Ingested, read_inputs
from whence.ingest.readers.files import decode_bytes
from whence.records import Skipped
from whence.settings import IngestSettings

ENGLISH = "The harbour authority said on Monday that the old pier would stay closed for a week. " * 3
FRENCH = (
    "Le traversier a heurté la vieille jetée lundi matin, a déclaré l'autorité portuaire à Córdoba. Au moins douze "
    "personnes ont été blessées, selon le maître du port, et la jetée restera fermée une semaine entière. "
)
POLISH = (
    "Prom uderzył w stare molo w poniedziałek rano, poinformował zarząd portu. Co najmniej dwanaście osób zostało "
    "rannych, powiedział kapitan portu, a molo będzie zamknięte przez tydzień. Żegluga została wstrzymana. "
)
RUSSIAN = (
    "Паром столкнулся со старым причалом в понедельник утром, сообщили в администрации порта. По меньшей мере "
    "двенадцать человек пострадали, сказал начальник порта. Движение судов остановлено на неделю. "
)
CHINESE = "周一上午，渡轮撞上旧码头，至少十二人受伤，港务局表示。潜水员在水中搜寻到中午，没有发现失踪者。" * 2


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (ENGLISH, "utf-16", None),
        (ENGLISH, "utf-16-le", None),
        (ENGLISH, "utf-16-be", None),
        (FRENCH, "utf-16-le", "utf-8"),
        (FRENCH, "latin-1", "utf-8"),
        (FRENCH, "latin-1", None),
        (FRENCH, "cp1252", "iso-8859-1"),
        (POLISH, "cp1250", None),
        (RUSSIAN, "cp1251", None),
        (RUSSIAN, "cp1251", "windows-1251"),
        (CHINESE, "gb18030", None),
        (CHINESE, "gb18030", "gb2312"),
    ],
)
def test_text_is_read_in_its_real_encoding(text: str, encoding: str, declared: str | None) -> None:
    assert decode_bytes(text.encode(encoding), declared) == text


def test_a_page_pasted_together_from_two_encodings_keeps_its_larger_part() -> None:
    data = FRENCH.encode() + "mêlé".encode("latin-1")
    assert decode_bytes(data).startswith(FRENCH)


def test_cells_that_no_date_can_hold_cost_the_date_and_not_the_table(tmp_path: Path) -> None:
    path = tmp_path / "table.parquet"
    dates = pa.array([10**15, -(10**18)], pa.timestamp("us"))
    pq.write_table(pa.table({"id": ["a", "b"], "text": [ENGLISH, FRENCH], "date": dates}), path)
    found = list(read_inputs([path], IngestSettings()))
    documents = [item.document for item in found if isinstance(item, Ingested)]
    assert [document.id for document in documents] == ["a", "b"]
    assert documents[0].published_earliest is not None
    assert documents[1].published_earliest is None


def test_text_in_a_column_of_bytes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "table.parquet"
    pq.write_table(pa.table({"text": [ENGLISH.encode()]}), path)
    (found,) = read_inputs([path], IngestSettings())
    assert isinstance(found, Ingested)
    assert found.document.text == ENGLISH


def test_whatever_a_parser_stumbles_over_the_other_files_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("nobody\nexpects this")

    monkeypatch.setattr("whence.ingest.inputs.read_html", broken)
    (tmp_path / "a.html").write_text("<html>")
    (tmp_path / "b.txt").write_text("Notes\n\n" + ENGLISH)
    skipped, article = read_inputs([tmp_path], IngestSettings())
    assert isinstance(skipped, Skipped)
    assert "ZeroDivisionError: nobody expects this" in skipped.reason
    assert isinstance(article, Ingested)


def test_a_name_that_is_no_text_can_still_be_told(tmp_path: Path) -> None:
    (found,) = read_inputs([tmp_path / "gone-\udcff.html"], IngestSettings())
    assert isinstance(found, Skipped)
    found.input.encode()
