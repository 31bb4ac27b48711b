"""Words of provenance in running text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.ingest.credits import find_text_credits, is_read_original


@pytest.mark.parametrize(
    ("text", "kind", "target", "words"),
    [
        ("PORT ALMA (Meridian Wire) — The quay was shut.", "dateline", "Meridian Wire", "PORT ALMA (Meridian Wire) —"),
        ("LONDON, Jan 5 (AFP) — A boat sank.", "dateline", "AFP", "LONDON, Jan 5 (AFP) —"),
        ("(Reuters) - A boat sank.", "dateline", "Reuters", "(Reuters) -"),
        ("MOSCOW, January 5. /TASS/. A boat sank.", "dateline", "TASS", "MOSCOW, January 5. /TASS/."),
        ("Alma (dpa) – Ein Boot sank.", "dateline", "dpa", "Alma (dpa) –"),
        ("Courtesy: The Lantern Letter", "courtesy", "The Lantern Letter", "Courtesy: The Lantern Letter"),
        ("This article first appeared in The Lantern Letter.", "originally-published", "The Lantern Letter", "This article first appeared in The Lantern Letter"),
        ("Originally published by the Bay Ledger on 5 May.", "originally-published", "the Bay Ledger", "Originally published by the Bay Ledger"),
        ("Republished with permission from Inland Mirror.", "originally-published", "Inland Mirror", "Republished with permission from Inland Mirror"),
        ("The boat sank. (h/t Inland Mirror)", "via", "Inland Mirror", "(h/t Inland Mirror)"),
        ("SOURCE Alma Harbour Office", "press-release", "Alma Harbour Office", "SOURCE Alma Harbour Office"),
        ("It opens soon, the Harbour Office said in a press release on Friday.", "press-release", "the Harbour Office", "the Harbour Office said in a press release"),
        ("He denied it in a statement sent to the Bay Ledger.", "press-release", "press release", "in a statement sent"),
        ("Meridian Wire contributed to this report.", "byline", "Meridian Wire", "Meridian Wire contributed to this report"),
        ("The quay is shut. (With inputs from AFP)", "byline", "AFP", "With inputs from AFP"),
        ("Read the original article: https://www.lantern.example/p/1?utm_source=x", "read-original", "https://lantern.example/p/1", "Read the original article: https://www.lantern.example/p/1?utm_source=x"),
    ],
)  # fmt: skip
def test_a_word_of_provenance_is_found_with_its_place(text: str, kind: str, target: str, words: str) -> None:
    found = find_text_credits(text)
    assert [(c.kind, c.target, c.text) for c in found] == [(kind, target, words)]
    assert text[found[0].begin : found[0].end] == words


@pytest.mark.parametrize(
    "text",
    ["Jane Doe (Harbor Party): We will vote no.", "She first published in 1990, and then on paper.", "Omar Lind (42) — a docker — agreed.",
     "Sen. Ilse Varga (D-Alma) — the chair — agreed.", "(Photo: harbour office via Meridian Wire) was shown to the court.",
     "The press release hid the cost.", "He went via the south basin.", "The office said so."],
)  # fmt: skip
def test_other_words_are_no_credit(text: str) -> None:
    assert find_text_credits(text) == []


def test_a_chart_source_in_the_middle_is_no_credit_of_the_text() -> None:
    text = "\n\n".join(["One sentence."] * 6 + ["Source: Harbour Office"] + ["One sentence."] * 6)
    assert find_text_credits(text) == []


def test_links_that_lead_to_the_original_say_so() -> None:
    assert is_read_original("Read the original article")
    assert is_read_original("Continue reading at The Bay Ledger")
    assert not is_read_original("an original idea")


@given(st.lists(st.sampled_from(["Courtesy ", "via ", "(", ")", " — ", "in a press release ", "first published in ", "A", "The Bay", "\n", ". ", "contributed to this report", "https://a.example/x", "SOURCE "]), max_size=30))  # fmt: skip
def test_offsets_hold_in_any_mixture(parts: list[str]) -> None:
    text = "".join(parts)
    for credit in find_text_credits(text):
        assert text[credit.begin : credit.end] == credit.text
        assert credit.target


@pytest.mark.parametrize(
    "junk",
    [
        "A",
        "A ",
        "Ab cd ",
        "(",
        "via ",
        "statement ",
        "in a ",
        "first ",
        "Aa and ",
        "https://",
        "with reports from A ",
        " contributed to this ",
    ],
)
def test_a_megabyte_of_junk_costs_one_pass(junk: str) -> None:
    begin = time.process_time()
    find_text_credits(junk * (300_000 // len(junk)))
    assert time.process_time() - begin < 5
