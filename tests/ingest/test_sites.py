"""Names made of hosts: which are taken for an outlet of the corpus, and which are not."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.ingest import resolve_credits
from whence.ingest.sites import Sites
from whence.records import Credit, Document
from whence.trace.credits import answers_to


def page(host: str, identity: str = "", **fields: object) -> Document:
    identity = identity or host
    outlet = fields.pop("outlet", host)
    return Document(
        id=identity, input=identity, outlet=outlet, url=f"https://{host}/one/{identity}", **fields
    )  # type: ignore[arg-type]


def meant(name: str, *hosts: str) -> str | None:
    return Sites([page(host) for host in hosts]).meant(name)


def credited(text: str, *hosts: str, **fields: object) -> list[str]:
    """Give the outlets that a page of bayvoice.example credits."""
    reader = page("bayvoice.example", text=text, **fields)
    found = resolve_credits([reader, *(page(host) for host in hosts)], [], ())
    return [credit.target for credit in found if credit.document_id == reader.id]


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("Port Alma Herald", "portalmaherald.example"),
        ("The Port Alma Herald", "portalmaherald.example"),
        ("Port Alma Herald", "theportalmaherald.example"),
        ("Port Alma Post", "papost.example"),
        ("P.A. Post", "papost.example"),
        ("Port Alma Daily News", "padailynews.example"),
        ("Corvan Morning News", "corvannews.example"),
        ("Corvan Star-Ledger", "corvan-starledger.co.uk"),
        ("Sun and Courier", "sunandcourier.example"),
        ("Corvan Sun-Courier", "corvan.suncourier.example"),
        ("BQZ News", "bqz.co.uk"),
        ("the BQZ", "bqz.example"),
        ("KQVJ", "kqvj.example"),
        ("KQVJ-TV", "kqvj.example"),
        ("KQVJ-TV", "kqvjtv.example"),
        ("KQVJ Channel 12", "kqvj12.example"),
        ("KQVJ 12 News", "kqvj12.example"),
        ("WJQV-FM", "wjqvfm.example"),
        ("NBC Port Alma", "nbcportalma.example"),
    ],
)
def test_a_name_that_its_host_is_made_of_means_that_outlet(name: str, host: str) -> None:
    assert meant(name, host, "other.example") == host


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("Daily News", "dailynews.example"),
        ("Channel 5", "channel5.example"),
        ("FOX 59", "fox59.example"),
        ("ABC News", "abc.example"),
        ("Free Press", "freepress.example"),
        ("Corvan City", "corvancity.example"),
        ("Corvan", "corvan.example"),
        ("Jane Doe", "janedoe.example"),
        ("KQVJ-FM", "kqvjtv.example"),
        ("KQVJ Radio", "kqvjtv.example"),
        ("KQVJ 7", "kqvj12.example"),
        ("KQV", "kqvtv.example"),
        ("KQVJX", "kqvj.example"),
        ("kqvj", "kqvj.example"),
        ("BQZ", "bqz.gov"),
        ("Port Alma Post", "portalma.example"),
        ("Port Alma Post Herald", "portalmapost.example"),
        ("", "portalmapost.example"),
    ],
)
def test_a_name_that_others_may_bear_means_none(name: str, host: str) -> None:
    assert meant(name, host) is None


def test_a_name_that_fits_two_hosts_means_none() -> None:
    assert meant("Port Alma Post", "papost.example", "portalmapost.example") is None
    assert meant("KQVJ", "kqvj.example", "kqvj12.example") is None
    assert meant("KQVJ-TV", "kqvjfm.example", "kqvjtv.example") == "kqvjtv.example"


def test_a_part_of_a_site_does_not_stand_against_the_site() -> None:
    """Blogs and archives of one paper are that paper where its own site is in the corpus."""
    assert (
        meant("Corvan Ledger", "corvanledger.example", "blogs.corvanledger.example") == "corvanledger.example"
    )


def test_a_site_of_several_outlets_is_credited_by_its_host_and_answers_to_it() -> None:
    pages = [
        page("portalmapost.example", "one", outlet="Guest Writers"),
        page("portalmapost.example", "two", outlet="Post Opinion"),
    ]
    target = Sites(pages).meant("Port Alma Post")
    assert target == "portalmapost.example"
    assert [answers_to(one, target) for one in pages] == [2, 2]
    own = page("portalmapost.example", "three", outlet="Port Alma Post")
    assert Sites([*pages, own]).meant("Port Alma Post") == "Port Alma Post"


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("A neighbour told KQVJ-TV that she heard nothing.", ["kqvj.example"]),
        ("According to the Port Alma Post, the bridge fell.", ["papost.example"]),
        ("The bridge fell, reports the Port Alma Post.", ["papost.example"]),
        ("The fall was first reported by KQVJ Channel 12.", ["kqvj.example"]),
        ("A diver told CBS affiliate KQVJ about it.", ["kqvj.example"]),
        ("The end. Copyright 2024 KQVJ. All rights reserved.", ["kqvj.example"]),
        ("It fell (© 2024 the Port Alma Post).", ["papost.example"]),
        ("A diver told BQZ Monday that it fell.", ["bqz.example"]),
        ("A diver told BQZ Corvan that it fell.", []),
        ("The Port Alma Post stood beside the bridge.", []),
        ("A diver told KQVJ affiliate Harbour One about it.", []),
        ("THE MAYOR TOLD KQVJ ALL ABOUT IT AND WENT HOME", []),
        ("The Port Alma Post holds the copyright KQVJ wanted.", []),
        ("He wrote to old@KQVJ and said so.", []),
    ],
)
def test_only_a_name_with_a_cue_is_credited(text: str, targets: list[str]) -> None:
    assert credited(text, "kqvj.example", "papost.example", "bqz.example") == targets


def test_a_page_that_names_its_own_site_credits_nobody() -> None:
    own = page("kqvj.example", text="PORT ALMA (KQVJ) - A diver told KQVJ-TV about it.")
    line = Credit(id="c", document_id=own.id, kind="dateline", target="KQVJ", text="PORT ALMA (KQVJ) -")
    assert resolve_credits([own, page("papost.example")], [line], ()) == []


def test_a_byline_and_a_credit_line_are_matched_whole() -> None:
    assert credited("A text.", "papost.example", authors=("Port Alma Post",)) == ["papost.example"]
    assert credited("A text.", "papost.example", authors=("Port Alma Post Foundation",)) == []
    reader = page("bayvoice.example", text="A text.")
    line = Credit(id="c", document_id=reader.id, kind="courtesy", target="KQVJ-TV", text="Courtesy: KQVJ-TV")
    found = resolve_credits([reader, page("kqvj.example")], [line], ())
    assert [(one.kind, one.target) for one in found] == [("courtesy", "kqvj.example")]


def test_the_words_of_a_credit_are_the_text_at_its_place() -> None:
    text = "Before.\nA diver told the Port Alma Post, and KQVJ reported it as well."
    reader = page("bayvoice.example", text=text)
    found = resolve_credits([reader, page("papost.example"), page("kqvj.example")], [], ())
    assert [one.text for one in found] == ["told the Port Alma Post", "KQVJ reported"]
    assert all(text[one.begin : one.end] == one.text for one in found)


@given(
    st.lists(
        st.sampled_from(["KQVJ", "-TV", " ", "Port Alma", "Post", "told", "the", "5", "\n", "é", ".", "A"])
    )
)
def test_names_stand_in_order_apart_and_in_any_order_of_documents(pieces: list[str]) -> None:
    text = " ".join(pieces) + "".join(pieces)
    pages = [page(host) for host in ("kqvj.example", "papost.example", "portalmaherald.example")]
    found = list(Sites(pages).named(text))
    assert found == list(Sites(reversed(pages)).named(text))
    ends = [0, *(one.end for one in found)]
    assert all(end <= one.begin < one.end <= len(text) for end, one in zip(ends, found, strict=False))
    assert all(one.target in {document.outlet for document in pages} for one in found)


@pytest.mark.parametrize(
    "junk", ["A", "A ", "A.", "A&A ", "KQVJ ", "KQVJ 5 ", "W" * 31 + " ", "Port Alma Post "]
)
def test_a_long_line_of_junk_costs_one_pass(junk: str) -> None:
    sites = Sites([page("kqvj.example"), page("papost.example")])

    def cost(length: int) -> float:
        text = (junk * (length // len(junk) + 1))[:length]
        begin = time.process_time()
        sum(1 for _ in sites.named(text))
        return time.process_time() - begin

    cost(1000)
    assert cost(80_000) < 20 * cost(20_000) + 0.2


def test_the_cost_of_a_text_does_not_grow_with_the_number_of_sites() -> None:
    """Names are looked up, never compared with each outlet in turn."""
    drawn = random.Random(1)
    hosts = {"".join(drawn.choices("abcdefgh", k=8)) + "post.example" for _ in range(3000)}
    few, many = Sites([page("papost.example")]), Sites([page(host) for host in sorted(hosts)])
    text = "The Port Alma Post and the Corvan Gazette told KQVJ News. " * 300

    def cost(sites: Sites) -> float:
        begin = time.process_time()
        sum(1 for _ in sites.named(text))
        return time.process_time() - begin

    cost(few)
    assert cost(many) < 5 * cost(few) + 0.2
