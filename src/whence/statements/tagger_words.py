"""What the tagger knows of a word by itself: numbers that stand for its form, kind and company."""

import re
import zlib

import numpy as np
from numpy.typing import NDArray

from whence.statements import roles, tokens
from whence.statements.lexicon import NOUNS, PASSIVE, VERBS

# Words, marks and what is cut off words: the genitive and the short forms of "is", "have" and "would".
TOKEN = re.compile(
    r"[^\W_]+(?:(?:[-.&/]|[’'](?!(?:s|re|ve|ll|d|m)\b))[^\W_]+)*|[’'](?:s|re|ve|ll|d|m)\b|--+|\.\.+|[^\s]",
    re.IGNORECASE,
)
_FRAMES = {"say": 0, "tell": 1, "think": 2, "want": 3, "object": 4}
_FORMS = {"base": 0, "s": 1, "past": 2, "participle": 3, "ing": 4}
_ENDINGS = (
    "ments", "ment", "ations", "ation", "ings", "ing", "edly", "ed", "ers", "er", "ors", "or", "ists", "ist",
    "ies", "es", "s", "ly",
)  # fmt: skip
_DIGIT = re.compile(r"\d")
# What two vocabularies can hold before they are begun anew: the memory of a run over an archive is bounded.
_MOST_WORDS = 300_000
# Words that there is room for at first.
_FIRST_WORDS = 1 << 12

# Classes 1 to 25 are the cue verbs, by frame and form; the order of the others decides between them.
CLAUSE_THAT, CLAUSE_WHO, INFINITIVE, SUBORDINATOR, JOINT = 30, 31, 36, 38, 39
CUE_NOUN, BE, AUXILIARY, COMMA, STOP, GENITIVE, LAST_MARK, VERB = 26, 28, 29, 43, 44, 50, 51, 54
_WORD_CLASSES: tuple[tuple[frozenset[str], int], ...] = (
    (NOUNS, CUE_NOUN),
    (PASSIVE, 27),
    (tokens.BE, BE),
    (tokens.AUXILIARIES, AUXILIARY),
    (frozenset({"that"}), CLAUSE_THAT),
    (frozenset({"who", "which", "whom", "whose"}), CLAUSE_WHO),
    (tokens.SUBJECT_PRONOUNS, 32),
    (tokens.PERSONAL_OBJECTS, 33),
    (tokens.POSSESSIVES, 34),
    (tokens.DETERMINERS, 35),
    (frozenset({"to"}), INFINITIVE),
    (tokens.PREPOSITIONS, 37),
    (tokens.SUBORDINATORS, SUBORDINATOR),
    (frozenset({"and", "or", "but", "nor", "yet"}), JOINT),
    (tokens.TIMES, 40),
    (roles.TITLES, 41),
    (roles.ROLES, 42),
    (frozenset({","}), COMMA),
    (frozenset({"."}), STOP),
    (frozenset({":", ";"}), 45),
    (frozenset('"“”«»') | {"''", "``"}, 46),
    (frozenset("'‘’"), 47),
    (frozenset({"—", "–", "--", "-"}), 48),
    (frozenset("?!"), 49),
)
_CLASS_OF: dict[str, int] = {}
for _words, _number in reversed(_WORD_CLASSES):
    _CLASS_OF.update(dict.fromkeys(sorted(_words), _number))
_CLASS_OF.update(
    {word: 1 + _FRAMES[form.frame] * len(_FORMS) + _FORMS[form.form] for word, form in VERBS.items()}
)

ATOMS = ("word", "stem", "class", "shape", "prefix", "suffix", "ending", "cluster", "company")
"""What is known of a word, in the order of the columns of `Vocabulary.rows`."""


def hash_word(word: str) -> int:
    """Give 32 bits that stand for a word, the same on every machine."""
    return zlib.crc32(word.encode("utf-8", "replace"))


