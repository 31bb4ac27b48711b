"""Sentences that stand in articles on unlike stories: notices, calls for tips, standing phrases."""

from collections import defaultdict
from collections.abc import Callable
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from whence.claims.wording import Wordings, stem

# Documents with the same sentence that are compared with each other; more would not change the answer much.
_SAMPLE = 6
# Plain words by which a sentence is known as one, and documents that must carry it where there are no more.
_PLAIN, _OFTEN = 3, 4


def find_stock(
    wordings: Wordings,
    owners: NDArray[np.int64],
    one_story: Callable[[int, int, int], bool],
    far_apart: Callable[[int, int], bool],
    one_house: Callable[[int, int], bool],
) -> frozenset[int]:
    """Find the statements whose very words also stand in an article on another story.

    Such a sentence says nothing about either story, so likeness to it joins no claim. Names and numbers are
    left out of the comparison where enough other words remain: "Whenever Ada Roe posts new content" and
    "Whenever Ben Tal posts new content" are one stock sentence.

    Args:
        wordings: the statements' words.
        owners: number of each statement's document, shape (n,).
        one_story: says whether two documents, by number, are about one story even without the words of
            the statement whose number is the third argument.
        far_apart: says whether two documents, by number, are of different times.
        one_house: says whether two documents, by number, are of one outlet.

    Returns:
        Numbers of the stock statements.
    """
    alike: dict[frozenset[str], list[int]] = defaultdict(list)
    for place, wording in enumerate(wordings.each):
        if wording.stems:
            alike[wording.stems].append(place)
        named = {stem(word) for name in wording.names for word in name}
        rest = frozenset(wording.stems - named)
        if named and len(rest) >= _PLAIN:
            alike[rest].append(place)
    stock: set[int] = set()
    for words, places in alike.items():
        if len(places) < 2:
            continue
        documents = sorted({int(owners[place]) for place in places})
        if len(words) == _PLAIN and len(documents) < _OFTEN:
            continue
        step = max(1, len(documents) // _SAMPLE)
        sample = documents[::step][:_SAMPLE]
        pairs = list(combinations(sample, 2))
        apart = sum(not one_story(x, y, places[0]) for x, y in pairs)
        # Two unlike articles of one time may tell one story in unlike words; most of many do not, nor does
        # one outlet tell it twice without looking at what it wrote.
        doubted = len(pairs) > 1 or far_apart(*pairs[0]) or one_house(*pairs[0]) if pairs else False
        if doubted and apart and 2 * apart >= len(pairs):
            stock.update(places)
    return frozenset(stock)
