"""Credits: which document a credited name means, and which credits lead outside the corpus."""

import dataclasses
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from whence.records import Credit, Document
from whence.settings import TraceSettings
from whence.trace.order import WEAK_KINDS, is_before, publication_interval
from whence.trace.spans import Reuse

_NAMELESS = frozenset({"", "pressrelease", "newsrelease", "mediarelease", "release", "statement", "staff"})
"""Targets that name nobody: two pages that say "in a press release" need not mean the same one."""


def name_key(name: str) -> str:
    """Give the form in which names are compared: letters and digits, case-folded, without a leading "the"."""
    folded = unicodedata.normalize("NFKC", name).casefold().strip()
    folded = folded.removeprefix("the ")
    return "".join(letter for letter in folded if letter.isalnum())


def initials_key(name: str) -> str:
    """Give the initials of a name of two to five words, or the empty string."""
    words = [word for word in name.replace("-", " ").split() if word[:1].isalnum()]
    if words and words[0].casefold() == "the":
        words = words[1:]
    return "".join(word[0] for word in words).casefold() if 2 <= len(words) <= 5 else ""


def host_of(url: str | None) -> str:
    """Give the host of an address without `www.`, or the empty string."""
    if not url or "//" not in url:
        return ""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def is_address(target: str) -> bool:
    """Tell whether a credit's target is a URL."""
    return target.startswith(("http://", "https://", "//"))


def _document_keys(document: Document) -> list[set[str]]:
    """Give the names that a document answers to: its outlet's first, then its publisher's and authors'."""
    host = host_of(document.canonical_url or document.url)
    outlet = {name_key(document.outlet or ""), initials_key(document.outlet or "")}
    # The longest label of a host is the name: "meridianwire" of "news.meridianwire.co.uk".
    outlet.add(max(host.split(".")[:-1], key=len, default=""))
    # A name that fits a site of several outlets is credited by its host.
    outlet.update(name_key(key.removeprefix("host:")) for key in _host_keys(host))
    other = {name_key(name) for name in (document.publisher or "", *document.authors)}
    return [outlet - {""}, other - {""}]


def _host_keys(host: str) -> set[str]:
    """Give `host:` keys of a host and of the domains above it, down to two labels."""
    labels = host.split(".")
    return {"host:" + ".".join(labels[start:]) for start in range(max(1, len(labels) - 1))} if host else set()


def answer_keys(document: Document) -> set[str]:
    """Give every key under which `target_keys` of a credit may find a document."""
    outlet, other = _document_keys(document)
    return outlet | other | _host_keys(host_of(document.canonical_url)) | _host_keys(host_of(document.url))


def target_keys(target: str) -> set[str]:
    """Give the keys under which a credited name or address is looked up."""
    return {"host:" + host_of(target)} if is_address(target) else {name_key(target)} - {""}


def answers_to(document: Document, target: str) -> int:
    """Tell how well a document answers to a credited name or address.

    Args:
        document: the document that may be meant.
        target: a name or a URL.

    Returns:
        2 if the outlet bears the name or the host, 1 if the publisher or an author does, else 0.
    """
    if is_address(target):
        wanted = host_of(target)
        hosts = {host_of(document.canonical_url), host_of(document.url)} - {""}
        return 2 if any(wanted == host or wanted.endswith(f".{host}") for host in hosts) else 0
    key = name_key(target)
    if not key:
        return 0
    outlet, other = _document_keys(document)
    return 2 if key in outlet else 1 if key in other else 0


def resolve_by_passage(
    documents: Mapping[str, Document],
    credits: Iterable[Credit],
    reuse: Mapping[tuple[str, str], Reuse],
    settings: TraceSettings,
) -> list[Credit]:
    """Fill the target of credits by name: the one that the credited outlet ran and that shares the text.

    A credit for a whole article (a byline, a dateline, "originally published in") means a document only
    where a good part of the crediting text stands in it; a name in the running text only where a passage
    lies near that name, or else the one page of that outlet that is linked to. Where several documents
    of the outlet fit, the one meant is that which does not come later by its date, then the one with
    most words in common, then the smaller id. A link is an address and is never guessed.

    Args:
        documents: by id.
        credits: in any order.
        reuse: what each pair of documents shares.
        settings: the thresholds.

    Returns:
        The credits, sorted by id, those that lead from a page to itself left out.
    """
    neighbours: dict[str, list[str]] = defaultdict(list)
    for left_id, right_id in reuse:
        neighbours[left_id].append(right_id)
        neighbours[right_id].append(left_id)
    ordered = sorted(credits, key=lambda credit: credit.id)
    links: dict[str, list[str]] = defaultdict(list)
    for credit in ordered:
        if credit.kind == "link" and credit.target_document_id in documents:
            links[credit.document_id].append(credit.target_document_id or "")
    resolved = []
    for credit in ordered:
        own = documents.get(credit.document_id)
        if own is not None and _credits_itself(own, credit):
            continue
        if own is None or credit.target_document_id is not None or credit.kind == "link":
            resolved.append(credit)
            continue
        ranked = []
        for other_id in neighbours.get(own.id, ()):
            shared = reuse[min(own.id, other_id), max(own.id, other_id)]
            rank = _rank_target(own, documents[other_id], credit, shared, settings)
            if rank is not None:
                ranked.append((*rank, other_id))
        target = min(ranked)[-1] if ranked else _linked(credit, links.get(own.id, ()), documents)
        resolved.append(dataclasses.replace(credit, target_document_id=target))
    return resolved


