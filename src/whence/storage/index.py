"""The full-text index over headlines and texts; it only grows, and is made anew where it is in doubt."""

import errno
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whence.errors import CorpusError
from whence.storage.catalogue import Catalogue
from whence.storage.failures import storage_errors

_HEAP_BYTES = 64_000_000  # what tantivy's writer may hold; 15 MB is its least, more only saves merges


class TextIndex:
    """The `index` folder of a corpus.

    It holds one entry for each record that was added, under the record's key, so nothing in it is ever
    replaced. The catalogue says which parts are in it; while it is written it is marked as in doubt.

    Args:
        catalogue: the corpus's catalogue.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._folder = catalogue.folder / "index"

    def update(self, read_part: Callable[[str], Iterable[tuple[str, str, str]]]) -> None:
        """Bring the index up to the catalogue's records.

        Args:
            read_part: gives (key, title, text) of each record in a part of documents.
        """
        parts = sorted({row.documents_part for row in self._catalogue.records()})
        indexed = set(json.loads(self._catalogue.fact("indexed") or "[]"))
        in_doubt = self._catalogue.fact("index_in_doubt") == "1" or not (self._folder / "meta.json").is_file()
        if in_doubt:
            indexed = set()
        missing = [name for name in parts if name not in indexed]
        if not missing:
            return
        with self._catalogue.transaction():
            self._catalogue.set_fact("index_in_doubt", "1")
            self._catalogue.set_fact("indexed", json.dumps(sorted(indexed)))
        with storage_errors(self._catalogue.folder), index_errors(self._folder):
            if in_doubt:
                shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(exist_ok=True)
            self._write(row for name in missing for row in read_part(name))
        with self._catalogue.transaction():
            self._catalogue.set_fact("indexed", json.dumps(parts))
            self._catalogue.set_fact("index_in_doubt", "0")

    def _write(self, rows: Iterable[tuple[str, str, str]]) -> None:
        import tantivy

        writer = _open(self._folder).writer(_HEAP_BYTES, 1)
        for key, title, text in rows:
            writer.add_document(tantivy.Document(key=[key], title=[title], text=[text]))
        writer.commit()
        writer.wait_merging_threads()

    def search(self, words: str, limit: int) -> list[tuple[str, float]]:
        """Find records by words.

        Args:
            words: words, all of which a record must hold, and phrases in double quotes; nothing else has a
                meaning, so any text may be given.
            limit: most records given, at least 1.

        Returns:
            (record key, BM25 score), best first, equal scores by key.

        Raises:
            CorpusError: if the index was not finished, or is gone or damaged.
        """
        folder = self._catalogue.folder
        if not json.loads(self._catalogue.fact("indexed") or "[]"):
            if self._catalogue.records():
                raise CorpusError(f"{folder}: its words are not indexed yet; run: whence trace {folder}")
            return []
        if not (self._folder / "meta.json").is_file():
            raise CorpusError(f"{self._folder}: the index of words is gone; run: whence trace {folder}")
        with index_errors(self._folder), _readable(self._folder) as place:
            hits = _search(_open(place), words, limit)
        return sorted(hits, key=lambda hit: (-hit[1], hit[0]))


@contextmanager
def _readable(folder: Path) -> Iterator[Path]:
    """Give a folder in which tantivy can make the lock that even readers take."""
    if os.access(folder, os.W_OK):
        yield folder
        return
    with tempfile.TemporaryDirectory(prefix="whence-") as made:
        for path in folder.iterdir():
            if path.suffix != ".lock":
                os.symlink(path.resolve(), Path(made) / path.name)
        yield Path(made)


def _search(index: Any, words: str, limit: int) -> list[tuple[str, float]]:
    index.reload()
    query = _query(index.schema, words)
    searcher = index.searcher()
    found = searcher.search(query, limit).hits
    return [(searcher.doc(place)["key"][0], float(score)) for score, place in found]


_WORD = re.compile(r"\w+")


def _query(schema: Any, words: str) -> Any:
    """Ask that each word and each phrase stand in the headline or in the text."""
    from tantivy import Occur, Query

    clauses = []
    for number, piece in enumerate(words.split('"')):
        found = [word.lower() for word in _WORD.findall(piece)]
        quoted = number % 2 == 1 and len(found) > 1
        for terms in [found] if quoted else [[word] for word in found]:
            either = [
                Query.phrase_query(schema, field, list(terms))
                if len(terms) > 1
                else Query.term_query(schema, field, terms[0])
                for field in ("title", "text")
            ]
            clauses.append((Occur.Must, Query.boolean_query([(Occur.Should, query) for query in either])))
    return Query.boolean_query(clauses)


@contextmanager
def index_errors(folder: Path) -> Iterator[None]:
    """Translate what tantivy raises, which is a ValueError whatever has happened.

    Raises:
        CorpusError: if the index is damaged.
        OSError: if the disk is full.
    """
    try:
        yield
    except ValueError as error:
        if "os error 28" in str(error) or "No space left" in str(error):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder)) from error
        said = " ".join(str(error).split())[:160]
        raise CorpusError(
            f"{folder}: the index of words cannot be used ({said}); delete this folder, and run: "
            f"whence trace {folder.parent}"
        ) from error


def _open(folder: Path) -> Any:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw")
    builder.add_text_field("title", stored=False)
    builder.add_text_field("text", stored=False)
    return tantivy.Index(builder.build(), path=str(folder))
