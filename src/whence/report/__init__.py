"""Results opened down to their words, and the report that shows them in one HTML file."""

from whence.report.claims import open_claims, rank_claims, sentence_of, tell_all
from whence.report.documents import open_documents, open_sources
from whence.report.families import open_edges, open_families, open_passage
from whence.report.library import Library
from whence.report.page import render_report

__all__ = [
    "Library",
    "open_claims",
    "open_documents",
    "open_edges",
    "open_families",
    "open_passage",
    "open_sources",
    "rank_claims",
    "render_report",
    "sentence_of",
    "tell_all",
]
