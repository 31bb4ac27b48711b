"""Harm that was denied, feared, planned or just missed."""

from whence.statements.fate_words import ADVERBS, BARRIERS, BE, COORDINATORS, MACHINES, UNREAL
from whence.statements.people_numbers import Word, value_at

# "Whenever a child is hurt" tells of nobody.
_GENERAL = frozenset({"anytime", "whenever"})
# How many words before a fate such words are looked for.
_REACH = 16


def is_unreal(words: list[Word], first: int, phrase: str) -> bool:
    """Tell whether a fate is denied, feared, planned or just missed."""
    at = first - 1
    if phrase == "dead" and first and words[first - 1].lower in ("play", "plays", "played", "playing"):
        return True
    if any(word.lower in _GENERAL for word in words[max(0, first - _REACH) : first]):
        return True
    for _ in range(5):
        if at < 0 or words[at].lower in BARRIERS or words[at].text == ",":
            return False
        lower = words[at].lower
        if lower.endswith(("n't", "n’t")):
            return True
        if (
            lower in UNREAL
            and not _has_other_verb(words, at, first)
            and not (
                lower == "can"
                or (lower == "no" and words[at + 1].lower == "fewer")
                or (lower in ("nearly", "almost") and value_at(words, at + 1) is not None)
            )
        ):
            return not (lower == "not" and words[at + 1].lower == "only")
        at -= 1
    if first and words[first - 1].lower in COORDINATORS and _is_modal_clause(words, first - 1):
        return True
    return phrase.endswith("down") and any(
        word.lower in MACHINES for word in words[max(0, first - 8) : first]
    )


def _has_other_verb(words: list[Word], at: int, first: int) -> bool:
    """Tell whether "trying to" has a verb of its own: "a man trying to rob the shop was shot"."""
    if at + 2 >= first or words[at + 1].lower != "to":
        return False
    verb = words[at + 2].lower
    return verb not in ADVERBS and verb not in BE and not verb.endswith("ly")


def _is_modal_clause(words: list[Word], at: int) -> bool:
    """Tell whether "could" or the like governs what stands before: "could have hit and killed her"."""
    for word in reversed(words[max(0, at - _REACH) : at]):
        if word.lower in BARRIERS:
            return False
        if word.lower in ("could", "would", "might"):
            return True
    return False
