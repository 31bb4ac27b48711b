"""The candidate index: what grows bit by bit is what would be built at once."""

from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.errors import CorpusError, InputError
from whence.match import collapse
from whence.match.collapse import NO_DATE, are_among
from whence.match.index import CandidateIndex, Update
from whence.match.joining import split_pairs
from whence.settings import MatchSettings

from . import candidate_twin
from .candidate_twin import HASHES, SMALL, Text, candidate_texts, find, scatter, to_table


def add(index: CandidateIndex, texts: list[Text]) -> None:
    dates = np.array([NO_DATE if text.date is None else text.date for text in texts], np.int64)
    index.add(to_table(texts), pa.array([text.outlet for text in texts], pa.string()), dates)


def named(index: CandidateIndex, pairs: np.ndarray) -> set[tuple[str, str]]:
    left, right = split_pairs(pairs)
    names = zip(index.ids(left).to_pylist(), index.ids(right).to_pylist(), strict=True)
    return {(min(pair), max(pair)) for pair in names}


def shown(index: CandidateIndex, update: Update) -> tuple[object, ...]:
    """Give what an update found in the words of the slow twin."""
    left, right = (index.ids(numbers).to_pylist() for numbers in split_pairs(update.pairs))
    pairs = {
        (min(a, b), max(a, b)): share for a, b, share in zip(left, right, update.shares.tolist(), strict=True)
    }
    counts = {
        "reworded": update.reworded_pairs,
        "collapsed": update.collapsed_documents,
        "frequent": update.frequent_fingerprints,
        "starred": update.starred_fingerprints,
        "hub_pairs": update.hub_pairs,
        "thinned_pairs": update.thinned_pairs,
    }
    return pairs, set(update.boilerplate.tolist()), counts


@st.composite
def phrase_texts(draw: st.DrawFn) -> list[Text]:
    """Draw texts of their own words with a few common phrases, which pass limit after limit as texts come."""
    randomness = draw(st.randoms(use_true_random=False))
    phrases = [[scatter(scatter(100 * n + k)) for k in range(3)] for n in range(1, 4)]
    texts = []
    for number in range(draw(st.integers(4, 12))):
        own = [scatter(scatter(10_000 + 100 * number + k)) for k in range(8)]
        shared = [value for phrase in phrases if randomness.random() < 0.6 for value in phrase]
        outlet = randomness.choice(["Alma Herald", "Alma Herald", "Alma Herald", "Kestrel Post"])
        hashes = tuple(shared + own)
        words = tuple(sorted(shared[:2] + own[:2]))
        texts.append(
            Text(
                f"{randomness.randint(0, 99)}-{number}", 400, hashes, tuple(range(len(hashes))), words, outlet
            )
        )
    return texts


@given(st.one_of(candidate_texts(), phrase_texts()), st.data())
@settings(deadline=None, max_examples=50)
def test_any_batching_and_any_order_give_what_one_batch_gives(texts: list[Text], data: st.DataObject) -> None:
    """After every addition the index holds exactly what counting everything anew gives."""
    add_in_batches(data.draw(st.permutations(texts)), data)


@st.composite
def alike_texts(draw: st.DrawFn) -> list[Text]:
    """Draw texts that differ in a few fingerprints at most, so that they stand in each other's way."""
    randomness = draw(st.randoms(use_true_random=False))
    texts = []
    for number in range(draw(st.integers(4, 14))):
        own = [scatter(scatter(1000 * number + k)) for k in range(1, randomness.randint(1, 5))]
        hashes = tuple(HASHES[: randomness.randint(9, 12)] + own)
        texts.append(
            Text(f"{randomness.randint(0, 99)}-{number}", 400, hashes, tuple(range(len(hashes))), ())
        )
    return texts


@given(alike_texts(), st.data())
@settings(deadline=None, max_examples=50)
def test_texts_pushed_out_of_reach_are_no_longer_compared(texts: list[Text], data: st.DataObject) -> None:
    """New texts may come between old ones that were alike; their groups are then those of one batch."""
    with patch.object(collapse, "REACH", 2), patch.object(candidate_twin, "REACH", 2):
        add_in_batches(data.draw(st.permutations(texts)), data)


def add_in_batches(texts: list[Text], data: st.DataObject) -> None:
    """Compare the index with the slow twin after each of some additions."""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(texts)), max_size=6)))
    before: set[tuple[str, str]] = set()
    with TemporaryDirectory() as folder:
        for begin, end in zip([0, *cuts], [*cuts, len(texts)], strict=True):
            with CandidateIndex(Path(folder) / "index", SMALL, memory=200, threads=1) as index:
                add(index, texts[begin:end])
                update = index.update()
                assert shown(index, update) == find(texts[:end], SMALL)
                now = named(index, update.pairs)
                assert named(index, update.added) == now - before
                assert named(index, update.removed) == before - now
                before = now


