"""Who says a statement, through whom, and on what footing, in words."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from whence.records import Statement

_QUOTED = {"direct": "quoted", "mixed": "partly quoted", "indirect": "not quoted"}


def voice_of(statement: "Statement") -> str:
    """Name who says a statement."""
    if statement.source:
        return statement.source
    return {"author": "the author", "anonymous": "unnamed"}.get(statement.source_kind, "the outlet")


def footing_of(statement: "Statement") -> str:
    """Say on what footing a statement stands: quotation, hedges, negation, modality."""
    parts: list[str] = [] if statement.quotation == "none" else [_QUOTED[statement.quotation]]
    parts += ["negated"] if statement.negated else []
    parts += [statement.modality] if statement.modality else []
    parts += [f"“{hedge}”" for hedge in statement.hedges]
    if statement.source_certainty == "inferred" and statement.quotation != "none":
        parts.append("source inferred")
    return ", ".join(parts)


def passed_through(statement: "Statement") -> str:
    """Name everyone and everything that a statement passed through on its way from its source, each once."""
    # A chain ends with the source itself.
    names = [*statement.chain[:-1], *([statement.channel] if statement.channel else [])]
    return ", ".join(dict.fromkeys(names))
