"""Passages, credits and dates -> edges and families."""
