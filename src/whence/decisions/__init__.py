"""What people decided: it comes between the stages, and last.

A decision is kept with the words that it was made on: the ids of two documents, statements with their place
and text, names. So it finds its object again after documents were added and tables derived anew; one whose
object is gone is listed as such. Between the stages decisions change what the next stage gets: passages and
edges after reuse, sources after names are reconciled, which statements must and must not meet in a claim.
Of decisions that contradict each other the newest counts.
"""

from whence.decisions.bounds import Bounds, parted
from whence.decisions.claims import bound_claims
from whence.decisions.edges import apply_to_edges, apply_to_passages, rejected_pairs
from whence.decisions.effects import describe_rulings
from whence.decisions.making import VERBS, make_matter
from whence.decisions.names import DecidedNames, apply_to_names, joined_and_parted
from whence.decisions.rulings import Matter, Name, Place, Ruling, evidence_words, new_ruling, ruling_of

__all__ = [
    "VERBS",
    "Bounds",
    "DecidedNames",
    "Matter",
    "Name",
    "Place",
    "Ruling",
    "apply_to_edges",
    "apply_to_names",
    "apply_to_passages",
    "bound_claims",
    "describe_rulings",
    "evidence_words",
    "joined_and_parted",
    "make_matter",
    "new_ruling",
    "parted",
    "rejected_pairs",
    "ruling_of",
]
