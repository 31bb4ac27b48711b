"""Fingerprints -> passages."""
