"""Tables of a corpus, written for other programs: JSON, JSONL, CSV and Parquet, always in the same order."""

from whence.export.formats import FORMATS, plain_rows, plain_value, write_rows, write_table
from whence.export.tables import TableSource, export_table, meanings_of, sort_table

__all__ = [
    "FORMATS",
    "TableSource",
    "export_table",
    "meanings_of",
    "plain_rows",
    "plain_value",
    "sort_table",
    "write_rows",
    "write_table",
]
