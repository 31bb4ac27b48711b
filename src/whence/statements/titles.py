"""Titles, labels and places that stand beside a name in one run of capitalised words."""

from whence.statements import roles
from whence.statements.given_names import FEMALE, GIVEN, MALE
from whence.statements.lexicon import VERBS
from whence.statements.wordlists import word_set

# Labels of a page that stand before a name without being part of it.
_LABELS = word_set(
    """
    analysis opinion exclusive watch video photo image editorial column breaking update live review
    commentary perspective interview facebook twitter pinterest related read staunch fellow longtime
    """
)
# Words of offices that stand before a name without being part of it only where a role follows them.
_OFFICE_WORDS = word_set(
    """
    white national state federal senate house justice city county fire police health foreign defense
    defence interior finance us u.s district campaign staff transport labour republican democratic
    democrat
    """
)
_SHORT_ROLES = ("rep", "sen", "gov")
_OF_HEADS = word_set(
    """
    bank house church city state office secretary minister director head chamber board college
    academy institute court society order army department ministry republic kingdom union centers
    center centre school national american international federal royal health human homeland customs
    food
    """
)
# What offices are of, so that a name can follow: "Secretary of State Mara Venn".
_OFFICES_OF = word_set(
    """
    state staff house senate defense defence treasury justice health commerce education energy labor labour
    transportation agriculture interior war finance trade parliament police security affairs council
    """
)
_HONORIFICS = word_set("mr mrs ms dr prof sir")
_MARKS = " ,;:—–-\"“”'’‘()[]."


def clean_mention(words: str) -> str:
    """Give a mention without marks and possessives at its edges, on one line."""
    words = " ".join(words.split()).strip(_MARKS)
    for tail in ("'s", "’s"):
        words = words.removesuffix(tail)
    return words


def without_label(words: str) -> str:
    """Cut a page's label and what stands before an honorific off a name: "Analysis Mara Venn"."""
    parts = words.split()
    for index, part in enumerate(parts[1:], start=1):
        form = VERBS.get(part.lower())
        if form is not None and form.frame == "say" and form.form in ("s", "past"):
            # "Pentagon Says": a headline's verb in capitals.
            parts = parts[:index]
            break
    at = max(
        (index for index, part in enumerate(parts[:-1]) if part.lower().rstrip(".") in _HONORIFICS), default=0
    )
    while at < len(parts) - 2 and parts[at].lower() in _LABELS:
        at += 1
    return " ".join(parts[at:])


def without_place(words: str) -> str:
    """Cut what follows "of" or "and" off a person's name: "Sid Oram of the Weir Inn"."""
    for joint in (" of ", " for ", " and "):
        head, found, _ = words.partition(joint)
        if found and len(head.split()) > 1:
            last = head.split()[-1].lower()
            if (
                last not in roles.BODIES
                and last not in _OF_HEADS
                and head.split()[0].lower() not in _OF_HEADS
            ):
                return head
    return words


def without_owner(words: str) -> str:
    """Cut whose officer somebody is off a name: "Corva's Deputy Envoy Mara Venn"."""
    parts = words.split()
    owner = next((at for at, part in enumerate(parts) if part.endswith(("'s", "’s"))), None)
    if owner is None:
        return words
    behind = parts[owner + 1 :]
    last = max(
        (at for at, part in enumerate(behind[:-1]) if part.lower().rstrip(".") in roles.ROLES), default=None
    )
    body = behind[-1:] and behind[-1].lower() in (
        *roles.ROLES,
        *roles.BODIES,
        "staff",
        "command",
        "secretariat",
    )
    named = last is not None and not body
    return " ".join(behind) if named and len(behind) > 1 else words


def strip_titles(words: str) -> tuple[str, list[str]]:
    """Take titles off the front of a name.

    Args:
        words: capitalised words, such as "Foreign Minister Mara Venn".

    Returns:
        The name, and the role nouns among the titles, lower case.
    """
    parts = words.split()
    nouns: list[str] = []
    at = 0
    while at < len(parts) - 1:
        lower = parts[at].lower().rstrip(".")
        if parts[at + 1].lower() in ("of", "for", "and", "&"):
            behind = _behind_office(parts, at)
            if behind is None:
                break
            nouns.append(lower)
            at = behind
            continue
        ahead = [part.lower().rstrip(".") for part in parts[at + 1 :]]
        if lower not in roles.TITLES and lower not in roles.HONORIFICS and not _role_follows(ahead[:-1]):
            break
        if lower in _OFFICE_WORDS and not any(
            (part in roles.ROLES and part != "justice") or part in _SHORT_ROLES for part in ahead[:-1]
        ):
            break
        if lower in roles.ROLES:
            nouns.append(lower)
        at += 1
    if at and len(parts) - at == 1 and parts[at].lower() in (*roles.BODIES, *roles.ROLES):
        # "Police Department" and "Prime Minister" are no names with a title before them.
        return clean_mention(words), nouns
    return clean_mention(" ".join(parts[at:])), nouns


def _behind_office(parts: list[str], at: int) -> int | None:
    """Give where the name behind an office and what it is of begins: "Speaker of the House Mara Venn"."""
    if parts[at].lower() not in roles.ROLES or parts[at + 1].lower() not in ("of", "for"):
        return None
    for place in range(max(at + 3, len(parts) - 3), len(parts) - 1):
        before = parts[place - 1].lower()
        if before not in ("of", "the", "for", "and") and (
            parts[place].lower() in GIVEN or (before in _OFFICES_OF and len(parts) - place == 2)
        ):
            return place
    return None


def _role_follows(ahead: list[str]) -> bool:
    """Tell whether one of the next two words is a person's role: "Ostmark President ..."."""
    return any(
        (part in roles.ROLES and part not in roles.BODIES and part not in ("general", "justice"))
        or part in _SHORT_ROLES
        for part in ahead[:2]
    )


def title_gender(words: str) -> str | None:
    """Give m or f where a title before a name tells, else None."""
    first = words.split(maxsplit=1)[0].lower().rstrip(".")
    if first in ("mr", "sir", "king", "prince", "lord", "father"):
        return "m"
    return "f" if first in ("mrs", "ms", "miss", "lady", "queen", "princess", "dame") else None


def name_gender(words: list[str]) -> str | None:
    """Give m or f where a first name tells, else None."""
    if len(words) < 2:
        return None
    first = words[0].lower()
    if first in MALE:
        return None if first in FEMALE else "m"
    return "f" if first in FEMALE else None
