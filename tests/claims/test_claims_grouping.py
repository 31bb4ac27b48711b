"""Which statements become one claim, and which must not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence.claims import align_statements, group_claims
from whence.claims.writing import shown_text, write_claims
from whence.identity import content_id
from whence.records import Claim, Credit, Document, Edge, Passage, Statement
from whence.rows import StatementRows
from whence.settings import ClaimSettings

NOON = datetime(2024, 1, 5, 12, tzinfo=UTC)
BRIDGE = "Twelve people were killed when the Kestrel Bridge in Port Alma collapsed on Tuesday."
SETTINGS = ClaimSettings()


def page(name: str, *sentences: str, day: int | None = 0, title: str | None = None) -> Document:
    moment = None if day is None else NOON + timedelta(days=day)
    return Document(
        id=name, input=name, outlet=name.title(), title=title, text="\n\n".join(sentences),
        published_earliest=moment, published_latest=moment,
    )  # fmt: skip


def says(document: Document, text: str, **more: object) -> Statement:
    title = document.title == text
    begin = 0 if title else document.text.index(text)
    return Statement(
        id=content_id("s", document.id, text), document_id=document.id, field="title" if title else "text",
        begin=begin, end=begin + len(text), text=text, **more,
    )  # type: ignore[arg-type]  # fmt: skip


def group(
    documents: list[Document],
    statements: list[Statement],
    passages: list[Passage] | None = None,
    edges: list[Edge] | None = None,
    credits: list[Credit] | None = None,
) -> tuple[list[Claim], dict[str, str]]:
    claims, filled = group_claims(documents, statements, passages or [], edges or [], credits or [], SETTINGS)
    return claims, {s.id: s.claim_id or "" for s in filled}


def together(left: str, right: str, **days: int) -> bool:
    """Say whether two sentences of two articles are one claim."""
    documents = [page("herald", left), page("gazette", right, day=days.get("apart", 0))]
    statements = [says(documents[0], left), says(documents[1], right)]
    _, claim_of = group(documents, statements)
    return len(set(claim_of.values())) == 1


def whole(left: Document, right: Document) -> tuple[Passage, Edge]:
    """Give a passage over both texts and the edge of a copy."""
    passage = Passage(
        id="p1", left_id=left.id, left_begin=0, left_end=len(left.text), right_id=right.id, right_begin=0,
        right_end=len(right.text), matched_tokens=12, similarity=0.9,
    )  # fmt: skip
    edge = Edge(
        id="e1", earlier_id=left.id, later_id=right.id, kind="republished", direction="determined",
        later_covered=1.0,
    )  # fmt: skip
    return passage, edge


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (BRIDGE, "At least 12 people died in the collapse of the Kestrel Bridge in Port Alma."),
        (BRIDGE, "Twelve died when Port Alma's Kestrel Bridge collapsed on Tuesday, police said."),
        (
            "Transport Minister Oskar Veil will resign within days.",
            "Oskar Veil is to resign as transport minister within days.",
        ),
        (
            "The Harbour Trade Council rejected the pay offer of the Dunmar dockers.",
            "The HTC rejected the pay offer of the Dunmar dockers.",
        ),
        ("Mayor Odile Farren opened the Heron Library in Saltmarsh.", "Farren opened the Heron Library in Saltmarsh."),
    ],
)  # fmt: skip
def test_one_thing_said_in_two_ways_is_one_claim(left: str, right: str) -> None:
    assert together(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (BRIDGE, BRIDGE.replace("Kestrel", "Heron").replace("Port Alma", "Saltmarsh")),  # another place
        (BRIDGE, BRIDGE.replace("Tuesday", "Friday")),  # another day
        (BRIDGE, BRIDGE.replace("killed", "rescued")),  # another event
        ("Odile Farren accused Bram Osei of fraud in Dunmar.", "Bram Osei accused Odile Farren of fraud in Dunmar."),
        (
            "A Ruvenian patrol boat rammed the trawler Halder.",
            "The trawler Halder rammed a Ruvenian patrol boat.",
        ),
        ("Ferry fares in Port Alma will rise in April.", "Ferry fares in Port Alma will fall in April."),
        ("The investigation is ongoing.", "The investigation is ongoing."),  # says nothing by itself
        (
            "A man of 24 was shot in Saltmarsh and taken to hospital.",
            "A man of 51 was shot in Dunmar and taken to hospital.",
        ),
        ("The Saltmarsh council voted on 3 May to sell the pier.", "The Saltmarsh council voted on 9 May to sell the pier."),
    ],
)  # fmt: skip
def test_like_words_about_different_things_stay_apart(left: str, right: str) -> None:
    assert not together(left, right)


def test_articles_far_apart_in_time_share_no_claim_by_words() -> None:
    assert together(BRIDGE, BRIDGE)
    assert not together(BRIDGE, BRIDGE, apart=60)


def test_a_figure_may_differ_where_all_else_agrees() -> None:
    assert together(BRIDGE, BRIDGE.replace("Twelve", "Twenty"))


def test_undated_pages_are_compared() -> None:
    documents = [page("herald", BRIDGE, day=None), page("gazette", BRIDGE)]
    _, claim_of = group(documents, [says(d, BRIDGE) for d in documents])
    assert len(set(claim_of.values())) == 1


def test_a_denial_is_linked_and_never_merged() -> None:
    documents = [page("herald", BRIDGE), page("gazette", BRIDGE)]
    first, second = says(documents[0], BRIDGE), says(documents[1], BRIDGE, negated=True)
    claims, claim_of = group(documents, [first, second])
    assert {c.id: c.denies for c in claims} == {
        claim_of[first.id]: None,
        claim_of[second.id]: claim_of[first.id],
    }


def test_he_stands_for_the_speaker() -> None:
    report = "Transport Minister Oskar Veil will resign within days."
    documents = [
        page("herald", report),
        page("gazette", "Oskar Veil denied that he will resign within days."),
    ]
    first = says(documents[0], report)
    second = says(
        documents[1], "he will resign within days", source="Oskar Veil", source_kind="named", negated=True
    )
    claims, claim_of = group(documents, [first, second])
    assert [c.denies for c in claims if c.id == claim_of[second.id]] == [claim_of[first.id]]


def test_a_copy_with_changed_figure_and_names_is_one_claim() -> None:
    changed = BRIDGE.replace("Twelve", "Forty").replace("Kestrel", "Kestral")
    documents = [page("gazette", BRIDGE), page("herald", changed, day=90)]
    statements = [says(documents[0], BRIDGE), says(documents[1], changed)]
    passage, edge = whole(*documents)
    _, claim_of = group(documents, statements, [passage], [edge])
    assert len(set(claim_of.values())) == 1


def test_a_passage_without_an_edge_joins_nothing_by_itself() -> None:
    notice = "Anyone with information is asked to call the tip line."
    documents = [page("gazette", notice), page("herald", notice, day=90)]
    passage, _ = whole(*documents)
    _, claim_of = group(documents, [says(d, notice) for d in documents], [passage])
    assert len(set(claim_of.values())) == 2


def test_a_notice_in_articles_on_many_stories_is_no_claim() -> None:
    notice = "Saltmarsh Broadcasting asks witnesses to telephone the Harbour Desk."
    stories = (
        BRIDGE,
        "Ferry fares will rise in Dunmar.",
        "The Heron Library opened.",
        "Snow fell on Upper Veld.",
    )
    documents = [page(f"outlet{n}", story, notice) for n, story in enumerate(stories)]
    statements = [
        says(d, text) for d, story in zip(documents, stories, strict=True) for text in (story, notice)
    ]
    _, claim_of = group(documents, statements)
    assert len(set(claim_of.values())) == 8


def test_set_words_with_names_and_figures_of_their_own_are_news() -> None:
    """The same sort of event told in the same words in many places: each meets its own story's other page."""
    told = "Thieves took {} brass plaques from the cemetery at {}."
    places = ("Saltmarsh", "Dunmar", "Upper Veld", "Port Alma")
    rests = (BRIDGE, "Ferry fares will rise.", "The Heron Library opened.", "Snow fell on the Tarn.")
    documents = [
        page(f"{side}{n}", told.format(40 + n, place), rest)
        for n, (place, rest) in enumerate(zip(places, rests, strict=True))
        for side in ("left", "right")
    ]
    statements = [says(d, text) for d in documents for text in d.text.split("\n\n")]
    _, claim_of = group(documents, statements)
    assert len(set(claim_of.values())) == 8


