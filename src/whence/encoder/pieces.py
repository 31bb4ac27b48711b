"""Texts -> pieces of the model's vocabulary, each with the characters that it stands for."""

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# Longer runs of letters become one unknown piece, as in the model's training; it also bounds the search.
_LONGEST = 100
# Words and characters remembered; what bounds memory over an archive.
_MOST_REMEMBERED = 200_000
_BEGIN, _END, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_SPACES = frozenset("\t\n\r")
# Ranges of ideographs, each of which is a word of its own.
_IDEOGRAPHS = (
    (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
)  # fmt: skip


class Pieces(NamedTuple):
    """A text in pieces.

    Attributes:
        numbers: each piece's number in the vocabulary.
        begins: its first character in the text.
        ends: where it ends, exclusive.
    """

    numbers: NDArray[np.int32]
    begins: NDArray[np.int32]
    ends: NDArray[np.int32]


class WordPieces:
    """Cuts texts into the longest pieces that a vocabulary holds, without case and accents.

    Source: Devlin et al., "BERT", NAACL 2019; Wu et al., "Google's Neural Machine Translation System", 2016.

    Attributes:
        begin: number of the piece that begins every input of the model.
        end: number of the piece that ends it.
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        """Number the pieces.

        Args:
            vocabulary: the pieces in the order of their numbers; one that goes on a word begins with "##".
        """
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.begin, self.end = self._numbers[_BEGIN], self._numbers[_END]
        self._words: dict[str, list[tuple[int, int]]] = {}
        self._characters: dict[str, str] = {}

    def cut(self, text: str) -> Pieces:
        """Cut a text into pieces.

        Args:
            text: any text.

        Returns:
            Its pieces in order, without the ones that begin and end an input of the model.
        """
        rows: list[tuple[int, int, int]] = []
        letters: list[str] = []
        origins: list[int] = []
        plain_of = self._characters
        for place, character in enumerate(text):
            plain = plain_of.get(character)
            if plain is None:
                plain = self._remember(character)
            for part in plain:
                if part == " " or _is_mark(part):
                    if letters:
                        self._add(rows, letters, origins)
                    if part != " ":
                        letters.append(part)
                        origins.append(place)
                        self._add(rows, letters, origins)
                else:
                    letters.append(part)
                    origins.append(place)
        if letters:
            self._add(rows, letters, origins)
        table = np.array(rows, np.int32).reshape(-1, 3)
        return Pieces(table[:, 0], table[:, 1], table[:, 2])

    def _remember(self, character: str) -> str:
        if len(self._characters) > _MOST_REMEMBERED:
            self._characters.clear()
        plain = self._characters[character] = _plain(character)
        return plain

    def _add(self, rows: list[tuple[int, int, int]], letters: list[str], origins: list[int]) -> None:
        """Add the pieces of the word gathered so far, and begin the next."""
        begin = 0
        for number, end in self._cut_word("".join(letters)):
            rows.append((number, origins[begin], origins[end - 1] + 1))
            begin = end
        letters.clear()
        origins.clear()

    def _cut_word(self, word: str) -> list[tuple[int, int]]:
        """Give the number of each piece of a word and where it ends."""
        known = self._words.get(word)
        if known is None:
            known = self._search(word)
            if len(self._words) > _MOST_REMEMBERED:
                self._words.clear()
            if len(word) <= _LONGEST:
                self._words[word] = known
        return known

    def _search(self, word: str) -> list[tuple[int, int]]:
        unknown = [(self._numbers[_UNKNOWN], len(word))]
        if len(word) > _LONGEST:
            return unknown
        found: list[tuple[int, int]] = []
        begin = 0
        while begin < len(word):
            mark = "##" if begin else ""
            for end in range(len(word), begin, -1):
                number = self._numbers.get(mark + word[begin:end])
                if number is not None:
                    break
            else:
                return unknown
            found.append((number, end))
            begin = end
        return found


def _plain(character: str) -> str:
    """Give what a character counts as: nothing, a space, or its plain small letters."""
    if character in _SPACES or unicodedata.category(character)[0] == "Z":
        return " "
    if character in "\0\ufffd" or unicodedata.category(character)[0] == "C":
        return ""
    code = ord(character)
    if any(low <= code <= high for low, high in _IDEOGRAPHS):
        return f" {character} "
    parts = unicodedata.normalize("NFD", character)
    return "".join(part for part in parts if unicodedata.category(part) != "Mn").lower()


def _is_mark(character: str) -> bool:
    """Tell whether a character is a word of its own: any sign of ASCII, and punctuation elsewhere."""
    if character.isalnum():
        return False
    return character.isascii() or unicodedata.category(character)[0] == "P"
