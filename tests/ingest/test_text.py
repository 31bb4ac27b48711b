"""Plain text pasted from a page."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.ingest import read_plain
from whence.ingest.bylines import read_head_line
from whence.ingest.names import split_authors
from whence.settings import IngestSettings

from . import pages

SETTINGS = IngestSettings()


def test_a_pasted_opinion_page_gives_metadata_credit_and_clean_text() -> None:
    article = read_plain(pages.PASTED, SETTINGS, "pasted.txt")
    document = article.document
    assert document.title == "The harbour belongs to those who work in it"
    assert document.authors == ("NADIA FERRANT",)
    assert document.published_earliest == datetime(2024, 1, 4, 10, tzinfo=UTC)
    assert document.published_latest == datetime(2024, 1, 6, 11, 59, 59, tzinfo=UTC)
    assert document.published_from == "visible line"
    assert document.text == (
        "The council wants to sell the quay. It should ask the dockers first.\n\n"
        "In my opinion the vote on Friday was a mistake that the town will pay for.\n\n"
        '"They never asked us," said Omar Lind, a docker, when I met him at the north quay.'
    )
    (credit,) = article.credits
    assert (credit.kind, credit.target) == ("courtesy", "https://lantern.example/p/harbour")
    assert (credit.field, credit.begin, credit.end) == (None, None, None)


@pytest.mark.parametrize(
    "line",
    [
        "Courtesy: https://lantern.example/p/harbour?utm_source=x",
        "Courtesy The Lantern Letter",
        "Source: The Lantern Letter",
        "via The Lantern Letter",
    ],
)
def test_a_credit_line_at_the_end_is_a_credit_and_no_text(line: str) -> None:
    article = read_plain(
        f"A title of some words\n\nThe first paragraph has a full sentence in it.\n\n{line}\nBack to Top",
        SETTINGS,
    )
    assert article.document.text == "The first paragraph has a full sentence in it."
    assert len(article.credits) == 1


def test_text_without_a_head_keeps_everything() -> None:
    text = (
        "The quay was shut on Friday.\n\nNobody was hurt, the harbour master said.\n\nIt reopens in spring."
    )
    document = read_plain(text, SETTINGS).document
    assert document.title is None
    assert document.text == text


def test_lines_wrapped_at_a_width_are_joined() -> None:
    wrapped = (
        "Quay closed for repairs\nBy Jon Abell\n5 January 2024\n\n"
        "The harbour council voted on Friday evening to close the north quay for\n"
        "eleven weeks, after divers found cracks in four of its oak pillars and in\n"
        "two of the beams.\n\n"
        "Nobody is in danger, the harbour master said, but nobody should load any\n"
        "stone there either until the work is done.\n"
    )
    document = read_plain(wrapped, SETTINGS).document
    assert document.title == "Quay closed for repairs"
    assert document.authors == ("Jon Abell",)
    assert document.text.count("\n\n") == 1
    assert "north quay for eleven weeks" in document.text


def test_a_standfirst_above_the_byline_stays() -> None:
    text = "Quay closed for repairs\nDivers found cracks in four pillars of oak.\nBy Jon Abell | 5 January 2024 10:15\nThe council voted on Friday evening."
    document = read_plain(text, SETTINGS).document
    assert (
        document.text == "Divers found cracks in four pillars of oak.\n\nThe council voted on Friday evening."
    )
    assert document.authors == ("Jon Abell",)


def test_an_article_about_comments_keeps_its_words() -> None:
    text = "New rules for comments\n\nUser comments will be read by two people, the paper said.\n\nComments close after a week."
    assert read_plain(text, SETTINGS).document.text.endswith("Comments close after a week.")


@pytest.mark.parametrize(
    ("line", "authors", "organisations"),
    [
        ("by JANE DOE on 05 Jan 2024 0 Comment", ["JANE DOE"], []),
        ("By Ada Noor and B. Kent | 5 January 2024 10:15", ["Ada Noor", "B. Kent"], []),
        ("Published: 5 January 2024", [], []),
        ("JANE DOE, Staff Reporter", ["JANE DOE"], []),
        ("By Jane Doe, Meridian Wire", ["Jane Doe"], ["Meridian Wire"]),
        ("AP/Jane Doe", ["Jane Doe"], ["AP"]),
        ("Staff and agencies", [], ["Staff and agencies"]),
        ("Posted on January 5, 2024 by admin", [], []),
        ("Jane Doe | 5 Jan 2024 | 4 min read", ["Jane Doe"], []),
        ("By KEN SMITH Associated Press", ["KEN SMITH"], ["Associated Press"]),
        ("First Posted: Jul 24, 2013 04:37 PM EDT", [], []),
        ("by MARA TILL on 05 Jan 2024 0 Comment Share Tweet", ["MARA TILL"], []),
        ("By MARA TILL FOR THE ALMA COURIER", ["MARA TILL"], ["ALMA COURIER"]),
        ("Von Anna Schmidt, 5. Januar 2024, 10:15 Uhr", ["Anna Schmidt"], []),
    ],
)
def test_head_lines_of_many_forms_are_read(line: str, authors: list[str], organisations: list[str]) -> None:
    head = read_head_line(line)
    assert head is not None
    assert (head.authors, head.organisations) == (authors, organisations)


@pytest.mark.parametrize(
    "line",
    ["By the time the police came, he was gone.", "By Monday the river had risen", "The bridge opened on 5 January 2024.",
     "In May 2016, the office wanted more", "Jane Doe", "Jane Doe, August 10, 2016 (Harbor Office)", "UPDATE"],
)  # fmt: skip
def test_a_sentence_is_no_head_line(line: str) -> None:
    assert read_head_line(line) is None


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("A. Noor, C. Dahl and E. Falk", ["A. Noor", "C. Dahl", "E. Falk"]),
        ("Doe, Jane", ["Jane Doe"]),
        ("Jane Doe, Jr.", ["Jane Doe, Jr."]),
        ("By Jane Doe; John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe, Staff Reporter", ["Jane Doe"]),
        ("Jane Doe, Political Correspondent at The Bay Ledger", ["Jane Doe"]),
        ("admin", []),
        ("", []),
    ],
)
def test_authors_are_split_with_care(value: str, names: list[str]) -> None:
    assert split_authors(value) == names


@given(st.text(max_size=400))
def test_any_text_is_read_and_its_credits_are_where_they_say(text: str) -> None:
    article = read_plain(text, SETTINGS)
    for credit in article.credits:
        if credit.begin is not None:
            assert article.document.text[credit.begin : credit.end] == credit.text


@given(st.text(max_size=120))
def test_any_line_is_read_as_head_or_not(line: str) -> None:
    read_head_line(line)
    split_authors(line)


LONG = "The harbour council voted on Friday evening to close the north quay for eleven weeks, after divers found cracks in its pillars."


def test_comments_of_readers_are_no_text() -> None:
    pasted = f"Quay closed\nby Jon Abell on 05 Jan 2024 2 Comments\n{LONG}\n{LONG}\n2 Comments\nreader9 says: They should have closed it in May.\nCourtesy: Bay Ledger"
    article = read_plain(pasted, SETTINGS)
    assert article.document.text == f"{LONG}\n\n{LONG}"
    assert [c.target for c in article.credits] == ["Bay Ledger"]


def test_a_list_of_other_stories_amid_the_text_is_left_out_and_the_text_goes_on() -> None:
    pasted = f"Quay closed\n{LONG}\nRelated stories\nFerry strike ends\nHow oak rots in salt water\n{LONG}"
    assert read_plain(pasted, SETTINGS).document.text == f"{LONG}\n\n{LONG}"


def test_an_address_above_the_title_is_the_pages_own() -> None:
    document = read_plain(
        f"https://www.bayledger.example/q?utm_source=x\nQuay closed\n{LONG}", SETTINGS
    ).document
    assert document.canonical_url == "https://bayledger.example/q"
    assert (document.title, document.text) == ("Quay closed", LONG)


def test_a_syndicate_in_the_copyright_line_is_credited() -> None:
    article = read_plain(f"Quay closed\n{LONG}\n© 2024 Meridian Wire. All rights reserved.", SETTINGS)
    assert [(c.kind, c.target) for c in article.credits] == [("byline", "Meridian Wire")]
    assert article.document.text == LONG


def test_furniture_in_one_row_is_furniture() -> None:
    pasted = f"News > Local\nQuay closed\nby Mara Till on 05 Jan 2024 0 Comment\n{LONG}\nUser Comments Post a Comment Back to Top"
    document = read_plain(pasted, SETTINGS).document
    assert (document.title, document.authors, document.text) == ("Quay closed", ("Mara Till",), LONG)


def test_a_date_line_below_the_text_dates_it() -> None:
    document = read_plain(f"Quay closed\n{LONG}\n{LONG}\nFirst published: 5 January 2024", SETTINGS).document
    assert document.published_earliest == datetime(2024, 1, 4, 10, tzinfo=UTC)
    assert document.text == f"{LONG}\n\n{LONG}"


def test_a_courtesy_link_that_ends_a_paragraph_has_its_place() -> None:
    article = read_plain(
        f"Quay closed\n{LONG} Courtesy https://www.lantern.example/p/1?utm_source=x", SETTINGS
    )
    (credit,) = article.credits
    assert (credit.kind, credit.target) == ("courtesy", "https://lantern.example/p/1")
    assert article.document.text[credit.begin : credit.end] == credit.text
