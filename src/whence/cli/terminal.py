"""How things look in a terminal. Everything here gives text or renderables; nothing is printed."""

import io
import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from whence.report.marking import Marked
from whence.report.words import clean, one_line

if TYPE_CHECKING:
    from whence.report.views import Told

_WIDTH = 100  # columns where there is no terminal to ask
_UNBOUNDED = 100_000
_THREE_COLUMNS = 100  # columns from which a third one beside what is said leaves that enough room
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


@dataclass(frozen=True, slots=True)
class Entry:
    """What somebody says: who, or None for whoever spoke before; what; how; and how deep inside others."""

    who: Text | None
    said: str
    notes: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Entries:
    """Entries under headings: in three columns where they fit, else with the notes below what is said."""

    headings: tuple[str, str, str]
    entries: Sequence[Entry]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Lay out the entries for the width there is."""
        wide = options.max_width >= _THREE_COLUMNS
        grid = Table(box=None, padding=(0, 2, 0, 0), expand=True, header_style="dim", show_header=wide)
        grid.add_column(self.headings[0], width=options.max_width // 5, overflow="fold")
        grid.add_column(self.headings[1], ratio=1, overflow="fold")
        if wide:
            grid.add_column(self.headings[2], width=options.max_width // 4, overflow="fold")
        for at, entry in enumerate(self.entries):
            if at and entry.who is not None:
                grid.add_row()
            notes = line((entry.notes, "dim"))
            said = _hanging(line(entry.said), 2 * entry.depth)
            if wide:
                grid.add_row(entry.who or "", said, notes)
            else:
                below = [Padding(line((f"({entry.notes})", "dim")), (0, 0, 0, 2 * entry.depth + 2))]
                grid.add_row(entry.who or "", Group(said, *(below if entry.notes else [])))
        yield grid


def _hanging(text: Text, depth: int) -> Table:
    """Set a mark before a text whose further lines stand to the right of it."""
    grid = Table.grid(expand=True)
    grid.add_column(width=depth + 2)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_row(Text(" " * depth + "–", style="dim"), text)
    return grid


def values(rows: Sequence[tuple[str, str, str]]) -> Table:
    """Lay out names and values, each value with a remark behind it in brackets."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    for name, value, remark in rows:
        grid.add_row(line(name), line(value, (f"  ({remark})" if remark else "", "dim")))
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
    from whence.report.words import outlet_of, stood

    return Group(
        line((item.before, "dim"), (item.words, style), (item.after, "dim")),
        line(
            (f"{outlet_of(item.document)}, {stood(item.document)}", "italic"),
            (f"  {item.statement.id}", "dim"),
        ),
    )
