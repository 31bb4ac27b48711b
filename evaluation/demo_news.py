"""Scores the main job on the demo news against its gold file: the share of right answers in each section.

    python evaluation/demo_news.py [--wrong]

`--wrong` lists the answers that are not right. The tests hold the pipeline to every one of these answers; the
shares here say how much of each kind there is, and how far a change has moved it.
"""

import argparse
import json
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tables import markdown_table

import whence
from whence.records import Claim, Credit, Document, Edge, Origin, Statement, from_table

DEMO = Path(__file__).resolve().parents[1] / "demo"
Answer = tuple[str, bool]


class Traced:
    """The demo news after the main job, with documents by the names of the gold file."""

    def __init__(self, folder: Path) -> None:
        with whence.open_corpus(folder / "corpus") as corpus:
            corpus.add([DEMO / "news"], outlets=DEMO / "outlets.csv")
            corpus.trace(workers=1)
            documents: list[Document] = from_table(corpus.table("documents"), Document)
            self.credits: list[Credit] = from_table(corpus.table("credits"), Credit)
            self.edges: list[Edge] = from_table(corpus.table("edges"), Edge)
            statements: list[Statement] = from_table(corpus.table("statements"), Statement)
            claims: list[Claim] = from_table(corpus.table("claims"), Claim)
            origins: list[Origin] = from_table(corpus.table("origins"), Origin)
        start = f"{(DEMO / 'news').as_posix()}/"
        self.documents = {document.input.removeprefix(start): document for document in documents}
        self.names = {document.id: name for name, document in self.documents.items()}
        self.claims = {claim.id: claim for claim in claims}
        self.statements: dict[str, list[Statement]] = defaultdict(list)
        self.origins: dict[str, list[Origin]] = defaultdict(list)
        for statement in statements:
            self.statements[self.names[statement.document_id]].append(statement)
        for origin in origins:
            self.origins[origin.claim_id].append(origin)

    def find(self, entry: dict[str, Any]) -> list[Statement]:
        """Find the statements of a document whose content holds some words."""
        wanted = " ".join(entry["contains"].split())
        return [s for s in self.statements[entry["document"]] if wanted in " ".join(s.text.split())]

    def claim_of(self, entry: dict[str, Any]) -> Claim | None:
        """Give the one claim that all statements of a gold claim share."""
        shared = set.intersection(*({s.claim_id for s in self.find(e)} for e in entry["statements"]))
        known = [self.claims[i] for i in shared if i is not None]
        return min(known, key=lambda claim: (-claim.statement_count, claim.id), default=None)


def check_metadata(traced: Traced, gold: dict[str, Any]) -> Iterator[Answer]:
    """Check every field of every document."""
    for name, fields in gold["documents"].items():
        document = traced.documents.get(name)
        for field, expected in fields.items():
            found = getattr(document, field, None)
            if field == "version_of":
                found = traced.names.get(found or "")
            elif field in ("published_earliest", "published_latest") and found is not None:
                found = found.strftime("%Y-%m-%dT%H:%M:%SZ")
            elif isinstance(found, tuple):
                found = list(found)
            yield f"{name} {field}", document is not None and found == expected


def check_credits(traced: Traced, gold: dict[str, Any]) -> Iterator[Answer]:
    """Check that each credit is found, with the page that it leads to."""
    for entry in gold["credits"]:
        found = [
            credit
            for credit in traced.credits
            if traced.names[credit.document_id] == entry["document"]
            and credit.kind == entry["kind"]
            and entry["target_contains"].casefold() in credit.target.casefold()
            and traced.names.get(credit.target_document_id or "") == entry.get("target_document")
        ]
        yield f"{entry['document']} {entry['kind']}", bool(found)


def check_edges(traced: Traced, gold: dict[str, Any]) -> Iterator[Answer]:
    """Check kind, direction and credit of each edge, and that no direct one is beyond the gold."""
    found = {(frozenset((e.earlier_id, e.later_id)), e.kind): e for e in traced.edges}
    known = set()
    for entry in gold["edges"]:
        earlier, later = (traced.documents[entry[side]].id for side in ("earlier", "later"))
        pair = frozenset((earlier, later))
        known.add(pair)
        edge = found.get((pair, entry["kind"]))
        right = (
            edge is not None
            and (edge.direction, edge.credited) == (entry["direction"], entry["credited"])
            and (edge.direction == "undetermined" or edge.earlier_id == earlier)
        )
        yield f"{entry['earlier']} {entry['later']} {entry['kind']}", right
    for (pair, kind), edge in sorted(found.items(), key=lambda item: item[1].id):
        if edge.direct and kind != "cites" and pair not in known:
            yield f"beyond the gold: {' '.join(sorted(traced.names[i] for i in pair))} {kind}", False


