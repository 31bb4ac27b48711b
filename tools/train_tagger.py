"""Trains the tagger of attributions, from a path to the data, into `src/whence/statements/model/`.

    python tools/train_tagger.py PATH [--folds N] [--out FILE]

PATH holds `polnear/` (or `polnear-train-dev.tar.gz`), whose part `train` is learned from. Where it holds
`news-sample/` and `incidents/`, each with `articles.jsonl.gz`, their texts join in grouping words by the
company they keep; without them the model is another one and a little worse. `--folds N` trains nothing that
ships: it holds out one part in N of the training articles, prints the scores of the tagger alone on it, and
writes its model only to a given `--out`. Seeded; takes some minutes on one core.
"""

# ruff: noqa: C901, PLR0912, PLR0913, PLR0917 - a kernel is one loop over arrays

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

import numpy as np
from numba import njit
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "evaluation"))

import attribution as gold_reader  # type: ignore[import-not-found]

from whence.statements import tagger, tagger_features
from whence.statements.tagger import Field, Prepared, Tagger, mark
from whence.statements.tagger_features import CONTENT, CUE, EDGE_KINDS, LABELS, SOURCE, Numbers, Relations
from whence.statements.tagger_words import TOKEN, hash_word, normalise
from whence.statements.units import read_units

BITS = 19  # of the hash: 2**19 features, where one more bit gained nothing in cross-validation
RATE = 0.01  # step of AdaGrad; larger ones fitted the training articles and nothing else
TOKEN_EPOCHS, ATTRIBUTION_EPOCHS = 6, 6
JACKKNIFE = 4  # parts of the training articles, each labelled by a field that was trained on the others
EAGERNESS = 0.8  # added to what begins a cue in the second field: the score asks for recall as for precision
CHUNK = 80  # fewest tokens that one step learns from
SMALLEST = 0.005  # weight below which a feature is left out of the model
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


# -- learning --------------------------------------------------------------------------------------------


@njit(fastmath=True)
def _learn(weights, squares, transitions, turn_squares, hashed, edges, gold, before, rate):  # type: ignore[no-untyped-def]
    """Take one step of AdaGrad (Duchi, Hazan and Singer, JMLR 2011) on a stretch of tokens."""
    length, labels = hashed.shape[0], weights.shape[1]
    scores = np.zeros((length, labels))
    for place in range(length):
        for row in hashed[place]:
            for label in range(labels):
                scores[place, label] += weights[row, label]
    forward, backward, scale = np.empty((length, labels)), np.empty((length, labels)), np.empty(length)
    _sum_paths(scores, transitions, edges, before, forward, backward, scale)
    steps = np.zeros(transitions.shape)
    likely = np.exp(transitions)
    for place in range(length):
        edge = edges[place]
        if place == 0:
            for label in range(labels):
                steps[edge, before, label] += forward[0, label] * backward[0, label]
            steps[edge, before, gold[0]] -= 1
            continue
        for last in range(labels):
            for label in range(labels):
                steps[edge, last, label] += (
                    forward[place - 1, last]
                    * likely[edge, last, label]
                    * scores[place, label]
                    * backward[place, label]
                    / scale[place]
                )
        steps[edge, gold[place - 1], gold[place]] -= 1
    for edge in range(steps.shape[0]):
        for last in range(labels):
            for label in range(labels):
                step = steps[edge, last, label]
                if step != 0 and transitions[edge, last, label] > -50:
                    turn_squares[edge, last, label] += step * step
                    transitions[edge, last, label] -= (
                        rate * step / np.sqrt(turn_squares[edge, last, label] + 1e-8)
                    )
    for place in range(length):
        for label in range(labels):
            step = forward[place, label] * backward[place, label] - (label == gold[place])
            if abs(step) < 1e-4:
                continue
            for row in hashed[place]:
                squares[row, label] += step * step
                weights[row, label] -= rate * step / np.sqrt(squares[row, label] + 1.0)


@njit(fastmath=True)
def _sum_paths(scores, transitions, edges, start, forward, backward, scale):  # type: ignore[no-untyped-def]
    """Do as `tagger_kernels.forward_backward` does, from any label before the first token."""
    length, labels = scores.shape
    likely = np.exp(transitions)
    for place in range(length):
        top = scores[place].max()
        total = 0.0
        for label in range(labels):
            value = 0.0
            if place == 0:
                value = likely[edges[0], start, label]
            else:
                for last in range(labels):
                    value += forward[place - 1, last] * likely[edges[place], last, label]
            scores[place, label] = np.exp(scores[place, label] - top)
            forward[place, label] = value * scores[place, label]
            total += forward[place, label]
        scale[place] = max(total, 1e-300)
        for label in range(labels):
            forward[place, label] /= scale[place]
    for label in range(labels):
        backward[length - 1, label] = 1.0
    for place in range(length - 2, -1, -1):
        for last in range(labels):
            value = 0.0
            for label in range(labels):
                value += (
                    likely[edges[place + 1], last, label]
                    * scores[place + 1, label]
                    * backward[place + 1, label]
                )
            backward[place, last] = value / scale[place + 1]


Stretch = tuple[NDArray[np.int32], Numbers, Numbers, int]
"""What one step learns from: hashed features, edges, gold labels, and the label before the first."""


