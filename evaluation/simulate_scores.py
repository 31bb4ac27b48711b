"""What whence made of grown worlds against what is true of them: pages, claims, arrows and changes."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from simulate_changes import Line
from simulate_texts import ZONED
from simulate_worlds import Page, World

from whence.records import Arrow, Claim, Document, Edge, Family, Loop, Mutation, Source, Statement

COPYING = frozenset(("republished", "excerpted", "rewritten", "updated"))
_ZONES = (timedelta(hours=14), timedelta(hours=12))  # how far ahead of UTC and behind it days begin


@dataclass(frozen=True, slots=True)
class Traced:
    """The tables of a corpus that are scored."""

    documents: list[Document]
    edges: list[Edge]
    families: list[Family]
    statements: list[Statement]
    sources: list[Source]
    claims: list[Claim]
    arrows: list[Arrow]
    mutations: list[Mutation]
    loops: list[Loop]


@dataclass(frozen=True, slots=True)
class Counted:
    """One claim whose true number of origins is known.

    Attributes:
        kind: of its world.
        half: of its world.
        claim: as whence has it.
        truth: how many origins it has.
        planted: whether the facts were planted.
    """

    kind: str
    half: str
    claim: Claim
    truth: int
    planted: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """One arrow of which it is known whether it leads to where its statement came from."""

    half: str
    kind: str
    probability: float
    true: bool
    arrow: Arrow


@dataclass
class Scores:
    """What was counted, over any number of worlds.

    Attributes:
        counts: right and wrong answers by half and name.
        claims: those whose true number of origins is known.
        arrows: those of which it is known whether they are true.
        wrong: what is not right, in words, with ids.
    """

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    claims: list[Counted] = field(default_factory=list)
    arrows: list[Judged] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def note(self, half: str, name: str, right: bool, words: str = "") -> None:
        """Count an answer."""
        self.counts[half, f"{name}: {'right' if right else 'wrong'}"] += 1
        if not right and words:
            self.wrong.append(f"{name}: {words}")


def place_lines(page: Page, text: str) -> list[tuple[int, int, Line]]:
    """Find a page's lines in its text as whence has it; a line that is not there is left out."""
    placed, position = [], 0
    for line in page.lines():
        begin = text.find(line.text, position)
        if begin >= 0:
            position = begin + len(line.text)
            placed.append((begin, position, line))
    return placed


def line_of(statement: Statement, placed: Sequence[tuple[int, int, Line]]) -> Line | None:
    """Give the line that most of a statement stands in."""
    best = max(
        placed, key=lambda own: min(own[1], statement.end) - max(own[0], statement.begin), default=None
    )
    if best is None or min(best[1], statement.end) <= max(best[0], statement.begin):
        return None
    return best[2]


def ancestors_of(page: Page, pages: Mapping[str, Page]) -> list[Page]:
    """Give the pages that a page was made from, the nearest first, whether the corpus holds them or not."""
    found: list[Page] = []
    front = list(page.parents)
    while front:
        parent = pages[front.pop(0)]
        found.append(parent)
        front += parent.parents
    return found


def origin_of(line: Line) -> str:
    """Name who stands behind a line: whom it was planted with, or the sentence that it comes from."""
    return line.origin or f"line {line.root}"


def score_pages(world: World, traced: Traced, scores: Scores) -> None:
    """Score edges, direct parents, families and roots of a world."""
    pages = {page.id: page for page in world.pages}
    here = [page for page in world.pages if page.present]
    edges = {
        tuple(sorted((edge.earlier_id, edge.later_id))): edge
        for edge in traced.edges
        if edge.earlier_id in pages and edge.later_id in pages
    }
    lines = {page.id: ancestors_of(page, pages) for page in here}
    for place, one in enumerate(here):
        for other in here[place + 1 :]:
            edge = edges.get((min(one.id, other.id), max(one.id, other.id)))
            copied = edge is not None and edge.kind in COPYING
            related = one in lines[other.id] or bool(
                {p.id for p in lines[one.id]} & {p.id for p in lines[other.id]}
            )
            words = f"{one.id} {other.id} ({other.way})" + (f", {edge.kind}" if edge else ", no edge")
            if copied:
                scores.note(world.half, "edges that are true", related, words)
            if one.id in other.parents:
                scores.note(world.half, f"parents found, {other.way}", copied, words)
                scores.note(world.half, "parents found", copied)
                if edge is not None and copied and edge.direction == "determined":
                    scores.note(world.half, "directions", edge.later_id == other.id, words)
    _score_families(world, here, lines, traced, scores)


