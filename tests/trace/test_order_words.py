"""What is said of why one page came first."""

from datetime import UTC, datetime

from whence.records import Document
from whence.trace.order import Pairing, decide_order


def test_the_times_of_two_versions_are_said() -> None:
    noon = datetime(2024, 6, 1, 12, tzinfo=UTC)
    left = Document(id="a", input="a", text="Rain fell.", modified=noon.replace(day=3))
    right = Document(id="b", input="b", text="Rain fell.", modified=noon)
    order = decide_order(Pairing(left=left, right=right, versions=True))
    assert (order.earlier_id, order.source) == ("b", "modified")
    assert order.words == ("two versions of one text, changed 2024-06-01 12:00 UTC and 2024-06-03 12:00 UTC",)
