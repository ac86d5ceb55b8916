"""A customer's wish, from first contact to delivery or loss."""