def train_field(stretches: Sequence[Stretch], templates: str, epochs: int, seed: int) -> Field:
    """Train a conditional random field; the weights of the later half of the epochs are averaged."""
    weights = np.zeros((1 << BITS, LABELS), np.float32)
    squares = np.zeros_like(weights)
    turns = np.zeros((EDGE_KINDS, LABELS, LABELS))
    for label in (SOURCE, CUE, CONTENT):
        for last in range(LABELS):
            if last not in (label, label + 1):
                turns[:, last, label + 1] = -100
    turn_squares = np.zeros_like(turns)
    mean, mean_turns = np.zeros_like(weights), np.zeros_like(turns)
    random = np.random.default_rng(seed)
    kept = range(epochs // 2, epochs)
    for epoch in range(epochs):
        for number in random.permutation(len(stretches)):
            hashed, edges, labels, before = stretches[number]
            _learn(weights, squares, turns, turn_squares, hashed, edges, labels, before, RATE)
        if epoch in kept:
            mean += weights / len(kept)
            mean_turns += turns / len(kept)
    stored, levels = quantise(mean)
    return Field(tagger_features.compile_templates(templates), stored, levels, mean_turns.astype(np.float32))


def quantise(weights: NDArray[np.float32]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Store each weight in a byte, finer near zero: the byte is the square root of the weight."""
    most = float(np.abs(weights).max())
    roots = np.sign(weights) * np.sqrt(np.abs(weights) / most)
    stored = np.where(np.abs(weights) < SMALLEST, 0, np.round(roots * 127)).astype(np.int8)
    steps = np.arange(-128, 128) / 127
    return stored, (np.sign(steps) * steps**2 * most).astype(np.float32)


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
            known[name] = prepared, reader.tokens.hash(*reader.token_window(prepared))
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


def attribution_stretches(
    article: Article, reader: Tagger, candidates: list[tuple[int, int]]
) -> Iterator[Stretch]:
    """Give a window for each candidate, labelled as the gold attribution whose cue it touches."""
    prepared = article.prepared
    relations = Relations(prepared.atoms, prepared.layout)
    gold = [(prepared.token_span(one["Cue"][0]), one) for one in article.gold if "Cue" in one]
    for first, stop in candidates:
        begin, window, edges, anchor = reader.attribution_window(prepared, relations, first, stop)
        labels = np.zeros(len(window), np.int64)
        touching = [
            (abs(cue[0] - first) - 100 * (min(cue[1], stop) - max(cue[0], first)), number)
            for number, (cue, _) in enumerate(gold)
            if cue[0] < stop and first < cue[1]
        ]
        if touching:
            for role, label in _ROLES.items():
                for span in gold[min(touching)[1]][1].get(role, ()):
                    low, high = prepared.token_span(span)
                    mark(labels, (low - begin, high - begin), label)
        yield reader.attributions.hash(prepared.atoms, window, anchor, begin), edges, labels, 0


def in_parts(articles: Sequence[Article], parts: int, seed: int) -> list[set[str]]:
    """Split the articles' names into parts by seed."""
    names = sorted({article.name for article in articles})
    order = np.random.default_rng(seed).permutation(len(names)).tolist()
    return [{names[number] for number in order[part::parts]} for part in range(parts)]


def train_tagger(articles: Sequence[Article], clusters: dict[int, tuple[int, int]]) -> Tagger:
    """Train both fields; the second sees what the first says of articles that it was not trained on."""

    def train_tokens(chosen: Iterable[Article]) -> Field:
        stretches = [stretch for article in chosen for stretch in token_stretches(article)]
        return train_field(stretches, tagger_features.DOCUMENT_TEMPLATES, TOKEN_EPOCHS, seed=1)

    reader = empty_tagger(clusters)
    stretches: list[Stretch] = []
    for held in in_parts(articles, JACKKNIFE, seed=7):
        field = train_tokens(article for article in articles if article.name not in held)
        for article in articles:
            if article.name in held:
                labels, chances = field.label(article.hashed, article.prepared.edges)
                candidates = reader.add_labels(article.prepared, labels, chances)
                stretches.extend(attribution_stretches(article, reader, candidates))
        print(f"  {len(stretches)} windows, {time.process_time():.0f} s", flush=True)
    second = train_field(stretches, tagger_features.ATTRIBUTION_TEMPLATES, ATTRIBUTION_EPOCHS, seed=2)
    second.transitions[:, :, CUE] += EAGERNESS
    return Tagger(train_tokens(articles), second, clusters)


def empty_tagger(clusters: dict[int, tuple[int, int]]) -> Tagger:
    """Give a tagger without weights, which prepares articles."""
    weights = np.zeros((1 << BITS, 1), np.int8)
    fields = [
        Field(tagger_features.compile_templates(templates), weights, np.zeros(256, np.float32),
              np.zeros((EDGE_KINDS, 1, 1), np.float32))
        for templates in (tagger_features.DOCUMENT_TEMPLATES, tagger_features.ATTRIBUTION_TEMPLATES)
    ]  # fmt: skip
    return Tagger(fields[0], fields[1], clusters)


def write_model(reader: Tagger, clusters: dict[int, tuple[int, int]], path: Path) -> None:
    """Write a model to its file."""
    words = sorted(clusters)
    arrays = {
        f"{name}_{part}": getattr(field, part)
        for name, field in (("token", reader.tokens), ("attribution", reader.attributions))
        for part in ("weights", "levels", "transitions")
    }
    np.savez_compressed(
        path,
        cluster_hashes=np.array(words, np.uint32),
        cluster_groups=np.array([clusters[word] for word in words], np.uint16),
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
