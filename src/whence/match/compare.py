"""Two texts -> the passages that they share."""

from whence.match.passages import align_verbatim
from whence.match.prepared import Prepared, Span, prepare, to_passage
from whence.match.rewording import find_reworded, join_near, rules_between_two
from whence.records import Passage
from whence.settings import MatchSettings


def compare(left: str, right: str, settings: MatchSettings | None = None) -> list[Passage]:
    """Give the passages that two texts share, verbatim, edited or reworded.

    Args:
        left: one text; its side of each passage has the id "left".
        right: the other; its side has the id "right".
        settings: alignment limits; None means the defaults.

    Returns:
        Passages in the order of the left text; they overlap on neither side. Swapping the texts swaps the
        sides of the same passages.
    """
    settings = settings or MatchSettings()
    one, other = prepare(left, settings), prepare(right, settings)
    return [to_passage(span, "left", one, "right", other) for span in compare_prepared(one, other, settings)]


def compare_prepared(left: Prepared, right: Prepared, settings: MatchSettings) -> list[Span]:
    """Give what `compare` gives, in tokens."""
    if left.sorts_after(right):
        return sorted(span.mirrored() for span in compare_prepared(right, left, settings))
    verbatim = align_verbatim(left, right, settings)
    return join_near(find_reworded(left, right, verbatim, settings, rules_between_two(settings)))
