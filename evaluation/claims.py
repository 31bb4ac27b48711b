"""Do articles of the same incident meet in shared claims, and those of different incidents not?

    python evaluation/claims.py FOLDER [--part held-out|tuning|all] [--limit N] [--wrong N] [--markdown]
    python evaluation/claims.py FOLDER --tiers [--part held-out|tuning|all]
    python evaluation/claims.py ARTICLES.jsonl GOLD.json [...]

FOLDER holds `articles.jsonl.gz` and `gold.json`. ARTICLES holds one JSON object a line with `id`, `title`,
`text` and `date`; GOLD maps incidents to objects with a list `articles`. All articles are read; scored are
those on a part of the incidents. The held-out part is a third of them, fixed by their names.

The rule by which claims group articles: two articles are joined when they share a claim, and groups are the
connected parts that this gives, where an article joins only the group it shares most claims with (links are
taken in falling order of shared claims, and a link joins two groups only if at least a third of their pairs
of articles, or two pairs, share a claim). Scores are B-cubed (Bagga and Baldwin 1998): over all articles,
and over the articles of incidents that have two or more.

`--tiers` compares by what likeness of meaning the statements on one event are found: by none, by the vectors
that come with whence (the default), and by the sentence model of `whence[semantic]`, which is left out where
it is not installed.
"""

import argparse
import json
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pyarrow as pa
from incidents import PARTS, in_part
from numpy.typing import NDArray
from tables import markdown_table

from whence.claims import group_claims
from whence.encoder import load_encoder
from whence.errors import MissingExtraError
from whence.ingest import Ingested, read_inputs, resolve_credits, resolve_documents
from whence.match import align, find_candidates
from whence.records import Credit, Document, Edge, Passage, Statement, from_table
from whence.settings import Settings
from whence.statements import read_statements, reconcile_sources
from whence.text import fingerprint
from whence.trace import trace_edges
from whence.vectors import TextEncoder, load_vectors


class Material(NamedTuple):
    """What claims are made of."""

    documents: list[Document]
    statements: list[Statement]
    passages: list[Passage]
    edges: list[Edge]
    credits: list[Credit]


class NoMeaning:
    """An encoder that knows the meaning of nothing, so that only words count."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Give vectors without a direction."""
        return np.zeros((len(texts), 1), np.float32)


def read_material(path: Path, settings: Settings, limit: int | None) -> Material:
    """Run the stages up to the claims on a table of articles.

    Args:
        path: a JSONL file.
        settings: all thresholds.
        limit: read only so many articles; None reads all.
    """
    documents: list[Document] = []
    credits: list[Credit] = []
    for number, read in enumerate(read_inputs([path], settings.ingest)):
        if limit is not None and number >= limit:
            break
        if isinstance(read, Ingested):
            documents.append(read.document)
            credits.extend(read.credits)
    documents = resolve_documents(documents, ())
    credits = resolve_credits(documents, credits, ())
    texts = pa.table({"id": [d.id for d in documents], "text": [d.text for d in documents]})
    candidates = find_candidates(
        fingerprint(texts, settings.match), {d.id: d.outlet for d in documents}, settings.match
    )
    passages = from_table(align(candidates.pairs, texts, settings.match), Passage)
    edges, credits = trace_edges(documents, credits, passages, settings.trace)
    statements = [s for d in documents for s in read_statements(d, settings.statements)]
    _, statements = reconcile_sources(documents, statements)
    return Material(documents, statements, passages, edges, credits)


def statements_of(
    material: Material, settings: Settings, *, encoder: TextEncoder | None = None, quiet: bool = False
) -> list[Statement]:
    """Group statements into claims.

    Args:
        material: what they are made of.
        settings: all thresholds.
        encoder: gives the vectors by which meaning is compared; None takes those that come with whence.
        quiet: print nothing.

    Returns:
        Statements with `claim_id` filled.
    """
    started = time.perf_counter()
    claims, statements = group_claims(*material, settings.claims, encoder=encoder)
    seconds = time.perf_counter() - started
    shared = sum(claim.document_count > 1 for claim in claims)
    if not quiet:
        print(
            f"{len(material.documents)} articles, {len(statements)} statements, {len(claims)} claims", end=""
        )
        print(f", {shared} of them in two articles or more, {seconds:.1f} s")
    return statements


def shared_claims(statements: list[Statement]) -> Counter[tuple[str, str]]:
    """Count the claims that each pair of documents shares."""
    carriers: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        carriers[statement.claim_id or statement.id].add(statement.document_id)
    shared: Counter[tuple[str, str]] = Counter()
    for documents in carriers.values():
        shared.update(combinations(sorted(documents), 2))
    return shared


def group_articles(shared: Counter[tuple[str, str]], articles: list[str]) -> dict[str, int]:
    """Group articles by the claims they share, as the rule at the top says."""
    group = {article: number for number, article in enumerate(articles)}
    members = {number: [article] for article, number in group.items()}
    strongest = sorted(shared, key=lambda pair: (-shared[pair], pair))
    for left, right in strongest:
        if left not in group or right not in group or group[left] == group[right]:
            continue
        one, other = members[group[left]], members[group[right]]
        joined = sum(shared[min(a, b), max(a, b)] > 0 for a in one for b in other)
        if joined < min(2, len(one) * len(other)) and joined * 3 < len(one) * len(other):
            continue
        number = group[left]
        gone = group[right]
        for article in other:
            group[article] = number
        members[number] = one + other
        del members[gone]
    return group


