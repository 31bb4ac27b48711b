"""Small scenes of fictional news, each with the edge that it must give."""

from datetime import UTC, datetime

import pytest
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
)  # fmt: skip

from whence.records import CreditKind
from whence.trace import trace_edges


@pytest.mark.parametrize(
    "kind",
    ["canonical", "syndication-source", "feed-source", "byline", "dateline", "courtesy", "via",
     "originally-published", "read-original", "input", "attribution"],
)  # fmt: skip
def test_a_credited_copy_of_the_same_day_comes_after_its_wire_story(kind: CreditKind) -> None:
    documents = [
        article("z-wire", HARBOUR, "Meridian Wire", moment(6)),
        article("a-copy", HARBOUR, "Tessa Courier", moment(6)),
    ]
    edge = trace(documents, credit("a-copy", kind, "z-wire", "z-wire"))["z-wire", "a-copy"]
    assert edge.kind == "republished"
    assert edge.direction == "determined"
    assert edge.credited
    assert edge.direction_from == ("attribution" if kind == "attribution" else "credit")
    assert {evidence.kind for evidence in edge.evidence} == {"passage", "credit", "words"}


def test_a_credited_name_with_a_passage_shows_which_document_is_meant() -> None:
    documents = [
        article("other", FERRY, "Meridian Wire", moment(6)),
        article("wire", HARBOUR, "Meridian Wire", moment(6)),
        article("copy", HARBOUR, "Tessa Courier", moment(6)),
    ]
    credits = [credit("copy", "dateline", "The Meridian Wire")]
    edges, resolved = trace_edges(documents, credits, passages_of(documents), SETTINGS)
    assert [one.target_document_id for one in resolved] == ["wire"]
    assert [(edge.earlier_id, edge.later_id, edge.credited) for edge in edges] == [("wire", "copy", True)]


def test_a_name_by_its_initials_is_the_same_outlet() -> None:
    documents = [
        article("wire", HARBOUR, "Meridian Press", moment(6)),
        article("copy", HARBOUR, "Tessa Courier", moment(6)),
    ]
    assert trace(documents, credit("copy", "dateline", "MP"))["wire", "copy"].direction_from == "credit"


def test_an_uncredited_copy_of_a_later_day_is_ordered_by_dates() -> None:
    documents = [
        article("b", HARBOUR, "Meridian Wire", moment(6)),
        article("a", HARBOUR, "Tessa Courier", moment(7)),
    ]
    edge = trace(documents)["b", "a"]
    assert (edge.kind, edge.direction_from, edge.credited) == ("republished", "dates", False)


def test_two_copies_of_one_day_have_no_order() -> None:
    documents = [
        article("b", HARBOUR, "Meridian Wire", moment(6)),
        article("a", HARBOUR, "Tessa Courier", moment(6, 12)),
    ]
    edge = trace(documents)["a", "b"]
    assert (edge.kind, edge.direction, edge.direction_from) == ("republished", "undetermined", None)
    assert "nothing shows which came first" in words_of(edge)


def test_a_first_sighting_before_another_was_published_gives_an_order() -> None:
    seen = datetime(2031, 5, 3, tzinfo=UTC)
    documents = [
        article("undated", HARBOUR, "Meridian Wire", first_seen=seen),
        article("dated", HARBOUR, "Tessa Courier", moment(6)),
    ]
    assert trace(documents)["undated", "dated"].direction_from == "dates"


def test_a_few_sentences_in_a_text_of_its_own_are_an_excerpt() -> None:
    lead = HARBOUR[: HARBOUR.index(" Cranes")]
    documents = [
        article("wire", HARBOUR, "Meridian Wire", moment(6)),
        article("feature", f"{OWN_WORDS} {lead} {OWN_WORDS[::-1]}", "Tessa Courier", moment(8)),
    ]
    edge = trace(documents)["wire", "feature"]
    assert edge.kind == "excerpted"
    assert edge.later_covered < 0.4 < edge.earlier_covered + 0.2


