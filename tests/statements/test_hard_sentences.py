"""Hard sentences, made up, each with what a careful reader takes from it.

`hard_sentences.jsonl` holds one a line: what it is about, the text, and its gold, as statements (`gold`), as
typed numbers that its statements hold (`figures`), as its numbers with the whole that each is a part of (`parts`),
or as the article's own figures (`totals`; null where it has none). An empty `gold` says that nobody is quoted.
What is wrong so far says why under `known`, and is expected to fail until it is mended.
"""

import json
import re
from pathlib import Path

import pytest

from whence.records import Document, Statement
from whence.settings import StatementSettings
from whence.statements import find_quantities, read_statements, total_quantities

CASES = [
    json.loads(line)
    for line in Path(__file__).with_name("hard_sentences.jsonl").read_text(encoding="utf-8").splitlines()
]
# Where a content begins, its "that" and "whether" may be taken in or left out.
OPENERS = re.compile(r"\A(?:that|whether)\s")
EDGES = "\"'“”‘’«»„.,;:!? \n"


def cases(kind: str) -> list:
    """Give the cases with one kind of gold, those known to fail marked so."""
    return [
        pytest.param(
            case,
            id=case["about"],
            marks=[pytest.mark.xfail(reason=case["known"], strict=True)] if "known" in case else [],
        )
        for case in CASES
        if kind in case
    ]


def read(case: dict) -> tuple[Document, list[Statement]]:
    document = Document(id="d1", input="test", title=case.get("title"), language="en", text=case["text"])
    return document, read_statements(document, StatementSettings())


def fits(row: Statement, gold: dict, text: str) -> bool:
    """Tell whether a statement is what the gold says, in every field that the gold names."""
    wanted = dict(gold)
    content, pieces = wanted.pop("content"), wanted.pop("pieces", None)
    if content is not None and OPENERS.sub("", row.text.strip(EDGES)) != content.strip(EDGES):
        return False
    if pieces is not None:
        found = [text[begin:end].strip(EDGES) for begin, end in row.content_spans or ((row.begin, row.end),)]
        if [piece for piece in found if piece] != pieces:
            return False
    if wanted.pop("nested", False) and row.parent_id is None:
        return False
    figures = wanted.pop("figures", None)
    if figures is not None and [[each.kind, each.low, each.high] for each in row.quantities] != figures:
        return False
    for name in ("hedges", "chain"):
        if name in wanted:
            wanted[name] = tuple(wanted[name])
    return all(getattr(row, name) == value for name, value in wanted.items())


@pytest.mark.parametrize("case", cases("gold"))
def test_who_says_what_on_which_footing(case):
    document, rows = read(case)
    text = document.text or document.title or ""
    if not case["gold"]:
        assert [row.text for row in rows if row.attribution_id is not None] == []
    for gold in case["gold"]:
        assert any(fits(row, gold, text) for row in rows), [
            (
                row.source,
                row.source_kind,
                row.cue,
                row.channel,
                row.text,
                row.hedges,
                row.negated,
                row.modality,
            )
            for row in rows
        ]


@pytest.mark.parametrize("case", cases("figures"))
def test_which_numbers_it_holds(case):
    found = [[each.kind, each.low, each.high] for each in find_quantities(case["text"])]
    told = [each for each in found if each[0] != "people"]
    assert told == case["figures"], found


@pytest.mark.parametrize("case", cases("parts"))
def test_which_number_is_a_part_of_which(case):
    text = case["text"]
    found = find_quantities(text)
    words = {each.begin: text[each.begin : each.end] for each in found}
    assert [[words[each.begin], words.get(each.part_of)] for each in found] == case["parts"]


@pytest.mark.parametrize("case", cases("totals"))
def test_which_figures_are_the_article_s_own(case):
    document, rows = read(case)
    totals = {total.kind: total.low if total.low is not None else total.high
              for total in total_quantities(document, rows)}  # fmt: skip
    assert {kind: totals.get(kind) for kind in ("killed", "injured")} == case["totals"]


def test_there_are_enough_of_them_and_all_are_told_apart():
    assert len(CASES) >= 150
    assert len({case["about"] for case in CASES}) == len(CASES)
