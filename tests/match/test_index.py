"""The candidate index: what grows bit by bit is what would be built at once."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.match.index import CandidateIndex, Update, split_pairs

from .candidate_twin import SMALL, Text, candidate_texts, find, to_table


def add(index: CandidateIndex, texts: list[Text]) -> None:
    index.add(to_table(texts), pa.array([text.outlet for text in texts], pa.string()))


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


@given(candidate_texts(), st.data())
@settings(deadline=None, max_examples=100)
def test_any_batching_and_any_order_give_what_one_batch_gives(texts: list[Text], data: st.DataObject) -> None:
    """After every addition the index holds exactly what counting everything anew gives."""
    texts = data.draw(st.permutations(texts))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(texts)), max_size=4)))
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
