"""Measures claims and origins alone, by the number of articles, on archives grown from real ones.

    python benchmarks/archive.py CORPUS FOLDER [--sizes 3000 10000 30000 100000]
        [--limit BYTES] [--output benchmarks/results/archive.json]

CORPUS is a traced corpus, of whose articles `grown_news.py` makes the archives, kept in FOLDER where they are
missing. Each size is a process of its own; see `measuring.py` for what is measured.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counting import exponents
from grown_news import grow
from measuring import describe_machine, run

JOB = Path(__file__).resolve().parent / "archive_job.py"
_TIMEOUT = 3 * 3600.0


def measure(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Measure each size, and give the result after each."""
    result = describe_machine("whence", "numba", "numpy", "pyarrow")
    result["sizes"] = []
    for size in sorted(options.sizes):
        archive = options.folder / f"archive-{size}"
        if not archive.exists():
            print(f"growing {size:,} articles", file=sys.stderr)
            grow(options.corpus, archive, size)
        cost = run([sys.executable, JOB, archive], limit=options.limit, timeout=_TIMEOUT)
        row = {"documents": size} | cost.numbers()
        result["sizes"].append(row | ({"failed": str(cost.said)[-300:]} if cost.exit_code else cost.said))
        result["exponents"] = exponents([row for row in result["sizes"] if not row["exit_code"]])
        yield result


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[3_000, 10_000, 30_000, 100_000])
    parser.add_argument("--limit", type=int, help="bytes of memory that the system lets each size have")
    parser.add_argument("--output", type=Path, help="where the JSON goes; the terminal where not given")
    options = parser.parse_args()
    for result in measure(options):
        text = json.dumps(result, indent=2) + "\n"
        if options.output:
            options.output.write_text(text, encoding="utf-8")
    if not options.output:
        print(text, end="")


if __name__ == "__main__":
    main()
