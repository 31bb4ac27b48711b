"""The catalogue: what was added, which parts hold it, what was skipped, what was derived."""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from whence.errors import CorpusError
from whence.records import Outlet, Skipped
from whence.storage.failures import storage_errors

FORMAT = 1
"""Number of the folder's layout; a corpus with a higher one was written by a newer whence."""

_SCHEMA_SQL = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE parts (name TEXT PRIMARY KEY, stage TEXT NOT NULL, superseded INTEGER NOT NULL DEFAULT 0);
CREATE TABLE records (
    key TEXT PRIMARY KEY, id TEXT NOT NULL, body TEXT NOT NULL,
    documents_part TEXT NOT NULL, credits_part TEXT NOT NULL
);
CREATE TABLE inputs (input TEXT NOT NULL, key TEXT NOT NULL, PRIMARY KEY (input, key));
CREATE TABLE skipped (input TEXT NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (input, reason));
CREATE TABLE outlets (outlet TEXT PRIMARY KEY, row TEXT NOT NULL);
CREATE TABLE derived (
    stage TEXT NOT NULL, document_id TEXT NOT NULL, digest TEXT NOT NULL, part TEXT NOT NULL,
    PRIMARY KEY (stage, document_id)
);
CREATE TABLE results (name TEXT PRIMARY KEY, digest TEXT NOT NULL, part TEXT NOT NULL, notes TEXT NOT NULL);
"""
# Tables that came later; a corpus of format 1 may lack them until it is next opened for writing.
_LATER_SQL = """
CREATE TABLE IF NOT EXISTS decisions (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, verb TEXT NOT NULL, matter TEXT NOT NULL,
    reason TEXT NOT NULL, who TEXT, made TEXT NOT NULL, undone TEXT
);
CREATE TABLE IF NOT EXISTS stores (
    name TEXT NOT NULL, key TEXT NOT NULL, row TEXT NOT NULL, PRIMARY KEY (name, key)
);
"""


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One distinct record of an input, as the catalogue knows it."""

    key: str  # hash of everything in the record but its input
    id: str  # the id that the record came with
    body: str  # hash of address, headline and text: what makes two records the same document
    documents_part: str
    credits_part: str
    input: str  # the smallest of the inputs that gave it


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision of a person, as the catalogue keeps it."""

    number: int  # rises with each decision; 0 before it is kept
    id: str
    verb: str
    matter: str  # JSON
    reason: str
    who: str | None
    made: str  # ISO 8601, UTC
    undone: str | None  # when it was taken back


class Catalogue:
    """The SQLite file of a corpus.

    Args:
        folder: the corpus folder.
        create: whether to make a new corpus where there is none.

    Raises:
        CorpusError: if there is no corpus, or it is from a newer whence, or it cannot be read.
    """

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        self.folder = folder
        path = folder / "catalogue.sqlite"
        if not path.exists() and not create:
            # A file, or a folder of pages, is taken for a corpus more often than a path is mistyped.
            made = f"CORPUS {folder}" if folder.is_file() or _holds_other(folder) else f"{folder} PAGES..."
            raise CorpusError(f"{folder}: no corpus here; make one with: whence add {made}")
        with storage_errors(folder):
            if create:
                folder.mkdir(parents=True, exist_ok=True)
                if not path.exists():
                    _check_free(folder)
            self._db = _connect(path, create=create)
        with ExitStack() as unless_all_is_well:
            unless_all_is_well.callback(self.close)
            with storage_errors(folder):
                if not self._has_tables():
                    _check_free(folder)
                    self._make_tables()
                self._check_format()
            if not self._has_table("stores"):
                with suppress(CorpusError), self.transaction():  # one that can only be read stays as it is
                    _run_script(self._db, _LATER_SQL)
            unless_all_is_well.pop_all()

    def _has_tables(self) -> bool:
        return self._has_table("meta")

    def _has_table(self, name: str) -> bool:
        return bool(self._db.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)).fetchone())

    def _make_tables(self) -> None:
        with self.transaction():
            if self._has_tables():  # another process was faster
                return
            _run_script(self._db, _SCHEMA_SQL + _LATER_SQL)
            self._db.execute("INSERT INTO meta VALUES ('format', ?)", (str(FORMAT),))

    def _check_format(self) -> None:
        found = self._db.execute("SELECT value FROM meta WHERE name = 'format'").fetchone()
        if found is None or not found[0].isdigit() or int(found[0]) > FORMAT:
            raise CorpusError(
                f"{self.folder}: this corpus has format {found[0] if found else 'unknown'} and this whence "
                f"knows up to {FORMAT}; install a newer whence: pip install --upgrade whence"
            )

    def close(self) -> None:
        """Close the file; the catalogue cannot be used afterwards."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make everything inside happen as a whole or not at all."""
        with storage_errors(self.folder):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def _rows(self, query: str, *values: object) -> list[Any]:
        with storage_errors(self.folder):
            return self._db.execute(query, values).fetchall()

    # What was added

    def has_record(self, key: str) -> bool:
        """Tell whether a record with this key was added before."""
        return bool(self._rows("SELECT 1 FROM records WHERE key = ?", key))

    def add_records(self, rows: Iterable[RecordRow]) -> None:
        """Note new records and the inputs that gave them; call inside a transaction, parts registered."""
        for row in rows:
            self._db.execute(
                "INSERT OR IGNORE INTO records VALUES (?, ?, ?, ?, ?)",
                (row.key, row.id, row.body, row.documents_part, row.credits_part),
            )
            self.add_input(row.input, row.key)

    def add_input(self, name: str, key: str) -> None:
        """Note that an input gave a record; call inside a transaction."""
        self._db.execute("INSERT OR IGNORE INTO inputs VALUES (?, ?)", (name, key))
        self._db.execute("DELETE FROM skipped WHERE input = ?", (name,))

    def add_skipped(self, rows: Iterable[Skipped]) -> None:
        """Note inputs that were not used; a newer reason replaces an older one; call inside a transaction."""
        for row in rows:
            self._db.execute("DELETE FROM skipped WHERE input = ?", (row.input,))
            self._db.execute("INSERT OR IGNORE INTO skipped VALUES (?, ?)", (row.input, row.reason))

    def records(self) -> list[RecordRow]:
        """List every distinct record, by id, body and key."""
        return [
            RecordRow(*row)
            for row in self._rows(
                "SELECT key, id, body, documents_part, credits_part, min(input) FROM records"
                " JOIN inputs USING (key) GROUP BY key ORDER BY id, body, key"
            )
        ]

    def inputs(self) -> list[tuple[str, str]]:
        """List every input with the key of each record that it gave."""
        return [(row[0], row[1]) for row in self._rows("SELECT input, key FROM inputs ORDER BY input, key")]

    def skipped(self) -> list[Skipped]:
        """List the inputs that were not used, by input."""
        rows = self._rows("SELECT input, reason FROM skipped ORDER BY input, reason")
        return [Skipped(input=row[0], reason=row[1]) for row in rows]

    # Outlets

    def set_outlets(self, outlets: Iterable[Outlet]) -> None:
        """Add outlets; a row with the name of an earlier one replaces it; call inside a transaction."""
        for outlet in outlets:
            self._db.execute(
                "INSERT OR REPLACE INTO outlets VALUES (?, ?)",
                (outlet.outlet, msgspec.json.encode(outlet).decode()),
            )

    def outlets(self) -> tuple[Outlet, ...]:
        """List the outlets that the user has described, by name."""
        rows = self._rows("SELECT row FROM outlets ORDER BY outlet")
        return tuple(msgspec.json.decode(row[0], type=Outlet) for row in rows)

    # Small stores of rows that were added beside documents

    def put_row(self, store: str, key: str, row: str) -> None:
        """Keep a row, as JSON, in place of one with the same key; call inside a transaction."""
        self._db.execute("INSERT OR REPLACE INTO stores VALUES (?, ?, ?)", (store, key, row))

    def rows_in(self, store: str) -> list[tuple[str, str]]:
        """List the rows of a store as (key, JSON), by key."""
        if not self._has_table("stores"):
            return []
        return [
            (r[0], r[1]) for r in self._rows("SELECT key, row FROM stores WHERE name = ? ORDER BY key", store)
        ]

    # What people decided

    def add_decision(self, row: DecisionRow) -> None:
        """Keep a decision; the same one made before is taken back; call inside a transaction."""
        self.undo_decision(row.id, row.made)
        self._db.execute(
            "INSERT INTO decisions (id, verb, matter, reason, who, made) VALUES (?, ?, ?, ?, ?, ?)",
            (row.id, row.verb, row.matter, row.reason, row.who, row.made),
        )

    def undo_decision(self, decision_id: str, moment: str) -> bool:
        """Take a decision back and tell whether there was one that stood; call inside a transaction."""
        done = self._db.execute(
            "UPDATE decisions SET undone = ? WHERE id = ? AND undone IS NULL", (moment, decision_id)
        )
        return done.rowcount > 0

    def decisions(self) -> list[DecisionRow]:
        """List all decisions, those taken back too, in the order in which they were made."""
        if not self._has_table("decisions"):
            return []
        rows = self._rows(
            "SELECT number, id, verb, matter, reason, who, made, undone FROM decisions ORDER BY number"
        )
        return [DecisionRow(*row) for row in rows]

    # What was derived, document by document

    def derived(self, stage: str) -> dict[str, tuple[str, str]]:
        """Give, for each document that has passed a stage, the digest of what went in and the part."""
        rows = self._rows("SELECT document_id, digest, part FROM derived WHERE stage = ?", stage)
        return {row[0]: (row[1], row[2]) for row in rows}

    def set_derived(self, stage: str, part: str, digests: Iterable[tuple[str, str]]) -> None:
        """Note that documents have passed a stage; call inside a transaction.

        Args:
            stage: the stage's name.
            part: the part that holds what came out.
            digests: (document id, digest of what went in) of each.
        """
        self._db.executemany(
            "INSERT OR REPLACE INTO derived VALUES (?, ?, ?, ?)",
            [(stage, i, digest, part) for i, digest in digests],
        )

    def forget_derived(self, stage: str, document_ids: Iterable[str]) -> None:
        """Forget what a stage derived from documents that are no longer there; call inside a transaction."""
        self._db.executemany(
            "DELETE FROM derived WHERE stage = ? AND document_id = ?", [(stage, i) for i in document_ids]
        )

    # What was derived as a whole

    def result(self, name: str) -> tuple[str, str, dict[str, Any]] | None:
        """Give the digest, part and notes of a whole table, or None where it was not derived yet."""
        rows = self._rows("SELECT digest, part, notes FROM results WHERE name = ?", name)
        return (rows[0][0], rows[0][1], json.loads(rows[0][2])) if rows else None

    def set_result(self, name: str, digest: str, part: str, notes: dict[str, Any] | None = None) -> None:
        """Note a whole table, in place of the one before; call inside a transaction."""
        text = json.dumps(notes or {}, sort_keys=True)
        self._db.execute("INSERT OR REPLACE INTO results VALUES (?, ?, ?, ?)", (name, digest, part, text))

    # Parts

    def register(self, stage: str, names: Sequence[str]) -> None:
        """Make written parts part of the corpus; call inside a transaction."""
        self._db.executemany(
            "INSERT OR REPLACE INTO parts VALUES (?, ?, 0)", [(name, stage) for name in names]
        )

    def parts(self) -> set[str]:
        """Give the names of all registered parts."""
        return {row[0] for row in self._rows("SELECT name FROM parts")}

    def forget_parts(self, lost: set[str]) -> None:
        """Forget what was derived into lost parts, so that it is derived again; call inside a transaction.

        Whole tables follow from each other, so the loss of one makes all of them anew.
        """
        names = [(name,) for name in sorted(lost)]
        self._db.executemany("DELETE FROM derived WHERE part = ?", names)
        if any(row[0] in lost for row in self._rows("SELECT part FROM results")):
            self._db.execute("DELETE FROM results")
        self._db.executemany("DELETE FROM parts WHERE name = ?", names)

    def derived_parts(self) -> set[str]:
        """Give the names of the parts that can be derived again from what was added."""
        query = (
            "SELECT part FROM derived UNION SELECT part FROM results WHERE part != ''"
            " EXCEPT SELECT documents_part FROM records EXCEPT SELECT credits_part FROM records"
        )
        return {row[0] for row in self._rows(query)}

    def retire_parts(self) -> set[str]:
        """Drop parts unused since the run before last and mark those unused since then; give the ones left.

        Call inside a transaction, and sweep the rest only after it.
        """
        used_sql = (
            "SELECT documents_part FROM records UNION SELECT credits_part FROM records"
            " UNION SELECT part FROM derived UNION SELECT part FROM results"
        )
        self._db.execute(f"DELETE FROM parts WHERE superseded = 1 AND name NOT IN ({used_sql})")
        self._db.execute(f"UPDATE parts SET superseded = name NOT IN ({used_sql})")
        return self.parts()

    # Small facts

    def fact(self, name: str) -> str | None:
        """Give a small fact about the corpus, or None."""
        rows = self._rows("SELECT value FROM meta WHERE name = ?", name)
        return rows[0][0] if rows else None

    def set_fact(self, name: str, value: str) -> None:
        """Note a small fact about the corpus; call inside a transaction."""
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))


