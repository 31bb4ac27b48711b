"""Do mentions of one event in several articles come together, and those of like events not?

    python evaluation/coreference.py FOLDER [--all] [--model]

FOLDER holds the XML of ECB+ (Cybulska and Vossen, LREC 2014), unpacked. The mentions of events are given, as
they are in the literature; what is scored is which of them are said to be of one event. Everything is chosen
on the tuning topics and reported on topics 2, 5, 12, 18, 21, 23, 34 and 35, the development part of the
literature. Scores are those of the CoNLL shared task: MUC, B-cubed, CEAF over entities, and the mean of their
F1.

Given are the mentions in sentences where at least one is in a chain; `--all` gives all that are annotated,
many of which nobody may have looked up in other articles. The literature takes the sentences of a list that
came later and was checked by hand; it is not in the archive, so figures here are to be compared
with each other, not with published ones.

The task fits whence in part only: a mention is a word, a claim is a sentence, and one sentence holds several
mentions of several events. So whence's grouping of claims is not run; what it knows of two statements is
asked about the two sentences instead, and weighed.

`--model` adds rows for the sentence model, and takes three minutes more.
"""

import argparse
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from coreference_corpus import Article, read_corpus
from coreference_pairs import (
    CHECKS,
    Pairs,
    Reading,
    cluster_mentions,
    compare_mentions,
    fit_weights,
    head_of,
    probabilities,
)
from coreference_scores import b_cubed, ceaf_e, muc
from tables import markdown_table

HELD_OUT = frozenset(("2", "5", "12", "18", "21", "23", "34", "35"))
_LIMITS = (0.35, 0.4, 0.45, 0.5, 0.55)
_WORDS = ("some", "words", "story", "same sentence", "same article")
_VECTORS = ("mention's vector",)
_MODEL = ("mention in context", "sentence's model")
_HEADER = (
    "articles parted by",
    "mentions joined by",
    "MUC",
    "B-cubed",
    "CEAF",
    "CoNLL F1",
)
_MEASURES = (muc, b_cubed, ceaf_e)
_GOLD, _OWN = "gold subtopic", "whence's stories"

Found = Mapping[str, Hashable]


@dataclass(frozen=True, slots=True)
class Half:
    """The tuning or the held-out topics, read."""

    reading: Reading
    pairs: Mapping[str, Pairs]


def read_half(articles: Sequence[Article], every: bool, model: bool) -> Half:
    """Read some topics, their articles parted by the corpus's own subtopics and by whence's stories."""
    reading = Reading(articles, every)
    partings: dict[str, Mapping[str, Hashable]] = {
        _GOLD: {article.name: article.subtopic for article in articles},
        _OWN: reading.own_stories(),
    }
    return Half(reading, {name: compare_mentions(reading, parts, model) for name, parts in partings.items()})


def score(half: Half, found: Found) -> list[float]:
    """Give the F1 of MUC, B-cubed and CEAF, and their mean, the CoNLL F1."""
    gold = {mention.name: mention.chain for mention in half.reading.mentions}
    each = [measure(found, gold).f1 for measure in _MEASURES]
    return [*each, sum(each) / len(each)]


def by_words(pairs: Pairs, *, checked: bool) -> Found:
    """Join mentions of the same words, as the baseline does.

    Args:
        pairs: mentions in articles of one part.
        checked: whether two mentions stay apart where a check of whence parts their sentences.

    Returns:
        The cluster of each mention.
    """
    if not checked:
        parts = pairs.parts.tolist()
        return {m.name: (part, head_of(m)) for m, part in zip(pairs.mentions, parts, strict=True)}
    parted = np.max([pairs.figures[name] for name in CHECKS], axis=0)
    return cluster_mentions(pairs, pairs.figures["same"] * (1 - parted), 0.5)


def by_figures(tuning: Half, held_out: Half, parting: str, names: Sequence[str]) -> Found:
    """Join the mentions of the held-out topics as the tuning topics teach."""
    pairs = tuning.pairs[parting]
    weights = fit_weights(pairs, names)
    likely = probabilities(pairs, names, weights)
    # The fourth score is the CoNLL F1; the higher limit on ties.
    least = max(_LIMITS, key=lambda limit: (score(tuning, cluster_mentions(pairs, likely, limit))[3], limit))
    other = held_out.pairs[parting]
    return cluster_mentions(other, probabilities(other, names, weights), least)


def feature_rows(model: bool) -> list[tuple[str, str, tuple[str, ...]]]:
    """Give the rows that are fitted: how articles are parted, the row's name, and what pairs are known by."""
    rows: list[tuple[str, str, tuple[str, ...]]] = []
    known = (*_WORDS, *_VECTORS)
    for parting in (_GOLD, _OWN):
        rows.append((parting, "likeness of words", _WORDS))
        rows.append((parting, "and vectors of mentions", known))
        rows.append((parting, "vectors and checks", (*known, *CHECKS)))
        if model:
            rows.append((parting, "vectors and the sentence model", (*known, *_MODEL)))
            rows.append((parting, "vectors, checks and the sentence model", (*known, *_MODEL, *CHECKS)))
    for check in CHECKS:
        rest = tuple(one for one in CHECKS if one != check)
        rows.append((_OWN, f"vectors and checks, without that of {check}", (*known, *rest)))
    return rows


def score_all(tuning: Half, held_out: Half, *, model: bool) -> list[list[object]]:
    """Score every way to join the held-out topics' mentions."""
    mentions = held_out.reading.mentions
    rows: list[list[object]] = [["-", "nothing", *score(held_out, {m.name: m.name for m in mentions})]]
    for parting in (_GOLD, _OWN):
        for checked, name in (
            (False, "the same words (the baseline)"),
            (True, "the same words, if no check parts them"),
        ):
            rows.append([parting, name, *score(held_out, by_words(held_out.pairs[parting], checked=checked))])
    for parting, name, figures in feature_rows(model):
        rows.append([parting, name, *score(held_out, by_figures(tuning, held_out, parting, figures))])
    return rows


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--all", action="store_true", help="give all mentions that are annotated")
    parser.add_argument("--model", action="store_true", help="compare by the sentence model too")
    options = parser.parse_args()
    articles = read_corpus(options.folder)
    tuning, held_out = (
        read_half([a for a in articles if (a.topic in HELD_OUT) == chosen], options.all, options.model)
        for chosen in (False, True)
    )
    for name, half in (("Tuned on", tuning), ("Scored on", held_out)):
        reading = half.reading
        topics = len({article.topic for article in reading.articles})
        events = len({mention.chain for mention in reading.mentions})
        print(f"{name} {topics} topics: {len(reading.articles)} articles, ", end="")
        print(f"{len(reading.mentions)} mentions of {events} events.  ")
    print()
    print(markdown_table(_HEADER, score_all(tuning, held_out, model=options.model), words=2))


if __name__ == "__main__":
    main()
