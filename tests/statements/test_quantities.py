"""Typed quantities, and an article's own figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.records import Document
from whence.settings import StatementSettings
from whence.statements import find_quantities, read_statements, total_quantities


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("At least 24 people were killed.", "killed", 24, None),
        ("The blast killed 12 people.", "killed", 12, 12),
        ("A blast, killing 12, shook the port.", "killed", 12, 12),
        ("The death toll rose to 20 on Monday.", "killed", 20, 20),
        ("The fire claimed the lives of three people.", "killed", 3, 3),
        ("The crash left 3 dead and 5 wounded.", "killed", 3, 3),
        ("The crash left 3 dead and 5 wounded.", "injured", 5, 5),
        ("The storm hit, injuring 2 people.", "injured", 2, 2),
        ("More than 130 were injured.", "injured", 130, None),
        ("Up to 200 people were wounded.", "injured", None, 200),
        ("Dozens of people were injured.", "injured", 24, None),
        ("Between 3 and 5 people were killed.", "killed", 3, 5),
        ("Two or three people were killed.", "killed", 2, 3),
        ("A dozen people were killed.", "killed", 12, 12),
        ("Twenty-one sailors were killed.", "killed", 21, 21),
        ("A man was shot dead near the quay.", "killed", 1, 1),
        ("Police detained 17 protesters.", "detained", 17, 17),
        ("Some 1,200 people were displaced.", "displaced", 1200, 1200),
        ("Divers searched for two men who were still missing.", "missing", 2, 2),
        ("The dam cost 1.2 million crowns.", "money", 1_200_000, 1_200_000),
        ("The owner paid $4.6 billion.", "money", 4_600_000_000, 4_600_000_000),
        ("Fares rose by 7 percent.", "percent", 7, 7),
        ("The strike lasted three weeks.", "duration", 3, 3),
        ("The ship lay four miles off.", "distance", 4, 4),
        ("The fire began on 5 January 2024.", "date", 20240105, 20240105),
        ("About 6,000 people live there.", "people", 6000, 6000),
        ("There were 14 drone attacks.", "attacks", 14, 14),
        ("They counted 46 ships.", "count", 46, 46),
    ],
)
def test_numbers_are_typed_by_what_governs_them(text, kind, low, high):
    found = [(quantity.low, quantity.high) for quantity in find_quantities(text) if quantity.kind == kind]
    assert (low, high) in found, find_quantities(text)


def test_ages_count_nothing():
    assert [q.kind for q in find_quantities("Jon Venn, 52, owns a 27-year-old boat.")] == []


def totals_of(text: str, title: str | None = None) -> dict[str, float | None]:
    document = Document(id="d1", input="test", title=title, text=text)
    rows = read_statements(document, StatementSettings())
    return {total.kind: total.low for total in total_quantities(document, rows)}


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("A man was shot dead near the quay. The man died at the scene.", 1, None),
        ("Three people were killed and five were wounded. The three dead were sailors.", 3, 5),
        ("Four men were shot. Two of the men died.", 2, 2),
        ("A woman and her son were killed.", 2, None),
        ("A boy was shot in the leg and taken to a hospital.", None, 1),
        ("Nobody was killed in the blast.", 0, None),
        ("No one was hurt in the fire.", None, 0),
        ("Four drones were shot down and there were no injuries.", None, 0),
        ("The 24 people killed included four children.", 24, None),
    ],
)
def test_an_article_has_its_own_figures(text, killed, injured):
    totals = totals_of(text)
    assert (totals.get("killed"), totals.get("injured")) == (killed, injured)


def test_other_years_are_background():
    text = "A sailor was killed on the quay on Monday. " + "The harbour was quiet that day. " * 14
    assert totals_of(text + "Last year 40 people were killed there.")["killed"] == 1


@given(st.text(alphabet="0123456789 ,.$%aben thousdkilWT-\n", max_size=200))
def test_offsets_lie_inside_any_text(text):
    for quantity in find_quantities(text):
        assert 0 <= quantity.begin < quantity.end <= len(text)


def test_totals_keep_the_range_and_leave_parts_aside():
    text = "At least 24 people, including four children, were killed and up to 200 wounded in the blast."
    document = Document(id="d1", input="test", text=text)
    totals = total_quantities(document, read_statements(document, StatementSettings()))
    assert [(total.kind, total.low, total.high) for total in totals] == [
        ("injured", None, 200),
        ("killed", 24, None),
    ]


def test_a_least_number_stays_a_least_number():
    text = "At least nine dockers died in the hold. No one was hurt on the quay."
    document = Document(id="d1", input="test", text=text)
    totals = total_quantities(document, read_statements(document, StatementSettings()))
    assert [(total.kind, total.low, total.high) for total in totals] == [
        ("injured", 0, 0),
        ("killed", 9, None),
    ]


@pytest.mark.parametrize("text", ["They sent 30 rockets.", "The storm sank three ships after attacks."])
def test_weapons_and_ships_are_no_attacks(text):
    assert "attacks" not in [quantity.kind for quantity in find_quantities(text)]


def test_the_whole_is_counted_once_and_its_part_aside():
    found = find_quantities("She said 17 people, including two nurses, were injured in the hold.")
    assert [(each.kind, each.low) for each in found] == [("injured", 17), ("people", 2)]


WORDS_OF_PARTS = [
    "five",
    "men",
    ",",
    "including",
    "three",
    "women",
    "and",
    "two",
    "of",
    "them",
    "died",
    "the",
    "12",
    "$4",
    "million",
    "of",
    "which",
    "critically",
    "injured",
    ".",
    "Two",
]


@given(st.lists(st.sampled_from(WORDS_OF_PARTS), max_size=24))
def test_a_part_is_linked_to_a_greater_quantity_of_its_sort(words):
    text = " ".join(words)
    found = {quantity.begin: quantity for quantity in find_quantities(text)}
    for part in found.values():
        if part.part_of is None:
            continue
        whole = found[part.part_of]
        assert whole.part_of is None or whole.part_of != part.begin
        assert (part.unit == "people") == (whole.unit == "people")
        assert whole.high is None or (part.low or part.high or 0) < whole.high


REPORT_WORDS = [
    "A",
    "man",
    "two",
    "women",
    "Jon",
    "Venn",
    "Holm",
    ",",
    "52",
    "and",
    "the",
    "victim",
    "was",
    "were",
    "shot",
    "killed",
    "wounded",
    "dead",
    "died",
    "in",
    "hospital",
    ".",
    "himself",
    "another",
    "others",
    "of",
    "them",
    "both",
    "including",
    "after",
    "when",
    "her",
    "his",
    "boy",
    "14-year-old",
    "\n",
    "three",
    "at",
    "least",
    "triple",
    "homicide",
    "no",
    "one",
    "not",
    "who",
    "police",
    "2016",
    "9",
    "p.m.",
    "years",
    "old",
]


@given(st.lists(st.sampled_from(REPORT_WORDS), max_size=60))
def test_any_heap_of_a_report_s_words_gives_sound_totals(words):
    """No number is below zero, offsets lie in the text, and the same text gives the same figures."""
    document = Document(id="d1", input="test", title=" ".join(words[:9]), text=" ".join(words))
    totals = total_quantities(document, [])
    for total in totals:
        assert 0 <= total.begin <= total.end <= len(document.text)
        assert (total.low if total.low is not None else total.high) >= 0
    assert totals == total_quantities(document, [])


@pytest.mark.parametrize(
    ("title", "killed", "injured"),
    [
        ("Police: 4 people shot at market", None, 4),
        ("Mother, 2 children found dead in Alma", 3, None),
        ("Girl killed, boy hurt in Alma", 1, 1),
        ("3 dead, 4th person hurt in Alma", 3, 1),
        ("Man shot at police in Alma", None, None),
    ],
)
def test_a_title_is_read_by_its_own_habits(title, killed, injured):
    totals = totals_of("The market was closed.", title)
    assert (totals.get("killed"), totals.get("injured")) == (killed, injured)
