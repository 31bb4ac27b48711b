"""A claim's count in words, and who inherited what was changed."""

from dataclasses import replace

from origins.origin_scenes import BRIDGE, Scene, figure
from whence.origins import Case, Explanation, OriginTables, explain_claim, follow_changes
from whence.records import Document
from whence.settings import OriginSettings


def explained(scene: Scene) -> tuple[Explanation, OriginTables]:
    """Trace a scene and put the count of its one claim in words."""
    tables = scene.traced()
    (claim,) = tables.claims
    case = Case(
        claim=claim, statements=scene.statements, arrows=tables.arrows, origins=tables.origins,
        documents={document.id: document for document in scene.documents}, sources={
            source.id: source for source in scene.sources.values()
        },
    )  # fmt: skip
    return explain_claim(case, OriginSettings()), tables


def bridge_of_four() -> Scene:
    """Build the guide's example: two hear the mayor, one copies, one has seen a list."""
    scene = Scene()
    scene.page("herald", f"{BRIDGE} Mayor Odile Farren said.")
    scene.says("herald", BRIDGE, "Odile Farren")
    scene.page("gazette", BRIDGE, hour=24)
    scene.says("gazette", BRIDGE)
    scene.copied("herald", "gazette")
    scene.page("courier", f"Farren told reporters: {BRIDGE}", hour=3)
    scene.says("courier", BRIDGE, "Odile Farren")
    scene.page("tribune", f"{BRIDGE} The Tribune has seen the hospital's list.", hour=5)
    scene.says("tribune", BRIDGE)
    return scene


def test_the_sentence_adds_the_articles_up_to_the_origins() -> None:
    said, tables = explained(bridge_of_four())
    assert len(tables.origins) == 2
    assert said.sentence == (
        "Of four articles, two quote Odile Farren, each for itself, one carries the words of Herald; "
        "one is Tribune’s own reporting."
    )


def test_copies_of_an_absent_agency_are_said_to_carry_what_is_not_in_the_corpus() -> None:
    scene = Scene()
    for name in ("herald", "gazette", "courier"):
        scene.page(name)
        scene.says(name)
        scene.credit(name, "byline", "Meridian Wire")
    said, _ = explained(scene)
    assert said.sentence == (
        "All three articles lead to one origin: "
        "three carry or credit Meridian Wire, which is not in the corpus."
    )
    assert said.changes == (
        "Meridian Wire is credited and not in the corpus: its own page could name who it has it from.",
    )


def test_what_only_the_lowest_count_merges_is_named_with_the_number_it_would_give() -> None:
    scene = Scene()
    for name in ("herald", "gazette"):
        scene.page(name)
        scene.says(name)
    said, _ = explained(scene)
    assert said.sentence == (
        "Neither of the two articles (Gazette and Herald) shows where it has it from, and nothing shows that one "
        "had it from another."
    )
    assert said.changes == (
        "It would be one if what is only possible were so: "
        "whether Gazette and Herald have it from one source.",
    )


def test_arrows_that_join_what_is_joined_anyway_are_no_doubt() -> None:
    said, tables = explained(bridge_of_four())
    (claim,) = tables.claims
    assert claim.origins_low == claim.origins_best == claim.origins_high
    assert said.changes == ()


def test_undated_pages_and_languages_are_said_to_matter() -> None:
    scene = Scene()
    scene.page("herald", language="en")
    scene.says("herald")
    scene.documents.append(
        Document(id="bote", input="bote", outlet="Bote", text="Zwölf Menschen starben.", language="de")
    )
    scene.says("bote")
    said, _ = explained(scene)
    assert "One article without a date (Bote): who had it first may be open." in said.changes
    assert "Pages in different languages (de, en) were not compared." in said.changes


def test_a_claim_whose_statements_were_all_withdrawn_says_so() -> None:
    scene = Scene()
    scene.page("herald")
    statement = scene.says("herald")
    tables = scene.traced()
    (claim,) = tables.claims
    case = Case(claim, [statement], (), (), {d.id: d for d in scene.documents}, {})
    said = explain_claim(case, OriginSettings()).sentence
    assert said == "Every statement of it was withdrawn, so nothing supports it any longer."


def test_a_change_is_whose_page_made_it_and_is_inherited_down_the_copies() -> None:
    scene = Scene()
    changed = BRIDGE.replace("Twelve", "Thirteen")
    for name, text, hour in (
        ("herald", BRIDGE, 0), ("gazette", changed, 5), ("courier", changed, 9), ("tribune", BRIDGE, 12),
    ):  # fmt: skip
        scene.page(name, text, hour=hour)
        number = figure(13, "Thirteen", text) if "Thirteen" in text else figure(12, "Twelve", text)
        scene.says(name, text, quantities=(number,))
    for earlier, later in (("herald", "gazette"), ("gazette", "courier"), ("courier", "tribune")):
        scene.copied(earlier, later)
    tables = scene.traced()
    followed = follow_changes(tables.mutations, tables.arrows, {s.id: s for s in scene.statements}, 0.5)
    shown = {(one.mutation.before, one.mutation.after): (one.by, one.inherited) for one in followed}
    assert shown == {
        ("Twelve", "Thirteen"): ("gazette", ("courier",)),
        ("Thirteen", "Twelve"): ("tribune", ()),
    }


