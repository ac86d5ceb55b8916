"""Owners who bring the next owner."""
