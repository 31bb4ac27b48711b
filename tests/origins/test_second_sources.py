"""A copied sentence under another name: when it is one source whose name changed, and when it is a second."""

from dataclasses import replace

from origins.origin_scenes import BRIDGE, Scene, counts

_FELL = "A dozen lives were lost on Tuesday when the bridge called Kestrel fell down in Port Alma."
_BARE = BRIDGE.rstrip(".")


def _two_speakers(scene: Scene, name: str, first: str, second: str, hour: float = 0) -> None:
    """Add a page in which fire chief Lida Brenn says one wording, and mayor Odile Farren the other."""
    scene.page(
        name, f"{first} Fire chief Lida Brenn said so. {second} Mayor Odile Farren said so.", hour=hour
    )
    scene.says(name, first, "Lida Brenn", quotation="indirect")
    scene.says(name, second, "Odile Farren", quotation="indirect")


def test_the_same_words_in_a_copied_text_under_another_name_are_a_copy() -> None:
    scene = Scene()
    scene.page("herald", f"{BRIDGE} Fire chief Lida Brenn said so.")
    scene.says("herald", BRIDGE, "Lida Brenn", quotation="indirect")
    scene.page("gazette", f"{BRIDGE} Mayor Odile Farren said so.", hour=2)
    scene.says("gazette", BRIDGE, "Odile Farren", quotation="indirect")
    scene.copied("herald", "gazette", direct=True)
    assert counts(scene.traced()) == (1, 1, 2)


def test_words_given_to_the_other_speaker_of_a_copied_page_change_no_name() -> None:
    scene = Scene()
    _two_speakers(scene, "herald", BRIDGE, _FELL)
    _two_speakers(scene, "gazette", _FELL, BRIDGE, hour=2)
    scene.copied("herald", "gazette", direct=True)
    assert counts(scene.traced()) == (1, 2, 2)


def test_a_speaker_whom_a_nearer_page_quotes_replaces_nobody() -> None:
    scene = Scene()
    scene.page("herald", f"{BRIDGE} Fire chief Lida Brenn said so.")
    scene.says("herald", BRIDGE, "Lida Brenn", quotation="indirect")
    scene.page("courier", f"{_FELL} Mayor Odile Farren said so.", hour=1)
    scene.says("courier", _FELL, "Odile Farren", quotation="indirect")
    scene.page("gazette", f"{BRIDGE} Mayor Odile Farren said so.", hour=2)
    scene.says("gazette", BRIDGE, "Odile Farren", quotation="indirect")
    scene.copied("herald", "gazette", direct=True)
    scene.copied("courier", "gazette", kind="rewritten", direct=True)
    assert counts(scene.traced()) == (1, 2, 2)


def test_what_a_copying_page_says_in_the_sentence_that_it_found_itself_is_its_own() -> None:
    for credited in (False, True):
        scene = Scene()
        scene.page("herald", f"{_BARE}, fire chief Lida Brenn said.")
        scene.says("herald", _BARE, "Lida Brenn", quotation="indirect")
        scene.page("gazette", f"{_BARE}, according to a list seen by the Gazette.", hour=2)
        scene.says("gazette", _BARE, "a list", quotation="indirect")
        scene.copied("herald", "gazette", direct=True)
        if credited:
            scene.credit("gazette", "courtesy", "Herald", target_document_id="herald")
        assert counts(scene.traced()) == (1, 2, 2)


def test_a_finding_that_was_copied_with_its_sentence_is_the_first_pages() -> None:
    found = f"{_BARE}, according to records that the Herald has seen."
    scene = Scene()
    for hour, name in enumerate(("herald", "gazette")):
        scene.page(name, found, hour=hour)
        scene.says(name, _BARE, "records", kind="named", quotation="indirect")
    # Records are nobody's name: those of two pages are two sources until something joins them.
    scene.statements[1] = replace(scene.statements[1], source_id="n0123456789abcdef")
    scene.copied("herald", "gazette", direct=True)
    assert counts(scene.traced())[1] == 1


def test_a_page_that_names_a_third_outlet_did_not_have_it_from_the_other_page() -> None:
    scene = Scene()
    scene.page("herald", f"{_BARE}, fire chief Lida Brenn said.")
    scene.says("herald", _BARE, "Lida Brenn", quotation="indirect")
    scene.page("courier", f"{_FELL} The Courier has seen the list.", hour=1)
    scene.says("courier", _FELL)
    scene.page("gazette", f"{_BARE}, the Courier reported.", hour=2)
    scene.says("gazette", _BARE, "Courier", quotation="indirect")
    scene.copied("herald", "gazette", direct=True)
    assert counts(scene.traced()) == (1, 2, 2)


