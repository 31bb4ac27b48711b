"""Tokens: what counts as a word, and the way back to its characters."""

import mmap
import unicodedata

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from whence.text import tokenize, tokenize_batch
from whence.text.kernels import IGNORED, MARK, SINGLE, WORD
from whence.text.letters import fold_letters, fold_value, kind_of

anything = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)
# Letters whose large and small forms are one code point each way.
latin = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéèüñçåøłşαβγδежзий0123456789 ,.-'’“”\n", max_size=80)


def words(text: str) -> list[str]:
    tokens = tokenize(text)
    return [text[b:e] for b, e in zip(tokens.begins.tolist(), tokens.ends.tolist(), strict=True)]


def twin(text: str) -> list[tuple[int, int, int]]:
    """The plain-Python oracle: (value, begin, end) of each token, unscattered."""
    found: list[tuple[int, int, int]] = []
    letters, begin, end, near = "", -1, -1, -1
    for place, letter in enumerate(text + " "):
        kind = kind_of(letter, fold_letters(letter))
        if kind == WORD:
            if begin < 0:
                begin, letters = place, ""
            letters += fold_letters(letter)
            end = near = place + 1
        elif kind == MARK:
            if near == place:
                near = place + 1
                if begin >= 0:
                    end = place + 1
                else:
                    found[-1] = (found[-1][0], found[-1][1], place + 1)
        elif kind != IGNORED:
            if begin >= 0:
                found.append((fold_value(letters)[0], begin, end))
                begin = -1
            if kind == SINGLE:
                found.append((fold_value(fold_letters(letter))[0], place, place + 1))
                near = place + 1
    return found


def scatter(value: int) -> int:
    mask = (1 << 64) - 1
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & mask
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & mask
    return value ^ (value >> 31)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor's “plan”—again.", ["The", "mayor", "s", "plan", "again"]),
        ("naïve Zoë\u0308 re\u0301sume\u0301", ["naïve", "Zoë\u0308", "re\u0301sume\u0301"]),
        ("3.5 million", ["3", "5", "million"]),
        ("新闻 news", ["新", "闻", "news"]),
        ("ข่าว", ["ข\u0e48", "า", "ว"]),
        ("الخَبَر العاجل", ["الخَبَر", "العاجل"]),
        ("हिन्दी समाचार", ["हिन्दी", "समाचार"]),
        ("𝐁𝐨𝐥𝐝 😀 𠀀x", ["𝐁𝐨𝐥𝐝", "𠀀", "x"]),
        ("soft\u00adhyphen", ["soft\u00adhyphen"]),
        ("", []),
        (" \u0301 ", []),
    ],
)
def test_words_are_cut_as_readers_see_them(text: str, expected: list[str]) -> None:
    """Offsets count code points of the original, accents and astral letters included."""
    assert words(text) == expected


@given(anything)
@example("か\u3099\u0301 ก\u0e34\u0e48x\u0301\u00ad y")
@settings(deadline=None, max_examples=150)
def test_the_kernel_agrees_with_plain_python(text: str) -> None:
    """The numba loop and its twin give the same tokens."""
    tokens = tokenize(text)
    expected = twin(text)
    assert tokens.hashes.tolist() == [scatter(value) for value, _, _ in expected]
    assert tokens.begins.tolist() == [begin for _, begin, _ in expected]
    assert tokens.ends.tolist() == [end for _, _, end in expected]


@given(st.lists(st.none() | anything, max_size=10), st.data())
@settings(deadline=None, max_examples=150)
def test_a_batch_gives_what_each_text_gives(texts: list[str | None], data: st.DataObject) -> None:
    """Neither Arrow's type nor slices nor chunks change a token."""
    kind = data.draw(st.sampled_from([pa.string(), pa.large_string(), pa.string_view()]))
    cut = data.draw(st.integers(0, len(texts)))
    parts = [pa.array(["x", *texts[:cut]], kind)[1:], pa.array([*texts[cut:], "y"], kind)[:-1]]
    batch = tokenize_batch(pa.chunked_array(parts))
    assert len(batch) == len(texts)
    for place, text in enumerate(texts):
        one, same = tokenize(text or ""), batch.text(place)
        for column in ("hashes", "stems", "begins", "ends"):
            assert getattr(one, column).tolist() == getattr(same, column).tolist()
    assert len(tokenize_batch(pa.array([], kind))) == 0


