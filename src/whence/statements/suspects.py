"""Names of those whom a report says are accused of what it tells of."""

import re
from collections.abc import Iterable

from whence.statements.people_words import NOT_NAMES

_NAME = r"(?P<{0}>(?-i:[A-Z])[\w’'-]+(?:\s+(?-i:[A-Z])[\w’'.-]*){{0,3}})"
_CHARGED = (
    r"(?:charged|arrested|indicted|arraigned|accused|convicted|sentenced|in\s+custody|taken\s+into\s+custody)"
)
# The suspect's name stands beside what is said of suspects.
_SUSPECT = re.compile(
    rf"""\b(?:
    (?:suspect|gunman|shooter|attacker|assailant|accused)s?\b(?:\s+(?:was|has\s+been|is|were))?,?
        (?:\s+(?:later\s+)?(?:identified\s+)?as)?\s+{_NAME.format("told")}
    |{_NAME.format("charged")},?(?:\s+\d\d,)?(?:\s+of\s+(?-i:[A-Z])[\w\s]{{1,30}},)?\s+(?:who\s+)?
        (?:was|were|has\s+been|is|is\s+being|faces)\s+(?:also\s+)?(?:{_CHARGED}|(?:multiple\s+|several\s+)?charges)
    |{_NAME.format("believed")},?\s+(?:the\s+(?:suspected\s+|alleged\s+)?|(?:who|whom)\s+(?:\w+\s+){{0,4}}?(?:to\s+be|is|was)\s+the\s+
        (?:suspected\s+|alleged\s+)?)(?:suspect|gunman|shooter|attacker|assailant|killer)(?=\s*[,.)])
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDINGS = frozenset({"jr", "sr", "ii", "iii", "iv"})


class Suspects:
    """The names of those who are accused.

    Args:
        names: their names' words, in small letters.
    """

    def __init__(self, names: Iterable[tuple[str, ...]] = ()) -> None:
        self._names = sorted(set(names))

    def hold(self, name: tuple[str, ...]) -> bool:
        """Tell whether a name may be that of one of them: a relative of the same surname is not."""
        return any(
            name[-1] == known[-1] and (len(name) == 1 or len(known) == 1 or name[0] == known[0])
            for known in self._names
            if name
        )


def find_suspects(text: str) -> Suspects:
    """Find the names of those who are said to be accused of something.

    Args:
        text: an article's text.

    Returns:
        The names.
    """
    found: set[tuple[str, ...]] = set()
    for match in _SUSPECT.finditer(text):
        words = (match["told"] or match["charged"] or match["believed"]).lower().replace("’", "'").split()
        words = [word.rstrip(".") for word in words]
        words = [word for word in words if word not in _ENDINGS]
        if words and words[-1] not in NOT_NAMES:
            found.add(tuple(words))
    return Suspects(found)
