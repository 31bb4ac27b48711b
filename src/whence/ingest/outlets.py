"""Outlets: whose page a document is, by name and host; versions of one page; days in an outlet's own zone."""

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from whence.errors import InputError, SettingsError
from whence.ingest.dates import Interval, narrow, zone_of
from whence.ingest.names import AGENCIES
from whence.ingest.readers.files import decode_bytes
from whence.ingest.urls import host_of
from whence.records import Affiliation, Document, Outlet

_COLUMNS = ("outlet", "publisher", "agency", "hosts", "aliases", "zone")
_OTHER_NAMES = {
    "name": "outlet",
    "owner": "publisher",
    "host": "hosts",
    "domain": "hosts",
    "alias": "aliases",
    "timezone": "zone",
}
_TRUE = frozenset(("1", "true", "yes", "y", "agency", "wire"))
_NEVER = datetime.max.replace(tzinfo=UTC)
_EVER = datetime(1, 1, 2, tzinfo=UTC)


def load_outlets(path: str | Path) -> tuple[Outlet, ...]:
    """Read an outlets table.

    Args:
        path: CSV with the columns outlet, publisher, agency (yes or no), hosts, aliases (both parted by `;`
            or `|`), zone; only outlet must be there.

    Returns:
        The outlets, sorted by name.

    Raises:
        InputError: if the file cannot be read, has no outlet column, or names an unknown zone.
    """
    name = str(path)
    try:
        text = decode_bytes(Path(path).read_bytes())
    except OSError as error:
        raise InputError(
            name, f"cannot be read ({error.strerror or error}): check its path and rights"
        ) from error
    header = text.partition("\n")[0]
    mark = max(",;\t", key=header.count)
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as error:
        raise InputError(name, f"no CSV ({error}): give columns {', '.join(_COLUMNS)}") from error
    if not rows:
        raise InputError(
            name, f"it names no outlets: give a row for each, with columns {', '.join(_COLUMNS)}"
        )
    found: dict[str, Outlet] = {}
    for number, row in enumerate(rows, 1):
        outlet = _outlet_of(row, f"{name}:{number}", list(row))
        if outlet is not None:
            found.setdefault(outlet.outlet, outlet)
    return tuple(found[key] for key in sorted(found))


def _outlet_of(row: dict[str, str], place: str, columns: list[str]) -> Outlet | None:
    cells: dict[str, str] = {}
    for column, value in row.items():
        key = (column or "").strip().lower().removeprefix("\ufeff")
        cells.setdefault(_OTHER_NAMES.get(key, key), (value if isinstance(value, str) else "") or "")
    if "outlet" not in cells:
        shown = ", ".join(str(c) for c in columns)
        raise InputError(
            place.rpartition(":")[0], f"no outlet column: found {shown}; give columns {', '.join(_COLUMNS)}"
        )
    name = cells["outlet"].strip()
    if not name:
        return None
    zone = cells.get("zone", "").strip() or None
    try:
        zone_of(zone)
    except SettingsError as error:
        raise InputError(place, str(error)) from error
    hosts = (
        host_of(part if "." in part else None)
        for part in re.split(r"[;|,\s]+", cells.get("hosts", ""))
        if part
    )
    return Outlet(
        outlet=name,
        publisher=cells.get("publisher", "").strip() or None,
        agency=cells.get("agency", "").strip().lower() in _TRUE,
        hosts=tuple(dict.fromkeys(host for host in hosts if host)),
        aliases=tuple(
            dict.fromkeys(a.strip() for a in re.split(r"[;|]", cells.get("aliases", "")) if a.strip())
        ),
        zone=zone,
    )


class OutletIndex:
    """Finds an outlet by any of its names or hosts."""

    def __init__(self, outlets: Iterable[Outlet]) -> None:
        self._names: dict[str, Outlet] = {}
        self._hosts: dict[str, Outlet] = {}
        for outlet in sorted(outlets, key=lambda o: o.outlet):
            for name in (outlet.outlet, *outlet.aliases):
                self._names.setdefault(normal_name(name), outlet)
            for host in outlet.hosts:
                self._hosts.setdefault(host, outlet)

    def by_name(self, name: str | None) -> Outlet | None:
        """Give the outlet of this name or alias, or None."""
        return self._names.get(normal_name(name)) if name else None

    def by_host(self, host: str | None) -> Outlet | None:
        """Give the outlet of this host or of the nearest host above it, or None."""
        while host:
            if host in self._hosts:
                return self._hosts[host]
            host = host.partition(".")[2]
        return None

    def of(self, document: Document) -> Outlet | None:
        """Give the outlet that ran a document: by its name, else by its address."""
        return self.by_name(document.outlet) or self.by_host(host_of(document.canonical_url or document.url))


def normal_name(name: str) -> str:
    """Give a name without case, article and punctuation, for comparing."""
    words = re.sub(r"[^\w]+", " ", name.casefold()).split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


