"""One text against the corpus: where do its words occur?"""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from whence.match.passages import align_pair
from whence.match.prepared import prepare, to_passage
from whence.records import Passage
from whence.settings import MatchSettings
from whence.text import choose_fingerprints

QUERY_ID = "query"
_MOST_DOCUMENTS = (
    200  # documents aligned with one text, those that share most; thousands of copies tell no more
)


def find_passages(
    text: str,
    fingerprints: pa.Table,
    texts: Callable[[list[str]], dict[str, str]],
    settings: MatchSettings,
) -> list[Passage]:
    """Find where a text, or parts of it, occur in a corpus.

    Args:
        text: any text; its side of each passage has the id "query".
        fingerprints: the corpus's fingerprints, as `text.fingerprint` makes them under the same settings.
        texts: gives the texts of the documents named, by id.
        settings: alignment limits.

    Returns:
        Passages, most matched tokens first, ties by the other side's id and place; from at most 200
        documents, those that share the most fingerprints.
    """
    query = prepare(text, settings)
    wanted, _ = choose_fingerprints(query.tokens, settings)
    names = _rank_documents(np.unique(wanted), fingerprints)
    passages: list[Passage] = []
    found = texts(names)
    for name in names:
        other = prepare(found[name], settings)
        if name > QUERY_ID:
            spans, _ = align_pair(query, other, settings)
            passages.extend(to_passage(span, QUERY_ID, query, name, other) for span in spans)
        else:
            spans, _ = align_pair(other, query, settings)
            passages.extend(to_passage(span, name, other, QUERY_ID, query) for span in spans)
    return sorted(
        passages, key=lambda p: (-p.matched_tokens, p.left_id, p.right_id, p.left_begin, p.right_begin)
    )


def _rank_documents(wanted: NDArray[np.uint64], fingerprints: pa.Table) -> list[str]:
    """Give the ids of the documents that share fingerprints, those with most first."""
    shared: dict[str, int] = {}
    for batch in fingerprints.select(["id", "hashes"]).to_batches():
        lists = batch.column("hashes")
        values = lists.flatten().to_numpy(zero_copy_only=False)
        rows = pc.list_parent_indices(lists).to_numpy(zero_copy_only=False)
        places = np.searchsorted(wanted, values)
        places[places == len(wanted)] = 0
        hits = wanted[places] == values if len(wanted) else np.zeros(len(values), bool)
        counts = np.bincount(rows[hits], minlength=batch.num_rows)
        for row in np.flatnonzero(counts):
            shared[batch.column("id")[int(row)].as_py()] = int(counts[row])
    ranked = sorted(shared, key=lambda name: (-shared[name], name))
    return ranked[:_MOST_DOCUMENTS]
