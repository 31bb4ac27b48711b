"""What somebody is called: nouns for the same, and whom a noun may mean."""

from whence.statements.entities import Entity
from whence.statements.wordlists import word_set

BUSINESS = word_set(
    """
    company firm group corporation business operator owner bank airline organisation organization
    """
)
"""Nouns of a business, which "the company" may be."""
SAME_NOUN: dict[str, tuple[str, ...]] = {
    "company": ("firm", "corporation", "group"),
    "firm": ("company", "corporation"),
    "officials": ("official",),
    "sources": ("source",),
    "source": ("sources", "official"),
    "official": ("officials", "source"),
    "service": ("guard", "agency", "office", "police"),
    "force": ("police", "army"),
    "agency": ("department", "bureau", "administration", "wire"),
    "newspaper": ("paper", "outlet"),
    "paper": ("newspaper", "outlet"),
    "president": ("leader",),
    "pair": ("officials",),
    "organization": ("group", "foundation", "association"),
    "organisation": ("group", "foundation", "association"),
    "judge": ("justice",),
    "union": ("guild", "federation"),
    "group": ("organization", "organisation", "association", "coalition"),
    "lawmaker": ("senator", "representative", "congressman", "congresswoman"),
    "legislator": ("senator", "representative"),
    "congressman": ("representative",),
    "congresswoman": ("representative",),
    "politician": ("senator", "minister", "mayor"),
}
"""What else they may have been called whom a noun means, the likeliest first."""
OUTLET_NOUNS = word_set(
    "outlet newspaper paper article story piece broadcaster channel network agency site website magazine"
)
"""Nouns of an outlet and of what it runs."""
SPEAKS_AGAIN = word_set("source sources official officials person speaker interlocutor")
"""Nouns that, behind "the same", mean who spoke last."""
PARTISANS = word_set("republican democrat conservative liberal independent socialist tory labourite centrist")
"""Nouns of who is of a party."""
POLITICIANS = word_set(
    """
    politician lawmaker legislator leader senator congressman congresswoman representative member speaker
    president minister governor mayor chairman chairwoman chair candidate nominee incumbent republican
    democrat
    """
)
"""What one and the same politician may be called."""
VAGUE = word_set("official spokesman spokeswoman spokesperson man woman politician lawmaker leader diplomat")
"""Nouns that tell hardly anything of whom they call."""


def may_be(entity: Entity, noun: str) -> bool:
    """Tell whether nothing that somebody was called speaks against a noun: a senator is no judge."""
    if not entity.nouns or noun in VAGUE:
        return True
    return noun in POLITICIANS and any(each.rpartition(" ")[2] in POLITICIANS for each in entity.nouns)
