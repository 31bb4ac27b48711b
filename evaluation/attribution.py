"""Scores `whence.statements` on PolNeAR: spans of sources, cues and contents, and whole attributions.

    python evaluation/attribution.py PATH [--part dev|train] [--sample N] [--reader NAME] [--markdown]

PATH is the unpacked corpus: `train/` and `dev/`, each with `text/` and `attributions/` (brat). Spans are
compared in characters after joining pieces that only white space parts. "exact" counts spans equal to a
gold span; "overlap" counts spans that share a character with one; "whole" counts attributions whose
source and content are both exact. Nested statements are left out, as the corpus has none. Each
reader of `statements.reader` has its rows; that whose extra is not installed is left out and said to be.

Source: Newell, Margolin and Ruths, "An Attribution Relations Corpus for Political News", LREC 2018.
"""

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

from tables import markdown_table

from whence.errors import MissingExtraError
from whence.records import Document, Statement
from whence.settings import Reader, StatementSettings
from whence.statements import read_statements

Spans = tuple[tuple[int, int], ...]
Attribution = dict[str, Spans]
ROLES = ("Source", "Cue", "Content")


def join(text: str, pieces: Iterable[tuple[int, int]]) -> Spans:
    """Trim white space off pieces and join those that only white space parts."""
    joined: list[tuple[int, int]] = []
    for piece in sorted(pieces):
        words = text[slice(*piece)]
        begin = piece[0] + len(words) - len(words.lstrip())
        end = begin + len(words.strip())
        if joined and not text[joined[-1][1] : begin].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif begin < end:
            joined.append((begin, end))
    return tuple(joined)


def read_gold(path: Path, text: str) -> list[Attribution]:
    """Read the attributions of one brat file."""
    spans: dict[str, list[tuple[int, int]]] = {}
    events: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        cells = line.split("\t")
        if len(cells) < 2:
            continue
        if cells[0].startswith("T"):
            places = cells[1].split(" ", 1)[1].split(";")
            spans[cells[0]] = [(int(place.split()[0]), int(place.split()[1])) for place in places]
        elif cells[0].startswith("E"):
            events.append(cells[1])
    found: list[Attribution] = []
    for event in events:
        roles: dict[str, list[tuple[int, int]]] = {}
        for argument in event.split():
            role, target = argument.split(":")
            roles.setdefault(role.rstrip("0123456789"), []).extend(spans.get(target, []))
        attribution = {role: join(text, roles[role]) for role in ROLES if roles.get(role)}
        if "Content" in attribution:
            found.append(attribution)
    return found


def read_ours(document: Document, settings: StatementSettings) -> list[Attribution]:
    """Read the attributions that whence finds, statements of one attribution together."""
    groups: dict[str, list[Statement]] = {}
    for statement in read_statements(document, settings):
        if statement.attribution_id is not None and statement.parent_id is None and statement.field == "text":
            groups.setdefault(statement.attribution_id, []).append(statement)
    found: list[Attribution] = []
    for rows in groups.values():
        pieces: dict[str, set[tuple[int, int]]] = {role: set() for role in ROLES}
        for row in rows:
            pieces["Content"].update(row.content_spans)
            if row.cue_begin is not None and row.cue_end is not None:
                pieces["Cue"].add((row.cue_begin, row.cue_end))
            if row.source_begin is not None and row.source_end is not None and row.cue is not None:
                pieces["Source"].add((row.source_begin, row.source_end))
        found.append({role: join(document.text, pieces[role]) for role in ROLES if pieces[role]})
    return found


def read_corpus(folder: Path) -> Iterator[tuple[str, str, Path]]:
    """Yield (name, text, path of the annotations) of every annotated article, one annotator each."""
    for path in sorted((folder / "attributions").glob("*.ann")):
        name = path.stem.rsplit("_", 1)[0]
        source = folder / "text" / f"{name}.txt"
        if source.exists():
            with source.open(encoding="utf-8", newline="") as file:
                yield name, file.read(), path


def _overlaps(span: Spans, others: set[Spans]) -> bool:
    return any(b < end and begin < e for other in others for b, e in other for begin, end in span)


