"""Who a mention means inside one document."""

import pytest


def test_a_surname_becomes_the_full_name(read):
    rows = read("Mara Venn opened the fair. Venn said the harbour was closed.")
    assert [row.source for row in rows] == ["Mara Venn"]


def test_titles_do_not_part_a_name(read):
    rows = read("President Mara Venn opened the fair. Ms. Venn said the harbour was closed.")
    assert [row.source for row in rows] == ["Mara Venn"]


def test_a_pronoun_means_the_last_speaker_that_agrees(read):
    rows = read("Mr. Jon Venn said no. Ms. Ada Holm said yes to the plan. He said the plan was bad.")
    assert rows[-1].source == "Jon Venn"
    assert rows[-1].source_certainty == "carried"


def test_a_pronoun_means_a_name_in_a_later_sentence(read):
    rows = read("Jon Venn said the plan was bad. In the second row sat Paul Ames. He said the plan was good.")
    assert [row.source for row in rows] == ["Jon Venn", "Paul Ames"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Transport Minister Mara Venn arrived late. The minister said talks had failed.", "Mara Venn"),
        ("Transport Minister Mara Venn came. The aforesaid minister said talks had failed.", "Mara Venn"),
        ("The Water Ministry sent a letter. The ministry said the dam was safe.", "Water Ministry"),
        ("The Water Ministry sent a letter. Per the ministry, the dam is safe.", "Water Ministry"),
        ("Orle Grain did not answer. The company said it was heartbroken by the news.", "Orle Grain"),
        ("The Port Authority met. Its spokesman, Ivo Tarn, said the fire was out.", "Ivo Tarn"),
        ("Two officials met us. The officials said the fire was out.", "officials"),
        (
            "A security source met us and said it was over. The source said the fire was out.",
            "security source",
        ),
        ("Skipper Olaf Brandt sailed. He said the fire was out.", "Olaf Brandt"),
        ("The ministry's own bulletin said the fire was out.", "ministry"),
    ],
)
def test_a_description_points_back_to_the_name(read, text, source):
    rows = read(text)
    assert rows[-1].source == source


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Officials said the fire was out.", "anonymous"),
        ("Witnesses said the fire was out.", "anonymous"),
        ("People familiar with the talks said the fire was out.", "anonymous"),
        ("A senior figure in the League said the fire was out.", "anonymous"),
        ("Police said the fire was out.", "named"),
        ("The Northern Ledger reported the fire was out.", "named"),
        ("Court records said the fire was out.", "named"),
    ],
)
def test_the_kind_of_source_is_told(read, text, kind):
    [row] = read(text)
    assert row.source_kind == kind


def test_the_mention_is_where_it_says(read):
    text = "Mara Venn opened the fair. On Monday Venn said the harbour was closed."
    [row] = read(text)
    assert text[row.source_begin : row.source_end] == "Venn"


def test_the_author_of_an_opinion_speaks_in_it(read):
    rows = read("The bridge is a disgrace to the city.", own=True, genre="opinion", authors=("Ilse Marrow",))
    assert [(row.source, row.source_kind) for row in rows] == [("Ilse Marrow", "author")]


def test_an_outlet_speaks_for_itself_without_a_source(read):
    rows = read("The bridge opened to traffic in spring.", own=True)
    assert [(row.source, row.source_kind, row.quotation) for row in rows] == [(None, "outlet", "none")]
