"""Every rule of the count as a small story."""

from dataclasses import replace

from origins.origin_scenes import BRIDGE, Scene, counts, figure, kinds, only
from whence.records import Outlet


def test_credited_copies_of_one_wire_story_are_one_origin() -> None:
    scene = Scene()
    scene.page("meridian")
    scene.says("meridian")
    for number, name in enumerate(("herald", "gazette", "courier")):
        scene.page(name, hour=1 + number)
        scene.says(name)
        credit = scene.credit(name, "byline", "Meridian", target_document_id="meridian")
        assert credit.id
        scene.copied("meridian", name, credited=True)
    tables = scene.traced()
    assert counts(tables) == (1, 1, 1)
    assert only(tables).kind == "unexplained"
    assert len(only(tables).documents) == 4


def test_an_uncredited_verbatim_copy_does_not_add_an_origin() -> None:
    scene = Scene()
    scene.page("herald")
    scene.says("herald")
    scene.page("gazette", hour=3)
    scene.says("gazette")
    scene.copied("herald", "gazette")
    assert counts(scene.traced()) == (1, 1, 1)


def test_copying_of_unknown_direction_still_merges() -> None:
    scene = Scene()
    for name in ("gazette", "herald"):
        scene.page(name)
        scene.says(name)
    scene.copied("gazette", "herald", direction="undetermined")
    assert counts(scene.traced()) == (1, 1, 1)


def test_two_outlets_with_own_reporting_are_two_origins() -> None:
    scene = Scene()
    for name in ("Herald", "Gazette"):
        scene.page(name.lower(), f"The {name} has seen the list of the dead. " + BRIDGE, outlet=name)
        scene.says(name.lower(), f"The {name} has seen the list of the dead.")
    tables = scene.traced()
    assert counts(tables) == (2, 2, 2)
    assert kinds(tables) == ["own-reporting", "own-reporting"]


def test_plain_sentences_without_any_sign_are_apart_in_best_and_one_in_low() -> None:
    scene = Scene()
    for name in ("herald", "gazette"):
        scene.page(name)
        scene.says(name)
    tables = scene.traced()
    assert counts(tables) == (1, 2, 2)
    assert kinds(tables) == ["unexplained", "unexplained"]


def test_a_press_conference_is_one_origin_with_four_independent_reports() -> None:
    scene = Scene()
    for number, name in enumerate(("herald", "gazette", "courier", "tribune")):
        scene.page(name, BRIDGE + " Mayor Odile Farren said so.", hour=number)
        scene.says(name, BRIDGE, "Odile Farren")
    tables = scene.traced()
    assert counts(tables) == (1, 1, 1)
    assert (only(tables).kind, only(tables).independent_reports) == ("source", 4)


def test_a_copied_quotation_is_no_independent_report() -> None:
    scene = Scene()
    for number, name in enumerate(("herald", "gazette", "courier")):
        scene.page(name, BRIDGE + " Mayor Odile Farren said so.", hour=number)
        scene.says(name, BRIDGE, "Odile Farren")
    scene.copied("herald", "courier")
    tables = scene.traced()
    assert counts(tables) == (1, 1, 1)
    assert only(tables).independent_reports == 2


def test_quotes_of_one_speech_with_a_shared_passage_stay_independent_reports() -> None:
    scene = Scene()
    for number, name in enumerate(("herald", "gazette")):
        scene.page(name, BRIDGE + " Mayor Odile Farren said so.", hour=number)
        scene.says(name, BRIDGE, "Odile Farren")
    scene.copied("herald", "gazette", kind="common-source")
    assert only(scene.traced()).independent_reports == 2


def test_the_guides_example_is_true() -> None:
    scene = Scene()
    scene.page("herald", BRIDGE + " Odile Farren said so.")
    scene.says("herald", BRIDGE, "Odile Farren")
    scene.page("gazette", BRIDGE, hour=24)
    scene.says("gazette")
    scene.copied("herald", "gazette")
    scene.page("courier", BRIDGE + " Farren told reporters.", hour=2)
    scene.says("courier", BRIDGE, "Farren", channel="told reporters")
    scene.page("tribune", BRIDGE + " The Tribune has seen the hospital's list.", hour=3)
    scene.says("tribune", BRIDGE)
    tables = scene.traced()
    assert counts(tables) == (2, 2, 2)
    assert [o.independent_reports for o in tables.origins if o.kind == "source"] == [2]
    assert kinds(tables) == ["own-reporting", "source"]
    assert [m.kind for m in tables.mutations] == ["attribution-dropped"]
    scene.edges[0] = replace(scene.edges[0], kind="rewritten")
    scene.passages[0] = replace(scene.passages[0], similarity=0.7)
    scene.documents[1] = replace(scene.documents[1], text=BRIDGE.replace("when the", "as the old"))
    scene.statements[1] = replace(scene.statements[1], text=scene.documents[1].text)
    assert counts(scene.traced()) == (2, 2, 3)


