"""Ministries by what they are for and whose they are; people's names in their plainest form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.statements.bodies import read_body
from whence.statements.countries import country_key
from whence.statements.person_names import person_key
from whence.statements.titles import strip_titles


@pytest.mark.parametrize(
    ("name", "owner", "what"),
    [
        ("Ruvenia's MoD", "ruven", "defense ministry"),
        ("the Ministry of Defence", "", "defense ministry"),
        ("the Ministry of Defence of the Russian Federation", "russia", "defense ministry"),
        ("Ruvenian Ministry of National Defence", "ruven", "defense ministry"),
        ("Interior Ministry of Ostmark", "ostmark", "interior ministry"),
        ("India’s Ministry of External Affairs", "india", "foreign ministry"),
        ("UK MoD", "united kingdom", "defense ministry"),
        ("U.S. Department of Justice", "united states", "justice department"),
        ("Syrian army", "syria", "army"),
        ("Department of Water and Weirs", "", "water and weirs department"),
    ],
)
def test_a_ministry_is_read_by_what_it_is_and_whose(name, owner, what):
    assert read_body(name) == (owner, what)


@pytest.mark.parametrize("name", ["Mara Venn", "Port Authority", "the White House", "Meridian Wire", ""])
def test_a_name_without_an_owner_is_read_as_no_such_body(name):
    assert read_body(name) is None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Russia", "Moscow"),
        ("Ruvenia", "Ruvenian"),
        ("Ostmark", "Ostmarkian"),
        ("the Netherlands", "Dutch"),
        ("U.S.", "American"),
    ],
)
def test_a_country_and_its_words_share_a_key(left, right):
    assert country_key(left) == country_key(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("Austria", "Australia"), ("Niger", "Nigeria"), ("Iran", "Iraq"), ("Ruvenia", "Ostmark")],
)
def test_two_countries_have_two_keys(left, right):
    assert country_key(left) != country_key(right)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("New Merin Rural Fire Services Commissioner Shane Lalvani", "Shane Lalvani"),
        ("Secretary of State Ines Duarte", "Ines Duarte"),
        ("Speaker of the House Mara Venn", "Mara Venn"),
        ("Chief of Staff General Musa Okoro", "Musa Okoro"),
        ("U.N. Secretary-General Ana Lima", "Ana Lima"),
        ("Governor Tomas bin Rashid", "Tomas bin Rashid"),
        ("Larry King", "Larry King"),
        ("Oskar Major Jr.", "Oskar Major Jr"),
        ("General Motors", "General Motors"),
        ("Minister for Foreign Economic Affairs", "Minister for Foreign Economic Affairs"),
        ("Dunmar Police Department", "Dunmar Police Department"),
    ],
)
def test_titles_and_whose_they_are_come_off_a_name(words, name):
    assert strip_titles(words)[0] == name


@given(st.text(max_size=80))
def test_odd_names_are_read_without_failing(words):
    read_body(words)
    strip_titles(words)
    country_key(words)
    assert person_key(words) == person_key(words.strip())
