"""Are arrows as sure as they say? Counts, in grown worlds, how many arrows of each situation are true.

    python evaluation/calibration.py DATA [--worlds N] [--seed N]

DATA and the worlds are those of `simulate.py`. An arrow is true if what it joins has one origin. For every
situation of `whence.origins.SITUATIONS` the first table gives the probability that it has, the share of its
arrows that are true in either half of the kinds of change, and the probability that the tuning half suggests:

    (true arrows + 20 x the probability it has) / (arrows + 20)

as if the reasons written beside the table were worth twenty arrows. Two bounds keep the generator's own
assumptions out of it. Credits, links, channels and owners are true in these worlds because they are made so:
they are not fitted. And a situation may fall below the threshold it stands on, but not rise above the next:
that a made-up desk copies so is no proof that no real reporter ever writes so.

The second table is the reliability of the probabilities as they stand in the package, on the held-out half.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from simulate import run_simulation
from simulate_scores import Judged
from simulate_texts import HELD_OUT, TUNING
from tables import markdown_table

from whence.origins import SITUATIONS, Situation, probabilities

_PRIOR = 20  # arrows that a reason is worth
_FEWEST = 30  # arrows of the tuning half below which nothing is suggested
_STEP = 1e-7  # by which situations of one probability are told apart in the tables
_RUNGS = (0.0, 0.05, 0.5, 0.95, 1.0)
_BELOW = 0.01  # how far below the next threshold a situation stops
# Kinds whose truth the generator assumes.
_ASSUMED = frozenset(("credit", "link", "channel", "ownership", "version"))
_NAMES = {f"copy-{name}" for name in ("decided",)} | {"languages"}
BINS = ((0.95, 1.01), (0.8, 0.95), (0.5, 0.8), (0.05, 0.5))


@dataclass(frozen=True, slots=True)
class Share:
    """How many arrows of a situation are true in a half."""

    true: int
    all: int

    def __str__(self) -> str:
        return f"{self.true / self.all:.3f} ({self.all})" if self.all else "none"


@contextmanager
def marked_situations() -> Iterator[None]:
    """Give every situation a probability of its own, a millionth or so above the one it has."""
    kept = dict(probabilities._BY_NAME)
    for place, known in enumerate(SITUATIONS):
        marked = replace(known, probability=known.probability + place * _STEP)
        probabilities._BY_NAME[known.name] = marked
    try:
        yield
    finally:
        probabilities._BY_NAME.update(kept)


def situation_of(arrow: Judged) -> Situation:
    """Give the situation that an arrow was drawn in, from its marked probability."""
    return min(
        enumerate(SITUATIONS),
        key=lambda known: abs(known[1].probability + known[0] * _STEP - arrow.probability),
    )[1]


def count_arrows(arrows: Sequence[Judged]) -> dict[tuple[str, str], Share]:
    """Count true arrows by situation and half."""
    found: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for arrow in arrows:
        found[situation_of(arrow).name, arrow.half].append(arrow.true)
    return {key: Share(sum(own), len(own)) for key, own in found.items()}


def suggest(known: Situation, seen: Share) -> float | None:
    """Give the probability that the tuning half suggests for a situation; None where it says nothing."""
    if known.kind in _ASSUMED or known.name in _NAMES or seen.all < _FEWEST:
        return None
    fitted = (seen.true + _PRIOR * known.probability) / (seen.all + _PRIOR)
    above = next((rung for rung in _RUNGS if rung > known.probability), 1.0)
    return round(min(fitted, above - _BELOW), 2)


def suggestions_table(shares: dict[tuple[str, str], Share]) -> str:
    """Lay the situations out with what they have and what is suggested."""
    rows = []
    for known in SITUATIONS:
        tuning, held_out = (shares.get((known.name, half), Share(0, 0)) for half in (TUNING, HELD_OUT))
        if not tuning.all and not held_out.all:
            continue
        suggested = suggest(known, tuning)
        said = "" if suggested is None else f"{suggested:.2f}"
        rows.append([known.name, f"{known.probability:.2f}", str(tuning), said, str(held_out)])
    header = ["situation", "has", f"true, {TUNING} (of)", "suggested", f"true, {HELD_OUT} (of)"]
    return markdown_table(header, rows)


def reliability_table(arrows: Sequence[Judged]) -> str:
    """Lay out how sure the arrows of the held-out half say they are, and how many are true."""
    rows = []
    for low, high in BINS:
        own = [arrow for arrow in arrows if arrow.half == HELD_OUT and low <= arrow.probability < high]
        mean = sum(arrow.probability for arrow in own) / len(own) if own else 0.0
        true = Share(sum(arrow.true for arrow in own), len(own))
        rows.append([f"{low:.2f} to {min(high, 1.0):.2f}", f"{mean:.3f}", str(true)])
    return markdown_table(["probability", "mean", f"true, {HELD_OUT} (of)"], rows)


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--worlds", type=int, default=720, help="how many worlds in all")
    parser.add_argument("--seed", type=int, default=2, help="other worlds than simulate.py's")
    options = parser.parse_args()
    with marked_situations():
        scores = run_simulation(options.data, options.worlds, options.seed)
    print(suggestions_table(count_arrows(scores.arrows)))
    print()
    print(reliability_table(scores.arrows))


if __name__ == "__main__":
    main()
