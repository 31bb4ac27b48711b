"""Scores the article's own figures of people killed and injured on the shootings of SemEval 2018 task 5.

    python evaluation/quantities.py PATH [--part held-out|tuning|all] [--sample N] [--errors N]
        [--markdown]

PATH holds `articles.jsonl.gz` and `gold.json`. The gold numbers are of the incident, and an article may know
less or write earlier, so this is raw agreement, not accuracy; silence counts as zero. `--errors` lists the
ids and numbers of articles that disagree. The held-out part is a third of the incidents, fixed by their
names.

Source: Postma, Ilievski and Vossen, "SemEval-2018 Task 5: Counting Events and Participants in the Long
Tail", SemEval 2018.
"""

import argparse
import gzip
import json
import random
from collections import Counter
from pathlib import Path

from incidents import PARTS, in_part
from tables import markdown_table

from whence.records import Document
from whence.settings import StatementSettings
from whence.statements import read_statements, total_quantities


def read_totals(article: dict[str, str]) -> dict[str, float]:
    """Give the numbers of killed and injured that whence reads in an article, 0 where it reads none."""
    document = Document(
        id=article["id"], input=article["id"], title=article.get("title"), language="en", text=article["text"]
    )
    totals = total_quantities(document, read_statements(document, StatementSettings()))
    figures = {total.kind: total.low if total.low is not None else total.high for total in totals}
    return {kind: float(figures.get(kind) or 0) for kind in ("killed", "injured")}


def main() -> None:
    """Print the agreement."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("--part", choices=PARTS, default="all")
    parser.add_argument("--sample", type=int, default=0, help="articles drawn by a fixed seed; 0 takes all")
    parser.add_argument("--errors", type=int, default=0, help="how many disagreements to list")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    arguments = parser.parse_args()
    gold = json.loads((arguments.path / "gold.json").read_text(encoding="utf-8"))
    with gzip.open(arguments.path / "articles.jsonl.gz", "rt", encoding="utf-8") as file:
        articles = {row["id"]: row for row in map(json.loads, file)}
    pairs = [
        (identifier, incident)
        for name, incident in sorted(gold.items())
        for identifier in incident["articles"]
        if identifier in articles and in_part(name, arguments.part)
    ]
    if arguments.sample:
        pairs = random.Random(1).sample(pairs, min(arguments.sample, len(pairs)))
    counts: Counter[str] = Counter()
    errors: list[str] = []
    for identifier, incident in pairs:
        figures = read_totals(articles[identifier])
        right = {kind: figures[kind] == incident[kind] for kind in figures}
        states = any(figures.values())
        counts.update(kind for kind, agrees in right.items() if agrees)
        counts["both"] += all(right.values())
        counts["stated"] += states
        counts["stated both"] += states and all(right.values())
        if not all(right.values()):
            wanted = f"killed {incident['killed']} injured {incident['injured']}"
            errors.append(
                f"{identifier}: gold {wanted}, read {figures['killed']:g} and {figures['injured']:g}"
            )
    stated = counts["stated"]
    rows = [
        [kind, f"{100 * counts[kind] / max(1, len(pairs)):.1f} %"] for kind in ("killed", "injured", "both")
    ]
    rows.append(["both, where a number is read", f"{100 * counts['stated both'] / max(1, stated):.1f} %"])
    print(f"{len(pairs)} articles ({arguments.part}), {stated} of them with a number read.\n")
    if arguments.markdown:
        print(markdown_table(["figure", "agrees with the incident's"], rows))
    else:
        print("\n".join(f"{name:30} {value:>7}" for name, value in rows))
    if arguments.errors:
        print("\n".join(errors[: arguments.errors]))


if __name__ == "__main__":
    main()