def test_a_reworded_text_is_a_rewrite() -> None:
    """Every third word differs, yet the whole follows the original."""
    words = HARBOUR.split()
    reworded = " ".join("otherwise" if index % 3 == 2 else word for index, word in enumerate(words))
    documents = [
        article("wire", HARBOUR, "Meridian Wire", moment(6)),
        article("blog", reworded, "Quay Notes", moment(7)),
    ]
    passages = passages_of(documents, least=2)
    edges, _ = trace_edges(documents, [], passages, SETTINGS)
    assert [edge.kind for edge in edges] == ["rewritten"]


def test_a_later_text_of_one_outlet_is_an_update() -> None:
    documents = [
        article("second", HARBOUR + " The harbour master thanked both sides.", "Tessa Courier", moment(7)),
        article("first", HARBOUR, "Tessa Courier", moment(6)),
    ]
    assert trace(documents)["first", "second"].kind == "updated"


def test_versions_of_one_page_are_ordered_by_their_times_of_change() -> None:
    page = {"canonical_url": "https://courier.example/strike"}
    documents = [
        article("a", HARBOUR + " Talks went on.", "Tessa Courier", moment(6),
                modified=datetime(2031, 5, 6, 18, tzinfo=UTC), **page),
        article("b", HARBOUR, "Tessa Courier", moment(6), modified=datetime(2031, 5, 6, 9, tzinfo=UTC), **page),
    ]  # fmt: skip
    edge = trace(documents)["b", "a"]
    assert (edge.kind, edge.direction_from) == ("updated", "modified")


def test_a_version_marked_by_the_input_is_an_update_even_without_shared_text() -> None:
    documents = [
        article("first", FERRY, "Tessa Courier", moment(6)),
        article("second", ORCHARD, "Tessa Courier", moment(6), version_of="first"),
    ]
    edge = trace(documents)["first", "second"]
    assert (edge.kind, edge.direction_from) == ("updated", "version")


def test_the_word_updated_orders_two_versions_where_nothing_else_does() -> None:
    documents = [
        article("a", "UPDATED: " + HARBOUR, "Tessa Courier", moment(6)),
        article("b", HARBOUR, "Tessa Courier", moment(6)),
    ]
    assert trace(documents)["b", "a"].direction_from == "wording"


def test_a_copy_with_the_copys_typo_had_it_from_the_copy() -> None:
    typo = HARBOUR.replace("nineteen days", "ninteen days").replace("forty waiting", "fourty waiting")
    documents = [
        article("a", HARBOUR, "Meridian Wire", moment(6)),
        article("b", typo, "Tessa Courier", moment(7)),
        article("c", typo, "Lorn Gazette", moment(8)),
    ]
    edges = trace(documents)
    assert edges["a", "b"].direct
    assert edges["b", "c"].direct
    assert not edges["a", "c"].direct


def test_a_copy_of_equal_copies_is_joined_to_the_first() -> None:
    documents = [
        article("a", HARBOUR, "Meridian Wire", moment(6)),
        article("b", HARBOUR, "Tessa Courier", moment(7)),
        article("c", HARBOUR, "Lorn Gazette", moment(8)),
    ]
    edges = trace(documents)
    assert edges["a", "c"].direct
    assert not edges["b", "c"].direct


def test_a_credited_route_is_direct_though_an_earlier_copy_is_equal() -> None:
    documents = [
        article("a", HARBOUR, "Meridian Wire", moment(6)),
        article("b", HARBOUR, "Tessa Courier", moment(7)),
        article("c", HARBOUR, "Lorn Gazette", moment(8)),
    ]
    edges = trace(documents, credit("c", "via", "Tessa Courier"))
    assert edges["b", "c"].direct
    assert edges["b", "c"].credited
    assert not edges["a", "c"].direct


