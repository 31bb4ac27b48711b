"""Mentions of events: how the corpus is read, and how mentions are joined; all material is fictional."""

import itertools
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[2] / "evaluation"))
from coreference import by_figures, by_words, read_half, score
from coreference_corpus import Article, read_article, read_corpus
from coreference_pairs import CHECKS, head_of, join_alike

SENTENCES = (
    ("http", ":", "/", "alma.example"),
    ("The", "ferry", "struck", "the", "pier", "on", "Friday", "."),
    ("Divers", "did", "n't", "look", "for", "it", "after", "the", "crash", "."),
)


def article_of(sentences: tuple[tuple[str, ...], ...], marks: str, relations: str) -> bytes:
    tokens = ""
    number = itertools.count(1)
    for sentence, words in enumerate(sentences):
        for place, word in enumerate(words):
            tokens += f'<token t_id="{next(number)}" sentence="{sentence}" number="{place}">{word}</token>\n'
    return (
        f'<?xml version="1.0"?><Document doc_name="x">{tokens}<Markables>{marks}</Markables>'
        f"<Relations>{relations}</Relations></Document>"
    ).encode()


def mark(kind: str, name: int, *anchors: int) -> str:
    inner = "".join(f'<token_anchor t_id="{anchor}"/>' for anchor in anchors)
    return f'<{kind} m_id="{name}">{inner}</{kind}>'


MARKS = (
    mark("ACTION_OCCURRENCE", 1, 7) + mark("NEG_ACTION_OCCURRENCE", 2, 17, 16) + mark("HUMAN_PART_PER", 3, 13)
    + mark("ACTION_STATE", 4, 21) + '<ACTION_OCCURRENCE m_id="9" TAG_DESCRIPTOR="crash"/>'
)  # fmt: skip
RELATIONS = (
    '<CROSS_DOC_COREF r_id="8" note="ACT7"><source m_id="1"/><target m_id="9"/></CROSS_DOC_COREF>'
    '<INTRA_DOC_COREF r_id="5"><source m_id="4"/><target m_id="9"/></INTRA_DOC_COREF>'
)


def test_an_article_is_read_with_its_sentences_events_and_chains() -> None:
    article = read_article("12_3ecbplus", article_of(SENTENCES, MARKS, RELATIONS))
    assert (article.topic, article.subtopic) == ("12", "12plus")
    assert article.sentences == {
        1: "The ferry struck the pier on Friday.",
        2: "Divers didn't look for it after the crash.",
    }
    assert [(m.words, m.chain, m.chained) for m in article.mentions] == [
        (("struck",), "ACT7", True),
        (("look", "for"), "12_3ecbplus#2", False),
        (("crash",), "12_3ecbplus#5", True),
    ]


def test_offsets_of_a_mention_hold_its_words() -> None:
    article = read_article("12_3ecb", article_of(SENTENCES, MARKS, RELATIONS))
    said = [article.sentences[m.sentence][m.begin : m.end] for m in article.mentions]
    assert said == ["struck", "look for", "crash"]


def test_a_mark_of_a_token_that_is_not_there_is_an_error() -> None:
    content = article_of(SENTENCES, mark("ACTION_STATE", 1, 99), "")
    with pytest.raises(ValueError, match="12_3ecb: mark 1 refers to tokens"):
        read_article("12_3ecb", content)


def test_a_folder_without_articles_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="holds no file named like"):
        read_corpus(tmp_path)


def joined_slowly(alike: list[list[float]], least: float) -> list[list[int]]:
    """Average linkage, each mean taken anew."""
    groups = [[number] for number in range(len(alike))]
    while len(groups) > 1:
        pairs = [
            (sum(alike[a][b] for a in one for b in other) / (len(one) * len(other)), -min(one), -min(other))
            for one, other in itertools.permutations(groups, 2)
        ]
        best, one_first, other_first = max(pairs)
        if best < least:
            break
        left = next(group for group in groups if min(group) == -one_first)
        right = next(group for group in groups if min(group) == -other_first)
        groups = [group for group in groups if group not in (left, right)] + [sorted(left + right)]
    return sorted(groups)


@given(st.integers(1, 8), st.integers(0, 10**6), st.floats(0.1, 0.9))
def test_joining_is_that_of_taking_each_mean_anew(count: int, seed: int, least: float) -> None:
    # Drawn at random, so that no two means are equal.
    drawn = np.random.default_rng(seed).random((count, count))
    alike = np.triu(drawn, 1) + np.triu(drawn, 1).T
    assert join_alike(alike, least) == joined_slowly(alike.tolist(), least)


@given(st.integers(2, 8), st.integers(0, 10**6))
def test_joining_does_not_depend_on_the_order(count: int, seed: int) -> None:
    generator = np.random.default_rng(seed)
    drawn = np.triu(generator.random((count, count)), 1)
    alike, order = drawn + drawn.T, generator.permutation(count)
    mixed = join_alike(alike[np.ix_(order, order)], 0.4)
    assert sorted(sorted(int(order[one]) for one in group) for group in mixed) == join_alike(alike, 0.4)


def _news(topic: str, ship: str, day: str) -> list[Article]:
    told = (
        (("The", ship, "struck", "the", "pier", "on", day, "."), (3,)),
        (("On", day, "the", ship, "hit", "the", "pier", "."), (5,)),
        (("Divers", "searched", "below", "the", ship, "after", "it", "struck", "."), (2, 8)),
    )
    articles = []
    for number, (words, anchors) in enumerate(told, 1):
        marks = "".join(mark("ACTION_OCCURRENCE", one, anchor) for one, anchor in enumerate(anchors, 1))
        last = len(anchors)
        chain = f'<CROSS_DOC_COREF r_id="1" note="ACT{ship}"><source m_id="{last}"/></CROSS_DOC_COREF>'
        articles.append(read_article(f"{topic}_{number}ecb", article_of((words,), marks, chain)))
    return articles


def test_the_protocol_runs_from_articles_to_scores() -> None:
    tuning = read_half(_news("1", "Kestrel", "Friday") + _news("3", "Plover", "Monday"), True, False)
    held_out = read_half(_news("2", "Heron", "Sunday"), True, False)
    pairs = held_out.pairs["gold subtopic"]
    by_name = {mention.name: mention for mention in held_out.reading.mentions}
    assert head_of(by_name["2_3ecb#1"]) == "search"
    baseline = by_words(pairs, checked=False)
    assert baseline["2_1ecb#1"] == baseline["2_3ecb#2"] != baseline["2_2ecb#1"]
    found = by_figures(tuning, held_out, "gold subtopic", ("some", "words", "story", *CHECKS))
    assert set(found) == set(by_name)
    assert score(held_out, {m.name: m.chain for m in by_name.values()})[3] == pytest.approx(1)
