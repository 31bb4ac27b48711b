"""What `add`, `trace`, `info`, `export` and `report` do."""

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whence.cli.guard import warn
from whence.cli.load import settings_for
from whence.cli.options import Format
from whence.cli.output import Answer, choose_format, write_rows, write_text
from whence.cli.progress import progress_bars
from whence.errors import CorpusError, InputError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from whence.corpus import AddResult, Corpus, Info
    from whence.records import Skipped

_WARNED = 10  # skipped inputs named on stderr; the rest are counted, `whence info` lists them all


def warn_skipped(skipped: Sequence["Skipped"]) -> None:
    """Name skipped inputs on stderr, the first few in full."""
    for row in skipped[:_WARNED]:
        warn(f"skipped {row.input}: {row.reason}")
    if len(skipped) > _WARNED:
        warn(f"skipped {len(skipped) - _WARNED:,} more; `whence info CORPUS` lists them all")


def add_inputs(
    folder: Path, inputs: Sequence[str], outlets: Path | None, field_map: Mapping[str, str], zone: str | None
) -> "AddResult":
    """Add inputs to a corpus, naming those that were skipped.

    Raises:
        InputError: if no input could be used.
    """
    from whence.corpus import open_corpus

    with progress_bars() as progress, open_corpus(folder, settings_for(zone)) as corpus:
        result = corpus.add(inputs, outlets=outlets, field_map=field_map, progress=progress)
    warn_skipped(result.skipped)
    if not (result.added or result.known or result.checks or result.affiliations):
        raise InputError(", ".join(inputs), "nothing could be used; the reasons are above")
    return result


def counts_table(rows: Sequence[tuple[str, str, Any]]) -> Any:
    """Lay out (part, name, value) rows as a table of text."""
    import pyarrow as pa

    columns: Any = zip(*rows, strict=True) if rows else ((), (), ())
    names = ("part", "name", "value")
    return pa.table(
        {n: pa.array([str(v) for v in values], pa.string()) for n, values in zip(names, columns, strict=True)}
    )


def describe_addition(folder: Path, result: "AddResult") -> Answer:
    """Say what an addition did."""
    from whence.export import plain_value

    counts = {
        "added": result.added,
        "known": result.known,
        "fact-checks": result.checks,
        "affiliations": result.affiliations,
        "skipped": len(result.skipped),
    }

    def show() -> Iterator["RenderableType"]:
        from whence.cli.terminal import line
        from whence.report.words import count

        yield line(("Added ", ""), (count(result.added, "document"), "bold"), f" to {folder}.")
        if result.checks:
            yield line(f"Read {count(result.checks, 'fact-check')}.")
        if result.affiliations:
            yield line(f"Read {count(result.affiliations, 'affiliation')}.")
        if result.known:
            yield line(f"{count(result.known, 'record')} had been added before.")
        if result.skipped:
            yield line(f"{count(len(result.skipped), 'input')} could not be used, or not in full.")
        yield line((f"Next: whence trace {folder}", "dim"))

    whole = {"corpus": str(folder), **counts, "inputs_skipped": plain_value(result.skipped)}
    return Answer(counts_table([("add", name, value) for name, value in counts.items()]), show, whole)


def trace_corpus(folder: Path, workers: int | None) -> "Info":
    """Derive everything and tell what the corpus then holds."""
    from whence.corpus import Corpus

    with Corpus(folder, settings_for(None)) as corpus:
        with progress_bars() as progress:
            corpus.trace(workers=workers, progress=progress)
        return corpus.info()


def describe_counts(info: "Info") -> Answer:
    """Say how many rows each table has."""

    def show() -> Iterator["RenderableType"]:
        from whence.cli.terminal import facts, line

        yield facts([(name, f"{number:,}", "") for name, number in info.counts.items()])
        yield line((f"Next: whence report {info.folder} -o report.html", "dim"))

    return Answer(counts_table([("counts", *row) for row in info.counts.items()]), show, dict(info.counts))


