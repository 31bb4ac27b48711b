"""Runs one rival on one file of documents, in the rivals' environment. Prints JSON; see `rivals.py`.

    python benchmarks/rivals_job.py {passim,datasketch,rensa,text-dedup} DOCUMENTS.parquet FOUND.parquet

passim finds passages, with its own settings, up to where it would cluster them. The others find documents
that are near duplicates: MinHash of 128 permutations over runs of 5 words, threshold 0.7, and the pairs that
their index gives. Where a tool gives groups, all pairs of a group are its pairs.
"""

import argparse
import json
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

_PERMUTATIONS = 128
_THRESHOLD = 0.7
_WORDS = 5
_WORD = re.compile(r"\w+")
Pairs = set[tuple[int, int]]
Work = Iterator[pa.Table | None]


class Clustering(Exception):  # noqa: N818 - not an error: passim has written its passages
    """passim begins to cluster."""


def shingles(text: str) -> set[str]:
    """Give the runs of words of a text."""
    words = _WORD.findall(text.lower())
    return {" ".join(words[i : i + _WORDS]) for i in range(max(len(words) - _WORDS + 1, 1))}


def pairs_table(documents: pa.Table, found: Pairs) -> pa.Table:
    """Lay pairs of documents out by their ids."""
    ids = documents["id"].to_pylist()
    sides = [[ids[pair[side]] for pair in sorted(found)] for side in (0, 1)]
    return pa.table({"left_id": pa.array(sides[0], pa.string()), "right_id": pa.array(sides[1], pa.string())})


def run_passim(_documents: pa.Table, file: Path) -> Work:
    """Run passim, and end where it begins to cluster."""
    from passim import seriatim

    def stop(*_: object) -> None:  # what clusters would have to be fetched for the JVM
        raise Clustering

    seriatim.GraphFrame = stop
    yield None
    with tempfile.TemporaryDirectory() as folder:
        try:
            seriatim.main(["--input-format", "parquet", "--fields", "id", "--", str(file), folder])
        except Clustering:
            spans = pq.read_table(Path(folder) / "tmp" / "extents.parquet")
            names = ["id", "id2", "begin", "end", "begin2", "end2"]
            yield spans.select(names).rename_columns(
                ["left_id", "right_id", "left_begin", "left_end", "right_begin", "right_end"]
            )


def run_datasketch(documents: pa.Table, _file: Path) -> Work:
    """MinHash and MinHashLSH."""
    from datasketch import MinHash, MinHashLSH

    yield None
    index, hashes = MinHashLSH(threshold=_THRESHOLD, num_perm=_PERMUTATIONS), []
    for number, text in enumerate(documents["text"].to_pylist()):
        value = MinHash(num_perm=_PERMUTATIONS)
        value.update_batch([run.encode() for run in shingles(text)])
        index.insert(number, value)
        hashes.append(value)
    found = {(min(i, j), max(i, j)) for i, value in enumerate(hashes) for j in index.query(value) if i != j}
    yield pairs_table(documents, found)


def run_rensa(documents: pa.Table, _file: Path) -> Work:
    """RMinHash and RMinHashLSH, as many bands as datasketch takes for this threshold."""
    from rensa import RMinHash, RMinHashLSH

    yield None
    index, hashes = RMinHashLSH(_THRESHOLD, _PERMUTATIONS, 16), []
    for number, text in enumerate(documents["text"].to_pylist()):
        value = RMinHash(_PERMUTATIONS, 1)
        value.update(list(shingles(text)))
        index.insert(number, value)
        hashes.append(value)
    found = {(min(i, j), max(i, j)) for i, value in enumerate(hashes) for j in index.query(value) if i != j}
    yield pairs_table(documents, found)


def run_text_dedup(documents: pa.Table, file: Path) -> Work:
    """Its MinHash command, which keeps one document a cluster and names the cluster of each."""
    import pickle
    import sys

    from text_dedup import minhash

    yield None
    with tempfile.TemporaryDirectory() as folder:
        sys.argv = [
            "minhash", "--path", "parquet", "--data_files", str(file), "--split", "train", "--column", "text",
            "--cache_dir", folder, "--output", f"{folder}/out", "--num_perm", str(_PERMUTATIONS),
            "--threshold", str(_THRESHOLD), "--ngram", str(_WORDS), "--batch_size", "10000", "--debug",
        ]  # fmt: skip
        minhash.main(standalone_mode=False)
        found = Path(f"{folder}/out/uf.pkl")
        parents = pickle.loads(found.read_bytes()) if found.exists() else minhash.uf
    groups: dict[int, list[int]] = {}
    for number in range(documents.num_rows):
        groups.setdefault(parents.find(number), []).append(number)
    found = {pair for group in groups.values() for pair in combinations(group, 2)}
    yield pairs_table(documents, found)


RIVALS: dict[str, Callable[[pa.Table, Path], Work]] = {
    "passim": run_passim,
    "datasketch": run_datasketch,
    "rensa": run_rensa,
    "text-dedup": run_text_dedup,
}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("rival", choices=RIVALS)
    parser.add_argument("documents", type=Path)
    parser.add_argument("pairs", type=Path)
    options = parser.parse_args()
    documents = pq.read_table(options.documents)
    work = RIVALS[options.rival](documents, options.documents)
    next(work)  # what it imports
    begun = time.perf_counter(), time.process_time()
    found = next(work)
    spent = time.perf_counter() - begun[0], time.process_time() - begun[1]
    pq.write_table(found, options.pairs)
    print(json.dumps({"work": {"seconds": round(spent[0], 3), "cpu_seconds": round(spent[1], 3)}}))


if __name__ == "__main__":
    main()