def test_a_part_of_a_speakers_name_is_the_same_speaker() -> None:
    scene = Scene()
    for name, speaker in (("herald", "Odile Farren"), ("gazette", "Farren"), ("courier", "Mayor Farren")):
        scene.page(name, BRIDGE + f" {speaker} said so.")
        scene.says(name, BRIDGE, speaker)
    tables = scene.traced()
    assert counts(tables) == (1, 1, 1)
    assert only(tables).independent_reports == 3


def test_a_short_name_that_fits_two_speakers_is_neither() -> None:
    scene = Scene()
    for name, speaker in (("herald", "Odile Farren"), ("gazette", "Farren"), ("courier", "Timo Farren")):
        scene.page(name, BRIDGE + f" {speaker} said so.")
        scene.says(name, BRIDGE, speaker)
    assert counts(scene.traced()) == (3, 3, 3)


def test_two_named_sources_are_two_origins() -> None:
    scene = Scene()
    for name, speaker in (("herald", "Odile Farren"), ("gazette", "Bram Osei")):
        scene.page(name, BRIDGE + f" {speaker} said so.")
        scene.says(name, BRIDGE, speaker)
    tables = scene.traced()
    assert counts(tables) == (2, 2, 2)


def test_two_speakers_quoted_by_copies_of_one_agency_story_are_two() -> None:
    scene = Scene()
    for name, speaker in (("herald", "Odile Farren"), ("gazette", "Bram Osei")):
        scene.page(name, BRIDGE + f" {speaker} said so.")
        scene.says(name, BRIDGE, speaker)
        scene.credit(name, "byline", "Meridian Wire")
    assert counts(scene.traced()) == (1, 2, 2)


def test_an_agency_outside_the_corpus_is_one_origin_and_never_its_earliest_copier() -> None:
    scene = Scene()
    for number, name in enumerate(("herald", "gazette", "courier")):
        scene.page(name, hour=number)
        scene.says(name)
        scene.credit(name, "dateline", "Meridian Wire")
    tables = scene.traced()
    assert counts(tables) == (1, 1, 1)
    assert (only(tables).kind, only(tables).origin, only(tables).in_corpus) == (
        "outside", "Meridian Wire", False,
    )  # fmt: skip


def test_unnamed_sources_of_two_outlets_do_not_merge() -> None:
    scene = Scene()
    for name in ("herald", "gazette"):
        scene.page(name, BRIDGE + " A security source said so.")
        scene.says(name, BRIDGE, "A security source", kind="anonymous")
    assert counts(scene.traced()) == (2, 2, 2)


def test_two_officials_told_one_wire_is_one_origin_with_two_speakers() -> None:
    scene = Scene(outlets=(Outlet(outlet="Meridian Wire", agency=True),))
    for name, who in (("herald", "One official"), ("gazette", "Two officials")):
        scene.page(name, BRIDGE + f" {who} told Meridian Wire.")
        scene.says(name, BRIDGE, who, kind="anonymous", channel="told Meridian Wire")
    tables = scene.traced()
    assert counts(tables) == (1, 1, 1)
    assert only(tables).kind == "source"
    assert {arrow.to for arrow in tables.arrows if arrow.kind == "channel"} == {"Meridian Wire"}


def test_what_a_named_speaker_told_another_outlet_is_that_speakers() -> None:
    scene = Scene()
    scene.page("meridian", BRIDGE + " Odile Farren said so.", outlet="Meridian Wire")
    scene.says("meridian", BRIDGE, "Odile Farren")
    scene.page("herald", BRIDGE + " Odile Farren told Meridian Wire.", hour=2)
    scene.says("herald", BRIDGE, "Odile Farren", channel="told Meridian Wire")
    tables = scene.traced()
    assert counts(tables) == (1, 1, 1)
    assert only(tables).independent_reports == 1
    assert {arrow.kind for arrow in tables.arrows} == {"attribution", "channel"}


