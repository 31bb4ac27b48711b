"""What the later document did with the earlier one."""

from whence.records import EdgeKind
from whence.settings import TraceSettings
from whence.trace.spans import Reuse

JOINING = frozenset({"republished", "excerpted", "rewritten", "updated"})
"""Kinds that make one family of two documents."""

SURENESS: dict[str, float] = {
    "republished": 0.98,  # most of a text does not occur twice by chance
    "updated": 0.98,
    "cites": 0.9,  # the page says so; that it means this document is what may be wrong
    "excerpted": 0.9,  # a long run of words; a shared unseen third text remains possible
    "common-source": 0.8,
    "rewritten": 0.75,  # two accounts of one event share names and phrases too
    "undetermined": 0.3,  # something is shared, too little to say what
}
"""How sure an edge of each kind is before its order is weighed."""


def decide_kind(
    reuse: Reuse,
    earlier_id: str,
    later_id: str,
    *,
    same_outlet: bool,
    same_page: bool,
    settings: TraceSettings,
) -> EdgeKind | None:
    """Say what kind of reuse a pair of documents shows.

    Args:
        reuse: what the two share.
        earlier_id: the earlier one, or the first where no order is known.
        later_id: the other.
        same_outlet: whether one outlet ran both.
        same_page: whether both are captures of one page.
        settings: the thresholds.

    Returns:
        The kind; None where the two share no more than stock phrases.
    """
    earlier, later = reuse.shares[earlier_id], reuse.shares[later_id]
    if same_page and max(earlier, later) >= settings.page_share:
        return "updated"
    if reuse.matched < settings.least_words:
        return None
    if is_nearly_whole(earlier, later, settings):
        if _is_quotation(reuse, reuse.quoted, settings):
            return "common-source"
        if reuse.similarity < settings.rewritten_similarity:
            return "rewritten"
        return "updated" if same_outlet else "republished"
    if same_outlet and min(earlier, later) >= settings.updated_share:
        return "updated"
    return _decide_part(reuse, max(earlier, later), settings)


def _decide_part(reuse: Reuse, share: float, settings: TraceSettings) -> EdgeKind | None:
    """Say what kind of reuse it is where only a part is shared."""
    if _is_quotation(reuse, reuse.quoted_once, settings):
        return "common-source"
    if reuse.unquoted < settings.least_words:
        return None
    if reuse.similarity < settings.rewritten_similarity and share >= settings.rewritten_share:
        return "rewritten"
    if reuse.longest >= settings.excerpt_run:
        return "excerpted"
    if share >= settings.excerpt_share and reuse.close >= settings.excerpt_words:
        return "excerpted"
    if reuse.longest >= settings.phrase_run or reuse.unquoted >= settings.excerpt_words:
        return "undetermined"
    return "common-source" if reuse.quoted_once >= settings.quoted_words else None


def is_nearly_whole(earlier: float, later: float, settings: TraceSettings) -> bool:
    """Tell whether the covered shares of two texts make one a copy of the other."""
    least, most = min(earlier, later), max(earlier, later)
    return least >= settings.republished_least and most >= settings.republished_most


def _is_quotation(reuse: Reuse, quoted: int, settings: TraceSettings) -> bool:
    """Tell whether what is shared is what is quoted, with at most a few words of framing."""
    # A run of the outlets' own words is copying; "he said", "she told reporters" between quotations is not.
    share = settings.framing_share if reuse.longest >= settings.phrase_run else settings.loose_framing_share
    framing = max(settings.framing_words, share * reuse.matched)
    return quoted >= settings.quoted_words and reuse.matched - quoted <= framing
