"""Interviews and transcripts: who speaks in which turn."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.statements.turns import find_signed, find_turns

INTERVIEW = """Mara Venn has run the harbour for nine years. The Port Courier met her in May.

Q: Did you expect the strike of the pilots?

A: Nobody on the board expected it, and I think that it was a mistake.

It will end soon.

Q: What happens on Tuesday?

A: The union said that it would meet us."""

TRANSCRIPT = """ADA HOLM, HOST: Good evening. The dam at Merin is cracked tonight.

JON TARN, REPORTER: Engineers told me that the crack is two metres long.

HOLM: Is it safe tonight?

TARN: The ministry says it is safe.

(BEGIN VIDEO CLIP)

MARA VENN, WATER MINISTER: The dam is sound and nobody has to leave.

(END VIDEO CLIP)

HOLM: That was the minister."""


def test_who_answers_is_whom_the_text_before_is_about(read):
    rows = read(INTERVIEW)
    said = {row.text: row for row in rows}
    answer = said["Nobody on the board expected it, and I think that it was a mistake."]
    assert (answer.source, answer.source_certainty, answer.quotation) == ("Mara Venn", "inferred", "direct")
    again = said["It will end soon."]
    assert (again.source, again.attribution_id) == ("Mara Venn", answer.attribution_id)


def test_who_asks_is_the_outlet_and_asks_nothing_as_a_fact(read):
    asked = next(row for row in read(INTERVIEW) if row.text.startswith("Did you"))
    assert (asked.source, asked.source_kind, asked.modality) == (None, "outlet", "question")


def test_i_is_who_answers_and_others_are_heard_through_them(read):
    rows = read(INTERVIEW)
    assert any(row.source == "Mara Venn" and "it was a mistake" in row.text and row.parent_id for row in rows)
    heard = next(row for row in rows if row.source == "union")
    assert heard.chain == ("Mara Venn", "union")


def test_a_transcript_has_full_names_for_its_labels(read):
    rows = read(TRANSCRIPT)
    assert [(row.source, row.text) for row in rows if row.parent_id is None] == [
        ("Ada Holm", "The dam at Merin is cracked tonight."),
        ("Jon Tarn", "Engineers told me that the crack is two metres long."),
        ("Ada Holm", "Is it safe tonight?"),
        ("Jon Tarn", "The ministry says it is safe."),
        ("Mara Venn", "The dam is sound and nobody has to leave."),
        ("Ada Holm", "That was the minister."),
    ]
    assert [row.chain for row in rows if row.parent_id] == [
        ("Jon Tarn", "Engineers"),
        ("Jon Tarn", "ministry"),
    ]


def test_what_stands_in_a_turn_is_nothing_that_the_outlet_says(read):
    assert read(TRANSCRIPT, own=True) == []


def test_names_alone_on_their_lines_head_turns(read):
    text = "\n\n".join(
        ["ada holm", "The dam has cracked since May.", "jon tarn", "It cracked in April already."] * 3
    )
    assert {row.source for row in read(text)} == {"Ada Holm", "Jon Tarn"}


@pytest.mark.parametrize(
    "text",
    [
        "Note: the dam is shut.\n\nUpdate: the dam is open.\n\nNote: it rained.\n\nUpdate: it stopped.",
        "Mara Venn: The dam is sound.\n\nThe river was high on Monday.",
        "Dunmar: The ferry was late.\n\nIt rained.\n\n" * 2 + "The town was wet.\n\n" * 9,
        "Port Courier: Ferries late\n\nMeridian Wire: Ferries stop\n\n" * 3,
        "",
    ],
)
def test_labels_of_other_kinds_head_no_turns(text):
    assert find_turns(text) == []


@given(
    st.lists(
        st.sampled_from(["Q: ", "A: ", "VENN: ", "We left at six. ", "\n\n", "(CLIP)", ":"]), max_size=30
    )
)
def test_turns_follow_each_other_and_hold_their_labels_apart(pieces):
    text = "".join(pieces)
    turns = find_turns(text)
    for turn in turns:
        assert turn.label[0] < turn.label[1] <= turn.mark[1] <= max(turn.begin, turn.end) <= len(text)
    for one, other in pairwise(turns):
        assert one.end <= other.label[0] + 1


def test_a_quotation_is_said_by_who_signs_it(read):
    text = (
        "The ferry should stay.\n\n“It carries half of the school. Nobody asked the parents, and ‘later’ is no "
        "answer.” — Peter Osei, Harbour Post\n\nOthers would let it go.\n\n“The hull is sixty years old.” "
        "—Rep. Mara Venn, harbour committee\n\nThe vote is on Monday."
    )
    rows = [row for row in read(text) if row.quotation == "direct"]
    assert [(row.text, row.source, row.channel) for row in rows] == [
        ("“It carries half of the school.", "Peter Osei", "Harbour Post"),
        ("Nobody asked the parents, and ‘later’ is no answer.”", "Peter Osei", "Harbour Post"),
        ("“The hull is sixty years old.”", "Mara Venn", None),
    ]
    assert [row.text for row in read(text, own=True)] == [
        "The ferry should stay", "Others would let it go", "The vote is on Monday",
    ]  # fmt: skip


def test_a_dash_and_a_name_sign_nothing_without_a_quotation_or_a_given_name():
    assert find_signed("The ferry should stay — Peter Osei, Harbour Post\n\nThe vote is on Monday.") == []
    assert find_signed("He calls it “the old tub” — Harbour Road, for short\n") == []


def test_a_post_is_said_by_who_signs_it(read):
    text = (
        "The mayor answered on Monday.\n\nWe closed the ferry and I stand by it. — Mara Venn (@maravenn) "
        "May 4, 2019\n\nThe ferry has been shut since."
    )
    rows = read(text)
    post = next(row for row in rows if row.text.startswith("We closed"))
    assert (post.source, post.channel, post.quotation, post.cue) == ("Mara Venn", "a post", "direct", None)
    assert [row.text for row in read(text, own=True)] == [
        "The mayor answered on Monday",
        "The ferry has been shut since",
    ]


BARE = """The engineer resigned in January. Ada Holm met Maud Ferrin in Lower Veld. This interview has been edited for length.

