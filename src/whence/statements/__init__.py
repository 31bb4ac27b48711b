"""Documents -> statements: who says what, on what footing."""

from whence.statements.countries import country_key
from whence.statements.footing import find_modality
from whence.statements.lexicon import cue_class, tells_act
from whence.statements.quantities import find_quantities
from whence.statements.reader import read_statements
from whence.statements.sources import name_sources, reconcile_sources
from whence.statements.totals import total_quantities
from whence.statements.unnamed_kinds import unnamed_kind

__all__ = [
    "country_key",
    "cue_class",
    "find_modality",
    "find_quantities",
    "name_sources",
    "read_statements",
    "reconcile_sources",
    "tells_act",
    "total_quantities",
    "unnamed_kind",
]
