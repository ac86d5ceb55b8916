"""What customers allowed, as the consent ledger last said; unknown means no."""
