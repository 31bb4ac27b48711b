"""Who owns whom: tables of ownership, and the trust.txt files that publishers keep on their sites.

Source of the form of trust.txt: JournalList, "The trust.txt specification": one `attribute=address` a line,
`#` before comments. `control` and `controlledby` say who owns whom; `member` and `belongto` say who is in
whose association, which is no ownership. The other attributes say nothing of that and are passed over.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

from whence.errors import InputError
from whence.identity import content_id
from whence.ingest.articles import clean
from whence.ingest.dates import Interval, read_date
from whence.ingest.readers.files import decode_bytes
from whence.ingest.urls import host_of
from whence.records import Affiliation, AffiliationKind, Skipped

_HEAD = 1 << 16
_LARGEST = 50_000_000  # bytes; a line for each site of the world has about that
_NAME = 300  # characters kept of a name
_TEXTS = frozenset(("text", "content", "body"))
_FROM, _UNTIL = ("from", "since", "start"), ("until", "to", "end")
_COMMENTED = re.compile(r"#\s*(https?://[^\s/]{1,253})/(?:\.well-known/)?trust\.txt\s*", re.IGNORECASE)
_OURS = frozenset(("member", "belongto", "control", "controlledby"))
_OTHERS = frozenset(("social", "vendor", "customer", "disclosure", "contact", "datatrainingallowed"))


def is_ownership_table(path: Path) -> bool:
    """Tell whether a CSV holds owners of outlets and no articles, by its first line."""
    with path.open("rb") as opened:
        head = decode_bytes(opened.read(_HEAD)).partition("\n")[0]
    columns = set(_columns(head))
    return {"outlet", "owner"} <= columns and not columns & _TEXTS


def is_trust_file(path: Path) -> bool:
    """Tell whether a file is a publisher's trust.txt, by its name."""
    name = path.name.lower()
    return name == "trust.txt" or name.endswith(".trust.txt")


def read_ownership_table(path: Path, name: str, zone: str | None) -> Iterator[Affiliation | Skipped]:
    """Read a table with the columns outlet and owner, and perhaps from and until.

    Args:
        path: the CSV file.
        name: what it is called in messages.
        zone: IANA zone of the days.

    Yields:
        Who owns whom, row by row, and why others are not used.

    Raises:
        InputError: if the file is too large or no CSV.
    """
    text = _text_of(path, name)
    header = text.partition("\n")[0]
    mark = _mark(header)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))[1:]
    except csv.Error as error:
        raise InputError(name, f"no CSV ({error}): give the columns outlet, owner, from and until") from error
    columns = _columns(header)
    for number, row in enumerate(rows, 1):
        if not any(cell.strip() for cell in row):
            continue
        cells = dict(zip(columns, row, strict=False))
        yield _owned(cells, f"{name}:{number}", zone)


def read_trust_file(path: Path, name: str) -> Iterator[Affiliation | Skipped]:
    """Read a trust.txt file, whose site its name, its folder or a comment in it tells.

    Args:
        path: `trust.txt` in a folder named by the host, `HOST.trust.txt`, or with the comment
            `# https://HOST/trust.txt`.
        name: what it is called in messages.

    Yields:
        Affiliations in the order of the file, and why lines are not used.

    Raises:
        InputError: if it is too large or nothing tells whose file it is.
    """
    text = _text_of(path, name)
    own = _own_host(path, text)
    if own is None:
        raise InputError(
            name,
            "nothing tells whose trust.txt it is: name it HOST.trust.txt, as in harbour.example.trust.txt",
        )
    for number, line in enumerate(text.splitlines(), 1):
        said = line.partition("#")[0].strip()
        attribute, equals, value = (part.strip() for part in said.partition("="))
        attribute = attribute.lower()
        if not said or attribute in _OTHERS:
            continue
        place = f"{name}:{number}"
        other = host_of(value if "://" in value else f"https://{value}") if value else None
        if attribute not in _OURS or not equals:
            yield Skipped(
                input=place, reason="no line of trust.txt: member, belongto, control or controlledby"
            )
        elif other is None or other == own:
            yield Skipped(input=place, reason=f"{attribute} needs the address of another site")
        elif attribute == "control":
            yield _affiliation(other, own, "owner", place)
        elif attribute == "controlledby":
            yield _affiliation(own, other, "owner", place)
        elif attribute == "member":
            yield _affiliation(other, own, "association", place)
        else:
            yield _affiliation(own, other, "association", place)


def _text_of(path: Path, name: str) -> str:
    if path.stat().st_size > _LARGEST:
        raise InputError(name, f"over {_LARGEST:,} bytes: give the table in parts")
    return decode_bytes(path.read_bytes())


def _mark(header: str) -> str:
    return max(",;\t", key=header.count)


def _columns(header: str) -> list[str]:
    cells = next(csv.reader([header], delimiter=_mark(header)), [])
    return [cell.strip().strip("\ufeff").lower() for cell in cells]


def _owned(cells: dict[str, str], place: str, zone: str | None) -> Affiliation | Skipped:
    outlet, owner = (_name(cells.get(key, "")) for key in ("outlet", "owner"))
    if not outlet or not owner:
        return Skipped(input=place, reason="a row needs both an outlet and an owner")
    bounds: list[Interval | None] = []
    for names in (_FROM, _UNTIL):
        given = next((cells[key].strip() for key in names if cells.get(key, "").strip()), "")
        when = read_date(given, zone) if given else None
        if given and when is None:
            return Skipped(input=place, reason=f"{clean(given[:40])!r} is no date: write it as 2024-01-31")
        bounds.append(when)
    return _affiliation(outlet, owner, "owner", place, (bounds[0], bounds[1]))


def _affiliation(
    outlet: str,
    owner: str,
    kind: AffiliationKind,
    place: str,
    bounds: tuple[Interval | None, Interval | None] = (None, None),
) -> Affiliation:
    since = bounds[0].earliest if bounds[0] else None
    until = bounds[1].latest if bounds[1] else None
    return Affiliation(
        id=content_id("t", outlet, owner, kind, since, until),
        input=place,
        outlet=outlet,
        owner=owner,
        kind=kind,
        since=since,
        until=until,
    )


def _name(cell: str) -> str:
    name = " ".join((clean(cell[: 4 * _NAME]) or "").split())[:_NAME]
    return (host_of(name) or name) if "://" in name else name


def _own_host(path: Path, text: str) -> str | None:
    name = path.name.lower().removesuffix("trust.txt").rstrip(".")
    if "." in name:
        return host_of(f"https://{name}")
    commented = _COMMENTED.search(text[:_HEAD])
    if commented is not None:
        return host_of(commented[1])
    folder = path.resolve().parent.name
    return host_of(f"https://{folder}") if "." in folder else None
