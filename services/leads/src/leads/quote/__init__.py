"""Quotes: every line of what the car costs on the road, and who may give how much away."""
