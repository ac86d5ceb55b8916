"""What a store chooses: cadence, clocks, limits."""