def _linked(credit: Credit, linked: Iterable[str], documents: Mapping[str, Document]) -> str | None:
    """Find the one page of the named outlet that the text links to: the name says what the link is for."""
    fitting = {one for one in linked if answers_to(documents[one], credit.target) == 2}
    return min(fitting) if len(fitting) == 1 else None


def _credits_itself(document: Document, credit: Credit) -> bool:
    if credit.target_document_id == document.id:
        return True
    return is_address(credit.target) and credit.target in (document.url, document.canonical_url)


def _rank_target(
    own: Document, other: Document, credit: Credit, shared: Reuse, settings: TraceSettings
) -> tuple[int, bool, int] | None:
    """Rank a document as what a credit by name means, the best first; None where it cannot be meant."""
    fit = answers_to(other, credit.target)
    if not fit or answers_to(own, credit.target) == 2:
        return None
    comes_later = is_before(publication_interval(own), publication_interval(other))
    if credit.kind in WEAK_KINDS:
        fits = not comes_later and _is_near(credit, own, shared, settings.attribution_reach)
    elif comes_later:
        fits = shared.shares[own.id] >= settings.late_credit_share
    else:
        fits = shared.shares[own.id] >= settings.credit_share
    return (-fit, comes_later, -shared.matched) if fits else None


def _is_near(credit: Credit, own: Document, shared: Reuse, reach: int) -> bool:
    """Tell whether a passage lies within `reach` characters of a credit in the running text."""
    if credit.field != "text" or credit.begin is None or credit.end is None or shared.through is not None:
        return True
    for passage in shared.passages:
        is_left = passage.left_id == own.id
        begin, end = (
            (passage.left_begin, passage.left_end) if is_left else (passage.right_begin, passage.right_end)
        )
        if begin - reach <= credit.end and credit.begin <= end + reach:
            return True
    return False


def group_by_pair(credits: Iterable[Credit]) -> dict[tuple[str, str], tuple[Credit, ...]]:
    """Give the credits from one document to another, by (crediting id, credited id)."""
    grouped: dict[tuple[str, str], list[Credit]] = defaultdict(list)
    for credit in credits:
        if credit.target_document_id is not None:
            grouped[credit.document_id, credit.target_document_id].append(credit)
    return {pair: tuple(sorted(found, key=lambda credit: credit.id)) for pair, found in grouped.items()}


def outside_sources(credits: Iterable[Credit]) -> dict[str, dict[str, Credit]]:
    """Find whom documents credit that the corpus does not hold.

    Links and mere mentions are left out: they do not say where a whole text comes from. "AP" and
    "Associated Press" are one where the short form is the other's initials.

    Args:
        credits: after `resolve_by_passage`.

    Returns:
        For each document id, one credit by the key of the outside source.
    """
    unresolved = [
        credit
        for credit in sorted(credits, key=lambda credit: credit.id)
        if credit.target_document_id is None
        and credit.kind not in WEAK_KINDS
        and name_key(credit.target) not in _NAMELESS
    ]
    long_forms: dict[str, set[str]] = defaultdict(set)
    for credit in unresolved:
        if initials := initials_key(credit.target):
            long_forms[initials].add(name_key(credit.target))
    outside: dict[str, dict[str, Credit]] = defaultdict(dict)
    for credit in unresolved:
        key = credit.target if is_address(credit.target) else name_key(credit.target)
        if len(long_forms.get(key, ())) == 1:
            key = next(iter(long_forms[key]))
        if key:
            outside[credit.document_id].setdefault(key, credit)
    return outside
