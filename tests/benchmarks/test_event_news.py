"""Made articles about events: the same each time, and what they say they hold."""

import json
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def event_news():
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        yield import_module("event_news")


@pytest.fixture(scope="module")
def articles(event_news):
    return list(event_news.make_articles(400, None))


def test_the_same_articles_are_made_each_time(event_news, articles, tmp_path):
    event_news.write_articles(tmp_path / "a.jsonl", 400, None)
    written = [json.loads(line) for line in (tmp_path / "a.jsonl").read_text("utf-8").splitlines()]
    assert written == articles
    assert list(event_news.make_articles(400, None, 2)) != articles


def test_ids_are_distinct_and_every_field_is_filled(articles):
    assert len({article["id"] for article in articles}) == 400
    assert all(value for article in articles for value in article.values())


def test_wire_stories_are_carried_word_for_word_under_the_agency(event_news, articles):
    wired = [article for article in articles if article["author"] in event_news.AGENCIES]
    stories = Counter(article["text"].split("\n\n")[0] for article in wired)
    assert 40 < len(wired) < 160
    assert max(stories.values()) > 1
    assert all(" - " in story for story in stories)


def test_half_of_the_articles_are_about_events_of_very_different_sizes(event_news):
    about = event_news.plan_events(5_000, event_news.random.Random(1))
    sizes = Counter(event for event in about if event is not None)
    assert sizes.total() == 2_500
    assert max(sizes.values()) > 20
    assert min(sizes.values()) == 1
