"""A corpus answers the same for any order, batching and number of workers, and survives what befalls it."""

import json
import os
import signal
import subprocess
import sys
import textwrap

import pytest

import whence
from whence.records import TABLES

WIRE = (
    "PORT ALMA (Meridian Wire) - At least 12 people were injured when a ferry struck the old pier on Monday, "
    "the harbour authority said. The ferry Santa Lucia had left Cape Doro at dawn with 140 passengers on board, "
    "and it lost its steering in heavy fog, harbour master Ines Moravec told reporters. Divers searched the water "
    "until noon and found nobody missing. The pier will stay closed for a week, Moravec said."
)
OWN = (
    "Fishermen on the quay heard a long scrape and then a bell, and within minutes the whole street was awake. "
    '"I thought the mountain had come down," said Pavel Orsini, who mends nets beside the old pier. '
    "The ferry company did not answer questions about its maintenance records. Our reporter counted nine "
    "ambulances at the gate before the police closed the road."
)


def records():
    """Make small fictional news that holds a copy, a version, a repeated id and an unrelated piece."""
    return [
        {"id": "w1", "url": "https://meridian.example/1", "outlet": "Meridian Wire", "date": "2024-03-04T08:00:00Z",
         "title": "Ferry strikes pier in Port Alma", "text": WIRE},
        {"id": "h1", "url": "https://harbour.example/a", "outlet": "Harbour Post", "date": "2024-03-04T10:00:00Z",
         "title": "Twelve hurt as ferry hits pier", "text": WIRE + " Trams in the city were not affected."},
        {"id": "h2", "url": "https://harbour.example/a", "outlet": "Harbour Post", "date": "2024-03-05T10:00:00Z",
         "title": "Twelve hurt as ferry hits pier", "text": WIRE + " The pier opened again on Tuesday evening."},
        {"id": "c1", "url": "https://coast.example/a", "outlet": "Coast Courier", "date": "2024-03-05",
         "title": "The morning of the bell", "text": OWN},
        {"id": "c1", "url": "https://coast.example/b", "outlet": "Coast Courier", "date": "2024-03-06",
         "title": "What the ferry left behind", "text": OWN[::-1] + " " + WIRE[:140]},
    ]  # fmt: skip


