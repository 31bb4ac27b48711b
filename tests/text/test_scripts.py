"""What changes nothing for a reader changes no token and no fingerprint, in any script."""

import unicodedata
from typing import Literal

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.settings import MatchSettings
from whence.text import choose_fingerprints, choose_word_pairs, fingerprint, tokenize

LIMITS = MatchSettings()
# Words of invented news; `None` stands between words, so that scripts without spaces have none.
WORDS: dict[str, tuple[str, list[str]]] = {
    "Latin": (
        " ",
        [
            "Café",
            "Örnsjö",
            "naïve",
            "straße",
            "harbour",
            "coöperate",
            "Łódka",
            "ferry",
            "Ångby",
            "ﬁnale",
            "jalapeño",
            "İzlen",
        ],
    ),
    "Cyrillic": (
        " ",
        [
            "пристань",
            "Ёлкин",
            "йод",
            "паром",
            "гавань",
            "вышел",
            "Озёрск",
            "причал",
            "їжак",
            "ўчора",
            "ночью",
            "склад",
        ],
    ),
    "Greek": (
        " ",
        [
            "λιμάνι",
            "Αύγουστος",
            "πρωΐ",
            "γέφυρα",
            "ΰλη",
            "δήμος",
            "ἀρχή",
            "ποτάμι",
            "κόσμος",
            "Ήλιος",
            "σχολείο",
        ],
    ),
    "Arabic": (
        " ",
        ["الميناء", "أُعلِن", "جسر", "المدينة", "آخِر", "ﻻفتة", "مؤتمر", "سوق", "القرية", "شَدّة", "نهر", "قارب"],
    ),
    "Devanagari": (" ", ["बंदरगाह", "नौका", "क़लम", "नदी", "पुल", "हिन्दी", "गाँव", "बाज़ार", "समाचार", "शिक्षक"]),
    "Hangul": (" ", ["항구", "다리가", "시장은", "마을", "학교에서", "배가", "강을", "어제", "폐쇄"]),
    "Chinese": ("", ["港口", "渡轮", "昨日", "停航", "大桥", "修复", "居民", "市场", "學校", "河", "灣"]),
    "Japanese": (
        "",
        ["ガソリン", "港", "は", "ﾌｪﾘｰ", "閉鎖", "した", "が", "橋", "を", "パン", "学校", "で"],
    ),
    "Thai": ("", ["ท่าเรือ", "น้ำ", "ตลาด", "ปิด", "สะพาน", "ซ่อมแซม", "ชาวบ้าน", "กำนัน", "เดือน"]),
}
MARKS = [
    " ",
    "  ",
    "\n",
    ", ",
    " – ",
    " — ",
    "—",
    "-",
    "“",
    "” ",
    "«",
    "» ",
    "'",
    "’",
    '"',
    "…",
    ". ",
    "، ",
    "。",
    "\u200b",
]
Form = Literal["NFC", "NFD", "NFKC", "NFKD"]
FORMS: tuple[Form, ...] = ("NFC", "NFD", "NFKC", "NFKD")

scripts = st.sampled_from(sorted(WORDS))
_TOO_SHORT = pytest.mark.xfail(
    strict=True, reason="its syllables count as letters, and words have few of them"
)


@st.composite
def word_lists(draw: st.DrawFn, smallest: int = 0, largest: int = 40) -> tuple[str, list[str]]:
    """Give a script's space and some of its words."""
    space, words = WORDS[draw(scripts)]
    return space, draw(st.lists(st.sampled_from(words), min_size=smallest, max_size=largest))


def hashes_of(text: str) -> list[int]:
    """Give the hashes of a text's tokens."""
    hashes: list[int] = tokenize(text).hashes.tolist()
    return hashes


def everything_of(text: str) -> list[list[int]]:
    """Give all that stands for a text when it is compared."""
    tokens = tokenize(text)
    fingerprints, positions = choose_fingerprints(tokens, LIMITS)
    pairs = choose_word_pairs(tokens, LIMITS)
    return [column.tolist() for column in (tokens.hashes, tokens.stems, fingerprints, positions, pairs)]


@given(word_lists(), st.sampled_from(FORMS))
@settings(max_examples=200)
def test_the_unicode_form_changes_no_token(words: tuple[str, list[str]], form: Form) -> None:
    """Composed, decomposed or in compatibility forms: half-width kana, ligatures, presentation forms."""
    text = words[0].join(words[1])
    assert hashes_of(unicodedata.normalize(form, text)) == hashes_of(text)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("script", sorted(WORDS.keys() - {"Hangul"}))
