"""One party's statement in two outlets' own words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trace_scenes import SETTINGS, article, moment, words_of

from whence.identity import content_id
from whence.records import Document, Edge, Passage
from whence.trace import trace_edges
from whence.trace.sayings import read_sayings
from whence.trace.spans import Words

ONE = (
    "Two fishing boats collided off Cape Lorn before dawn on Friday, {party} said. "
    "One skipper was lifted from the water with a broken arm, according to {party}. "
    "The smaller boat had carried no lights since it left Port Alma, {party} said."
)
OTHER = (
    "The {party} said that a pair of fishing boats had run into each other near Cape Lorn early on Friday. "
    "A skipper, his arm broken, was pulled out of the sea. "
    "According to the {party}, the smaller vessel had left Port Alma without lights."
)
WALK = (
    " Our reporter found the quay at Nether Lorn almost empty, with nets drying on the railings and a smell "
    "of tar. The chapel stayed open all morning, and the baker gave away yesterday's loaves to whoever came."
)

TIDE = (
    " The tide table on the harbour wall is older than both boats, and the pilots who still use it meet under "
    "the clock at noon. Their club has forty members and a piano that nobody has tuned since the flood."
)


def _pair(one: str, other: str, **fields: str) -> list[Document]:
    outlets = {"left": "Tessa Courier", "right": "Mirel Observer"} | fields
    return [
        article("a", one, outlets["left"], moment(6, 9)),
        article("b", other, outlets["right"], moment(6, 12)),
    ]


def _edge(documents: list[Document], similarity: float = 0.65, ends: tuple[int, int] | None = None) -> Edge:
    """Trace two texts that one passage joins from their beginnings on."""
    left_end, right_end = ends or (len(documents[0].text), len(documents[1].text))
    passage = Passage(
        id=content_id("p", "a", "b"), left_id="a", left_begin=0, left_end=left_end, right_id="b",
        right_begin=0, right_end=right_end, matched_tokens=32, similarity=similarity,
    )  # fmt: skip
    (edge,), _ = trace_edges(documents, [], [passage], SETTINGS)
    return edge


def _own_reports(party: str) -> tuple[list[Document], tuple[int, int]]:
    """Give two reports of one statement, each with a paragraph of its own, and the ends of the shared parts."""
    one, other = ONE.format(party=party), OTHER.format(party=party)
    return _pair(one + WALK, other + TIDE), (len(one), len(other))


@pytest.mark.parametrize(
    "party", ["police", "ministry", "prosecutors", "company", "union", "army", "hospital", "coastguard"]
)
def test_two_accounts_of_one_partys_statement_are_no_rewrites_whoever_the_party_is(party: str) -> None:
    documents, ends = _own_reports(party)
    edge = _edge(documents, ends=ends)
    assert edge.kind == "common-source"
    assert "in its own words, from whom both name" in words_of(edge)


def test_a_named_speaker_is_a_party_too() -> None:
    one, other = ONE.format(party="Ilse Varga"), OTHER.replace("The {party}", "Varga").format(party="Varga")
    other = other.replace("the Varga", "Varga").replace("near Cape", "near Varga's Cape")
    edge = _edge(_pair(one + WALK, other + TIDE), ends=(len(one), len(other)))
    assert edge.kind == "common-source"
    assert words_of(edge).endswith("Varga")


def test_parties_that_only_one_text_names_do_not_make_a_common_source() -> None:
    one, other = ONE.format(party="police"), OTHER.format(party="company")
    assert _edge(_pair(one + WALK, other + TIDE), ends=(len(one), len(other))).kind == "rewritten"


def test_what_the_outlets_tell_in_their_own_voice_stays_a_rewrite() -> None:
    one = ONE.replace(", {party} said", "").replace(", according to {party}", "")
    other = OTHER.replace("The {party} said that a", "A").replace("According to the {party}, the", "The")
    assert _edge(_pair(one + WALK, other + TIDE), ends=(len(one), len(other))).kind == "rewritten"


def test_a_text_that_names_the_other_outlet_had_it_from_there() -> None:
    documents, ends = _own_reports("police")
    other = documents[1].text.replace("The police said", "Police told the Tessa Courier", 1)
    edge = _edge(_pair(documents[0].text, other), ends=(ends[0], ends[1]))
    assert edge.kind == "rewritten"


def test_a_long_run_of_the_same_unquoted_words_stays_a_rewrite() -> None:
    run = (
        " The lifeboat crew from the island of Tessa had to row the last half mile because weed had "
        "stopped both of the engines, police said."
    )
    one, other = ONE.format(party="police") + run, OTHER.format(party="police") + run
    assert _edge(_pair(one + WALK, other + TIDE), ends=(len(one), len(other))).kind == "rewritten"


def test_passages_shorter_than_a_run_at_the_head_of_a_text_hold_none() -> None:
    documents, ends = _own_reports("police")
    passages = [
        Passage(
            id=content_id("p", begin), left_id="a", left_begin=begin, left_end=end, right_id="b",
            right_begin=begin, right_end=end, matched_tokens=12, similarity=0.7,
        )
        for begin, end in ((0, 20), (20, 40), (40, min(ends)))
    ]  # fmt: skip
    (edge,), _ = trace_edges(documents, [], passages, SETTINGS)
    assert edge.kind == "common-source"


def test_one_outlets_two_accounts_are_left_as_they_are() -> None:
    documents, ends = _own_reports("police")
    documents = _pair(documents[0].text + 2 * WALK, documents[1].text, right="Tessa Courier")
    assert _edge(documents, ends=ends).kind == "rewritten"


def test_two_texts_of_which_one_has_little_of_its_own_are_undetermined() -> None:
    documents = _pair(ONE.format(party="police") + WALK, OTHER.format(party="police"))
    edge = _edge(documents, ends=(len(ONE.format(party="police")), len(documents[1].text)))
    assert edge.kind == "undetermined"
    assert "or one from the other" in words_of(edge)


def test_an_excerpt_in_nearly_the_same_words_becomes_undetermined_and_in_the_same_words_stays() -> None:
    documents, ends = _own_reports("police")
    assert _edge(documents, 0.85, ends).kind == "undetermined"
    assert _edge(documents, 0.95, ends).kind == "excerpted"


def test_words_that_open_sentences_and_days_are_no_names() -> None:
    text = "Witnesses said that the boat sank. It was cold, they said Monday."
    words = Words(article("a", text, "Tessa Courier"))
    assert read_sayings(words, ((0, words.count),)).parties == frozenset()


def test_parties_named_outside_of_what_is_shared_do_not_count() -> None:
    words = Words(article("a", "Police said so. The company said no.", "Tessa Courier"))
    assert read_sayings(words, ((0, 3),)).parties == {"police"}


@given(
    st.lists(
        st.sampled_from(
            [
                "Police",
                "said",
                "told",
                "according to",
                "Varga",
                ".",
                "\n\n",
                "“",
                "the",
                "Σ",
                "警察",
                "\x00",
                "ſaid",
            ]
        )
    )
)
def test_sayings_lie_in_order_inside_the_text(pieces: list[str]) -> None:
    words = Words(article("a", " ".join(pieces), "Tessa Courier"))
    sayings = read_sayings(words, ((0, words.count),))
    places = [place for span in sayings.spans for place in span]
    assert places == sorted(places)
    assert all(0 <= place <= words.count for place in places)


@pytest.mark.parametrize(
    "junk", ["said ", "said\n\n", "Aa said said Bb ", "police said. ", "A", "x" * 40 + " "]
)
def test_junk_takes_time_in_proportion_to_its_length(junk: str) -> None:
    words = Words(article("a", junk * (1_000_000 // len(junk)), "Tessa Courier"))
    begun = time.process_time()
    read_sayings(words, ((0, words.count),))
    assert time.process_time() - begun < 3
