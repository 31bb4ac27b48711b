"""Families: who carries one text, who had it from whom, and what does not belong."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from trace_scenes import (
    FERRY,
    HARBOUR,
    ORCHARD,
    OWN_WORDS,
    SETTINGS,
    SPEECH,
    article,
    credit,
    moment,
    passages_of,
)

from whence.identity import content_id
from whence.records import Credit, Document, Edge, Family, Passage
from whence.trace import find_families, parted_excerpts, trace_edges

LEAD = HARBOUR[: HARBOUR.index(" Grocers")]


def _families(documents: list[Document], *credits: Credit) -> dict[str, Family]:
    edges, _ = trace_edges(documents, list(credits), passages_of(documents), SETTINGS)
    return {family.document_id: family for family in find_families(documents, edges)}


def test_a_story_with_its_copy_excerpt_and_update_is_one_family() -> None:
    documents = [
        article("wire", HARBOUR, "Meridian Wire", moment(5)),
        article("copy", HARBOUR, "Tessa Courier", moment(6)),
        article("part", f"{LEAD} {ORCHARD}", "Lorn Gazette", moment(7)),
        article("wire2", HARBOUR + " Talks about next year begin soon.", "Meridian Wire", moment(8)),
        article("other", FERRY, "Tessa Courier", moment(6)),
    ]
    families = _families(documents)
    assert len({family.family_id for family in families.values()}) == 1
    assert {name: (family.role, family.parent_id) for name, family in families.items()} == {
        "wire": ("root", None),
        "copy": ("copy", "wire"),
        "part": ("excerpt", "wire"),
        "wire2": ("update", "wire"),
    }


def test_copies_of_an_absent_wire_story_are_one_family_without_a_root() -> None:
    names = ["a", "b", "c"]
    documents = [article(name, HARBOUR, f"Paper {name}", moment(6 + i)) for i, name in enumerate(names)]
    families = _families(documents, *(credit(name, "dateline", "Farwire") for name in names))
    assert {(family.role, family.parent_id) for family in families.values()} == {("copy", None)}
    assert len({family.family_id for family in families.values()}) == 1


def test_a_short_and_a_long_name_of_an_absent_agency_are_one() -> None:
    documents = [
        article("a", HARBOUR, "Tessa Courier", moment(6)),
        article("b", HARBOUR, "Lorn Gazette", moment(7)),
    ]
    families = _families(documents, credit("a", "dateline", "FW"), credit("b", "byline", "Far Wire"))
    assert {family.role for family in families.values()} == {"copy"}


def test_a_credited_copy_of_an_agency_copy_keeps_its_parent() -> None:
    documents = [
        article("a", HARBOUR, "Tessa Courier", moment(6)),
        article("b", HARBOUR, "Lorn Gazette", moment(6)),
        article("c", HARBOUR, "Quay Notes", moment(6)),
    ]
    farwire = [credit(name, "dateline", "Farwire") for name in "ab"]
    families = _families(documents, *farwire, credit("c", "via", "Lorn Gazette"))
    assert families["c"].parent_id == "b"
    assert families["b"].parent_id is None


def test_copies_without_any_order_are_members_without_a_parent() -> None:
    documents = [
        article("a", HARBOUR, "Tessa Courier", moment(6)),
        article("b", HARBOUR, "Lorn Gazette", moment(6)),
    ]
    families = _families(documents)
    assert {(family.role, family.parent_id) for family in families.values()} == {("member", None)}


def test_a_shared_speech_makes_no_family() -> None:
    documents = [
        article("a", f"{ORCHARD} “{SPEECH},” the reeve said.", "Tessa Courier", moment(6)),
        article("b", f"{FERRY} “{SPEECH},” the reeve said.", "Lorn Gazette", moment(7)),
    ]
    assert _families(documents) == {}


def test_a_round_up_of_small_excerpts_glues_nothing_together() -> None:
    first = [text[: text.index(". ") + 1] for text in (HARBOUR, FERRY, ORCHARD)]
    second = [text.split(". ")[1] + "." for text in (HARBOUR, FERRY, ORCHARD)]
    digest = f"{OWN_WORDS} {OWN_WORDS[::-1]} " + " ".join(
        f"{a} {b}" for a, b in zip(first, second, strict=True)
    )
    documents = [
        article("a", HARBOUR, "Tessa Courier", moment(5)),
        article("a2", HARBOUR, "Quay Notes", moment(6)),
        article("b", FERRY, "Lorn Gazette", moment(5)),
        article("b2", FERRY, "Quay Notes", moment(6)),
        article("c", ORCHARD, "Mirel Post", moment(5)),
        article("digest", digest, "Weekly Digest", moment(9)),
    ]
    edges, _ = trace_edges(documents, [], passages_of(documents), SETTINGS)
    families = {row.document_id: row.family_id for row in find_families(documents, edges)}
    assert families["a"] == families["a2"] != families["b"] == families["b2"]
    assert {edge.later_id for edge in parted_excerpts(documents, edges, SETTINGS)} == {"digest"}


def test_an_outlets_notices_give_no_edge() -> None:
    notice = (
        "Ready for more from the harbour? Sign up for the Courier's evening letter and get five stories a day. "
        "You can leave at any time, and we never pass your address on to anybody outside of this house."
    )
    documents = [
        article(name, f"{text} {notice}", "Tessa Courier", moment(6 + index))
        for index, (name, text) in enumerate(zip("abc", (FERRY, ORCHARD, HARBOUR), strict=True))
    ]
    edges, _ = trace_edges(documents, [], passages_of(documents), SETTINGS)
    assert edges == []


def test_credits_in_a_circle_make_no_circle_of_parents() -> None:
    documents = [
        article("a", HARBOUR, "Tessa Courier", moment(6)),
        article("b", HARBOUR, "Lorn Gazette", moment(6)),
        article("c", HARBOUR, "Quay Notes", moment(6)),
    ]
    circle = [("a", "Lorn Gazette"), ("b", "Quay Notes"), ("c", "Tessa Courier")]
    families = _families(documents, *(credit(name, "via", target) for name, target in circle))
    assert sorted(family.parent_id is None for family in families.values()) == [False, False, True]


def _hub_passages(documents: list[Document]) -> list[Passage]:
    """Join a large group as matching does: a hub with everyone."""
    hub, *others = sorted(documents, key=lambda document: document.id)
    pairs = [(hub, other) for other in others]
    found = passages_of(documents[:2])[0]
    return [
        Passage(
            id=content_id("p", left.id, right.id), left_id=left.id, right_id=right.id,
            left_begin=0, left_end=len(left.text), right_begin=0, right_end=len(right.text),
            matched_tokens=found.matched_tokens, similarity=1.0,
        )
        for left, right in pairs
    ]  # fmt: skip


def test_a_family_of_two_thousand_finds_its_root_behind_the_hub() -> None:
    """Matching pairs the copies with a hub only; the wire story is another document."""
    wire = article("m-wire", HARBOUR, "Meridian Wire", moment(5, 8))
    copies = [article(f"d{number:04}", HARBOUR, f"Paper {number}", moment(6)) for number in range(2000)]
    credits = [credit(copy.id, "dateline", "Meridian Wire") for copy in copies[::2]]
    documents = [wire, *copies]
    passages = _hub_passages(documents)
    started = time.perf_counter()
    edges, resolved = trace_edges(documents, credits, passages, SETTINGS)
    families = find_families(documents, edges)
    assert time.perf_counter() - started < 15
    assert {one.target_document_id for one in resolved} == {"m-wire"}
    assert {(row.role, row.parent_id) for row in families if row.document_id != "m-wire"} == {
        ("copy", "m-wire")
    }
    assert len(edges) < 3 * len(documents)


def test_an_excerpt_met_through_the_hub_is_had_from_the_earliest_copy() -> None:
    """The hub came after the excerpt, so that nothing but the pair that is added tells where it is from."""
    wire = article("m-wire", HARBOUR, "Meridian Wire", moment(5, 8))
    copies = [article(f"d{number}", HARBOUR, f"Paper {number}", moment(7)) for number in range(6)]
    excerpt = article("x-excerpt", f"{FERRY} {HARBOUR[: len(HARBOUR) // 2]}", "Quay Notes", moment(6))
    passages = [*_hub_passages([wire, *copies]), *passages_of([copies[0], excerpt])]
    edges, _ = trace_edges([wire, *copies, excerpt], [], passages, SETTINGS)
    families = {row.document_id: row for row in find_families([wire, *copies, excerpt], edges)}
    assert families["x-excerpt"].parent_id == "m-wire"
    assert families["d0"].parent_id == "m-wire"


_TEXTS = [HARBOUR, FERRY, f"{LEAD} {ORCHARD}", f"{FERRY} {HARBOUR}", f"{ORCHARD} “{SPEECH},” she said.",
          HARBOUR.replace("nineteen", "ninteen")]  # fmt: skip
_OUTLETS = ["Meridian Wire", "Tessa Courier", "Lorn Gazette", "Quay Notes"]
_KINDS = ["via", "dateline", "link", "attribution", "canonical"]


@st.composite
def _worlds(draw: st.DrawFn) -> tuple[list[Document], list[Credit]]:
    names = [f"d{number}" for number in range(draw(st.integers(2, 6)))]
    documents = []
    for name in names:
        day = draw(st.integers(3, 6))
        when = draw(st.sampled_from([None, moment(day), moment(day, 9), moment(day, 18)]))
        documents.append(article(name, draw(st.sampled_from(_TEXTS)), draw(st.sampled_from(_OUTLETS)), when))
    credits = []
    for number in range(draw(st.integers(0, 5))):
        source = draw(st.sampled_from(names))
        target = draw(st.sampled_from([*_OUTLETS, "Farwire"]))
        known = draw(st.sampled_from([None, *names]))
        kind = draw(st.sampled_from(_KINDS))
        credits.append(
            Credit(id=f"c{number}", document_id=source, kind=kind, target=target, target_document_id=known)
        )
    return documents, credits


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_worlds(), st.randoms(use_true_random=False))
def test_any_world_of_news_gives_sound_edges_and_families(
    world: tuple[list[Document], list[Credit]], random: "object"
) -> None:
    documents, credits = world
    passages = passages_of(documents)
    edges, resolved = trace_edges(documents, credits, passages, SETTINGS)
    families = find_families(documents, edges)
    _assert_sound(documents, edges, families, {one.id for one in passages}, {one.id for one in resolved})
    for items in (documents, credits, passages, edges):
        random.shuffle(items)  # type: ignore[attr-defined]
    again, _ = trace_edges(documents, credits, passages, SETTINGS)
    assert again == sorted(edges, key=lambda edge: (edge.earlier_id, edge.later_id))
    assert find_families(documents, edges) == families


def _assert_sound(
    documents: list[Document],
    edges: list[Edge],
    families: list[Family],
    passages: set[str],
    credits: set[str],
) -> None:
    known = {document.id for document in documents}
    assert len({frozenset((edge.earlier_id, edge.later_id)) for edge in edges}) == len(edges)
    for edge in edges:
        assert {edge.earlier_id, edge.later_id} <= known
        assert edge.earlier_id != edge.later_id
        assert edge.evidence
        assert 0 < edge.confidence <= 1
        assert 0 <= edge.earlier_covered <= 1
        assert 0 <= edge.later_covered <= 1
        if edge.direction == "undetermined":
            assert edge.earlier_id < edge.later_id
            assert edge.direction_from is None
        for evidence in edge.evidence:
            assert evidence.kind in ("passage", "credit", "version", "words")
            assert evidence.words
            if evidence.id is not None:
                assert evidence.id in (passages if evidence.kind == "passage" else credits)
    rows = {family.document_id: family for family in families}
    assert len(rows) == len(families)
    for row in families:
        seen = {row.document_id}
        at = row
        while at.parent_id is not None:
            assert rows[at.parent_id].family_id == row.family_id
            at = rows[at.parent_id]
            assert at.document_id not in seen
            seen.add(at.document_id)


@pytest.mark.parametrize("text", ["", "“", "\n\n\n", ":\n:", "a" * 10, "— (@x)"])
def test_odd_texts_are_no_error(text: str) -> None:
    documents = [article("a", text, "Tessa Courier"), article("b", HARBOUR, "Lorn Gazette")]
    passage = Passage(
        id="p", left_id="a", left_begin=0, left_end=len(text), right_id="b", right_begin=0, right_end=5,
        matched_tokens=1, similarity=0.5,
    )  # fmt: skip
    edges, _ = trace_edges(
        documents, [credit("gone", "via", ""), credit("a", "via", "")], [passage], SETTINGS
    )
    assert find_families(documents, edges) == []
