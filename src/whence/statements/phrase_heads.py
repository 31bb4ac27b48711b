"""The parts of a mention: its article, the noun that it is about, the name that ends it."""

import re

from whence.statements import roles
from whence.statements.entities import is_crowd, is_person_noun, is_plural_noun, name_key
from whence.statements.lexicon import VERBS
from whence.statements.phrases import PERIODS
from whence.statements.tokens import DETERMINERS, POSSESSIVES, PREPOSITIONS, is_verb
from whence.statements.wordlists import word_set

ARTICLES = (
    "the ", "a ", "an ", "this ", "that ", "these ", "those ", "one ", "his ", "her ", "its ", "their ",
    "our ", "my ",
)  # fmt: skip
HEAD_ENDS = word_set(
    """
    of for with close familiar who in at from on near to by briefed inside within
    """
)
"""Words behind which a phrase only tells more of its head noun."""
BRACKETS = re.compile(r"\s*\([^()]{0,40}(?:\)|\Z)")
NAME_PARTICLES = word_set("de van von al bin")
"""Small words inside of people's names."""
_SMALL = word_set("of de van von bin al for and der the la & du da")

_NO_PARTICIPLES = word_set(
    """
    acting during including according outgoing incoming ruling leading following shooting reporting polling
    housing training spending recording gathering filing hearing meeting briefing building understanding
    ring king
    """
)
_ADJECTIVES = ("ed", "al", "ful", "ous", "ive", "ic", "ly", "former", "other")
_JOINTS = word_set("and or but also not")
_WHEN = word_set(
    "earlier later today yesterday tonight monday tuesday wednesday thursday friday saturday sunday"
)
_WHICH_PERIOD = word_set("this last each every that earlier later")
# What a kind of people may be "of", and what a phrase for it does not hold.
_SHARES = word_set(
    """
    some many most few several number percent half third quarter majority all any one two three dozens
    hundreds thousands millions out
    """
)
_CUTS = word_set("either since than while as if that who which")


def strip_article(words: str) -> str:
    """Take an article or possessive off the front of a phrase."""
    lower = words.lower()
    for article in ARTICLES:
        if lower.startswith(article) and not lower.startswith("one of"):
            return words[len(article) :]
    return words


def head_noun(words: list[str]) -> str:
    """Give the noun that a phrase is about: the last word before "of", "for", "who"."""
    for index, word in enumerate(words):
        if word in HEAD_ENDS and index:
            return (
                words[index + 2]
                if words[0] == "one" and word == "of" and len(words) > index + 2
                else words[index - 1]
            )
    return words[-1]


def trailing_name(head: str) -> str:
    """Give the capitalised words that end a phrase: "ministry spokesman Ivo Tarn" -> "Ivo Tarn".

    A name behind a preposition belongs to what stands before it: "a senior figure in the League" has none.
    """
    words = head.split()
    if words and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    if not words:
        return ""
    lowers = [word.lower() for word in words]
    cut = next(
        (
            i
            for i, word in enumerate(lowers)
            if i and word in HEAD_ENDS and word not in _SMALL and not _joins_body(words, i)
        ),
        len(words),
    )
    words = words[:cut]
    at = len(words)
    while at > 0 and (
        is_name_word(words[at - 1])
        or (0 < at - 1 < len(words) - 1 and words[at - 1].isdigit() and words[at - 2][:1].isupper())
        or (at < len(words) and (lowers[at - 1] in _SMALL or _joins_body(words, at - 1)))
    ):
        if lowers[at - 1] in ("of", "for") and at > 1 and words[at - 2][:1].islower():
            break
        at -= 1
    while at < len(words) and not is_name_word(words[at]) and lowers[at] not in NAME_PARTICLES:
        at += 1
    kept = words[at:]
    if at and kept and lowers[at - 1] in HEAD_ENDS:
        return ""
    if is_crowd(" ".join(kept)):
        return ""
    if (
        len(kept) == 1
        and at == 0
        and name_key(kept[0]) in roles.UNNAMED | roles.GENERIC_BODIES | roles.PAPERS
    ):
        return ""
    if at == 0 and len(kept) > 0 and kept[-1].lower() in roles.UNNAMED and kept[-1].islower():
        return ""
    return " ".join(kept)


