"""Credits across a corpus: whom they mean, which document they lead to, which outlets the text names."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from whence.identity import content_id
from whence.ingest.names import AGENCIES, DESK, agency_name
from whence.ingest.outlets import OutletIndex, normal_name
from whence.ingest.sites import Named, Sites
from whence.ingest.urls import canonicalise_url, host_of
from whence.records import Credit, CreditKind, Document, Outlet

# World agencies that are named in running text by a name nobody else has; matched by case.
_WORLD = (
    "Associated Press", "AP", "Reuters", "AFP", "Agence France-Presse", "Agence France Presse", "UPI",
    "United Press International", "DPA", "dpa",
    "ANSA", "EFE", "TASS", "Interfax", "RIA Novosti", "Xinhua", "Kyodo", "Kyodo News", "Yonhap",
    "Press Trust of India", "Anadolu Agency",
    "Bloomberg News", "Canadian Press", "Press Association", "Australian Associated Press",
)  # fmt: skip
# Cue windows, in characters: long enough for "as was first reported on Monday by the newspaper".
_WINDOW = 70
_SPEAK = (
    r"(?:reported|reports|said|says|wrote|writes|quoted|quotes|cited|cites|revealed|reveals|disclosed|published|broadcast|noted|notes|claimed|claims|"
    r"confirmed|found|learned|obtained|announced|alleged|described|told|put|quoting|citing|reporting|carried|ran)"
)
_AFTER = re.compile(
    r"^(?:['’]s)?,?\s(?:(?:news\s)?(?:agency|wire|newspaper|paper|magazine|website|site|network|television|tv|radio|broadcaster|channel|news)\s)?"
    r"(?:(?:(?:has|have|had|first|also|exclusively|later|previously|earlier|recently|separately|on|last|this|late|early|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|week|month|year|yesterday|today)|,)\s){0,4}"
    + _SPEAK + r"\b|^['’]s?\s(?:\w+\s)?(?:report|reports|reporting|story|investigation|article|"
    r"exclusive)\b|^\s(?:report|investigation|exclusive)\b",
    re.IGNORECASE,
)  # fmt: skip
_BEFORE = re.compile(
    r"(?:^|\W)(?:according\sto|per|told|tells|telling|citing|cited|cites|quoting|quoted\s(?:by|in)|(?:as\s|was\s|were\s|been\s)?(?:first\s|originally\s|previously\s)?(?:reported|published|broadcast|revealed|obtained|seen|reviewed|"
    r"carried|disclosed|broken|released|aired)\s(?:on\s\w+\s|\w+day\s)?(?:by|in|on)|(?:reports?|story|article|piece|op-?ed|interview|investigation|essay|column|statement|comments?|remarks|dispatch)\s(?:by|in|from|for|with|to|on|published\s(?:by|in|on))|"
    r"(?:spoke|speaking|spoken|talking|talked)\s(?:to|with)|(?:wrote|writing|said|writes)\s(?:in|for|on|to)|confirmed\sto|"
    r"credited?|credit\sto|(?<=[,”\"’]\s)(?:reports?|reported|writes|wrote|notes)|(?:copyright(?:\s(?:©|\(c\)))?|©|\(c\))\s\d{4},?(?:\sby)?)\s(?:the\s|a\s|an\s)?(?:[\w-]{1,20}\s){0,2}?(?:(?:news\s)?(?:agency|wire|newspaper|paper|magazine|website|site|network|broadcaster|channel|service|daily|weekly)\s)?(?:the\s)?$",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W\d_][\w.&'’-]*")
# Names begin with a capital, or are in a script without capitals.
_LOWER = "a-zß-öø-ÿ"
# Kinds whose target is a name or page that speaks for the whole document.
_NAMED = frozenset(
    (
        "byline",
        "dateline",
        "courtesy",
        "via",
        "originally-published",
        "read-original",
        "press-release",
        "feed-source",
        "syndication-source",
    )
)


@dataclass(frozen=True, slots=True)
class _Name:
    """One wording of an outlet's name in running text."""

    words: str
    outlet: str
    needs_the: bool


