"""What the deal needs to know of a customer: one seam to the customer file."""
