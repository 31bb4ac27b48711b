"""From what a person names, by ids or names, to what a decision is about."""

from collections.abc import Sequence
from typing import Any, Protocol, get_args

import pyarrow as pa
import pyarrow.compute as pc

from whence.decisions.rulings import Matter, Name, Place, Verb, plain_name
from whence.errors import NotFoundError, SettingsError
from whence.records import Claim, Document, Edge, EdgeKind, Source, Statement, from_table

VERBS: tuple[str, ...] = get_args(Verb)
"""Everything that can be decided."""
_KINDS = get_args(EdgeKind)


class TableSource(Protocol):
    """Whatever gives tables by name; a corpus does."""

    def table(self, name: str) -> pa.Table:
        """Give the table of this name."""
        ...


def make_matter(
    corpus: TableSource,
    verb: str,
    keys: Sequence[str],
    *,
    kind: str | None = None,
    earlier: str | None = None,
) -> Matter:
    """Look up what a decision names.

    Args:
        corpus: the tables, as traced.
        verb: one of `VERBS`.
        keys: for accept and reject one edge, one claim or two documents; for split a claim and those of its
            statements that stand apart; for merge claims or statements; for same-source two sources or
            more, by id or name; for different-source the same, or one source and the documents in which
            somebody else is meant. All but names are ids.
        kind: for accept, the kind of edge that it is.
        earlier: for accept, the id of the document that came first.

    Returns:
        What the decision is about, with the words that find it again.

    Raises:
        NotFoundError: if the corpus does not hold what is named.
        SettingsError: if the verb does not fit what is named.
    """
    if verb not in VERBS:
        raise SettingsError(f"{verb!r} cannot be decided; write one of {', '.join(VERBS)}")
    found = _Lookup(corpus)
    if verb in ("accept", "reject"):
        return _judged(found, verb, list(keys), kind, earlier)
    if kind is not None or earlier is not None:
        raise SettingsError(f"a kind and an earlier document go with accept only, not with {verb}")
    if verb == "split":
        return _split(found, list(keys))
    if verb == "merge":
        return _merged(found, list(keys))
    return _named(found, verb, list(keys))


class _Lookup:
    """Rows of the corpus's tables by id."""

    def __init__(self, corpus: TableSource) -> None:
        self._corpus = corpus

    def rows(self, name: str, record: Any, column: str, values: Sequence[str]) -> list[Any]:
        """Give the records whose column holds one of some values."""
        table = self._corpus.table(name)
        wanted = pa.array(sorted(values), pa.string())
        return from_table(table.filter(pc.is_in(table.column(column), value_set=wanted)), record)

    def one(self, name: str, record: Any, key: str) -> Any:
        """Give the record with an id, or None."""
        found = self.rows(name, record, "id", [key])
        return found[0] if found else None

    def statements_of(self, claim_id: str) -> list[Statement]:
        """Give the statements of a claim, by id."""
        return sorted(self.rows("statements", Statement, "claim_id", [claim_id]), key=lambda s: s.id)

    def source(self, key: str) -> Source:
        """Give a source by its id, or by a name that only one bears."""
        found: Source | None = self.one("sources", Source, key)
        if found is not None:
            return found
        wanted = plain_name(key)
        bearing = [
            source
            for source in from_table(self._corpus.table("sources"), Source)
            if wanted in {plain_name(name) for name in (source.name, *source.aliases)}
        ]
        if len(bearing) == 1:
            return bearing[0]
        if bearing:
            listed = ", ".join(
                f"{source.id} (in {', '.join(source.documents[:3])})" for source in bearing[:5]
            )
            raise NotFoundError(f"{key!r} is the name of several sources; give an id: {listed}")
        raise NotFoundError(f"{key!r} is no source in this corpus; see: whence export CORPUS sources")


def _judged(found: _Lookup, verb: str, keys: list[str], kind: str | None, earlier: str | None) -> Matter:
    if len(keys) == 1:
        claim = found.one("claims", Claim, keys[0])
        if claim is not None:
            return _judged_claim(found, verb, claim, kind, earlier)
        edge = found.one("edges", Edge, keys[0])
        if edge is None:
            raise NotFoundError(f"{keys[0]!r} is neither an edge nor a claim in this corpus")
        pair = [edge.earlier_id, edge.later_id]
    elif len(keys) == 2 and keys[0] != keys[1]:
        _check_documents(found, keys)
        pair = keys
        joined = [
            edge
            for edge in found.rows("edges", Edge, "earlier_id", keys)
            if {edge.earlier_id, edge.later_id} == set(keys)
        ]
        if verb == "accept" and not joined and kind is None:
            raise SettingsError(
                f"{keys[0]} and {keys[1]} have no edge; say with --kind what it is: {', '.join(_KINDS)}"
            )
    else:
        raise SettingsError(f"{verb} takes one edge, one claim, or two documents")
    return _judged_edge(verb, pair, kind, earlier)


