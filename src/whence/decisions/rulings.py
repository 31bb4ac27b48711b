"""A decision as it is kept, and how its objects are found again."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

import msgspec

from whence.identity import content_id
from whence.records import Source, Statement

Verb = Literal["accept", "reject", "split", "merge", "same-source", "different-source"]
Subject = Literal["edge", "claim", "source"]
_HALF = 0.5  # of two spans, what they must have in common to be one statement read anew


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A statement, by its id and by where and what it is."""

    id: str
    document_id: str
    field: str
    begin: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A source, by its id and by what it is called and where.

    Attributes:
        documents: ids of the documents it was quoted in, or, of a part, of those that it is set apart in.
        part: whether only the mentions in these documents are meant.
    """

    id: str
    name: str
    documents: tuple[str, ...] = ()
    part: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a decision is about.

    Attributes:
        subject: edge, claim or source.
        documents: for an edge its two documents, the earlier first where `ordered`, else in id order.
        ordered: whether the decision says which document came first.
        kind: the kind of edge that the decision says it is, or None for what was found.
        sides: statements that are kept apart, side by side; one side alone is put together.
        names: the sources that are one, or that are kept apart.
    """

    subject: Subject
    documents: tuple[str, ...] = ()
    ordered: bool = False
    kind: str | None = None
    sides: tuple[tuple[Place, ...], ...] = ()
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """One decision.

    Attributes:
        number: rises with each decision of a corpus.
        id: hash of what was decided about what.
        made: when, ISO 8601 in UTC.
        who: who decided, if given.
        undone: when it was taken back, or None while it stands.
    """

    number: int
    id: str
    verb: Verb
    matter: Matter
    reason: str = ""
    who: str | None = None
    made: str = ""
    undone: str | None = None


def ruling_of(number: int, id_: str, verb: str, matter: str, **more: str | None) -> Ruling:
    """Read a decision from what the catalogue keeps."""
    return msgspec.convert(
        {"number": number, "id": id_, "verb": verb, "matter": msgspec.json.decode(matter), **more}, Ruling
    )


def new_ruling(verb: str, matter: Matter, reason: str, who: str | None, made: str) -> tuple[Ruling, str]:
    """Make a decision that has no number yet, and give it with its matter as JSON."""
    text = msgspec.json.encode(matter, order="deterministic").decode()
    ruling = Ruling(
        number=0, id=content_id("j", verb, text), verb=cast(Verb, verb), matter=matter, reason=reason,
        who=who, made=made,
    )  # fmt: skip
    return ruling, text


def newest_first(rulings: Iterable[Ruling], subject: Subject) -> list[Ruling]:
    """Give the decisions about one kind of thing that stand, the newest first."""
    chosen = [r for r in rulings if r.matter.subject == subject and r.undone is None]
    return sorted(chosen, key=lambda r: -r.number)


def evidence_words(ruling: Ruling) -> str:
    """Give the words by which evidence names a decision."""
    reason = " ".join(ruling.reason.split())
    return f"decided by a person: {reason}" if reason else "decided by a person"


class StatementFinder:
    """Finds statements again after they were read anew.

    Args:
        statements: as they are now.
        rulings: whose statements will be asked for.
    """

    def __init__(self, statements: Iterable[Statement], rulings: Sequence[Ruling]) -> None:
        places = [place for r in rulings for side in r.matter.sides for place in side]
        documents = {place.document_id for place in places}
        self._ids: set[str] = set()
        self._near: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for statement in statements:
            if statement.document_id in documents:
                self._ids.add(statement.id)
                self._near[statement.document_id, statement.field].append(statement)

    def find(self, place: Place) -> str | None:
        """Give the id of the statement that is kept in a place: the same, or the one that covers it most."""
        if place.id in self._ids:
            return place.id
        ranked = [
            (-common, statement.id)
            for statement in self._near.get((place.document_id, place.field), ())
            if (common := _overlap(place, statement)) >= _HALF and _alike(place.text, statement.text)
        ]
        return min(ranked)[1] if ranked else None

    def find_all(self, places: Iterable[Place]) -> list[str]:
        """Give the ids of the statements that are still there, sorted."""
        return sorted({found for place in places if (found := self.find(place)) is not None})


def _overlap(place: Place, statement: Statement) -> float:
    common = min(place.end, statement.end) - max(place.begin, statement.begin)
    longer = max(place.end - place.begin, statement.end - statement.begin)
    return common / longer if longer > 0 else 0.0


def _alike(one: str, other: str) -> bool:
    """Say whether half of the words of the longer text are the other's; a document's text may change."""
    left, right = set(one.casefold().split()), set(other.casefold().split())
    return len(left & right) >= _HALF * max(len(left), len(right), 1)


class SourceFinder:
    """Finds sources again after names were reconciled anew.

    Args:
        sources: as they are now, before decisions.
        rulings: the decisions about names, which may have set parts of sources apart.
    """

    def __init__(self, sources: Iterable[Source], rulings: Iterable[Ruling]) -> None:
        self._sources: Mapping[str, Source] = {source.id: source for source in sources}
        self._named: dict[str, set[str]] = defaultdict(set)
        for source in self._sources.values():
            for name in (source.name, *source.aliases):
                self._named[plain_name(name)].add(source.id)
        self._parts: set[str] = set()
        parts = [name for ruling in rulings for name in ruling.matter.names if name.part]
        self._parts.update(key for name in parts if (key := self.find(name)) is not None)

    def find(self, name: Name) -> str | None:
        """Give the id of the source, or part of one, that is meant; None where it is gone or in doubt."""
        found = self.find_whole(name)
        return part_id(found, name.documents) if found is not None and name.part else found

    def find_whole(self, name: Name) -> str | None:
        """Give the id of the source of which a name is or holds a part: the same, or who bears the name."""
        if name.id in self._sources or name.id in self._parts:
            return name.id
        bearing = sorted(self._named.get(plain_name(name.name), ()))
        there = [key for key in bearing if set(self._sources[key].documents) & set(name.documents)]
        chosen = there or bearing
        return chosen[0] if len(chosen) == 1 else None


def part_id(source_id: str, documents: Iterable[str]) -> str:
    """Give the id of what is set apart from a source in some documents."""
    return content_id("n", "part", source_id, *sorted(documents))


def plain_name(name: str) -> str:
    """Give a name without case and runs of white space, for comparing."""
    return " ".join(name.casefold().split())
