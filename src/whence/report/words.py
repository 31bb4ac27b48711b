"""The words in which results are put: neutral, and never more than the documents show."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from whence.identity import content_id
from whence.records import Arrow, Check, Claim, Decision, Document, Edge, Origin, Statement

if TYPE_CHECKING:
    from whence.report.views import OpenedOrigin, OpenedRuling

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\u2066-\u2069\ufeff"
    "\ud800-\udfff\ufffe\uffff]"
)
_FRAGMENT = 4  # spaces in a wording that tells something by itself
_NO_ZONE = " (zone unknown)"
_PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_ZONES_AHEAD, _ZONES_BEHIND = timedelta(hours=14), timedelta(hours=12)  # UTC+14 to UTC-12

_ORDER_WORDS = {
    "credit": "a credit",
    "attribution": "an attribution",
    "link": "a link",
    "dates": "the dates",
    "modified": "the times of change",
    "version": "the versions",
    "decision": "a person's decision",
}
WIRE_WORDS = {
    "agency": "an agency's own text",
    "credit": "an agency's text, by its credit",
    "copy": "an agency's text, copied",
}
EDGE_WORDS = {
    "republished": "carries nearly the whole text",
    "excerpted": "carries a part of the text",
    "rewritten": "retells it in partly other words",
    "updated": "is a later version by the same outlet",
    "cites": "cites it, without text in common",
    "common-source": "draws on the same source; no copying between them found",
    "undetermined": "shares text; what happened is undetermined",
}
EDGE_WORDS_BOTH = {
    "republished": "carry nearly the same text",
    "excerpted": "one carries a part of the other's text",
    "rewritten": "one retells the other in partly other words",
    "updated": "two versions by the same outlet",
    "cites": "one cites the other, or each the other, without text in common",
    "common-source": "draw on the same source; no copying between them found",
    "undetermined": "share text; what happened is undetermined",
}
KIND_WORDS = {"common-source": "from the same source", "undetermined": "shares text"}
"""Kinds of edges whose names say too little on a card."""
ARROW_WORDS = {
    "copy": "the passage is the same text",
    "credit": "the page credits it",
    "link": "the page links to it beside a word of attribution",
    "attribution": "the page attributes it",
    "version": "the same outlet's word, said again",
    "same-source": "one source stands behind both",
    "channel": "both had it through the same channel",
    "ownership": "both outlets have one publisher",
}
ORIGIN_WORDS = {
    "own-reporting": "the outlet's own reporting",
    "source": "a source that is quoted",
    "unexplained": "the outlet's own voice, with no sign of where it had it from",
    "outside": "credited, but not in this corpus",
    "loop": "outlets that cite each other, with no way in",
}
MUTATION_WORDS = {
    "quantity": "a number changed",
    "hedge-dropped": "a word of doubt was dropped",
    "hedge-added": "a word of doubt was added",
    "attribution-dropped": "the attribution was dropped",
    "attribution-added": "an attribution was added",
    "attribution-changed": "the attribution changed",
    "negation": "the sense was turned round",
    "modality": "how sure or bound it is changed",
    "place": "the place changed",
    "date": "the day changed",
}
CREDIT_WORDS = {
    "canonical": "names another page as its canonical address",
    "syndication-source": "names its source in the page's metadata",
    "feed-source": "names its source in the feed",
    "byline": "byline",
    "dateline": "dateline",
    "courtesy": "by courtesy of",
    "via": "via",
    "originally-published": "first published elsewhere",
    "read-original": "link to the original",
    "press-release": "press release",
    "attribution": "attributes to an outlet or agency",
    "link": "link in the text",
    "input": "credit given with the input",
}
DECISION_WORDS = {
    ("accept", "edge"): "the link between these documents is right",
    ("reject", "edge"): "there was no copying between these documents",
    ("accept", "claim"): "these statements make one claim",
    ("reject", "claim"): "these statements do not make one claim",
    ("split", "claim"): "some of these statements stand apart from the others",
    ("merge", "claim"): "these statements belong together",
    ("same-source", "source"): "these names are one source",
    ("different-source", "source"): "these names are different sources",
}
STATE_WORDS = {
    "applied": "it counts",
    "overruled": "newer decisions count instead",
    "gone": "what it was about is no longer in this corpus",
    "undone": "it was taken back",
    "not traced yet": "it counts from the next tracing on",
}
GLOSSARY: tuple[tuple[str, str], ...] = (
    ("document", "One article as published at one address or in one file, with its capture."),
    ("outlet, publisher", "The site or series that ran it; the organisation that owns outlets."),
    ("passage", "Two spans of text, one in each of two documents, that match word for word or nearly so."),
    ("credit", "An explicit word of provenance in a page: an agency's byline, “Courtesy”, “via”, a link."),
    ("family", "One text and its copies, excerpts, rewrites and updates."),
    ("statement", "One assertion in one document, with who says it, through what channel, on what footing."),
    ("claim", "The statements, across documents, that assert the same thing."),
    ("origin", "Where a claim's trail ends: a source, or an outlet's own reporting, beyond which nothing in "
               "this corpus leads."),
    ("independent reports", "Outlets that obtained one source's words themselves. That the words were "
                            "said is then well attested; what was said still has one source."),
    ("range", "The lowest number takes every possible link as a dependence, the highest only the explicit "
              "ones. The number before it is the likeliest."),
    ("unexplained", "A sentence in an outlet's own voice without any sign of where it had it from."),
    ("loop", "Outlets that cite each other, or themselves through another, for the same claim."),
    ("changed on its way", "What differs between a statement and the one it derives from: a number, a "
                           "word of doubt, an attribution."),
    ("decided by a person", "Somebody looked at it and decided; that counts over what was found, and can be "
                            "taken back."),
    ("agency's text", "A document of a news agency, one that credits an agency for the whole text, or a copy "
                      "of such a document. Counts without agencies' texts leave it out."),
    ("zone unknown", "The page gives a day and no time zone: it may be the day anywhere in the world, 50 "
                     "hours in all. Short dates leave this out."),
    ("undetermined", "The documents do not show it: no date, credit or link decides."),
)  # fmt: skip
LIMITS: tuple[str, ...] = (
    "No number here says whether a claim is true. Many origins can be wrong, one can be right.",
    "A fact-check shown beside a claim is of a claim worded like it; the verdict is the checker's alone.",
    "Every number is of this corpus. Another document could join two origins, or add one.",
    "No dependence found in this corpus does not mean that there is none.",
    "A change on the way is not a mistake by itself: an update may be right.",
    "Texts in different languages are not compared: only a credit, a link or a named source joins them.",
    "A date is an interval. Where two overlap and no credit decides, who came first is undetermined.",
)


def clean(text: object) -> str:
    """Give text without control characters, invisible marks or marks that turn the reading direction."""
    return _UNSEEN.sub("", str(text))


def one_line(text: object) -> str:
    """Give clean text on one line, runs of white space made one space."""
    return " ".join(clean(text).split())


def sentence(said: str) -> str:
    """Make a sentence of an explanation: a capital at its head, a full stop at its end."""
    said = one_line(said)
    return said[:1].upper() + said[1:] + ("" if said.endswith((".", "!", "?")) else ".")


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Put a number before its noun: `1 outlet`, `1,204 outlets`."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def anchor(kind: str, key: str) -> str:
    """Give the place of a thing in a report; ids from the input may hold anything and are hashed."""
    return f"{kind}-{key}" if _PLAIN_ID.fullmatch(key) else f"{kind}-{content_id('x', key)}"


def is_web_address(address: str | None) -> bool:
    """Tell whether an address is safe to make a link of: plain http or https."""
    return bool(address) and re.match(r"https?://[^\s/]", str(address), re.IGNORECASE) is not None


def day(moment: datetime) -> str:
    """Give a UTC day as `5 Jan 2024`."""
    moment = moment.astimezone(UTC)
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def instant(moment: datetime) -> str:
    """Give a moment as `5 Jan 2024, 14:30 UTC`."""
    moment = moment.astimezone(UTC)
    return f"{day(moment)}, {moment.hour:02d}:{moment.minute:02d} UTC"


def interval(earliest: datetime | None, latest: datetime | None) -> str:
    """Put an interval of time in words: an instant, a day, a stretch, or no date."""
    if latest is None:
        return "no date" if earliest is None else f"not before {instant(earliest)}"
    if earliest is None:
        return f"no later than {instant(latest)}"
    if latest - earliest < timedelta(minutes=1):
        return instant(earliest)
    if timedelta(days=1) - timedelta(seconds=1) <= latest - earliest <= timedelta(days=1):
        noon = earliest.astimezone(UTC) + timedelta(hours=12)
        midnight = earliest.astimezone(UTC).strftime("%H%M") == "0000"
        return day(earliest) if midnight else f"{day(noon)} (local day)"
    named = earliest.astimezone(UTC) + _ZONES_AHEAD
    if named.strftime("%H%M") == "0000" and abs(
        latest - (earliest + _ZONES_AHEAD + timedelta(days=1) + _ZONES_BEHIND)
    ) <= timedelta(seconds=1):
        return f"{day(named)}{_NO_ZONE}"
    ends = [instant(moment).removesuffix(" UTC") for moment in (earliest, latest)]
    if day(earliest) == day(latest):
        ends[1] = ends[1].split(", ")[1]
    return f"{ends[0]} to {ends[1]} UTC"


def published(document: Document) -> str:
    """Say when a document was published, as an interval."""
    return interval(document.published_earliest, document.published_latest)


def stood(document: Document) -> str:
    """Say from when a text stood at its address: a later version from its change on."""
    earliest, latest = stood_from(document)
    changed = earliest != document.published_earliest
    return f"as changed {instant(earliest)}" if changed and earliest else interval(earliest, latest)


def stood_from(document: Document) -> tuple[datetime | None, datetime | None]:
    """Give the interval from which a text stood at its address."""
    if document.version_of is None or document.modified is None:
        return document.published_earliest, document.published_latest
    return document.modified, document.modified


def day_alone(said: str) -> str:
    """Leave out that a day's zone is unknown, where a bar shows it or a page would say it over and over."""
    return said.removesuffix(_NO_ZONE)


