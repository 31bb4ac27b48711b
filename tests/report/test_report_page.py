"""The report is one safe file whose links resolve, and its words take no side."""

import base64
import dataclasses
import hashlib
import random
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as parser

from report.fictional_corpus import HOSTILE, FakeCorpus, fictional_corpus, fictional_rows
from whence.records import Claim, Document, Statement
from whence.report import Library, open_claims, render_report
from whence.report.words import anchor


@pytest.fixture(scope="module")
def page() -> str:
    return render_report(fictional_corpus())  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def tree(page: str) -> Any:
    return parser.document_fromstring(page)


def text_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_hostile_text_is_shown_and_never_becomes_markup(page: str, tree: Any) -> None:
    assert not tree.xpath("//script | //iframe | //object | //embed | //img | //link | //form | //base")
    assert not [name for item in tree.iter() for name in item.attrib if name.startswith("on")]
    assert "alert(1)" in text_of(tree)
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "{{ 7*7 }}" in HOSTILE
    assert "{{ 7*7 }}" in page


def test_nothing_is_asked_of_any_network(page: str, tree: Any) -> None:
    assert not tree.xpath("//@src | //@srcset | //@data | //@action | //@ping | //@background")
    assert not re.search(r"url\(|@import", page)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_the_policy_allows_exactly_the_style_sheet_in_the_page(page: str, tree: Any) -> None:
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    assert f"'sha256-{digest}'" in tree.xpath("//meta[@http-equiv]/@content")[0]
    assert not tree.xpath("//@style")


def test_only_web_addresses_become_links(tree: Any) -> None:
    for address in tree.xpath("//a/@href"):
        assert address.startswith(("#", "https://", "http://")), address
    assert "javascript:alert(1)" in text_of(tree), "the address is shown, as text"


def test_every_link_within_the_page_has_a_place_to_go_and_no_place_is_named_twice(tree: Any) -> None:
    places = tree.xpath("//@id")
    assert len(places) == len(set(places))
    for address in tree.xpath("//a[starts-with(@href, '#')]/@href"):
        assert address[1:] in places, address


def test_the_page_can_be_read_with_other_senses(tree: Any) -> None:
    assert tree.get("lang") == "en"
    for landmark in ("header", "nav", "main", "footer"):
        assert tree.xpath(f"//body/{landmark} | //body/*/{landmark}")
    assert len(tree.xpath("//h1")) == 1
    for table in tree.xpath("//table"):
        assert table.xpath("./thead//th[@scope='col']")
        assert len(table.xpath("./tbody/tr")) == len(table.xpath("./tbody/tr/th[@scope='row']"))
    for section in tree.xpath("//section"):
        assert section.get("aria-labelledby") in tree.xpath("//@id")
    assert tree.xpath("//svg[not(@aria-hidden)]") == []


def test_a_claim_card_says_count_range_origins_changes_and_denials(tree: Any) -> None:
    card = text_of(tree.get_element_by_id("claim-k1"))
    assert "1 origin" in card
    assert "1 origin in this corpus (range 1–2)" in card
    assert "Harbour Ministry" in card
    assert "2 independent reports of one origin" in card
    assert "12 → 20" in card
    assert "Denied by: nobody was hurt" in card
    assert "3 May 2024, 09:00 UTC" in card


def test_a_claim_card_puts_the_count_in_words_and_says_what_could_change_it(tree: Any) -> None:
    card = tree.get_element_by_id("claim-k1")
    assert "one quotes Harbour Ministry, one carries the words of Meridian Wire." in text_of(card)
    assert [text_of(item) for item in card.xpath(".//ul[contains(@class, 'changes')]/li")] == [
        "It would be two without what is likely and not certain: "
        "whether Alma Courier copied from Meridian Wire."
    ]


def test_a_count_is_explained_with_the_thresholds_that_it_was_made_with() -> None:
    class Stricter(FakeCorpus):
        def info(self) -> Any:
            settings = {"origins": {"best": 0.95, "high": 0.97, "of_another_version": 1}}
            return dataclasses.replace(super().info(), settings=settings)

    (opened,) = open_claims(Library(Stricter(fictional_rows())), ["k1"])
    assert "carries the words" not in opened.explained.sentence
    (opened,) = open_claims(Library(fictional_corpus()), ["k1"])
    assert "carries the words" in opened.explained.sentence


