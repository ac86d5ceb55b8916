"""Complaints from acceptance to the satisfaction call."""
