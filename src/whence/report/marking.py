"""Which words of two texts are the same and which differ, as pieces that a page or a terminal can mark."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

Marked = tuple[tuple[str, bool], ...]
"""A text in pieces; joined they are the text. The flag says whether the piece is marked."""

_WORD = re.compile(r"\w+")
_LONG = 1_500  # words on one side above which frequent words no longer serve as anchors: keeps it fast
_TELLING = 5  # letters from which one shared word alone is worth marking


def _same_words(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int, int]]:
    """Give runs of equal words as (left place, right place, length), in order."""
    head = 0
    while head < min(len(left), len(right)) and left[head] == right[head]:
        head += 1
    tail = 0
    while tail < min(len(left), len(right)) - head and left[-1 - tail] == right[-1 - tail]:
        tail += 1
    inner_left, inner_right = left[head : len(left) - tail], right[head : len(right) - tail]
    matcher = SequenceMatcher(
        None, inner_left, inner_right, autojunk=max(len(inner_left), len(inner_right)) > _LONG
    )
    runs = [(0, 0, head)] if head else []
    runs += [(head + a, head + b, size) for a, b, size in matcher.get_matching_blocks() if size]
    if tail:
        runs.append((len(left) - tail, len(right) - tail, tail))
    return runs


def _pieces(text: str, words: Sequence[re.Match[str]], flags: Sequence[bool]) -> Marked:
    """Cut a text where the flags of its words change; what stands between words goes unmarked at a change."""
    pieces: list[tuple[str, bool]] = []
    done = index = 0
    while index < len(words):
        last = index
        while last + 1 < len(words) and flags[last + 1] == flags[index]:
            last += 1
        if flags[index]:
            begin, end = words[index].start(), words[last].end()
            pieces += [(text[done:begin], False), (text[begin:end], True)]
            done = end
        index = last + 1
    pieces.append((text[done:], False))
    return tuple(piece for piece in pieces if piece[0])


def _mark(left: str, right: str, shared: bool) -> tuple[Marked, Marked]:
    matches = [list(_WORD.finditer(text)) for text in (left, right)]
    keys = [[match.group().casefold() for match in side] for side in matches]
    flags = [[not shared] * len(side) for side in keys]
    for left_place, right_place, size in _same_words(keys[0], keys[1]):
        run = keys[0][left_place : left_place + size]
        if shared and size == 1 and len(run[0]) < _TELLING and not run[0].isdigit():
            continue
        flags[0][left_place : left_place + size] = [shared] * size
        flags[1][right_place : right_place + size] = [shared] * size
    return _pieces(left, matches[0], flags[0]), _pieces(right, matches[1], flags[1])


def mark_differences(left: str, right: str) -> tuple[Marked, Marked]:
    """Mark the words of two texts that have no equal on the other side; case and punctuation do not count.

    Returns:
        The pieces of the left text and of the right text.
    """
    return _mark(left, right, shared=False)


def mark_shared(left: str, right: str) -> tuple[Marked, Marked]:
    """Mark the words that two texts share in the same order; a lone short word is left out.

    Returns:
        The pieces of the left text and of the right text.
    """
    return _mark(left, right, shared=True)


def shorten_marked(pieces: Marked, most: int) -> Marked:
    """Cut a text in pieces to at most `most` characters, 1 or more."""
    whole = "".join(words for words, _ in pieces)
    kept = shorten(whole, most)
    if kept == whole:
        return pieces
    room = len(kept) - 1  # the last character is the ellipsis
    cut: list[tuple[str, bool]] = []
    for words, flag in pieces:
        if room > 0:
            cut.append((words[:room], flag))
        room -= len(words)
    return (*cut, ("…", False))


def shorten(text: str, most: int) -> str:
    """Cut a text at a word's end to at most `most` (1 or more) characters, with an ellipsis where cut."""
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > most // 2 else cut).rstrip() + "…"
