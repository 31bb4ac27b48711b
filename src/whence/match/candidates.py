"""Fingerprints -> candidate pairs: the documents worth aligning.

Texts that are nearly the same are collapsed into groups first, so that a story run by hundreds counts as
one text; document frequency, stock phrases and an outlet's boilerplate are counted over groups. Two
groups that share enough of the fingerprints that are left are a pair, and so are two that share many rare
pairs of neighbouring words, as a text and its rewrite do. Nothing depends on the order of rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from whence.match.collapse import HashLists, join_texts, key_ids, label_texts, sketch
from whence.match.joining import (
    Rule,
    Texts,
    fingerprint_rule,
    list_partition,
    spread_groups,
    sum_bucket,
    word_pair_rule,
)
from whence.match.kernels import PARTITIONS, WHOLE, post_hashes, reduce_hashes
from whence.match.postings import Spool
from whence.settings import MatchSettings

PAIR_SCHEMA = pa.schema([("left_id", pa.string()), ("right_id", pa.string()), ("shared", pa.int64())])
_LAST_PART = 0.15  # of a short text, in which a footer stands


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs worth aligning, and what was kept out of them.

    Attributes:
        pairs: `left_id` < `right_id` and `shared`, the fingerprints that they (or their groups)
            share, those of many texts a quarter each, 0 where only word pairs join them; by id.
            Near-identical texts count as sharing all of the lesser's.
        reworded_pairs: how many of the pairs of groups only word pairs join.
        collapsed_documents: documents that count as copies of their group's hub.
        boilerplate: the fingerprints that are boilerplate, rising; `drop_boilerplate` takes them.
        frequent_fingerprints: fingerprints left out because too many texts share them.
        starred_fingerprints: fingerprints of so many texts that they join each with one of them only.
        hub_pairs: pairs not given because their groups are joined through their hubs.
    """

    pairs: pa.Table
    reworded_pairs: int
    collapsed_documents: int
    boilerplate: NDArray[np.uint64]
    frequent_fingerprints: int
    starred_fingerprints: int
    hub_pairs: int

    def left_out(self) -> dict[str, int]:
        """Give the counts by what they count, for showing."""
        return {
            "documents collapsed into near-identical texts": self.collapsed_documents,
            "fingerprints shared by too many texts": self.frequent_fingerprints,
            "fingerprints that join their texts through one of them": self.starred_fingerprints,
            "fingerprints that are boilerplate": len(self.boilerplate),
            "pairs of near-identical texts joined through a hub": self.hub_pairs,
        }


def find_candidates(
    fingerprints: pa.Table, outlets: Mapping[str, str | None], settings: MatchSettings
) -> Candidates:
    """Find the pairs of documents that are worth aligning.

    Args:
        fingerprints: as `text.fingerprint` makes it; ids are distinct.
        outlets: outlet by document id; None or missing where it is not known.
        settings: frequency, boilerplate and group limits are read.

    Returns:
        The pairs in id order, with counts of what was kept out.
    """
    table = fingerprints.sort_by("id").combine_chunks()
    ids = table.column("id").combine_chunks().cast(pa.string())
    hashes, offsets = flatten(table, "hashes")
    lists = HashLists(offsets, lambda begin, end: hashes[begin:end])
    ranks = rank_keys(key_ids(ids))
    labels = label_texts(join_texts(sketch(hashes, offsets), lists, ranks, settings.same_text)[0], ranks)
    texts = Texts(labels, _outlet_codes(ids.to_pylist(), outlets), ranks)
    lengths = np.diff(offsets).astype(np.uint32)
    positions, _ = flatten(table, "positions")
    edges = edges_of(table.column("token_count").to_numpy(), settings.boilerplate_edge)
    begins = np.empty(PARTITIONS + 1, np.int64)
    spool = Spool()
    spool.add(post_hashes(hashes, offsets, 0, positions, edges, begins), begins)
    found = _join(spool, texts, lengths, fingerprint_rule(settings))
    words, word_offsets = flatten(table, "word_pairs")
    spool = Spool()
    spool.add(post_hashes(words, word_offsets, 0, positions[:0], edges, begins), begins)
    word_lengths = np.diff(word_offsets).astype(np.uint32)
    reworded = np.setdiff1d(_join(spool, texts, word_lengths, word_pair_rule(settings)).pairs, found.pairs)
    pairs, shares, hub_pairs = spread_groups(
        np.concatenate((found.pairs, reworded)),
        np.concatenate((found.weights // WHOLE, np.zeros(len(reworded), np.uint32))),
        texts,
        lengths,
        settings.group_pairs,
    )
    return Candidates(
        pairs=_to_table(ids, pairs, shares),
        reworded_pairs=len(reworded),
        collapsed_documents=int(np.sum(labels != np.arange(len(labels)))),
        boilerplate=originals(found.boilerplate, lists),
        frequent_fingerprints=found.frequent,
        starred_fingerprints=found.starred,
        hub_pairs=hub_pairs,
    )


def flatten(table: pa.Table, column: str) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Give the values of a list column one after the other, and where each row's begin."""
    lists = table.column(column).combine_chunks()
    lists = lists.chunk(0) if isinstance(lists, pa.ChunkedArray) else lists
    lengths = lists.value_lengths().fill_null(0).to_numpy(zero_copy_only=False)
    values = np.require(lists.flatten().to_numpy(zero_copy_only=False), requirements=["A", "C"])
    return values, np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))


