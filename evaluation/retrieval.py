"""Which verified claim is a post about? Mean average precision of the first five, by kind of likeness.

    python evaluation/retrieval.py FOLDER [--part tuning|held-out] [--markdown]

FOLDER is that of CheckThat! 2020, task 2 (Barron-Cedeno et al., CLEF 2020): `verified_claims.docs.tsv`, and
posts with the claims they are about in `train` (tuning) and `dev` (held-out). A claim is read with its title.
The weight of meaning beside words was chosen on `train`. The sentence model is left out where it is not
installed.
"""

import argparse
import csv
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tables import markdown_table

from whence.claims import TextRanker
from whence.encoder import load_encoder
from whence.errors import MissingExtraError
from whence.vectors import TextEncoder, load_vectors

PARTS = {"tuning": "train", "held-out": "dev"}
_FIRST = 5
Scores = NDArray[np.float64]


def read_rows(path: Path) -> list[list[str]]:
    """Read a table with tabs, less its first line."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t"))[1:]


def read_gold(path: Path) -> dict[str, set[str]]:
    """Read which claims each post is about."""
    gold: dict[str, set[str]] = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        post, _, claim, _ = line.split()
        gold[post].add(claim)
    return gold


def mean_average_precision(scores: Scores, relevant: Sequence[set[int]], first: int = _FIRST) -> float:
    """Give the mean over rows of the average precision at their relevant columns among the first few.

    Args:
        scores: shape (rows, columns); of equal ones the earlier column is first.
        relevant: columns that are right, at least one a row.
        first: how many columns count.

    Returns:
        0 to 1.
    """
    total = 0.0
    for row, right in zip(scores, relevant, strict=True):
        found = 0
        for rank, column in enumerate(np.argsort(-row, kind="stable")[:first].tolist(), start=1):
            if column in right:
                found += 1
                total += found / rank / min(first, len(right))
    return total / max(1, len(relevant))


def likenesses(texts: Sequence[str], posts: Sequence[str]) -> list[tuple[str, Scores]]:
    """Score posts against texts, by kind of likeness."""
    kinds: list[tuple[str, Scores]] = [("words", TextRanker(texts).scores(posts))]
    models: list[tuple[str, TextEncoder, float]] = [("static vectors", load_vectors(), 0.1)]
    try:
        models.append(("sentence model", load_encoder(), 0.2))
    except MissingExtraError as error:
        print(f"left out: {error}", file=sys.stderr)
    for name, model, meaning in models:
        both = TextRanker(texts, model, meaning=meaning).scores(posts)
        alone = both * (1 + meaning) - kinds[0][1]
        kinds += [(name, alone), (f"words and {name}", both)]
    return kinds


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=PARTS, default="tuning")
    parser.add_argument("--markdown", action="store_true", help="accepted like elsewhere; the table is one")
    options = parser.parse_args()
    claims = read_rows(options.folder / "verified_claims.docs.tsv")
    place = {row[0]: number for number, row in enumerate(claims)}
    part = options.folder / PARTS[options.part]
    posts = read_rows(part / "tweets.queries.tsv")
    gold = read_gold(part / "tweet-vclaim-pairs.qrels")
    relevant = [{place[claim] for claim in gold[row[0]]} for row in posts]
    rows = [
        [name, mean_average_precision(scores, relevant)]
        for name, scores in likenesses([f"{row[1]} {row[2]}" for row in claims], [row[1] for row in posts])
    ]
    print(f"{len(posts)} posts, {len(claims)} verified claims ({options.part}).\n")
    print(markdown_table(["likeness of", f"MAP@{_FIRST}"], rows))


if __name__ == "__main__":
    main()
