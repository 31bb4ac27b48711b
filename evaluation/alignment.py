"""Scores `whence.compare` on the PAN 2013 text-alignment corpus, by kind of obfuscation.

    python evaluation/alignment.py PATH [--part held-out|tuning|all] [--sample N] [--markdown]

PATH is the unpacked corpus: `pairs`, `susp/`, `src/` and a folder of XML files a kind. Pairs are parted by
connected documents, so that no document of the held-out third was seen while settings were chosen.

The measures are those of the task: characters of both sides, averaged over cases (recall) and over
detections (precision); granularity is the mean number of detections a detected case; plagdet is
F1 / log2(1 + granularity).

Source: Potthast, Stein, Barron-Cedeno and Rosso, "An Evaluation Framework for Plagiarism Detection",
COLING 2010.
"""

import argparse
import hashlib
import math
import random
import time
import xml.etree.ElementTree as ET
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tables import markdown_table

from whence.match import compare, warm_up
from whence.settings import MatchSettings


@dataclass(frozen=True, slots=True)
class Region:
    """A passage and its source: half-open character ranges in the two documents of one pair."""

    pair: str
    copy_begin: int
    copy_end: int
    source_begin: int
    source_end: int

    def size(self) -> int:
        """Count the characters of both sides."""
        return self.copy_end - self.copy_begin + self.source_end - self.source_begin

    def meets(self, other: "Region") -> bool:
        """Tell whether both sides overlap."""
        return (
            self.pair == other.pair
            and max(self.copy_begin, other.copy_begin) < min(self.copy_end, other.copy_end)
            and max(self.source_begin, other.source_begin) < min(self.source_end, other.source_end)
        )


@dataclass(frozen=True, slots=True)
class Pair:
    """One pair of documents, its kind and its gold."""

    name: str
    kind: str
    copy: Path
    source: Path
    cases: tuple[Region, ...]


@dataclass(frozen=True, slots=True)
class Score:
    """The task's measures over some pairs."""

    plagdet: float
    precision: float
    recall: float
    granularity: float


def score_regions(cases: list[Region], detections: list[Region]) -> Score:
    """Score detections against cases; a measure without anything to measure is 0, granularity then 1."""
    cases_of, found_of = _by_pair(cases), _by_pair(detections)
    recalls, counts = [], []
    for case in cases:
        met = [d for d in found_of[case.pair] if d.meets(case)]
        recalls.append(covered(case, met) / case.size())
        if met:
            counts.append(len(met))
    precisions = [
        covered(found, [c for c in cases_of[found.pair] if c.meets(found)]) / found.size()
        for found in detections
    ]
    recall = sum(recalls) / len(recalls) if recalls else 0.0
    precision = sum(precisions) / len(precisions) if precisions else 0.0
    granularity = sum(counts) / len(counts) if counts else 1.0
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return Score(both / math.log2(1 + granularity), precision, recall, granularity)


def _by_pair(regions: Iterable[Region]) -> dict[str, list[Region]]:
    grouped: dict[str, list[Region]] = defaultdict(list)
    for region in regions:
        grouped[region.pair].append(region)
    return grouped


def covered(region: Region, others: list[Region]) -> int:
    """Count the characters of a region, on both sides, that are in any of the others."""
    copies = [(o.copy_begin, o.copy_end) for o in others]
    sources = [(o.source_begin, o.source_end) for o in others]
    return _overlap(region.copy_begin, region.copy_end, copies) + _overlap(
        region.source_begin, region.source_end, sources
    )


def _overlap(begin: int, end: int, ranges: list[tuple[int, int]]) -> int:
    total, reached = 0, begin
    for low, high in sorted(ranges):
        gained = min(high, end) - max(low, reached)
        if gained > 0:
            total += gained
            reached = min(high, end)
    return total


def read_pairs(folder: Path) -> list[Pair]:
    """Read the pairs of every kind with their gold, in a fixed order."""
    found = []
    for kind in sorted(p for p in folder.iterdir() if p.is_dir() and p.name[:1].isdigit()):
        for line in sorted((kind / "pairs").read_text().split("\n")):
            if not line.strip():
                continue
            copy, source = line.split()
            name = f"{copy[:-4]}-{source[:-4]}"
            gold = ET.parse(kind / f"{name}.xml").getroot()
            cases = tuple(
                Region(name, *_range(f, "this"), *_range(f, "source"))
                for f in gold.iter("feature")
                if f.get("name") == "plagiarism"
            )
            found.append(Pair(name, kind.name, folder / "susp" / copy, folder / "src" / source, cases))
    return found


def _range(feature: ET.Element, side: str) -> tuple[int, int]:
    begin = int(feature.attrib[f"{side}_offset"])
    return begin, begin + int(feature.attrib[f"{side}_length"])


def held_out(pairs: list[Pair]) -> set[str]:
    """Give the names of the pairs held out: about a third, by connected documents, fixed by their names."""
    parents: dict[str, str] = {}

    def root(name: str) -> str:
        while parents.setdefault(name, name) != name:
            name = parents[name]
        return name

    for pair in pairs:
        one, other = sorted((root(pair.copy.name), root(pair.source.name)))
        parents[other] = one
    return {p.name for p in pairs if hashlib.sha256(root(p.copy.name).encode()).digest()[0] % 3 == 0}


def detect(pair: Pair, settings: MatchSettings) -> list[Region]:
    """Give what `compare` finds in one pair."""
    copy, source = (_read(path) for path in (pair.copy, pair.source))
    return [
        Region(pair.name, p.left_begin, p.left_end, p.right_begin, p.right_end)
        for p in compare(copy, source, settings)
    ]


def _read(path: Path) -> str:
    # The gold counts every character, line ends and byte order marks too.
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def format_table(pairs: list[Pair], found: dict[str, list[Region]]) -> str:
    """Give the scores by kind and overall as a Markdown table."""
    header = [
        "kind",
        "pairs",
        "cases",
        "plagdet",
        "precision",
        "recall",
        "granularity",
        "pairs with detections",
    ]
    rows: list[list[object]] = []
    kinds = sorted({p.kind for p in pairs})
    for label, chosen in [*((k, [p for p in pairs if p.kind == k]) for k in kinds), ("overall", pairs)]:
        cases = [case for pair in chosen for case in pair.cases]
        detections = [region for pair in chosen for region in found[pair.name]]
        s = score_regions(cases, detections)
        alarmed = sum(bool(found[p.name]) for p in chosen)
        measures = (s.plagdet, s.precision, s.recall, s.granularity) if cases else ("",) * 4
        rows.append([label, len(chosen), len(cases), *measures, alarmed])
    return markdown_table(header, rows)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("--part", choices=["held-out", "tuning", "all"], default="held-out")
    parser.add_argument("--sample", type=int, default=0, help="pairs drawn by a fixed seed; 0 takes all")
    parser.add_argument("--markdown", action="store_true", help="print the table without the time it took")
    options = parser.parse_args()
    pairs = read_pairs(options.path)
    third = held_out(pairs)
    if options.part != "all":
        pairs = [p for p in pairs if (p.name in third) == (options.part == "held-out")]
    if options.sample:
        pairs = random.Random(20130618).sample(pairs, min(options.sample, len(pairs)))
    warm_up()
    settings = MatchSettings()
    begin = time.process_time()
    found = {pair.name: detect(pair, settings) for pair in pairs}
    spent = time.process_time() - begin
    print(format_table(pairs, found))
    if not options.markdown:
        print(
            f"\n{options.part} pairs; {len(pairs)} compared in {spent:.1f} CPU-seconds, texts read from disk."
        )


if __name__ == "__main__":
    main()
