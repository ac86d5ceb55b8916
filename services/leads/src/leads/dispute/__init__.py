"""Who a customer belongs to, when two say so."""
