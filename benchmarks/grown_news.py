"""Grows a traced corpus into an archive: what claims and origins are made from, many times over.

Reading statements takes most of a whole job's time and says nothing about claims, so the statements of one
corpus are read once. Each further copy of it begins some days later, so that a day has some three hundred
articles, and its rare words (names, places, odd words) are turned into others of the same length, so that its
stories are others: an archive that grows with time, with the sentences, sources and copies of real news.

What it is not: common words are the same in all copies, and no story of one copy goes on in another.
"""

import datetime
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from whence.library import load_library
from whence.pipeline import read_derived
from whence.records import TABLES, Document, Statement, schema_of, to_table
from whence.storage import Catalogue, PartStore

NAMES = ("documents", "credits", "passages", "edges", "statements")
"""The tables that claims and origins are made from, by record."""
_A_DAY = 300  # articles, once several copies overlap
_COMMON = 0.01  # share of the documents from which a word stays as it is
_WORD = re.compile(r"[A-Za-z]{4,}")
_VOWELS, _CONSONANTS = "aeiou", "bcdfghjklmnpqrstvwxyz"
# Columns that hold an id of a document, passage, edge, credit or statement.
_IDS = frozenset(
    ("id", "document_id", "target_document_id", "left_id", "right_id", "earlier_id", "later_id", "version_of",
     "parent_id", "attribution_id")
)  # fmt: skip
_TEXTS = frozenset(("text", "title", "source", "channel"))


def read_tables(corpus: Path) -> dict[str, pa.Table]:
    """Read what claims are made from out of a traced corpus."""
    catalogue, parts = Catalogue(corpus), PartStore(corpus)
    library = load_library(catalogue, parts)
    tables = {
        "documents": to_table(library.documents, Document),
        "statements": read_derived(catalogue, parts, "statements", schema_of(Statement)),
    }
    for name in ("credits", "passages", "edges"):
        known = catalogue.result(name)
        assert known is not None, "trace the corpus first"
        tables[name] = parts.read([known[1]], schema_of(TABLES[name]))
    catalogue.close()
    return tables


def grow(corpus: Path, folder: Path, articles: int) -> None:
    """Write the tables of an archive of so many articles, a part for each copy of the corpus."""
    tables = read_tables(corpus)
    texts = tables["documents"].column("text").to_pylist()
    rare = _rare_words(texts)
    held = len(texts)
    step = datetime.timedelta(days=max(1, round(held / _A_DAY)))
    for copy in range(-(-articles // held)):
        left = articles - copy * held
        kept = set(tables["documents"].column("id").to_pylist()[:left])
        for name in NAMES:
            table = _only(tables[name], kept) if left < held else tables[name]
            (folder / name).mkdir(parents=True, exist_ok=True)
            pq.write_table(_turned(table, copy, rare, step * copy), folder / name / f"{copy:03}.parquet")


def _only(table: pa.Table, kept: set[str]) -> pa.Table:
    """Keep the rows that are about some documents only."""
    columns = [name for name in ("document_id", "left_id", "right_id", "earlier_id", "later_id")
               if name in table.column_names] or ["id"]  # fmt: skip
    rows = zip(*(table.column(name).to_pylist() for name in columns), strict=True)
    return table.filter(pa.array([kept.issuperset(row) for row in rows], pa.bool_()))


def _rare_words(texts: list[str]) -> frozenset[str]:
    held = Counter(word for text in texts for word in {word.lower() for word in _WORD.findall(text)})
    return frozenset(word for word, count in held.items() if count < _COMMON * len(texts))


def turn(copy: int, rare: frozenset[str]) -> Callable[[str], str]:
    """Give what turns the rare words of a text into others of the same length."""
    letters = {}
    for own in (_VOWELS, _CONSONANTS):
        step = copy % len(own)
        turned = own[step:] + own[:step]
        letters |= dict(zip(own + own.upper(), turned + turned.upper(), strict=True))
    table = str.maketrans(letters)
    known: dict[str, str] = {}

    def one(match: re.Match[str]) -> str:
        word = match.group()
        if word not in known:
            known[word] = word.translate(table) if word.lower() in rare else word
        return known[word]

    return lambda text: _WORD.sub(one, text)


def _turned(table: pa.Table, copy: int, rare: frozenset[str], later: datetime.timedelta) -> pa.Table:
    if copy == 0:
        return table
    turned = turn(copy, rare)
    for place, field in enumerate(table.schema):
        change: Callable[[Any], Any] | None = None
        if field.name in _IDS:
            change = lambda key: f"{key}+{copy}"  # noqa: E731
        elif field.name in _TEXTS:
            change = turned
        elif pa.types.is_timestamp(field.type):
            change = lambda moment: moment + later  # noqa: E731
        if change is not None:
            values = [
                None if value is None else change(value) for value in table.column(field.name).to_pylist()
            ]
            table = table.set_column(place, field, pa.array(values, field.type))
    return table


def read_grown(folder: Path, name: str) -> pa.Table:
    """Read a table that `grow` wrote."""
    return pa.concat_tables(_parts(folder / name))


def _parts(folder: Path) -> Iterator[pa.Table]:
    for path in sorted(folder.glob("*.parquet")):
        yield pq.read_table(path, partitioning=None)
