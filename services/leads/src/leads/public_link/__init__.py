"""Unguessable links for people without an account."""