def outlet_of(document: Document | None) -> str:
    """Name the outlet of a document, or say that it is unknown."""
    return one_line(document.outlet or "outlet unknown") if document else "a document not in this corpus"


def dated_outlet(document: Document | None) -> str:
    """Name the outlet of a document with the date on which it ran it, or changed it."""
    return f"{outlet_of(document)}, {stood(document)}" if document else outlet_of(document)


def headline(document: Document) -> str:
    """Give a document's title, or its address or input where it has none."""
    return one_line(document.title or document.url or document.input)


def origin_count(claim: Claim) -> str:
    """Say how many origins a claim has, with its range."""
    if claim.origins_high == 0:
        return "no origin left in this corpus"
    said = f"{count(claim.origins_best, 'origin')} in this corpus"
    if claim.origins_low == claim.origins_high:
        return said
    return f"{said} (range {claim.origins_low}–{claim.origins_high})"


def outlets_of(documents: Iterable[Document], most: int = 6) -> str:
    """Name the outlets of some documents, each once; those over `most` are counted."""
    names = sorted({outlet_of(document) for document in documents})
    more = f" and {count(len(names) - most, 'more outlet')}" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def from_origins(origins: "Sequence[OpenedOrigin]", most: int = 3) -> str:
    """Name what a claim comes down to, in short: `from Bay Ledger, Mara Venn, Ivo Tarn and 2 more`."""
    named = [one_line(opened.name) for opened in origins]
    rest = f" and {len(named) - most:,} more" if len(named) > most else ""
    return f"from {', '.join(named[:most])}{rest}"


