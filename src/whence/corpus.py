"""A corpus: documents added over time, and everything derived from them."""

import dataclasses
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import msgspec
import pyarrow as pa
import pyarrow.compute as pc

from whence import __version__
from whence.decisions import Ruling, make_matter, new_ruling
from whence.errors import CorpusError, NotFoundError, SettingsError
from whence.identity import content_id
from whence.ingest import Ingested, Read, load_outlets, read_inputs
from whence.library import (
    DOCUMENT_PART,
    Library,
    add_beside,
    all_rulings,
    digest_added,
    digest_library,
    load_affiliations,
    load_library,
)
from whence.records import (
    TABLES,
    Affiliation,
    Check,
    Credit,
    Document,
    Outlet,
    Passage,
    Skipped,
    schema_of,
    to_table,
)
from whence.settings import Settings
from whence.storage import Catalogue, PartStore, WriterLock
from whence.storage.catalogue import FORMAT, DecisionRow, RecordRow
from whence.storage.index import TextIndex

if TYPE_CHECKING:
    from whence.pipeline import Progress

_ADD_DOCUMENTS = 1_000  # a part of added documents holds at most so many ...
_ADD_CHARACTERS = 32_000_000  # ... and about so much text, so that memory stays bounded


@dataclass(frozen=True, slots=True)
class AddResult:
    """What an addition did."""

    added: int  # records that are new to the corpus
    known: int  # records that it held already
    skipped: tuple[Skipped, ...]  # inputs that were not used, by input
    checks: int = 0  # fact-checks that were read, new or known
    affiliations: int = 0  # who owns whom: rows that were read, new or known


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found by words."""

    document_id: str
    title: str | None
    outlet: str | None
    score: float
    words: str  # the part of the text where the words stand closest together


@dataclass(frozen=True, slots=True)
class Info:
    """What a corpus holds and how it was made."""

    folder: str
    whence_version: str
    format: int
    counts: dict[str, int]  # rows of every table that has been derived; of families, how many there are
    traced: bool  # whether everything that was added has been traced
    skipped: tuple[Skipped, ...]
    left_out: dict[str, int]  # what caps kept out of the search for passages, by reason
    settings: dict[str, Any]  # those it was last traced with; before that, those it is open with


class Corpus:
    """A corpus folder, open for reading; `add` and `trace` take it for writing while they run.

    Args:
        folder: the corpus folder.
        settings: all thresholds; a derived table is made anew where they have changed.
        create: whether to make the corpus where there is none.

    Raises:
        CorpusError: if there is no corpus, or it cannot be read, or a newer whence made it.
    """

    def __init__(self, folder: str | Path, settings: Settings | None = None, *, create: bool = False) -> None:
        self.folder = Path(folder)
        self.settings = settings or Settings()
        self._catalogue = Catalogue(self.folder, create=create)
        self._parts = PartStore(self.folder)
        self._index = TextIndex(self._catalogue)
        self._loaded: tuple[object, Library] | None = None

    def __enter__(self) -> "Corpus":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the corpus; it cannot be used afterwards."""
        self._catalogue.close()

    # Writing

    def add(
        self,
        inputs: str | Path | Iterable[str | Path],
        *,
        outlets: str | Path | None = None,
        field_map: Mapping[str, str] | None = None,
        progress: "Progress | None" = None,
    ) -> AddResult:
        """Add documents, fact-checks and owners; what the corpus holds already is left as it is.

        Args:
            inputs: files and folders, or one.
            outlets: a CSV file with the columns outlet, publisher, agency, hosts, aliases, zone.
            field_map: which column of a table holds which field, for columns with names of their own.
            progress: told of ("add", records read, 0).

        Returns:
            What was added, known already and skipped.

        Raises:
            CorpusError: if another process writes to the corpus, or the disk is full.
            InputError: if the outlets table cannot be read.
        """
        described = load_outlets(outlets) if outlets is not None else ()
        added = known = checks = owned = 0
        skipped: list[Skipped] = []
        with WriterLock(self.folder):
            with self._catalogue.transaction():
                self._catalogue.set_outlets(described)
            for batch in _batches(read_inputs(inputs, self.settings.ingest, dict(field_map or {}))):
                new = self._add_batch([item for item in batch if isinstance(item, Ingested)])
                articles = sum(isinstance(item, Ingested) for item in batch)
                left = [item for item in batch if isinstance(item, Skipped)]
                with self._catalogue.transaction():
                    self._catalogue.add_skipped(left)
                    checks += add_beside(self._catalogue, batch, Check)
                    owned += add_beside(self._catalogue, batch, Affiliation)
                added += new
                known += articles - new
                skipped += left
                if progress is not None:
                    progress("add", added + known + len(skipped), 0)
            self._index.update(self._indexed_rows)
        left = sorted(skipped, key=lambda row: (row.input, row.reason))
        return AddResult(added, known, tuple(left), checks, owned)

    def _add_batch(self, batch: list[Ingested]) -> int:
        """Add one batch as two parts and a transaction; give the number of new records."""
        keys = [_record_key(item) for item in batch]
        fresh: dict[str, Ingested] = {}
        for key, item in zip(keys, batch, strict=True):
            if key not in fresh and not self._catalogue.has_record(key):
                fresh[key] = item
        documents_part, credits_part = self._write_added(fresh) if fresh else ("", "")
        with self._catalogue.transaction():
            if fresh:
                self._catalogue.register("documents", [documents_part])
                self._catalogue.register("credits", [credits_part])
            self._catalogue.add_records(
                RecordRow(
                    key,
                    item.document.id,
                    _body(item.document),
                    documents_part,
                    credits_part,
                    item.document.input,
                )
                for key, item in fresh.items()
            )
            for key, item in zip(keys, batch, strict=True):
                self._catalogue.add_input(item.document.input, key)
        return len(fresh)

    def _write_added(self, fresh: Mapping[str, Ingested]) -> tuple[str, str]:
        documents = to_table([item.document for item in fresh.values()], Document)
        documents = documents.append_column("key", pa.array(list(fresh), pa.string()))
        credits = to_table([c for item in fresh.values() for c in item.credits], Credit)
        keys = [key for key, item in fresh.items() for _ in item.credits]
        credits = credits.append_column("key", pa.array(keys, pa.string()))
        return self._parts.write("documents", documents), self._parts.write("credits", credits)

    def _indexed_rows(self, part: str) -> Iterator[tuple[str, str, str]]:
        table = self._parts.read([part], DOCUMENT_PART, ["key", "title", "text"])
        for row in table.to_pylist():
            yield row["key"], row["title"] or "", row["text"]

    def trace(self, *, workers: int | None = None, progress: "Progress | None" = None) -> None:
        """Derive passages, edges, families, statements, claims and origins; what has not changed is kept.

        Args:
            workers: processes for reading statements; by default one for each processor.
            progress: told of (stage, done, total).

        Raises:
            CorpusError: if another process writes to the corpus, or the disk is full.
            SettingsError: if `workers` is below 1.
            StageError: if a stage fails; what earlier stages derived is kept.
        """
        from whence.pipeline import Pipeline, default_workers

        if workers is not None and workers < 1:
            raise SettingsError(f"workers is {workers}; it must be 1 or more")
        with WriterLock(self.folder):
            pipeline = Pipeline(
                self._catalogue,
                self._parts,
                self.settings,
                workers or default_workers(),
                progress or (lambda _stage, _done, _total: None),
            )
            pipeline.run()
            self._index.update(self._indexed_rows)

    # What people decide

    def decide(
        self,
        verb: str,
        keys: Sequence[str],
        *,
        reason: str = "",
        who: str | None = None,
        kind: str | None = None,
        earlier: str | None = None,
    ) -> Ruling:
        """Keep a person's decision; the next `trace` applies it, and so does every later one.

        Args:
            verb: accept, reject, split, merge, same-source or different-source.
            keys: what it is about, as `decisions.make_matter` takes it: ids of edges, claims, statements,
                documents or sources, or names of sources.
            reason: why, in the person's words; evidence names it.
            who: who decides.
            kind: for accept, the kind of edge that it is.
            earlier: for accept, the id of the document that came first.

        Returns:
            The decision.

        Raises:
            NotFoundError: if the corpus does not hold what is named.
            SettingsError: if the verb does not fit what is named.
            CorpusError: if the corpus has not been traced yet, or cannot be written.
        """
        matter = make_matter(self, verb, keys, kind=kind, earlier=earlier)
        ruling, text = new_ruling(verb, matter, reason, who, _now())
        with self._catalogue.transaction():
            row = DecisionRow(0, ruling.id, ruling.verb, text, reason, who, ruling.made, None)
            self._catalogue.add_decision(row)
        return next(r for r in self.rulings() if r.id == ruling.id and r.undone is None)

    def undo(self, decision_id: str) -> None:
        """Take a decision back; the next `trace` derives as if it had not been made.

        Raises:
            NotFoundError: if no decision with this id stands.
            CorpusError: if the corpus cannot be written.
        """
        with self._catalogue.transaction():
            done = self._catalogue.undo_decision(decision_id, _now())
        if not done:
            raise NotFoundError(
                f"{decision_id!r} is no decision that stands; `whence decide {self.folder} list` shows them"
            )

    def rulings(self) -> list[Ruling]:
        """Give every decision, those taken back too, in the order in which they were made."""
        return all_rulings(self._catalogue)

    # Reading

    def table(self, name: str) -> pa.Table:
        """Give one of the tables of `records.TABLES` as Arrow, sorted by its ids.

        Args:
            name: documents, credits, passages, edges, families, statements, sources, claims, arrows,
                origins, mutations, loops, wire, checks, matches, decisions, affiliations or skipped.

        Returns:
            The table, with the columns that the data model documents.

        Raises:
            NotFoundError: if there is no table of this name.
            CorpusError: if the corpus has not been traced yet.
        """
        from whence.pipeline import sort_rows

        if name not in TABLES:
            raise NotFoundError(f"{name!r} is not a table; the tables are {', '.join(TABLES)}")
        schema = schema_of(TABLES[name])
        if name == "documents":
            return to_table(self._library().documents, Document)
        if name == "affiliations":
            return to_table(load_affiliations(self._catalogue), Affiliation)
        if name == "skipped":
            return sort_rows(name, to_table(self._skipped(), Skipped))
        known = self._catalogue.result(name)
        if known is None:
            raise CorpusError(f"{self.folder}: has not been traced yet; run: whence trace {self.folder}")
        return self._parts.read([known[1]], schema)

    def document(self, document_id: str) -> Document:
        """Give a document by its id.

        Raises:
            NotFoundError: if the corpus does not hold it.
        """
        for document in self._library().documents:
            if document.id == document_id:
                return document
        raise NotFoundError(
            f"{document_id!r} is not a document in this corpus; see: whence export {self.folder} documents"
        )

    def outlets(self) -> tuple[Outlet, ...]:
        """Give the outlets that the user has described, by name."""
        return self._catalogue.outlets()

    def find(self, text: str) -> list[Passage]:
        """Find where a text, or parts of it, occur in the corpus.

        Args:
            text: any text.

        Returns:
            Passages between the text, whose side is named "query", and documents; longest first.

        Raises:
            CorpusError: if the corpus has not been traced yet.
        """
        from whence.pipeline import REUSE
        from whence.reuse import open_reuse

        self.table("passages")  # says so where the corpus has not been traced
        with closing(open_reuse(self.folder / REUSE, self.settings)) as store:
            return store.find(text)

    def search(self, words: str, limit: int = 20) -> list[Hit]:
        """Find documents by words.

        Args:
            words: words, all of which must stand in a document, or phrases in double quotes.
            limit: most documents given, at least 1.

        Returns:
            Hits, best first.

        Raises:
            SettingsError: if `limit` is below 1 or there are no words.
        """
        if not words.strip():
            raise SettingsError(f"no words to search for in {words!r}; give some")
        if limit < 1:
            raise SettingsError(f"search with limit {limit}; give a limit of 1 or more")
        library = self._library()
        by_key = {key: document_id for document_id, key in library.keys.items()}
        documents = {document.id: document for document in library.documents}
        found = [(by_key[key], score) for key, score in self._index.search(words, limit) if key in by_key]
        return [
            Hit(i, documents[i].title, documents[i].outlet, score, _closest(documents[i].text, words))
            for i, score in found
        ]

    def info(self) -> Info:
        """Say what the corpus holds and how it was made."""
        library = self._library()
        counts = {"documents": len(library.documents)}
        for name in TABLES:
            known = self._catalogue.result(name)
            if known is not None:
                table = self.table(name)
                # A family has a row for each member; people count families.
                counts[name] = (
                    pc.count_distinct(table["family_id"]).as_py() if name == "families" else table.num_rows
                )
        skipped = self._skipped()
        counts["skipped"] = len(skipped)
        passages = self._catalogue.result("passages")
        traced_with = self._catalogue.fact("settings")
        return Info(
            folder=str(self.folder),
            whence_version=__version__,
            format=FORMAT,
            counts=counts,
            traced=self._catalogue.fact("traced") == digest_added(self._catalogue, digest_library(library)),
            skipped=tuple(skipped),
            left_out=passages[2] if passages else {},
            settings=msgspec.json.decode(traced_with) if traced_with else dataclasses.asdict(self.settings),
        )

    def _skipped(self) -> list[Skipped]:
        rows = set(self._catalogue.skipped()) | set(self._library().repeated)
        return sorted(rows, key=lambda row: (row.input, row.reason))

    def _library(self) -> Library:
        """Give the documents, read anew when something was added since."""
        state = (
            self._catalogue.records(),
            self._catalogue.inputs(),
            self._catalogue.outlets(),
            load_affiliations(self._catalogue),
        )
        if self._loaded is None or self._loaded[0] != state:
            self._loaded = (state, load_library(self._catalogue, self._parts))
        return self._loaded[1]


