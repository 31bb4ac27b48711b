"""Through what a statement came: the outlet that was told, the interview, the post, the broadcast."""

import re

from whence.statements.attributions import Attribution
from whence.statements.entities import is_outlet_name
from whence.statements.roles import MEDIA_WORDS
from whence.statements.titles import clean_mention

_PLACE = re.compile(
    r"""\b(?i:in|on|via|through|during|at|by)\s+(?P<what>
    (?:(?:an?|his|her|its|their|the|one|another|several|two|separate|telephone|phone|recent|exclusive
    |written|joint|brief|short|separate|live|televised|video|public|official|\w+day)\s+){0,3}
    (?:(?:television|tv|radio|telephone|phone|state|press|news|blog|email|e-mail|Twitter|Facebook
    |Telegram|Instagram|Truth\s+Social|social[ ]media|YouTube|online|WhatsApp|CNN|Fox\s+News|NBC|CBS|ABC
    |MSNBC|BBC|X|Bluesky|Mastodon|Weibo|TikTok|morning|written|prepared|video|\w+['’]s)\s+){0,3}
    (?:interviews?|statements?|posts?|tweets?|piece|article|column|op-ed|essay|letter|emails?|e-mails?
    |message|messages|speech|address|conference|briefing|release|report|broadcast|television|TV|radio
    |Twitter|Facebook|Telegram|Instagram|testimony|hearing|podcast|memo|book|thread|video|media|filing
    |affidavit|newsletter|interview\w*|show|program|programme|call)\b
    (?:\s+on\s+(?:its|his|her|their|the)\s+(?:[\w-]+\s+)?(?:website|page|account|channel|blog|site)\b)?
    (?:\s+(?:with|to|on|for|in|from|by|(?:published|broadcast|carried|aired|released|posted)\s+(?:by|on|in))\s+(?!(?:\w+day|January|February|March
    |April|May|June|July|August|September|October|November|December)\b)(?:the\s+)?(?:state\s+)?[A-Z“"'‘][\w'’&.-]*(?:\s+(?:of\s+|the\s+
    |and\s+)?[A-Z][\w'’&.-]*){0,4})?)""",
    re.VERBOSE,
)
# How far from a cue, in code points, a channel is looked for.
_REACH = 160
_BROKEN = re.compile(r"[.;“”\"]\s")
_SPOKEN_TO = re.compile(
    r"\b(?i:speaking|talking|in\s(?:an\s)?interviews?)\s(?:to|with)\s(?P<whom>(?:the\s)?[A-Z][\w’'&.]*(?:\s[A-Z][\w’'&.]*){0,4})"
)
_KIND_BEFORE = re.compile(
    r"(?:[a-z-]{2,20}\s){0,4}(?:radio|television|TV|station|newspaper|agency|broadcaster|channel|magazine|website|site"
    r"|outlet|network|podcast|daily|weekly)\s(?P<name>[A-Z][\w’'&.-]*(?:\s[A-Z][\w’'&.-]*){0,3})\Z"
)
_OUTLET_OF = re.compile(r"(?:with|to|for|on)\s+((?:the\s+)?[A-Z].*)\Z", re.DOTALL)


def find_channel(text: str, attribution: Attribution) -> tuple[str | None, tuple[str, ...]]:
    """Find through what a statement came.

    Args:
        text: the field.
        attribution: who says what, with the words behind its cue.

    Returns:
        The channel, or None; and the outlets that it names, for the chain.
    """
    if attribution.kind == "post":
        return "a post", ()
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
    spoken_to = _spoken_to(text, attribution)
    if spoken_to is not None:
        return spoken_to, (spoken_to,)
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


def _spoken_to(text: str, attribution: Attribution) -> str | None:
    """Give the outlet of "Mara Venn, speaking to the Port Courier, said"."""
    if attribution.source is None or attribution.cue is None:
        return None
    low = min(attribution.source[0], attribution.lead[0] if attribution.lead else attribution.source[0])
    aside = _SPOKEN_TO.search(text, low, min(attribution.cue[0], low + _REACH))
    return outlet_in(clean_mention(aside["whom"])) if aside is not None else None


def outlet_in(words: str) -> str | None:
    """Give the outlet that a phrase names, such as "the Meridian Wire's Ada Holm", or None."""
    bare = words.removeprefix("the ").removeprefix("The ")
    if is_outlet_name(bare) or (bare != words and bare.lower() in MEDIA_WORDS and bare[:1].isupper()):
        return bare
    kind = _KIND_BEFORE.match(words)
    if kind is not None:
        # "local radio station Dunmar FM"
        return kind["name"]
    owner = re.split(r"['’]s\s", bare)[0]
    return owner if owner != bare and is_outlet_name(owner) else None
