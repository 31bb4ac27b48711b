"""Trains the tagger of attributions, from a path to the data, into `src/whence/statements/model/`.

    python tools/train_tagger.py PATH [--folds N] [--out FILE]

PATH holds `polnear/` (or `polnear-train-dev.tar.gz`), whose part `train` is learned from. Where it holds
`news-sample/` and `incidents/`, each with `articles.jsonl.gz`, their texts join in grouping words by the
company they keep; without them the model is another one and a little worse. `--folds N` trains nothing that
ships: it holds out one part in N of the training articles, prints the scores of the tagger alone on it, and
writes its model only to a given `--out`. Seeded; takes some minutes on one core.
"""

import argparse
import gzip
import json
import sys
import tarfile
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "evaluation"))

import attribution as gold_reader  # type: ignore[import-not-found]
from tagger_learning import BITS, READING_BITS, Choice, Stretch, train_chooser, train_field

from whence.statements import tagger, tagger_features, tagger_readings
from whence.statements.attributions import Span
from whence.statements.tagger import Field, Prepared, Tagger, mark, unpack
from whence.statements.tagger_decoding import CONTENT_COUNT, CUE_BEGIN, FIRST_CONTENT, OUTLINE
from whence.statements.tagger_features import CONTENT, CUE, EDGE_KINDS, SOURCE, Numbers
from whence.statements.tagger_readings import Chooser
from whence.statements.tagger_windows import whole_window
from whence.statements.tagger_words import TOKEN, hash_word, normalise
from whence.statements.units import read_units

TOKEN_EPOCHS, ATTRIBUTION_EPOCHS = 6, 6
JACKKNIFE = 4  # parts of the training articles, each labelled by a field that was trained on the others
CHUNK = 80  # fewest tokens that one step learns from
COARSE, FINE = 64, 512  # groups of words
CONTEXTS = 1500  # commonest words that company is told from
LEAST_MET = 6  # times a word must be met to be grouped
DIMENSIONS = 64  # of the words' vectors
_ROLES = {"Cue": CUE, "Source": SOURCE, "Content": CONTENT}


@dataclass(slots=True)
class Article:
    """An annotated article: its name, what the fields see of it, and the gold."""

    name: str
    prepared: Prepared
    gold: list[gold_reader.Attribution]
    labels: Numbers
    hashed: NDArray[np.int32]
    text: str


# -- groups of words -------------------------------------------------------------------------------------


@njit
def _count_company(words, counts, contexts):  # type: ignore[no-untyped-def]
    for place in range(len(words)):
        word = words[place]
        if word < 0:
            continue
        for side in range(2):
            at = place + 2 * side - 1
            if 0 <= at < len(words):
                other = contexts - 1 if words[at] == -2 else words[at]
                if 0 <= other < contexts:
                    counts[word, side * contexts + other] += 1


def group_words(texts: Iterable[str]) -> dict[int, tuple[int, int]]:
    """Group words by the words that stand next to them.

    Positive pointwise mutual information, reduced by its leading eigenvectors (Levy, Goldberg and Dagan,
    TACL 2015), then k-means on the sphere.

    Args:
        texts: running texts.

    Returns:
        Hash of a word -> numbers of its coarse and its fine group, from 1.
    """
    listed = [[normalise(word) for word in TOKEN.findall(text)] for text in texts]
    met = Counter(word for words in listed for word in words)
    vocabulary = [
        word
        for word, count in sorted(met.items(), key=lambda item: (-item[1], item[0]))
        if count >= LEAST_MET
    ]
    index = {word: number for number, word in enumerate(vocabulary)}
    running = [number for words in listed for number in [*(index.get(word, -1) for word in words), -2, -2]]
    counts = np.zeros((len(vocabulary), 2 * CONTEXTS), np.float32)
    _count_company(np.array(running, np.int32), counts, CONTEXTS)
    rows = counts.sum(axis=1, keepdims=True) + 1
    columns = counts.sum(axis=0, keepdims=True) ** 0.75 + 1
    information = np.log(np.maximum(counts * columns.sum() / (rows * columns), 1e-9))
    np.maximum(information, 0, out=information)
    values, directions = np.linalg.eigh((information.T @ information).astype(np.float64))
    vectors = information @ directions[:, -DIMENSIONS:].astype(np.float32)
    vectors *= (values[-DIMENSIONS:] ** -0.25).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-6
    weights = np.sqrt(np.array([met[word] for word in vocabulary], np.float32))
    coarse, fine = _k_means(vectors, weights, COARSE), _k_means(vectors, weights, FINE)
    return {
        hash_word(word): (int(low) + 1, int(high) + 1)
        for word, low, high in zip(vocabulary, coarse, fine, strict=True)
    }


