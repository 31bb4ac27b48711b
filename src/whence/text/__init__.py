"""Documents -> tokens, fingerprints and sentences."""

from whence.text.fingerprints import (
    FINGERPRINT_SCHEMA,
    choose_fingerprints,
    choose_word_pairs,
    fingerprint,
    gram_hashes,
)
from whence.text.sentences import split_sentences
from whence.text.tokens import TokenBatch, Tokens, tokenize, tokenize_batch

__all__ = [
    "FINGERPRINT_SCHEMA",
    "TokenBatch",
    "Tokens",
    "choose_fingerprints",
    "choose_word_pairs",
    "fingerprint",
    "gram_hashes",
    "split_sentences",
    "tokenize",
    "tokenize_batch",
]