def resolve_credits(
    documents: Sequence[Document],
    credits: Sequence[Credit],
    outlets: Iterable[Outlet],
) -> list[Credit]:
    """Resolve what documents credit.

    Credits to the page itself or to its own outlet are dropped; names become the outlet's own name; authors
    that are outlets or agencies become `byline` credits; outlets named with a reporting cue become
    `attribution` credits; a credit by address gets the document at that address.

    Args:
        documents: resolved documents, in any order.
        credits: as read, in any order.
        outlets: the outlets table.

    Returns:
        Credits sorted by document, place and id; the same for any order of the inputs.
    """
    table = sorted(outlets, key=lambda o: o.outlet)
    index = OutletIndex(table)
    by_id = {document.id: document for document in documents}
    pages = _pages(documents, index)
    names = _Names(table, documents)
    made: dict[str, Credit] = {}
    for document in documents:
        found = (
            *_author_credits(document, index, names.sites),
            *_foreign_address(document, index),
            *names.attributions(document),
        )
        for credit in found:
            made[credit.id] = credit
    for credit in credits:
        made.setdefault(credit.id, credit)
    resolved = [
        _resolve(credit, by_id[credit.document_id], index, pages, names.sites)
        for credit in made.values()
        if credit.document_id in by_id
    ]
    kept = sorted((c for c in resolved if c is not None), key=_credit_order)
    return _share_originals(_share_links(_without_echoes(kept)), by_id)


def _credit_order(credit: Credit) -> tuple[str, bool, str, int, int, str]:
    return (
        credit.document_id,
        credit.field is None,
        credit.field or "",
        credit.begin or 0,
        credit.end or 0,
        credit.id,
    )


def _foreign_address(document: Document, index: OutletIndex) -> Iterator[Credit]:
    """Give a canonical credit for a page whose only address is on another outlet's site."""
    if document.canonical_url and _is_elsewhere(document, index):
        words = f'<link rel="canonical" href="{document.url}">'
        yield _credit(document, "canonical", document.canonical_url, None, None, words)


def _is_elsewhere(document: Document, index: OutletIndex) -> bool:
    named, hosted = index.by_name(document.outlet), index.by_host(host_of(document.canonical_url))
    return named is not None and hosted is not None and named is not hosted and bool(named.hosts)


def _pages(documents: Sequence[Document], index: OutletIndex) -> dict[str, list[Document]]:
    """Give address -> its documents: first the earliest version, then the others as they changed.

    A copy that only names the address stands behind the pages that really are there.
    """
    pages: dict[str, list[Document]] = {}
    for document in sorted(
        documents, key=lambda d: (_is_elsewhere(d, index), d.version_of is not None, _stands_from(d), d.id)
    ):
        if document.canonical_url:
            pages.setdefault(document.canonical_url, []).append(document)
    return pages


def _stands_from(document: Document) -> datetime:
    """Give the moment from which a version stood at its address, as far as it is known."""
    return document.modified or document.published_latest or datetime.max.replace(tzinfo=UTC)


def _version_met(credit_by: Document, versions: Sequence[Document]) -> str | None:
    """Give the version that a page can have met: the last that stood before the page was published."""
    met = versions[0]
    for version in versions[1:]:
        sibling = version.version_of == versions[0].id
        if sibling and credit_by.published_earliest and _stands_from(version) <= credit_by.published_earliest:
            met = version
    return met.id if met.id != credit_by.id else None


def _resolve(
    credit: Credit, document: Document, index: OutletIndex, pages: dict[str, list[Document]], sites: Sites
) -> Credit | None:
    """Resolve one credit, or None where it credits the page itself."""
    target = credit.target
    address = canonicalise_url(target) if "://" in target else None
    if address is not None:
        versions = pages.get(address, ())
        if address == document.canonical_url and (
            credit.kind != "canonical" or not _is_elsewhere(document, index)
        ):
            return None
        return replace(
            credit, target=address, target_document_id=_version_met(document, versions) if versions else None
        )
    outlet = index.by_name(target)
    name = outlet.outlet if outlet else agency_name(target)
    if outlet is None and name == target and credit.kind in _NAMED and target.lower() not in AGENCIES:
        name = sites.meant(target) or target
    if credit.kind in _NAMED and _is_own(name, document, index):
        return None
    return replace(credit, target=name)


