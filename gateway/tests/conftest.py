"""Fixtures of the gateway's tests."""

from gateway.testkit import house

__all__ = ["house"]