def b_cubed(found: dict[str, int], gold: dict[str, str], only: set[str]) -> tuple[float, float, float]:
    """Give B-cubed precision, recall and F1 over the articles in `only`."""
    by_found: dict[int, set[str]] = defaultdict(set)
    by_gold: dict[str, set[str]] = defaultdict(set)
    for article, incident in gold.items():
        by_found[found[article]].add(article)
        by_gold[incident].add(article)
    precision = recall = 0.0
    for article in sorted(only):
        mine, true = by_found[found[article]] & only, by_gold[gold[article]] & only
        both = len(mine & true)
        precision += both / len(mine)
        recall += both / len(true)
    precision, recall = precision / len(only), recall / len(only)
    return precision, recall, 2 * precision * recall / (precision + recall)


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("gold", type=Path, nargs="?")
    parser.add_argument("--part", choices=PARTS, default="all")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--wrong", type=int, default=0, help="print so many claims that join two incidents")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    parser.add_argument("--tiers", action="store_true", help="compare kinds of likeness of meaning")
    options = parser.parse_args()
    folder: Path = options.articles
    incidents = json.loads((options.gold or folder / "gold.json").read_text("utf-8"))
    articles = folder if options.gold else folder / "articles.jsonl.gz"
    material = read_material(articles, Settings(), options.limit)
    read = {statement.document_id for statement in material.statements}
    gold = {
        article: name
        for name, incident in incidents.items()
        if in_part(name, options.part)
        for article in incident["articles"]
        if article in read
    }
    if options.tiers:
        print(f"{len(gold)} articles on {len(set(gold.values()))} incidents ({options.part}).\n")
        header = [
            "likeness of",
            "pairs: precision",
            "recall",
            "all: B-cubed F1",
            "of two or more: B-cubed F1",
        ]
        print(markdown_table(header, compare_tiers(material, gold)))
        return
    statements = statements_of(material, Settings(), quiet=options.markdown)
    rows = score_groups(shared_claims(statements), gold)
    if options.markdown:
        print(f"{len(gold)} articles on {len(set(gold.values()))} incidents ({options.part}).\n")
        print(markdown_table(["what", "of", "precision", "recall", "F1", "F1 with no claims shared"], rows))
    else:
        for name, number, *scores in rows:
            shown = ", ".join(f"{s:.3f}" if isinstance(s, float) else "-" for s in scores)
            print(f"{name}: {number}; precision, recall, F1, F1 of singletons {shown}")
        show_wrong(statements, gold, options.wrong)


def score_groups(shared: Counter[tuple[str, str]], gold: dict[str, str]) -> list[list[object]]:
    """Score pairs of articles that share a claim, and the groups that the rule at the top makes of them.

    Args:
        shared: how many claims each pair of articles shares.
        gold: the incident of each article that is scored.

    Returns:
        Rows of name, number, precision, recall, F1, and the F1 where every article stands alone.
    """
    pairs = [pair for pair in shared if pair[0] in gold and pair[1] in gold]
    right = sum(gold[a] == gold[b] for a, b in pairs)
    sizes = Counter(gold.values())
    true = sum(n * (n - 1) // 2 for n in sizes.values())
    precision, recall = right / max(1, len(pairs)), right / max(1, true)
    mean = 2 * precision * recall / (precision + recall) if right else 0.0
    rows: list[list[object]] = [
        ["pairs of articles that share a claim", len(pairs), precision, recall, mean, 0.0]
    ]
    found = group_articles(shared, sorted(gold))
    several = {a for a in gold if sizes[gold[a]] > 1}
    for name, only in (
        ("all articles, B-cubed", set(gold)),
        ("of incidents with two or more, B-cubed", several),
    ):
        alone = b_cubed({a: n for n, a in enumerate(sorted(gold))}, gold, only)[2]
        rows.append([name, len(only), *b_cubed(found, gold, only), alone])
    return rows


def compare_tiers(material: Material, gold: dict[str, str]) -> list[list[object]]:
    """Score the groups by what likeness of meaning the statements on one event are found.

    Args:
        material: what claims are made of.
        gold: the incident of each article that is scored.

    Returns:
        Rows of name, precision and recall of pairs, F1 over all and over incidents of two articles or more.
    """
    tiers: list[tuple[str, TextEncoder]] = [
        ("words", NoMeaning()), ("words and static vectors (the default)", load_vectors()),
    ]  # fmt: skip
    try:
        tiers.append(("words and sentence model", load_encoder()))
    except MissingExtraError as error:
        print(f"left out: {error}", file=sys.stderr)
    rows: list[list[object]] = []
    for name, encoder in tiers:
        statements = statements_of(material, Settings(), encoder=encoder, quiet=True)
        pairs, everything, several = score_groups(shared_claims(statements), gold)
        rows.append([name, pairs[2], pairs[3], everything[4], several[4]])
    return rows


def show_wrong(statements: list[Statement], gold: dict[str, str], count: int) -> None:
    """Print claims that join articles of two incidents."""
    claims: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.document_id in gold:
            claims[statement.claim_id or ""].append(statement)
    wrong = [own for _, own in sorted(claims.items()) if len({gold[s.document_id] for s in own}) > 1]
    print(f"{len(wrong)} claims join two incidents")
    for own in wrong[:count]:
        print()
        for statement in own:
            place = f"{gold[statement.document_id]} {statement.document_id} {statement.field}"
            print(f"  {place}: {statement.text[:200]!r}")


if __name__ == "__main__":
    main()
