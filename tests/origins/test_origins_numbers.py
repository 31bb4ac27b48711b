"""A page of numbers never contradicts itself, whatever the story."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from origins.origin_scenes import BRIDGE, Scene, figure
from whence.origins import OriginTables, Story, trace_origins
from whence.records import Statement
from whence.settings import OriginSettings

OUTLETS = ("Herald", "Gazette", "Courier", "Tribune")
SPEAKERS = (None, None, "Odile Farren", "Farren", "Bram Osei", "officials", "police", "Herald", "Gazette")
CREDITS = ("byline", "via", "dateline", "courtesy", "originally-published", "link", "attribution")
EDGES = ("republished", "excerpted", "rewritten", "cites", "common-source", "undetermined")


@st.composite
def random_page(draw: st.DrawFn, scene: Scene, number: int) -> str:
    """Add a page with up to three statements on the bridge to a scene."""
    name = f"p{number}"
    outlet = draw(st.sampled_from((*OUTLETS, None)))
    speaker = draw(st.sampled_from(SPEAKERS))
    toll = draw(st.sampled_from(("Twelve", "Twenty")))
    lead = BRIDGE.replace("Twelve", toll)
    more = {"version_of": "p0"} if number and draw(st.integers(0, 5)) == 0 else {}
    seen = draw(st.sampled_from(("", " Our reporter counted the dead.")))
    scene.page(
        name, f"{lead} {speaker or 'Nobody'} said so.{seen} Also: {lead}", outlet=outlet, title=lead,
        hour=draw(st.sampled_from((0, 1, 1, 2, None))),  # type: ignore[arg-type]
        publisher=draw(st.sampled_from((None, "Group"))), language=draw(st.sampled_from(("en", "en", "fr"))),
        genre=draw(st.sampled_from(("article", "article", "correction"))), **more,
    )  # fmt: skip
    kind = {"kind": "anonymous"} if speaker == "officials" else {}
    told = {"channel": f"told the {draw(st.sampled_from(OUTLETS))}"} if draw(st.booleans()) else {}
    killed = (figure(12 if toll == "Twelve" else 20, toll, lead),)
    scene.says(name, lead, speaker, quantities=killed, **kind, **told)
    if draw(st.booleans()):
        scene.says(name, lead, field="title", quantities=killed)
    if draw(st.booleans()):
        scene.says(name, f"Also: {lead}", draw(st.sampled_from((None, "Bram Osei", "Tove Lind"))))
    return name


@st.composite
def random_story(draw: st.DrawFn) -> Story:
    """Draw a story of up to five pages, any of which may credit, copy and correct each other."""
    scene = Scene()
    names = [draw(random_page(scene, number)) for number in range(draw(st.integers(1, 5)))]
    for _ in range(draw(st.integers(0, 4))):
        page, kind = draw(st.sampled_from(names)), draw(st.sampled_from(CREDITS))
        other = draw(st.sampled_from(names))
        more: dict[str, object] = {"target_document_id": other} if draw(st.booleans()) else {}
        if kind in ("link", "attribution"):
            more |= {"field": "text", "begin": 3, "end": 9}
        target = draw(st.sampled_from((*OUTLETS, "Meridian Wire")))
        if all(c.document_id != page or c.kind != kind or c.target != target for c in scene.credits):
            scene.credit(page, kind, target, **more)
    joined: set[tuple[str, str]] = set()
    for _ in range(draw(st.integers(0, 4))):
        left, right = draw(st.sampled_from(names)), draw(st.sampled_from(names))
        if left != right and (min(left, right), max(left, right)) not in joined:
            joined.add((min(left, right), max(left, right)))
            scene.copied(
                left, right, draw(st.sampled_from(EDGES)), credited=draw(st.booleans()),
                direction=draw(st.sampled_from(("determined", "undetermined"))),
            )  # fmt: skip
    return scene.story()


@settings(max_examples=250, deadline=None)
@given(random_story())
def test_the_numbers_of_a_claim_agree(story: Story) -> None:
    tables = trace_origins(story, OriginSettings())
    (claim,) = tables.claims
    assert claim.origins_low <= claim.origins_best <= claim.origins_high
    assert len(tables.origins) == claim.origins_best
    assert claim.origins_best >= 1  # what corrects makes the same claim here, and supports it
    pages = {statement.document_id for statement in story.statements}
    if len(pages) == 1:
        assert claim.origins_best == 1
    assert max(Counter(origin.id for origin in tables.origins).values()) == 1
    check_documents(story, tables)
    check_references(story, tables)


def check_documents(story: Story, tables: OriginTables) -> None:
    """Every page leads somewhere, and no origin has more reporters than outlets could be."""
    pages = {statement.document_id for statement in story.statements}
    assert {key for origin in tables.origins for key in origin.documents} == pages
    outlet_of = {document.id: document.outlet or document.id for document in story.documents}
    for origin in tables.origins:
        assert origin.documents
        assert 0 <= origin.independent_reports <= len({outlet_of[key] for key in origin.documents})


def check_references(story: Story, tables: OriginTables) -> None:
    """Whatever a row names is there."""
    statements = {statement.id: statement for statement in story.statements}
    arrows = {arrow.id for arrow in tables.arrows}
    sources = {source.id for source in story.sources}
    for origin in tables.origins:
        assert set(origin.merged_by) <= arrows
        assert origin.kind != "source" or origin.origin in sources
        assert origin.kind not in ("own-reporting", "unexplained", "loop") or origin.origin in statements
    assert tables.claims[0].loop == bool(tables.loops)
    assert tables.claims[0].loop or all(origin.kind != "loop" for origin in tables.origins)
    for wrong, right in tables.corrections.items():
        check_correction(statements[wrong], statements[right])


def check_correction(wrong: Statement, right: Statement) -> None:
    """A correction gives another figure, in another page."""
    assert wrong.document_id != right.document_id
    assert {q.low for q in wrong.quantities} != {q.low for q in right.quantities}
