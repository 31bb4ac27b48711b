"""The stages in order; the one module that knows them all.

Each stage is keyed by a hash of what goes in and of its settings: what has not changed is not done again.
Fingerprints and statements are derived document by document, passages pair by pair, the rest as a whole.
"""

import gc
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from whence import __version__
from whence.claims import group_claims
from whence.errors import StageError, WhenceError
from whence.library import Library, digest_library, digest_table, digest_values, load_library
from whence.match import align_counted, drop_boilerplate, find_candidates
from whence.origins import Story, trace_origins
from whence.records import (
    TABLES,
    Document,
    Passage,
    Statement,
    from_table,
    schema_of,
    to_table,
)
from whence.settings import Settings, digest_settings
from whence.statements import reconcile_sources
from whence.storage import Catalogue, PartStore
from whence.text import FINGERPRINT_SCHEMA, fingerprint
from whence.trace import find_families, trace_edges
from whence.workers import read_batches

Progress = Callable[[str, int, int], None]
"""Told of (stage, done, total) as the work goes on."""

STAGES = ("fingerprints", "passages", "edges", "statements", "claims", "origins")
_PASSAGE_PART = schema_of(Passage).append(pa.field("pair", pa.uint64()))
_PAIR_PART = pa.schema([("pair", pa.uint64()), ("reworded", pa.bool_())])
_COLUMNS = digest_values(
    *(schema_of(record).names for record in TABLES.values()), FINGERPRINT_SCHEMA.names, _PAIR_PART.names
)[:16]
_BATCH = 500  # documents a part: a crash loses no more work than this, and a part stays under some MB
_SMALL = 64  # documents below which starting worker processes costs more than it saves


