"""The report: what goes into it, chosen and counted, and how it becomes one HTML file."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from whence.records import (
    Claim,
    Credit,
    Document,
    Edge,
    Family,
    Mutation,
    Passage,
    Skipped,
    Source,
    Statement,
)
from whence.report import amounts, footing, words
from whence.report.claims import open_claims, rank_claims
from whence.report.decided import open_decisions, rank_decisions
from whence.report.documents import open_documents, open_sources, rank_sources
from whence.report.families import count_reuse, open_edges, open_families, rank_families
from whence.report.library import Library
from whence.report.views import (
    OpenedClaim,
    OpenedDecision,
    OpenedDocument,
    OpenedEdge,
    OpenedFamily,
    OpenedSource,
    Reuse,
)

if TYPE_CHECKING:
    import jinja2

    from whence.corpus import Corpus

_SMALLER = 4  # links outside families and skipped inputs shown are the limit divided by this ...
_AT_LEAST = 25  # ... but no fewer than this
_MOST_SAID = 100  # statements of one source among which equal wordings are counted together
_SHOWN_CLAIMS = "claims carried by two documents or more, or denied, or denying"
_LINK_ORDER = {"common-source": 0, "cites": 1, "undetermined": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How many things of one kind the report holds, of how many."""

    what: str
    shown: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """How many of the claims that several documents carry have one thing in common, and which are shown."""

    label: str
    total: int
    claims: tuple[OpenedClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Everything that a report shows, in its order."""

    version: str
    totals: tuple[tuple[str, int], ...]
    dated: str
    undated: int
    languages: tuple[tuple[str, int], ...]
    outlets: tuple[tuple[str, str, int], ...]
    skipped: tuple[Skipped, ...]
    capped: tuple[tuple[str, int], ...]
    settings: tuple[tuple[str, str], ...]
    glances: tuple[Glance, ...]
    claims: tuple[OpenedClaim, ...]
    families: tuple[OpenedFamily, ...]
    reuse: tuple[Reuse, ...]
    links: tuple[OpenedEdge, ...]
    documents: tuple[OpenedDocument, ...]
    sources: tuple[OpenedSource, ...]
    decisions: tuple[OpenedDecision, ...]
    parts: tuple[Shown, ...]


def flatten_settings(settings: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """Give nested settings as dotted names with their values, in their own order."""
    rows: list[tuple[str, str]] = []
    for name, value in settings.items():
        if isinstance(value, Mapping):
            rows += flatten_settings(value, f"{prefix}{name}.")
        else:
            rows.append((prefix + name, "not set" if value is None else str(value)))
    return rows


def gather_page(corpus: "Corpus", limit: int = 200) -> Page:
    """Choose and open what a report shows.

    Args:
        corpus: traced.
        limit: most claims, families, documents and sources shown, at least 1.

    Returns:
        The page; `parts` counts what was left out.
    """
    library, info = Library(corpus), corpus.info()
    fewer = max(limit // _SMALLER, min(limit, _AT_LEAST))
    denials = _denial_ids(library)
    ranked = [key for key, documents in rank_claims(library) if documents > 1 or key in denials]
    claims = open_claims(library, ranked[:limit])
    grown = rank_families(library)
    families = open_families(library, [key for key, _ in grown[:limit]])
    chosen, links = _choose_links(library, fewer)
    reuse = count_reuse(library)
    sources = rank_sources(library)
    decisions = rank_decisions(library)
    everything = library.all(Document)
    documents = open_documents(library, _choose_documents(everything, claims, library, limit))
    opened_sources = open_sources(library, [key for key, _ in sources[:limit]], most=_MOST_SAID)
    return Page(
        version=info.whence_version,
        totals=_totals(library, everything),
        dated=_span(everything),
        undated=sum(item.published_earliest is None for item in everything),
        languages=tuple(Counter(item.language for item in everything if item.language).most_common()),
        outlets=_outlets(everything),
        skipped=info.skipped[: max(fewer, _AT_LEAST)],
        capped=tuple(sorted(info.left_out.items())),
        settings=tuple(flatten_settings(info.settings)),
        glances=tuple(_glances(library, set(ranked), claims)),
        claims=tuple(claims),
        families=tuple(families),
        reuse=tuple(reuse[:fewer]),
        links=tuple(chosen),
        documents=tuple(documents),
        sources=tuple(opened_sources),
        decisions=tuple(open_decisions(library, decisions[:limit])),
        parts=(
            Shown(
                what=_SHOWN_CLAIMS,
                shown=len(claims),
                total=len(ranked),
            ),
            Shown(what="families of two documents or more", shown=len(families), total=len(grown)),
            Shown(what="pairs of outlets", shown=min(fewer, len(reuse)), total=len(reuse)),
            Shown(what="links outside families", shown=len(chosen), total=links),
            Shown(what="sources", shown=len(opened_sources), total=len(sources)),
            Shown(what="decisions", shown=min(limit, len(decisions)), total=len(decisions)),
            Shown(what="documents", shown=len(documents), total=len(everything)),
            Shown(
                what="skipped inputs",
                shown=min(len(info.skipped), max(fewer, _AT_LEAST)),
                total=len(info.skipped),
            ),
        ),
    )


def _glances(library: Library, ranked: set[str], opened: Sequence[OpenedClaim]) -> Iterator[Glance]:
    """Count what readers look for first among the claims that several documents carry."""
    names = ("id", "origins_best", "loop", "denies")
    rows = [*zip(*(library.table(Claim).column(name).to_pylist() for name in names), strict=True)]
    changed = set(library.table(Mutation).column("claim_id").to_pylist())
    denied = {row[3] for row in rows}
    kinds = (
        ("come down to one origin", {row[0] for row in rows if row[1] <= 1}),
        ("have two origins or more", {row[0] for row in rows if row[1] > 1}),
        ("changed on their way", changed),
        ("are denied by another claim", denied),
        ("go in a loop", {row[0] for row in rows if row[2]}),
    )
    for number, (label, ids) in enumerate(kinds):
        listed = tuple(item for item in opened if item.claim.id in ids) if number else ()
        yield Glance(label=label, total=len(ids & ranked), claims=listed)


def _denial_ids(library: Library) -> set[str]:
    """Give the claims that deny another or are denied by one."""
    table = library.table(Claim).select(["id", "denies"]).to_pylist()
    return {key for row in table if row["denies"] for key in (row["id"], row["denies"])}


def _totals(library: Library, documents: Sequence[Document]) -> tuple[tuple[str, int], ...]:
    outlets = {item.outlet for item in documents if item.outlet}
    publishers = {item.publisher or item.outlet for item in documents if item.publisher or item.outlet}
    return (
        ("document", len(documents)),
        ("outlet", len(outlets)),
        ("publisher", len(publishers)),
        ("credit", len(library.table(Credit))),
        ("passage", len(library.table(Passage))),
        ("family", len({*library.table(Family).column("family_id").to_pylist()})),
        ("statement", len(library.table(Statement))),
        ("source", len(library.table(Source))),
        ("claim", len(library.table(Claim))),
    )


def _span(documents: Sequence[Document]) -> str:
    first = [item.published_earliest for item in documents if item.published_earliest]
    last = [item.published_latest for item in documents if item.published_latest and item.published_earliest]
    if not first or not last:
        return ""
    begin, end = words.day(min(first)), words.day(max(last))
    return begin if begin == end else f"{begin} to {end}"


def _outlets(documents: Sequence[Document]) -> tuple[tuple[str, str, int], ...]:
    counts = Counter((item.outlet or "outlet unknown", item.publisher or "") for item in documents)
    rows = [(outlet, publisher, number) for (outlet, publisher), number in counts.items()]
    return tuple(sorted(rows, key=lambda row: (-row[2], row[0], row[1])))


def _choose_links(library: Library, most: int) -> tuple[list[OpenedEdge], int]:
    edges = [edge for edge in library.all(Edge) if edge.kind in _LINK_ORDER and edge.direct]
    edges.sort(key=lambda edge: (_LINK_ORDER[edge.kind], -edge.confidence, edge.id))
    return open_edges(library, edges[:most], most=2, longest=600), len(edges)


def _choose_documents(
    documents: Sequence[Document], claims: Sequence[OpenedClaim], library: Library, limit: int
) -> list[str]:
    """Choose the documents that the shown claims and the families refer to most, then order them by date."""
    uses = Counter(carrier.told.document.id for claim in claims for carrier in claim.carriers)
    uses.update(library.table(Family).column("document_id").to_pylist())
    ranked = sorted(documents, key=lambda item: (-uses[item.id], item.id))[:limit]
    return [item.id for item in sorted(ranked, key=_by_date)]


def _by_date(document: Document) -> tuple[bool, str, str]:
    first = document.published_earliest or document.published_latest
    return first is None, first.isoformat() if first else "", document.id


def _present(value: Any) -> Any:
    """Take control and direction marks out of whatever text a template prints."""
    return words.clean(value) if type(value) is str else value


def make_environment() -> "jinja2.Environment":
    """Make the template environment: escaping on, unknown names are errors, hostile marks taken out."""
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("whence.report", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_present,
    )
    environment.globals.update(words=words, footing=footing, amounts=amounts)
    return environment


def render_page(page: Page) -> str:
    """Render a page as one HTML file that asks nothing of any network.

    Args:
        page: what to show.

    Returns:
        The HTML; equal pages give equal text.
    """
    import markupsafe

    style = (files("whence.report") / "templates" / "report.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    shown = {
        "document": frozenset(item.document.id for item in page.documents),
        "claim": frozenset(item.claim.id for item in page.claims),
        "family": frozenset(item.family_id for item in page.families),
        "source": frozenset(item.source.id for item in page.sources),
    }
    template = make_environment().get_template("report.html")
    # The style sheet is ours and its hash is in the page's policy, so that nothing else can style or run.
    return template.render(page=page, shown=shown, style=markupsafe.Markup(style), style_digest=digest)  # noqa: S704


def render_report(corpus: "Corpus", limit: int = 200) -> str:
    """Make the report of a traced corpus as one HTML text.

    Args:
        corpus: traced.
        limit: most claims, families, documents and sources shown, at least 1.

    Returns:
        HTML that depends on the corpus's tables and settings only.
    """
    return render_page(gather_page(corpus, limit))
