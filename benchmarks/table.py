"""Write the tables of docs/benchmarks.md from the results in benchmarks/results/.

    python benchmarks/table.py [--check]

With --check nothing is written; the exit status says whether the page is current.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "benchmarks.md"
BEGIN, END = "<!-- begin corpus -->", "<!-- end corpus -->"
_NAMES = {"add": "add (read, store, index)", "start": "", "end": ""}


def corpus_table(result: dict[str, Any]) -> str:
    """Lay out one result of benchmarks/corpus.py."""
    seconds = dict(result["seconds"])
    seconds["add"] = round(seconds.get("add", 0.0) + seconds.pop("start", 0.0), 2)
    machine = result["machine"]
    versions = ", ".join(f"{name} {number}" for name, number in result["versions"].items())
    lines = ["| stage | seconds |", "|---|---:|"]
    lines += [
        f"| {_NAMES.get(stage, stage)} | {value:.1f} |" for stage, value in seconds.items() if stage != "end"
    ]
    lines += [f"| **all** | **{result['seconds_in_all']:.1f}** |", ""]
    rows = ", ".join(f"{count:,} {name}" for name, count in result["rows"].items() if count)
    lines += [
        f"{rows}.",
        "",
        f"Peak memory {result['peak_megabytes']:,.0f} MB in the main process and "
        f"{result['largest_worker_megabytes']:,.0f} MB in the largest worker; the corpus folder takes "
        f"{result['corpus_megabytes']:,.0f} MB. {machine['processors']} processors, "
        f"Python {machine['python']}, {versions}.",
    ]
    return "\n".join(lines)


def written(page: str) -> str:
    """Give the page with its table made anew."""
    result = json.loads((HERE / "results" / "corpus.json").read_text(encoding="utf-8"))
    before, rest = page.split(BEGIN)
    _, after = rest.split(END)
    return f"{before}{BEGIN}\n\n{corpus_table(result)}\n\n{END}{after}"


def main() -> None:
    """Write the page, or check it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true")
    page = PAGE.read_text(encoding="utf-8")
    current = written(page)
    if parser.parse_args().check:
        sys.exit(current != page)
    PAGE.write_text(current, encoding="utf-8")


if __name__ == "__main__":
    main()
