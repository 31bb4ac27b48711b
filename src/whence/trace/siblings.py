"""Pairs whose common text is explained by a third document that both had it from."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from whence.settings import TraceSettings
from whence.trace.direct import is_explained
from whence.trace.drafts import Draft
from whence.trace.kinds import JOINING
from whence.trace.spans import Words

_WHOLE = frozenset({"republished", "updated"})


def settle_siblings(
    drafts: Sequence[Draft], words_of: Callable[[str], Words | None], settings: TraceSettings
) -> list[Draft]:
    """Give up edges between two copies of a third document.

    Two documents that both had their common text from a third, by direct edges, did not copy from each
    other. Between two copies of the whole the edge says nothing that those two do not say, so it is
    left out; between two excerpts or rewrites it becomes `common-source`. Where dates alone put one
    before the other and it credits nobody, the edge stays as it is, indirect: it may be the route. So it
    does where the two share a detail that the third does not have.

    Args:
        drafts: one a pair, after `mark_direct`.
        words_of: gives a document's words.
        settings: the thresholds.

    Returns:
        The drafts that stay, in the same order.
    """
    parents: dict[str, dict[str, Draft]] = defaultdict(dict)
    for draft in drafts:
        if draft.direct and draft.is_ordered and draft.kind in JOINING and draft.reuse is not None:
            parents[draft.later_id][draft.earlier_id] = draft
    settled = []
    for draft in drafts:
        parent = _common_parent(draft, parents, settings)
        if parent is None or _shares_more(draft, parent, words_of):
            settled.append(draft)
            continue
        links = [parents[side][parent] for side in draft.pair]
        if all(link.kind in _WHOLE for link in links):
            continue
        note = f"both had it from {parent}"
        settled.append(draft.change(kind="common-source", notes=(*draft.notes, note)))
    return settled


def _shares_more(draft: Draft, parent: str, words_of: Callable[[str], Words | None]) -> bool:
    """Tell whether two documents share a word, in the same place, that their common parent does not have."""
    first, second, third = (words_of(one) for one in (*draft.pair, parent))
    if first is None or second is None or third is None or draft.reuse is None:
        return False
    more = first.known_in(second) & ~first.known_in(third)
    return any(bool(more[begin:end].any()) for begin, end in draft.reuse.spans[draft.pair[0]])


def _common_parent(draft: Draft, parents: dict[str, dict[str, Draft]], settings: TraceSettings) -> str | None:
    """Find the document that both sides had their common text from, the best covering first."""
    if draft.direct or draft.reuse is None or draft.outside or draft.order.credited:
        return None
    left, right = (parents.get(side, {}) for side in draft.pair)
    for parent in sorted(set(left) & set(right)):
        names_parent = parents[draft.later_id][parent].order.credited
        if draft.is_ordered and not names_parent:
            continue
        links = {side: parents[side][parent].reuse for side in draft.pair}
        covered = {side: reuse.spans[side] for side, reuse in links.items() if reuse is not None}
        if is_explained(draft, covered, settings.explained_share):
            return parent
    return None
