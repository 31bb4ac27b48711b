"""Texts -> vectors by adding up those of their words: a small part of what a sentence model knows."""

from whence.vectors.words import TextEncoder, WordVectors, load_vectors

__all__ = ["TextEncoder", "WordVectors", "load_vectors"]
