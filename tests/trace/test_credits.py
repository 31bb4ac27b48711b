"""Which document a credit means, and what it decides."""

from datetime import UTC, datetime

from trace_scenes import (
    FERRY,
    HARBOUR,
    ORCHARD,
    OWN_WORDS,
    SETTINGS,
    SPEECH,
    article,
    credit,
    moment,
    passages_of,
    trace,
    words_of,
)

from whence.identity import content_id
from whence.records import Credit, Document
from whence.trace import find_families, trace_edges
from whence.trace.credits import answers_to, initials_key, name_key

SENTENCE = HARBOUR[: HARBOUR.index(" The union")]


def _targets(documents: list[Document], *credits: Credit) -> list[str | None]:
    _, resolved = trace_edges(documents, list(credits), passages_of(documents), SETTINGS)
    return [one.target_document_id for one in resolved]


def test_names_are_compared_without_case_marks_and_articles() -> None:
    assert name_key("The Tessa Courier!") == name_key("tessa courier") == "tessacourier"
    assert initials_key("Far Wire") == "fw"
    assert initials_key("Farwire") == ""


def test_a_document_answers_to_its_outlet_its_initials_its_host_and_less_to_its_authors() -> None:
    page = article(
        "a",
        HARBOUR,
        "Meridian Wire Agency",
        url="https://www.meridianwire.example/strike",
        authors=("Ilse Varga",),
    )
    for name in ("Meridian Wire Agency", "MWA", "meridianwire", "https://meridianwire.example/other"):
        assert answers_to(page, name) == 2
    assert answers_to(page, "Ilse Varga") == 1
    assert answers_to(page, "Tessa Courier") == answers_to(page, "") == answers_to(page, "http://[") == 0


def test_a_byline_means_no_document_that_shares_only_a_sentence() -> None:
    documents = [
        article("wire", f"{SENTENCE} {ORCHARD} {FERRY}", "Meridian Wire", moment(5)),
        article("copy", f"{SENTENCE} {OWN_WORDS} {SPEECH} {OWN_WORDS}", "Tessa Courier", moment(6)),
    ]
    assert _targets(documents, credit("copy", "byline", "Meridian Wire")) == [None]


def test_a_credited_name_means_a_later_document_only_if_it_holds_half_of_the_text() -> None:
    documents = [
        article("wire", f"{FERRY} {OWN_WORDS}", "Meridian Wire", moment(8)),
        article("copy", f"{FERRY} {ORCHARD} {HARBOUR}", "Tessa Courier", moment(6)),
    ]
    assert _targets(documents, credit("copy", "byline", "Meridian Wire")) == [None]
    documents[0] = article("wire", f"{FERRY} {HARBOUR}", "Meridian Wire", moment(8))
    assert _targets(documents, credit("copy", "byline", "Meridian Wire")) == ["wire"]


def test_a_name_in_the_text_means_a_document_only_beside_the_shared_words() -> None:
    near = f"{SENTENCE} The Meridian Wire reported this first. {OWN_WORDS} {OWN_WORDS[::-1]}"
    far = f"{SENTENCE} {OWN_WORDS} {OWN_WORDS[::-1]} The Meridian Wire reported on tides."
    for text, expected in ((near, "wire"), (far, None)):
        documents = [
            article("wire", HARBOUR, "Meridian Wire", moment(5)),
            article("copy", text, "Tessa Courier", moment(6)),
        ]
        begin = text.index("Meridian Wire reported")
        named = Credit(
            id="c", document_id="copy", kind="attribution", target="Meridian Wire", field="text",
            begin=begin, end=begin + 22, text="Meridian Wire reported",
        )  # fmt: skip
        assert _targets(documents, named) == [expected]


def test_a_named_outlet_without_shared_text_means_the_page_that_is_linked_to() -> None:
    documents = [
        article("b", FERRY, "Tessa Courier", moment(6)),
        article("a", ORCHARD, "Lorn Gazette", moment(6)),
    ]
    link = credit("a", "link", "https://courier.example/ferry", "b")
    edge = trace(documents, link, credit("a", "attribution", "Tessa Courier"))["b", "a"]
    assert (edge.kind, edge.direction_from, edge.credited) == ("cites", "credit", True)


def test_links_within_one_outlet_cite_nobody() -> None:
    documents = [
        article("b", FERRY, "Tessa Courier", moment(6)),
        article("a", ORCHARD, "Tessa Courier", moment(7)),
    ]
    assert trace(documents, credit("a", "link", "https://courier.example/ferry", "b")) == {}


