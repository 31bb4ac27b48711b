"""The stages in order; the one module that knows them all.

Each stage is keyed by a hash of what goes in and of its settings: what has not changed is not done again.
Statements are derived document by document, passages pair by pair, the rest as a whole.
"""

import gc
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from whence import __version__
from whence.claiming import Claimed, Tables, Trail, derive_claims, derive_origins
from whence.claims import match_known
from whence.decisions import (
    Ruling,
    apply_to_edges,
    apply_to_passages,
    rejected_pairs,
)
from whence.errors import CorpusError, StageError, WhenceError
from whence.library import (
    Library,
    digest_added,
    digest_library,
    digest_table,
    digest_values,
    load_checks,
    load_library,
    load_rulings,
)
from whence.records import (
    TABLES,
    Check,
    Claim,
    Document,
    Match,
    Passage,
    Statement,
    from_table,
    schema_of,
    to_table,
)
from whence.reuse_store import DOCUMENTS, ReuseStore
from whence.rows import STATEMENT_ORDER, sort_statements, sort_table
from whence.settings import Settings, digest_settings
from whence.storage import Catalogue, PartStore, storage_errors
from whence.trace import find_families, publication_interval, trace_edges
from whence.workers import read_batches

Progress = Callable[[str, int, int], None]
"""Told of (stage, done, total) as the work goes on."""

REUSE = "reuse"  # folder, in a corpus, of what passages are derived from
STAGES = ("passages", "edges", "statements", "claims", "origins", "checks")
_COLUMNS = digest_values(*(schema_of(record).names for record in TABLES.values()))[:16]
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
        self._rulings: list[Ruling] = []  # what people decided, from the beginning of a run

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
        self._rulings = load_rulings(self._catalogue)
        added = digest_added(self._catalogue, self._library_digest)
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
        with _stage("checks"):
            self._checks()
        with self._catalogue.transaction():
            self._catalogue.set_fact("traced", added)
            self._catalogue.set_fact("settings", msgspec.json.encode(self._settings).decode())
            keep = self._catalogue.retire_parts()
        self._parts.sweep(keep)

    # Statements: document by document

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
        marks = {document.id: _mark(document) for document in library.documents}
        store, known = self._open_reuse(marks)
        with closing(store):
            fresh = [document for document in library.documents if document.id not in known]
            batches = (_reuse_table(fresh[at : at + _BATCH], marks) for at in range(0, len(fresh), _BATCH))
            done = 0
            for count in store.add(batches):
                done += count
                self._progress("fingerprints", done, len(fresh))
            reuse = store.trace(self._progress)
            passages = store.passages()
        part = self._parts.write("passages", passages)
        with self._catalogue.transaction():
            self._catalogue.register("passages", [part])
            self._catalogue.set_result("passages", digest_table(passages), part, reuse.left_out)
        return passages

    def _open_reuse(self, marks: Mapping[str, int]) -> tuple[ReuseStore, Mapping[str, int]]:
        """Open what was found before; begin anew where settings, or documents in it, have changed.

        Args:
            marks: of every document in the corpus, by id.

        Returns:
            The store, and the marks of the documents that it holds.
        """
        folder = self._parts.corpus / REUSE
        try:
            store = ReuseStore(folder, self._settings.match, threads=self._workers)
            known = store.marks()
            if all(marks.get(document_id) == mark for document_id, mark in known.items()):
                return store, known
            store.close()
        except CorpusError:  # other settings, another version, or damaged: all of it can be derived again
            pass
        shutil.rmtree(folder, ignore_errors=True)
        return ReuseStore(folder, self._settings.match, threads=self._workers), {}

    # Edges, claims and origins: as a whole

    def _known_part(self, name: str) -> str:
        known = self._catalogue.result(name)
        if known is None:
            raise StageError(name, "the catalogue lost its part; make the corpus anew from its inputs")
        return known[1]

    def _edges(self, library: Library, passages: pa.Table) -> None:
        digest = digest_values(
            _salt("edges", digest_settings(self._settings.trace)),
            self._library_digest,
            digest_table(passages),
            *_decided(self._rulings, "edge"),
        )

        def derive() -> Tables:
            copied = apply_to_passages(from_table(passages, Passage), rejected_pairs(self._rulings))
            edges, credits = trace_edges(library.documents, library.credits, copied, self._settings.trace)
            edges = apply_to_edges(edges, self._rulings, library.documents)
            return {"edges": edges, "credits": credits, "families": find_families(library.documents, edges)}

        self._derive_whole("edges", digest, derive)

    def _claims(self, library: Library) -> None:
        read = sorted((key, digest) for key, (digest, _) in self._catalogue.derived("statements").items())
        digest = self._digest_of(
            "claims",
            [self._library_digest, digest_values(*read), *_decided(self._rulings)],
            ("edges", "credits", "passages"),
        )

        def derive() -> Tables:
            statements = read_derived(self._catalogue, self._parts, "statements", schema_of(Statement))
            # Passed on sorted and from a file, so that nobody holds them while claims are made.
            statements = self._aside(sort_statements(statements))
            aside = self._parts.lay_aside
            return derive_claims(library, statements, self._trail(), self._rulings, self._settings, aside)

        self._derive_whole("claims", digest, derive)

    def _origins(self, library: Library) -> None:
        digest = self._digest_of(
            "origins",
            [self._library_digest],
            ("passages", "edges", "credits", "claimed", "sources", "grouped", "decisions"),
        )

        def derive() -> Tables:
            claimed = Claimed(
                self._parts.read_aside(self._known_part("claimed"), schema_of(Statement)),
                self._parts.read_aside(self._known_part("grouped"), schema_of(Claim)),
                self._records("sources"),
                self._records("decisions"),
            )
            return derive_origins(library, claimed, self._trail(), self._settings, self._parts.lay_aside)

        self._derive_whole("origins", digest, derive)

    def _aside(self, table: pa.Table) -> pa.Table:
        aside = self._parts.lay_aside(table.schema)
        aside.add(table)
        return aside.table()

    def _trail(self) -> Trail:
        return Trail(self._copied_passages(), self._records("edges"), self._records("credits"))

    def _checks(self) -> None:
        checks = load_checks(self._catalogue)
        digest = digest_values(
            _salt("checks", digest_settings(self._settings.claims)), *checks, self._known_part("grouped")
        )

        def derive() -> Tables:
            claims = self._records("grouped") if checks else []
            return {"checks": checks, "matches": match_checks(claims, checks, self._settings)}

        self._derive_whole("checks", digest, derive)

    def _digest_of(self, stage: str, matter: list[str], tables: Sequence[str]) -> str:
        parts = [self._known_part(name) for name in tables]
        return digest_values(_salt(stage, digest_settings(getattr(self._settings, stage))), *matter, *parts)

    def _copied_passages(self) -> list[Passage]:
        """Give the passages but those of pairs in which a person saw no copying."""
        return apply_to_passages(self._records("passages"), rejected_pairs(self._rulings))

    def _records(self, name: str) -> list[Any]:
        return from_table(self._table(name), _RECORDS[name])

    def _table(self, name: str) -> pa.Table:
        return self._parts.read([self._known_part(name)], schema_of(_RECORDS[name]))

    def _derive_whole(self, stage: str, digest: str, derive: Callable[[], Tables]) -> None:
        """Run a stage that makes whole tables, unless what goes in is what went in last time."""
        known = self._catalogue.result(f"stage {stage}")
        self._progress(stage, 0, 1)
        if known is None or known[0] != digest:
            names = {}
            with _collector_off(), storage_errors(self._parts.corpus):
                derived = derive()
            for name in list(derived):
                rows = derived.pop(name)  # each is let go as soon as it is written
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
    "matches": ("claim_id", "check_id"),
    "mutations": ("claim_id", "from_statement", "to_statement", "kind", "before", "after"),
    "loops": ("claim_id",),
    "wire": ("document_id",),
    "statements": STATEMENT_ORDER,
    "claimed": STATEMENT_ORDER,
    "credits": ("document_id", "id"),
    "skipped": ("input", "reason"),
}