def test_two_speakers_whom_a_copy_leaves_out_are_still_two() -> None:
    scene = Scene()
    _two_speakers(scene, "herald", BRIDGE, _FELL)
    scene.page("gazette", f"{BRIDGE} {_FELL}", hour=2)
    scene.says("gazette", BRIDGE)
    scene.says("gazette", _FELL)
    scene.copied("herald", "gazette", direct=True)
    assert counts(scene.traced()) == (2, 2, 2)


def test_a_speaker_whom_a_third_page_quotes_on_it_replaces_nobody() -> None:
    scene = Scene()
    scene.page("herald", f"{BRIDGE} Fire chief Lida Brenn said so.")
    scene.says("herald", BRIDGE, "Lida Brenn", quotation="indirect")
    scene.page("courier", f"{_FELL} Mayor Odile Farren said so.", hour=3)
    scene.says("courier", _FELL, "Odile Farren", quotation="indirect")
    scene.page("gazette", f"{BRIDGE} Mayor Odile Farren said so.", hour=2)
    scene.says("gazette", BRIDGE, "Odile Farren", quotation="indirect")
    scene.copied("herald", "gazette", direct=True)
    assert counts(scene.traced()) == (1, 2, 2)


def test_a_name_that_was_changed_and_then_copied_on_is_still_a_changed_name() -> None:
    for direction in ("determined", "undetermined"):
        scene = Scene()
        scene.page("herald", f"{BRIDGE} Fire chief Lida Brenn said so.")
        scene.says("herald", BRIDGE, "Lida Brenn", quotation="indirect")
        for hour, name in ((2, "gazette"), (3, "tribune")):
            scene.page(name, f"{BRIDGE} Mayor Odile Farren said so.", hour=hour)
            scene.says(name, BRIDGE, "Odile Farren", quotation="indirect")
        scene.copied("herald", "gazette", direct=True)
        scene.copied("gazette", "tribune", direct=True, direction=direction)
        assert counts(scene.traced())[1] == 1


def test_records_in_two_outlets_hands_are_two_and_a_copy_of_one_is_none() -> None:
    scene = Scene()
    for hour, (name, wording, holder) in enumerate(
        (("herald", BRIDGE, "Herald"), ("courier", _FELL, "Courier"), ("gazette", _FELL, "Courier"))
    ):
        scene.page(name, f"{wording.rstrip('.')}, according to records obtained by the {holder}.", hour=hour)
        mention = f"records obtained by the {holder}"
        said = scene.says(name, wording.rstrip("."), mention, kind="named", quotation="indirect")
        scene.statements[-1] = replace(said, source="records", source_id=f"n000000000000000{hour}")
    assert counts(scene.traced())[1:] == (2, 2)


def test_a_newspaper_that_the_corpus_does_not_know_is_cited_and_not_heard() -> None:
    scene = Scene()
    for hour, name in enumerate(("herald", "gazette")):
        scene.page(name, f"{_BARE}, the Valley Record reported.", hour=hour)
        scene.says(name, _BARE, "Valley Record")
    tables = scene.traced()
    (origin,) = tables.origins
    assert (origin.kind, origin.origin, origin.independent_reports) == ("outside", "Valley Record", 1)


def test_a_name_that_ends_like_a_newspapers_is_a_persons_without_an_article() -> None:
    scene = Scene()
    scene.page("herald", f"{_BARE}, Ada Record said.")
    scene.says("herald", _BARE, "Ada Record")
    assert [origin.kind for origin in scene.traced().origins] == ["source"]


def test_a_sentence_that_names_another_finder_is_another_finding_though_a_third_page_carries_it() -> None:
    scene = Scene()
    finders = {"herald": "Herald", "courier": "Courier", "gazette": "Courier"}
    for hour, (name, finder) in enumerate(finders.items()):
        scene.page(name, f"{_BARE}, according to a contract reviewed by the {finder}.", hour=hour)
        scene.says(name, _BARE, "contract", kind="anonymous", quotation="indirect")
    scene.copied("courier", "gazette", direct=True)
    scene.copied("herald", "gazette", kind="undetermined", direction="undetermined")
    assert counts(scene.traced())[1:] == (2, 2)


def test_an_agencys_initials_are_no_other_finder() -> None:
    scene = Scene()
    for hour, (name, finder) in enumerate({"herald": "The Estuary Press", "gazette": "EP"}.items()):
        scene.page(name, f"{_BARE}, according to a contract reviewed by {finder}.", hour=hour)
        scene.says(name, _BARE, "contract", kind="anonymous", quotation="indirect")
    scene.copied("herald", "gazette", direct=True)
    assert counts(scene.traced()) == (1, 1, 1)
