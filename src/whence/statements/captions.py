"""Words under a picture: what a picture shows is not what somebody says."""

import re

from whence.statements.tokens import AUXILIARIES, BE, PREPOSITIONS
from whence.statements.wordlists import word_set

_PICTURES = word_set(
    "photo photos photograph photographs picture pictures image images screenshot screenshots"
)
_SHOWS = re.compile(r"(?:show|depict|captur|featur|display)(?:s|e|es|ed|ing|n)?", re.IGNORECASE)
# What stands before the picture where the words are its caption: "in this 2019 file photo".
_CAPTIONED = word_set("this file handout undated courtesy combination")
_CLAUSES = word_set("that how whether why what")
_WORD = re.compile(r"\w+")


def is_caption(source: str, cue: str, content: str) -> bool:
    """Tell whether words say what a picture shows, rather than what is known from it.

    "A 2019 photo shows the quay" attributes nothing; "satellite images show that the quay was hit" does.

    Args:
        source: the words taken for the source.
        cue: the words taken for the cue.
        content: the words taken for what is said.
    """
    if not any(_SHOWS.fullmatch(word) for word in cue.split()):
        return False
    before: list[str] = []
    for word in _WORD.findall(source.lower()):
        if word in _PICTURES:
            break
        if word in PREPOSITIONS:
            return False
        before.append(word)
    else:
        return False
    words = _WORD.findall(content.lower())
    if any(word in _CAPTIONED or (word.isdigit() and len(word) == 4) for word in before):
        return True
    return (
        words[:1] != []
        and words[0] not in _CLAUSES
        and not any(word in BE or word in AUXILIARIES for word in words)
    )
