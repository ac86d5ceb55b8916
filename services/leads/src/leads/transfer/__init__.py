"""Handing customers over: many at once, with preview, receipt and a way back."""