def _score_families(
    world: World, here: Sequence[Page], above: Mapping[str, list[Page]], traced: Traced, scores: Scores
) -> None:
    known = {row.document_id: row for row in traced.families}
    true = {page.id: (above[page.id][-1].id if above[page.id] else page.id) for page in here}
    for page in here:
        row = known.get(page.id)
        if page.parents and _has_evidence(page, here):
            found = row.parent_id if row is not None else None
            words = f"{page.id} ({page.way}) from {page.parents[0]}, found {found}"
            scores.note(world.half, "direct parents", found == page.parents[0], words)
        if not page.parents and any(page.id in other.parents for other in here) and row is not None:
            scores.note(world.half, "roots", row.parent_id is None, f"{page.id} is a root")
        for other in here:
            if other.id <= page.id:
                continue
            same = true[page.id] == true[other.id]
            theirs = known.get(other.id)
            together = row is not None and theirs is not None and row.family_id == theirs.family_id
            if together:
                scores.note(world.half, "families, pairs joined", same, f"{page.id} {other.id}")
            if same:
                scores.note(world.half, "families, pairs found", together, f"{page.id} {other.id}")


def _has_evidence(page: Page, here: Sequence[Page]) -> bool:
    """Say whether a careful reader could tell a page's parent from the others.

    The page must be dated rightly, or credit its parent; and of the pages that came before it no other may
    share as many of its words.
    """
    parent = next((p for p in here if p.id == page.parents[0]), None)
    if parent is None:
        return False
    credited = parent.outlet in page.credited
    if not (credited or _told_later(parent, page)):
        return False
    shared = {p.id: _shared(page, p) for p in here if p.id != page.id and p.moment < page.moment}
    later = {p.id: _shared(page, p) for p in here if p.moment > page.moment and not _told_later(page, p)}
    rivals = [n for name, n in (shared | later).items() if name != parent.id]
    return shared[parent.id] > max(rivals, default=0) or (
        credited and shared[parent.id] >= max(rivals, default=0)
    )


def _told_later(page: Page, other: Page) -> bool:
    """Say whether another page came out later by what the two show."""
    span, theirs = _shown_span(page), _shown_span(other)
    return span is not None and theirs is not None and theirs[0] > span[1]


def _shown_span(page: Page) -> tuple[datetime, datetime] | None:
    """Give the first and last moment that a page's date can mean; a day of an unknown zone is three."""
    if page.shown is None:
        return None
    shown = datetime.fromisoformat(page.shown).replace(tzinfo=UTC)
    if "T" in page.shown:
        return shown, shown
    ahead, behind = (timedelta(0), timedelta(0)) if page.outlet in ZONED else _ZONES
    return shown - ahead, shown + timedelta(days=1) + behind


def _shared(page: Page, other: Page) -> int:
    texts = Counter(line.text for line in other.lines())
    return sum(len(line.text.split()) for line in page.lines() if line.text in texts)


def score_claims(worlds: Mapping[str, World], traced: Traced, scores: Scores) -> dict[str, Line]:
    """Score the counts of claims, and give the line of every statement that has one."""
    texts = {document.id: document.text for document in traced.documents}
    pages = {page.id: (page, world) for world in worlds.values() for page in world.pages}
    placed = {name: place_lines(pages[name][0], text) for name, text in texts.items() if name in pages}
    lines: dict[str, Line] = {}
    members: dict[str, list[Statement]] = defaultdict(list)
    titled: dict[str, set[str]] = defaultdict(set)
    for statement in traced.statements:
        if statement.field != "text":
            titled[statement.claim_id or ""].add(statement.document_id)
            continue
        line = line_of(statement, placed.get(statement.document_id, ()))
        if line is not None:
            lines[statement.id] = line
        if statement.claim_id is not None:
            members[statement.claim_id].append(statement)
    for claim in traced.claims:
        own = members.get(claim.id, [])
        # What only a headline says comes from no one sentence.
        if titled[claim.id] - {statement.document_id for statement in own}:
            continue
        if claim.document_count < 2 or not own:
            continue
        _score_claim(claim, own, lines, pages, scores)
    _score_grouping(worlds, members, lines, scores)
    return lines


def _score_claim(
    claim: Claim,
    own: Sequence[Statement],
    lines: Mapping[str, Line],
    pages: Mapping[str, tuple[Page, World]],
    scores: Scores,
) -> None:
    known = [lines[s.id] for s in own if s.id in lines]
    world = pages[own[0].document_id][1]
    if len({pages[s.document_id][1].name for s in own}) > 1:
        scores.counts[world.half, "claims of two worlds, not counted"] += 1
        return
    facts = {line.planted.fact if line.planted else None for line in known}
    roots = {line.root for line in known}
    if len(known) < len(own) or not (
        (facts == {None} and len(roots) == 1) or (None not in facts and len(facts) == 1)
    ):
        scores.counts[world.half, "claims of several sentences, not counted"] += 1
        return
    supporting = [s for s in own if s.corrected_by is None or not _withdrawn(s, own, pages)]
    truth = len({origin_of(lines[s.id]) for s in supporting})
    scores.claims.append(Counted(world.kind, world.half, claim, truth, facts != {None}))


