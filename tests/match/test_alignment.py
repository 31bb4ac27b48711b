"""Aligning two texts: exact offsets, symmetry, edits, order, junk."""

import itertools
import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.match import compare
from whence.match.alignment import count_common, find_runs, index_grams, sort_runs
from whence.records import Passage
from whence.settings import MatchSettings
from whence.text import gram_hashes, tokenize

from .news import OTHER, REWRITE, WIRE, edit_words, filler

LIMITS = MatchSettings()
few_words = st.lists(st.sampled_from(["alder", "birch", "cedar", "dogwood", "elm"]), max_size=60)


def mirrored(passages: list[Passage]) -> list[tuple[int, ...]]:
    rows = [(p.right_begin, p.right_end, p.left_begin, p.left_end, p.matched_tokens) for p in passages]
    return sorted(rows)


def plain(passages: list[Passage]) -> list[tuple[int, ...]]:
    return [(p.left_begin, p.left_end, p.right_begin, p.right_end, p.matched_tokens) for p in passages]


def assert_sound(left: str, right: str, passages: list[Passage]) -> None:
    """Offsets lie in the texts, cut whole words, and nothing overlaps."""
    for begin, end, text in (("left_begin", "left_end", left), ("right_begin", "right_end", right)):
        spans = sorted((getattr(p, begin), getattr(p, end)) for p in passages)
        assert all(0 <= low < high <= len(text) for low, high in spans)
        assert all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
        for low, high in spans:
            assert text[low:high] == text[low:high].strip()
            assert low == 0 or not (text[low - 1].isalnum() and text[low].isalnum())
            assert high == len(text) or not (text[high - 1].isalnum() and text[high].isalnum())
    assert all(0 < p.similarity <= 1 and p.matched_tokens > 0 for p in passages)


@given(few_words, few_words, few_words)
@settings(deadline=None, max_examples=150)
def test_swapping_the_texts_mirrors_the_passages(one: list[str], other: list[str], shared: list[str]) -> None:
    """Whatever the words, and however often they repeat."""
    left, right = " ".join(one + shared), " ".join(shared + other)
    found = compare(left, right, LIMITS)
    assert_sound(left, right, found)
    assert mirrored(compare(right, left, LIMITS)) == plain(found)


@given(st.integers(0, 10_000), st.floats(0, 0.12))
@settings(deadline=None, max_examples=40)
def test_an_edited_copy_is_found_whole(seed: int, share: float) -> None:
    """A tenth of the words may differ."""
    copy = edit_words(WIRE, share, seed)
    left, right = f"{filler(60, seed + 1)} {WIRE} {filler(40, seed + 2)}", f"{filler(30, seed + 3)} {copy}"
    found = compare(left, right, LIMITS)
    assert_sound(left, right, found)
    begin = left.index(WIRE)
    covered = sum(min(p.left_end, begin + len(WIRE)) - max(p.left_begin, begin) for p in found)
    assert covered > 0.75 * len(WIRE)
    assert mirrored(compare(right, left, LIMITS)) == plain(found)


@given(st.lists(st.integers(0, 3), max_size=12), st.lists(st.integers(0, 3), max_size=12))
@settings(deadline=None, max_examples=100)
def test_common_tokens_are_a_longest_common_subsequence(one: list[int], other: list[int]) -> None:
    """The kernel agrees with the textbook recursion."""
    table = [[0] * (len(other) + 1) for _ in range(len(one) + 1)]
    for x, a in enumerate(one):
        for y, b in enumerate(other):
            table[x + 1][y + 1] = table[x][y] + 1 if a == b else max(table[x][y + 1], table[x + 1][y])
    left, right = np.array(one, np.uint64), np.array(other, np.uint64)
    assert count_common(left, right, 0, len(one), 0, len(other)) == table[-1][-1]


def runs_of(left: str, right: str) -> list[list[int]]:
    """Give the shared runs of two texts, as the kernels find them."""
    grams, others = (gram_hashes(tokenize(text).hashes, LIMITS.gram) for text in (left, right))
    slots = np.empty(256, np.int32)
    following, counts = np.empty(len(grams), np.int32), np.empty(len(grams), np.int32)
    index_grams(grams, slots, following, counts)
    rows: list[list[int]] = sort_runs(
        find_runs(grams, others, slots, following, counts, LIMITS.gram), False
    ).tolist()
    return rows


@given(few_words, few_words)
@settings(deadline=None, max_examples=100)
def test_runs_are_the_maximal_shared_runs(one: list[str], other: list[str]) -> None:
    """Every run of equal tokens that is long enough, and no other, where no k-gram repeats often."""
    left, right = " ".join(one[:20]), " ".join(other[:20])
    a, b, gram = tokenize(left).hashes.tolist(), tokenize(right).hashes.tolist(), LIMITS.gram
    expected = []
    for i in range(len(a)):
        for j in range(len(b)):
            if i and j and a[i - 1] == b[j - 1]:
                continue
            length = 0
            while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
                length += 1
            if length >= gram:
                expected.append([i, j, length])
    assert runs_of(left, right) == sorted(expected)
    assert runs_of(right, left) == sorted([j, i, length] for i, j, length in expected)


