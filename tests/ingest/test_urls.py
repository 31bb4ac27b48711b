"""Addresses in one normal form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from whence.ingest.urls import archive_moment, canonicalise_url, host_of

SAME_PAGE = [
    "https://www.bayledger.example/news/quay",
    "http://bayledger.example/news/quay/",
    "HTTPS://BAYLEDGER.EXAMPLE:443/news/quay#comments",
    "https://bayledger.example/news/quay?utm_source=x&utm_medium=y&fbclid=1&gclid=2&mc_cid=3&mc_eid=4&ref=home",
    "https://amp.bayledger.example/news/quay",
    "https://m.bayledger.example/news/quay",
    "https://bayledger.example/news/quay/amp/",
    "https://bayledger.example/news/quay?amp=1",
    "https://bayledger.example/news/./x/../quay",
    "https://www.google.com/amp/s/bayledger.example/news/quay",
    "http://web.archive.org/web/20240105101500/https://www.bayledger.example/news/quay",
    "//bayledger.example/news/quay",
    "bayledger.example/news/quay",
    "https://bayledger.example/news/%71uay",
]


@pytest.mark.parametrize("url", SAME_PAGE)
def test_every_spelling_of_one_address_has_one_form(url: str) -> None:
    assert canonicalise_url(url) == "https://bayledger.example/news/quay"


@pytest.mark.parametrize(
    "url",
    ["", None, "javascript:alert(1)", "mailto:a@bay.example", "#top", "quay", "http://[::1", "ftp://bay.example/x",
     "https://", "https://bay.example:99999/", "data:text/html,x", "tel:123", "/news"],
)  # fmt: skip
def test_what_is_no_address_of_the_web_is_none(url: str | None) -> None:
    assert canonicalise_url(url) is None


def test_parameters_that_name_the_page_stay_in_sorted_order() -> None:
    assert canonicalise_url("https://bay.example/?p=2&id=7&utm_term=a") == "https://bay.example/?id=7&p=2"


def test_a_relative_address_is_read_against_its_page() -> None:
    assert canonicalise_url("../b?x=1", "https://bay.example/news/a") == "https://bay.example/b?x=1"


def test_hosts_beyond_ascii_and_amp_files_are_met() -> None:
    assert canonicalise_url("https://häfen.example/kai.amp.html") == "https://xn--hfen-loa.example/kai.html"
    assert host_of("https://www.häfen.example/x") == "xn--hfen-loa.example"


def test_an_archived_address_says_when_it_was_captured() -> None:
    assert (
        archive_moment("https://web.archive.org/web/20240105101500id_/https://bay.example/x")
        == "20240105101500"
    )
    assert archive_moment("https://bay.example/web/20240105101500/x") is None


@given(st.text(max_size=200))
def test_any_text_gives_a_form_or_none_and_never_an_error(url: str) -> None:
    canonicalise_url(url)
    canonicalise_url(url, "https://bay.example/news/")


_PART = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=12)


@given(
    host=st.from_regex(r"(www\.|m\.|amp\.)?[a-z]{1,8}\.(example|test)", fullmatch=True),
    path=st.lists(_PART, max_size=4),
    query=st.lists(st.tuples(_PART, _PART), max_size=4),
)
def test_the_form_of_a_form_is_itself(host: str, path: list[str], query: list[tuple[str, str]]) -> None:
    url = f"http://{host}/{'/'.join(path)}?{'&'.join(f'{k}={v}' for k, v in query)}"
    once = canonicalise_url(url)
    if once is not None:
        assert canonicalise_url(once) == once


@given(
    st.from_regex(r"/[a-z0-9/]{0,20}", fullmatch=True),
    st.sampled_from(["utm_source", "fbclid", "mc_cid", "ref"]),
    _PART,
)
def test_tracking_never_changes_the_form(path: str, name: str, value: str) -> None:
    from urllib.parse import quote

    plain = canonicalise_url(f"https://bay.example{path}")
    assert canonicalise_url(f"https://www.bay.example{path}?{name}={quote(value)}#x") == plain
