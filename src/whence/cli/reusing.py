"""What `reuse` does."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from whence.cli.corpora import counts_table, warn_skipped
from whence.cli.load import settings_for
from whence.cli.output import Answer
from whence.cli.progress import progress_bars

if TYPE_CHECKING:
    from rich.console import RenderableType

_MEGABYTE = 1 << 20


def reuse_tables(
    inputs: Sequence[str],
    folder: Path,
    field_map: Mapping[str, str],
    workers: int | None,
    megabytes: int | None,
) -> Answer:
    """Find the passages that the texts of tables share, and say what was found."""
    from whence.export import plain_value
    from whence.reuse import find_reuse

    memory = megabytes * _MEGABYTE if megabytes else None
    with progress_bars() as progress:
        found = find_reuse(
            inputs, folder, settings_for(None), field_map=field_map, workers=workers, memory=memory,
            progress=progress,
        )  # fmt: skip
    warn_skipped(found.skipped)
    counts = {
        "added": found.added,
        "known": found.known,
        "skipped": len(found.skipped),
        "documents": found.reuse.documents,
        "pairs": found.reuse.pairs,
        "passages": found.reuse.passages,
    }

    def show() -> Iterator["RenderableType"]:
        from whence.cli.terminal import facts, heading, indented, line

        yield facts([(name, f"{number:,}", "") for name, number in counts.items()])
        yield heading("Left out of the search for passages by limits")
        yield indented(facts([(n, f"{number:,}", "") for n, number in sorted(found.reuse.left_out.items())]))
        yield line((f"Passages: {folder / 'passages'}/*.parquet", "dim"))

    rows: list[tuple[str, str, object]] = [("counts", *row) for row in counts.items()]
    rows += [("left out", *row) for row in sorted(found.reuse.left_out.items())]
    rows += [("skipped", row.input, row.reason) for row in found.skipped]
    whole = {**counts, "left_out": found.reuse.left_out, "inputs_skipped": plain_value(found.skipped)}
    return Answer(counts_table(rows), show, whole)
