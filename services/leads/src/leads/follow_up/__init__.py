"""Contacts logged, and the next one planned."""
