"""Trade-ins: the customer's car, its inspection, its value, and what was offered for it."""
