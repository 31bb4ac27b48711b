"""Through what a statement came: the outlet that was told, the interview, the post, the broadcast."""

import re

from whence.statements.attributions import Attribution
from whence.statements.entities import is_outlet_name
from whence.statements.titles import clean_mention

_PLACE = re.compile(
    r"""\b(?i:in|on|via|through|during|at|by)\s+(?P<what>
    (?:(?:an?|his|her|its|their|the|one|another|several|two|separate|telephone|phone|recent|exclusive
    |written|joint|brief|short|separate|live|televised|video|public|official|\w+day)\s+){0,3}?
    (?:(?:television|tv|radio|telephone|phone|state|press|news|blog|email|e-mail|Twitter|Facebook
    |Telegram|Instagram|Truth\s+Social|social[ ]media|YouTube|online|WhatsApp|CNN|Fox\s+News|NBC|CBS|ABC
    |MSNBC|BBC|morning|written|prepared|video|\w+['’]s)\s+){0,3}?
    (?:interviews?|statements?|posts?|tweets?|piece|article|column|op-ed|essay|letter|emails?|e-mails?
    |message|messages|speech|address|conference|briefing|release|report|broadcast|television|TV|radio
    |Twitter|Facebook|Telegram|Instagram|testimony|hearing|podcast|memo|book|thread|video|media|filing
    |affidavit|newsletter|interview\w*|show|program|programme|call)\b
    (?:\s+on\s+(?:its|his|her|their|the)\s+(?:[\w-]+\s+)?(?:website|page|account|channel|blog|site)\b)?
    (?:\s+(?:with|to|on|for|in|from|by|published\s+by
    |broadcast\s+by)\s+(?:the\s+)?(?:state\s+)?[A-Z“"'‘][\w'’&.-]*(?:\s+(?:of\s+|the\s+
    |and\s+)?[A-Z][\w'’&.-]*){0,4})?)""",
    re.VERBOSE,
)
# How far from a cue, in code points, a channel is looked for.
_REACH = 160
_BROKEN = re.compile(r"[.;“”\"]\s")
_OUTLET_OF = re.compile(r"(?:with|to|for|on)\s+((?:the\s+)?[A-Z].*)\Z", re.DOTALL)


def find_channel(text: str, attribution: Attribution) -> tuple[str | None, tuple[str, ...]]:
    """Find through what a statement came.

    Args:
        text: the field.
        attribution: who says what, with the words behind its cue.

    Returns:
        The channel, or None; and the outlets that it names, for the chain.
    """
    if attribution.hearer is not None:
        hearer = clean_mention(text[slice(*attribution.hearer)])
        outlet = outlet_in(hearer)
        if outlet:
            return outlet, (outlet,)
        hearer_end = attribution.hearer[1]
    elif attribution.cue is not None:
        # A cue can hold the channel: "said on state television".
        hearer_end = min([attribution.cue[1], *(attribution.after or ())])
    else:
        return None, ()
    if attribution.after is None:
        return _place_in(text, attribution.lead, None)
    following = [begin for begin, _ in attribution.contents if begin >= hearer_end]
    stop = min(attribution.after[1], hearer_end + _REACH, *following)
    return _place_in(text, (hearer_end, stop), attribution.lead)


def _place_in(
    text: str, span: tuple[int, int] | None, other: tuple[int, int] | None
) -> tuple[str | None, tuple[str, ...]]:
    """Find a channel in a span, else in the other one."""
    window = text[span[0] : min(span[1], span[0] + _REACH)] if span else ""
    place = _PLACE.search(window)
    if place is None or _BROKEN.search(window[: place.start()]):
        return _place_in(text, other, None) if other else (None, ())
    what = " ".join(place["what"].split()).rstrip(".,")
    inside = _OUTLET_OF.search(what)
    outlet = outlet_in(clean_mention(inside.group(1))) if inside else None
    return what, (outlet,) if outlet else ()


def outlet_in(words: str) -> str | None:
    """Give the outlet that a phrase names, such as "the Meridian Wire's Ada Holm", or None."""
    bare = words.removeprefix("the ").removeprefix("The ")
    if is_outlet_name(bare):
        return bare
    owner = re.split(r"['’]s\s", bare)[0]
    return owner if owner != bare and is_outlet_name(owner) else None
