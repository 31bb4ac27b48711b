"""Copies that turned a statement into its denial."""

from collections.abc import Iterator, Sequence

from whence.origins.library import COPYING, Library
from whence.origins.mutation import compare
from whence.records import Claim, Mutation


def find_turned(claims: Sequence[Claim], library: Library) -> Iterator[Mutation]:
    """Find the copied statements that say the opposite of what they were copied from.

    They are in different claims, of which one denies the other; the change is listed under the later
    statement's claim.

    Args:
        claims: all claims.
        library: the story.

    Yields:
        Mutations of kind "negation", in no particular order.
    """
    denied = {claim.id: claim.denies for claim in claims if claim.denies is not None}
    if not denied:
        return
    for pair in library.turned:
        left, right = library.statements[pair.left_id], library.statements[pair.right_id]
        if left.claim_id is None or right.claim_id is None:
            continue
        if denied.get(left.claim_id) != right.claim_id and denied.get(right.claim_id) != left.claim_id:
            continue
        edge = library.edge(left.document_id, right.document_id)
        if edge is None or edge.kind not in COPYING or not edge.direct:
            continue  # the page nearer to it was compared
        earlier, later = (left, right) if left.document_id == edge.earlier_id else (right, left)
        yield from (m for m in compare(later.claim_id or "", earlier, later, library) if m.kind == "negation")
