"""Measures both harmful errors of the count of origins on small made-up worlds whose answers are known.

    python evaluation/worlds.py [--worlds N] [--seed N] [--wrong]

Each world is a handful of pages about one incident: a press conference, a wire story and its copies, a loop,
and so on. Names, numbers, outlets, hours and wordings are drawn by seed. The pages are given to the stages as
records, from fingerprints to origins; what is scored is the claim of the key sentence, the same in all pages.

The harmful errors: copies called independent (more origins counted than there are) and independent reports
called copies (fewer). A world where the key sentence is not in one claim is counted apart, as not grouped.
`--wrong` lists the worlds that are not right.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyarrow as pa
from tables import markdown_table
from world_kinds import WORLDS, World, build_world

from whence.claims import group_claims
from whence.ingest import resolve_credits, resolve_documents
from whence.match import align, find_candidates
from whence.origins import Story, trace_origins
from whence.records import Claim, Origin, Passage, Statement, from_table
from whence.settings import Settings
from whence.statements import read_statements, reconcile_sources
from whence.text import fingerprint
from whence.trace import trace_edges


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the stages made of one world.

    Attributes:
        world: the world.
        claims: claims that hold the key sentence, by number of documents, most first.
        origins: of the first of these.
        carriers: documents that hold the key sentence in the first of these.
    """

    world: World
    claims: list[Claim]
    origins: list[Origin]
    carriers: int

    @property
    def grouped(self) -> bool:
        """Whether the key sentence is in one claim where it should be, or in two where it should not."""
        alone = self.carriers < len(self.world.documents)
        return alone != self.world.together

    @property
    def copies_called_independent(self) -> bool:
        """Whether more origins are counted than there are."""
        return self.grouped and self.world.together and self.claims[0].origins_best > self.world.origins

    @property
    def independent_called_copies(self) -> bool:
        """Whether fewer origins or independent reports are counted than there are, or incidents joined."""
        if not self.world.together:
            return not self.grouped
        fewest = self.world.reports
        heard = sum(origin.independent_reports for origin in self.origins)
        return self.grouped and (
            self.claims[0].origins_best < self.world.origins or (fewest is not None and heard < fewest)
        )

    @property
    def in_range(self) -> bool:
        """Whether the true number of origins lies between low and high."""
        if not self.world.together:
            return self.grouped
        claim = self.claims[0]
        return self.grouped and claim.origins_low <= self.world.origins <= claim.origins_high

    @property
    def right(self) -> bool:
        """Whether nothing is wrong."""
        return self.grouped and not self.copies_called_independent and not self.independent_called_copies


def trace_world(world: World, settings: Settings) -> Outcome:
    """Run the stages from fingerprints to origins on a world."""
    documents = resolve_documents(world.documents, world.outlets)
    credits = resolve_credits(documents, world.credits, world.outlets)
    texts = pa.table({"id": [d.id for d in documents], "text": [d.text for d in documents]})
    candidates = find_candidates(
        fingerprint(texts, settings.match), {d.id: d.outlet for d in documents}, settings.match
    )
    passages: list[Passage] = from_table(align(candidates.pairs, texts, settings.match), Passage)
    edges, credits = trace_edges(documents, credits, passages, settings.trace)
    statements = [s for d in documents for s in read_statements(d, settings.statements)]
    sources, statements = reconcile_sources(documents, statements)
    claims, statements = group_claims(documents, statements, passages, edges, credits, settings.claims)
    tables = trace_origins(
        Story(documents, credits, passages, edges, statements, sources, claims, world.outlets),
        settings.origins,
    )
    return _outcome(world, tables.claims, tables.origins, statements)


def _outcome(
    world: World, claims: Iterable[Claim], origins: Iterable[Origin], statements: Iterable[Statement]
) -> Outcome:
    carriers: dict[str, set[str]] = defaultdict(set)
    for statement in statements:
        if statement.claim_id and statement.field == "text" and _is_key(statement, world):
            carriers[statement.claim_id].add(statement.document_id)
    held = sorted(
        (claim for claim in claims if claim.id in carriers),
        key=lambda claim: (-len(carriers[claim.id]), claim.id),
    )
    first = held[0].id if held else ""
    return Outcome(world, held, [o for o in origins if o.claim_id == first], len(carriers.get(first, ())))


def _is_key(statement: Statement, world: World) -> bool:
    return any(number in statement.text.split() for number in world.key)


def run_worlds(count: int, seed: int, settings: Settings | None = None) -> list[Outcome]:
    """Build and trace `count` worlds of every kind."""
    chosen = settings or Settings()
    return [
        trace_world(build_world(kind, f"{seed} {number}"), chosen)
        for kind in WORLDS
        for number in range(count)
    ]


def rates(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """Give the shares of worlds with each error, of worlds that could have it, and of right ones."""
    grouped = [o for o in outcomes if o.world.together]
    several = [o for o in outcomes if o.world.origins > 1 or o.world.reports is not None]
    return {
        "right": _mean(o.right for o in outcomes),
        "in range": _mean(o.in_range for o in outcomes),
        "grouped": _mean(o.grouped for o in outcomes),
        "copies called independent": _mean(o.copies_called_independent for o in grouped),
        "independent called copies": _mean(o.independent_called_copies for o in several),
    }


def _mean(values: Iterable[bool]) -> float:
    known = list(values)
    return sum(known) / len(known) if known else 0.0


def format_table(outcomes: Sequence[Outcome]) -> str:
    """Lay the rates out by kind of world and overall."""
    rows = []
    for kind in [*WORLDS, ""]:
        chosen = [o for o in outcomes if not kind or o.world.kind == kind]
        counted = (
            sum(o.right for o in chosen),
            sum(o.copies_called_independent for o in chosen),
            sum(o.independent_called_copies for o in chosen),
            sum(not o.grouped for o in chosen if o.world.together),
            sum(o.in_range for o in chosen),
        )
        true = sorted({o.world.origins for o in chosen if o.world.kind == kind})
        rows.append([kind or "all", ", ".join(map(str, true)), len(chosen), *counted])
    header = [
        "world", "origins", "worlds", "right", "copies called independent", "independent called copies",
        "not grouped", "truth in range",
    ]  # fmt: skip
    return markdown_table(header, rows)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--worlds", type=int, default=20, help="how many worlds of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wrong", action="store_true", help="list the worlds that are not right")
    options = parser.parse_args()
    outcomes = run_worlds(options.worlds, options.seed)
    print(format_table(outcomes))
    for outcome in outcomes:
        if options.wrong and not outcome.right:
            counts = [
                (c.origins_low, c.origins_best, c.origins_high, c.document_count) for c in outcome.claims
            ]
            kinds = [(o.kind, o.independent_reports) for o in outcome.origins]
            print(f"\n{outcome.world.kind}: claims {counts}, origins {kinds}")
            for document in outcome.world.documents:
                print(f"  [{document.outlet}] {document.text.splitlines()[2]}")


if __name__ == "__main__":
    main()
