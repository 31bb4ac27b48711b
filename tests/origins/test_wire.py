"""Which documents carry an agency's text, and what is left of the counts without them."""

from dataclasses import replace

from origins.origin_scenes import Scene
from whence.origins import find_wire, trace_origins
from whence.records import Credit, Document, Edge, Evidence, Outlet
from whence.settings import OriginSettings


def document(name, outlet=None, **more):
    return Document(id=name, input=name, outlet=outlet or name.title(), **more)


def credit(page, target, kind="byline", text="", target_id=None):
    return Credit(id=f"c{page}{target}", document_id=page, kind=kind, target=target, text=text or target,
                  target_document_id=target_id)  # fmt: skip


def edge(earlier, later, kind="republished", direction="determined", **more):
    return Edge(
        id=f"e{earlier}{later}", earlier_id=earlier, later_id=later, kind=kind, direction=direction, **more
    )


def signs(documents, edges=(), credits=(), outlets=()):
    return {row.document_id: row.sign for row in find_wire(documents, edges, credits, outlets)}


def test_an_agency_s_own_page_and_its_copies_and_their_copies_are_found():
    documents = [document(name) for name in ("paper", "site", "other")] + [document("wire", agency=True)]
    edges = [edge("wire", "paper"), edge("paper", "site"), edge("site", "other", "rewritten")]
    assert signs(documents, edges) == {"wire": "agency", "paper": "copy", "site": "copy"}
    assert signs(documents[::-1], edges[::-1]) == signs(documents, edges)


def test_a_credit_for_the_whole_text_counts_and_one_for_a_part_does_not():
    documents = [document("paper"), document("site"), document("post")]
    outlets = (Outlet(outlet="Meridian Wire", agency=True, aliases=("MW",)),)
    credits = [credit("paper", "MW"), credit("site", "Meridian Wire", text="with inputs from Meridian Wire"),
               credit("post", "Coast Courier")]  # fmt: skip
    assert signs(documents, (), credits, outlets) == {"paper": "credit"}
    assert signs(documents, (), [credit("paper", "Meridian Wire", "via")], outlets) == {}


def test_an_uncredited_copy_of_an_agency_s_text_outside_the_corpus_is_one_too():
    documents = [document("paper"), document("site")]
    outlets = (Outlet(outlet="Meridian Wire", agency=True),)
    shown = (Evidence(kind="credit", id="c", words="Meridian Wire"),)
    joined = [edge("paper", "site", "common-source", earlier_covered=0.9, later_covered=0.9, evidence=shown)]
    credits = [credit("site", "Meridian Wire")]
    assert signs(documents, joined, credits, outlets) == {"site": "credit", "paper": "copy"}
    small = [edge("paper", "site", "common-source", earlier_covered=0.2, later_covered=0.9, evidence=shown)]
    assert signs(documents, small, credits, outlets) == {"site": "credit"}


def test_of_equal_texts_of_unknown_order_only_the_agency_s_gives():
    documents = [document("paper"), document("wire", agency=True), document("site")]
    edges = [edge("paper", "wire", direction="undetermined"), edge("paper", "site", direction="undetermined")]
    assert signs(documents, edges) == {"wire": "agency", "paper": "copy"}


def test_counts_without_agencies_leave_their_documents_out_and_keep_what_they_join():
    scene = Scene()
    scene.page("wire", agency=True)
    scene.page("post", hour=1)
    scene.page("courier", hour=2)
    for page in ("wire", "post", "courier"):
        scene.says(page)
    story = scene.story()
    (claim,) = trace_origins(replace(story, wire=frozenset({"wire"})), OriginSettings()).claims
    assert (claim.documents_off_wire, claim.outlets_off_wire) == (2, 2)
    assert claim.origins_high_off_wire <= claim.origins_high
    assert 1 <= claim.origins_low_off_wire <= claim.origins_best_off_wire <= claim.origins_high_off_wire
    (whole,) = trace_origins(story, OriginSettings()).claims
    assert whole.documents_off_wire == 3
    assert whole.origins_best_off_wire == whole.origins_best


def test_two_rewrites_of_an_agency_s_text_stay_one_origin_without_it():
    scene = Scene()
    for name, hour in (("wire", 0), ("post", 1), ("courier", 2)):
        scene.page(name, hour=hour, agency=name == "wire")
        scene.says(name)
    scene.copied("wire", "post")
    scene.copied("wire", "courier")
    (claim,) = trace_origins(replace(scene.story(), wire=frozenset({"wire"})), OriginSettings()).claims
    assert (claim.origins_best, claim.origins_best_off_wire, claim.documents_off_wire) == (1, 1, 2)


def test_a_claim_of_agencies_alone_has_nothing_left_without_them():
    scene = Scene()
    scene.page("wire", agency=True)
    scene.says("wire")
    (claim,) = trace_origins(replace(scene.story(), wire=frozenset({"wire"})), OriginSettings()).claims
    assert (claim.documents_off_wire, claim.origins_high_off_wire, claim.origins_high) == (0, 0, 1)
