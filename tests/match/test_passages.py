"""The passages of a corpus: pairs in, rows out, and one text against all."""

import subprocess
import sys

import pyarrow as pa

from whence.match import (
    align,
    align_counted,
    compare,
    drop_boilerplate,
    find_candidates,
    find_passages,
)
from whence.records import Passage, from_table, schema_of
from whence.settings import MatchSettings
from whence.text import fingerprint

from .news import OTHER, REWRITE, WIRE, edit_words, filler

LIMITS = MatchSettings()
TEXTS = {
    "a": f"{WIRE}\n\n{filler(50, 1)}",
    "b": f"{filler(50, 2)}\n\n{edit_words(WIRE, 0.08, 4)}",
    "c": OTHER,
    "d": f"{OTHER} {filler(100, 3)}",
    "e": "",
}
DOCUMENTS = pa.table({"id": list(TEXTS), "text": list(TEXTS.values())})
FINGERPRINTS = fingerprint(DOCUMENTS, LIMITS)
PAIRS = find_candidates(FINGERPRINTS, {}, LIMITS).pairs


def fetch(names: list[str]) -> dict[str, str]:
    return {name: TEXTS[name] for name in names}


def test_pairs_become_passage_rows() -> None:
    """The table has the record's schema, and each row cuts its words."""
    table = align(PAIRS, DOCUMENTS, LIMITS)
    assert table.schema == schema_of(Passage)
    rows = from_table(table, Passage)
    assert {(row.left_id, row.right_id) for row in rows} == {("a", "b"), ("c", "d")}
    whole = next(row for row in rows if row.left_id == "c")
    assert TEXTS["c"][whole.left_begin : whole.left_end] == OTHER[:-1]
    assert TEXTS["d"][whole.right_begin : whole.right_end] == OTHER[:-1]
    assert whole.similarity == 1


def test_a_pair_gives_the_same_alone_and_among_others() -> None:
    """Adding documents changes no passage of a pair that was aligned before."""
    alone = [align(PAIRS.slice(n, 1), DOCUMENTS, LIMITS) for n in range(PAIRS.num_rows)]
    assert pa.concat_tables(alone).equals(align(PAIRS, DOCUMENTS, LIMITS))


def test_no_pairs_give_no_passages() -> None:
    """An empty table has the schema as well."""
    found = align_counted(PAIRS.slice(0, 0), DOCUMENTS, LIMITS)
    assert found.passages.schema == schema_of(Passage)
    assert (found.passages.num_rows, len(found.reworded)) == (0, 0)


def test_pairs_not_looked_through_for_rewording_are_counted() -> None:
    """What is not tried is said."""
    found = align_counted(PAIRS, DOCUMENTS, LIMITS)
    assert len(found.reworded) == PAIRS.num_rows


def test_a_rewritten_wire_story_is_found_in_a_corpus() -> None:
    """Sentence by sentence in other words, in the order of the facts."""
    texts = {"rewrite": REWRITE, "wire": WIRE, "x": OTHER, "y": filler(300, 8)}
    documents = pa.table({"id": list(texts), "text": list(texts.values())})
    pairs = find_candidates(fingerprint(documents, LIMITS), {}, LIMITS).pairs
    rows = from_table(align(pairs, documents, LIMITS), Passage)
    assert {(row.left_id, row.right_id) for row in rows} == {("rewrite", "wire")}
    assert sum(row.right_end - row.right_begin for row in rows) > 0.6 * len(WIRE)


