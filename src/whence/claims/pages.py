"""When pages were published, and which are versions or copies of one."""

from collections.abc import Sequence
from datetime import UTC, datetime

from whence.claims.candidates import UNDATED
from whence.records import Document, Edge

MOSTLY = 0.4
"""Share of a text in passages from which it is, for the most part, another's."""


def day_of(document: Document | None) -> int:
    """Give the number of the day a document was published, `UNDATED` where it is not known."""
    moment: datetime | None = None
    if document is not None:
        moment = document.published_earliest or document.published_latest
    if moment is None:
        return int(UNDATED)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return int(moment.timestamp() // 86_400)


def stand_ins(documents: Sequence[Document], edges: Sequence[Edge]) -> dict[str, str]:
    """Give what stands for each page that is a version or, for the most part, a copy of another."""
    parent: dict[str, str] = {}

    def find(page: str) -> str:
        while page in parent:
            # Halving the way up keeps long chains of versions cheap.
            parent[page] = parent.get(parent[page], parent[page])
            page = parent[page]
        return page

    joined = [(d.version_of, d.id) for d in documents if d.version_of is not None]
    joined += [(e.earlier_id, e.later_id) for e in edges if e.kind == "updated" or e.later_covered >= MOSTLY]
    for one, other in joined:
        left, right = sorted((find(one), find(other)))
        if left != right:
            parent[right] = left
    return {page: find(page) for page in list(parent)}
