"""Does the search for candidates lose pairs before they are aligned, and what does it cost?

    python evaluation/candidates.py [PATH ...] [--sample N] [--missed]

In a corpus only candidate pairs are aligned, so what candidates miss is never found. Each corpus here holds
pairs that are known to share text; counted is in how many of them the documents become a candidate, apart
from whether alignment then finds the passage. PATH is one of

- the unpacked text-alignment corpus of PAN 2013: all its documents are one corpus, its pairs with cases are
  the known ones; `--sample` draws so many pairs of each kind, and takes only their documents;
- news, a table of articles or a folder with `articles.jsonl.gz`: by `reuse_kinds.py` and seed, pages are made
  of some articles, one each, and put among all the articles;
- a corpus by `benchmarks/generator.py`, with its plants.

Without a PATH, pages are made of the demo's texts; all texts and the pages of one kind are one corpus.
`--missed` lists the pairs that are no candidates.

In a generated corpus, a pair is joined *through a third* document where both are candidates with it and not
with each other: its large families are kept as a hub and spokes, and their other pairs are made on request.
"""

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from alignment import Region, read_pairs
from reuse_kinds import MAKERS, NOTHING_REUSED, Case, make_case, make_cases, script_texts, unrelated_texts
from tables import markdown_table
from tracing import read_articles

from whence.match import align_counted, find_candidates
from whence.settings import MatchSettings, Settings
from whence.text import fingerprint

GENERATED = "generated"
_THIRD = "through a third"
_SEED = 1
_OF_KIND = 40  # articles of the news that pages of one kind are made of
_SHORTEST, _LONGEST = 1_500, 20_000  # characters of those articles, so that a third of one is some sentences


@dataclass(frozen=True, slots=True)
class Known:
    """A pair that is known to share text.

    Attributes:
        kind: how it shares it.
        copy_id: one document.
        source_id: the other.
        regions: where the shared text stands.
    """

    kind: str
    copy_id: str
    source_id: str
    regions: tuple[Region, ...]

    @property
    def key(self) -> tuple[str, str]:
        """The two ids, rising."""
        return min(self.copy_id, self.source_id), max(self.copy_id, self.source_id)


@dataclass(frozen=True, slots=True)
class Trial:
    """One corpus, and what came of its known pairs.

    Attributes:
        name: of the corpus.
        documents: how many it has.
        known: the pairs.
        shared: fingerprints that each candidate pair shares, 0 where only word pairs join it.
        met: candidates in which alignment finds a passage that meets the shared text on both sides.
        seconds: of processor time, for fingerprints and candidates.
    """

    name: str
    documents: int
    known: tuple[Known, ...]
    shared: dict[tuple[str, str], int]
    met: frozenset[tuple[str, str]]
    seconds: float

    def is_joined(self, pair: Known) -> bool:
        """Tell whether a pair is a candidate."""
        return pair.key in self.shared

    def led_through(self, pairs: Iterable[Known]) -> int:
        """Count the pairs that are no candidates, and of which both are candidates with a third document."""
        beside: dict[str, set[str]] = defaultdict(set)
        for left, right in self.shared:
            beside[left].add(right)
            beside[right].add(left)
        return sum(not self.is_joined(p) and bool(beside[p.copy_id] & beside[p.source_id]) for p in pairs)


def try_corpus(name: str, texts: dict[str, str], known: Sequence[Known], settings: MatchSettings) -> Trial:
    """Find candidates in a corpus and align the known pairs among them."""
    table = pa.table({"id": list(texts), "text": list(texts.values())})
    started = time.process_time()
    pairs = find_candidates(fingerprint(table, settings), {}, settings).pairs
    seconds = time.process_time() - started
    names = (pairs.column(column).to_pylist() for column in ("left_id", "right_id", "shared"))
    shared = {(left, right): count for left, right, count in zip(*names, strict=True)}
    wanted = {pair.key for pair in known}
    some = pairs.filter(pa.array([key in wanted for key in shared], pa.bool_()))
    return Trial(name, len(texts), tuple(known), shared, _met(known, some, table, settings), seconds)


def _met(
    known: Iterable[Known], pairs: pa.Table, table: pa.Table, settings: MatchSettings
) -> frozenset[tuple[str, str]]:
    regions: dict[tuple[str, str], list[tuple[Known, Region]]] = defaultdict(list)
    for pair in known:
        regions[pair.key] += ((pair, region) for region in pair.regions)
    met = set()
    for row in align_counted(pairs, table, settings).passages.to_pylist():
        key = (row["left_id"], row["right_id"])
        sides = [(row[f"{side}_begin"], row[f"{side}_end"]) for side in ("left", "right")]
        for pair, region in regions[key]:
            copy, source = sides if pair.copy_id == key[0] else sides[::-1]
            if Region(region.pair, *copy, *source).meets(region):
                met.add(key)
    return frozenset(met)


def read_pan(folder: Path, sample: int | None) -> tuple[dict[str, str], list[Known]]:
    """Read the corpus: texts by name, and the pairs that have cases."""
    pairs = read_pairs(folder)
    if sample is not None:
        kinds = sorted({pair.kind for pair in pairs})
        drawing = random.Random(_SEED)
        of_kind = {kind: [pair for pair in pairs if pair.kind == kind] for kind in kinds}
        pairs = [p for kind in kinds for p in drawing.sample(of_kind[kind], min(sample, len(of_kind[kind])))]
    paths = {path.name: path for pair in pairs for path in (pair.copy, pair.source)}
    texts = {}
    for name, path in sorted(paths.items()):
        with path.open(encoding="utf-8", newline="") as file:  # line ends count in the gold's offsets
            texts[name] = file.read()
    return texts, [Known(p.kind, p.copy.name, p.source.name, p.cases) for p in pairs if p.cases]


