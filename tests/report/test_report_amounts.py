"""What `read` shows of an article."""

from whence.report.amounts import quantity_notes
from whence.statements import find_quantities


def test_a_number_that_is_a_part_says_of_which() -> None:
    notes = list(quantity_notes(find_quantities("At least 24 people, including four children, were killed.")))
    assert notes[0].startswith("killed at least 24")
    assert notes[1].endswith("(part of at least 24)")
