"""Settings are frozen, hashed by value, and changed by name."""

import dataclasses

import pytest

from whence.errors import SettingsError
from whence.settings import Settings, digest_settings, with_values


def test_values_are_changed_by_name_and_take_the_kind_of_the_setting():
    changed = with_values(
        Settings(), ["match.smallest_passage=20", "origins.best=0.6", "ingest.zone=Europe/Lisbon"]
    )
    assert changed.match.smallest_passage == 20
    assert changed.origins.best == 0.6
    assert changed.ingest.zone == "Europe/Lisbon"
    assert (
        with_values(changed, ["ingest.zone=none", "match.smallest_passage=12", "origins.best=0.5"])
        == Settings()
    )


@pytest.mark.parametrize(
    "text", ["", "match", "match.smallest_passage", "match.nothing=1", "nothing.at_all=1", "match.smallest_passage=many",
             "match.smallest_passage=none", "__class__.x=1", "match.__doc__=1"]
)  # fmt: skip
def test_what_is_no_setting_or_no_value_is_told(text):
    with pytest.raises(SettingsError):
        with_values(Settings(), [text])


def test_a_changed_setting_changes_the_digest_of_its_part_alone():
    changed = with_values(Settings(), ["match.smallest_passage=20"])
    assert digest_settings(changed.match) != digest_settings(Settings().match)
    assert digest_settings(changed.trace) == digest_settings(Settings().trace)


def test_settings_cannot_be_changed_in_place():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Settings().match.smallest_passage = 3
