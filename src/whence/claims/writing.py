"""Groups of statements -> claim records: wording, counts, dates and denials."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa

from whence.aside import Aside, LayAside
from whence.claims.check import denies
from whence.claims.keys import chunks_of
from whence.identity import content_id
from whence.records import Claim, Document, Statement, schema_of, to_table
from whence.rows import StatementRows

# A claim reads badly when its first word points to something said before.
_POINTING = re.compile(
    r"^(?:he|she|it|they|his|her|their|its|this|that|these|those|but|and|so|who|which|also)\b", re.I
)
_POINTING_THAT = re.compile(r"that (?:is|was|were|will|would|can|could|has|had|should|may|might|does|did)\b")
_LATEST = datetime.max
_RUN = 20_000  # statements whose claims are records at once
# Single marks are left alone: they are apostrophes as often.
_OPENING = ("“", '"', "«", "„")
_CLOSING = ("”", '"', "»", "“")
_MARKS = frozenset((*_OPENING, *_CLOSING))


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
    namer = _Namer(statements, groups)
    denied = _denied(statements, namer, denials)
    written = lay_aside(schema_of(Claim))
    claim_ids: list[pa.Array] = []
    for first, last in chunks_of(len(statements), _RUN):
        ids, claims = [], []
        for place, statement in enumerate(statements[first:last], first):
            own = groups.get(place)
            key = content_id("k", statement.id) if own is None else namer.id_of(place)
            ids.append(key)
            if own is None or own[0] == place:
                members = [statement] if own is None else [statements[other] for other in own]
                claims.append(_claim_of(key, members, by_id, denied.get(key)))
        claim_ids.append(pa.array(ids, pa.string()))
        written.add(to_table(claims, Claim))
    return Grouped(written.table(), pa.chunked_array(claim_ids, pa.string()))


class _Namer:
    """Gives the ids of claims; those of several statements are kept."""

    def __init__(self, statements: StatementRows, groups: Mapping[int, Sequence[int]]) -> None:
        self._statements = statements
        self._groups = groups
        self._known: dict[int, str] = {}

    def id_of(self, place: int) -> str:
        """Give the id of the claim of a statement."""
        own = self._groups.get(place, (place,))
        known = self._known.get(own[0])
        if known is None:
            known = content_id("k", *sorted(self._statements[other].id for other in own))
            if len(own) > 1:
                self._known[own[0]] = known
        return known


def _denied(
    statements: StatementRows, namer: _Namer, denials: Sequence[tuple[float, int, int]]
) -> dict[str, str]:
    """Give the claim that each denying claim denies: the one with the likest wording."""
    denied: dict[str, str] = {}
    for _, a, b in sorted(denials, key=lambda d: (-d[0], statements[d[1]].id, statements[d[2]].id)):
        one, other = (namer.id_of(x) for x in ((a, b) if denies(statements[a]) else (b, a)))
        if one != other:
            denied.setdefault(one, other)
    return denied


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

    def rank(statement: Statement) -> tuple[bool, bool, bool, bool, datetime, int, str]:
        document = by_id.get(statement.document_id)
        moment = (document.published_latest or document.published_earliest) if document else None
        return (
            not statement.text,
            statement.field == "title",
            bool(_POINTING.match(statement.text)) or not statement.text[:1].isupper(),
            bool(statement.hedges),
            moment.replace(tzinfo=None) if moment else _LATEST,
            len(statement.text),
            statement.id,
        )

    return min(members, key=rank)
