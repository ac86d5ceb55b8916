"""The customers this service knows: a projection of the registry's events."""
