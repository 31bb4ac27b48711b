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


def test_he_is_the_envoy_who_spoke_and_not_a_group(read):
    rows = read(
        "The North was swift to blame Corva. Corva's Deputy Port Envoy Ivo Tarn told the board that the lock was old."
        ' He called the charge "childish" and demanded proof.'
    )
    assert [row.source for row in rows] == ["Ivo Tarn"] * 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mara Venn's claim that nine men, including two cooks, were hurt was soon dropped by the paper.", "that nine men, including two cooks, were hurt"),
        ("Mara Venn's claim that the clerk lied was rejected.", "that the clerk lied"),
        ("Mara Venn's allegation that the wall had cracked has not been proved.", "that the wall had cracked"),
    ],
)  # fmt: skip
def test_the_clause_of_a_noun_ends_before_the_main_verb(read, text, words):
    assert read(text)[0].text == words


def test_a_surname_before_a_headlines_colon_speaks(read):
    rows = read("The minister, Mara Venn, left by the back door.", title="Venn: we will stay")
    assert (rows[0].source, rows[0].text) == ("Mara Venn", "we will stay")


def test_who_issues_a_statement_says_what_it_says(read):
    assert (
        read("On Monday the lock board issued a statement saying the lock was old.")[0].source == "lock board"
    )


def test_a_paragraph_that_ends_in_a_colon_introduces_its_speaker(read):
    [row] = read('Ivo Tarn, the keeper, then addressed the board:\n\n"The lock was old and we said so."')
    assert row.source == "Ivo Tarn"


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("As the clerk Ivo Tarn put it, rust is cheaper than paint.", "Ivo Tarn", "rust is cheaper than paint"),
        ("The former mayor of Ost, Ivo Tarn, told Radio Corva that the lock was old.", "Ivo Tarn", "that the lock was old"),
        ("Ivo Tarn told the newspaper Corva Post that the lock was old.", "Ivo Tarn", "that the lock was old"),
        ("A guard who was present at the talks told the board that the lock was old.", "guard", "that the lock was old"),
        ("In the words of the head of the Ost Chamber of Trade, Ivo Tarn, the lock was old.", "Ivo Tarn", "the lock was old"),
        ("Ivo Tarn told the Ost Chamber of Trade last week that the lock was old.", "Ivo Tarn", "that the lock was old"),
    ],
)  # fmt: skip
def test_offices_and_outlets_beside_names_hide_no_speaker(read, text, source, words):
    [row, *_] = read(text)
    assert (row.source, row.text) == (source, words)