def write(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def tables(corpus):
    return {name: corpus.table(name).to_pylist() for name in TABLES}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """Give one file for each record, so that they can be added in any order under the same names."""
    folder = tmp_path_factory.mktemp("files")
    return [write(folder / f"{number}.jsonl", [row]) for number, row in enumerate(records())]


@pytest.fixture(scope="module")
def traced(tmp_path_factory, files):
    with whence.open_corpus(tmp_path_factory.mktemp("corpus")) as corpus:
        corpus.add(files)
        corpus.trace(workers=1)
        yield corpus


def test_every_table_can_be_had_and_documents_are_all_there(traced, files):
    found = tables(traced)
    assert len(found["documents"]) == len(files)
    assert len(found["passages"]) > 0
    assert len(found["claims"]) > 0


def test_the_order_and_batching_of_adding_do_not_matter(traced, files, tmp_path, opened):
    corpus = opened(whence.open_corpus(tmp_path))
    for path in reversed(files):
        corpus.add([path])
        corpus.trace(workers=1)
    assert tables(corpus) == tables(traced)


def test_adding_again_adds_nothing(files, tmp_path, opened):
    corpus = opened(whence.open_corpus(tmp_path))
    assert corpus.add(files).added == len(files)
    again = corpus.add(files)
    assert (again.added, again.known, again.skipped) == (0, len(files), ())


def test_an_id_used_twice_is_told_and_both_texts_are_kept(traced):
    ids = [row["id"] for row in traced.table("documents").to_pylist()]
    assert sum(i.startswith("c1") for i in ids) == 2
    assert any("'c1'" in row["reason"] for row in traced.table("skipped").to_pylist())


def test_the_same_page_with_another_text_is_a_version(traced):
    versions = {row["id"]: row["version_of"] for row in traced.table("documents").to_pylist()}
    assert versions["h2"] == "h1"
    assert versions["h1"] is None


def test_the_same_document_from_two_files_is_counted_once(files, tmp_path, opened):
    corpus = opened(whence.open_corpus(tmp_path / "corpus"))
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(files[0].read_bytes())
    corpus.add([copy, files[0]])
    assert corpus.table("documents").num_rows == 1
    assert any("same document" in row["reason"] for row in corpus.table("skipped").to_pylist())


def test_nothing_is_derived_again_when_nothing_changed(traced, files):
    before = sorted(path.name for path in (traced.folder / "parts").iterdir())
    traced.trace(workers=1)
    traced.trace(workers=1)
    assert sorted(path.name for path in (traced.folder / "parts").iterdir()) == before


def test_outlets_given_later_count_as_if_given_at_once(files, tmp_path, opened):
    outlets = tmp_path / "outlets.csv"
    outlets.write_text("outlet,publisher,agency\nHarbour Post,Alma Media,no\nCoast Courier,Alma Media,no\n")
    late = opened(whence.open_corpus(tmp_path / "late"))
    late.add(files)
    late.trace(workers=1)
    late.add([], outlets=outlets)
    late.trace(workers=1)
    early = opened(whence.open_corpus(tmp_path / "early"))
    early.add(files, outlets=outlets)
    early.trace(workers=1)
    assert tables(late) == tables(early)


def test_words_are_found_before_and_after_tracing(traced):
    hits = traced.search("harbour master fog")
    assert hits[0].document_id in {"w1", "h1", "h2"}
    assert "fog" in hits[0].words


def test_all_words_must_be_there_and_phrases_stand_together(traced):
    assert {hit.document_id for hit in traced.search("harbour master")} == {"w1", "h1", "h2"}
    assert traced.search("harbour unicorns") == []
    assert traced.search('"heavy fog"') != []
    assert traced.search('"fog heavy"') == []


@pytest.mark.parametrize(
    "words", ['"ferry (( fog^', "title:*", "ferry +-!~?[]{}:\\/*", "((((", '"', "' OR 1=1 --"]
)
def test_a_query_has_no_language_that_can_be_broken(traced, words):
    assert all(hit.score > 0 for hit in traced.search(words))


def test_a_search_without_words_or_with_a_wrong_limit_is_told(traced):
    with pytest.raises(whence.SettingsError, match="limit"):
        traced.search("ferry", limit=0)


def test_a_text_is_found_in_the_corpus(traced):
    places = traced.find("He quoted it whole: " + WIRE[100:330])
    assert {"w1", "h1", "h2"} <= {p.left_id for p in places} | {p.right_id for p in places}


def test_a_table_of_a_corpus_that_was_not_traced_says_what_to_run(files, tmp_path, opened):
    corpus = opened(whence.open_corpus(tmp_path))
    corpus.add(files)
    with pytest.raises(whence.CorpusError, match="whence trace"):
        corpus.table("edges")


def test_an_unknown_table_or_document_is_told(traced):
    with pytest.raises(whence.NotFoundError, match="the tables are"):
        traced.table("nonsense")
    with pytest.raises(whence.NotFoundError, match="not a document"):
        traced.document("nonsense")


def test_info_says_whether_all_is_traced(files, tmp_path, opened):
    corpus = opened(whence.open_corpus(tmp_path))
    corpus.add(files[:3])
    corpus.trace(workers=1)
    assert corpus.info().traced
    corpus.add(files[3:])
    assert not corpus.info().traced
    assert corpus.info().counts["documents"] == len(files)


def test_info_gives_the_settings_of_the_trace_and_not_of_who_asks(files, tmp_path, opened):
    from whence.settings import OriginSettings, Settings

    corpus = opened(whence.open_corpus(tmp_path, Settings(origins=OriginSettings(best=0.6))))
    corpus.add(files)
    corpus.trace(workers=1)
    assert opened(whence.open_corpus(tmp_path)).info().settings["origins"]["best"] == 0.6


def test_two_outlets_with_one_text_and_no_address_are_two_documents(tmp_path, opened):
    rows = [
        {"outlet": outlet, "title": "Ferry strikes pier", "text": WIRE}
        for outlet in ("Harbour Post", "Bay Ledger")
    ]
    corpus = opened(whence.open_corpus(tmp_path / "corpus"))
    corpus.add([write(tmp_path / "rows.jsonl", rows)])
    assert corpus.table("documents").num_rows == 2


KILLED = textwrap.dedent(
    """
    import os, signal, sys
    import whence
    from whence.storage import PartStore
    write = PartStore.write
    left = int(sys.argv[2])
    def dying(self, stage, table):
        global left
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return write(self, stage, table)
    PartStore.write = dying
    corpus = whence.open_corpus(sys.argv[1])
    corpus.add(sys.argv[3:])
    corpus.trace(workers=1)
    """
)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system cannot kill a process outright")
@pytest.mark.parametrize("moment", [2, 3, 5, 8])
def test_a_killed_run_loses_nothing_and_the_next_goes_on(traced, files, tmp_path, moment, opened):
    """The parts are written in a fixed order, so the n-th write is a place in a stage."""
    command = [sys.executable, "-c", KILLED, str(tmp_path), str(moment), *map(str, files)]
    done = subprocess.run(
        command, capture_output=True, check=False, env=os.environ | {"PYTHONPATH": ":".join(sys.path)}
    )
    assert done.returncode == -signal.SIGKILL
    corpus = opened(whence.open_corpus(tmp_path))
    corpus.add(files)
    corpus.trace(workers=1)
    assert tables(corpus) == tables(traced)


def test_a_stage_that_fails_is_named_and_keeps_what_was_there(files, tmp_path, monkeypatch, opened):
    corpus = opened(whence.open_corpus(tmp_path))
    corpus.add(files)

    def broken(*_arguments):
        raise ZeroDivisionError("nobody expects this")

    monkeypatch.setattr("whence.pipeline.trace_edges", broken)
    with pytest.raises(whence.StageError, match="stage edges failed"):
        corpus.trace(workers=1)
    assert corpus.table("passages").num_rows > 0
