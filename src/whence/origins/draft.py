"""An arrow before it has its id and probability."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Draft:
    """One sign that a statement was had from somewhere.

    Attributes:
        situation: name of the row in the table of probabilities.
        from_statement: id of the statement that had it.
        to_kind: what `to` is.
        to: statement id, source id or outside name.
        words: the words that show it.
        passage_id: the passage that shows it, if one does.
        credit_id: the credit that shows it, if one does.
    """

    situation: str
    from_statement: str
    to_kind: Literal["statement", "source", "outside"]
    to: str
    words: str
    passage_id: str | None = None
    credit_id: str | None = None
