"""Fact-checks are read from every form in which they are published, and hostile ones do no harm."""

import json
import time

import pytest

from whence.ingest import Ingested, read_inputs
from whence.ingest.readers.checks import read_checks
from whence.records import Check, Skipped
from whence.settings import IngestSettings


def review(**changes):
    return {
        "@context": "https://schema.org", "@type": "ClaimReview", "url": "https://checks.example/ferry",
        "claimReviewed": "The ferry Santa Lucia carried 900 passengers", "datePublished": "2024-03-06",
        "author": {"@type": "Organization", "name": "Plain Checks"},
        "itemReviewed": {"@type": "Claim", "author": {"@type": "Person", "name": "Ola Brandt"}},
        "reviewRating": {"@type": "Rating", "ratingValue": 1, "worstRating": 1, "bestRating": 5,
                         "alternateName": "Far too many"},
    } | changes  # fmt: skip


def read(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return list(read_inputs([path], IngestSettings()))


FORMS = {
    "alone": review(),
    "list": [review()],
    "graph": {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, review()]},
    "feed": {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": [review()]}]},
    "feed without a list": {"@type": "DataFeed", "dataFeedElement": {"item": review()}},
    "in an article": {"@context": "x", "@type": "NewsArticle", "review": review()},
    "types in a list": review(**{"@type": ["Review", "http://schema.org/ClaimReview"]}),
    "author in a list": review(author=[{"name": "Plain Checks"}]),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_same_check(tmp_path, form):
    (check,) = read(tmp_path, "checks.json", FORMS[form])
    assert isinstance(check, Check)
    assert (check.claim, check.claimant, check.checker) == (
        "The ferry Santa Lucia carried 900 passengers", "Ola Brandt", "Plain Checks",
    )  # fmt: skip
    assert (check.verdict, check.rating, check.url) == (
        "Far too many", "1 of 1 to 5", "https://checks.example/ferry",
    )  # fmt: skip
    assert check.published_earliest.date().isoformat() <= "2024-03-06"


def test_lines_of_checks_are_read_one_by_one(tmp_path):
    lines = [json.dumps(review()), "{broken", json.dumps(review(claimReviewed="Trams ran"))]
    items = read(tmp_path, "checks.jsonl", "\n".join(lines).encode())
    assert [type(item) for item in items] == [Check, Skipped, Check]
    assert ":2" in items[1].input


def test_a_page_gives_its_check_and_its_article(tmp_path):
    words = "The ferry struck the old pier on Monday and twelve people were hurt, said the harbour. " * 4
    page = (
        f"<!doctype html><html><head><title>Ferry</title><script>var a = 1;</script>"
        f"<script type='application/ld+json'>{json.dumps(review())}</script></head>"
        f"<body><article><h1>Ferry</h1><p>{words}</p></article></body></html>"
    )
    items = read(tmp_path, "page.html", page.encode())
    assert sorted(type(item).__name__ for item in items) == ["Check", "Ingested"]


def test_a_table_of_articles_that_speaks_of_claim_reviews_stays_a_table(tmp_path):
    row = {
        "id": "a",
        "title": "On ClaimReview",
        "text": 'A ClaimReview is mark-up of the "@type" that checkers use. ' * 9,
    }
    (item,) = read(tmp_path, "news.jsonl", (json.dumps(row) + "\n").encode())
    assert isinstance(item, Ingested)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"claimReviewed": None}, "which claim"),
        ({"author": None, "url": None}, "who checked"),
        ({"reviewRating": None}, "verdict"),
        ({"claimReviewed": {"@value": ""}}, "which claim"),
        ({"reviewRating": [[], 7]}, "verdict"),
    ],
)
def test_what_lacks_something_is_skipped_with_a_reason(tmp_path, changes, reason):
    (item,) = read(tmp_path, "checks.json", review(**changes))
    assert isinstance(item, Skipped)
    assert reason in item.reason


def test_hostile_values_are_kept_harmless():
    hostile = review(
        url="javascript:alert(1)", claimReviewed="<script>x</script> &lt;b&gt; \ud800" + "a " * 9_000,
        author={"name": ["\x00", {"name": 1}]}, datePublished={"a": []}, inLanguage=["en", 3],
    )  # fmt: skip
    (check,) = read_checks([hostile, {"@type": 7}, {"@type": ["x", None]}], "in", None)
    assert isinstance(check, Check)
    assert check.url is None
    assert len(check.claim) <= 4_000
    check.claim.encode("utf-8")


def test_deep_nesting_and_a_megabyte_of_junk_end_soon(tmp_path):
    begun = time.process_time()
    deep = b'{"@type": "ClaimReview", "a": ' + b"[" * 200_000
    junk = b"<html><head>" + b'<script type="application/ld+json">' * 30_000 + b"ClaimReview"
    broken = b'{"@context": "ClaimReview' + b'\\"' * 500_000
    for name, data in (("deep.json", deep), ("junk.html", junk), ("broken.json", broken)):
        assert all(isinstance(item, Skipped) for item in read(tmp_path, name, data)), name
    assert time.process_time() - begun < 20
