"""Model catalogue and cars in stock."""
