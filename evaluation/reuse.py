"""Scores the three ways in which whence finds reuse on reuse made by seed from the demo news.

    python evaluation/reuse.py [--seed N]

From texts that have nothing to do with each other, pages are made whose reused characters are known: a
passage pasted into another text, verbatim or with every tenth word edited, as a poor scan, with other quotes
and dashes or with every name spelled another way; whole texts with their paragraphs in another order, a new
lead or an outlet's furniture between the paragraphs; texts abridged to a third; and passages in five other
scripts (`reuse_kinds.py`). Pairs of unrelated texts are looked at too, where everything that is found is a
false alarm.

*Compare* sets two texts against each other, *find* looks a page up among all texts, *corpus* takes all pages
of a kind and all texts as one corpus (candidates, alignment, boilerplate). Precision is the share of found
characters that are reused, recall the share of reused characters that are found, both sides counted; a found
passage counts only for reuse that it meets on both sides.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
from alignment import Region, covered
from reuse_kinds import KINDS, Case, make_cases, script_texts, unrelated_texts
from tables import markdown_table

from whence.match import (
    FingerprintIndex,
    align_counted,
    compare,
    drop_boilerplate,
    find_candidates,
    find_passages,
)
from whence.records import Passage, from_table
from whence.settings import Settings
from whence.text import fingerprint, tokenize

WAYS = ("compare", "find", "corpus")
_OUTLET = "Quayside Chronicle"  # of every page in the corpus, so that its furniture can be known


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of characters, and of pairs with any passage found."""

    precision: float
    recall: float
    alarmed: float


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the corpus way gives for the cases of one kind.

    Attributes:
        found: passages between each page and its source, by page.
        collapsed: documents that count as copies of another near-identical text.
        strays: pairs of documents with a passage that have no text in common.
    """

    found: dict[str, list[Region]]
    collapsed: int
    strays: int


def score(cases: Sequence[Case], found: Mapping[str, list[Region]]) -> Score:
    """Score what was found; precision is 1 where nothing was found, recall where nothing is reused."""
    right = given = met = wanted = 0
    for case in cases:
        for region in found[case.name]:
            right += covered(region, [reused for reused in case.reused if reused.meets(region)])
            given += region.size()
        for reused in case.reused:
            met += covered(reused, [region for region in found[case.name] if region.meets(reused)])
            wanted += reused.size()
    alarmed = sum(bool(found[case.name]) for case in cases) / len(cases)
    return Score(right / given if given else 1.0, met / wanted if wanted else 1.0, alarmed)


def compare_cases(cases: Iterable[Case]) -> dict[str, list[Region]]:
    """Find passages by `compare`, two texts at a time."""
    settings = Settings().match
    return {
        case.name: [
            Region(case.name, p.left_begin, p.left_end, p.right_begin, p.right_end)
            for p in compare(case.copy, case.source, settings)
        ]
        for case in cases
    }


def find_cases(cases: Iterable[Case], texts: dict[str, str]) -> dict[str, list[Region]]:
    """Find passages by `find_passages`, one page against all the texts; only its source's are kept."""
    settings = Settings().match
    table = pa.table({"id": list(texts), "text": list(texts.values())})
    known = FingerprintIndex(fingerprint(table, settings))
    found: dict[str, list[Region]] = {}
    for case in cases:
        passages = find_passages(case.copy, known, lambda ids: {i: texts[i] for i in ids}, settings)
        named = ((passage, {passage.left_id, passage.right_id}) for passage in passages)
        found[case.name] = [_region(case, p) for p, ids in named if case.source_name in ids]
    return found


def _region(case: Case, passage: Passage) -> Region:
    """Give a passage between a page and its source from the page's side."""
    own = (passage.left_begin, passage.left_end)
    other = (passage.right_begin, passage.right_end)
    if passage.left_id == case.source_name:
        own, other = other, own
    return Region(case.name, *own, *other)


def join_cases(cases: Sequence[Case], texts: dict[str, str]) -> Corpus:
    """Find passages in a corpus of the pages and all the texts, as the main job does."""
    settings = Settings().match
    pages = {case.name: case for case in cases}
    every = texts | {case.name: case.copy for case in cases}
    table = pa.table({"id": list(every), "text": list(every.values())})
    outlets = dict.fromkeys(pages, _OUTLET)
    candidates = find_candidates(fingerprint(table, settings), outlets, settings)
    aligned = align_counted(candidates.pairs, table, settings).passages
    kept, _ = drop_boilerplate(aligned, table, candidates.boilerplate, settings)
    holds = {name: {name} for name in texts}
    holds |= {case.name: _texts_on(case) for case in cases}
    found: dict[str, list[Region]] = {case.name: [] for case in cases}
    strays = set()
    for passage in from_table(kept, Passage):
        ids = (passage.left_id, passage.right_id)
        if not holds[ids[0]] & holds[ids[1]]:
            strays.add(ids)
        for page, text in (ids, ids[::-1]):
            if page in pages and text == pages[page].source_name:
                found[page].append(_region(pages[page], passage))
    return Corpus(found, candidates.collapsed_documents, len(strays))


def _texts_on(case: Case) -> set[str]:
    """Give the names of the texts that a page has words of."""
    return ({case.source_name} if case.reused else set()) | {case.carrier_name}


@dataclass(frozen=True, slots=True)
class Scores:
    """All scores of one run.

    Attributes:
        of: by (way, kind).
        corpora: by kind.
        cases: by kind.
    """

    of: dict[tuple[str, str], Score]
    corpora: dict[str, Corpus]
    cases: dict[str, list[Case]]


def score_all(texts: dict[str, str], seed: int) -> Scores:
    """Score all three ways on every kind of reuse."""
    known = texts | script_texts()
    cases = defaultdict(list)
    for case in make_cases(texts, seed):
        cases[case.kind].append(case)
    scores: dict[tuple[str, str], Score] = {}
    corpora: dict[str, Corpus] = {}
    for kind in KINDS:
        corpora[kind] = join_cases(cases[kind], known)
        ways = (compare_cases(cases[kind]), find_cases(cases[kind], known), corpora[kind].found)
        scores |= {(way, kind): score(cases[kind], found) for way, found in zip(WAYS, ways, strict=True)}
    return Scores(scores, corpora, dict(cases))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    texts = unrelated_texts()
    scores = score_all(texts, options.seed)
    words = sum(len(tokenize(text).hashes) for text in texts.values())
    print(f"{len(texts)} texts of the demo, {words} words, and {len(script_texts())} in other scripts.\n")
    rows = []
    for kind in KINDS:
        row: list[object] = [kind, len(scores.cases[kind])]
        for way in WAYS:
            found = scores.of[way, kind]
            row += [found.precision, found.recall, f"{found.alarmed:.2f}"]
        rows.append([*row, scores.corpora[kind].collapsed, scores.corpora[kind].strays])
    header = ["reuse", "pages", *(f"{way}: {name}" for way in WAYS for name in ("P", "R", "found"))]
    print(markdown_table([*header, "corpus: collapsed", "corpus: stray pairs"], rows))


if __name__ == "__main__":
    main()
