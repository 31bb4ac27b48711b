"""Measures the reuse engine on generated corpora: time, memory and recall by size, additions, look-ups.

    python benchmarks/scale.py FOLDER [--sizes 10000 100000 1000000] [--articles ARTICLES.jsonl[.gz]]
        [--runs sizes add limited find] [--output benchmarks/results/scale.json]

FOLDER keeps the corpora (made where they are missing) and what was found in them, about 5 GB for a million
documents. Each run is a process of its own; see `measuring.py` for what is measured, `recall.py` for what
counts as found and `generator.py` for what the corpora are. The runs:

sizes     from Parquet to passages on disk, for each size
add       10,000 documents to the largest corpus, against 10,000 alone
limited   the largest corpus again, in a gigabyte that the system enforces
find      articles against the largest corpus, half of them in it and half new
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

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from expanding import measure_expansion
from generator import Recipe, write_corpus
from measuring import Cost, describe_machine, run
from recall import measure_outside, measure_recall, read_corpus, read_sides

HERE = Path(__file__).resolve().parent
JOB = HERE / "scale_job.py"
PART = 10_000  # documents in a file, and those that are added
RUNS = ("sizes", "add", "limited", "find")
_TIMEOUT = 3 * 3600.0


def corpus_of(folder: Path, size: int, articles: Path | None) -> Path:
    """Give the corpus of a size, which has one more part than that, and make it where it is missing."""
    corpus = folder / f"corpus-{size}"
    if not (corpus / "corpus.json").exists():
        print(f"making {size:,} documents", file=sys.stderr)
        write_corpus(corpus, Recipe(documents=size + PART), articles, PART)
    return corpus


def parts_of(corpus: Path, size: int) -> list[Path]:
    """Give the files that hold the first documents of a corpus."""
    return sorted((corpus / "documents").glob("*.parquet"))[: size // PART]


def find_reuse(parts: list[Path], out: Path, options: argparse.Namespace, limit: int | None = None) -> Cost:
    """Find the reuse in some files in a process of its own."""
    command: list[str | Path] = [sys.executable, JOB, "reuse", out]
    command += parts
    if options.workers:
        command += ["--workers", str(options.workers)]
    if limit:
        command += ["--memory", str(limit)]
    cost = run(command, limit=limit, timeout=_TIMEOUT)
    if cost.exit_code:
        print(cost.said, file=sys.stderr)
    return cost


def fresh(out: Path) -> Path:
    """Empty a folder."""
    shutil.rmtree(out, ignore_errors=True)
    return out


def judge(corpus: Path, out: Path, size: int, added: pa.Array | None = None) -> dict[str, Any]:
    """Measure recall and what stands outside of plants."""
    known = read_corpus(corpus, size // PART)
    sides = read_sides(out / "passages", known.ids)
    return {"recall": measure_recall(known, sides, added), "outside": measure_outside(known, sides)}


def measure_size(folder: Path, size: int, options: argparse.Namespace) -> dict[str, Any]:
    """Measure one size, and leave what was found for the other runs."""
    corpus, out = corpus_of(folder, size, options.articles), fresh(folder / f"reuse-{size}")
    parts = parts_of(corpus, size)
    cost = find_reuse(parts, out, options)
    result = {"documents": size, "bytes": sum(_text_bytes(part) for part in parts)} | cost.numbers()
    if cost.exit_code:
        return result | {"failed": str(cost.said)[-300:]}
    result |= cost.said | judge(corpus, out, size)
    return result | {"families": measure_expansion(read_corpus(corpus, len(parts)), parts, out / "passages")}


def _text_bytes(part: Path) -> int:
    return int(pc.sum(pc.binary_length(pq.read_table(part, columns=["text"])["text"])).as_py())


def measure_adding(folder: Path, size: int, options: argparse.Namespace) -> dict[str, Any]:
    """Add the last part of a corpus to the rest, and measure the recall of what it touches."""
    corpus, out = corpus_of(folder, size, options.articles), folder / f"reuse-{size}"
    part = parts_of(corpus, size + PART)[-1]
    alone = find_reuse([part], fresh(folder / "reuse-part"), options)
    cost = find_reuse([part], out, options)
    result = {"documents": PART, "to": size, "alone": alone.numbers()} | cost.numbers()
    if cost.exit_code:
        return result | {"failed": str(cost.said)[-300:]}
    added = pq.read_table(part, columns=["id"])["id"].combine_chunks()
    return result | cost.said | judge(corpus, out, size + PART, added)


def measure_limited(folder: Path, size: int, options: argparse.Namespace) -> dict[str, Any]:
    """Measure a size in a gigabyte."""
    corpus, out = corpus_of(folder, size, options.articles), fresh(folder / "reuse-limited")
    cost = find_reuse(parts_of(corpus, size), out, options, options.limit)
    result = {"documents": size} | cost.numbers()
    if cost.exit_code:
        return result | {"failed": str(cost.said)[-300:]}
    return result | cost.said | judge(corpus, out, size)


def measure_finding(folder: Path, size: int, options: argparse.Namespace) -> dict[str, Any]:
    """Look articles up in the largest corpus: the first of its own, and as many that it has never seen."""
    corpus, out = corpus_of(folder, size, options.articles), folder / f"reuse-{size}"
    asked = folder / "asked.parquet"
    own = pq.read_table(parts_of(corpus, size)[0]).slice(0, options.texts // 2)
    new = pq.read_table(strangers_of(folder, options.articles)).slice(0, options.texts // 2)
    pq.write_table(pa.concat_tables([own, new]), asked)
    cost = run([sys.executable, JOB, "find", out, asked, "--texts", str(options.texts)], timeout=_TIMEOUT)
    result = {"documents": size} | cost.numbers()
    return result | ({"failed": str(cost.said)[-300:]} if cost.exit_code else cost.said)


def exponents(sizes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give by what power of the size the cost grows, between neighbouring sizes and from first to last."""
    pairs = list(pairwise(sizes))
    if len(sizes) > 2:
        pairs.append((sizes[0], sizes[-1]))
    return [
        {"from": small["documents"], "to": large["documents"]}
        | {
            name: round(math.log(large[name] / small[name]) / math.log(large["bytes"] / small["bytes"]), 3)
            for name in ("seconds", "cpu_seconds")
            if small[name] and large[name]
        }
        for small, large in pairs
    ]


