"""Documents whose text comes from a news agency, and what shows it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from whence.ingest import AGENCIES
from whence.origins.naming import key_of
from whence.records import Credit, Document, Edge, Outlet, Wire

# Credits that stand for a whole text; "via" and links may be for the tip only.
_WHOLE = frozenset(
    ("byline", "dateline", "syndication-source", "canonical", "feed-source", "courtesy",
     "originally-published", "input")
)  # fmt: skip
# "With inputs from Meridian Wire": a part of the text, and nobody can tell which.
_IN_PART = re.compile(
    r"\b(?:inputs?|additional|contribut\w+|files?|material|with reporting)\b", re.IGNORECASE
)
# Share of an uncredited text that must be in a credited copy for both to be the agency's.
_NEARLY_WHOLE = 0.75


def find_wire(
    documents: Sequence[Document], edges: Iterable[Edge], credits: Iterable[Credit], outlets: Iterable[Outlet]
) -> list[Wire]:
    """Find the documents whose text comes from an agency.

    An agency's own; those that credit one for the whole text; those that republish such a document, and so
    on; and a copy of one that credits an agency outside the corpus, though it credits nobody itself.

    Args:
        documents: every document.
        edges: between them.
        credits: explicit words of provenance.
        outlets: the outlets table.

    Returns:
        One row for each such document, by its id, with the plainest sign.
    """
    by_id = {document.id: document for document in documents}
    agencies = {key_of(name) for name in AGENCIES}
    agencies |= {key_of(name) for o in outlets if o.agency for name in (o.outlet, *o.aliases)}
    agencies |= {key_of(d.outlet) for d in documents if d.agency and d.outlet}
    found = {d.id: Wire(document_id=d.id, sign="agency", words=d.outlet or "") for d in documents if d.agency}
    for credit in sorted(credits, key=lambda credit: credit.id):
        if credit.document_id in by_id and credit.document_id not in found and _is_whole(credit):
            target = by_id.get(credit.target_document_id or "")
            if (target is not None and target.agency) or key_of(credit.target) in agencies:
                words = credit.text or credit.target
                found[credit.document_id] = Wire(
                    document_id=credit.document_id, sign="credit", shown_by=credit.id, words=words
                )
    _follow_copies(found, edges, by_id)
    return [found[key] for key in sorted(found)]


def _is_whole(credit: Credit) -> bool:
    return credit.kind in _WHOLE and not _IN_PART.search(credit.text)


def _follow_copies(found: dict[str, Wire], edges: Iterable[Edge], by_id: dict[str, Document]) -> None:
    """Add what was copied from a document that is found, level by level, so that the order means nothing."""
    copies: dict[str, list[tuple[str, Edge]]] = defaultdict(list)
    for edge in sorted(edges, key=lambda edge: edge.id):
        for source, copy in _ways(edge, by_id):
            copies[source].append((copy, edge))
    front = sorted(found)
    while front:
        ahead = []
        for source in front:
            for copy, edge in copies.get(source, ()):
                if copy in by_id and copy not in found:
                    words = f"carries the text of {by_id[source].outlet or source}"
                    found[copy] = Wire(document_id=copy, sign="copy", shown_by=edge.id, words=words)
                    ahead.append(copy)
        front = sorted(ahead)


def _ways(edge: Edge, by_id: dict[str, Document]) -> list[tuple[str, str]]:
    """Give the ways (from, to) in which an edge shows that the one's whole text is the other's."""
    earlier, later = edge.earlier_id, edge.later_id
    if edge.kind == "republished":
        if edge.direction == "determined":
            return [(earlier, later)]
        # Of two equal texts of unknown order the agency's is the first: it sells what others run.
        sides = ((earlier, later), (later, earlier))
        return [(a, b) for a, b in sides if a in by_id and by_id[a].agency]
    if edge.kind == "common-source" and any(evidence.kind == "credit" for evidence in edge.evidence):
        ways = [(later, earlier)] if edge.earlier_covered >= _NEARLY_WHOLE else []
        return ways + ([(earlier, later)] if edge.later_covered >= _NEARLY_WHOLE else [])
    return []
