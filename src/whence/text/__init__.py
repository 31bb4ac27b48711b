"""Documents -> tokens, fingerprints and sentences."""

from whence.text.sentences import split_sentences

__all__ = ["split_sentences"]
