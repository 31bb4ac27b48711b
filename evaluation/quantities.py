"""Scores the article's own figures of people killed and injured on the shootings of SemEval 2018 task 5.

    python evaluation/quantities.py PATH [--part held-out|tuning|all] [--sample N] [--errors N]
        [--markdown]

PATH holds `articles.jsonl.gz` and `gold.json`. Two things are measured. *Agreement* is with the incident's
numbers, over all articles of the part: an article may know less, or write earlier, so this is no accuracy.
*Accuracy* is on five sets of 100 articles (the last has 26, all that are left), drawn by fixed seeds and
judged by hand against their own words before whence read them; the judgements are in
`judgements/quantities/judged.json`, as ids and numbers. Silence counts as zero in both. The `first` set is
of the tuning part and the others of the held-out part. Then the errors of the first, second and fourth were
read, and the kinds of those of the third, and rules were made on them; the last, `reporting`, was judged and
scored after all the rules were made. From the third on, a set is of incidents that no earlier set is on.
`--errors` lists ids and numbers of articles that disagree, those judged of the first two sets first and never
those of the others. The held-out part is a third of the incidents, fixed by their names.

How an article was judged: the event is the one that it is about (its headline's, or its first). Counted is
everybody who, by title or text, died of it or was hurt in it, whoever did it: the one who fired and a suspect
shot by police too. People shot of whom no more is said are injured; those who died later are killed only;
"at least 7" is 7. Other events, and animals, are not counted. `unclear` marks an article that can be read in
two ways; it counts like the others.

Source: Postma, Ilievski and Vossen, "SemEval-2018 Task 5: Counting Events and Participants in the Long
Tail", SemEval 2018.
"""

import argparse
import gzip
import json
import random
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from incidents import PARTS, in_part
from tables import markdown_table

from whence.records import Document
from whence.settings import StatementSettings
from whence.statements import read_statements, total_quantities

JUDGED = Path(__file__).resolve().parent / "judgements" / "quantities" / "judged.json"
KINDS = ("killed", "injured")
# The sets judged, with the part that each is drawn from and the seed that drew it.
SETS = {
    "first": ("tuning", 1),
    "second": ("held-out", 1),
    "third": ("held-out", 2),
    "fourth": ("held-out", 3),
    "reporting": ("held-out", 4),
}
# These leave out every incident that an article of a set before them is on.
_APART = ("third", "fourth", "reporting")
_DRAWN = 100  # articles judged of each set
_SEED = 1

Figures = tuple[float, float]


class Pair(NamedTuple):
    """An article and the incident that it is on; one article of the data is on two."""

    article: str
    incident: str
    figures: Figures


def read_totals(article: Mapping[str, str]) -> Figures:
    """Give the numbers of killed and injured that whence reads in an article, 0 where it reads none."""
    document = Document(
        id=article["id"], input=article["id"], title=article.get("title"), language="en", text=article["text"]
    )
    totals = total_quantities(document, read_statements(document, StatementSettings()))
    figures = {total.kind: total.low if total.low is not None else total.high for total in totals}
    return float(figures.get("killed") or 0), float(figures.get("injured") or 0)


def draw_articles(name: str, pairs: Iterable[Pair]) -> list[str]:
    """Draw the ids of the articles of one set that are judged by hand, whatever the order of the pairs.

    Args:
        name: the set; from the third on, every incident that a set before it is on is left out.
        pairs: all of the data.

    Returns:
        The ids.
    """
    part, seed = SETS[name]
    pairs = list(pairs)
    known = [pair.article for pair in pairs if in_part(pair.incident, part)]
    if name in _APART:
        earlier = list(SETS)[: list(SETS).index(name)]
        drawn = {article for other in earlier for article in draw_articles(other, pairs)}
        spent = {pair.incident for pair in pairs if pair.article in drawn}
        known = list(set(known) - {pair.article for pair in pairs if pair.incident in spent})
    return random.Random(seed).sample(sorted(known), min(_DRAWN, len(known)))