@given(st.binary(max_size=40))
@settings(deadline=None, max_examples=200)
def test_bytes_that_are_no_text_do_no_harm(junk: bytes) -> None:
    """A file may promise UTF-8 and hold something else: nothing is read beyond it, and tokens stay in order."""
    offsets = pa.array([0, len(junk), len(junk)], pa.int32()).buffers()[1]
    texts = pa.StringArray.from_buffers(2, offsets, pa.py_buffer(junk))
    batch = tokenize_batch(texts)
    assert batch.offsets[1] == batch.offsets[2] <= len(junk) // 2 + 1
    assert np.all(batch.begins < batch.ends)
    assert np.all(batch.ends[:-1] <= batch.begins[1:])


def test_texts_beyond_two_gigabytes_of_an_array_are_read() -> None:
    """Large strings are counted in 64 bits; the bytes before them are never looked at."""
    begin, text = (1 << 31) + 5, "нова ferry"
    with mmap.mmap(-1, begin + 100) as memory:
        memory[begin : begin + len(text.encode())] = text.encode()
        offsets = pa.array([begin, begin, begin + len(text.encode())], pa.int64()).buffers()[1]
        texts = pa.LargeStringArray.from_buffers(2, offsets, pa.py_buffer(memory))
        batch = tokenize_batch(texts)
        assert batch.offsets.tolist() == [0, 0, 2]
        assert batch.hashes.tolist() == tokenize(text).hashes.tolist()
        assert batch.ends.tolist() == [4, 10]
        del texts


def test_a_token_of_one_code_point_takes_at_least_three_bytes() -> None:
    """Room is made for one token in two bytes; shorter letters must not be tokens by themselves."""
    assert all(kind_of(chr(code), fold_letters(chr(code))) != SINGLE for code in range(0x800))


@given(anything)
@settings(deadline=None, max_examples=100)
def test_tokens_are_in_order_and_apart(text: str) -> None:
    """Begins and ends rise, and no token is empty."""
    tokens = tokenize(text)
    assert np.all(tokens.begins < tokens.ends)
    assert np.all(tokens.ends[:-1] <= tokens.begins[1:])


@given(anything)
@settings(deadline=None, max_examples=100)
def test_the_unicode_form_changes_nothing(text: str) -> None:
    """Composed and decomposed spellings are the same words."""
    composed = tokenize(unicodedata.normalize("NFC", text))
    decomposed = tokenize(unicodedata.normalize("NFD", text))
    assert composed.hashes.tolist() == decomposed.hashes.tolist()


@given(latin)
@settings(deadline=None, max_examples=60)
def test_case_changes_nothing(text: str) -> None:
    """Headlines in capitals are the same words."""
    assert tokenize(text).hashes.tolist() == tokenize(text.upper()).hashes.tolist()


@given(st.lists(st.text(alphabet="abcé", min_size=1, max_size=5), max_size=12), st.data())
@settings(deadline=None, max_examples=60)
def test_punctuation_changes_nothing(parts: list[str], data: st.DataObject) -> None:
    """Whatever stands between words, the words are the same."""
    marks = st.text(alphabet=" ,.;:!?'’“”\"—–-()[]/\n\t", min_size=1, max_size=3)
    joined = "".join(part + data.draw(marks) for part in parts)
    assert tokenize(joined).hashes.tolist() == tokenize(" ".join(parts)).hashes.tolist()


def test_stems_join_the_forms_of_a_word() -> None:
    """A rewrite changes number and ending; six letters without a plural's s stay."""
    one, other = tokenize("investigators guns say"), tokenize("investigation gun said")
    assert one.stems[:2].tolist() == other.stems[:2].tolist()
    assert one.stems[2] != other.stems[2]


def test_letters_of_unspaced_scripts_have_the_stems_of_two() -> None:
    """One letter says little: every Thai text has the same ones."""
    one, other = tokenize("新闻报道"), tokenize("报道 新闻")
    assert sorted(one.hashes.tolist()) == sorted(other.hashes.tolist())
    assert (one.stems[1], one.stems[3]) == (other.stems[3], other.stems[1])
    assert one.stems[0] == other.hashes[2]
    assert one.stems[2] not in other.stems


def test_a_megabyte_of_one_word_is_read_quickly() -> None:
    """Junk costs no more than text of its length."""
    assert len(tokenize("word " * 200_000)) == 200_000


def test_a_lone_surrogate_does_no_harm() -> None:
    """A broken string has words too."""
    assert words("one \ud800 two") == ["one", "two"]