def count(gold: list[Attribution], ours: list[Attribution], counts: Counter[tuple[str, str]]) -> None:
    """Add one article's agreement to the counts."""
    for role in ROLES:
        wanted = {attribution[role] for attribution in gold if role in attribution}
        given = {attribution[role] for attribution in ours if role in attribution}
        counts[role, "wanted"] += len(wanted)
        counts[role, "given"] += len(given)
        counts[role, "exact"] += len(wanted & given)
        counts[role, "given overlap"] += sum(_overlaps(span, wanted) for span in given)
        counts[role, "wanted overlap"] += sum(_overlaps(span, given) for span in wanted)
    whole_wanted = {(one.get("Source"), one["Content"]) for one in gold}
    whole_given = {(one.get("Source"), one["Content"]) for one in ours}
    counts["Whole", "wanted"] += len(whole_wanted)
    counts["Whole", "given"] += len(whole_given)
    counts["Whole", "exact"] += len(whole_wanted & whole_given)


def score(precise: int, given: int, found: int, wanted: int) -> tuple[str, str, str]:
    """Give precision, recall and F1 in per cent."""
    precision = 100 * precise / given if given else 0.0
    recall = 100 * found / wanted if wanted else 0.0
    mean = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"{precision:.1f}", f"{recall:.1f}", f"{mean:.1f}"


def score_roles(counts: Counter[tuple[str, str]]) -> list[list[str]]:
    """Give a row for each role and one for whole attributions, in per cent."""
    rows = []
    for role in (*ROLES, "Whole"):
        c = {key[1]: value for key, value in counts.items() if key[0] == role}
        exact = score(c["exact"], c["given"], c["exact"], c["wanted"])
        overlap = ("", "", "")
        if role != "Whole":
            overlap = score(c["given overlap"], c["given"], c["wanted overlap"], c["wanted"])
        rows.append([role.lower(), *exact, *overlap])
    return rows


def score_reader(
    articles: list[tuple[str, str, Path]], settings: StatementSettings
) -> tuple[list[list[str]], float]:
    """Give the rows of a reader, and the words that it reads in a CPU-second."""
    counts: Counter[tuple[str, str]] = Counter()
    seconds, words = 0.0, 0
    read_statements(Document(id="a", input="a", language="en", text="Begin, he said."), settings)
    for name, text, path in articles:
        document = Document(id=name, input=name, language="en", text=text)
        started = time.process_time()
        ours = read_ours(document, settings)
        seconds += time.process_time() - started
        words += len(text.split())
        count(read_gold(path, text), ours, counts)
    return score_roles(counts), words / max(seconds, 1e-9)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("--part", choices=("dev", "train"), default="dev")
    parser.add_argument("--sample", type=int, default=0, help="articles drawn by a fixed seed; 0 takes all")
    parser.add_argument("--reader", choices=get_args(Reader), help="one reader; else all")
    parser.add_argument("--markdown", action="store_true", help="print a Markdown table")
    options = parser.parse_args()
    articles = list(read_corpus(options.path / options.part))
    if options.sample:
        articles = random.Random(1).sample(articles, min(options.sample, len(articles)))
    header = ["reader", "span", "exact P", "R", "F1", "overlap P", "R", "F1"]
    rows: list[list[str]] = []
    told = [f"{len(articles)} articles of {options.part}, scores in per cent."]
    for reader in [options.reader] if options.reader else get_args(Reader):
        try:
            scores, speed = score_reader(articles, StatementSettings(reader=reader))
        except MissingExtraError as missing:
            told.append(f"The reader `{reader}` is left out: {missing}.")
            continue
        rows.extend([reader, *row] for row in scores)
        if not options.markdown:
            told.append(f"{reader}: {speed:,.0f} words a CPU-second")
    print("\n\n".join(told) + "\n")
    if options.markdown:
        print(markdown_table(header, rows))
        return
    for row in (header, *rows):
        print(f"{row[0]:10}{row[1]:10}" + "".join(f"{cell:>10}" for cell in row[2:]))


if __name__ == "__main__":
    main()