def read_judged(name: str, pairs: Iterable[Pair]) -> dict[str, Figures]:
    """Give the judged numbers of killed and injured of a set's drawn articles, by id.

    Args:
        name: one of `SETS`.
        pairs: all of the data.

    Returns:
        The numbers by id.

    Raises:
        ValueError: if the articles drawn are not those that were judged.
    """
    judged = json.loads(JUDGED.read_text(encoding="utf-8"))[name]
    if set(draw_articles(name, pairs)) != set(judged):
        raise ValueError(f"the articles drawn for the {name} set are not those of {JUDGED.name}")
    return {article: (known["killed"], known["injured"]) for article, known in judged.items()}


def _shares(pairs: list[tuple[Figures, Figures]]) -> list[str]:
    """Give the shares of right killed, injured and both, and of both where a number was read, in words."""
    stated = [pair for pair in pairs if any(pair[0])]
    counts = [
        *((sum(read[at] == known[at] for read, known in pairs), len(pairs)) for at in range(2)),
        (sum(read == known for read, known in pairs), len(pairs)),
        (sum(read == known for read, known in stated), len(stated)),
    ]
    return [f"{100 * right / max(1, whole):.1f} %" for right, whole in counts]


def list_errors(read: Mapping[str, Figures], known: Iterable[tuple[str, Figures]], name: str) -> list[str]:
    """Say which articles are not read as they should be, with the numbers, sorted by their ids."""
    return [
        f"{article}: {name} killed {wanted[0]:g} injured {wanted[1]:g}, "
        f"read {read[article][0]:g} and {read[article][1]:g}"
        for article, wanted in sorted(known)
        if read[article] != wanted
    ]


def read_data(path: Path) -> tuple[dict[str, dict[str, str]], list[Pair]]:
    """Read the articles by id, and which incident each is on."""
    gold = json.loads((path / "gold.json").read_text(encoding="utf-8"))
    with gzip.open(path / "articles.jsonl.gz", "rt", encoding="utf-8") as file:
        articles = {row["id"]: row for row in map(json.loads, file)}
    pairs = [
        Pair(article, name, (float(incident["killed"]), float(incident["injured"])))
        for name, incident in sorted(gold.items())
        for article in incident["articles"]
        if article in articles
    ]
    return articles, pairs


def main() -> None:
    """Print agreement and accuracy."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("--part", choices=PARTS, default="all")
    parser.add_argument(
        "--sample", type=int, default=0, help="articles for the agreement, drawn by a fixed seed; 0 takes all"
    )
    parser.add_argument("--errors", type=int, default=0, help="how many disagreements to list")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    arguments = parser.parse_args()
    articles, pairs = read_data(arguments.path)
    chosen = [pair for pair in pairs if in_part(pair.incident, arguments.part)]
    if arguments.sample:
        chosen = random.Random(_SEED).sample(chosen, min(arguments.sample, len(chosen)))
    judged = {name: read_judged(name, pairs) for name in SETS}
    wanted = {pair.article for pair in chosen}.union(*judged.values())
    read = {article: read_totals(articles[article]) for article in sorted(wanted)}
    incident = {pair.article: pair.figures for pair in pairs}
    columns = [[(read[pair.article], pair.figures) for pair in chosen]]
    columns += [[(read[article], known) for article, known in judged[name].items()] for name in SETS]
    columns += [[(incident[article], known) for article, known in judged["fourth"].items()]]
    header = [f"incident's numbers, {arguments.part}", *(f"judged, {name} set" for name in SETS)]
    header += ["incident's numbers against judged, fourth set"]
    names = [*KINDS, "both", "both, where a number is read"]
    shares = [_shares(column) for column in columns]
    shares[-1][-1] = ""
    rows = [[name, *(share[at] for share in shares)] for at, name in enumerate(names)]
    rows.insert(0, ["articles", *(str(len(column)) for column in columns)])
    if arguments.markdown:
        print(markdown_table(["figure", *header], rows))
    else:
        for number, title in enumerate(header, start=1):
            print(title + ":", *(f"{row[0]} {row[number]}" for row in rows if row[number]), sep="\n  ")
    # The other sets are never listed.
    errors = [row for name in ("first", "second") for row in list_errors(read, judged[name].items(), name)]
    errors += list_errors(read, ((pair.article, pair.figures) for pair in chosen), "incident")
    print("\n".join(errors[: arguments.errors]))


if __name__ == "__main__":
    main()
