"""What each code point counts as: its kind, and the value of the letters that it folds to."""

import unicodedata

import numpy as np

from whence.text.kernels import BASE, CODE_POINTS, IGNORED, MARK, PAGE, SEPARATOR, SINGLE, WORD

# Scripts written without spaces between words.
_UNSPACED = (
    (0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3040, 0x312F),
    (0x31A0, 0x31BF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),
)  # fmt: skip
# Letters by category, apostrophes by use.
_APOSTROPHES = frozenset("ʹʻʼʽˈ")
# Rings that compatibility forms part from the Thai and the Lao vowel AM, which are then the vowel AA.
_RINGS = frozenset("\u0e4d\u0ecd")
_TATWEEL = "\u0640"  # stretches an Arabic word and means nothing
_ZERO_WIDTH_SPACE = "\u200b"
_MASK = (1 << 64) - 1


def fold_letters(letter: str) -> str:
    """Give what one code point counts as: no case, no accents, compatibility forms resolved."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
    folded = unicodedata.normalize("NFKD", bare.casefold())
    return "".join(c for c in folded if _is_letter(c))


def _is_letter(letter: str) -> bool:
    category = unicodedata.category(letter)
    if category[0] == "M":
        return unicodedata.combining(letter) == 0 and letter not in _RINGS and not _is_selector(letter)
    return category[0] in "LN" and letter not in _APOSTROPHES and letter != _TATWEEL


def _is_selector(letter: str) -> bool:
    """Tell variation selectors and enclosing marks, which change no word, from vowel signs."""
    return unicodedata.category(letter) == "Me" or "VARIATION SELECTOR" in unicodedata.name(letter, "")


def kind_of(letter: str, folded: str) -> int:
    """Give the kind, as in `kernels`, of a code point that folds so."""
    if folded:
        code = ord(folded[0])
        return SINGLE if any(low <= code <= high for low, high in _UNSPACED) else WORD
    category = unicodedata.category(letter)
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


class LetterTable:
    """Kinds, values and powers of all code points, filled a page at a time when a text first needs it."""

    def __init__(self) -> None:
        self.kinds = np.zeros(CODE_POINTS, np.uint8)
        self.values = np.zeros(CODE_POINTS, np.uint64)
        self.powers = np.zeros(CODE_POINTS, np.uint64)
        self.fill_page(0)  # the kernel takes it that ASCII is known

    def fill_page(self, page: int) -> None:
        """Fill a page; kinds last, so that another thread never sees half an entry."""
        begin = page * PAGE
        kinds = np.full(PAGE, SEPARATOR, np.uint8)
        for place in range(PAGE):
            letter = chr(begin + place)
            folded = fold_letters(letter)
            kinds[place] = kind_of(letter, folded)
            if folded:
                self.values[begin + place], self.powers[begin + place] = fold_value(folded)
        self.kinds[begin : begin + PAGE] = kinds


LETTERS = LetterTable()
PLURAL = np.uint64(fold_value("s")[0])
