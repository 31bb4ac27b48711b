"""Saved pages: text without furniture, metadata with where it was read, credits with their place."""

from datetime import UTC, datetime

import pytest

from whence.errors import InputError
from whence.ingest import Ingested
from whence.ingest.articles import tell_language
from whence.ingest.readers.html import read_html
from whence.records import Credit
from whence.settings import IngestSettings

from . import pages

SETTINGS = IngestSettings()
FIRST = "The harbour council voted on Friday evening to close the north quay for eleven weeks, after divers found cracks in four of its oak pillars."
SECOND = '"Nobody is in danger, but nobody should load stone there either," said harbour master Ilse Varga, who asked for the vote.'
THIRD = (
    "Twenty-two boats will have to move to the south basin. The work is expected to cost 1.4 million crowns."
)
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def read(page: str) -> Ingested:
    return tell_language(read_html(page.encode(), SETTINGS, "page.html"))


def of_kind(article: Ingested, kind: str) -> list[Credit]:
    return [credit for credit in article.credits if credit.kind == kind]


def test_a_page_with_meta_elements_is_read_whole() -> None:
    article = read(pages.WORDPRESS)
    document = article.document
    assert document.title == "North quay closed for eleven weeks"
    assert document.outlet == "Port Alma Courier"
    assert document.authors == ("Tomas Reyne",)
    assert document.canonical_url == "https://almacourier.example/2024/01/05/north-quay-closed"
    assert (
        document.published_earliest
        == document.published_latest
        == datetime(2024, 1, 5, 18, 40, 12, tzinfo=UTC)
    )
    assert document.published_from == "meta article:published_time"
    assert document.modified == datetime(2024, 1, 6, 7, tzinfo=UTC)
    assert document.language == "en"
    assert document.text == f"{BODY}\n\nThe council's minutes were published the same night."


def test_a_page_that_names_itself_canonical_credits_nobody() -> None:
    assert of_kind(read(pages.WORDPRESS), "canonical") == []


def test_a_link_in_running_text_is_a_credit_with_its_place() -> None:
    article = read(pages.WORDPRESS)
    (link,) = article.credits
    assert (link.kind, link.target, link.text) == ("link", "https://council.example/minutes", "minutes")
    assert article.document.text[link.begin : link.end] == "minutes"


def test_json_ld_gives_authors_publisher_and_date() -> None:
    document = read(pages.JSON_LD).document
    assert document.authors == ("Nadia Ferrant", "Oke Lund")
    assert (document.outlet, document.publisher) == ("The Bay Ledger", "Ledger Holdings")
    assert document.url == "https://bayledger.example/news/cracks"
    assert document.published_from == "json-ld datePublished"
    assert document.text == BODY


def test_a_syndicated_page_credits_its_wire_in_every_way_it_says_so() -> None:
    article = read(pages.SYNDICATED)
    assert article.document.canonical_url == "https://inlandmirror.example/news/quay-shut"
    assert article.document.authors == ("Lena Osk",)
    story = "https://meridianwire.example/story/8812"
    for kind in ("canonical", "syndication-source", "read-original"):
        assert [credit.target for credit in of_kind(article, kind)] == [story], kind
    assert [credit.target for credit in of_kind(article, "byline")] == ["Meridian Wire"]
    (dateline,) = of_kind(article, "dateline")
    assert (dateline.target, dateline.text) == ("Meridian Wire", "PORT ALMA (Meridian Wire) —")
    assert (dateline.field, dateline.begin) == ("text", 0)
    assert article.document.published_from == "meta date"


