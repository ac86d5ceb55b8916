"""A dealer group to look at: two stores, their staff, and some hundred customers at every point of their lives."""

from embedded.demo.card import DemoCard
from embedded.demo.show import ensure_demo

__all__ = ["DemoCard", "ensure_demo"]