def test_citing_an_outlet_leads_to_its_statement() -> None:
    scene = Scene()
    scene.page("herald")
    scene.says("herald")
    scene.page("gazette", BRIDGE + " Herald reported.", hour=2)
    scene.says("gazette", BRIDGE, "Herald")
    tables = scene.traced()
    assert counts(tables) == (1, 1, 1)
    assert only(tables).kind == "unexplained"
    assert only(tables).origin == scene.statements[0].id


def test_citing_an_outlet_that_the_corpus_lacks_leads_outside() -> None:
    scene = Scene(outlets=(Outlet(outlet="Harbour Post"),))
    for name in ("herald", "gazette"):
        scene.page(name, BRIDGE + " The Harbour Post reported.")
        scene.says(name, BRIDGE, "The Harbour Post")
    tables = scene.traced()
    assert counts(tables) == (1, 1, 1)
    assert only(tables).origin == "Harbour Post"


def test_two_outlets_citing_each_other_are_one_loop() -> None:
    scene = Scene()
    for name, other in (("herald", "Gazette"), ("gazette", "Herald")):
        scene.page(name, BRIDGE + f" {other} reported.")
        scene.says(name, BRIDGE, other)
    tables = scene.traced()
    assert counts(tables) == (1, 1, 1)
    assert (only(tables).kind, only(tables).independent_reports) == ("loop", 0)
    (loop,) = tables.loops
    assert loop.documents == ("gazette", "herald")
    assert "Herald" in loop.words[0]
    assert "Gazette" in loop.words[1]
    assert tables.claims[0].loop


def test_copies_and_versions_in_a_circle_are_no_loop() -> None:
    """The second version was copied from a page that was copied from the first; nobody cites anybody."""
    scene = Scene()
    for hour, page in enumerate(("herald-1", "herald-2")):
        version = {"version_of": "herald-1"} if hour else {}
        scene.page(page, hour=hour, outlet="Herald", **version)
        scene.says(page)
    scene.page("gazette", hour=0.5)
    scene.says("gazette")
    scene.copied("gazette", "herald-1")
    scene.copied("herald-2", "gazette")
    tables = scene.traced()
    assert not tables.loops
    assert not tables.claims[0].loop
    assert (only(tables).kind, only(tables).independent_reports) == ("unexplained", 1)


def test_a_cycle_with_a_way_in_is_no_loop_origin() -> None:
    scene = Scene()
    for name, other in (("herald", "Gazette"), ("gazette", "Herald")):
        scene.page(name, BRIDGE + f" {other} reported. Odile Farren said so, too. " + BRIDGE[:-1])
        scene.says(name, BRIDGE, other)
    scene.says("herald", BRIDGE[:-1], "Odile Farren")
    tables = scene.traced()
    assert "loop" not in kinds(tables)
    assert len(tables.loops) == 1


def test_versions_of_one_page_count_once() -> None:
    scene = Scene()
    scene.page("first", outlet="Herald")
    scene.says("first")
    scene.page("second", hour=4, outlet="Herald", version_of="first")
    scene.says("second")
    tables = scene.traced()
    assert counts(tables) == (1, 1, 1)
    assert [arrow.kind for arrow in tables.arrows if arrow.kind == "version"]


def test_a_corrected_figure_stops_supporting_and_its_copies_are_found() -> None:
    corrected = BRIDGE.replace("Twelve", "Twenty")
    scene = Scene()
    scene.page("first", outlet="Herald")
    first = scene.says("first", quantities=(figure(12, "Twelve", BRIDGE),))
    scene.page("second", corrected, hour=4, outlet="Herald", version_of="first")
    second = scene.says("second", quantities=(figure(20, "Twenty", corrected),))
    scene.page("gazette", hour=2)
    scene.says("gazette", quantities=(figure(12, "Twelve", BRIDGE),))
    scene.copied("first", "gazette")
    tables = scene.traced()
    assert counts(tables) == (1, 1, 1)
    (mutation,) = tables.mutations
    assert (mutation.from_statement, mutation.to_statement) == (first.id, second.id)
    assert (mutation.kind, mutation.before, mutation.after) == ("quantity", "Twelve", "Twenty")


def test_ownership_merges_in_low_only() -> None:
    scene = Scene()
    for name in ("Herald", "Gazette"):
        scene.page(name.lower(), f"The {name} has seen the list. " + BRIDGE, outlet=name, publisher="Group")
        scene.says(name.lower(), f"The {name} has seen the list.")
    assert counts(scene.traced())[1:] == (2, 2)
    assert counts(scene.traced())[0] <= 2