def off_wire(claim: Claim) -> str:
    """Say what is left of a claim's counts without documents whose text comes from an agency; "" if all."""
    if claim.documents_off_wire == claim.document_count:
        return ""
    if not claim.documents_off_wire:
        return "Without agencies' texts: nothing is left; every document that carries it has it from one."
    low, high = claim.origins_low_off_wire, claim.origins_high_off_wire
    counts = [
        count(claim.origins_best_off_wire, "origin") + (f" (range {low}–{high})" if low != high else ""),
        count(claim.documents_off_wire, "document"),
        count(claim.outlets_off_wire, "outlet"),
        count(claim.publishers_off_wire, "publisher"),
    ]
    return f"Without agencies' texts: {', '.join(counts)}."


def had(arrow: Arrow) -> str:
    """Say "had it from" as surely as the arrow is: below an even chance it only may have."""
    return "had it from" if arrow.probability >= 0.5 else "may have had it from"


def shown_by(arrow: Arrow) -> str:
    """Say what shows an arrow; what is too unsure to count is only possible."""
    unsure = arrow.kind == "same-source" and arrow.probability < 0.5
    return "one source may stand behind both" if unsure else ARROW_WORDS[arrow.kind]


def arrow_sentence(arrow: Arrow, later: Document | None, name: str, *, within: bool) -> tuple[str, str, str]:
    """Say who had it from whom.

    Args:
        arrow: what joins a statement to an earlier one or to a source.
        later: the document of the later statement, if it is known.
        name: what the arrow leads to.
        within: whether both statements stand in one document.

    Returns:
        Who, how, and whom; the last may be empty.
    """
    who = outlet_of(later) if later else "a statement"
    if within:
        return "within", name, ""
    if arrow.kind == "version":
        return who, "carries it on", ""
    if arrow.kind in ("same-source", "channel", "ownership"):
        return who, "and", name
    return who, had(arrow), name


