"""Quotations in languages whose sentences are not read: who speaks, where a plain cue says so."""

import re

from whence.statements.attributions import Attribution, Span
from whence.statements.entities import is_outlet_name
from whence.statements.quotes import Quote

# Cues that stand before their speaker behind a quotation or a clause, in German, French, Spanish and Italian.
_CUE = (
    r"sagte|sagt|erklärte|erklärt|betonte|meinte|teilte|berichtete|schrieb|kritisierte|warnte|"
    r"a\s+(?:déclaré|dit|affirmé|expliqué|annoncé|ajouté|indiqué|assuré|confié|écrit|précisé)|déclare|explique|affirme|"
    r"dijo|afirmó|declaró|aseguró|explicó|señaló|ha\s+(?:dichiarato|detto|affermato|spiegato)|disse"
)
_NAME = r"[A-ZÀ-ÖØ-Þ][\w’'-]+(?:\s(?:d[eu]s?\s|de\sla\s|von\s|van\s)?[A-ZÀ-ÖØ-Þ][\w’'-]+){0,4}"
_BEHIND = re.compile(rf"[\s,»«”“\"]*(?P<cue>{_CUE})\b(?P<rest>[^.!?;«»„“”\"]{{1,140}})")
_ACCORDING = re.compile(
    rf"\b(?P<cue>selon|d[’']après|laut|nach\s+Angaben\s+(?:der|des|von)|según|secondo)\s+"
    rf"(?:l[’']|le\s|la\s|les\s|der\s|dem\s|den\s|el\s|los\s|il\s|lo\s)?(?P<name>{_NAME}(?:\s[a-zà-ÿ]{{4,}}(?=\s*(?:[,.]|\Z)))?)"
)
_CLOSING = re.compile(
    rf",\s+(?P<cue>{_CUE})\s+(?:l[’']|le\s|la\s|les\s|die\s|der\s|das\s|el\s)?(?P<name>{_NAME}(?:\s[a-zà-ÿ]+(?=[.]?\s*\Z))?)[^,.]{{0,60}}[.]?\s*\Z"
)
# "Das teilte die Behörde mit.": who said what the sentence before it says.
_BACKWARD = re.compile(
    rf"(?:Das|Dies)\s(?P<cue>teilte|sagte|erklärte|berichtete|bestätigte|gab)\s(?:[a-zäöüß]+\s){{0,2}}?"
    rf"(?:die|der|das)\s(?P<name>{_NAME})\b[^.]{{0,80}}\.?\Z"
)
# "Venn zufolge war der Hafen geschlossen."
_ZUFOLGE = re.compile(rf"(?:(?:Dem|Der|Den)\s)?(?P<name>{_NAME})\s(?P<cue>zufolge)\s")
_KIND_OF_OUTLET = re.compile(r"(?:Nachrichtenagentur|Agentur|Zeitung|Tageszeitung|Sender|Magazin)\s")
_NAMES = re.compile(_NAME)


def read_foreign(text: str, sentences: list[Span], quotes: list[Quote]) -> list[Attribution]:
    """Find the quotations of a unit and, where a cue stands beside them, their speakers.

    Args:
        text: the field.
        sentences: the unit's sentences.
        quotes: its speech quotations.

    Returns:
        One attribution a quotation, and one a sentence that names a source by a plain cue; their sources
        are None where nobody is named.
    """
    found: list[Attribution] = []
    end = sentences[-1][1]
    for quote in quotes:
        content = [(quote.begin, quote.end)]
        match = _BEHIND.match(text, quote.end, end)
        person = _speaker(match) if match is not None else None
        cue = match.span("cue") if match is not None and person is not None else None
        told = _outlet(match) if match is not None else None
        found.append(Attribution(person, cue, content, "say", "verb" if person else "carried", hearer=told))
    if quotes:
        return found
    for begin, stop in sentences:
        sentence = _read_zufolge(text, begin, stop) or _read_plain(text, begin, stop)
        if sentence is not None:
            found.append(sentence)
    return found


def read_backward(text: str, sentence: Span, before: Span) -> Attribution | None:
    """Read a sentence that names who said what the sentence before it says.

    Args:
        text: the field.
        sentence: the sentence.
        before: the sentence before it.

    Returns:
        The attribution of the sentence before, or None.
    """
    match = _BACKWARD.match(text, *sentence)
    if match is None:
        return None
    stop = before[1]
    while stop > before[0] and text[stop - 1] in " .!":
        stop -= 1
    return Attribution(match.span("name"), match.span("cue"), [(before[0], stop)], "say", "verb")


def _read_zufolge(text: str, begin: int, stop: int) -> Attribution | None:
    match = _ZUFOLGE.match(text, begin, stop)
    if match is None:
        return None
    end = stop
    while end > match.end() and text[end - 1] in " .!":
        end -= 1
    return (
        Attribution(match.span("name"), match.span("cue"), [(match.end(), end)], "according", "according")
        if end > match.end()
        else None
    )


def _speaker(match: re.Match[str]) -> Span | None:
    """Give the longest name behind a cue: a person's rather than an office's single word."""
    names = [(name.start(), name.end()) for name in _NAMES.finditer(match["rest"])]
    full = [
        span for span in names if " " in match["rest"][slice(*span)] and not _told(match["rest"], span[0])
    ]
    chosen = (full or names)[:1]
    return (match.start("rest") + chosen[0][0], match.start("rest") + chosen[0][1]) if chosen else None


def _outlet(match: re.Match[str]) -> Span | None:
    """Give the outlet among the names behind a cue."""
    for name in _NAMES.finditer(match["rest"]):
        kind = _KIND_OF_OUTLET.match(name.group())
        begin = kind.end() if kind is not None else 0
        if is_outlet_name(name.group()[begin:]):
            return match.start("rest") + name.start() + begin, match.start("rest") + name.end()
    return None


def _told(rest: str, begin: int) -> bool:
    """Tell whether a name is that of who was told, not of who speaks."""
    return rest[:begin].rstrip().rsplit(" ", 1)[-1] in ("à", "au", "a", "Agentur", "Zeitung", "al", "alla")


def _read_plain(text: str, begin: int, stop: int) -> Attribution | None:
    closing = _CLOSING.search(text, begin, stop)
    if closing is not None:
        return Attribution(
            closing.span("name"), closing.span("cue"), [(begin, closing.start())], "say", "according"
        )
    match = _ACCORDING.search(text, begin, stop)
    if match is None:
        return None
    before, after = (begin, match.start()), (match.end(), stop)
    content = before if before[1] - before[0] > after[1] - after[0] else after
    words = text[slice(*content)]
    content = (
        content[0] + len(words) - len(words.lstrip(" ,")),
        content[0] + len(words.rstrip(" ,.")),
    )
    return (
        Attribution(match.span("name"), match.span("cue"), [content], "according", "according")
        if content[0] < content[1]
        else None
    )
