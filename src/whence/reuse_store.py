"""Text reuse over a growing body of documents: texts in, passages out, in bounded memory.

A store is a folder. Documents are added in batches; tracing aligns just the pairs that were not aligned
before. What a store gives depends on its documents and settings alone, not on the order or the batches in
which they came.

    store/
      reuse.json   which files hold the passages, and the counts
      passages/    Parquet files with the rows of the passages table
      pairs/       for each of them the pairs of documents that were aligned
      texts/       the texts, to be read by number
      index/       the fingerprints
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from whence import __version__
from whence.errors import CorpusError
from whence.match import (
    NO_DATE,
    Aligned,
    CandidateIndex,
    Documents,
    Update,
    align_blocks,
    are_among,
    find_counted,
    map_in_order,
    split_pairs,
)
from whence.records import Passage, schema_of
from whence.settings import MatchSettings, digest_settings
from whence.storage import PartStore
from whence.storage.manifest import replace_file
from whence.storage.texts import TextFile
from whence.text import fingerprint

Progress = Callable[[str, int, int], None]
"""Told of (stage, done, total) as the work goes on."""

DOCUMENTS = pa.schema(
    [
        ("id", pa.string()),
        ("text", pa.large_string()),
        ("outlet", pa.string()),  # tells boilerplate
        ("date", pa.int64()),  # in seconds; the earliest text of a family is its hub
        ("mark", pa.uint64()),  # any number, by which the caller knows the document again
    ]
)
"""What a batch of documents has; all but id and text may be null."""

_PASSAGES = schema_of(Passage)
_PAIRS = pa.schema(
    [
        ("pair", pa.uint64()),  # numbers of the two documents, as `split_pairs` takes them
        ("passages", pa.int64()),
        ("reworded", pa.bool_()),  # whether rewording was looked for
        ("boilerplate", pa.int64()),  # passages left out because they are boilerplate
    ]
)
_HASHES = pa.schema([("hash", pa.uint64())])
_PART = 200_000  # passages in a file, so that what a later run takes back is little
_MOST_PARTS = 64  # files, above which the small ones are joined
STATE_FILE = "reuse.json"
_ALL = 1 << 62  # postings: no limit


class _State(msgspec.Struct, frozen=True):
    """What of a store is committed."""

    made_by: str  # version and settings
    parts: tuple[tuple[str, str], ...] = ()  # passages, and the pairs that were aligned for them
    boilerplate: str = ""  # the fingerprints by which passages were left out
    counts: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class Reuse:
    """What a store holds.

    Attributes:
        documents: how many.
        passages: how many.
        pairs: of documents that were aligned.
        left_out: what caps kept out of the search, by reason.
    """

    documents: int
    passages: int
    pairs: int
    left_out: dict[str, int]


class ReuseStore:
    """The documents of one folder and the passages that they share; one writer at a time.

    Args:
        folder: made when the first document comes.
        settings: what was derived under others is derived again.
        threads: processors to use.
        memory: bytes that the fingerprints of an addition may take before they are put aside in files.

    Raises:
        CorpusError: if the folder holds something else, or cannot be read.
    """

    def __init__(
        self, folder: Path, settings: MatchSettings, *, threads: int = 1, memory: int = 1 << 28
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._threads = threads
        self._made_by = f"{__version__} {digest_settings(settings)}"
        self._passages = PartStore(folder, "passages")
        self._pairs = PartStore(folder, "pairs")
        self._state = self._read_state()
        self._index = CandidateIndex(folder / "index", settings, memory=memory, threads=threads)
        self._texts = TextFile(folder / "texts", self._index.documents)

    def close(self) -> None:
        """Close the files and forget what was added since the last `trace`."""
        self._index.close()

    def add(self, batches: Iterable[pa.Table]) -> Iterator[int]:
        """Add documents; they count from the next `trace` on.

        Args:
            batches: tables of the schema DOCUMENTS, some thousand rows each, with ids that are new.

        Yields:
            The number of documents in each batch, once it is in.
        """
        for documents, fingerprints in map_in_order(self._fingerprint, batches, self._threads):
            for batch in documents.to_batches():
                marks = batch.column("mark").fill_null(0).to_numpy(zero_copy_only=False)
                self._texts.append(batch.column("text"), marks)
            dates = documents.column("date").fill_null(NO_DATE).to_numpy()
            self._index.add(fingerprints, documents.column("outlet"), dates)
            yield documents.num_rows

    def _fingerprint(self, documents: pa.Table) -> tuple[pa.Table, pa.Table]:
        return documents, fingerprint(documents, self._settings)

    def trace(self, progress: Progress = lambda _stage, _done, _total: None) -> Reuse:
        """Align the pairs that became worth it, and take back those that are so no more.

        Args:
            progress: told of ("passages", pairs done, pairs to do).

        Raises:
            CorpusError: if the disk is full or cannot be written.
        """
        self._texts.commit()
        update = self._index.update()
        known = self._take_back(update)
        fresh = ~are_among(update.pairs, known)
        self._align(update.pairs[fresh], update.shares[fresh], update.boilerplate, progress)
        self._join_parts()
        return self._finish(update)

    def _take_back(self, update: Update) -> NDArray[np.uint64]:
        """Take back the passages of pairs that are none now or whose boilerplate changed.

        Returns:
            The pairs whose passages stand, rising.
        """
        hashes = self._read_hashes()
        changed = np.setxor1d(hashes, update.boilerplate)
        doubtful = self._holders(changed)
        parts, standing = [], [np.empty(0, np.uint64)]
        for passages_name, pairs_name in self._state.parts:
            pairs = self._pairs.read([pairs_name], _PAIRS)
            codes = pairs.column("pair").to_numpy()
            left, right = split_pairs(codes)
            # Boilerplate is judged by the words of the left side alone.
            touched = np.flatnonzero(doubtful[left] | doubtful[right])
            judged = np.zeros(len(codes), bool)
            judged[touched] = doubtful[self._in_order(left[touched], right[touched])[0]]
            stands = are_among(codes, update.pairs) & ~judged
            standing.append(codes[stands])
            if stands.all():
                parts.append((passages_name, pairs_name))
            elif stands.any():
                passages = self._passages.read([passages_name], _PASSAGES)
                kept = np.repeat(stands, pairs.column("passages").to_numpy())
                parts.append(self._write(passages.filter(pa.array(kept)), pairs.filter(pa.array(stands))))
        if len(changed) or tuple(parts) != self._state.parts:
            name = self._pairs.write("boilerplate", pa.table([pa.array(update.boilerplate)], schema=_HASHES))
            self._commit(_State(self._made_by, tuple(parts), name))
        return np.sort(np.concatenate(standing))

    def _holders(self, hashes: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Say of each document whether it has any of some fingerprints."""
        found = np.zeros(len(self._index), bool)
        if self._state.parts:
            found[self._index.look_up(hashes, most=_ALL)[0]] = True
        return found

    def _in_order(
        self, one: NDArray[np.int64], other: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Give the left and the right document of pairs: the left one has the lesser id."""
        swapped = pc.greater(self._index.ids(one), self._index.ids(other)).to_numpy(zero_copy_only=False)
        return np.where(swapped, other, one), np.where(swapped, one, other)

    def _align(
        self,
        pairs: NDArray[np.uint64],
        shares: NDArray[np.uint32],
        boilerplate: NDArray[np.uint64],
        progress: Progress,
    ) -> None:
        """Align pairs and write their passages, part by part."""
        ids = self._index.ids(np.arange(len(self._index)))
        documents = Documents(ids, self._texts.sizes, self._texts.take)
        lefts, rights = self._in_order(*split_pairs(pairs))
        waiting: list[tuple[pa.Table, pa.Table]] = []
        done = 0
        progress("passages", 0, len(pairs))
        for block in align_blocks(
            lefts, rights, shares.astype(np.int64), documents, self._settings, self._threads,
            boilerplate=boilerplate,
        ):  # fmt: skip
            waiting.append((block.passages, _describe_pairs(block, pairs)))
            done += len(block.pairs)
            progress("passages", done, len(pairs))
            if sum(passages.num_rows for passages, _ in waiting) >= _PART:
                self._keep(waiting)
                waiting = []
        self._keep(waiting)

    def _keep(self, waiting: Sequence[tuple[pa.Table, pa.Table]]) -> None:
        """Write passages and their pairs as one part, and commit it."""
        if waiting:
            part = self._write(*(pa.concat_tables(tables) for tables in zip(*waiting, strict=True)))
            self._commit(msgspec.structs.replace(self._state, parts=(*self._state.parts, part)))

    def _write(self, passages: pa.Table, pairs: pa.Table) -> tuple[str, str]:
        return self._passages.write("passages", passages), self._pairs.write("pairs", pairs)

    def _join_parts(self) -> None:
        """Join the small parts into one where there are many, so that reading all stays quick."""
        if len(self._state.parts) <= _MOST_PARTS:
            return
        small: list[tuple[str, str]] = []
        large: list[tuple[str, str]] = []
        for part in self._state.parts:
            rows = self._passages.count(part[0])
            (small if rows < _PART else large).append(part)
        passages = self._passages.read([name for name, _ in small], _PASSAGES)
        pairs = self._pairs.read([name for _, name in small], _PAIRS)
        self._commit(msgspec.structs.replace(self._state, parts=(*large, self._write(passages, pairs))))

    def _finish(self, update: Update) -> Reuse:
        pairs = self._pairs.read([name for _, name in self._state.parts], _PAIRS)
        tried = int(np.sum(pairs.column("reworded").to_numpy()))
        left_out = update.left_out() | {
            "passages that are boilerplate": int(np.sum(pairs.column("boilerplate").to_numpy())),
            "pairs in which rewording was not looked for": pairs.num_rows - tried,
        }
        passages = int(np.sum(pairs.column("passages").to_numpy()))
        reuse = Reuse(update.documents, passages, pairs.num_rows, left_out)
        counts = {"documents": reuse.documents, "passages": passages, "pairs": reuse.pairs, **left_out}
        if counts != self._state.counts:
            self._commit(msgspec.structs.replace(self._state, counts=counts))
        names = {name for part in self._state.parts for name in part} | {self._state.boilerplate}
        self._passages.sweep(names)
        self._pairs.sweep(names)
        return reuse

    # Reading

    def passages(self) -> pa.Table:
        """Give the rows of the passages table, by left id, right id and id."""
        table = self._passages.read([name for name, _ in self._state.parts], _PASSAGES)
        return table.sort_by([(name, "ascending") for name in ("left_id", "right_id", "id")])

    def marks(self) -> dict[str, int]:
        """Give the mark of every document by its id."""
        ids = self._index.ids(np.arange(len(self._texts)))
        return dict(zip(ids.to_pylist(), self._texts.marks.tolist(), strict=True))

    def find(self, text: str) -> list[Passage]:
        """Find where a text, or parts of it, occur.

        Args:
            text: any text; its side of each passage has the id "query".

        Returns:
            Passages, longest first.
        """
        return find_counted(text, self._index, self._texts.take, self._settings).passages

    def keys(self) -> NDArray[np.uint64]:
        """Give a hash of every document's id, as `match.key_ids` makes it, by number."""
        return self._index.keys()

    def counts(self) -> dict[str, int]:
        """Give the numbers that the last `trace` came to, by what they count."""
        return dict(self._state.counts)

    # The state

    def _read_state(self) -> _State:
        path = self._folder / STATE_FILE
        try:
            state = msgspec.json.decode(path.read_bytes(), type=_State)
        except FileNotFoundError:
            return _State(self._made_by)
        except (OSError, msgspec.MsgspecError) as error:
            raise CorpusError(
                f"{path}: cannot be read ({error}); remove {self._folder} and run again"
            ) from error
        if state.made_by != self._made_by:
            raise CorpusError(
                f"{self._folder}: was made by another whence or under other settings ({state.made_by}); "
                "use a folder of its own for these"
            )
        return state

    def _commit(self, state: _State) -> None:
        replace_file(self._folder / STATE_FILE, msgspec.json.format(msgspec.json.encode(state)))
        self._state = state

    def _read_hashes(self) -> NDArray[np.uint64]:
        names = [self._state.boilerplate] if self._state.boilerplate else []
        hashes: NDArray[np.uint64] = self._pairs.read(names, _HASHES).column("hash").to_numpy()
        return hashes


def _describe_pairs(block: Aligned, pairs: NDArray[np.uint64]) -> pa.Table:
    """Lay out a block's pairs, in the order of their passages."""
    counts = np.bincount(block.owners, minlength=len(pairs))[block.pairs]
    columns = [pairs[block.pairs], counts, block.reworded, block.boilerplate]
    return pa.table([pa.array(column) for column in columns], schema=_PAIRS)
