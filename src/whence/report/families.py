"""Edges and families opened: who had the text from whom, with the passages side by side."""

import re
from collections.abc import Collection, Mapping, Sequence

from whence.records import Credit, Document, Edge, Family, Passage
from whence.report.library import Library, group_rows
from whence.report.marking import mark_differences, shorten_marked
from whence.report.views import Member, OpenedEdge, OpenedFamily, OpenedPassage, Reuse
from whence.report.words import clean, outlet_of

_WORD = re.compile(r"[^\s,;:]+")
_REUSE = ("republished", "excerpted", "rewritten")
_ORDER = {"root": 0, "update": 1, "copy": 2, "rewrite": 3, "excerpt": 4, "member": 5}


def open_passage(passage: Passage, left: Document, right: Document, longest: int = 900) -> OpenedPassage:
    """Lay a passage's two texts side by side with their differing words marked.

    Args:
        passage: the aligned spans.
        left: the document to show on the left; either of the passage's two.
        right: the other one.
        longest: characters shown of each text.

    Returns:
        The opened passage; `cut` where a text was longer.
    """
    spans = (passage.left_begin, passage.left_end, passage.right_begin, passage.right_end)
    if left.id != passage.left_id:
        spans = (*spans[2:], *spans[:2])
    texts = clean(left.text[spans[0] : spans[1]]), clean(right.text[spans[2] : spans[3]])
    reach = 2 * longest + 400  # beyond what is shown, so that a cut does not make words differ
    left_marked, right_marked = mark_differences(texts[0][:reach], texts[1][:reach])
    return OpenedPassage(
        passage=passage,
        left=left,
        right=right,
        left_marked=shorten_marked(left_marked, longest),
        right_marked=shorten_marked(right_marked, longest),
        differs=any(flag for _, flag in (*left_marked, *right_marked)),
        cut=max(len(text) for text in texts) > longest,
    )


def open_edges(
    library: Library, edges: Sequence[Edge], most: int = 4, longest: int = 900
) -> list[OpenedEdge]:
    """Open edges down to their passages and credits.

    Args:
        library: the corpus's tables.
        edges: in the order wanted.
        most: passages opened of one edge, the longest first.
        longest: characters shown of each text.

    Returns:
        One opened edge for each, in order.
    """
    named = {evidence.id for edge in edges for evidence in edge.evidence if evidence.id}
    passages = {passage.id: passage for passage in library.rows(Passage, "id", named)}
    credits = {credit.id: credit for credit in library.rows(Credit, "id", named)}
    ids = {key for edge in edges for key in (edge.earlier_id, edge.later_id)}
    ids |= {key for edge in edges for item in edge.evidence for key in _WORD.findall(item.words)}
    documents = library.documents(ids)
    return [_open_edge(edge, passages, credits, documents, (most, longest)) for edge in edges]


def _open_edge(
    edge: Edge,
    passages: Mapping[str, Passage],
    credits: Mapping[str, Credit],
    documents: Mapping[str, Document],
    limits: tuple[int, int],
) -> OpenedEdge:
    most, longest = limits
    earlier, later = documents.get(edge.earlier_id), documents.get(edge.later_id)
    ids = [evidence.id for evidence in edge.evidence if evidence.id]
    found = sorted(
        (passages[key] for key in dict.fromkeys(ids) if key in passages),
        key=lambda passage: (-passage.matched_tokens, passage.id),
    )
    shown = found[:most] if earlier and later else []
    opened = [open_passage(item, earlier, later, longest) for item in shown if earlier and later]
    opened.sort(key=_begin_on_left)
    return OpenedEdge(
        edge=edge,
        earlier=earlier,
        later=later,
        passages=tuple(opened),
        credits=tuple(credits[key] for key in dict.fromkeys(ids) if key in credits),
        words=tuple(
            _name_documents(item.words, documents)
            for item in edge.evidence
            if item.words and item.id not in {*passages, *credits}
        ),
        left_out=len(found) - len(shown),
    )


def _name_documents(said: str, documents: Mapping[str, Document]) -> str:
    """Put outlets in the place of document ids in an explanation."""
    return _WORD.sub(
        lambda match: outlet_of(documents[match.group()]) if match.group() in documents else match.group(),
        said,
    )


def _begin_on_left(opened: OpenedPassage) -> tuple[int, str]:
    passage = opened.passage
    begin = passage.left_begin if opened.left.id == passage.left_id else passage.right_begin
    return begin, passage.id


