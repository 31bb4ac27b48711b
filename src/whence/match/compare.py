"""Two texts -> the passages that they share."""

from whence.match.passages import align_verbatim, is_turned, prepare, to_passage
from whence.match.rewording import find_reworded
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
    if is_turned(one, other):
        spans = find_reworded(other, one, align_verbatim(other, one, settings), settings)
        spans = sorted(span.mirrored() for span in spans)
    else:
        spans = find_reworded(one, other, align_verbatim(one, other, settings), settings)
    return [to_passage(span, "left", one, "right", other) for span in spans]
