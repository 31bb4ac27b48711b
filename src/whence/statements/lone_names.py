"""Surnames that stand alone in one document: which full name of another they may be short for."""

import re
from collections.abc import Iterable

from whence.records import Document, Statement
from whence.statements import roles
from whence.statements.countries import COUNTRY_OF
from whence.statements.entities import kind_of
from whence.statements.given_names import GIVEN
from whence.statements.person_names import fold, middle_initials, person_key
from whence.statements.titles import clean_mention, strip_titles
from whence.statements.wordlists import word_set

_WORD = re.compile(r"[A-Za-z]+")
# Roles that many have, and that so tell nobody apart.
_COMMON = word_set(
    """
    spokesman spokeswoman spokesperson man woman member resident student expert analyst former chief officer
    executive official lawyer attorney professor doctor author writer journalist reporter
    """
)


class LoneNames:
    """The full names that a lone surname may be short for.

    A surname alone is taken for a full name of another document only with support, as a wrong union would
    hide that two people say so, and a wrong parting would count one person twice:

    - the corpus quotes one full name with that surname, and the two documents call both by one role that few
      have ("Mayor Venn", "Mara Venn, the mayor"), or quote another named source in common; or
    - it quotes several, and just one of them shares such a role.

    Args:
        documents: the corpus.
        statements: their statements.
    """

    def __init__(self, documents: Iterable[Document], statements: Iterable[Statement]) -> None:
        fields = {document.id: (document.title or "", document.text) for document in documents}
        self._bearers: dict[str, set[str]] = {}
        self._roles: dict[str, set[str]] = {}
        self._quoted_in: dict[str, set[str]] = {}
        self._initials: dict[str, set[str]] = {}
        self._company: dict[str, set[str]] = {}
        self._lone_roles: dict[tuple[str, str], set[str]] = {}
        for statement in statements:
            if statement.source is None or statement.source_kind != "named":
                continue
            name = bare_name(statement.source)
            title, text = fields.get(statement.document_id, ("", ""))
            called = _roles_in(statement, title if statement.field == "title" else text)
            if " " not in name:
                self._lone_roles.setdefault((statement.document_id, fold(name)), set()).update(called)
                continue
            key = person_key(name)
            self._company.setdefault(statement.document_id, set()).add(key)
            if kind_of(name) == "person" and len(name.split()) <= 5:
                self._initials.setdefault(key, set()).add(middle_initials(name))
                if name.split()[0].lower() not in GIVEN and not called:
                    # "Merin Christians" may be no name of a person.
                    continue
                self._bearers.setdefault(key.rsplit(" ", 1)[-1], set()).add(key)
                self._roles.setdefault(key, set()).update(called)
                self._quoted_in.setdefault(key, set()).add(statement.document_id)

    def key_of(self, name: str) -> str:
        """Give the key of a full name: with its initials where the corpus names two people by them.

        Args:
            name: the name without titles.

        Returns:
            What its spellings share: "George H. Holm" is "George Holm" unless there is a "George W. Holm".
        """
        key = person_key(name)
        initials = self._initials.get(key, set()) - {""}
        if any(one != other and one[0] != other[0] for one in initials for other in initials):
            return f"{key} {middle_initials(name)}".strip()
        return key

    def full_name(self, surname: str, document_id: str) -> str | None:
        """Give the key of the full name that a lone surname is short for, or None.

        Args:
            surname: the name without titles.
            document_id: the document that calls somebody so.

        Returns:
            The key, as `person_key` gives it.
        """
        lower = surname.lower()
        if fold(surname) in COUNTRY_OF or lower in roles.ROLES or lower.removesuffix("s") in roles.ROLES:
            # "Washington" and "Democrat" are no surnames where nobody is called so.
            return None
        bearers = sorted(self._bearers.get(person_key(surname), ()))
        called = self._lone_roles.get((document_id, fold(surname)), set())
        sharing = [key for key in bearers if self._roles[key] & called]
        if len(sharing) == 1:
            return sharing[0]
        if len(bearers) != 1:
            return None
        [key] = bearers
        company = self._company.get(document_id, set())
        together = any(company & (self._company[other] - {key}) for other in self._quoted_in[key])
        return key if together else None


def bare_name(name: str) -> str:
    """Give a name without titles and article."""
    bare, _ = strip_titles(clean_mention(name))
    return (bare or name).removeprefix("the ").removeprefix("The ")


def _roles_in(statement: Statement, field: str) -> set[str]:
    """Give the roles that a mention tells: "Mayor Venn", "Mara Venn, the mayor,"."""
    if statement.source_begin is None or statement.source_end is None:
        return set()
    words = _WORD.findall(field[statement.source_begin : statement.source_end].lower())
    return {word for word in words if word in roles.ROLES and word not in _COMMON}