def test_a_reposted_opinion_page_keeps_text_and_credits_apart() -> None:
    article = read(pages.REPOSTED_OPINION)
    document = article.document
    assert document.title == "The quay belongs to those who work on it"
    assert document.genre == "opinion"
    assert document.authors == ("MARA TILL",)
    assert document.published_from == "visible line"
    assert document.text.startswith(
        "The council should ask the dockers before it shuts their place of work.\n\n"
    )
    assert document.text.endswith(
        "This article first appeared in The Lantern Letter and is republished with permission."
    )
    assert {(c.kind, c.target) for c in article.credits} == {
        ("originally-published", "The Lantern Letter"),
        ("link", "https://lanternletter.example/p/quay"),
        ("courtesy", "The Lantern Letter"),
    }


def test_every_credit_with_a_place_is_its_words() -> None:
    for name in ("WORDPRESS", "SYNDICATED", "REPOSTED_OPINION", "GERMAN", "PRESS_RELEASE"):
        article = read(getattr(pages, name))
        for credit in article.credits:
            if credit.begin is not None:
                assert article.document.text[credit.begin : credit.end] == credit.text


def test_a_time_element_dates_the_article_and_the_sidebar_does_not() -> None:
    document = read(pages.TIME_ELEMENT).document
    assert document.published_earliest == datetime(2024, 1, 6, 7, 30, tzinfo=UTC)
    assert document.published_from == "time element"
    assert document.authors == ("Jon Abell",)


def test_byline_date_and_update_are_read_from_a_visible_line() -> None:
    document = read(pages.VISIBLE_LINE).document
    assert document.authors == ("Jon Abell", "Mara Till")
    assert document.published_earliest == datetime(2024, 1, 8, 10, 15, tzinfo=UTC)
    assert document.modified == datetime(2024, 1, 9, 9, tzinfo=UTC)
    assert document.text == BODY


def test_the_address_dates_a_page_that_says_nothing_else() -> None:
    document = read(pages.URL_DATE).document
    assert document.published_from == "url path"
    assert document.published_latest == datetime(2024, 1, 10, 11, 59, 59, tzinfo=UTC)
    assert document.outlet == "baytimes.example"


def test_an_undated_page_has_no_date() -> None:
    document = read(pages.UNDATED).document
    assert (document.published_earliest, document.published_latest, document.published_from) == (
        None,
        None,
        None,
    )


def test_a_saved_page_knows_where_it_was_saved_from() -> None:
    document = read(pages.SAVED_FROM).document
    assert document.url == "https://bayledger.example/news/old-quay?gclid=9"
    assert document.canonical_url == "https://bayledger.example/news/old-quay"


def test_an_archived_page_is_captured_when_its_address_says() -> None:
    saved = "<!-- saved from url=(0099)https://web.archive.org/web/20240210120000/https://bayledger.example/news/q -->"
    document = read(saved + pages.UNDATED).document
    assert document.captured == document.published_latest == datetime(2024, 2, 10, 12, tzinfo=UTC)
    assert document.published_earliest is None


@pytest.mark.parametrize(
    ("name", "genre"),
    [
        ("PRESS_RELEASE", "press-release"),
        ("CORRECTION", "correction"),
        ("REPOSTED_OPINION", "opinion"),
        ("JSON_LD", "article"),
    ],
)
def test_the_genre_is_what_the_page_says(name: str, genre: str) -> None:
    assert read(getattr(pages, name)).document.genre == genre


def test_a_press_release_names_its_source() -> None:
    assert [c.target for c in of_kind(read(pages.PRESS_RELEASE), "press-release")] == ["Alma Harbour Office"]


@pytest.mark.parametrize(
    ("name", "language", "author", "earliest"),
    [
        ("GERMAN", "de", "Anna Brandt", datetime(2024, 1, 5, 4, 30, tzinfo=UTC)),
        ("FRENCH", "fr", "Luc Morin", datetime(2024, 1, 5, 4, 30, tzinfo=UTC)),
        ("ARABIC", "ar", "سامي نور", datetime(2024, 1, 4, 10, tzinfo=UTC)),
        ("CHINESE", "zh", "王小明", datetime(2024, 1, 4, 10, tzinfo=UTC)),
    ],
)
def test_languages_bylines_and_dates_are_read_in_other_tongues(
    name: str, language: str, author: str, earliest: datetime
) -> None:
    document = read(getattr(pages, name)).document
    assert (document.language, document.authors, document.published_earliest) == (
        language,
        (author,),
        earliest,
    )
    assert author not in document.text


