"""Fingerprints -> candidate pairs: the documents worth aligning.

Texts that are nearly the same are collapsed into groups first, so that a story run by hundreds counts as
one text; document frequency, stock phrases and an outlet's boilerplate are counted over groups. Two
groups that share enough of the fingerprints that are left are a pair, and so are two that share many rare
pairs of neighbouring words, as a text and its rewrite do. Nothing depends on the order of rows.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from whence.match.collapse import NO_DATE, HashLists, join_texts, key_ids, label_texts, rank_keys, sketch
from whence.match.growth import Growth, Joins, grow
from whence.match.joining import Rule, Texts, fingerprint_rule, word_pair_rule
from whence.match.kernels import PARTITIONS, post_hashes
from whence.match.postings import Spool, edges_of, flatten
from whence.match.sorting_kernels import HASH_BIT, sort_from
from whence.match.spreading import LeftOut, originals, spread_joins
from whence.settings import MatchSettings

PAIR_SCHEMA = pa.schema([("left_id", pa.string()), ("right_id", pa.string()), ("shared", pa.int64())])


@dataclass(frozen=True, slots=True)
class Candidates(LeftOut):
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
        thinned_pairs: pairs of groups not given because both share more with enough others.
    """

    pairs: pa.Table
    reworded_pairs: int
    collapsed_documents: int
    boilerplate: NDArray[np.uint64]
    frequent_fingerprints: int
    starred_fingerprints: int
    hub_pairs: int
    thinned_pairs: int


def find_candidates(
    fingerprints: pa.Table,
    outlets: Mapping[str, str | None],
    settings: MatchSettings,
    dates: Mapping[str, int] | None = None,
) -> Candidates:
    """Find the pairs of documents that are worth aligning.

    Args:
        fingerprints: as `text.fingerprint` makes it; ids are distinct.
        outlets: outlet by document id; None or missing where it is not known.
        settings: frequency, boilerplate and group limits are read.
        dates: numbers that rise with time by document id; missing where not known. They decide hubs.

    Returns:
        The pairs in id order, with counts of what was kept out.
    """
    table = fingerprints.sort_by("id").combine_chunks()
    ids = table.column("id").combine_chunks().cast(pa.string())
    hashes, offsets = flatten(table, "hashes")
    lists = HashLists(offsets, lambda begin, end: hashes[begin:end])
    ranks = rank_keys(key_ids(ids), _dates_of(ids, dates or {}))
    sketches = sketch(hashes, offsets)
    joins = join_texts(lambda which: sketches[:, which].copy(), lists, ranks, settings.same_text)
    labels = label_texts(np.concatenate(joins), ranks)
    texts = Texts(labels, _outlet_codes(ids.to_pylist(), outlets), ranks)
    lengths = np.diff(offsets).astype(np.uint32)
    positions, _ = flatten(table, "positions")
    edges = edges_of(table.column("token_count").to_numpy(), settings.boilerplate_edge)
    found = _join(lists, hashes, positions, edges, texts, fingerprint_rule(settings))
    words, offsets = flatten(table, "word_pairs")
    word_lists = HashLists(offsets, lambda begin, end: words[begin:end])
    word_joins = _join(word_lists, words, positions[:0], edges, texts, word_pair_rule(settings))
    spread = spread_joins(found, word_joins, texts, lengths, settings)
    return Candidates(
        pairs=_to_table(ids, spread.pairs, spread.shares),
        reworded_pairs=spread.reworded,
        collapsed_documents=int(np.sum(labels != np.arange(len(labels)))),
        boilerplate=originals(found.boilerplate, lists),
        frequent_fingerprints=found.frequent,
        starred_fingerprints=found.starred,
        hub_pairs=spread.left_out,
        thinned_pairs=spread.thinned,
    )


def _join(
    lists: HashLists,
    hashes: NDArray[np.uint64],
    positions: NDArray[np.uint32],
    edges: NDArray[np.int64],
    texts: Texts,
    rule: Rule,
) -> Joins:
    begins = np.empty(PARTITIONS + 1, np.int64)
    postings = post_hashes(hashes, lists.offsets, 0, positions, edges, begins)

    def sorted_partition(partition: int) -> NDArray[np.uint64]:
        return np.asarray(sort_from(postings[begins[partition] : begins[partition + 1]].copy(), HASH_BIT))

    none = np.empty(0, np.uint32)
    before = Texts(none, texts.outlets[:0], none)
    growth = Growth(texts, before, np.ones(len(edges), bool), lists, (), rule)
    return grow(growth, Joins(), sorted_partition, lambda _: Spool(), 1)


def _dates_of(ids: pa.Array, dates: Mapping[str, int]) -> NDArray[np.int64]:
    return np.array([dates.get(name, NO_DATE) for name in ids.to_pylist()], np.int64)


def _outlet_codes(ids: list[str], outlets: Mapping[str, str | None]) -> NDArray[np.int32]:
    """Number the outlets; an unknown one is -1."""
    names = pa.array([outlets.get(i) for i in ids], pa.string()).dictionary_encode()
    codes: NDArray[np.int32] = names.indices.fill_null(-1).to_numpy().astype(np.int32)
    return codes


def _to_table(ids: pa.Array, pairs: NDArray[np.uint64], shares: NDArray[np.uint32]) -> pa.Table:
    """Name the documents of pairs that are numbered in id order."""
    left, right = (pairs >> np.uint64(24)).astype(np.int64), (pairs & np.uint64(0xFFFFFF)).astype(np.int64)
    columns = [ids.take(pa.array(left)), ids.take(pa.array(right)), pa.array(shares.astype(np.int64))]
    return pa.Table.from_arrays(columns, schema=PAIR_SCHEMA)
