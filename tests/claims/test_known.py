"""Texts known from elsewhere meet the claims that say the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from whence.claims import match_known
from whence.settings import ClaimSettings

CLAIMS = [
    "The ferry Santa Lucia carried 900 passengers when it struck the old pier of Port Alma",
    "The ferry Santa Lucia did not carry 900 passengers when it struck the old pier of Port Alma",
    "Trams in the city were not affected",
    "The Kestrel Bridge collapsed on Tuesday and killed twelve people",
]
KNOWN = ["Ferry Santa Lucia had 900 passengers on board when it struck the pier in Port Alma."]


def test_a_claim_meets_the_text_that_says_the_same_and_shows_the_words():
    (match,) = match_known(CLAIMS, KNOWN, ClaimSettings())
    assert (match.claim, match.known) == (0, 0)
    assert {"ferry", "santa", "lucia", "900", "passengers", "pier"} <= set(match.words)
    assert 0.4 <= match.likeness <= 1


def test_another_number_is_another_claim():
    assert match_known(CLAIMS[:1], [KNOWN[0].replace("900", "140")], ClaimSettings()) == []


def test_nothing_meets_nothing():
    assert match_known([], KNOWN, ClaimSettings()) == []
    assert match_known(CLAIMS, [], ClaimSettings()) == []
    assert match_known(["", "..."], ["", "?"], ClaimSettings()) == []


@settings(max_examples=20, deadline=None)
@given(st.permutations(CLAIMS), st.permutations([*KNOWN, CLAIMS[3], "Nothing of the kind"]))
def test_the_order_of_the_texts_does_not_matter(claims, known):
    found = {
        (claims[m.claim], known[m.known], m.likeness, m.words)
        for m in match_known(claims, known, ClaimSettings())
    }
    usual = {
        (CLAIMS[m.claim], text, m.likeness, m.words)
        for text_list in [[*KNOWN, CLAIMS[3], "Nothing of the kind"]]
        for m in match_known(CLAIMS, text_list, ClaimSettings())
        for text in [text_list[m.known]]
    }
    assert found == usual
