"""What `compare`, `find` and `search` show."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from whence.cli.load import load_article, load_text, settings_for
from whence.cli.output import Answer
from whence.errors import InputError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from whence.records import Document, Passage

_QUERY = "query"


def compare_inputs(left: str, right: str) -> Answer:
    """Align two articles and lay their passages side by side."""
    from whence.match import compare
    from whence.records import Passage, to_table

    if left == right == "-":
        raise InputError("-", "standard input can be one side only; give a file for the other")
    settings = settings_for(None)
    pair = load_article(left, settings).document, load_article(right, settings).document
    passages = compare(pair[0].text, pair[1].text, settings.match)

    def show() -> Iterator["RenderableType"]:
        from whence.cli.terminal import line
        from whence.report.words import count

        covered = [_covered(passages, side, len(pair[side].text)) for side in (0, 1)]
        for place, document, share in zip(("left", "right"), pair, covered, strict=True):
            yield line((f"{place:<6}", "dim"), (document.title or document.input, "bold"),
                       (f"  {share:.0%} of its text is in passages", "dim"))  # fmt: skip
        yield line(
            f"{count(len(passages), 'passage')} in common." if passages else "No passage in common was found."
        )
        for passage in passages:
            yield from show_passage(passage, pair[0], pair[1], ("left", "right"), swap=False)

    return Answer(to_table(passages, Passage), show)


def _covered(passages: list["Passage"], side: int, length: int) -> float:
    spans = sorted((p.right_begin, p.right_end) if side else (p.left_begin, p.left_end) for p in passages)
    total = reached = 0
    for begin, end in spans:
        total += max(0, end - max(begin, reached))
        reached = max(reached, end)
    return total / length if length else 0.0


def show_passage(
    passage: "Passage", left: "Document", right: "Document", names: tuple[str, str], *, swap: bool
) -> Iterator["RenderableType"]:
    """Lay out one passage side by side with its differing words marked.

    Args:
        passage: the aligned spans.
        left: the document on the left.
        right: the document on the right.
        names: what the two columns are called.
        swap: whether `left` is the passage's right side.
    """
    from whence.cli.terminal import indented, line, marked, side_by_side
    from whence.report.marking import mark_differences

    spans = (passage.left_begin, passage.left_end, passage.right_begin, passage.right_end)
    spans = (*spans[2:], *spans[:2]) if swap else spans
    pieces = mark_differences(left.text[spans[0] : spans[1]], right.text[spans[2] : spans[3]])
    yield line("")
    placed = f"{names[0]} {spans[0]}–{spans[1]}", f"{names[1]} {spans[2]}–{spans[3]}"
    if any(flag for side in pieces for _, flag in side):
        yield indented(side_by_side(placed, marked(pieces[0]), marked(pieces[1])))
    else:
        yield indented(line((f"{placed[0]} and {placed[1]}, word for word", "bold")))
        yield indented(marked(pieces[1]))
    yield indented(line((f"{passage.matched_tokens} words in common, {passage.similarity:.0%} alike", "dim")))


def find_input(folder: Path, source: str) -> Answer:
    """Look for a text in a corpus and lay out where it occurs."""
    from whence.corpus import Corpus
    from whence.records import Document, Passage, to_table

    text = load_text(source, settings_for(None))
    with Corpus(folder, settings_for(None)) as corpus:
        passages = corpus.find(text)
        ids = sorted({_other(passage) for passage in passages})
        documents = {key: corpus.document(key) for key in ids}
    query = Document(id=_QUERY, input=source, text=text)

    def show() -> Iterator["RenderableType"]:
        from whence.cli.terminal import line
        from whence.report.words import count, headline, outlet_of, published

        if not passages:
            yield line("No passage of this text was found in this corpus.")
            return
        yield line(f"{count(len(passages), 'passage')} in {count(len(ids), 'document')} of this corpus.")
        for passage in passages:
            document = documents[_other(passage)]
            yield line("\n")
            yield line((outlet_of(document), "bold"), f"  {headline(document)}",
                       (f"  {published(document)}  {document.id}", "dim"))  # fmt: skip
            yield from show_passage(
                passage, query, document, ("this text", "there"), swap=passage.left_id != _QUERY
            )

    return Answer(to_table(passages, Passage), show)


def _other(passage: "Passage") -> str:
    return passage.right_id if passage.left_id == _QUERY else passage.left_id


def search_corpus(folder: Path, words: str, limit: int) -> Answer:
    """Look for documents that hold some words."""
    import pyarrow as pa

    from whence.corpus import Corpus

    with Corpus(folder, settings_for(None)) as corpus:
        hits = corpus.search(words, limit)
        found = [(hit, corpus.document(hit.document_id)) for hit in hits]
    names: Any = ("document_id", "title", "outlet", "score", "words")
    kinds = (pa.string(), pa.string(), pa.string(), pa.float64(), pa.string())
    table = pa.table(
        {
            name: pa.array([getattr(hit, name) for hit in hits], kind)
            for name, kind in zip(names, kinds, strict=True)
        }
    )

    def show() -> Iterator["RenderableType"]:
        from whence.cli.terminal import indented, line
        from whence.report.words import headline, outlet_of, published

        if not found:
            yield line("No document of this corpus holds these words.")
        for number, (hit, document) in enumerate(found):
            if number:
                yield line("")
            yield line((headline(document), "bold"))
            yield indented(line(f"{outlet_of(document)}, {published(document)}", (f"  {document.id}", "dim")))
            yield indented(line(_as_excerpt(hit.words, document.text)))

    return Answer(table, show)


def _as_excerpt(words: str, text: str) -> str:
    """Mark where an excerpt is cut from the text that it is of."""
    said, whole = " ".join(words.split()), " ".join(text.split())
    before = "" if whole.startswith(said) else "… "
    return f"{before}{said}{'' if whole.endswith(said) else ' …'}"
