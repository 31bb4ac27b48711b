"""The command line as a user runs it, and small fictional news for it."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import whence as package
from whence.records import TABLES

SOURCES = str(Path(package.__file__).parents[1])
STORY = (
    "PORT ALMA (Meridian Wire) - At least 12 people were hurt when the evening ferry struck the old harbour wall "
    "on Monday, the harbour ministry said. The ferry had left Cape Doro at dawn with 140 passengers on board, and "
    'it lost its steering in heavy fog. "We were lucky that the tide was low," harbour master Ines Moravec told '
    "reporters. Divers searched the basin until noon and allegedly found nobody missing."
)
OTHER = (
    "Fishermen on the quay heard a long scrape and then a bell, and within minutes the whole street was awake. "
    '"I thought the mountain had come down," said Pavel Orsini, who mends nets beside the old pier. The ferry '
    "company did not answer questions about its records. Police said 12 people were taken to hospital."
)


@dataclass(frozen=True)
class Run:
    """What a process left."""

    code: int
    out: str
    err: str


def environment(**changes: str) -> dict[str, str]:
    """Give an environment in which processes find this package."""
    return {**os.environ, "PYTHONPATH": SOURCES, **changes}


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "whence", *map(str, arguments)]


def run_whence(
    *arguments: object,
    stdin: bytes | None = None,
    env: Mapping[str, str] | None = None,
    cwd: Path | None = None,
) -> Run:
    """Run the command line in a process of its own."""
    done = subprocess.run(
        command(*arguments),
        input=stdin,
        capture_output=True,
        check=False,
        env=environment(**(env or {})),
        cwd=cwd,
    )
    return Run(done.returncode, done.stdout.decode(), done.stderr.decode())


def page(text: str, title: str = "Ferry strikes wall", head: str = "") -> str:
    """Write a saved page."""
    return (
        f"<!doctype html><html><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1><p>{text}</p></article></body></html>"
    )


def write_rows(path: Path, rows: Iterable[Any]) -> Path:
    """Write JSON lines; a string is written as it is."""
    lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def news() -> list[dict[str, str]]:
    """Make news that holds copies, a changed number, versions, and an id used twice."""
    rows = [
        {"id": "w1", "outlet": "Meridian Wire", "date": "2024-03-04T08:00:00Z", "text": STORY},
        {"id": "h1", "outlet": "Harbour Post", "date": "2024-03-04T10:00:00Z", "text": STORY + " Trams ran as usual."},
        {"id": "h2", "outlet": "Harbour Post", "date": "2024-03-05", "text": STORY.replace("12 people", "20 people")},
        {"id": "c1", "outlet": "Coast Courier", "date": "2024-03-05", "text": OTHER},
        {"id": "c1", "outlet": "Coast Courier", "date": "2024-03-06", "text": OTHER + " " + STORY[:180]},
        {"id": "b1", "outlet": "Bay Ledger", "text": STORY.replace("allegedly ", "")},
    ]  # fmt: skip
    return [{"title": f"The ferry, part {n}", "url": f"https://{r['outlet'].split()[0].lower()}.example/{n // 2}"} | r
            for n, r in enumerate(rows)]  # fmt: skip


def tables_of(folder: Path) -> dict[str, list[Any]]:
    """Give every table of a corpus."""
    with package.open_corpus(folder) as corpus:
        return {name: corpus.table(name).to_pylist() for name in TABLES}
