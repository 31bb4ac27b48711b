"""Times the reuse stages on a file of news: text -> fingerprints -> candidates -> passages.

    python benchmarks/reuse.py ARTICLES.jsonl[.gz] [--limit N]

Prints one JSON object with seconds, CPU-seconds and peak memory, the machine and the versions. Kernels are
compiled, or loaded from the cache, before the clock starts; that time is given as well.
"""

import argparse
import gzip
import json
import platform
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

_STARTED = time.perf_counter()

import numba  # noqa: E402
import numpy as np  # noqa: E402
import pyarrow as pa  # noqa: E402

from whence.match import (  # noqa: E402
    FingerprintIndex,
    align_counted,
    find_candidates,
    find_passages,
    warm_up,
)
from whence.settings import MatchSettings  # noqa: E402
from whence.text import fingerprint, split_sentences, tokenize  # noqa: E402


def read_articles(path: Path, limit: int) -> list[dict[str, Any]]:
    """Read the records of a JSONL file, packed or not."""
    opener: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    return records[:limit] if limit else records


def timed(work: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    """Do some work and say what it cost."""
    begin, begin_cpu = time.perf_counter(), time.process_time()
    result = work()
    spent = {"seconds": time.perf_counter() - begin, "cpu_seconds": time.process_time() - begin_cpu}
    return result, {name: round(value, 3) for name, value in spent.items()}


def measure(articles: list[dict[str, Any]]) -> dict[str, Any]:
    """Run the stages and give their costs and sizes."""
    settings = MatchSettings()
    ids = [str(article.get("id") or number) for number, article in enumerate(articles)]
    texts = dict(zip(ids, (str(article.get("text") or "") for article in articles), strict=True))
    documents = pa.table({"id": list(texts), "text": list(texts.values())})
    outlets = {name: article.get("outlet") for name, article in zip(ids, articles, strict=True)}
    report: dict[str, Any] = {
        "documents": len(texts),
        "megabytes": round(sum(map(len, texts.values())) / 1e6, 1),
    }
    tokens, report["tokenize"] = timed(lambda: sum(len(tokenize(text)) for text in texts.values()))
    report["tokens"] = tokens
    _, report["sentences"] = timed(lambda: [split_sentences(text) for text in texts.values()])
    table, report["fingerprints"] = timed(lambda: fingerprint(documents, settings))
    found, report["candidates"] = timed(lambda: find_candidates(table, outlets, settings))
    report["pairs"], report["left_out"] = found.pairs.num_rows, found.left_out()
    aligned, report["align"] = timed(lambda: align_counted(found.pairs, documents, settings))
    report["passages"] = aligned.passages.num_rows
    report["reworded"] = {"tried": sum(aligned.reworded), "of": len(aligned.reworded)}
    report["find"] = measure_find(texts, table, settings)
    return report


def measure_find(texts: dict[str, str], table: pa.Table, settings: MatchSettings) -> dict[str, float]:
    """Look a hundred articles up, one by one, in an index that is open."""
    index, opened = timed(lambda: FingerprintIndex(table))
    spent = []
    for name in sorted(texts)[:100]:
        _, cost = timed(
            lambda name=name: find_passages(
                texts[name], index, lambda ids: {i: texts[i] for i in ids}, settings
            )
        )  # type: ignore[misc]
        spent.append(cost["seconds"] * 1000)
    return {
        "open_seconds": opened["seconds"],
        "median_milliseconds": round(statistics.median(spent), 1),
        "milliseconds_95": round(float(np.quantile(spent, 0.95)), 1),
    }


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("--limit", type=int, default=0, help="articles read; 0 takes all")
    options = parser.parse_args()
    warm_up()
    loaded = time.perf_counter() - _STARTED
    report = measure(read_articles(options.path, options.limit))
    report["load_or_compile_seconds"] = round(loaded, 2)
    report["peak_megabytes"] = round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    report["machine"] = {"processor": platform.processor() or platform.machine(), "system": platform.system()}
    report["versions"] = {
        "python": platform.python_version(), "numpy": np.__version__, "numba": numba.__version__,
        "pyarrow": pa.__version__,
    }  # fmt: skip
    json.dump(report, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
