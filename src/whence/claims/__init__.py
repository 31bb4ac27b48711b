"""Statements -> claims: which statements, across documents, assert the same thing."""

from whence.claims.grouping import group_claims, group_rows
from whence.claims.known import Known, match_known
from whence.claims.passages import Aligned, align_rows, align_statements
from whence.claims.retrieval import Ranked, TextRanker
from whence.claims.vocabulary import TITLES

__all__ = [
    "TITLES",
    "Aligned",
    "Known",
    "Ranked",
    "TextRanker",
    "align_rows",
    "align_statements",
    "group_claims",
    "group_rows",
    "match_known",
]
