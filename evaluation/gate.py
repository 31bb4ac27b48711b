"""Holds whence to the quality it has: scores a small committed corpus against floors, and fails below one.

    python evaluation/gate.py                       check; exits 1 if a score is below its floor
    python evaluation/gate.py --raise               raise the floors to a little under what is measured now
    python evaluation/gate.py --set NAME=VALUE      set a floor by name; lowering one needs --allow-lowering

The committed corpus is the demo news with its gold file, reuse made from it by seed (`reuse.py`) and the
made-up worlds (`worlds.py`). `floors.json` holds the floors and a digest of that corpus: a changed corpus has
other scores, so the gate asks for its floors to be set again; `--raise` and `--set` take the new digest.
All scores are shares from 0 to 1 and better when higher; for the harmful errors it is the share without them.
"""

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from demo_news import DEMO, score_demo
from families import unglued_shares
from reuse import score_all
from reuse_kinds import FURNITURE, NOTHING_REUSED, unrelated_texts
from tables import markdown_table
from tracing import read_articles
from worlds import rates, run_worlds

from whence.settings import Settings

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
_SEED = 1
_WORLDS = 5  # of each kind: enough to see a kind break, few enough for a few seconds
_GLUE = ("footer of all", "letter, quoted in part")  # the whole letter is longer than the demo's pages
_SLACK = 0.02  # how far below what is measured --raise sets a floor, so that a floor is no trap for noise


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors and the digest of the corpus that they were set on."""

    digest: str
    floors: dict[str, float]


def corpus_files() -> list[Path]:
    """Give the files that the scores depend on beside the code of the package, in a fixed order."""
    demo = [DEMO / "gold.json", DEMO / "outlets.csv", *(DEMO / "news").rglob("*")]
    makers = [
        HERE / name
        for name in ("plants.py", "reuse_kinds.py", "script_texts.py", "world_kinds.py", "world_texts.py")
    ]
    return sorted(path for path in (*demo, *makers) if path.is_file())


def digest_corpus(files: Iterable[Path]) -> str:
    """Digest names and contents of the files; how their lines end makes no difference."""
    digest = hashlib.sha256()
    for path in files:
        content = path.read_bytes().replace(b"\r\n", b"\n")
        digest.update(f"{path.name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:16]


def measure() -> dict[str, float]:
    """Score the committed corpus.

    Returns:
        Shares from 0 to 1 by name, sorted, better when higher.
    """
    scores = {
        f"demo {name}": sum(right for _, right in answers) / len(answers)
        for name, answers in score_demo().items()
    }
    reuse = score_all(unrelated_texts(), _SEED)
    for (way, kind), found in reuse.of.items():
        if kind in NOTHING_REUSED:
            scores[f"reuse {way}, {kind}: without alarm"] = 1 - found.alarmed
        else:
            scores[f"reuse {way}, {kind}: precision"] = found.precision
            scores[f"reuse {way}, {kind}: recall"] = found.recall
    pages = len(reuse.cases[FURNITURE])
    stray = reuse.corpora[FURNITURE].strays / (pages * (pages - 1) / 2)
    scores[f"reuse corpus, {FURNITURE}: pairs without stray passages"] = 1 - stray
    pages_of_demo = read_articles(DEMO / "news", Settings())
    for name, share in unglued_shares(pages_of_demo, Settings(), _GLUE).items():
        scores[f"demo with {name}: pages not glued"] = share
    for name, value in rates(run_worlds(_WORLDS, _SEED)).items():
        harmful = "called" in name
        scores[f"worlds without {name}" if harmful else f"worlds {name}"] = 1 - value if harmful else value
    return {name: round(value, 4) for name, value in sorted(scores.items())}


def read_floors(path: Path) -> Floors:
    """Read the floors; a file that is not there holds none."""
    if not path.exists():
        return Floors("", {})
    known = json.loads(path.read_text(encoding="utf-8"))
    return Floors(known["digest"], {name: float(value) for name, value in known["floors"].items()})


def write_floors(path: Path, floors: Floors) -> None:
    """Write the floors, sorted by name."""
    known = {"digest": floors.digest, "floors": dict(sorted(floors.floors.items()))}
    path.write_text(json.dumps(known, indent=2) + "\n", encoding="utf-8")


def find_failures(scores: dict[str, float], known: Floors, digest: str) -> list[str]:
    """Say what is wrong, one line each: another corpus, a score below its floor, a score or floor alone."""
    failures = []
    if digest != known.digest:
        failures.append(
            f"the corpus has digest {digest}, the floors were set on {known.digest or 'none'}: "
            "look at the scores, then set the floors again with --raise"
        )
    for name in sorted(scores.keys() | known.floors.keys()):
        if name not in scores:
            failures.append(f"{name}: it has a floor and no score: take it out of floors.json")
        elif name not in known.floors:
            failures.append(f"{name}: it has no floor: set one with --raise")
        elif scores[name] < known.floors[name]:
            failures.append(f"{name}: {scores[name]:.4f} is below its floor of {known.floors[name]:.4f}")
    return failures


def raised(scores: dict[str, float], known: Floors, digest: str) -> Floors:
    """Give floors a little under the scores and never lower than before; those without a score go."""
    floors = {
        name: max(known.floors.get(name, 0.0), math.floor(max(score - _SLACK, 0.0) * 100) / 100)
        for name, score in scores.items()
    }
    return Floors(digest, floors)


def changed(known: Floors, wanted: dict[str, float], digest: str, *, lowering: bool) -> Floors:
    """Give floors with some of them set.

    Args:
        known: the floors as they are.
        wanted: new values by name, 0 to 1.
        digest: of the corpus they are set on.
        lowering: whether a floor may become lower.

    Returns:
        The floors after the change.

    Raises:
        ValueError: if a value is no share, or is lower than its floor and that is not allowed.
    """
    for name, value in sorted(wanted.items()):
        if not 0 <= value <= 1:
            raise ValueError(f"{name}: {value} is no share: give a value from 0 to 1")
        if value < known.floors.get(name, 0.0) and not lowering:
            raise ValueError(
                f"{name}: {value} is lower than its floor of {known.floors[name]}: "
                "add --allow-lowering and say why in the commit"
            )
    return Floors(digest, known.floors | wanted)


def format_scores(scores: dict[str, float], known: Floors) -> str:
    """Lay scores and floors out as a Markdown table."""
    rows = [[name, score, known.floors.get(name, "none")] for name, score in scores.items()]
    return markdown_table(["score", "measured", "floor"], rows)


def _floor(text: str) -> tuple[str, float]:
    name, _, value = text.rpartition("=")
    return name, float(value)


def main(arguments: list[str] | None = None) -> int:
    """Check or set the floors; give the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--floors", type=Path, default=FLOORS, help="another file of floors")
    parser.add_argument("--raise", dest="raising", action="store_true", help="raise them to what is measured")
    parser.add_argument(
        "--set", dest="wanted", type=_floor, action="append", default=[], metavar="NAME=VALUE"
    )
    parser.add_argument("--allow-lowering", action="store_true", help="let --set make a floor lower")
    options = parser.parse_args(arguments)
    known = read_floors(options.floors)
    digest = digest_corpus(corpus_files())
    if options.wanted:
        try:
            floors = changed(known, dict(options.wanted), digest, lowering=options.allow_lowering)
        except ValueError as error:
            print(error, file=sys.stderr)
            return 1
        write_floors(options.floors, floors)
        return 0
    scores = measure()
    if options.raising:
        known = raised(scores, known, digest)
        write_floors(options.floors, known)
    print(format_scores(scores, known))
    failures = find_failures(scores, known, digest)
    print("".join(f"\n{failure}" for failure in failures), file=sys.stderr, end="\n" if failures else "")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
