"""A story's records by id, place and name, looked up while arrows are drawn."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Sequence
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from whence.claims import Aligned
from whence.origins.graph import Classes
from whence.origins.naming import OutletNames
from whence.origins.reporting import holds_signs, reports_from, reports_itself
from whence.origins.story import Story
from whence.records import Arrow, Credit, Document, Edge, Passage, Source, Statement
from whence.rows import StatementRows

WHOLE = frozenset(
    (
        "canonical", "syndication-source", "feed-source", "byline", "dateline", "courtesy", "via",
        "originally-published", "read-original", "press-release", "input",
    )
)  # fmt: skip
"""Kinds of credit that stand for a whole article; the others stand for the words beside them."""
COPYING = frozenset(("republished", "excerpted", "rewritten", "updated"))
"""Kinds of edge along which text went from one page to the other."""
_LAST = datetime.max
_FIRST = datetime.min
_KEPT = 50_000  # statements whose signs of own reporting are kept


class Library:
    """One story, indexed.

    Args:
        story: the records.
        rows: the story's statements.

    Attributes:
        statements: those that are looked at just now, by id: of the claim that is traced, and what corrects
            it.
    """

    def __init__(self, story: Story, rows: StatementRows) -> None:
        self.documents: dict[str, Document] = {d.id: d for d in story.documents}
        self.statements: dict[str, Statement] = {}
        self.sources: dict[str, Source] = {s.id: s for s in story.sources}
        self.passages: dict[str, Passage] = {p.id: p for p in story.passages}
        self._tellers = _tellers(rows.table)
        self.names = OutletNames(story.outlets, story.documents, story.credits)
        self.edges: dict[tuple[str, str], Edge] = {}
        for edge in sorted(story.edges, key=lambda e: (e.kind in COPYING, e.direct, e.confidence, e.id)):
            left, right = sorted((edge.earlier_id, edge.later_id))
            self.edges[left, right] = edge
        self.whole: dict[str, list[Credit]] = defaultdict(list)
        self._local: dict[tuple[str, str], list[Credit]] = defaultdict(list)
        for credit in sorted(story.credits, key=lambda c: (c.begin or 0, c.id)):
            self._shelve(credit)
        self._begins = {key: [c.begin or 0 for c in own] for key, own in self._local.items()}
        self.aligned: dict[str, list[Aligned]] = defaultdict(list)
        self.turned: list[Aligned] = []
        self._versions: Classes[str] = Classes()
        for document in sorted(story.documents, key=lambda d: d.id):
            if document.version_of is not None:
                self._versions.unite(document.version_of, document.id)
        for edge in sorted(story.edges, key=lambda e: e.id):
            if edge.kind == "updated":
                self._versions.unite(edge.earlier_id, edge.later_id)
        self._reporting: dict[str, str | None] = {}
        self._pages: dict[str, tuple[bool, bool, str | None]] = {}
        self.joined = story.joined
        self.apart = story.apart
        self.wire = story.wire
        self.decided = _decided(self.edges.values())

    def align(
        self,
        pairs: Sequence[tuple[int, int, Aligned]],
        claims: NDArray[np.int64],
        id_of: Callable[[int], str],
        denials: Container[tuple[int, int]],
    ) -> None:
        """Note which statements passages show to be the same words.

        Args:
            pairs: with the rows of both statements.
            claims: number of each row's claim, -1 for none.
            id_of: gives a claim's id by its number.
            denials: each two claims of which one denies the other, the lower number first.
        """
        for left, right, pair in pairs:
            one, other = int(claims[left]), int(claims[right])
            if one == other and one >= 0:
                self.aligned[id_of(one)].append(pair)
            elif (min(one, other), max(one, other)) in denials:
                self.turned.append(pair)

    def _shelve(self, credit: Credit) -> None:
        document = self.documents.get(credit.document_id)
        if document is None or credit.target_document_id == credit.document_id:
            return
        if credit.target_document_id is None and self.is_outlet_of(credit.target, document):
            return
        inside = credit.begin is not None and credit.field is not None
        released = credit.kind == "press-release" and not credit.text.lstrip().startswith("SOURCE")
        if credit.kind in WHOLE and not (released and inside):
            self.whole[credit.document_id].append(credit)
        elif inside and credit.field is not None:
            self._local[credit.document_id, credit.field].append(credit)

    def is_outlet_of(self, name: str, document: Document) -> bool:
        """Say whether a name is that of the document's own outlet."""
        own = self.names.outlet(document.outlet)
        return own is not None and self.names.outlet(name) == own

    def document(self, statement: Statement) -> Document:
        """Give a statement's document; one that is missing is an empty page."""
        found = self.documents.get(statement.document_id)
        return found if found is not None else Document(id=statement.document_id, input="")

    def outlet(self, statement: Statement) -> str:
        """Give the outlet that carries a statement; a page without one is an outlet of its own."""
        document = self.document(statement)
        return self.names.outlet(document.outlet) or document.outlet or "\x00" + document.id

    def publisher(self, statement: Statement) -> str | None:
        """Give the publisher of the outlet that carries a statement."""
        return self.document(statement).publisher

    def moment(self, statement: Statement) -> datetime:
        """Give the time by which a statement is put in order; the undated are last."""
        document = self.document(statement)
        moment = document.published_latest or document.published_earliest
        return moment.replace(tzinfo=None) if moment is not None else _LAST

    def order(self, statement: Statement) -> tuple[datetime, str, bool, int, str]:
        """Give the key that sorts statements by time, page and place."""
        return (
            self.moment(statement), statement.document_id, statement.field != "title", statement.begin,
            statement.id,
        )  # fmt: skip

    def version_order(self, statement: Statement) -> tuple[bool, datetime, datetime, str]:
        """Give the key that sorts the versions of one page: the first before those that name it."""
        document = self.document(statement)
        changed = document.modified or document.captured or document.first_seen
        changed = changed.replace(tzinfo=None) if changed is not None else _FIRST
        return (document.version_of is not None, self.moment(statement), changed, document.id)

    def edge(self, left: str, right: str) -> Edge | None:
        """Give the edge between two documents, if any."""
        return self.edges.get((min(left, right), max(left, right)))

    def unordered(self, arrow: Arrow, one: Statement, other: Statement) -> bool:
        """Say whether an arrow shows only that one of two statements was copied from the other."""
        edge = self.edge(one.document_id, other.document_id)
        return arrow.kind in ("copy", "same-source") and edge is not None and edge.direction == "undetermined"

    def tellers(self, statement: Statement) -> list[str]:
        """Give the ids of the sources by way of whom a statement's own source is heard, outermost first."""
        if len(statement.chain) < 2:
            return []
        found = [
            self._tellers.get((statement.document_id, name))
            for name in statement.chain
            if name != statement.source and self.names.outlet(name) is None
        ]
        return [key for key in found if key is not None and key != statement.source_id]

    def version_root(self, statement: Statement) -> str:
        """Give what all versions of a statement's page share."""
        return self.root_of(statement.document_id)

    def root_of(self, document_id: str) -> str:
        """Give what all versions of a page share."""
        return self._versions.find(document_id)

    def is_notice(self, document_id: str) -> bool:
        """Say whether a page is a correction notice."""
        document = self.documents.get(document_id)
        return document is not None and document.genre == "correction"

    def beside(self, statement: Statement) -> list[Credit]:
        """Give the links and attributions that stand within a statement and its attribution."""
        key = (statement.document_id, statement.field)
        own = self._local.get(key)
        if not own:
            return []
        begin, end = extent(statement)
        # A credit's words are short; one that begins further back than this is not about the statement.
        first = bisect_left(self._begins[key], begin - 200)
        last = bisect_right(self._begins[key], end + 2)
        return [credit for credit in own[first:last] if (credit.end or 0) >= begin - 2]

    def own_reporting(self, statement: Statement) -> str | None:
        """Give the words that show the outlet's own reporting, or None."""
        key = statement.document_id
        if key not in self._pages:
            document = self.document(statement)
            borrowed = any(c.kind in ("byline", "dateline", "syndication-source", "canonical") for c in
                           self.whole.get(key, ()))  # fmt: skip
            self._pages[key] = holds_signs(document), borrowed, None if borrowed else reports_from(document)
        signed, borrowed, told = self._pages[key]
        if not signed:
            return told  # all of its statements alike
        if statement.id not in self._reporting:
            if len(self._reporting) >= _KEPT:
                self._reporting.clear()
            self._reporting[statement.id] = reports_itself(self.document(statement), statement, borrowed)
        return self._reporting[statement.id]

    def words(self, statement: Statement) -> str:
        """Give a statement's mention, cue and content as they stand, shortened."""
        document = self.document(statement)
        field = document.title or "" if statement.field == "title" else document.text
        begin, end = extent(statement)
        return shorten(field[begin:end] or statement.text)


