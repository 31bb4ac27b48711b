"""The candidate index: a folder of fingerprints that grows, and the pairs of documents worth aligning.

    with CandidateIndex(folder, settings) as index:
        for table, outlets in batches:
            index.add(table, outlets)
        update = index.update()          # what is worth aligning now, and what was not before
        numbers, counts = index.look_up(hashes)
        ids = index.ids(numbers)

Documents are numbered in the order in which they are added, but nothing depends on it: any order and any
batching of additions gives the pairs that one batch gives. Memory is bounded: postings are sorted and
joined a partition of hashes at a time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from whence.errors import CorpusError, InputError
from whence.match.collapse import (
    NO_DATE,
    SKETCHES,
    HashLists,
    are_among,
    join_texts,
    key_ids,
    label_texts,
    rank_keys,
    sketch,
)
from whence.match.columns import Column, Run, write_run
from whence.match.growth import Growth, Joins, active_groups, grow
from whence.match.joining import Rule, Texts, fingerprint_rule, in_threads, word_pair_rule
from whence.match.kernels import MOST_DOCUMENTS, PARTITIONS, post_hashes, reduce_hashes
from whence.match.postings import Spool, edges_of, flatten
from whence.match.sorting_kernels import (
    HASH_BIT,
    count_numbers,
    find_ranges,
    merge_postings,
    read_ranges,
    sort_from,
)
from whence.match.spreading import LeftOut, Spread, originals, spread_joins
from whence.match.store import Store
from whence.settings import MatchSettings

_SLICE = 1 << 14  # documents posted at a time
# What the index depends on; alignment settings may change.
_SETTINGS = (
    "gram",
    "window",
    "pair_letters",
    "pair_reach",
    "pair_sample",
    "pair_frequency",
    "shared_pairs",
    "shared_pairs_share",
    "joined_texts",
    "largest_frequency",
    "stock_frequency",
    "smallest_shared",
    "boilerplate_documents",
    "boilerplate_share",
    "boilerplate_edge",
    "same_text",
    "group_pairs",
    "text_pairs",
)
_COLUMNS = {
    "ids": "u1",
    "id_offsets": "i8",
    "keys": "u8",
    "outlets": "i4",
    "dates": "i8",
    "hashes": "u8",
    "hashes_ends": "i8",
    "words": "u8",
    "words_ends": "i8",
    **{f"sketches{which}": "u8" for which in range(SKETCHES)},
}
_KINDS = ("hashes", "words")
_MOST_POSTINGS = 200_000  # read by one look-up; more would not change what is found, only how long it takes


@dataclass(frozen=True, slots=True)
class Update(LeftOut):
    """Pairs worth aligning after an addition; documents by number.

    Attributes:
        pairs: smaller and larger number as `left << 24 | right`, rising.
        shares: the fingerprints that each pair (or its groups) shares, as in `Candidates`.
        added: those of the pairs that were none before, rising.
        removed: what was a pair before and is none now, rising.
        documents: in the index.
        reworded_pairs: how many of the pairs of groups only word pairs join.
        collapsed_documents: documents that count as copies of their group's hub.
        boilerplate: the fingerprints that are boilerplate, rising.
        frequent_fingerprints: fingerprints left out because too many texts share them.
        starred_fingerprints: fingerprints of so many texts that they join each with one of them only.
        hub_pairs: pairs not given because their groups are joined through their hubs.
        thinned_pairs: pairs of groups not given because both share more with enough others.
    """

    pairs: NDArray[np.uint64]
    shares: NDArray[np.uint32]
    added: NDArray[np.uint64]
    removed: NDArray[np.uint64]
    documents: int
    reworded_pairs: int
    collapsed_documents: int
    boilerplate: NDArray[np.uint64]
    frequent_fingerprints: int
    starred_fingerprints: int
    hub_pairs: int
    thinned_pairs: int


class CandidateIndex:
    """A growing index of fingerprints in a folder of its own; one writer at a time.

    Args:
        folder: made if it is not there. A build that was killed leaves the last committed state.
        settings: frequency, boilerplate and group limits are read.
        memory: bytes of postings held before they are put aside in files; a fifth of what may be used.
        threads: partitions that are worked on at once.

    Raises:
        CorpusError: if the folder holds an index made under other settings, or something else.
    """

    def __init__(
        self, folder: Path, settings: MatchSettings, *, memory: int = 1 << 28, threads: int = 2
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._memory = memory
        self._threads = threads
        self._store = Store(folder, {name: getattr(settings, name) for name in _SETTINGS}, _COLUMNS, _KINDS)
        self._columns = {name: Column(folder / f"{name}.column", kind) for name, kind in _COLUMNS.items()}
        self._runs = {kind: [Run(folder / name) for name in self._store.runs[kind]] for kind in _KINDS}
        self._spools: dict[str, Spool] = {}  # of what was added since the last commit
        self._ends = dict(self._store.ends)
        self._outlets = {name: number for number, name in enumerate(self._store.outlets)}

    def __enter__(self) -> "CandidateIndex":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __len__(self) -> int:
        """Give how many documents were added, those since the last update included."""
        return int(self._ends["keys"])

    @property
    def documents(self) -> int:
        """How many documents the last update knew."""
        return int(self._store.ends["keys"])

    def close(self) -> None:
        """Close the files and forget what was added since the last update."""
        for column in self._columns.values():
            column.close()
        for spool in self._spools.values():
            spool.close()
        self._spools = {}
        self._ends = dict(self._store.ends)

    # Adding

    def add(
        self, fingerprints: pa.Table, outlets: pa.Array | None = None, dates: NDArray[np.int64] | None = None
    ) -> None:
        """Add documents; they count from the next `update` on.

        Args:
            fingerprints: as `text.fingerprint` makes it; ids are new ones.
            outlets: each row's outlet, null where it is not known; None if none is.
            dates: when each row was published, as numbers that rise with time, NO_DATE where it is not
                known; None if it never is. Only their order matters, and it decides nothing but hubs.

        Raises:
            CorpusError: if the index is full.
        """
        if len(self) + fingerprints.num_rows > MOST_DOCUMENTS:
            raise CorpusError(
                f"{self._folder}: an index holds {MOST_DOCUMENTS} documents; put the others into another"
            )
        if not self._spools:
            self._begin()
        codes = self._outlet_codes(outlets, fingerprints.num_rows)
        if dates is None:
            dates = np.full(fingerprints.num_rows, NO_DATE)
        for start in range(0, fingerprints.num_rows, _SLICE):
            part = fingerprints.slice(start, _SLICE).combine_chunks()
            self._append("dates", dates[start : start + part.num_rows])
            self._add(part, codes[start : start + part.num_rows])

    def _begin(self) -> None:
        """Drop what an addition that was never committed left, and open the files."""
        self._folder.mkdir(parents=True, exist_ok=True)
        self._store.sweep()
        for name, column in self._columns.items():
            column.cut(self._ends[name])
        self._spools = {kind: self._new_spool(kind) for kind in _KINDS}

    def _new_spool(self, name: str) -> Spool:
        return Spool(self._folder / f"{name}.spool", self._memory // 4)

    def _outlet_codes(self, outlets: pa.Array | None, count: int) -> NDArray[np.int32]:
        if outlets is None:
            return np.full(count, -1, np.int32)
        if isinstance(outlets, pa.ChunkedArray):
            outlets = outlets.combine_chunks()
        names = outlets.cast(pa.string()).dictionary_encode()
        numbers = [self._outlets.setdefault(n, len(self._outlets)) for n in names.dictionary.to_pylist()]
        codes = names.indices.fill_null(len(numbers)).to_numpy()
        found: NDArray[np.int32] = np.array([*numbers, -1], np.int32)[codes]
        return found

    def _add(self, part: pa.Table, outlets: NDArray[np.int32]) -> None:
        first = len(self)
        ids = part.column("id").combine_chunks().cast(pa.large_binary())
        ends = np.frombuffer(ids.buffers()[1], np.int64)[ids.offset : ids.offset + len(ids) + 1]
        data = np.frombuffer(ids.buffers()[2] or b"", np.uint8)[ends[0] : ends[-1]]
        if not first:
            self._append("id_offsets", np.zeros(1, np.int64))
        self._append("id_offsets", ends[1:] - ends[0] + self._ends["ids"])
        self._append("ids", data)
        self._append("keys", key_ids(ids))
        self._append("outlets", outlets)
        hashes, offsets = flatten(part, "hashes")
        sketches = sketch(hashes, offsets)
        for which in range(SKETCHES):
            self._append(f"sketches{which}", sketches[:, which])
        positions, _ = flatten(part, "positions")
        edges = edges_of(part.column("token_count").to_numpy(), self._settings.boilerplate_edge)
        self._post("hashes", hashes, offsets, first, positions, edges)
        words, offsets = flatten(part, "word_pairs")
        self._post("words", words, offsets, first, positions[:0], edges)

    def _append(self, name: str, values: NDArray[Any]) -> None:
        self._columns[name].add(values)
        self._ends[name] += len(values)

    def _post(
        self,
        kind: str,
        values: NDArray[np.uint64],
        offsets: NDArray[np.int64],
        first: int,
        positions: NDArray[np.uint32],
        edges: NDArray[np.int64],
    ) -> None:
        begins = np.empty(PARTITIONS + 1, np.int64)
        self._spools[kind].add(post_hashes(values, offsets, first, positions, edges, begins), begins)
        self._append(f"{kind}_ends", offsets[1:] + self._ends[kind])
        self._append(kind, values)

    # Updating

    def update(self) -> Update:
        """Take in what was added, commit it, and give the pairs worth aligning.

        Returns:
            All pairs, and those that the additions made or unmade.

        Raises:
            InputError: if an id is in the index already; what was added is then forgotten.
        """
        if not self._spools:
            self._begin()
        texts, before, alike = self._texts()
        rules = {"hashes": fingerprint_rule(self._settings), "words": word_pair_rule(self._settings)}
        joins = {kind: self._grow(kind, texts, before, rule) for kind, rule in rules.items()}
        lengths = np.diff(self._lists("hashes").offsets).astype(np.uint32)
        pairs = spread_joins(joins["hashes"], joins["words"], texts, lengths, self._settings)
        return self._commit(texts, alike, joins, pairs)

    def _texts(self) -> tuple[Texts, Texts, list[NDArray[np.uint32]]]:
        """Give the documents after and before, and the joins of alike texts."""
        known, count = self.documents, len(self)
        ranks = self._ranks(count)
        old_joins = [self._store.load(f"joins{which}", (0, 2), np.uint32) for which in range(SKETCHES)]

        def sketches_of(which: int) -> NDArray[np.uint64]:
            found: NDArray[np.uint64] = self._columns[f"sketches{which}"].read(0, count)
            return found

        joins = join_texts(
            sketches_of, self._lists("hashes"), ranks, self._settings.same_text, known, old_joins
        )
        outlets = self._columns["outlets"].read(0, count)
        texts = Texts(label_texts(np.concatenate(joins), ranks), outlets, ranks)
        old_labels = self._store.load("labels", (0,), np.uint32)
        return texts, Texts(old_labels, outlets[:known], ranks[:known]), joins

    def _ranks(self, count: int) -> NDArray[np.uint32]:
        """Rank the documents by date and key; ids of one key by themselves."""
        keys, dates = self._columns["keys"].read(0, count), self._columns["dates"].read(0, count)
        ranks = rank_keys(keys, dates)
        rising = np.sort(keys)
        if not (rising[1:] == rising[:-1]).any():
            return ranks
        order = np.lexsort((dates, keys))
        for place in np.flatnonzero(keys[order][1:] == keys[order][:-1]).tolist():
            # A chance of one in a hundred million at a million documents: nearly always one id twice.
            one, other = self.ids(order[place : place + 2]).to_pylist()
            if one == other:
                self.close()
                raise InputError(one, "this document is in the index already; give each a new id")
            if one > other and dates[order[place]] == dates[order[place + 1]]:
                ranks[order[place]], ranks[order[place + 1]] = ranks[order[place + 1]], ranks[order[place]]
        return ranks

    def _lists(self, kind: str) -> HashLists:
        ends = self._columns[f"{kind}_ends"].read(0, len(self))
        return HashLists(np.concatenate(([0], ends)), self._columns[kind].view)

    def _grow(self, kind: str, texts: Texts, before: Texts, rule: Rule) -> Joins:
        """Write the new postings of a kind as a run, and give what the kind joins."""
        spool, lists = self._spools[kind], self._lists(kind)
        path = self._store.new_run(kind)
        write_run(path, spool.sizes, lambda partition: sort_from(spool.read(partition), HASH_BIT), self._each)
        spool.close()
        run = Run(path)
        growth = Growth(
            texts, before, active_groups(texts.labels, before.labels), lists, self._runs[kind], rule
        )
        known = Joins(
            self._store.load(f"{kind}pairs", (0,), np.uint64),
            self._store.load(f"{kind}weights", (0,), np.uint32),
            self._store.load(f"{kind}boilerplate", (0, 2), np.uint64),
            self._store.counts.get(f"{kind}_frequent", 0),
            self._store.counts.get(f"{kind}_starred", 0),
        )
        joins = grow(growth, known, run.partition, self._new_spool, self._threads)
        self._runs[kind] = self._merged(kind, [*self._runs[kind], run])
        return joins

    def _each(self, work: Callable[[int], None]) -> None:
        in_threads(work, range(PARTITIONS), self._threads)

    def _merged(self, kind: str, runs: list[Run]) -> list[Run]:
        """Merge runs until each is more than twice the next, so that they stay few."""
        while len(runs) > 1 and len(runs[-2]) <= 2 * len(runs[-1]):
            last = runs[-2:]
            sizes = np.diff(last[0].begins) + np.diff(last[1].begins)

            def merge(partition: int, last: list[Run] = last) -> NDArray[np.uint64]:
                return np.asarray(merge_postings(last[0].partition(partition), last[1].partition(partition)))

            path = self._store.new_run(kind)
            write_run(path, sizes, merge, self._each)
            runs = [*runs[:-2], Run(path)]
        return runs

    def _commit(
        self, texts: Texts, alike: list[NDArray[np.uint32]], joins: Mapping[str, Joins], pairs: Spread
    ) -> Update:
        known = self._store.load("pairs", (0,), np.uint64)
        arrays: dict[str, NDArray[Any]] = {
            "labels": texts.labels,
            "pairs": pairs.pairs,
            "shares": pairs.shares,
        }
        arrays |= {f"joins{which}": alike[which] for which in range(SKETCHES)}
        counts = {"reworded_pairs": pairs.reworded, "hub_pairs": pairs.left_out}
        for kind, found in joins.items():
            arrays[f"{kind}pairs"], arrays[f"{kind}weights"] = found.pairs, found.weights
            arrays[f"{kind}boilerplate"] = found.boilerplate
            counts |= {f"{kind}_frequent": found.frequent, f"{kind}_starred": found.starred}
        for column in self._columns.values():
            column.commit()
        runs = {kind: [run.path.name for run in self._runs[kind]] for kind in _KINDS}
        self._store.commit(arrays, self._ends, self._outlets, runs, counts)
        self.close()
        return Update(
            pairs=pairs.pairs,
            shares=pairs.shares,
            added=without(pairs.pairs, known),
            removed=without(known, pairs.pairs),
            documents=self.documents,
            reworded_pairs=pairs.reworded,
            collapsed_documents=int(np.sum(texts.labels != np.arange(len(texts.labels)))),
            boilerplate=originals(joins["hashes"].boilerplate, self._lists("hashes")),
            frequent_fingerprints=joins["hashes"].frequent,
            starred_fingerprints=joins["hashes"].starred,
            hub_pairs=pairs.left_out,
            thinned_pairs=pairs.thinned,
        )

    # Reading

    def keys(self) -> NDArray[np.uint64]:
        """Give each document's key, as `key_ids` makes it of its id, by number."""
        keys: NDArray[np.uint64] = self._columns["keys"].read(0, len(self))
        return keys

    def ids(self, numbers: NDArray[np.int64]) -> pa.Array:
        """Give the ids of documents, in the order of the numbers."""
        offsets, data = self._columns["id_offsets"].map(), self._columns["ids"].map()
        buffers = [None, pa.py_buffer(offsets), pa.py_buffer(data)]
        every = pa.Array.from_buffers(pa.large_string(), len(self), buffers)
        return every.take(pa.array(np.asarray(numbers, np.int64))).cast(pa.string())

    def look_up(
        self, hashes: NDArray[np.uint64], most: int = _MOST_POSTINGS, kind: str = "hashes"
    ) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
        """Find the documents that have hashes of a text.

        Args:
            hashes: distinct.
            most: postings that are read, those of the rarest hashes first; one is read in any case.
            kind: "hashes" for fingerprints, "words" for word pairs.

        Returns:
            Documents, rising, and how many of the hashes that were read each has.
        """
        wanted = reduce_hashes(np.ascontiguousarray(hashes, np.uint64))
        ranges = [np.empty((len(wanted), 2), np.int64) for _ in self._runs[kind]]
        sizes = np.zeros(len(wanted), np.int64)
        for run, found in zip(self._runs[kind], ranges, strict=True):
            find_ranges(run.postings, run.begins, wanted, found)
            sizes += found[:, 1] - found[:, 0]
        order = np.lexsort((wanted, sizes))
        order = order[sizes[order] > 0]
        order = order[: max(1, int(np.searchsorted(np.cumsum(sizes[order]), most, "right")))]
        numbers = [
            read_ranges(run.postings, np.ascontiguousarray(found[order]))
            for run, found in zip(self._runs[kind], ranges, strict=True)
        ]
        every = np.concatenate([np.empty(0, np.uint32), *numbers])
        counts, distinct = np.zeros(self.documents, np.uint32), np.empty(len(every), np.uint32)
        distinct = np.sort(distinct[: count_numbers(every, counts, distinct)])
        return distinct, counts[distinct].astype(np.int64)


def without(some: NDArray[np.uint64], others: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Give those of some rising numbers that are not among others, which rise too."""
    return some[~are_among(some, others)]
