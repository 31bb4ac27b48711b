"""Decisions change what is derived, survive additions, find their objects again, and can be taken back."""

import json

import pytest

import whence
from whence.errors import NotFoundError, SettingsError
from whence.records import TABLES

WIRE = (
    "PORT ALMA - At least 12 people were injured when a ferry struck the old pier on Monday, the harbour "
    "authority said. The ferry Santa Lucia had left Cape Doro at dawn with 140 passengers on board, and it "
    "lost its steering in heavy fog, harbour master Ines Moravec told reporters. Divers searched the water "
    "until noon and found nobody missing. The pier will stay closed for a week, Moravec said."
)
OWN = (
    "Fishermen on the quay heard a long scrape and then a bell, and within minutes the street was awake. "
    "The Santa Lucia lay across the steps with 140 passengers on board when the tugs came, Pavel Orsini said. "
    "Harbour master Ines Moravec told this paper that the pier will stay closed for a week."
)
LATER = (
    "The old pier of Port Alma opened again on Friday, a week after the ferry Santa Lucia struck it in fog. "
    "Twelve people had been injured, and 140 passengers had been on board. The town has bought new lamps."
)


def rows():
    return [
        {"id": "w", "outlet": "Meridian Wire", "date": "2024-03-04T08:00:00Z", "title": "Ferry strikes pier",
         "text": WIRE},
        {"id": "h", "outlet": "Harbour Post", "date": "2024-03-04T10:00:00Z", "title": "Ferry hits pier",
         "text": WIRE + " Trams in the city were not affected."},
        {"id": "c", "outlet": "Coast Courier", "date": "2024-03-05", "title": "The morning of the bell",
         "text": OWN},
    ]  # fmt: skip


def write(path, records):
    path.write_text("".join(json.dumps(row) + "\n" for row in records), encoding="utf-8")
    return path


def tables(corpus):
    return {name: corpus.table(name).to_pylist() for name in TABLES}


@pytest.fixture
def corpus(tmp_path):
    with whence.open_corpus(tmp_path / "corpus") as corpus:
        corpus.add([write(tmp_path / "a.jsonl", rows())])
        corpus.trace(workers=1)
        yield corpus


def edge_between(corpus, *pair):
    return [
        row for row in corpus.table("edges").to_pylist() if {row["earlier_id"], row["later_id"]} == set(pair)
    ]


def widest(corpus):
    claims = [row for row in corpus.table("claims").to_pylist() if row["document_count"] > 1]
    return max(claims, key=lambda row: (row["document_count"], row["statement_count"], row["id"]))


def statements_of(corpus, claim_id):
    return [row for row in corpus.table("statements").to_pylist() if row["claim_id"] == claim_id]


def states(corpus):
    return {row["id"]: row["state"] for row in corpus.table("decisions").to_pylist()}


def test_a_rejected_edge_is_gone_with_its_family_and_its_copy_arrows(corpus):
    (edge,) = edge_between(corpus, "w", "h")
    before = widest(corpus)
    ruling = corpus.decide("reject", [edge["id"]], reason="both had it from the harbour authority")
    assert not corpus.info().traced
    corpus.trace(workers=1)
    assert corpus.info().traced
    assert edge_between(corpus, "w", "h") == []
    assert corpus.table("families").num_rows == 0
    assert corpus.table("passages").num_rows > 0  # what they have in common stays a fact
    assert "copy" not in corpus.table("arrows").column("kind").to_pylist()
    after = {row["text"]: row for row in corpus.table("claims").to_pylist()}[before["text"]]
    assert after["origins_high"] >= before["origins_high"]
    assert states(corpus) == {ruling.id: "applied"}


def test_a_decision_taken_back_leaves_everything_as_it_was(corpus):
    before = tables(corpus)
    (edge,) = edge_between(corpus, "w", "h")
    decided = [
        corpus.decide("reject", [edge["id"]]),
        corpus.decide("reject", [widest(corpus)["id"]], reason="no"),
    ]
    corpus.trace(workers=1)
    assert tables(corpus) != before
    for ruling in decided:
        corpus.undo(ruling.id)
    corpus.trace(workers=1)
    assert tables(corpus) == before
    assert [ruling.undone is None for ruling in corpus.rulings()] == [False, False]


