"""Times how fast whence starts: its help, one page read, two small files compared, and the first time of all.

    python benchmarks/startup.py [--output benchmarks/results/startup.json]

The first page read and the first comparison fill an empty cache of compiled kernels; the others find it full.
Each time is the median of several runs, in CPU-seconds: on an idle machine they are the seconds one waits.
"""

import argparse
import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from generator import DEMO
from measuring import Cost, describe_machine, run

_RUNS = 5
_TEXT = "The ferry to Saltmarsh will sail again on Friday, harbour master Dana Orel said, as the wall held. "


def compare(folder: Path, cache: Path) -> Cost:
    """Compare two small files with the kernels of one cache."""
    paths = []
    for name, tail in (("one.txt", "Nobody was hurt."), ("other.txt", "The town has two wells.")):
        paths.append(folder / name)
        paths[-1].write_text(_TEXT + tail, encoding="utf-8")
    command = [sys.executable, "-m", "whence", "compare", *paths]
    return run(command, variables={"NUMBA_CACHE_DIR": str(cache)})


def read(cache: Path) -> Cost:
    """Read one page of the demo with the kernels of one cache."""
    page = sorted(DEMO.glob("*.html"))[0]
    return run([sys.executable, "-m", "whence", "read", page], variables={"NUMBA_CACHE_DIR": str(cache)})


def measure() -> dict[str, Any]:
    """Start whence again and again."""
    shown = [run([sys.executable, "-m", "whence", "--help"]).cpu_seconds for _ in range(_RUNS)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first_read, first = read(folder / "other"), compare(folder, folder / "cache")
        pages = [read(folder / "other").cpu_seconds for _ in range(_RUNS)]
        again = [compare(folder, folder / "cache").cpu_seconds for _ in range(_RUNS)]
    return describe_machine("whence", "numba", "typer") | {
        "exit_code": first.exit_code,
        "help": statistics.median(shown),
        "read": statistics.median(pages),
        "first_read": first_read.cpu_seconds,
        "compare": statistics.median(again),
        "first_compare": first.cpu_seconds,
    }


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--output", type=Path, help="where the JSON goes; the terminal where not given")
    options = parser.parse_args()
    text = json.dumps(measure(), indent=2) + "\n"
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
