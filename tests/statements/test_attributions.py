"""Who says what: each pattern of attribution that news uses, with its gold."""

import pytest

# text, source by its fullest name, words that the content must hold
SENTENCES = [
    ("Mara Venn said the harbour was closed.", "Mara Venn", "the harbour was closed"),
    ("Mara Venn said that the harbour was closed.", "Mara Venn", "that the harbour was closed"),
    ('"The harbour is closed," Mara Venn said.', "Mara Venn", '"The harbour is closed,"'),
    ('"The harbour is closed," said Mara Venn.', "Mara Venn", '"The harbour is closed,"'),
    (
        '"The harbour is closed," said Mara Venn, the harbour master, on Monday.',
        "Mara Venn",
        "harbour is closed",
    ),
    ('"The harbour is closed," fumed skipper Olaf Brandt, 52.', "Olaf Brandt", "harbour is closed"),
    ("The harbour was closed, Mara Venn said on Tuesday.", "Mara Venn", "The harbour was closed"),
    ("The harbour was closed, said Mara Venn.", "Mara Venn", "The harbour was closed"),
    ("The harbour, Mara Venn said, was closed by noon.", "Mara Venn", "was closed by noon"),
    ("According to Mara Venn, the harbour was closed.", "Mara Venn", "the harbour was closed"),
    ("The harbour was closed, according to Mara Venn.", "Mara Venn", "The harbour was closed"),
    (
        "The harbour was closed by noon, per the Port Authority.",
        "Port Authority",
        "The harbour was closed by noon",
    ),
    ("Per the Port Authority, all loading has stopped.", "Port Authority", "all loading has stopped"),
    (
        "The Port Authority told reporters that loading had stopped.",
        "Port Authority",
        "that loading had stopped",
    ),
    ("Mara Venn warned that the quay could collapse.", "Mara Venn", "that the quay could collapse"),
    ("Mara Venn accused the owner of hiding the report.", "Mara Venn", "the owner of hiding the report"),
    ("Mara Venn denied that the report was hidden.", "Mara Venn", "that the report was hidden"),
    ("Mara Venn claimed the report was hidden.", "Mara Venn", "the report was hidden"),
    ("Mara Venn went on to say that nobody had asked her.", "Mara Venn", "that nobody had asked her"),
    ("Mara Venn was quoted as saying that the quay was safe.", "Mara Venn", "that the quay was safe"),
    ("Mara Venn’s claim that the quay was safe drew laughter.", "Mara Venn", "that the quay was safe"),
    ("The quay, in Mara Venn's words, was a heap of rust.", "Mara Venn", "was a heap of rust"),
    ("Mara Venn wrote on Telegram that the quay was safe.", "Mara Venn", "that the quay was safe"),
    ("Mara Venn, who runs the depot, said the trams would stop.", "Mara Venn", "the trams would stop"),
    ("The depot's manager, Mara Venn, said the trams would stop.", "Mara Venn", "the trams would stop"),
    ("Foreign Ministry spokesman Ivo Tarn said talks had failed.", "Ivo Tarn", "talks had failed"),
    ("Ivo Tarn, the ministry's spokesman, said talks had failed.", "Ivo Tarn", "talks had failed"),
    ("A spokesman for the Port Authority said talks had failed.", "Port Authority", "talks had failed"),
    ("A Port Authority spokeswoman said talks had failed.", "Port Authority", "talks had failed"),
    ("Police said the driver had fled.", "Police", "the driver had fled"),
    ("Two officials said the driver had fled.", "Two officials", "the driver had fled"),
    ("The ships left, and Mara Venn says they will not return.", "Mara Venn", "they will not return"),
    ("Mara Venn has said the ships will not return.", "Mara Venn", "the ships will not return"),
    ("“The ships left,” Mara Venn said.", "Mara Venn", "“The ships left,”"),
    ("«The ships left,» Mara Venn said.", "Mara Venn", "«The ships left,»"),
    ("''The ships have left,'' Mara Venn said.", "Mara Venn", "The ships have left"),
    ("MARA VENN: We left at six and saw nothing.", "MARA VENN", "We left at six"),
]


@pytest.mark.parametrize(("text", "source", "words"), SENTENCES)
def test_who_says_what_is_found(read, text, source, words):
    """Each way that news attributes gives a statement with its source and content."""
    rows = [row for row in read(text) if words in row.text]
    assert rows, [(row.source, row.text) for row in read(text)]
    assert rows[0].source == source


def test_a_quotation_that_its_cue_splits_is_one_statement(read):
    [row] = read('"The gate is cracked," he said, "and nobody came."')
    assert len(row.content_spans) == 2
    assert row.text == '"The gate is cracked," "and nobody came."'
    assert row.quotation == "direct"


def test_a_quotation_goes_on_in_the_next_sentence_without_a_cue(read):
    first, second = read('"The gate is cracked," Mara Venn said. "Nobody came to look at it."')
    assert (first.source, second.source) == ("Mara Venn", "Mara Venn")
    assert second.source_certainty == "carried"
    assert first.attribution_id == second.attribution_id


