"""Text -> tokens: hashed words, with the way back to the characters they stand for.

A token is a run of letters and digits, compared without case, accents or Unicode form; whatever else
stands between is left out, so quotes, dashes and apostrophes never tell two texts apart. In scripts that
part no words (Han, kana, Thai, Lao, Khmer, Burmese) every code point is a token. Vowel signs of the
Indic scripts are letters; marks with a combining class are not.
"""

import unicodedata
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from whence.text.kernels import BASE, IGNORED, MARK, SEPARATOR, SINGLE, WORD, tokenize_codes

_CODE_POINTS = 0x110000
_PAGE = 256
# Scripts written without spaces between words.
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3040, 0x312F),
    (0x31A0, 0x31BF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)  # fmt: skip
# Letters by category, apostrophes by use.
_APOSTROPHES = frozenset("ʹʻʼʽˈ")
_TATWEEL = "\u0640"  # stretches an Arabic word and means nothing
_ZERO_WIDTH_SPACE = "\u200b"
_MASK = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text, in reading order; the four arrays are parallel.

    Attributes:
        hashes: 64-bit hash of the folded word.
        stems: the same of its first six letters, a plural's s taken off, for comparing reworded text.
        begins: first code point in the text.
        ends: end in the text, exclusive.
    """

    hashes: NDArray[np.uint64]
    stems: NDArray[np.uint64]
    begins: NDArray[np.int32]
    ends: NDArray[np.int32]

    def __len__(self) -> int:
        return len(self.hashes)


def fold_letters(letter: str) -> str:
    """Give what one code point counts as: no case, no accents, compatibility forms resolved."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
    folded = unicodedata.normalize("NFKD", bare.casefold())
    return "".join(c for c in folded if _is_letter(c))


def _is_letter(letter: str) -> bool:
    category = unicodedata.category(letter)
    if category[0] == "M":
        return unicodedata.combining(letter) == 0 and not _is_selector(letter)
    return category[0] in "LN" and letter not in _APOSTROPHES and letter != _TATWEEL


def _is_selector(letter: str) -> bool:
    """Tell variation selectors and enclosing marks, which change no word, from vowel signs."""
    return unicodedata.category(letter) == "Me" or "VARIATION SELECTOR" in unicodedata.name(letter, "")


def kind_of(letter: str) -> int:
    """Give the kind of one code point: SEPARATOR, WORD, SINGLE, MARK or IGNORED, as in `kernels`."""
    category = unicodedata.category(letter)
    if fold_letters(letter):
        code = ord(fold_letters(letter)[0])
        return SINGLE if any(low <= code <= high for low, high in _UNSPACED) else WORD
    if category[0] == "M":
        return MARK
    if letter == _TATWEEL or unicodedata.combining((unicodedata.normalize("NFKD", letter) + " ")[0]):
        return MARK
    if category == "Cf" and letter != _ZERO_WIDTH_SPACE:
        return IGNORED
    return SEPARATOR


def _scatter(value: int) -> int:
    """Give splitmix64's finaliser in plain Python, for filling the table."""
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & _MASK
    return value ^ (value >> 31)


def fold_value(letters: str) -> tuple[int, int]:
    """Give the polynomial value of folded letters and the power that makes room for them."""
    value, power = 0, 1
    for letter in letters:
        value = (value * int(BASE) + _scatter(ord(letter) + 1)) & _MASK
        power = (power * int(BASE)) & _MASK
    return value, power


@dataclass(slots=True)
class _LetterTable:
    """Kinds, values and powers of all code points, filled a page at a time when a text first needs it."""

    kinds: NDArray[np.uint8] = field(default_factory=lambda: np.zeros(_CODE_POINTS, np.uint8))
    values: NDArray[np.uint64] = field(default_factory=lambda: np.zeros(_CODE_POINTS, np.uint64))
    powers: NDArray[np.uint64] = field(default_factory=lambda: np.zeros(_CODE_POINTS, np.uint64))

    def fill_page(self, code: int) -> None:
        """Fill the page that holds `code`; kinds last, so that another thread never sees half an entry."""
        begin = code - code % _PAGE
        kinds = np.full(_PAGE, SEPARATOR, np.uint8)
        for place in range(_PAGE):
            letter = chr(begin + place)
            kind = kind_of(letter)
            kinds[place] = kind
            if kind in (WORD, SINGLE):
                value, power = fold_value(fold_letters(letter))
                self.values[begin + place] = value
                self.powers[begin + place] = power
        self.kinds[begin : begin + _PAGE] = kinds


_LETTERS = _LetterTable()
_PLURAL = np.uint64(fold_value("s")[0])


def tokenize(text: str) -> Tokens:
    """Give the tokens of a text.

    Args:
        text: any text; lone surrogates count as separators.

    Returns:
        Tokens in reading order; `text[begins[i]:ends[i]]` is token i with its accents, and nothing else.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    size = len(codes)
    hashes, stems = np.empty(size, np.uint64), np.empty(size, np.uint64)
    begins, ends = np.empty(size, np.int32), np.empty(size, np.int32)
    while True:
        count = tokenize_codes(
            codes, _LETTERS.kinds, _LETTERS.values, _LETTERS.powers, _PLURAL, hashes, stems, begins, ends
        )
        if count >= 0:
            break
        _LETTERS.fill_page(int(codes[-1 - count]))
    return Tokens(hashes[:count].copy(), stems[:count].copy(), begins[:count].copy(), ends[:count].copy())