BOX = "Crab season opens early this year Farren opens the Heron Library Ferry fares rise again MORE"


def test_furniture_repeated_in_one_outlet_joins_nothing() -> None:
    """A link box in the middle of four sentences of one outlet's pages is no claim, though it is long."""
    tails = (
        "has resigned over the dredging contract",
        "met the striking dockers at noon",
        "lost the vote on the harbour toll",
        "will not run in the autumn",
    )
    documents = [replace(page(f"p{n}", f"Bram Osei {BOX} {tail}."), outlet="Herald")
                 for n, tail in enumerate(tails)]  # fmt: skip
    _, claim_of = group(documents, [says(d, d.text) for d in documents])
    assert len(set(claim_of.values())) == len(tails)


def test_words_repeated_in_several_outlets_are_no_furniture() -> None:
    documents = [page(f"outlet{n}", BRIDGE) for n in range(4)]
    _, claim_of = group(documents, [says(d, BRIDGE) for d in documents])
    assert len(set(claim_of.values())) == 1


def test_a_set_phrase_weighs_as_one_word() -> None:
    """Pages that share a phrase of three rare words and nothing else do not say the same."""
    heads = ("Farren denied any", "Osei described a", "Nobody at the docks saw", "Lawyers spoke of a")
    documents = [
        page(f"outlet{n}", f"{heads[n % 4]} felis regulo tantum in the matter of lot {n}.") for n in range(16)
    ]
    _, claim_of = group(documents, [says(d, d.text) for d in documents])
    assert len(set(claim_of.values())) == 16