def count_reuse(library: Library) -> list[Reuse]:
    """Count, for each two outlets, the documents of the one that had their text from the other.

    Only direct edges with a determined order count, so that each copy is counted where it came from.

    Returns:
        The pairs with most documents first.
    """
    columns = [library.table(Document).column(name).to_pylist() for name in ("id", "outlet")]
    outlets = dict(zip(*columns, strict=True))
    counts: dict[tuple[str, str], list[set[str]]] = {}
    for edge in library.all(Edge):
        pair = outlets.get(edge.earlier_id), outlets.get(edge.later_id)
        if edge.kind not in _REUSE or not edge.direct or edge.direction != "determined":
            continue
        if pair[0] and pair[1] and pair[0] != pair[1]:
            kept = counts.setdefault((pair[0], pair[1]), [set(), set()])
            kept[0 if edge.credited else 1].add(edge.later_id)
    found = [
        Reuse(earlier=pair[0], later=pair[1], credited=len(kept[0]), uncredited=len(kept[1] - kept[0]))
        for pair, kept in counts.items()
    ]
    return sorted(found, key=lambda row: (-row.credited - row.uncredited, row.earlier, row.later))


def rank_families(library: Library) -> list[tuple[str, int]]:
    """Order all families of two documents or more, the largest first.

    Returns:
        Family ids with their number of members.
    """
    sizes: dict[str, int] = {}
    for key in library.table(Family).column("family_id").to_pylist():
        sizes[key] = sizes.get(key, 0) + 1
    return sorted(((key, size) for key, size in sizes.items() if size > 1), key=lambda row: (-row[1], row[0]))


def open_families(
    library: Library, ids: Sequence[str], most: int = 40, passages: int = 3, longest: int = 600
) -> list[OpenedFamily]:
    """Open families as trees.

    Args:
        library: the corpus's tables.
        ids: family ids.
        most: members shown of one family.
        passages: passages opened of one edge.
        longest: characters shown of each text of a passage.

    Returns:
        The families that the corpus holds, in the order of `ids`.
    """
    members = group_rows(library.rows(Family, "family_id", set(ids)), "family_id")
    edges = _main_edges(library, [row for rows in members.values() for row in rows])
    shown = {key: _choose(rows, most) for key, rows in members.items()}
    wanted = [
        edges[row.parent_id, row.document_id]
        for key in ids
        for row in shown.get(key, [])
        if row.parent_id and (row.parent_id, row.document_id) in edges
    ]
    opened = {item.edge.id: item for item in open_edges(library, wanted, passages, longest)}
    documents = library.documents({row.document_id for rows in members.values() for row in rows})
    return [
        _open_family(
            members[key], shown[key], documents, {pair: opened.get(edge.id) for pair, edge in edges.items()}
        )
        for key in ids
        if key in members
    ]


def _main_edges(library: Library, members: Collection[Family]) -> dict[tuple[str, str], Edge]:
    """Give the edge between each member and its parent, by (parent, member)."""
    parents = {row.document_id: row.parent_id for row in members if row.parent_id}
    edges: dict[tuple[str, str], Edge] = {}
    for column in ("earlier_id", "later_id"):
        for edge in library.rows(Edge, column, parents.keys()):
            for child, parent in ((edge.later_id, edge.earlier_id), (edge.earlier_id, edge.later_id)):
                if parents.get(child) == parent:
                    edges.setdefault((parent, child), edge)
    return edges


def _choose(rows: Sequence[Family], most: int) -> list[Family]:
    """Choose the members to show so that none is shown without its parent."""
    children = group_rows([row for row in rows if row.parent_id], "parent_id")
    known = {row.document_id for row in rows}
    waiting = [row for row in rows if row.parent_id is None or row.parent_id not in known]
    chosen: list[Family] = []
    seen: set[str] = set()
    while waiting and len(chosen) < most:
        row = waiting.pop(0)
        if row.document_id in seen:
            continue
        seen.add(row.document_id)
        chosen.append(row)
        waiting += sorted(
            children.get(row.document_id, []), key=lambda child: (_ORDER[child.role], child.document_id)
        )
    return chosen


def _open_family(
    rows: Sequence[Family],
    shown: Sequence[Family],
    documents: Mapping[str, Document],
    edges: Mapping[tuple[str, str], OpenedEdge | None],
) -> OpenedFamily:
    finished: dict[str, Member] = {}
    below: dict[str, list[Member]] = {}
    present = {row.document_id for row in shown}
    roots: list[Member] = []
    for row in reversed(shown):  # children come after their parents, so they are finished before them
        member = Member(
            family=row,
            document=documents.get(row.document_id),
            edge=edges.get((row.parent_id or "", row.document_id)),
            children=tuple(reversed(below.get(row.document_id, []))),
        )
        finished[row.document_id] = member
        if row.parent_id in present:
            below.setdefault(row.parent_id or "", []).append(member)
        else:
            roots.append(member)
    outlets = {documents[row.document_id].outlet for row in rows if row.document_id in documents}
    return OpenedFamily(
        family_id=rows[0].family_id,
        size=len(rows),
        outlets=len(outlets - {None}),
        roots=tuple(reversed(roots)),
        settled=len(roots) == 1
        and all(item.edge is None or item.edge.edge.direction == "determined" for item in finished.values()),
        left_out=len(rows) - len(shown),
    )
