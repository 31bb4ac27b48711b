"""Decisions about edges: no copying between two documents, or certainly so."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import cast

from whence.decisions.rulings import Ruling, evidence_words, newest_first
from whence.identity import content_id
from whence.records import Document, Edge, EdgeKind, Evidence, Passage

Pair = tuple[str, str]


def rule_by_pair(rulings: Iterable[Ruling]) -> dict[Pair, Ruling]:
    """Give the newest decision about each pair of documents, by their ids in id order."""
    found: dict[Pair, Ruling] = {}
    for ruling in newest_first(rulings, "edge"):
        left, right = sorted(ruling.matter.documents)
        found.setdefault((left, right), ruling)
    return found


def rejected_pairs(rulings: Iterable[Ruling]) -> frozenset[Pair]:
    """Give the pairs of documents between which a person saw no copying, ids in id order."""
    return frozenset(pair for pair, ruling in rule_by_pair(rulings).items() if ruling.verb == "reject")


def apply_to_passages(passages: Sequence[Passage], rejected: Collection[Pair]) -> list[Passage]:
    """Leave out the passages of pairs without copying, so that no later stage reads copying from them.

    Args:
        passages: what the documents have in common.
        rejected: from `rejected_pairs`.
    """
    if not rejected:
        return list(passages)
    return [p for p in passages if (min(p.left_id, p.right_id), max(p.left_id, p.right_id)) not in rejected]


def apply_to_edges(
    edges: Sequence[Edge], rulings: Iterable[Ruling], documents: Sequence[Document]
) -> list[Edge]:
    """Drop rejected edges, and make accepted ones certain.

    An accepted edge is direct and has confidence 1; it has the kind and direction that the decision names,
    else those that were found. A pair without an edge gets one only where the decision names its kind.

    Args:
        edges: from `trace.trace_edges`.
        rulings: all decisions.
        documents: every document; decisions about others have no effect.

    Returns:
        Edges by their two ids.
    """
    decided = rule_by_pair(rulings)
    if not decided:
        return list(edges)
    kept = []
    waiting: dict[Pair, Ruling] = {
        pair: ruling for pair, ruling in decided.items() if ruling.verb == "accept"
    }
    for edge in edges:
        pair = (min(edge.earlier_id, edge.later_id), max(edge.earlier_id, edge.later_id))
        ruling = decided.get(pair)
        if ruling is None:
            kept.append(edge)
        elif ruling.verb == "accept":
            kept.append(_accept(edge, ruling))
            waiting.pop(pair, None)
    ids = {document.id for document in documents}
    kept += [
        _accept(_bare_edge(pair), ruling)
        for pair, ruling in sorted(waiting.items())
        if ruling.matter.kind is not None and ids.issuperset(pair)
    ]
    return sorted(kept, key=lambda edge: (edge.earlier_id, edge.later_id))


def _bare_edge(pair: Pair) -> Edge:
    return Edge(id="", earlier_id=pair[0], later_id=pair[1], kind="undetermined", direction="undetermined")


def _accept(edge: Edge, ruling: Ruling) -> Edge:
    matter = ruling.matter
    kind = cast(EdgeKind, matter.kind or edge.kind)
    changes: Mapping[str, object] = {}
    if matter.ordered:
        earlier, later = matter.documents
        turned = edge.earlier_id != earlier
        changes = {
            "earlier_id": earlier,
            "later_id": later,
            "direction": "determined",
            "direction_from": "decision",
            "earlier_covered": edge.later_covered if turned else edge.earlier_covered,
            "later_covered": edge.earlier_covered if turned else edge.later_covered,
            # A credit that the other page gave says the opposite of what was decided.
            "credited": edge.credited and not turned,
        }
    accepted = replace(
        edge,
        kind=kind,
        direct=True,
        confidence=1.0,
        evidence=(Evidence(kind="decision", words=evidence_words(ruling)), *edge.evidence),
        **changes,  # type: ignore[arg-type]
    )
    return replace(accepted, id=content_id("e", accepted.earlier_id, accepted.later_id, kind))
