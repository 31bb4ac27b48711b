"""What came first, and what says so."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from whence.records import Credit, Document

WEAK_KINDS = frozenset({"link", "attribution"})
"""Credits that decide an order only with a passage, and never against dates: updated pages link forward."""

_UPDATE_WORDS = re.compile(
    r"\b(?:update[ds]?|correction|corrected|clarification|this (?:story|article|post) (?:has been|was))\b",
    re.IGNORECASE,
)
_MARGIN = 300  # characters at either end of a text where notes of an update stand


@dataclass(frozen=True, slots=True)
class Interval:
    """When a document was published: any moment from `earliest` to `latest`; None is an open end."""

    earliest: datetime | None
    latest: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """Which of two documents came first.

    Attributes:
        earlier_id: the earlier document; the smaller id where nothing decides.
        later_id: the other one.
        source: what decided: credit, dates, link, attribution, modified, version, captured or wording;
            None where nothing did.
        credited: whether the later one says that it had it from the earlier one; without an order,
            whether each of the two says so of the other.
        sureness: 0 to 1, lowered where reasons contradict each other.
        credits: the credits between the two, in either direction, by id.
        words: what decided and what spoke against it, in plain sentences.
    """

    earlier_id: str
    later_id: str
    source: str | None
    credited: bool = False
    sureness: float = 1.0
    credits: tuple[Credit, ...] = ()
    words: tuple[str, ...] = ()


SURENESS = {
    "credit": 1.0,  # the page says so itself
    "dates": 0.95,  # a page's own date can be that of an update
    "version": 0.7,  # the first of a page's versions, where neither dates nor wording tell them apart
    "modified": 0.9,  # a claimed time of change can be a time of rendering
    "captured": 0.9,  # the order of two captures of one page
    "link": 0.85,  # a link beside shared text can be a "read more"
    "attribution": 0.85,  # a name beside shared text can stand for another article of that outlet
    "wording": 0.7,  # "Updated" on one of two versions is internal evidence only
}
"""How sure an order is, by what decided it."""
AGENCY_LEAD = timedelta(days=2)
"""How long an agency's text can have been with others before it stands on the agency's own page.

