"""Sources across documents: which of the names that documents quote are one and the same."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from whence.identity import content_id
from whence.records import Document, Source, SourceKind, Statement
from whence.statements import affiliations, roles
from whence.statements.bodies import read_body, spell
from whence.statements.countries import COUNTRIES, country_key
from whence.statements.entities import is_outlet_name, kind_of
from whence.statements.lone_names import LoneNames, bare_name
from whence.statements.person_names import person_key
from whence.statements.titles import clean_mention, strip_titles
from whence.statements.wordlists import word_set

Key = tuple[str, str]
"""A normal name and its scope: an empty scope holds in every document."""

_EXPANSION = re.compile(
    r"((?:[A-Z][\w’'-]*\s+(?:of\s+|for\s+|and\s+|the\s+)*){1,6}?[A-Z][\w’'-]*)\s+\(([A-Z]{2,7})\)"
)
_DATELINE = re.compile(
    r"\s*([A-Z][A-Z.’'-]+(?:\s[A-Z][A-Z.’'-]+){0,3})(?:,\s[A-Z][\w. ]{1,20})?\s*(?:\([^)\n]{1,40}\)\s*)?[-–—]"
)
_PLACE_POLICE = re.compile(
    r"^(?P<place>.+?)(?:'s|')? (?P<what>police|fire|sheriff's)"
    r"(?: (?:department|force|service|office|bureau))?$"
)
# Words before "police" that name no place.
_SORTS = word_set(
    """
    state federal military riot national local traffic border transport city county religious morality secret
    metropolitan provincial regional municipal capitol
    """
)
# "HBN News": what a station does, behind the letters that it goes by.
_STATION = re.compile(r"(?:[Tt]he )?([A-Z]{3,5}) (?:News|TV|Television|Radio)")
_CAPITALISED = re.compile(r"[A-Z](?:\w|\.(?=\w))+")
_PLACED = re.compile(r"\b(?:in|of)\s+([A-Z][\w’'.-]*\w(?:\s[A-Z][\w’'-]+){0,2})")


def reconcile_sources(
    documents: list[Document], statements: list[Statement]
) -> tuple[list[Source], list[Statement]]:
    """Give each statement the source that it shares with statements of other documents.

    One name is one source wherever it stands in full; a lone surname holds in its document only, an
    unnamed source in its document only, and an office without a name ("police") where the places agree.
    A spokesperson and the body spoken for are one.

    Args:
        documents: the corpus.
        statements: their statements, from `read_statements`.

    Returns:
        Sources in the order of their ids, and the statements in their order, with `source_id` filled
        where somebody is named or described.
    """
    sources, ids = name_sources(documents, statements)
    pairs = zip(statements, ids, strict=True)
    return sources, [one if key is None else replace(one, source_id=key) for one, key in pairs]


def name_sources(
    documents: Sequence[Document], statements: Iterable[Statement]
) -> tuple[list[Source], list[str | None]]:
    """Find what `reconcile_sources` finds, without keeping a statement.

    Args:
        documents: the corpus.
        statements: their statements, gone through several times; of those without a source nothing is used.

    Returns:
        Sources in the order of their ids, and the id of each statement's source, in the order of the
        statements; None where nobody is named or described.
    """
    book = _Book(documents, statements)
    ids: list[str | None] = []
    members: dict[Key, tuple[str, _Mentions]] = {}
    for statement in statements:
        if statement.source is None:
            ids.append(None)
            continue
        key = book.key_of(statement)
        known = members.get(key)
        if known is None:
            known = members[key] = content_id("n", *key), _Mentions()
        known[1].add(statement)
        ids.append(known[0])
    sources = [_source(key, known, book.body_names.get(key)) for key, known in members.items()]
    return sorted(sources, key=lambda source: source.id), ids


class _Mentions:
    """How one source is called, and where; of an archive's million sources most are met once."""

    __slots__ = ("documents", "kinds", "names")

    def __init__(self) -> None:
        self.names: dict[str, None] = {}
        self.kinds: tuple[SourceKind, ...] = ()
        self.documents: list[str] = []

    def add(self, statement: Statement) -> None:
        """Take a statement that has the source."""
        if statement.source is not None:
            self.names[statement.source] = None
        if statement.source_kind not in self.kinds:
            self.kinds += (statement.source_kind,)
        if not self.documents or self.documents[-1] != statement.document_id:
            self.documents.append(statement.document_id)