def edges_of(token_counts: NDArray[np.int64], edge: int) -> NDArray[np.int64]:
    """Give the token of each document from which a footer stands; leads are left out.

    Many texts share the lead of the story that they carry.
    """
    edges: NDArray[np.int64] = np.ceil(token_counts - np.minimum(edge, _LAST_PART * token_counts)).astype(
        np.int64
    )
    return edges


def rank_keys(keys: NDArray[np.uint64]) -> NDArray[np.uint32]:
    """Give each document's place in the order of keys, ties by number."""
    ranks = np.empty(len(keys), np.uint32)
    ranks[np.argsort(keys, kind="stable")] = np.arange(len(keys), dtype=np.uint32)
    return ranks


def _outlet_codes(ids: list[str], outlets: Mapping[str, str | None]) -> NDArray[np.int32]:
    """Number the outlets; an unknown one is -1."""
    names = pa.array([outlets.get(i) for i in ids], pa.string()).dictionary_encode()
    codes: NDArray[np.int32] = names.indices.fill_null(-1).to_numpy().astype(np.int32)
    return codes


@dataclass(frozen=True, slots=True)
class _Joined:
    pairs: NDArray[np.uint64]
    weights: NDArray[np.uint32]
    boilerplate: NDArray[np.uint64]  # as `originals` takes it
    frequent: int
    starred: int


def _join(spool: Spool, texts: Texts, lengths: NDArray[np.uint32], rule: Rule) -> _Joined:
    active = np.ones(len(texts.labels), bool)
    codes = Spool()
    boilerplate = [np.empty((0, 2), np.uint64)]
    frequent = starred = 0
    for partition in np.flatnonzero(spool.sizes).tolist():
        lists = list_partition(np.sort(spool.read(partition)), texts, rule)
        lists.emit(active, codes)
        boilerplate.append(lists.boilerplate_of(partition))
        frequent += lists.frequent
        starred += lists.starred
    sums = [sum_bucket(codes.read(bucket), lengths, rule) for bucket in range(PARTITIONS)]
    pairs = np.concatenate([pairs for pairs, _ in sums])
    weights = np.concatenate([weights for _, weights in sums])
    order = np.argsort(pairs)
    return _Joined(pairs[order], weights[order], np.concatenate(boilerplate), frequent, starred)


def originals(boilerplate: NDArray[np.uint64], lists: HashLists) -> NDArray[np.uint64]:
    """Give the fingerprints themselves.

    Args:
        boilerplate: of each, what a posting tells of it and a document that has it.
        lists: every document's fingerprints.

    Returns:
        The fingerprints, rising.
    """
    values, _ = lists.gather(np.unique(boilerplate[:, 1].astype(np.int64)))
    return np.unique(values[np.isin(reduce_hashes(values), boilerplate[:, 0])])


def _to_table(ids: pa.Array, pairs: NDArray[np.uint64], shares: NDArray[np.uint32]) -> pa.Table:
    """Name the documents of pairs that are numbered in id order."""
    left, right = (pairs >> np.uint64(24)).astype(np.int64), (pairs & np.uint64(0xFFFFFF)).astype(np.int64)
    columns = [ids.take(pa.array(left)), ids.take(pa.array(right)), pa.array(shares.astype(np.int64))]
    return pa.Table.from_arrays(columns, schema=PAIR_SCHEMA)