def test_a_question_makes_no_claim_with_others() -> None:
    documents = [page("herald", BRIDGE), page("gazette", BRIDGE)]
    statements = [says(documents[0], BRIDGE), says(documents[1], BRIDGE, modality="question")]
    passage, edge = whole(documents[1], documents[0])
    claims, _ = group(documents, statements, [passage], [edge])
    assert [(claim.statement_count, claim.denies) for claim in claims] == [(1, None), (1, None)]


def test_two_quotations_of_one_speaker_are_two_claims() -> None:
    """Both are word for word, on one thing, by one speaker; what is quoted word for word is said once."""
    texts = (
        "The Kestrel Bridge should have been closed by the harbour board in March",
        "Nobody on the harbour board warned us that the Kestrel Bridge was rusting",
    )
    documents = [page("herald", texts[0]), page("gazette", texts[1])]
    quoted = {"source": "Odile Farren", "source_kind": "named", "quotation": "direct"}
    _, claim_of = group(documents, [says(d, t, **quoted) for d, t in zip(documents, texts, strict=True)])
    assert len(set(claim_of.values())) == 2


def test_a_headline_and_the_lead_beneath_it_may_be_one_claim() -> None:
    title = "Kestrel Bridge collapse in Port Alma kills twelve"
    document = page("herald", BRIDGE, title=title)
    _, claim_of = group([document], [says(document, BRIDGE), says(document, title)])
    assert len(set(claim_of.values())) == 1


def test_what_cites_a_page_joins_its_likest_sentence() -> None:
    original = "A second Ruvenian patrol vessel entered the waters off the Ashfold Bank on Wednesday night."
    retold = "A source told the Herald that a second patrol vessel had gone into the disputed area."
    documents = [page("herald", original), page("gazette", retold)]
    content = "a second patrol vessel had gone into the disputed area"
    second = says(
        documents[1], content, source="A source", source_kind="anonymous", source_begin=0, source_end=8,
        cue="told", cue_begin=9, cue_end=13,
    )  # fmt: skip
    credit = Credit(
        id="c1", document_id="gazette", kind="attribution", target="Herald", field="text", begin=18, end=24
    )
    first = says(documents[0], original)
    worded = replace(SETTINGS, event_odds=99.0)  # what happened shall not join them too
    for credits, groups in (([], 2), ([credit], 1)):
        claims, _ = group_claims(documents, [first, second], [], [], credits, worded)
        assert len(claims) == groups


