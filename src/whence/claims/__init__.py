"""Statements -> claims: which statements, across documents, assert the same thing."""

from whence.claims.grouping import group_claims
from whence.claims.passages import Aligned, align_statements

__all__ = ["Aligned", "align_statements", "group_claims"]