def test_a_german_dateline_is_a_credit() -> None:
    assert [c.target for c in of_kind(read(pages.GERMAN), "dateline")] == ["Meridian Wire"]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (pages.INDEX_PAGE, "list of articles"),
        (pages.LOGIN, "error or login page"),
        (pages.NOT_FOUND, "error or login page"),
        ("", "empty"),
        ("   \n", "empty"),
        ("<html><body></body></html>", "words of running text"),
        ("\x00\x01\x02PNG" + "\x00" * 50, "binary"),
    ],
)
def test_what_is_no_article_is_refused_with_a_remedy(page: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason) as caught:
        read(page)
    assert ":" in caught.value.reason


def test_a_page_nested_a_hundred_thousand_deep_is_refused() -> None:
    deep = "<html><body>" + "<div>" * 100_000 + f"<p>{BODY}</p>" + "</div>" * 100_000
    with pytest.raises(InputError, match="nested"):
        read(deep)


def test_a_page_over_the_limit_is_refused_unread() -> None:
    with pytest.raises(InputError, match="largest_page"):
        read_html(b"<html>" + b"x" * 2_000, IngestSettings(largest_page=1_000), "big.html")


def test_other_encodings_are_read() -> None:
    page = pages.page(
        "<title>Der Kai</title>", f"<h1>Der Kai für Fähren</h1><p>Größe und Höhe: {FIRST}</p>{pages.BODY}"
    )
    for encoding in ("cp1252", "utf-16"):
        document = read_html(
            page.replace('charset="utf-8"', f'charset="{encoding}"').encode(encoding), SETTINGS, "x"
        ).document
        assert "Größe und Höhe" in document.text


def test_hostile_markup_is_only_text() -> None:
    page = pages.page(
        '<title>x</title><script type=\'application/ld+json\'>{"@type": [1, {}], "author": {"name": {"a": []}}, "datePublished": 5}</script>'
        "<script type='application/ld+json'>"
        + "["
        * 100_000
        + "</script><link rel='canonical' href='http://[::1'>"
        "<meta property='og:url' content='javascript:alert(1)'>",
        f"<h1>Markup &lt;b&gt; stays words</h1>{pages.BODY}<p><a href='javascript:alert(1)'>A link that leads nowhere at all</a> stands here.</p>",
    )
    article = read(page)
    assert article.document.url is None
    assert article.document.title == "Markup <b> stays words"
    assert article.credits == ()


def test_a_copy_that_only_names_a_foreign_canonical_does_not_take_its_address() -> None:
    page = pages.page(
        '<title>Quay shut</title><link rel="canonical" href="https://meridianwire.example/story/8812">'
        '<link rel="shortlink" href="https://inlandmirror.example/?p=9">',
        f"<h1>Quay shut by the council</h1>{pages.BODY}",
    )
    article = read(page)
    assert article.document.canonical_url is None
    assert [c.target for c in of_kind(article, "canonical")] == ["https://meridianwire.example/story/8812"]


def test_an_old_page_built_of_tables_is_read_from_its_headline() -> None:
    page = (
        "<html><head><title>Alma Gazette: Quay shut for eleven weeks</title></head><body><table><tr><td colspan=2>"
        '<a href="/a.pl">Home</a> | <a href="/b.pl">Local</a> | <a href="/c.pl">Deaths</a></td></tr>'
        "<tr><td>Tides at the weir</td><td><font size=5>Quay shut for eleven weeks</font><br><i>By Meridian Wire</i><br>"
        f"Friday, 5 January 2024<br>{pages.BODY}"
        '<p><a href="/print.pl">Printer friendly page</a> | <a href="mailto:ed@almagazette.example">Letter to the editor</a></p>'
        "</td></tr></table></body></html>"
    )
    article = read(page)
    assert article.document.title == "Quay shut for eleven weeks"
    assert article.document.text == BODY
    assert article.document.published_from == "visible line"
    assert [(c.kind, c.target) for c in article.credits] == [("byline", "Meridian Wire")]


