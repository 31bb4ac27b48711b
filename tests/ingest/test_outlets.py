"""Outlets, versions and credits across a corpus."""

import random
from datetime import UTC, datetime
from pathlib import Path

import pytest

from whence.errors import InputError
from whence.ingest import load_outlets, resolve_credits, resolve_documents
from whence.records import Credit, Document, Outlet

OUTLETS = (
    Outlet(
        outlet="Bay Ledger",
        publisher="Ledger Holdings",
        hosts=("bayledger.example",),
        aliases=("Ledger",),
        zone="Europe/Berlin",
    ),
    Outlet(
        outlet="Meridian Wire",
        publisher="Meridian",
        agency=True,
        hosts=("meridianwire.example",),
        aliases=("MW",),
    ),
    Outlet(outlet="Inland Mirror", hosts=("inlandmirror.example",)),
)
DAY = {
    "published_earliest": datetime(2024, 1, 4, 10, tzinfo=UTC),
    "published_latest": datetime(2024, 1, 6, 11, 59, 59, tzinfo=UTC),
}


def document(identity: str, **fields: object) -> Document:
    return Document(id=identity, input=identity, **fields)  # type: ignore[arg-type]


def credit(identity: str, document_id: str, kind: str, target: str) -> Credit:
    return Credit(id=identity, document_id=document_id, kind=kind, target=target, text=target)  # type: ignore[arg-type]


def test_an_outlets_table_is_read_with_hosts_aliases_and_zones(tmp_path: Path) -> None:
    path = tmp_path / "outlets.csv"
    path.write_text(
        "outlet,publisher,agency,hosts,aliases,zone\nMeridian Wire,Meridian,yes,www.meridianwire.example;mw.example,MW|Meridian,\n"
        "Bay Ledger,Ledger Holdings,no,bayledger.example,,Europe/Berlin\n"
    )
    ledger, wire = load_outlets(path)
    assert wire == Outlet(
        outlet="Meridian Wire",
        publisher="Meridian",
        agency=True,
        hosts=("meridianwire.example", "mw.example"),
        aliases=("MW", "Meridian"),
    )
    assert (ledger.agency, ledger.zone) == (False, "Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "reason"), [("paper,owner\na,b\n", "no outlet column"), ("outlet,zone\nA,Mars/X\n", "IANA")]
)
def test_a_wrong_outlets_table_is_refused_with_a_remedy(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "o.csv").write_text(text)
    with pytest.raises(InputError, match=reason):
        load_outlets(tmp_path / "o.csv")
    with pytest.raises(InputError, match="cannot be read"):
        load_outlets(tmp_path / "none.csv")


def test_documents_get_outlet_publisher_and_a_day_in_its_zone() -> None:
    by_name, by_host, unknown = resolve_documents(
        [
            document("a", outlet="the ledger", **DAY),
            document("b", canonical_url="https://news.bayledger.example/x", **DAY),
            document("c", outlet="Other", **DAY),
        ],
        OUTLETS,
    )
    for known in (by_name, by_host):
        assert (known.outlet, known.publisher) == ("Bay Ledger", "Ledger Holdings")
        assert known.published_earliest == datetime(2024, 1, 4, 23, tzinfo=UTC)
        assert known.published_latest == datetime(2024, 1, 5, 22, 59, 59, tzinfo=UTC)
    assert (unknown.outlet, unknown.published_earliest) == ("Other", DAY["published_earliest"])


def test_other_text_at_the_same_address_is_a_version_of_the_earliest() -> None:
    url = "https://bayledger.example/x"
    at = datetime(2024, 1, 5, 10, tzinfo=UTC)
    early = document(
        "z", canonical_url=url, outlet="Bay Ledger", text="a", published_earliest=at, modified=at
    )
    late = document(
        "a",
        canonical_url=url,
        outlet="Bay Ledger",
        text="b",
        published_earliest=at,
        modified=at.replace(hour=12),
    )
    other = document("m", canonical_url=url, outlet="Inland Mirror", text="a")
    got = {d.id: d.version_of for d in resolve_documents([late, early, other], OUTLETS)}
    assert got == {"a": "z", "z": None, "m": None}


