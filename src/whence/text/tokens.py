"""Text -> tokens: hashed words, with the way back to the characters they stand for.

A token is a run of letters and digits, compared without case, accents or Unicode form; whatever else
stands between is left out, so quotes, dashes and apostrophes never tell two texts apart. In scripts that
part no words (Han, kana, Thai, Lao, Khmer, Burmese) every code point is a token. Vowel signs of the
Indic scripts are letters; marks with a combining class are not.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from whence.text.kernels import CODE_POINTS, PAGE, read_texts
from whence.text.letters import LETTERS, PLURAL


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text, in reading order; the four arrays are parallel.

    Attributes:
        hashes: 64-bit hash of the folded word.
        stems: the same of its first six letters, a plural's s taken off, for comparing reworded text; of a
            code point that is a token, and has no space before it, the same of it and the token before it.
        begins: first code point in the text.
        ends: end in the text, exclusive.
    """

    hashes: NDArray[np.uint64]
    stems: NDArray[np.uint64]
    begins: NDArray[np.int32]
    ends: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.hashes)


@dataclass(frozen=True, slots=True)
class TokenBatch:
    """The tokens of many texts, those of one text after the other; the first four arrays are parallel.

    Attributes:
        hashes: as in `Tokens`, and so are `stems`.
        stems: see `hashes`.
        begins: first code point in the token's own text.
        ends: end in the token's own text, exclusive.
        offsets: text i has the tokens from `offsets[i]` to `offsets[i + 1]`.
    """

    hashes: NDArray[np.uint64]
    stems: NDArray[np.uint64]
    begins: NDArray[np.int32]
    ends: NDArray[np.int32]
    offsets: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def text(self, place: int) -> Tokens:
        """Give the tokens of one text, without copying them."""
        part = slice(self.offsets[place], self.offsets[place + 1])
        return Tokens(self.hashes[part], self.stems[part], self.begins[part], self.ends[part])


@dataclass(frozen=True, slots=True)
class TextBytes:
    """Texts as UTF-8: text i has the bytes from `borders[i]` to `borders[i + 1]`."""

    data: NDArray[np.uint8]
    borders: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.borders) - 1

    def size(self) -> int:
        """Count the bytes."""
        return int(self.borders[-1] - self.borders[0])

    def runs(self, size: int) -> Iterator["TextBytes"]:
        """Part the texts, in order, into runs of at most `size` bytes; a longer text has a run to itself."""
        begin = 0
        while begin < len(self):
            reach = np.searchsorted(self.borders, self.borders[begin] + size, side="right") - 1
            end = min(max(int(reach), begin + 1), len(self))
            yield TextBytes(self.data, self.borders[begin : end + 1])
            begin = end

    def most_tokens(self) -> int:
        """Give a count that their tokens cannot exceed: tokens of one byte never touch."""
        return self.size() // 2 + len(self)


def read_buffers(texts: pa.Array) -> TextBytes:
    """Give the bytes of an Arrow array of texts, without copying them; a null is an empty text."""
    if not (pa.types.is_string(texts.type) or pa.types.is_large_string(texts.type)):
        texts = texts.cast(pa.large_string())
    if texts.null_count:
        texts = texts.fill_null("")
    if not len(texts):
        return TextBytes(np.empty(0, np.uint8), np.zeros(1, np.int64))
    _, borders, data = texts.buffers()
    kind = np.int64 if pa.types.is_large_string(texts.type) else np.int32
    places = np.frombuffer(borders, kind)[texts.offset : texts.offset + len(texts) + 1]
    return TextBytes(np.frombuffer(data or b"", np.uint8), places.astype(np.int64, copy=False))


def empty_tokens(size: int) -> Tokens:
    """Make room for tokens."""
    return Tokens(
        np.empty(size, np.uint64),
        np.empty(size, np.uint64),
        np.empty(size, np.int32),
        np.empty(size, np.int32),
    )


def read_tokens(texts: TextBytes, tokens: Tokens, offsets: NDArray[np.int64]) -> None:
    """Fill the tokens of texts, from `offsets[0]` on, and the offsets behind each text.

    There is room for `texts.most_tokens()` of them, and for an offset a text.
    """
    wanted = np.zeros(CODE_POINTS // PAGE, np.uint8)
    while True:
        read_texts(
            texts.data, texts.borders,
            LETTERS.kinds, LETTERS.values, LETTERS.powers, PLURAL, wanted,
            tokens.hashes, tokens.stems, tokens.begins, tokens.ends, offsets,
        )  # fmt: skip
        if not wanted.any():
            return
        for page in np.flatnonzero(wanted).tolist():
            LETTERS.fill_page(page)
        wanted[:] = 0


def tokenize_batch(texts: pa.Array | pa.ChunkedArray) -> TokenBatch:
    """Give the tokens of many texts, each as `tokenize` gives them.

    The interpreter lock is released meanwhile, so that threads can read batches side by side.

    Args:
        texts: strings; a null counts as empty.

    Returns:
        Their tokens, in order.
    """
    chunks = texts.chunks if isinstance(texts, pa.ChunkedArray) else [texts]
    parts = [read_buffers(chunk) for chunk in chunks]
    tokens = empty_tokens(sum(part.most_tokens() for part in parts))
    offsets = np.zeros(sum(len(part) for part in parts) + 1, np.int64)
    first = 0
    for part in parts:
        read_tokens(part, tokens, offsets[first:])
        first += len(part)
    _give_back(tokens, int(offsets[-1]))
    return TokenBatch(tokens.hashes, tokens.stems, tokens.begins, tokens.ends, offsets)


def tokenize(text: str) -> Tokens:
    """Give the tokens of a text.

    Args:
        text: any text; lone surrogates count as separators.

    Returns:
        Tokens in reading order; `text[begins[i]:ends[i]]` is token i with its accents, and nothing else.
    """
    data = text.encode("utf-8", "surrogatepass")
    tokens = empty_tokens(len(data) // 2 + 1)
    offsets = np.zeros(2, np.int64)
    read_tokens(TextBytes(np.frombuffer(data, np.uint8), np.array([0, len(data)], np.int64)), tokens, offsets)
    _give_back(tokens, int(offsets[1]))
    return tokens


def _give_back(tokens: Tokens, count: int) -> None:
    """Give the room behind `count` tokens back, without copying them."""
    for column in (tokens.hashes, tokens.stems, tokens.begins, tokens.ends):
        column.resize(count, refcheck=False)
