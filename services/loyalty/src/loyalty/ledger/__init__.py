"""The points ledger: double-entry, append-only, in lots."""
