"""What holds of every count, whatever the arrows: checked on random graphs and against a plain oracle."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from origins.origin_scenes import BRIDGE, Scene
from whence.origins import (
    SITUATIONS,
    OriginTables,
    Story,
    count_origins,
    table_of_probabilities,
    trace_origins,
)
from whence.origins.graph import shortest_cycle, strong_components
from whence.records import Arrow
from whence.settings import OriginSettings

STATEMENTS = [f"s{number}" for number in range(6)]
POINTS = [("statement", s) for s in STATEMENTS] + [
    ("source", "n1"),
    ("source", "n2"),
    ("outside", "Meridian"),
]


@st.composite
def random_arrows(draw: st.DrawFn) -> list[Arrow]:
    """Draw arrows between six statements, two sources and one outside name."""
    arrows = []
    for number in range(draw(st.integers(0, 12))):
        kind, to = draw(st.sampled_from(POINTS))
        arrows.append(
            Arrow(
                claim_id="k1", id=f"w{number}", from_statement=draw(st.sampled_from(STATEMENTS)), to=to,
                to_kind=kind, kind="copy", probability=draw(st.sampled_from([0.02, 0.05, 0.3, 0.5, 0.8, 0.95, 1.0])),
            )
        )  # fmt: skip
    return arrows


def count_plainly(supporting: list[str], arrows: list[Arrow], threshold: float) -> int:
    """Count by spreading from each statement over arrows in both directions: the oracle."""
    seen: set[tuple[str, str]] = set()
    count = 0
    for statement in supporting:
        if ("statement", statement) in seen:
            continue
        count += 1
        front = [("statement", statement)]
        while front:
            point = front.pop()
            if point in seen:
                continue
            seen.add(point)
            for arrow in arrows:
                ends = [("statement", arrow.from_statement), (arrow.to_kind, arrow.to)]
                if arrow.probability >= threshold and point in ends:
                    front += ends
    return count


@settings(max_examples=200, deadline=None)
@given(random_arrows(), st.sets(st.sampled_from(STATEMENTS)), st.sampled_from([0.05, 0.5, 0.95]))
def test_the_count_equals_a_plain_search(arrows: list[Arrow], supporting: set[str], threshold: float) -> None:
    assert count_origins(supporting, arrows, threshold) == count_plainly(
        sorted(supporting), arrows, threshold
    )


@settings(max_examples=200, deadline=None)
@given(random_arrows(), st.sets(st.sampled_from(STATEMENTS)))
def test_fewest_is_never_above_likeliest_nor_that_above_most(
    arrows: list[Arrow], supporting: set[str]
) -> None:
    counts = [count_origins(supporting, arrows, threshold) for threshold in (0.05, 0.5, 0.95)]
    assert all(fewer <= more for fewer, more in pairwise(counts))
    assert counts[2] <= len(supporting)


@settings(max_examples=200, deadline=None)
@given(random_arrows(), st.sets(st.sampled_from(STATEMENTS)), st.integers(0, 11))
def test_taking_an_arrow_away_never_lowers_the_count(
    arrows: list[Arrow], supporting: set[str], gone: int
) -> None:
    fewer = arrows[:gone] + arrows[gone + 1 :]
    assert count_origins(supporting, fewer, 0.5) >= count_origins(supporting, arrows, 0.5)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.integers(0, 7), st.lists(st.integers(0, 7), max_size=4), max_size=8))
def test_strong_components_are_the_nodes_that_reach_each_other(arrows: dict[int, list[int]]) -> None:
    nodes = list(range(8))

    def reach(start: int) -> set[int]:
        seen: set[int] = set()
        front = list(arrows.get(start, ()))
        while front:
            node = front.pop()
            if node not in seen:
                seen.add(node)
                front += arrows.get(node, ())
        return seen

    reached = {node: reach(node) for node in nodes}
    expected = {frozenset([a, *(b for b in nodes if b in reached[a] and a in reached[b])]) for a in nodes}
    found = strong_components(nodes, arrows)
    assert {frozenset(component) for component in found} == {c for c in expected if len(c) > 1}
    for component in found:
        cycle = shortest_cycle(component, arrows)
        assert all(there in arrows[here] for here, there in zip(cycle, cycle[1:] + cycle[:1], strict=True))


OUTLETS = ("herald", "gazette", "courier", "tribune")
SPEAKERS = (None, "Odile Farren", "Bram Osei", "Herald", "Gazette")


@st.composite
def random_story(draw: st.DrawFn) -> Story:
    """Draw a story of up to four pages with speakers, credits and copies."""
    scene = Scene()
    names = OUTLETS[: draw(st.integers(1, 4))]
    for number, name in enumerate(names):
        speaker = draw(st.sampled_from(SPEAKERS))
        scene.page(name, BRIDGE + (f" {speaker} said so." if speaker else ""), hour=draw(st.integers(0, 2)),
                   publisher=draw(st.sampled_from([None, "Group"])))  # fmt: skip
        anonymous = draw(st.booleans()) and speaker is not None and " " in speaker
        scene.says(name, BRIDGE, speaker, **({"kind": "anonymous"} if anonymous else {}))
        if draw(st.booleans()):
            target = draw(st.sampled_from(["Meridian Wire", *names]))
            known = {"target_document_id": target} if target in names and draw(st.booleans()) else {}
            scene.credit(name, draw(st.sampled_from(["byline", "via", "dateline"])), target.title(), **known)
        if number and draw(st.booleans()):
            scene.copied(
                names[draw(st.integers(0, number - 1))], name,
                kind=draw(st.sampled_from(["republished", "common-source", "rewritten", "undetermined"])),
                direction=draw(st.sampled_from(["determined", "undetermined"])),
            )  # fmt: skip
    return scene.story()


@settings(max_examples=150, deadline=None)
@given(random_story(), st.randoms())
def test_tables_agree_with_each_other_and_not_with_the_order_of_inputs(story: Story, random: object) -> None:
    tables = trace_origins(story, OriginSettings())
    check_tables(story, tables)
    parts = {}
    for name in ("documents", "credits", "passages", "edges", "statements", "sources"):
        rows = list(getattr(story, name))
        random.shuffle(rows)  # type: ignore[attr-defined]
        parts[name] = rows
    assert trace_origins(replace(story, **parts), OriginSettings()) == tables


def check_tables(story: Story, tables: OriginTables) -> None:
    """Check what must hold between the tables of one claim."""
    (claim,) = tables.claims
    arrows = {arrow.id: arrow for arrow in tables.arrows}
    statements = {statement.id for statement in story.statements}
    sources = {source.id for source in story.sources}
    assert claim.origins_low <= claim.origins_best <= claim.origins_high
    assert len(tables.origins) == claim.origins_best
    assert claim.loop == bool(tables.loops)
    assert claim.loop or all(origin.kind != "loop" for origin in tables.origins)
    for arrow in tables.arrows:
        assert arrow.from_statement in statements
        assert arrow.words
        assert 0 <= arrow.probability <= 1
        assert arrow.to_kind != "statement" or (arrow.to in statements and arrow.to != arrow.from_statement)
        assert arrow.to_kind != "source" or arrow.to in sources
    for origin in tables.origins:
        assert set(origin.merged_by) <= arrows.keys()
        assert origin.documents == tuple(sorted(set(origin.documents)))
        assert origin.in_corpus == (origin.kind != "outside")
        assert (origin.independent_reports == 0) == (origin.kind == "loop")
    carried = [document for origin in tables.origins for document in origin.documents]
    assert set(carried) == {statement.document_id for statement in story.statements}
    for mutation in tables.mutations:
        assert {mutation.from_statement, mutation.to_statement} <= statements


def test_the_situations_are_named_once_and_their_probabilities_are_probabilities() -> None:
    names = [situation.name for situation in SITUATIONS]
    assert len(names) == len(set(names))
    assert all(0 < situation.probability <= 1 for situation in SITUATIONS)
    assert [situation.name for situation in SITUATIONS if situation.probability == 1] == ["copy-decided"]


def test_the_guide_holds_the_table_of_probabilities() -> None:
    guide = Path(__file__).parents[2] / "docs" / "guide" / "origins.md"
    assert table_of_probabilities() in guide.read_text("utf-8")


@pytest.mark.parametrize("statements", [0, 1])
def test_a_claim_without_arrows_counts_its_statements(statements: int) -> None:
    assert count_origins(STATEMENTS[:statements], [], 0.5) == statements
