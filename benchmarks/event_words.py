"""The words that `event_news.py` writes about events with: claims in several wordings, and invented names."""

import random
from dataclasses import dataclass

_FIRST = (
    "Ar",
    "Bel",
    "Cor",
    "Dov",
    "El",
    "Fen",
    "Gar",
    "Hes",
    "Il",
    "Jor",
    "Kes",
    "Lan",
    "Mer",
    "Nor",
    "Or",
    "Pel",
)
_MIDDLE = ("a", "an", "e", "el", "i", "in", "o", "ol", "u", "ur")
_LAST = (
    "bek",
    "dal",
    "den",
    "fell",
    "ford",
    "gard",
    "holm",
    "lin",
    "mar",
    "nik",
    "rup",
    "son",
    "stad",
    "tin",
    "vik",
    "wick",
)
_GIVEN = (
    "Ada", "Bruno", "Clara", "Dario", "Edith", "Farid", "Greta", "Hugo", "Irene", "Jonas", "Lena", "Marek",
    "Nadia", "Oscar", "Petra", "Rafael",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event.

    Attributes:
        titles: headlines.
        bodies: who speaks, with their office.
        claims: for each claim its wordings, plain sentences in the past without a stop, in lower case but
            for names; {place}, {number} and {other} are filled in, the same in all wordings.
    """

    titles: tuple[str, ...]
    bodies: tuple[str, ...]
    claims: tuple[tuple[str, ...], ...]


KINDS = (
    Kind(
        ("Fire destroys warehouse in {place}", "{place} warehouse burns down"),
        ("fire chief", "spokeswoman for the {place} Fire Department"),
        (
            (
                "{number} people were hurt in the fire at the warehouse in {place}",
                "the warehouse fire in {place} injured {number} people",
                "{number} people suffered injuries when the {place} warehouse burned",
            ),
            (
                "the fire in {place} was caused by a faulty heater on the {other}th floor",
                "a broken heater on the {other}th floor started the {place} fire",
            ),
        ),
    ),
    Kind(
        ("River floods {place}", "Hundreds flee flood in {place}"),
        ("mayor of {place}", "head of the {place} Water Board"),
        (
            (
                "{number} families were evacuated from {place} after the dyke broke",
                "the breach of the dyke forced {number} families in {place} out of their homes",
                "{number} families had to leave {place} when the dyke gave way",
            ),
            (
                "the water in {place} stood {other} centimetres above the mark of last spring",
                "the flood in {place} rose {other} centimetres higher than last spring",
            ),
        ),
    ),
    Kind(
        ("Strike stops trains in {place}", "Rail workers walk out in {place}"),
        ("chairman of the {place} Rail Union", "director of {place} Railways"),
        (
            (
                "{number} trains to and from {place} were cancelled because of the strike",
                "the strike led to the cancellation of {number} trains in {place}",
            ),
            (
                "the railway offered its workers in {place} a rise of {other} percent",
                "workers in {place} were offered {other} percent more pay by the railway",
            ),
        ),
    ),
    Kind(
        ("{place} council passes budget", "Budget agreed in {place}"),
        ("treasurer of {place}", "leader of the opposition in {place}"),
        (
            (
                "{place} will spend {number} million crowns on new schools",
                "the council of {place} set aside {number} million crowns for schools",
                "{number} million crowns will go into new schools in {place}",
            ),
            (
                "the debt of {place} grew by {other} percent within a year",
                "{place} owes {other} percent more than it did a year ago",
            ),
        ),
    ),
    Kind(
        ("Former manager on trial in {place}", "Court in {place} hears bribery case"),
        ("prosecutor", "judge of the {place} District Court"),
        (
            (
                "the former manager took {number} thousand crowns in bribes in {place}",
                "{number} thousand crowns in bribes were paid to the former manager in {place}",
            ),
            (
                "the court in {place} will hear {other} witnesses",
                "{other} witnesses are to be heard by the court in {place}",
            ),
        ),
    ),
    Kind(
        ("Illness spreads in {place}", "{place} clinic reports more cases"),
        ("health director of {place}", "head doctor at the {place} clinic"),
        (
            (
                "{number} people in {place} caught the fever within a week",
                "the fever infected {number} people in {place} within a week",
                "within a week {number} people fell ill with the fever in {place}",
            ),
            (
                "the clinic in {place} has only {other} beds left",
                "only {other} beds are free at the clinic in {place}",
            ),
        ),
    ),
)
# How a claim is told; {claim} is a plain sentence, {name} and {office} who said it, {agency} a wire service.
TELLINGS = (
    "{claim}, {name}, {office}, said on {day}.",
    "{name}, {office}, told reporters that {claim}.",
    "According to {name}, {office}, {claim}.",
    '"{claim}," said {name}, {office}.',
    "{claim}, {agency} reported, citing {name}.",
    "{name} confirmed on {day} that {claim}.",
    "{claim}.",
)
AGENCIES = ("Meridian Wire", "Northline", "Harbour Press Agency")
OTHER = ("Nothing more was known at first.", "An inquiry has begun.", "A decision is expected next week.")


def invent_place(chosen: random.Random) -> str:
    """Give a name of a place, one of some thousands."""
    return chosen.choice(_FIRST) + chosen.choice(_MIDDLE) + chosen.choice(_LAST)


def invent_person(chosen: random.Random) -> str:
    """Give a name of a person, one of some ten thousands."""
    return f"{chosen.choice(_GIVEN)} {invent_place(chosen)}"