def changed_and_handed_on() -> FakeCorpus:
    """The Courier changes a number; the Blog has it from the Courier, and from the wire."""
    rows = fictional_rows()
    blog = dataclasses.replace(rows["statements"][1], id="s4", document_id="blog-3", begin=0, end=4)
    rows["statements"].append(blog)
    rows["arrows"] += [
        dataclasses.replace(rows["arrows"][0], id=f"w{number}", from_statement="s4", to=to)
        for number, to in ((3, "s2"), (4, "s1"))
    ]
    rows["mutations"].insert(0, dataclasses.replace(rows["mutations"][0], to_statement="s4"))
    return FakeCorpus(rows)


def test_a_change_names_who_made_it_and_who_took_it_over_but_nobody_as_both() -> None:
    (opened,) = open_claims(Library(changed_and_handed_on()), ["k1"])
    ((step,),) = [change.steps for change in opened.mutations]
    assert step.later is not None
    assert step.later.document.outlet == "Alma Courier"
    assert [document.outlet for document in step.inherited] == ["Quay Blog"]
    tree = parser.document_fromstring(render_report(changed_and_handed_on()))  # type: ignore[arg-type]
    assert "Taken over by: Quay Blog" in text_of(tree.get_element_by_id("claim-k1"))


def test_a_decision_is_shown_with_what_it_was_about_in_words(tree: Any) -> None:
    (table,) = tree.xpath("//table[@class='decisions']")
    claim, edge = (text_of(row) for row in table.xpath("./tbody/tr"))
    assert claim.startswith("These statements do not make one claim.")
    assert "12 people were hurt" in claim
    assert "20 people were hurt" in claim
    assert "Ferry strikes wall" in edge
    assert "a document not in this corpus gone-9" in edge
    assert "Seen in print <script>alert(1)</script>" in edge


def test_an_edge_opens_to_its_passage_with_the_differing_words_marked(tree: Any) -> None:
    edge = tree.get_element_by_id("edge-e1")
    assert {"20", "12"} <= {text_of(item) for item in edge.xpath(".//mark[@class='other']")}
    assert "order shown by a credit" in text_of(edge)
    assert "Courtesy: Meridian Wire <img src=x>" in text_of(edge)


def test_a_family_names_a_first_only_where_every_step_is_shown() -> None:
    rows = fictional_rows()
    assert "first in this corpus: Meridian Wire" in render_report(FakeCorpus(rows))  # type: ignore[arg-type]
    rows["edges"][0] = dataclasses.replace(rows["edges"][0], direction="undetermined", direction_from=None)
    page = render_report(FakeCorpus(rows))  # type: ignore[arg-type]
    assert "first in this corpus: Meridian Wire" not in page
    assert "order undetermined in part" in page
    assert "carry nearly the same text" in page


def test_reuse_between_outlets_is_counted_with_and_without_credit(tree: Any) -> None:
    cells = [text_of(cell) for cell in tree.xpath("//table[@class='between']/tbody/tr/*")]
    assert cells == ["Meridian Wire", "Alma Courier", "1", "–"]


def test_an_arrow_opens_to_two_sentences_with_the_shared_words_marked(tree: Any) -> None:
    arrow = tree.xpath("//details[@class='arrow'][.//code[.='w1']]")[0]
    assert "people were hurt" in " ".join(text_of(item) for item in arrow.xpath(".//mark[@class='same']"))


def test_what_was_not_used_and_what_limits_left_out_is_said(tree: Any) -> None:
    said = text_of(tree.get_element_by_id("read"))
    assert "news/broken.html" in said
    assert "common fingerprints" in said
    assert "ingest.shortest_text" in said


def test_the_page_judges_nobody(tree: Any) -> None:
    said = text_of(tree).lower()
    for verdict in ("fake", "false", "misinformation", "propaganda", "credible", "trustworthy", "plagiari"):
        assert verdict not in said, verdict
    assert "no dependence found in this corpus" in said


