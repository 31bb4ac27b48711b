"""Lists the largest families of real news with what holds each together, and tests whether glue makes more.

    python evaluation/families.py ARTICLES [--zone ZONE] [--largest N] [--show] [--planted]

ARTICLES is a table of articles, or a folder with `articles.jsonl.gz`. The stages up to families run on it,
and the largest families are listed: ids, outlets, kinds of edges, words in common, and what was left out as
boilerplate, without any word of the articles; `--show` prints the shared words too, for judging. What
readers made of them is read from `judgements/20*.json`.

With `--planted` the same is done on variants of the articles in which 300 of them, spread evenly over the
outlets, all get the same made-up words: a standing footer, a letter quoted in full between quotation marks,
the same letter set out without marks, or some of its sentences only. None of them has its story from another,
so each family that is new, and each one that grew, is glued by words that make no family.
"""

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from news import judged_files
from plants import PLANTS, add_footer
from tables import markdown_table
from tracing import Articles, Tracing, read_articles, trace_articles

from whence.records import Document
from whence.settings import IngestSettings, Settings

_PLANTED = 300  # articles that get the same words
_SEED = 1
_JOINING = ("republished", "excerpted", "rewritten", "updated")
_SHOWN = 600  # characters shown of a passage


@dataclass(frozen=True, slots=True)
class Group:
    """One family and what holds it together.

    Attributes:
        name: its id.
        members: ids of its documents.
        outlets: how many of them each outlet has.
        kinds: edges among them by kind.
        shared: words in common of each pair that an edge joins.
        covered: share of the shorter side of each of these, as the edge has it.
        boilerplate: passages between members that were left out.
    """

    name: str
    members: tuple[str, ...]
    outlets: Counter[str]
    kinds: Counter[str]
    shared: tuple[int, ...]
    covered: tuple[float, ...]
    boilerplate: int


def gather_families(tracing: Tracing) -> list[Group]:
    """Give the families, the largest first, then by the most words in common."""
    members: dict[str, list[str]] = defaultdict(list)
    for row in tracing.families:
        members[row.family_id].append(row.document_id)
    outlets = {document.id: document.outlet or "unknown" for document in tracing.documents}
    matched: Counter[tuple[str, str]] = Counter()
    for passage in tracing.passages:
        matched[passage.left_id, passage.right_id] += passage.matched_tokens
    groups = []
    for name, ids in members.items():
        pairs = [pair for pair in _pairs(ids) if pair in tracing.edges]
        edges = [tracing.edges[pair] for pair in pairs]
        groups.append(
            Group(
                name=name,
                members=tuple(sorted(ids)),
                outlets=Counter(outlets[one] for one in ids),
                kinds=_kinds(tracing, ids),
                shared=tuple(matched[pair] for pair in pairs),
                covered=tuple(max(edge.earlier_covered, edge.later_covered) for edge in edges),
                boilerplate=sum(tracing.boilerplate.get(pair, 0) for pair in _pairs(ids)),
            )
        )
    return sorted(groups, key=lambda group: (-len(group.members), -max(group.shared, default=0), group.name))


def _pairs(ids: Iterable[str]) -> list[tuple[str, str]]:
    ordered = sorted(ids)
    return [(one, other) for place, one in enumerate(ordered) for other in ordered[place + 1 :]]


def read_verdicts() -> dict[str, list[str]]:
    """Give the verdicts on families by id, in the order of the files."""
    verdicts: dict[str, list[str]] = defaultdict(list)
    for path in judged_files():
        for one in json.loads(path.read_text(encoding="utf-8"))["judgements"]:
            if one["drawn"].startswith("family"):
                verdicts[one["id"]].append(one["verdict"])
    return dict(verdicts)


def families_table(groups: Iterable[Group]) -> str:
    """Lay families out as a Markdown table."""
    verdicts = read_verdicts()
    rows = [
        [
            f"`{group.name}`",
            ", ".join(f"{name} {n}" if n > 1 else name for name, n in sorted(group.outlets.items())),
            ", ".join(f"{kind} {n}" if n > 1 else kind for kind, n in sorted(group.kinds.items())),
            ", ".join(sorted(set(verdicts.get(group.name, ["not judged"])))),
            len(group.members),
            _range(group.shared),
            _range([round(100 * share) for share in group.covered]),
            group.boilerplate,
        ]
        for group in groups
    ]
    header = ["family", "outlets", "edges", "judged", "documents", "words in common", "covered, %"]
    return markdown_table([*header, "boilerplate passages"], rows, words=4)


def _range(numbers: Iterable[int]) -> str:
    low, high = min(numbers, default=0), max(numbers, default=0)
    return f"{low}" if low == high else f"{low}-{high}"


def show_group(group: Group, tracing: Tracing) -> Iterator[str]:
    """Yield the words that hold a family together, for judging."""
    documents = {document.id: document for document in tracing.documents}
    yield f"\n## family {group.name}"
    for one in group.members:
        document = documents[one]
        yield f"  {one} [{document.outlet}] {document.published_earliest}: {document.title}"
    for pair in _pairs(group.members):
        edge = tracing.edges.get(pair)
        if edge is not None:
            covered = f"{edge.earlier_covered} / {edge.later_covered}"
            yield f"  {edge.kind} {edge.earlier_id} -> {edge.later_id}, covered {covered}"
    for passage in sorted(tracing.passages, key=lambda passage: -passage.matched_tokens):
        if {passage.left_id, passage.right_id} <= set(group.members):
            words = documents[passage.left_id].text[passage.left_begin : passage.left_end]
            yield f"  {passage.matched_tokens} words: {' '.join(words.split())[:_SHOWN]}"


