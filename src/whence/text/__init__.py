"""Documents -> tokens, fingerprints and sentences."""

from whence.text.fingerprints import (
    FINGERPRINT_SCHEMA,
    choose_fingerprints,
    choose_word_pairs,
    fingerprint,
    gram_hashes,
    winnow,
)
from whence.text.sentences import split_sentences
from whence.text.tokens import Tokens, tokenize

__all__ = [
    "FINGERPRINT_SCHEMA",
    "Tokens",
    "choose_fingerprints",
    "choose_word_pairs",
    "fingerprint",
    "gram_hashes",
    "split_sentences",
    "tokenize",
    "winnow",
]