def sort_rows(name: str, table: pa.Table) -> pa.Table:
    """Sort a table of the given name by what identifies its rows."""
    return sort_table(table, _SORT_KEYS.get(name, ("id",)))


def match_checks(claims: Sequence[Claim], checks: Sequence[Check], settings: Settings) -> list[Match]:
    """Find the fact-checks of claims that are worded like the corpus's.

    Args:
        claims: of the corpus.
        checks: fact-checks that were added.
        settings: all thresholds.
    """
    found = match_known([c.text for c in claims], [c.claim for c in checks], settings.claims)
    return [
        Match(
            claim_id=claims[match.claim].id,
            check_id=checks[match.known].id,
            similarity=match.likeness,
            words=match.words,
        )
        for match in found
    ]


def read_derived(catalogue: Catalogue, parts: PartStore, stage: str, schema: pa.Schema) -> pa.Table:
    """Read what a stage derived document by document, without rows that a later run replaced.

    Args:
        catalogue: the corpus's catalogue.
        parts: its parts.
        stage: the stage, which is statements.
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


def _reuse_table(documents: Sequence[Document], marks: Mapping[str, int]) -> pa.Table:
    """Lay documents out as the reuse store takes them."""
    latest = [publication_interval(document).latest for document in documents]
    columns = [
        [document.id for document in documents],
        [document.text for document in documents],
        [document.outlet for document in documents],
        [int(moment.timestamp()) if moment is not None else None for moment in latest],
        [marks[document.id] for document in documents],
    ]
    arrays = [pa.array(values, field.type) for values, field in zip(columns, DOCUMENTS, strict=True)]
    return pa.Table.from_arrays(arrays, schema=DOCUMENTS)


def _mark(document: Document) -> int:
    """Give a number made from all that the passages of a document depend on."""
    latest = publication_interval(document).latest
    return int(digest_values(document.id, document.text, document.outlet, latest)[:16], 16)


def default_workers() -> int:
    """Give the number of processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _decided(rulings: Sequence[Ruling], subject: str | None = None) -> list[str]:
    """Give what tables depend on of the decisions, of one kind or all: not who made them, nor when."""
    chosen = [r for r in rulings if subject in (None, r.matter.subject)]
    return [f"{ruling.id} {ruling.reason}" for ruling in chosen]


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
