"""Anything -> documents and credits."""

from whence.ingest.articles import Ingested
from whence.ingest.dates import read_date
from whence.ingest.inputs import Read, read_inputs, read_page
from whence.ingest.inserts import blank_inserts, find_inserts
from whence.ingest.names import AGENCIES
from whence.ingest.outlets import load_outlets, resolve_documents
from whence.ingest.readers.text import read_plain
from whence.ingest.resolution import resolve_credits

__all__ = [
    "AGENCIES",
    "Ingested",
    "Read",
    "blank_inserts",
    "find_inserts",
    "load_outlets",
    "read_date",
    "read_inputs",
    "read_page",
    "read_plain",
    "resolve_credits",
    "resolve_documents",
]
