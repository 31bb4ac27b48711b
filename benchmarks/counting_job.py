"""One job of `counting.py`, in a process of its own so that its time and memory are its own. Prints JSON.

python benchmarks/counting_job.py ARTICLES.jsonl FOLDER [--workers N] [--profile FILE]
"""

import argparse
import cProfile
import json
import resource
import time
from pathlib import Path
from typing import Any

import whence

_PROFILED = ("claims", "origins")  # stages that one processor works on, in this process


class Stages:
    """Adds up what each stage cost, from its first word to the next one's."""

    def __init__(self) -> None:
        self.spent: dict[str, dict[str, float]] = {}
        self._stage = "start"
        self._since = _now()

    def __call__(self, stage: str, _done: int, _total: int) -> None:
        """Take a word of progress."""
        now = _now()
        spent = self.spent.setdefault(
            self._stage, {"seconds": 0.0, "cpu_seconds": 0.0, "peak_megabytes": 0.0}
        )
        spent["seconds"] += now[0] - self._since[0]
        spent["cpu_seconds"] += now[1] - self._since[1]
        spent["peak_megabytes"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)
        self._stage, self._since = stage, now


def _now() -> tuple[float, float]:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    return time.perf_counter(), cpu


def count(articles: Path, folder: Path, workers: int | None, profile: Path | None) -> dict[str, Any]:
    """Take articles in and trace them."""
    stages, profiler = Stages(), cProfile.Profile()

    def progress(stage: str, done: int, total: int) -> None:
        stages(stage, done, total)
        if profile is not None:
            (profiler.enable if stage in _PROFILED else profiler.disable)()

    with whence.open_corpus(folder) as corpus:
        added = corpus.add([articles], progress=progress)
        corpus.trace(workers=workers, progress=progress)
        progress("end", 0, 0)
        rows = corpus.info().counts
    if profile is not None:
        profiler.dump_stats(profile)
    rounded = {
        name: {key: round(value, 2) for key, value in spent.items()} for name, spent in stages.spent.items()
    }
    return {"stages": rounded, "rows": rows, "skipped": len(added.skipped)}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--workers", type=int)
    parser.add_argument("--profile", type=Path, help="where the profile of claims and origins goes")
    options = parser.parse_args()
    print(json.dumps(count(options.articles, options.folder, options.workers, options.profile)))


if __name__ == "__main__":
    main()
