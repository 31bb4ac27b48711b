"""Claims -> origins: where each claim came from, how it changed, and how many origins stand behind it."""

from whence.origins.count import count_origins
from whence.origins.probabilities import SITUATIONS, Situation, table_of_probabilities
from whence.origins.story import OriginTables, Story
from whence.origins.tracing import trace_origins

__all__ = [
    "SITUATIONS",
    "OriginTables",
    "Situation",
    "Story",
    "count_origins",
    "table_of_probabilities",
    "trace_origins",
]
