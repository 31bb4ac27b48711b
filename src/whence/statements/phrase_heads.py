"""The parts of a mention: its article, the noun that it is about, the name that ends it."""

import re

from whence.statements import roles
from whence.statements.entities import kind_of, name_key
from whence.statements.titles import clean_mention, strip_titles
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
# What stands before several names: "Sens. Ada Holm and Ivo Tarn", "the analysts Ada Holm and Ivo Tarn".
_PLURAL_TITLE = re.compile(
    r"(?:\A|.*\s)(?:Sens\.?|Reps\.?|Govs\.?|Drs\.?|Messrs\.?|(?P<noun>\w{3,20})s)\s(?=[A-Z])", re.DOTALL
)
_MOST_SPEAKERS = 6
_LONGEST_NAME = 5
_PARTICLES = word_set("de van von al bin")
_NAME_PARTICLES = word_set("of de van von bin al for and der the la & du da")


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
            if i and word in HEAD_ENDS and word not in _NAME_PARTICLES and not _joins_body(words, i)
        ),
        len(words),
    )
    words = words[:cut]
    at = len(words)
    while at > 0 and (
        _is_name_word(words[at - 1])
        or (at < len(words) and (lowers[at - 1] in _NAME_PARTICLES or _joins_body(words, at - 1)))
    ):
        if lowers[at - 1] in ("of", "for") and at > 1 and words[at - 2][:1].islower():
            break
        at -= 1
    while at < len(words) and not _is_name_word(words[at]) and lowers[at] not in _PARTICLES:
        at += 1
    kept = words[at:]
    if at and kept and lowers[at - 1] in HEAD_ENDS:
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


def _is_name_word(word: str) -> bool:
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


def split_sources(words: str) -> list[str]:
    """Split a list of speakers: "Mara Venn and Ivo Tarn" -> both; names of one body stay whole.

    Args:
        words: the mention as worded.

    Returns:
        The name of each, without what only describes them, or the whole mention.
    """
    cleaned = clean_mention(BRACKETS.sub("", words))
    if " and " not in cleaned or len(cleaned) > 250:
        return [words]
    title = _PLURAL_TITLE.match(cleaned)
    if title is not None and (title["noun"] is None or title["noun"].lower() in roles.ROLES):
        cleaned = cleaned[title.end() :]
    parts = _with_offices([part.strip() for part in re.split(r",? and |, ", cleaned) if part.strip()])
    named = [part for part in parts if _is_speaker(part)]
    rest = [part for part in parts if not _is_speaker(part)]
    if rest == ["others"] and len(named) == 1:
        return named
    if not 2 <= len(named) <= _MOST_SPEAKERS or named[0] != parts[0]:
        return [words]
    if any(not any(word.islower() for word in part.split()) for part in rest):
        return [words]
    sizes = {len(part.split()) for part in named}
    return [words] if 1 in sizes and (len(parts) > 2 or sizes != {1}) else named


def _with_offices(parts: list[str]) -> list[str]:
    """Join the offices of one person: "Vice President" and "COO Tim Veld"."""
    joined: list[str] = []
    for part in parts:
        office = joined[-1].split()[-1].lower() if joined else ""
        named = office in roles.ROLES and all(word[:1].isupper() for word in joined[-1].split())
        if named and strip_titles(part)[1]:
            joined[-1] = part
        else:
            joined.append(part)
    return joined


def _is_speaker(part: str) -> bool:
    """Tell whether a part of a list is a name and nothing else."""
    names = part.split()
    return (
        len(names) <= _LONGEST_NAME
        and kind_of(part) in ("person", "outlet")
        and all(_is_name_word(name) or name.lower() in _PARTICLES for name in names)
        and part[:1].isupper()
    )
