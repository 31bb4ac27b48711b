"""Scores `whence.compare` and `whence.match.find_passages` on reuse made by seed from the demo news.

    python evaluation/reuse.py [--seed N] [--markdown]

From texts of the demo that have nothing to do with each other, pages are made whose reused characters are
known: a passage pasted into another text, verbatim, with every tenth word edited, as a poor scan or with
other quotes and dashes; whole texts with their paragraphs in another order; texts abridged to a third. Pairs
of unrelated texts are compared too, where everything that is found is a false alarm.

Precision is the share of found characters that are reused, recall the share of reused characters that are
found, both sides counted; a found passage counts only for reuse that it meets on both sides.
"""

import argparse
import json
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
from alignment import Region, covered
from tables import markdown_table

from whence.ingest import Ingested, read_inputs
from whence.match import compare, find_passages
from whence.settings import Settings
from whence.text import fingerprint, split_sentences, tokenize

DEMO = Path(__file__).resolve().parents[1] / "demo"
KINDS = ("verbatim", "edited", "scanned", "retyped", "reordered", "abridged", "unrelated")
_SHORTEST = 600  # characters that a text needs, so that a passage can be cut out and a third can remain
_EDITED = 0.1  # share of words that editing changes
_MISREAD = 0.02  # share of letters that a scan gets wrong: what a poor but readable scan has
_CONFUSED = {
    "l": "1",
    "o": "0",
    "e": "c",
    "i": "l",
    "m": "rn",
    "h": "b",
    "s": "5",
    "u": "ii",
    "n": "u",
    "t": "f",
}
_RETYPED = {
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    '"': "”",
    "'": "’",
    "—": " - ",
    "–": "-",
    "-": "–",
    " ": " ",
}


@dataclass(frozen=True, slots=True)
class Case:
    """Two texts and the reuse between them."""

    kind: str
    name: str
    source_name: str
    source: str
    copy: str
    reused: tuple[Region, ...]


