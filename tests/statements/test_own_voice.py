"""The outlet's own voice: whole sentences and joined clauses count, what leads to a speaker does not."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        'In a short message on its website the company said it was "heartbroken" by the news.',
        "Days after the storm passed, Mara Venn said the quay was safe.",
        "Asked about the delay at the harbour, Mara Venn said the quay was safe.",
        'Mara Venn repeated that there was no leak, but said that the ministry "has to go".',
        "The quay is safe, Mara Venn said in an email that was sent to reporters on Monday.",
        "Mara Venn (Photo: Daily Signal)",
    ],
)
def test_what_introduces_or_trails_a_speaker_is_no_statement(read, text):
    assert read(text, own=True) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The ferry sank on Monday, and Mara Venn said it was old.", ["The ferry sank on Monday"]),
        ("A judge struck down the plan, saying it had no basis in law.", ["A judge struck down the plan"]),
        (
            "The minister, asked about it, laughed and said the quay was safe.",
            ["The minister, asked about it, laughed"],
        ),
        (
            "The court upheld the ban on Monday, which Mara Venn called a disgrace.",
            ["The court upheld the ban on Monday"],
        ),
        (
            "The law would ban groups that oppose the harbour tax from its pages.",
            ["The law would ban groups that oppose the harbour tax from its pages"],
        ),
    ],
)
def test_a_clause_joined_to_what_is_attributed_is_the_outlets_own(read, text, words):
    assert [row.text for row in read(text, own=True)] == words


def test_quoted_words_inside_a_sentence_stay_part_of_it(read):
    text = "Venn sent the board a letter about what he termed “the possibility of an unsafe wall” there."
    rows = [*read(text), *read(text, own=True)]
    assert [row.text.count("unsafe wall") for row in rows] == [1]
