"""Whom an outlet has it from: the one cited is the source, the outlet the channel."""

import pytest


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("According to Corva Wire, citing three guards close to the inquiry, the lock was cut at dawn.", "three guards", "the lock was cut at dawn"),
        ("Corva Wire reported, citing a clerk, that the lock was cut at dawn.", "clerk", "that the lock was cut at dawn"),
        ("Corva Wire, citing court records, reported that the lock was cut.", "court records", "that the lock was cut"),
        ("The lock was cut at dawn, Corva Wire reported, citing a man briefed on the inquiry.", "man", "The lock was cut at dawn"),
        ("Citing unnamed clerks, Corva Wire said the lock was cut at dawn.", "unnamed clerks", "the lock was cut at dawn"),
        ("The lock was cut at dawn, according to Corva Wire, which cited two guards.", "two guards", "The lock was cut at dawn"),
        ("According to a guard quoted by Corva Wire, the lock was cut at dawn.", "guard", "the lock was cut at dawn"),
        ("Corva Wire reported on Friday, quoting Harbour Minister Ada Holm, that the lock was cut.", "Ada Holm", "that the lock was cut"),
    ],
)  # fmt: skip
def test_the_one_cited_is_the_source(read, text, source, words):
    [row] = read(text)
    assert (row.source, row.channel, row.chain) == (source, "Corva Wire", ("Corva Wire", source))
    assert row.text == words


def test_a_reason_is_no_source(read):
    [row] = read("The board shut the lock, citing fire risks.")
    assert (row.source, row.text) == ("board", "fire risks")


def test_the_same_report_is_its_outlets_and_a_chain_names_everyone_once(read):
    rows = read(
        "The Ost Herald reported that the lock was cut. A guard told Corva Wire that he saw it, per the same report."
    )
    assert rows[1].source == "Ost Herald"
    assert rows[2].chain == ("Ost Herald", "Corva Wire", "guard")
    assert all(len(set(row.chain)) == len(row.chain) for row in rows)
