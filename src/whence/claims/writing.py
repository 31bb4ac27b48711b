"""Groups of statements -> claim records: wording, counts, dates and denials."""

import dataclasses
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from whence.aside import Aside, LayAside
from whence.claims.check import denies
from whence.claims.keys import chunks_of
from whence.identity import content_id
from whence.records import Claim, Document, Statement, schema_of, to_table
from whence.rows import StatementRows

# A claim reads badly when its first word points to something said before.
_POINTING = re.compile(
    r"(?:i|we|you|my|our|your|he|she|it|they|his|her|their|its|this|that|these|those|but|and|so|who|which|also)\b",
    re.IGNORECASE,
)
_FEW_WORDS = 5  # fewer seldom say by themselves what is claimed: "his legislation"
_POINTING_THAT = re.compile(r"that (?:is|was|were|will|would|can|could|has|had|should|may|might|does|did)\b")
_LATEST = datetime.max
_RUN = 20_000  # statements whose claims are records at once
# Single marks are left alone: they are apostrophes as often.
_OPENING = ("“", '"', "«", "„")
_CLOSING = ("”", '"', "»", "“")
_MARKS = frozenset((*_OPENING, *_CLOSING))
# What is shown as it stands: most texts.
_BARE = re.compile(r"[A-Z0-9][^“”\"«»„]*[^“”\"«»„,\s]")
# The columns that the wording of a claim of several statements is chosen by.
_WORDED = ("field", "text", "hedges")


@dataclass(frozen=True, slots=True)
class Grouped:
    """Claims, and which statement makes which.

    Attributes:
        claims: the claims table, in no particular order.
        claim_ids: id of each statement's claim, in the order of the statements.
    """

    claims: pa.Table
    claim_ids: pa.ChunkedArray


def write_claims(
    documents: Sequence[Document],
    statements: StatementRows,
    groups: Mapping[int, Sequence[int]],
    denials: Sequence[tuple[float, int, int]],
    lay_aside: LayAside = Aside,
) -> Grouped:
    """Write claims from groups of statements.

    Args:
        documents: those that carry the statements.
        statements: all statements.
        groups: statement numbers of each claim of several, by each of these; the others are alone.
        denials: (likeness, statement number, statement number) where just one of the two denies.
        lay_aside: gives what takes the claims.
    """
    by_id = {document.id: document for document in documents}
    carriers = [by_id.get(key) for key in statements.documents]
    several = _read_groups(statements, groups)
    ids = {place: content_id("k", *sorted(m.id for m in own)) for place, own in several.items()}
    denied = _denied(statements, groups, ids, denials)
    written = lay_aside(schema_of(Claim))
    claim_ids: list[pa.Array] = []
    for first, last in chunks_of(len(statements), _RUN):
        run = statements.table.slice(first, last - first)
        keys = [
            content_id("k", key) if place not in groups else ids[groups[place][0]]
            for place, key in enumerate(run.column("id").to_pylist(), first)
        ]
        claim_ids.append(pa.array(keys, pa.string()))
        alone = np.array([place not in groups for place in range(first, last)], np.bool_)
        owners = statements.owners[first:last][alone]
        written.add(_lone_claims(run.filter(alone), claim_ids[-1].filter(alone), owners, carriers, denied))
        joint = [place for place in range(first, last) if place in several]
        claims = [_claim_of(ids[place], several[place], by_id, denied.get(ids[place])) for place in joint]
        written.add(to_table(claims, Claim))
    return Grouped(written.table(), pa.chunked_array(claim_ids, pa.string()))


def _read_groups(
    statements: StatementRows, groups: Mapping[int, Sequence[int]]
) -> dict[int, list[Statement]]:
    """Give the statements of each claim of several, by the number of its first one."""
    several = [own for place, own in groups.items() if own[0] == place]
    members = iter(statements.at((place for own in several for place in own), _WORDED))
    return {own[0]: list(islice(members, len(own))) for own in several}


def _denied(
    statements: StatementRows,
    groups: Mapping[int, Sequence[int]],
    ids: Mapping[int, str],
    denials: Sequence[tuple[float, int, int]],
) -> dict[str, str]:
    """Give the claim that each denying claim denies: the one with the likest wording."""
    places = sorted({place for _, *ends in denials for place in ends})
    known = dict(zip(places, statements.at(places, ("cue", "negated")), strict=True))

    def claim_of(place: int) -> str:
        return ids[groups[place][0]] if place in groups else content_id("k", known[place].id)

    denied: dict[str, str] = {}
    for _, a, b in sorted(denials, key=lambda d: (-d[0], known[d[1]].id, known[d[2]].id)):
        one, other = (claim_of(x) for x in ((a, b) if denies(known[a]) else (b, a)))
        if one != other:
            denied.setdefault(one, other)
    return denied


