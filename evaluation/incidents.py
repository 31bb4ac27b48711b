"""Parts the shootings of SemEval 2018 task 5 into what settings may be chosen on and what is reported."""

import hashlib

PARTS = ("held-out", "tuning", "all")


def in_part(incident: str, part: str) -> bool:
    """Tell whether an incident is in a part; the held-out third is fixed by the incidents' names."""
    held_out = hashlib.sha256(incident.encode()).digest()[0] % 3 == 0
    return part == "all" or held_out == (part == "held-out")
