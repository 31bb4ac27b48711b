"""Makes a corpus of news of any size, with known reuse planted in it.

    python benchmarks/generator.py OUT --documents 1000000 [--articles ARTICLES.jsonl[.gz]] [--seed 1]

`OUT/documents/*.parquet` has `id`, `text`, `outlet` and `date`; `OUT/plants/*.parquet` has every planted
passage: `family`, `document_id`, `source_id`, `kind`, `begin` and `end` in the document's characters,
`source_begin` and `source_end` in the source's, `tokens` and `edits` (words changed); `OUT/corpus.json` says
what was asked for and counts what was made. A document depends on its number, the seed and the number of
documents only: parts are made one by one, in any order, in the memory of one part.

What is like news: the words, pairs of words, sentences' and texts' lengths, names, numbers and stock phrases
of the articles given (where none are given, the demo's); how the number of different words grows (Heaps'
law: words, names and numbers are invented at the rate at which the articles still bring new ones, from a tail
of the same exponent); how many 5-grams and pairs of words how many texts share (`realism.py` measures both
sides); stories of power-law sizes whose texts share their names but no sentence; outlets of power-law sizes,
some of which end every page with the same lines; quotes shared by hundreds.

A third of the documents stand in families of power-law sizes, the largest of 2,000 (or a thirtieth of a small
corpus). A member is a copy (three in ten with two words changed on average), a copy with another headline and
lead and a cut end, an own article with an excerpt of 40 to 200 tokens, or with one of 60 to 200 tokens of
which every tenth is replaced, dropped, added or swapped, an abridgement to a third, or the blocks of
sentences in another order.

What is not: nothing in it makes sense beyond three or four words, so it says nothing about rewording,
sentences or claims; families are one deep, so there are no copies of copies; it is in the language of its
source; dates mean nothing.
"""

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from generator_kernels import Plan, write_documents
from generator_tokens import COMMA, LOWER, NAME, NO_MARK, NUMBER, STOP, Source
from numpy.typing import NDArray

DEMO = Path(__file__).resolve().parents[1] / "demo" / "news"
KINDS = ("root", "copy", "relaid", "excerpt", "edited", "abridged", "reordered", "quote", "footer")
_MOST_WORDS = 4_000_000  # words of articles that are read; more would only cost memory
_LARGEST = 2_000  # documents in the largest family
_SIZES = 2.2  # exponent of the sizes of families
_OUTLETS = 500
_HEAPS = 1.38  # exponent of the tail of words; 1 / (1 + it) = 0.42 is that of Heaps' law, measured on news
_PHRASE = 6  # words of a phrase that is looked for
_STOCK = 3  # times that it must be there to be a stock phrase
_END = re.compile(r"^(?!(?:[A-Z][a-z]{0,3}|.*\..+)\.$).*\w.*[.!?]['\"”’)]*$")  # but no "Mr." or "U.S."


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """What a corpus is asked to be.

    Attributes:
        documents: how many.
        seed: other seeds give other corpora.
        in_families: share of the documents that stand in families.
        largest: documents in the largest family; where not said, 2,000 or a thirtieth of all.
        stock: whether there are stock quotes and footers of outlets.
    """

    documents: int
    seed: int = 1
    in_families: float = 1 / 3
    largest: int | None = None
    stock: bool = True


def read_articles(path: Path | None) -> Iterator[str]:
    """Give the texts of a JSONL file, packed or not, or those of the demo."""
    if path is None:
        for page in sorted(DEMO.glob("*.html")):
            body = re.findall(r"<p[^>]*>(.*?)</p>", page.read_text("utf-8", "replace"), re.DOTALL)
            yield "\n\n".join(re.sub(r"<[^>]+>|&\w+;", " ", paragraph) for paragraph in body)
        return
    opener: Callable[..., Any] = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield str(json.loads(line).get("text") or "")


