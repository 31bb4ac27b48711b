"""What a name or a noun can stand for: a person, a body, an outlet or a thing."""

from bisect import bisect_right
from dataclasses import dataclass, field

from whence.statements import roles
from whence.statements.countries import COUNTRY_OF
from whence.statements.given_names import GIVEN
from whence.statements.remembered import remembered
from whence.statements.wordlists import word_set

_COUNTRIES = word_set(
    """
    russia ukraine china iran israel france germany britain india pakistan turkey syria iraq japan america
    washington moscow beijing london paris berlin tehran jerusalem kyiv kiev ankara delhi brussels
    """
)
_MEDIA_NOUNS = word_set(
    "newspaper paper magazine agency broadcaster network channel station website site outlet wire media"
)
_AUTHORITIES = word_set(
    """
    authority ministry police government department court council parliament congress union guild federation
    party committee senate army navy league embassy
    """
)
# Words that end the name of a thing, a time or a place, not of a person.
THINGS = word_set(
    """
    act amendment bill constitution treaty deal accord agreement manual code prize award war day week month
    year street avenue road river lake bridge island islands valley mountain mountains sea ocean bay coast
    north south east west northern southern eastern western central federal state states county city town
    village province district region republic kingdom square park airport port beach hall house tower
    building center centre plan programme program project fund protocol doctrine summit convention
    conference cup championship games festival revolution movement era century question issue affair scandal
    speech address report study review strip bank dam canal tunnel
    """
)
# Endings of words for peoples, parties and believers, which say whose something is and name nobody.
_PEOPLES = ("crat", "ian", "ish", "ese", "ite", "elis", "eli", "ican", "lims", "lim", "ists", "crats", "ians")
# Endings of words for parties, peoples and believers in the plural.
_CROWDS = ("crats", "icans", "ians", "ists", "elis")
# What stands before a kind of people in capitals, and what only a body's name holds.
_DESCRIBING = word_set(
    """
    house senate congressional democratic republican gop liberal conservative progressive labour white black
    asian african muslim jewish christian catholic federal state local other some many most both
    """
)
_JOINING = word_set("of for to and & the center centre institute society order international national")
_UNITED = word_set("united")
COMPANIES = word_set("ltd inc corp llc plc gmbh ag sa")
"""What stands behind a company's name without being part of it."""
# Nouns that end as if they were somebody's occupation.
_NOT_PEOPLE = word_set(
    """
    letter number computer order power center newsletter poster paper newspaper matter river water order
    server calendar chapter border weather winter summer quarter flyer folder filter meter register ledger
    factor sector error mirror corridor harbor harbour tenor transistor plant grant restaurant
    other another whether either neither rather former latter later earlier better greater major minor senior
    junior prior interior never ever over under after
    """
)
_OCCUPATIONS = ("man", "woman", "person", "er", "or", "ist", "ian", "ee", "boy", "girl")


SURNAME_PARTICLES = word_set("de la van von der den bin ibn al el du da di dos das ten ter")
"""Small words that surnames begin with."""


@dataclass(slots=True)
class Entity:
    """Somebody or something that the document names.

    Attributes:
        name: fullest name met so far.
        kind: person, body, outlet or unnamed.
        gender: m, f, p (several), n (a body or a thing) or None where nothing tells.
        nouns: role or body nouns it was called by, lower case.
        places: where it was mentioned, rising.
        place: whether it was mentioned as a place.
        sure: whether something besides its spelling says that it is a person.
    """

    name: str
    kind: str
    gender: str | None = None
    nouns: set[str] = field(default_factory=set)
    places: list[int] = field(default_factory=list)
    sure: bool = False
    place: bool = False

    def last_met(self, before: int | None) -> int:
        """Give where it was last mentioned, up to a place where one is given; -1 where it was not."""
        met = len(self.places) if before is None else bisect_right(self.places, before)
        return self.places[met - 1] if met else -1


def is_outlet_name(name: str) -> bool:
    """Tell whether a name is that of a news agency, a broadcaster or a paper."""
    lower = name.lower().removeprefix("the ")
    if lower in roles.AGENCIES:
        return True
    words = name.split()
    if len(words) < 2 or not words[-1][:1].isupper():
        return False
    return words[-1].lower() in roles.MEDIA_WORDS or words[0].lower() in ("radio", "channel", "tv")


def is_medium(name: str) -> bool:
    """Tell whether a source is an outlet, by its name or by what it is called: "the newspaper"."""
    return is_outlet_name(name) or name.lower().rsplit(" ", 1)[-1] in _MEDIA_NOUNS


@remembered
def name_key(name: str) -> str:
    """Give what two spellings of one name share inside a document."""
    key = name.lower().removeprefix("the ").replace(".", "").replace("’", "'")
    first, _, last = key.rpartition(" ")
    return first.rstrip(",") if first and last in COMPANIES else key


