"""Passages, credits and dates -> edges."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from whence.identity import content_id
from whence.records import Credit, Document, Edge, Passage
from whence.settings import TraceSettings
from whence.trace.credits import group_by_pair, outside_sources, resolve_by_passage
from whence.trace.direct import mark_direct, mark_inherited
from whence.trace.drafts import Draft, write_evidence
from whence.trace.house import drop_house_text, is_same_outlet, is_same_site
from whence.trace.hubs import add_hub_pairs
from whence.trace.kinds import JOINING, SURENESS, decide_kind
from whence.trace.order import Order, Pairing, decide_order, doubt_agency_dates, find_misdated
from whence.trace.quoted_documents import settle_quoted_documents
from whence.trace.sayings import common_parties
from whence.trace.siblings import settle_siblings
from whence.trace.spans import Reuse, Words, measure_reuse
from whence.trace.versions import attach_to_versions

_BOTH_SIDES = 0.5  # share of the quoted words that must be quoted in both, to say that both quote
_REWORDED = frozenset({"rewritten", "excerpted", "undetermined"})  # what may be one statement, put twice
_NO_CREDITS: tuple[Credit, ...] = ()


class _Context:
    """What every pair's decision looks things up in."""

    def __init__(self, documents: Iterable[Document], settings: TraceSettings) -> None:
        self.documents = {document.id: document for document in sorted(documents, key=lambda one: one.id)}
        self.settings = settings
        self.reuse: Mapping[tuple[str, str], Reuse] = {}
        self.between: Mapping[tuple[str, str], tuple[Credit, ...]] = {}
        self.outside: Mapping[str, Mapping[str, Credit]] = {}
        self.misdated: set[str] = set()
        self._words: dict[str, Words] = {}

    def words_of(self, identifier: str) -> Words | None:
        """Give a document's words, read once; None where there is no such document."""
        if identifier not in self._words:
            if identifier not in self.documents:
                return None
            self._words[identifier] = Words(self.documents[identifier])
        return self._words[identifier]

    def dated(self, identifier: str) -> Document:
        """Give a document for putting in order: without its date, if that cannot be right."""
        document = self.documents[identifier]
        if identifier not in self.misdated:
            return document
        return replace(document, published_earliest=None, published_latest=None)

    def pairs(self) -> list[tuple[str, str]]:
        """Give every pair that a passage, a credit or a version joins, sorted."""
        pairs = set(self.reuse)
        joined = [
            *self.between,
            *((one.id, one.version_of) for one in self.documents.values() if one.version_of),
        ]
        for one, other in joined:
            if one in self.documents and other in self.documents and one != other:
                pairs.add((min(one, other), max(one, other)))
        return sorted(pairs)


def trace_edges(
    documents: list[Document], credits: list[Credit], passages: list[Passage], settings: TraceSettings
) -> tuple[list[Edge], list[Credit]]:
    """Find which documents had their text, or their word, from which.

    Args:
        documents: every document, with its dates as intervals.
        credits: their explicit words of provenance; `target_document_id` filled where an address matched.
        passages: aligned spans of reused text.
        settings: the thresholds.

    Returns:
        Edges sorted by their two ids, and the credits sorted by id, with `target_document_id` filled where
        a credited name and a passage together show which document is meant. Credits of a page to itself
        are left out.
    """
    context = _Context(documents, settings)
    measured = measure_reuse(passages, context.words_of)
    measured = add_hub_pairs(measured, context.documents, credits, context.words_of, settings)
    context.reuse = drop_house_text(measured, context.documents, context.words_of, settings)
    resolved = resolve_by_passage(context.documents, credits, context.reuse, settings)
    resolved = attach_to_versions(resolved, context.documents, context.reuse, context.words_of)
    context.between = group_by_pair(resolved)
    context.misdated = find_misdated(context.documents, context.between, context.reuse)
    context.outside = outside_sources(resolved)
    drafts = [draft for pair in context.pairs() if (draft := _draft_pair(pair, context)) is not None]
    drafts = mark_direct(drafts, context.documents, context.words_of, settings)
    drafts = mark_inherited(drafts, context.words_of)
    drafts = settle_siblings(drafts, context.words_of, settings)
    drafts = settle_quoted_documents(drafts, context.documents, settings)
    edges = [_write_edge(draft, context) for draft in drafts]
    return sorted(edges, key=lambda edge: (edge.earlier_id, edge.later_id)), resolved


