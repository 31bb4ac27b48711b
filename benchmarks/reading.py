"""Measures how quickly statements are read: words per CPU-second of one processor, and by part.

    python benchmarks/reading.py [--articles ARTICLES.jsonl[.gz]] [--documents 300] [--output FILE]

Two collections are read by the default reader: the demo's pages and articles made by `event_news.py`, each
again and again. CPU time is that of the process, once everything is loaded and compiled. A part's time is
that inside of its functions; rules is what is left: sentences, attributions, who is meant.
"""

import argparse
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from event_news import make_articles
from generator import DEMO
from measuring import describe_machine

from whence.ingest import Ingested, read_inputs
from whence.records import Document
from whence.settings import Settings
from whence.statements import read_statements, reader

# What each part is in the module that reads: a function called by name.
_PARTS = {"tagger": "_add_tagged", "quantities": "find_quantities", "names": "Names"}
_LEAST_SECONDS = 5.0  # that a collection is read again and again for


class Parts:
    """Times the parts of the reader while it is open."""

    def __init__(self) -> None:
        self.seconds = dict.fromkeys(_PARTS, 0.0)
        self._known: dict[str, Callable[..., Any]] = {}

    def __enter__(self) -> "Parts":
        for part, name in _PARTS.items():
            self._known[name] = getattr(reader, name)
            setattr(reader, name, self._timed(part, self._known[name]))
        return self

    def __exit__(self, *_: object) -> None:
        for name, function in self._known.items():
            setattr(reader, name, function)

    def _timed(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*arguments: Any, **named: Any) -> Any:
            begun = time.process_time()
            try:
                return function(*arguments, **named)
            finally:
                self.seconds[part] += time.process_time() - begun

        return timed


def demo_articles() -> list[Document]:
    """Read the demo's pages but those that are no articles."""
    items = read_inputs([DEMO], Settings().ingest)
    return [item.document for item in items if isinstance(item, Ingested)]


def made_articles(count: int, articles: Path | None) -> list[Document]:
    """Make articles."""
    base = demo_articles()[0]
    return [
        replace(
            base, id=row["id"], title=row["title"], text=row["text"], authors=(row["author"],), language="en"
        )
        for row in make_articles(count, articles)
    ]


def measure(documents: Sequence[Document]) -> dict[str, Any]:
    """Read documents, as often as it takes to measure, and give what it took for one time."""
    settings = Settings().statements
    read_statements(documents[0], settings)
    statements = quantities = rounds = 0
    with Parts() as parts:
        begun = time.process_time()
        while not rounds or time.process_time() - begun < _LEAST_SECONDS:
            for document in documents:
                found = read_statements(document, settings)
                statements += len(found)
                quantities += sum(len(statement.quantities) for statement in found)
            rounds += 1
        spent = time.process_time() - begun
    words = sum(len(f"{document.title or ''} {document.text}".split()) for document in documents)
    by_part = {name: seconds / rounds for name, seconds in parts.seconds.items()}
    by_part["rules"] = spent / rounds - sum(by_part.values())
    return {
        "documents": len(documents),
        "words": words,
        "statements": statements // rounds,
        "quantities": quantities // rounds,
        "cpu_seconds": round(spent / rounds, 3),
        "words_per_cpu_second": round(words * rounds / spent),
        "parts": {name: round(seconds, 3) for name, seconds in by_part.items()},
    }


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=Path, help="JSONL that articles are made from")
    parser.add_argument("--documents", type=int, default=300, help="articles that are made")
    parser.add_argument("--output", type=Path, help="where the JSON goes; the terminal where not given")
    options = parser.parse_args()
    result = describe_machine("whence", "numpy", "numba")
    result["reader"] = Settings().statements.reader
    result["collections"] = {
        "demo": measure(demo_articles()),
        "made": measure(made_articles(options.documents, options.articles)),
    }
    text = json.dumps(result, indent=2) + "\n"
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
