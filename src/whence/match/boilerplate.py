"""Passages that are nothing but boilerplate, taken out after alignment.

Which words are boilerplate depends on the whole corpus and changes as it grows, so a pair is aligned
without that knowledge and its passages are judged each time anew.
"""

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from whence.settings import MatchSettings
from whence.text import choose_fingerprints, tokenize


def drop_boilerplate(
    passages: pa.Table, documents: pa.Table, boilerplate: NDArray[np.uint64], settings: MatchSettings
) -> tuple[pa.Table, int]:
    """Take out the passages whose words are mostly boilerplate.

    Args:
        passages: `records.Passage` rows; other columns are kept.
        documents: columns `id` and `text`, with every document named as a left side.
        boilerplate: fingerprints that are boilerplate, rising, as `find_candidates` gives them.
        settings: `gram`, `window` and `boilerplate_passage` are read.

    Returns:
        The rows that are left, in their order, and how many were taken out.
    """
    if not len(boilerplate) or not passages.num_rows:
        return passages, 0
    rows = {name: row for row, name in enumerate(documents.column("id").to_pylist())}
    texts = documents.column("text")
    known: dict[str, bool] = {}  # a footer stands in many passages
    keep = []
    spans = zip(*(passages.column(n).to_pylist() for n in ("left_id", "left_begin", "left_end")), strict=True)
    for name, begin, end in spans:
        words = (texts[rows[name]].as_py() or "")[begin:end]
        if words not in known:
            known[words] = _is_boilerplate(words, boilerplate, settings)
        keep.append(not known[words])
    return passages.filter(pa.array(keep, pa.bool_())), keep.count(False)


def _is_boilerplate(words: str, boilerplate: NDArray[np.uint64], settings: MatchSettings) -> bool:
    hashes, _ = choose_fingerprints(tokenize(words), settings)
    if not len(hashes):
        return False
    places = np.minimum(np.searchsorted(boilerplate, hashes), len(boilerplate) - 1)
    return bool(np.mean(boilerplate[places] == hashes) >= settings.boilerplate_passage)
