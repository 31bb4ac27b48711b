"""Are two outlets' own reports of one event called rewrites of each other, and are rewrites found?

    python evaluation/rewritten.py FOLDER [--part held-out|tuning|all] [--wrong] [--markdown]
    python evaluation/rewritten.py FOLDER --draw [--seed N]

FOLDER holds `articles.jsonl.gz` and `gold.json` of SemEval 2018 task 5. Drawn were 100 pairs of articles on
one incident, from two outlets, of 60 words or more, that share no run of 25 words: 50 of them at random, 50
among the rest as those that share the largest part of their runs of three words (at most three pairs an
incident), since among pairs drawn at random hardly any is a rewrite. `--draw` draws them and prints them for
judging, and runs nothing of whence. The verdicts are kept in `judgements/rewritten_pairs.json` by id: `own`
(each is a report of its own, also where both use the words of one police statement), `rewritten` (one is
made of the other) and `cannot-say`.

Scored is what the main job makes of the pairs when all articles are one corpus: the candidate, the passage,
and the kind of the edge. The goal is that at most 2 % of the own reports are called rewritten. Whoever
mends a rule on these pairs takes `--part tuning` and looks at the other third when done. The last row is of
all the pairs that might have been drawn, most of which are own reports, if those drawn at random tell.
"""

import argparse
import gzip
import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import combinations
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from incidents import PARTS, in_part
from tables import markdown_table
from tracing import Tracing, pair_key, read_articles, trace_articles

from whence.settings import Settings

JUDGEMENTS = Path(__file__).resolve().parent / "judgements" / "rewritten_pairs.json"
VERDICTS = ("own", "rewritten", "cannot-say")
COPIES = ("republished", "excerpted", "rewritten", "updated")
_HALF = 50  # pairs drawn at random, and as many drawn for their likeness
_LONGEST = 25  # words: a pair with so long a run in common is a copy and not in question
_SHORTEST = 60  # words that an article must have
_OF_INCIDENT = 3  # alike pairs of one incident, so that no case with many pages fills the half
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+\w*/")
_SURE = 1.96  # standard errors of a 95 % interval


@dataclass(frozen=True, slots=True)
class Pair:
    """Two articles on one incident."""

    left_id: str
    right_id: str
    incident: str
    longest: int  # words of the longest run in common
    alike: float  # share of the smaller one's runs of three words that the other has


def _read_raw(folder: Path) -> dict[str, dict[str, Any]]:
    """Read the articles by id."""
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {article["id"]: article for article in map(json.loads, lines)}


def words_of(text: str) -> list[str]:
    """Give a text's words in lower case, without apostrophes."""
    return [re.sub("['’]", "", match.group().casefold()) for match in _WORD.finditer(text)]


def eligible_pairs(folder: Path) -> list[Pair]:
    """Give the pairs that may be drawn, by id."""
    articles = _read_raw(folder)
    words = {name: words_of(article["text"]) for name, article in articles.items()}
    hosts = {name: _host(article["url"]) for name, article in articles.items()}
    found = []
    incidents = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    for incident, gold in sorted(incidents.items()):
        known = sorted({name for name in gold["articles"] if len(words.get(name, ())) >= _SHORTEST})
        for left, right in combinations(known, 2):
            longest = longest_run(words[left], words[right])
            if hosts[left] != hosts[right] and longest < _LONGEST:
                one, other = _threes(words[left]), _threes(words[right])
                alike = len(one & other) / min(len(one), len(other))
                found.append(Pair(left, right, incident, longest, alike))
    return sorted(found, key=lambda pair: (pair.left_id, pair.right_id))


def _host(url: str) -> str:
    address = _ARCHIVED.sub("", url)
    host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    return host.removeprefix("www.")


def _threes(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[n : n + 3]) for n in range(len(words) - 2)}


def longest_run(left: list[str], right: list[str]) -> int:
    """Give the length of the longest run of words in common."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(right):
        places[word].append(place)
    longest, before = 0, dict[int, int]()
    for word in left:
        now = {place: before.get(place - 1, 0) + 1 for place in places.get(word, ())}
        longest = max(longest, *now.values(), 0)
        before = now
    return longest


def draw_pairs(pairs: list[Pair], seed: int) -> list[tuple[str, Pair]]:
    """Draw half of the pairs at random and half for their likeness, named so, by id."""
    drawn = random.Random(seed).sample(pairs, min(_HALF, len(pairs)))
    chosen = [("random", pair) for pair in drawn]
    of_incident: Counter[str] = Counter()
    rest = sorted(set(pairs) - set(drawn), key=lambda pair: (-pair.alike, pair.left_id, pair.right_id))
    for pair in rest:
        if len(chosen) < 2 * _HALF and of_incident[pair.incident] < _OF_INCIDENT:
            chosen.append(("alike", pair))
            of_incident[pair.incident] += 1
    return sorted(chosen, key=lambda drawn: (drawn[1].left_id, drawn[1].right_id))


def show_pair(drawn: str, pair: Pair, articles: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Yield both texts of a pair, for judging."""
    yield f"\n## {pair.left_id} {pair.right_id} ({drawn}): longest {pair.longest}, alike {pair.alike:.2f}"
    for identifier in (pair.left_id, pair.right_id):
        article = articles[identifier]
        yield f"-- {_host(article['url'])}, {article['date']}: {article['title']}\n{article['text']}"


