"""Draws families, edges and claims of real news for judging by eye, and counts the judgements.

    python evaluation/news.py PATH [--zone ZONE] [--corpus FOLDER] [--seed N] [--families N] ...
    python evaluation/news.py --judged

PATH is a JSONL file of articles. The main job runs on it (in a folder that is removed, or in FOLDER, which is
kept and used again), and what the seed draws is printed: ids, titles, and the words side by side. Edges are
drawn evenly from every kind. Claims are of two documents or more, half of them within one family and half
across families, since the two are hard in different ways.

A judgement says of an id whether it is right, and why; it is kept in `judgements/*.json` without any word of
the articles. `--judged` prints the counts of the files that are named after a day as a table.
"""

import argparse
import json
import random
import tempfile
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tables import markdown_table

import whence
from whence.settings import IngestSettings, Settings

JUDGEMENTS = Path(__file__).resolve().parent / "judgements"
VERDICTS = ("right", "partly", "wrong")
_WIDTH = 72  # characters of one side, so that two fit beside each other
_SHOWN = 700  # characters shown of one passage or statement


@dataclass(frozen=True)
class Traced:
    """The tables of a corpus as rows, with documents and passages by id."""

    documents: dict[str, dict[str, Any]]
    passages: dict[str, dict[str, Any]]
    credits: dict[str, dict[str, Any]]
    edges: list[dict[str, Any]]
    families: dict[str, list[dict[str, Any]]]
    claims: list[dict[str, Any]]
    statements: dict[str, list[dict[str, Any]]]
    origins: dict[str, list[dict[str, Any]]]

    @cached_property
    def family_of(self) -> dict[str, str]:
        """The family of each document that has one."""
        return {row["document_id"]: name for name, rows in self.families.items() for row in rows}


def read_corpus(corpus: whence.Corpus) -> Traced:
    """Read what is shown, each list in the order of its table."""
    rows = {
        name: corpus.table(name).to_pylist()
        for name in (
            "documents",
            "passages",
            "credits",
            "edges",
            "families",
            "claims",
            "statements",
            "origins",
        )
    }
    return Traced(
        documents=_by_id(rows["documents"]),
        passages=_by_id(rows["passages"]),
        credits=_by_id(rows["credits"]),
        edges=rows["edges"],
        families=_grouped(rows["families"], "family_id"),
        claims=rows["claims"],
        statements=_grouped(rows["statements"], "claim_id"),
        origins=_grouped(rows["origins"], "claim_id"),
    )


def _by_id(rows: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in rows}


def _grouped(rows: Iterable[dict[str, Any]], key: str) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return dict(groups)


def draw_families(traced: Traced, count: int, seed: int) -> list[str]:
    """Draw families by seed."""
    known = sorted(traced.families)
    return random.Random(seed).sample(known, min(count, len(known)))


def draw_edges(traced: Traced, count: int, seed: int) -> list[dict[str, Any]]:
    """Draw direct edges by seed, one kind after the other until there are enough."""
    kinds = _grouped((edge for edge in traced.edges if edge["direct"]), "kind")
    for kind, edges in sorted(kinds.items()):
        random.Random(f"{seed} {kind}").shuffle(edges)
    drawn: list[dict[str, Any]] = []
    while len(drawn) < count and any(kinds.values()):
        for _, edges in sorted(kinds.items()):
            if edges and len(drawn) < count:
                drawn.append(edges.pop())
    return sorted(drawn, key=lambda edge: (edge["kind"], edge["id"]))


def draw_claims(traced: Traced, count: int, seed: int) -> list[dict[str, Any]]:
    """Draw claims of two documents or more by seed, half of them with documents of several families."""
    several = [claim for claim in traced.claims if claim["document_count"] > 1]
    across = [claim for claim in several if crosses_families(traced, claim)]
    within = [claim for claim in several if not crosses_families(traced, claim)]
    drawing = random.Random(seed)
    half = min(len(across), count - count // 2)
    return [*drawing.sample(across, half), *drawing.sample(within, min(len(within), count - half))]


def crosses_families(traced: Traced, claim: dict[str, Any]) -> bool:
    """Tell whether a claim's documents are not all of one family; one without a family stands alone."""
    carriers = {statement["document_id"] for statement in traced.statements[claim["id"]]}
    return len({traced.family_of.get(identifier, identifier) for identifier in carriers}) > 1


def side_by_side(left: str, right: str) -> Iterator[str]:
    """Yield the lines of two texts in two columns."""
    columns = [textwrap.wrap(_brief(text), _WIDTH) for text in (left, right)]
    for number in range(max(map(len, columns))):
        one, other = (column[number] if number < len(column) else "" for column in columns)
        yield f"    {one:<{_WIDTH}} | {other}".rstrip()


def _brief(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]} [{len(text) - _SHOWN} more]"


def _headline(traced: Traced, identifier: str) -> str:
    row = traced.documents[identifier]
    dates = f"{row['published_earliest']} to {row['published_latest']}"
    return f"{identifier} [{row['outlet']}] {dates}, {len(row['text'])} characters: {row['title']}"


def show_family(traced: Traced, identifier: str) -> Iterator[str]:
    """Yield the lines that show one family: its members, and the edges between them."""
    yield f"\n## family {identifier}"
    rows = sorted(traced.families[identifier], key=lambda row: (row["parent_id"] or "", row["document_id"]))
    for row in rows:
        yield f"  {row['role']:8} of {row['parent_id']}: {_headline(traced, row['document_id'])}"
    members = {row["document_id"] for row in rows}
    for edge in traced.edges:
        if edge["direct"] and {edge["earlier_id"], edge["later_id"]} <= members:
            yield from _show_edge(traced, edge, passages=1)