def describe_corpus(folder: Path) -> Answer:
    """Say what a corpus holds, what was skipped, what caps left out, and how it was made."""
    from whence.corpus import Corpus
    from whence.export import plain_value
    from whence.report.page import flatten_settings

    with Corpus(folder, settings_for(None)) as corpus:
        info = corpus.info()
    settings = flatten_settings(info.settings)
    state: list[tuple[str, Any]] = [
        ("folder", info.folder),
        ("whence", info.whence_version),
        ("format", info.format),
        (
            "traced",
            "yes" if info.traced else f"not since the last addition or decision; run: whence trace {folder}",
        ),
    ]
    rows = [("corpus", *row) for row in state]
    rows += [("counts", *row) for row in info.counts.items()]
    rows += [("left out", *row) for row in sorted(info.left_out.items())]
    rows += [("skipped", row.input, row.reason) for row in info.skipped]
    rows += [("settings", *row) for row in settings]

    def show() -> Iterator["RenderableType"]:
        from whence.cli.terminal import facts, heading, indented, line

        yield facts([(name, str(value), "") for name, value in state])
        yield heading("Tables")
        yield indented(facts([(name, f"{number:,}", "") for name, number in info.counts.items()]))
        yield heading("Inputs that were not used, or not in full")
        for row in info.skipped:
            yield indented(line((row.input, "bold"), f": {row.reason}"))
        if not info.skipped:
            yield indented(line("none"))
        yield heading("Left out of the search for passages by limits")
        yield indented(
            facts(
                [(name, f"{number:,}", "") for name, number in sorted(info.left_out.items())]
                or [("nothing", "", "")]
            )
        )
        yield heading("Settings")
        yield indented(facts([(name, value, "") for name, value in settings]))

    return Answer(counts_table(rows), show, plain_value(info))


def export_corpus_table(
    folder: Path, name: str, asked: Format | None, output: Path | None, *, expand: bool = False
) -> None:
    """Write one table; JSONL unless the format or the file's name says otherwise."""
    from whence.corpus import Corpus
    from whence.export import export_table

    chosen = choose_format(asked, output, otherwise=Format.jsonl)
    with Corpus(folder, settings_for(None)) as corpus:
        table = export_table(corpus, name, corpus.settings.match if expand else None)
    if chosen is not Format.table:
        write_rows(table, chosen, output)
        return
    from whence.cli.terminal import render

    write_text(render([_table_view(table)], plain=output is not None, wide=True), output)


def _table_view(table: Any) -> "RenderableType":
    from whence.cli.terminal import listing
    from whence.export import plain_rows
    from whence.report.marking import shorten
    from whence.report.words import one_line

    rows = [
        [shorten(one_line("" if value is None else value), 48) for value in row.values()]
        for row in plain_rows(table)
    ]
    return listing([(name, 0) for name in table.column_names], rows)


@contextmanager
def corpus_of(
    sources: Sequence[str],
    outlets: Path | None,
    field_map: Mapping[str, str],
    zone: str | None,
    workers: int | None,
) -> Iterator["Corpus"]:
    """Give a traced corpus: the one named, or a passing one made of inputs.

    Args:
        sources: one corpus folder, or inputs.
        outlets: outlets table for inputs.
        field_map: columns of fields for inputs.
        zone: time zone for inputs.
        workers: processes for tracing.

    Raises:
        InputError: if no input could be used.
        CorpusError: if a corpus stands among inputs, or has not been traced.
    """
    from whence.corpus import Corpus

    corpora = [source for source in sources if is_corpus(source)]
    if corpora and len(sources) > 1:
        raise CorpusError(f"{corpora[0]} is a corpus; report one corpus alone, or inputs alone")
    if corpora:
        with Corpus(corpora[0], settings_for(None)) as corpus:
            if not corpus.info().traced:
                raise CorpusError(
                    f"{corpora[0]}: not everything in it has been traced; run: whence trace {corpora[0]}"
                )
            yield corpus
        return
    with tempfile.TemporaryDirectory(prefix="whence-") as folder:
        passing = Path(folder) / "corpus"
        add_inputs(passing, sources, outlets, field_map, zone)
        with Corpus(passing, settings_for(zone)) as corpus:
            with progress_bars() as progress:
                corpus.trace(workers=workers, progress=progress)
            yield corpus


def is_corpus(source: str) -> bool:
    """Tell whether a path is a corpus folder."""
    return (Path(source) / "catalogue.sqlite").is_file()


def write_report(corpus: "Corpus", output: Path, limit: int) -> Iterable[str]:
    """Write the report and give lines that say what is in it."""
    from whence.report import render_report
    from whence.report.words import count

    page = render_report(corpus, limit)
    write_text(page, output)
    counts = corpus.info().counts
    yield f"Wrote {output} ({_size_words(len(page.encode()))})."
    yield (
        ", ".join(
            count(counts.get(name, 0), noun)
            for name, noun in (("documents", "document"), ("statements", "statement"), ("claims", "claim"))
        )
        + "."
    )


def _size_words(size: int) -> str:
    """Say a file's size: in MB, or in kB where it is less than one."""
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1e3))} kB"
