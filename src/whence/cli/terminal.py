"""How things look in a terminal. Everything here gives text or renderables; nothing is printed."""

import io
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from whence.report.marking import Marked
from whence.report.words import clean, one_line

if TYPE_CHECKING:
    from whence.report.views import Told

_WIDTH = 100  # columns where there is no terminal to ask
_UNBOUNDED = 100_000
_WIDEST = 140  # lines longer than this are hard to follow


def render(parts: Iterable[RenderableType], *, plain: bool = False, wide: bool = False) -> str:
    """Lay out renderables as text.

    Args:
        parts: in order.
        plain: whether to leave colours out even if standard output is a terminal.
        wide: whether lines may be as long as they need instead of the terminal's width.

    Returns:
        Text that ends with a line break; without colours where standard output is no terminal.
    """
    is_terminal = sys.stdout.isatty() and not plain
    width = shutil.get_terminal_size((_WIDTH, 24)).columns
    target = io.StringIO()
    console = Console(
        file=target,
        force_terminal=is_terminal,
        no_color=None if is_terminal and not os.environ.get("NO_COLOR") else True,
        width=_UNBOUNDED if wide else max(40, min(width, _WIDEST)),
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for part in parts:
        console.print(part)
    return "".join(line.rstrip() + "\n" for line in target.getvalue().splitlines())


def line(*pieces: str | tuple[str, str]) -> Text:
    """Make one line of pieces, each plain or with a style; hostile marks are taken out."""
    text = Text()
    for piece in pieces:
        if isinstance(piece, tuple):
            text.append(one_line_keeping_ends(piece[0]), style=piece[1])
        else:
            text.append(one_line_keeping_ends(piece))
    return text


def one_line_keeping_ends(value: str) -> str:
    """Put text on one line but keep a space at its ends, so that pieces can be joined."""
    inner = one_line(value)
    return (" " if value[:1] == " " and inner else "") + inner + (" " if value[-1:] == " " else "")


def heading(words: str) -> Text:
    """Make a heading with space above it."""
    return Text("\n" + one_line(words), style="bold cyan")


def indented(part: RenderableType, by: int = 2) -> Padding:
    """Move something to the right."""
    return Padding(part, (0, 0, 0, by))


def facts(rows: Sequence[tuple[str, str, str]]) -> Table:
    """Lay out names, values and a remark on each in three columns."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_column(style="dim", overflow="fold")
    for name, value, remark in rows:
        grid.add_row(line(name), line(value), line(remark))
    return grid


def listing(columns: Sequence[tuple[str, int]], rows: Iterable[Sequence[str | Text]]) -> Table:
    """Lay out rows under headings.

    Args:
        columns: heading and share of the width; a share of 0 takes only what it needs.
        rows: cells; text is cleaned and put on one line, then wrapped.
    """
    table = Table(
        box=None, padding=(0, 2, 0, 0), header_style="dim", expand=any(share for _, share in columns)
    )
    for name, share in columns:
        table.add_column(name, ratio=share or None, no_wrap=not share, overflow="fold")
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else line(cell) for cell in row))
    return table


def columns(rows: Iterable[tuple[Text, RenderableType]], widest: int) -> Table:
    """Lay out a narrow column of names beside a wide one, with no headings.

    Args:
        rows: a name, which may be empty, and what stands beside it.
        widest: columns that a name takes at most; longer ones are wrapped.
    """
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    grid.add_column(width=widest, overflow="fold")
    grid.add_column(ratio=1, overflow="fold")
    for name, beside in rows:
        grid.add_row(name, beside)
    return grid


def marked(pieces: Marked, style: str = "bold yellow", brackets: tuple[str, str] = ("[", "]")) -> Text:
    """Show a text with marked pieces coloured, and bracketed too where colours are missing."""
    coloured = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    text = Text()
    for words, is_marked in pieces:
        shown = clean(words).replace("\r", "").replace("\t", " ")
        if is_marked:
            text.append(shown if coloured else f"{brackets[0]}{shown}{brackets[1]}", style=style)
        else:
            text.append(shown)
    return text


def side_by_side(names: tuple[str, str], left: Text, right: Text) -> Table:
    """Lay two texts beside each other under their names."""
    table = Table(box=None, padding=(0, 3, 0, 0), expand=True, header_style="bold")
    table.add_column(line(names[0]), ratio=1, overflow="fold")
    table.add_column(line(names[1]), ratio=1, overflow="fold")
    table.add_row(left, right)
    return table


def told(item: "Told", style: str = "") -> Group:
    """Show a statement in its sentence, with its outlet and date below."""
    from whence.report.words import outlet_of, published

    return Group(
        line((item.before, "dim"), (item.words, style), (item.after, "dim")),
        line(
            (f"{outlet_of(item.document)}, {published(item.document)}", "italic"),
            (f"  {item.statement.id}", "dim"),
        ),
    )
