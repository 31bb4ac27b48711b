"""Who can be a source: a phrase that names somebody who can speak, or nobody."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "Nobody can say where the dam's land ends and the farms begin.",
        "Nothing in the papers suggests that anyone took money.",
        "The rates fell on Monday, which suggests that the bank is worried.",
        "The department shall publish court reports filed by the inspectors in May.",
        "You know that the harbour is closed in winter.",
        "If Mara Venn says that the quay is safe, boats will sail.",
        "The clerk added up 212 invoices that were paid in March.",
    ],
)
def test_nobody_is_quoted_where_nobody_spoke(read, text):
    assert [row.source for row in read(text)] == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The plan drew an outcry from critics who said it was unsafe.", "critics"),
        ("The mayor, Mara Venn, on Monday said the quay was closed.", "Mara Venn"),
        ("Mara Venn last week said the quay was closed.", "Mara Venn"),
        ("Last spring the harbour board said the quay was closed.", "harbour board"),
        ("Port Workers Union (PWU) chief Mara Venn said the quay was closed.", "Mara Venn"),
        ("A 2006 inquiry carried out by the Harbour Board found that the quay was unsafe.", None),
        ('Said Mara Venn: "The quay is closed for the winter."', "Mara Venn"),
        ("The bill was praised by Mara Venn, who said it would pass.", "Mara Venn"),
    ],
)
def test_the_source_is_the_phrase_that_speaks(read, text, source):
    [row, *_] = read(text)
    assert row.source == source or (source is None and "inquiry" in row.source)


@pytest.mark.parametrize(
    "text",
    [
        "They said that the quay was closed.",
        "She said that the quay was closed.",
        "It says the quay is shut.",
    ],
)
def test_a_pronoun_without_a_name_leaves_the_source_open(read, text):
    [row] = read(text)
    assert (row.source, row.source_kind, row.source_certainty) == (None, "anonymous", "inferred")


def test_he_is_the_relative_spoken_of(read):
    text = (
        'Klara Denn recalled the last words of her husband. "He told me that the wall had cracked," she said.'
    )
    assert [(row.source, row.parent_id is not None) for row in read(text)][-1] == ("husband", True)


def test_their_claim_is_that_of_the_group_beside_it(read):
    rows = read("Mara Venn challenged the widows over their claim that the firm had offered money.")
    assert rows[-1].source == "widows"


def test_an_aside_does_not_hide_whose_words_they_are(read):
    rows = read("Ivo Tarn denied it. His managers, he said, had told him that the book was full.")
    assert [row.source for row in rows[-2:]] == ["Ivo Tarn", "managers"]


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ('"Was there a leak in the harbour?" Mara Venn asked.', "question"),
        ("Reporters asked whether the quay was safe.", "question"),
        ("Mara Venn wondered why the quay was closed.", "question"),
        ('"Was there a leak? No, there was not," Mara Venn said.', None),
        ("Mara Venn said the quay was safe.", None),
    ],
)
def test_a_question_is_known_from_an_assertion(read, text, modality):
    assert read(text)[0].modality == modality