def normal_name(name: str) -> str:
    """Give what two wordings of one name share across documents.

    Args:
        name: a name as met, such as "the Ministry of Defence" or "Sen. Mara Venn".

    Returns:
        The name in lower case, without article, titles and full stops, bodies with their kind last:
        "defense ministry", "mara venn".
    """
    bare, _ = strip_titles(clean_mention(name))
    station = _STATION.fullmatch(clean_mention(name))
    if station is not None:
        return station[1].lower()
    lower = (bare or name).lower().replace("’", "'").replace(".", "").removeprefix("the ")
    body = read_body(bare or name)
    if body is not None:
        return f"{body.owner}'s {body.what}" if body.owner else body.what
    if bare and kind_of(bare) == "person":
        return person_key(bare)
    return spell(lower)


class _Book:
    """What the corpus tells about its names."""

    def __init__(self, documents: Sequence[Document], statements: Iterable[Statement]) -> None:
        self.places = {document.id: _place_of(document) for document in documents}
        quoted: dict[str, set[str]] = {}
        for statement in statements:
            if statement.source is not None and statement.source_kind == "named":
                quoted.setdefault(statement.document_id, set()).add(statement.source)
        self.people = LoneNames(documents, statements)
        self.expansions = self._find_expansions(documents)
        self.owners = self._find_owners(quoted)
        self.documents = {document.id: document for document in documents}
        self.countries: dict[str, frozenset[str]] = {}
        self.bodies: dict[Key, Key] = {}
        self.body_names: dict[Key, str] = {}
        for document in sorted(documents, key=lambda document: document.id):
            names = quoted.get(document.id, set())
            for person, body in sorted(affiliations.find_affiliations(document.text, names).items()):
                self._join(document.id, person, body)

    def _find_expansions(self, documents: Sequence[Document]) -> dict[str, str]:
        """Read "Port Workers Union (PWU)": the expansion most documents give an acronym."""
        votes: dict[str, Counter[str]] = {}
        for document in documents:
            seen = set()
            for match in _EXPANSION.finditer(document.text):
                words = [word for word in match[1].split() if word[0].isupper()]
                letters = match[2]
                for size in range(1, len(words) + 1):
                    if "".join(word[0] for word in words[-size:]) == letters:
                        start = match[1].rfind(words[-size]) if size == 1 else match[1].find(words[-size])
                        seen.add((letters.lower(), normal_name(match[1][start:])))
                        break
            for acronym, name in seen:
                votes.setdefault(acronym, Counter())[name] += 1
        return {
            acronym: min(names, key=lambda name: (-names[name], name)) for acronym, names in votes.items()
        }

    def _find_owners(self, quoted: dict[str, set[str]]) -> dict[str, list[str]]:
        """List whose bodies of one kind are quoted: of the defense ministries Ostmark's and Ruvenia's."""
        owners: dict[str, set[str]] = {}
        for names in quoted.values():
            for name in names:
                body = read_body(name)
                if body is not None and body.owner:
                    owners.setdefault(body.what, set()).add(body.owner)
        return {what: sorted(found) for what, found in owners.items()}

    def _join(self, document_id: str, person: str, body: str) -> None:
        """Note that a person speaks for a body; a person of two bodies keeps the first by name."""
        speaker = self._named_key(person, document_id)
        spoken_for = self._named_key(body, document_id)
        if speaker != spoken_for and spoken_for not in self.bodies and not is_outlet_name(person):
            self.body_names[spoken_for] = min(self.body_names.get(spoken_for, body), body)
            known = self.bodies.get(speaker)
            self.bodies[speaker] = spoken_for if known is None else min(known, spoken_for)

    def key_of(self, statement: Statement) -> Key:
        """Give the key of a statement's source."""
        assert statement.source is not None
        if statement.source_kind == "author":
            return normal_name(statement.source), "author"
        if statement.source_kind == "anonymous":
            return statement.source.lower(), statement.document_id
        key = self._named_key(statement.source, statement.document_id)
        return self.bodies.get(key, key)

    def _named_key(self, name: str, document_id: str) -> Key:
        normal = normal_name(name)
        normal = self.expansions.get(normal, normal)
        if not any(letter.isupper() for letter in name):
            place = self._place_in(name, document_id)
            return (normal, f"@{place}") if place else (normal, document_id)
        placed = _PLACED.search(name)
        if placed is not None and normal.split()[0] in roles.GENERIC_BODIES:
            return normal.split()[0], f"@{placed[1].lower().replace('.', '')}"
        local = _PLACE_POLICE.match(normal)
        if local is not None and local["place"] not in _SORTS:
            return local["what"], f"@{local['place'].replace('.', '')}"
        words = normal.split()
        if normal in roles.GENERIC_BODIES:
            return normal, f"@{self.places[document_id]}" if self.places.get(document_id) else document_id
        if len(words) == 1 and not self._stands_alone(name, normal):
            full = self.people.full_name(bare_name(name), document_id)
            return (full, "") if full is not None else (normal, document_id)
        if words[-1] in roles.BODIES and normal in self.owners:
            return self._owned_key(normal, document_id)
        if normal == person_key(bare_name(name)):
            return self.people.key_of(bare_name(name)), ""
        return normal, ""

    def _owned_key(self, what: str, document_id: str) -> Key:
        """Give the key of a body whose owner a document leaves out: whose dateline or text points to one."""
        owners = self.owners[what]
        capital = self.places.get(document_id)
        home = country_key(capital) if capital else None
        if home in owners:
            return f"{home}'s {what}", ""
        if document_id not in self.countries:
            self.countries[document_id] = _countries_in(self.documents[document_id])
        lands = self.countries[document_id]
        named = [owner for owner in owners if owner in lands]
        if len(named) == 1 and home not in COUNTRIES:
            return f"{named[0]}'s {what}", ""
        if len(owners) == 1 and not capital and not lands & COUNTRIES:
            return f"{owners[0]}'s {what}", ""
        return what, f"@{capital}" if capital else document_id

    def _stands_alone(self, name: str, normal: str) -> bool:
        """Tell whether one word names the same in every document: an agency or an acronym, not a surname."""
        return normal in roles.AGENCIES or name.isupper() or normal in roles.BODIES

    def _place_in(self, name: str, document_id: str) -> str | None:
        placed = _PLACED.search(name)
        return placed[1].lower() if placed is not None else self.places.get(document_id)


def _place_of(document: Document) -> str | None:
    """Give the place of a document's dateline, lower case."""
    match = _DATELINE.match(document.text)
    return match[1].lower() if match is not None else None


def _countries_in(document: Document) -> frozenset[str]:
    """Give the keys of the countries, known and unknown, that a document may speak of."""
    words = _CAPITALISED.findall(f"{document.title or ''}\n{document.text}")
    pairs = (f"{left} {right}" for left, right in pairwise(words))
    return frozenset(country_key(name) for name in {*words, *pairs})


def _source(key: Key, known: tuple[str, _Mentions], body: str | None) -> Source:
    source_id, mentions = known
    names = mentions.names
    # Of a body for which only people spoke, none of them is the name.
    spelled = [name for name in names if normal_name(name) == key[0]] or ([body] if body else list(names))
    name = min(spelled, key=lambda known: (-len(known.split()), -len(known), known))
    return Source(
        id=source_id,
        name=name,
        aliases=tuple(sorted(set(names) - {name})),
        kind=min(mentions.kinds, key=_KIND_ORDER.index),
        documents=tuple(sorted(set(mentions.documents))),
    )


_KIND_ORDER: list[SourceKind] = ["named", "author", "outlet", "anonymous"]