def test_a_text_drawn_from_two_others_has_two_parents() -> None:
    documents = [
        article("a", HARBOUR, "Meridian Wire", moment(6)),
        article("b", FERRY, "Tessa Courier", moment(6)),
        article("c", f"{HARBOUR} {FERRY}", "Lorn Gazette", moment(8)),
    ]
    edges = trace(documents)
    assert edges["a", "c"].direct
    assert edges["b", "c"].direct
    assert ("a", "b") not in edges


def test_two_reports_of_one_speech_have_a_common_source() -> None:
    documents = [
        article("a", f"{ORCHARD} “{SPEECH},” the reeve said in the square.", "Tessa Courier", moment(6)),
        article("b", f'{FERRY} In her words: "{SPEECH}."', "Lorn Gazette", moment(7)),
    ]
    edge = trace(documents)["a", "b"]
    assert edge.kind == "common-source"


def test_a_speech_printed_without_quotation_marks_is_excerpted_by_who_quotes_it() -> None:
    documents = [
        article("speech", f"{SPEECH}. {ORCHARD}", "Reeve's Office", moment(6), genre="press-release"),
        article("report", f"{FERRY} “{SPEECH},” the reeve said.", "Lorn Gazette", moment(7)),
    ]
    assert trace(documents)["speech", "report"].kind == "excerpted"


def test_a_quotation_credited_to_another_outlet_is_an_excerpt_of_it() -> None:
    documents = [
        article("a", f"{ORCHARD} “{SPEECH},” the reeve told the Courier.", "Tessa Courier", moment(6)),
        article("b", f"{FERRY} “{SPEECH},” she told the Tessa Courier.", "Lorn Gazette", moment(6)),
    ]
    edge = trace(documents, credit("b", "attribution", "Tessa Courier"))["a", "b"]
    assert (edge.kind, edge.direction_from, edge.credited) == ("excerpted", "attribution", True)


def test_credits_in_both_directions_decide_nothing() -> None:
    documents = [
        article("a", HARBOUR, "Tessa Courier", moment(6)),
        article("b", HARBOUR, "Lorn Gazette", moment(7)),
    ]
    edge = trace(documents, credit("a", "via", "Lorn Gazette"), credit("b", "courtesy", "Tessa Courier"))[
        "a", "b"
    ]
    assert (edge.kind, edge.direction) == ("republished", "undetermined")
    assert "each of the two credits the other" in words_of(edge)
    assert len([evidence for evidence in edge.evidence if evidence.kind == "credit"]) == 2


def test_a_credit_wins_over_dates_and_says_so() -> None:
    documents = [
        article("a", HARBOUR, "Tessa Courier", moment(9)),
        article("b", HARBOUR, "Lorn Gazette", moment(6)),
    ]
    edge = trace(documents, credit("b", "courtesy", "Tessa Courier"))["a", "b"]
    assert (edge.direction_from, edge.credited) == ("credit", True)
    assert edge.confidence < 0.75
    assert "the credit says that b had it from a; the dates say otherwise" in words_of(edge)


def test_copies_that_credit_an_agency_outside_the_corpus_are_siblings() -> None:
    documents = [
        article("a", HARBOUR, "Tessa Courier", moment(6)),
        article("b", HARBOUR, "Lorn Gazette", moment(7)),
    ]
    edge = trace(documents, credit("a", "dateline", "Farwire"), credit("b", "byline", "Farwire"))["a", "b"]
    assert edge.kind == "common-source"
    assert not edge.credited
    assert "both credit Farwire, which is not in the corpus" in words_of(edge)


def test_an_earlier_uncredited_copy_is_no_parent_of_one_that_credits_an_outside_agency() -> None:
    documents = [
        article("a", HARBOUR, "Tessa Courier", moment(6)),
        article("b", HARBOUR, "Lorn Gazette", moment(7)),
    ]
    assert trace(documents, credit("b", "dateline", "Farwire"))["a", "b"].kind == "common-source"


