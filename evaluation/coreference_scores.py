"""Scores of clusterings of mentions: MUC, B-cubed, CEAF over entities, and their mean, the CoNLL F1.

Sources: Vilain et al., MUC-6, 1995; Bagga and Baldwin, LREC 1998; Luo, HLT 2005; the mean is that of
Pradhan et al., CoNLL 2011. A clustering is a mapping from each mention to its cluster's name; both sides hold
the same mentions.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Clustering = Mapping[str, Hashable]


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall and F1 of one measure, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Give the harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def _clusters(clustering: Clustering) -> list[list[str]]:
    gathered: dict[Hashable, list[str]] = defaultdict(list)
    for mention, cluster in clustering.items():
        gathered[cluster].append(mention)
    return list(gathered.values())


def muc(found: Clustering, gold: Clustering) -> Scores:
    """Count links: how many of the links that hold a cluster together the other side has too."""
    return Scores(_links_kept(found, gold), _links_kept(gold, found))


def _links_kept(clusters: Clustering, other: Clustering) -> float:
    kept = total = 0
    for members in _clusters(clusters):
        total += len(members) - 1
        kept += len(members) - len({other[mention] for mention in members})
    return kept / total if total else 0.0


def b_cubed(found: Clustering, gold: Clustering) -> Scores:
    """Take the mean over mentions of the share of its cluster that is its own on the other side."""
    sizes, true_sizes = Counter(found.values()), Counter(gold.values())
    both = Counter((found[mention], gold[mention]) for mention in found)
    count = max(1, len(found))
    precision = sum(n * n / sizes[own] for (own, _), n in both.items()) / count
    recall = sum(n * n / true_sizes[true] for (_, true), n in both.items()) / count
    return Scores(precision, recall)


def ceaf_e(found: Clustering, gold: Clustering) -> Scores:
    """Pair clusters with true ones, one to one and as alike as can be, and sum how alike they are."""
    sizes, true_sizes = Counter(found.values()), Counter(gold.values())
    both = Counter((found[mention], gold[mention]) for mention in found)
    alike = {(own, true): 2 * n / (sizes[own] + true_sizes[true]) for (own, true), n in both.items()}
    total = _best_total(alike)
    return Scores(total / max(1, len(sizes)), total / max(1, len(true_sizes)))


def _best_total(alike: Mapping[tuple[Hashable, Hashable], float]) -> float:
    """Sum the best one-to-one pairing; clusters without a common mention are never paired."""
    total = 0.0
    for pairs in _parts(alike):
        rows = {own: number for number, own in enumerate(dict.fromkeys(own for own, _ in pairs))}
        columns = {true: number for number, true in enumerate(dict.fromkeys(true for _, true in pairs))}
        gains = np.zeros((len(rows), len(columns)))
        for own, true in pairs:
            gains[rows[own], columns[true]] = alike[own, true]
        total += best_assignment(gains)
    return total


def _parts(
    alike: Mapping[tuple[Hashable, Hashable], float],
) -> list[list[tuple[Hashable, Hashable]]]:
    """Cut the pairs into parts that have no cluster in common, which are paired off one by one."""
    parent: dict[tuple[int, Hashable], tuple[int, Hashable]] = {}

    def find(key: tuple[int, Hashable]) -> tuple[int, Hashable]:
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for own, true in alike:
        parent[find((1, true))] = find((0, own))
    parts: dict[tuple[int, Hashable], list[tuple[Hashable, Hashable]]] = defaultdict(list)
    for own, true in alike:
        parts[find((0, own))].append((own, true))
    return list(parts.values())


def best_assignment(gains: NDArray[np.float64]) -> float:
    """Give the largest sum of gains over one-to-one pairings of rows with columns.

    Source: Kuhn, "The Hungarian method", 1955, in the form with shortest augmenting paths.

    Args:
        gains: what each pair of a row and a column brings, at least 0, shape (rows, columns).

    Returns:
        The sum; some rows or columns stay alone where their numbers differ.
    """
    if gains.shape[0] > gains.shape[1]:
        gains = gains.T
    rows, columns = gains.shape
    row_price, column_price = np.zeros(rows + 1), np.zeros(columns + 1)
    row_of = np.full(columns + 1, -1)  # the last column stands for "not yet paired"
    for row in range(rows):
        row_of[columns] = row
        came_from = _shortest_path(gains, row_price, column_price, row_of)
        place = int(came_from[-1])
        while place != columns:
            row_of[place] = row_of[came_from[place]]
            place = int(came_from[place])
    paired = np.flatnonzero(row_of[:columns] >= 0)
    return float(gains[row_of[paired], paired].sum())


def _shortest_path(
    gains: NDArray[np.float64],
    row_price: NDArray[np.float64],
    column_price: NDArray[np.float64],
    row_of: NDArray[np.int64],
) -> NDArray[np.int64]:
    """Find the cheapest way to a free column; give for each column the one before, and last the free one."""
    columns = gains.shape[1]
    least = np.full(columns, np.inf)
    used = np.zeros(columns + 1, dtype=bool)
    came_from = np.full(columns + 1, columns)
    place = columns
    while True:
        used[place] = True
        row = row_of[place]
        cost = -gains[row] - row_price[row] - column_price[:columns]
        better = ~used[:columns] & (cost < least)
        least[better] = cost[better]
        came_from[:columns][better] = place
        open_least = np.where(used[:columns], np.inf, least)
        following = int(np.argmin(open_least))
        step = open_least[following]
        row_price[row_of[used]] += step
        column_price[used] -= step
        least[~used[:columns]] -= step
        place = following
        if row_of[place] < 0:
            came_from[-1] = place
            return came_from


def conll_f1(found: Clustering, gold: Clustering) -> float:
    """Give the mean of the three F1 scores."""
    return (muc(found, gold).f1 + b_cubed(found, gold).f1 + ceaf_e(found, gold).f1) / 3
