"""Things of a corpus opened down to their words, ready to be shown; a page and a terminal show the same."""

from dataclasses import dataclass
from datetime import datetime

from whence.origins import Explanation
from whence.records import (
    Arrow,
    Check,
    Claim,
    Credit,
    Decision,
    Document,
    Edge,
    Family,
    Mutation,
    Origin,
    Passage,
    Source,
    Statement,
    Wire,
)
from whence.report.marking import Marked


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A statement in its sentence: the words before its content, the content, the words after."""

    statement: Statement
    document: Document
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedArrow:
    """One "had it from", with both sentences and the words that they share marked.

    Attributes:
        later: the sentence that had it.
        earlier: the sentence it was had from, or None where that is a source or stands outside.
        name: what it was had from, in words.
    """

    arrow: Arrow
    later: Told | None
    earlier: Told | None
    name: str
    later_marked: Marked
    earlier_marked: Marked


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedOrigin:
    """One end of a claim's trail: its name, what leads to it, and the statements that come down to it.

    Attributes:
        told: the first of `told_count` statements.
        arrows: the surest of `arrow_count` arrows.
    """

    origin: Origin
    name: str
    told: tuple[Told, ...]
    documents: tuple[Document, ...]
    arrows: tuple[OpenedArrow, ...]
    told_count: int
    arrow_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStep:
    """One pair of statements between which a change happened.

    Attributes:
        earlier: the wording that was changed.
        later: the wording of whoever changed it.
        inherited: documents that took the changed words over from there, directly or through others.
    """

    earlier: Told | None
    later: Told | None
    inherited: tuple[Document, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedMutation:
    """One change on the way, with everyone who made it and did not take it over, the earliest first."""

    mutation: Mutation
    steps: tuple[ChangeStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One step of a loop: a document and the words with which it cites the next."""

    document: Document | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedCorrection:
    """A statement that took the place of an earlier wording, with who had that wording.

    Attributes:
        right: the statement that corrects.
        before: what the outlet itself had said.
        kept: the copies that kept the old wording.
    """

    right: Told
    before: tuple[Told, ...]
    kept: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """An interval's place on a shared scale from 0 to 100; open where a bound is missing."""

    begin: float
    width: float
    open_begin: bool = False
    open_end: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedCheck:
    """A fact-check of a claim worded like one of the corpus, with the words that both have."""

    check: Check
    similarity: float
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedDecision:
    """What a person decided, with what it was about.

    Attributes:
        documents: of a decision on an edge: ids, each with its document where the corpus still holds it.
        wordings: of one on a claim: what the statements say, each wording once.
        names: of one on sources.
        left_out: how many more of these there are.
    """

    decision: Decision
    documents: tuple[tuple[str, Document | None], ...]
    wordings: tuple[str, ...]
    names: tuple[str, ...]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedRuling:
    """A decision as it was made, by whom and when, opened down to its words and to what it shapes now.

    Attributes:
        id: of the decision.
        verb: accept, reject, split, merge, same-source or different-source.
        subject: edge, claim or source.
        reason: in the person's words.
        made: when, ISO 8601 in UTC.
        who: who decided, if given.
        undone: when it was taken back, or None while it stands.
        state: applied, overruled, gone, undone or not traced yet.
        documents: of a decision on an edge: ids, each with its document where the corpus still holds it.
        sides: of one on a claim: statements' words, each with its document's id and the document.
        names: of one on sources: names, each with the ids of the documents that are meant, if only some are.
        shapes: ids of what it shapes now, each with words for it.
    """

    id: str
    verb: str
    subject: str
    reason: str
    made: str
    who: str | None
    undone: str | None
    state: str
    documents: tuple[tuple[str, Document | None], ...]
    sides: tuple[tuple[tuple[str, str, Document | None], ...], ...]
    names: tuple[tuple[str, tuple[str, ...]], ...]
    shapes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A document that carries a claim, its first wording there, and its place in time."""

    told: Told
    bar: Bar | None
    origins: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """The two ends of a timeline."""

    begin: datetime | None
    end: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedClaim:
    """A claim with everything that its count rests on.

    Attributes:
        explained: the count in plain words, and what would change it.
        left_out: how many carriers are not listed.
        decisions: what people decided that shapes it.
        checks: fact-checks of claims worded like it, the likest first.
        wire: ids of the carriers whose text comes from an agency.
    """

    claim: Claim
    explained: Explanation
    told: tuple[Told, ...]
    carriers: tuple[Carrier, ...]
    scale: Scale
    origins: tuple[OpenedOrigin, ...]
    other_arrows: tuple[OpenedArrow, ...]
    mutations: tuple[OpenedMutation, ...]
    loops: tuple[tuple[Citation, ...], ...]
    corrections: tuple[OpenedCorrection, ...]
    denied: Claim | None
    denied_by: tuple[Claim, ...]
    left_out: int
    decisions: tuple[Decision, ...] = ()
    checks: tuple[OpenedCheck, ...] = ()
    wire: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedPassage:
    """A passage side by side, its differing words marked.

    Attributes:
        differs: whether any word shown differs.
        cut: whether the shown texts were shortened.
        left: the document on the left; in an edge the earlier one.
    """

    passage: Passage
    left: Document
    right: Document
    left_marked: Marked
    right_marked: Marked
    differs: bool
    cut: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedEdge:
    """An edge with its evidence.

    Attributes:
        words: evidence given as words only.
        left_out: how many passages are not opened.
    """

    edge: Edge
    earlier: Document | None
    later: Document | None
    passages: tuple[OpenedPassage, ...]
    credits: tuple[Credit, ...]
    words: tuple[str, ...]
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A document's place in its family's tree, and those that had it from it."""

    family: Family
    document: Document | None
    edge: OpenedEdge | None
    children: tuple["Member", ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedFamily:
    """A family as a tree.

    Attributes:
        settled: whether there is one root and evidence shows the order of every step that is listed.
    """

    family_id: str
    size: int
    outlets: int
    roots: tuple[Member, ...]
    settled: bool
    left_out: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """How many documents of a later outlet had their text from an earlier one, with and without a credit."""

    earlier: str
    later: str
    credited: int
    uncredited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedDocument:
    """A document with its credits, what it says, what it is joined to, and what people decided about that.

    Attributes:
        wire: what shows that its text comes from an agency.
    """

    document: Document
    credits: tuple[Credit, ...]
    statements: tuple[Statement, ...]
    edges: tuple[Edge, ...]
    neighbours: dict[str, Document]
    family_ids: tuple[str, ...]
    left_out: int
    decisions: tuple[Decision, ...] = ()
    wire: Wire | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedSource:
    """A source and who quotes it.

    Attributes:
        outlets: outlets that quote it, with the number of their documents that do.
    """

    source: Source
    outlets: tuple[tuple[str, int], ...]
    documents: tuple[Document, ...]
    statements: tuple[Statement, ...]
    left_out: int
    decisions: tuple[Decision, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedCredit:
    """A credit with the page that gives it and the document that it names."""

    credit: Credit
    document: Document | None
    target: Document | None
