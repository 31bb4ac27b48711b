"""Real articles for `simulate.py`: first pages, and reports of one event by several outlets."""

import gzip
import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from rewritten import JUDGEMENTS, longest_run, words_of
from simulate_changes import sentences_of
from simulate_worlds import Material

_SHORTEST, _MOST = 90, 420  # words of an article: fewer are no article, and more cost time only
_MOST_TOLD = 5  # reports of one event in a group
_SCREENED = JUDGEMENTS.parent / "own_reports.json"
_RUN = 10  # words in a row that reports of one event do not share, where nobody judged the pair
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d+\w*/")
# An article with a credit of its own would have a party outside behind it that the truth does not know.
_CREDITED = re.compile(
    r"Associated Press|Reuters|\bAFP\b|\(AP\)|\bUPI\b|Agence|Tribune Media|courtesy|originally|contributed to"
    r"|^[^\n]{0,60}\([^()\n]{2,40}\)\s{0,2}[-–—]|^\W{0,3}By\b"
    r"|republished|reprinted|\bvia\b|news release|press release|[Cc]orrection|CNN|Washington Post"
    r"|New York Times",
    re.MULTILINE,
)


def read_articles(path: Path) -> dict[str, dict[str, Any]]:
    """Read a folder's articles by id."""
    with gzip.open(path / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        return {article["id"]: article for article in map(json.loads, lines)}


def as_material(article: dict[str, Any]) -> Material | None:
    """Give an article's start in paragraphs and sentences; None where it will not do."""
    text = article["text"]
    if len(text.split()) < _SHORTEST or _CREDITED.search(text[:6000]):
        return None
    paragraphs, words = [], 0
    for block in re.split(r"\n\s*\n|\n", text):
        sentences = tuple(sentences_of(" ".join(block.split())))
        words += sum(len(sentence.split()) for sentence in sentences)
        if sentences and (words <= _MOST or not paragraphs):
            paragraphs.append(sentences)
    if len(paragraphs) == 1:
        own = paragraphs[0][:20]
        paragraphs = [own[n : n + 3] for n in range(0, len(own), 3)]
    if len(paragraphs) < 3:
        return None
    return Material(article["id"], article["title"] or "", tuple(paragraphs))


def single_articles(data: Path, seed: int) -> Iterator[Material]:
    """Yield articles of the news sample in an order drawn by seed."""
    articles = read_articles(data / "news-sample")
    names = sorted(articles)
    random.Random(seed).shuffle(names)
    for name in names:
        material = as_material(articles[name])
        if material is not None:
            yield material


def _host(url: str) -> str:
    address = _ARCHIVED.sub("", url)
    host = urlsplit(address if "//" in address else f"//{address}").hostname or ""
    return ".".join(host.split(".")[-2:])


def own_reports(data: Path, seed: int) -> Iterator[list[Material]]:
    """Yield groups of two or more own reports of one event, in an order drawn by seed.

    Two articles are in a group if a reader judged them own reports, or if they come from two hosts and share
    no run of ten words; none may be judged otherwise.
    """
    articles = read_articles(data / "incidents")
    known = [
        one
        for path in (JUDGEMENTS, _SCREENED)
        for one in json.loads(path.read_text(encoding="utf-8"))["judgements"]
    ]
    verdicts = {(one["left_id"], one["right_id"]): one["verdict"] for one in known}
    incidents = json.loads((data / "incidents" / "gold.json").read_text(encoding="utf-8"))
    names = sorted(incidents)
    random.Random(seed).shuffle(names)
    for name in names:
        group: list[Material] = []
        for identifier in sorted(set(incidents[name]["articles"])):
            material = as_material(articles[identifier]) if identifier in articles else None
            if material is not None and all(
                _apart(articles[identifier], articles[other.id], verdicts) for other in group
            ):
                group.append(material)
        if len(group) > 1:
            yield group[:_MOST_TOLD]


def _apart(one: dict[str, Any], other: dict[str, Any], verdicts: dict[tuple[str, str], str]) -> bool:
    pair = (min(one["id"], other["id"]), max(one["id"], other["id"]))
    if pair in verdicts:
        return verdicts[pair] == "own"
    if _host(one["url"]) == _host(other["url"]):
        return False
    return longest_run(words_of(one["text"]), words_of(other["text"])) < _RUN
