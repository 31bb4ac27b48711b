"""One pair of documents on its way to becoming an edge."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from whence.records import Credit, Document, EdgeKind, Evidence
from whence.settings import TraceSettings
from whence.trace.order import Order
from whence.trace.spans import Reuse


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is known of a pair before its edge is written.

    Attributes:
        order: which came first, and why.
        kind: what the later one did.
        reuse: what they share, None for a mere citation.
        direct: whether no other edge explains the reuse better.
        outside: credits of both to one source that the corpus does not hold.
        version: words that show two versions of one page, or empty.
        notes: further reasons in plain sentences.
    """

    order: Order
    kind: EdgeKind
    reuse: Reuse | None = None
    direct: bool = True
    outside: tuple[Credit, ...] = ()
    version: str = ""
    notes: tuple[str, ...] = ()

    @property
    def earlier_id(self) -> str:
        """The earlier document, or the first in id order."""
        return self.order.earlier_id

    @property
    def later_id(self) -> str:
        """The later document, or the second in id order."""
        return self.order.later_id

    @property
    def pair(self) -> tuple[str, str]:
        """The two ids in id order."""
        return min(self.earlier_id, self.later_id), max(self.earlier_id, self.later_id)

    @property
    def is_ordered(self) -> bool:
        """Whether evidence shows which came first."""
        return self.order.source is not None

    def change(self, **fields: object) -> "Draft":
        """Give a copy with other fields."""
        return dataclasses.replace(self, **fields)  # type: ignore[arg-type]


def write_evidence(
    draft: Draft, documents: Mapping[str, Document], settings: TraceSettings
) -> tuple[Evidence, ...]:
    """Write an edge's evidence: passages, credits, versions, and what decided, in words.

    Args:
        draft: the pair.
        documents: by id; a passage is quoted from its document with the smaller id.
        settings: how much is shown.

    Returns:
        Passages first, the longest first; then credits by id; then words.
    """
    shown: list[Evidence] = []
    passages = draft.reuse.passages if draft.reuse is not None else ()
    for passage in passages[: settings.evidence_passages]:
        end = min(passage.left_end, passage.left_begin + settings.evidence_characters)
        words = documents[passage.left_id].text[passage.left_begin : end]
        shown.append(Evidence(kind="passage", id=passage.id, words=words))
    credits = {credit.id: credit for credit in (*draft.order.credits, *draft.outside)}
    for identifier in sorted(credits):
        credit = credits[identifier]
        words = (credit.text or credit.target)[: settings.evidence_characters]
        shown.append(Evidence(kind="credit", id=identifier, words=words))
    if draft.version:
        shown.append(Evidence(kind="version", words=draft.version))
    notes = [*draft.order.words, *draft.notes]
    more = len(passages) - settings.evidence_passages
    if draft.reuse is not None and draft.reuse.through is not None:
        notes.append(f"compared through {draft.reuse.through}, which is near-identical to both")
    if more > 0:
        notes.append(f"{more} more passages")
    shown.extend(Evidence(kind="words", words=note) for note in notes)
    return tuple(shown)