def test_case_quotes_dashes_and_accents_hide_no_copy() -> None:
    """A copy in another dress is the whole text."""
    text = "“It’s over,” Zoë Venn said—and the café closed. Nobody in Port Alma asked why, or so it seemed."
    other = "'IT'S OVER', ZOE\u0308 VENN SAID - AND THE CAFE CLOSED! NOBODY IN PORT ALMA ASKED WHY OR SO IT SEEMED"
    (found,) = compare(text, other, LIMITS)
    assert text[found.left_begin : found.left_end] == text[1:-1]
    assert other[found.right_begin : found.right_end] == other[1:]
    assert found.similarity == 1


def test_reordered_paragraphs_are_passages_that_cross() -> None:
    """Order on one side says nothing of order on the other."""
    first, second = WIRE[:260], OTHER[:260]
    found = compare(
        f"{first}\n\n{filler(40, 1)}\n\n{second}", f"{second}\n\n{filler(40, 2)}\n\n{first}", LIMITS
    )
    assert len(found) == 2
    assert found[0].right_begin > found[1].right_end


def test_a_big_gap_parts_two_passages() -> None:
    """What stands between two copied parts is not claimed to be copied."""
    words = WIRE.split()
    left = " ".join(words)
    right = " ".join([*words[:40], *filler(120, 5).split(), *words[60:]])
    found = compare(left, right, LIMITS)
    assert len(found) == 2
    assert all(p.similarity > 0.95 for p in found)


def test_unrelated_texts_share_nothing() -> None:
    """No passage without reuse."""
    assert compare(WIRE, OTHER, LIMITS) == []
    assert compare("", WIRE, LIMITS) == []
    assert compare("word", "word", LIMITS) == []


def test_a_rewrite_without_a_copied_run_is_found() -> None:
    """Each sentence says the same in other words."""
    left, right = f"{OTHER}\n\n{WIRE}", f"{REWRITE}\n\n{filler(60, 3)}"
    found = compare(left, right, LIMITS)
    assert_sound(left, right, found)
    begin = left.index(WIRE)
    covered = sum(min(p.left_end, len(left)) - max(p.left_begin, begin) for p in found)
    assert covered > 0.8 * len(WIRE)
    assert max(p.similarity for p in found) < 0.9


@pytest.mark.parametrize(
    "sentence",
    [
        "أعلنت هيئة الميناء يوم الثلاثاء أن العبارة التي كانت تقل أربعين راكبا جنحت خارج الميناء بعد تعطل جهاز التوجيه",
        "เรือข้ามฟากที่บรรทุกผู้โดยสารสี่สิบคนเกยตื้นนอกท่าเรือเมื่อเช้าวันอังคารหลังจากระบบบังคับเลี้ยวขัดข้อง",
        "周二上午一艘载有四十名乘客的渡轮在港口外因操舵系统失灵而搁浅港务局表示所有乘客均已获救",
        "Паром с сорока пассажирами сел на мель возле порта во вторник утром после отказа рулевого управления на борту",
        "Το πλοίο με σαράντα επιβάτες προσάραξε έξω από το λιμάνι το πρωί της Τρίτης μετά από βλάβη στο πηδάλιο",
    ],
)
def test_every_script_is_compared(sentence: str) -> None:
    """A copied sentence is found, to the letter."""
    left, right = f"alpha beta. {sentence}. gamma", f"delta. {sentence}"
    (found,) = compare(left, right, LIMITS)
    assert left[found.left_begin : found.left_end] == sentence
    assert right[found.right_begin : found.right_end] == sentence


def test_repetition_costs_no_more_than_length() -> None:
    """A megabyte of one word, or of one sentence, is done in linear time; anything else would hang here."""
    word = "word " * 200_000
    (found,) = compare(word, word + "word", LIMITS)
    assert found.left_begin == 0
    assert compare(word, word[: len(word) // 2], LIMITS)
    line = "the harbour authority said on Tuesday that nobody was hurt. " * 3_000
    assert_sound(line, WIRE + line, compare(line, WIRE + line, LIMITS))


def test_long_documents_are_compared() -> None:
    """A hundred thousand tokens with one planted copy."""
    chance = random.Random(3)
    left, right = filler(100_000, 1), filler(100_000, 2)
    place = chance.randrange(len(right))
    right = f"{right[:place]} {WIRE} {right[place:]}"
    left = f"{left} {WIRE}"
    found = compare(left, right, LIMITS)
    assert max(p.matched_tokens for p in found) >= 120


def test_where_all_sentences_are_alike_rewording_is_not_looked_for() -> None:
    """A pair of alike sentences for every two of them would cost the square of the length, and tell nothing."""
    rng = random.Random(5)
    words = [a + b for a in "bcdfgh" for b in ("anchor", "barley")]
    texts = [
        " ".join(" ".join(rng.choices(words, k=14)).capitalize() + "." for _ in range(400)) for _ in range(2)
    ]
    assert compare(*texts) == compare(*texts, MatchSettings(most_seeds=0))
    assert compare(WIRE, REWRITE) != compare(WIRE, REWRITE, MatchSettings(most_seeds=0))
