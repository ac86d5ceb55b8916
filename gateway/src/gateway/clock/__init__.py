"""The business clock."""