def once_each(statements: Iterable[Statement]) -> list[tuple[str, list[str]]]:
    """Give each wording once with the documents that have it, those in most documents first, scraps last."""
    found: dict[str, list[str]] = {}
    for statement in statements:
        documents = found.setdefault(one_line(statement.text), [])
        if statement.document_id not in documents:
            documents.append(statement.document_id)
    return sorted(found.items(), key=lambda row: (-len(row[1]), row[0].count(" ") < _FRAGMENT))


def reports(origin: Origin) -> str:
    """Say how many outlets obtained an origin's words themselves."""
    if origin.independent_reports < 2:
        return ""
    return f"{origin.independent_reports} independent reports of one origin"


def ruling(decision: "Decision | OpenedRuling") -> str:
    """Say what a decision says."""
    return DECISION_WORDS.get((decision.verb, decision.subject), one_line(decision.verb))


def decided(decision: "Decision | OpenedRuling") -> str:
    """Say what a person decided, and why."""
    said = f"Decided by a person: {ruling(decision)}."
    return f"{said} {sentence(decision.reason)}" if decision.reason.strip() else said


def verdict(check: Check) -> str:
    """Give a checker's verdict in the checker's own words, with the number where there is one."""
    said = f"“{one_line(check.verdict)}”" if check.verdict else "a number only"
    return f"{said} (rated {one_line(check.rating)})" if check.rating else said


def direction(edge: Edge) -> str:
    """Say what shows the order of an edge's two documents."""
    if edge.direction == "undetermined":
        return "order undetermined"
    shown = edge.direction_from or "evidence"
    return f"order shown by {_ORDER_WORDS.get(shown, one_line(shown))}"


def joined(edge: Edge) -> str:
    """Say what joins an edge's two documents, without naming them."""
    both = edge.direction == "undetermined" or edge.kind in ("common-source", "undetermined")
    return EDGE_WORDS_BOTH[edge.kind] if both else EDGE_WORDS[edge.kind]


def edge_sentence(edge: Edge, earlier: Document | None, later: Document | None) -> tuple[str, str, str]:
    """Give the three parts of a sentence about an edge: an outlet, what joins it, the other outlet."""
    if joined(edge) == EDGE_WORDS_BOTH[edge.kind]:
        return f"{outlet_of(earlier)} and {outlet_of(later)}", joined(edge), ""
    return outlet_of(later), joined(edge), outlet_of(earlier)


def credited(edge: Edge) -> str:
    """Say whether the later document credits the earlier."""
    if edge.credited:
        return "credited"
    if edge.kind == "updated":
        return "no credit needed"
    return "no credit between them found" if edge.direction == "undetermined" else "no credit found"
