"""Grows news worlds from real articles, with known truth, and scores what whence makes of them.

    python evaluation/simulate.py DATA [--worlds N] [--seed N] [--wrong]

DATA is a folder that holds `news-sample` and `incidents`, or one of these two. First pages of the worlds
are real articles, and reports of one event are real articles of different outlets on one incident that share
no long passage. Facts are planted in them in made-up words, each with a made-up person, an outlet's own
finding or an unnamed speaker behind it; then other outlets copy, shorten, reword, excerpt, credit or fail to
credit, cite, misdate and change numbers and hedges, all drawn by seed. So it is known where each sentence
comes from.

The kinds of change are split in two halves with nothing in common but plain copies: whoever mends a rule or
sets a probability looks at `tuning`; what is reported is `held-out`. No article's words leave the folder,
except with `--wrong`, which lists what is not right.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Sequence
from itertools import cycle
from pathlib import Path

from rewritten import interval
from simulate_material import own_reports, single_articles
from simulate_scores import (
    Counted,
    Judged,
    Scores,
    Traced,
    score_arrows,
    score_changes,
    score_claims,
    score_pages,
)
from simulate_several import SEVERAL
from simulate_texts import AGENCIES, HELD_OUT, OUTLETS, TUNING, ZONED
from simulate_worlds import KINDS, World, grow_world
from tables import markdown_table

import whence
from whence.records import (
    Arrow,
    Claim,
    Document,
    Edge,
    Family,
    Loop,
    Mutation,
    Source,
    Statement,
    from_table,
)

_ALL_KINDS = tuple(sorted((*KINDS, *SEVERAL), key=lambda kind: kind.name))
_TOGETHER = len(_ALL_KINDS)  # worlds in one corpus, one of each kind
_SPARE = 6  # real articles that a world may have its excerpting pages' own text from


def grow_worlds(data: Path, count: int, seed: int) -> Iterator[list[World]]:
    """Grow worlds of every kind in turn, one of each in a corpus, the halves by turns.

    Yields:
        The worlds of one corpus.
    """
    data = data if (data / "incidents").is_dir() else data.parent
    single = cycle(single_articles(data, seed))
    groups = list(own_reports(data, seed))
    pairs, threes = cycle(groups), cycle([group for group in groups if len(group) > 2])
    for start in range(0, count, _TOGETHER):
        half = HELD_OUT if start // _TOGETHER % 2 else TUNING
        worlds, used = [], set[str]()
        for number in range(start, min(start + _TOGETHER, count)):
            kind = _ALL_KINDS[number % len(_ALL_KINDS)]
            needed = kind.needed
            if needed == 1:
                firsts = [next(single)]
            else:
                source = threes if needed > 2 else pairs
                firsts = next(group for group in source if not used & {m.id for m in group})[:needed]
            used |= {material.id for material in firsts}
            spare = [next(single) for _ in range(_SPARE)]
            worlds.append(grow_world(f"w{number:04}", kind, half, f"{seed} {number}", firsts, spare))
        yield worlds


def trace_worlds(worlds: Sequence[World], folder: Path) -> Traced:
    """Make one corpus of some worlds and trace it.

    Args:
        worlds: grown.
        folder: an empty folder for the corpus and its inputs.
    """
    rows = [
        {
            "id": page.id, "url": page.url, "outlet": page.outlet, "title": page.title, "text": page.body(),
            "authors": list(page.authors), "date": page.shown,
            "modified": page.moment.isoformat() if page.modified else None,
        }
        for world in worlds for page in world.pages if page.present
    ]  # fmt: skip
    articles, outlets = folder / "articles.jsonl", folder / "outlets.csv"
    articles.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    table = ["outlet,agency,hosts,zone"]
    for name in (*OUTLETS, *AGENCIES):
        host = f"www.{name.lower().replace(' ', '')}.example"
        table.append(f"{name},{name in AGENCIES},{host},{'UTC' if name in ZONED else ''}")
    outlets.write_text("\n".join(table) + "\n", encoding="utf-8")
    with whence.open_corpus(folder / "corpus") as corpus:
        corpus.add([articles], outlets=outlets)
        corpus.trace(workers=1)
        kinds = (Document, Edge, Family, Statement, Source, Claim, Arrow, Mutation, Loop)
        names = (
            "documents", "edges", "families", "statements", "sources", "claims", "arrows", "mutations",
            "loops",
        )  # fmt: skip
        return Traced(*(from_table(corpus.table(n), k) for n, k in zip(names, kinds, strict=True)))  # type: ignore[arg-type]


def score_worlds(worlds: Sequence[World], traced: Traced, scores: Scores) -> None:
    """Add what is right and wrong of some worlds to the scores."""
    for world in worlds:
        score_pages(world, traced, scores)
    by_name = {world.name: world for world in worlds}
    lines = score_claims(by_name, traced, scores)
    score_arrows(by_name, traced, lines, scores)
    score_changes(by_name, traced, lines, scores)


def run_simulation(data: Path, count: int, seed: int) -> Scores:
    """Grow, trace and score worlds."""
    scores = Scores()
    for worlds in grow_worlds(data, count, seed):
        with tempfile.TemporaryDirectory() as folder:
            score_worlds(worlds, trace_worlds(worlds, Path(folder)), scores)
    return scores


def _share(right: int, whole: int) -> str:
    return f"{right / whole:.3f} ({whole})" if whole else "none"


def counted_table(scores: Scores) -> str:
    """Lay out what was right of pages, claims and changes."""
    names = sorted({name.rpartition(": ")[0] for _, name in scores.counts if ": " in name})
    rows = []
    for name in names:
        cells = []
        for half in (TUNING, HELD_OUT):
            right, wrong = (scores.counts[half, f"{name}: {answer}"] for answer in ("right", "wrong"))
            cells.append(_share(right, right + wrong))
        rows.append([name, *cells])
    rows += [
        [name, *(str(scores.counts[half, name]) for half in (TUNING, HELD_OUT))]
        for name in sorted({name for _, name in scores.counts if ": " not in name})
    ]
    return markdown_table(["share right (of)", TUNING, HELD_OUT], rows)


def origins_row(name: str, chosen: Sequence[Counted]) -> list[object]:
    """Sum up how well the origins of some claims were counted."""
    single = [c for c in chosen if c.truth > 1]
    several = [c for c in chosen if c.truth == 1]
    wide = [c.claim.origins_high - c.claim.origins_low for c in chosen]
    return [
        name,
        len(chosen),
        _mean(c.claim.origins_best == c.truth for c in chosen),
        _mean(c.claim.origins_low <= c.truth <= c.claim.origins_high for c in chosen),
        sum(wide) / len(wide) if wide else 0.0,
        sum(abs(c.claim.origins_best - c.truth) for c in chosen) / len(chosen) if chosen else 0.0,
        _mean(c.claim.origins_best == 1 for c in single) if single else "",
        _mean(c.claim.origins_best > 1 for c in several) if several else "",
    ]


def _mean(values: Iterator[bool]) -> float:
    known = list(values)
    return sum(known) / len(known) if known else 0.0


def origins_table(claims: Sequence[Counted]) -> str:
    """Lay out the counts of origins by half, true number and kind of world."""
    rows = []
    for half in (TUNING, HELD_OUT):
        own = [c for c in claims if c.half == half]
        rows.append(origins_row(f"**{half}**", own))
        planted = [c for c in own if c.planted]
        rows.append(origins_row(f"{half}, planted facts", planted))
        rows += [
            origins_row(f"{half}, {truth} true", [c for c in own if c.truth == truth])
            for truth in sorted({c.truth for c in own})
        ]
        rows += [
            origins_row(f"{half}, {kind}", [c for c in planted if c.kind == kind])
            for kind in sorted({c.kind for c in planted})
        ]
    header = [
        "claims of two documents or more", "claims", "exact", "in range", "mean width", "mean error",
        "false single", "false multiple",
    ]  # fmt: skip
    return markdown_table(header, rows)


def errors_table(claims: Sequence[Counted]) -> str:
    """Lay out the two harmful errors of the count, with the interval that each share may really have."""
    rows = []
    for half in (TUNING, HELD_OUT):
        own = [c for c in claims if c.half == half]
        several, single = [c for c in own if c.truth > 1], [c for c in own if c.truth == 1]
        for name, wrong, among in (
            ("false single", [c for c in several if c.claim.origins_best == 1], several),
            ("false single, high too", [c for c in several if c.claim.origins_high == 1], several),
            ("false multiple", [c for c in single if c.claim.origins_best > 1], single),
            ("false multiple, low too", [c for c in single if c.claim.origins_low > 1], single),
        ):
            share = len(wrong) / len(among) if among else 0.0
            least, most = interval(len(wrong), len(among))
            rows.append([f"{half}, {name}", len(wrong), len(among), share, f"{least:.3f} to {most:.3f}"])
    return markdown_table(["error", "claims wrong", "of", "share", "95% interval"], rows)


def arrows_table(arrows: Sequence[Judged]) -> str:
    """Lay out how many arrows of each probability are true."""
    rows = []
    for given in sorted({a.probability for a in arrows}, reverse=True):
        row: list[object] = [f"{given:.2f}"]
        for half in (TUNING, HELD_OUT):
            own = [a.true for a in arrows if a.half == half and a.probability == given]
            row.append(_share(sum(own), len(own)))
        rows.append(row)
    return markdown_table(["probability given", f"true, {TUNING} (of)", f"true, {HELD_OUT} (of)"], rows)


def wrong_claims(scores: Scores) -> Iterator[str]:
    """Yield the claims whose count is not right."""
    for c in scores.claims:
        if c.claim.origins_best != c.truth:
            found = f"{c.claim.origins_low}..{c.claim.origins_best}..{c.claim.origins_high}"
            yield f"origins: {c.half}, {c.kind}, true {c.truth}, found {found}, {c.claim.id}: {c.claim.text}"


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--worlds", type=int, default=720, help="how many worlds in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wrong", action="store_true", help="list what is not right, with its words")
    options = parser.parse_args()
    scores = run_simulation(options.data, options.worlds, options.seed)
    print(f"{options.worlds} worlds.\n")
    tables = errors_table(scores.claims), origins_table(scores.claims), counted_table(scores)
    print(*tables, arrows_table(scores.arrows), sep="\n\n")
    if options.wrong:
        print("", *wrong_claims(scores), *scores.wrong, sep="\n")


if __name__ == "__main__":
    main()
