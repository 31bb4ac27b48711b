"""Claims -> origins: where each claim came from, how it changed, and how many origins stand behind it."""

from whence.origins.count import count_origins
from whence.origins.explaining import Case, Explanation, Inherited, explain_claim, follow_changes
from whence.origins.probabilities import SITUATIONS, Situation, table_of_probabilities
from whence.origins.story import OriginTables, Story, TracedTables
from whence.origins.tracing import trace_origins, trace_rows
from whence.origins.wire import find_wire

__all__ = [
    "SITUATIONS",
    "Case",
    "Explanation",
    "Inherited",
    "OriginTables",
    "Situation",
    "Story",
    "TracedTables",
    "count_origins",
    "explain_claim",
    "find_wire",
    "follow_changes",
    "table_of_probabilities",
    "trace_origins",
    "trace_rows",
]
