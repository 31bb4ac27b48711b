"""Whether a text tells of harm done, or only of the end of a life or in a figure of speech."""

import re
from collections.abc import Sequence

from whence.statements.casualty import Casualty

# What is said of every death, and of much that hurts nobody: "her father died", "taxes hit consumers".
_LOOSE = re.compile(
    r"""die[ds]|dead|deceased|passed\s+away|deaths?(?:\s+of)?|body\s+of|los(?:t|ing|es)\s.*
    |hit|hits|hitting|struck|strikes|striking|hurt|survived|recovering""",
    re.VERBOSE,
)
# A sentence with one of these tells of violence, a disaster or an injury.
_HARM = re.compile(
    r"""crash|collision|collid|shooting|shoot-?out|gunfire|\bgun|attack|blast|explo[ds]|explosi|bomb|\bfires?\b|blaze
    |flood|storm|hurricane|tornado|quake|accident|drown|overdos|stab|\bwar\b|battle|clash|violen|riot|homicide
    |murder|police|coroner|investigat|medical\s+examiner|autops|suicid|derail|capsiz|sank|collaps|at\s+the\s+scene
    |outbreak|\bfell\b|disaster|custody|detention|bullet|hospital|ambulance|vehicle
    |\b(?:legs?|arms?|chest|heads?|neck|foot|feet|hands?|face|back|shoulder|stomach|torso|thigh)\b|wound|injur
    |fatal|victim|suspect|sheriff|deput(?:y|ies)|officers?\b""",
    re.IGNORECASE | re.VERBOSE,
)
_ILLNESS = re.compile(
    r"""cancer|leuk(?:a)?emia|illness|disease|natural\s+causes|heart\s+attack|heart\s+failure|stroke|pneumonia|dementia
    |alzheimer|diabetes|old\s+age|complications""",
    re.IGNORECASE | re.VERBOSE,
)
_TITLE = re.compile(r"kill|slay|slain|\bshot\b|dead|deadly", re.IGNORECASE)


def is_harm(text: str, mentions: Sequence[Casualty], title: str = "") -> bool:
    """Tell whether a text's mentions of death and injury are meant as such, and as an event's.

    Args:
        text: the text of the mentions.
        mentions: all of them.
        title: the headline above it.

    Returns:
        True if one of them can mean nothing else, or counts people or gives their age; or if its sentence or
        the headline has a word for violence, a disaster or an injury.
    """
    told = [mention for mention in mentions if mention.kind in ("killed", "injured", "shot", "implied")]
    return (
        any(not _LOOSE.fullmatch(mention.phrase) or _is_told_of(mention) for mention in told)
        or any(_HARM.search(text, *mention.sentence) for mention in told)
        or _HARM.search(title) is not None
        or _TITLE.search(title) is not None
    )


def is_illness(text: str, mention: Casualty) -> bool:
    """Tell whether a mention is of somebody who died of an illness."""
    loose = mention.kind == "killed" and _LOOSE.fullmatch(mention.phrase) is not None
    return loose and _ILLNESS.search(text, *mention.sentence) is not None


def _is_told_of(mention: Casualty) -> bool:
    """Tell whether a mention counts people or gives somebody's age, as reports of harm do."""
    return any(
        person.age is not None or (person.noun and (person.count or 0) > 1) for person in mention.people
    )
