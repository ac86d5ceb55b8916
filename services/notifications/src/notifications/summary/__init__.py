"""What the customer page shows of notifications."""