def interval(part: int, whole: int) -> tuple[float, float]:
    """Give the 95 % interval of a share.

    Source: Wilson, "Probable inference, the law of succession, and statistical inference", JASA 1927.
    """
    if not whole:
        return 0.0, 1.0
    share, square = part / whole, _SURE**2
    middle = (share + square / (2 * whole)) / (1 + square / whole)
    reach = _SURE * math.sqrt(share * (1 - share) / whole + square / (4 * whole**2)) / (1 + square / whole)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def score_pairs(judged: list[dict[str, Any]], traced: Tracing) -> list[list[object]]:
    """Count, for each verdict, what became of its pairs; rows for `markdown_table`."""
    rows: list[list[object]] = []
    for verdict in VERDICTS:
        of_verdict = [one for one in judged if one["verdict"] == verdict]
        parts = sorted({one[name] for one in of_verdict for name in ("drawn", "why")})
        rows.append(_row(f"**{verdict}**", of_verdict, traced))
        rows += [
            _row(f"{verdict}: {part}", [one for one in of_verdict if part in one.values()], traced)
            for part in parts
        ]
    return rows


def _row(name: str, drawn: Iterable[dict[str, Any]], traced: Tracing) -> list[object]:
    pairs = [pair_key(one["left_id"], one["right_id"]) for one in drawn]
    kinds = Counter[str](traced.edges[pair].kind for pair in pairs if pair in traced.edges)
    copies = sum(kinds[kind] for kind in COPIES)
    return [
        name,
        len(pairs),
        len(traced.candidates.intersection(pairs)),
        len({(p.left_id, p.right_id) for p in traced.passages}.intersection(pairs)),
        kinds["common-source"],
        kinds["undetermined"] + kinds["cites"],
        kinds["rewritten"],
        copies - kinds["rewritten"],
        _shown(kinds["rewritten"], len(pairs)),
        _shown(copies, len(pairs)),
    ]


def _shown(part: int, whole: int) -> str:
    low, high = interval(part, whole)
    return f"{part / whole:.2f} ({low:.2f}-{high:.2f})" if whole else ""


def find_wrong(judged: Iterable[dict[str, Any]], traced: Tracing) -> Iterator[str]:
    """Yield the own reports that are called copies, and the rewrites that are not."""
    for one in judged:
        pair = pair_key(one["left_id"], one["right_id"])
        edge = traced.edges.get(pair)
        is_copy = edge is not None and edge.kind in COPIES
        if one["verdict"] != "cannot-say" and is_copy != (one["verdict"] == "rewritten"):
            found = f"{edge.kind} {edge.earlier_covered} / {edge.later_covered}" if edge else "no edge"
            alike = sum(p.matched_tokens for p in traced.passages if (p.left_id, p.right_id) == pair)
            stage = f"candidate {pair in traced.candidates}, {alike} words alike"
            yield f"{' '.join(pair)}: {one['verdict']} ({one['why']}), {found}, {stage}"


HEADER = (
    "judged",
    "pairs",
    "candidates",
    "with passages",
    "common source",
    "cites or undetermined",
    "rewritten",
    "other copies",
    "called rewritten (95 %)",
    "called any copy (95 %)",
)


def main() -> None:
    """Draw or score."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--draw", action="store_true", help="draw the pairs and print them for judging")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--part", choices=PARTS, default="all")
    parser.add_argument("--wrong", action="store_true", help="list the pairs that are not right")
    parser.add_argument("--markdown", action="store_true", help="print the table alone")
    options = parser.parse_args()
    if options.draw:
        articles = _read_raw(options.folder)
        for drawn, pair in draw_pairs(eligible_pairs(options.folder), options.seed):
            for line in show_pair(drawn, pair, articles):
                print(line)
        return
    known = json.loads(JUDGEMENTS.read_text(encoding="utf-8"))["judgements"]
    judged = [one for one in known if in_part(one["incident"], options.part)]
    traced = trace_articles(read_articles(options.folder, Settings()), Settings())
    rows = score_pairs(judged, traced)
    every = (asdict(p) for p in eligible_pairs(options.folder) if in_part(p.incident, options.part))
    rows.append(_row("all that might be drawn", every, traced))
    print(markdown_table(HEADER, rows))
    if options.wrong and not options.markdown:
        for line in find_wrong(judged, traced):
            print(line)


if __name__ == "__main__":
    main()
