"""Orders: deposit, car, money, papers, and what it costs to walk away."""
