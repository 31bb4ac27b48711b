"""One mention of people killed, hurt, held or moved."""

from dataclasses import dataclass

from whence.statements.person import Person


@dataclass(frozen=True, slots=True)
class Casualty:
    """One mention of people killed, hurt, held or moved.

    Attributes:
        kind: killed, injured, shot (which the rest of the text decides), taken (to a hospital), victims (of
            whom no more is said), implied (that somebody was killed), detained, displaced or missing.
        begin: first code point of the mention of those counted.
        end: end, exclusive.
        people: the phrases for them; none where the words for the fate count them ("a triple shooting").
        count: how many altogether, None where a phrase gives no number.
        phrase: the words for the fate, in small letters.
        sentence: the sentence's begin and end.
        agent: who did it to them, where that stands beside it.
        after: whether "after" or the like stands before it in its sentence, as in "one dead after four shot".
        colon: where the last colon before it in its sentence stands, behind which a list of parts may begin;
            -1 without.
    """

    kind: str
    begin: int
    end: int
    people: tuple[Person, ...]
    count: int | None
    phrase: str
    sentence: tuple[int, int]
    agent: Person | None = None
    after: bool = False
    colon: int = -1