def build_source(texts: Iterator[str]) -> tuple[Source, dict[str, float]]:
    """Number the words of articles and lay out where each stands.

    Returns:
        The source, and what was counted: `words`, `different` and `once` (words that occur once).
    """
    numbers: dict[str, int] = {}
    places: list[int] = []
    starts: list[int] = []
    for text in texts:
        opens = True
        for word in text.split():
            if opens:
                starts.append(len(places))
            places.append(numbers.setdefault(word, len(numbers)))
            opens = bool(_END.match(word))
        if len(places) > _MOST_WORDS:
            break
    words = np.array(places, np.int32)
    counts = np.bincount(words, minlength=len(numbers))
    opening = np.bincount(words[starts], minlength=len(numbers))
    packed = [word.encode("utf-8", "replace") for word in numbers]
    marks = np.array([_mark(word) for word in numbers], np.uint8)
    shapes = np.array([_shape(word) for word in numbers], np.uint8)
    small = np.array([word.lower() in numbers for word in numbers])
    shapes[(shapes == NAME) & (small | (2 * opening >= counts))] = LOWER  # capital for opening a sentence
    source = Source(
        words=words,
        place_offsets=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        places=np.argsort(words, kind="stable").astype(np.int32),
        starts=np.array(starts, np.int32),
        phrases=_stock_phrases(words),
        names=words[(shapes[words] == NAME) & (marks[words] == NO_MARK)],
        shapes=shapes,
        marks=marks,
        letters=np.frombuffer(b"".join(packed), np.uint8).copy(),
        letter_offsets=np.concatenate(([0], np.cumsum([len(word) for word in packed]))).astype(np.int64),
        characters=np.array([len(word) for word in numbers], np.int64),
    )
    return source, _count_bare(numbers, counts)


def _count_bare(numbers: dict[str, int], counts: NDArray[np.int64]) -> dict[str, float]:
    """Count words without their marks and case."""
    bare: Counter[str] = Counter()
    for word, count in zip(numbers, counts.tolist(), strict=True):
        for part in re.findall(r"\w+", word.casefold()):
            bare[part] += count
    once = sum(count == 1 for count in bare.values())
    return {"words": bare.total(), "different": len(bare), "once": once}


def _shape(word: str) -> int:
    letters = word.lstrip("“\"'‘([")
    if any(letter.isdigit() for letter in letters):
        return NUMBER
    return NAME if letters[:1].isupper() else LOWER


def _mark(word: str) -> int:
    if _END.match(word):
        return STOP
    return COMMA if word.endswith(",") else NO_MARK


def _stock_phrases(words: NDArray[np.int32]) -> NDArray[np.int32]:
    """Give the places of runs of words that are used again and again."""
    value = np.zeros(max(len(words) - _PHRASE + 1, 0), np.uint64)
    for shift in range(_PHRASE):
        value = value * np.uint64(0x9E3779B97F4A7C15) + words[shift : shift + len(value)].astype(np.uint64)
    _, inverse, counts = np.unique(value, return_inverse=True, return_counts=True)
    places = np.flatnonzero(counts[inverse] >= _STOCK).astype(np.int32)
    return places if len(places) else np.zeros(1, np.int32)