def test_an_accepted_edge_is_certain_and_says_who_decided(corpus):
    corpus.decide("accept", ["w", "h"], earlier="h", kind="republished", reason="the wire bought it")
    corpus.trace(workers=1)
    (edge,) = edge_between(corpus, "w", "h")
    assert (edge["earlier_id"], edge["later_id"], edge["direction"]) == ("h", "w", "determined")
    assert (edge["confidence"], edge["direct"], edge["direction_from"]) == (1.0, True, "decision")
    assert {"kind": "decision", "id": None, "words": "decided by a person: the wire bought it"} in edge[
        "evidence"
    ]
    arrows = [row for row in corpus.table("arrows").to_pylist() if row["probability"] == 1.0]
    assert arrows
    assert {row["words"] for row in arrows} == {"decided by a person: the wire bought it"}


def test_an_accepted_pair_without_an_edge_gets_one_of_the_kind_that_is_named(corpus, tmp_path):
    more = {"id": "l", "outlet": "Doro Times", "date": "2024-03-08", "title": "Open again", "text": LATER}
    corpus.add([write(tmp_path / "b.jsonl", [more])])
    corpus.trace(workers=1)
    assert edge_between(corpus, "c", "l") == []
    with pytest.raises(SettingsError, match="--kind"):
        corpus.decide("accept", ["c", "l"])
    corpus.decide("accept", ["c", "l"], earlier="c", kind="cites")
    corpus.trace(workers=1)
    (edge,) = edge_between(corpus, "c", "l")
    assert (edge["kind"], edge["earlier_id"], edge["confidence"]) == ("cites", "c", 1.0)


def test_split_statements_stay_apart_and_survive_an_addition(corpus, tmp_path):
    claim = widest(corpus)
    members = statements_of(corpus, claim["id"])
    apart = [row["id"] for row in members if row["document_id"] == members[0]["document_id"]]
    rest = {row["id"] for row in members} - set(apart)
    ruling = corpus.decide("split", [claim["id"], *apart], reason="another Monday")
    corpus.trace(workers=1)
    for step in range(2):
        claim_of = {row["id"]: row["claim_id"] for row in corpus.table("statements").to_pylist()}
        assert {claim_of[key] for key in apart}.isdisjoint({claim_of[key] for key in rest}), step
        assert states(corpus) == {ruling.id: "applied"}
        more = {"id": "l", "outlet": "Doro Times", "date": "2024-03-08", "title": "Open again", "text": LATER}
        corpus.add([write(tmp_path / "b.jsonl", [more])])
        corpus.trace(workers=1)


def test_merged_claims_are_one_and_the_row_says_so(corpus):
    claims = sorted(row["id"] for row in corpus.table("claims").to_pylist())[:2]
    held = [row["id"] for claim in claims for row in statements_of(corpus, claim)]
    ruling = corpus.decide("merge", claims)
    corpus.trace(workers=1)
    claim_of = {row["id"]: row["claim_id"] for row in corpus.table("statements").to_pylist()}
    assert len({claim_of[key] for key in held}) == 1
    (row,) = corpus.table("decisions").to_pylist()
    assert (row["id"], row["applies_to"]) == (ruling.id, [claim_of[held[0]]])


def test_of_contradicting_decisions_the_newest_counts_and_the_others_are_listed_so(corpus):
    claims = sorted(row["id"] for row in corpus.table("claims").to_pylist())[:2]
    held = [statements_of(corpus, claim)[0]["id"] for claim in claims]
    merge = corpus.decide("merge", held)
    corpus.trace(workers=1)
    (joined,) = {row["claim_id"] for row in corpus.table("statements").to_pylist() if row["id"] in held}
    split = corpus.decide("split", [joined, held[0]])
    corpus.trace(workers=1)
    assert states(corpus) == {merge.id: "overruled", split.id: "applied"}
    corpus.decide("merge", held, reason="looked again")
    corpus.trace(workers=1)
    assert states(corpus)[split.id] in {"overruled", "applied"}
    assert states(corpus)[merge.id] == "applied"


