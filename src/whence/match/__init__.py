"""Fingerprints -> passages."""

from whence.match.blocks import Documents
from whence.match.boilerplate import drop_boilerplate
from whence.match.candidates import Candidates, find_candidates
from whence.match.collapse import NO_DATE, key_ids
from whence.match.compare import compare
from whence.match.expansion import expand_passages
from whence.match.find import FingerprintIndex, find_counted, find_passages
from whence.match.index import CandidateIndex, Update, split_pairs
from whence.match.passages import Aligned, align, align_blocks, align_counted
from whence.match.threads import map_in_order


def warm_up() -> None:
    """Compile every kernel of the text and match stages, or load it from numba's cache.

    Importing this module has done so; call it in the parent before worker processes start, so that they
    never fill a cold cache at once.
    """
    compare("", "")


__all__ = [
    "NO_DATE",
    "Aligned",
    "CandidateIndex",
    "Candidates",
    "Documents",
    "FingerprintIndex",
    "Update",
    "align",
    "align_blocks",
    "align_counted",
    "compare",
    "drop_boilerplate",
    "expand_passages",
    "find_candidates",
    "find_counted",
    "find_passages",
    "key_ids",
    "map_in_order",
    "split_pairs",
    "warm_up",
]