def _is_own(name: str, document: Document, index: OutletIndex) -> bool:
    own = index.of(document)
    if own is not None and index.by_name(name) is own:
        return True
    host = host_of(document.canonical_url)
    if host is not None and host_of(name) == host:
        return True
    credited, run = (normal_name(agency_name(n)).split() for n in (name, document.outlet or ""))
    # "Harbor Wire" or "Gazette Editorial Board" in the Harbor Gazette is the paper's own desk.
    desk = [word for word in credited if word not in DESK]
    return credited == run or (bool(desk) and len(desk) < len(credited) and set(desk) <= set(run))


def _without_echoes(credits: list[Credit]) -> list[Credit]:
    """Drop attributions that stand inside a worded credit to the same outlet: they are its own words."""
    worded: dict[tuple[str, str], list[Credit]] = {}
    for credit in credits:
        if credit.kind in _NAMED and credit.begin is not None:
            worded.setdefault((credit.document_id, normal_name(credit.target)), []).append(credit)
    return [
        credit
        for credit in credits
        if credit.kind != "attribution"
        or not any(
            (w.begin or 0) < (credit.end or 0) and (credit.begin or 0) < (w.end or 0)
            for w in worded.get((credit.document_id, normal_name(credit.target)), ())
        )
    ]


def _share_links(credits: list[Credit]) -> list[Credit]:
    """Let a worded credit have the document of the hyperlink that stands in its words."""
    links = [c for c in credits if c.kind == "link" and c.target_document_id and c.begin is not None]
    by_document: dict[str, list[Credit]] = {}
    for link in links:
        by_document.setdefault(link.document_id, []).append(link)
    shared: list[Credit] = []
    for credit in credits:
        if (
            credit.kind in ("link", "attribution")
            or credit.target_document_id
            or credit.begin is None
            or credit.end is None
        ):
            shared.append(credit)
            continue
        inside = next(
            (
                k
                for k in by_document.get(credit.document_id, ())
                if (k.begin or 0) < credit.end and credit.begin < (k.end or 0)
            ),
            None,
        )
        shared.append(replace(credit, target_document_id=inside.target_document_id) if inside else credit)
    return shared


def _share_originals(credits: list[Credit], by_id: dict[str, Document]) -> list[Credit]:
    """Let a byline have the document that the same page leads to as its original, if by its outlet."""
    led: dict[tuple[str, str], str] = {}
    for credit in credits:
        found = by_id.get(credit.target_document_id or "")
        if (
            found is not None
            and found.outlet
            and credit.kind in ("canonical", "syndication-source", "read-original")
        ):
            led.setdefault((credit.document_id, normal_name(found.outlet)), found.id)
    return [
        replace(credit, target_document_id=led.get((credit.document_id, normal_name(credit.target))))
        if credit.kind in ("byline", "dateline", "courtesy") and credit.target_document_id is None
        else credit
        for credit in credits
    ]


def _author_credits(document: Document, index: OutletIndex, sites: Sites) -> Iterator[Credit]:
    for author in document.authors:
        outlet = index.by_name(author)
        is_agency = author.strip(" .").lower() in AGENCIES
        target = outlet.outlet if outlet else agency_name(author) if is_agency else sites.meant(author)
        if target is None:
            continue
        yield _credit(document, "byline", target, None, None, author)


def _credit(  # noqa: PLR0913, PLR0917 - the fields of a credit
    document: Document,
    kind: CreditKind,
    target: str,
    begin: int | None,
    end: int | None,
    words: str,
    field: str | None = None,
) -> Credit:
    identity = content_id("c", document.id, kind, target, field, begin, end, words)
    return Credit(
        id=identity,
        document_id=document.id,
        kind=kind,
        target=target,
        field=field,
        begin=begin,
        end=end,
        text=words,
    )