def test_a_ring_closed_through_an_outlets_own_report_is_told_by_who_cites_whom() -> None:
    """The first report stands for the origin, and the articles around it cite."""
    scene = Scene()
    scene.page("first", outlet="Herald")
    scene.says("first")
    scene.page("second", f"{BRIDGE[:-1]}, the Herald reported.", outlet="Gazette", hour=3)
    scene.says("second", BRIDGE[:-1], "Herald")
    scene.page("third", f"{BRIDGE[:-1]}, the Gazette reported.", outlet="Herald", hour=6)
    scene.says("third", BRIDGE[:-1], "Gazette")
    said, tables = explained(scene)
    assert [len(loop.documents) for loop in tables.loops] == [2]
    assert said.sentence == (
        "All three articles lead to one origin: one (Herald) says it without a sign of where it "
        "is from, two cite Gazette and Herald."
    )


def test_a_ring_with_no_way_in_is_told_by_how_many_cite_each_other() -> None:
    """Never "one cite each other": an origin of one article cites its own report."""
    scene = Scene()
    for name, other in (("herald", "Gazette"), ("gazette", "Herald")):
        scene.page(name, f"{BRIDGE[:-1]}, the {other} reported.")
        scene.says(name, BRIDGE[:-1], other)
    said, tables = explained(scene)
    assert (
        "two (Gazette and Herald) cite each other, and none says where else it has it from" in said.sentence
    )
    (claim,), (origin,) = tables.claims, tables.origins
    alone = replace(origin, documents=origin.documents[:1])
    case = Case(
        claim, scene.statements, tables.arrows, [alone], {d.id: d for d in scene.documents}, scene.sources
    )
    assert explain_claim(case, OriginSettings()).sentence == (
        "One article says it: Gazette cites its own report by way of another, and none says where else it has it from."
    )


def test_a_doubt_within_one_outlet_names_it_once() -> None:
    """Not "whether the Herald and the Herald have it from one source"."""
    scene = Scene()
    for name, hour in (("one", 0), ("two", 4)):
        scene.page(name, f"An official said: {BRIDGE}", hour=hour, outlet="Herald")
        scene.says(name, BRIDGE, "An official", kind="anonymous")
    said, _ = explained(scene)
    (change,) = said.changes
    assert change.endswith(": whether it is one speaker in the articles of Herald.")


def test_an_article_that_leads_to_two_origins_is_counted_once() -> None:
    """The numbers add up to the articles: three, not two and two."""
    scene = Scene()
    later = "Twelve dead were carried from the Kestrel Bridge in Port Alma."
    scene.page("herald", f"{BRIDGE} Mayor Odile Farren said so. {later} Fire chief Lida Brenn said so.")
    scene.says("herald", BRIDGE, "Odile Farren")
    scene.says("herald", later, "Lida Brenn")
    scene.page("gazette", f"{BRIDGE} Mayor Odile Farren said so.", hour=3)
    scene.says("gazette", BRIDGE, "Odile Farren")
    scene.page("courier", f"{later} Fire chief Lida Brenn said so.", hour=4)
    scene.says("courier", later, "Lida Brenn")
    said, tables = explained(scene)
    assert len(tables.origins) == 2
    assert said.sentence in (
        "Of three articles, two quote Odile Farren, each for itself; one quotes Lida Brenn, Herald also quotes "
        "Lida Brenn.",
        "Of three articles, two quote Lida Brenn, each for itself; one quotes Odile Farren, Herald also quotes "
        "Odile Farren.",
    )


def test_an_article_that_hears_one_speaker_and_cites_another_outlet_is_said_to_do_each() -> None:
    scene = Scene()
    for name in ("herald", "gazette"):
        scene.page(name, f"{BRIDGE} Mayor Odile Farren said so.")
        scene.says(name, BRIDGE, "Odile Farren")
    scene.page("tribune", f"{BRIDGE} Mayor Odile Farren said so. The Courier reported it first.", hour=9)
    scene.says("tribune", BRIDGE, "Odile Farren")
    scene.says("tribune", "The Courier reported it first.", "Courier")
    scene.page("courier", f"{BRIDGE} The Courier has seen the list.", hour=3)
    scene.says("courier", BRIDGE)
    said, _ = explained(scene)
    assert said.sentence == (
        "Of four articles, three quote Odile Farren, each for itself; one is Courier’s own reporting, Tribune also "
        "cites Courier."
    )


def test_an_absent_page_that_is_credited_is_named_though_its_copies_quote_somebody() -> None:
    scene = Scene()
    for name in ("herald", "gazette"):
        scene.page(name, f"An engineer said: {BRIDGE}")
        scene.says(name, BRIDGE, "An engineer", kind="anonymous")
        scene.credit(name, "byline", "Meridian Wire")
    said, _ = explained(scene)
    assert said.sentence == (
        "Both articles lead to one origin: two carry the words of Meridian Wire, "
        "quoting a source that is not named (“An engineer”)."
    )
    assert said.changes == (
        "Meridian Wire is credited and not in the corpus: its own page could name who it has it from.",
    )


def test_speakers_without_a_name_are_said_to_leave_the_count_open() -> None:
    scene = Scene()
    for name in ("herald", "gazette"):
        scene.page(name, f"An engineer said: {BRIDGE}")
        scene.says(name, BRIDGE, "An engineer", kind="anonymous")
    said, tables = explained(scene)
    assert len(tables.origins) == 2
    assert (
        "Gazette and Herald quote a source without a name: it may be the same as another counted here."
        in said.changes
    )
