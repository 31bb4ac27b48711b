"""Compares what a generator makes with the articles it is made from: what a corpus costs depends on it.

    python benchmarks/realism.py ARTICLES.jsonl[.gz] [--output benchmarks/results/realism.json]

Both sides are as many texts, of the same lengths: articles of which no two share a passage of 20 words, and
generated ones that stand in no family. For each: the share of 5-gram fingerprints, and of rare word pairs,
that are in one text, in two, in 3 to 10, 11 to 100 and more; the different words; and how many pairs of texts
are worth aligning.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from generator import Recipe, read_articles, write_corpus
from measuring import describe_machine
from numpy.typing import NDArray

from whence.match import align_counted, find_candidates
from whence.settings import MatchSettings
from whence.text import fingerprint, tokenize

BOUNDS = (1, 2, 3, 11, 101)  # texts that share a hash: from each of these to the next
_SHARED = 20  # matched tokens of a passage by which two articles are not each other's background


def spectrum(rows: pa.ChunkedArray) -> list[float]:
    """Give the share of hashes that so many rows have, by BOUNDS."""
    lists = rows.combine_chunks()
    lists = lists.chunk(0) if isinstance(lists, pa.ChunkedArray) else lists
    hashes = lists.values.to_numpy()
    owners = np.repeat(np.arange(len(lists)), np.diff(lists.offsets.to_numpy()))
    order = np.lexsort((owners, hashes))
    hashes, owners = hashes[order], owners[order]
    fresh = np.append(True, (np.diff(hashes) != 0) | (np.diff(owners) != 0))
    _, counts = np.unique(hashes[fresh], return_counts=True)
    ends = (*BOUNDS[1:], np.iinfo(np.int64).max)
    return [
        round(float(counts[(counts >= least) & (counts < end)].sum() / max(counts.sum(), 1)), 5)
        for least, end in zip(BOUNDS, ends, strict=True)
    ]


def describe(texts: list[str]) -> dict[str, Any]:
    """Measure one side."""
    settings = MatchSettings()
    documents = to_documents(texts)
    table = fingerprint(documents, settings)
    words = [tokenize(text).hashes for text in texts]
    pairs = find_candidates(table, {}, settings).pairs
    return {
        "texts": len(texts),
        "words": int(sum(map(len, words))),
        "different_words": len(np.unique(np.concatenate(words))),
        "fingerprints": spectrum(table["hashes"]),
        "word_pairs": spectrum(table["word_pairs"]),
        "pairs": pairs.num_rows,
    }


def to_documents(texts: list[str]) -> pa.Table:
    """Number texts as documents."""
    return pa.table({"id": [f"{number:06}" for number in range(len(texts))], "text": texts})


def cut_texts(texts: Iterator[str], rng: np.random.Generator) -> Iterator[str]:
    """Cut articles to lengths like those that the generator draws."""
    for text in texts:
        tokens = tokenize(text)
        length = int(np.clip(rng.lognormal(np.log(300), 0.57), 60, 3000))
        if len(tokens):
            yield text[: int(tokens.ends[min(length, len(tokens)) - 1])]


def drop_reuse(texts: list[str]) -> list[str]:
    """Leave texts out until no two share a long passage."""
    settings, documents = MatchSettings(), to_documents(texts)
    pairs = find_candidates(fingerprint(documents, settings), {}, settings).pairs
    found = align_counted(pairs, documents, settings).passages
    long: NDArray[np.bool_] = found["matched_tokens"].to_numpy() >= _SHARED
    sides = [np.array(found[name].to_pylist(), dtype=np.int64)[long] for name in ("left_id", "right_id")]
    dropped: set[int] = set()
    for left, right in sorted(zip(*(side.tolist() for side in sides), strict=True)):
        if left not in dropped:
            dropped.add(right)
    return [text for number, text in enumerate(texts) if number not in dropped]


def measure(articles: Path) -> dict[str, Any]:
    """Measure both sides."""
    texts = list(cut_texts(read_articles(articles), np.random.default_rng(1)))
    real = drop_reuse(texts)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        recipe = Recipe(documents=len(real), in_families=0.0, stock=False)
        write_corpus(out, recipe, articles)
        generated = pq.read_table(out / "documents")["text"].to_pylist()
    result = describe_machine("whence", "numba", "numpy", "pyarrow")
    return result | {"bounds": BOUNDS, "articles": describe(real), "generated": describe(generated)}


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("--output", type=Path, help="where the JSON goes; the terminal where not given")
    options = parser.parse_args()
    text = json.dumps(measure(options.articles), indent=2) + "\n"
    if options.output:
        options.output.write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