def test_a_headline_follows_the_attributed_text_beneath_it() -> None:
    scene = Scene()
    scene.page("herald", BRIDGE + " Odile Farren said so.", title="Kestrel Bridge collapse kills twelve")
    scene.says("herald", field="title")
    scene.says("herald", BRIDGE, "Odile Farren")
    tables = scene.traced()
    assert counts(tables) == (1, 1, 1)
    assert only(tables).kind == "source"


def test_a_reposted_opinion_piece_is_its_authors() -> None:
    scene = Scene()
    for name in ("herald", "gazette"):
        scene.page(name, "Ministers knew that the bridge was weak.")
        scene.says(name, source="Lena Marsh", kind="author")
    tables = scene.traced()
    assert counts(tables) == (1, 1, 1)
    assert only(tables).kind == "source"


def test_languages_that_were_not_compared_merge_in_low() -> None:
    scene = Scene()
    scene.page("herald", "The Herald has seen the list. " + BRIDGE, language="en")
    scene.says("herald", "The Herald has seen the list.")
    scene.page("zeitung", "Zwölf Menschen starben an der Kestrel Bridge in Port Alma.", language="de")
    scene.says("zeitung")
    tables = scene.traced()
    assert counts(tables) == (1, 2, 2)
    assert any("not compared" in arrow.words for arrow in tables.arrows)


def test_a_credited_page_that_does_not_make_the_claim_is_not_its_origin() -> None:
    scene = Scene()
    scene.page("meridian", "Something else.")
    scene.page("herald", hour=2)
    scene.says("herald")
    scene.credit("herald", "byline", "Meridian", target_document_id="meridian")
    tables = scene.traced()
    assert only(tables).kind == "unexplained"
    assert tables.arrows == []


def test_a_link_in_an_attributing_sentence_leads_to_its_page() -> None:
    scene = Scene()
    scene.page("herald", "The Herald has seen the list. " + BRIDGE)
    scene.says("herald", "The Herald has seen the list.")
    scene.page("blog", BRIDGE + " Herald reported.", hour=2)
    scene.says("blog", BRIDGE, "Herald")
    scene.credit("blog", "link", "https://herald.example/a", target_document_id="herald", field="text",
                 begin=len(BRIDGE) + 1, end=len(BRIDGE) + 7)  # fmt: skip
    tables = scene.traced()
    assert counts(tables) == (1, 1, 1)
    assert only(tables).kind == "own-reporting"


def test_hedges_attributions_and_figures_that_change_on_the_way_are_listed() -> None:
    later = BRIDGE.replace("Twelve", "Twenty")
    earlier = BRIDGE.replace("collapsed", "allegedly collapsed")
    scene = Scene()
    scene.page("herald", "Odile Farren said: " + earlier)
    scene.says(
        "herald", earlier, "Odile Farren", hedges=("allegedly",),
        quantities=(figure(12, "Twelve", "Odile Farren said: " + BRIDGE),),
    )  # fmt: skip
    scene.page("gazette", later, hour=1)
    scene.says("gazette", quantities=(figure(20, "Twenty", later),))
    scene.copied("herald", "gazette")
    found = {(m.kind, m.before, m.after) for m in scene.traced().mutations}
    assert found == {
        ("quantity", "Twelve", "Twenty"),
        ("hedge-dropped", "allegedly", ""),
        ("attribution-dropped", "Odile Farren", ""),
    }


def test_a_copy_that_says_the_opposite_is_a_denial_and_listed_as_turned() -> None:
    turned = BRIDGE.replace("were killed", "were not killed")
    scene = Scene()
    scene.page("herald")
    scene.says("herald")
    scene.page("gazette", turned, hour=1)
    scene.says("gazette", negated=True)
    scene.copied("herald", "gazette")
    tables = scene.traced(grouped=True)
    assert len(tables.claims) == 2
    assert [claim.denies for claim in tables.claims if claim.denies]
    assert [m.kind for m in tables.mutations] == ["negation"]
    assert all(claim.origins_best == 1 for claim in tables.claims)


def test_a_claim_of_one_statement_has_one_origin() -> None:
    scene = Scene()
    scene.page("herald")
    scene.says("herald")
    assert counts(scene.traced()) == (1, 1, 1)


def test_who_speaks_for_a_body_is_the_body() -> None:
    scene = Scene()
    scene.page("herald", BRIDGE + " The health ministry said so.")
    scene.says("herald", BRIDGE, "health ministry")
    scene.page("gazette", BRIDGE + " This is what health ministry spokeswoman Tove Lind said.")
    scene.says("gazette", BRIDGE, "Tove Lind")
    scene.page("courier", BRIDGE + " Jon Marsh, a spokesman for the health ministry, said so.")
    scene.says("courier", BRIDGE, "Jon Marsh")
    tables = scene.traced()
    assert counts(tables) == (1, 1, 1)
    assert only(tables).independent_reports == 3