Clients get a story at once, and may run it without a credit; the agency's page can be of a later version.
Seen on news of several outlets: agency pages dated a day after word-for-word copies of them.
"""
AGAINST_DATES = 0.7  # a credit that dates contradict is kept, but one of the two is wrong


def _aware(moment: datetime) -> datetime:
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def publication_interval(document: Document) -> Interval:
    """Give the moments at which a document can have been published.

    A page cannot be younger than the first time it was met, so `first_seen` and `captured` bound the end.
    Where that leaves nothing, the claimed start is wrong and dropped.
    """
    earliest = None if document.published_earliest is None else _aware(document.published_earliest)
    bounds = (document.published_latest, document.first_seen, document.captured)
    known = [_aware(moment) for moment in bounds if moment is not None]
    latest = min(known) if known else None
    if earliest is not None and latest is not None and latest < earliest:
        earliest = None
    return Interval(earliest, latest)


def is_before(left: Interval, right: Interval) -> bool:
    """Tell whether the whole left interval lies before the right one."""
    return left.latest is not None and right.earliest is not None and left.latest < right.earliest


def _show(moment: datetime | None) -> str:
    return "?" if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M")


def describe_interval(interval: Interval) -> str:
    """Write an interval for people, in UTC."""
    if interval.earliest is None and interval.latest is None:
        return "without a date"
    if interval.earliest == interval.latest:
        return f"{_show(interval.earliest)} UTC"
    if interval.earliest is None:
        return f"by {_show(interval.latest)} UTC"
    return f"between {_show(interval.earliest)} and {_show(interval.latest)} UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """What the decision about one pair needs.

    Attributes:
        left: the document with the smaller id.
        right: the other one.
        left_credits: credits in `left` that mean `right`.
        right_credits: credits in `right` that mean `left`.
        shares_text: whether a passage joins the two.
        versions: whether they are captures of one page, or nearly one text run twice by one outlet.
    """

    left: Document
    right: Document
    left_credits: tuple[Credit, ...] = ()
    right_credits: tuple[Credit, ...] = ()
    shares_text: bool = True
    versions: bool = False


def decide_order(pair: Pairing) -> Order:
    """Decide which of two documents came first.

    Explicit credits decide over dates, dates over links and names in the running text, and those over
    inference from versions and wording. Where credits point both ways, nothing is decided.

    Args:
        pair: the two documents and the credits between them.

    Returns:
        The order with its reasons.
    """
    left_strong, right_strong = _is_strong(pair.left_credits), _is_strong(pair.right_credits)
    if left_strong and right_strong:
        return _undecided(pair, "each of the two credits the other")
    if left_strong or right_strong:
        return _by_credit(pair, later=pair.left if left_strong else pair.right)
    return _by_dates(pair) or _by_weak_credit(pair) or _by_inference(pair) or _undecided(pair)


def find_misdated(
    documents: Mapping[str, Document],
    between: Mapping[tuple[str, str], tuple[Credit, ...]],
    reuse: Collection[tuple[str, str]],
) -> set[str]:
    """Find the pages whose own date cannot be right: they credit a text they carry that came out later.

    Args:
        documents: by id.
        between: credits by the crediting document and the one that they mean.
        reuse: pairs of documents, in id order, that a passage joins.

    Returns:
        Their ids; their dates show nothing about other pages either.
    """
    found = set()
    for (own, target), credits in between.items():
        one, other = documents.get(own), documents.get(target)
        if one is None or other is None or (min(own, target), max(own, target)) not in reuse:
            continue
        # An agency's page often comes out after its clients' copies: see `AGENCY_LEAD`.
        if other.agency or all(credit.kind in WEAK_KINDS for credit in credits):
            continue
        if is_before(publication_interval(one), publication_interval(other)):
            found.add(own)
    return found


def _is_strong(credits: tuple[Credit, ...]) -> bool:
    """Tell whether credits decide by themselves: an explicit one, or a link beside an attribution."""
    kinds = {credit.kind for credit in credits}
    return bool(kinds - WEAK_KINDS) or kinds == WEAK_KINDS


def _all_credits(pair: Pairing) -> tuple[Credit, ...]:
    return tuple(sorted(pair.left_credits + pair.right_credits, key=lambda credit: credit.id))


def _undecided(pair: Pairing, *words: str) -> Order:
    reasons = list(words)
    if not words:
        times = [describe_interval(publication_interval(document)) for document in (pair.left, pair.right)]
        reasons.append(f"nothing shows which came first: published {times[0]} and {times[1]}")
    return Order(
        earlier_id=pair.left.id, later_id=pair.right.id, source=None,
        credited=bool(pair.left_credits and pair.right_credits),
        credits=_all_credits(pair), words=tuple(reasons),
    )  # fmt: skip


def _order(pair: Pairing, later: Document, source: str, sureness: float, *words: str) -> Order:
    earlier = pair.right if later is pair.left else pair.left
    own = pair.left_credits if later is pair.left else pair.right_credits
    return Order(
        earlier_id=earlier.id, later_id=later.id, source=source, credited=bool(own),
        sureness=sureness, credits=_all_credits(pair), words=words,
    )  # fmt: skip


def _by_credit(pair: Pairing, later: Document) -> Order:
    earlier = pair.right if later is pair.left else pair.left
    words = ["a credit says which had it from which"]
    sureness = SURENESS["credit"]
    if is_before(publication_interval(later), publication_interval(earlier)):
        words = [
            f"the credit says that {later.id} had it from {earlier.id}; the dates say otherwise: "
            f"{later.id} was published {describe_interval(publication_interval(later))}, "
            f"{earlier.id} {describe_interval(publication_interval(earlier))}"
        ]
        sureness *= AGAINST_DATES
    return _order(pair, later, "credit", sureness, *words)


def _by_dates(pair: Pairing) -> Order | None:
    left, right = publication_interval(pair.left), publication_interval(pair.right)
    if is_before(left, right):
        earlier, later, first, second = pair.left, pair.right, left, right
    elif is_before(right, left):
        earlier, later, first, second = pair.right, pair.left, right, left
    else:
        return None
    words = [f"published {describe_interval(first)}, the other {describe_interval(second)}"]
    sureness = SURENESS["dates"]
    forward = pair.left_credits if earlier is pair.left else pair.right_credits
    if forward:
        words.append(f"{earlier.id}, though dated earlier, points to {later.id}: it may have been updated")
        sureness *= AGAINST_DATES
    elif not pair.versions and _was_changed_after(earlier, second):
        words.append(f"{earlier.id} was changed after {later.id} came out, so its text may be younger")
        sureness *= 0.9  # most changes of a page leave its text as it was
    return _order(pair, later, "dates", sureness, *words)


def doubt_agency_dates(order: Order, earlier: Document, later: Document) -> Order:
    """Take back an order by dates where an agency's text can have been with the other before its own page.

    Args:
        order: the order of two documents that share copied text.
        earlier: the one it puts first.
        later: the other one.

    Returns:
        The order, or one that is undetermined and says why.
    """
    page, interval = publication_interval(later), publication_interval(earlier)
    if order.source != "dates" or not later.agency or earlier.agency:
        return order
    if page.earliest is None or interval.latest is None or page.earliest - interval.latest > AGENCY_LEAD:
        return order
    first, second = sorted((order.earlier_id, order.later_id))
    words = (*order.words, "an agency's text reaches others before it stands on the agency's own page")
    return replace(
        order, earlier_id=first, later_id=second, source=None, credited=False, sureness=1.0, words=words
    )


def _was_changed_after(document: Document, interval: Interval) -> bool:
    changed, end = document.modified, interval.latest
    return changed is not None and end is not None and _aware(changed) > end


def _by_weak_credit(pair: Pairing) -> Order | None:
    if bool(pair.left_credits) == bool(pair.right_credits):
        if pair.left_credits:
            return _undecided(pair, "each of the two points to the other")
        return None
    credits = pair.left_credits or pair.right_credits
    later = pair.left if pair.left_credits else pair.right
    kind = "attribution" if any(credit.kind == "attribution" for credit in credits) else "link"
    if kind == "link" and not pair.shares_text:
        return None
    words = {
        "attribution": "the text names the other one beside what they share",
        "link": "the text links to the other one, and they share text",
    }
    return _order(pair, later, kind, SURENESS[kind], words[kind])


def _by_inference(pair: Pairing) -> Order | None:
    left, right = pair.left, pair.right
    if not pair.versions:
        return None
    for source, how, first, second in (
        ("modified", "changed", left.modified, right.modified),
        ("captured", "captured", left.captured, right.captured),
    ):
        if first is not None and second is not None and _aware(first) != _aware(second):
            later = right if _aware(first) < _aware(second) else left
            moments = [_show(moment) for moment in sorted((_aware(first), _aware(second)))]
            said = f"two versions of one text, {how} {moments[0]} UTC and {moments[1]} UTC"
            return _order(pair, later, source, SURENESS[source], said)
    marked = [_has_update_words(document) for document in (left, right)]
    if marked[0] != marked[1]:
        later = left if marked[0] else right
        return _order(pair, later, "wording", SURENESS["wording"], "only one of them speaks of an update")
    if right.version_of == left.id or left.version_of == right.id:
        later = right if right.version_of == left.id else left
        return _order(pair, later, "version", SURENESS["version"], "one is a later version of the other")
    return None


def _has_update_words(document: Document) -> bool:
    text = document.text
    ends = ((document.title or "")[:_MARGIN], text[:_MARGIN], text[-_MARGIN:])
    return any(_UPDATE_WORDS.search(part) is not None for part in ends)
