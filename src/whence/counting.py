"""What an article's statements come to in numbers: who is quoted how often, and how firmly."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from whence.records import Statement
from whence.statements import unnamed_kind


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of one article's statements.

    Attributes:
        statements: all of them, the headline's included.
        attributed: those said by somebody else than the outlet or the author.
        own_voice: the rest.
        named: statements of each named source, the most quoted first, then by name.
        anonymous: statements of unnamed sources by kind, the most first, then by kind.
        hedged: statements with a word of doubt.
        denying: statements that deny.
        questions: statements that ask.
    """

    statements: int
    attributed: int
    own_voice: int
    named: tuple[tuple[str, int], ...]
    anonymous: tuple[tuple[str, int], ...]
    hedged: int
    denying: int
    questions: int

    @property
    def own_voice_share(self) -> float:
        """Share of all statements that are in the outlet's or author's voice, 0 to 1."""
        return self.own_voice / self.statements if self.statements else 0.0

    @property
    def hedged_share(self) -> float:
        """Share of all statements that hold a word of doubt, 0 to 1."""
        return self.hedged / self.statements if self.statements else 0.0

    @property
    def top_source_share(self) -> float:
        """Share of the statements of named sources that the most quoted one makes, 0 to 1."""
        said = sum(count for _, count in self.named)
        return self.named[0][1] / said if said else 0.0


def count_statements(statements: Sequence[Statement]) -> Counts:
    """Count an article's statements.

    Args:
        statements: of one document, in any order.

    Returns:
        The counts.
    """
    attributed = [item for item in statements if item.source_kind in ("named", "anonymous")]
    named = Counter(item.source or "" for item in attributed if item.source_kind == "named")
    anonymous = Counter(unnamed_kind(item) for item in attributed if item.source_kind == "anonymous")
    return Counts(
        statements=len(statements),
        attributed=len(attributed),
        own_voice=len(statements) - len(attributed),
        named=_ranked(named),
        anonymous=_ranked(anonymous),
        hedged=sum(bool(item.hedges) for item in statements),
        denying=sum(item.negated for item in statements),
        questions=sum(item.modality == "question" for item in statements),
    )


def _ranked(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
