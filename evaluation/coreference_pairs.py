"""What whence can say of two mentions of events, and how mentions become clusters by it.

A pair of mentions has some figures, each 0 to 1; a logistic regression, fitted on the pairs of the tuning
topics, weighs them; mentions are then joined by average linkage (Sokal and Michener, 1958) while the joined
ones corefer with a probability of at least a limit, that is chosen on the tuning topics too.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from coreference_corpus import Article, Mention
from numpy.typing import NDArray

from whence.claims.check import (
    days_clash,
    names_clash,
    numbers_clash,
    opposed,
    roles_swapped,
    turned_round,
)
from whence.claims.similarity import Stories, compare_statements
from whence.claims.vocabulary import STOPWORDS
from whence.claims.wording import Wording, Wordings, read_wordings, stem
from whence.encoder import Encoder, load_encoder
from whence.records import Document, Statement
from whence.vectors import load_vectors

Floats = NDArray[np.float64]
# Likeness of two articles, by whence's own words for it, from which they are on one story; chosen on the
# tuning topics.
_ONE_STORY = 0.17
# Of the many pairs without a word in common, one in so many is fitted on, and counts for as many.
_FITTED = 5
_ROUNDS = 12  # of Newton's method, that settles in about eight
CHECKS = ("names", "days", "numbers", "opposites", "roles")


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of mentions in articles that may speak of the same events.

    Attributes:
        mentions: all mentions that are clustered.
        parts: number of the group of articles that each mention is in, shape (mentions,).
        left: mention numbers, shape (n,).
        right: mention numbers, each above its left, shape (n,).
        figures: what is known of each pair by name, each 0 to 1, shape (n,).
        true: whether each pair speaks of one event, shape (n,).
    """

    mentions: Sequence[Mention]
    parts: NDArray[np.int64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    figures: Mapping[str, Floats]
    true: NDArray[np.bool_]


def head_of(mention: Mention) -> str:
    """Give the stems of a mention's words of content, sorted; its words where it has none."""
    words = [word.lower() for word in mention.words]
    content = [stem(word) for word in words if any(map(str.isalpha, word)) and word not in STOPWORDS]
    return " ".join(sorted(content or words))


class Reading:
    """The articles as whence reads them, each sentence as a statement.

    Attributes:
        mentions: all of them, or those in sentences of which one mention or more is in a chain.
    """

    def __init__(self, articles: Sequence[Article], every: bool) -> None:
        self.articles = articles
        self.numbers = {article.name: number for number, article in enumerate(articles)}
        marked = [mention for article in articles for mention in article.mentions]
        chained = {(mention.document, mention.sentence) for mention in marked if mention.chained}
        self.mentions = [m for m in marked if every or (m.document, m.sentence) in chained]
        documents = [Document(id=article.name, input=article.name) for article in articles]
        statements: list[Statement] = []
        self._places: dict[tuple[str, int], int] = {}
        for article in articles:
            for number, text in sorted(article.sentences.items()):
                self._places[article.name, number] = len(statements)
                statements.append(
                    Statement(
                        id=f"{article.name}:{number}", document_id=article.name, begin=0, end=len(text),
                        text=text,
                    )
                )  # fmt: skip
        self.texts = [statement.text for statement in statements]
        self.wordings: Wordings = read_wordings(documents, statements, {})
        owners = np.array([self.numbers[statement.document_id] for statement in statements])
        self.stories = Stories(self.wordings, owners, len(articles))

    def place(self, mention: Mention) -> int:
        """Give the number of a mention's sentence."""
        return self._places[mention.document, mention.sentence]

    def own_stories(self) -> dict[str, int]:
        """Part the articles into stories by whence's likeness of documents; give each one's number."""
        count = len(self.articles)
        left, right = np.triu_indices(count, 1)
        alike = np.zeros((count, count))
        alike[left, right] = alike[right, left] = self.stories.likenesses(left, right)
        groups = join_alike(alike, _ONE_STORY)
        return {self.articles[one].name: number for number, group in enumerate(groups) for one in group}


def join_alike(alike: Floats, least: float) -> list[list[int]]:
    """Join what is alike on average, the likest first.

    Args:
        alike: likeness of each two, symmetric, shape (n, n); the diagonal does not matter.
        least: mean likeness of two groups' members below which the groups stay apart.

    Returns:
        Groups of numbers, in the order of their smallest members.
    """
    count = len(alike)
    total = alike.astype(np.float64)
    np.fill_diagonal(total, 0.0)
    size = np.ones(count)
    groups = {number: [number] for number in range(count)}
    mean = total.copy()
    np.fill_diagonal(mean, -np.inf)
    while len(groups) > 1:
        one, other = divmod(int(np.argmax(mean)), count)
        if mean[one, other] < least:
            break
        total[one] += total[other]
        total[:, one] = total[one]
        size[one] += size[other]
        groups[one] += groups.pop(other)
        mean[other] = mean[:, other] = -np.inf
        mean[one] = np.where(np.isneginf(mean[one]), -np.inf, total[one] / (size[one] * size))
        mean[:, one] = mean[one]
    return sorted(sorted(group) for group in groups.values())


def compare_mentions(reading: Reading, part_of: Mapping[str, Hashable], model: bool) -> Pairs:
    """Find what whence can say of each two mentions in articles of one part.

    Args:
        reading: the articles.
        part_of: what each article belongs to.
        model: whether the sentence model is asked too.

    Returns:
        The pairs with their figures.
    """
    mentions = reading.mentions
    keys = {key: number for number, key in enumerate(sorted(set(part_of.values()), key=str))}
    parts = np.array([keys[part_of[mention.document]] for mention in mentions])
    left, right = _pairs_within(parts)
    stems = [frozenset(head_of(mention).split()) for mention in mentions]
    places = np.array([reading.place(mention) for mention in mentions])
    owners = np.array([reading.numbers[mention.document] for mention in mentions])
    both = list(zip(left.tolist(), right.tolist(), strict=True))
    figures = {
        "same": np.array([stems[a] == stems[b] for a, b in both], dtype=np.float64),
        "some": np.array([len(stems[a] & stems[b]) / min(len(stems[a]), len(stems[b])) for a, b in both]),
        "words": compare_statements(reading.wordings, places[left], places[right])[0],
        "story": np.where(
            owners[left] == owners[right], 1.0, reading.stories.likenesses(owners[left], owners[right])
        ),
        "same sentence": (places[left] == places[right]).astype(np.float64),
        "same article": (owners[left] == owners[right]).astype(np.float64),
    }
    figures |= _vector_figures(reading, left, right)
    if model:
        figures |= _model_figures(reading, places, left, right)
    figures |= _check_figures(reading.wordings.each, places[left], places[right])
    true = np.array([mentions[a].chain == mentions[b].chain for a, b in both])
    return Pairs(mentions, parts, left, right, figures, true)


def _pairs_within(parts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    left, right = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for part in np.unique(parts):
        own = np.flatnonzero(parts == part)
        one, other = np.triu_indices(len(own), 1)
        left.append(own[one])
        right.append(own[other])
    return np.concatenate(left), np.concatenate(right)


def _products(vectors: NDArray[np.float32], left: NDArray[np.int64], right: NDArray[np.int64]) -> Floats:
    products: Floats = np.einsum("ij,ij->i", vectors[left], vectors[right]).astype(np.float64)
    return products


def _vector_figures(reading: Reading, left: NDArray[np.int64], right: NDArray[np.int64]) -> dict[str, Floats]:
    """Compare mentions by the vectors that come with whence; those of sentences add nothing to words."""
    of_mentions = load_vectors().encode([" ".join(mention.words) for mention in reading.mentions])
    return {"mention's vector": _products(of_mentions, left, right)}


def _model_figures(
    reading: Reading, places: NDArray[np.int64], left: NDArray[np.int64], right: NDArray[np.int64]
) -> dict[str, Floats]:
    """Compare them by the sentence model, that sees a mention's words in their sentence."""
    encoder = load_encoder()
    own: dict[int, list[int]] = defaultdict(list)
    for number, place in enumerate(places.tolist()):
        own[place].append(number)
    of_mentions = np.zeros((len(places), encoder.width), np.float32)
    of_sentences = np.zeros((len(reading.texts), encoder.width), np.float32)
    for place, numbers in sorted(own.items()):
        spans = [(reading.mentions[number].begin, reading.mentions[number].end) for number in numbers]
        of_mentions[numbers], of_sentences[place] = _read_in_context(encoder, reading.texts[place], spans)
    return {
        "mention in context": _products(of_mentions, left, right),
        "sentence's model": _products(of_sentences, places[left], places[right]),
    }


def _read_in_context(
    encoder: Encoder, text: str, spans: Sequence[tuple[int, int]]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Give the vectors of pieces of a sentence, and of the sentence."""
    pieces, vectors = encoder.tokens(text)
    found = np.zeros((len(spans) + 1, encoder.width), np.float32)
    for number, (begin, end) in enumerate([*spans, (0, len(text))]):
        found[number] = vectors[(pieces.begins < end) & (pieces.ends > begin)].sum(axis=0)
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    found = np.divide(found, lengths, out=np.zeros_like(found), where=lengths > 0)
    return found[:-1], found[-1]


def _check_figures(
    each: Sequence[Wording], left: NDArray[np.int64], right: NDArray[np.int64]
) -> dict[str, Floats]:
    """Ask whence's checks of two statements whether they say no."""
    known: dict[tuple[int, int], tuple[bool, ...]] = {}
    rows = []
    for pair in zip(left.tolist(), right.tolist(), strict=True):
        if pair not in known:
            known[pair] = _check(each[pair[0]], each[pair[1]])
        rows.append(known[pair])
    columns = np.array(rows, dtype=np.float64).reshape(-1, len(CHECKS))
    return {name: columns[:, number] for number, name in enumerate(CHECKS)}


def _check(left: Wording, right: Wording) -> tuple[bool, ...]:
    if left is right:
        return (False,) * len(CHECKS)
    return (
        names_clash(left, right), days_clash(left, right, None), numbers_clash(left, right),
        opposed(left, right), turned_round(left, right) or roles_swapped(left, right),
    )  # fmt: skip


def _columns(pairs: Pairs, names: Sequence[str]) -> Floats:
    """Put figures side by side, and each again for pairs of the same words, where it means another thing."""
    same = pairs.figures["same"]
    columns = [np.ones(len(same)), same]
    for name in names:
        columns += [pairs.figures[name], pairs.figures[name] * same]
    return np.stack(columns, axis=1)


def fit_weights(pairs: Pairs, names: Sequence[str]) -> Floats:
    """Fit a logistic regression of whether two mentions corefer on what is known of them."""
    shared = (pairs.figures["some"] > 0) | pairs.true
    kept = shared | (np.arange(len(shared)) % _FITTED == 0)
    columns, true = _columns(pairs, names)[kept], pairs.true[kept].astype(np.float64)
    counts = np.where(shared, 1.0, _FITTED)[kept]
    weights = np.zeros(columns.shape[1])
    for _ in range(_ROUNDS):
        expected = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (counts * (true - expected)) - weights
        bend = (columns * (counts * expected * (1 - expected))[:, None]).T @ columns
        weights += np.linalg.solve(bend + np.eye(len(weights)), slope)
    return weights


def probabilities(pairs: Pairs, names: Sequence[str], weights: Floats) -> Floats:
    """Give how likely each pair is to corefer, by the weights that `fit_weights` gave for the same names."""
    likely: Floats = 1 / (1 + np.exp(-_columns(pairs, names) @ weights))
    return likely


def cluster_mentions(pairs: Pairs, likely: Floats, least: float) -> dict[str, tuple[int, int]]:
    """Join the mentions of each part.

    Args:
        pairs: the mentions.
        likely: how likely each pair is to corefer, 0 to 1.
        least: mean probability below which two clusters stay apart.

    Returns:
        Each mention's part, and its cluster within it.
    """
    found: dict[str, tuple[int, int]] = {}
    part_of_pair = pairs.parts[pairs.left] if len(pairs.left) else np.zeros(0, np.int64)
    for part in np.unique(pairs.parts).tolist():
        own = np.flatnonzero(pairs.parts == part)
        within = np.flatnonzero(part_of_pair == part)
        alike = np.zeros((len(own), len(own)))
        left, right = (np.searchsorted(own, side[within]) for side in (pairs.left, pairs.right))
        alike[left, right] = alike[right, left] = likely[within]
        for number, group in enumerate(join_alike(alike, least)):
            found |= {pairs.mentions[own[one]].name: (part, number) for one in group}
    return found