def _draft_pair(pair: tuple[str, str], context: _Context) -> Draft | None:
    left, right = context.documents[pair[0]], context.documents[pair[1]]
    reuse = context.reuse.get(pair)
    version = _version_words(left, right)
    same_outlet = bool(version) or is_same_outlet(left, right)
    shares_text = reuse is not None and reuse.matched >= context.settings.least_words
    forth, back = _NO_CREDITS, _NO_CREDITS
    if not version:
        forth, back = (context.between.get(key, _NO_CREDITS) for key in (pair, pair[::-1]))
    # Where one credits the other, that their dates say otherwise is worth saying.
    credited = bool(forth or back)
    order = decide_order(
        Pairing(
            left=left if credited else context.dated(left.id),
            right=right if credited else context.dated(right.id),
            left_credits=forth,
            right_credits=back,
            shares_text=shares_text,
            versions=bool(version) or (same_outlet and _is_nearly_one(reuse, context.settings)),
        )
    )
    kind = None
    if reuse is not None:
        kind = decide_kind(
            reuse, order.earlier_id, order.later_id,
            same_outlet=same_outlet, same_page=bool(version), settings=context.settings,
        )  # fmt: skip
    if kind is None:
        if left.version_of == right.id or right.version_of == left.id:
            return Draft(order=order, kind="updated", reuse=reuse, version=version)
        return _draft_citation(order, reuse, version, same_site=is_same_site(left, right))
    if kind != "common-source":
        order = doubt_agency_dates(
            order, context.documents[order.earlier_id], context.documents[order.later_id]
        )
    draft = _weigh_credit(Draft(order=order, kind=kind, reuse=reuse, version=version), context)
    if not same_outlet:
        draft = _weigh_sayings(draft, context)
    return _draft_outside(draft, context)


def _is_nearly_one(reuse: Reuse | None, settings: TraceSettings) -> bool:
    return reuse is not None and min(reuse.shares.values()) >= settings.updated_share


def _version_words(left: Document, right: Document) -> str:
    """Say what shows that two documents are captures of one page; empty where nothing does."""
    if right.version_of == left.id or left.version_of == right.id:
        return "one is marked as a later version of the other"
    if left.version_of is not None and left.version_of == right.version_of:
        return f"both are versions of {left.version_of}"
    if left.canonical_url and left.canonical_url == right.canonical_url:
        return f"both stand at {left.canonical_url}"
    return ""


def _draft_citation(order: Order, reuse: Reuse | None, version: str, *, same_site: bool) -> Draft | None:
    """Draft a citation: a credit without text in common beyond stock phrases."""
    if not order.credits or version:
        return None
    if same_site and all(credit.kind == "link" for credit in order.credits):
        # "Read also": an outlet that links to itself had nothing from anybody.
        return None
    crediting = {credit.document_id for credit in order.credits}
    if order.source is not None and order.earlier_id in crediting:
        # Only the younger can have had anything from the older; a link forward comes from an update.
        first, second = sorted((order.earlier_id, order.later_id))
        order = Order(
            earlier_id=first, later_id=second, source=None, sureness=order.sureness,
            credits=order.credits, words=order.words,
        )  # fmt: skip
    return Draft(order=order, kind="cites", reuse=reuse, notes=("no text in common beyond stock phrases",))