class _Names:
    """Finds outlets' names in running text: one lookup a capitalised word, whatever the number of names."""

    def __init__(self, outlets: Sequence[Outlet], documents: Sequence[Document]) -> None:
        self._index = OutletIndex(outlets)
        self.sites = Sites(documents)
        self._by_first: dict[str, list[_Name]] = {}
        wordings: dict[str, str] = {}
        for outlet in outlets:
            for words in (outlet.outlet, *outlet.aliases):
                wordings.setdefault(words, outlet.outlet)
        for words in _WORLD:
            known = self._index.by_name(words)
            wordings.setdefault(words, known.outlet if known else agency_name(words))
        for name in sorted({d.outlet for d in documents if d.outlet}):
            if _is_distinctive(name):
                wordings.setdefault(name, name)
        for words, outlet_name in sorted(wordings.items()):
            self._add(words, outlet_name)
        for names in self._by_first.values():
            names.sort(key=lambda n: (-len(n.words), n.words))
        small = sorted(re.escape(first) for first in self._by_first if first[0].islower())
        either = rf"|\b(?:{'|'.join(small)})\b" if small else ""
        self._candidates = re.compile(rf"[^\W\d_{_LOWER}][\w.&'’-]*{either}")

    def _add(self, words: str, outlet: str) -> None:
        bare = words[4:] if words.lower().startswith("the ") else words
        first = _TOKEN.match(bare)
        if first is None:
            return
        needs_the = bare != words and len(bare.split()) == 1
        self._by_first.setdefault(first[0].rstrip(".'’"), []).append(_Name(bare, outlet, needs_the))

    def attributions(self, document: Document) -> Iterator[Credit]:
        """Find the outlets that a document names as where something was said or reported."""
        yield from self._in_field(document, document.text, "text")
        if document.title:
            yield from self._in_field(document, document.title, "title")

    def _in_field(self, document: Document, text: str, field: str) -> Iterator[Credit]:
        known = list(self._exact(text))
        place = 0
        for name in sorted([*known, *self.sites.named(text)], key=lambda n: n.begin):
            # What an outlet is called goes before what its host is made of.
            while place < len(known) and known[place].end <= name.begin:
                place += 1
            if place < len(known) and known[place].begin < name.end and name is not known[place]:
                continue
            span = _cued(text, name.begin, name.end)
            if span is not None and not _is_own(name.target, document, self._index):
                yield _credit(
                    document, "attribution", name.target, span[0], span[1], text[span[0] : span[1]], field
                )

    def _exact(self, text: str) -> Iterator[Named]:
        """Yield the outlets' own names that stand beside a cue, in order of place."""
        reached = 0
        for match in self._candidates.finditer(text):
            begin = match.start()
            if begin < reached:
                continue
            names = self._by_first.get(match[0]) or self._by_first.get(re.sub(r"['’]s?$|\.$", "", match[0]))
            for name in names or ():
                end = begin + len(name.words)
                if _stands_at(text, begin, name) and _cued(text, begin, end) is not None:
                    yield Named(begin, end, name.outlet)
                    reached = end
                    break


def _stands_at(text: str, begin: int, name: _Name) -> bool:
    """Tell whether a name stands in the text at a place, as words of their own."""
    end = begin + len(name.words)
    if not text.startswith(name.words, begin) or text[end : end + 1].isalnum():
        return False
    if begin and (text[begin - 1].isalnum() or text[begin - 1] in "@#/.-_"):
        return False
    return not name.needs_the or text[max(0, begin - 4) : begin].lower().endswith("the ")


def _cued(text: str, begin: int, end: int) -> tuple[int, int] | None:
    """Give the span of a name and its cue, or None where no cue stands beside it."""
    left = max(0, begin - _WINDOW, text.rfind("\n", max(0, begin - _WINDOW), begin) + 1)
    before = _BEFORE.search(text[left:begin])
    if before is not None:
        skipped = len(before[0]) - len(before[0].lstrip(" \t,.;:()\"“”'’—–-"))
        return left + before.start() + skipped, end
    after = _AFTER.match(text[end : end + _WINDOW])
    return (begin, end + after.end()) if after is not None else None


def _is_distinctive(name: str) -> bool:
    """Tell whether an outlet's name means nothing else in running text: several words, or a host."""
    return len(name.split()) >= 2 or bool(re.fullmatch(r"[\w-]+(?:\.[\w-]+)+", name))
