"""Pre-delivery inspection, hand-over checklist, signatures, keys."""
