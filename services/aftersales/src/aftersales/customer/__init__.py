"""Projections of the customers that leads registers."""