def normalise(word: str) -> str:
    """Give the form that words are counted by: lower case, digits of a number as zeros."""
    lower = word.lower().replace("’", "'")
    return _DIGIT.sub("0", lower) if lower[0].isdigit() else lower


def is_cue_class(classes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell of each class whether its words alone can attribute: finite verbs that report, nouns."""
    cues: NDArray[np.bool_] = (classes >= 1) & (classes <= 20) & ((classes - 1) % len(_FORMS) != 0)
    cues |= classes == CUE_NOUN
    return cues


def is_verb_class(classes: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell of each class whether its words are verbs."""
    verbs: NDArray[np.bool_] = (classes >= 1) & (classes <= 25)
    for number in (BE, AUXILIARY, VERB):
        verbs |= classes == number
    return verbs


def class_of(word: str) -> int:
    """Give the kind of a word or mark as a number from 1 to 58."""
    lower = word.lower()
    known = _CLASS_OF.get(lower) or _CLASS_OF.get(lower.rstrip("."))
    if known is not None:
        return known
    if not lower[0].isalnum():
        return GENITIVE if len(lower) > 1 and lower[0] in "’'" else LAST_MARK
    if lower[0].isdigit():
        return 52
    if tokens.is_adverb(lower):
        return 53
    if tokens.is_verb(lower):
        return VERB
    if word[0].isupper():
        return 55
    return 56 if lower.endswith("ing") else 57 if lower.endswith("ed") else 58


def _stem(lower: str) -> str:
    form = VERBS.get(lower)
    if form is not None:
        return form.lemma
    for ending in _ENDINGS:
        if lower.endswith(ending) and len(lower) - len(ending) >= 4:
            return lower[: -len(ending)]
    return lower


def _shape(word: str) -> int:
    if word[0].isupper():
        if len(word) > 1 and word.isupper():
            return 2
        return 3 if any(mark in word for mark in "-.&/") else 1
    if word[0].islower():
        return 5 if "-" in word else 4
    return 6 if word[0].isdigit() else 7


class Vocabulary:
    """Rows of numbers for the words met so far."""

    def __init__(self, clusters: dict[int, tuple[int, int]]) -> None:
        """Begin with no words.

        Args:
            clusters: hash of a normal form -> numbers of the coarse and the fine group of words that keep
                the same company; 0 stands for a word that was not met often enough.
        """
        self._clusters = clusters
        self._index: dict[str, int] = {}
        self._rows = np.empty((_FIRST_WORDS, len(ATOMS)), np.int64)

    def look_up(self, words: list[str]) -> NDArray[np.int64]:
        """Give the rows of words, in their order; the columns are those named in `ATOMS`."""
        index = self._index
        if len(index) > _MOST_WORDS:
            index.clear()
        unmet = [word for word in dict.fromkeys(words) if word not in index]
        if unmet:
            self._add(unmet)
        return self._rows[np.fromiter(map(index.__getitem__, words), np.int64, len(words))]

    def _add(self, words: list[str]) -> None:
        """Add words; the room for rows doubles when it is full, so that an archive's words cost each once."""
        known = len(self._index)
        stop = known + len(words)
        if stop > len(self._rows):
            wider = np.empty((max(stop, 2 * len(self._rows)), len(ATOMS)), np.int64)
            wider[:known] = self._rows[:known]
            self._rows = wider
        self._rows[known:stop] = [self._describe(word) for word in words]
        self._index.update(zip(words, range(known, stop), strict=True))

    def _describe(self, word: str) -> tuple[int, ...]:
        normal = normalise(word)
        hashed = hash_word(normal)
        lower = word.lower().replace("’", "'")
        return (
            hashed,
            hash_word("s" + _stem(lower)),
            class_of(word),
            _shape(word),
            hash_word("p" + normal[:3]),
            hash_word("x" + normal[-3:]),
            hash_word("y" + normal[-2:]),
            *self._clusters.get(hashed, (0, 0)),
        )