def test_rewording_is_looked_for_in_scripts_without_spaces() -> None:
    """The same facts in another order open the search; the words of one language alone do not."""
    wire = (
        "白沙港市政府星期二宣布，连接盐洲岛与大陆的渡轮将于星期五恢复航行，此前因堤坝受损停航三周。"
        "港务局局长欧达娜表示，工程队已经修补了长达四十米的裂缝，并加固了北侧的石墙。"
        "她说，冬季风暴造成的损失约为六百万克朗，其中一半由省里承担。"
        "渔民协会主席林柏舟批评政府反应迟缓，称停航期间有二十七条渔船无法卸货。"
    )
    rewrite = (
        "因堤坝受损而停航三周的盐洲岛渡轮，星期五将重新恢复航行，白沙港市政府在星期二作了宣布。"
        "据港务局局长欧达娜介绍，长达四十米的裂缝已由工程队修补，北侧石墙也得到加固。"
        "冬季风暴带来的损失约六百万克朗，省里将承担其中一半，她说。"
        "政府反应迟缓，遭到渔民协会主席林柏舟批评：二十七条渔船在停航期间无法卸货。"
    )
    other = (
        "北岭县图书馆本周迎来建馆五十周年，馆长沈知秋邀请读者捐赠旧照片与信件。"
        "展览将在主楼一层举行，免费开放至月底。去年该馆接待读者十二万人次，借出图书三十万册。"
        "志愿者们为孩子们准备了皮影戏和朗诵会，县里的渡轮公司也送来了旧船票。"
    )
    documents = pa.table({"id": ["other", "rewrite", "wire"], "text": [other, rewrite, wire]})
    pairs = pa.table({"left_id": ["other", "rewrite"], "right_id": ["wire", "wire"]})
    assert align_counted(pairs, documents, LIMITS).reworded.tolist() == [False, True]


def test_a_text_is_found_in_the_corpus() -> None:
    """The query's side is named, ids stand in order, the longest match comes first."""
    found = find_passages(f"{OTHER} {WIRE[:200]}", FINGERPRINTS, fetch, LIMITS)
    assert [(p.left_id, p.right_id) for p in found][:2] == [("c", "query"), ("d", "query")]
    assert {p.left_id for p in found} == {"a", "b", "c", "d"}
    assert [p.matched_tokens for p in found] == sorted((p.matched_tokens for p in found), reverse=True)
    assert find_passages("", FINGERPRINTS, fetch, LIMITS) == []
    assert find_passages(filler(40, 99), FINGERPRINTS, fetch, LIMITS) == []


def test_comparing_two_texts_names_their_sides() -> None:
    """Ids are left and right."""
    assert {(p.left_id, p.right_id) for p in compare(WIRE, WIRE)} == {("left", "right")}


def test_nothing_is_compiled_any_more_after_warming_up() -> None:
    """Whatever two texts have in common, comparing them is then all that takes time."""
    script = (
        "import sys; from whence import compiling, match; match.warm_up(); compiling._compile = None; "
        "sys.exit(not match.compare(sys.argv[1], sys.argv[2]))"
    )
    texts = [f"{filler(40, 1)} {WIRE} {OTHER}", f"{edit_words(OTHER, 0.1, 2)} {REWRITE} {filler(300, 3)}"]
    subprocess.run([sys.executable, "-c", script, *texts], check=True)


def test_passages_of_boilerplate_are_taken_out_after_alignment() -> None:
    """A footer that two real copies share as well is no passage between them."""
    footer = "sign up for our morning letter and never miss another story from the harbour desk again"
    texts = {f"d{n:02}": f"{filler(60, n)}\n\n{footer}" for n in range(12)}
    texts["x"], texts["y"] = (f"{WIRE} {filler(60, n)}\n\n{footer}" for n in (90, 91))
    documents = pa.table({"id": list(texts), "text": list(texts.values())})
    found = find_candidates(fingerprint(documents, LIMITS), dict.fromkeys(texts, "Alma Herald"), LIMITS)
    passages = align(found.pairs, documents, LIMITS)
    assert passages.num_rows == 2
    left, dropped = drop_boilerplate(passages, documents, found.boilerplate, LIMITS)
    assert (left.num_rows, dropped) == (1, 1)
    assert from_table(left, Passage)[0].matched_tokens > 100
    assert drop_boilerplate(passages, documents, found.boilerplate[:0], LIMITS) == (passages, 0)