def open_corpus(folder: str | Path, settings: Settings | None = None) -> Corpus:
    """Open a corpus folder, making it where there is none.

    Args:
        folder: the corpus folder.
        settings: all thresholds.

    Returns:
        The corpus.

    Raises:
        CorpusError: if the folder cannot be used as a corpus.
    """
    return Corpus(folder, settings, create=True)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _batches(items: Iterable[Read]) -> Iterator[list[Read]]:
    batch: list[Read] = []
    characters = 0
    for item in items:
        batch.append(item)
        characters += len(item.document.text) if isinstance(item, Ingested) else 0
        if len(batch) >= _ADD_DOCUMENTS or characters >= _ADD_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _record_key(item: Ingested) -> str:
    """Hash everything in a record but the input it came by."""
    document = dataclasses.replace(item.document, input="")
    return content_id("r", *dataclasses.astuple(document), *map(dataclasses.astuple, item.credits))


def _body(document: Document) -> str:
    return content_id("b", document.canonical_url, document.title, document.text)[1:]


_WORD = re.compile(r"\w+")
_SNIPPET = 200  # characters


def _closest(text: str, words: str) -> str:
    """Cut the part of a text where most of the words stand."""
    wanted = {word.casefold() for word in _WORD.findall(words)}
    places = [(m.start(), m.group().casefold()) for m in _WORD.finditer(text)]
    places = [(start, word) for start, word in places if word in wanted]
    best, most = 0, 0
    for start, _ in places[:200]:
        near = len({word for place, word in places[:200] if start <= place < start + _SNIPPET})
        if near > most:
            best, most = start, near
    begin = text.rfind(" ", 0, max(0, best - 40)) + 1 if best > 40 else 0
    return " ".join(text[begin : begin + _SNIPPET].split())
