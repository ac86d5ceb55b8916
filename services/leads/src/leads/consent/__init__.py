"""The append-only consent ledger."""