def _k_means(vectors: NDArray[np.float32], weights: NDArray[np.float32], count: int) -> Numbers:
    start = np.random.default_rng(5).permutation(min(4 * count, len(vectors)))[:count]
    centres = vectors[start].copy()
    nearest = np.zeros(len(vectors), np.int64)
    for _ in range(25):
        nearest = np.argmax(vectors @ centres.T, axis=1)
        centres = np.zeros_like(centres)
        np.add.at(centres, nearest, vectors * weights[:, None])
        centres /= np.linalg.norm(centres, axis=1, keepdims=True) + 1e-6
    return nearest


# -- articles --------------------------------------------------------------------------------------------


def read_articles(folder: Path, reader: Tagger) -> Iterator[Article]:
    """Read annotated articles; one with several annotators comes once for each."""
    known: dict[str, tuple[Prepared, NDArray[np.int32]]] = {}
    for name, text, path in gold_reader.read_corpus(folder):
        if name not in known:
            units = read_units(text)
            sentences = [span for unit in units for span in unit.sentences]
            rules = [found for unit in units for found in unit.attributions]
            prepared = reader.prepare(text, sentences, rules)
            known[name] = prepared, reader.tokens.hash(prepared.atoms, whole_window(prepared.edges))
        prepared, hashed = known[name]
        gold = gold_reader.read_gold(path, text)
        labels = np.zeros(len(prepared.begins), np.int64)
        for one in gold:
            for role, label in _ROLES.items():
                for span in one.get(role, ()):
                    mark(labels, prepared.token_span(span), label)
        yield Article(name, prepared, gold, labels, hashed, text)


def token_stretches(article: Article) -> Iterator[Stretch]:
    """Cut an article at paragraphs into stretches of some length."""
    paragraphs = article.prepared.layout.paragraph
    begin = 0
    for place in range(1, len(paragraphs) + 1):
        last = place == len(paragraphs)
        if last or (paragraphs[place] != paragraphs[place - 1] and place - begin >= CHUNK):
            before = int(article.labels[begin - 1]) if begin else 0
            yield (
                article.hashed[begin:place],
                article.prepared.edges[begin:place],
                article.labels[begin:place],
                before,
            )
            begin = place


def golden(article: Article, candidates: list[Span]) -> list[gold_reader.Attribution | None]:
    """Give for each candidate the gold attribution whose cue it touches most."""
    gold = [(article.prepared.token_span(one["Cue"][0]), one) for one in article.gold if "Cue" in one]
    chosen: list[gold_reader.Attribution | None] = []
    for first, stop in candidates:
        touching = [
            (abs(cue[0] - first) - 100 * (min(cue[1], stop) - max(cue[0], first)), number)
            for number, (cue, _) in enumerate(gold)
            if cue[0] < stop and first < cue[1]
        ]
        chosen.append(gold[min(touching)[1]][1] if touching else None)
    return chosen


def attribution_stretches(article: Article, reader: Tagger, candidates: list[Span]) -> Iterator[Stretch]:
    """Give a window for each candidate, labelled as its gold attribution."""
    prepared = article.prepared
    windows = reader.attribution_windows(prepared, candidates)
    hashed = reader.attributions.hash(prepared.atoms, windows)
    for number, one in enumerate(golden(article, candidates)):
        rows, begin = windows.rows(number), int(windows.spans[number, 0])
        labels = np.zeros(rows.stop - rows.start, np.int64)
        for role, label in _ROLES.items():
            for span in (one or {}).get(role, ()):
                low, high = prepared.token_span(span)
                mark(labels, (low - begin, high - begin), label)
        yield hashed[rows], windows.edges[rows], labels, 0


