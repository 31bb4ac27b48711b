"""Answers that are kept: names and words come again and again, in one article and from one to the next."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

Answer = TypeVar("Answer")

# How many answers of one function are kept, and for strings of at most how many characters: longer ones are
# junk that does not come again, and would fill the memory.
_KEPT, _LONGEST = 8_192, 120


def remembered(function: Callable[[str], Answer]) -> Callable[[str], Answer]:
    """Keep what a function of one string gives, for the short strings that were asked for last.

    Args:
        function: gives the same for the same string, and something that nobody changes.

    Returns:
        The function with its memory; safe to share between threads.
    """
    kept = lru_cache(maxsize=_KEPT)(function)

    @wraps(function)
    def ask(words: str) -> Answer:
        return kept(words) if len(words) <= _LONGEST else function(words)

    return ask