def without_time(head: str) -> str:
    """Leave off when it was said: "the department earlier", "Ms. Venn this month", "the centre Monday"."""
    words = head.split()
    while len(words) > 1:
        last, before = words[-1].lower(), words[-2].lower()
        if last in _WHEN:
            words = words[:-1]
        elif last in PERIODS and before in _WHICH_PERIOD and len(words) > 2:
            words = words[:-2]
        else:
            break
        while len(words) > 1 and words[-1] in PREPOSITIONS:
            words = words[:-1]
    return " ".join(words)


def without_participle(head: str) -> str:
    """Cut off what a noun is doing, and the names in that: "tourists visiting the Orle Museum".

    Args:
        head: a phrase; one in which no noun does anything is given back.
    """
    words = head.split()
    for at in range(1, len(words) - 1):
        if words[at].islower() and words[at].endswith("ing") and words[at] not in _NO_PARTICIPLES:
            noun, following = words[at - 1].lower(), words[at + 1].lower()
            object_follows = words[at + 1][:1].isupper() or following in DETERMINERS
            plain = (
                words[at - 1].islower()
                and not noun.endswith(_ADJECTIVES)
                and noun not in DETERMINERS | POSSESSIVES | PREPOSITIONS | _JOINTS
            )
            if _acts(noun) and (object_follows or following in PREPOSITIONS):
                return " ".join(words[:at])
            if plain and at > 1 and (object_follows or following in PREPOSITIONS):
                return " ".join(words[:at])
    return head


def _acts(noun: str) -> bool:
    """Tell whether a noun is that of people, a body or a writing."""
    known = is_person_noun(noun) or noun in roles.BODIES or noun in roles.PAPERS
    return known or (is_plural_noun(noun) and noun not in PREPOSITIONS)


def crowd_phrase(head: str) -> str:
    """Cut a phrase to the kind of people that ends it: "seven votes among House Democrats" -> the last two.

    Args:
        head: a phrase without a name; one that ends otherwise is given back.
    """
    words = head.split()
    if not words[-1][:1].isupper() or not is_crowd(words[-1]):
        return head
    at = len(words) - 1
    while at > 0 and not _cuts_crowd(words, at - 1):
        at -= 1
    return " ".join(words[at:])


def _cuts_crowd(words: list[str], at: int) -> bool:
    """Tell whether a kind of people begins behind a word: "among Democrats", but "most of the Democrats"."""
    lower, before = words[at].lower(), words[at - 1].lower() if at else ""
    if lower in ("and", "or"):
        return not is_crowd(before.capitalize())
    if lower in ("of", "in"):
        return before[:1].isalpha() and before not in _SHARES
    if lower in _CUTS or lower in PREPOSITIONS or is_verb(lower) or lower.endswith("ing"):
        return True
    if words[at].islower() and lower.isalpha() and is_plural_noun(lower) and lower not in _SHARES:
        # "four witnesses Democrats want"
        return True
    return at > 0 and words[at].islower() and lower in VERBS


def is_name_word(word: str) -> bool:
    """Tell whether a word is part of a name: "Masri", "al-Masri"."""
    joint = max(word.find("-"), word.find("’"), word.find("'"))
    return word[:1].isupper() or (0 < joint <= 3 and word[joint + 1 : joint + 2].isupper())


def _joins_body(words: list[str], index: int) -> bool:
    """Tell whether a preposition stands inside a body's name: "Center on Budget"."""
    if (
        words[index].lower() not in HEAD_ENDS
        or not index
        or index + 1 >= len(words)
        or not words[index + 1][:1].isupper()
    ):
        return False
    head = words[index - 1]
    return head[:1].isupper() and head.lower() in roles.BODIES | {
        "center",
        "centre",
        "institute",
        "subcommittee",
        "panel",
    }