def choices(article: Article, reader: Tagger, candidates: list[Span]) -> Iterator[Choice]:
    """Give the readings of each candidate's window, and how many of their parts are right."""
    readings = reader.read_windows(article.prepared, candidates)
    atoms = tagger_readings.reading_atoms(readings, article.prepared.atoms, article.prepared.layout)
    hashed = tagger_readings.hash_readings(atoms, READING_BITS)
    for number, one in enumerate(golden(article, candidates)):
        rows = slice(readings.begins[number], readings.begins[number + 1])
        right = count_right(article.prepared, readings.outlines[rows], one)
        yield Choice(hashed[rows], readings.value[rows], right)


def count_right(
    prepared: Prepared, outlines: Numbers, one: gold_reader.Attribution | None
) -> NDArray[np.float64]:
    """Count for each reading its source, its cue, its contents, and source and contents together."""
    nothing = outlines[:, CUE_BEGIN] < 0
    if one is None:
        return np.where(nothing, 4.0, 0.0)
    wanted = np.full(OUTLINE, -1)
    for at, role in ((0, "Source"), (CUE_BEGIN, "Cue"), (FIRST_CONTENT, "Content")):
        spans = [place for span in one.get(role, ()) for place in prepared.token_span(span)]
        most = OUTLINE - at if role == "Content" else 2
        wanted[at : at + most] = [*spans, *[-1] * most][:most] if len(spans) <= most else -2
    wanted[CONTENT_COUNT] = len(one["Content"])
    same = outlines == wanted
    source, cue = same[:, :CUE_BEGIN].all(axis=1), same[:, CUE_BEGIN:CONTENT_COUNT].all(axis=1)
    content = same[:, CONTENT_COUNT:].all(axis=1)
    right = np.stack([source, cue, content, source & content]).sum(axis=0, dtype=np.float64)
    return np.where(nothing, 0.0, right)


def in_parts(articles: Sequence[Article], parts: int, seed: int) -> list[set[str]]:
    """Split the articles' names into parts by seed."""
    names = sorted({article.name for article in articles})
    order = np.random.default_rng(seed).permutation(len(names)).tolist()
    return [{names[number] for number in order[part::parts]} for part in range(parts)]


def train_tagger(articles: Sequence[Article], clusters: dict[int, tuple[int, int]]) -> Tagger:
    """Train fields and chooser; each sees what those before it say of articles they did not learn from."""

    def train_tokens(chosen: Iterable[Article]) -> Field:
        stretches = [stretch for article in chosen for stretch in token_stretches(article)]
        return train_field(stretches, tagger_features.DOCUMENT_TEMPLATES, TOKEN_EPOCHS, seed=1)

    def train_attributions(stretches: Sequence[Stretch]) -> Field:
        return train_field(stretches, tagger_features.ATTRIBUTION_TEMPLATES, ATTRIBUTION_EPOCHS, seed=2)

    reader = empty_tagger(clusters)
    parts: list[list[tuple[Article, list[Span]]]] = []
    windows: list[list[Stretch]] = []
    for held in in_parts(articles, JACKKNIFE, seed=7):
        field = train_tokens(article for article in articles if article.name not in held)
        parts.append([])
        for article in articles:
            if article.name in held:
                found = field.label(article.hashed, article.prepared.edges)
                parts[-1].append((article, reader.add_labels(article.prepared, *found)))
        windows.append(
            [
                one
                for article, spans in parts[-1]
                if spans
                for one in attribution_stretches(article, reader, spans)
            ]
        )
        print(f"  {len(windows[-1])} windows, {time.process_time():.0f} s", flush=True)
    learned: list[Choice] = []
    for number, part in enumerate(parts):
        others = [stretch for other, listed in enumerate(windows) if other != number for stretch in listed]
        reader.attributions = train_attributions(others)
        learned.extend(one for article, spans in part if spans for one in choices(article, reader, spans))
        print(f"  {len(learned)} windows to choose in, {time.process_time():.0f} s", flush=True)
    second = train_attributions([stretch for listed in windows for stretch in listed])
    return Tagger(train_tokens(articles), second, train_chooser(learned, seed=3), clusters)


