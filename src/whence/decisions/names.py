"""Decisions about names: which sources are one, and which are not."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from whence.decisions.bounds import Bounds
from whence.decisions.rulings import Matter, Ruling, SourceFinder, newest_first, part_id
from whence.records import Decision, Source, Statement


@dataclass(frozen=True, slots=True)
class DecidedNames:
    """Sources and statements after what people decided about names.

    Attributes:
        sources: by id.
        statements: in their order.
        standing_for: the id that each source, or part of one, of a decision has now.
    """

    sources: list[Source]
    statements: list[Statement]
    standing_for: dict[str, str] = field(default_factory=dict)


def apply_to_names(
    sources: Sequence[Source], statements: Sequence[Statement], rulings: Iterable[Ruling]
) -> DecidedNames:
    """Join the sources that are one, and part those that are not.

    Args:
        sources: from `statements.reconcile_sources`.
        statements: with `source_id` filled.
        rulings: all decisions.

    Returns:
        The changed tables. A joined source has the smallest of the ids, the longest of the names of named
        sources, and the others as aliases.
    """
    chosen = newest_first(rulings, "source")
    if not chosen:
        return DecidedNames(list(sources), list(statements))
    finder = SourceFinder(sources, chosen)
    moved = _moves(chosen, finder)
    bounds = _bounds(chosen, finder)
    known = {source.id: source for source in sources}
    filled = [_with_source(statement, moved, bounds) for statement in statements]
    parts = _part_sources(known, moved, statements)
    groups: dict[str, list[Source]] = {}
    for source in sorted(parts, key=lambda source: source.id):
        groups.setdefault(bounds.find(source.id), []).append(source)
    joined = [_join(root, members) for root, members in groups.items()]
    return DecidedNames(
        sorted(joined, key=lambda source: source.id),
        filled,
        {key: keys[0] for keys, _ in bounds.groups() for key in keys},
    )


def _moves(rulings: Sequence[Ruling], finder: SourceFinder) -> dict[tuple[str, str], str]:
    """Give the part to which a source's mentions in a document go, by (source id, document id)."""
    moved: dict[tuple[str, str], str] = {}
    for ruling in rulings:
        for name in ruling.matter.names:
            found = finder.find_whole(name) if name.part else None
            if found is not None:
                for document in name.documents:
                    moved.setdefault((found, document), part_id(found, name.documents))
    return moved


def _bounds(rulings: Sequence[Ruling], finder: SourceFinder) -> Bounds:
    bounds = Bounds()
    for ruling in rulings:
        keys = sorted(resolved_names(ruling.matter, finder))
        if ruling.verb == "same-source":
            bounds.together(keys)
        else:
            bounds.apart([[key] for key in keys])
    return bounds


def joined_and_parted(decisions: Iterable[Decision]) -> tuple[frozenset[str], frozenset[tuple[str, str]]]:
    """Give the sources that people made of several, and the pairs, in id order, that they keep apart."""
    rows = [row for row in decisions if row.subject == "source"]
    joined = {key for row in rows if row.verb == "same-source" for key in row.applies_to}
    apart = {
        pair for row in rows if row.verb == "different-source" for pair in combinations(row.applies_to, 2)
    }
    return frozenset(joined), frozenset(apart)


def resolved_names(matter: Matter, finder: SourceFinder) -> set[str]:
    """Give the ids that a decision's names have now; names that are gone are left out."""
    return {key for name in matter.names if (key := finder.find(name)) is not None}


def _with_source(statement: Statement, moved: dict[tuple[str, str], str], bounds: Bounds) -> Statement:
    if statement.source_id is None:
        return statement
    key = moved.get((statement.source_id, statement.document_id), statement.source_id)
    key = bounds.find(key)
    return statement if key == statement.source_id else replace(statement, source_id=key)


def _part_sources(
    known: dict[str, Source], moved: dict[tuple[str, str], str], statements: Sequence[Statement]
) -> list[Source]:
    """Give the sources with their parts cut out of them; one that is left without documents goes."""
    taken: dict[str, dict[str, set[str]]] = {}
    for statement in statements:
        key = moved.get((statement.source_id or "", statement.document_id))
        if key is not None and statement.source_id is not None:
            taken.setdefault(statement.source_id, {}).setdefault(key, set()).add(statement.document_id)
    found = [source for key, source in known.items() if key not in taken]
    for key, parts in taken.items():
        left = set(known[key].documents).difference(*parts.values())
        if left:
            found.append(replace(known[key], documents=tuple(sorted(left))))
        found += [
            replace(known[key], id=part, documents=tuple(sorted(there))) for part, there in parts.items()
        ]
    return found


def _join(root: str, members: Sequence[Source]) -> Source:
    if len(members) == 1 and members[0].id == root:
        return members[0]
    named = [source for source in members if source.kind == "named"] or list(members)
    name = min((source.name for source in named), key=lambda name: (-len(name), name))
    names = {alias for source in members for alias in (source.name, *source.aliases)}
    return Source(
        id=root,
        name=name,
        aliases=tuple(sorted(names - {name})),
        kind=named[0].kind,
        documents=tuple(sorted({document for source in members for document in source.documents})),
    )
