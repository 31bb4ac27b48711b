"""Families stored as hub and spokes -> the passages of all their pairs.

Where two documents share one stretch of a third, they share it with each other as well. Such pairs are
aligned like any other, and those that they lead to in turn, until no new pair comes.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from whence.match.blocks import Documents
from whence.match.expansion_kernels import compose_pairs
from whence.match.passages import align_blocks
from whence.records import Passage, schema_of
from whence.settings import MatchSettings

_SIDES = ("left", "right")


@dataclass(frozen=True, slots=True)
class _Stretches:
    """Stretches of documents that passages hold, one for each side of a passage.

    Attributes:
        owners: the document of each, by number.
        begins: its first character.
        ends: its end.
        others: the document on the passage's other side.
    """

    owners: NDArray[np.int64]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    others: NDArray[np.int64]

    @classmethod
    def of(cls, passages: pa.Table, ids: pa.Array) -> "_Stretches":
        """Take both sides of passages, by document and place."""
        sides = [pc.index_in(passages.column(f"{side}_id"), value_set=ids).to_numpy() for side in _SIDES]
        begins, ends = (
            np.concatenate([passages.column(f"{side}_{name}").to_numpy() for side in _SIDES])
            for name in ("begin", "end")
        )
        owners = np.concatenate(sides).astype(np.int64)
        others = np.concatenate(sides[::-1]).astype(np.int64)
        order = np.lexsort((others, ends, begins, owners))
        return cls(owners[order], begins[order], ends[order], others[order])

    def pairs(self) -> NDArray[np.uint64]:
        """Give the pairs of documents that have stretches in common, rising, `smaller << 32 | larger`."""
        low, high = np.minimum(self.owners, self.others), np.maximum(self.owners, self.others)
        return np.unique((low << 32) | high).astype(np.uint64)

    def meet(self, others: "_Stretches") -> NDArray[np.bool_]:
        """Say of each of these whether it overlaps any of some others."""
        # Document and character in one number; what ends last up to each place says whether it reaches in.
        starts = (others.owners << 32) | others.begins
        reach = np.maximum.accumulate((others.owners << 32) | others.ends)
        last = np.searchsorted(starts, (self.owners << 32) | self.ends) - 1
        met: NDArray[np.bool_] = (last >= 0) & (reach[last] > ((self.owners << 32) | self.begins))
        return met


def expand_passages(
    passages: pa.Table, documents: pa.Table | Documents, settings: MatchSettings, threads: int = 1
) -> pa.Table:
    """Add the passages of the pairs that were left out because other pairs join their documents.

    The pairs of a family of 2,000 are two million: this is for looking at some families, or for small
    corpora.

    Args:
        passages: `records.Passage` rows.
        documents: columns `id` and `text`, or the same by number, with every document that has a passage.
        settings: alignment limits, those that the passages were made under.
        threads: blocks of pairs that are aligned at a time.

    Returns:
        The rows given and those added, by left id, right id and place. Passages of words that no passage
        given, nor any that it leads to, has on either side are not added: they are boilerplate.
    """
    named = Documents.from_table(documents) if isinstance(documents, pa.Table) else documents
    # Numbers in the order of ids, so that the smaller number is the left side.
    sides = [chunk for side in _SIDES for chunk in passages.column(f"{side}_id").chunks]
    ids = pc.unique(pa.chunked_array(sides, pa.string()))
    ids = ids.take(pc.sort_indices(ids))
    numbers = pc.index_in(ids, value_set=named.ids).to_numpy().astype(np.int64)
    family = Documents(ids, named.sizes[numbers], lambda places: named.texts(numbers[places]))
    tables, fresh = [passages], passages
    tried = np.empty(0, np.uint64)
    while fresh.num_rows:
        every = _Stretches.of(pa.concat_tables(tables), ids)
        tried = np.union1d(tried, every.pairs())
        composed = compose_pairs(
            every.owners, every.begins, every.ends, every.others, settings.smallest_passage
        )
        codes = np.setdiff1d(composed, tried)
        fresh = _align_codes(codes, family, every, settings, threads)
        tried = np.union1d(tried, codes)
        tables.append(fresh)
    order = ("left_id", "right_id", "left_begin", "id")
    return pa.concat_tables(tables).sort_by([(name, "ascending") for name in order])


def _align_codes(
    codes: NDArray[np.uint64], family: Documents, known: _Stretches, settings: MatchSettings, threads: int
) -> pa.Table:
    """Give the passages of pairs that meet known ones on both sides."""
    lefts, rights = (
        (codes >> np.uint64(32)).astype(np.int64),
        (codes & np.uint64(0xFFFFFFFF)).astype(np.int64),
    )
    found = []
    for block in align_blocks(lefts, rights, np.zeros(len(codes), np.int64), family, settings, threads):
        rows = block.passages
        meets = np.ones(rows.num_rows, bool)
        for side, places in zip(_SIDES, (lefts, rights), strict=True):
            begins, ends = (rows.column(f"{side}_{name}").to_numpy() for name in ("begin", "end"))
            owners = places[block.owners]
            meets &= _Stretches(owners, begins, ends, owners).meet(known)
        found.append(rows.filter(pa.array(meets)))
    return pa.concat_tables([schema_of(Passage).empty_table(), *found])