def make_plan(recipe: Recipe, counted: dict[str, float]) -> Plan:
    """Decide which documents stand in which families and outlets."""
    documents = recipe.documents
    rng = np.random.default_rng(recipe.seed)
    largest = recipe.largest or max(2, min(_LARGEST, documents // 30))
    sizes = family_sizes(int(documents * recipe.in_families), largest, rng)
    members = rng.permutation(documents)[: sizes.sum()]
    family = np.full(documents, -1, np.int32)
    family[members] = np.repeat(np.arange(len(sizes)), sizes)
    roots = np.full(len(sizes), documents, np.int32)
    np.minimum.at(roots, family[members], members.astype(np.int32))
    popular = 1.0 / np.arange(5, _OUTLETS + 5)
    footers = np.where(rng.random(_OUTLETS) < 0.3 * recipe.stock, rng.integers(15, 60, _OUTLETS), 0)
    return Plan(
        seed=np.uint64(recipe.seed),
        documents=documents,
        stories=max(documents // 4, 1),
        quotes=max(documents // 3000, 1),
        family=family,
        roots=roots,
        footers=footers.astype(np.uint8),
        outlets=rng.choice(_OUTLETS, documents, p=popular / popular.sum()).astype(np.int32),
        invented=counted["once"] / counted["words"],
        first_invented=float(counted["different"]),
        heaps=_HEAPS,
        renamed=0.3,
        quoted=0.15 * recipe.stock,
        own_phrases=0.6,
        phrased=0.035,
    )


def family_sizes(documents: int, largest: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Draw sizes of families by a power law until they hold so many documents; one is the largest."""
    if documents < largest:
        return np.zeros(0, np.int64)
    chances = np.arange(2, largest + 1, dtype=float) ** -_SIZES
    drawn = rng.choice(np.arange(2, largest + 1), documents // 2 + 1, p=chances / chances.sum())
    sizes = np.concatenate(([largest], drawn))
    kept: NDArray[np.int64] = sizes[np.cumsum(sizes) <= documents]
    return kept


def write_corpus(out: Path, recipe: Recipe, articles: Path | None, part: int = 10_000) -> dict[str, Any]:
    """Write a corpus in files of `part` documents, and say what was made."""
    begun = time.process_time()
    source, counted = build_source(read_articles(articles))
    plan = make_plan(recipe, counted)
    for folder in ("documents", "plants"):
        (out / folder).mkdir(parents=True, exist_ok=True)
    kinds: Counter[str] = Counter()
    tokens = characters = 0
    for number, begin in enumerate(range(0, recipe.documents, part)):
        letters, offsets, plants, sizes = write_documents(
            begin, min(begin + part, recipe.documents), source, plan
        )
        table = documents_table(begin, letters, offsets, plan)
        pq.write_table(table, out / "documents" / f"{number:05}.parquet", compression="zstd")
        planted = plants_table(plants, plan)
        pq.write_table(planted, out / "plants" / f"{number:05}.parquet", compression="zstd")
        kinds.update(KINDS[kind] for kind in plants[:, 2])
        tokens += int(sizes.sum())
        characters += len(letters)
    report = {
        **asdict(recipe), "articles": articles.name if articles else "demo",
        "source": counted, "tokens": tokens, "bytes": characters, "part": part,
        "families": len(plan.roots), "members": int((plan.family >= 0).sum()),
        "largest_family": int(np.bincount(plan.family[plan.family >= 0], minlength=1).max()),
        "plants": dict(sorted(kinds.items())), "cpu_seconds": round(time.process_time() - begun, 1),
    }  # fmt: skip
    (out / "corpus.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    return report


def documents_table(
    begin: int, letters: NDArray[np.uint8], offsets: NDArray[np.int64], plan: Plan
) -> pa.Table:
    """Lay one part's documents out."""
    count = len(offsets) - 1
    numbers = np.arange(begin, begin + count)
    texts = pa.LargeStringArray.from_buffers(count, pa.py_buffer(offsets), pa.py_buffer(letters))
    seconds = 1_577_836_800 + (numbers * 7919 % 31_536_000)  # in 2020, in no order
    return pa.table(
        {
            "id": _ids(numbers),
            "text": texts.cast(pa.string()),
            "outlet": [f"Outlet {outlet:03}" for outlet in plan.outlets[numbers]],
            "date": pa.array(seconds, pa.timestamp("s")),
        }
    )


def plants_table(plants: NDArray[np.int64], plan: Plan) -> pa.Table:
    """Lay one part's plants out. A quote's or footer's family is -1 - its number, and it has no source."""
    planted = plants[:, 2] < KINDS.index("quote")
    sources = _ids(np.maximum(plants[:, 1], 0)).to_numpy(zero_copy_only=False)
    return pa.table(
        {
            "family": np.where(planted, plan.family[plants[:, 0]], plants[:, 1]),
            "document_id": _ids(plants[:, 0]),
            "source_id": pa.array(np.where(planted, sources, None), pa.string()),
            "kind": pa.array([KINDS[kind] for kind in plants[:, 2]], pa.string()),
            "begin": plants[:, 3], "end": plants[:, 4],
            "source_begin": plants[:, 5], "source_end": plants[:, 6],
            "tokens": plants[:, 7], "edits": plants[:, 8],
        }
    )  # fmt: skip


def _ids(numbers: NDArray[np.int64]) -> pa.Array:
    return pa.array([f"n{number:08}" for number in numbers.tolist()], pa.string())


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("out", type=Path)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--articles", type=Path, help="JSONL with a text field; the demo's where not given")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--part", type=int, default=10_000, help="documents in a file")
    parser.add_argument("--in-families", type=float, default=1 / 3, help="share of the documents")
    parser.add_argument("--largest", type=int, help="documents in the largest family")
    parser.add_argument("--no-stock", action="store_true", help="neither quotes nor footers")
    options = parser.parse_args()
    recipe = Recipe(
        documents=options.documents,
        seed=options.seed,
        in_families=options.in_families,
        largest=options.largest,
        stock=not options.no_stock,
    )
    report = write_corpus(options.out, recipe, options.articles, options.part)
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
