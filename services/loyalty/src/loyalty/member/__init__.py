"""Members of the owners' club and their tiers."""
