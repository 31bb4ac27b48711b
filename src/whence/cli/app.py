"""The commands and their help; each is a thin wrapper over a plain function."""

from pathlib import Path
from typing import Annotated

import typer

from whence.cli.guard import chosen_settings, debugging, guarded
from whence.cli.options import (
    CorpusFolder,
    FieldMap,
    FormatOption,
    Inputs,
    OneInput,
    Outlets,
    Output,
    ReaderOption,
    Verb,
    Workers,
    Zone,
    read_map,
)

EXPORTED = ("documents", "credits", "passages", "edges", "families", "statements", "sources", "claims",
            "arrows", "origins", "mutations", "loops", "wire", "checks", "matches", "decisions",
            "affiliations", "skipped")  # fmt: skip
"""The tables of `records.TABLES`, named here so that help needs no Arrow; a test holds them equal."""

app = typer.Typer(
    name="whence",
    help="Find where news came from: who copied whom, who is quoted, how many origins a claim has.",
    epilog="Begin with: whence report PAGES... -o report.html",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


def _print_version(asked: bool) -> None:
    if asked:
        from whence import __version__

        typer.echo(f"whence {__version__}")
        raise typer.Exit


@app.callback()
def main(
    debug: Annotated[bool, typer.Option("--debug", help="Show where an error comes from.")] = False,
    chosen: Annotated[
        list[str],
        typer.Option(
            "--set",
            metavar="PART.NAME=VALUE",
            help="Change a setting, for instance match.smallest_passage=20; may be given again.",
        ),
    ] = [],  # noqa: B006 - Typer needs a list to make the option repeatable
    version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Find where news came from."""
    debugging.set(debug)
    chosen_settings.set(tuple(chosen))


@app.command(epilog="Example: whence report pages/ --outlets outlets.csv -o report.html")
@guarded
def report(  # noqa: PLR0913, PLR0917 - a command's options are its parameters
    sources: Annotated[
        list[str],
        typer.Argument(metavar="CORPUS_OR_INPUT", help="One traced corpus, or files and folders."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="The HTML file to write.")],
    outlets: Outlets = None,
    field_map: FieldMap = [],  # noqa: B006 - Typer needs a list to make the option repeatable
    zone: Zone = None,
    workers: Workers = None,
    limit: Annotated[
        int,
        typer.Option(
            "--limit", metavar="N", min=1, help="Most claims, families, documents and sources shown."
        ),
    ] = 200,
) -> None:
    """Write one HTML file with all that was found.

    Given files and folders instead of a corpus, it reads and traces them on the way and keeps nothing else.
    """
    from whence.cli.corpora import corpus_of, write_report

    with corpus_of(sources, outlets, read_map(field_map), zone, workers) as corpus:
        for said in write_report(corpus, output, limit):
            typer.echo(said)


@app.command(epilog="Example: whence read page.html")
@guarded
def read(
    source: OneInput,
    zone: Zone = None,
    reader: ReaderOption = None,
    format_: FormatOption = None,
    output: Output = None,
) -> None:
    """Read one article: who says what in it.

    Shows its metadata with where each was read, whom it credits in which words, and its statements.
    JSON is one object with document, credits, statements, totals and counts; the other formats hold the
    statements.
    """
    from whence.cli.output import present
    from whence.cli.reading import read_input

    present(read_input(source, zone, reader), format_, output)


@app.command(epilog="Example: whence add news pages/ feed.xml --outlets outlets.csv")
@guarded
def add(  # noqa: PLR0913, PLR0917 - a command's options are its parameters
    corpus: CorpusFolder,
    inputs: Inputs,
    outlets: Outlets = None,
    field_map: FieldMap = [],  # noqa: B006 - Typer needs a list to make the option repeatable
    zone: Zone = None,
    format_: FormatOption = None,
    output: Output = None,
) -> None:
    """Add pages, feeds, tables, fact-checks and owners to a corpus.

    The corpus is made where there is none; what it holds already is left as it is. Fact-checks are read from
    schema.org ClaimReview, in JSON files or in the scripts of pages; who owns whom from a CSV with columns
    outlet and owner, perhaps from and until, and from trust.txt files. Inputs that cannot be used are named
    on standard error, and the rest goes on.
    """
    from whence.cli.corpora import add_inputs, describe_addition
    from whence.cli.output import present

    result = add_inputs(corpus, inputs, outlets, read_map(field_map), zone)
    present(describe_addition(corpus, result), format_, output)


@app.command(epilog="Example: whence trace news")
@guarded
def trace(
    corpus: CorpusFolder, workers: Workers = None, format_: FormatOption = None, output: Output = None
) -> None:
    """Derive copies, statements, claims and origins.

    What has not changed since the last time is kept.
    """
    from whence.cli.corpora import describe_counts, trace_corpus
    from whence.cli.output import present

    present(describe_counts(trace_corpus(corpus, workers)), format_, output)


@app.command(epilog="Example: whence info news")
@guarded
def info(corpus: CorpusFolder, format_: FormatOption = None, output: Output = None) -> None:
    """Show what a corpus holds and what was left out.

    That is counts, skipped inputs with their reasons, what limits left out, settings and versions.
    """
    from whence.cli.corpora import describe_corpus
    from whence.cli.output import present

    present(describe_corpus(corpus), format_, output)


@app.command(epilog="Example: whence show news k0123456789abcdef")
@guarded
def show(
    corpus: CorpusFolder,
    key: Annotated[
        str,
        typer.Argument(metavar="ID", help="Id of a document, family, claim, edge, arrow or any other row."),
    ],
    format_: FormatOption = None,
    output: Output = None,
) -> None:
    """Show one thing, opened down to its words.

    It may be a document, credit, passage, edge, family, statement, source, claim, arrow, origin or decision.
    JSON is one object with everything opened; JSONL, CSV and Parquet hold the row itself.
    """
    from whence.cli.output import present
    from whence.cli.showing import show_thing

    present(show_thing(corpus, key), format_, output)


@app.command(epilog="Example: whence search news 'ferry \"harbour wall\"'")
@guarded
def search(
    corpus: CorpusFolder,
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help='Words, or phrases in "double quotes".')
    ],
    limit: Annotated[int, typer.Option("--limit", metavar="N", min=1, help="Most documents given.")] = 20,
    format_: FormatOption = None,
    output: Output = None,
) -> None:
    """Find documents by words, best first."""
    from whence.cli.comparing import search_corpus
    from whence.cli.output import present

    present(search_corpus(corpus, " ".join(words), limit), format_, output)


@app.command(epilog="Example: whence find news paragraph.txt")
@guarded
def find(corpus: CorpusFolder, source: OneInput, format_: FormatOption = None, output: Output = None) -> None:
    """Find where a text occurs in a corpus.

    Parts of it are found too, and copies that changed some words.
    The text's side of each passage has the id "query".
    """
    from whence.cli.comparing import find_input
    from whence.cli.output import present

    present(find_input(corpus, source), format_, output)


@app.command(epilog="Example: whence compare one.html other.html")
@guarded
def compare(
    left: Annotated[str, typer.Argument(metavar="A", help="A saved page or a text file.")],
    right: Annotated[str, typer.Argument(metavar="B", help="Another one.")],
    format_: FormatOption = None,
    output: Output = None,
) -> None:
    """Show two articles' common passages side by side."""
    from whence.cli.comparing import compare_inputs
    from whence.cli.output import present

    present(compare_inputs(left, right), format_, output)


@app.command(epilog="Example: whence decide news reject e0123456789abcdef --reason 'one ruling'")
@guarded
def decide(  # noqa: PLR0913, PLR0917 - a command's options are its parameters
    corpus: CorpusFolder,
    verb: Annotated[
        Verb,
        typer.Argument(
            metavar="VERB",
            help="accept, reject, split, merge, same-source, different-source; or list, undo.",
            show_default=False,
        ),
    ] = Verb.listing,
    keys: Annotated[
        list[str],
        typer.Argument(metavar="ID...", help="What it is about; sources may be named.", show_default=False),
    ] = [],  # noqa: B006 - Typer needs a list to make the argument repeatable
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why; evidence names it.", show_default=False)
    ] = "",
    who: Annotated[
        str | None, typer.Option("--who", metavar="NAME", help="Who decides; stays in the catalogue.")
    ] = None,
    kind: Annotated[
        str | None, typer.Option("--kind", metavar="KIND", help="With accept: the kind of edge that it is.")
    ] = None,
    earlier: Annotated[
        str | None,
        typer.Option("--earlier", metavar="ID", help="With accept: the document that came first."),
    ] = None,
    format_: FormatOption = None,
    output: Output = None,
) -> None:
    """Decide what is right, over what was found.

    accept and reject take an edge, two documents, or a claim. split takes a claim and those of its statements
    that stand apart. merge takes claims or statements. same-source takes sources; different-source takes
    sources, or one source and the documents in which somebody else is meant.

    Decisions are kept, and applied by the next trace and by every later one until they are undone. list shows
    them with what became of each; its JSONL holds them as labels, with the words that they were made on.
    """
    from whence.cli.deciding import decide_on
    from whence.cli.output import present

    answer = decide_on(corpus, verb, keys, reason=reason, who=who, kind=kind, earlier=earlier)
    present(answer, format_, output)


@app.command(epilog="Example: whence export news claims -o claims.csv")
@guarded
def export(
    corpus: CorpusFolder,
    table: Annotated[str, typer.Argument(metavar="TABLE", help=f"One of {', '.join(EXPORTED)}.")],
    format_: FormatOption = None,
    output: Output = None,
    expand: Annotated[
        bool, typer.Option("--expand", help="Passages of all pairs of a family, not those of its hub alone.")
    ] = False,
) -> None:
    """Write one table of a corpus, rows sorted by id.

    Without --format the file's name decides, and standard output gets JSONL.
    """
    from whence.cli.corpora import export_corpus_table

    export_corpus_table(corpus, table, format_, output, expand=expand)


@app.command(epilog="Example: whence reuse archive/ -o reused")
@guarded
def reuse(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT", help="Parquet files, or folders of them, with id and text."),
    ],
    folder: Annotated[
        Path, typer.Option("--output", "-o", metavar="FOLDER", help="The folder to make or to add to.")
    ],
    field_map: FieldMap = [],  # noqa: B006 - Typer needs a list to make the option repeatable
    workers: Workers = None,
    memory: Annotated[
        int | None,
        typer.Option("--memory", metavar="MB", min=256, help="Megabytes to use, about; 1500 by default."),
    ] = None,
    format_: FormatOption = None,
) -> None:
    """Find the passages that millions of texts share.

    Reads columns id and text, and outlet and date if there are any; writes the passages table as Parquet.
    A later run with more files adds them to the folder at the cost of what is new.
    """
    from whence.cli.output import present
    from whence.cli.reusing import reuse_tables

    present(reuse_tables(inputs, folder, read_map(field_map), workers, memory), format_, None)