class Pipeline:
    """One run of the derived stages over a corpus that this process holds for writing.

    Args:
        catalogue: the corpus's catalogue.
        parts: its parts.
        settings: all thresholds.
        workers: processes for the stages that read one document at a time, at least 1.
        progress: told how far the work is.
    """

    def __init__(
        self, catalogue: Catalogue, parts: PartStore, settings: Settings, workers: int, progress: Progress
    ) -> None:
        self._catalogue = catalogue
        self._parts = parts
        self._settings = settings
        self._workers = workers
        self._progress = progress
        self._library_digest = ""  # of all documents and credits, from the beginning of a run

    def run(self) -> None:
        """Derive everything that has changed.

        Raises:
            StageError: if a stage fails; what earlier stages derived is kept.
            CorpusError: if the corpus cannot be read or written.
        """
        lost = self._parts.lost(self._catalogue.derived_parts())
        if lost:
            with self._catalogue.transaction():
                self._catalogue.forget_parts(lost)
        library = load_library(self._catalogue, self._parts)
        self._library_digest = digest_library(library)
        with _stage("fingerprints"):
            self._fingerprints(library)
        with _stage("passages"):
            passages = self._passages(library)
        with _stage("edges"):
            self._edges(library, passages)
        with _stage("statements"):
            self._statements(library)
        with _stage("claims"):
            self._claims(library)
        with _stage("origins"):
            self._origins(library)
        with self._catalogue.transaction():
            self._catalogue.set_fact("traced", self._library_digest)
            self._catalogue.set_fact("settings", msgspec.json.encode(self._settings).decode())
            keep = self._catalogue.retire_parts()
        self._parts.sweep(keep)

    # Fingerprints and statements: document by document

    def _fingerprints(self, library: Library) -> None:
        salt = _salt("fingerprints", digest_settings(self._settings.match))
        digests = {d.id: digest_values(salt, d.id, d.text) for d in library.documents}
        self._derive_each("fingerprints", library, digests, self._fingerprint_batches)

    def _fingerprint_batches(self, batches: Sequence[list[Document]]) -> Iterator[pa.Table]:
        for batch in batches:
            yield fingerprint(texts_of(batch), self._settings.match)

    def _statements(self, library: Library) -> None:
        salt = _salt("statements", digest_settings(self._settings.statements))
        digests = {d.id: digest_values(salt, *_reading_matter(d)) for d in library.documents}
        self._derive_each("statements", library, digests, self._statement_batches)

    def _statement_batches(self, batches: Sequence[list[Document]]) -> Iterator[pa.Table]:
        documents = sum(len(batch) for batch in batches)
        workers = self._workers if documents >= _SMALL else 1
        return read_batches(batches, self._settings.statements, workers)

    def _derive_each(
        self,
        stage: str,
        library: Library,
        digests: Mapping[str, str],
        derive: Callable[[Sequence[list[Document]]], Iterator[pa.Table]],
    ) -> None:
        """Run a stage over the documents whose digest has changed, a batch a part."""
        known = self._catalogue.derived(stage)
        pending = [d for d in library.documents if known.get(d.id, ("", ""))[0] != digests[d.id]]
        size = min(_BATCH, max(16, len(pending) // (4 * self._workers)))
        batches = [pending[start : start + size] for start in range(0, len(pending), size)]
        done = 0
        self._progress(stage, done, len(pending))
        for batch, table in zip(batches, derive(batches), strict=True):
            part = self._parts.write(stage, table)
            with self._catalogue.transaction():
                self._catalogue.register(stage, [part])
                self._catalogue.set_derived(stage, part, [(d.id, digests[d.id]) for d in batch])
            done += len(batch)
            self._progress(stage, done, len(pending))
        with self._catalogue.transaction():
            self._catalogue.forget_derived(stage, sorted(known.keys() - digests.keys()))

    # Passages: pair by pair

    def _passages(self, library: Library) -> pa.Table:
        settings = self._settings.match
        fingerprints = read_derived(self._catalogue, self._parts, "fingerprints", FINGERPRINT_SCHEMA)
        outlets = {document.id: document.outlet for document in library.documents}
        candidates = find_candidates(fingerprints, outlets, settings)
        aligned, not_tried = self._aligned(candidates.pairs, library)
        # What is boilerplate depends on the whole corpus, so it is taken out after what depends on pairs.
        passages, dropped = drop_boilerplate(
            aligned.drop_columns(["pair"]), texts_of(library.documents), candidates.boilerplate, settings
        )
        notes = candidates.left_out() | {
            "passages that are boilerplate": dropped,
            "pairs in which rewording was not looked for": not_tried,
        }
        part = self._parts.write("passages", passages)
        with self._catalogue.transaction():
            self._catalogue.register("passages", [part])
            self._catalogue.set_result("passages", digest_table(passages), part, notes)
        return passages

    def _aligned(self, pairs: pa.Table, library: Library) -> tuple[pa.Table, int]:
        """Align the pairs that were not aligned before; give the passages of all and a count.

        The count is of pairs in which rewording was not looked for.
        """
        wanted = _pair_keys(pairs, library.documents)
        salt = _salt("passages", digest_settings(self._settings.match))
        known = self._catalogue.result("pairs")
        old, old_pairs = _PASSAGE_PART.empty_table(), _PAIR_PART.empty_table()
        if known is not None and known[0] == salt:
            old_pairs = self._parts.read([known[1]], _PAIR_PART)
            old = self._parts.read([self._known_part("aligned")], _PASSAGE_PART)
        fresh = pairs.filter(pa.array(~np.isin(wanted, old_pairs.column("pair").to_numpy())))
        new, new_pairs = self._align(fresh, library)
        table = pa.concat_tables([_keep_pairs(old, wanted), new])
        table = table.sort_by([(name, "ascending") for name in ("left_id", "right_id", "id")])
        all_pairs = pa.concat_tables([_keep_pairs(old_pairs, wanted), new_pairs]).sort_by("pair")
        parts = {"aligned": table, "pairs": all_pairs}
        names = {name: self._parts.write(name, rows) for name, rows in parts.items()}
        with self._catalogue.transaction():
            for name, part in names.items():
                self._catalogue.register("passages", [part])
                self._catalogue.set_result(name, salt, part)
        return table, all_pairs.num_rows - int(np.sum(all_pairs.column("reworded").to_numpy()))

    def _known_part(self, name: str) -> str:
        known = self._catalogue.result(name)
        if known is None:
            raise StageError(name, "the catalogue lost its part; make the corpus anew from its inputs")
        return known[1]

    def _align(self, pairs: pa.Table, library: Library) -> tuple[pa.Table, pa.Table]:
        texts = texts_of(library.documents)
        found, tried = [_PASSAGE_PART.empty_table()], [_PAIR_PART.empty_table()]
        size = 20_000  # pairs a step of the progress bar
        self._progress("passages", 0, pairs.num_rows)
        for start in range(0, pairs.num_rows, size):
            some = pairs.slice(start, size)
            aligned = align_counted(some, texts, self._settings.match)
            keys = _pair_keys(aligned.passages, library.documents)
            found.append(aligned.passages.append_column("pair", pa.array(keys)).cast(_PASSAGE_PART))
            columns = [pa.array(_pair_keys(some, library.documents)), pa.array(aligned.reworded)]
            tried.append(pa.Table.from_arrays(columns, schema=_PAIR_PART))
            self._progress("passages", min(start + size, pairs.num_rows), pairs.num_rows)
        return pa.concat_tables(found), pa.concat_tables(tried)

    # Edges, claims and origins: as a whole

    def _edges(self, library: Library, passages: pa.Table) -> None:
        digest = digest_values(
            _salt("edges", digest_settings(self._settings.trace)),
            self._library_digest,
            digest_table(passages),
        )

        def derive() -> Mapping[str, list[Any] | pa.Table]:
            edges, credits = trace_edges(
                library.documents, library.credits, from_table(passages, Passage), self._settings.trace
            )
            return {"edges": edges, "credits": credits, "families": find_families(library.documents, edges)}

        self._derive_whole("edges", digest, derive)

    def _claims(self, library: Library) -> None:
        read = read_derived(self._catalogue, self._parts, "statements", schema_of(Statement)).sort_by("id")
        digest = self._digest_of(
            "claims", [self._library_digest, digest_table(read)], ("edges", "credits", "passages")
        )

        def derive() -> Mapping[str, list[Any] | pa.Table]:
            sources, statements = reconcile_sources(library.documents, from_table(read, Statement))
            claims, statements = group_claims(
                library.documents,
                statements,
                self._records("passages"),
                self._records("edges"),
                self._records("credits"),
                self._settings.claims,
            )
            # Only two columns are new; making the others anew from records would need their memory twice.
            found = {statement.id: statement for statement in statements}
            table = _set_column(read, "source_id", {key: row.source_id for key, row in found.items()})
            table = _set_column(table, "claim_id", {key: row.claim_id for key, row in found.items()})
            return {"sources": sources, "claimed": table, "grouped": claims}

        self._derive_whole("claims", digest, derive)

    def _origins(self, library: Library) -> None:
        digest = self._digest_of(
            "origins",
            [self._library_digest],
            ("passages", "edges", "credits", "claimed", "sources", "grouped"),
        )

        def derive() -> Mapping[str, list[Any] | pa.Table]:
            story = Story(
                documents=library.documents,
                outlets=library.outlets,
                passages=self._records("passages"),
                edges=self._records("edges"),
                credits=self._records("credits"),
                statements=self._records("claimed"),
                sources=self._records("sources"),
                claims=self._records("grouped"),
            )
            tables = trace_origins(story, self._settings.origins)
            claimed = self._parts.read([self._known_part("claimed")], schema_of(Statement))
            return {
                "claims": tables.claims,
                "arrows": tables.arrows,
                "origins": tables.origins,
                "mutations": tables.mutations,
                "loops": tables.loops,
                "statements": _set_column(claimed, "corrected_by", tables.corrections),
            }

        self._derive_whole("origins", digest, derive)

    def _digest_of(self, stage: str, matter: list[str], tables: Sequence[str]) -> str:
        parts = [self._known_part(name) for name in tables]
        return digest_values(_salt(stage, digest_settings(getattr(self._settings, stage))), *matter, *parts)

    def _records(self, name: str) -> list[Any]:
        record = _RECORDS[name]
        return from_table(self._parts.read([self._known_part(name)], schema_of(record)), record)

    def _derive_whole(
        self, stage: str, digest: str, derive: Callable[[], Mapping[str, list[Any] | pa.Table]]
    ) -> None:
        """Run a stage that makes whole tables, unless what goes in is what went in last time."""
        known = self._catalogue.result(f"stage {stage}")
        self._progress(stage, 0, 1)
        if known is None or known[0] != digest:
            names = {}
            with _collector_off():
                derived = derive()
            for name, rows in derived.items():
                table = rows if isinstance(rows, pa.Table) else to_table(rows, _RECORDS[name])
                names[name] = self._parts.write(name, sort_rows(name, table))
            with self._catalogue.transaction():
                for name, part in names.items():
                    self._catalogue.register(stage, [part])
                    self._catalogue.set_result(name, digest, part)
                self._catalogue.set_result(f"stage {stage}", digest, "")
        self._progress(stage, 1, 1)


# "grouped" is the claims table before the origins are counted, "claimed" the statements table before
# corrections are known.
_RECORDS = TABLES | {"grouped": TABLES["claims"], "claimed": TABLES["statements"]}
_SORT_KEYS = {
    "families": ("family_id", "document_id"),
    "arrows": ("claim_id", "id"),
    "origins": ("claim_id", "id"),
    "mutations": ("claim_id", "from_statement", "to_statement", "kind", "before", "after"),
    "loops": ("claim_id",),
    "statements": ("document_id", "field", "begin", "end", "id"),
    "claimed": ("document_id", "field", "begin", "end", "id"),
    "credits": ("document_id", "id"),
    "skipped": ("input", "reason"),
}


def sort_rows(name: str, table: pa.Table) -> pa.Table:
    """Sort a table of the given name by what identifies its rows."""
    return table.sort_by([(key, "ascending") for key in _SORT_KEYS.get(name, ("id",))])


def _set_column(table: pa.Table, name: str, values: Mapping[str, str | None]) -> pa.Table:
    """Fill a text column from values by row id; rows without a value become null."""
    column = pa.array([values.get(key) for key in table.column("id").to_pylist()], pa.string())
    return table.set_column(table.schema.get_field_index(name), table.schema.field(name), column)


def read_derived(catalogue: Catalogue, parts: PartStore, stage: str, schema: pa.Schema) -> pa.Table:
    """Read what a stage derived document by document, without rows that a later run replaced.

    Args:
        catalogue: the corpus's catalogue.
        parts: its parts.
        stage: fingerprints or statements.
        schema: the stage's schema, which has a column `document_id` or else `id` for the document.

    Returns:
        The rows of all documents, by part and place in it.
    """
    live: dict[str, list[str]] = {}
    for document_id, (_, part) in catalogue.derived(stage).items():
        live.setdefault(part, []).append(document_id)
    name = "document_id" if "document_id" in schema.names else "id"
    tables = [schema.empty_table()]
    for part, document_ids in sorted(live.items()):
        table = parts.read([part], schema)
        keep = pc.is_in(table.column(name), value_set=pa.array(document_ids, pa.string()))
        tables.append(table.filter(keep))
    return pa.concat_tables(tables)


def texts_of(documents: Iterable[Document]) -> pa.Table:
    """Lay out ids and texts as the reuse stages take them."""
    rows = list(documents)
    return pa.table({"id": [d.id for d in rows], "text": [d.text for d in rows]})


def default_workers() -> int:
    """Give the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _pair_keys(pairs: pa.Table, documents: Sequence[Document]) -> Any:
    """Give each pair a number made from both ids and both texts, so that a changed text is a new pair."""
    digests = {d.id: int(digest_values(d.id, d.text)[:16], 16) for d in documents}
    left = np.array([digests[i] for i in pairs.column("left_id").to_pylist()], dtype=np.uint64)
    right = np.array([digests[i] for i in pairs.column("right_id").to_pylist()], dtype=np.uint64)
    # Multiplying by an odd number before the exclusive or tells (a, b) from (b, a).
    return left * np.uint64(0x9E3779B97F4A7C15) ^ right


def _keep_pairs(table: pa.Table, wanted: Any) -> pa.Table:
    return table.filter(pa.array(np.isin(table.column("pair").to_numpy(), wanted)))


def _reading_matter(document: Document) -> tuple[object, ...]:
    """What the statements of a document depend on."""
    return (
        document.id, document.title, document.text, *document.authors, document.genre, document.language,
        document.outlet,
    )  # fmt: skip


def _salt(stage: str, settings_digest: str) -> str:
    # The columns are part of it: what an earlier whence derived without one of them is not used.
    return f"{stage} {__version__} {settings_digest} {_COLUMNS}"


@contextmanager
def _collector_off() -> Iterator[None]:
    """Keep the collector of cycles from reading millions of records, which hold none, again and again.

    Measured on 160,000 statements: a quarter of the time of the claims, and no more memory.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _stage(name: str) -> Iterator[None]:
    """Name the stage in whatever goes wrong inside it."""
    try:
        yield
    except (WhenceError, KeyboardInterrupt, MemoryError):
        raise
    except Exception as error:
        raise StageError(
            name, f"{type(error).__name__}: {error}; run again with --debug and report it"
        ) from error
