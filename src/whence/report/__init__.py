"""Results opened down to their words, and the report that shows them in one HTML file."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from whence.report.claims import open_claims, rank_claims, sentence_of, tell_all
    from whence.report.documents import open_documents, open_sources
    from whence.report.families import open_edges, open_families, open_passage
    from whence.report.library import Library
    from whence.report.page import render_report

_HOMES = {
    "Library": "library",
    "open_claims": "claims",
    "open_documents": "documents",
    "open_edges": "families",
    "open_families": "families",
    "open_passage": "families",
    "open_sources": "documents",
    "rank_claims": "claims",
    "render_report": "page",
    "sentence_of": "claims",
    "tell_all": "claims",
}

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


def __getattr__(name: str) -> Any:
    """Import what is asked for only then: who reads one article needs the words for it, and no claims."""
    if name in _HOMES:
        return getattr(import_module(f"whence.report.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'whence.report' has no attribute {name!r}")
