"""What must and must not stand together, when the newest word counts."""

from collections.abc import Collection, Iterable, Iterator, Mapping


def parted(left: Mapping[int, int] | None, right: Mapping[int, int] | None) -> bool:
    """Say whether two groups stand on different sides of some division.

    Args:
        left: the sides of one group, by division; None for none.
        right: the sides of the other.
    """
    if not left or not right:
        return False
    return any(right.get(number, side) != side for number, side in left.items())


class Bounds:
    """Groups that hold together and divisions that they must not cross.

    Tell it the newest decision first: what would contradict a newer one has no effect.
    """

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._sides: dict[str, dict[int, int]] = {}
        self._divisions = 0

    def __bool__(self) -> bool:
        return bool(self._parent)

    def find(self, key: str) -> str:
        """Give the key that stands for a key's group."""
        parent = self._parent
        parent.setdefault(key, key)
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    def together(self, keys: Iterable[str]) -> None:
        """Put keys into one group, or into as few as newer divisions allow."""
        heads: list[str] = []
        for key in sorted(set(keys)):
            if not any(self._unite(head, key) for head in heads):
                heads.append(self.find(key))

    def _unite(self, left: str, right: str) -> bool:
        one, other = sorted((self.find(left), self.find(right)))
        if one == other:
            return True
        if parted(self._sides.get(one), self._sides.get(other)):
            return False
        self._parent[other] = one
        if other in self._sides:
            self._sides[one] = self._sides.get(one, {}) | self._sides.pop(other)
        return True

    def apart(self, sides: Iterable[Collection[str]]) -> None:
        """Keep each side apart from the others; a group that stands on several keeps to the first."""
        number = self._divisions
        self._divisions += 1
        for side, keys in enumerate(sides):
            for key in sorted(set(keys)):
                self._sides.setdefault(self.find(key), {}).setdefault(number, side)

    def sides(self, key: str) -> Mapping[int, int]:
        """Give the sides on which a key's group stands, by division."""
        return self._sides.get(self.find(key), {}) if key in self._parent else {}

    def groups(self) -> Iterator[tuple[list[str], Mapping[int, int]]]:
        """Give the groups, keys sorted, with the sides on which each stands; sorted by their first key."""
        gathered: dict[str, list[str]] = {}
        for key in sorted(self._parent):
            gathered.setdefault(self.find(key), []).append(key)
        for root, keys in sorted(gathered.items()):
            yield keys, self._sides.get(root, {})
