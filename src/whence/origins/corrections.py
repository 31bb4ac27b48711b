"""Statements that were corrected, and the copies that kept the old wording."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from whence.origins.citing import is_own_voice
from whence.origins.copying import likest
from whence.origins.library import Library
from whence.origins.mutation import quantity_changed, value_of
from whence.records import Arrow, Claim, Statement

_CARRYING = frozenset(("copy", "credit", "attribution", "link", "channel"))
"""Kinds of arrow along which a wording went from one page to another."""


def find_corrected(
    claims: Sequence[Claim], members: Mapping[str, Sequence[Statement]], library: Library
) -> dict[str, str]:
    """Find the statements that their own outlet gave another figure for later, or denied.

    It may do so in a later version of the page or in a correction notice. Such statements stop supporting
    their claim.

    Args:
        claims: all claims.
        members: each claim's statements, in the order of time.
        library: the story.

    Returns:
        By the id of each such statement, the id of the statement that took its place.
    """
    corrected: dict[str, str] = {}
    for own in members.values():
        if len(own) > 1:
            corrected |= _replaced(own, own, library, by_figure=True)
    for claim in claims:
        if claim.denies is not None:
            old, new = members.get(claim.denies, ()), members.get(claim.id, ())
            corrected |= _replaced(old, new, library, by_figure=False)
    return corrected


def _replaced(
    old: Sequence[Statement], new: Sequence[Statement], library: Library, *, by_figure: bool
) -> dict[str, str]:
    """Give the statements of `old` with those of `new` that replace them."""
    replaced = _by(old, new, library, by_figure, _notice_key, _notice_follows)
    # Of a notice and a later version, the version stands at the same place.
    return replaced | _by(old, new, library, by_figure, _page_key, _version_follows)


def _by(
    old: Sequence[Statement],
    new: Sequence[Statement],
    library: Library,
    by_figure: bool,
    key: Callable[[Statement, Library], tuple[str, str]],
    follows: Callable[[Statement, Statement, Library], bool],
) -> dict[str, str]:
    shelves: dict[str, list[Statement]] = defaultdict(list)
    for statement in new:
        shelves[key(statement, library)[1]].append(statement)
    found = {}
    for statement in old:
        later = [
            other
            for other in shelves.get(key(statement, library)[0], ())
            if other.document_id != statement.document_id and follows(statement, other, library)
        ]
        if not later:
            continue
        last = max(library.version_order(other) for other in later)
        latest = likest(statement, [other for other in later if library.version_order(other) == last])
        if not by_figure or quantity_changed(statement, latest):
            found[statement.id] = latest.id
    return found


def _page_key(statement: Statement, library: Library) -> tuple[str, str]:
    root = library.version_root(statement)
    return root, root


def _version_follows(earlier: Statement, later: Statement, library: Library) -> bool:
    return library.version_order(later) > library.version_order(earlier)


def _notice_key(statement: Statement, library: Library) -> tuple[str, str]:
    """Give the names under which an article looks for notices, and a notice is found."""
    outlet = library.outlet(statement)
    notice = library.document(statement).genre == "correction"
    return ("no notice" if notice else f"of {outlet}"), (f"of {outlet}" if notice else "no article")


def _notice_follows(earlier: Statement, later: Statement, library: Library) -> bool:
    """Say whether a notice's statement is what is right: it is the outlet's, or of the source it quoted."""
    if library.version_root(later) == library.version_root(earlier):
        return False  # the order of versions says more
    if library.moment(later) <= library.moment(earlier):
        return False
    # "An early edition said that ...": what was wrong is in the notice too.
    return later.source_id == earlier.source_id or is_own_voice(later, library)


def find_kept(
    members: Sequence[Statement],
    arrows: Iterable[Arrow],
    corrected: Mapping[str, str],
    library: Library,
    threshold: float,
) -> dict[str, str]:
    """Find the copies that kept the old wording of a corrected statement.

    Args:
        members: a claim's statements, in the order of time.
        arrows: of the claim.
        corrected: what took the place of each corrected statement.
        library: the story.
        threshold: least probability of an arrow that counts.

    Returns:
        By the id of each such copy, the id of the statement that took the old wording's place.
    """
    sources = [member for member in members if member.id in corrected]
    if not sources:
        return {}
    by_id = {member.id: member for member in members}
    derived: dict[str, list[str]] = defaultdict(list)
    for arrow in arrows:
        if arrow.to_kind != "statement" or arrow.kind not in _CARRYING or arrow.probability < threshold:
            continue
        if not library.unordered(arrow, by_id[arrow.from_statement], by_id[arrow.to]):
            derived[arrow.to].append(arrow.from_statement)
    kept: dict[str, str] = {}
    for source in sources:
        right = corrected[source.id]
        keeps = _test(source, library.statements[right])
        seen, front = {source.id, right}, [source.id]
        while front:
            for key in derived.get(front.pop(), ()):
                if key not in seen and keeps(by_id[key]):
                    seen.add(key)
                    front.append(key)
                    if key not in corrected:
                        kept.setdefault(key, right)
    return kept


def _test(old: Statement, new: Statement) -> Callable[[Statement], bool]:
    """Give the test of whether a copy has the old wording: the old figure and not the new one."""
    changed = [(q.kind, value_of(q), value_of(r)) for q, r in quantity_changed(old, new)]

    def keeps(copy: Statement) -> bool:
        if not changed:
            return True
        figures = {(quantity.kind, value_of(quantity)) for quantity in copy.quantities}
        return any((kind, was) in figures and (kind, now) not in figures for kind, was, now in changed)

    return keeps
