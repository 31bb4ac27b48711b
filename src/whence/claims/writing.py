"""Groups of statements -> claim records: wording, counts, dates and denials."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from whence.claims.check import denies
from whence.identity import content_id
from whence.records import Claim, Document, Statement

# A claim reads badly when its first word points to something said before.
_POINTING = re.compile(
    r"^(?:he|she|it|they|his|her|their|its|this|that|these|those|but|and|so|who|which|also)\b", re.I
)
_POINTING_THAT = re.compile(r"that (?:is|was|were|will|would|can|could|has|had|should|may|might|does|did)\b")
_LATEST = datetime.max
# Single marks are left alone: they are apostrophes as often.
_OPENING = ("“", '"', "«", "„")
_CLOSING = ("”", '"', "»", "“")
_MARKS = frozenset((*_OPENING, *_CLOSING))


def write_claims(
    documents: Sequence[Document],
    statements: Sequence[Statement],
    groups: Sequence[Sequence[int]],
    denials: Sequence[tuple[float, int, int]],
) -> tuple[list[Claim], list[Statement]]:
    """Write claims from groups of statements.

    Args:
        documents: those that carry the statements.
        statements: all statements.
        groups: statement numbers of each claim; every statement is in one group.
        denials: (likeness, statement number, statement number) where just one of the two denies.

    Returns:
        Claims sorted by id; statements sorted by document, place and id, with `claim_id` filled.
    """
    by_id = {document.id: document for document in documents}
    claims: list[Claim] = []
    claim_of: list[str] = [""] * len(statements)
    for group in groups:
        claim = _claim_of([statements[place] for place in group], by_id)
        claims.append(claim)
        for place in group:
            claim_of[place] = claim.id
    denied = _denied(statements, claim_of, denials)
    claims = [replace(c, denies=denied[c.id]) if c.id in denied else c for c in claims]
    filled = [replace(s, claim_id=claim_of[place]) for place, s in enumerate(statements)]
    filled.sort(key=lambda s: (s.document_id, s.field != "title", s.begin, s.end, s.id))
    return sorted(claims, key=lambda c: c.id), filled


def _denied(
    statements: Sequence[Statement], claim_of: Sequence[str], denials: Sequence[tuple[float, int, int]]
) -> dict[str, str]:
    """Give the claim that each denying claim denies: the one with the likest wording."""
    denied: dict[str, str] = {}
    for _, a, b in sorted(denials, key=lambda d: (-d[0], statements[d[1]].id, statements[d[2]].id)):
        one, other = (a, b) if denies(statements[a]) else (b, a)
        if claim_of[one] != claim_of[other]:
            denied.setdefault(claim_of[one], claim_of[other])
    return denied


def _claim_of(members: Sequence[Statement], by_id: Mapping[str, Document]) -> Claim:
    carriers = [by_id[key] for key in sorted({m.document_id for m in members}) if key in by_id]
    earliest = [d.published_earliest for d in carriers if d.published_earliest is not None]
    latest = [d.published_latest for d in carriers if d.published_latest is not None]
    return Claim(
        id=content_id("k", *sorted(m.id for m in members)),
        text=shown_text(_plainest(members, by_id).text),
        statement_count=len(members),
        document_count=len({m.document_id for m in members}),
        outlet_count=len({d.outlet or d.id for d in carriers}),
        publisher_count=len({d.publisher or d.outlet or d.id for d in carriers}),
        first_published_earliest=min(earliest, default=None),
        first_published_latest=min(latest, default=None),
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
    marks = sum(mark in _MARKS for mark in text)
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
