"""Kinds of unnamed sources: officials, security forces, witnesses, experts, documents, people, nobody."""

import re

from whence.records import Statement
from whence.statements import roles
from whence.statements.phrase_heads import head_noun
from whence.statements.wordlists import word_set

_WORD = re.compile(r"[\w’'-]+")
_SECURITY = word_set(
    """
    police military army security intelligence defense defence soldier officer detective guard
    commander agent troop naval enforcement investigator militant rebel fighter
    """
)
_OFFICIAL = word_set(
    """
    official diplomat minister lawmaker aide adviser advisor senator politician leader government
    administration authority legislator envoy regulator prosecutor judge republican democrat staffer
    spokesman spokeswoman spokesperson ministry mayor governor councillor councilman councilwoman
    """
)
_WITNESS = word_set(
    "witness eyewitness resident bystander survivor passer-by passers-by neighbour neighbor villager"
    " onlooker passenger"
)
_EXPERT = word_set(
    """
    expert analyst economist scientist researcher historian doctor lawyer engineer professor critic
    observer strategist commentator pundit academic scholar
    """
)
_SOURCES = word_set("source insider interlocutor")
_WRITINGS = word_set(
    "report reports rumor rumour media news story article evidence data study poll survey law"
)


def unnamed_kind(statement: Statement) -> str:
    """Give the kind of an unnamed source.

    Args:
        statement: one whose `source_kind` is anonymous.

    Returns:
        security, official, witness, expert, sources (called nothing else), writing, people, or nobody where
        the words name no one at all: "it is believed".
    """
    words = [_single(word.lower()) for word in _WORD.findall(statement.source or "")]
    if not words:
        return "nobody"
    head = _single(head_noun([word.lower() for word in _WORD.findall(statement.source or "")]))
    for kind, nouns in (("witness", _WITNESS), ("expert", _EXPERT)):
        if head in nouns:
            return kind
    # A deputy director is no sheriff's deputy.
    if head == "deputy" or any(word in _SECURITY for word in words):
        return "security"
    if head in _OFFICIAL or any(word in _OFFICIAL for word in words):
        return "official"
    if head in _SOURCES:
        return "sources"
    return "writing" if head in _WRITINGS or head in roles.PAPERS else "people"


def _single(word: str) -> str:
    """Give a noun without its plural ending."""
    if word.endswith("ies") and len(word) > 4:
        return f"{word[:-3]}y"
    if word.endswith("sses"):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
