"""Outbound webhooks: what is told to which partner, attempt by attempt."""
