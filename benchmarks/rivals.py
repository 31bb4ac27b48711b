"""Measures whence and its rivals side by side, on the same documents and processors.

    python benchmarks/rivals.py FOLDER [--environment VENV] [--articles ARTICLES.jsonl[.gz]]
        [--documents 1000 10000] [--only whence passim ...] [--output benchmarks/results/rivals.json]

On generated corpora: unrelated articles, and as many that all stand in families of up to 100 ("syndicated").
whence and passim find passages; datasketch, rensa and text-dedup find near-duplicate documents only, so they
do less. Each runs in a process of its own with the same number of processors. What is absent is skipped and
said, and passim, which would take hours, runs on the smallest corpora only. The rivals' environment is made
once, apart from that of whence:

    python -m venv VENV && VENV/bin/pip install -r benchmarks/requirements.txt
    VENV/bin/pip install git+https://github.com/dasmiq/passim     # needs Java 11 or 17
"""

import argparse
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from generator import Recipe, write_corpus
from measuring import Cost, describe_machine, run
from recall import Corpus, measure_outside, measure_recall, number_ids, read_corpus, read_sides

HERE = Path(__file__).resolve().parent
NAMES = ("whence", "passim", "datasketch", "rensa", "text-dedup")
PASSAGES = ("whence", "passim")
_TIMEOUT = 3600.0


def make_corpora(folder: Path, documents: int, articles: Path | None) -> dict[str, Path]:
    """Make the two corpora where they are missing."""
    recipes = {
        "unrelated": Recipe(documents=documents, seed=3, in_families=0.0, stock=False),
        "syndicated": Recipe(documents=documents, seed=4, in_families=1.0, largest=100),
    }
    corpora = {name: folder / f"{name}-{documents}" for name in recipes}
    for name, recipe in recipes.items():
        if not (corpora[name] / "corpus.json").exists():
            write_corpus(corpora[name], recipe, articles, documents)
    return corpora


def run_one(name: str, file: Path, out: Path, options: argparse.Namespace) -> Cost:
    """Run whence or a rival on one file; what it finds goes to the folder `out`."""
    shutil.rmtree(out, ignore_errors=True)
    processors = str(len(os.sched_getaffinity(0)))
    if name == "whence":
        command = [sys.executable, HERE / "scale_job.py", "reuse", out, file, "--workers", processors]
        return run(command, timeout=_TIMEOUT)
    out.joinpath("passages").mkdir(parents=True)
    python = options.environment / "bin" / "python"
    command = [python, HERE / "rivals_job.py", name, file, out / "passages" / "found.parquet"]
    spark = f"--master local[{processors}] --driver-memory 4g --conf spark.ui.enabled=false pyspark-shell"
    variables = {"PYSPARK_SUBMIT_ARGS": spark, "PYSPARK_PYTHON": str(python)}
    return run(command, timeout=_TIMEOUT, variables=variables)


def why_absent(name: str, environment: Path | None) -> str | None:
    """Say why a rival cannot run here, or None where it can."""
    if name == "whence":
        return None
    if environment is None:
        return "no environment was given for the rivals"
    if name == "passim" and not shutil.which("java"):
        return "passim needs Java, which is not on the path"
    # PyPI has another passim, which has no such file.
    file = "passim/seriatim.py" if name == "passim" else f"{name.replace('-', '_')}/__init__.py"
    there = list(environment.glob(f"lib/python*/site-packages/{file}"))
    return None if there else f"{file} is not installed in the environment"


def judge(name: str, known: Corpus, out: Path) -> dict[str, Any]:
    """Say how much of what was planted was found."""
    if name in PASSAGES:
        sides = read_sides(out / "passages", known.ids)
        recall = measure_recall(known, sides) if known.plants.num_rows else {}
        return {"recall": recall, "outside": measure_outside(known, sides)}
    found = pq.read_table(out / "passages")
    copies = known.plants.filter(pc.equal(known.plants["kind"], "copy"))
    pairs = {frozenset(pair) for pair in zip(*_numbers(found, ("left_id", "right_id"), known), strict=True)}
    planted = [
        frozenset(pair) for pair in zip(*_numbers(copies, ("document_id", "source_id"), known), strict=True)
    ]
    result: dict[str, Any] = {"pairs": len(pairs)}
    if planted:
        result["copies_found"] = round(sum(pair in pairs for pair in planted) / len(planted), 4)
    return result


def _numbers(table: pa.Table, names: tuple[str, str], known: Corpus) -> list[list[int]]:
    return [number_ids(table[name], known.ids).tolist() for name in names]


def measure(options: argparse.Namespace) -> dict[str, Any]:
    """Run each on each corpus."""
    result = describe_machine("whence", "numba", "numpy", "pyarrow")
    result |= {"absent": {}, "runs": []}
    if options.environment:
        result["versions"] |= rival_versions(options.environment)
    for name in options.only:
        absent = why_absent(name, options.environment)
        if absent:
            print(f"{name} is skipped: {absent}", file=sys.stderr)
            result["absent"][name] = absent
            continue
        for documents in sorted(options.documents)[: 1 if name == "passim" else None]:
            corpora = make_corpora(options.folder, documents, options.articles)
            result["runs"] += [
                {"tool": name, "corpus": kind, "documents": documents} | measure_one(name, corpus, options)
                for kind, corpus in corpora.items()
            ]
    return result


def measure_one(name: str, corpus: Path, options: argparse.Namespace) -> dict[str, Any]:
    """Run one tool on one corpus."""
    out = options.folder / f"found-{name}-{corpus.name}"
    file = next((corpus / "documents").glob("*.parquet"))
    if name == "whence":
        run_one(name, file, out, options)  # so that its kernels are compiled
    cost = run_one(name, file, out, options)
    if cost.exit_code:
        print(cost.said, file=sys.stderr)
        return cost.numbers() | {"failed": str(cost.said)[-300:]}
    return cost.numbers() | {"work": cost.said["work"]} | judge(name, read_corpus(corpus), out)


def rival_versions(environment: Path) -> dict[str, str]:
    """Give the versions of what is installed among the rivals."""
    ask = (
        "import json, importlib.metadata as m; names = ('pyspark', 'datasketch', 'rensa', 'text-dedup'); "
        "print(json.dumps({d.metadata['Name']: d.version for d in m.distributions() "
        "if d.metadata['Name'] in names}))"
    )
    said = run([environment / "bin" / "python", "-c", ask]).said
    return said if isinstance(said, dict) else {}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--environment", type=Path, help="virtual environment of the rivals")
    parser.add_argument("--articles", type=Path, help="JSONL that the corpora are made from")
    parser.add_argument("--documents", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--only", nargs="+", choices=NAMES, default=list(NAMES))
    parser.add_argument("--output", type=Path, help="where the JSON goes; the terminal where not given")
    options = parser.parse_args()
    text = json.dumps(measure(options), indent=2) + "\n"
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
