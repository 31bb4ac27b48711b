"""Titles, labels and places that stand beside a name in one run of capitalised words."""

import re
from collections.abc import Sequence

from whence.statements import roles
from whence.statements.countries import COUNTRY_OF
from whence.statements.entities import THINGS
from whence.statements.extent import PASTS
from whence.statements.given_names import FEMALE, GIVEN, MALE
from whence.statements.lexicon import VERBS
from whence.statements.remembered import remembered
from whence.statements.tokens import is_verb
from whence.statements.wordlists import word_set

# Labels of a page that stand before a name without being part of it.
_LABELS = word_set(
    """
    analysis opinion exclusive watch video photo image editorial column breaking update live review
    commentary perspective interview facebook twitter pinterest related read staunch fellow longtime
    """
)
# What bids the reader, and is no part of a name either: "Watch Venn's Speech".
_BIDDING = word_set("watch listen see")
# Words of offices that stand before a name without being part of it only where a role follows them.
_OFFICE_WORDS = word_set(
    """
    white national state federal senate house justice city county fire police health foreign defense
    defence interior finance us u.s district campaign staff transport labour republican democratic
    democrat
    """
)
_SHORT_ROLES = {
    "rep": "representative", "sen": "senator", "gov": "governor", "gen": "general", "lt": "lieutenant",
    "col": "colonel", "maj": "major", "capt": "captain", "sgt": "sergeant", "adm": "admiral",
}  # fmt: skip
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
# What may stand between a role and the name: "Professor Emeritus Mara Venn".
_BEHIND_ROLES = word_set("emeritus emerita designate elect")
# Words behind a role that make it part of another name: "Judge Memorial Park", "General Motors".
NOT_NAMES = word_set(
    """
    system association fund act memorial park street avenue center centre hall house office academy award
    prize motors electric mills dynamics assembly hospital school university club cup league building
    programme program insurance services service affairs conference committee group board institute
    foundation society corps council jr sr ii iii iv
    """
)
_LONGEST_NAME = 5
_WORD = re.compile(r"\w+(?:[-'’.&]\w+)*")
_DESCRIBING = word_set("the a an who chief head director former")
# Words of an apposition among which no verb stands.
_NEAR_WORDS = 6
_LONGEST_APPOSITION, _MOST_ROLES, _SHORTEST_PAST = 9, 3, 4
# Words before a role among which "former" belongs to it.
_REACH = 3
_OWNS = ("'s", "’s", "s'", "s’")
# Words of the longest name of somebody of an outlet or a firm.
_LONGEST_OWNED = 4
_SMALL = word_set("of the for and & de la du von")
_MARKS = " ,;:—–-\"“”'’‘()[]."


@remembered
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
    if at == len(parts) - 2 and parts[at].lower() in _BIDDING:
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
                and _role_of(last) not in roles.ROLES
                and head.split()[0].lower() not in _OF_HEADS
            ):
                return head
    return words


def without_owner(words: str) -> str:
    """Cut whose somebody is off a name: "Corva's Deputy Envoy Mara Venn", "the Port Post’s Mara Venn"."""
    if "'" not in words and "’" not in words:
        return words
    parts = words.split()
    owner = next((at for at, part in enumerate(parts) if part.endswith(_OWNS)), None)
    if owner is None:
        return words
    behind = parts[owner + 1 :]
    if 2 <= len(behind) <= _LONGEST_OWNED and behind[0].lower() in GIVEN and behind[-1].lower() not in THINGS:
        return " ".join(behind)
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


@remembered
def take_apart(words: str) -> tuple[str, str, tuple[str, ...]]:
    """Take what is no part of it off a name.

    Args:
        words: capitalised words, such as "Analysis Corva's Foreign Minister Mara Venn".

    Returns:
        The name with its titles, the name alone, and the role nouns among the titles, lower case.
    """
    words = without_owner(without_place(without_label(words)))
    name, nouns = strip_titles(whose_office(words))
    return words, name, tuple(nouns)


def strip_titles(words: str) -> tuple[str, list[str]]:
    """Take titles and whose they are off the front of a name.

    Args:
        words: capitalised words, such as "Foreign Minister Mara Venn" or "Weir Town Fire Chief Mara Venn".

    Returns:
        The name, and the role nouns among the titles, lower case.
    """
    parts = words.split()
    if len(parts) > 2 and parts[1].lower() in GIVEN:
        # "Congresswomen Mara Venn and Ada Holm": each of them is one.
        parts[0] = _one_of(parts[0])
    at = _behind_last_role(parts)
    if at is None:
        at = _behind_titles(parts)
    while 0 < at < len(parts) - 1 and parts[at].lower() in _BEHIND_ROLES:
        at += 1
    at += _opens_with_land(parts[at:])
    nouns = _roles_in(parts[:at])
    if at and len(parts) - at == 1 and parts[at].lower() in (*roles.BODIES, *roles.ROLES):
        # "Police Department" and "Prime Minister" are no names with a title before them.
        return clean_mention(words), nouns
    return clean_mention(" ".join(parts[at:])), nouns