class Page:
    """A page that grows piece by piece and keeps where reused pieces stand."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.text = ""
        self.reused: list[Region] = []

    def own(self, words: str) -> None:
        """Add words that are reused from nowhere."""
        self.text += words

    def reuse(self, words: str, begin: int, end: int) -> None:
        """Add words that come, changed or not, from a range of the source."""
        place = len(self.text)
        self.text += words
        self.reused.append(Region(self.name, place, len(self.text), begin, end))


def unrelated_texts(folder: Path = DEMO) -> dict[str, str]:
    """Read one English text of every story of the demo, the longest, by file name.

    Two documents are of one story where the gold file names both in one edge, family or claim.
    """
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    together = [
        *([edge["earlier"], edge["later"]] for edge in gold["edges"]),
        *(family["members"] for family in gold["families"]),
        *([s["document"] for s in claim["statements"] + claim.get("also", [])] for claim in gold["claims"]),
    ]
    texts = {
        read.document.input.removeprefix(f"{(folder / 'news').as_posix()}/"): read.document.text
        for read in read_inputs([folder / "news"], Settings().ingest)
        if isinstance(read, Ingested) and read.document.language == "en"
    }
    story = {name: {name} for name in texts}
    for names in together:
        joined = set().union(*(story.get(name, {name}) for name in names))
        story.update(dict.fromkeys(joined, joined))
    kept: dict[str, str] = {}
    for name in sorted(texts, key=lambda name: (-len(texts[name]), name)):
        if len(texts[name]) >= _SHORTEST and not story[name] & set(kept):
            kept[name] = texts[name]
    return dict(sorted(kept.items()))


def make_cases(texts: dict[str, str], seed: int = 1) -> list[Case]:
    """Make every kind of reuse of every text, in a fixed order."""
    names = sorted(texts)
    cases: list[Case] = []
    for number, name in enumerate(names):
        carrier = texts[names[(number + 1) % len(names)]]
        for kind in KINDS:
            drawing = random.Random(f"{seed} {kind} {name}")
            page = Page(f"{kind} {name}")
            if kind == "unrelated":
                page.own(carrier)
            else:
                _MAKERS[kind](page, texts[name], carrier, drawing)
            cases.append(Case(kind, page.name, name, texts[name], page.text, tuple(page.reused)))
    return cases


def _paste(
    page: Page, source: str, carrier: str, drawing: random.Random, change: Callable[[str, random.Random], str]
) -> None:
    """Put a run of whole sentences, about a third of the source, between two paragraphs of the carrier."""
    sentences = split_sentences(source)
    count = max(2, len(sentences) // 3)
    first = drawing.randrange(len(sentences) - count + 1)
    begin, end = sentences[first][0], sentences[first + count - 1][1]
    paragraphs = carrier.split("\n\n")
    cut = drawing.randrange(len(paragraphs) + 1)
    page.own("".join(f"{paragraph}\n\n" for paragraph in paragraphs[:cut]))
    page.reuse(change(source[begin:end], drawing), begin, end)
    page.own("".join(f"\n\n{paragraph}" for paragraph in paragraphs[cut:]))


def _verbatim(text: str, _drawing: random.Random) -> str:
    return text


def _edited(text: str, drawing: random.Random) -> str:
    """Leave out, double over from elsewhere, or replace every tenth word or so."""
    words = re.findall(r"\S+\s*", text)
    known = [word.strip() for word in words]
    changed = []
    for word in words:
        way = drawing.randrange(3) if drawing.random() < _EDITED else 3
        other = drawing.choice(known)
        changed.append(("", f"{other} ", f"{word}{other} ", word)[way])
    return "".join(changed)


def _scanned(text: str, drawing: random.Random) -> str:
    """Misread letters, and break words over lines."""
    letters = []
    for letter in text:
        wrong = drawing.random() < _MISREAD and letter in _CONFUSED
        letters.append(_CONFUSED[letter] if wrong else letter)
        if letter.isalpha() and drawing.random() < _MISREAD / 10:
            letters.append("-\n")
    return "".join(letters)


def _retyped(text: str, _drawing: random.Random) -> str:
    return "".join(_RETYPED.get(letter, letter) for letter in text)


def _reorder(page: Page, source: str, _carrier: str, drawing: random.Random) -> None:
    begins = [match.end() for match in re.finditer(r"\A|\n\n+", source)]
    pieces = [
        (begin, len(source[begin:end].rstrip()) + begin)
        for begin, end in zip(begins, [*begins[1:], len(source)], strict=True)
    ]
    drawing.shuffle(pieces)
    for begin, end in pieces:
        page.reuse(source[begin:end], begin, end)
        page.own("\n\n")


def _abridge(page: Page, source: str, _carrier: str, drawing: random.Random) -> None:
    sentences = split_sentences(source)
    for begin, end in sorted(drawing.sample(sentences, max(2, len(sentences) // 3))):
        page.reuse(source[begin:end], begin, end)
        page.own(" ")


def _pasting(change: Callable[[str, random.Random], str]) -> Callable[[Page, str, str, random.Random], None]:
    return lambda page, source, carrier, drawing: _paste(page, source, carrier, drawing, change)


_MAKERS: dict[str, Callable[[Page, str, str, random.Random], None]] = {
    "verbatim": _pasting(_verbatim),
    "edited": _pasting(_edited),
    "scanned": _pasting(_scanned),
    "retyped": _pasting(_retyped),
    "reordered": _reorder,
    "abridged": _abridge,
}


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of characters, and of pairs with any passage found."""

    precision: float
    recall: float
    alarmed: float


def score(cases: Sequence[Case], found: dict[str, list[Region]]) -> Score:
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
    known = fingerprint(pa.table({"id": list(texts), "text": list(texts.values())}), settings)
    found: dict[str, list[Region]] = defaultdict(list)
    for case in cases:
        found[case.name] = []
        for p in find_passages(case.copy, known, lambda ids: {i: texts[i] for i in ids}, settings):
            own, other = ((p.left_begin, p.left_end), (p.right_begin, p.right_end))
            identifier = p.right_id
            if p.left_id in texts:
                own, other, identifier = other, own, p.left_id
            if identifier == case.source_name:
                found[case.name].append(Region(case.name, *own, *other))
    return dict(found)


def score_reuse(seed: int = 1) -> dict[tuple[str, str], Score]:
    """Score both ways on every kind of reuse, by (way, kind)."""
    texts = unrelated_texts()
    cases = make_cases(texts, seed)
    ways = {"compare": compare_cases(cases), "find": find_cases(cases, texts)}
    return {
        (way, kind): score([case for case in cases if case.kind == kind], found)
        for way, found in ways.items()
        for kind in KINDS
    }


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    texts = unrelated_texts()
    scores = score_reuse(options.seed)
    print(f"{len(texts)} texts of the demo, {sum(len(tokenize(t).hashes) for t in texts.values())} words\n")
    rows = [
        [
            kind,
            *(
                v
                for way in ("compare", "find")
                for s in [scores[way, kind]]
                for v in (s.precision, s.recall, s.alarmed)
            ),
        ]
        for kind in KINDS
    ]
    header = [
        "reuse",
        *(f"{way}: {name}" for way in ("compare", "find") for name in ("precision", "recall", "found")),
    ]
    print(markdown_table(header, rows))


if __name__ == "__main__":
    main()
