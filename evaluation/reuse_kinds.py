"""Makes reuse by seed for `reuse.py`: pages whose reused characters are known, and the texts behind them."""

import json
import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from alignment import Region
from script_texts import SCRIPTS

from whence.ingest import Ingested, read_inputs
from whence.settings import Settings
from whence.text import split_sentences

DEMO = Path(__file__).resolve().parents[1] / "demo"
_SHORTEST = 600  # characters that a text needs, so that a passage can be cut out and a third can remain
_EXCERPT = 40  # words of a short excerpt: two sentences
_DRAWS = 4  # pages made of each text in another script, since there are two of each only
_EDITED = 0.1  # share of words that editing changes
_BROKEN = 0.1  # words that a scan breaks over lines, as a share of the letters that it gets wrong
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
    "«": "“",
    "»": "”",
    "，": ", ",
    "。": ". ",
    "،": ", ",
}
# Spellings that differ between two ways to write a name of another script in Latin letters.
_SPELLED = {
    "C": "K",
    "c": "k",
    "V": "W",
    "v": "w",
    "Y": "I",
    "y": "i",
    "J": "Y",
    "j": "y",
    "x": "ks",
    "e": "ie",
    "u": "ou",
    "h": "kh",
}
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}")
_LINES = (
    "Sign up for The Morning Barge, our free letter on everything that moves in the province.",
    "ADVERTISEMENT",
    "Read also: The ten quietest harbours of the north, and how to get there before the crowds do.",
    "Do you know more about this story? Write to the desk at the Quayside Chronicle, in confidence.",
    "Video: our reporters explain the week in ninety seconds. Press play to watch it with captions.",
)
_FOOTER = (
    "The Quayside Chronicle is published by Marl & Sons. All rights reserved. Nothing on this page may be "
    "reprinted, stored or passed on without written leave. Complaints are answered by our readers' editor."
)

FURNITURE = "furniture inserted"
MIXED_SCRIPTS = "mixed scripts"
UNRELATED_SCRIPTS = "other scripts, unrelated"


@dataclass(frozen=True, slots=True)
class Case:
    """Two texts and the reuse between them.

    Attributes:
        kind: how the reuse was made.
        name: of the page.
        source_name: of the text that is reused.
        source: that text.
        copy: the page.
        reused: where it stands in both; none in a pair of unrelated texts.
        carrier_name: of the text that stands around it, empty where none does.
    """

    kind: str
    name: str
    source_name: str
    source: str
    copy: str
    reused: tuple[Region, ...]
    carrier_name: str = ""


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


def script_texts() -> dict[str, str]:
    """Give the texts in other scripts, by the script's name and a number."""
    return {f"{script} {n}": text for script, texts in SCRIPTS.items() for n, text in enumerate(texts)}


def make_cases(texts: dict[str, str], seed: int = 1) -> list[Case]:
    """Make every kind of reuse of every text, and reuse in every script, in a fixed order.

    Args:
        texts: in Latin script, by name, that have nothing to do with each other.
        seed: of every choice.

    Returns:
        Cases by text and kind, then those of the scripts, in the order of `KINDS` for each text.
    """
    names = sorted(texts)
    cases: list[Case] = []
    for number, name in enumerate(names):
        carrier = names[(number + 1) % len(names)]
        cases += [make_case(kind, name, carrier, texts, f"{seed}") for kind in MAKERS]
    known = texts | script_texts()
    for number, name in enumerate(sorted(script_texts())):
        script, _, which = name.partition(" ")
        other = f"{script} {1 - int(which)}"
        cases.append(make_case(UNRELATED_SCRIPTS, name, other, known, f"{seed}"))
        for draw in range(_DRAWS):
            carrier = names[(number + draw) % len(names)]
            seeded = f"{seed} {draw}"
            cases.append(make_case(script, name, other, known, seeded))
            cases.append(make_case(MIXED_SCRIPTS, name, carrier, known, seeded))
    return cases


def make_case(kind: str, source: str, carrier: str, texts: dict[str, str], seed: str) -> Case:
    """Make one page.

    Args:
        kind: one of `KINDS`.
        source: name of the text that is reused.
        carrier: name of the text that the reused part is put into, where the kind asks for one.
        texts: by name.
        seed: of every choice, together with the kind and the source.

    Returns:
        The page and where the reused text stands.
    """
    page = Page(f"{kind} {source} {seed}")
    make = MAKERS.get(kind) or _SCRIPT_MAKERS.get(kind) or _pasting(_retyped)
    make(page, texts[source], texts[carrier], random.Random(f"{seed} {kind} {source}"))
    return Case(kind, page.name, source, texts[source], page.text, tuple(page.reused), carrier)


_Maker = Callable[[Page, str, str, random.Random], None]
_Change = Callable[[str, random.Random], str]