def _show_edge(traced: Traced, edge: dict[str, Any], passages: int) -> Iterator[str]:
    yield (
        f"    {edge['kind']} {edge['earlier_id']} -> {edge['later_id']}, {edge['direction']} by "
        f"{edge['direction_from']}, credited {edge['credited']}, confidence {edge['confidence']:.2f}, "
        f"covered {edge['earlier_covered']:.2f} / {edge['later_covered']:.2f}"
    )
    reused = [traced.passages[e["id"]] for e in edge["evidence"] if e["id"] in traced.passages]
    reused.sort(key=lambda passage: (-passage["matched_tokens"], passage["id"]))
    for passage in reused[:passages]:
        sides = {passage[f"{side}_id"]: side for side in ("left", "right")}
        words = []
        for identifier in (edge["earlier_id"], edge["later_id"]):
            side = sides[identifier]
            text = traced.documents[identifier]["text"]
            words.append(text[passage[f"{side}_begin"] : passage[f"{side}_end"]])
        yield f"    {passage['matched_tokens']} words alike, of {len(reused)} passages"
        yield from side_by_side(*words)
    for reason in edge["evidence"]:
        if reason["id"] not in traced.passages:
            yield f"    {reason['kind']}: {_brief(reason['words'])}"


def show_edge(traced: Traced, edge: dict[str, Any]) -> Iterator[str]:
    """Yield the lines that show one edge with its passages and credits."""
    yield f"\n## edge {edge['id']}"
    for identifier in (edge["earlier_id"], edge["later_id"]):
        yield f"  {_headline(traced, identifier)}"
    yield from _show_edge(traced, edge, passages=3)


def show_claim(traced: Traced, claim: dict[str, Any]) -> Iterator[str]:
    """Yield the lines that show one claim: its statements, its count and its origins."""
    counts = [claim[f"origins_{name}"] for name in ("low", "best", "high")]
    place = "across families" if crosses_families(traced, claim) else "within one family"
    yield f"\n## claim {claim['id']} {place}: {claim['document_count']} documents, origins {counts}"
    for row in traced.statements[claim["id"]]:
        yield f"  {_headline(traced, row['document_id'])}"
        yield f"    {row['field']} {row['begin']}, {row['source_kind']} {row['source']!r}, cue {row['cue']!r}"
        yield from textwrap.wrap(
            _brief(row["text"]), 140, initial_indent="    | ", subsequent_indent="    | "
        )
    for origin in traced.origins.get(claim["id"], []):
        reports = f"{origin['independent_reports']} reports, {len(origin['documents'])} documents"
        yield f"  origin {origin['kind']} {origin['origin']}, {reports}"


def show(traced: Traced, options: argparse.Namespace) -> Iterator[str]:
    """Yield everything that the seed draws."""
    yield f"Seed {options.seed}. {len(traced.documents)} documents, {len(traced.families)} families, "
    yield f"{len(traced.edges)} edges, {len(traced.claims)} claims."
    for identifier in draw_families(traced, options.families, options.seed):
        yield from show_family(traced, identifier)
    for edge in draw_edges(traced, options.edges, options.seed):
        yield from show_edge(traced, edge)
    for claim in draw_claims(traced, options.claims, options.seed):
        yield from show_claim(traced, claim)


def trace_news(path: Path, zone: str | None, folder: Path) -> Traced:
    """Run the main job on the articles, or go on where it stopped."""
    settings = Settings(ingest=IngestSettings(zone=zone))
    with whence.open_corpus(folder, settings) as corpus:
        corpus.add([path])
        corpus.trace()
        return read_corpus(corpus)


def judged_files() -> list[Path]:
    """Give the files of judgements on families, edges and claims; they are named after their day."""
    return sorted(JUDGEMENTS.glob("20*.json"))


def judged_table(files: Sequence[Path]) -> str:
    """Count the verdicts of judgement files, and the kinds of error that they name, as Markdown tables."""
    verdicts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    errors: Counter[tuple[str, str, str]] = Counter()
    for path in files:
        judged = json.loads(path.read_text(encoding="utf-8"))
        day = judged["state"][:10]
        for judgement in judged["judgements"]:
            verdicts[day, judgement["drawn"]][judgement["verdict"]] += 1
            if "error" in judgement:
                errors[day, judgement["drawn"], judgement["error"]] += 1
    rows = [
        [*drawn, sum(found.values()), *(found[verdict] for verdict in VERDICTS)]
        for drawn, found in sorted(verdicts.items())
    ]
    kinds = [[*kind, count] for kind, count in sorted(errors.items())]
    return "\n\n".join(
        (
            markdown_table(["state of", "drawn", "judged", *VERDICTS], rows),
            markdown_table(["state of", "drawn", "kind of error", "times"], kinds),
        )
    )


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path, nargs="?")
    parser.add_argument("--zone", help="IANA zone of the days that the articles give")
    parser.add_argument("--corpus", type=Path, help="folder that keeps the corpus for the next run")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--families", type=int, default=20)
    parser.add_argument("--edges", type=int, default=30)
    parser.add_argument("--claims", type=int, default=30)
    parser.add_argument("--judged", action="store_true", help="count the judgements instead")
    options = parser.parse_args()
    if options.judged:
        print(judged_table(judged_files()))
        return
    if options.path is None:
        parser.error("PATH is missing: give a JSONL file of articles, or --judged")
    with ExitStack() as stack:
        folder = options.corpus or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for line in show(trace_news(options.path, options.zone, folder), options):
            print(line)


if __name__ == "__main__":
    main()