def test_own_credits_go_names_settle_and_addresses_lead_to_documents() -> None:
    documents = resolve_documents(
        [
            document("a", canonical_url="https://bayledger.example/x", outlet="Bay Ledger", text="t"),
            document(
                "b",
                canonical_url="https://meridianwire.example/1",
                outlet="Meridian Wire",
                text="t",
                authors=("Ledger",),
            ),
        ],
        OUTLETS,
    )
    raw = [
        credit("c1", "a", "byline", "Ledger"),
        credit("c2", "a", "byline", "Ledger Staff"),
        credit("c3", "a", "dateline", "MW"),
        credit("c4", "a", "link", "https://www.meridianwire.example/1?utm_source=x"),
        credit("c5", "a", "link", "https://bayledger.example/x"),
        credit("c6", "a", "byline", "Bay Ledger newsroom"),
    ]
    got = resolve_credits(documents, raw, OUTLETS)
    assert [(c.document_id, c.kind, c.target, c.target_document_id) for c in got] == [
        ("a", "dateline", "Meridian Wire", None),
        ("a", "link", "https://meridianwire.example/1", "b"),
        ("b", "byline", "Bay Ledger", None),
    ]


@pytest.mark.parametrize(
    ("text", "target", "words"),
    [
        ("The quay is shut, Meridian Wire reported on Friday.", "Meridian Wire", "Meridian Wire reported"),
        (
            "According to the Inland Mirror, it reopens soon.",
            "Inland Mirror",
            "According to the Inland Mirror",
        ),
        ("An official told MW that it reopens.", "Meridian Wire", "told MW"),
        ("It was sold, as Inland Mirror first reported.", "Inland Mirror", "Inland Mirror first reported"),
        ("The mayor, quoted by Meridian Wire, denied it.", "Meridian Wire", "quoted by Meridian Wire"),
        ("Citing a report by Inland Mirror, he left.", "Inland Mirror", "Citing a report by Inland Mirror"),
        ("Meridian Wire's report was denied.", "Meridian Wire", "Meridian Wire's report"),
        ("She told Reuters that it reopens.", "Reuters", "told Reuters"),
    ],
)
def test_an_outlet_named_with_a_cue_is_an_attribution(text: str, target: str, words: str) -> None:
    (found,) = resolve_credits([document("a", outlet="Bay Ledger", text=text)], [], OUTLETS)
    assert (found.kind, found.target, found.text, found.field) == ("attribution", target, words, "text")
    assert text[found.begin : found.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "Bay Ledger reported on Friday.",
        "He drove past the Inland Mirror.",
        "A meridian wire reported nothing.",
        "An inland mirror said so.",
        "The Ledger said it sold.",
    ],
)
def test_an_outlet_without_cue_or_the_pages_own_is_none(text: str) -> None:
    assert resolve_credits([document("a", outlet="Bay Ledger", text=text)], [], OUTLETS) == []


def test_outlets_of_the_corpus_are_known_when_their_name_is_distinctive() -> None:
    documents = [
        document("a", outlet="Harbor Voices", text="x"),
        document("b", outlet="Quay", text="Harbor Voices reported it. Quay said so."),
    ]
    assert [(c.document_id, c.target) for c in resolve_credits(documents, [], ())] == [("b", "Harbor Voices")]


def test_a_page_whose_only_address_is_another_outlets_credits_it() -> None:
    copy = document(
        "b",
        outlet="Inland Mirror",
        url="https://meridianwire.example/1",
        canonical_url="https://meridianwire.example/1",
        text="t",
    )
    original = document("a", outlet="Meridian Wire", canonical_url="https://meridianwire.example/1", text="t")
    (found,) = resolve_credits(resolve_documents([copy, original], OUTLETS), [], OUTLETS)
    assert (found.document_id, found.kind, found.target_document_id) == ("b", "canonical", "a")


def test_no_order_of_the_inputs_changes_the_answer() -> None:
    documents = [
        document(
            str(n),
            outlet=o.outlet,
            canonical_url=f"https://bay.example/{n % 3}",
            text="MW reported it, told Ledger.",
        )
        for n in range(9)
        for o in OUTLETS[:1]
    ]
    raw = [credit(f"c{n}", str(n), "via", "Inland Mirror") for n in range(9)]
    want = (resolve_documents(documents, OUTLETS), resolve_credits(documents, raw, OUTLETS))
    for seed in range(5):
        shuffled, mixed, table = list(documents), list(raw), list(OUTLETS)
        for items in (shuffled, mixed, table):
            random.Random(seed).shuffle(items)
        got = resolve_documents(shuffled, table)
        assert sorted(got, key=lambda d: d.id) == sorted(want[0], key=lambda d: d.id)
        assert resolve_credits(shuffled, mixed, table) == want[1]


def test_agencies_are_known_from_the_outlets_table_or_by_their_worldwide_name() -> None:
    wire = Outlet(outlet="Meridian Wire", agency=True)
    rows = [
        document("a", outlet="meridian wire"),
        document("b", outlet="Reuters"),
        document("c", outlet="Bay Ledger"),
    ]
    assert [row.agency for row in resolve_documents(rows, [wire])] == [True, True, False]
