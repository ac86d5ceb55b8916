"""What other screens show of a customer's after-sales life."""
