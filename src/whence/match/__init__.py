"""Fingerprints -> passages."""

from whence.match.blocks import Documents
from whence.match.boilerplate import drop_boilerplate
from whence.match.candidates import Candidates, find_candidates
from whence.match.collapse import NO_DATE, are_among, key_ids
from whence.match.compare import compare
from whence.match.expansion import expand_passages
from whence.match.find import FingerprintIndex, find_counted, find_passages
from whence.match.index import CandidateIndex, Update
from whence.match.joining import split_pairs
from whence.match.passages import Aligned, align, align_blocks, align_counted
from whence.match.threads import map_in_order


def warm_up() -> None:
    """Compile every kernel that `compare` needs, or load it from numba's cache, before time is measured."""
    text = (
        "The ferry to Saltmarsh will sail again on Friday, harbour master Dana Orel said, as the wall held."
    )
    compare(f"{text} Nobody was hurt.", f"{text} The town has two wells.")


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
    "are_among",
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
