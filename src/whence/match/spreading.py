"""What hashes join -> pairs of documents, and the boilerplate among them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from whence.match.collapse import HashLists, are_among
from whence.match.growth import Joins
from whence.match.joining import Texts
from whence.match.kernels import WHOLE, reduce_hashes, spread_pairs
from whence.match.thinning import strongest_pairs
from whence.settings import MatchSettings


class LeftOut:
    """What a search for pairs keeps out, and how it is shown."""

    __slots__ = ()
    collapsed_documents: int
    boilerplate: NDArray[np.uint64]
    frequent_fingerprints: int
    starred_fingerprints: int
    hub_pairs: int
    thinned_pairs: int

    def left_out(self) -> dict[str, int]:
        """Give the counts by what they count, for showing."""
        return {
            "documents collapsed into near-identical texts": self.collapsed_documents,
            "fingerprints shared by too many texts": self.frequent_fingerprints,
            "fingerprints that join their texts through one of them": self.starred_fingerprints,
            "fingerprints that are boilerplate": len(self.boilerplate),
            "pairs of near-identical texts joined through a hub": self.hub_pairs,
            "pairs of large families joined through texts that share more": self.thinned_pairs,
        }


@dataclass(frozen=True, slots=True)
class Spread:
    """Pairs of documents worth aligning.

    Attributes:
        pairs: smaller and larger number, 24 bits each, rising.
        shares: the fingerprints that each pair (or its groups) shares.
        reworded: how many pairs of groups only word pairs join.
        left_out: pairs not given because their groups are joined through their hubs.
        thinned: pairs of groups not given because both share more with enough others.
    """

    pairs: NDArray[np.uint64]
    shares: NDArray[np.uint32]
    reworded: int
    left_out: int
    thinned: int


def spread_joins(
    fingerprints: Joins, words: Joins, texts: Texts, lengths: NDArray[np.uint32], settings: MatchSettings
) -> Spread:
    """Turn pairs of groups into pairs of documents, and add the pairs inside groups.

    Args:
        fingerprints: what they join.
        words: what word pairs join.
        texts: the documents.
        lengths: how many fingerprints each document has.
        settings: `text_pairs` and `group_pairs` are read.
    """
    new = ~are_among(words.pairs, fingerprints.pairs)
    by_words = words.pairs[new]
    shared = strongest_pairs(fingerprints.pairs, fingerprints.weights, texts.ranks, settings.text_pairs)
    reworded = strongest_pairs(by_words, words.weights[new], texts.ranks, settings.text_pairs)
    pairs = np.concatenate((fingerprints.pairs[shared], by_words[reworded]))
    shares = np.concatenate(
        (fingerprints.weights[shared] // WHOLE, np.zeros(int(np.sum(reworded)), np.uint32))
    )
    thinned = int(np.sum(~shared) + np.sum(~reworded))
    sizes = np.bincount(texts.labels, minlength=len(texts.labels)).astype(np.int64)
    begins = np.concatenate(([0], np.cumsum(sizes)))
    order = np.argsort((texts.labels.astype(np.uint64) << np.uint64(24)) | texts.ranks)
    groups = pairs, shares.astype(np.uint32), begins, order.astype(np.uint32), lengths, settings.group_pairs
    total = spread_pairs(*groups, True, np.empty(0, np.uint64), np.empty(0, np.uint32))
    found, found_shares = np.empty(total, np.uint64), np.empty(total, np.uint32)
    spread_pairs(*groups, False, found, found_shares)
    left = sizes[(pairs >> np.uint64(24)).astype(np.int64)]
    right = sizes[(pairs & np.uint64(0xFFFFFF)).astype(np.int64)]
    possible = int(np.sum(left * right) + np.sum(sizes * (sizes - 1) // 2))
    order = np.argsort(found)
    return Spread(found[order], found_shares[order], int(np.sum(reworded)), possible - total, thinned)


def originals(boilerplate: NDArray[np.uint64], lists: HashLists) -> NDArray[np.uint64]:
    """Give the fingerprints that are boilerplate themselves.

    Args:
        boilerplate: as `Joins` has it.
        lists: every document's fingerprints.

    Returns:
        The fingerprints, rising.
    """
    values, _ = lists.gather(np.unique(boilerplate[:, 1].astype(np.int64)))
    found: NDArray[np.uint64] = np.unique(values[are_among(reduce_hashes(values), boilerplate[:, 0].copy())])
    return found
