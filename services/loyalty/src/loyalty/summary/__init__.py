"""What the customer page shows of loyalty."""
