"""Packages whose workspace folder bears their own name are imported before pytest takes that folder for the package."""

import contracts
import gateway

__all__ = ["contracts", "gateway"]