def _withdrawn(
    statement: Statement, own: Sequence[Statement], pages: Mapping[str, tuple[Page, World]]
) -> bool:
    """Say whether a later version of the statement's page took it back."""
    page = pages[statement.document_id][0]
    return any(page.id in pages[other.document_id][0].parents and pages[other.document_id][0].modified
               for other in own)  # fmt: skip


def _score_grouping(
    worlds: Mapping[str, World],
    members: Mapping[str, Sequence[Statement]],
    lines: Mapping[str, Line],
    scores: Scores,
) -> None:
    where: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for claim_id, own in members.items():
        for statement in own:
            line = lines.get(statement.id)
            if line is not None and line.planted is not None:
                world = line.root.rsplit("-", 1)[0]
                where[world, line.planted.fact][claim_id] += 1
    for (name, _), claims in sorted(where.items()):
        if sum(claims.values()) > 1 and name in worlds:
            scores.note(worlds[name].half, "facts in one claim", len(claims) == 1)


def score_arrows(
    worlds: Mapping[str, World], traced: Traced, lines: Mapping[str, Line], scores: Scores
) -> None:
    """Judge every arrow of which it can be known whether what it joins has one origin."""
    pages = {page.id: (page, world) for world in worlds.values() for page in world.pages}
    statements = {statement.id: statement for statement in traced.statements}
    sources = {source.id: source for source in traced.sources}
    for arrow in traced.arrows:
        here = lines.get(arrow.from_statement)
        if here is None:
            continue
        page, world = pages[statements[arrow.from_statement].document_id]
        all_pages = {own.id: own for own in world.pages}
        true = _is_true(arrow, here, page, all_pages, lines, sources)
        if true is not None:
            scores.arrows.append(Judged(world.half, arrow.kind, arrow.probability, true, arrow))


def _is_true(
    arrow: Arrow,
    here: Line,
    page: Page,
    pages: Mapping[str, Page],
    lines: Mapping[str, Line],
    sources: Mapping[str, Source],
) -> bool | None:
    if arrow.to_kind == "statement":
        there = lines.get(arrow.to)
        if there is None:
            return None
        if here.root == there.root:
            return True
        return None if here.origin is None or there.origin is None else here.origin == there.origin
    if arrow.to_kind == "outside":
        if arrow.kind == "attribution":
            return arrow.to in here.text if here.origin is not None else None
        above = {own.outlet for own in ancestors_of(page, pages)}
        return any(name in arrow.to or arrow.to in name for name in above)
    source = sources.get(arrow.to)
    if here.origin is None or source is None:
        return None
    kind, _, name = here.origin.partition(" ")
    if kind == "person":
        names = {source.name, *source.aliases}
        return any(name.split()[-1] in other.split() for other in names)
    return source.kind == "anonymous" if kind == "unnamed" else None


def score_changes(
    worlds: Mapping[str, World], traced: Traced, lines: Mapping[str, Line], scores: Scores
) -> None:
    """Score what changed on the way, and loops."""
    pages = {page.id: (page, world) for world in worlds.values() for page in world.pages}
    statements = {statement.id: statement for statement in traced.statements}
    found: dict[str, set[str]] = defaultdict(set)
    for mutation in traced.mutations:
        to = statements[mutation.to_statement]
        line, came = lines.get(to.id), lines.get(mutation.from_statement)
        if line is None or came is None:
            continue
        page, world = pages[to.document_id]
        found[to.document_id].add(mutation.kind)
        _note_change(mutation, came, line, page, world, scores)
    for page, world in pages.values():
        if not page.present or not any(pages[name][0].present for name in page.parents):
            continue
        for line in page.lines():
            for kind in sorted(
                line.changed & {"quantity", "hedge-added", "hedge-dropped", "attribution-dropped"}
            ):
                hit = kind in found[page.id]
                scores.note(world.half, f"changes found, {kind}", hit, f"{page.id}: {line.text}")
    ring = Counter(pages[loop.documents[0]][1].name for loop in traced.loops if loop.documents[0] in pages)
    for name, world in worlds.items():
        if world.loops:
            scores.note(world.half, "loops found", ring[name] > 0, name)
        elif ring[name]:
            scores.note(world.half, "no loop where there is none", False, name)
        else:
            scores.note(world.half, "no loop where there is none", True)


def _note_change(
    mutation: Mutation, came: Line, line: Line, page: Page, world: World, scores: Scores
) -> None:
    """Say whether a change is one: the two lines differ so."""
    one, other = came.planted, line.planted
    words = f"{page.id} {mutation.kind} “{mutation.before}” → “{mutation.after}”: {line.text}"
    if one is None or other is None:
        true = came.text != line.text
    elif mutation.kind == "quantity":
        true = one.number != other.number
    elif mutation.kind.startswith("hedge"):
        true = one.hedge != other.hedge
    else:
        true = one.frame != other.frame
    scores.note(world.half, f"changes that are true, {mutation.kind}", true, words)


def known_lines(worlds: Iterable[World]) -> Iterator[Line]:
    """Yield every line of some worlds."""
    for world in worlds:
        for page in world.pages:
            yield from page.lines()
