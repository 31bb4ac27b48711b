"""Passages that are nothing but boilerplate, taken out after alignment.

Which words are boilerplate depends on the whole corpus and changes as it grows, so a pair is aligned
without that knowledge and its passages are judged each time anew.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from whence.match.blocks import Block, Documents, cut_runs
from whence.match.boilerplate_kernels import known_shares, mark_bits
from whence.settings import MatchSettings

_BLOCK_SIZE = 3_000_000  # bytes of the texts that are read at a time
_BITS = 16  # a fingerprint, so that one in sixteen others is looked for in vain


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """Fingerprints that are boilerplate, made ready for judging many passages.

    Attributes:
        hashes: rising.
        bits: those of the hashes are set.
        settings: `gram`, `window` and `boilerplate_passage` are read.
    """

    hashes: NDArray[np.uint64]
    bits: NDArray[np.uint64]
    settings: MatchSettings

    @classmethod
    def of(cls, hashes: NDArray[np.uint64], settings: MatchSettings) -> "Boilerplate":
        """Take fingerprints that are boilerplate, rising, as `find_candidates` gives them."""
        words = 1
        while 64 * words < _BITS * len(hashes):
            words *= 2
        bits = np.zeros(words, np.uint64)
        mark_bits(hashes, bits)
        return cls(hashes, bits, settings)

    def holds(self, begins: NDArray[np.int64], ends: NDArray[np.int64], block: Block) -> NDArray[np.bool_]:
        """Say of stretches of a block's tokens whether their words are mostly boilerplate.

        Args:
            begins: first tokens, counted over the whole block.
            ends: their ends.
            block: the texts.

        Returns:
            One truth value a stretch.
        """
        settings = self.settings
        shares = known_shares(
            begins, ends, block.grams, settings.gram, settings.window, self.hashes, self.bits
        )
        held: NDArray[np.bool_] = (shares > 0) & (shares >= settings.boilerplate_passage)
        return held


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
    numbered = Documents.from_table(documents)
    known = Boilerplate.of(boilerplate, settings)
    owners = pc.index_in(passages.column("left_id"), value_set=numbered.ids).to_numpy().astype(np.int64)
    begins, ends = (passages.column(name).to_numpy() for name in ("left_begin", "left_end"))
    dropped = np.zeros(len(owners), bool)
    order = np.argsort(owners, kind="stable")
    named, firsts = np.unique(owners[order], return_index=True)
    stops = np.append(firsts[1:], len(order))
    for first, last in cut_runs(numbered.sizes[named], _BLOCK_SIZE):
        block = Block.of(numbered.texts(named[first:last]), settings)
        rows = order[firsts[first] : stops[last - 1]]
        places = np.searchsorted(named[first:last], owners[rows])
        dropped[rows] = known.holds(*block.tokens_of(places, begins[rows], ends[rows]), block)
    return passages.filter(pa.array(~dropped)), int(np.sum(dropped))
