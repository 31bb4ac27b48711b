"""What stands at the end of a claim's arrows, class by class."""

from collections import Counter, defaultdict
from collections.abc import Container, Sequence

from whence.identity import content_id
from whence.origins.count import merge
from whence.origins.graph import strong_components
from whence.origins.library import Library
from whence.origins.loops import cite_each_other
from whence.records import Arrow, Origin, OriginKind, Statement

_DERIVING = frozenset(("copy", "credit", "link", "channel", "attribution"))


def describe_origins(
    claim_id: str,
    members: Sequence[Statement],
    arrows: Sequence[Arrow],
    withdrawn: Container[str],
    library: Library,
    threshold: float,
) -> list[Origin]:
    """Describe the origins of one claim.

    The classes are those of `count.count_origins`. Of the points in a class, the one that stands for it is
    where the arrows of the statements that had it from no other outlet end: a named source first, then an
    unnamed one, a party outside the corpus, an outlet's own reporting, and at last a plain sentence that
    nothing explains. A class in which every statement was had from another is a loop if its outlets cite each
    other; where copies and versions only leave the order open, the earliest statement stands for it.

    Args:
        claim_id: the claim.
        members: its statements, in the order of time.
        arrows: of the claim.
        withdrawn: ids of statements that support nothing.
        library: the story.
        threshold: least probability at which an arrow merges.

    Returns:
        One origin a class that a statement supports, by id.
    """
    if len(members) == 1:
        supports = members[0].id not in withdrawn
        return [_Class(claim_id, members, arrows, library, threshold).describe()] if supports else []
    classes = merge(arrows, threshold)
    gathered: dict[object, list[Statement]] = {}
    for member in members:
        gathered.setdefault(classes.find(("statement", member.id)), []).append(member)
    if len(gathered) == 1:
        drawn = {root: list(arrows) for root in gathered}
    else:
        drawn = {root: [] for root in gathered}
        for arrow in arrows:
            drawn[classes.find(("statement", arrow.from_statement))].append(arrow)
    origins = [
        _Class(claim_id, own, drawn[root], library, threshold).describe()
        for root, own in gathered.items()
        if any(s.id not in withdrawn for s in own)
    ]
    return sorted(origins, key=lambda origin: origin.id)


class _Class:
    """Statements that come down to one origin."""

    def __init__(
        self,
        claim_id: str,
        members: Sequence[Statement],
        arrows: Sequence[Arrow],
        library: Library,
        threshold: float,
    ) -> None:
        self.claim_id = claim_id
        self.members = members
        self.by_id = {member.id: member for member in members}
        self.library = library
        self.all_arrows = arrows
        self.arrows = [arrow for arrow in arrows if arrow.probability >= threshold]
        self.threshold = threshold
        had = {a.from_statement for a in self.arrows if a.to_kind == "outside" or self._leads_on(a)}
        self.first = [member for member in members if member.id not in had]
        self.loop = False
        if not self.first:
            self._enter()

    def _enter(self) -> None:
        """Find the way in where every statement was had from another: the knots that no arrow leaves."""
        onward: dict[str, set[str]] = defaultdict(set)
        for arrow in self.arrows:
            if self._leads_on(arrow) and arrow.to in self.by_id:
                onward[arrow.from_statement].add(arrow.to)
        outside = {arrow.from_statement for arrow in self.arrows if arrow.to_kind == "outside"}
        for knot in strong_components([member.id for member in self.members], onward):
            if outside.intersection(knot) or any(onward[key] - set(knot) for key in knot):
                continue
            own = [self.by_id[key] for key in knot]
            if cite_each_other(own, self.arrows, self.library, self.threshold):
                self.loop = True
            else:
                self.first.append(own[0])

    def _leads_on(self, arrow: Arrow) -> bool:
        if arrow.to_kind != "statement":
            return False
        # Of two pages that copied in an unknown order, either may be the first.
        there = self.library.statements.get(arrow.to)
        return there is None or not self.library.unordered(arrow, self.by_id[arrow.from_statement], there)

    def describe(self) -> Origin:
        """Give the class's origin."""
        kind, origin = self.terminal()
        return Origin(
            claim_id=self.claim_id,
            id=content_id("o", self.claim_id, kind, origin),
            origin=origin,
            kind=kind,
            in_corpus=kind != "outside",
            independent_reports=self.reports(kind),
            documents=tuple(sorted({member.document_id for member in self.members})),
            merged_by=tuple(sorted(arrow.id for arrow in self.arrows)),
        )

    def terminal(self) -> tuple[OriginKind, str]:
        """Find what stands for the class."""
        named = self._likeliest_source({"named", "author", "outlet"})
        if named is not None:
            return "source", named
        unnamed = self._likeliest_source({"anonymous"}) or self._shared_unnamed()
        if unnamed is not None:
            return "source", unnamed
        outside = Counter(arrow.to for arrow in self.arrows if arrow.to_kind == "outside")
        if outside:
            return "outside", min(outside, key=lambda name: (-outside[name], name))
        if self.loop and not self.first:
            return "loop", min(member.id for member in self.members)
        for member in self.first:
            if self.library.own_reporting(member) is not None:
                return "own-reporting", member.id
        return "unexplained", (self.first or self.members)[0].id

    def _likeliest_source(self, kinds: set[str]) -> str | None:
        """Give the source that the statements had from nobody else name most, then any others."""
        first = {member.id for member in self.first}
        ranks: dict[str, tuple[int, int]] = {}
        for arrow in self.arrows:
            if arrow.to_kind != "source":
                continue
            member = self.by_id[arrow.from_statement]
            source = self.library.sources.get(arrow.to)
            kind = source.kind if source is not None else member.source_kind
            if kind in kinds:
                roots, count = ranks.get(arrow.to, (0, 0))
                ranks[arrow.to] = (roots + (arrow.from_statement in first), count + 1)
        if len(ranks) < 2:
            return next(iter(ranks), None)
        # Beyond who tells what another found, that other stands.
        tellers = {key for member in self.members for key in self.library.tellers(member)}
        return min(ranks, key=lambda key: (key in tellers, -ranks[key][0], -ranks[key][1], key), default=None)

    def _shared_unnamed(self) -> str | None:
        """Give an unnamed source whose name several pages share, and which so has no arrow."""
        return next((m.source_id for m in self.first if m.source_kind == "anonymous" and m.source_id), None)

    def reports(self, kind: OriginKind) -> int:
        """Count the outlets that obtained the class's statements themselves."""
        if kind == "loop":
            return 0
        if kind != "source":
            return 1
        derived = {arrow.from_statement for arrow in self.all_arrows if self._derives(arrow)}
        outlets = {self.library.outlet(m) for m in self.members if m.id not in derived}
        outside = {arrow.to for arrow in self.all_arrows if arrow.to_kind == "outside"}
        # Two absent parties named by one outlet are still one report here.
        carrying = {self.library.outlet(member) for member in self.members}
        return max(1, min(len(carrying), len(outlets) + len(outside - outlets)))

    def _derives(self, arrow: Arrow) -> bool:
        """Say whether an arrow shows that a statement was obtained by another outlet."""
        if arrow.kind not in _DERIVING or arrow.to_kind == "source":
            return False
        if arrow.to_kind == "outside":
            return True
        there = self.library.statements.get(arrow.to)
        here = self.by_id[arrow.from_statement]
        sure = arrow.probability >= self.threshold or arrow.kind in ("credit", "channel")
        return sure and there is not None and self.library.outlet(there) != self.library.outlet(here)