def _run_script(db: sqlite3.Connection, script: str) -> None:
    """Run statements one by one; `executescript` would end the transaction that they are in."""
    for statement in script.split(";"):
        db.execute(statement)


def _check_free(folder: Path) -> None:
    """Make sure that a new corpus gets a folder of its own, and that no lost catalogue passes for a new one.

    Raises:
        CorpusError: if the folder holds anything that a corpus without documents does not hold.
    """
    foreign = sorted(
        entry.name
        for entry in folder.iterdir()
        if not entry.name.startswith((".", "catalogue.sqlite", "writer.lock"))
    )
    if "parts" in foreign and any(name.startswith("documents-") for name in os.listdir(folder / "parts")):
        raise CorpusError(
            f"{folder}: the catalogue is gone or empty, but there are parts; restore the catalogue "
            "from a copy, or make the corpus anew from its inputs in another folder"
        )
    if foreign:
        raise CorpusError(
            f"{folder}: no corpus, but a folder that holds other things, such as {foreign[0]!r}; "
            "name a new or empty folder for the corpus"
        )


def _holds_other(folder: Path) -> bool:
    """Tell whether a folder holds anything that is no part of a corpus."""
    try:
        _check_free(folder)
    except (CorpusError, OSError):
        return folder.is_dir()
    return False


def _connect(path: Path, *, create: bool) -> sqlite3.Connection:
    """Open the file for reading and writing, or, where that cannot be, for reading alone."""
    address = path.resolve().as_uri()
    modes = ["mode=rwc"] if create else ["mode=rw", "mode=ro"]
    log = path.with_name(f"{path.name}-wal")
    if not create and not (log.exists() and log.stat().st_size):
        modes.append("immutable=1")  # which would not see what is still in the log
    for number, mode in enumerate(modes, start=1):
        db = None
        try:
            db = sqlite3.connect(f"{address}?{mode}", uri=True, isolation_level=None, timeout=30)
            if mode.startswith("mode=rw"):
                db.execute("PRAGMA journal_mode = WAL")
                db.execute("PRAGMA synchronous = FULL")
            db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error as error:
            if db is not None:
                db.close()
            if number == len(modes) or not isinstance(error, sqlite3.OperationalError):
                raise
            continue
        return db
    raise AssertionError("modes is never empty")
