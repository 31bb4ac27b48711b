"""Runs every evaluation and writes its tables into `docs/evaluation.md`, between the markers named after it.

    python evaluation/document.py [DATA] [--only NAME ...]

DATA is a folder that holds any of: `pan13-train` (unpacked, or `pan13-train.tar.gz`), `polnear` (unpacked, or
`polnear-train-dev.tar.gz`), `clef2020-claim-retrieval` and `ecbplus-topics-1-35` (likewise), `incidents` and
`news-sample`. A table whose data is not there stays as it is, and that is said. The others need no data
beside the project's own.
"""

import argparse
import subprocess
import sys
import tarfile
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "evaluation.md"


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the page.

    Attributes:
        name: of its markers.
        script: beside this file.
        arguments: after the path of the data, where it needs data.
        folder: what the data's folder is called; None where none is needed.
        archive: the file that it may be packed in.
    """

    name: str
    script: str
    arguments: tuple[str, ...] = ()
    folder: str | None = None
    archive: str | None = None


HELD_OUT = ("--part", "held-out", "--markdown")
CHECKS = "clef2020-claim-retrieval"
ZONE = ("--zone", "America/New_York")  # of the days that the articles of the sample give
TABLES = (
    Table("demo", "demo_news.py"),
    Table("reuse", "reuse.py"),
    Table("worlds", "worlds.py"),
    Table("judged", "news.py", ("--judged",)),
    Table("alignment", "alignment.py", HELD_OUT, "pan13-train", "pan13-train.tar.gz"),
    Table("attribution", "attribution.py", ("--markdown",), "polnear", "polnear-train-dev.tar.gz"),
    Table("quantities", "quantities.py", HELD_OUT, "incidents"),
    Table("claims", "claims.py", HELD_OUT, "incidents"),
    Table("tiers", "claims.py", ("--tiers", "--part", "tuning"), "incidents"),
    Table("retrieval", "retrieval.py", HELD_OUT, CHECKS, f"{CHECKS}.tar.gz"),
    Table("coreference", "coreference.py", ("--model",), "ecbplus-topics-1-35", "ecbplus-topics-1-35.tar.gz"),
    Table("checks", "checks.py", (), CHECKS, f"{CHECKS}.tar.gz"),
    Table("rewritten", "rewritten.py", ("--markdown",), "incidents"),
    Table("candidates", "candidates.py", (), "pan13-train", "pan13-train.tar.gz"),
    Table("candidates in news", "candidates.py", (), "news-sample"),
    Table("simulated", "simulate.py", (), "news-sample"),
    Table("calibration", "calibration.py", (), "news-sample"),
    Table("families", "families.py", ZONE, "news-sample"),
    Table("planted", "families.py", (*ZONE, "--planted"), "news-sample"),
)


def replace_table(page: str, name: str, table: str) -> str:
    """Put a table between its markers.

    Args:
        page: the page.
        name: of the markers, `<!-- begin NAME -->` and `<!-- end NAME -->`, each on a line of its own.
        table: what stands between them afterwards.

    Returns:
        The page with the new table.

    Raises:
        ValueError: if the page does not hold the two markers once each, in order.
    """
    begin, end = f"<!-- begin {name} -->\n", f"<!-- end {name} -->"
    if page.count(begin) != 1 or page.count(end) != 1 or page.index(begin) > page.index(end):
        raise ValueError(f"{PAGE.name} must hold '{begin.strip()}' and '{end}' once each, in this order")
    before, rest = page.split(begin)
    return f"{before}{begin}\n{table.strip()}\n\n{end}{rest.split(end)[1]}"


def find_data(table: Table, data: Path | None, scratch: Path) -> Path | None:
    """Give the folder of a table's data, unpacked where it was packed; None where there is none."""
    if data is None or table.folder is None:
        return None
    for folder in (data / table.folder, scratch / table.folder):
        if folder.is_dir():
            return folder
    if table.archive is None or not (data / table.archive).is_file():
        return None
    with tarfile.open(data / table.archive) as packed:
        # Some archives hold the folder, others what is in it.
        within = packed.getnames()[0].split("/")[0] == table.folder
        packed.extractall(scratch if within else scratch / table.folder, filter="data")
    return scratch / table.folder


def run_script(table: Table, data: Path | None) -> str:
    """Run a table's script and give what it prints."""
    path = [str(data)] if data else []
    done = subprocess.run(
        [sys.executable, HERE / table.script, *path, *table.arguments],
        stdout=subprocess.PIPE,
        check=True,
        encoding="utf-8",
    )
    return done.stdout


def main() -> None:
    """Run what can be run, and write the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--only", nargs="+", choices=[table.name for table in TABLES], metavar="NAME")
    options = parser.parse_args()
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for table in TABLES:
            if options.only and table.name not in options.only:
                continue
            data = find_data(table, options.data, scratch)
            if table.folder is not None and data is None:
                print(
                    f"{table.name}: left as it is, there is no {table.folder} in {options.data}",
                    file=sys.stderr,
                )
                continue
            print(f"{table.name} ...", file=sys.stderr)
            # Read anew each time: a run takes minutes, and somebody may be writing on the page.
            printed = run_script(table, data)
            page = replace_table(PAGE.read_text(encoding="utf-8"), table.name, printed)
            PAGE.write_text(page, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
