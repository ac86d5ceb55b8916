"""Wordings of messages: defaults as data, a store's own versions beside them."""
