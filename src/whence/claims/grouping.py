"""Statements -> claims."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from whence.aside import Aside, LayAside
from whence.claims.candidates import UNDATED, CandidatePairs, find_candidates
from whence.claims.check import Limits, Pair, Verdict, alike_enough, denies, judge
from whence.claims.citations import find_cited
from whence.claims.events import Events, Told
from whence.claims.keys import distinct
from whence.claims.pages import MOSTLY, day_of, stand_ins
from whence.claims.passages import Aligned, align_rows
from whence.claims.sifting import Sieve
from whence.claims.similarity import Comparer, Stories
from whence.claims.stock import find_stock
from whence.claims.translations import find_translated
from whence.claims.wording import READ_COLUMNS, Wordings, read_wordings
from whence.claims.writing import Grouped, write_claims
from whence.decisions import Bounds, parted
from whence.records import Claim, Credit, Document, Edge, Passage, Statement, from_table
from whence.rows import StatementRows
from whence.settings import ClaimSettings
from whence.statements import tells_act
from whence.vectors import TextEncoder, load_vectors

# Members of each group that are compared before two groups join; more would cost without changing much.
_MEMBERS = 5
# Days after which an outlet's sentence is no longer about the same story, unless its text is.
_LONG = 30


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
    """Group the statements that assert the same thing, as `group_rows` does, from records to records.

    Args:
        documents: those that carry the statements.
        statements: of all documents, in any order.
        passages: reused spans.
        edges: what is known between documents.
        credits: explicit words of provenance.
        settings: thresholds.
        bounds: which statements people put together and set apart.
        encoder: gives the vectors by which meaning is compared; None takes those that come with the package.

    Returns:
        Claims sorted by id, their counts of origins still 0, and the statements sorted by document, place
        and id, with `claim_id` filled.
    """
    rows = StatementRows.of(statements)
    grouped = group_rows(documents, rows, passages, edges, credits, settings, bounds=bounds, encoder=encoder)
    claims = sorted(from_table(grouped.claims, Claim), key=lambda claim: claim.id)
    ids = grouped.claim_ids.to_pylist()
    filled = [replace(statement, claim_id=key) for statement, key in zip(rows, ids, strict=True)]
    filled.sort(key=lambda s: (s.document_id, s.field != "title", s.begin, s.end, s.id))
    return claims, filled


def group_rows(  # noqa: PLR0913 - all that a grouping depends on
    documents: Sequence[Document],
    statements: StatementRows,
    passages: Sequence[Passage],
    edges: Sequence[Edge],
    credits: Sequence[Credit],
    settings: ClaimSettings,
    *,
    bounds: Bounds | None = None,
    encoder: TextEncoder | None = None,
    lay_aside: LayAside = Aside,
) -> Grouped:
    """Group the statements that assert the same thing.

    Statements at the same place of a reused passage belong together. Others do when their rare words, names
    and numbers are alike and nothing of who, where, when, how many and whether-or-not says no; a statement
    joins a claim only if it is like the claim's members on average, so that claims do not chain. A
    statement that denies is never merged with what it denies: its own claim points there.

    Args:
        documents: those that carry the statements.
        statements: of all documents.
        passages: reused spans.
        edges: what is known between documents; a `common-source` or copying edge makes one story of two.
        credits: explicit words of provenance; a credit makes one story of two documents.
        settings: thresholds.
        bounds: which statements people put together and set apart.
        encoder: gives the vectors by which meaning is compared; None takes those that come with the package.
        lay_aside: gives what takes the claims.

    Returns:
        The claims, their counts of origins still 0, and the claim of each statement.
    """
    work = _Grouping(documents, statements, edges, settings)
    work.bind(bounds or Bounds())
    work.relate(edges)
    work.find_stock()
    work.join_copies(align_rows(statements, passages))
    for translated, original in find_translated(documents, statements, credits):
        work.unite(translated, original)
    work.join_cited(find_cited(documents, statements, credits))
    work.join_alike()
    work.join_events(encoder or load_vectors())
    groups, denials = work.groups(), work.denials
    del work  # the words of all statements take as much memory as the claims, which are written next
    return write_claims(documents, statements, groups, denials, lay_aside)


@dataclass(frozen=True, slots=True)
class _Columns:
    """What judging needs of each statement, as arrays over the statements' numbers.

    Attributes:
        ranks: place of its id among all ids, by which equals are put in order.
        asks: whether it asks: what is asked is not asserted, so it makes no claim with others.
        denying: whether it denies its content.
        spoken: whether somebody named says it.
        acts: whether it tells, in the outlet's words, what somebody named does or wants.
        titled: whether it stands in a headline.
        direct: whether it is quoted word for word.
        begins: its first code point.
        ends: its end.
    """

    ranks: NDArray[np.int32]
    asks: NDArray[np.bool_]
    denying: NDArray[np.bool_]
    spoken: NDArray[np.bool_]
    acts: NDArray[np.bool_]
    titled: NDArray[np.bool_]
    direct: NDArray[np.bool_]
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]


def _read_columns(table: pa.Table) -> _Columns:
    ranks = np.zeros(table.num_rows, np.int32)
    ranks[pc.sort_indices(table.column("id")).to_numpy()] = np.arange(table.num_rows, dtype=np.int32)
    cues = table.column("cue").combine_chunks().dictionary_encode()
    told = Statement(id="", document_id="", begin=0, end=0)
    denying = [denies(replace(told, cue=cue)) for cue in cues.dictionary.to_pylist()]
    acting = np.array([*map(tells_act, cues.dictionary.to_pylist()), False], np.bool_)
    numbers = cues.indices.fill_null(len(denying)).to_numpy(zero_copy_only=False)

    def equal(name: str, value: str) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = pc.fill_null(pc.equal(table.column(name), value), False).to_numpy()
        return found

    def opens(words: str) -> NDArray[np.bool_]:
        found: NDArray[np.bool_] = pc.starts_with(table.column("text"), words).to_numpy()
        return found

    spoken = equal("source_kind", "named")
    return _Columns(
        ranks=ranks,
        asks=equal("modality", "question"),
        denying=table.column("negated").to_numpy() | np.array([*denying, False], np.bool_)[numbers],
        spoken=spoken,
        acts=spoken & equal("quotation", "indirect") & (opens("to ") | (acting[numbers] & ~opens("that "))),
        titled=equal("field", "title"),
        direct=equal("quotation", "direct"),
        begins=table.column("begin").to_numpy(),
        ends=table.column("end").to_numpy(),
    )


class _Grouping:
    """The growing groups of statements."""

    def __init__(
        self,
        documents: Sequence[Document],
        statements: StatementRows,
        edges: Sequence[Edge],
        settings: ClaimSettings,
    ) -> None:
        self.statements = statements
        self.settings = settings
        self.limits = Limits(
            settings.least_likeness, settings.likeness, settings.strong_likeness, settings.held_share,
            settings.deed_likeness, settings.same_story, settings.least_shared_weight, settings.days_apart,
        )  # fmt: skip
        self.wordings: Wordings = read_wordings(
            documents, statements.select(READ_COLUMNS), stand_ins(documents, edges)
        )
        self.columns = _read_columns(statements.table)
        self.numbers = {name: place for place, name in enumerate(statements.documents)}
        self.owners = statements.owners
        by_id = {document.id: document for document in documents}
        self.day = [day_of(by_id.get(document_id)) for document_id in statements.documents]
        self.outlets = [by_id[key].outlet if key in by_id else None for key in statements.documents]
        self.days: NDArray[np.int64] = np.array(self.day, dtype=np.int64)[self.owners]
        self.comparer = Comparer(self.wordings)
        self.stories = Stories(self.wordings, self.owners, len(statements.documents))
        self.related: set[tuple[int, int]] = set()
        self.copied: set[tuple[int, int]] = set()
        self.aligned: set[tuple[int, int]] = set()
        self.cited: set[tuple[int, int]] = set()
        # Statements that are alone stand in neither: they are nearly all.
        self.parent: dict[int, int] = {}
        self.members: dict[int, list[int]] = {}
        self.sides: dict[int, dict[int, int]] = {}
        self.denials: list[tuple[float, int, int]] = []
        self.stock: NDArray[np.bool_] = np.zeros(len(statements), np.bool_)
        self.near: NDArray[np.int64] = np.zeros(0, np.int64)

    def relate(self, edges: Sequence[Edge]) -> None:
        """Note documents with an edge, and those of which one is for the most part the other's text."""
        for edge in edges:
            if edge.earlier_id in self.numbers and edge.later_id in self.numbers:
                a, b = sorted((self.numbers[edge.earlier_id], self.numbers[edge.later_id]))
                self.related.add((a, b))
                if edge.credited or (
                    (edge.kind == "updated" or edge.later_covered >= MOSTLY)
                    and not (self.far_apart(a, b) and self._headed_apart(a, b))
                ):
                    self.copied.add((a, b))

    def _headed_apart(self, x: int, y: int) -> bool:
        """Say whether two documents have headlines that are not alike: only furniture was taken over."""
        starts = self.statements.starts
        heads = [
            place + int(starts[d])
            for d in (x, y)
            for place in np.flatnonzero(self.columns.titled[starts[d] : starts[d + 1]])[:1].tolist()
        ]
        return len(heads) == 2 and self.comparer.compare(*heads)[0] < self.limits.least_likeness

    def find(self, place: int) -> int:
        """Give the root of a statement's group."""
        parent = self.parent
        while place in parent:
            above = parent[place]
            if above in parent:
                parent[place] = parent[above]
            place = above
        return place

    def unite(self, left: int, right: int) -> None:
        """Join two groups under the root whose id is smaller, unless a person set them apart."""
        rank = self._rank
        a, b = sorted((self.find(left), self.find(right)), key=rank)
        if a != b and not parted(self.sides.get(a), self.sides.get(b)):
            self.parent[b] = a
            self.members[a] = sorted(self.members.pop(a, [a]) + self.members.pop(b, [b]), key=rank)
            if b in self.sides:
                self.sides[a] = self.sides.get(a, {}) | self.sides.pop(b)

    def _rank(self, place: int) -> int:
        return int(self.columns.ranks[place])

    def _by_rank(self, a: int, b: int) -> tuple[int, int]:
        return (a, b) if self.columns.ranks[a] < self.columns.ranks[b] else (b, a)

    def bind(self, bounds: Bounds) -> None:
        """Put together what a person put together, and note what must stay apart."""
        if not bounds:
            return
        groups = [(keys, sides) for keys, sides in bounds.groups()]
        wanted = pa.array(sorted({key for keys, _ in groups for key in keys}), pa.string())
        found = pc.index_in(wanted, self.statements.table.column("id").combine_chunks())
        place = dict(zip(wanted.to_pylist(), found.to_pylist(), strict=True))
        for keys, sides in groups:
            own = [number for key in keys if (number := place[key]) is not None]
            for other in own[1:]:
                self.unite(own[0], other)
            if own and sides:
                self.sides[self.find(own[0])] = dict(sides)

    def find_stock(self) -> None:
        """Find the sentences that join nothing."""
        stock = find_stock(
            self.wordings, self.owners, self.columns.ranks, self.one_story, self.far_apart, self.one_house
        )
        # What a named person is quoted with is no notice of an outlet's, wherever it is quoted.
        self.stock = stock & ~self.columns.spoken
        self.stock[list(self.wordings.furniture)] = True

    def join_copies(self, aligned: Sequence[tuple[int, int, Aligned]]) -> None:
        """Join statements that stand at the same place of a passage between documents that have an edge.

        A passage without an edge is a stock phrase, a notice or a standing background paragraph.
        """
        for one, other, pair in aligned:
            left, right = self._by_rank(one, other)
            x, y = sorted((int(self.owners[left]), int(self.owners[right])))
            if (x, y) not in self.related or self.columns.asks[left] or self.columns.asks[right]:
                continue
            if (self.stock[left] or self.stock[right]) and (
                (x, y) not in self.copied or self._headed_apart(x, y)
            ):
                continue
            self.aligned.add((min(left, right), max(left, right)))
            if self.columns.denying[left] == self.columns.denying[right]:
                self.unite(left, right)
            else:
                self.denials.append((1.0 + pair.alike, left, right))

    def join_cited(self, cited: Sequence[tuple[int, str]]) -> None:
        """Join a statement that cites a page with the likest statement of that page."""
        joins: list[tuple[float, tuple[int, int], int, int]] = []
        for place, document_id in cited:
            if not self.statements.holds(document_id):
                continue
            owner = self.numbers[document_id]
            own = range(int(self.statements.starts[owner]), int(self.statements.starts[owner + 1]))
            _, _, other = min((-self.comparer.compare(place, x)[0], self._rank(x), x) for x in own)
            self.cited.add((min(place, other), max(place, other)))
            alike, weight = self.comparer.compare(place, other)
            verdict = self.judge(place, other, alike, weight)
            if verdict == "same":
                ranks = self._rank(place), self._rank(other)
                joins.append((-round(alike, 6), ranks, place, other))
            elif verdict == "denies":
                self.denials.append((round(alike, 6), place, other))
        for _, _, place, other in sorted(joins):
            self.unite(place, other)

    def join_alike(self) -> None:
        """Join statements with like words that pass the typed check, the likest first."""
        sieve = Sieve(self.wordings, self.stories, self.owners, self.limits)
        sieve.exempt(self.aligned | self.cited)
        sieve.copied(self.copied)
        silent = self.columns.asks | self.stock
        same: list[tuple[float, int, int]] = []
        near = [np.zeros(0, np.int64)]
        for pairs in find_candidates(self.wordings, self.days, self.settings):
            near.append(self._near_documents(pairs))
            left, right, likeness, shared = sieve.sift(pairs, silent, self.columns.titled)
            rows = zip(left.tolist(), right.tolist(), likeness.tolist(), shared.tolist(), strict=True)
            for x, y, alike, weight in rows:
                a, b = self._by_rank(x, y)
                verdict = self.judge(a, b, alike, weight)
                if verdict == "same":
                    same.append((-round(alike, 6), a, b))
                elif verdict == "denies":
                    self.denials.append((round(alike, 6), a, b))
        self.near = distinct(np.concatenate(near))
        same.sort(key=lambda row: (row[0], self._rank(row[1]), self._rank(row[2])))
        for _, a, b in same:
            if self.find(a) != self.find(b) and self.fits(self.find(a), self.find(b)):
                self.unite(a, b)

    def _near_documents(self, pairs: CandidatePairs) -> NDArray[np.int64]:
        """Give a number for each two documents of some pairs that are on one story."""
        count = np.int64(len(self.day))
        a, b = self.owners[pairs.left].astype(np.int64), self.owners[pairs.right].astype(np.int64)
        near = distinct(np.minimum(a, b) * count + np.maximum(a, b))
        near = near[near // count != near % count]
        alike = self.stories.likenesses(near // count, near % count) >= self.settings.event_story
        found: NDArray[np.int64] = near[alike]
        return found

    def join_events(self, encoder: TextEncoder) -> None:
        """Join, of each two documents on one story, the likest statements on what happened."""
        told = Told(
            statements=self.statements,
            wordings=self.wordings,
            owners=self.owners,
            days=np.array(self.day, dtype=np.int64),
            telling=self._telling(),
            denying=self.columns.denying,
            acts=self.columns.acts,
            comparer=self.comparer,
            stories=self.stories,
        )
        events = Events(told, encoder, self.settings)
        # The first statement of a document stands for it: events are looked for between documents.
        first, count = self.statements.starts, len(self.day)
        pairs = CandidatePairs(first[self.near // max(1, count)], first[self.near % max(1, count)])
        for telling in events.find(pairs):
            left, right = self.find(telling.left), self.find(telling.right)
            if left != right and events.belong(self._members(left), self._members(right)):
                self.unite(left, right)

    def _telling(self) -> NDArray[np.int64]:
        columns = self.columns
        telling = np.flatnonzero(~(self.stock | columns.asks | columns.direct))
        order = np.lexsort(
            (columns.ranks[telling], columns.begins[telling], ~columns.titled[telling], self.owners[telling])
        )
        ordered: NDArray[np.int64] = telling[order]
        return ordered

    def _members(self, root: int) -> list[int]:
        return self.members.get(root, [root])

    def judge(self, a: int, b: int, alike: float, weight: float) -> Verdict:
        """Run the typed check on two statements."""
        columns = self.columns
        if columns.asks[a] or columns.asks[b]:
            return "different"
        x, y = int(self.owners[a]), int(self.owners[b])
        headline = bool(columns.titled[a] != columns.titled[b])
        if (
            x == y
            and not headline
            and columns.begins[a] < columns.ends[b]
            and columns.begins[b] < columns.ends[a]
        ):
            return "different"  # one stands inside the other
        aligned = (min(a, b), max(a, b)) in self.aligned
        if not aligned and (self.stock[a] or self.stock[b]):
            return "different"
        story = 1.0 if (min(x, y), max(x, y)) in self.copied else self.stories.likeness(x, y)
        undated = UNDATED in (self.day[x], self.day[y])
        pair = Pair(
            likeness=alike,
            shared=weight,
            held=self.comparer.held(a, b, weight),
            deed=self.comparer.compare_deeds(a, b),
            story=story,
            aligned=aligned,
            cited=(min(a, b), max(a, b)) in self.cited,
            strange=(0, 0),
            days=None if undated else abs(self.day[x] - self.day[y]),
            same_document=x == y,
            headline=headline,
            quoted=bool(columns.direct[a] and columns.direct[b]),
            acts=(bool(columns.acts[a]), bool(columns.acts[b])),
        )
        if not aligned and not alike_enough(pair, self.limits):
            return "different"
        # Looking names up in documents is dear; few pairs come so far.
        one_wording, other_wording = self.wordings.each[a], self.wordings.each[b]
        strange = self.stories.strange(one_wording, other_wording, y)
        pair = replace(pair, strange=(strange, self.stories.strange(other_wording, one_wording, x)))
        opposite = bool(columns.denying[a] != columns.denying[b])
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
                if (
                    self.columns.denying[x] == self.columns.denying[y]
                    and self.judge(x, y, alike, weight) == "same"
                ):
                    total += alike
                elif alike < self.limits.least_likeness:
                    total += alike / 2
                # else: like words about something else speak against joining.
        return total >= self.settings.core_share * self.limits.least_likeness * len(one) * len(other)

    def _core(self, root: int) -> list[int]:
        """Give the first members of different wording."""
        seen: set[frozenset[str]] = set()
        core = []
        for place in self._members(root):
            stems = self.wordings.each[place].stems
            if stems not in seen:
                seen.add(stems)
                core.append(place)
            if len(core) == _MEMBERS:
                break
        return core

    def groups(self) -> Mapping[int, Sequence[int]]:
        """Give the groups of several statements, in the order of their numbers, by each of these."""
        return {place: own for root in self.members for own in (sorted(self.members[root]),) for place in own}
