"""The ordered day of an adviser."""
