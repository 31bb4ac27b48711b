"""Credits: which document a credited name means, and which credits lead outside the corpus."""

import dataclasses
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from whence.records import Credit, Document
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
    documents: Mapping[str, Document], credits: Iterable[Credit], reuse: Mapping[tuple[str, str], Reuse]
) -> list[Credit]:
    """Fill the target of credits by name: the one that the credited outlet ran and that shares the text.

    Where several documents of the outlet share text, the one meant is that which does not come later
    by its date, then the one with most words in common, then the smaller id. A link is an address and
    is never guessed.

    Args:
        documents: by id.
        credits: in any order.
        reuse: what each pair of documents shares.

    Returns:
        The credits, sorted by id, those that lead from a page to itself left out.
    """
    neighbours: dict[str, list[str]] = defaultdict(list)
    for left_id, right_id in reuse:
        neighbours[left_id].append(right_id)
        neighbours[right_id].append(left_id)
    resolved = []
    for credit in sorted(credits, key=lambda credit: credit.id):
        if _credits_itself(documents.get(credit.document_id), credit):
            continue
        if credit.target_document_id is None and credit.kind != "link":
            target = _meant(documents, credit, neighbours.get(credit.document_id, ()), reuse)
            resolved.append(dataclasses.replace(credit, target_document_id=target))
        else:
            resolved.append(credit)
    return resolved


def _credits_itself(document: Document | None, credit: Credit) -> bool:
    if document is None:
        return False
    if credit.target_document_id == document.id:
        return True
    return is_address(credit.target) and credit.target in (document.url, document.canonical_url)


def _meant(
    documents: Mapping[str, Document],
    credit: Credit,
    candidates: Iterable[str],
    reuse: Mapping[tuple[str, str], Reuse],
) -> str | None:
    own = documents.get(credit.document_id)
    if own is None:
        return None
    published = publication_interval(own)
    ranked = []
    for other_id in candidates:
        other = documents[other_id]
        fit = answers_to(other, credit.target)
        if not fit or answers_to(own, credit.target) == 2:
            continue
        comes_later = is_before(published, publication_interval(other))
        if comes_later and credit.kind in WEAK_KINDS:
            continue
        shared = reuse[min(own.id, other_id), max(own.id, other_id)]
        ranked.append((-fit, comes_later, -shared.matched, other_id))
    return min(ranked)[3] if ranked else None


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
