"""Reuse over a folder that grows: the same passages for any batches, and nothing lost on the way."""

import random
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.errors import CorpusError, InputError
from whence.match import align_counted, drop_boilerplate, find_candidates
from whence.reuse import find_reuse, open_reuse
from whence.reuse_store import ReuseStore
from whence.settings import MatchSettings, Settings
from whence.text import fingerprint

WORDS = [
    f"{first}{second}" for first in ("ka", "lo", "mi", "ne", "ru") for second in ("st", "rn", "vel", "dor")
]
SMALL = MatchSettings(group_pairs=3, joined_texts=4, boilerplate_documents=4, text_pairs=3)
COLUMNS = ("left_id", "right_id", "id")


def _sentence(chosen: random.Random, length: int) -> str:
    return " ".join(chosen.choice(WORDS) for _ in range(length)) + "."


def _articles(seed: int, count: int = 24) -> pa.Table:
    """Make texts of which some copy others, some carry a footer, and some are nearly the same."""
    chosen = random.Random(seed)
    passages = [_sentence(chosen, 30) for _ in range(4)]
    footer = _sentence(chosen, 20)
    rows: list[dict[str, Any]] = []
    for number in range(count):
        parts = [_sentence(chosen, 25), chosen.choice([*passages, ""]), _sentence(chosen, 12)]
        if chosen.random() < 0.3 and rows:
            parts = [chosen.choice(rows)["text"]]
        if number % 3 == 0:
            parts.append(footer)
        rows.append(
            {
                "id": f"a{chosen.randrange(10**6)}-{number}",
                "text": " ".join(parts),
                "outlet": "Kestrel Post" if number % 3 == 0 else None,
                "date": chosen.choice([None, "2031-05-06", "2031-05-07"]),
            }
        )
    return pa.Table.from_pylist(rows)


def _rows(table: pa.Table) -> list[dict[str, Any]]:
    return table.sort_by([(name, "ascending") for name in COLUMNS]).to_pylist()


@settings(max_examples=12, deadline=None)
@given(seed=st.integers(0, 10**6), cuts=st.lists(st.integers(0, 24), max_size=3), shuffled=st.randoms())
def test_any_batches_in_any_order_give_the_passages_of_one(
    tmp_path_factory: pytest.TempPathFactory, seed: int, cuts: list[int], shuffled: random.Random
) -> None:
    folder = tmp_path_factory.mktemp("reuse")
    articles = _articles(seed)
    pq.write_table(articles, folder / "all.parquet")
    chosen = Settings(match=SMALL)
    find_reuse(folder / "all.parquet", folder / "once", chosen, workers=1)
    order = list(range(articles.num_rows))
    shuffled.shuffle(order)
    mixed = articles.take(order)
    for number, (begin, end) in enumerate(zip([0, *sorted(cuts)], [*sorted(cuts), 24], strict=True)):
        pq.write_table(mixed.slice(begin, end - begin), folder / f"part-{number}.parquet")
        done = find_reuse(folder / f"part-{number}.parquet", folder / "bits", chosen, workers=1)
        assert (done.added, done.known) == (end - begin, 0)
    once, bits = (open_reuse(folder / name, chosen) for name in ("once", "bits"))
    assert _rows(once.passages()) == _rows(bits.passages())
    assert once.counts() == bits.counts()


def test_the_folder_gives_what_the_stages_give_in_memory(tmp_path: Path) -> None:
    articles = _articles(7, 60)
    pq.write_table(articles, tmp_path / "articles.parquet")
    found = find_reuse(tmp_path / "articles.parquet", tmp_path / "out", Settings(match=SMALL))
    outlets = dict(zip(articles["id"].to_pylist(), articles["outlet"].to_pylist(), strict=True))
    dates = {
        name: int(date[-2:])
        for name, date in zip(articles["id"].to_pylist(), articles["date"].to_pylist(), strict=True)
        if date is not None
    }
    candidates = find_candidates(fingerprint(articles, SMALL), outlets, SMALL, dates)
    aligned = align_counted(candidates.pairs, articles, SMALL)
    kept, dropped = drop_boilerplate(aligned.passages, articles, candidates.boilerplate, SMALL)
    written = ds.dataset(tmp_path / "out" / "passages").to_table()
    assert _rows(written) == _rows(kept)
    assert found.reuse.passages == kept.num_rows > 0
    assert found.reuse.left_out["passages that are boilerplate"] == dropped
    assert found.reuse.pairs == candidates.pairs.num_rows