def _weigh_credit(draft: Draft, context: _Context) -> Draft:
    """Read small or quoted reuse as an excerpt where the later one says whom it has it from."""
    own = [credit for credit in draft.order.credits if credit.document_id == draft.later_id]
    names_source = draft.is_ordered and any(credit.kind != "link" for credit in own)
    if names_source and draft.kind in ("common-source", "undetermined"):
        return draft.change(kind="excerpted", notes=("short or quoted, but credited",))
    if draft.kind != "common-source" or draft.reuse is None:
        return draft
    if context.documents[draft.earlier_id].genre == "press-release" and draft.is_ordered:
        return draft.change(kind="excerpted", notes=("quoted from the press release",))
    if draft.reuse.quoted < draft.reuse.quoted_once * _BOTH_SIDES:
        return draft.change(
            notes=("what they share is quoted or listed in one of them and stands unmarked in the other",)
        )
    return draft.change(notes=("what they share is a quotation in both, or a list",))


def _weigh_sayings(draft: Draft, context: _Context) -> Draft:
    """Read reworded reuse as two accounts of one party's statement where both texts have it from there."""
    if draft.kind not in _REWORDED or draft.reuse is None or draft.reuse.through is not None:
        return draft
    if any(credit.kind != "link" for credit in draft.order.credits):
        return draft
    left, right = (context.words_of(side) for side in draft.pair)
    assert left is not None
    assert right is not None
    parties = common_parties(left, right, draft.reuse, context.settings)
    if not parties:
        return draft
    named = ", ".join(sorted(parties))
    is_loose = draft.reuse.similarity < context.settings.rewritten_similarity
    if is_loose and max(draft.reuse.shares.values()) < context.settings.republished_most:
        note = f"both have most of it, each in its own words, from whom both name: {named}"
        return draft.change(kind="common-source", notes=(*draft.notes, note))
    note = f"both may have most of it from whom both name, or one from the other: {named}"
    return draft.change(kind="undetermined", notes=(*draft.notes, note))


def _draft_outside(draft: Draft, context: _Context) -> Draft:
    """Make siblings of two copies that credit one source outside the corpus."""
    if draft.kind not in JOINING - {"updated"} or draft.order.source == "credit":
        return draft
    earlier, later = (context.outside.get(one, {}) for one in (draft.earlier_id, draft.later_id))
    shared = sorted(set(earlier) & set(later))
    if shared:
        credits = tuple(side[key] for key in shared for side in (earlier, later))
        note = f"both credit {credits[0].target}, which is not in the corpus: they had it from there"
        return draft.change(kind="common-source", outside=credits, notes=(*draft.notes, note))
    if (
        later
        and not earlier
        and draft.is_ordered
        and not draft.order.credited
        and draft.kind == "republished"
    ):
        credit = later[min(later)]
        note = (
            f"{draft.later_id} credits {credit.target}, which is not in the corpus; "
            f"{draft.earlier_id} carries the same text, came earlier and credits nobody"
        )
        return draft.change(kind="common-source", outside=(credit,), notes=(*draft.notes, note))
    return draft


def _write_edge(draft: Draft, context: _Context) -> Edge:
    shares = draft.reuse.shares if draft.reuse is not None else {}
    sureness = draft.order.sureness if draft.is_ordered else 1.0
    return Edge(
        id=content_id("e", draft.earlier_id, draft.later_id, draft.kind),
        earlier_id=draft.earlier_id,
        later_id=draft.later_id,
        kind=draft.kind,
        direction="determined" if draft.is_ordered else "undetermined",
        direction_from=draft.order.source,
        direct=draft.direct,
        credited=draft.order.credited,
        confidence=round(SURENESS[draft.kind] * sureness, 3),
        earlier_covered=round(shares.get(draft.earlier_id, 0.0), 4),
        later_covered=round(shares.get(draft.later_id, 0.0), 4),
        evidence=write_evidence(draft, context.documents, context.settings),
    )
