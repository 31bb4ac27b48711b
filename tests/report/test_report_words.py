"""Intervals, marked words and timelines."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.records import Arrow, ArrowKind, Claim, Document, Origin, Statement
from whence.report.marking import mark_differences, mark_shared, shorten, shorten_marked
from whence.report.timeline import make_scale, place
from whence.report.views import OpenedOrigin
from whence.report.words import (
    arrow_sentence,
    clean,
    day_alone,
    from_origins,
    interval,
    is_web_address,
    once_each,
    origin_count,
    outlets_of,
    stood,
)

words_of_text = st.lists(
    st.sampled_from(["the", "Ferry", "ferry", "12", "20", "hurt", "—", "é", "…"]), max_size=14
)
A_SECOND = timedelta(seconds=1)


def moment(day: int, hour: int = 0) -> datetime:
    return datetime(2024, 1, day, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        (None, None, "no date"),
        (None, moment(5, 9), "no later than 5 Jan 2024, 09:00 UTC"),
        (moment(5, 9), None, "not before 5 Jan 2024, 09:00 UTC"),
        (moment(5, 9), moment(5, 9), "5 Jan 2024, 09:00 UTC"),
        (moment(5), moment(6) - A_SECOND, "5 Jan 2024"),
        (moment(4, 22), moment(5, 22) - A_SECOND, "5 Jan 2024 (local day)"),
        (moment(4, 10), moment(6, 12) - A_SECOND, "5 Jan 2024 (zone unknown)"),
        (moment(5, 9), moment(7, 9), "5 Jan 2024, 09:00 to 7 Jan 2024, 09:00 UTC"),
        (moment(5, 9), moment(5, 11), "5 Jan 2024, 09:00 to 11:00 UTC"),
    ],
)
def test_a_date_is_told_as_the_interval_that_it_is(
    earliest: datetime | None, latest: datetime | None, said: str
) -> None:
    assert interval(earliest, latest) == said


def test_the_count_of_origins_is_always_of_this_corpus() -> None:
    claim = Claim(id="k", text="", statement_count=3, document_count=3, outlet_count=3, publisher_count=3,
                  origins_low=1, origins_best=2, origins_high=2)  # fmt: skip
    assert origin_count(claim) == "2 origins in this corpus (range 1–2)"


def test_outlets_are_named_once_and_those_over_the_most_are_counted() -> None:
    documents = [Document(id=str(n), input=str(n), outlet=f"Paper {n % 4}", text="") for n in range(8)]
    assert outlets_of(documents) == "Paper 0, Paper 1, Paper 2, Paper 3"
    assert outlets_of(documents, most=3) == "Paper 0, Paper 1, Paper 2 and 1 more outlet"


@given(words_of_text, words_of_text)
def test_marked_pieces_join_to_the_text_and_differences_mirror_shared_words(
    left: list[str], right: list[str]
) -> None:
    texts = " ".join(left), " ".join(right)
    for mark in (mark_differences, mark_shared):
        pieces = mark(*texts)
        assert tuple("".join(piece for piece, _ in side) for side in pieces) == texts
    if left == right:
        assert not any(flag for side in mark_differences(*texts) for _, flag in side)


def test_only_the_words_that_differ_are_marked() -> None:
    left, right = mark_differences("at least 12 people were hurt", "at least 20 people were Hurt.")
    assert [words for words, flag in left if flag] == ["12"]
    assert [words for words, flag in right if flag] == ["20"]


def test_one_short_shared_word_is_not_marked() -> None:
    left, _ = mark_shared("the ferry sank", "on the quay")
    assert not any(flag for _, flag in left)


def test_marking_long_texts_takes_no_long_time() -> None:
    text = " ".join(f"word{n % 700}" for n in range(20_000))
    left, _ = mark_differences(text, text.replace("word13 ", "other "))
    assert any(flag for _, flag in left)


@given(st.text(max_size=60), st.integers(1, 30))
def test_a_shortened_text_is_no_longer_than_asked(text: str, most: int) -> None:
    assert len(shorten(text, most)) <= most
    assert shorten(text, 60) == text


@given(st.text())
def test_clean_text_holds_no_control_or_direction_marks(text: str) -> None:
    assert not any(mark in clean(text) for mark in "\x00\x07\x1b\x7f\x9b\u202e\u2066")


@given(st.lists(st.tuples(st.none() | st.integers(0, 999), st.none() | st.integers(0, 999)), max_size=8))
def test_bars_lie_on_their_scale_and_can_be_seen(pairs: list[tuple[int | None, int | None]]) -> None:
    start = moment(1)
    intervals = []
    for begin, end in pairs:
        ordered = (begin, end) if begin is None or end is None else (min(begin, end), max(begin, end))
        moments = [None if item is None else start + timedelta(minutes=item) for item in ordered]
        intervals.append((moments[0], moments[1]))
    scale = make_scale(intervals)
    for pair in intervals:
        bar = place(pair, scale)
        if bar is None:
            assert pair == (None, None)
            continue
        assert bar.begin >= 0
        assert bar.begin + bar.width <= 100.01
        assert bar.width > 1


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", " https://a.example", "//a", "", None]
)
def test_only_plain_web_addresses_are_safe_to_link(address: str | None) -> None:
    assert not is_web_address(address)
    assert is_web_address("https://quay.example/a")


@given(words_of_text, words_of_text, st.integers(1, 60))
def test_marked_pieces_are_cut_as_plain_text_is(left: list[str], right: list[str], most: int) -> None:
    pieces, _ = mark_differences(" ".join(left), " ".join(right))
    cut = shorten_marked(pieces, most)
    assert "".join(words for words, _ in cut) == shorten(" ".join(left), most)


def test_equal_wordings_are_given_once_with_all_who_have_them() -> None:
    said = [("d1", "It  fell"), ("d1", "Nobody was hurt"), ("d2", "It fell"), ("d2", "It fell")]
    statements = [
        Statement(id=f"s{number}", document_id=key, begin=0, end=1, text=text)
        for number, (key, text) in enumerate(said)
    ]
    assert once_each(statements) == [("It fell", ["d1", "d2"]), ("Nobody was hurt", ["d1"])]


def test_wordings_that_tell_nothing_by_themselves_come_last() -> None:
    said = ["tax cuts", "he would cut the taxes of every family in spring"]
    statements = [
        Statement(id=f"s{number}", document_id="d", begin=0, end=1, text=text)
        for number, text in enumerate(said)
    ]
    assert [words for words, _ in once_each(statements)] == said[::-1]


def test_a_later_version_stands_from_its_change_on() -> None:
    first = Document(
        id="d", input="d", published_earliest=moment(5, 9), published_latest=moment(5, 9), text=""
    )
    assert stood(first) == "5 Jan 2024, 09:00 UTC"
    later = replace(first, version_of="d0", modified=moment(5, 15))
    assert stood(later) == "as changed 5 Jan 2024, 15:00 UTC"
    assert stood(replace(later, modified=None)) == stood(first)


def test_a_short_date_leaves_out_that_its_zone_is_unknown() -> None:
    assert day_alone(interval(moment(4, 10), moment(6, 12) - A_SECOND)) == "5 Jan 2024"
    assert day_alone("no date") == "no date"


def test_a_card_names_the_first_origins_and_counts_the_rest() -> None:
    origins = [
        OpenedOrigin(
            origin=Origin(id=name, claim_id="k", kind="source", origin=name, in_corpus=True),
            name=name,
            told=(),
            documents=(),
            arrows=(),
            told_count=0,
            arrow_count=0,
        )
        for name in ("Mara Venn", "Ivo  Tarn", "Bay Ledger", "Dana Orel")
    ]
    assert from_origins(origins[:1]) == "from Mara Venn"
    assert from_origins(origins) == "from Mara Venn, Ivo Tarn, Bay Ledger and 1 more"


@pytest.mark.parametrize(
    ("kind", "within", "said"),
    [
        ("copy", False, ("Herald", "had it from", "Courier")),
        ("version", False, ("Herald", "carries it on", "")),
        ("same-source", False, ("Herald", "and", "Courier")),
        ("copy", True, ("within", "Courier", "")),
    ],
)
def test_an_arrow_says_had_it_from_only_where_somebody_had(
    kind: ArrowKind, within: bool, said: tuple[str, str, str]
) -> None:
    arrow = Arrow(
        id="w", claim_id="k", from_statement="s", to="t", to_kind="statement", kind=kind, probability=0.9
    )
    herald = Document(id="d", input="d", outlet="Herald")
    assert arrow_sentence(arrow, herald, "Courier", within=within) == said
