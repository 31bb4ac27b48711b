"""Passages, credits and dates -> edges and families."""

from whence.trace.edges import trace_edges
from whence.trace.families import find_families, parted_excerpts
from whence.trace.order import publication_interval
from whence.trace.quotation import quoted_spans

__all__ = ["find_families", "parted_excerpts", "publication_interval", "quoted_spans", "trace_edges"]
