"""On what footing a statement stands."""

import pytest

from whence.statements import cue_class, tells_act
from whence.statements.footing import find_hedges, find_modality, is_negated


@pytest.mark.parametrize(
    ("words", "hedges"),
    [
        ("the ship allegedly left", ("allegedly",)),
        ("the alleged thief reportedly fled", ("alleged", "reportedly")),
        ("it can't be ruled out that the ship left", ("it can't be ruled out",)),
        ("the ship left", ()),
        ("she claimed the ship left", ()),
    ],
)
def test_hedges_are_kept_as_worded(words, hedges):
    assert find_hedges(words) == hedges


@pytest.mark.parametrize(
    ("content", "cue", "negated"),
    [
        ("the ship did not leave", None, True),
        ("that the ship left", "denied", True),
        ("the ship left", "said", False),
        ("No such offer was made", "insisted", True),
        ("there were no survivors", None, True),
        ("the ship never left", "said", True),
        ("the ship that never left port was sold", None, False),
        ("that it did not leave", "denied", False),
        ("It cannot be ruled out that the ship left", "wrote", False),
        ("it is not inconceivable that the ship left", None, False),
        ("There is no doubt that the ship left", None, False),
        ("No fewer than nine ships left", None, False),
        ("The ship was not only late but empty", None, False),
        ("I can’t wait to sail", "said", False),
        ("The clerk who did not sign was fined", None, False),
        ("The clerk, who came late, did not sign", None, True),
        ("What the divers saw has not been told", None, True),
        ("We found nothing that could be called a crack", "said", True),
        ("The clerk is not alone", None, True),
        ("That’s not the ship", "said", True),
        ("The ship no longer sails", None, True),
    ],
)
def test_a_denial_is_told(content, cue, negated):
    assert is_negated(content, cue) is negated


@pytest.mark.parametrize(
    ("content", "modality"),
    [
        ("the ship may leave", "possible"),
        ("the ship could have left", "possible"),
        ("the ship must leave", "necessary"),
        ("the ship will leave", "future"),
        ("the ship would leave if asked", "conditional"),
        ("the ship left in May", None),
        ("It can’t be ruled out that the ship was sunk", "possible"),
        ("the ship was sold and may leave", None),
    ],
)
def test_modality_is_that_of_the_main_verb(content, modality):
    assert find_modality(content) == modality


@pytest.mark.parametrize(
    ("cue", "stance"),
    [
        ("said", "neutral"),
        ("has claimed", "doubting"),
        ("admitted", "endorsing"),
        ("denied", "denying"),
        (None, "neutral"),
    ],
)
def test_cues_have_a_class(cue, stance):
    assert cue_class(cue) == stance


@pytest.mark.parametrize(
    "cue", ["backs", "has called for", "opposition: opposes", "refused", "Wants", "signed", "voted for"]
)
def test_a_cue_tells_what_its_source_does_or_wants(cue):
    assert tells_act(cue)


@pytest.mark.parametrize(
    "cue",
    ["said", "called", "according to", "has described", "said:", "identified", "claims about", "", None],
)
def test_other_cues_introduce_what_is_said(cue):
    assert not tells_act(cue)
