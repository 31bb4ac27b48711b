"""Article text is only ever text: for terminals, pages, queries, formats and offsets."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

import whence
from end_to_end.driving import STORY, run_whence, write_rows
from whence.report import render_report

HOSTILE = (
    "\x1b[31mRed\x1b[0m \x1b]0;title\x07 [bold]bold[/bold] <script>alert(1)</script> </script><img src=x onerror=alert(1)> "
    "{{ 7*7 }} {% raw %} %s %(x)s {0} '; DROP TABLE documents; -- \\d+ \\ \u202eevil\u202c \u2066x\u2069 \u200b \x08\x7f \x9b31m"
)
ASTRAL = "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 👩‍👩‍👧 🇦🇶 e\u0301 ﬁ İ ß "
SCRIPTS = {
    "ar": "قالت وزارة الموانئ يوم الاثنين إن اثني عشر شخصا على الأقل أصيبوا عندما اصطدمت عبارة بالرصيف القديم في الميناء.",
    "he": "משרד הנמלים מסר ביום שני כי לפחות שנים עשר בני אדם נפצעו כאשר מעבורת התנגשה במזח הישן של הנמל בשעות הבוקר.",
    "th": "กระทรวงท่าเรือกล่าวเมื่อวันจันทร์ว่ามีผู้ได้รับบาดเจ็บอย่างน้อยสิบสองคนเมื่อเรือเฟอร์รี่ชนท่าเรือเก่าในหมอกหนาตอนเช้า",
    "zh": "港务部周一表示，渡轮在大雾中撞上旧码头，至少十二人受伤，潜水员一直搜寻到中午，没有发现任何失踪者，码头将关闭一周。",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("hostile")
    text = f'{HOSTILE} {STORY} "{HOSTILE}," said [red]Ann Lee[/red]. {ASTRAL} {STORY}'
    rows: list[dict[str, Any]] = [
        {"id": f"h{n}", "title": HOSTILE, "outlet": f"{n} {HOSTILE}", "authors": [HOSTILE], "url": f"https://h{n}.example/",
         "date": f"2024-03-0{n + 1}", "text": ASTRAL * n + text}
        for n in range(2)
    ]  # fmt: skip
    rows += [{"id": f"{key}{n}", "text": "😀 " * n + text} for key, text in SCRIPTS.items() for n in range(2)]
    with whence.open_corpus(base / "corpus") as corpus:
        corpus.add([write_rows(base / "rows.jsonl", rows)])
        corpus.trace(workers=1)
    return base / "corpus"


def test_texts_are_kept_and_every_offset_is_exact(hostile: Path) -> None:
    with whence.open_corpus(hostile) as corpus:
        documents = {row["id"]: row for row in corpus.table("documents").to_pylist()}
        passages = corpus.table("passages").to_pylist()
        statements = corpus.table("statements").to_pylist()
        credits = corpus.table("credits").to_pylist()
    assert documents["h0"]["text"].startswith(HOSTILE)
    pairs = {frozenset((p["left_id"], p["right_id"])) for p in passages}
    assert {frozenset((f"{key}0", f"{key}1")) for key in (*SCRIPTS, "h")} <= pairs
    for p in passages:
        left = documents[p["left_id"]]["text"][p["left_begin"] : p["left_end"]]
        right = documents[p["right_id"]]["text"][p["right_begin"] : p["right_end"]]
        assert left == left.strip()
        assert right == right.strip()
        if p["similarity"] == 1.0 and p["left_id"][:2] in SCRIPTS:
            assert left == right == SCRIPTS[p["left_id"][:2]].rstrip(".。")
    for s in statements:
        place = documents[s["document_id"]][s["field"]]
        if s["cue"] and s["cue_begin"] is not None:
            assert place[s["cue_begin"] : s["cue_end"]] == s["cue"]
        assert place[s["begin"] : s["end"]].strip()
    for c in credits:
        if c["begin"] is not None:
            assert documents[c["document_id"]][c["field"]][c["begin"] : c["end"]] == c["text"]


def test_the_report_holds_the_text_as_text(hostile: Path) -> None:
    with whence.open_corpus(hostile) as corpus:
        report = render_report(corpus)
    assert "<script>alert" not in report
    assert "<img src=x" not in report
    assert "onerror=alert" not in re.sub(r"&lt;img src=x onerror=alert\(1\)&gt;", "", report)
    assert "{{ 7*7 }}" in report


def test_no_control_character_reaches_the_terminal(hostile: Path) -> None:
    """What moves a cursor, colours, or turns the direction of writing is shown, never obeyed."""
    with whence.open_corpus(hostile) as corpus:
        claim = corpus.table("claims")["id"].to_pylist()[0]
    for arguments in (["show", hostile, "h0"], ["show", hostile, claim]):
        run = run_whence(*arguments)
        assert run.code == 0
        assert run.err == ""
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", run.out), arguments


def test_hostile_words_break_no_query(hostile: Path) -> None:
    with whence.open_corpus(hostile) as corpus:
        for words in (
            HOSTILE,
            '"',
            "AND OR NOT",
            "title:x",
            "a:*",
            "(",
            "\0",
            "'; DROP TABLE records; --",
            "😀",
        ):
            corpus.search(words)
            corpus.find(words)
        assert corpus.info().counts["documents"] == 10


@pytest.mark.parametrize("text", ["x" * 200_000, '"' * 200_000, "“" * 50_000 + " he said " + "”" * 50_000, "1," * 50_000,
                                  "said " * 20_000, "A. " * 30_000, "(" * 100_000, "according to " * 8_000, "\n" * 100_000 + "x"],
                         ids=lambda text: text[:6].strip() or "lines")  # fmt: skip
def test_long_junk_is_read_to_its_end(text: str) -> None:
    reading = whence.read_text("Quay notes\n\n" + STORY + "\n\n" + text)
    assert STORY[:100] in reading.document.text
    for statement in reading.statements:
        assert 0 <= statement.begin < statement.end


def test_a_pasted_text_is_read_from_standard_input() -> None:
    text = f"Ferry strikes wall\nby ANN LEE on 05 Jan 2024 0 Comment\n{STORY}\nUser Comments Post a Comment\nBack to Top\n"
    run = run_whence("read", "-", "--format", "json", stdin=text.encode())
    assert run.code == 0
    found = json.loads(run.out)
    assert found["document"]["title"] == "Ferry strikes wall"
    assert found["document"]["authors"]
    assert {"document", "credits", "statements", "totals"} <= set(found)
    assert any(s["cue"] == "told" for s in found["statements"])