def test_a_page_that_names_itself_canonical_credits_nobody() -> None:
    own = "https://courier.example/strike"
    documents = [
        article("a", HARBOUR, "Tessa Courier", moment(6), url=own, canonical_url=own),
        article("b", HARBOUR, "Lorn Gazette", moment(6)),
    ]
    edge = trace(documents, credit("a", "canonical", own), credit("a", "input", own, "a"))["a", "b"]
    assert edge.direction == "undetermined"
    assert not edge.credited


def test_a_link_with_a_passage_decides_where_dates_do_not() -> None:
    documents = [
        article("b", HARBOUR, "Tessa Courier", moment(6)),
        article("a", HARBOUR, "Lorn Gazette", moment(6)),
    ]
    edge = trace(documents, credit("a", "link", "https://courier.example/strike", "b"))["b", "a"]
    assert (edge.direction_from, edge.credited) == ("link", True)


def test_a_link_never_decides_against_dates() -> None:
    """Updated pages link forward."""
    documents = [
        article("a", HARBOUR, "Tessa Courier", moment(6)),
        article("b", HARBOUR, "Lorn Gazette", moment(7)),
    ]
    edge = trace(documents, credit("a", "link", "https://gazette.example/strike", "b"))["a", "b"]
    assert (edge.direction_from, edge.credited) == ("dates", False)
    assert "it may have been updated" in words_of(edge)


def test_a_link_without_a_passage_is_a_citation_without_order() -> None:
    documents = [
        article("b", FERRY, "Tessa Courier", moment(6)),
        article("a", ORCHARD, "Lorn Gazette", moment(6)),
    ]
    edge = trace(documents, credit("a", "link", "https://courier.example/ferry", "b"))["a", "b"]
    assert (edge.kind, edge.direction) == ("cites", "undetermined")


def test_a_link_beside_an_attribution_decides_without_a_passage() -> None:
    documents = [
        article("b", FERRY, "Tessa Courier", moment(6)),
        article("a", ORCHARD, "Lorn Gazette", moment(6)),
    ]
    address = "https://courier.example/ferry"
    edge = trace(documents, credit("a", "link", address, "b"), credit("a", "attribution", "Courier", "b"))[
        "b", "a"
    ]
    assert (edge.kind, edge.direction_from, edge.credited) == ("cites", "credit", True)


def test_a_link_forward_in_time_is_a_citation_without_order() -> None:
    documents = [
        article("a", FERRY, "Tessa Courier", moment(6)),
        article("b", ORCHARD, "Lorn Gazette", moment(9)),
    ]
    edge = trace(documents, credit("a", "link", "https://gazette.example/apples", "b"))["a", "b"]
    assert (edge.kind, edge.direction) == ("cites", "undetermined")


def test_a_stock_phrase_gives_no_edge() -> None:
    phrase = "could not be reached for comment on Monday evening"
    documents = [
        article("a", f"{FERRY} The owner {phrase}.", "Tessa Courier", moment(6)),
        article("b", f"{ORCHARD} The reeve {phrase}.", "Lorn Gazette", moment(7)),
    ]
    assert trace(documents) == {}


def test_one_shared_sentence_is_reuse_of_an_undetermined_kind() -> None:
    sentence = "The river authority was founded after the great flood and answers to nine reeves whom the parishes along its banks elect."
    documents = [
        article("a", f"{FERRY} {sentence} {OWN_WORDS}", "Tessa Courier", moment(6)),
        article("b", f"{ORCHARD} {sentence} {HARBOUR}", "Lorn Gazette", moment(7)),
    ]
    assert trace(documents)["a", "b"].kind == "undetermined"


def test_two_copies_of_one_credited_story_need_no_edge_of_their_own() -> None:
    documents = [
        article("wire", HARBOUR, "Meridian Wire", moment(6)),
        article("a", HARBOUR, "Tessa Courier", moment(6)),
        article("b", HARBOUR, "Lorn Gazette", moment(6)),
    ]
    edges = trace(documents, credit("a", "dateline", "Meridian Wire"), credit("b", "byline", "Meridian Wire"))
    assert sorted(edges) == [("wire", "a"), ("wire", "b")]