def made_up(count: int, first: int = 0) -> list[Text]:
    """Give texts of which each shares its fingerprints with its neighbour."""
    numbers = range(first, first + count)
    hashes = {n: tuple(scatter(scatter(7 * (n // 2) + k)) for k in range(6)) for n in numbers}
    return [Text(f"t{n}", 40, hashes[n], tuple(range(6)), (), "Alma Herald") for n in numbers]


def with_phrase(name: str, number: int, outlet: str, date: int) -> Text:
    """Give a text of its own words, and three fingerprints that all such texts share."""
    hashes = tuple(scatter(scatter(k)) for k in (1, 2, 3, *range(100 * number, 100 * number + 8)))
    return Text(name, 400, hashes, tuple(range(11)), (), outlet, date)


@pytest.mark.parametrize("hub", [0, 4])
def test_boilerplate_that_another_outlet_runs_joins_old_texts_as_well(tmp_path: Path, hub: int) -> None:
    """What joined nothing may join texts that were there before; they are counted anew."""
    outlets = ["Alma Herald"] * 4 + ["Kestrel Post", "Port Mirror"]
    texts = [with_phrase(f"t{n}", n + 1, outlet, 1 if n == hub else 2) for n, outlet in enumerate(outlets)]
    with CandidateIndex(tmp_path, SMALL) as index:
        add(index, texts[:4])
        assert not len(index.update().pairs)
        add(index, texts[4:5])
        update = index.update()
        assert len(update.pairs) == 4
        assert shown(index, update) == find(texts[:5], SMALL)
        add(index, texts[5:])
        assert shown(index, index.update()) == find(texts, SMALL)


def test_pairs_of_old_texts_go_when_their_phrase_becomes_common(tmp_path: Path) -> None:
    """What joined all with all joins them through one from a limit on."""
    texts = [with_phrase(f"t{n}", n + 1, f"outlet {n}", n) for n in range(4)]
    with CandidateIndex(tmp_path, SMALL) as index:
        add(index, texts[:3])
        assert len(index.update().pairs) == 3
        add(index, texts[3:])
        update = index.update()
        assert named(index, update.removed) == {("t1", "t2")}
        assert named(index, update.pairs) == {("t0", "t1"), ("t0", "t2"), ("t0", "t3")}


def test_documents_are_looked_up_by_their_fingerprints(tmp_path: Path) -> None:
    """Numbers and counts are those of the documents that share them, over several runs of postings."""
    texts = made_up(9)
    for part in (texts[:4], texts[4:5], texts[5:]):
        with CandidateIndex(tmp_path, SMALL) as index:
            add(index, part)
            index.update()
    index = CandidateIndex(tmp_path, SMALL)
    for number, text in enumerate(texts):
        found, counts = index.look_up(np.array(text.hashes[:4], np.uint64))
        shared = [sum(h in other.hashes for h in text.hashes[:4]) for other in texts]
        assert dict(zip(found.tolist(), counts.tolist(), strict=True)) == {
            other: share for other, share in enumerate(shared) if share
        }
        assert index.ids(np.array([number])).to_pylist() == [text.id]
    nothing, _ = index.look_up(np.array([1, 2, 3], np.uint64))
    assert not len(nothing)
    assert not len(index.look_up(np.empty(0, np.uint64))[0])


def test_a_look_up_reads_the_rarest_fingerprints_first(tmp_path: Path) -> None:
    """A fingerprint that everything has does not keep a text from being found in time."""
    common = scatter(scatter(5))
    texts = [
        Text(f"t{n}", 40, (*text.hashes, common), tuple(range(7)), (), None)
        for n, text in enumerate(made_up(20))
    ]
    with CandidateIndex(tmp_path, SMALL) as index:
        add(index, texts)
        index.update()
        found, counts = index.look_up(np.array(texts[3].hashes, np.uint64), most=12)
    assert found.tolist() == [2, 3]
    assert counts.tolist() == [6, 6]


def test_what_was_not_committed_is_forgotten(tmp_path: Path) -> None:
    """A build that dies between adding and updating leaves the last committed state."""
    texts = made_up(12)
    with CandidateIndex(tmp_path, SMALL) as index:
        add(index, texts[:6])
        expected = index.update()
        kept = sorted(path.name for path in tmp_path.iterdir())
        add(index, texts[6:8])
        index._spools = {}  # as if the process had ended: nothing is closed or removed
    with CandidateIndex(tmp_path, SMALL) as index:
        assert len(index) == 6
        update = index.update()
        assert (update.documents, len(update.added), len(update.removed)) == (6, 0, 0)
        assert np.array_equal(update.pairs, expected.pairs)
        assert len(list(tmp_path.iterdir())) <= len(kept) + 2
        add(index, texts[6:])
        assert shown(index, index.update()) == find(texts, SMALL)


def test_an_id_that_is_in_the_index_already_is_refused(tmp_path: Path) -> None:
    """A document counts once; the refusal takes nothing in."""
    with CandidateIndex(tmp_path, SMALL) as index:
        add(index, made_up(4))
        index.update()
        add(index, made_up(2, first=3))
        with pytest.raises(InputError, match="t3"):
            index.update()
        assert len(index) == 4
        add(index, made_up(2, first=4))
        assert shown(index, index.update()) == find(made_up(6), SMALL)


def test_an_index_of_other_settings_is_refused(tmp_path: Path) -> None:
    """Postings made under one rule are not read under another."""
    with CandidateIndex(tmp_path, SMALL) as index:
        add(index, made_up(4))
        index.update()
    with pytest.raises(CorpusError, match="other settings"):
        CandidateIndex(tmp_path, MatchSettings())


def test_runs_of_postings_stay_few(tmp_path: Path) -> None:
    """Adding bit by bit merges them, so that looking up does not slow down."""
    texts = made_up(40)
    with CandidateIndex(tmp_path, SMALL) as index:
        for text in texts:
            add(index, [text])
            update = index.update()
        assert len(list(tmp_path.glob("hashes-*.run"))) <= 6
        assert shown(index, update) == find(texts, SMALL)


@given(st.lists(st.integers(0, 60)), st.sets(st.integers(0, 60)), st.booleans())
def test_numbers_are_found_among_rising_ones(values: list[int], wanted: set[int], rising: bool) -> None:
    """Rising values are merged, others looked up one by one; both as a set says."""
    values = sorted(values) if rising else values
    found = are_among(np.array(values, np.uint64), np.array(sorted(wanted), np.uint64))
    assert found.tolist() == [value in wanted for value in values]