class Owners:
    """Finds who owned an outlet or publisher at a time, up to the topmost owner.

    Args:
        affiliations: who owns whom; associations are passed over.
        index: the outlets, which give names to hosts.
    """

    def __init__(self, affiliations: Iterable[Affiliation], index: OutletIndex) -> None:
        self._index = index
        self._owned: defaultdict[str, list[Affiliation]] = defaultdict(list)
        for row in sorted(affiliations, key=lambda row: row.id):
            if row.kind == "owner":
                self._owned[self._key(row.outlet)].append(row)

    def __bool__(self) -> bool:
        return bool(self._owned)

    def _key(self, name: str) -> str:
        outlet = self._index.by_name(name) or (self._index.by_host(name) if "." in name else None)
        return normal_name(outlet.outlet if outlet else name)

    def _shown(self, name: str) -> str:
        outlet = self._index.by_host(name) if "." in name else None
        return outlet.outlet if outlet else name

    def publisher_of(self, document: Document) -> str | None:
        """Give the topmost owner of a document's outlet when it was published, else its publisher."""
        labels = (host_of(document.canonical_url or document.url) or "").split(".")
        hosts = [".".join(labels[place:]) for place in range(max(0, len(labels) - 1))]
        for name in (document.outlet, *hosts, document.publisher):
            found = self._topmost(name, document) if name else None
            if found is not None:
                return found
        return document.publisher

    def _topmost(self, name: str, document: Document) -> str | None:
        passed = {self._key(name)}
        found = None
        while (owner := self._owner(name, document)) is not None and self._key(owner) not in passed:
            passed.add(self._key(owner))
            found = self._shown(owner)
            name = owner
        return found

    def _owner(self, name: str, document: Document) -> str | None:
        """Give the owner at a document's time: of several the one since latest, then the first by name."""
        rows = [row for row in self._owned.get(self._key(name), ()) if _held(row, document)]
        ranked = sorted(rows, key=lambda row: (-(row.since or _EVER).timestamp(), row.owner))
        if not rows or (document.published_latest is None and len({row.owner for row in rows}) > 1):
            return None  # without a date nobody can tell which of several owners it was
        return ranked[0].owner


def _held(row: Affiliation, document: Document) -> bool:
    """Say whether an ownership can have held when a document was published."""
    latest, earliest = document.published_latest, document.published_earliest
    if row.since is not None and latest is not None and latest < row.since:
        return False
    return row.until is None or earliest is None or earliest <= row.until


def resolve_documents(
    documents: Sequence[Document], outlets: Iterable[Outlet], affiliations: Iterable[Affiliation] = ()
) -> list[Document]:
    """Fill outlet and publisher from the tables of outlets and owners, narrow days, link versions of a page.

    The same documents in another order give the same records.

    Args:
        documents: in any order.
        outlets: the outlets table.
        affiliations: who owns whom.

    Returns:
        The documents in the given order.
    """
    index = OutletIndex(outlets)
    known = [_resolved(document, index.of(document)) for document in documents]
    owners = Owners(affiliations, index)
    if owners:
        known = [replace(document, publisher=owners.publisher_of(document)) for document in known]
    pages: defaultdict[tuple[str | None, str | None], list[Document]] = defaultdict(list)
    for document in known:
        if _names_one_page(document.canonical_url):
            # A copy that names the original's address as its own is no version of it.
            pages[document.canonical_url, document.outlet].append(document)
    first = {
        document.id: min(versions, key=_version_key).id
        for versions in pages.values()
        if len(versions) > 1
        for document in versions
    }
    return [
        replace(
            document,
            version_of=first[document.id] if first.get(document.id, document.id) != document.id else None,
        )
        for document in known
    ]


def _names_one_page(url: str | None) -> bool:
    """Tell whether an address is a page's; a site's front page shows another text every day."""
    return url is not None and (url.count("/") > 3 or not url.endswith("/") or "?" in url)


def _version_key(document: Document) -> tuple[datetime, datetime, datetime, str]:
    published = document.published_earliest or document.published_latest or _NEVER
    return published, document.modified or published, document.captured or _NEVER, document.id


def _resolved(document: Document, outlet: Outlet | None) -> Document:
    if outlet is None:
        return replace(document, agency=(document.outlet or "").lower() in AGENCIES)
    earliest, latest = document.published_earliest, document.published_latest
    if outlet.zone and earliest is not None and latest is not None:
        interval = narrow(Interval(earliest, latest), outlet.zone)
        earliest, latest = interval.earliest, interval.latest
    return replace(
        document,
        outlet=outlet.outlet,
        publisher=outlet.publisher or document.publisher,
        agency=outlet.agency or outlet.outlet.lower() in AGENCIES,
        published_earliest=earliest,
        published_latest=latest,
    )
