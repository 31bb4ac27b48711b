"""Speakers who are named together, and the words that mean all of them later."""

import re

from whence.statements import roles
from whence.statements.countries import COUNTRY_OF
from whence.statements.entities import is_crowd, kind_of
from whence.statements.phrase_heads import BRACKETS, NAME_PARTICLES, is_name_word
from whence.statements.titles import clean_mention, strip_titles
from whence.statements.wordlists import word_set

# What stands before several names: "Sens. Ada Holm and Ivo Tarn", "the analysts Ada Holm and Ivo Tarn".
_PLURAL_TITLE = re.compile(
    r"(?:\A|(?<=\s))(?:(?:Sens|Reps|Govs|Drs|Messrs)\.?|(?P<noun>\w{3,20})s)\s(?=[A-Z])"
)
# "Ada Holm, D-Ost., and Ivo Tarn, R-Weir": what parts of their country they sit for.
_SEAT = re.compile(r",\s[DIR]-[A-Z][\w.]*(?:\s[A-Z][\w.]*)?,?")
_MOST_SPEAKERS = 6
_LONGEST_NAME = 5
_THEY = word_set("they both pair two duo couple authors men women senators lawmakers")
_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "pair": 2, "duo": 2, "trio": 3, "both": 2}
_LONGEST_LIST = 250


def split_sources(words: str) -> list[str]:
    """Split a list of speakers: "Mara Venn and Ivo Tarn" -> both; names of one body stay whole.

    Args:
        words: the mention as worded.

    Returns:
        The name of each, without what only describes them, or the whole mention.
    """
    if " and " not in words or len(words) > _LONGEST_LIST:
        return [words]
    cleaned = clean_mention(_SEAT.sub("", BRACKETS.sub("", words)))
    for title in _PLURAL_TITLE.finditer(cleaned):
        if title["noun"] is None or title["noun"].lower() in roles.ROLES:
            cleaned = cleaned[title.end() :]
            break
    cleaned = cleaned.removeprefix("both ").removeprefix("Both ")
    parts = _with_offices([part.strip() for part in re.split(r",? and |, ", cleaned) if part.strip()])
    named = [part for part in parts if _is_speaker(part)]
    rest = [part for part in parts if not _is_speaker(part)]
    lands = rest and any(part.lower() in COUNTRY_OF for part in named)
    if lands or all(is_crowd(part) for part in named):
        # "British and Iranian officials", "Republicans and Democrats"
        return [words]
    if rest == ["others"] and len(named) == 1:
        return named
    if named and parts == [*named, *rest] and len(rest) == 1 and _is_rest(rest[0]):
        # "Ada Holm and other Democrats"
        return [*named, *rest]
    if not 2 <= len(named) <= _MOST_SPEAKERS or named[0] != parts[0]:
        return [words]
    if any(not any(word.islower() for word in part.split()) for part in rest):
        return [words]
    sizes = {len(part.split()) for part in named}
    return [words] if 1 in sizes and (len(parts) > 2 or sizes != {1}) else named


def _is_rest(part: str) -> bool:
    """Tell whether a part is people besides those named: "other Democrats", but not "Lyft drivers"."""
    return is_crowd(part.rsplit(maxsplit=1)[-1]) and (part[:1].islower() or is_crowd(part))


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
        and all(is_name_word(name) or name.lower() in NAME_PARTICLES for name in names)
        and part[:1].isupper()
    )


def means_several(words: str, count: int) -> bool:
    """Tell whether words mean all of the speakers who were named together before.

    Args:
        words: a mention, such as "they", "both" or "the three senators".
        count: how many were named.

    Returns:
        True for what means many, and for a number with "the" where it is theirs.
    """
    lower = words.lower()
    known = lower.removeprefix("the ").removeprefix("these ")
    if known in _THEY:
        return known not in _NUMBERS or _NUMBERS[known] == count
    number, _, noun = known.partition(" ")
    pointed = known != lower or number == "both"
    return pointed and _NUMBERS.get(number) == count and (not noun or noun.removesuffix("s") in roles.ROLES)
