"""Offices, tellers, turned copies, added speakers and translations, each as a small story."""

from origins.origin_scenes import BRIDGE, Scene, counts, figure, only
from whence.records import Outlet


def test_an_unnamed_office_is_its_holder_elsewhere() -> None:
    scene = Scene()
    scene.page("herald", BRIDGE + " Fire chief Lida Brenn said so.")
    scene.says("herald", BRIDGE, "Lida Brenn")
    scene.page("gazette", BRIDGE + " That is what the fire chief told reporters.")
    scene.says("gazette", BRIDGE, "the fire chief", kind="anonymous")
    tables = scene.traced()
    assert counts(tables) == (1, 1, 2)
    assert only(tables).independent_reports == 2


def test_an_officer_of_many_is_a_named_officer_in_low_only() -> None:
    scene = Scene()
    scene.page("herald", BRIDGE + " Police officer Lida Brenn said so.")
    scene.says("herald", BRIDGE, "Lida Brenn")
    scene.page("gazette", BRIDGE + " That is what a police officer told reporters.")
    scene.says("gazette", BRIDGE, "a police officer", kind="anonymous")
    assert counts(scene.traced()) == (1, 2, 2)


def test_the_chiefs_of_two_towns_are_two() -> None:
    scene = Scene()
    scene.page("herald", BRIDGE + " Saltmarsh fire chief Lida Brenn said so.")
    scene.says("herald", BRIDGE, "Lida Brenn")
    scene.page("gazette", BRIDGE + " That is what the Dunmar fire chief told reporters.")
    scene.says("gazette", BRIDGE, "the Dunmar fire chief", kind="anonymous")
    assert counts(scene.traced()) == (2, 2, 2)


def test_whom_the_credited_page_never_names_the_copy_added() -> None:
    scene = Scene()
    scene.page("meridian", BRIDGE + " Mayor Odile Farren said so.")
    scene.says("meridian", BRIDGE, "Odile Farren")
    scene.page("herald", BRIDGE + " Mayor Odile Farren said so. Tove Lind put it the same way.", hour=1)
    scene.says("herald", "Tove Lind put it the same way.", "Tove Lind")
    scene.credit("herald", "byline", "Meridian", target_document_id="meridian")
    assert counts(scene.traced()) == (1, 2, 2)


def test_a_plain_sentence_beside_an_attributed_one_is_the_same_in_low() -> None:
    scene = Scene()
    scene.page("herald", BRIDGE + " An official said so.")
    scene.says("herald", BRIDGE, "An official", kind="anonymous")
    scene.page("gazette")
    scene.says("gazette")
    assert counts(scene.traced()) == (1, 2, 2)


def test_a_copied_sentence_whose_halves_changed_places_is_a_copy() -> None:
    turned = "When the Kestrel Bridge in Port Alma collapsed on Tuesday, twelve people were killed."
    scene = Scene()
    scene.page("herald")
    scene.says("herald")
    scene.page("gazette", turned, hour=2)
    scene.says("gazette")
    scene.copied("herald", "gazette")
    scene.passages.clear()
    assert counts(scene.traced()) == (1, 1, 1)


def test_what_one_says_that_another_found_is_one_origin() -> None:
    scene = Scene()
    text = f"Una Fairley said that inspectors had found this. {BRIDGE}"
    scene.page("herald", text)
    scene.says("herald", text, "Una Fairley", chain=("Una Fairley",))
    scene.says("herald", BRIDGE, "inspectors", kind="anonymous", chain=("Una Fairley", "inspectors"))
    tables = scene.traced()
    assert counts(tables) == (1, 1, 1)
    assert only(tables).kind == "source"


def test_beyond_a_teller_stands_the_named_finder() -> None:
    scene = Scene()
    text = f"Una Fairley said that Petra Voss had found this. {BRIDGE}"
    scene.page("herald", text)
    scene.says("herald", text, "Una Fairley", chain=("Una Fairley",))
    scene.says("herald", BRIDGE, "Petra Voss", chain=("Una Fairley", "Petra Voss"))
    tables = scene.traced()
    assert scene.sources[only(tables).origin].name == "Petra Voss"


def test_a_translation_leads_to_the_page_that_it_credits() -> None:
    for known in ({"target_document_id": "herald"}, {}):
        scene = Scene()
        scene.page("herald", language="en")
        scene.says("herald")
        german = "Beim Einsturz der Kestrel Bridge in Port Alma sind am Dienstag zwölf Menschen gestorben."
        scene.page("zeitung", german, hour=5, language="de")
        scene.says("zeitung")
        scene.credit("zeitung", "originally-published", "Herald", **known)
        tables = scene.traced(grouped=True)
        origin = only(tables)
        assert origin.in_corpus
        assert origin.origin == scene.statements[0].id
        assert counts(tables) == (1, 1, 1)


def test_a_sentence_that_a_third_page_pairs_is_still_paired_where_no_passage_covers_it() -> None:
    scene = Scene()
    shown = "He had a gunshot wound to the upper arm and was taken away."
    for hour, name in enumerate(("herald", "gazette", "courier")):
        scene.page(name, f"{shown} {BRIDGE}", hour=hour)
        scene.says(name, shown)
    scene.copied("herald", "gazette")
    scene.passages.clear()  # the paragraph changed its place between the first two pages
    scene.copied("gazette", "courier")
    assert counts(scene.traced()) == (1, 1, 1)


def test_the_same_words_with_a_source_of_each_pages_own_stay_apart_without_copying() -> None:
    scene = Scene()
    scene.page("herald", f"{BRIDGE} Fire chief Lida Brenn said so.")
    scene.says("herald", BRIDGE, "Lida Brenn", quotation="indirect")
    scene.page("gazette", f"{BRIDGE} Mayor Odile Farren said so.")
    scene.says("gazette", BRIDGE, "Odile Farren", quotation="indirect")
    scene.copied("herald", "gazette", kind="undetermined", direction="undetermined")
    assert counts(scene.traced()) == (1, 2, 2)


def test_a_loop_closes_through_an_outlet_that_cites_coverage_of_its_own_report() -> None:
    scene = Scene(outlets=(Outlet(outlet="Herald"), Outlet(outlet="Gazette")))
    scene.page("first", outlet="Herald")
    scene.says("first")
    scene.page("second", f"{BRIDGE[:-1]}, the Herald reported.", outlet="Gazette", hour=3)
    scene.says("second", BRIDGE[:-1], "Herald")
    scene.page("third", f"{BRIDGE[:-1]}, the Gazette reported.", outlet="Herald", hour=6)
    scene.says("third", BRIDGE[:-1], "Gazette")
    tables = scene.traced()
    (loop,) = tables.loops
    assert loop.documents == ("second", "third")
    assert tables.claims[0].loop
    assert counts(tables) == (1, 1, 1)


def test_a_figure_made_vaguer_on_the_way_is_a_change() -> None:
    scene = Scene()
    vague = BRIDGE.replace("Twelve", "Nearly twelve")
    scene.page("herald")
    scene.says("herald", quantities=(figure(12, "Twelve", BRIDGE),))
    scene.page("gazette", vague, hour=2)
    scene.says("gazette", quantities=(figure(12, "Nearly twelve", vague),))
    scene.copied("herald", "gazette")
    found = [(m.kind, m.before, m.after) for m in scene.traced().mutations]
    assert found == [("quantity", "Twelve", "Nearly twelve")]