def _decided(edges: Iterable[Edge]) -> dict[str, list[Edge]]:
    """Give the edges that a person decided, by the later document."""
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if any(evidence.kind == "decision" for evidence in edge.evidence):
            found[edge.later_id].append(edge)
    return dict(found)


def _tellers(table: pa.Table) -> dict[tuple[str, str], str]:
    """Give the source ids of those through whom other speakers are heard, by page and name."""
    table = table.select(["document_id", "chain", "source", "source_id"])
    chained = table.filter(pc.greater(pc.list_value_length(table.column("chain")), 1))
    names = chained.column("chain").to_pylist()
    pages = chained.column("document_id").to_pylist()
    wanted = {(page, name) for page, chain in zip(pages, names, strict=True) for name in chain}
    quoted = table.filter(pc.is_in(table.column("document_id"), value_set=pa.array(pages, pa.string())))
    found: dict[tuple[str, str], str] = {}
    columns = (quoted.column(name).to_pylist() for name in ("document_id", "source", "source_id"))
    for page, source, source_id in zip(*columns, strict=True):
        if source and source_id and (page, source) in wanted:
            found[page, source] = min(found.get((page, source), source_id), source_id)
    return found


def extent(statement: Statement) -> tuple[int, int]:
    """Give the span of a statement with its source and cue, where these stand near it."""
    begin, end = statement.begin, statement.end
    for left, right in (
        (statement.source_begin, statement.source_end), (statement.cue_begin, statement.cue_end)
    ):  # fmt: skip
        # A carried source's name stands sentences before; it is not part of the statement.
        if left is not None and right is not None and begin - 300 <= left and right <= end + 300:
            begin, end = min(begin, left), max(end, right)
    return begin, end


def shorten(words: str, most: int = 160) -> str:
    """Cut words to a length, at a space, with an ellipsis."""
    words = " ".join(words.split())
    if len(words) <= most:
        return words
    cut = words.rfind(" ", 0, most - 1)
    return words[: cut if cut > most // 2 else most - 1] + "…"