def _judged_edge(verb: str, pair: list[str], kind: str | None, earlier: str | None) -> Matter:
    if verb == "reject" and (kind is not None or earlier is not None):
        raise SettingsError("a rejected edge has no kind and no direction; to change them, accept it")
    if kind is not None and kind not in _KINDS:
        raise SettingsError(f"{kind!r} is no kind of edge; the kinds are {', '.join(_KINDS)}")
    if earlier is not None and earlier not in pair:
        raise SettingsError(f"the earlier document is {pair[0]} or {pair[1]}, not {earlier!r}")
    ordered = earlier is not None
    documents = sorted(pair, key=lambda key: (key != earlier if ordered else False, key))
    return Matter(subject="edge", documents=tuple(documents), ordered=ordered, kind=kind)


def _judged_claim(found: _Lookup, verb: str, claim: Claim, kind: str | None, earlier: str | None) -> Matter:
    if kind is not None or earlier is not None:
        raise SettingsError("a claim has no kind and no direction; --kind and --earlier are for edges")
    places = [_place(statement) for statement in found.statements_of(claim.id)]
    if verb == "reject" and len(places) < 2:
        raise SettingsError(f"{claim.id} has one statement; there is nothing to set apart")
    sides = (tuple(places),) if verb == "accept" else tuple((place,) for place in places)
    return Matter(subject="claim", sides=sides)


def _split(found: _Lookup, keys: list[str]) -> Matter:
    claim = found.one("claims", Claim, keys[0]) if keys else None
    if claim is None:
        raise NotFoundError(
            f"{keys[0] if keys else ''!r} is no claim in this corpus; split takes a claim first"
        )
    statements = {statement.id: statement for statement in found.statements_of(claim.id)}
    foreign = [key for key in keys[1:] if key not in statements]
    if foreign:
        raise NotFoundError(f"{foreign[0]!r} is no statement of {claim.id}; `whence show` lists them")
    apart = sorted(set(keys[1:]))
    rest = sorted(statements.keys() - set(apart))
    if not apart or not rest:
        raise SettingsError("split takes a claim and some of its statements, not all of them and not none")
    sides = [tuple(_place(statements[key]) for key in side) for side in (apart, rest)]
    return Matter(subject="claim", sides=tuple(sides))


def _merged(found: _Lookup, keys: list[str]) -> Matter:
    statements: dict[str, Statement] = {}
    for key in keys:
        own = found.statements_of(key) or found.rows("statements", Statement, "id", [key])
        if not own:
            raise NotFoundError(f"{key!r} is neither a claim nor a statement in this corpus")
        statements |= {statement.id: statement for statement in own}
    if len({statement.claim_id for statement in statements.values()}) < 2:
        raise SettingsError("merge takes two claims or more, or statements of them")
    side = tuple(_place(statements[key]) for key in sorted(statements))
    return Matter(subject="claim", sides=(side,))


def _named(found: _Lookup, verb: str, keys: list[str]) -> Matter:
    if len(keys) < 2:
        raise SettingsError(f"{verb} takes two sources or more, by id or name")
    if verb == "different-source":
        documents = {d.id for d in found.rows("documents", Document, "id", keys[1:])}
        if documents:
            return _parted_name(found.source(keys[0]), keys[1:], documents)
    sources = {source.id: source for source in (found.source(key) for key in keys)}
    if len(sources) < 2:
        raise SettingsError(
            f"{keys[0]!r} and {keys[1]!r} are one source already; to part it, name the documents in which "
            "somebody else is meant"
        )
    return Matter(subject="source", names=tuple(_name(sources[key]) for key in sorted(sources)))


def _parted_name(source: Source, keys: list[str], documents: set[str]) -> Matter:
    missing = sorted(set(keys) - documents)
    if missing:
        raise NotFoundError(f"{missing[0]!r} is not a document in this corpus")
    quoting = documents & set(source.documents)
    if not quoting or quoting == set(source.documents):
        raise SettingsError(
            f"name some of the documents that quote {source.name!r}, not all of them and not none; "
            f"`whence show CORPUS {source.id}` lists them"
        )
    part = Name(id=source.id, name=source.name, documents=tuple(sorted(quoting)), part=True)
    return Matter(subject="source", names=(_name(source), part))


def _check_documents(found: _Lookup, keys: list[str]) -> None:
    known = {document.id for document in found.rows("documents", Document, "id", keys)}
    missing = [key for key in keys if key not in known]
    if missing:
        raise NotFoundError(f"{missing[0]!r} is not a document in this corpus")


def _name(source: Source) -> Name:
    return Name(id=source.id, name=source.name, documents=source.documents)


def _place(statement: Statement) -> Place:
    return Place(
        id=statement.id,
        document_id=statement.document_id,
        field=statement.field,
        begin=statement.begin,
        end=statement.end,
        text=statement.text,
    )