def _pasting(change: _Change, words: int | None = None) -> _Maker:
    """Put a part of the source, changed, between two paragraphs of the carrier.

    Args:
        change: what is done to the part.
        words: how long it is; None takes whole sentences, about a third of the source.
    """

    def paste(page: Page, source: str, carrier: str, drawing: random.Random) -> None:
        begin, end = _cut_words(source, words, drawing) if words else _cut_sentences(source, drawing)
        paragraphs = carrier.split("\n\n")
        cut = drawing.randrange(len(paragraphs) + 1)
        page.own("".join(f"{paragraph}\n\n" for paragraph in paragraphs[:cut]))
        page.reuse(change(source[begin:end], drawing), begin, end)
        page.own("".join(f"\n\n{paragraph}" for paragraph in paragraphs[cut:]))

    return paste


def _cut_sentences(source: str, drawing: random.Random) -> tuple[int, int]:
    sentences = split_sentences(source)
    count = max(2, len(sentences) // 3)
    first = drawing.randrange(len(sentences) - count + 1)
    return sentences[first][0], sentences[first + count - 1][1]


def _cut_words(source: str, count: int, drawing: random.Random) -> tuple[int, int]:
    words = list(re.finditer(r"\S+", source))
    first = drawing.randrange(len(words) - count + 1)
    return words[first].start(), words[first + count - 1].end()


def _whole(change: _Change) -> _Maker:
    return lambda page, source, _, drawing: page.reuse(change(source, drawing), 0, len(source))


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


def _scanned(share: float) -> _Change:
    """Misread a share of the letters that scans confuse, and break words over lines."""

    def scan(text: str, drawing: random.Random) -> str:
        letters = []
        for letter in text:
            wrong = drawing.random() < share and letter in _CONFUSED
            letters.append(_CONFUSED[letter] if wrong else letter)
            if letter.isalpha() and drawing.random() < share * _BROKEN:
                letters.append("-\n")
        return "".join(letters)

    return scan


def _retyped(text: str, _drawing: random.Random) -> str:
    return "".join(_RETYPED.get(letter, letter) for letter in text)


def _transliterated(text: str, _drawing: random.Random) -> str:
    """Spell every name another way, the same name always alike."""
    changed = text
    for name in sorted(set(_NAME.findall(text)), key=lambda name: (-len(name), name)):
        changed = changed.replace(name, "".join(_SPELLED.get(letter, letter) for letter in name))
    return changed


def _paragraphs(source: str) -> list[tuple[int, int]]:
    begins = [match.end() for match in re.finditer(r"\A|\n\n+", source)]
    return [
        (begin, len(source[begin:end].rstrip()) + begin)
        for begin, end in zip(begins, [*begins[1:], len(source)], strict=True)
    ]


def _reorder(page: Page, source: str, _carrier: str, drawing: random.Random) -> None:
    pieces = _paragraphs(source)
    drawing.shuffle(pieces)
    for begin, end in pieces:
        page.reuse(source[begin:end], begin, end)
        page.own("\n\n")


def _abridge(page: Page, source: str, _carrier: str, drawing: random.Random) -> None:
    sentences = split_sentences(source)
    for begin, end in sorted(drawing.sample(sentences, max(2, len(sentences) // 3))):
        page.reuse(source[begin:end], begin, end)
        page.own(" ")


def _top_anew(page: Page, source: str, carrier: str, _drawing: random.Random) -> None:
    """Put the first paragraph of another text in the place of the first."""
    begin, end = _paragraphs(carrier)[0]
    page.own(f"{carrier[begin:end]}\n\n")
    begin = _paragraphs(source)[1][0]
    page.reuse(source[begin:], begin, len(source))


def _furnish(page: Page, source: str, _carrier: str, drawing: random.Random) -> None:
    """Put a standing line of the outlet after every second paragraph, and its footer at the end."""
    lines = drawing.sample(_LINES, len(_LINES))
    pieces = _paragraphs(source)
    for number in range(0, len(pieces), 2):
        begin, end = pieces[number][0], pieces[min(number + 1, len(pieces) - 1)][1]
        page.reuse(source[begin:end], begin, end)
        page.own(f"\n\n{lines[number // 2 % len(lines)]}\n\n")
    page.own(_FOOTER)


def _leave_alone(page: Page, _source: str, carrier: str, _drawing: random.Random) -> None:
    page.own(carrier)


MAKERS: dict[str, _Maker] = {
    "verbatim": _pasting(_verbatim),
    "forty words": _pasting(_verbatim, _EXCERPT),
    "edited": _pasting(_edited),
    "scanned, 1 %": _pasting(_scanned(0.01)),
    "scanned, 2 %": _pasting(_scanned(0.02)),
    "scanned, 5 %": _pasting(_scanned(0.05)),
    "scanned, 10 %": _pasting(_scanned(0.1)),
    "retyped": _pasting(_retyped),
    "names spelled otherwise": _pasting(_transliterated),
    "reordered": _reorder,
    "abridged": _abridge,
    "new lead": _top_anew,
    FURNITURE: _furnish,
    "whole, retyped": _whole(_retyped),
    "whole, edited": _whole(_edited),
    "unrelated": _leave_alone,
}
_SCRIPT_MAKERS = {MIXED_SCRIPTS: _pasting(_verbatim), UNRELATED_SCRIPTS: _leave_alone}
KINDS = (*MAKERS, *SCRIPTS, *_SCRIPT_MAKERS)
NOTHING_REUSED = ("unrelated", UNRELATED_SCRIPTS)
"""Kinds of pairs in which everything that is found is a false alarm."""
