"""Ids come from content alone."""

from whence.identity import content_id


def test_equal_parts_give_equal_ids_and_other_parts_other_ids():
    assert content_id("d", "a", 1) == content_id("d", "a", 1)
    assert content_id("d", "a", 1) != content_id("d", "a", 2)


def test_the_border_between_parts_counts():
    assert content_id("d", "ab", "c") != content_id("d", "a", "bc")


def test_nothing_differs_from_the_empty_string_and_from_a_zero_byte():
    assert len({content_id("d", value) for value in (None, "", "\x00")}) == 3


def test_an_id_stays_what_it_is_from_version_to_version():
    assert content_id("d", "https://example.org/a", None, "text") == "d33a5fc8e4471c04a"
