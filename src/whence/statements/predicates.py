"""Main verbs: where the clause of a noun ("her claim that ...") ends and its sentence goes on."""

from whence.statements.tokens import (
    AUXILIARIES,
    POSSESSIVES,
    PREPOSITIONS,
    QUOTE,
    SUBORDINATORS,
    Tokens,
    is_adverb,
    is_verb,
)
from whence.statements.wordlists import word_set

# Pasts that are no participles: behind their noun they can only be its verb.
_SURE_PASTS = word_set(
    """
    came went took gave began became ran drew flew grew rose fell spoke wore broke chose drove
    was were is are has had did does shook threw tore stole sank rang sang
    """
)
_OPENERS = (SUBORDINATORS | word_set("who whom whose as after before until and or but nor")) - {
    "so",
    "than",
    "once",
}
_BARE = word_set("be been being am having do")
_MODALS = word_set("will would shall should can could may might must cannot")


def is_clause_subject(tokens: Tokens, noun: int) -> bool:
    """Tell whether no verb stands before a noun in its clause, so that one must follow.

    Args:
        tokens: the sentence.
        noun: index of the noun.
    """
    for at in range(noun - 1, max(-1, noun - 12), -1):
        lower = tokens.lowers[at]
        if lower in (";", ":", QUOTE, "—", "--", "–") or lower in (
            "but",
            "and",
            "while",
            "although",
            "though",
        ):
            return True
        if lower in PREPOSITIONS and not tokens.lowers[at + 1].endswith(("'s", "’s")):
            return False
        if is_verb(lower) or lower in ("to", "by") or (lower.endswith(("ed", "ing")) and len(lower) > 4):
            return False
    return noun < 12


def main_verb(tokens: Tokens, start: int, stop: int) -> int | None:
    """Find the verb that takes a that-clause's noun as its subject.

    Args:
        tokens: the sentence.
        start: index behind "that".
        stop: index where the clause ends at the latest.

    Returns:
        Index where the verb's group begins; None where every verb belongs to the clause.
    """
    owed, licensed, weak = 1, 1, 0
    strong: list[int] = []
    at = start
    while at < stop:
        lower = tokens.lowers[at]
        if lower == QUOTE:
            return None
        if lower in _OPENERS and at > start:
            owed, licensed = owed + 1, licensed + 1
        elif _can_open_group(tokens, at):
            if lower in _SURE_PASTS or lower in _MODALS or (lower in AUXILIARIES and lower not in _BARE):
                if owed == 0:
                    return _group_begin(tokens, at, start)
                owed -= 1
                strong.append(at)
                at = _group_end(tokens, at, stop)
                continue
            weak += not strong and (is_verb(lower) or (lower.endswith("ed") and len(lower) > 3))
        at += 1
    # "that the mayor lied was denied": one verb of the clause may look like a participle.
    return _group_begin(tokens, strong[-1], start) if weak and len(strong) == licensed else None


def _can_open_group(tokens: Tokens, at: int) -> bool:
    before = tokens.lower(at - 1)
    return before != "to" and before not in POSSESSIVES and before not in ("a", "an", "the")


def _group_begin(tokens: Tokens, at: int, start: int) -> int:
    while at > start + 1 and (is_adverb(tokens.lowers[at - 1]) or tokens.lowers[at - 1] == ","):
        at -= 1
    return at


def _group_end(tokens: Tokens, at: int, stop: int) -> int:
    """Walk over a group: its auxiliaries and adverbs, and the participle behind them."""
    at += 1
    while at < stop and (tokens.lowers[at] in AUXILIARIES or is_adverb(tokens.lowers[at])):
        at += 1
    if at < stop and (is_verb(tokens.lowers[at]) or tokens.lowers[at].endswith(("ed", "en"))):
        at += 1
    return at