def test_the_unicode_form_changes_nothing(script: str, form: Form) -> None:
    """Neither stems nor fingerprints; word pairs see the next test."""
    space, words = WORDS[script]
    text = space.join(3 * words)
    assert everything_of(unicodedata.normalize(form, text))[:-1] == everything_of(text)[:-1]


@pytest.mark.xfail(strict=True, reason="the length of a word counts its accents where they are written apart")
def test_the_unicode_form_changes_no_word_pair() -> None:
    """A word is long for its letters."""
    text = " ".join(WORDS["Cyrillic"][1])
    assert everything_of(unicodedata.normalize("NFD", text)) == everything_of(text)


@pytest.mark.xfail(strict=True, reason="a stem has six letters as they are written, whole syllables or not")
def test_the_unicode_form_changes_no_stem_of_hangul() -> None:
    """A syllable is one code point, or one for each of its letters."""
    text = " ".join(WORDS["Hangul"][1])
    assert everything_of(unicodedata.normalize("NFD", text)) == everything_of(text)


@given(word_lists())
@settings(max_examples=200)
def test_case_changes_nothing(words: tuple[str, list[str]]) -> None:
    """Capitals, also where a small letter has two of them or none."""
    text = words[0].join(words[1])
    for written in (text.upper(), text.casefold()):
        assert hashes_of(written) == hashes_of(text)


@given(word_lists(), st.data())
@settings(max_examples=300)
def test_marks_between_words_change_no_token(words: tuple[str, list[str]], data: st.DataObject) -> None:
    """Quotes, dashes, stops of all scripts, and spaces that nobody sees."""
    space, parts = words
    marked = "".join(data.draw(st.sampled_from(MARKS)) + part for part in parts)
    assert hashes_of(marked) == hashes_of((space or " ").join(parts)) == hashes_of(space.join(parts))


@given(word_lists(), st.data())
@settings(max_examples=200)
def test_offsets_cut_exactly_the_token(words: tuple[str, list[str]], data: st.DataObject) -> None:
    """What a token's offsets cut is that token, and what is left over is none."""
    text = "".join(part + data.draw(st.sampled_from(MARKS)) for part in words[1])
    tokens = tokenize(text)
    rest, reached = "", 0
    for value, begin, end in zip(
        tokens.hashes.tolist(), tokens.begins.tolist(), tokens.ends.tolist(), strict=True
    ):
        assert hashes_of(text[begin:end]) == [value]
        rest += text[reached:begin] + " "
        reached = end
    assert hashes_of(rest + text[reached:]) == []


@given(word_lists(), word_lists(), word_lists(smallest=8), st.integers(1, 6), st.integers(1, 6))
@settings(max_examples=200)
def test_any_shared_run_is_found_in_every_script(
    before: tuple[str, list[str]],
    behind: tuple[str, list[str]],
    shared: tuple[str, list[str]],
    gram: int,
    window: int,
) -> None:
    """The guarantee: two texts that share window + gram - 1 tokens share a fingerprint."""
    limits = MatchSettings(gram=gram, window=window)
    run, one, other = (space.join(parts) for space, parts in (shared, before, behind))
    if len(tokenize(run)) < window + gram - 1:
        return
    texts = [f"{one}. {run} {other}", f"{other}\n{run}, {one}"]
    table = fingerprint(pa.table({"id": ["a", "b"], "text": texts}), limits)
    left, right = (set(row) for row in table.column("hashes").to_pylist())
    assert left & right


@pytest.mark.parametrize(
    "script", [*sorted(WORDS.keys() - {"Hangul"}), pytest.param("Hangul", marks=_TOO_SHORT)]
)
def test_reordered_words_share_word_pairs(script: str) -> None:
    """Names and facts stay together when a sentence is reworded; a single word does not join two texts."""
    limits = MatchSettings(pair_sample=1)
    space, words = WORDS[script]
    one, other = space.join(words[:6]), space.join([*words[3:6], *words[:3]])
    pairs = set(choose_word_pairs(tokenize(one), limits).tolist())
    assert pairs & set(choose_word_pairs(tokenize(other), limits).tolist())
    assert not choose_word_pairs(tokenize(words[0][:1]), limits).tolist()
