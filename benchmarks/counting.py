"""Measures the whole main job, from articles to claims and origins, by the number of articles.

    python benchmarks/counting.py FOLDER [--sizes 10000 30000 100000] [--articles ARTICLES.jsonl[.gz]]
        [--workers N] [--output benchmarks/results/counting.json]

The articles are made by `event_news.py`, where they are missing, and kept in FOLDER. Each size is a process
of its own; see `measuring.py` for what is measured. Memory is that of all its processes; a stage's is the
most that the main process had taken by the stage's end.
"""

import argparse
import json
import math
import shutil
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from event_news import write_articles
from measuring import describe_machine, run

JOB = Path(__file__).resolve().parent / "counting_job.py"
STAGES = ("statements", "claims", "origins")  # whose growth is told apart
_TIMEOUT = 3 * 3600.0


def articles_of(folder: Path, size: int, articles: Path | None) -> Path:
    """Give the file of so many articles, and make it where it is missing."""
    made = folder / f"articles-{size}.jsonl"
    if not made.exists():
        print(f"making {size:,} articles", file=sys.stderr)
        write_articles(made, size, articles)
    return made


def measure_size(folder: Path, size: int, options: argparse.Namespace) -> dict[str, Any]:
    """Measure one size; the corpus is removed."""
    corpus = folder / f"corpus-{size}"
    shutil.rmtree(corpus, ignore_errors=True)
    command: list[str | Path] = [sys.executable, JOB, articles_of(folder, size, options.articles), corpus]
    if options.workers:
        command += ["--workers", str(options.workers)]
    cost = run(command, timeout=_TIMEOUT)
    shutil.rmtree(corpus, ignore_errors=True)
    result = {"documents": size} | cost.numbers()
    return result | ({"failed": str(cost.said)[-300:]} if cost.exit_code else cost.said)


def exponents(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give by what power of the number of articles the CPU time of the whole and of stages grows."""
    found = []
    for small, large in pairwise(rows):
        step = math.log(large["documents"] / small["documents"])
        spent = [{"all": row["cpu_seconds"]} | _stages(row) for row in (small, large)]
        grown = {
            name: round(math.log(spent[1][name] / spent[0][name]) / step, 2)
            for name in spent[0]
            if spent[0][name] and spent[1].get(name)
        }
        found.append({"from": small["documents"], "to": large["documents"], "powers": grown})
    return found


def _stages(row: dict[str, Any]) -> dict[str, float]:
    return {name: row["stages"].get(name, {}).get("cpu_seconds", 0.0) for name in STAGES}


def measure(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Measure each size, and give the result after each."""
    options.folder.mkdir(parents=True, exist_ok=True)
    result = describe_machine("whence", "numba", "numpy", "pyarrow")
    result["sizes"] = []
    for size in sorted(options.sizes):
        result["sizes"].append(measure_size(options.folder, size, options))
        result["exponents"] = exponents([row for row in result["sizes"] if not row["exit_code"]])
        yield result


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 30_000, 100_000])
    parser.add_argument("--articles", type=Path, help="JSONL that the articles are made from")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--output", type=Path, help="where the JSON goes; the terminal where not given")
    options = parser.parse_args()
    for result in measure(options):
        text = json.dumps(result, indent=2) + "\n"
        if options.output:  # after each size, so that hours are not lost to a failure of the last
            options.output.write_text(text, encoding="utf-8")
    if not options.output:
        print(text, end="")


if __name__ == "__main__":
    main()
