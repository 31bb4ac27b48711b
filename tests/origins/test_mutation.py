"""What changed between two wordings of one statement, and where its words stand."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from origins.origin_scenes import BRIDGE, Scene
from whence.origins.days import find_days, may_be_one_day
from whence.records import Document, Mutation
from whence.statements import find_quantities


def changes(before: str, after: str, hours: float = 5) -> list[Mutation]:
    """Give the mutations between a page and its copy."""
    scene = Scene()
    scene.page("herald", before)
    scene.says("herald")
    scene.page("gazette", after, hour=hours)
    scene.says("gazette")
    scene.copied("herald", "gazette")
    found = scene.traced().mutations
    for mutation in found:
        for text, words, span in (
            (before, mutation.before, mutation.before_span),
            (after, mutation.after, mutation.after_span),
        ):
            assert words == ("" if span is None else text[slice(*span)])
    return found


def shown(before: str, after: str) -> set[tuple[str, str, str]]:
    """Give kind and words of the mutations between a page and its copy."""
    return {(m.kind, m.before, m.after) for m in changes(before, after)}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("may close the mill this spring", "will close the mill this spring",
         {("modality", "may close", "will close")}),
        ("may have sunk off Tarn Point", "sunk off Tarn Point", {("modality", "may have sunk", "sunk")}),
        ("may have opened the sluice", "had opened the sluice",
         {("modality", "may have opened", "had opened")}),
        ("will open the sluice at noon", "would open the sluice at noon", set()),
    ],
)  # fmt: skip
def test_how_sure_a_verb_is_may_change(before: str, after: str, expected: set[tuple[str, str, str]]) -> None:
    """A word of possibility dropped is a change; the tense of telling is none."""
    head = "The owners of the old harbour works in Port Alma "
    assert shown(f"{head}{before}.", f"{head}{after}.") == expected


def test_a_name_of_a_place_that_was_put_for_another_is_a_change_of_place() -> None:
    """Only names after a word of place, and only where one is not a part of the other."""
    said = "Forty barges were stopped by a broken lock gate in {} after the flood, the pilots found."
    assert shown(said.format("Port Alma"), said.format("Port Brennic")) == {
        ("place", "Port Alma", "Port Brennic")
    }
    assert shown(said.format("Port Alma"), said.format("Alma")) == set()
    assert shown(said.format("France"), said.format("Paris")) == set()
    assert shown(said.format("May"), said.format("June")) == set()


def test_a_day_that_was_put_for_another_is_a_change_of_day() -> None:
    """What names the same day in other words is none. The first page is of Friday, 5 January 2024."""
    said = "The lock gate in Port Alma broke {} and stopped forty barges, the pilots found."
    assert shown(said.format("on Tuesday"), said.format("on Thursday")) == {("date", "Tuesday", "Thursday")}
    assert shown(said.format("on Thursday"), said.format("yesterday")) == set()
    assert shown(said.format("on Jan. 4"), said.format("on Thursday")) == set()
    assert shown(said.format("on Jan. 4"), said.format("on 3 January")) == {("date", "Jan. 4", "3 January")}


def test_a_set_form_filled_in_anew_on_another_day_is_no_change() -> None:
    """Weekly figures in the same words tell of another week; an update of the next hours is one story."""
    said = "Volume at the Port Alma corn exchange was {} tons, with {} new highs and {} new lows."
    earlier, later = said.format(710, 59, 15), said.format(680, 61, 27)

    def figures(text: str, hours: float) -> list[str]:
        scene = Scene()
        scene.page("herald", earlier)
        scene.says("herald", quantities=tuple(find_quantities(earlier)))
        scene.page("gazette", text, hour=hours)
        scene.says("gazette", quantities=tuple(find_quantities(text)))
        scene.copied("herald", "gazette")
        return [m.before for m in scene.traced().mutations if m.kind == "quantity"]

    assert figures(later, 24 * 8) == []
    assert len(figures(later, 20)) >= 2


def test_a_page_that_cites_another_for_something_else_changes_nothing() -> None:
    """What differs between two unlike sentences was not changed on the way."""
    scene = Scene()
    first = "At least 24 boats left the harbour of Port Alma before the storm warning came."
    scene.page("herald", first)
    scene.says("herald", first, hedges=("At least",))
    second = "Herald reported that the fish market stays shut for repairs until the end of the month."
    scene.page("gazette", second, hour=3)
    scene.says("gazette", second[21:], "Herald")
    assert scene.traced().mutations == []


MOMENTS = st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31))


@given(st.text(alphabet="MonTuesdayJan. 0123456789,yesterdayMay\n", max_size=80), MOMENTS, st.integers(0, 9))
def test_named_days_are_found_where_they_stand_and_compare_alike_both_ways(
    text: str, moment: datetime, more: int
) -> None:
    """Odd texts and dates at the ends of the calendar are no trouble."""
    days = list(find_days(text))
    latest = moment if more > 8 or moment.year > 9990 else moment + timedelta(days=more)
    page = Document(id="d", input="d", published_earliest=moment, published_latest=latest)
    other = Document(id="e", input="e")
    for one in days:
        assert text[one.begin : one.end].strip() == text[one.begin : one.end] != ""
        for two in days:
            assert may_be_one_day(one, two, page, page) == may_be_one_day(two, one, page, page)
            assert may_be_one_day(one, two, page, other) == may_be_one_day(two, one, other, page)


def test_outlets_that_cite_each_other_change_no_speaker_and_nothing_backwards_in_time() -> None:
    scene = Scene()
    said = BRIDGE.rstrip(".")
    for hour, (name, other) in enumerate((("herald", "Gazette"), ("gazette", "Herald"))):
        scene.page(name, f"{said}, the {other} reported.", hour=12 * hour)
        scene.says(name, said, other)
    assert scene.traced().mutations == []


def test_an_outlet_put_in_the_place_of_its_speaker_is_a_changed_attribution() -> None:
    scene = Scene()
    said = BRIDGE.rstrip(".")
    scene.page("herald", f"{said}, Mayor Odile Farren said.")
    scene.says("herald", said, "Odile Farren")
    scene.page("gazette", f"{said}, the Herald reported.", hour=3)
    scene.says("gazette", said, "Herald")
    assert [(m.kind, m.before, m.after) for m in scene.traced().mutations] == [
        ("attribution-changed", "Odile Farren", "Herald")
    ]