def test_who_speaks_for_another_body_is_not() -> None:
    scene = Scene()
    scene.page("herald", BRIDGE + " The health ministry said so.")
    scene.says("herald", BRIDGE, "health ministry")
    scene.page("gazette", BRIDGE + " This is what interior ministry spokeswoman Tove Lind said.")
    scene.says("gazette", BRIDGE, "Tove Lind")
    assert counts(scene.traced()) == (2, 2, 2)


def test_two_absent_parties_behind_one_outlet_are_one_report() -> None:
    scene = Scene()
    scene.page("herald", BRIDGE + " Odile Farren said so.")
    scene.says("herald", BRIDGE, "Odile Farren", channel="told Radio Corva")
    scene.credit("herald", "byline", "Meridian Wire")
    assert only(scene.traced()).independent_reports == 1


def test_what_two_speakers_say_in_one_page_alone_counts_once() -> None:
    """One page's word stands behind both, until another page quotes one of them."""
    scene = Scene()
    scene.page("herald", f"{BRIDGE} So Odile Farren. And Bram Osei: {BRIDGE}")
    scene.says("herald", BRIDGE, "Odile Farren")
    scene.says("herald", f"And Bram Osei: {BRIDGE}", "Bram Osei")
    assert counts(scene.traced()) == (1, 1, 2)
    scene.page("gazette", BRIDGE + " Odile Farren said so.")
    scene.says("gazette", BRIDGE, "Odile Farren")
    assert counts(scene.traced()) == (2, 2, 2)


def test_the_same_quoted_words_are_one_utterance_whatever_the_speaker_is_called() -> None:
    words = "“Nobody on this board was ever warned about the rust”"
    scene = Scene()
    for name, speaker in (("herald", "Odile Farren"), ("gazette", "Odil Faren"), ("courier", None)):
        scene.page(name, f"{words} {speaker}")
        scene.says(name, words, speaker, quotation="direct" if speaker else "none")
    tables = scene.traced()
    assert counts(tables) == (1, 1, 3)
    assert only(tables).independent_reports == 3


def test_the_same_words_that_nobody_quotes_are_no_utterance() -> None:
    scene = Scene()
    for name, speaker in (("herald", "Odile Farren"), ("gazette", "Bram Osei")):
        scene.page(name, f"{BRIDGE} {speaker}")
        scene.says(name, BRIDGE, speaker, quotation="indirect")
    assert counts(scene.traced()) == (2, 2, 2)


def test_a_correction_notice_replaces_its_own_outlets_figure_only() -> None:
    wrong = BRIDGE.replace("Twelve", "Twenty")
    scene = Scene()
    for number, name in enumerate(("herald", "gazette")):
        scene.page(name, wrong, hour=number)
        scene.says(name, quantities=(figure(20, "Twenty", wrong),))
    scene.copied("herald", "gazette", credited=True)
    scene.page("tribune", wrong, hour=1)
    scene.says("tribune", quantities=(figure(20, "Twenty", wrong),))
    scene.page("notice", BRIDGE, hour=30, outlet="Herald", genre="correction")
    right = scene.says("notice", quantities=(figure(12, "Twelve", BRIDGE),))
    tables = scene.traced()
    old = {s.id: s.document_id for s in scene.statements}
    assert {old[key]: to for key, to in tables.corrections.items()} == {
        "herald": right.id,
        "gazette": right.id,
    }
    assert {d for origin in tables.origins for d in origin.documents} == {
        "herald", "gazette", "tribune", "notice",
    }  # fmt: skip


def test_a_quotation_and_another_speakers_report_in_like_words_stay_apart() -> None:
    """Two engineers confirm one warning: one is quoted, of the other it is told in the outlet's words."""
    quoted = "“We warned the ministry in October that the east gate of the dam was cracked”"
    told = "Engineers warned the ministry in October that the east gate of the dam was cracked"
    scene = Scene()
    scene.page("herald", f"{quoted} Odile Farren")
    scene.says("herald", quoted, "Odile Farren", quotation="direct")
    scene.page("gazette", f"{told} Bram Osei")
    scene.says("gazette", told, "Bram Osei", quotation="indirect")
    assert counts(scene.traced()) == (2, 2, 2)