def _lone_claims(
    rows: pa.Table,
    keys: pa.Array,
    owners: NDArray[np.int32],
    carriers: Sequence[Document | None],
    denied: Mapping[str, str],
) -> pa.Table:
    """Write the claims of statements that are alone, as `_claim_of` does, a column at a time."""
    schema, own = schema_of(Claim), [carriers[owner] for owner in owners.tolist()]
    known = [int(document is not None) for document in own]
    columns = {
        "id": keys,
        "text": [shown_text(text) for text in rows.column("text").to_pylist()],
        "statement_count": [1] * len(own),
        "document_count": [1] * len(own),
        "outlet_count": known,
        "publisher_count": known,
        "first_published_earliest": [d.published_earliest if d else None for d in own],
        "first_published_latest": [d.published_latest if d else None for d in own],
        "denies": [denied.get(key) for key in keys.to_pylist()] if denied else [None] * len(own),
    }
    for field in dataclasses.fields(Claim):
        columns.setdefault(field.name, [field.default] * len(own))
    return pa.Table.from_arrays(
        [pa.array(columns[field.name], field.type) for field in schema], schema=schema
    )


def _claim_of(
    key: str, members: Sequence[Statement], by_id: Mapping[str, Document], denied: str | None
) -> Claim:
    carriers = [by_id[key] for key in sorted({m.document_id for m in members}) if key in by_id]
    earliest = [d.published_earliest for d in carriers if d.published_earliest is not None]
    latest = [d.published_latest for d in carriers if d.published_latest is not None]
    return Claim(
        id=key,
        text=shown_text(_plainest(members, by_id).text),
        statement_count=len(members),
        document_count=len({m.document_id for m in members}),
        outlet_count=len({d.outlet or d.id for d in carriers}),
        publisher_count=len({d.publisher or d.outlet or d.id for d in carriers}),
        first_published_earliest=min(earliest, default=None),
        first_published_latest=min(latest, default=None),
        denies=denied,
    )


def shown_text(text: str) -> str:
    """Give a statement's words as they are shown for a claim: without "that", marks around them or a comma.

    Args:
        text: the exact words of a statement.

    Returns:
        The same words, beginning with a capital letter; the text itself where nothing else is left.
    """
    if _BARE.fullmatch(text):
        return text
    shown = text.strip()
    while True:
        before = shown
        shown = _strip_quotes(shown.rstrip(", \n"))
        # "That" with a capital, or before a verb, points to something.
        if shown.startswith("that ") and not _POINTING_THAT.match(shown):
            shown = shown[5:].lstrip()
        if shown == before:
            break
    first = shown[:1].upper()
    return (first if len(first) == 1 else shown[:1]) + shown[1:] if shown else text


def _strip_quotes(text: str) -> str:
    """Take quotation marks off that stand around the whole, or open or close what is not the rest of it."""
    inside = text[1:-1]
    if text[:1] in _OPENING and text[-1:] in _CLOSING and len(text) > 1 and not set(inside) & _MARKS:
        return inside.strip()
    marks = sum(map(text.count, _MARKS))
    if marks == 1 and text[:1] in _MARKS:
        return text[1:].lstrip()
    if marks == 1 and text[-1:] in _MARKS:
        return text[:-1].rstrip()
    return text


def _plainest(members: Sequence[Statement], by_id: Mapping[str, Document]) -> Statement:
    """Choose the statement whose words stand for the claim: whole, plain, early."""
    if len(members) == 1:
        return members[0]

    def rank(statement: Statement) -> tuple[bool, bool, bool, int, bool, datetime, int, str]:
        document = by_id.get(statement.document_id)
        moment = (document.published_latest or document.published_earliest) if document else None
        return (
            not statement.text,
            statement.field == "title",
            len(statement.text.split()) < _FEW_WORDS,
            bool(_POINTING.match(shown_text(statement.text))) + (not statement.text[:1].isupper()),
            bool(statement.hedges),
            moment.replace(tzinfo=None) if moment else _LATEST,
            len(statement.text),
            statement.id,
        )

    return min(members, key=rank)