def _one_of(part: str) -> str:
    """Give the singular of a role in the plural, or the word itself."""
    lower = part.lower()
    one = lower[:-2] + "an" if lower.endswith(("men", "women")) else lower.removesuffix("s")
    return one.capitalize() if one in roles.ROLES else part


def _opens_with_land(parts: list[str]) -> bool:
    """Tell whether a land stands before somebody's whole name: "Ukraine Kurt Venn", "French Claire Tarn"."""
    if len(parts) < 3 or parts[0].lower() in GIVEN or parts[1].lower() not in GIVEN:
        return False
    return parts[0].lower() in COUNTRY_OF


def whose_office(words: str) -> str:
    """Give whose office a name is that names nobody who holds it: of "Chief of Orle Grain" the company."""
    parts = words.split()
    at = next((at for at, part in enumerate(parts[:-1]) if part in ("of", "for")), None)
    if not at or _role_of(parts[at - 1]) not in roles.ROLES or _behind_office(parts, at - 1) is not None:
        return words
    behind = parts[at + 1 :]
    behind = behind[1:] if behind[0] == "the" else behind
    known = not behind or behind[0].lower() in _OFFICES_OF or behind[-1].lower() in _OFFICES_OF
    return words if known else " ".join(behind)


def _role_of(part: str) -> str:
    """Give the role in a word, lower case: of "Vice-President" the president, of "Sen." the senator."""
    role = part.lower().rstrip(".").rsplit("-", 1)[-1]
    return _SHORT_ROLES.get(role, role)


def _roles_in(parts: list[str]) -> list[str]:
    """Give the roles among titles: "Attorney General" is no general, "of Justice" no judge."""
    found: list[str] = []
    words = [_role_of(part) for part in parts]
    for at, role in enumerate(words):
        before = words[at - 1] if at else ""
        if role in roles.ROLES and before != "of" and not (role == "general" and before in roles.ROLES):
            found.append(qualified_role(words, at))
    return found


def qualified_role(words: Sequence[str], at: int) -> str:
    """Give a role with what makes another of it: "vice president", "former senator".

    Args:
        words: the words that it stands among, lower case.
        at: where it stands.
    """
    if at and words[at - 1] in ("vice", "deputy"):
        return f"{words[at - 1]} {words[at]}"
    return f"former {words[at]}" if "former" in words[max(0, at - _REACH) : at] else words[at]


def _behind_last_role(parts: list[str]) -> int | None:
    """Give where the name behind the last role begins: "New Merin Fire Services Commissioner Ada Holm"."""
    for at in range(len(parts) - 2, -1, -1):
        role = _role_of(parts[at])
        if role not in roles.ROLES and role not in _HONORIFICS:
            continue
        if at and (parts[at - 1].lower() in GIVEN or parts[at].islower()):
            # "Larry King Holm": a surname that is a role too.
            continue
        if any(part.islower() and part not in _SMALL for part in parts[:at]):
            # "A letter from the auditor to Senator Holm" is no title.
            return None
        if parts[at + 1].lower() in ("of", "for", "and", "&"):
            return _behind_office(parts, at)
        behind = parts[at + 1 :]
        lowers = [part.lower().rstrip(".") for part in behind]
        if (
            len(behind) > _LONGEST_NAME
            or any(
                word in roles.BODIES or word in NOT_NAMES or word in ("and", "&", "for") for word in lowers
            )
            or lowers[-1] in THINGS
        ):
            return None
        return at + 1
    return None


def _behind_titles(parts: list[str]) -> int:
    """Give where the name behind titles that are no role begins: "Former U.S. Mara Venn"."""
    at = 0
    while at < len(parts) - 1:
        lower = parts[at].lower().rstrip(".")
        if parts[at + 1].lower() in ("of", "for", "and", "&"):
            break
        if lower not in roles.TITLES and lower not in roles.HONORIFICS:
            break
        if lower in _OFFICE_WORDS or parts[at + 1].lower().rstrip(".") in NOT_NAMES:
            break
        at += 1
    return at


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


def roles_behind(phrase: str) -> list[str]:
    """Give the roles that an apposition tells, none where the words are a clause of another.

    Args:
        phrase: the words between a name's comma and the next mark.
    """
    words = [word.lower() for word in _WORD.findall(phrase)][:_LONGEST_APPOSITION]
    acts = next((at for at, word in enumerate(words[:_NEAR_WORDS]) if _is_act(words, at)), None)
    if not words or (acts is not None and "who" not in words[:acts]):
        # "... to the Wire, the spokesman said": he is another.
        return []
    if words[0] not in _DESCRIBING and words[0] not in roles.ROLES:
        return []
    told = [at for at, word in enumerate(words) if word in roles.ROLES or word in roles.BODIES]
    return [qualified_role(words, at) for at in told[:_MOST_ROLES]]


def _is_act(words: list[str], at: int) -> bool:
    """Tell whether a word is a verb whose subject stands before it: "the president touched on"."""
    if is_verb(words[at]):
        return True
    past = words[at] in PASTS or (words[at].endswith("ed") and len(words[at]) > _SHORTEST_PAST)
    led = at + 1 < len(words) and words[at + 1] in ("by", "in", "of", "as")
    return past and at > 0 and words[at - 1] in roles.ROLES and not led
