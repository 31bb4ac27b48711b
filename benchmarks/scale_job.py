"""One job of `scale.py`, in a process of its own so that its time and memory are its own. Prints JSON.

python benchmarks/scale_job.py reuse OUT PART... [--workers N] [--memory BYTES]
python benchmarks/scale_job.py find OUT FILE [--texts N]
"""

import argparse
import json
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.dataset as ds


def reuse(parts: list[Path], out: Path, workers: int | None, memory: int | None) -> dict[str, Any]:
    """Find the reuse of the documents in some files, or add them to what is there."""
    marks = {"load": _now()}
    from whence.reuse import find_reuse

    marks["read and fingerprint"] = _now()

    def progress(stage: str, _done: int, _total: int) -> None:
        if stage == "documents":
            marks["join"] = _now()
        else:
            marks.setdefault("align and write", _now())

    found = find_reuse(parts, out, workers=workers, memory=memory, progress=progress)
    spent = _spent(marks)
    loaded, *worked = spent.values()
    return {
        "work": {name: round(sum(stage[name] for stage in worked), 3) for name in loaded},
        "stages": spent,
        "added": found.added,
        "found": asdict(found.reuse),
        "megabytes": {
            folder.name: round(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6)
            for folder in sorted(out.iterdir())
            if folder.is_dir()
        },
    }


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _spent(marks: dict[str, tuple[float, float]]) -> dict[str, dict[str, float]]:
    """Give what each stage took until the next one began."""
    ends = [*list(marks.values())[1:], _now()]
    return {
        name: {"seconds": round(end[0] - begun[0], 3), "cpu_seconds": round(end[1] - begun[1], 3)}
        for (name, begun), end in zip(marks.items(), ends, strict=True)
    }


def find(out: Path, file: Path, texts: int) -> dict[str, Any]:
    """Look the first texts of a file up, one by one, in what was opened once."""
    begun = time.perf_counter()
    from whence.match import CandidateIndex
    from whence.match.find import find_counted
    from whence.settings import MatchSettings
    from whence.storage.texts import TextFile

    opened_at, settings = time.perf_counter(), MatchSettings()
    index = CandidateIndex(out / "index", settings)
    stored = TextFile(out / "texts", index.documents)
    opened = time.perf_counter() - opened_at
    spent, found = [], 0
    for text in ds.dataset(file).head(texts, columns=["text"])["text"].to_pylist():
        since = time.perf_counter()
        found += len(find_counted(text, index, stored.take, settings).passages)
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
    parser.add_argument("job", choices=("reuse", "find"))
    parser.add_argument("out", type=Path)
    parser.add_argument("parts", type=Path, nargs="+")
    parser.add_argument("--workers", type=int)
    parser.add_argument("--memory", type=int)
    parser.add_argument("--texts", type=int, default=500)
    options = parser.parse_args()
    if options.job == "find":
        said = find(options.out, options.parts[0], options.texts)
    else:
        said = reuse(options.parts, options.out, options.workers, options.memory)
    print(json.dumps(said))


if __name__ == "__main__":
    main()