Tell me how your work at the dam began.

I came as a driver, and I stayed for thirty years.

The wall was dry in those days.

You say that you warned the ministry. Whom did you tell?

I wrote to the deputy minister in October. He told me that the letter was too long.

Will they answer you now?

I doubt that they can.

Is it safe?

I would not sleep below it.

We measured a seep of 40 litres a minute.

Maud Ferrin's book is out in June."""


def test_questions_that_are_paragraphs_of_their_own_are_asked_and_the_rest_is_answered(read):
    rows = read(BARE, authors=("Ada Holm",))
    said = [(row.source_kind, row.source, row.text) for row in rows if row.parent_id is None]
    assert said == [
        ("author", "Ada Holm", "Tell me how your work at the dam began."),
        ("named", "Maud Ferrin", "I came as a driver, and I stayed for thirty years."),
        ("named", "Maud Ferrin", "The wall was dry in those days."),
        ("author", "Ada Holm", "You say that you warned the ministry."),
        ("author", "Ada Holm", "Whom did you tell?"),
        ("named", "Maud Ferrin", "I wrote to the deputy minister in October."),
        ("named", "Maud Ferrin", "He told me that the letter was too long."),
        ("author", "Ada Holm", "Will they answer you now?"),
        ("named", "Maud Ferrin", "I doubt that they can."),
        ("author", "Ada Holm", "Is it safe?"),
        ("named", "Maud Ferrin", "I would not sleep below it."),
        ("named", "Maud Ferrin", "We measured a seep of 40 litres a minute."),
    ]
    assert all(row.cue is None and row.source_begin is None for row in rows if row.parent_id is None)


def test_bare_questions_make_no_interview_where_the_text_does_not_say_that_it_is_one():
    assert find_turns(BARE.replace("This interview has been edited for length.", "")) == []
    assert find_turns(
        BARE.replace("This interview has been edited for length.", ""), "Five questions for Maud Ferrin"
    )


def test_bare_questions_to_nobody_make_no_interview():
    essay = "This essay is edited for length.\n\n" + "What is a dam?\n\nA dam is a wall.\n\n" * 5
    assert find_turns(essay) == []


def test_initials_are_the_name_that_the_text_spells_out(read):
    text = """The Port Courier spoke to Mara Venn.

Port Courier: Did you expect the strike?

Mara Venn: Nobody expected the strike.

PC: Was it a mistake?

MV: It was a mistake of ours.

PC: What happens now?

Venn: We are going to meet the union."""
    said = [(row.source_kind, row.source, row.text) for row in read(text) if row.parent_id is None]
    assert ("outlet", "Port Courier", "Was it a mistake?") in said
    assert ("named", "Mara Venn", "It was a mistake of ours.") in said
    assert ("named", "Mara Venn", "We are going to meet the union.") in said


def test_what_was_heard_is_no_part_of_what_is_said(read):
    text = TRANSCRIPT.replace("HOLM: That was the minister.", "HOLM: [crosstalk] ... that was the minister.")
    assert "that was the minister." in [row.text for row in read(text)]


def test_the_last_turn_of_long_turns_goes_on_while_somebody_speaks(read):
    first, rest = TRANSCRIPT.rsplit("HOLM: That was the minister.", 1)
    long = first.replace("Engineers told me", "I went there.\n\nEngineers told me")
    text = (
        long
        + "HOLM: That was the minister.\n\nI thank you for your time.\n\nThe programme is on at nine."
        + rest
    )
    said = {row.text: row.source for row in read(text, own=True) + read(text)}
    assert said["I thank you for your time."] == "Ada Holm"
    assert said["The programme is on at nine"] is None


def test_questions_and_answers_that_nobody_speaks_are_the_outlet_s_own() -> None:
    text = """Minister Mara Venn signed the harbour act on Monday.

Q: Does the act apply to me if I own a skiff?

A: Not if the skiff is shorter than six metres.

Q: When does it apply?

A: The act applies from the first of May."""
    assert find_turns(text) == []
    assert find_turns(
        text.replace("The act applies", "I think it applies").replace("Not if", "We say not if")
    )


def test_you_is_who_spoke_before(read):
    text = """DAN NEPP: The wall is weak indeed.

ANN FELD: You've said that the gate is weak.

NEPP: I have written so.

FELD: Thank you for that.

NEPP: It is a pleasure."""
    said = [(row.source, row.text) for row in read(text) if row.parent_id is not None]
    assert said == [("Dan Nepp", "that the gate is weak")]


def test_you_is_nobody_known_before_anybody_else_has_spoken(read):
    text = """ANN FELD: You've said that the wall is weak.

DAN NEPP: The wall is weak indeed.

FELD: You said that the wall is broken.

NEPP: I have said so."""
    nested = next(row for row in read(text) if row.parent_id is not None)
    assert (nested.source_kind, nested.source, nested.text) == ("anonymous", None, "that the wall is weak")
