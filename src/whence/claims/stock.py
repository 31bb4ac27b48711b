"""Sentences that stand in articles on unlike stories: notices, calls for tips, standing phrases."""

from collections.abc import Callable, Iterator
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from whence.claims.kernels import hash_rows, sum_rows
from whence.claims.wording import Wordings

# Documents with the same sentence that are compared with each other; more would not change the answer much.
_SAMPLE = 6
# Plain words by which a sentence is known as one, and documents that must carry it where there are no more.
_PLAIN, _OFTEN = 3, 4


def find_stock(
    wordings: Wordings,
    owners: NDArray[np.int32],
    ranks: NDArray[np.int32],
    one_story: Callable[[int, int, int], bool],
    far_apart: Callable[[int, int], bool],
    one_house: Callable[[int, int], bool],
) -> NDArray[np.bool_]:
    """Find the statements whose very words also stand in an article on another story.

    Such a sentence says nothing about either story, so likeness to it joins no claim. Names are left out of
    the comparison where enough other words remain: "Whenever Ada Roe posts new content" and "Whenever Ben Tal
    posts new content" are one stock sentence. A name with a figure, as in "Ada Roe, 24, was hurt", is news.

    Args:
        wordings: the statements' words.
        owners: number of each statement's document, shape (n,).
        ranks: place of each statement's id among all ids, shape (n,).
        one_story: says whether two documents, by number, are about one story even without the words of
            the statement whose number is the third argument.
        far_apart: says whether two documents, by number, are of different times.
        one_house: says whether two documents, by number, are of one outlet.

    Returns:
        Whether each statement is stock, shape (n,).
    """
    stock = np.zeros(len(owners), np.bool_)
    for words, places in _same_words(wordings, owners):
        documents = np.unique(owners[places]).tolist()
        if words == _PLAIN and len(documents) < _OFTEN:
            continue
        step = max(1, len(documents) // _SAMPLE)
        sample = documents[::step][:_SAMPLE]
        pairs = list(combinations(sample, 2))
        first = int(places[np.argmin(ranks[places])])
        apart = sum(not one_story(x, y, first) for x, y in pairs)
        # Two unlike articles of one time may tell one story in unlike words; most of many do not, nor does
        # one outlet tell it twice without looking at what it wrote.
        doubted = len(pairs) > 1 or far_apart(*pairs[0]) or one_house(*pairs[0])
        if doubted and apart and 2 * apart >= len(pairs):
            stock[places] = True
    return stock


def _same_words(wordings: Wordings, owners: NDArray[np.int32]) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Give how many words are the same, and the numbers of the statements of several documents with them."""
    whole, rest, counts = hash_rows(wordings.starts, wordings.terms, wordings.named, wordings.is_number)
    figures = sum_rows(wordings.starts, wordings.terms, np.where(wordings.is_number, 1.0, 0.0))
    bare = np.flatnonzero((counts[:, 1] < counts[:, 0]) & (counts[:, 1] >= _PLAIN) & (figures == 0))
    some = np.flatnonzero(counts[:, 0] > 0)
    keys = np.concatenate((whole[some], rest[bare]))
    places = np.concatenate((some, bare))
    sizes = np.concatenate((counts[some, 0], counts[bare, 1]))
    order = np.lexsort((places, keys))
    keys, places, sizes = keys[order], places[order], sizes[order]
    begins = np.flatnonzero(np.concatenate((np.ones(1, np.bool_), keys[1:] != keys[:-1]))[: len(keys)])
    ends = np.append(begins[1:], len(keys))
    for place in np.flatnonzero(ends - begins > 1).tolist():
        group = places[begins[place] : ends[place]]
        if owners[group[0]] != owners[group[-1]]:
            yield int(sizes[begins[place]]), group
