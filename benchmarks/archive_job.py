"""One job of `archive.py`, in a process of its own so that its time and memory are its own. Prints JSON.

python benchmarks/archive_job.py ARCHIVE [--profile FILE]
"""

import argparse
import cProfile
import gc
import json
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

from grown_news import read_grown

from whence.claiming import Claimed, Trail, derive_claims, derive_origins
from whence.library import Library
from whence.pipeline import sort_rows
from whence.records import (
    TABLES,
    Credit,
    Document,
    Edge,
    Passage,
    Source,
    Statement,
    from_table,
    schema_of,
    to_table,
)
from whence.rows import sort_statements
from whence.settings import Settings
from whence.storage import PartStore

_AS = {"claimed": "statements", "grouped": "claims"}


class Stages:
    """Adds up what each stage cost."""

    def __init__(self) -> None:
        self.spent: dict[str, dict[str, float]] = {}
        self._since = time.perf_counter(), time.process_time()

    def end(self, stage: str) -> None:
        """Note the end of a stage that began where the last one ended."""
        now = time.perf_counter(), time.process_time()
        self.spent[stage] = {
            "seconds": round(now[0] - self._since[0], 2),
            "cpu_seconds": round(now[1] - self._since[1], 2),
            "peak_megabytes": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
        }
        self._since = now


def write(parts: PartStore, derived: Any) -> dict[str, str]:
    """Write what a stage derived, as the pipeline does."""
    names = {}
    for name in list(derived):
        rows = derived.pop(name)
        table = rows if hasattr(rows, "num_rows") else to_table(rows, TABLES[_AS.get(name, name)])
        names[name] = parts.write(name, sort_rows(name, table))
    return names


def job(archive: Path, folder: Path) -> dict[str, Any]:
    """Make claims and origins of an archive."""
    gc.disable()  # as the pipeline does
    stages, parts, settings = Stages(), PartStore(folder), Settings()
    documents = from_table(read_grown(archive, "documents"), Document)
    documents.sort(key=lambda document: document.id)
    credits = from_table(read_grown(archive, "credits"), Credit)
    library = Library(documents, credits, (), {}, [])

    def trail() -> Trail:
        passages, edges = read_grown(archive, "passages"), read_grown(archive, "edges")
        return Trail(from_table(passages, Passage), from_table(edges, Edge), credits)

    stages.end("reading documents")
    aside = parts.lay_aside(schema_of(Statement))
    aside.add(sort_statements(read_grown(archive, "statements")))
    derived = derive_claims(library, aside.table(), trail(), [], settings, parts.lay_aside)
    names = write(parts, derived)
    del derived
    stages.end("claims")

    def table(name: str) -> Any:
        return parts.read_aside(names[name], schema_of(TABLES[_AS.get(name, name)]))

    claimed = Claimed(table("claimed"), table("grouped"), from_table(table("sources"), Source), [])
    traced = derive_origins(library, claimed, trail(), settings, parts.lay_aside)
    del claimed
    found = {name: len(rows) for name, rows in traced.items()}
    several = sum(count > 1 for count in traced["claims"].column("document_count").to_pylist())
    write(parts, traced)
    stages.end("origins")
    return {"stages": stages.spent, "rows": found | {"claims of several documents": several}}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("archive", type=Path)
    parser.add_argument("--profile", type=Path, help="where a profile goes")
    options = parser.parse_args()
    profiler = cProfile.Profile()
    with tempfile.TemporaryDirectory() as folder:
        if options.profile:
            profiler.enable()
        found = job(options.archive, Path(folder))
        profiler.disable()
    if options.profile:
        profiler.dump_stats(options.profile)
    print(json.dumps(found))


if __name__ == "__main__":
    main()
