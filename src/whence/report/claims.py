"""Claims opened: statements by origin, what merged them, how they changed, who cites whom in a circle."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from whence.origins import Case, Explanation, Inherited, explain_claim, follow_changes
from whence.records import (
    Arrow,
    Check,
    Claim,
    Document,
    Loop,
    Match,
    Mutation,
    Origin,
    Source,
    Statement,
    Wire,
)
from whence.report.decided import decisions_on
from whence.report.library import Library, group_rows
from whence.report.marking import mark_shared, shorten
from whence.report.timeline import make_scale, place
from whence.report.views import (
    Carrier,
    ChangeStep,
    Citation,
    OpenedArrow,
    OpenedCheck,
    OpenedClaim,
    OpenedCorrection,
    OpenedMutation,
    OpenedOrigin,
    Told,
)
from whence.report.words import ORIGIN_WORDS, clean, one_line, outlet_of, stood_from
from whence.settings import OriginSettings

_SPACE = re.compile(r"\s+")
_CONTEXT = 280  # characters of a sentence shown on each side of the content
_CONTENT = 700  # characters of a statement's content shown; longer ones are runs of many sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shelf:
    """What the claims of one page refer to, by id."""

    told: Mapping[str, Told]
    beside: Mapping[str, Told]
    documents: Mapping[str, Document]
    sources: Mapping[str, Source]


def tell(library: Library, statement: Statement, document: Document) -> Told:
    """Put a statement back into its sentence, shortened on both sides."""
    if statement.field == "title":
        text, (begin, end) = document.title or "", (0, len(document.title or ""))
    else:
        text = document.text
        begin, end = library.sentence_around(document, statement.begin, statement.end)
    before = _SPACE.sub(" ", clean(text[begin : statement.begin])).lstrip()
    after = _SPACE.sub(" ", clean(text[statement.end : end])).rstrip()
    return Told(
        statement=statement,
        document=document,
        before=before if len(before) <= _CONTEXT else "…" + before[-_CONTEXT:].lstrip(),
        words=shorten(one_line(text[statement.begin : statement.end]) or one_line(statement.text), _CONTENT),
        after=shorten(after, _CONTEXT),
    )


def sentence_of(told: Told) -> str:
    """Give the sentence of a told statement as one text."""
    return one_line(told.before + told.words + told.after)


def tell_all(library: Library, statements: Sequence[Statement]) -> dict[str, Told]:
    """Put statements back into their sentences, by statement id; those without a document are left out."""
    documents = library.documents({statement.document_id for statement in statements})
    return {
        statement.id: tell(library, statement, documents[statement.document_id])
        for statement in statements
        if statement.document_id in documents
    }


def name_target(target: str, shelf: _Shelf) -> str:
    """Name what an arrow or origin points to: an outlet, a source, or the outside name itself."""
    if target in shelf.told:
        return outlet_of(shelf.told[target].document)
    if target in shelf.sources:
        return one_line(shelf.sources[target].name)
    if target in shelf.documents:
        return outlet_of(shelf.documents[target])
    return one_line(target)


def _open_arrow(arrow: Arrow, shelf: _Shelf) -> OpenedArrow:
    later, earlier = shelf.told.get(arrow.from_statement), shelf.told.get(arrow.to)
    marked = mark_shared(sentence_of(later) if later else "", sentence_of(earlier) if earlier else "")
    return OpenedArrow(
        arrow=arrow,
        later=later,
        earlier=earlier,
        name=name_target(arrow.to, shelf),
        later_marked=marked[0],
        earlier_marked=marked[1],
    )


def _name_origin(origin: Origin, shelf: _Shelf) -> str:
    name = name_target(origin.origin, shelf)
    if origin.kind == "loop" or name == origin.origin != one_line(origin.origin):
        outlets = sorted({outlet_of(shelf.documents.get(document)) for document in origin.documents})
        return ", ".join(outlets) or ORIGIN_WORDS[origin.kind]
    return name


def _open_origin(origin: Origin, arrows: Mapping[str, Arrow], shelf: _Shelf, most: int) -> OpenedOrigin:
    members = set(origin.documents)
    leading = [arrows[key] for key in origin.merged_by if key in arrows]
    theirs = {arrow.from_statement for arrow in leading}
    theirs |= {arrow.to for arrow in leading if arrow.to_kind == "statement"}
    theirs.add(origin.origin)
    told = [item for item in shelf.told.values() if item.document.id in members]
    chosen = [item for item in told if item.statement.id in theirs]
    lacking = members - {item.document.id for item in chosen}
    chosen += [item for item in told if item.document.id in lacking]
    return OpenedOrigin(
        origin=origin,
        name=_name_origin(origin, shelf),
        told=tuple(sorted(chosen, key=_by_date)[:most]),
        documents=tuple(shelf.documents[key] for key in origin.documents if key in shelf.documents),
        arrows=tuple(_open_arrow(arrow, shelf) for arrow in sorted(leading, key=_by_sureness)[:most]),
        told_count=len(chosen),
        arrow_count=len(leading),
    )


def _by_date(told: Told) -> tuple[bool, str, str, int, str]:
    document = told.document
    first = document.published_earliest or document.published_latest
    return (
        first is None,
        first.isoformat() if first else "",
        document.id,
        told.statement.begin,
        told.statement.id,
    )


def _by_latest(told: Told) -> tuple[bool, str, tuple[object, ...]]:
    last = stood_from(told.document)[1]
    return last is None, last.isoformat() if last else "", _by_date(told)


def _carriers(told: Sequence[Told], origins: Sequence[OpenedOrigin]) -> list[tuple[Told, tuple[int, ...]]]:
    """Give each document's first wording with the numbers of the origins that it leads to.

    A wide date, such as a day anywhere in the world, stands behind the moments that it holds.
    """
    first: dict[str, Told] = {}
    for item in sorted(told, key=_by_latest):
        first.setdefault(item.document.id, item)
    members = [set(opened.origin.documents) for opened in origins]
    return [
        (item, tuple(number for number, ids in enumerate(members, 1) if key in ids))
        for key, item in first.items()
    ]


def _by_weight(origin: Origin) -> tuple[bool, int, str]:
    """Put unexplained origins last, and those that more documents lead to first."""
    return origin.kind == "unexplained", -len(origin.documents), origin.id


def _by_sureness(arrow: Arrow) -> tuple[float, str]:
    return -arrow.probability, arrow.id


def _open_mutations(rows: Sequence[Inherited], shelf: _Shelf) -> list[OpenedMutation]:
    """Put equal changes together, those that happened most often first, each by who made it first."""
    same: dict[tuple[str, str, str], list[Inherited]] = {}
    for row in rows:
        same.setdefault((row.mutation.kind, row.mutation.before, row.mutation.after), []).append(row)
    return [
        OpenedMutation(mutation=group[0].mutation, steps=_open_steps(group, shelf))
        for _, group in sorted(same.items(), key=lambda item: (-len(item[1]), item[0]))
    ]


def _open_steps(rows: Sequence[Inherited], shelf: _Shelf) -> tuple[ChangeStep, ...]:
    """Keep who made a change: one that has the changed words from an earlier maker only took them over."""

    def by_date(row: Inherited) -> tuple[object, ...]:
        later = shelf.told.get(row.mutation.to_statement)
        return (False, *_by_date(later)) if later else (True, row.mutation.to_statement)

    made: list[Inherited] = []
    taken_over: set[str] = set()
    for row in sorted(rows, key=by_date):
        if row.by not in taken_over:
            made.append(row)
            taken_over.update(row.inherited)
    return tuple(
        ChangeStep(
            # What was turned into its denial stands in the claim that is denied.
            earlier=shelf.told.get(row.mutation.from_statement)
            or shelf.beside.get(row.mutation.from_statement),
            later=shelf.told.get(row.mutation.to_statement),
            inherited=tuple(shelf.documents[key] for key in row.inherited if key in shelf.documents),
        )
        for row in made
    )


def _explain(case: Case, thresholds: OriginSettings) -> Explanation:
    """Put a count in words; names of articles in it are cleaned like all their text."""
    said = explain_claim(case, thresholds)
    return Explanation(one_line(said.sentence), tuple(map(one_line, said.changes)))


def _open_loop(loop: Loop, documents: Mapping[str, Document]) -> tuple[Citation, ...]:
    words = (*loop.words, *([""] * len(loop.documents)))
    return tuple(
        Citation(document=documents.get(key), words=one_line(said.split(" ← ")[0]).strip("“”"))
        for key, said in zip(loop.documents, words, strict=False)
    )


def _open_corrections(told: Mapping[str, Told], rights: Mapping[str, Told]) -> list[OpenedCorrection]:
    """Put the wordings that one statement took the place of together, by time."""
    replaced: dict[str, list[Told]] = {}
    for item in sorted(told.values(), key=_by_date):
        key = item.statement.corrected_by
        if key is not None and key in rights:
            replaced.setdefault(key, []).append(item)
    opened = []
    for key, items in sorted(replaced.items()):
        own = outlet_of(rights[key].document)
        opened.append(
            OpenedCorrection(
                right=rights[key],
                before=tuple(item for item in items if outlet_of(item.document) == own),
                kept=tuple(item for item in items if outlet_of(item.document) != own),
            )
        )
    return opened


class _Parts:
    """The rows of a page's claims, read once and grouped by claim."""

    def __init__(self, library: Library, ids: Collection[str]) -> None:
        statements = library.rows(Statement, "claim_id", ids)
        self.statements = group_rows(statements, "claim_id")
        self.arrows = group_rows(library.rows(Arrow, "claim_id", ids), "claim_id")
        self.origins = group_rows(library.rows(Origin, "claim_id", ids), "claim_id")
        self.mutations = group_rows(library.rows(Mutation, "claim_id", ids), "claim_id")
        self.loops = group_rows(library.rows(Loop, "claim_id", ids), "claim_id")
        self.denials = group_rows(library.rows(Claim, "denies", ids), "denies")
        self.told = tell_all(library, statements)
        right = {item.corrected_by for item in statements if item.corrected_by}
        self.rights = tell_all(library, library.rows(Statement, "id", right))
        changed = {row.from_statement for rows in self.mutations.values() for row in rows}
        self.beside = tell_all(library, library.rows(Statement, "id", changed - self.told.keys()))
        named = {key for rows in self.origins.values() for row in rows for key in row.documents}
        named |= {key for rows in self.loops.values() for row in rows for key in row.documents}
        self.documents = library.documents(named | {item.document.id for item in self.told.values()})
        targets = {row.to for rows in self.arrows.values() for row in rows if row.to_kind == "source"}
        targets |= {row.origin for rows in self.origins.values() for row in rows}
        self.sources = {source.id: source for source in library.rows(Source, "id", targets)}
        self.thresholds = library.thresholds
        self.decisions = decisions_on(library)
        self.wire = set(library.table(Wire).column("document_id").to_pylist())
        matches = library.rows(Match, "claim_id", ids)
        self.matches = group_rows(matches, "claim_id")
        self.checks = {check.id: check for check in library.rows(Check, "id", {m.check_id for m in matches})}