def test_two_excerpts_of_one_story_have_it_as_their_common_source() -> None:
    lead = HARBOUR[: HARBOUR.index(" Cranes")]
    documents = [
        article("wire", HARBOUR, "Meridian Wire", moment(5)),
        article("a", f"{lead} {ORCHARD}", "Tessa Courier", moment(6)),
        article("b", f"{OWN_WORDS} {lead}", "Lorn Gazette", moment(6)),
    ]
    edge = trace(documents)["a", "b"]
    assert (edge.kind, edge.direct) == ("common-source", False)
    assert "both had it from wire" in words_of(edge)


def test_the_same_inputs_in_any_order_give_the_same_edges() -> None:
    documents = [
        article(name, text, f"Paper {name}", moment(6 + index % 2))
        for index, (name, text) in enumerate(
            zip("abcdef", [HARBOUR, HARBOUR, FERRY, ORCHARD, FERRY, HARBOUR], strict=True)
        )
    ]
    credits = [
        credit("b", "via", "Paper a"),
        credit("f", "byline", "Farwire"),
        credit("a", "byline", "Farwire"),
    ]
    passages = passages_of(documents)
    once = trace_edges(documents, credits, passages, SETTINGS)
    assert trace_edges(documents[::-1], credits[::-1], passages[::-1], SETTINGS) == once


def test_one_host_under_two_names_runs_copies_and_no_updates() -> None:
    """A portal hosts many outlets; a shared host is not a shared newsroom."""
    documents = [
        article("a", HARBOUR, "Tessa Courier", moment(6), url="https://portal.example/courier/1"),
        article("b", HARBOUR, "Lorn Gazette", moment(7), url="https://portal.example/gazette/1"),
    ]
    assert trace(documents)["a", "b"].kind == "republished"


def test_an_agencys_page_of_the_next_day_is_no_copy_of_its_clients() -> None:
    """Clients get an agency's text before it stands on the agency's own page."""
    client = article("a", HARBOUR, "Alma Mirror", moment(4, 9))
    wire = article("b", HARBOUR, "Meridian Wire", moment(5, 9), agency=True)
    edge = trace([client, wire])["a", "b"]
    assert edge.direction == "undetermined"
    assert "agency's own page" in words_of(edge)


def test_an_agencys_page_is_first_before_a_later_copy_and_late_after_a_week() -> None:
    first = article("b", HARBOUR, "Meridian Wire", moment(4, 9), agency=True)
    assert (
        trace([article("a", HARBOUR, "Alma Mirror", moment(5, 9)), first])["b", "a"].direction == "determined"
    )
    late = article("b", HARBOUR, "Meridian Wire", moment(12, 9), agency=True)
    assert (
        trace([article("a", HARBOUR, "Alma Mirror", moment(4, 9)), late])["a", "b"].direction_from == "dates"
    )


def test_an_agencys_own_versions_are_ordered_by_dates() -> None:
    first = article("a", HARBOUR, "Meridian Wire", moment(4, 9), agency=True)
    second = article("b", HARBOUR + " " + FERRY, "Meridian Wire", moment(4, 15), agency=True)
    assert trace([first, second])["a", "b"].direction == "determined"


def test_a_page_that_credits_a_later_one_has_a_wrong_date_that_shows_nothing_about_others() -> None:
    first = article("a", HARBOUR, "Orle Post", moment(4, 9))
    second = article("b", f"{HARBOUR} A brass band played.", "Tessa Mail", moment(6, 9))
    third = article("c", f"{HARBOUR} A brass band played.", "Lorn Echo", moment(2, 9))
    found = trace([first, second, third], credit("c", "courtesy", "Tessa Mail", "b"))
    assert found["b", "c"].direction_from == "credit"
    assert found["a", "c"].direction == "undetermined"
    assert ("c", "a") not in found
