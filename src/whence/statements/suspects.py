"""Names of those whom a report says are accused of what it tells of."""

import re

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
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDINGS = frozenset({"jr", "sr", "ii", "iii", "iv"})


def find_suspects(text: str) -> frozenset[str]:
    """Find the surnames of those who are said to be accused of something.

    Args:
        text: an article's text.

    Returns:
        Surnames in small letters.
    """
    found = set()
    for match in _SUSPECT.finditer(text):
        words = (match["told"] or match["charged"]).lower().replace("’", "'").split()
        words = [word.rstrip(".") for word in words]
        words = [word for word in words if word not in _ENDINGS]
        if words and words[-1] not in NOT_NAMES:
            found.add(words[-1])
    return frozenset(found)
