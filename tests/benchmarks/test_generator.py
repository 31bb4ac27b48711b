"""Generated corpora hold what they say they hold, and are the same each time."""

import json
from importlib import import_module
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"


@pytest.fixture(scope="module")
def generator():
    """Import the generator as its command does, with its kernels within reach."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        yield import_module("generator")


@pytest.fixture(scope="module")
def corpus(generator, tmp_path_factory):
    out = tmp_path_factory.mktemp("corpus")
    generator.write_corpus(out, generator.Recipe(documents=600), None, 200)
    return out


@pytest.fixture(scope="module")
def texts(corpus):
    table = pq.read_table(corpus / "documents")
    return dict(zip(table["id"].to_pylist(), table["text"].to_pylist(), strict=True))


def test_a_plant_without_edits_is_the_same_words_on_both_sides(corpus, texts):
    plants = [plant for plant in pq.read_table(corpus / "plants").to_pylist() if plant["source_id"]]
    same = [
        texts[plant["document_id"]][plant["begin"] : plant["end"]].split()
        == texts[plant["source_id"]][plant["source_begin"] : plant["source_end"]].split()
        for plant in plants
    ]
    assert [plant["edits"] == 0 for plant in plants] == same
    assert {plant["kind"] for plant in plants} == {
        "copy", "relaid", "excerpt", "edited", "abridged", "reordered",
    }  # fmt: skip


def test_a_plant_counts_its_words(corpus, texts):
    for plant in pq.read_table(corpus / "plants").to_pylist():
        words = texts[plant["document_id"]][plant["begin"] : plant["end"]].split()
        assert len(words) == plant["tokens"]


def test_edited_passages_have_every_tenth_word_changed(corpus):
    edited = [plant for plant in pq.read_table(corpus / "plants").to_pylist() if plant["kind"] == "edited"]
    rate = sum(plant["edits"] for plant in edited) / sum(plant["tokens"] for plant in edited)
    assert 0.07 < rate < 0.13


def test_a_quote_or_a_footer_is_the_same_wherever_it_stands(corpus, texts):
    shared = {}
    for plant in pq.read_table(corpus / "plants").to_pylist():
        if plant["source_id"] is None:
            text = texts[plant["document_id"]][plant["begin"] : plant["end"]]
            shared.setdefault((plant["kind"], plant["family"]), set()).add(text)
    assert {kind for kind, _ in shared} == {"quote", "footer"}
    assert all(len(variants) == 1 for variants in shared.values())


def test_a_third_of_the_documents_stand_in_families(corpus):
    report = json.loads((corpus / "corpus.json").read_text(encoding="utf-8"))
    assert 0.3 < report["members"] / report["documents"] <= 1 / 3
    assert report["largest_family"] == 20


def test_the_size_of_the_parts_changes_nothing(generator, corpus, texts, tmp_path):
    generator.write_corpus(tmp_path, generator.Recipe(documents=600), None)
    table = pq.read_table(tmp_path / "documents")
    assert table["text"].to_pylist() == [texts[name] for name in table["id"].to_pylist()]
    assert pq.read_table(tmp_path / "plants").equals(pq.read_table(corpus / "plants"))


def test_another_seed_gives_another_corpus(generator, texts, tmp_path):
    generator.write_corpus(tmp_path, generator.Recipe(documents=600, seed=2), None)
    others = set(pq.read_table(tmp_path / "documents")["text"].to_pylist())
    assert not others & set(texts.values())


def test_families_have_one_of_the_largest_size_and_hold_no_more_than_asked(generator):
    sizes = generator.family_sizes(3_000, 100, np.random.default_rng(1))
    assert sizes.max() == 100
    assert sizes.min() == 2
    assert 2_900 < sizes.sum() <= 3_000


def test_a_corpus_without_families_and_stock_has_no_plants(generator, tmp_path):
    recipe = generator.Recipe(documents=60, in_families=0.0, stock=False)
    assert generator.write_corpus(tmp_path, recipe, None)["plants"] == {}


@pytest.mark.parametrize(
    ("word", "ends"), [("done.", True), ("done.”", True), ("Mr.", False), ("U.S.", False), ("done,", False)]
)
def test_a_title_or_an_abbreviation_ends_no_sentence(generator, word, ends):
    assert bool(generator._END.match(word)) is ends


def test_hostile_texts_make_a_source(generator):
    source, counted = generator.build_source(iter(["", "... ...", "\u0000 \ud800 ١٢ 中文。 a", "x" * 9]))
    assert bytes(source.letters).decode("utf-8") == "...\u0000?١٢中文。a" + "x" * 9
    assert (counted["words"], counted["once"]) == (4, 4)