def test_what_is_added_twice_counts_once_and_is_said(tmp_path: Path) -> None:
    articles = _articles(3)
    pq.write_table(pa.concat_tables([articles, articles.slice(0, 5)]), tmp_path / "articles.parquet")
    first = find_reuse(tmp_path / "articles.parquet", tmp_path / "out")
    again = find_reuse(tmp_path / "articles.parquet", tmp_path / "out")
    assert (first.added, first.known) == (24, 5)
    assert (again.added, again.known) == (0, 29)
    assert again.reuse == first.reuse


def test_a_run_that_died_while_aligning_goes_on_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pq.write_table(_articles(5, 40), tmp_path / "articles.parquet")
    find_reuse(tmp_path / "articles.parquet", tmp_path / "whole")
    with monkeypatch.context() as patched:
        patched.setattr(ReuseStore, "_keep", lambda _self, _waiting: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            find_reuse(tmp_path / "articles.parquet", tmp_path / "died")
    done = find_reuse(tmp_path / "articles.parquet", tmp_path / "died")
    assert (done.added, done.known) == (0, 40)
    assert _rows(open_reuse(tmp_path / "died").passages()) == _rows(open_reuse(tmp_path / "whole").passages())


def test_rows_and_files_that_cannot_be_used_are_named_and_the_others_kept(tmp_path: Path) -> None:
    articles = _articles(9, 6).to_pylist()
    articles[2]["id"] = None
    articles[3]["text"] = None
    pq.write_table(pa.Table.from_pylist(articles), tmp_path / "a.parquet")
    (tmp_path / "b.parquet").write_bytes(b"no parquet")
    done = find_reuse(tmp_path, tmp_path / "out")
    assert done.added == 5
    assert [row.input.rpartition("/")[2] for row in done.skipped] == ["a.parquet:3", "b.parquet"]


def test_columns_of_other_names_are_mapped_and_a_missing_one_is_named(tmp_path: Path) -> None:
    articles = _articles(9, 6).rename_columns(["key", "body", "paper", "when"])
    pq.write_table(articles, tmp_path / "a.parquet")
    with pytest.raises(InputError, match="--map id=COLUMN"):
        find_reuse(tmp_path / "a.parquet", tmp_path / "out")
    done = find_reuse(tmp_path / "a.parquet", tmp_path / "out", field_map={"id": "key", "text": "body"})
    assert done.added == 6


def test_other_settings_are_refused_with_the_remedy(tmp_path: Path) -> None:
    pq.write_table(_articles(9, 6), tmp_path / "a.parquet")
    find_reuse(tmp_path / "a.parquet", tmp_path / "out")
    with pytest.raises(CorpusError, match="folder of its own"):
        find_reuse(tmp_path / "a.parquet", tmp_path / "out", Settings(match=SMALL))


@pytest.mark.parametrize(
    "dates",
    [
        ["2031-05-06", None],
        ["2031-05-06T00:00:00Z", None],
        ["6 May 2031", "no date"],
        np.array(["2031-05-06", "NaT"], "datetime64[s]"),
    ],
)
def test_dates_in_any_form_are_read(dates: Any) -> None:
    from whence.reuse import _seconds

    first, second = _seconds(pa.array(dates)).to_pylist()
    assert abs(first - 1935964800) <= 86_400 * 2
    assert second is None
