"""What visitors look at, kept only with their consent, and joined to a customer when they leave a number."""
