"""Statements -> claims."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np
from numpy.typing import NDArray

from whence.claims.candidates import UNDATED, CandidatePairs, find_candidates
from whence.claims.check import Limits, Pair, Verdict, alike_enough, denies, judge
from whence.claims.citations import find_cited
from whence.claims.events import Events, Told
from whence.claims.passages import Aligned, align_statements
from whence.claims.similarity import Comparer, Stories, compare_statements
from whence.claims.stock import find_stock
from whence.claims.translations import find_translated
from whence.claims.wording import Wordings, read_wordings
from whence.claims.writing import write_claims
from whence.decisions import Bounds, parted
from whence.records import Claim, Credit, Document, Edge, Passage, Statement
from whence.settings import ClaimSettings
from whence.vectors import TextEncoder, load_vectors

# Members of each group that are compared before two groups join; more would cost without changing much.
_MEMBERS = 5
# Days after which an outlet's sentence is no longer about the same story, unless its text is.
_LONG = 30
# Share of a text in passages from which it is, for the most part, another's.
_MOSTLY = 0.4


def group_claims(  # noqa: PLR0913 - all that a grouping depends on
    documents: Sequence[Document],
    statements: Sequence[Statement],
    passages: Sequence[Passage],
    edges: Sequence[Edge],
    credits: Sequence[Credit],
    settings: ClaimSettings,
    *,
    bounds: Bounds | None = None,
    encoder: TextEncoder | None = None,
) -> tuple[list[Claim], list[Statement]]:
    """Group the statements that assert the same thing.

    Statements at the same place of a reused passage belong together. Others do when their rare words, names
    and numbers are alike and nothing of who, where, when, how many and whether-or-not says no; a statement
    joins a claim only if it is like the claim's members on average, so that claims do not chain. A
    statement that denies is never merged with what it denies: its own claim points there.

    Args:
        documents: those that carry the statements.
        statements: of all documents, in any order.
        passages: reused spans.
        edges: what is known between documents; a `common-source` or copying edge makes one story of two.
        credits: explicit words of provenance; a credit makes one story of two documents.
        settings: thresholds.
        bounds: which statements people put together and set apart.
        encoder: gives the vectors by which meaning is compared; None takes those that come with the package.

    Returns:
        Claims sorted by id, their counts of origins still 0, and the statements sorted by document, place
        and id, with `claim_id` filled.
    """
    ordered = sorted(statements, key=lambda s: s.id)
    if not ordered:
        return [], []
    work = _Grouping(documents, ordered, edges, settings)
    work.bind(bounds or Bounds())
    work.relate(edges)
    work.find_stock()
    work.join_copies(align_statements(ordered, passages))
    for translated, original in find_translated(documents, ordered, credits):
        work.unite(translated, original)
    work.join_cited(find_cited(documents, ordered, credits))
    pairs = find_candidates(work.wordings, work.days, settings)
    work.join_alike(pairs)
    work.join_events(pairs, encoder or load_vectors())
    groups, denials = work.groups(), work.denials
    del work  # the words of all statements take as much memory as the statements, which are written next
    return write_claims(documents, ordered, groups, denials)


def _day_of(document: Document | None) -> int:
    moment: datetime | None = None
    if document is not None:
        moment = document.published_earliest or document.published_latest
    if moment is None:
        return int(UNDATED)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return int(moment.timestamp() // 86_400)


def _pages(documents: Sequence[Document], edges: Sequence[Edge]) -> dict[str, str]:
    """Give what stands for each page that is a version or, for the most part, a copy of another."""
    parent: dict[str, str] = {}

    def find(page: str) -> str:
        while page in parent:
            # Halving the way up keeps long chains of versions cheap.
            parent[page] = parent.get(parent[page], parent[page])
            page = parent[page]
        return page

    joined = [(d.version_of, d.id) for d in documents if d.version_of is not None]
    joined += [(e.earlier_id, e.later_id) for e in edges if e.kind == "updated" or e.later_covered >= _MOSTLY]
    for one, other in joined:
        left, right = sorted((find(one), find(other)))
        if left != right:
            parent[right] = left
    return {page: find(page) for page in list(parent)}


class _Grouping:
    """The growing groups of statements."""

    def __init__(
        self,
        documents: Sequence[Document],
        statements: Sequence[Statement],
        edges: Sequence[Edge],
        settings: ClaimSettings,
    ) -> None:
        self.statements = statements
        self.settings = settings
        self.limits = Limits(
            settings.least_likeness, settings.likeness, settings.strong_likeness, settings.held_share,
            settings.deed_likeness, settings.same_story, settings.least_shared_weight, settings.days_apart,
        )  # fmt: skip
        self.wordings: Wordings = read_wordings(documents, statements, _pages(documents, edges))
        numbers = {d: i for i, d in enumerate(sorted({s.document_id for s in statements}))}
        self.numbers = numbers
        self.owners = np.array([numbers[s.document_id] for s in statements], dtype=np.int64)
        by_id = {document.id: document for document in documents}
        day_of = [_day_of(by_id.get(document_id)) for document_id in numbers]
        self.day = day_of
        self.outlets = [by_id[key].outlet if key in by_id else None for key in numbers]
        self.days: NDArray[np.int64] = np.array(day_of, dtype=np.int64)[self.owners]
        self.comparer = Comparer(self.wordings)
        self.stories = Stories(self.wordings, self.owners, len(numbers))
        self.denying = [denies(statement) for statement in statements]
        self.related: set[tuple[int, int]] = set()
        self.copied: set[tuple[int, int]] = set()
        self.aligned: set[tuple[int, int]] = set()
        self.cited: set[tuple[int, int]] = set()
        self.parent = list(range(len(statements)))
        self.members: dict[int, list[int]] = {i: [i] for i in range(len(statements))}
        self.sides: dict[int, dict[int, int]] = {}
        self.denials: list[tuple[float, int, int]] = []
        self.stock: frozenset[int] = frozenset()

    def relate(self, edges: Sequence[Edge]) -> None:
        """Note documents with an edge, and those of which one is for the most part the other's text."""
        for edge in edges:
            if edge.earlier_id in self.numbers and edge.later_id in self.numbers:
                a, b = sorted((self.numbers[edge.earlier_id], self.numbers[edge.later_id]))
                self.related.add((a, b))
                if edge.credited or edge.kind == "updated" or edge.later_covered >= _MOSTLY:
                    self.copied.add((a, b))

    def find(self, place: int) -> int:
        """Give the root of a statement's group."""
        while self.parent[place] != place:
            self.parent[place] = self.parent[self.parent[place]]
            place = self.parent[place]
        return place

    def unite(self, left: int, right: int) -> None:
        """Join two groups under the smaller root, unless a person set them apart."""
        a, b = sorted((self.find(left), self.find(right)))
        if a != b and not parted(self.sides.get(a), self.sides.get(b)):
            self.parent[b] = a
            self.members[a] = sorted(self.members[a] + self.members.pop(b))
            if b in self.sides:
                self.sides[a] = self.sides.get(a, {}) | self.sides.pop(b)

    def bind(self, bounds: Bounds) -> None:
        """Put together what a person put together, and note what must stay apart."""
        if not bounds:
            return
        place = {statement.id: number for number, statement in enumerate(self.statements)}
        for keys, sides in bounds.groups():
            own = [place[key] for key in keys if key in place]
            for other in own[1:]:
                self.unite(own[0], other)
            if own and sides:
                self.sides[self.find(own[0])] = dict(sides)

    def find_stock(self) -> None:
        """Find the sentences that join nothing."""
        found = find_stock(self.wordings, self.owners, self.one_story, self.far_apart, self.one_house)
        # What a named person is quoted with is no notice of an outlet's, wherever it is quoted.
        spoken = frozenset(place for place in found if self.statements[place].source_kind == "named")
        self.stock = (found - spoken) | self.wordings.furniture

    def join_copies(self, aligned: Sequence[Aligned]) -> None:
        """Join statements that stand at the same place of a passage between documents that have an edge.

        A passage without an edge is a stock phrase, a notice or a standing background paragraph.
        """
        place = {statement.id: number for number, statement in enumerate(self.statements)}
        for pair in aligned:
            left, right = sorted((place[pair.left_id], place[pair.right_id]))
            x, y = sorted((int(self.owners[left]), int(self.owners[right])))
            if (x, y) not in self.related or self.asks(left) or self.asks(right):
                continue
            if (x, y) not in self.copied and (left in self.stock or right in self.stock):
                continue
            self.aligned.add((left, right))
            if self.denying[left] == self.denying[right]:
                self.unite(left, right)
            else:
                self.denials.append((1.0 + pair.alike, left, right))

    def asks(self, place: int) -> bool:
        """Say whether a statement asks: what is asked is not asserted, so it makes no claim with others."""
        return self.statements[place].modality == "question"

    def join_cited(self, cited: Sequence[tuple[int, str]]) -> None:
        """Join a statement that cites a page with the likest statement of that page."""
        own: dict[str, list[int]] = defaultdict(list)
        wanted = {document_id for _, document_id in cited}
        for place, statement in enumerate(self.statements):
            if statement.document_id in wanted:
                own[statement.document_id].append(place)
        joins: list[tuple[float, int, int]] = []
        for place, document_id in cited:
            ranked = [(-self.comparer.compare(place, other)[0], other) for other in own[document_id]]
            if ranked:
                _, other = min(ranked)
                self.cited.add((min(place, other), max(place, other)))
                alike, weight = self.comparer.compare(place, other)
                verdict = self.judge(place, other, alike, weight)
                if verdict == "same":
                    joins.append((-round(alike, 6), place, other))
                elif verdict == "denies":
                    self.denials.append((round(alike, 6), place, other))
        for _, place, other in sorted(joins):
            self.unite(place, other)

    def join_alike(self, pairs: CandidatePairs) -> None:
        """Join statements with like words that pass the typed check, the likest first."""
        left, right = pairs.left, pairs.right
        likeness, shared = compare_statements(self.wordings, left, right)
        enough = (likeness >= self.limits.least_likeness) & (shared >= self.limits.least_shared)
        left, right, likeness, shared = left[enough], right[enough], likeness[enough], shared[enough]
        judged: list[tuple[float, int, int]] = []
        rows = zip(left.tolist(), right.tolist(), likeness.tolist(), shared.tolist(), strict=True)
        for a, b, alike, weight in rows:
            verdict = self.judge(a, b, alike, weight)
            if verdict == "same":
                judged.append((-round(alike, 6), a, b))
            elif verdict == "denies":
                self.denials.append((round(alike, 6), a, b))
        judged.sort()
        for _, a, b in judged:
            if self.find(a) != self.find(b) and self.fits(self.find(a), self.find(b)):
                self.unite(a, b)

    def join_events(self, pairs: CandidatePairs, encoder: TextEncoder) -> None:
        """Join, of each two documents on one story, the likest statements on what happened."""
        asked = (place for place in range(len(self.statements)) if self.asks(place))
        told = Told(
            statements=self.statements,
            wordings=self.wordings,
            owners=self.owners,
            days=np.array(self.day, dtype=np.int64),
            outlets=self.outlets,
            silent=self.stock.union(asked),
            denying=self.denying,
            comparer=self.comparer,
            stories=self.stories,
        )
        events = Events(told, encoder, self.settings)
        for telling in events.find(pairs):
            left, right = self.find(telling.left), self.find(telling.right)
            if left != right and events.belong(self.members[left], self.members[right]):
                self.unite(left, right)

    def judge(self, a: int, b: int, alike: float, weight: float) -> Verdict:
        """Run the typed check on two statements."""
        one, other = self.statements[a], self.statements[b]
        if self.asks(a) or self.asks(b):
            return "different"
        same_document = one.document_id == other.document_id
        if same_document and one.field == other.field and one.begin < other.end and other.begin < one.end:
            return "different"  # one stands inside the other
        x, y = int(self.owners[a]), int(self.owners[b])
        aligned = (min(a, b), max(a, b)) in self.aligned
        if not aligned and (a in self.stock or b in self.stock):
            return "different"
        story = 1.0 if (min(x, y), max(x, y)) in self.copied else self.stories.likeness(x, y)
        undated = UNDATED in (self.days[a], self.days[b])
        pair = Pair(
            likeness=alike,
            shared=weight,
            held=self.comparer.held(a, b, weight),
            deed=self.comparer.compare_deeds(a, b),
            story=story,
            aligned=aligned,
            cited=(min(a, b), max(a, b)) in self.cited,
            strange=(0, 0),
            days=None if undated else abs(int(self.days[a]) - int(self.days[b])),
            same_document=same_document,
            headline=one.field != other.field,
            quoted=one.quotation == other.quotation == "direct",
        )
        if not aligned and not alike_enough(pair, self.limits):
            return "different"
        # Looking names up in documents is dear; few pairs come so far.
        one_wording, other_wording = self.wordings.each[a], self.wordings.each[b]
        strange = self.stories.strange(one_wording, other_wording, y)
        pair = replace(pair, strange=(strange, self.stories.strange(other_wording, one_wording, x)))
        opposite = self.denying[a] != self.denying[b]
        return judge(one_wording, other_wording, pair, opposite, self.limits)

    def one_story(self, x: int, y: int, apart_from: int) -> bool:
        """Say whether two documents are about one story, leaving the words of one statement out."""
        if (min(x, y), max(x, y)) in self.copied:
            return True
        if self.far_apart(x, y):
            return False
        if (min(x, y), max(x, y)) in self.related:
            return True
        begin, end = self.wordings.starts[apart_from], self.wordings.starts[apart_from + 1]
        likeness = self.stories.likeness_without(x, y, self.wordings.terms[begin:end])
        return likeness is None or likeness >= self.limits.story

    def far_apart(self, x: int, y: int) -> bool:
        """Say whether two documents were published long after one another."""
        return UNDATED not in (self.day[x], self.day[y]) and abs(self.day[x] - self.day[y]) > _LONG

    def one_house(self, x: int, y: int) -> bool:
        """Say whether two documents are of one outlet."""
        return self.outlets[x] is not None and self.outlets[x] == self.outlets[y]

    def fits(self, left: int, right: int) -> bool:
        """Say whether two groups are alike on average, over a few members of each."""
        one, other = self._core(left), self._core(right)
        total = 0.0
        for x in one:
            for y in other:
                alike, weight = self.comparer.compare(x, y)
                if self.denying[x] == self.denying[y] and self.judge(x, y, alike, weight) == "same":
                    total += alike
                elif alike < self.limits.least_likeness:
                    total += alike / 2
                # else: like words about something else speak against joining.
        return total >= self.settings.core_share * self.limits.least_likeness * len(one) * len(other)

    def _core(self, root: int) -> list[int]:
        """Give the first members of different wording."""
        seen: set[frozenset[str]] = set()
        core = []
        for place in self.members[root]:
            stems = self.wordings.each[place].stems
            if stems not in seen:
                seen.add(stems)
                core.append(place)
            if len(core) == _MEMBERS:
                break
        return core

    def groups(self) -> list[list[int]]:
        """Give the groups, each sorted, sorted by their first member."""
        gathered: dict[int, list[int]] = defaultdict(list)
        for place in range(len(self.statements)):
            gathered[self.find(place)].append(place)
        return [gathered[root] for root in sorted(gathered)]
