"""One job of `scale.py`, in a process of its own so that its time and memory are its own. Prints JSON.

python benchmarks/scale_job.py reuse OUT PART... [--workers N] [--memory BYTES]
python benchmarks/scale_job.py find OUT FILE [--texts N]
"""

import argparse
import json
import time
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq


def reuse(parts: list[Path], out: Path, workers: int | None, memory: int | None) -> dict[str, Any]:
    """Find the reuse of the documents in some files, or add them to what is there."""
    begun = time.perf_counter(), time.process_time()
    from whence.reuse import find_reuse

    from whence.settings import Settings

    loaded = time.perf_counter(), time.process_time()
    find_reuse(parts, out, Settings(), workers=workers, memory=memory)
    ended = time.perf_counter(), time.process_time()
    return {
        "load": {"seconds": round(loaded[0] - begun[0], 2), "cpu_seconds": round(loaded[1] - begun[1], 2)},
        "work": {"seconds": round(ended[0] - loaded[0], 2), "cpu_seconds": round(ended[1] - loaded[1], 2)},
        "report": json.loads((out / "reuse.json").read_text(encoding="utf-8")),
        "megabytes": {
            folder.name: round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6)
            for folder in sorted(out.iterdir())
            if folder.is_dir()
        },
    }


def reuse_in_memory(parts: list[Path], out: Path) -> dict[str, Any]:
    """Do the same with the stages themselves, whole in memory: for some ten thousand documents."""
    from whence.match import align_counted, drop_boilerplate, find_candidates
    from whence.settings import MatchSettings
    from whence.text import fingerprint

    settings, clock, seconds = MatchSettings(), time.process_time, {}
    documents = pa.concat_tables([pq.read_table(part, columns=["id", "text", "outlet"]) for part in parts])
    outlets = dict(zip(documents["id"].to_pylist(), documents["outlet"].to_pylist(), strict=True))
    since = clock()
    fingerprints = fingerprint(documents, settings)
    seconds["fingerprints"], since = clock() - since, clock()
    candidates = find_candidates(fingerprints, outlets, settings)
    seconds["candidates"], since = clock() - since, clock()
    aligned = align_counted(candidates.pairs, documents, settings)
    seconds["passages"] = clock() - since
    (out / "passages").mkdir(parents=True)
    pq.write_table(aligned.passages, out / "passages" / "00000.parquet")
    assert drop_boilerplate
    return {
        "report": {
            "pairs": candidates.pairs.num_rows,
            "passages": aligned.passages.num_rows,
            "seconds": {stage: round(spent, 2) for stage, spent in seconds.items()},
        }
    }


def find(out: Path, file: Path, texts: int) -> dict[str, Any]:
    """Look the first texts of a file up, one by one, in what was opened once."""
    begun = time.perf_counter()
    from whence.reuse import open_reuse

    opened_at = time.perf_counter()
    index = open_reuse(out)
    opened = time.perf_counter() - opened_at
    spent, found = [], 0
    for text in ds.dataset(file).head(texts, columns=["text"])["text"].to_pylist():
        since = time.perf_counter()
        found += len(index.find(text))
        spent.append(1000 * (time.perf_counter() - since))
    return {
        "load_seconds": round(opened_at - begun, 2),
        "open_seconds": round(opened, 3),
        "texts": len(spent),
        "first_milliseconds": round(spent[0], 1),
        "milliseconds_50": round(float(np.quantile(spent, 0.5)), 1),
        "milliseconds_95": round(float(np.quantile(spent, 0.95)), 1),
        "passages": found,
    }


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("job", choices=("reuse", "in-memory", "find"))
    parser.add_argument("out", type=Path)
    parser.add_argument("parts", type=Path, nargs="+")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--memory", type=int)
    parser.add_argument("--texts", type=int, default=500)
    options = parser.parse_args()
    if options.job == "find":
        said = find(options.out, options.parts[0], options.texts)
    elif options.job == "reuse":
        said = reuse(options.parts, options.out, options.workers, options.memory)
    else:
        said = reuse_in_memory(options.parts, options.out)
    print(json.dumps(said))


if __name__ == "__main__":
    main()
