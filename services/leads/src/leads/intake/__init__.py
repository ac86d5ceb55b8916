"""Intake: what partners send, read and turned into leads."""
