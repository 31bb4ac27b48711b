"""Statements -> claims."""
