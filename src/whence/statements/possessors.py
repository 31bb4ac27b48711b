"""Whose death it was: "the man's death", "Mara Venn's murder", "her death"."""

from whence.statements.fate_words import BARRIERS, PREPOSITIONS
from whence.statements.people_numbers import Word
from whence.statements.people_words import NOT_NAMES, PERSON_WORDS
from whence.statements.person import Person


def find_possessor(words: list[Word], first: int, *, headline: bool) -> Person | None:
    """Find whose fate a noun tells of.

    Args:
        words: the sentence's words.
        first: the index of the noun's first word.
        headline: whether every word is written large, so that none is known for a name.

    Returns:
        Who stands before the noun in the possessive, or None.
    """
    if not first:
        return None
    word = words[first - 1]
    if word.lower in ("his", "her"):
        sex = "m" if word.lower == "his" else "f"
        return Person(first - 1, first, 1, word.begin, word.end, sex=sex, definite=True, pronoun=True)
    if not word.lower.endswith(("'s", "’s", "s'", "s’")):
        return None
    bare = word.without_possessive()
    known = PERSON_WORDS.get(bare.lower)
    if known is not None and not known.plural:
        return Person(
            first - 1, first, 1, bare.begin, bare.end, sex=known.sex, stage=known.stage, role=known.role,
            definite=True, noun=bare.lower,
        )  # fmt: skip
    if not bare.text[0].isupper() or bare.lower in NOT_NAMES or headline:
        return None
    begin = first - 1
    while begin and _may_be_given(words[begin - 1]):
        begin -= 1
    name = (*(each.lower for each in words[begin : first - 1]), bare.lower)
    return Person(begin, first, 1, words[begin].begin, bare.end, name=name, definite=len(name) == 1)


def _may_be_given(word: Word) -> bool:
    """Tell whether a word before a surname may be a part of the name."""
    return word.text[0].isupper() and word.lower not in NOT_NAMES | BARRIERS | PREPOSITIONS
