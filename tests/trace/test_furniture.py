"""Captions, notices, boxes of links and closing notes are no reuse of a story."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from trace_scenes import FERRY, HARBOUR, ORCHARD, OWN_WORDS, article, moment, trace, words_of

from whence.records import Document
from whence.trace.furniture import furniture_spans
from whence.trace.spans import Words

BOX = (
    "Minister Ilse Varga Ilse Anna VargaMorning post: Harbour talks open again at the old customs house | Grocers "
    "ask for help before the winter Fishing fleet may stay ashore for another fortnight Two wardens resign MORE"
)
BIOGRAPHY = (
    "Oda Brandt writes about rivers, bridges and the people who look after both of them. Her first book, a "
    "history of the ferrymen of Lorn, came out in spring, and she keeps bees on the roof of her house."
)
CAPTION = (
    "FILE - In this May 3 photo the mediator leaves the seamen's hostel in Port Alma by the back door while "
    "dockers wait in the rain for news of the vote, with the cranes of the eastern quay standing idle behind them."
)
NOTICE = (
    "The Tessa Ledger is a newsroom owned by its readers that looks into the harbours of the northern coast. "
    "Sign up for our weekly letter, which brings stories like this one to you before the boats come in."
)


def _kinds(documents: list[Document]) -> list[str]:
    return [edge.kind for edge in trace(documents).values()]


def _pair(
    left: str, right: str, outlets: tuple[str, str] = ("Ledger", "Ledger"), **fields: object
) -> list[Document]:
    return [
        article("a", left, outlets[0], moment(3, 8), **fields),
        article("b", right, outlets[1], moment(9, 8), **fields),
    ]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (f"{HARBOUR} Critics such as {BOX} (Port Alma) wanted more.\n\n{OWN_WORDS}", f"{FERRY} But {BOX}, who knows Cape Lorn, kept silent."),
        (f"{HARBOUR}\n\n{BIOGRAPHY}", f"{FERRY}\n\n{BIOGRAPHY}"),
        (f"{HARBOUR}\n\n{BIOGRAPHY}\n\nCopyright 2031 Tessa Ledger", f"{FERRY}\n\n{BIOGRAPHY}"),
        (f"{CAPTION}\n\n{HARBOUR}", f"{FERRY}\n\n{CAPTION}\n\n{OWN_WORDS}"),
        (f"{NOTICE}\n\n{HARBOUR}", f"{NOTICE}\n\n{FERRY}"),
    ],
    ids=["box of links", "closing note", "closing note before a notice", "caption", "notice"],
)  # fmt: skip
def test_furniture_shared_by_two_articles_of_one_outlet_is_no_reuse(left: str, right: str) -> None:
    assert _kinds(_pair(left, right)) == []


def test_a_paragraph_of_the_story_shared_by_two_articles_of_one_outlet_is_an_excerpt() -> None:
    left = f"{HARBOUR}\n\n{ORCHARD}\n\n{OWN_WORDS}"
    right = f"{FERRY}\n\n{ORCHARD}\n\nNobody could say on Friday how long that would last."
    assert _kinds(_pair(left, right)) == ["excerpted"]


def test_the_note_on_an_author_who_writes_for_two_outlets_is_no_reuse() -> None:
    written = _pair(
        f"{HARBOUR}\n\n{BIOGRAPHY}", f"{FERRY}\n\n{BIOGRAPHY}\n\nTessa Post, all pages", ("Ledger", "Post"),
        authors=("Oda Brandt",),
    )  # fmt: skip
    assert _kinds(written) == []


def test_the_closing_paragraph_of_another_outlet_that_names_no_author_is_an_excerpt() -> None:
    documents = _pair(f"{HARBOUR}\n\n{BIOGRAPHY}", f"{FERRY}\n\n{BIOGRAPHY}", ("Ledger", "Post"))
    assert _kinds(documents) == ["excerpted"]


def test_a_box_of_links_ends_at_its_closing_word() -> None:
    text = f"{FERRY} Critics such as {BOX} (Port Alma) wanted more of the money for the lifeboats."
    words = Words(article("a", text, "Ledger"))
    ((begin, end),) = furniture_spans(words)
    assert words.text_of(begin, end).strip(" (") == BOX[BOX.index("Varga") :]


@pytest.mark.parametrize(
    "name", ["The MacArthur and YouTube offices in Lorn", "Hugh McHugh met O'Brien at WhyNot"]
)
def test_a_capital_inside_a_name_is_no_glue(name: str) -> None:
    assert furniture_spans(Words(article("a", f"{name}. {FERRY}", "Ledger"))) == ()


@given(st.text(alphabet="VargaMORE .\n©1Sign up for|", max_size=400))
def test_furniture_lies_inside_the_text_in_order(text: str) -> None:
    words = Words(article("a", text, "Ledger"))
    spans = furniture_spans(words)
    places = [place for span in spans for place in span]
    assert places == sorted(places)
    assert all(0 <= begin < end <= words.count for begin, end in spans)


@pytest.mark.parametrize(
    "junk", ["VargaV" * 50_000, "Varga VargaV " * 20_000, "sign up " * 30_000, "\n\n© " * 60_000]
)
def test_a_long_line_of_junk_is_read(junk: str) -> None:
    assert len(furniture_spans(Words(article("a", junk, "Ledger")))) <= len(junk)


def test_one_list_given_by_two_outlets_is_a_common_source() -> None:
    calls = (
        "The Grey Heron will call at Nether Lorn at 5 p.m.\n\nThe Corncrake, which carries the mail, will call at "
        "Port Alma at 6:20 p.m.\n\nThe Lapwing will call at Tessa with flour, rice and tinned milk at 7 p.m.\n\n"
        "The Kittiwake will lie off Cape Lorn until 8:40 p.m."
    )
    left = f"{HARBOUR} The port company has said which ships come first:\n\n{calls}\n\n{OWN_WORDS}"
    right = (
        f"{FERRY} Here is the order of the boats:\n\n{calls}\n\nAll other boats wait for the tide on Friday."
    )
    (edge,) = trace(_pair(left, right, ("Ledger", "Post"))).values()
    assert edge.kind == "common-source"
    assert "or a list" in words_of(edge)


def test_paragraphs_after_a_colon_are_no_list_where_they_are_sentences() -> None:
    left = f"{HARBOUR} This is what happened:\n\nNobody came.\n\n{ORCHARD}"
    right = f"{FERRY} And this as well:\n\nEverybody went.\n\n{ORCHARD}"
    assert _kinds(_pair(left, right, ("Ledger", "Post"))) == ["excerpted"]
