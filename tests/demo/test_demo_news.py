"""The demo news keeps its word: its gold names what is there, and its pages say what the gold says."""

import csv
import html
import importlib.util
import json
import re
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
NEWS = ROOT / "demo" / "news"
GOLD: dict[str, Any] = json.loads((ROOT / "demo" / "gold.json").read_text("utf-8"))
ENCODED = "{http://purl.org/rss/1.0/modules/content/}encoded"


@cache
def page_text(key: str) -> str:
    """Give the words of a page or record, its mark-up dropped, its furniture still there."""
    name, _, record = key.partition(":")
    raw = (NEWS / name).read_text("utf-8")
    if name.endswith(".rss"):
        item = ET.fromstring(raw).findall(".//item")[int(record) - 1]
        raw = item.findtext(ENCODED, "")
    elif name.endswith(".jsonl"):
        raw = json.loads(raw.splitlines()[int(record) - 1])["text"]
    if name.endswith((".jsonl", ".txt")):
        return raw
    raw = re.sub(r"(?s)<(script|style|head)\b.*?</\1>", " ", raw)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", raw)).split())


@cache
def all_keys() -> frozenset[str]:
    keys: set[str] = set()
    for path in NEWS.iterdir():
        if path.suffix == ".rss":
            count = len(ET.parse(path).findall(".//item"))
            keys |= {f"{path.name}:{number + 1}" for number in range(count)}
        elif path.suffix == ".jsonl":
            count = len(path.read_text("utf-8").splitlines())
            keys |= {f"{path.name}:{number + 1}" for number in range(count)}
        else:
            keys.add(path.name)
    return frozenset(keys)


def named_keys() -> set[str]:
    keys = {row["document"] for part in ("credits", "statements") for row in GOLD[part]}
    keys |= {row["target_document"] for row in GOLD["credits"] if row.get("target_document")}
    keys |= {row[end] for row in GOLD["edges"] for end in ("earlier", "later")}
    keys |= {row[end] for row in GOLD["mutations"] for end in ("from", "to")}
    keys |= {key for row in GOLD["families"] for key in row["members"]}
    keys |= {key for row in GOLD["loops"] for key in row["documents"]}
    keys |= {row["document"] for claim in GOLD["claims"] for row in claim["statements"]}
    return keys | set(GOLD["absent_text"])


def load_maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_demo", ROOT / "tools" / "make_demo.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_demo"] = module
    spec.loader.exec_module(module)
    return module


def test_every_input_is_either_a_document_or_skipped() -> None:
    assert set(GOLD["documents"]) | set(GOLD["skipped"]) == all_keys()
    assert not set(GOLD["documents"]) & set(GOLD["skipped"])


def test_every_key_that_the_gold_names_is_a_document() -> None:
    assert named_keys() <= set(GOLD["documents"])


def test_every_document_of_the_gold_has_its_outlet_and_title() -> None:
    with (ROOT / "demo" / "outlets.csv").open(encoding="utf-8", newline="") as file:
        publishers = {row["outlet"]: row["publisher"] for row in csv.DictReader(file)}
    for key, row in GOLD["documents"].items():
        assert row["title"], key
        if row["outlet"] is not None:
            assert publishers[row["outlet"]] == row["publisher"], key


@pytest.mark.parametrize("row", GOLD["statements"], ids=lambda row: row["document"])
def test_the_words_of_every_statement_are_in_its_page(row: dict[str, Any]) -> None:
    text = page_text(row["document"])
    assert row["contains"] in text
    source = row["source"]
    if source is not None:
        assert source.lower() in text.lower() or all(word in text for word in source.split())


def test_the_words_of_every_claim_are_in_their_pages() -> None:
    for claim in GOLD["claims"]:
        for row in claim["statements"] + claim.get("also", []):
            assert row["contains"] in page_text(row["document"]), (claim["name"], row)


def test_the_words_of_every_mutation_are_in_their_pages() -> None:
    for row in GOLD["mutations"]:
        assert row["before_contains"] in page_text(row["from"]), row
        assert row["after_contains"] in page_text(row["to"]), row


def test_claims_are_named_once_and_their_ranges_rise() -> None:
    names = [claim["name"] for claim in GOLD["claims"]]
    assert len(names) == len(set(names))
    for claim in GOLD["claims"]:
        low, best, high = claim["origins"]
        assert 1 <= low <= best <= high, claim["name"]
        assert claim.get("denies", names[0]) in names
        if "origin_kinds" in claim:
            assert sum(claim["origin_kinds"].values()) == best, claim["name"]
    assert {row["claim"] for row in GOLD["mutations"] + GOLD["loops"]} <= set(names)


def test_no_statement_stands_in_two_claims() -> None:
    rows = [(row["document"], row["contains"]) for claim in GOLD["claims"] for row in claim["statements"]]
    assert len(rows) == len(set(rows))


def test_edges_that_join_families_stay_inside_them() -> None:
    family_of = {key: number for number, row in enumerate(GOLD["families"]) for key in row["members"]}
    assert len(family_of) == sum(len(row["members"]) for row in GOLD["families"])
    for row in GOLD["edges"]:
        if row["kind"] in ("republished", "excerpted", "rewritten", "updated"):
            assert family_of[row["earlier"]] == family_of[row["later"]], row
    for row in GOLD["families"]:
        assert row["root"] is None or row["root"] in row["members"]


def test_the_demo_is_as_large_and_as_varied_as_it_says() -> None:
    outlets = {row["outlet"] for row in GOLD["documents"].values()}
    assert len(GOLD["documents"]) >= 60
    assert len(outlets) >= 15
    assert len(GOLD["statements"]) >= 60
    assert {row["kind"] for row in GOLD["edges"]} == {
        "republished", "excerpted", "rewritten", "updated", "cites", "common-source",
    }  # fmt: skip
    assert {row["kind"] for row in GOLD["credits"]} >= {
        "canonical", "syndication-source", "feed-source", "byline", "dateline", "courtesy", "via",
        "originally-published", "read-original", "press-release", "attribution", "link", "input",
    }  # fmt: skip
    assert {row["language"] for row in GOLD["documents"].values()} == {"en", "de", "fr"}


def test_the_two_sides_of_the_dispute_are_treated_alike() -> None:
    """Whatever is asked of one side's page is asked of the other's."""

    def shape(document: str) -> Counter[tuple[str, bool, bool]]:
        rows = [row for row in GOLD["statements"] if row["document"] == document]
        return Counter((row["source_kind"], bool(row.get("negated")), "quantities" in row) for row in rows)

    assert shape("banner-ashfold.html") == shape("sentinel-ashfold.html")
    claims = {claim["name"]: claim for claim in GOLD["claims"]}
    for left, right in (("patrol-boat-rammed", "trawler-rammed"), ("aldous-denies", "sorn-denies")):
        for part in ("origins", "origin_kinds", "independent_reports", "loop"):
            assert claims[left][part] == claims[right][part]


def test_the_pages_are_what_their_sources_and_templates_make() -> None:
    made = load_maker().make_files()
    there = {path.name: path.read_bytes() for path in NEWS.iterdir()}
    assert sorted(made) == sorted(there)
    assert [name for name in made if made[name] != there[name]] == []


def test_the_pages_carry_the_furniture_that_the_gold_forbids_in_texts() -> None:
    """A forbidden word that the page lacks would test nothing."""
    for key, words in GOLD["absent_text"].items():
        raw = html.unescape((NEWS / key).read_text("utf-8"))
        missing = [word for word in words if word not in raw]
        assert len(missing) <= 2, (key, missing)
