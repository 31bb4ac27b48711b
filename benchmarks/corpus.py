"""Time and memory of the whole main job on a table of articles, stage by stage.

    python benchmarks/corpus.py articles.jsonl.gz [--workers N] [--zone ZONE]

Prints one JSON object: machine, versions, size of the data, seconds of each stage (wall), peak memory of
this process and of its largest worker, and the rows of every table.
"""

import argparse
import json
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

from measuring import describe_machine

import whence
from whence.settings import IngestSettings, Settings


class Clock:
    """Adds up the seconds between one stage's first word and the next stage's."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._stage = "start"
        self._since = time.perf_counter()

    def __call__(self, stage: str, _done: int, _total: int) -> None:
        """Take a word of progress."""
        now = time.perf_counter()
        self.seconds[self._stage] = self.seconds.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = stage, now

    def stop(self) -> None:
        """End the last stage."""
        self("end", 0, 0)


def megabytes(who: int) -> float:
    """Give the peak resident memory of this process or of its largest child, in MB."""
    return round(resource.getrusage(who).ru_maxrss / 1024, 1)


def measure(inputs: list[str], zone: str | None, workers: int | None) -> dict[str, Any]:
    """Run the main job in a folder that is removed afterwards."""
    clock = Clock()
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        with whence.open_corpus(folder, Settings(ingest=IngestSettings(zone=zone))) as corpus:
            corpus.add(inputs, progress=clock)
            corpus.trace(workers=workers, progress=clock)
            clock.stop()
            elapsed = time.perf_counter() - began
            info = corpus.info()
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file())
    return {
        "inputs": [Path(name).name for name in inputs],
        "rows": info.counts,
        "seconds": {stage: round(seconds, 2) for stage, seconds in clock.seconds.items()},
        "seconds_in_all": round(elapsed, 2),
        "peak_megabytes": megabytes(resource.RUSAGE_SELF),
        "largest_worker_megabytes": megabytes(resource.RUSAGE_CHILDREN),
        "corpus_megabytes": round(size / 1e6, 1),
    } | describe_machine("whence", "numba", "numpy", "pyarrow", "tantivy", "trafilatura")


def main() -> None:
    """Read the command line and print the measurement."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--zone")
    parser.add_argument("--workers", type=int)
    arguments = parser.parse_args()
    print(json.dumps(measure(arguments.inputs, arguments.zone, arguments.workers), indent=2))


if __name__ == "__main__":
    main()
