"""Hints to web clients about what changed."""
