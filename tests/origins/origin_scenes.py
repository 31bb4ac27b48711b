"""A small builder of stories: pages with statements, credits and edges, as the stages before leave them."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from whence.claims import group_claims
from whence.identity import content_id
from whence.origins import OriginTables, Story, trace_origins
from whence.records import (
    Claim,
    Credit,
    Document,
    Edge,
    Origin,
    Outlet,
    Passage,
    Quantity,
    Source,
    Statement,
)
from whence.settings import ClaimSettings, OriginSettings

NOON = datetime(2024, 1, 5, 12, tzinfo=UTC)
BRIDGE = "Twelve people were killed when the Kestrel Bridge in Port Alma collapsed on Tuesday."


@dataclass
class Scene:
    """A story that grows page by page; every statement makes one claim unless grouping is asked for."""

    documents: list[Document] = field(default_factory=list)
    credits: list[Credit] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    edges: list[Edge] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    outlets: tuple[Outlet, ...] = ()

    def page(
        self, name: str, text: str = BRIDGE, hour: float = 0, outlet: str | None = "", **more: object
    ) -> Document:
        """Add a page published `hour` hours after noon."""
        moment = None if hour is None else NOON + timedelta(hours=hour)
        document = Document(
            id=name, input=name, outlet=name.title() if outlet == "" else outlet, text=text,
            published_earliest=moment, published_latest=moment, **more,  # type: ignore[arg-type]
        )  # fmt: skip
        self.documents.append(document)
        return document

    def says(
        self, page: str, text: str | None = None, source: str | None = None, **more: object
    ) -> Statement:
        """Add a statement whose words stand in the page; by default the page's whole text."""
        document = next(d for d in self.documents if d.id == page)
        where = more.pop("field", "text")
        place = document.title or "" if where == "title" else document.text
        text = place if text is None else text
        begin = place.index(text)
        kind = more.pop("kind", "named" if source else "outlet")
        scope = page if kind == "anonymous" else ""
        source_id = content_id("n", source, scope) if source else None
        if source_id and source:
            known = self.sources.get(source_id)
            carriers = {page} | set(known.documents if known else ())
            self.sources[source_id] = Source(
                id=source_id,
                name=source,
                kind=kind,
                documents=tuple(sorted(carriers)),  # type: ignore[arg-type]
            )
        mention = place.find(source) if source else -1
        statement = Statement(
            id=content_id("s", page, where, begin, text), document_id=page, field=where, begin=begin,
            end=begin + len(text), content_spans=((begin, begin + len(text)),), text=text, source=source,
            source_id=source_id, source_kind=kind, source_begin=mention if mention >= 0 else None,
            source_end=mention + len(source or "") if mention >= 0 else None,
            cue="said" if source else None, claim_id="k1", **more,
        )  # type: ignore[arg-type]  # fmt: skip
        self.statements.append(statement)
        return statement

    def credit(self, page: str, kind: str, target: str, **more: object) -> Credit:
        """Add a credit."""
        credit = Credit(
            id=content_id("c", page, kind, target), document_id=page, kind=kind, target=target,
            text=more.pop("text", f"{kind}: {target}"), **more,
        )  # type: ignore[arg-type]  # fmt: skip
        self.credits.append(credit)
        return credit

    def copied(self, earlier: str, later: str, kind: str = "republished", **more: object) -> Edge:
        """Add an edge and the passage that covers both texts whole."""
        texts = {d.id: d.text for d in self.documents}
        left, right = sorted((earlier, later))
        self.passages.append(
            Passage(
                id=content_id("p", left, right), left_id=left, left_begin=0, left_end=len(texts[left]),
                right_id=right, right_begin=0, right_end=len(texts[right]), matched_tokens=12, similarity=0.95,
            )
        )  # fmt: skip
        edge = Edge(
            id=content_id("e", left, right), earlier_id=earlier, later_id=later, kind=kind,
            direction=more.pop("direction", "determined"), confidence=0.95, **more,
        )  # type: ignore[arg-type]  # fmt: skip
        self.edges.append(edge)
        return edge

    def story(self, *, grouped: bool = False) -> Story:
        """Give the story, with all statements in one claim or grouped by `group_claims`."""
        if grouped:
            claims, statements = group_claims(
                self.documents, [replace(s, claim_id=None) for s in self.statements], self.passages,
                self.edges, self.credits, ClaimSettings(),
            )  # fmt: skip
        else:
            statements = self.statements
            claims = [
                Claim(
                    id="k1", text=BRIDGE, statement_count=len(statements), document_count=1, outlet_count=1,
                    publisher_count=1,
                )
            ]  # fmt: skip
        return Story(
            documents=self.documents, credits=self.credits, passages=self.passages, edges=self.edges,
            statements=statements, sources=list(self.sources.values()), claims=claims, outlets=self.outlets,
        )  # fmt: skip

    def traced(self, *, grouped: bool = False) -> OriginTables:
        """Trace the story."""
        return trace_origins(self.story(grouped=grouped), OriginSettings())


def counts(tables: OriginTables) -> tuple[int, int, int]:
    """Give low, best and high of the only claim."""
    (claim,) = tables.claims
    return claim.origins_low, claim.origins_best, claim.origins_high


def kinds(tables: OriginTables) -> list[str]:
    """Give the kinds of the origins, sorted."""
    return sorted(origin.kind for origin in tables.origins)


def only(tables: OriginTables) -> Origin:
    """Give the only origin."""
    (origin,) = tables.origins
    return origin


def figure(value: float, words: str, text: str, kind: str = "killed") -> Quantity:
    """Give a quantity at the place of its words in a text."""
    begin = text.index(words)
    return Quantity(kind=kind, low=value, high=value, begin=begin, end=begin + len(words))
