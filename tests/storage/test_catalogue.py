"""The catalogue registers what was done, whole transactions at a time."""

import sqlite3

import pytest

from whence.errors import CorpusError
from whence.records import Outlet, Skipped
from whence.storage import Catalogue, WriterLock
from whence.storage.catalogue import FORMAT, RecordRow


def row(key, name="in"):
    return RecordRow(key, "id-" + key, "body", "documents-1.parquet", "credits-1.parquet", name)


def test_a_folder_without_a_corpus_is_refused_with_the_remedy(tmp_path):
    with pytest.raises(CorpusError, match="whence add"):
        Catalogue(tmp_path)


def test_a_corpus_of_a_newer_whence_is_refused(tmp_path, opened):
    catalogue = opened(Catalogue(tmp_path, create=True))
    with catalogue.transaction():
        catalogue.set_fact("format", str(FORMAT + 1))
    catalogue.close()
    with pytest.raises(CorpusError, match="newer whence"):
        Catalogue(tmp_path)


def test_a_file_that_is_no_catalogue_is_refused(tmp_path):
    (tmp_path / "catalogue.sqlite").write_bytes(b"not a database at all" * 100)
    with pytest.raises(CorpusError, match="cannot be used"):
        Catalogue(tmp_path)


def test_a_failed_transaction_leaves_nothing(tmp_path, opened):
    catalogue = opened(Catalogue(tmp_path, create=True))

    def interrupted():
        with catalogue.transaction():
            catalogue.add_records([row("k")])
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert catalogue.records() == []
    assert not catalogue.has_record("k")


def test_a_document_is_known_by_the_smallest_of_its_inputs(tmp_path, opened):
    catalogue = opened(Catalogue(tmp_path, create=True))
    with catalogue.transaction():
        catalogue.add_records([row("k", "b.html")])
        catalogue.add_input("a.html", "k")
    assert [record.input for record in catalogue.records()] == ["a.html"]


def test_an_input_that_is_read_at_last_is_no_longer_skipped(tmp_path, opened):
    catalogue = opened(Catalogue(tmp_path, create=True))
    with catalogue.transaction():
        catalogue.add_skipped(
            [Skipped(input="a.html", reason="broken"), Skipped(input="b.html", reason="broken")]
        )
    with catalogue.transaction():
        catalogue.add_input("a.html", "k")
        catalogue.add_skipped([Skipped(input="b.html", reason="empty")])
    assert catalogue.skipped() == [Skipped(input="b.html", reason="empty")]


def test_outlets_come_back_and_a_later_row_replaces_an_earlier_one(tmp_path, opened):
    catalogue = opened(Catalogue(tmp_path, create=True))
    outlets = [
        Outlet(outlet="Harbour Post", publisher="A", hosts=("harbour.example",)),
        Outlet(outlet="Meridian Wire", agency=True, zone="Europe/Paris"),
    ]
    with catalogue.transaction():
        catalogue.set_outlets([Outlet(outlet="Harbour Post", publisher="B"), *outlets])
    assert catalogue.outlets() == tuple(outlets)


def test_unused_parts_are_kept_for_one_run_and_then_dropped(tmp_path, opened):
    catalogue = opened(Catalogue(tmp_path, create=True))
    with catalogue.transaction():
        catalogue.register("edges", ["old.parquet", "new.parquet"])
        catalogue.set_result("edges", "digest", "new.parquet")
    with catalogue.transaction():
        assert catalogue.retire_parts() == {"old.parquet", "new.parquet"}
    with catalogue.transaction():
        assert catalogue.retire_parts() == {"new.parquet"}


def test_a_second_writer_is_told_who_writes(tmp_path):
    import os

    with (
        WriterLock(tmp_path),
        pytest.raises(CorpusError, match=f"process {os.getpid()}"),
        WriterLock(tmp_path),
    ):
        pass
    with WriterLock(tmp_path):  # freed by the end of the first
        assert (tmp_path / "writer.lock").exists()


def test_a_reader_goes_on_while_a_writer_is_in_a_transaction(tmp_path, opened):
    writer = opened(Catalogue(tmp_path, create=True))
    reader = opened(Catalogue(tmp_path))
    with writer.transaction():
        writer.add_records([row("k")])
        assert reader.records() == []
    assert [record.key for record in reader.records()] == ["k"]


def test_a_read_only_catalogue_is_still_readable(tmp_path, monkeypatch, opened):
    catalogue = opened(Catalogue(tmp_path, create=True))
    with catalogue.transaction():
        catalogue.add_records([row("k")])
    catalogue.close()
    connect = sqlite3.connect

    def refuse_writing(address, **options):
        if "mode=rw" in address:
            raise sqlite3.OperationalError("unable to open database file")
        return connect(address, **options)

    monkeypatch.setattr(sqlite3, "connect", refuse_writing)
    assert [record.key for record in opened(Catalogue(tmp_path)).records()] == ["k"]
