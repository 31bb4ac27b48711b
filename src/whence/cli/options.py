"""Arguments and options that commands share, each declared once."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How results are written."""

    table = "table"
    jsonl = "jsonl"
    json = "json"
    csv = "csv"
    parquet = "parquet"


class ReaderName(StrEnum):
    """Who reads attributions; a test holds them equal to `statements.reader`'s."""

    rules = "rules"
    default = "default"
    accurate = "accurate"


class Verb(StrEnum):
    """What `decide` does; a test holds the first six equal to what can be decided."""

    accept = "accept"
    reject = "reject"
    set_apart = "split"
    merge = "merge"
    same_source = "same-source"
    different_source = "different-source"
    listing = "list"
    undo = "undo"


FIELDS = (
    "id", "url", "outlet", "publisher", "title", "authors", "date", "modified", "first_seen", "captured",
    "language", "text", "credits",
)  # fmt: skip
"""The fields of a table's row, named here so that help needs no reader; a test holds them equal."""


def _check_zone(zone: str | None) -> str | None:
    if zone is None:
        return None
    from zoneinfo import ZoneInfo, available_timezones

    try:
        ZoneInfo(zone)
    except (KeyError, ValueError, OSError):
        near = [name for name in sorted(available_timezones()) if zone.lower() in name.lower()][:3]
        hint = f"; perhaps {', '.join(near)}" if near and zone else ", for instance Europe/Athens"
        raise typer.BadParameter(f"{zone!r} is no IANA time zone{hint}") from None
    return zone


def _check_map(pairs: list[str]) -> list[str]:
    for pair in pairs:
        field, equals, name = pair.partition("=")
        if not (field and equals and name):
            raise typer.BadParameter(f"{pair!r} is not field=column, for instance date=published_on")
        if field not in FIELDS:
            raise typer.BadParameter(f"{field!r} is no field; the fields are {', '.join(FIELDS)}")
    return pairs


def read_map(pairs: list[str]) -> dict[str, str]:
    """Turn checked `field=column` options into a mapping."""
    return dict(pair.split("=", 1) for pair in pairs)


CorpusFolder = Annotated[Path, typer.Argument(metavar="CORPUS", help="The corpus folder.")]
Inputs = Annotated[
    list[str],
    typer.Argument(metavar="INPUT", help="Files and folders: HTML, text, RSS, WARC, JSONL, CSV, Parquet."),
]
OneInput = Annotated[
    str, typer.Argument(metavar="INPUT", help="A saved page or a text file; - reads standard input.")
]
FormatOption = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="How to write the result.", show_default=False),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to a file instead of standard output."),
]
Outlets = Annotated[
    Path | None,
    typer.Option(
        "--outlets", metavar="FILE", help="CSV of outlets: outlet, publisher, agency, hosts, aliases, zone."
    ),
]
FieldMap = Annotated[
    list[str],
    typer.Option(
        "--map",
        metavar="FIELD=COLUMN",
        callback=_check_map,
        help="Which column of a table holds which field; may be given again.",
    ),
]
ReaderOption = Annotated[
    ReaderName | None,
    typer.Option(
        "--reader",
        help="Who finds attributions in English: rules alone, default, or accurate, which needs an extra.",
        show_default=False,
    ),
]
Zone = Annotated[
    str | None,
    typer.Option(
        "--zone", metavar="ZONE", callback=_check_zone, help="IANA time zone of dates that name none."
    ),
]
Workers = Annotated[
    int | None, typer.Option("--workers", metavar="N", min=1, help="Processes to use; by default all cores.")
]
