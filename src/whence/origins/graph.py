"""Small graph algorithms over hashable nodes."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Generic, TypeVar

Node = TypeVar("Node", bound=Hashable)


class Classes(Generic[Node]):
    """Nodes that merge into classes (union-find)."""

    def __init__(self) -> None:
        self._parent: dict[Node, Node] = {}

    def find(self, node: Node) -> Node:
        """Give the node that stands for a node's class."""
        parent = self._parent
        parent.setdefault(node, node)
        root = node
        while parent[root] != root:
            root = parent[root]
        while parent[node] != root:
            parent[node], node = root, parent[node]
        return root

    def unite(self, left: Node, right: Node) -> None:
        """Merge the classes of two nodes."""
        a, b = self.find(left), self.find(right)
        if a != b:
            self._parent[b] = a


def strong_components(nodes: Sequence[Node], arrows: Mapping[Node, Iterable[Node]]) -> list[list[Node]]:
    """Give the strongly connected components of two nodes and more.

    Source: Tarjan, "Depth-first search and linear graph algorithms", SIAM Journal on Computing 1972; here
    without recursion, so that a long chain does not exhaust the stack.

    Args:
        nodes: in the order in which they are visited, which is the order of the answer.
        arrows: the nodes that each node points to.

    Returns:
        Components, each in the order of `nodes`.
    """
    place = {node: number for number, node in enumerate(nodes)}
    index: dict[Node, int] = {}
    low: dict[Node, int] = {}
    on_stack: set[Node] = set()
    stack: list[Node] = []
    found: list[list[Node]] = []
    for start in nodes:
        if start in index:
            continue
        work = [(start, iter(sorted(set(arrows.get(start, ())) & place.keys(), key=place.__getitem__)))]
        index[start] = low[start] = len(index)
        stack.append(start)
        on_stack.add(start)
        while work:
            node, onward = work[-1]
            following = next(onward, None)
            if following is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[node])
                if low[node] == index[node]:
                    component = _pop_until(node, stack, on_stack)
                    if len(component) > 1:
                        found.append(sorted(component, key=place.__getitem__))
            elif following not in index:
                index[following] = low[following] = len(index)
                stack.append(following)
                on_stack.add(following)
                ahead = sorted(set(arrows.get(following, ())) & place.keys(), key=place.__getitem__)
                work.append((following, iter(ahead)))
            elif following in on_stack:
                low[node] = min(low[node], index[following])
    return sorted(found, key=lambda component: place[component[0]])


def _pop_until(node: Node, stack: list[Node], on_stack: set[Node]) -> list[Node]:
    component = []
    while True:
        popped = stack.pop()
        on_stack.discard(popped)
        component.append(popped)
        if popped == node:
            return component


def shortest_cycle(component: Sequence[Node], arrows: Mapping[Node, Iterable[Node]]) -> list[Node]:
    """Give a shortest cycle through the first node of a strongly connected component.

    Args:
        component: nodes, the first of which opens the cycle.
        arrows: the nodes that each node points to.

    Returns:
        The nodes of the cycle in order, each once.
    """
    inside = {node: number for number, node in enumerate(component)}
    start = component[0]
    before: dict[Node, Node] = {}
    front = [start]
    while front:
        ahead = []
        for node in front:
            for following in sorted(set(arrows.get(node, ())) & inside.keys(), key=inside.__getitem__):
                if following == start:
                    path = [node]
                    while path[-1] != start:
                        path.append(before[path[-1]])
                    return path[::-1]
                if following not in before:
                    before[following] = node
                    ahead.append(following)
        front = ahead
    return list(component)