def open_claims(
    library: Library, ids: Sequence[str], most: int = 40, evidence: int = 12
) -> list[OpenedClaim]:
    """Open claims down to their words.

    Args:
        library: the corpus's tables.
        ids: claim ids.
        most: carriers and changes shown of one claim.
        evidence: statements and arrows shown of one origin, the surest arrows first.

    Returns:
        The claims that the corpus holds, in the order of `ids`.
    """
    parts = _Parts(library, set(ids))
    claims = {claim.id: claim for claim in library.rows(Claim, "id", set(ids))}
    denied_ids = {claim.denies for claim in claims.values() if claim.denies}
    denied = {claim.id: claim for claim in library.rows(Claim, "id", denied_ids)}
    return [_open_claim(claims[key], parts, denied, (most, evidence)) for key in ids if key in claims]


def _open_claim(
    claim: Claim, parts: _Parts, denied: Mapping[str, Claim], limits: tuple[int, int]
) -> OpenedClaim:
    most, evidence = limits
    statements = parts.statements.get(claim.id, [])
    told = {item.id: parts.told[item.id] for item in statements if item.id in parts.told}
    shelf = _Shelf(told=told, beside=parts.beside, documents=parts.documents, sources=parts.sources)
    arrows = {arrow.id: arrow for arrow in parts.arrows.get(claim.id, [])}
    rows = sorted(parts.origins.get(claim.id, []), key=_by_weight)
    origins = [_open_origin(row, arrows, shelf, evidence) for row in rows]
    carriers = _carriers(list(told.values()), origins)
    dates = [stood_from(item.document) for item, _ in carriers]
    scale = make_scale(dates)
    merged = {key for row in rows for key in row.merged_by}
    others = [arrow for key, arrow in arrows.items() if key not in merged]
    case = Case(claim, statements, [*arrows.values()], rows, parts.documents, parts.sources)
    by_id = {item.id: item for item in statements}
    changes = follow_changes(parts.mutations.get(claim.id, []), case.arrows, by_id, parts.thresholds.best)
    return OpenedClaim(
        claim=claim,
        explained=_explain(case, parts.thresholds),
        told=tuple(sorted(told.values(), key=_by_date)),
        carriers=tuple(
            Carrier(told=item, bar=place(dates[index], scale), origins=numbers)
            for index, (item, numbers) in enumerate(carriers[:most])
        ),
        scale=scale,
        origins=tuple(origins),
        other_arrows=tuple(
            _open_arrow(arrow, shelf) for arrow in sorted(others, key=_by_sureness)[:evidence]
        ),
        mutations=tuple(_open_mutations(changes, shelf)[:most]),
        loops=tuple(_open_loop(row, parts.documents) for row in parts.loops.get(claim.id, [])),
        corrections=tuple(_open_corrections(told, parts.rights)[:most]),
        denied=denied.get(claim.denies or ""),
        denied_by=tuple(parts.denials.get(claim.id, [])),
        left_out=max(0, len(carriers) - most),
        decisions=parts.decisions.get(claim.id, ()),
        wire=tuple(sorted(parts.wire & {carrier.document.id for carrier, _ in carriers})),
        checks=tuple(_open_checks(parts.matches.get(claim.id, []), parts.checks)[:most]),
    )


def _open_checks(matches: Sequence[Match], checks: Mapping[str, Check]) -> list[OpenedCheck]:
    ranked = sorted(matches, key=lambda match: (-match.similarity, match.check_id))
    return [
        OpenedCheck(check=checks[match.check_id], similarity=match.similarity, words=match.words)
        for match in ranked
        if match.check_id in checks
    ]


def rank_claims(library: Library) -> list[tuple[str, int]]:
    """Order all claims: those carried by most documents first, then the earlier.

    Returns:
        Claim ids with the number of documents that carry each.
    """
    names = ("document_count", "outlet_count", "statement_count", "first_published_earliest", "id")
    rows = zip(*(library.table(Claim).column(name).to_pylist() for name in names), strict=True)
    ranked = sorted(
        rows, key=lambda row: (-row[0], -row[1], -row[2], row[3].isoformat() if row[3] else "~", row[4])
    )
    return [(row[4], row[0]) for row in ranked]
