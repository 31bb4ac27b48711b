"""Killed and injured in German, French, Spanish and Italian: figures beside the words that count them."""

import re

from whence.records import Quantity

_ONES = (
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn zwanzig",
    "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf vingt",
    "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete "
    "dieciocho diecinueve veinte",
    "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici "
    "diciassette diciotto diciannove venti",
)
_WORDS = {word: value for line in _ONES for value, word in enumerate(line.split(), start=2)}
_NUMBER = r"\d{1,3}(?:[.\u202f\u00a0 ]\d{3})+|\d{1,7}|" + "|".join(sorted(_WORDS, key=len, reverse=True))
_KILLED = r"getötet|tote[nr]?|todesopfer|morts?|tués|tuées|muertos|muertas|morti|uccis[ei]"
_INJURED = r"verletzt|verletzte[nr]?|blessés|blessées|heridos|heridas|feriti|ferite"
_FIGURE = re.compile(
    rf"(?:\b(?P<least>mindestens|wenigstens|au\s+moins|al\s+menos|almeno)\s+"
    rf"|\b(?P<most>bis\s+zu|höchstens|jusqu[’']à|hasta|fino\s+a)\s+)?"
    rf"(?<![\w.,])(?P<number>{_NUMBER})(?P<between>(?:\s+(?!und\b|et\b|y\b|e\b)[^\W\d]+){{0,2}}?)"
    rf"\s+(?:(?P<killed>{_KILLED})|(?P<injured>{_INJURED}))\b",
    re.IGNORECASE,
)


def find_foreign_figures(text: str) -> list[Quantity]:
    """Find how many people a text in another language than English says were killed and injured.

    Args:
        text: a document's field.

    Returns:
        Quantities of the kinds killed and injured, in reading order.
    """
    found: list[Quantity] = []
    for match in _FIGURE.finditer(text):
        word = match["number"].lower()
        value = float(_WORDS.get(word) or re.sub(r"\D", "", word))
        found.append(
            Quantity(
                kind="killed" if match["killed"] else "injured",
                low=None if match["most"] else value,
                high=None if match["least"] else value,
                counted=match["between"].strip() or None,
                begin=match.start(),
                end=match.end(),
            )
        )
    return found
