"""Which articles meet in a claim because they tell the same event, and which texts are ranked as alike."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.claims import TextRanker, group_claims
from whence.identity import content_id
from whence.records import Document, Statement
from whence.settings import ClaimSettings
from whence.vectors import load_vectors

SETTINGS = ClaimSettings()
NOON = datetime(2024, 1, 5, 12, tzinfo=UTC)
DETAILS = (
    "Harbour master Odile Farren closed the Lantern Quay until Friday.",
    "The ferry Heron belongs to the Corvane Line of Port Alma.",
)


def page(name: str, *sentences: str, day: int = 0) -> Document:
    return Document(
        id=name, input=name, outlet=name.title(), text="\n\n".join(sentences),
        published_earliest=NOON + timedelta(days=day), published_latest=NOON + timedelta(days=day),
    )  # fmt: skip


def claims_of(*documents: Document, settings: ClaimSettings = SETTINGS, **more: object) -> dict[str, str]:
    """Group the sentences of pages; gives the claim of each page's first sentence."""
    statements = [
        Statement(
            id=content_id("s", document.id, text),
            document_id=document.id,
            begin=document.text.index(text),
            end=document.text.index(text) + len(text),
            text=text,
            **(more if number == 0 and document.id == "beta" else {}),
        )
        for document in documents
        for number, text in enumerate(document.text.split("\n\n"))
    ]
    _, filled = group_claims(documents, statements, [], [], [], settings)
    return {s.document_id: s.claim_id or "" for s in filled if s.begin == 0}


FIRST = (
    "The ferry Heron struck the Lantern Quay in thick fog before breakfast on Friday and 14 people were hurt."
)
OTHER = "A crash at the Lantern Quay on Friday hurt 14 passengers on board."


def test_articles_on_one_story_meet_in_the_event_that_they_tell() -> None:
    pages = page("alpha", FIRST, *DETAILS), page("beta", OTHER, *DETAILS, day=1)
    found = claims_of(*pages)
    assert found["alpha"] == found["beta"]
    alone = claims_of(*pages, settings=replace(SETTINGS, event_odds=99.0))
    assert alone["alpha"] != alone["beta"]


@pytest.mark.parametrize(
    ("said", "together"), [("January 5", True), ("January 19", False), ("a pier", False)]
)
def test_weeks_later_the_day_that_both_name_makes_it_one_event(said: str, together: bool) -> None:
    first, late = FIRST.replace("Friday", "January 5"), OTHER.replace("Friday", said)
    found = claims_of(page("alpha", first, *DETAILS), page("beta", late, *DETAILS, day=40))
    assert (found["alpha"] == found["beta"]) is together


def test_names_alone_make_no_event_of_two_sentences() -> None:
    other = "Heron passengers praise Odile Farren of the Lantern Quay."
    found = claims_of(page("alpha", FIRST, *DETAILS), page("beta", other, *DETAILS, day=1))
    assert found["alpha"] != found["beta"]


def test_words_quoted_from_somebody_tell_no_event() -> None:
    found = claims_of(
        page("alpha", FIRST, *DETAILS), page("beta", OTHER, *DETAILS, day=1), quotation="direct"
    )
    assert found["alpha"] != found["beta"]


def test_a_denial_of_the_event_is_not_merged_with_it() -> None:
    found = claims_of(page("alpha", FIRST, *DETAILS), page("beta", OTHER, *DETAILS, day=1), negated=True)
    assert found["alpha"] != found["beta"]


@pytest.mark.parametrize("encoder", [None, load_vectors()])
def test_the_text_that_says_the_same_is_ranked_first(encoder) -> None:
    texts = ["Mayor Farren sold the harbour", "A ferry struck the quay in Port Alma", "Rain is due on Friday"]
    ranker = TextRanker(texts, encoder)
    assert ranker.rank("Ferry hits #PortAlma quay https://news.example/1")[0].place == 1
    assert ranker.rank("") == []
    assert TextRanker([], encoder).rank("ferry") == []


@given(st.lists(st.text(max_size=40), max_size=4))
def test_vectors_have_length_one_or_none_and_do_not_depend_on_company(texts: list[str]) -> None:
    vectors = load_vectors().encode(texts)
    lengths = np.linalg.norm(vectors, axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-5) | (lengths == 0))
    for text, vector in zip(texts, vectors, strict=True):
        assert np.allclose(load_vectors().encode([text])[0], vector, atol=1e-6)