def test_a_speech_over_paragraphs_keeps_its_speaker(read):
    rows = read(
        'Mara Venn spoke first. "We warned them in May," she said.\n\n"We warned them again in June."'
    )
    assert [row.source for row in rows] == ["Mara Venn", "Mara Venn"]
    assert rows[-1].source_certainty == "carried"


def test_what_a_second_verb_says_has_the_same_speaker(read):
    rows = read("Mara Venn said the gate was cracked, adding that nobody came.")
    assert [(row.source, row.text) for row in rows] == [
        ("Mara Venn", "the gate was cracked"),
        ("Mara Venn", "that nobody came"),
    ]


def test_two_speakers_share_one_attribution(read):
    rows = read("Mara Venn and Ivo Tarn said the gate was cracked.")
    assert sorted(row.source for row in rows) == ["Ivo Tarn", "Mara Venn"]
    assert len({row.attribution_id for row in rows}) == 1


def test_a_claim_within_what_another_says_is_nested(read):
    outer, inner = read("Mara Venn said that Ivo Tarn claims the gate is safe.")
    assert (outer.source, inner.source) == ("Mara Venn", "Ivo Tarn")
    assert inner.parent_id == outer.id
    assert inner.chain == ("Mara Venn", "Ivo Tarn")


def test_a_quotation_in_a_quotation_is_nested(read):
    text = (
        "\"A deputy director told me, 'The gate has held for fifty years and it will hold,'\" said Mara Venn."
    )
    outer, inner = read(text)
    assert outer.source == "Mara Venn"
    assert inner.source == "deputy director"
    assert inner.parent_id == outer.id


def test_a_closing_speaker_has_said_the_whole_sentence(read):
    rows = read(
        "Engineers warned the ministry that the gate was cracked, Mara Venn told the Northern Ledger."
    )
    outer = next(row for row in rows if row.source == "Mara Venn")
    assert outer.text.startswith("Engineers warned the ministry")
    assert outer.channel == "Northern Ledger"
    assert all(row.parent_id == outer.id for row in rows if row is not outer)


def test_the_passive_without_an_agent_names_nobody(read):
    [row] = read("The ship is believed to have left at night.")
    assert (row.source, row.source_kind) == (None, "anonymous")
    [row] = read("It is understood that the ship left at night.")
    assert (row.source, row.source_kind) == (None, "anonymous")
    assert row.cue == "It is understood"


def test_whom_she_accused_points_past_the_one_accused(read):
    rows = read(
        "Nora Ekdal spoke next. She was severe about Ines Carrow, the head of the rail firm, whom she accused of lying."
    )
    assert [row.source for row in rows if "lying" in row.text] == ["Nora Ekdal"]


@pytest.mark.parametrize(
    ("title", "source", "words"),
    [
        ("Minister: talks failed overnight", "Minister", "talks failed overnight"),
        ("Talks failed overnight, says minister", "minister", "Talks failed overnight"),
        ("Talks have failed: officials", "officials", "Talks have failed"),
    ],
)
def test_headlines_attribute(read, title, source, words):
    [row] = read("", title=title)
    assert row.field == "title"
    assert (row.source, row.text) == (source, words)


def test_a_scare_quote_is_no_quotation(read):
    assert read('The "temporary" bridge opened in spring.') == []


@pytest.mark.parametrize(
    "text",
    [
        "The report said to exist was lost at sea.",
        "The United States trade office closed on Monday.",
        "His claims department opened at nine.",
        "The newly released figures rose in May.",
    ],
)
def test_nouns_and_adjectives_attribute_nothing(read, text):
    assert [row for row in read(text) if row.source_kind == "named"] == []


def test_a_label_before_a_colon_speaks_for_nobody(read):
    assert read("Photo: The harbour was closed at noon.") == []
    assert read("Read more: The harbour was closed at noon.") == []


@pytest.mark.parametrize(
    ("text", "channel", "chain"),
    [
        ("A security source told Meridian Wire that a ship had left.", "Meridian Wire", ("Meridian Wire", "security source")),
        ("Mara Venn said in an interview with Radio Corva that it had left.", "Radio Corva", ("Radio Corva", "Mara Venn")),
        ("Mara Venn said in a post on Telegram that it had left.", "a post on Telegram", ("Mara Venn",)),
        ("In a statement, the Port Authority said the ship had left.", "a statement", ("Port Authority",)),
        ("Mara Venn said on state television that it had left.", "state television", ("Mara Venn",)),
        ("The ship has left, Meridian Wire reported, citing two officials.", "Meridian Wire", ("Meridian Wire", "two officials")),
        ("According to Meridian Wire, citing two officials, the ship has left.", "Meridian Wire", ("Meridian Wire", "two officials")),
    ],
)  # fmt: skip
def test_the_channel_and_the_chain_are_kept(read, text, channel, chain):
    rows = [row for row in read(text) if row.parent_id is None]
    assert rows[0].channel is not None
    assert channel in rows[0].channel
    assert rows[0].chain == chain
