"""What stands around an article's figures: units, suspects, other events, and harm that is meant."""

import pytest

from whence.statements.background import Background
from whence.statements.casualties import find_casualties
from whence.statements.harm import is_harm, is_illness
from whence.statements.measures import find_measure
from whence.statements.suspects import find_suspects


@pytest.mark.parametrize(
    ("text", "kind", "unit"),
    [
        ("12 square kilometres", "area", "square kilometre"),
        ("12 sq. ft of deck", "area", "square foot"),
        ("12 tonnes", "weight", "tonne"),
        ("12-pound cod", "weight", "pound"),
        ("12 pounds of cod", "weight", "pound"),
        ("12 pounds", "money", "pound"),
        ("12 U.S. dollars", "money", "dollar"),
        ("12 miles per hour", "speed", "mile per hour"),
        ("12 miles", "distance", "mile"),
        ("12 km/h", "speed", "kilometre per hour"),
        ("12 kilometres", "distance", "kilometre"),
        ("12 more years", "duration", "year"),
        ("12 percentage points", "percent", "percentage point"),
    ],
)
def test_a_unit_is_read_by_its_longest_words(text, kind, unit):
    measure = find_measure(text, 2)
    assert measure is not None
    assert (measure.kind, measure.unit, measure.age) == (kind, unit, False)


@pytest.mark.parametrize("text", ["12 milestones", "12 tonsils", "12 dayrooms", "12 of miles", "12"])
def test_words_that_only_begin_like_a_unit_are_none(text):
    assert find_measure(text, 2) is None


def test_years_of_age_are_marked():
    measure = find_measure("12 years old", 2)
    assert measure is not None
    assert measure.age


@pytest.mark.parametrize(
    "text",
    [
        "Jon Venn, 40, of Alma, was charged with murder.",
        "The suspect, Jon Venn, fled.",
        "Police identified the suspect as Jon Venn.",
        "Jon Venn Jr. has been arrested.",
    ],
)
def test_the_accused_are_known_by_name_and_their_kin_are_not(text):
    suspects = find_suspects(text)
    assert suspects.hold(("jon", "venn"))
    assert suspects.hold(("venn",))
    assert not suspects.hold(("ann", "venn"))
    assert not suspects.hold(("holm",))
    assert not suspects.hold(())


def held(text: str) -> list[bool]:
    """Tell of each mention in a text whether it is of another event."""
    background = Background(text)
    return [background.holds(mention) for mention in find_casualties(text)]


OPENING = "A sailor was shot on the quay on Monday. " + "The flags of the yard hung low. " * 7


@pytest.mark.parametrize(
    ("text", "others"),
    [
        ("He died on Tuesday.", [False, False]),
        ("In an unrelated shooting, a cook was killed.", [False, True]),
        ("It was the third shooting of the week. A cook was killed.", [False, True]),
        ("The shooting comes two days after a cook was killed.", [False, True]),
        ("He was among more than 20 people shot.", [False, True]),
        ("Three others were wounded in attacks in the city.", [False, True]),
        ("In another shooting a cook was hit. Ann Holm died there.", [False, True, True]),
    ],
)
def test_another_event_is_told_from_the_article_s_own(text, others):
    assert held(OPENING + text) == others


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("The tax hit consumers.", False),
        ("She sold the yard after her father died.", False),
        ("Her father died in a crash.", True),
        ("A man was wounded.", True),
        ("Three men died.", True),
        ("A man, 40, died.", True),
    ],
)
def test_harm_is_told_from_figures_of_speech_and_the_end_of_a_life(text, meant):
    assert is_harm(text, find_casualties(text)) is meant


def test_a_death_of_illness_is_known_by_its_sentence():
    text = "His wife died of cancer. A man died in the fire."
    assert [is_illness(text, mention) for mention in find_casualties(text)] == [True, False]