def empty_tagger(clusters: dict[int, tuple[int, int]]) -> Tagger:
    """Give a tagger without weights, which prepares articles."""
    weights = np.zeros(1 << BITS, np.int64)
    levels = np.zeros(256, np.float32)
    turns = np.zeros((EDGE_KINDS, 1, 1), np.float32)
    fields = [
        Field(tagger_features.compile_templates(templates), weights, levels, turns)
        for templates in (tagger_features.DOCUMENT_TEMPLATES, tagger_features.ATTRIBUTION_TEMPLATES)
    ]
    return Tagger(fields[0], fields[1], Chooser(np.zeros(1 << READING_BITS, np.int8), levels), clusters)


def write_model(reader: Tagger, clusters: dict[int, tuple[int, int]], path: Path) -> None:
    """Write a model to its file."""
    words = sorted(clusters)
    arrays: dict[str, Any] = {
        f"{name}_{part}": values
        for name, field in (("token", reader.tokens), ("attribution", reader.attributions))
        for part, values in (
            ("weights", unpack(field.weights)),
            ("levels", field.levels),
            ("transitions", field.transitions),
        )
    }
    np.savez_compressed(
        path,
        cluster_hashes=np.array(words, np.uint32),
        cluster_groups=np.array([clusters[word] for word in words], np.uint16),
        reading_weights=reader.chooser.weights,
        reading_levels=reader.chooser.levels,
        **arrays,
    )


def cross_validate(articles: Sequence[Article], clusters: dict[int, tuple[int, int]], folds: int) -> Tagger:
    """Train without one part of the articles, and print the scores of the tagger alone on it."""
    held = in_parts(articles, folds, seed=0)[0]
    reader = train_tagger([article for article in articles if article.name not in held], clusters)
    counts: Counter[tuple[str, str]] = Counter()
    for article in articles:
        if article.name in held:
            labels, chances = reader.tokens.label(article.hashed, article.prepared.edges)
            gold_reader.count(
                article.gold,
                spell_out(article, reader.read_prepared(article.prepared, labels, chances)),
                counts,
            )
    for row in gold_reader.score_roles(counts):
        print("  ".join(f"{cell:>8}" for cell in row))
    return reader


def spell_out(article: Article, found: Iterable[tagger.Tagged]) -> list[gold_reader.Attribution]:
    """Give what was tagged in the form of the gold."""
    return [
        {
            role: gold_reader.join(article.text, spans)
            for role, spans in (
                ("Source", [one.source] if one.source else []),
                ("Cue", [one.cue]),
                ("Content", one.contents),
            )
            if spans
        }
        for one in found
    ]


def read_data(path: Path, scratch: Path) -> tuple[Path, list[str]]:
    """Give the corpus' folder, unpacked where it was packed, and the texts that words are grouped by."""
    corpus = path / "polnear"
    if not corpus.is_dir():
        with tarfile.open(path / "polnear-train-dev.tar.gz") as packed:
            packed.extractall(scratch, filter="data")
        corpus = scratch / "polnear"
    texts = {name: text for name, text, _ in gold_reader.read_corpus(corpus / "train")}
    running = [texts[name] for name in sorted(texts)]
    for name in ("news-sample", "incidents"):
        packed_texts = path / name / "articles.jsonl.gz"
        if packed_texts.is_file():
            with gzip.open(packed_texts, "rt", encoding="utf-8") as lines:
                running.extend(json.loads(line)["text"] for line in lines)
    return corpus, running


def main() -> None:
    """Train, and write the model or print the scores."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        corpus, running = read_data(options.path, Path(scratch))
        clusters = group_words(running)
        print(f"{len(clusters)} words grouped, {time.process_time():.0f} s", flush=True)
        articles = list(read_articles(corpus / "train", empty_tagger(clusters)))
    print(f"{len(articles)} annotations read, {time.process_time():.0f} s", flush=True)
    if options.folds:
        reader = cross_validate(articles, clusters, options.folds)
    else:
        reader = train_tagger(articles, clusters)
    if options.out or not options.folds:
        write_model(reader, clusters, options.out or tagger.MODEL)


if __name__ == "__main__":
    main()