def check_statements(traced: Traced, gold: dict[str, Any]) -> Iterator[Answer]:
    """Check that each statement is found with its source, footing and figures."""
    for entry in gold["statements"]:
        right = any(_agrees(statement, entry) for statement in traced.find(entry))
        yield f"{entry['document']} {entry['contains'][:50]}", right


def _agrees(statement: Statement, entry: dict[str, Any]) -> bool:
    for field, key in (
        ("source_kind", "source_kind"), ("source_certainty", "certainty"), ("quotation", "quotation"),
        ("negated", "negated"), ("chain", "chain"), ("hedges", "hedges"),
    ):  # fmt: skip
        found = getattr(statement, field)
        if entry.get(key) is not None and (list(found) if isinstance(found, tuple) else found) != entry[key]:
            return False
    figures = {(quantity.kind, quantity.low, quantity.high) for quantity in statement.quantities}
    return (
        same_name(statement.source, entry.get("source"))
        and (entry.get("channel_contains") or "") in (statement.channel or "")
        and all((q["kind"], q["low"], q["high"]) in figures for q in entry.get("quantities", []))
    )


def same_name(found: str | None, expected: str | None) -> bool:
    """Compare names without articles; the gold leaves titles out, so one may stand before a name."""
    if found is None or expected is None:
        return found == expected
    one, other = (
        re.sub(r"^(the|an?|its|his|her|their)\s+", "", name.casefold()) for name in (found, expected)
    )
    return one == other or (" " in other and one.endswith(f" {other}"))


def check_claims(traced: Traced, gold: dict[str, Any]) -> Iterator[Answer]:
    """Check that each claim holds all its statements, nothing beyond them where the gold is complete."""
    for entry in gold["claims"]:
        claim = traced.claim_of(entry)
        right = claim is not None
        if claim is not None and entry.get("complete"):
            carriers = {
                name for name, own in traced.statements.items() if any(s.claim_id == claim.id for s in own)
            }
            allowed = {e["document"] for e in entry["statements"] + entry.get("also", [])}
            right = carriers <= allowed
        yield entry["name"], right


def check_origins(traced: Traced, gold: dict[str, Any]) -> Iterator[Answer]:
    """Check the three counts, the kinds of origin and the independent reports of each claim."""
    for entry in gold["claims"]:
        claim = traced.claim_of(entry)
        if claim is None:
            yield entry["name"], False
            continue
        origins = traced.origins[claim.id]
        kinds, reports = entry.get("origin_kinds"), entry.get("independent_reports")
        yield (
            entry["name"],
            [claim.origins_low, claim.origins_best, claim.origins_high] == entry["origins"]
            and claim.loop == entry.get("loop", False)
            and (kinds is None or Counter(origin.kind for origin in origins) == kinds)
            and (reports is None or max(origin.independent_reports for origin in origins) == reports),
        )


SECTIONS: dict[str, Callable[[Traced, dict[str, Any]], Iterator[Answer]]] = {
    "metadata": check_metadata,
    "credits": check_credits,
    "edges": check_edges,
    "statements": check_statements,
    "claims": check_claims,
    "origins": check_origins,
}


def score_demo() -> dict[str, list[Answer]]:
    """Run the main job on the demo news and check every section of the gold."""
    gold = json.loads((DEMO / "gold.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        traced = Traced(Path(folder))
    return {name: list(check(traced, gold)) for name, check in SECTIONS.items()}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--wrong", action="store_true", help="list the answers that are not right")
    options = parser.parse_args()
    answers = score_demo()
    rows = [[name, len(own), sum(right for _, right in own) / len(own)] for name, own in answers.items()]
    print(markdown_table(["section", "answers", "right"], rows))
    for name, own in answers.items():
        for label, right in own:
            if options.wrong and not right:
                print(f"{name}: {label}")


if __name__ == "__main__":
    main()
