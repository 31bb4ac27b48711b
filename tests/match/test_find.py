"""One text against a corpus: what is found, in what order, and what is not looked at."""

import random
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from numpy.typing import NDArray

from whence.match import FingerprintIndex, find
from whence.match.find import Found, find_counted
from whence.match.index import CandidateIndex
from whence.settings import MatchSettings
from whence.text import fingerprint

from .news import OTHER, REWRITE, WIRE, edit_words, filler

LIMITS = MatchSettings()
CORPUS = {f"copy{n:03}": f"{filler(20, n)} {WIRE}" for n in range(40)} | {
    "part": f"{filler(30, 90)} {' '.join(WIRE.split()[:50])}",
    "other": OTHER,
    "noise": filler(200, 91),
}


def search(text: str, corpus: dict[str, str], order: list[str] | None = None) -> Found:
    """Look a text up in a corpus whose documents stand in the order given."""
    names = order or list(corpus)
    table = pa.table({"id": names, "text": [corpus[name] for name in names]})

    def texts(numbers: NDArray[np.int64]) -> pa.Array:
        return table.column("text").combine_chunks().take(pa.array(numbers))

    return find_counted(text, FingerprintIndex(fingerprint(table, LIMITS)), texts, LIMITS)


def others(found: Found) -> list[str]:
    return [p.left_id if p.right_id == "query" else p.right_id for p in found.passages]


def test_documents_that_share_most_come_first() -> None:
    """Every copy, then the part; the query's side is where the alphabet puts it."""
    found = search(WIRE, CORPUS | {"zebra": WIRE})
    assert others(found) == [*sorted(n for n in CORPUS if n.startswith("copy")), "zebra", "part"]
    assert all(p.left_id < p.right_id and "query" in {p.left_id, p.right_id} for p in found.passages)
    assert (found.documents, found.aligned) == (42, 42)


def test_what_is_found_does_not_depend_on_the_order_of_the_documents(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where only some of many alike are aligned."""
    monkeypatch.setattr(find, "_MOST_DOCUMENTS", 20)
    names = list(CORPUS)
    random.Random(3).shuffle(names)
    found = search(WIRE, CORPUS)
    assert search(WIRE, CORPUS, names) == found
    assert others(found) == sorted(CORPUS)[:20]
    assert (found.documents, found.aligned) == (41, 20)


def test_long_documents_are_aligned_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is left out is counted."""
    monkeypatch.setattr(find, "_MOST_BYTES", 5 * len(CORPUS["copy001"]))
    found = search(WIRE, CORPUS)
    assert found.documents == 41
    assert 1 <= found.aligned <= 6
    assert len(found.passages) == found.aligned


def test_a_rewritten_text_is_found_by_its_facts() -> None:
    """Though it shares no run of words to speak of."""
    corpus = {"wire": WIRE, "noise": filler(200, 1)}
    found = search(f"{REWRITE} {edit_words(OTHER, 0.2, 1)}", corpus)
    assert found.aligned == 1
    assert sum(p.left_end - p.left_begin for p in found.passages) > 0.6 * len(REWRITE)


@pytest.mark.parametrize("text", ["", "\ud800", "!?", f"\udfff {' '.join(WIRE.split()[:30])} \ud800"])
def test_any_text_may_be_looked_up(text: str) -> None:
    """Half surrogate pairs count as separators, and offsets are as in the text given."""
    found = search(text, {"a": WIRE})
    assert all(text[p.right_begin :].startswith("A ferry") for p in found.passages)
    assert len(found.passages) == (len(text) > 30)


def test_an_index_in_a_folder_gives_the_same(tmp_path: Path) -> None:
    """However many parts it was made of."""
    corpus = CORPUS | {"wire": f"{OTHER} {WIRE}", "rewrite": REWRITE}
    names = sorted(corpus)
    table = pa.table({"id": names, "text": [corpus[name] for name in names]})
    with CandidateIndex(tmp_path / "index", LIMITS) as index:
        for part in (table.slice(0, 20), table.slice(20)):
            index.add(fingerprint(part, LIMITS))
            index.update()
        for text in (WIRE, REWRITE, f"{OTHER} {filler(30, 4)}", "", filler(50, 92)):
            found = find_counted(
                text, index, lambda n: table.column("text").combine_chunks().take(pa.array(n)), LIMITS
            )
            assert found == search(text, corpus)
