"""Disjoint groups of document ids."""

from collections import defaultdict
from collections.abc import Iterable


class Groups:
    """Disjoint groups of ids, each known by its smallest id."""

    def __init__(self, identifiers: Iterable[str]) -> None:
        self._parent = {identifier: identifier for identifier in identifiers}

    def find(self, identifier: str) -> str:
        """Give the smallest id of the group."""
        while self._parent[identifier] != identifier:
            self._parent[identifier] = self._parent[self._parent[identifier]]
            identifier = self._parent[identifier]
        return identifier

    def join(self, one: str, other: str) -> bool:
        """Join two groups; tell whether they were two."""
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first
        return first != second

    def members(self) -> list[list[str]]:
        """Give the groups with their ids in the order in which they were given."""
        members: dict[str, list[str]] = defaultdict(list)
        for identifier in self._parent:
            members[self.find(identifier)].append(identifier)
        return list(members.values())