def strangers_of(folder: Path, articles: Path | None) -> Path:
    """Give a file of articles that are in no other corpus, and make it where it is missing."""
    corpus = folder / "strangers"
    if not (corpus / "corpus.json").exists():
        write_corpus(corpus, Recipe(documents=PART, seed=2), articles, PART)
    return parts_of(corpus, PART)[0]


def measure_first(folder: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Run on a few documents twice: kernels may have to be compiled the first time only."""
    rows, files = pq.read_table(strangers_of(folder, options.articles)), []
    for begin, end in ((0, 200), (200, 4_000), (4_000, 5_000)):
        files.append(folder / f"strangers-{end}.parquet")
        pq.write_table(rows.slice(begin, end - begin), files[-1])
    few = [find_reuse(files[:1], fresh(folder / "reuse-few"), options) for _ in range(2)]
    for file in files[1:]:  # some kernels are for many documents or for additions only
        find_reuse([file], folder / "reuse-few", options)
    return {"documents": 200, "seconds": few[0].seconds, "seconds_again": few[1].seconds}


def measure(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """Do the runs that are asked for, and give the result after each."""
    options.folder.mkdir(parents=True, exist_ok=True)
    result = describe_machine("whence", "numba", "numpy", "pyarrow")
    result["articles"] = options.articles.name if options.articles else "the demo's"
    result["first"] = measure_first(options.folder, options)
    if "sizes" in options.runs:
        result["sizes"] = []
        for size in sorted(options.sizes):
            result["sizes"].append(measure_size(options.folder, size, options))
            result["exponents"] = exponents([row for row in result["sizes"] if not row["exit_code"]])
            yield result
    for name, work in (("find", measure_finding), ("add", measure_adding), ("limited", measure_limited)):
        if name in options.runs:
            result[name] = work(options.folder, max(options.sizes), options)
            yield result


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--articles", type=Path, help="JSONL that the corpora are made from")
    parser.add_argument("--runs", nargs="+", choices=RUNS, default=list(RUNS))
    parser.add_argument("--workers", type=int)
    parser.add_argument("--limit", type=int, default=2**30, help="bytes of memory of the limited run")
    parser.add_argument("--texts", type=int, default=500, help="articles that are looked up")
    parser.add_argument("--output", type=Path, help="where the JSON goes; the terminal where not given")
    options = parser.parse_args()
    for result in measure(options):
        text = json.dumps(result, indent=2) + "\n"
        if options.output:  # after each run, so that hours are not lost to a failure of the last
            options.output.write_text(text, encoding="utf-8")
    if not options.output:
        print(text, end="")


if __name__ == "__main__":
    main()