def spread_articles(documents: Iterable[Document], count: int) -> list[str]:
    """Choose articles by seed, one of each outlet in turn as long as there are any."""
    of_outlet: dict[str, list[str]] = defaultdict(list)
    for document in documents:
        of_outlet[document.outlet or ""].append(document.id)
    turns = []
    for outlet, ids in sorted(of_outlet.items()):
        random.Random(f"{_SEED} {outlet}").shuffle(ids)
        turns += [(turn, outlet, one) for turn, one in enumerate(ids)]
    return [one for _, _, one in sorted(turns)[:count]]


def plant_words(
    articles: Articles, chosen: Iterable[str], plant: Callable[[str, random.Random], str]
) -> Articles:
    """Give the articles with the planted words in those that were chosen."""
    wanted = set(chosen)
    documents = [
        replace(one, text=plant(one.text, random.Random(f"{_SEED} {one.id}"))) if one.id in wanted else one
        for one in articles.documents
    ]
    return replace(articles, documents=documents)


def planted_table(articles: Articles, settings: Settings) -> str:
    """Measure the families of each variant, as a Markdown table."""
    plain = trace_articles(articles, settings)
    chosen = spread_articles(plain.documents, _PLANTED)
    spread = spread_articles([d for d in plain.documents if d.outlet == _largest_outlet(plain)], _PLANTED)
    variants: list[tuple[str, Articles, list[str]]] = [("none", articles, [])]
    variants += [(name, plant_words(articles, chosen, plant), chosen) for name, plant in PLANTS.items()]
    variants.append(
        (f"footer of one outlet ({len(spread)})", plant_words(articles, spread, add_footer), spread)
    )
    rows = []
    for name, variant, planted in variants:
        tracing = trace_articles(variant, settings)
        groups = gather_families(tracing)
        kinds, was = _kinds(tracing, planted), _kinds(plain, planted)
        rows.append(
            [
                name,
                len(groups),
                max((len(group.members) for group in groups), default=0),
                len(find_glued(tracing, plain)),
                sum(kinds[kind] - was[kind] for kind in _JOINING),
                kinds["common-source"] - was["common-source"],
                kinds["undetermined"] - was["undetermined"],
                len(tracing.candidates),
                sum(tracing.boilerplate.values()),
            ]
        )
    header = [
        "planted",
        "families",
        "largest",
        "glued",
        "joining edges",
        "common source",
        "undetermined",
    ]
    return markdown_table([*header, "candidates", "boilerplate passages"], rows)


def unglued_shares(articles: Articles, settings: Settings, names: Iterable[str]) -> dict[str, float]:
    """Give the share of articles that stay in their family, or in none, when all get the same words.

    Args:
        articles: up to as many as are planted.
        settings: all thresholds.
        names: of `PLANTS`.

    Returns:
        Shares from 0 to 1 by what is planted.
    """
    plain = trace_articles(articles, settings)
    chosen = spread_articles(plain.documents, _PLANTED)
    shares = {}
    for name in names:
        planted = plant_words(articles, chosen, PLANTS[name])
        glued = find_glued(trace_articles(planted, settings), plain)
        shares[name] = 1 - len(set().union(*glued).intersection(chosen)) / len(chosen)
    return shares


def find_glued(tracing: Tracing, plain: Tracing) -> list[set[str]]:
    """Give, of each family that joins documents which were not of one family before, those documents."""
    before = {row.document_id: row.family_id for row in plain.families}
    found = []
    for group in gather_families(tracing):
        families = {before.get(one, one) for one in group.members}
        if len(families) > 1:
            found.append(set(group.members))
    return found


def _kinds(tracing: Tracing, ids: Iterable[str]) -> Counter[str]:
    return Counter(tracing.edges[pair].kind for pair in _pairs(ids) if pair in tracing.edges)


def _largest_outlet(tracing: Tracing) -> str | None:
    counts = Counter(document.outlet for document in tracing.documents)
    return min(counts, key=lambda name: (-counts[name], name or ""))


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("--zone", help="IANA zone of the days that the articles give")
    parser.add_argument("--largest", type=int, default=20)
    parser.add_argument("--show", action="store_true", help="print the shared words as well, for judging")
    parser.add_argument("--planted", action="store_true", help="plant words and measure the families again")
    options = parser.parse_args()
    settings = Settings(ingest=IngestSettings(zone=options.zone))
    articles = read_articles(options.articles, settings)
    if options.planted:
        print(planted_table(articles, settings))
        return
    tracing = trace_articles(articles, settings)
    groups = gather_families(tracing)
    print(f"{len(tracing.documents)} articles, {len(groups)} families, {len(tracing.edges)} edges.\n")
    print(families_table(groups[: options.largest]))
    if options.show:
        for group in groups[: options.largest]:
            for line in show_group(group, tracing):
                print(line)


if __name__ == "__main__":
    main()
