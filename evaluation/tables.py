"""Markdown tables, the one form in which every script here prints what it measured."""

from collections.abc import Iterable, Sequence


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[object]], *, words: int = 1) -> str:
    """Lay out rows as a Markdown table.

    Args:
        header: names of the columns.
        rows: one cell for each column; a float is shown with three digits.
        words: how many columns, from the left, hold words; all others are set to the right.

    Returns:
        The table's lines, without a last line end.
    """
    lines = [_line(header), "|" + "|".join("---" if n < words else "---:" for n in range(len(header))) + "|"]
    lines += [_line([_cell(value) for value in row]) for row in rows]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _cell(value: object) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def share(part: int, whole: int) -> str:
    """Give "7 of 9 (78 %)", or "none" where there is nothing to share."""
    return f"{part} of {whole} ({100 * part / whole:.0f} %)" if whole else "none"