def noise_of_demo() -> Iterator[tuple[str, dict[str, str], list[Known]]]:
    """Yield a corpus for each kind of made noise: all texts, and the kind's pages."""
    texts = unrelated_texts() | script_texts()
    cases: dict[str, list[Case]] = defaultdict(list)
    for case in make_cases(unrelated_texts(), _SEED):
        cases[case.kind].append(case)
    for kind, made in cases.items():
        if kind not in NOTHING_REUSED:
            yield (
                f"demo, {kind}",
                texts | {case.name: case.copy for case in made},
                [_known(case) for case in made],
            )


def _known(case: Case) -> Known:
    return Known(case.kind, case.name, case.source_name, case.reused)


def noise_of_news(path: Path) -> tuple[dict[str, str], list[Known]]:
    """Make pages of articles drawn by seed, each of another one, and put them among all the articles."""
    texts = {document.id: document.text for document in read_articles(path, Settings()).documents}
    long = sorted(name for name, text in texts.items() if _SHORTEST <= len(text) <= _LONGEST)
    kinds = [kind for kind in MAKERS if kind not in NOTHING_REUSED]
    drawn = random.Random(_SEED).sample(long, min(len(long), (_OF_KIND + 1) * len(kinds)))
    carriers = drawn[: len(kinds)]
    cases = [
        make_case(kinds[n % len(kinds)], name, carriers[n % len(carriers)], texts, f"{_SEED}")
        for n, name in enumerate(drawn[len(kinds) :])
    ]
    return texts | {case.name: case.copy for case in cases}, [_known(case) for case in cases if case.reused]


def read_generated(folder: Path) -> tuple[dict[str, str], list[Known]]:
    """Read a generated corpus: its texts, and one known pair for each document and source of a plant."""
    documents = pq.read_table(folder / "documents", columns=["id", "text"])
    texts = dict(zip(*(documents.column(name).to_pylist() for name in ("id", "text")), strict=True))
    regions: dict[tuple[str, str, str], list[Region]] = defaultdict(list)
    for plant in pq.read_table(folder / "plants").to_pylist():
        if plant["source_id"] in texts and plant["document_id"] != plant["source_id"]:
            ends = (plant[name] for name in ("begin", "end", "source_begin", "source_end"))
            key = (plant["kind"], plant["document_id"], plant["source_id"])
            regions[key].append(Region("", *ends))
    return texts, [Known(*key, tuple(found)) for key, found in sorted(regions.items())]


def rows_of(trial: Trial) -> list[list[object]]:
    """Lay a trial out, a row a kind and one for the whole."""
    kinds = sorted({pair.kind for pair in trial.known})
    if len(kinds) == 1:
        return [_row(trial.name, trial, trial.known)]
    rows = [
        _row(f"{trial.name}, {kind}", trial, [p for p in trial.known if p.kind == kind]) for kind in kinds
    ]
    return [*rows, _row(f"**{trial.name}, all**", trial, trial.known)]


def _row(name: str, trial: Trial, pairs: Sequence[Known]) -> list[object]:
    joined = [pair for pair in pairs if trial.is_joined(pair)]
    ways = Counter(trial.shared[pair.key] > 0 for pair in joined)
    met = sum(pair.key in trial.met for pair in joined)
    return [
        name,
        len(pairs),
        ways[True],
        ways[False],
        trial.led_through(pairs) if trial.name == GENERATED else "",
        len(joined) / len(pairs),
        met / len(joined) if joined else "",
    ]


def _read_corpus(path: Path, sample: int | None) -> tuple[str, dict[str, str], list[Known]]:
    if (path / "pairs").is_file():
        return ("PAN", *read_pan(path, sample))
    if (path / "plants").is_dir():
        return (GENERATED, *read_generated(path))
    return ("news", *noise_of_news(path))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("paths", type=Path, nargs="*", metavar="PATH")
    parser.add_argument("--sample", type=int, help="so many pairs of each kind of PAN; without it all")
    parser.add_argument("--missed", action="store_true", help="list the pairs that are no candidates")
    options = parser.parse_args()
    settings = MatchSettings()
    corpora = [_read_corpus(path, options.sample) for path in options.paths] or list(noise_of_demo())
    trials = [try_corpus(*corpus, settings) for corpus in corpora]
    header = ["corpus and kind", "pairs", "by fingerprints", "by word pairs", _THIRD]
    rows = [row for trial in trials for row in rows_of(trial)]
    if all(trial.name != GENERATED for trial in trials):
        place = header.index(_THIRD)
        header.pop(place)
        rows = [row[:place] + row[place + 1 :] for row in rows]
    print(markdown_table([*header, "candidates", "candidates with the passage"], rows))
    costs = [
        [trial.name, trial.documents, len(trial.shared), len(trial.shared) / trial.documents, trial.seconds]
        for trial in trials
        if not trial.name.startswith("demo")
    ]
    if costs:
        print()
        print(markdown_table(["corpus", "documents", "candidates", "a document", "CPU-seconds"], costs))
    if options.missed:
        for trial in trials:
            for pair in trial.known:
                if not trial.is_joined(pair):
                    print(trial.name, pair.kind, *pair.key, file=sys.stderr)


if __name__ == "__main__":
    main()
