"""Whole lists of customers from a spreadsheet: read, mapped, checked, filed, undone."""
