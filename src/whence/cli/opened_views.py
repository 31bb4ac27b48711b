"""How opened things look in a terminal."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from rich.console import Group, RenderableType

from whence.cli.reading import show_credits, show_statements
from whence.cli.terminal import facts, heading, indented, line, listing, marked, side_by_side, told
from whence.records import Decision
from whence.report import words
from whence.report.views import (
    Citation,
    Member,
    OpenedArrow,
    OpenedCheck,
    OpenedClaim,
    OpenedCorrection,
    OpenedCredit,
    OpenedDocument,
    OpenedEdge,
    OpenedFamily,
    OpenedMutation,
    OpenedOrigin,
    OpenedPassage,
    OpenedRuling,
    OpenedSource,
    Told,
)

Parts = Iterator[RenderableType]


def _document_row(document: Any) -> tuple[str, str, str, str]:
    if document is None:
        return "a document not in this corpus", "", "", ""
    return words.outlet_of(document), words.headline(document), words.published(document), document.id


def view_document(opened: OpenedDocument) -> Parts:
    """Lay out a document: metadata, credits, what it is joined to, who says what."""
    document = opened.document
    yield line((words.headline(document), "bold"))
    rows = [
        ("outlet", words.outlet_of(document), document.publisher or ""),
        (
            "published",
            words.published(document),
            f"read from {document.published_from}" if document.published_from else "",
        ),
        ("by", ", ".join(document.authors), ""),
        ("address", document.url or "", ""),
        (
            "text",
            words.WIRE_WORDS[opened.wire.sign] if opened.wire else "",
            opened.wire.words if opened.wire else "",
        ),
        ("version of", document.version_of or "", ""),
        ("families", ", ".join(opened.family_ids), ""),
        ("input", document.input, f"id {document.id}"),
    ]
    yield facts([row for row in rows if row[1]])
    yield from _view_decisions(opened.decisions)
    yield heading("Whom it credits")
    yield from (indented(part) for part in show_credits(opened.credits))
    yield heading("Joined to")
    for edge in opened.edges:
        other = edge.later_id if edge.earlier_id == document.id else edge.earlier_id
        outlet, title, _, _ = _document_row(opened.neighbours.get(other))
        side = "later: " if edge.earlier_id == document.id else "earlier: "
        order = side if edge.direction == "determined" else ""
        why = f"  {words.direction(edge)}, {words.credited(edge)}  {edge.id}"
        yield indented(line((edge.kind, "bold"), f"  {order}{outlet}, {title}", (why, "dim")))
    if not opened.edges:
        yield indented(line("no other document of this corpus"))
    yield heading("Who says what")
    yield show_statements(opened.statements)
    if opened.left_out:
        yield line((f"{words.count(opened.left_out, 'more statement')} not listed", "dim"))


def view_claim(opened: OpenedClaim) -> Parts:
    """Lay out a claim: its count, changes, loops, denials, and its statements by origin."""
    claim = opened.claim
    yield line((claim.text, "bold"))
    yield line((words.origin_count(claim), "bold cyan"), f". {opened.explained.sentence}")
    if words.off_wire(claim):
        yield line(words.off_wire(claim))
    if claim.origins_best > 1:
        yield line("No dependence found in this corpus between the origins that are counted apart.")
    counts = (
        words.count(claim.document_count, "document"),
        words.count(claim.outlet_count, "outlet"),
        words.count(claim.publisher_count, "publisher"),
    )
    yield facts([
        ("carried by", ", ".join(counts), ""),
        ("first", words.interval(claim.first_published_earliest, claim.first_published_latest), ""),
        ("id", claim.id, ""),
    ])  # fmt: skip
    if opened.explained.changes:
        yield heading("What could change this count")
    yield from (indented(line(said)) for said in opened.explained.changes)
    yield from _view_decisions(opened.decisions)
    if opened.denied:
        yield line("Denies: ", (opened.denied.text, "italic"), (f"  {opened.denied.id}", "dim"))
    for other in opened.denied_by:
        yield line("Denied by: ", (other.text, "italic"), (f"  {other.id}", "dim"))
    yield from _view_checks(opened.checks)
    yield from _view_changes(opened.mutations)
    yield from _view_corrections(opened.corrections)
    yield from _view_loops(opened.loops)
    for number, origin in enumerate(opened.origins, 1):
        yield heading(f"Origin {number}: {origin.name}")
        yield from (indented(part) for part in _origin_body(origin))
    if opened.other_arrows:
        yield heading("Further links, too unsure to count or not needed")
        yield from (indented(part) for item in opened.other_arrows for part in view_arrow(item))


def _view_decisions(decisions: Iterable[Decision]) -> Parts:
    for decision in decisions:
        yield line((words.decided(decision), "bold"), (f"  {decision.id}", "dim"))


def view_ruling(opened: OpenedRuling) -> Parts:
    """Lay out a decision: what it says, who made it when, what it is about and what it shapes now."""
    yield line((words.decided(opened), "bold"))
    state = words.STATE_WORDS[opened.state] + (f", {opened.undone}" if opened.undone else "")
    rows = [
        ("now", state, ""),
        ("made", opened.made, ""),
        ("by", opened.who or "", ""),
        ("id", opened.id, ""),
    ]
    yield facts([row for row in rows if row[1]])
    if opened.documents:
        yield heading("About these documents")
    for key, document in opened.documents:
        outlet, title, date, _ = _document_row(document)
        yield indented(line((outlet, "bold"), f"  {title}", (f"  {date}  {key}", "dim")))
    for number, side in enumerate(opened.sides, 1):
        yield heading(
            f"About these statements, side {number}" if opened.sides[1:] else "About these statements"
        )
        for said, key, document in side:
            outlet = words.outlet_of(document) if document else "a document not in this corpus"
            yield indented(line((said, "italic"), (f"  {outlet}  {key}", "dim")))
    if opened.names:
        yield heading("About these names")
    for name, meant in opened.names:
        yield indented(line((name, "bold"), (f"  only in {', '.join(meant)}" if meant else "", "dim")))
    if opened.shapes:
        yield heading("What it shapes now")
    for key, said in opened.shapes:
        yield indented(line(said, (f"  {key}", "dim")))


def _view_checks(checks: Iterable[OpenedCheck]) -> Parts:
    for number, found in enumerate(checks):
        if not number:
            yield heading("Fact-checks of claims worded like it (the verdicts are the checkers')")
        check = found.check
        yield indented(
            line(
                (words.one_line(check.checker or "a checker without a name"), "bold"),
                f": {words.verdict(check)}",
            )
        )
        when = words.interval(check.published_earliest, check.published_latest)
        about = f"on “{words.one_line(check.claim)}”"
        about += f", said by {words.one_line(check.claimant)}" if check.claimant else ""
        for said in (about, when, check.url or ""):
            if said:
                yield indented(line(said), 4)
        alike = f"likeness of the wordings {found.similarity:.2f}; both have: {', '.join(found.words)}"
        yield indented(line((f"{alike}  {check.id}", "dim")), 4)


def _view_changes(changes: Sequence[OpenedMutation]) -> Parts:
    if changes:
        yield heading("Changed on its way")
    for change in changes:
        became = f"{change.mutation.before or 'nothing'} → {change.mutation.after or 'nothing'}"
        yield indented(line((became, "bold"), f"  {words.MUTATION_WORDS[change.mutation.kind]}"))
        for step in change.steps:
            pair = (step.earlier, step.later)
            places = [words.dated_outlet(item.document if item else None) for item in pair]
            yield indented(line((" → ".join(places), "dim")), 4)
            if step.inherited:
                yield indented(line((f"taken over by: {words.outlets_of(step.inherited)}", "dim")), 6)


def _view_corrections(corrections: Iterable[OpenedCorrection]) -> Parts:
    for correction in corrections:
        yield heading(f"Corrected by {words.dated_outlet(correction.right.document)}")
        yield indented(told(correction.right, "bold"))
        rows = (
            ("Before:", correction.before),
            ("Kept the old wording after the correction:", correction.kept),
        )
        for label, items in rows:
            if items:
                yield indented(line(label))
            for item in items:
                yield indented(line((f"{words.dated_outlet(item.document)}  {item.statement.id}", "dim")), 4)


def _view_loops(loops: Iterable[Iterable[Citation]]) -> Parts:
    for loop in loops:
        yield heading("Loop")
        for step in loop:
            yield indented(
                line(
                    (words.outlet_of(step.document), "bold"),
                    (f"  “{step.words}”" if step.words else "", "italic"),
                )
            )
        yield indented(line(("the last leads back to the first", "dim")))


def _origin_body(opened: OpenedOrigin) -> Parts:
    said = [words.ORIGIN_WORDS[opened.origin.kind], words.count(len(opened.origin.documents), "document")]
    more = words.reports(opened.origin)
    yield line("; ".join([*said, more] if more else said), (f"  {opened.origin.id}", "dim"))
    for item in opened.told:
        yield Group(line(""), told(item, "bold"))
    if opened.arrows:
        yield Group(line(""), line(("What leads here", "cyan")))
    for arrow in opened.arrows:
        yield from view_arrow(arrow)


def view_origin(opened: OpenedOrigin) -> Parts:
    """Lay out an origin: what stands there, its statements, and what leads to it."""
    yield line((opened.name, "bold"), (f"  origin of claim {opened.origin.claim_id}", "dim"))
    yield from _origin_body(opened)


def view_arrow(opened: OpenedArrow) -> Parts:
    """Lay out one "had it from" as its two sentences."""
    arrow = opened.arrow
    both = bool(opened.later and opened.earlier)
    within = bool(opened.later and opened.earlier and opened.later.document.id == opened.earlier.document.id)
    later = opened.later.document if opened.later else None
    who, how, whom = words.arrow_sentence(arrow, later, opened.name, within=within)
    yield line(
        ("• ", "cyan"),
        (who, "" if within else "bold"),
        (f" {how}", "bold" if within else ""),
        (f" {whom}" if whom else "", "bold"),
        f": {words.shown_by(arrow)}",
        (f"  how sure {arrow.probability:.2f}  {arrow.id}", "dim"),
    )
    if opened.later and opened.earlier:
        names = words.outlet_of(opened.earlier.document), words.outlet_of(opened.later.document)
        yield indented(side_by_side(names, marked(opened.earlier_marked), marked(opened.later_marked)))
    elif opened.later:
        yield indented(told(opened.later, "bold"))
    if arrow.words and not (both and arrow.kind in ("copy", "version", "same-source")):
        yield indented(line(("shown by: ", "dim"), (arrow.words, "italic")))


def view_edge(opened: OpenedEdge) -> Parts:
    """Lay out an edge: kind, direction and why, credits, and passages with the differing words marked."""
    edge = opened.edge
    names = ("earlier", "later") if edge.direction == "determined" else ("one", "other")
    who, how, whom = words.edge_sentence(edge, opened.earlier, opened.later)
    yield line((who, "bold"), f" {how}: " if whom else f": {how}", (whom, "bold"))
    yield facts([
        ("kind", edge.kind, "" if edge.direct else "another edge explains the reuse better"),
        ("order", words.direction(edge).removeprefix("order "), ""),
        ("credit", words.credited(edge), ""),
        (names[0], " · ".join(_document_row(opened.earlier)), f"{edge.earlier_covered:.0%} in passages"),
        (names[1], " · ".join(_document_row(opened.later)), f"{edge.later_covered:.0%} in passages"),
        ("id", edge.id, f"confidence {edge.confidence:.2f}"),
    ])  # fmt: skip
    if opened.credits or opened.words:
        yield heading("Words that show it")
        yield from (indented(part) for part in show_credits(opened.credits) if opened.credits)
        yield from (indented(line(words.sentence(said))) for said in opened.words)
    if opened.passages:
        yield heading("Passages, differing words marked")
    for item in opened.passages:
        yield from view_passage(item)


def view_passage(opened: OpenedPassage) -> Parts:
    """Lay out a passage side by side."""
    names = words.outlet_of(opened.left), words.outlet_of(opened.right)
    if opened.differs:
        yield indented(side_by_side(names, marked(opened.left_marked), marked(opened.right_marked)))
    else:
        yield indented(line((f"{names[0]} and {names[1]}, word for word", "bold")))
        yield indented(marked(opened.right_marked))
    passage = opened.passage
    remark = f"{passage.matched_tokens} words in common, {passage.similarity:.0%} alike  {passage.id}"
    yield indented(line((remark + ("  shortened here" if opened.cut else ""), "dim")))


def view_family(opened: OpenedFamily) -> Parts:
    """Lay out a family as a tree."""
    from rich.tree import Tree

    yield line((f"{words.count(opened.size, 'document')} of {words.count(opened.outlets, 'outlet')}", "bold"),
               (f"  {opened.family_id}", "dim"))  # fmt: skip
    if not opened.settled:
        yield line(("The order is undetermined in part: see what each step says.", "dim"))
    for root in opened.roots:
        tree = Tree(_member_line(root), guide_style="dim")
        waiting = [(tree, child) for child in root.children]
        while waiting:
            branch, member = waiting.pop(0)
            below = branch.add(_member_line(member))
            waiting += [(below, child) for child in member.children]
        yield tree
    if opened.left_out:
        yield line((f"{words.count(opened.left_out, 'more document')} not listed", "dim"))


def _member_line(member: Member) -> RenderableType:
    outlet, title, date, key = _document_row(member.document)
    first = line(
        (f"{member.family.role} ", "cyan"), (outlet, "bold"), f"  {title}", (f"  {date}  {key}", "dim")
    )
    if member.edge is None:
        return first
    edge = member.edge.edge
    why = f"{words.joined(edge)}; {words.direction(edge)}; {words.credited(edge)}  {edge.id}"
    return Group(first, line((why, "dim")))


def view_statement(opened: Told) -> Parts:
    """Lay out a statement in its sentence, with who says it and on what footing."""
    from whence.report.amounts import quantity_words
    from whence.report.footing import footing_of, passed_through, voice_of

    item = opened.statement
    yield told(opened, "bold")
    rows = [
        ("who", voice_of(item), f"{item.source_kind}, {item.source_certainty}"),
        ("through", passed_through(item), ""),
        ("cue", item.cue or "", ""),
        ("footing", footing_of(item), ""),
        ("quantities", ", ".join(map(quantity_words, item.quantities)), ""),
        ("inside", item.parent_id or "", ""),
        ("source", item.source_id or "", ""),
        ("claim", item.claim_id or "", ""),
        ("corrected by", item.corrected_by or "", ""),
        ("document", opened.document.id, f"{item.field} {item.begin}–{item.end}"),
    ]
    yield facts([row for row in rows if row[1]])


def view_source(opened: OpenedSource) -> Parts:
    """Lay out a source: its names, who quotes it, and what it is quoted with."""
    source = opened.source
    yield line((source.name, "bold"), (f"  {source.kind}  {source.id}", "dim"))
    if source.aliases:
        yield line("also ", (", ".join(source.aliases), "italic"))
    yield from _view_decisions(opened.decisions)
    yield heading("Quoted by")
    yield indented(
        facts([(outlet, words.count(number, "document"), "") for outlet, number in opened.outlets])
    )
    yield heading("With these words")
    outlets = {document.id: words.outlet_of(document) for document in opened.documents}
    rows = [(outlets.get(item.document_id, ""), item.text, item.id) for item in opened.statements]
    yield listing([("outlet", 2), ("words", 8), ("id", 0)], rows)
    if opened.left_out:
        yield line((f"{words.count(opened.left_out, 'more statement')} not listed", "dim"))


def view_credit(opened: OpenedCredit) -> Parts:
    """Lay out a credit: who credits whom, in which words."""
    credit = opened.credit
    target = " · ".join(_document_row(opened.target)) if opened.target else "not found in this corpus"
    yield from show_credits([credit])
    yield facts([
        ("page", " · ".join(_document_row(opened.document)), ""),
        ("credited", target, ""),
        ("id", credit.id, ""),
    ])  # fmt: skip


VIEWS: dict[str, Callable[[Any], Iterable[RenderableType]]] = {
    "documents": view_document, "claims": view_claim, "families": view_family, "edges": view_edge,
    "statements": view_statement, "sources": view_source, "passages": view_passage, "arrows": view_arrow,
    "origins": view_origin, "credits": view_credit, "decisions": view_ruling,
}  # fmt: skip
"""How each kind of thing is laid out, by its table."""
