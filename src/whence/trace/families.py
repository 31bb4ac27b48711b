"""Edges -> families: one text with its copies, excerpts, rewrites and updates."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from whence.identity import content_id
from whence.records import Document, Edge, Family, Role
from whence.settings import TraceSettings
from whence.trace.groups import Groups
from whence.trace.house import is_same_outlet
from whence.trace.kinds import JOINING

_ROLES: dict[str, Role] = {
    "republished": "copy", "excerpted": "excerpt", "rewritten": "rewrite", "updated": "update",
}  # fmt: skip


def find_families(
    documents: list[Document], edges: list[Edge], settings: TraceSettings | None = None
) -> list[Family]:
    """Gather documents that carry one text.

    Republished, excerpted, rewritten and updated texts join a family; so do copies that credit one source
    outside the corpus, which have no root. `parted_excerpts` gives the excerpts that are too small to.

    Args:
        documents: every document.
        edges: from `trace_edges`.
        settings: the thresholds; the defaults where None.

    Returns:
        The members of families of two and more, by family id and document id. A parent is a member of
        the same family, and no document is its own ancestor.
    """
    settings = settings or TraceSettings()
    known = sorted(document.id for document in documents)
    by_id = {document.id: document for document in documents}
    joining = _joining_edges(by_id, edges, settings)
    families = Groups(known)
    for edge in joining:
        families.join(edge.earlier_id, edge.later_id)
    parents = _main_parents(joining, known)
    roles = _roles(joining, parents)
    rows = []
    for group in families.members():
        if len(group) < 2:
            continue
        family_id = content_id("f", *group)
        for identifier in group:
            edge_to_parent = parents.get(identifier)
            rows.append(
                Family(
                    family_id=family_id,
                    document_id=identifier,
                    role=roles[identifier],
                    parent_id=edge_to_parent.earlier_id if edge_to_parent is not None else None,
                )
            )
    return sorted(rows, key=lambda row: (row.family_id, row.document_id))


def parted_excerpts(documents: list[Document], edges: Sequence[Edge], settings: TraceSettings) -> list[Edge]:
    """Give the edges of reuse that were left out of families, because so little of the text is shared."""
    by_id = {document.id: document for document in documents}
    kept = {edge.id for edge in _joining_edges(by_id, edges, settings)}
    return [edge for edge in edges if edge.kind in JOINING and edge.id not in kept]


def _joining_edges(
    documents: Mapping[str, Document], edges: Iterable[Edge], settings: TraceSettings
) -> list[Edge]:
    """Choose the edges that make families, sorted by their ids.

    A document that excerpts several others joins the family of the one that it has most from, so that a
    round-up does not glue unrelated stories together.
    """
    known = [edge for edge in edges if edge.earlier_id in documents and edge.later_id in documents]
    ordered = sorted(known, key=lambda edge: (edge.earlier_id, edge.later_id, edge.id))
    best_excerpt: dict[str, tuple[float, float, str]] = {}
    for edge in ordered:
        if edge.kind == "excerpted" and edge.direction == "determined":
            rank = (-float(edge.direct), -edge.later_covered, edge.id)
            best_excerpt[edge.later_id] = min(best_excerpt.get(edge.later_id, rank), rank)
    kept = []
    for edge in ordered:
        if edge.kind == "common-source":
            joins = _is_outside_copy(edge, settings)
        elif edge.kind == "excerpted":
            chosen = edge.direction == "undetermined" or best_excerpt[edge.later_id][2] == edge.id
            joins = chosen and _is_large_excerpt(documents, edge, settings)
        else:
            joins = edge.kind in JOINING
        if joins:
            kept.append(edge)
    return kept


def _is_large_excerpt(documents: Mapping[str, Document], edge: Edge, settings: TraceSettings) -> bool:
    """Tell whether enough is shared for one family: of the later text, or, without an order, of either."""
    larger = max(edge.earlier_covered, edge.later_covered)
    if is_same_outlet(documents[edge.earlier_id], documents[edge.later_id]):
        return larger >= settings.own_family_share
    covered = edge.later_covered if edge.direction == "determined" else larger
    return covered >= settings.family_share


def _is_outside_copy(edge: Edge, settings: TraceSettings) -> bool:
    """Tell whether two documents are copies of one text from outside the corpus.

    Only then does a common-source edge carry a credit; two different stories of one agency that share a
    paragraph of background stay two.
    """
    credited = any(evidence.kind == "credit" for evidence in edge.evidence)
    return credited and max(edge.earlier_covered, edge.later_covered) >= settings.republished_most


def _main_parents(joining: Iterable[Edge], known: Sequence[str]) -> dict[str, Edge]:
    """Give each document the edge from its main parent: direct before indirect, then most covered text."""
    choices: dict[str, list[Edge]] = defaultdict(list)
    for edge in joining:
        if edge.direction == "determined" and edge.kind in _ROLES:
            choices[edge.later_id].append(edge)
    for edges in choices.values():
        edges.sort(key=lambda edge: (not edge.direct, -edge.later_covered, -edge.confidence, edge.earlier_id))
    # The surest choose first: where credits run in a circle, the least sure link of it is given up.
    order = sorted(choices, key=lambda identifier: (-choices[identifier][0].confidence, identifier))
    trees = Groups(known)
    parents: dict[str, Edge] = {}
    for identifier in order:
        for edge in choices[identifier]:
            if trees.join(edge.earlier_id, identifier):
                parents[identifier] = edge
                break
    return parents


def _roles(joining: Sequence[Edge], parents: dict[str, Edge]) -> dict[str, Role]:
    """Say what each member is to its parent; a root has none, and nothing speaks against it."""
    outside: set[str] = set()
    unordered: dict[str, list[str]] = defaultdict(list)
    identifiers: set[str] = set()
    for edge in joining:
        identifiers |= {edge.earlier_id, edge.later_id}
        if edge.kind == "common-source":
            outside |= {edge.earlier_id, edge.later_id}
        elif edge.direction == "undetermined":
            unordered[edge.earlier_id].append(edge.later_id)
            unordered[edge.later_id].append(edge.earlier_id)
    tops = _tops(parents)
    roles: dict[str, Role] = {}
    for identifier in sorted(identifiers):
        if identifier in parents:
            roles[identifier] = _ROLES[parents[identifier].kind]
        elif identifier in outside:
            roles[identifier] = "copy"
        elif any(tops.get(other, other) != identifier for other in unordered[identifier]):
            # Some other text, not known to be younger, may have come first.
            roles[identifier] = "member"
        else:
            roles[identifier] = "root"
    return roles


def _tops(parents: dict[str, Edge]) -> dict[str, str]:
    """Give the topmost ancestor of every document that has a parent."""
    tops: dict[str, str] = {}
    for start in parents:
        path, identifier = [], start
        while identifier in parents and identifier not in tops:
            path.append(identifier)
            identifier = parents[identifier].earlier_id
        top = tops.get(identifier, identifier)
        for passed in path:
            tops[passed] = top
    return tops