def test_the_page_does_not_depend_on_the_order_of_rows(page: str) -> None:
    rows = fictional_rows()
    for name in rows:
        random.Random(name).shuffle(rows[name])
    assert render_report(FakeCorpus(rows)) == page  # type: ignore[arg-type]


ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "href", "rel", "id", "open", "scope", "role",
    "aria-label", "aria-labelledby", "aria-hidden", "aria-level", "data-label", "viewbox", "preserveaspectratio",
    "x", "y", "width", "height",
}  # fmt: skip
TAGS = {
    "html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "h4", "p", "nav", "ul", "ol",
    "li", "main", "section", "article", "details", "summary", "span", "b", "i", "bdi", "q", "div", "mark", "code",
    "table", "caption", "thead", "tbody", "tr", "th", "td", "svg", "rect", "dl", "dt", "dd", "blockquote", "footer",
    "br",
}  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(["<", ">", '"', "'", "&", "script", "style", "-->", "]]>", "{{", "%}", "\x00", "\ud7ff",
                                 "=", "/", "javascript:", "\n", " ", "a", "\u202e", "onload", "</style", "svg"]),
                min_size=1, max_size=12))  # fmt: skip
def test_no_text_of_any_record_can_become_markup(parts: list[str]) -> None:
    hostile = "".join(parts)
    rows = fictional_rows()
    for name, column in (("documents", "title"), ("documents", "outlet"), ("documents", "url"), ("documents", "input"),
                         ("claims", "text"), ("sources", "name"), ("credits", "text"), ("credits", "target"),
                         ("arrows", "words"), ("mutations", "before"), ("skipped", "reason"),
                         ("decisions", "reason")):  # fmt: skip
        rows[name] = [dataclasses.replace(row, **{column: hostile}) for row in rows[name]]
    rows["documents"] = [dataclasses.replace(row, text=hostile + row.text) for row in rows["documents"]]
    tree = parser.document_fromstring(render_report(FakeCorpus(rows)))  # type: ignore[arg-type]
    assert {item.tag for item in tree.iter() if isinstance(item.tag, str)} <= TAGS
    assert not [item for item in tree.iter() if not isinstance(item.tag, str)], "no comments, no processing"
    assert {name for item in tree.iter() for name in item.attrib} <= ATTRIBUTES


def test_an_empty_corpus_gives_a_page_that_says_so() -> None:
    page = render_report(FakeCorpus({}))  # type: ignore[arg-type]
    assert "0 documents" in page
    assert "No claim is carried by more than one document." in page


def big_corpus(size: int) -> FakeCorpus:
    documents = [
        Document(
            id=f"d{n:05}",
            input=f"n/{n}.html",
            outlet=f"Outlet {n % 40}",
            title=f"Story {n}",
            text="A b c. " * 300,
        )
        for n in range(size)
    ]
    claims = [
        Claim(
            id=f"k{n:05}",
            text=f"claim {n}",
            statement_count=2,
            document_count=2,
            outlet_count=2,
            publisher_count=1,
        )
        for n in range(size // 2)
    ]
    statements = [
        Statement(
            id=f"s{n:05}", document_id=f"d{n:05}", begin=0, end=6, text="A b c.", claim_id=f"k{n // 2:05}"
        )
        for n in range(size)
    ]
    return FakeCorpus({"documents": documents, "claims": claims, "statements": statements})


def test_a_large_corpus_is_cut_to_the_limit_and_the_page_says_what_it_left_out() -> None:
    page = render_report(big_corpus(400), limit=50)  # type: ignore[arg-type]
    tree = parser.document_fromstring(page)
    assert len(tree.xpath("//article[starts-with(@id, 'claim-')]")) == 50
    assert len(tree.xpath("//article[starts-with(@id, 'document-')]")) == 50
    said = text_of(tree)
    assert "Shown: 50 of 200 claims carried by two documents or more, or denied, or denying." in said
    assert "Shown: 50 of 400 documents." in said
    assert len(page) < 1_000_000


def test_anchors_of_ids_from_the_input_hold_nothing_that_could_break_out() -> None:
    assert anchor("document", "d0123456789abcdef") == "document-d0123456789abcdef"
    assert re.fullmatch(r"document-x[0-9a-f]{16}", anchor("document", '"><script>'))


def test_a_corpus_of_several_languages_says_that_they_were_not_compared() -> None:
    rows = fictional_rows()
    documents: list[Document] = rows["documents"]  # type: ignore[assignment]
    for languages, said in ((("en",), False), (("en", "de"), True)):
        rows["documents"] = [
            dataclasses.replace(one, language=languages[place % len(languages)])
            for place, one in enumerate(documents)
        ]
        page = render_report(FakeCorpus(rows))  # type: ignore[arg-type]
        assert ("; texts in different languages were not compared." in page) is said