def test_the_text_of_a_claim_is_its_earliest_whole_sentence() -> None:
    title = "Kestrel Bridge collapse in Port Alma kills twelve"
    documents = [page("herald", BRIDGE, title=title, day=0), page("gazette", BRIDGE + " Indeed.", day=1)]
    statements = [says(documents[0], title), says(documents[0], BRIDGE), says(documents[1], BRIDGE)]
    claims, _ = group(documents, statements)
    assert [claim.text for claim in claims] == [BRIDGE]
    assert (claims[0].statement_count, claims[0].document_count, claims[0].outlet_count) == (3, 2, 2)
    assert claims[0].first_published_earliest == NOON


def test_similar_sentences_do_not_chain() -> None:
    """A is like B and B like C, but A and C share too little to be one claim."""
    words = ["Kestrel Bridge", "Port Alma", "Dunmar Steel", "Heron Works", "Saltmarsh Quay", "Upper Veld"]
    documents, statements = [], []
    for number in range(len(words) - 2):
        a, b, c = words[number : number + 3]
        text = f"The inspectors condemned {a}, {b} and {c} in the yearly audit."
        documents.append(page(f"outlet{number}", text))
        statements.append(says(documents[-1], text))
    _, claim_of = group(documents, statements)
    assert claim_of[statements[0].id] != claim_of[statements[-1].id]


def test_no_statements_give_no_claims() -> None:
    assert group([], []) == ([], {})


def test_statements_without_words_stay_alone() -> None:
    document = page("herald", "…", "!!!")
    claims, _ = group([document], [says(document, "…"), says(document, "!!!")])
    assert len(claims) == 2


def test_aligned_statements_pair_one_to_one() -> None:
    lead, more = BRIDGE, "Divers searched the Alma for the drivers of three lorries."
    documents = [page("gazette", lead, more), page("herald", lead, more)]
    statements = [says(d, text) for d in documents for text in (lead, more)]
    passage, _ = whole(*documents)
    pairs = align_statements(statements, [passage])
    assert len(pairs) == 2
    text_of = {s.id: s.text for s in statements}
    assert all(text_of[pair.left_id] == text_of[pair.right_id] for pair in pairs)


NAMES = st.sampled_from(
    ["Kestrel Bridge", "Heron Library", "Port Alma", "Dunmar", "Odile Farren", "Bram Osei"]
)
SENTENCES = st.builds(
    lambda name, verb, other, count: f"{name} {verb} {count} lorries near {other}.",
    NAMES, st.sampled_from(["lost", "sold", "inspected", "lost no"]), NAMES, st.integers(1, 40),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(SENTENCES, st.integers(0, 20)), min_size=1, max_size=8), st.randoms())
def test_the_order_of_the_inputs_does_not_matter(rows: list[tuple[str, int]], random: object) -> None:
    documents = [page(f"outlet{n}", text, day=day) for n, (text, day) in enumerate(rows)]
    statements = [says(d, d.text, negated="no " in d.text) for d in documents]
    once = group_claims(documents, statements, [], [], [], SETTINGS)
    random.shuffle(documents)  # type: ignore[attr-defined]
    random.shuffle(statements)  # type: ignore[attr-defined]
    assert group_claims(documents, statements, [], [], [], SETTINGS) == once


@settings(max_examples=40, deadline=None)
@given(st.lists(SENTENCES, min_size=1, max_size=8))
def test_every_statement_is_in_one_claim_and_counts_agree(texts: list[str]) -> None:
    documents = [page(f"outlet{n}", text) for n, text in enumerate(texts)]
    statements = [says(d, d.text, negated="no " in d.text) for d in documents]
    claims, filled = group_claims(documents, statements, [], [], [], SETTINGS)
    assert [replace(s, claim_id=None) for s in filled] == sorted(statements, key=lambda s: s.document_id)
    for claim in claims:
        members = [s for s in filled if s.claim_id == claim.id]
        assert len(members) == claim.statement_count
        assert len({s.negated for s in members}) == 1
        assert claim.denies is None or claim.denies in {c.id for c in claims} - {claim.id}


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_grouped_without_error(text: str) -> None:
    document = Document(id="d", input="d", text=text)
    statement = Statement(id="s", document_id="d", begin=0, end=len(text), text=text)
    claims, _ = group_claims([document], [statement], [], [], [], SETTINGS)
    assert len(claims) == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("that twelve people were killed,", "Twelve people were killed"),
        ("“The bridge is safe,”", "The bridge is safe"),
        ("that “the bridge is safe”", "The bridge is safe"),
        ("The “safe” bridge fell.", "The “safe” bridge fell."),
        ("“Safe” and “sound”", "“Safe” and “sound”"),
        ("That is all.", "That is all."),
        ("“”", "“”"),
    ],
)
def test_a_claim_is_shown_without_what_its_words_stood_in(text: str, shown: str) -> None:
    assert shown_text(text) == shown


