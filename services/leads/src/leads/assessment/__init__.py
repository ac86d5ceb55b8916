"""Looks again at customers whose facts changed or whose time ran out: temperature and score."""