@remembered
def kind_of(name: str) -> str:
    """Give person, body or outlet, as far as the spelling of a name tells."""
    if is_outlet_name(name):
        return "outlet"
    words = name.lower().split()
    if "'s " in name or "’s " in name:
        return "body"
    if any(word in roles.BODIES or word in ("of", "for", "and", "&", "inc", "corp", "ltd") for word in words):
        return "body"
    if words and words[-1] in THINGS and words[0] not in GIVEN:
        return "body"
    if len(words) == 1 and (name.isupper() or name.lower() in _COUNTRIES):
        return "body"
    return "person"


def is_person_noun(noun: str) -> bool:
    """Tell whether "he" or "she" can stand for what a noun calls: "a widow", but not "a law"."""
    if noun in roles.PAPERS or noun in _MEDIA_NOUNS or noun in _NOT_PEOPLE or noun in ("reports", "evidence"):
        return False
    return noun in roles.ROLES or noun in roles.UNNAMED or noun in roles.SPOKES or noun.endswith(_OCCUPATIONS)


def is_plural_noun(noun: str) -> bool:
    """Tell whether a noun means many: "men", "police", "lawyers"."""
    if noun in ("people", "police", "media", "spokespeople", "both", "others", "many", "some", "most", "few"):
        return True
    return noun.endswith(("men", "ren")) or (noun.endswith("s") and not noun.endswith(("ss", "us", "is")))


def is_crowd(name: str) -> bool:
    """Tell whether a name is only that of a kind of people: "Republicans", "House Democrats", "Voters".

    Args:
        name: capitalised words; what a body is called may end alike: "League of Women Voters".
    """
    if " and " in name:
        return all(is_crowd(part) for part in name.split(" and "))
    words = name.lower().split()
    if not words or words[0] in GIVEN or not is_plural_noun(words[-1]):
        return False
    if any(word in roles.BODIES or word in _JOINING for word in words):
        return False
    last = words[-1]
    if last.endswith(_CROWDS):
        return words[0] not in _UNITED
    known = (last in roles.UNNAMED and is_person_noun(last)) or last.removesuffix("s") in roles.ROLES
    return known and all(word in _DESCRIBING or word in COUNTRY_OF for word in words[:-1])


def looks_like_person(entity: Entity) -> bool:
    """Tell whether an entity is somebody beyond doubt: by a title, a name in full, or as a relative."""
    if entity.sure or entity.kind == "unnamed":
        return True
    words = entity.name.split()
    return 2 <= len(words) <= 4 and not any("-" in word for word in words[:1]) and not _is_people(words)


def _is_people(words: list[str]) -> bool:
    """Tell whether a name holds a word for a people or a party: "Canadian Federal", "Ostmark Democrat"."""
    return words[0].lower() not in GIVEN and any(
        word.lower().endswith(_PEOPLES) and len(word) > 5 for word in (words[0], words[-1])
    )


def agrees(entity: Entity, gender: str) -> bool:
    """Tell whether a pronoun of this gender can stand for an entity."""
    if gender == "?":
        return entity.kind == "person" and entity.sure
    if gender in "mf":
        words = entity.name.split()
        if entity.kind == "person" and not entity.sure and (entity.place or _is_people(words)):
            return False
        if len(words) > 1 and words[-1].lower() in COUNTRY_OF and words[0].lower() not in GIVEN:
            # "Northern Norway"
            return False
        return entity.kind in ("person", "unnamed") and entity.gender in (None, gender)
    if gender == "b":
        # A business is a body, or a lone name that nothing shows to be a person's or a place's.
        lone = entity.kind == "person" and not entity.sure and not entity.place
        return (entity.kind in ("body", "outlet") or lone) and not entity.nouns & _AUTHORITIES
    if gender == "p":
        writing = entity.name.rpartition(" ")[2].lower() in roles.PAPERS
        return entity.gender == "p" or (entity.kind in ("body", "outlet") and entity.sure and not writing)
    if entity.kind != "person":
        return entity.kind in ("body", "outlet")
    words = entity.name.split()
    # A lone name may be a company's; a word for a people or a first name is nobody's that is "it".
    return not (entity.sure or _is_people(words) or words[0].lower() in GIVEN)


def long_surname(words: list[str]) -> str | None:
    """Give a surname of several words, lower case: of "Jan van der Meer" the last three."""
    at = next((at for at, word in enumerate(words) if at and word.lower() in SURNAME_PARTICLES), len(words))
    return " ".join(words[at:]).lower() if len(words) - at > 1 else None


def ends_in_phrase(name: str) -> bool:
    """Tell whether a name's last word belongs to its end only: the "Netflix" of "Chief of Netflix"."""
    words = name.split()
    return len(words) > 2 and words[-2].lower() in ("of", "for", "and", "&", "the")