@given(st.text())
def test_a_shown_text_is_made_of_the_exact_words(text: str) -> None:
    shown = shown_text(text)
    assert shown[1:] in text


@pytest.mark.parametrize(("headline", "together"), [("Ferry Heron sinks off Port Alma", False), (None, True)])
def test_a_page_that_is_all_notice_shares_no_claim_under_another_headline(
    headline: str | None, together: bool
) -> None:
    """An outlet's notice can be all that was kept of two pages, months apart, on unlike stories."""
    notice = "Please check your email and click on the link to activate your Herald profile."
    title = "Kestrel Bridge collapse in Port Alma kills twelve"
    documents = [
        page("herald", notice, title=title),
        page("gazette", notice, title=headline or title, day=90),
    ]
    passage, edge = whole(*documents)
    statements = [says(document, text) for document in documents for text in (notice, document.title or "")]
    _, claim_of = group(documents, statements, [passage], [edge])
    notices = {claim_of[content_id("s", document.id, notice)] for document in documents}
    assert (len(notices) == 1) is together


PASSES = "universal ferry passes for the children of Port Alma"
CLOSING = "to close the Kestrel Bridge in Port Alma for repairs in October"


def told_by(left: tuple[str, str | None, str], right: tuple[str, str | None, str], how: str) -> bool:
    """Say whether two contents, each with who says it and the cue, are one claim."""
    texts = left[2], right[2]
    documents = [page(name, "The council met.", text) for name, text in zip(PAIR, texts, strict=True)]
    statements = [
        says(
            document, text, cue=cue, source=source,
            source_kind="named" if source else "none", quotation=how if source else "none",
        )
        for document, (cue, source, text) in zip(documents, (left, right), strict=True)
    ]  # fmt: skip
    opening = [says(document, "The council met.") for document in documents]
    _, claim_of = group(documents, [*opening, *statements])
    return claim_of[statements[0].id] == claim_of[statements[1].id]


PAIR = ("herald", "gazette")


def test_what_two_people_back_is_no_claim_of_both():
    assert not told_by(("backs", "Odile Farren", PASSES), ("opposes", "Dana Lind", PASSES), "indirect")
    assert not told_by(("called for", "Odile Farren", PASSES), ("supports", "Dana Lind", PASSES), "indirect")
    assert told_by(("backs", "Odile Farren", PASSES), ("supported", "Farren", PASSES), "indirect")


def test_what_somebody_vows_is_the_same_where_a_sentence_names_who_does_it():
    vow = ("vowed", "Odile Farren", CLOSING)
    assert told_by(vow, ("", None, f"Farren is {CLOSING}"), "indirect")
    assert not told_by(vow, ("", None, f"Lind is {CLOSING}"), "indirect")


def test_words_that_are_quoted_are_the_same_words_whoever_is_named():
    assert told_by(("backs", "Odile Farren", PASSES), ("backs", "Dana Lind", PASSES), "direct")


def test_a_clause_asserts_by_itself_whoever_says_it():
    clause = "that ferry passes were given to the children of Port Alma"
    assert told_by(("said", "Odile Farren", clause), ("hopes", "Dana Lind", clause), "indirect")


def test_a_claim_is_worded_by_a_member_that_says_by_itself_what_is_claimed():
    contents = ("his red flag legislation", "that he will write red flag legislation with Dana Lind",
                "Farren will write red flag legislation with Dana Lind")  # fmt: skip
    documents = [page(f"page{place}", text, day=place) for place, text in enumerate(contents)]
    statements = [says(document, text) for document, text in zip(documents, contents, strict=True)]
    for end, worded in ((3, contents[2]), (2, "He will write red flag legislation with Dana Lind")):
        joined = {place: list(range(end)) for place in range(end)}
        written = write_claims(documents[:end], StatementRows.of(statements[:end]), joined, [])
        assert written.claims.column("text").to_pylist() == [worded]