def test_a_desk_beside_a_date_is_a_head_line_and_an_agency_of_letters_a_byline() -> None:
    for line, targets in (("Courier reporters | 5 January 2024", []), ("MWX | 5 January 2024", ["MWX"])):
        article = read(
            pages.page(
                "<title>Quay shut</title>", f"<article><h1>Quay shut</h1><p>{line}</p>{pages.BODY}</article>"
            )
        )
        assert article.document.text == BODY
        assert article.document.published_from == "visible line"
        assert [credit.target for credit in article.credits] == targets


def test_the_time_of_an_update_is_the_time_of_change() -> None:
    line = (
        '<p><time datetime="2024-01-05T06:00:00Z">6:00</time> (last updated '
        '<time class="modified" datetime="2024-01-05T18:00:00Z">18:00</time>)</p>'
    )
    document = read(
        pages.page("<title>Live</title>", f"<article><h1>Quay shut: live</h1>{line}{pages.BODY}</article>")
    ).document
    assert document.published_latest == datetime(2024, 1, 5, 6, tzinfo=UTC)
    assert document.modified == datetime(2024, 1, 5, 18, tzinfo=UTC)
    assert document.text == BODY


def test_a_call_to_act_and_a_related_link_are_no_text() -> None:
    content = (
        f'<article><h1>Quay shut</h1>{pages.BODY}<p><a href="/win">Win a week in a hotel by the sea</a></p>'
        f'<p>{SECOND}</p><p>Friends keep this paper free. <a href="/give">Give today</a></p></article>'
    )
    assert read(pages.page("<title>Quay shut</title>", content)).document.text.startswith(BODY)
    assert "Give today" not in read(pages.page("<title>Quay shut</title>", content)).document.text
    assert "Win a week" not in read(pages.page("<title>Quay shut</title>", content)).document.text


def test_an_author_with_a_place_is_one_author() -> None:
    head = '<title>Quay shut</title><meta name="author" content="Jon Abell, Alma">'
    document = read(
        pages.page(head, f"<article><h1>Quay shut</h1><p>Jon Abell, Alma</p>{pages.BODY}</article>")
    ).document
    assert document.authors == ("Jon Abell",)
    assert document.text == BODY


@pytest.mark.parametrize(
    "words", ["Zum englischen Originalartikel", "Lire l'article original", "View original story", "阅读原文"]
)
def test_a_link_to_the_original_is_known_in_other_tongues(words: str) -> None:
    link = f'<p><a href="https://meridianwire.example/story/1?utm_source=x">{words}</a></p>'
    article = read(
        pages.page("<title>Quay</title>", f"<article><h1>Quay shut</h1>{pages.BODY}{link}</article>")
    )
    assert [(c.kind, c.target) for c in article.credits] == [
        ("read-original", "https://meridianwire.example/story/1")
    ]


def test_a_teaser_among_links_is_no_article_and_links_below_an_article_are_no_text() -> None:
    links = "".join(
        f'<p><a href="/n/{n}">Story number {n} about the quay and the vote</a></p>' for n in range(30)
    )
    teaser = f"<h1>Latest</h1><p>{SECOND}</p>{links}"
    with pytest.raises(InputError, match="list of articles"):
        read(pages.page("<title>Latest</title>", teaser))
    body = "".join(f"<p>{FIRST} That was report number {n} on the quay.</p>" for n in range(8))
    document = read(
        pages.page("<title>Quay</title>", f"<article><h1>Quay shut</h1>{body}{links}</article>")
    ).document
    assert "Story number" not in document.text