def test_names_can_be_one_source_and_different_ones(corpus):
    sources = {row["name"]: row for row in corpus.table("sources").to_pylist() if row["kind"] == "named"}
    assert {"Ines Moravec", "Pavel Orsini"} <= set(sources)
    same = corpus.decide("same-source", ["Ines Moravec", "Pavel Orsini"], reason="a pen name")
    corpus.trace(workers=1)
    joined = [
        row for row in corpus.table("sources").to_pylist() if "Pavel Orsini" in (row["name"], *row["aliases"])
    ]
    assert [set(row["documents"]) for row in joined] == [{"w", "h", "c"}]
    assert states(corpus) == {same.id: "applied"}
    corpus.undo(same.id)
    corpus.trace(workers=1)
    parted = corpus.decide("different-source", ["Ines Moravec", "c"], reason="a namesake")
    corpus.trace(workers=1)
    found = [row for row in corpus.table("sources").to_pylist() if row["name"] == "Ines Moravec"]
    assert sorted(tuple(row["documents"]) for row in found) == [("c",), ("h", "w")]
    assert states(corpus) == {parted.id: "applied"}
    ids = {row["document_id"]: row["source_id"] for row in corpus.table("statements").to_pylist()
           if row["source"] == "Ines Moravec"}  # fmt: skip
    assert ids["w"] == ids["h"] != ids["c"]


def test_a_decision_whose_object_is_gone_is_listed_as_such(tmp_path):
    first = tmp_path / "a.jsonl"
    with whence.open_corpus(tmp_path / "one") as corpus:
        corpus.add([write(first, rows())])
        corpus.trace(workers=1)
        corpus.decide("reject", ["w", "h"])
        (row,) = corpus._catalogue.decisions()
    with whence.open_corpus(tmp_path / "other") as other:
        other.add([write(tmp_path / "b.jsonl", rows()[1:])])
        with other._catalogue.transaction():
            other._catalogue.add_decision(row)
        other.trace(workers=1)
        assert states(other) == {row.id: "gone"}


def test_decisions_and_documents_in_any_order_give_the_same_tables(tmp_path):
    found = []
    for name, batches in (("one", [rows()]), ("other", [rows()[:2], rows()[2:]])):
        with whence.open_corpus(tmp_path / name) as corpus:
            for number, batch in enumerate(batches):
                corpus.add([write(tmp_path / f"{number}.jsonl", batch)])
                corpus.trace(workers=1)
                if not number:
                    corpus.decide("reject", ["w", "h"], reason="no", who=name)
            corpus.trace(workers=1)
            found.append({key: value for key, value in tables(corpus).items() if key != "documents"})
    assert found[0] == found[1]


@pytest.mark.parametrize(
    ("verb", "keys", "options"),
    [
        ("reject", ["w", "nowhere"], {}),
        ("accept", ["e0000000000000000"], {}),
        ("split", ["w"], {}),
        ("merge", ["k0000000000000000", "k1"], {}),
        ("same-source", ["Ines Moravec", "Nobody At All"], {}),
        ("undo", ["w"], {}),
        ("reject", ["w", "h"], {"kind": "cites"}),
        ("accept", ["w", "h"], {"kind": "stolen"}),
        ("accept", ["w", "h"], {"earlier": "c"}),
        ("same-source", ["Ines Moravec"], {}),
        ("different-source", ["Ines Moravec", "w", "h", "c"], {}),
    ],
)
def test_what_cannot_be_decided_is_refused_with_a_reason(corpus, verb, keys, options):
    with pytest.raises((NotFoundError, SettingsError)):
        corpus.decide(verb, keys, **options)
    assert corpus.rulings() == []
