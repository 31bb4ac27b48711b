"""Anything -> documents and credits."""
