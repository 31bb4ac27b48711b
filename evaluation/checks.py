"""Is a fact-check that is shown beside a text one of that text? Scores `claims.match_known`.

    python evaluation/checks.py FOLDER [--part tuning|held-out]

FOLDER is that of CheckThat! 2020, task 2 (Barron-Cedeno et al., CLEF 2020), as `retrieval.py` reads it. Posts
stand for claims and verified claims for what was checked. The thresholds were chosen on `train` (tuning); the
collection lists some claims twice and names one of them, so a right match can count as wrong.
"""

import argparse
from pathlib import Path

from retrieval import PARTS, read_gold, read_rows
from tables import markdown_table, share

from whence.claims import match_known
from whence.settings import ClaimSettings


def score(folder: Path, part: str) -> list[object]:
    """Give one row: posts, those that met a check, right likest ones, and right ones of all posts."""
    posts = read_rows(folder / PARTS[part] / "tweets.queries.tsv")
    checked = read_rows(folder / "verified_claims.docs.tsv")
    gold = read_gold(folder / PARTS[part] / "tweet-vclaim-pairs.qrels")
    found = match_known([row[1] for row in posts], [row[1] for row in checked], ClaimSettings())
    likest: dict[int, str] = {}
    for match in found:
        likest.setdefault(match.claim, checked[match.known][0])
    right = sum(check in gold[posts[post][0]] for post, check in likest.items())
    return [part, len(posts), len(checked), share(right, len(likest)), share(right, len(posts))]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", choices=PARTS, default="held-out")
    given = parser.parse_args()
    header = ("part", "posts", "checks", "of posts with a check, the likest is right", "of all posts")
    print(markdown_table(header, [score(given.folder, given.part)]))


if __name__ == "__main__":
    main()
