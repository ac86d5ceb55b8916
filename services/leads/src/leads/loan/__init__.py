"""Loan applications: to the finance partner with the customer's consent, and what the partner decided."""
