"""Real uses of the public face, checked by mypy and never run."""

from pathlib import Path

import whence


def read_one(path: Path) -> list[str]:
    """Name everyone who is quoted on a page."""
    reading = whence.read(path)
    return sorted({statement.source for statement in reading.statements if statement.source is not None})


def shared_words(left: str, right: str) -> list[tuple[str, str]]:
    """Cut the words of each passage out of both texts."""
    return [
        (left[p.left_begin : p.left_end], right[p.right_begin : p.right_end])
        for p in whence.compare(left, right)
    ]


def count_claims(folder: Path, pages: list[Path]) -> int:
    """Trace some pages and count their claims."""
    try:
        with whence.open_corpus(folder, whence.Settings()) as corpus:
            result = corpus.add(pages, outlets="outlets.csv", field_map={"text": "body"})
            assert result.added + result.known >= 0
            corpus.trace(workers=2)
            count: int = corpus.table("claims").num_rows
            return count
    except whence.WhenceError:
        return 0
