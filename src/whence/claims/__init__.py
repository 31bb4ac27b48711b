"""Statements -> claims: which statements, across documents, assert the same thing."""

from whence.claims.grouping import group_claims
from whence.claims.known import Known, match_known
from whence.claims.passages import Aligned, align_statements
from whence.claims.retrieval import Ranked, TextRanker
from whence.claims.vocabulary import TITLES

__all__ = [
    "TITLES",
    "Aligned",
    "Known",
    "Ranked",
    "TextRanker",
    "align_statements",
    "group_claims",
    "match_known",
]