def test_an_address_means_the_version_whose_words_the_copy_carries() -> None:
    corrected = HARBOUR.replace("eleven million", "nineteen million").replace("two hundred", "ninety")
    page = {"canonical_url": "https://wire.example/strike"}
    documents = [
        article("w1", HARBOUR, "Meridian Wire", moment(6, 7), modified=datetime(2031, 5, 6, 7, tzinfo=UTC), **page),
        article("w2", corrected, "Meridian Wire", moment(6, 7), version_of="w1",
                modified=datetime(2031, 5, 6, 15, tzinfo=UTC), **page),
        article("copy", corrected, "Tessa Courier", moment(7)),
    ]  # fmt: skip
    edges = trace(documents, credit("copy", "read-original", "https://wire.example/strike", "w1"))
    assert edges["w1", "w2"].kind == "updated"
    assert edges["w2", "copy"].direct
    assert edges["w2", "copy"].credited
    assert not edges["w1", "copy"].direct
    assert not edges["w1", "copy"].credited


def test_a_paragraph_cut_from_the_middle_is_no_detail_against_the_credited_source() -> None:
    """Two papers may make the same cut; a byline then says more than the cut."""
    sentences = HARBOUR.split(". ")
    cut = ". ".join(sentences[:2] + sentences[3:])
    documents = [
        article("wire", HARBOUR, "Meridian Wire", moment(5)),
        article("a", cut, "Tessa Courier", moment(6)),
        article("b", cut, "Lorn Gazette", moment(7)),
    ]
    edges = trace(documents, credit("b", "byline", "Meridian Wire"))
    assert edges["wire", "b"].direct
    assert ("a", "b") not in edges or not edges["a", "b"].direct


def test_copies_that_share_a_detail_keep_their_edge_beside_a_common_parent() -> None:
    wrong = HARBOUR.replace("nineteen days", "ninety days")
    documents = [
        article("wire", HARBOUR, "Meridian Wire", moment(5)),
        article("a", wrong, "Tessa Courier", moment(6)),
        article("b", wrong, "Lorn Gazette", moment(6)),
        article("c", HARBOUR, "Quay Notes", moment(6)),
    ]
    edges = trace(documents)
    assert edges["a", "b"].kind == "republished"
    assert ("a", "c") not in edges


def test_a_name_that_came_along_with_copied_text_is_no_citation_of_ones_own() -> None:
    story = f"{FERRY} The Harbour Times reported that the buoy had been moved. {ORCHARD}"
    documents = [
        article("times", OWN_WORDS, "Harbour Times", moment(4)),
        article("first", story, "Tessa Courier", moment(5)),
        article("second", story, "Lorn Gazette", moment(6)),
    ]
    begin = story.index("Harbour Times reported")
    credits = [
        Credit(
            id=f"c-{name}", document_id=name, kind="attribution", target="Harbour Times", field="text",
            target_document_id="times", begin=begin, end=begin + 22, text="Harbour Times reported",
        )
        for name in ("first", "second")
    ]  # fmt: skip
    edges = trace(documents, *credits)
    assert edges["times", "first"].direct
    assert not edges["times", "second"].direct


def test_two_mentions_of_a_nameless_press_release_are_not_one_source() -> None:
    documents = [
        article("a", HARBOUR, "Tessa Courier", moment(6)),
        article("b", HARBOUR, "Lorn Gazette", moment(7)),
    ]
    edge = trace(
        documents,
        credit("a", "press-release", "press release"),
        credit("b", "press-release", "press release"),
    )["a", "b"]
    assert edge.kind == "republished"


def test_a_quotation_that_one_side_prints_as_a_block_is_a_common_source() -> None:
    documents = [
        article(
            "a", f"{ORCHARD}\n\nThe reeve was clear:\n\n{SPEECH}.\n\n{FERRY}", "Tessa Courier", moment(6)
        ),
        article("b", f"{OWN_WORDS} “{SPEECH},” the reeve said.", "Lorn Gazette", moment(7)),
    ]
    edge = trace(documents)["a", "b"]
    assert edge.kind == "common-source"


def test_a_post_shown_by_two_outlets_is_a_common_source() -> None:
    post = f"{SPEECH}. — Ilse Varga (@ilse_varga) May 5, 2031"
    documents = [
        article("a", f"{ORCHARD}\n\n{post}\n\n{FERRY}", "Tessa Courier", moment(6)),
        article("b", f"{OWN_WORDS}\n\n{post}", "Lorn Gazette", moment(7)),
    ]
    edge = trace(documents)["a", "b"]
    assert edge.kind == "common-source"
    assert "a quotation in both" in words_of(edge)


def test_credits_in_documents_that_are_not_there_change_nothing() -> None:
    documents = [article("a", HARBOUR, "Tessa Courier", moment(6))]
    stray = credit("gone", "via", "Tessa Courier", "also-gone")
    edges, resolved = trace_edges(documents, [stray], [], SETTINGS)
    assert (edges, resolved) == ([], [stray])
    assert find_families(documents, edges) == []


def test_an_edges_id_comes_from_its_content() -> None:
    documents = [
        article("a", HARBOUR, "Tessa Courier", moment(6)),
        article("b", HARBOUR, "Lorn Gazette", moment(7)),
    ]
    assert trace(documents)["a", "b"].id == content_id("e", "a", "b", "republished")
