"""What is turned down before a pattern looks must be nothing that the pattern would find."""

import re

import pytest

from whence.statements import fates, footing, numerals, quantities
from whence.statements.numerals import find_numerals
from whence.statements.remembered import remembered
from whence.statements.unnamed import find_unnamed


def test_no_word_for_a_fate_is_turned_down_at_its_first_letters():
    """Every word of the pattern, alone and in a passive, with the gate and without it."""
    pattern = fates._FATES
    plain = re.compile(pattern.pattern.replace(f"(?={fates._AHEAD})", ""), pattern.flags)
    assert plain.pattern != pattern.pattern
    words = sorted(set(re.findall(r"[a-z]{3,}", pattern.pattern)))
    endings = ("", "s", "ed", "ing", "ies", "ized", "es", "ated", " of a man", " to death", " himself")
    found = 0
    for word in words:
        for ending in endings:
            text = f"two men's {word}{ending} in the {word}{ending}, and were {word}{ending} dead"
            spans = [match.span() for match in plain.finditer(text)]
            assert [match.span() for match in pattern.finditer(text)] == spans, text
            found += len(spans)
    assert found > len(words)


@pytest.mark.parametrize(
    "word", sorted(numerals.NUMBER_WORDS | {"a dozen", "an hundred", "half a dozen", "$5", "7"})
)
def test_every_number_word_is_a_number(word):
    assert find_numerals(f"Then {word} ships.")[0].begin == 5


@pytest.mark.parametrize(
    "word", sorted({*numerals.MANY_VALUES, "several", "a couple of", "dozens of"} - {"few", "tens"})
)
def test_every_word_for_many_is_a_number(word):
    assert numerals.MANY.search(f"with {word} ships") is not None


@pytest.mark.parametrize("month", quantities._MONTHS)
def test_every_month_is_a_date(month):
    assert quantities._DATE.search(f"on {month.capitalize()}. 5, 2030") is not None


def test_a_hedge_is_found_behind_its_gate():
    """Each word of the gate opens it for the words that it belongs to."""
    phrases = [
        "it cannot be ruled out", "can't rule out", "could not exclude", "not impossible", "not inconceivable",
        "not unlikely", "not implausible", "not excluded", "not been independently verified",
        "could not be confirmed", "so-called", "thought to", "said to", "reported to", "it is understood", "feared",
        "allegedly", "perhaps", "seems", "appeared",
    ]  # fmt: skip
    for phrase in phrases:
        text = f"The bridge {phrase} fall."
        assert (
            footing.find_hedges(text) == tuple(match.group() for match in footing._HEDGE.finditer(text)) != ()
        )


def test_whose_kin_somebody_is_is_read_from_the_words_before():
    found = list(find_unnamed("Ada Holm’s husband and her sister met a cousin, an uncle and their son Jon."))
    assert found == [(4, "husband", "m"), (23, "sister", "f")]


def test_what_is_remembered_is_what_was_said_first():
    asked: list[str] = []

    def measure(word: str) -> int:
        asked.append(word)
        return len(word)

    kept = remembered(measure)
    assert [kept("harbour"), kept("harbour"), kept("x" * 500), kept("x" * 500)] == [7, 7, 500, 500]
    assert asked == ["harbour", "x" * 500, "x" * 500]
