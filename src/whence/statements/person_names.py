"""People's names in their plainest form, in which its spellings agree."""

import re
import unicodedata

_MARKS = re.compile(r"[.’'`-]")
_INITIAL = re.compile(r"[a-z]{1,2}\Z")
# Endings of one Slavic surname in its transliterations.
_SLAVIC = re.compile(r"(?<=[sc]k)(?:iy|yy|ij|yi|y|i)\Z")
_SHORT_NAMES = """
alexander alex sasha | andrew andy | anthony tony | antonio tonio | benjamin ben | charles chuck charlie
christopher chris | daniel dan danny | david dave | deborah debbie deb | dmitry dima | donald don
douglas doug | edward ed | elizabeth liz beth betsy lizzie | francis frank | francisco paco
frederick fred | gerald jerry | gregory greg | henry hank | james jim jimmy | jeffrey jeff
jennifer jen jenny | joseph joe joey | jose pepe | joshua josh | katherine kate kathy katie | kenneth ken
lawrence larry | leonard len | manuel manny | margaret maggie meg peggy | matthew matt | michael mike mick
nathaniel nate | nicholas nick | pamela pam | patrick pat paddy | peter pete | philip phil | raymond ray
rebecca becky | richard dick rick rich | robert bob rob bobby | ronald ron | samuel sam
stephen steve steven | susan sue | theodore teddy | thomas tom tommy | timothy tim | victoria vicky
vladimir volodymyr vlad | william bill will billy
"""


def _read() -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in _SHORT_NAMES.replace("\n", "|").split("|"):
        names = [name for name in entry.split() if not name.endswith("_")]
        found.update(dict.fromkeys(names, names[0]) if names else {})
    return found


_FULL = _read()


def fold(name: str) -> str:
    """Give a name in lower case without accents, full stops, apostrophes and hyphens."""
    plain = unicodedata.normalize("NFKD", name.replace("ø", "o").replace("Ø", "o").replace("ł", "l"))
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return " ".join(_MARKS.sub("", bare.lower()).split())


def person_key(name: str) -> str:
    """Give what the spellings of one person's full name share.

    Args:
        name: a name without titles.

    Returns:
        It in lower case without accents, marks and middle initials, a first name in its full form and
        Slavic surnames in one transliteration: "Mike J. Orlovskiy" -> "michael orlovsk".
    """
    words = fold(name).split()
    if len(words) > 2:
        words = [words[0], *(word for word in words[1:-1] if not _INITIAL.match(word)), words[-1]]
    if len(words) > 1:
        words[0] = _FULL.get(words[0], words[0])
    return _SLAVIC.sub("", " ".join(words))


def middle_initials(name: str) -> str:
    """Give the initials between first and last name, which tell two people of one name apart: "hw"."""
    return "".join(word for word in fold(name).split()[1:-1] if _INITIAL.match(word))
